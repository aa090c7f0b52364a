/* typeface: a font as a PDF has it: its kind, its program, how wide its codes are set. */
#ifndef PLATEN_TYPEFACE_H
#define PLATEN_TYPEFACE_H

#include "reader/object.h"

typedef enum typeface_kind {
	TYPEFACE_OTHER,
	TYPEFACE_TYPE1,
	TYPEFACE_MULTIPLE,
	TYPEFACE_TRUETYPE,
	TYPEFACE_TYPE3,
	TYPEFACE_COMPOSITE
} typeface_kind;

typedef struct typeface {
	typeface_kind kind;
	const object *object, *descendant, *descriptor;
	const object *program;   /* the null object: not embedded */
	const char *name;        /* BaseFont, "" where there is none */
	const char *program_key; /* "FontFile2" */
	bool identity;           /* codes are CIDs of two bytes */
	bool vertical;
	bool registered; /* CIDs are of a collection of Adobe's, which says their characters */
	int code_size;   /* bytes */
	float *widths;   /* of the first `count` codes or CIDs, thousandths of the size */
	size_t count;
	float missing;     /* of all others */
	double glyph_unit; /* of a Type 3's space: what one is, in sizes */
	bool notdef;       /* code 0 of an identity encoding was painted */
	bool shown;        /* text was set in it */
	bool followed;     /* a Type 3's glyphs were looked at */
} typeface;

/* Read a font. Never NULL; in `a`. */
typeface *typeface_read(objects *s, arena *a, const object *font);

/* The width of a string in thousandths of the size, how many codes it has, and how many of them are
 * the single byte 32. */
double typeface_width(typeface *f, const char *text, size_t length, size_t *codes, size_t *spaces);

#endif
