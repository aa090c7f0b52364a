/* pagebreak_table: the states that a search has reached at one place of the galley. */
#ifndef PLATEN_PAGEBREAK_TABLE_H
#define PLATEN_PAGEBREAK_TABLE_H

/* The cheapest way into a state. */
typedef struct pagebreak_cell {
	int64_t cost;        /* INT64_MAX: not reached */
	pagebreak_step step; /* the step into it */
	uint32_t index;      /* of that step, once it is taken for good */
} pagebreak_cell;

/* States that have the same note lines at the foot, by stand and by lines used. */
typedef struct pagebreak_class {
	int last;            /* lines of the page's last note */
	bool closed;         /* no page should end here */
	pagebreak_cell *cells;
	size_t next;         /* class in the same bucket, plus one */
} pagebreak_class;

enum { PAGEBREAK_BUCKETS = 64 };

/* Where there are no notes, which is nearly everywhere, there is one class, so its states cost no look-up. */
typedef struct pagebreak_table {
	pagebreak_class *classes;
	size_t count, capacity;
	size_t made;         /* classes that have cells, of this table's size */
	size_t buckets[PAGEBREAK_BUCKETS]; /* plus one */
	int stands, widest;  /* used runs from 0 to widest */
} pagebreak_table;

/* Empty a table, for states of so many stands and lines. */
void pagebreak_table_clear(pagebreak_table *table, int stands, int widest);

/* The cells of a class, stand after stand; made where it is not there yet. They stay where they are until the table is
 * cleared. */
pagebreak_cell *pagebreak_table_cells(arena *scratch, pagebreak_table *table, int last, bool closed);

/* Keep a step into a cell if it is cheaper than what leads there already. */
void pagebreak_cell_offer(pagebreak_cell *cell, int64_t cost, const pagebreak_step *step);

#endif
