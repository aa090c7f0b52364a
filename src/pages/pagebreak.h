/* pagebreak: the best pages for the whole document. It knows only numbers: everything is on one
 * grid, so the galley is a list of blocks of grid lines, and a page is a number of lines.
 *
 * Contract: one forward pass keeps the cheapest way into each state (block and line reached; lines
 * filled; verso or recto, and on a recto the height that its verso chose; what notes owe). Where a
 * chapter opens a page, the pass begins again without states, and time is linear in the blocks. If
 * a chapter has no legal way, and only then, three further passes follow: first spreads, spaces and
 * paragraphs may differ more than the style likes (wider, setting_most), while every page stays
 * full and level; then pages may be short at block ends, at 4000 + 1500 d^2; last, forbidden breaks
 * are made. So there is always a result, and is_short says where it broke the rules.
 *
 * What a legal page is: it ends after a line that allows it and is filled to its height exactly,
 * notes and their rule included. A height is chosen where a verso ends, within spread_less and
 * spread_more, and its recto has the same; a page without a facing page (a recto that opens a
 * chapter, any page if the paper is not two-sided) chooses its own. A chapter's last page is free
 * up to the full height or, on a recto, to its verso's. Every note begins on its mark's page; only
 * a page's last one may be split, and then the page is full. (If a line has more notes than fit on
 * a page, they count as one note.) If the note lines owed fill a page, it is a page of notes alone.
 * A `whole` block taller than a full page may be broken in the third pass.
 *
 * Floats. A float (blocks that belong together: a figure and its caption) is set in its place or
 * deferred: then the text goes on without it, and it comes at the head of a later page of the
 * chapter, above that page's text. It never comes before its place, floats keep their order, and at
 * most two may be owed. A page that begins while floats are owed takes at least the first of them,
 * and no page of notes alone comes before it. While a float is owed, no other is set in its place,
 * nor a block that `settles`. At the chapter's end, floats still owed are alone on its last page,
 * after a full page. Some floats cannot be deferred, so they are set in their place and settle: a
 * float that opens a chapter, has notes, or is so tall that the lowest page would have no room for
 * a line of text and a line of a note below it.
 *
 * A float whose blocks are `alone` has pages to itself, one for each of its blocks (a turned
 * table). It is always deferred, and its pages come right after the page that it was owed on,
 * before a page that other floats are at the head of. Notes that are owed there come first, and the
 * float stays owed. At the chapter's end the page before it is as free as a last page. The caller
 * lets no more of them follow each other than may be owed. */
#ifndef PLATEN_PAGEBREAK_H
#define PLATEN_PAGEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct arena arena;

typedef enum pagebreak_before { PAGEBREAK_FREE, PAGEBREAK_PAGE, PAGEBREAK_RECTO } pagebreak_before;

/* A note whose mark is in a line of a setting. */
typedef struct pagebreak_note {
	int line;    /* of the setting, from 0 */
	int lines;   /* that the note takes, in grid lines; at least 1 */
	uint32_t id; /* the caller's */
} pagebreak_note;

/* Why no page should end after a line. */
enum {
	PAGEBREAK_STUCK = 1, /* the block forbids it */
	/* it would cut through an image, part of which would be beyond the page */
	PAGEBREAK_TORN
};

/* Lines left above a block. */
typedef struct pagebreak_space {
	int lines, less, more; /* less, more: how many lines fewer or more it may have */
} pagebreak_space;

enum { PAGEBREAK_OWED = 2 }; /* floats that may be owed at once */

typedef struct pagebreak_setting {
	int lines; /* at least 1 */
	int cost;  /* above the cheapest setting's cost; 0 for that one */
	/* stuck[i] != 0: no page ends after line i (0-based), for one of these reasons; NULL:
	 * nowhere */
	const uint8_t *stuck;
	/* hyphen[i] != 0: line i ends with a hyphen; no page (that is turned or not) ends there;
	 * NULL: nowhere */
	const uint8_t *hyphen;
	const pagebreak_note *notes;
	size_t note_count; /* in the order of lines */
} pagebreak_setting;

typedef struct pagebreak_block {
	pagebreak_setting settings[3];
	uint8_t setting_count; /* 1 to 3 */
	bool whole;            /* no page ends inside it (headings, figures, rows) */
	bool keep;             /* no page ends after it */
	/* the fewest of its lines at a page's foot and at a page's head; a shorter block stays
	 * whole */
	uint8_t orphans, widows;
	pagebreak_before before;
	int space; /* grid lines left above; none at a page's head */
	/* grid lines left above at the head of a page that it opens (before != FREE) */
	int sink;
	int less, more; /* how many lines fewer or more the space may have */
	bool settles;   /* it is not set while floats are owed */
	/* how many blocks the float has that begins with this one; 0: none does. In a deferred
	 * float each is in its first setting */
	uint16_t floats;
	uint16_t below; /* lines left below that float at a page's head */
	bool alone;     /* it has a page to itself; so has every block of its float */
	/* grid lines repeated at the head of each page that begins with this block or inside it,
	 * such as a table's head. Less than half a full page; 0 for a block that opens a page or
	 * begins a float */
	uint16_t again;
	/* price of each float that is owed where a page ends inside the block: it would part what
	 * belongs together */
	int float_inside;
	/* after a float: the space above if the last float, or the last two, were deferred */
	pagebreak_space past[PAGEBREAK_OWED];
} pagebreak_block;

typedef struct pagebreak_prices {
	int lines;      /* in a full page: 1 to 30,000 */
	bool two_sided; /* spreads are level: verso and recto alike */
	/* lines that a spread may be off full height, up to 100 */
	int spread_less, spread_more;
	int spread; /* a line off, squared */
	int space;  /* a line of space given or taken, squared */
	/* a space that gives or takes otherwise than the one before it in the same spread */
	int unlike;
	/* where a chapter has no legal way: lines more that spreads may be off, and that spaces
	 * which give may give */
	int wider;
	/* only there are settings taken that cost more than this; 0: everywhere */
	int setting_most;
	/* a chapter's last page under end_least lines costs this a line */
	int end_least, end;
	int note_rule;  /* grid lines above a page's first note */
	int note_split; /* price of a split note */
	int carry;      /* price of a page's end that a float is carried over */
	/* price of a page's end inside a float that could have been deferred */
	int float_split;
	int first_page;                /* number of the first page: odd is a recto */
	struct pagebreak_trace *trace; /* told what was considered, or NULL */
} pagebreak_prices;

typedef struct pagebreak_note_piece {
	uint32_t id;
	int from, lines; /* which of the note's lines are on this page */
} pagebreak_note_piece;

/* What is on a page: its floats, and from line `first_line` of block `first` up to (not with)
 * line `last_line` of block `last`, but for blocks that are deferred. pagebreak_next goes through
 * it. */
typedef struct pagebreak_page {
	size_t first, last;
	int first_line, last_line;
	/* a page left blank for a recto opening is its own, with first == last and blank set */
	int number;
	bool blank, opens; /* opens: a block that opens a page is at its head */
	int height;        /* lines that it was chosen to fill */
	int filled;        /* lines that it does fill, notes and their rule included */
	/* the second pass was needed: it is short, ends where none should, or lacks a note of its
	 * own */
	bool is_short;
	const pagebreak_note_piece *notes;
	size_t note_count;
	size_t floats[PAGEBREAK_OWED]; /* at its head: the first block of each */
	int float_count;
	bool alone; /* there is one block on it, which the first of `floats` is */
} pagebreak_page;

typedef struct pagebreak_choice {
	uint8_t setting; /* of the block */
	/* lines left above it; 0 where it is at a page's head without a sink */
	int space;
	/* it belongs to a float at the head of a page after its place */
	bool deferred;
} pagebreak_choice;

typedef struct pagebreak_result {
	const pagebreak_page *pages;
	size_t page_count;
	const pagebreak_choice *choices; /* a block each */
	int64_t cost;
	uint64_t work; /* ways tried: grows as the blocks do */
} pagebreak_result;

/* A part of a block on a page: lines from … to - 1, the first of them on the page's
 * line `row`. */
typedef struct pagebreak_part {
	size_t block;
	int from, to, row;
	int floats;   /* of the page's floats, those before it or around it */
	bool floated; /* it belongs to one of them */
} pagebreak_part;

/* Go on to the next part on a page, from its head to its foot; a part of zeros begins. False:
 * nothing does. */
bool pagebreak_next(const pagebreak_block *blocks, const pagebreak_choice *choices,
		    const pagebreak_page *page, pagebreak_part *part);

/* Everything in the result is the arena's. */
void pagebreak(arena *a, const pagebreak_block *blocks, size_t count,
	       const pagebreak_prices *prices, pagebreak_result *result);

#endif
