/* font_cff: a CFF table, as far as a PDF depends on it. Private to font. */
#ifndef PLATEN_FONT_CFF_H
#define PLATEN_FONT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fields are offsets into the table; 0: it has none. */
typedef struct font_cff {
	const uint8_t *data;
	size_t length;
	size_t outlines, charset; /* the charstrings */
	size_t private, private_length;
	size_t parts, chooser; /* FDArray and FDSelect of a CID-keyed font */
	bool cid_keyed;
} font_cff;

/* The table is lent. A damaged one merely gives fewer offsets. */
font_cff font_cff_read(const char *data, size_t length);

/* The code of a glyph in text under Identity-H: its CID, or in a name-keyed font its glyph id. */
uint32_t font_cff_id(const font_cff *c, uint32_t glyph);

/* The advance of a glyph's outline, in font units. False: it is not a whole number, or is inside a
 * subroutine, or cannot be read. */
bool font_cff_advance(const font_cff *c, uint32_t glyph, int32_t *advance);

#endif
