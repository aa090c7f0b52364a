/* font_subset: the part of a face that a PDF embeds: the outlines and advances of the glyphs on its
 * pages, by hb-subset. Glyphs are renumbered without gaps, and text under Identity-H uses the new
 * numbers. In a CID-keyed CFF, PDF readers go by the charset instead, which keeps the old CIDs, so
 * there the numbers are read from the charset (Adobe Technical Note 5176, sections 9, 13 and 18).
 * Layout, names and character maps are left out, and hints too: presses and today's screens do not
 * need them. CFF subroutines are expanded, which makes the file 8 % smaller once compressed, and is
 * faster. */
#include "type/font_private.h"

#include <hb-subset.h>
#include <string.h>

/* Tables that no PDF reader uses in an embedded subset. */
static const char dropped[][5] = {
	"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "DSIG", "name", "OS/2", "post",
	"cmap", "VORG", "gasp", "hdmx", "LTSH", "VDMX", "PCLT", "meta", "FFTM", "GPKG", "Silf",
	"Glat", "Gloc", "Feat", "Sill", "morx", "mort", "kerx", "feat", "prop", "trak", "fvar",
	"gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT", "vhea", "vmtx", "COLR", "CPAL",
	"SVG ", "CBDT", "CBLC", "sbix", "EBDT", "EBLC", "EBSC", "TTFA", "prep", "fpgm", "cvt "};

static hb_subset_input_t *wish(const uint32_t *glyphs, size_t count)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		report_die(1, "out of memory");
	hb_set_t *wanted = hb_subset_input_glyph_set(input);
	hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_set_add(wanted, 0);
	for (size_t i = 0; i < count; i++)
		hb_set_add(wanted, glyphs[i]);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
	return input;
}

/* --- CFF, only as far as the charset of a CID-keyed font ------------------------------------ */

typedef struct cff {
	const uint8_t *data;
	size_t length;
} cff;

/* A big-endian number of `size` bytes; beyond the end they are 0. */
static size_t number(const cff *c, size_t at, size_t size)
{
	size_t result = 0;
	for (size_t i = 0; i < size; i++)
		result = result << 8 | (at + i < c->length ? c->data[at + i] : 0);
	return result;
}

/* Where an INDEX ends; *first and *first_end are the bounds of its first element. */
static size_t index_end(const cff *c, size_t at, size_t *first, size_t *first_end)
{
	size_t count = number(c, at, 2), size = number(c, at + 2, 1),
	       base = at + 3 + (count + 1) * size - 1;
	*first = *first_end = 0;
	if (count == 0)
		return at + 2;
	*first = base + number(c, at + 3, size);
	*first_end = base + number(c, at + 3 + size, size);
	return base + number(c, at + 3 + count * size, size);
}

/* The length of a DICT's operand; its value where it is an integer. */
static size_t operand(const cff *c, size_t at, int32_t *result)
{
	unsigned b = (unsigned)number(c, at, 1);
	size_t size = 1;
	*result = 0;
	if (b == 28) {
		*result = (int16_t)number(c, at + 1, 2);
		return 3;
	}
	if (b == 29) {
		*result = (int32_t)number(c, at + 1, 4);
		return 5;
	}
	if (b == 30) { /* a real: nibbles up to one of 15 */
		while (at + size < c->length && (c->data[at + size] & 15) != 15 &&
		       c->data[at + size] >> 4 != 15)
			size++;
		return size + 1;
	}
	if (b >= 32 && b <= 246) {
		*result = (int32_t)b - 139;
	} else if (b >= 247 && b <= 254) {
		int32_t low = (int32_t)number(c, at + 1, 1);
		*result = b < 251 ? ((int32_t)b - 247) * 256 + low + 108
				  : -((int32_t)b - 251) * 256 - low - 108;
		size = 2;
	}
	return size;
}

/* Where the charset of a CID-keyed font begins; 0: it is not CID-keyed. */
static size_t charset_of(const cff *c)
{
	enum { CHARSET = 15, ROS = 12 << 8 | 30 };
	size_t top, end, charset = 0;
	int32_t last = 0;
	bool cid_keyed = false;
	size_t names = index_end(c, number(c, 2, 1), &top, &end);
	index_end(c, names, &top, &end);
	while (top < end && top < c->length) {
		unsigned b = c->data[top];
		if (b > 21) {
			top += operand(c, top, &last);
			continue;
		}
		unsigned operator= b == 12 ? 12 << 8 | (unsigned)number(c, top + 1, 1) : b;
		cid_keyed |= operator== ROS;
		if (operator== CHARSET && last> 2)
			charset = (size_t)last;
		top += b == 12 ? 2 : 1;
	}
	return cid_keyed ? charset : 0;
}

/* The CID of a glyph by the charset at `at`: its format is 0 (a list), 1 or 2 (ranges). */
static uint32_t cid_of(const cff *c, size_t at, uint32_t glyph)
{
	size_t format = number(c, at++, 1), left = format == 1 ? 1 : 2;
	uint32_t first = 1;
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

/* --- the subset ----------------------------------------------------------------------------- */

static uint32_t *numbers(arena *a, hb_subset_plan_t *plan, const uint32_t *glyphs, size_t count,
			 const cff *c)
{
	const hb_map_t *renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan);
	uint32_t *result = ARENA_ARRAY(a, count ? count : 1, uint32_t);
	size_t charset = c->data ? charset_of(c) : 0;
	for (size_t i = 0; i < count; i++) {
		hb_codepoint_t glyph = hb_map_get(renumbered, glyphs[i]);
		if (glyph == HB_MAP_VALUE_INVALID)
			glyph = 0; /* the face has no such glyph */
		result[i] = charset ? cid_of(c, charset, glyph) : glyph;
	}
	return result;
}

bool font_subset(arena *a, const font *f, const uint32_t *glyphs, size_t count,
		 const uint32_t **new_ids, const char **data, size_t *data_length)
{
	hb_subset_input_t *input = wish(glyphs, count);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->face, input);
	hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	hb_blob_t *blob = NULL;
	unsigned size = 0;
	if (subset)
		blob = f->metrics.cff ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '))
				      : hb_face_reference_blob(subset);
	const char *bytes = blob ? hb_blob_get_data(blob, &size) : NULL;
	if (size > 0) {
		const cff table = {f->metrics.cff ? (const uint8_t *)bytes : NULL, size};
		*new_ids = numbers(a, plan, glyphs, count, &table);
		*data = arena_copy(a, bytes, size);
		*data_length = size;
	}
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return size > 0;
}
