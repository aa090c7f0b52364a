/* font_cff: a CFF table, as far as a PDF must know what is in it. Private to font. */
#ifndef PLATEN_FONT_CFF_H
#define PLATEN_FONT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places are bytes of the table; 0: there is none. */
typedef struct font_cff {
	const uint8_t *data;
	size_t length;
	size_t outlines, charset; /* the charstrings */
	size_t private, private_length;
	size_t parts, chooser; /* of a CID-keyed font: its FDArray and FDSelect */
	bool cid_keyed;
} font_cff;

/* The table is lent. Of a damaged one only less is known. */
font_cff font_cff_read(const char *data, size_t length);

/* What text under Identity-H must say for a glyph: its CID, or itself in a name-keyed font. */
uint32_t font_cff_id(const font_cff *c, uint32_t glyph);

/* The advance that a glyph's outline has, in font units. False: it is no whole number, or inside a
 * subroutine, or cannot be read. */
bool font_cff_advance(const font_cff *c, uint32_t glyph, int32_t *advance);

#endif
