/* shape_reading: the clusters of a zone become one, so that its glyphs together have the text that
 * is read. */
#include "type/shape_reading.h"

#include "base/arena.h"
#include "base/unicode.h"

/* The byte of what is read at which a byte of what is shown begins. */
static size_t read_at(shape_zone zone, size_t shown)
{
	if (shown <= zone.from)
		return shown;
	return shown < zone.from + zone.shown ? zone.from : shown - zone.shown + zone.read;
}

const word *shape_read_as(arena *a, const word *w, shape_zone zone, const char *text)
{
	word *result = ARENA_NEW(a, word);
	const run **runs = ARENA_ARRAY(a, w->count, const run *);
	size_t shown = 0, begins = 0;
	*result = *w;
	result->runs = runs;
	for (size_t i = 0; i < w->count; shown += w->runs[i]->text_length, i++) {
		const run *from = w->runs[i];
		size_t ends = read_at(zone, shown + from->text_length);
		/* a run that ends inside the zone has the zone's text: the next begins after it */
		ends = ends == zone.from && shown + from->text_length > zone.from
			       ? zone.from + zone.read
			       : ends;
		run *r = ARENA_NEW(a, run);
		glyph *glyphs = ARENA_ARRAY(a, from->count, glyph);
		*r = *from;
		r->text = text + begins;
		r->text_length = ends - begins;
		r->visible = (uint32_t)unicode_visible(r->text, r->text_length);
		for (size_t k = 0; k < from->count; k++) {
			size_t at = read_at(zone, shown + from->glyphs[k].cluster);
			glyphs[k] = from->glyphs[k];
			glyphs[k].cluster = (uint32_t)(at > begins ? at - begins : 0);
		}
		r->glyphs = glyphs;
		runs[i] = r;
		begins = ends;
	}
	return result;
}
