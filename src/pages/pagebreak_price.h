/* pagebreak_price: which pages are allowed and what they cost, as the search and the way back both
 * use it. */
#ifndef PLATEN_PAGEBREAK_PRICE_H
#define PLATEN_PAGEBREAK_PRICE_H

#include "pages/pagebreak.h"

/* Each pass allows more than the one before; a chapter takes the first that finds a way. The last
 * always finds one. */
typedef enum pagebreak_pass {
	PASS_LEGAL,
	/* spreads, spaces and paragraphs may differ more than the style likes, but each page is
	 * still full and level */
	PASS_WIDE,
	/* pages may be short at the end of a block, and whole blocks taller than a page are
	 * broken */
	PASS_SHORT,
	/* pages may end anywhere, at a price above any short page's; sinks may be dropped, and
	 * pages of notes may be short */
	PASS_FORBIDDEN,
	PASS_COUNT
} pagebreak_pass;

/* The position of a page in its spread: what heights it may choose, and what comes after it. */
enum {
	POSITION_VERSO, /* also: any page where paper is not two-sided */
	/* a recto that opens a chapter: nothing on its left to be level with */
	POSITION_ALONE,
	POSITION_RECTO, /* POSITION_RECTO + k: level with a verso of height least + k */
};

typedef struct pagebreak_rules {
	const pagebreak_prices *prices;
	pagebreak_pass pass;
	int full;        /* lines in a full page */
	int least, most; /* heights that may be chosen in this pass */
	int widest;      /* most in any */
	int positions;   /* how many positions there are */
	/* small enough for a line of text and a line of a note to fit on the page with it */
	int note_rule;
	int again; /* the most lines that a page of the chapter repeats at its head */
	int64_t forbidden;
} pagebreak_rules;

/* How far a page is filled. The last note's lines are counted apart, because that note may be split
 * at the page's end. */
typedef struct pagebreak_fill {
	int used; /* text, space, the notes' rule and every note before the last */
	/* lines of the last note, or of a line's notes that no page has room for; 0: none */
	int last;
} pagebreak_fill;

/* Take the prices for the first pass, with impossible values made safe. */
void pagebreak_rules_set(pagebreak_rules *rules, const pagebreak_prices *prices);

/* Change the rules to those of a pass. */
void pagebreak_rules_pass(pagebreak_rules *rules, pagebreak_pass pass);

/* How the last space of the spread that may change has changed, after one of so many lines; 0:
 * there was none. `before`: the same above it. */
int pagebreak_taken(pagebreak_space space, int lines, int before);

/* Price of a space of so many lines, where `before` is how the last one in the spread changed. */
int64_t pagebreak_space_price(const pagebreak_rules *rules, pagebreak_space space, int lines,
			      int before);

/* What is known of the spread's spaces on a page of this position, after a page that knew
 * `taken`. */
int pagebreak_taken_at(int position, int taken);

/* How many lines a space may lose (more in later passes than it states), and whether a setting may
 * be taken. */
int pagebreak_most_given(const pagebreak_rules *rules, int most);
bool pagebreak_offers(const pagebreak_rules *rules, const pagebreak_setting *setting);

/* Price of ending a page before this line (not the first) of a block; -1: not allowed in this
 * pass. */
int64_t pagebreak_inside_price(const pagebreak_rules *rules, const pagebreak_block *block,
			       const pagebreak_setting *setting, int line);

/* True where no page should end after the block's last line. */
bool pagebreak_is_closed(const pagebreak_block *block, const pagebreak_setting *setting);

/* The first note of a setting whose mark is in this line or after it. */
size_t pagebreak_note_from(const pagebreak_setting *setting, int line);

/* Put one line on the page with its notes, the first of which is *next; *next advances. */
void pagebreak_put_line(const pagebreak_rules *rules, const pagebreak_setting *setting, int line,
			size_t *next, pagebreak_fill *fill);

/* Can a page that is filled so far still end at this height or a lower one? At least one line of
 * its last note must fit. */
bool pagebreak_fits(const pagebreak_rules *rules, pagebreak_fill fill, int height);

/* End a page at a height: returns how many lines it is short, or -1 if it cannot end there. *owed:
 * note lines left for later pages. */
int pagebreak_settle(const pagebreak_rules *rules, pagebreak_fill fill, int height, int *owed);

/* Price of a page that lacks so many lines and owes so many. */
int64_t pagebreak_page_price(const pagebreak_rules *rules, int lacking, int owed);

/* Price of choosing a height, at this position. */
int64_t pagebreak_height_price(const pagebreak_rules *rules, int position, int height);

/* Price of a float that is carried over a page's end before this line of a block (0: before the
 * block). */
int64_t pagebreak_carry_price(const pagebreak_rules *rules, const pagebreak_block *block, int line);

/* Price of a chapter's last page. */
int64_t pagebreak_end_price(const pagebreak_rules *rules, int filled);

/* The lowest height that a page may choose, the height that it has if there is no choice, and the
 * position after it. */
int pagebreak_lowest(const pagebreak_rules *rules, int position);
int pagebreak_highest(const pagebreak_rules *rules, int position);
int pagebreak_plain_height(const pagebreak_rules *rules, int position);
int pagebreak_next_position(const pagebreak_rules *rules, int position, int height);

#endif
