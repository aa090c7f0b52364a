/* placed_font: the fonts of a PDF's page, as the editions want them. */
#ifndef PLATEN_PLACED_FONT_H
#define PLATEN_PLACED_FONT_H

#include "image/placed_form.h"
#include "reader/reader.h"

/* See whether a font is embedded, and add to its object what it lacks: which letters its glyphs
 * are, and which glyph each of its numbers is. NULL: done; else what can't be mended, in words. */
const char *placed_font_mend(arena *a, reader_pdf *pdf, reader_object font, placed_file *file,
			     placed_object *object);

#endif
