/* pagebreak_table: the states that a search has reached at one place of the galley. */
#ifndef PLATEN_PAGEBREAK_TABLE_H
#define PLATEN_PAGEBREAK_TABLE_H

#include "pages/pagebreak_search.h"

/* What the states of a class share. */
typedef struct pagebreak_key {
	int last; /* lines of the page's last note */
	/* lines of the floats at the head of a page that has nothing else yet */
	int top;
	uint8_t floats; /* owed */
	bool closed;    /* no page should end here */
	/* how the last space of the spread that may change has changed: see pagebreak_taken */
	uint8_t taken;
} pagebreak_key;

/* States that have the same note lines at the foot and owe the same floats. Its arrays are indexed
 * by position, then by lines used: see pagebreak_table_row. */
typedef struct pagebreak_class {
	pagebreak_key key;
	int64_t *costs;        /* of the cheapest way into each state; INT64_MAX: there is none */
	pagebreak_step *steps; /* the step into it */
	uint32_t *indices;     /* the index of that step, once it is kept for good */
	size_t next;           /* class in the same bucket, plus one */
} pagebreak_class;

enum { PAGEBREAK_BUCKETS = 64 };

/* Without notes and floats, which is nearly everywhere, there is one class, so its states cost no
 * look-up. */
typedef struct pagebreak_table {
	pagebreak_class *classes;
	size_t count, capacity;
	size_t made;                       /* classes that have arrays, of this table's size */
	size_t buckets[PAGEBREAK_BUCKETS]; /* plus one */
	int positions, widest;             /* used runs from 0 to widest */
} pagebreak_table;

/* Empty a table, for states of so many positions and lines. */
void pagebreak_table_clear(pagebreak_table *table, int positions, int widest);

/* The class of a key; made if it does not exist. Making another class may move it, but not its
 * arrays. */
pagebreak_class *pagebreak_table_class(arena *scratch, pagebreak_table *table, pagebreak_key key);

/* The index in a class's arrays of the state at a position with no line used. */
size_t pagebreak_table_row(const pagebreak_table *table, int position);

#endif
