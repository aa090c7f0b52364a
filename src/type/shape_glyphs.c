/* shape_glyphs: HarfBuzz's glyphs in scaled points. A hostile face may make more glyphs of a word
 * than HarfBuzz's limit allows; the result is then not the word, so the build ends. */
#include "type/shape_glyphs.h"

#include "base/arena.h"

int32_t shape_scaled(int64_t units, length size, int em)
{
	int64_t twice = 2 * units * size;
	return (int32_t)((twice + (twice < 0 ? -em : em)) / (2 * (int64_t)em));
}

const glyph *shape_glyphs_of(arena *a, hb_buffer_t *buffer, uint32_t start, length tracking, run *r)
{
	unsigned count;
	if (!hb_buffer_allocation_successful(buffer))
		report_die(
			1,
			"the font %s makes more glyphs of \"%.40s\" than HarfBuzz allows; choose "
			"another face",
			font_file(r->font), r->text);
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
	int em = font_metrics_of(r->font)->units;
	glyph *glyphs = ARENA_ARRAY(a, count, glyph);
	for (unsigned i = 0; i < count; i++) {
		glyph *g = &glyphs[i];
		g->id = infos[i].codepoint;
		g->cluster = infos[i].cluster - start;
		g->advance = shape_scaled(positions[i].x_advance, r->size, em);
		if (positions[i].x_offset | positions[i].y_offset) {
			g->dx = shape_scaled(positions[i].x_offset, r->size, em);
			g->dy = shape_scaled(positions[i].y_offset, r->size, em);
		}
		if (tracking && (i + 1 == count || infos[i + 1].cluster != infos[i].cluster))
			g->advance += (int32_t)tracking;
		r->width += g->advance;
	}
	r->count = count;
	return glyphs;
}
