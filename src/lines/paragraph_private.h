/* What the files of paragraph share: its text in spans, and its items with the atoms that say what
 * each box shows. */
#ifndef PLATEN_PARAGRAPH_PRIVATE_H
#define PLATEN_PARAGRAPH_PRIVATE_H

#include "lines/linebreak.h"
#include "lines/paragraph.h"
#include "type/segment.h"

/* U+2010; the shaper takes the face's hyphen-minus if it has no U+2010 */
#define HYPHEN "\xE2\x80\x90"

/* A stretch of the text with one appearance and one owner. */
typedef struct span {
	uint32_t start, end; /* bytes of the text */
	const appearance *look;
	const node *owner, *link;
	const char *lang;
	place place;
	const node *note;     /* the note that this is the mark of, or NULL */
	const image *image;   /* in the place of U+FFFC */
	length width, height; /* the image's */
	bool initial;         /* a letter of several lines */
} span;

/* Where the text of an inline begins. */
typedef struct origin {
	uint32_t start;
	const node *node;
} origin;

enum { COST_CUT = 20000 }; /* demerits for cutting a word that fits into no line */

/* What an item shows. Boxes of one word between its break points have the same word. */
typedef struct atom {
	union {
		const word *word; /* NULL: no text (glue, image) */
		/* of a penalty that sets a hyphen: how the spelling changes there, or NULL */
		const hyphen_respelling *respelling;
	};
	union {
		/* bytes of the word's own text that this box shows, up to `to` */
		uint32_t from;
		uint32_t level; /* the bidi level of what has no word */
	};
	uint32_t to;
	uint32_t start; /* where the word begins in the paragraph's text */
	uint32_t span;
} atom;

/* What is kept of an item and its atom once lines are chosen, with a byte that says what it is. A
 * long text has more of these than of anything else, so what no kind needs together shares
 * memory. */
typedef struct kept_item {
	union {
		const word *word;                    /* box; NULL: an image */
		const hyphen_respelling *respelling; /* penalty; NULL: none */
		struct {
			item_length stretch, shrink;
		} glue;
	};
	union {
		uint32_t from;  /* of a box, as in its atom */
		uint32_t level; /* of an image or glue */
	};
	union {
		uint32_t to;
		item_length width; /* of glue */
	};
	uint32_t start, span;
} kept_item;

/* A penalty is neither box nor glue. */
enum {
	KEPT_BOX = 1,
	KEPT_GLUE = 2,
	KEPT_PAUSE = 4,   /* glue after punctuation */
	KEPT_HYPHEN = 8,  /* a break here sets a hyphen */
	KEPT_FORCED = 16, /* a line must end here */
	KEPT_CUT = 32     /* a word that fits into no line may be cut here */
};

/* Lines of preformatted text need no breaking: each is a word's stretch. */
typedef struct code_line {
	const word *word; /* all of it, from left to right */
	/* its stretches of one direction, if some run right to left; else NULL */
	const word *const *words;
	const span *const *spans; /* the spans of these words; NULL: all have the code's own look */
	size_t count;
	length indent;
	uint32_t number; /* of the source's line, from 1; 0: it goes on from the line above */
	bool blank;      /* nothing but spaces */
	/* how many line breaks of the text come after it, including those of blank lines; 0: the
	 * line continues below, or is the last */
	uint8_t breaks;
} code_line;

typedef struct paragraph_word {
	const word *word;
	uint32_t start, end; /* bytes of the text */
	uint32_t span;
	uint32_t run; /* of the segment */
} paragraph_word;

struct paragraph {
	const node *parent; /* of the inlines; NULL: the text is given */
	const char *text;
	size_t length;
	/* in the setter's `unset`, until the lines are chosen */
	segment segment;
	paragraph_word *words; /* of the text, in order */
	size_t word_count;
	bool divided, met; /* segmented and divided into words; the words were met */
	const span *spans;
	size_t span_count;
	const origin *origins; /* none where the text is in no manuscript */
	size_t origin_count;
	/* while its lines are being chosen, and in the scratch; then `kept` and `kinds` */
	const item *items;
	const atom *atoms;
	const kept_item *kept;
	const uint8_t *kinds;  /* KEPT_… */
	size_t count;          /* of items */
	const uint32_t *notes; /* items that are note marks, in order */
	size_t note_count;
	const code_line *code; /* preformatted text: instead of items */
	size_t code_count;
	const span *code_span;
	paragraph_shape shape;
	uint8_t base_level;
	bool set; /* lines were chosen */
	/* a word is wider than the line, and hyphens, which were not looked up, might help it */
	bool wants_hyphens;
	/* cut: a word was wider than the line, so that it may break anywhere */
	bool has_levels, has_images, cut;
	/* items at which text begins that has no break and was divided all the same */
	uint32_t *glued;
	size_t glued_count;
	/* how far lines beside an initial begin from the edge of the measure; 0: there is none */
	length beside_initial;
	linebreak_result breaks;
};

/* The text below a node, and its spans. */
void paragraph_collect(const setter *s, const node *parent, paragraph *p);
/* Fill in a text that is one span. */
void paragraph_collect_text(const setter *s, const char *text, const char *lang, paragraph *p);

/* How far a line begins from the edge of the measure. */
length paragraph_indent(const paragraph *p, size_t line);

/* Does a no-break space at byte `i` stretch like other spaces? Inside guillemets and before a high
 * mark, where French has it, its width is fixed: there it is a glyph of the word. */
bool paragraph_is_no_break_space(const char *text, uint32_t i);

/* The items and atoms of the collected text, with or without the points where words may be
 * hyphenated. They are in the setter's scratch. */
void paragraph_items(const setter *s, paragraph *p, bool hyphens);
/* Keep what chosen lines need of them. */
void paragraph_keep(const setter *s, paragraph *p);
/* The characters of a kept box. */
uint32_t paragraph_letters(const paragraph *p, size_t i);

/* Where a word may break inside: `offset` bytes after its start. */
typedef struct joint {
	uint32_t offset;
	int32_t cost;
	uint8_t flags;                       /* of the penalty */
	const hyphen_respelling *respelling; /* or NULL */
} joint;

/* A word that may break. */
typedef struct joint_word {
	const span *in;
	uint32_t start, length; /* bytes of the text */
	bool hyphens;           /* hyphens are looked up */
	bool wide;              /* it is wider than the measure */
	bool sentence;          /* it begins a sentence, so that its capital says nothing */
} joint_word;

/* Is a hyphen or a dash (U+2010 to U+2015) before byte i? */
bool paragraph_after_dash(const char *text, size_t i);

/* The joints of a word, in order; returns their count. `joints` has room for one a byte. */
size_t paragraph_joints(const setter *s, const paragraph *p, const joint_word *w, joint *joints);
/* The joints of a word, and between all characters of those parts that no line can hold; `before`
 * has the word's width before each byte. */
size_t paragraph_cut(paragraph *p, const joint_word *w, const length *before, const joint *own,
		     size_t own_count, joint *joints);
/* Names in code and addresses are long and have no spaces: they may break after the signs that join
 * their parts. */
bool paragraph_is_signed(const span *in, const char *text, uint32_t length);
/* A word wider than the line is hyphenated even if the style forbids it, because otherwise it would
 * be cut. */
bool paragraph_may_hyphenate(const span *in, const char *text, uint32_t length, bool wide);

/* Let text break that has no break and is wider than the measure. Items and atoms are still in the
 * scratch. */
void paragraph_relax(const setter *s, paragraph *p);

/* A place in the manuscript, and how far the search for it went. At first only the paragraph and
 * the report are set. */
typedef struct locator {
	const paragraph *paragraph;
	report *report;
	size_t origin;
	uint32_t at; /* byte of the paragraph's text that was reached */
	/* the rest of its line in the manuscript; NULL where it is read no further */
	const char *from, *end;
	place where;
} locator;

/* Where a byte of the text comes from. */
place paragraph_locate(locator *l, uint32_t offset);

/* Let --trace=linebreak print the paragraph: its heading, and its lines by their words. Text that
 * is in no manuscript is not traced. */
void paragraph_trace(const setter *s, const paragraph *p, linebreak_prices *prices);

#endif
