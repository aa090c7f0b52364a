/* shape_letters: the characters to shape for a text: cased, each with its face. Private to shape.
 */
#ifndef PLATEN_SHAPE_LETTERS_H
#define PLATEN_SHAPE_LETTERS_H

#include "style/style.h"
#include "type/font.h"

/* A face to shape words with, and what its tables offer. */
typedef struct letter_face {
	const font *font;
	bool small_caps, capitals_to_small_caps; /* smcp, c2sc */
	bool hyphen, hyphen_minus, space;        /* it has U+2010, U+002D, U+0020 */
	uint64_t ascii[2];                       /* the ASCII characters that it has */
} letter_face;

/* A character to shape. */
typedef struct letter {
	uint32_t character;
	uint32_t cluster; /* the byte of the text that it comes from */
	letter_face *face;
	bool small;     /* a capital in reduced size, in place of a small capital */
	bool ignorable; /* joiners, soft hyphens, variation selectors: nothing to see */
	bool begins;    /* a grapheme cluster */
	bool lining;    /* a figure beside capitals */
	bool missing;   /* its face has no glyph for it, and no other face has */
} letter;

/* The letters of the word at hand; owned by the caller and used again for each word. */
typedef struct letters {
	arena *arena;
	letter *items;
	size_t count, capacity;
} letters;

void shape_letters_face_init(letter_face *f, const font *font);

/* The face for a font; made by the caller's table of faces. */
typedef letter_face *letter_face_of(void *context, const font *font);

typedef struct letter_request {
	font_library *fonts;
	bool may_ask;                 /* for faces that nobody has asked for yet */
	const char *const *fallbacks; /* families, end with NULL */
	letter_face_of *face_of;
	void *context;
	letter_face *face;   /* the appearance's own */
	letter_face *before; /* of what comes before the text in its word, or NULL */
	caps caps;
	const char *lang;
} letter_request;

/* Fill `result` with the text's letters: cased as asked, each with the face that has its whole
 * grapheme cluster. False: a face is needed that nobody has asked for yet, and it may not be asked
 * for. */
bool shape_letters_of(letters *result, const char *text, size_t length,
		      const letter_request *request);

#endif
