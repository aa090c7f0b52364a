/* placed_font_zero: fonts that use CID 0, the number of .notdef. */
#ifndef PLATEN_PLACED_FONT_ZERO_H
#define PLATEN_PLACED_FONT_ZERO_H

#include "image/placed_form.h"
#include "reader/reader.h"

/* Has a CIDFontType2 a glyph of its own at CID 0, which PDF/A takes for .notdef? */
bool placed_font_zero_is_used(arena *a, reader_pdf *pdf, reader_object descendant);

/* The encoding that such a font is to have instead of Identity-H: an entry's value. Adds it to the
 * file's objects. */
const char *placed_font_zero_encoding(arena *a, reader_pdf *pdf, reader_object descendant,
				      placed_file *file);

/* What that encoding needs: the descendant's new map of glyphs (added to the file's objects)
 * and its widths. `widths`: those that it has, as they are written; NULL: none. */
const char *placed_font_zero_map(arena *a, reader_pdf *pdf, reader_object descendant,
				 placed_file *file);
const char *placed_font_zero_widths(arena *a, reader_pdf *pdf, reader_object descendant,
				    const char *widths);

#endif
