/* paragraph_facts: facts about a set line, for those that judge it: its spaces, its end. All are
 * read from what was chosen; nothing is set again. */
#ifndef PLATEN_PARAGRAPH_FACTS_H
#define PLATEN_PARAGRAPH_FACTS_H

#include "lines/paragraph.h"

typedef struct line_facts {
	bool ends;           /* the paragraph ends with it, or the author broke the line here */
	bool justified;      /* its word spaces fill the measure */
	bool hyphen;         /* ends with an added hyphen */
	bool written_hyphen; /* ends after a hyphen or dash that the author wrote */
	bool overfull;       /* wider than its measure */
	bool unfilled;       /* left short, because filled it would have holes */
	bool gapes;          /* looser than any tolerance: it needed emergency stretch */
	/* all its word spaces together, per 10,000 of their natural width; 10,000 where it has
	 * none */
	int32_t space;
	/* the narrowest and the widest of them, the same way, and the sum of their squares */
	int32_t least, most;
	int64_t squares;
	/* the widest space after punctuation, per 10,000 of the average of the line's other spaces;
	 * 0: it has no such space, or no others */
	int32_t pause;
	int32_t expansion; /* of its glyphs, per 65536 */
	length natural;    /* natural width of its word spaces on average; 0: it has none */
	uint32_t spaces;   /* how many */
	uint32_t letters;  /* characters other than spaces */
	uint32_t first_word, last_word; /* hashes of the words at its ends; 0: none */
	/* the edges that it should fill, from the left edge of the paragraph's measure */
	length left, right;
} line_facts;

/* The facts of a line that paragraph_line has just made into `set`. Preformatted lines have only
 * edges. */
void paragraph_facts(const paragraph *p, size_t setting, size_t line, const text_line *set,
		     line_facts *facts);

/* A last line narrower than this is a runt: the indent, or two ems where that is more. */
length paragraph_runt_width(const appearance *look);

/* Is the last line of a setting of several a runt (linebreak_is_runt)? */
bool paragraph_ends_in_runt(const paragraph *p, size_t setting);

/* The node whose inlines, or whose code, the paragraph sets; NULL: its text is in no manuscript. */
const node *paragraph_source(const paragraph *p);

/* How many visible characters its text has (unicode_visible); for a part of divided code, those of
 * the whole code. */
size_t paragraph_visible(const paragraph *p);

/* The i-th inline whose text is in the paragraph's; NULL: there are no more. */
const node *paragraph_inline(const paragraph *p, size_t i);

/* Was a word cut because no line can hold it? */
bool paragraph_is_cut(const paragraph *p);

#endif
