/* paragraph_facts: what a set line is like, for those who judge it: how its spaces came out, how it
 * ends. All is read from what was chosen; nothing is set again. */
#ifndef PLATEN_PARAGRAPH_FACTS_H
#define PLATEN_PARAGRAPH_FACTS_H

#include "lines/paragraph.h"

typedef struct line_facts {
	bool ends;           /* the paragraph, or a line that the author ended, ends with it */
	bool justified;      /* its word spaces fill the measure */
	bool hyphen;         /* ends with a hyphen that was made */
	bool written_hyphen; /* ends after a hyphen or dash that the author wrote */
	bool overfull;       /* wider than its measure */
	bool unfilled;       /* left short, for its holes would be worse */
	bool gapes;          /* looser than any tolerance: the line breaker had to let it out */
	/* all its word spaces together, per 10,000 of their natural width; 10,000 where it has
	 * none */
	int32_t space;
	/* the narrowest and the widest of them, the same way, and the sum of their squares */
	int32_t least, most;
	int64_t squares;
	/* the widest of those after punctuation, per 10,000 of the line's others on average; 0: it
	 * has none, or no others */
	int32_t pause;
	int32_t expansion; /* of its glyphs, per 65536 */
	length natural;    /* natural width of its word spaces on average; 0: it has none */
	uint32_t spaces;   /* how many */
	uint32_t letters;  /* characters other than spaces */
	uint32_t first_word, last_word; /* hashes of the words at its ends; 0: none */
	/* what it should fill, from the left edge of the paragraph's measure */
	length left, right;
} line_facts;

/* Tell of a line, just made by paragraph_line: `set` is what that gave. Preformatted lines have no
 * facts but edges. */
void paragraph_facts(const paragraph *p, size_t setting, size_t line, const text_line *set,
		     line_facts *facts);

/* A last line narrower than this is a runt: the indent, or two ems where that is more. */
length paragraph_runt_width(const appearance *look);

/* Is the last line of a setting of several a runt (linebreak_is_runt)? */
bool paragraph_ends_in_runt(const paragraph *p, size_t setting);

/* The node whose inlines, or whose code, the paragraph sets; NULL: its text is in no manuscript. */
const node *paragraph_source(const paragraph *p);

/* How many characters that show ink its text has (unicode_visible); of code that is divided over
 * pages, all of the code's. */
size_t paragraph_visible(const paragraph *p);

/* The i-th inline whose text is in the paragraph's; NULL: there are no more. */
const node *paragraph_inline(const paragraph *p, size_t i);

/* Was a word cut because no line can hold it? */
bool paragraph_is_cut(const paragraph *p);

#endif
