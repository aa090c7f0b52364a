/* shape_missing: the messages about characters that no face has: one for each script, however many
 * of its characters are missing. */
#ifndef PLATEN_SHAPE_MISSING_H
#define PLATEN_SHAPE_MISSING_H

#include "base/report.h"

#include <stdint.h>

typedef struct font font;
typedef struct shape_missing shape_missing;

/* An empty list, the arena's. */
shape_missing *shape_missing_new(arena *a);

/* Note a character. `boxed`: an empty box shows in its place. `font` is the face that the style
 * asks for; `where` is at or before the character. */
void shape_missing_add(shape_missing *m, uint32_t character, bool boxed, const font *font,
		       place where);

/* Report GLYPH_MISSING (EMOJI_MISSING where boxes show) for each script with characters noted since
 * the last report, at the first of them. */
void shape_missing_report(shape_missing *m, report *r);

#endif
