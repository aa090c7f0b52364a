/* What the files of pdf_font share. Invariant until pdf_fonts_close: a glyph is used if it has a
 * meaning; its meanings are in the order of first use. */
#ifndef PLATEN_PDF_FONT_PRIVATE_H
#define PLATEN_PDF_FONT_PRIVATE_H

#include "base/hash.h"
#include "pdf/pdf_font.h"

/* A meaning of a glyph, and how often it alone had it. */
typedef struct meaning {
	struct meaning *next;
	const char *text;
	uint32_t length;
	uint32_t character; /* if the text is one character; otherwise 0 */
	uint32_t uses;
} meaning;

struct pdf_font {
	const font *face;
	char resource[16];
	char name[112]; /* "ABCDEF+TeXGyrePagella-Regular" */
	uint32_t glyph_count;
	uint32_t space_glyph; /* 0: none */
	bool spaced;          /* the space is used */
	meaning **meanings;   /* by glyph */
	/* used while fonts are made in parallel; joined with the common arena afterwards */
	arena *arena;
	bool made;
	/* the following fields are set by pdf_font_make */
	pdf_font_glyph *glyphs;
	/* by glyph: its character if it is just one; 0: see its meaning */
	uint32_t *plain;
	pdf_font_entry *entries; /* in the order of codes */
	size_t count;
	int32_t usual; /* the most frequent width */
	pdf_bytes program, unicode;
};

struct pdf_fonts {
	arena *arena;
	pdf_font **fonts; /* in the order of first use */
	size_t count, capacity;
	pdf_font **by_index; /* by the face's index */
	size_t index_count, index_capacity;
	hash_table runs; /* that were shown, until all are known */
};

#endif
