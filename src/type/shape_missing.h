/* shape_missing: the message for a character that no face has. */
#ifndef PLATEN_SHAPE_MISSING_H
#define PLATEN_SHAPE_MISSING_H

#include "base/report.h"

#include <stdint.h>

typedef struct font font;

/* Report GLYPH_MISSING at the character's own place, near `where`; `font` is the face that the
 * style asks for. */
void shape_report_missing(report *r, uint32_t character, const font *font, place where);

#endif
