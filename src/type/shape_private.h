/* shape_private: the characters of a word on their way to glyphs; for the files of shape. */
#ifndef PLATEN_SHAPE_PRIVATE_H
#define PLATEN_SHAPE_PRIVATE_H

#include "style/style.h"
#include "type/font.h"

/* The lookups of an OpenType feature, in all scripts and languages. */
enum { LOOKUPS_MOST = 16 };
typedef struct feature_lookups {
	unsigned count, lookups[LOOKUPS_MOST];
} feature_lookups;

/* A face for shaping, and what its tables offer. */
typedef struct letter_face {
	const font *font;
	feature_lookups small_caps, capitals_to_small_caps, superiors; /* smcp, c2sc, sups */
	bool hyphen, hyphen_minus, space; /* it has U+2010, U+002D, U+0020 */
	uint64_t ascii[2];                /* the ASCII characters that it has */
} letter_face;

/* A character to shape. */
typedef struct letter {
	uint32_t character;
	uint32_t cluster; /* the byte of the text that it comes from */
	letter_face *face;
	bool small;     /* a capital in a smaller size, in place of a small capital */
	bool ignorable; /* joiners, soft hyphens, variation selectors: nothing to see */
	bool begins;    /* a grapheme cluster */
	bool lining;    /* a figure next to capitals */
	bool missing;   /* its face has no glyph for it, and no other face has */
	uint32_t boxed; /* the emoji that an empty box (`character`) replaces; 0: none */
} letter;

/* The letters of the current word; owned by the caller and reused for each word. */
typedef struct letters {
	arena *arena;
	letter *items;
	size_t count, capacity;
	letter_face *
		whole; /* the face of the whole word, if the appearance's lacks a letter; or NULL */
	bool scaled;   /* its small capitals are capitals in a smaller size */
	bool superior; /* the face's superiors are set for all of them */
} letters;

/* The face for a font; made by the caller's table of faces. */
typedef letter_face *letter_face_of(void *context, const font *font);

typedef struct letter_request {
	font_library *fonts;
	bool may_ask;                 /* faces may be looked up that were not asked for yet */
	const char *const *fallbacks; /* families, end with NULL */
	letter_face_of *face_of;
	void *context;
	letter_face *face; /* the appearance's own */
	/* for a part of a word: what the whole word has: the face before the part, and `scaled` */
	bool is_part, scaled;
	letter_face *before, *whole;
	caps caps;
	const char *lang;
} letter_request;

#endif
