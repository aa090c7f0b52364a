/* paragraph: inlines to items, items to lines, and the lines' pieces as they are to be painted. A
 * paragraph keeps all of its settings (the best, and one line more or fewer) until the pages are
 * chosen; only then are lines made of one of them. */
#ifndef PLATEN_PARAGRAPH_H
#define PLATEN_PARAGRAPH_H

#include "lines/setter.h"

/* A text that is set in its own natural width gets this much more, so that rounding breaks no
 * line. */
#define PARAGRAPH_HAIR (LENGTH_PT / 16)

/* A stretch of one run's glyphs, or an image, as it is set in a line. In logical order, in either
 * direction. */
typedef struct piece {
	const run *run;        /* NULL: an image */
	uint32_t first, count; /* of its glyphs */
	int32_t expansion;     /* per 65536 */
	/* put between its clusters of glyphs, before expansion: whole thousandths of a point */
	int32_t tracking;
	length x; /* from the left edge of the paragraph's measure */
	length width, rise;
	const node *owner; /* the innermost node that contains it */
	const node *link;  /* the link that it is part of, or NULL */
	const appearance *look;
	const image *image;
	length image_height;
	bool space;       /* a word space follows in the text */
	bool soft_hyphen; /* its last glyph is a hyphen that was added at the line's end */
	bool initial;     /* it is an initial, which the rest of its word follows */
	bool goes_on;     /* it ends a line, and the next one goes on without a space */
	uint8_t breaks;   /* how many line breaks follow in the text, not just a space */
} piece;

typedef struct text_line {
	const piece *pieces;
	size_t count;
	length left, right; /* the edges of what is in it */
	bool hyphen;
} text_line;

typedef struct paragraph paragraph;

typedef struct paragraph_shape {
	const appearance *look;
	length measure;
	length first_indent; /* of the first line */
	align align;
	int initial;   /* lines that the first letter is high; under 2: it is as others are */
	bool variants; /* offer settings one line longer and shorter */
	bool balanced; /* make ragged lines equally long (headings); running text is not balanced */
	const node *owner;  /* the owner of text that no inline owns */
	const char *prefix; /* set before the inlines ("Figure 3. "), or NULL */
	/* of a text from words that are in no manuscript: the node whose written text they are, so
	 * that each of its inlines keeps its language and owns its words; or NULL */
	const node *written;
} paragraph_shape;

/* A paragraph is made in two steps. The first collects its text, from the inlines below a node or
 * from words that are in no manuscript (labels, folios, heads, contents). The setter's arena owns
 * everything. */
paragraph *paragraph_begin(const setter *s, const node *parent, const paragraph_shape *shape);
paragraph *paragraph_begin_text(const setter *s, const char *text, const char *lang,
				const paragraph_shape *shape);

/* Then its words are met (shape_meet), so that they get their glyphs. Before that the text may be
 * divided into words, in parts (workers.h). */
void paragraph_divide(const setter *s, paragraph *p);
void paragraph_meet(const setter *s, paragraph *p);

/* The setters' `unset` will be emptied: forget the words that were divided or met. */
void paragraph_forget_words(paragraph *p);

/* The second step chooses its lines, in parts too, once its words have their glyphs. The caller
 * reports hyphenation patterns that are missing (hyphen_take_missing). */
void paragraph_break(const setter *s, paragraph *p);

/* Both steps at once, for a single text. */
paragraph *paragraph_set_text(const setter *s, const char *text, const char *lang,
			      const paragraph_shape *shape);

/* Collect a begun paragraph's text again, because its references changed. */
void paragraph_renew(const setter *s, paragraph *p);
/* Give a paragraph another shape, before its lines are chosen. */
void paragraph_reshape(const setter *s, paragraph *p, const paragraph_shape *shape);
const paragraph_shape *paragraph_shape_of(const paragraph *p);
bool paragraph_is_set(const paragraph *p); /* are its lines chosen? false for NULL */
/* Make the languages known that the paragraph may be hyphenated by, before parts need them. */
void paragraph_know_languages(const setter *s, const paragraph *p);

/* Set preformatted text: each line of the source is a line; what is wider than the measure
 * continues below, indented. */
paragraph *paragraph_set_code(const setter *s, const node *code, const paragraph_shape *shape);

/* Is a line of preformatted text without ink? */
bool paragraph_code_blank(const paragraph *p, size_t line);
/* The number, from 1, of the source's line that this line shows, and its indent; 0: it continues
 * the line above. */
uint32_t paragraph_code_number(const paragraph *p, size_t line, length *indent);
/* Some lines of preformatted text as a paragraph of their own, which shares them with the whole. */
const paragraph *paragraph_code_part(const setter *s, const paragraph *whole, size_t first,
				     size_t count);

/* the size of its text, whether its lines are chosen or not */
size_t paragraph_bytes(const paragraph *p);
size_t paragraph_settings(const paragraph *p);
size_t paragraph_lines(const paragraph *p, size_t setting);
int64_t paragraph_cost(const paragraph *p, size_t setting); /* above the cheapest */
/* does the line end inside a word, at an added or a written hyphen? */
bool paragraph_hyphen(const paragraph *p, size_t setting, size_t line);
bool paragraph_hyphens(const paragraph *p, size_t setting); /* does any? */

/* The tallest image of a line, above the baseline; 0: none. */
length paragraph_image_height(const paragraph *p, size_t setting, size_t line);
bool paragraph_has_images(const paragraph *p); /* false: no line has one */

/* Would paragraph_report report something for one of its settings? */
bool paragraph_has_remarks(const paragraph *p);

/* The i-th NODE_NOTE_MARK of the paragraph, or NULL; *line is the line that it is in. */
const node *paragraph_note_mark(const paragraph *p, size_t setting, size_t i, size_t *line);

/* Make a line's pieces. They are lent until the next call that sets or makes a line (they live in
 * the setter's scratch). */
void paragraph_line(const setter *s, const paragraph *p, size_t setting, size_t line,
		    text_line *result);

/* Widths that a table needs: of the longest word, of the longest name in code or address (which may
 * be divided, as code is), and of all the text on one line. */
typedef struct paragraph_needs {
	length word, token, most;
} paragraph_needs;

/* Requires that its words have their glyphs and its lines are not chosen yet. */
void paragraph_widths(const setter *s, paragraph *p, paragraph_needs *needs);

/* Where the paragraph comes from. */
place paragraph_place(const paragraph *p);
/* Where a line of a setting begins in the manuscript; where the paragraph does, if it has no such
 * line. */
place paragraph_line_place(const setter *s, const paragraph *p, size_t setting, size_t line);

/* The same of all lines, from first to last in one go. */
void paragraph_line_places(const setter *s, const paragraph *p, size_t setting, place *places);
/* For traces: the size of a text's first words that fit into `most` bytes, at least one word; and
 * where the last such words begin. The text has no spaces at its ends. */
size_t paragraph_first_words(const char *text, size_t size, size_t most);
size_t paragraph_last_words(const char *text, size_t size, size_t most);

/* Report lines of the chosen setting that do not fit or gape. */
void paragraph_report(const setter *s, const paragraph *p, size_t setting);

#endif
