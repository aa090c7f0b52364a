/* pagebreak_price: what a page may be and what it costs; the rules that the search tries and the
 * way back counts by. */
#ifndef PLATEN_PAGEBREAK_PRICE_H
#define PLATEN_PAGEBREAK_PRICE_H

#include "pages/pagebreak.h"

/* Each pass allows what those before it do, and more; a chapter takes the first that has a way. The
 * last always has one. */
typedef enum pagebreak_pass {
	PASS_LEGAL,
	/* spreads, spaces and paragraphs may be further off than the style likes; each page is full
	   and level still */
	PASS_WIDE,
	/* pages may end short where a block does, and whole blocks taller than a page are broken */
	PASS_SHORT,
	/* pages may end anywhere, at a price above any short page's; sinks may be dropped, pages of
	   notes be short */
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
	/* never so much that a line of text and a line of a note have no room beside it */
	int note_rule;
	int again; /* the most that a page of the chapter has at its head again */
	int64_t forbidden;
} pagebreak_rules;

/* How far a page is filled. What its last note takes is counted apart, because that note may be
 * split at the page's end. */
typedef struct pagebreak_fill {
	int used; /* text, space, the notes' rule and every note before the last */
	/* lines of the last note, or of a line's notes that no page has room for; 0: none */
	int last;
} pagebreak_fill;

/* Take the prices, made safe where they say what cannot be, for the first pass. */
void pagebreak_rules_set(pagebreak_rules *rules, const pagebreak_prices *prices);

/* Go on to a pass. */
void pagebreak_rules_pass(pagebreak_rules *rules, pagebreak_pass pass);

/* What a space may give (that which it says, and more where pages need it), and whether a setting
 * may be taken. */
int pagebreak_most_given(const pagebreak_rules *rules, int most);
bool pagebreak_offers(const pagebreak_rules *rules, const pagebreak_setting *setting);

/* Price of ending a page before this line (not the first) of a block; -1: not allowed in this pass.
 */
int64_t pagebreak_inside_price(const pagebreak_rules *rules, const pagebreak_block *block,
			       const pagebreak_setting *setting, int line);

/* True where no page should end after the block's last line. */
bool pagebreak_is_closed(const pagebreak_block *block, const pagebreak_setting *setting);

/* The first note of a setting whose mark is in this line or after it. */
size_t pagebreak_note_from(const pagebreak_setting *setting, int line);

/* Put one line on the page, with its notes, of which *next is the first; *next moves on. */
void pagebreak_put_line(const pagebreak_rules *rules, const pagebreak_setting *setting, int line,
			size_t *next, pagebreak_fill *fill);

/* True where the page, filled so, can still end at this height or below it: a note at its foot is
 * there by a line at least. */
bool pagebreak_fits(const pagebreak_rules *rules, pagebreak_fill fill, int height);

/* End a page at a height: the lines that it lacks, or -1 where it cannot end so. *owed: note lines
 * left for the pages after. */
int pagebreak_settle(const pagebreak_rules *rules, pagebreak_fill fill, int height, int *owed);

/* Price of a page that lacks so many lines and owes so many. */
int64_t pagebreak_page_price(const pagebreak_rules *rules, int lacking, int owed);

/* Price of choosing a height, at this position. */
int64_t pagebreak_height_price(const pagebreak_rules *rules, int position, int height);

/* Price of a chapter's last page. */
int64_t pagebreak_end_price(const pagebreak_rules *rules, int filled);

/* The heights that a page may choose, the height that it takes where there is nothing to choose,
 * the position after it. */
int pagebreak_lowest(const pagebreak_rules *rules, int position);
int pagebreak_highest(const pagebreak_rules *rules, int position);
int pagebreak_plain_height(const pagebreak_rules *rules, int position);
int pagebreak_next_position(const pagebreak_rules *rules, int position, int height);

#endif
