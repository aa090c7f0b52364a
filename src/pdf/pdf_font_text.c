/* pdf_font_text: clusters and their text; W arrays and ToUnicode CMaps. Knows no font: only runs
 * and entries. */
#include "pdf/pdf_font_text.h"

#include "base/arena.h"

#include <string.h>

/* --- text ----------------------------------------------------------------------------------- */

uint32_t pdf_font_text_step(const char *text, size_t length)
{
	unsigned char c = (unsigned char)*text;
	uint32_t step = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	return step < length ? step : (uint32_t)length;
}

static uint32_t decode(const char *text, size_t length, uint32_t *step)
{
	const unsigned char *p = (const unsigned char *)text;
	*step = pdf_font_text_step(text, length);
	switch (*step) {
	case 2: return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	case 3: return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 |
		       (p[3] & 0x3fu);
	default: return p[0];
	}
}

uint32_t pdf_font_text_characters(const char *text, size_t length)
{
	uint32_t count = 0;
	for (size_t i = 0; i < length; i += pdf_font_text_step(text + i, length - i))
		count++;
	return count;
}

uint32_t pdf_font_text_single(const char *text, size_t length)
{
	uint32_t step = 0, character = length ? decode(text, length, &step) : 0;
	return step == length ? character : 0;
}

const char *pdf_font_text_of(arena *a, uint32_t c, uint32_t *length)
{
	char bytes[4];
	*length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (uint32_t i = *length; --i > 0; c >>= 6)
		bytes[i] = (char)(0x80 | (c & 0x3f));
	static const unsigned char heads[] = {0, 0, 0xc0, 0xe0, 0xf0};
	bytes[0] = (char)(heads[*length] | c);
	return arena_copy(a, bytes, *length);
}

bool pdf_font_text_is_private(const char *text, size_t length)
{
	uint32_t step;
	for (size_t i = 0; i < length; i += step) {
		if ((unsigned char)text[i] < 0xee) {
			step = pdf_font_text_step(text + i, length - i);
			continue;
		}
		uint32_t c = decode(text + i, length - i, &step);
		if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000)
			return true;
	}
	return false;
}

/* --- clusters ------------------------------------------------------------------------------- */

/* A soft hyphen has no glyph, so it is in a letter's cluster. If the word is not divided there, it
 * means nothing and would keep a search from finding the word. */
static font_cluster without_soft_hyphens(font_cluster c)
{
	enum { SIZE = 2 };
	static const char soft[] = "\xc2\xad";

	while (c.length >= SIZE && !memcmp(c.text, soft, SIZE)) {
		c.text += SIZE;
		c.length -= SIZE;
	}
	while (c.length >= SIZE && !memcmp(c.text + c.length - SIZE, soft, SIZE))
		c.length -= SIZE;
	return c;
}

font_cluster pdf_font_text_cluster_at(const run *r, uint32_t first, uint32_t end)
{
	const glyph *g = r->glyphs;
	uint32_t start = g[first].cluster, last = first + 1, stop = (uint32_t)r->text_length;
	while (last < end && g[last].cluster == start)
		last++;
	if (r->level & 1) {
		uint32_t before = first;
		while (before && g[before - 1].cluster == start)
			before--;
		if (before)
			stop = g[before - 1].cluster;
	} else {
		uint32_t after = last;
		while (after < r->count && g[after].cluster == start)
			after++;
		if (after < r->count)
			stop = g[after].cluster;
	}
	return without_soft_hyphens((font_cluster){first, last - first, r->text + start,
						   stop > start ? stop - start : 0});
}

/* --- widths --------------------------------------------------------------------------------- */

/* From so many codes in a row with one width on, a range is shorter than a list. */
enum { WORTH_A_RANGE = 4 };

static size_t alike(const pdf_font_entry *entries, size_t count, size_t first)
{
	size_t i = first + 1;
	while (i < count && entries[i].width == entries[first].width &&
	       entries[i].code == entries[i - 1].code + 1)
		i++;
	return i - first;
}

/* Print a list of widths from entry `first` on, until a range or the usual width is shorter. */
static size_t print_list(pdf_buffer *out, const pdf_font_entry *entries, size_t count, size_t first,
			 int32_t usual)
{
	size_t i = first;
	pdf_append_number(out, entries[first].code);
	pdf_append_text(out, "[");
	while (i < count && (i == first || entries[i].code == entries[i - 1].code + 1)) {
		size_t same = alike(entries, count, i);
		if (same >= WORTH_A_RANGE || (entries[i].width == usual && i + same == count))
			break;
		for (; same; same--, i++) {
			pdf_append_text(out, i > first ? " " : "");
			pdf_append_fraction(out, entries[i].width, 3);
		}
	}
	pdf_append_text(out, "]");
	return i;
}

void pdf_font_print_widths(pdf_buffer *out, const pdf_font_entry *entries, size_t count,
			   int32_t usual)
{
	pdf_append_text(out, "[");
	for (size_t i = 0; i < count;) {
		size_t same = alike(entries, count, i);
		if (entries[i].width == usual) {
			i += same;
		} else if (same >= WORTH_A_RANGE) {
			pdf_append_print(out, "%u %u ", entries[i].code,
					 entries[i + same - 1].code);
			pdf_append_fraction(out, entries[i].width, 3);
			pdf_append_text(out, i + same < count ? " " : "");
			i += same;
		} else {
			i = print_list(out, entries, count, i, usual);
		}
	}
	pdf_append_text(out, "]");
}

/* --- ToUnicode ------------------------------------------------------------------------------ */

/* The character, unless ToUnicode must not have it (ISO 19005-2, 6.2.11.7.2). */
static uint32_t allowed(uint32_t character)
{
	return character == 0 || character == 0xfeff || character == 0xfffe ? 0xfffd : character;
}

static void print_text(pdf_buffer *out, const pdf_font_entry *e)
{
	uint32_t step;
	pdf_append_text(out, "<");
	for (size_t i = 0; i < e->length; i += step) {
		uint32_t c = allowed(decode(e->text + i, e->length - i, &step));
		if (c < 0x10000)
			pdf_append_print(out, "%04X", (unsigned)c);
		else
			pdf_append_print(out, "%04X%04X",
					 (unsigned)(0xd800 + ((c - 0x10000) >> 10)),
					 (unsigned)(0xdc00 + ((c - 0x10000) & 0x3ff)));
	}
	pdf_append_text(out, ">\n");
}

/* How many entries from `first` on are a range: codes and characters both count up by one, without
 * a change of their high bytes. */
static size_t range_length(const pdf_font_entry *entries, size_t count, size_t first)
{
	uint32_t start = pdf_font_text_single(entries[first].text, entries[first].length);
	size_t n = 1;
	if (!start || allowed(start) != start || start >= 0x10000)
		return 1;
	while (first + n < count) {
		const pdf_font_entry *e = &entries[first + n];
		uint32_t code = entries[first].code + (uint32_t)n, character = start + (uint32_t)n;
		if (e->code != code || !(code & 0xff) || !(character & 0xff) ||
		    pdf_font_text_single(e->text, e->length) != character ||
		    allowed(character) != character)
			break;
		n++;
	}
	return n;
}

enum { BLOCK_MOST = 100 };

/* Ranges, or single characters, in blocks that open with their number. */
static void print_blocks(pdf_buffer *out, const pdf_font_entry *entries, size_t count, bool ranges)
{
	const char *what = ranges ? "range" : "char";
	size_t left = 0, inside = 0;
	for (size_t i = 0, n; i < count; i += n)
		left += ((n = range_length(entries, count, i)) > 1) == ranges;
	for (size_t i = 0, n; i < count; i += n) {
		n = range_length(entries, count, i);
		if ((n > 1) != ranges)
			continue;
		if (!inside)
			pdf_append_print(out, "%zu beginbf%s\n",
					 left < BLOCK_MOST ? left : (size_t)BLOCK_MOST, what);
		pdf_append_print(out, "<%04X>", entries[i].code);
		if (ranges)
			pdf_append_print(out, "<%04X>", entries[i + n - 1].code);
		print_text(out, &entries[i]);
		left--;
		if (++inside == BLOCK_MOST || !left) {
			pdf_append_print(out, "endbf%s\n", what);
			inside = 0;
		}
	}
}

void pdf_font_print_unicode(pdf_buffer *out, const pdf_font_entry *entries, size_t count)
{
	pdf_append_text(out,
			"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
			"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
			"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	print_blocks(out, entries, count, true);
	print_blocks(out, entries, count, false);
	pdf_append_text(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}
