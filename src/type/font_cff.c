/* font_cff: a CFF table, as far as a PDF depends on it: its glyphs' CIDs, since readers use them in
 * a CID-keyed font, and its outlines' advances, since PDF/A requires the font's dictionary to have
 * the same (Adobe Technical Notes 5176, The Compact Font Format, and 5177, The Type 2 Charstring
 * Format). Nothing is read beyond the table's end: bytes there count as 0. */
#include "type/font_cff.h"

/* Operators of DICTs; those of two bytes begin with 12. */
enum {
	CHARSET = 15,
	CHARSTRINGS = 17,
	PRIVATE = 18,
	DEFAULT_WIDTH = 20,
	NOMINAL_WIDTH = 21,
	ROS = 12 << 8 | 30,
	FD_ARRAY = 12 << 8 | 36,
	FD_SELECT = 12 << 8 | 37
};

/* A part of the table. */
typedef struct cff_part {
	size_t from, to;
} cff_part;

/* A big-endian number of `size` bytes. */
static size_t number(const font_cff *c, size_t at, size_t size)
{
	size_t result = 0;
	for (size_t i = 0; i < size; i++)
		result = result << 8 | (at + i < c->length ? c->data[at + i] : 0);
	return result;
}

/* The place that an INDEX counts its offsets from: one byte before its data. */
static size_t index_base(const font_cff *c, size_t at)
{
	return at + 3 + (number(c, at, 2) + 1) * number(c, at + 2, 1) - 1;
}

static cff_part element(const font_cff *c, size_t at, size_t nth)
{
	size_t size = number(c, at + 2, 1), base = index_base(c, at);
	if (nth >= number(c, at, 2))
		return (cff_part){0, 0};
	cff_part result = {base + number(c, at + 3 + nth * size, size),
			   base + number(c, at + 3 + (nth + 1) * size, size)};
	return result.to <= c->length ? result : (cff_part){0, 0};
}

static size_t index_end(const font_cff *c, size_t at)
{
	size_t count = number(c, at, 2), size = number(c, at + 2, 1);
	return count ? index_base(c, at) + number(c, at + 3 + count * size, size) : at + 2;
}

/* Read an operand of one or two bytes, which DICTs and charstrings share; its length. */
static size_t short_operand(const font_cff *c, size_t at, int32_t *result)
{
	int32_t b = (int32_t)number(c, at, 1), low = (int32_t)number(c, at + 1, 1);
	if (b == 28) {
		*result = (int16_t)number(c, at + 1, 2);
		return 3;
	}
	if (b <= 246) {
		*result = b - 139;
		return 1;
	}
	*result = b < 251 ? (b - 247) * 256 + low + 108 : -(b - 251) * 256 - low - 108;
	return 2;
}

/* Read an operand of a DICT; its length. The result is 0 unless it is a whole number. */
static size_t operand(const font_cff *c, size_t at, int32_t *result)
{
	size_t b = number(c, at, 1), size = 1;
	*result = 0;
	if (b == 29) {
		*result = (int32_t)number(c, at + 1, 4);
		return 5;
	}
	if (b == 30) { /* a real: nibbles up to the first that is 15 */
		while (at + size < c->length && (c->data[at + size] & 15) != 15 &&
		       c->data[at + size] >> 4 != 15)
			size++;
		return size + 1;
	}
	return short_operand(c, at, result);
}

/* The last two operands of an operator in a DICT. False: the DICT does not have it. */
static bool look_up(const font_cff *c, cff_part dict, unsigned wanted, int32_t values[2])
{
	values[0] = values[1] = 0;
	for (size_t at = dict.from; at < dict.to;) {
		unsigned b = (unsigned)number(c, at, 1);
		if (b > 21) {
			values[0] = values[1];
			at += operand(c, at, &values[1]);
			continue;
		}
		unsigned said = b == 12 ? 12 << 8 | (unsigned)number(c, at + 1, 1) : b;
		if (said == wanted)
			return true;
		values[0] = values[1] = 0;
		at += b == 12 ? 2 : 1;
	}
	return false;
}

static size_t place_of(const font_cff *c, cff_part dict, unsigned wanted)
{
	int32_t values[2];
	return look_up(c, dict, wanted, values) && values[1] > 0 ? (size_t)values[1] : 0;
}

font_cff font_cff_read(const char *data, size_t length)
{
	font_cff c = {.data = (const uint8_t *)data, .length = length};
	int32_t values[2];
	cff_part top = element(&c, index_end(&c, number(&c, 2, 1)), 0);
	c.cid_keyed = look_up(&c, top, ROS, values);
	c.charset = place_of(&c, top, CHARSET);
	c.outlines = place_of(&c, top, CHARSTRINGS);
	c.parts = place_of(&c, top, FD_ARRAY);
	c.chooser = place_of(&c, top, FD_SELECT);
	return c;
}

/* A charset has format 0 (a list), 1 or 2 (ranges); offsets up to 2 mean predefined charsets, which
 * a CID-keyed font cannot have. */
uint32_t font_cff_id(const font_cff *c, uint32_t glyph)
{
	size_t at = c->charset, format = number(c, at++, 1), left = format == 1 ? 1 : 2;
	uint32_t first = 1;
	if (!c->cid_keyed || c->charset <= 2)
		return glyph;
	if (glyph == 0)
		return 0;
	if (format == 0)
		return (uint32_t)number(c, at + 2 * (size_t)(glyph - 1), 2);
	for (; at < c->length; at += 2 + left) {
		uint32_t span = (uint32_t)number(c, at + 2, left) + 1;
		if (glyph < first + span)
			return (uint32_t)number(c, at, 2) + glyph - first;
		first += span;
	}
	return 0;
}

/* Which part of a CID-keyed font a glyph is in: a list of bytes (format 0) or ranges (format 3). */
static size_t part_of(const font_cff *c, uint32_t glyph)
{
	size_t at = c->chooser, format = number(c, at, 1), count = number(c, at + 1, 2);
	if (format == 0)
		return number(c, at + 1 + glyph, 1);
	for (size_t i = 0; i < count; i++)
		if (glyph < number(c, at + 3 + 3 * (i + 1), 2))
			return number(c, at + 3 + 3 * i + 2, 1);
	return 0;
}

/* The width of charstrings that state none, and what stated widths are relative to. */
static void widths_of(const font_cff *c, uint32_t glyph, int32_t *usual, int32_t *nominal)
{
	int32_t values[2];
	cff_part top = c->cid_keyed ? element(c, c->parts, part_of(c, glyph))
				    : element(c, index_end(c, number(c, 2, 1)), 0);
	cff_part private = {0, 0};
	if (look_up(c, top, PRIVATE, values) && values[0] > 0 && values[1] > 0)
	private = (cff_part){(size_t)values[1], (size_t)values[1] + (size_t)values[0]};
	*usual = look_up(c, private, DEFAULT_WIDTH, values) ? values[1] : 0;
	*nominal = look_up(c, private, NOMINAL_WIDTH, values) ? values[1] : 0;
}

/* Does a width come before the arguments of the first operator? -1: the operator does not tell. */
static int has_width(size_t operator, size_t count)
{
	switch (operator) {
	case 1:  /* hstem */
	case 3:  /* vstem */
	case 18: /* hstemhm */
	case 19: /* hintmask */
	case 20: /* cntrmask */
	case 23: /* vstemhm */ return count % 2;
	case 21: /* rmoveto */ return count > 2;
	case 4: /* vmoveto */
	case 22: /* hmoveto */ return count > 1;
	case 14: /* endchar */ return count == 1 || count == 5;
	default: return -1;
	}
}

bool font_cff_advance(const font_cff *c, uint32_t glyph, int32_t *advance)
{
	const size_t fixed = 255;
	cff_part outline = element(c, c->outlines, glyph);
	int32_t first = 0, value, usual, nominal;
	size_t count = 0, at = outline.from;
	for (; at < outline.to; count++) {
		size_t b = number(c, at, 1);
		if (b < 32 && b != 28)
			break;
		if (b == fixed && count == 0)
			return false; /* it may have a fraction */
		at += b == fixed ? 5 : short_operand(c, at, &value);
		first = count ? first : value;
	}
	int width = at < outline.to ? has_width(number(c, at, 1), count) : -1;
	if (width < 0)
		return false;
	widths_of(c, glyph, &usual, &nominal);
	*advance = width ? nominal + first : usual;
	return true;
}
