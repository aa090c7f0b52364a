/* item: box, glue, penalty (Knuth and Plass 1981), and what optical margins and expansion add to
 * them. Only numbers: the line breaker knows nothing of letters. All lengths are scaled points. */
#ifndef PLATEN_ITEM_H
#define PLATEN_ITEM_H

#include "base/length.h"

#include <stdbool.h>

typedef enum item_kind { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY } item_kind;

enum {
	ITEM_HYPHEN = 1,   /* penalty: breaking here sets a hyphen */
	ITEM_NAME = 2,     /* penalty: inside a name (a capital within a sentence) */
	ITEM_EXPLICIT = 4, /* penalty: at a hyphen or dash that the author wrote */
	ITEM_FINAL = 8,    /* glue: the paragraph's last, parfillskip */
	ITEM_PAUSE = 16    /* glue: a space after punctuation */
};

#define ITEM_FORBIDDEN 1000000 /* a cost that forbids a break; minus this forces one */

/* How much a pause stretches and shrinks, in per cent of a plain word space. The white of the mark
 * before it makes the space look wider than it is, so it stretches no more than its neighbours, and
 * in a tight line shrinks a little more. */
enum { PAUSE_STRETCH = 100, PAUSE_SHRINK = 120 };

/* A length of one item, in 32 bits: up to ITEM_WIDEST, twice the widest page that a PDF can have.
 * Anything wider counts as that wide, since no line has room for it. ITEM_ENDLESS is greater than
 * all. */
typedef int32_t item_length;
#define ITEM_WIDEST  (INT32_MAX - 1)
#define ITEM_ENDLESS INT32_MAX

static inline item_length item_length_of(length l)
{
	return l > ITEM_WIDEST ? ITEM_WIDEST : l < -ITEM_WIDEST ? -ITEM_WIDEST : (item_length)l;
}

/* A line may break at a penalty below ITEM_FORBIDDEN, and at a glue that follows a box. After a
 * break, glue and unforced penalties up to the next box vanish. The last item is a forced penalty.
 * A long text has more items than anything else, so fields that no kind needs together share
 * memory. */
typedef struct item {
	uint8_t kind;
	uint8_t flags;
	uint16_t letters; /* box: how many characters it has, for runts (at most 65535) */
	union {
		int32_t cost; /* penalty's */
		/* box: a hash of its word, 0 for none; finds the same word at two line ends */
		uint32_t word;
	};
	/* box, glue: natural; penalty: what a line that ends here gains (hyphen, and the difference
	 * that shaping makes) */
	item_length width;
	/* glue: its own, where ITEM_ENDLESS fills any line; box: what full expansion can add or
	 * take */
	item_length stretch, shrink;
	union {
		item_length after; /* penalty: what the line that starts after it gains */
		/* box: how far it may hang out of the line that it starts */
		item_length hang_left;
	};
	/* box: how far it may hang out of the line that it ends; penalty: the same for its
	 * hyphen */
	item_length hang_right;
} item;

#endif
