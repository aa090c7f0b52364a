/* What the line breaker's files share, and its tests see. Costs here are demerits in 1024ths,
 * ratios are per 1024.
 *
 * The possible breaks are gathered once (breakpoint); a line is a pair of breakpoints.
 * linebreak_line_price gives the cost of a line from that pair alone, and linebreak_pair_price what
 * two neighbouring lines add. So the state of the search is the last line, not the last break: no
 * price looks further back, and the result is a true optimum, not an approximation by classes. */
#ifndef PLATEN_LINEBREAK_PRIVATE_H
#define PLATEN_LINEBREAK_PRIVATE_H

#include "lines/linebreak.h"

enum {
	UNIT = 1024,            /* one, of ratios and of demerits */
	RATIO_MOST = 16 * UNIT, /* the ratio of a line with nothing to stretch */
	/* how many numbers of lines are kept apart at one break: the cheapest's, 2 more, 2 fewer */
	LINES_SPAN = 5,
	/* ways to one break that are kept: texts of words have some dozen, Chinese ones thirty */
	WAYS_MOST = 32,
	/* the same in paragraphs with more breaks than any in a book, whose lines exceed the
	 * tolerance */
	WAYS_FEW = 4,
	BREAKS_MANY = 10000,
	/* ragged settings of up to so many lines are balanced, their last line included */
	BALANCED_MOST = 4
};

/* Sums over items, from the paragraph's start. */
typedef struct line_sums {
	/* stretch: without endless glue */
	length width, stretch, shrink;
	length grow, narrow; /* what expansion can add and take */
	length blank;        /* natural widths of the word spaces */
	int64_t letters;
	int32_t spaces, endless; /* how many glues, and how many that stretch without end */
} line_sums;

typedef struct breakpoint {
	/* broken at; the first breakpoint is the paragraph's start and has none */
	uint32_t item;
	uint32_t start; /* the first item of the line after it */
	/* up to it: its own width added, what hangs out on the right taken off */
	line_sums end;
	/* before the line after it: what that line gains and what hangs out on the left are in
	 * it */
	line_sums begin;
	uint32_t word_before, word_after;
	int32_t cost;
	uint8_t flags; /* ITEM_HYPHEN, ITEM_NAME, ITEM_EXPLICIT */
	/* empty: no box is between it and the breakpoint before */
	bool forced, last, empty;
} breakpoint;

typedef struct line_pass {
	const char *name;
	int tolerance;  /* -1: none */
	bool hyphens;   /* breaks that set a hyphen are gathered */
	bool desperate; /* third hyphens and parts of words alone are priced, not forbidden */
	bool overfull;  /* lines without a break inside may be overfull */
} line_pass;

typedef struct line_figures {
	length natural;
	int32_t ratio, expansion; /* as linebreak_line has them */
	/* how much wider than natural the word spaces are, all together, per 1024 */
	int32_t space;
	int32_t badness; /* 100 r^3, in 1024ths */
	int fitness;     /* 0 tight, 1 decent, 2 loose, 3 very loose */
	int64_t cost;    /* of the line for itself, with its hyphen, runt, stacks */
	bool overfull;
} line_figures;

/* A line that must not be set, by its items. */
typedef struct line_barred {
	uint32_t first, last;
} line_barred;

enum { BARRED_MOST = 8 };

typedef struct line_task {
	const item *items;
	const linebreak_prices *prices;
	const length *widths;
	size_t width_count;
	const breakpoint *breaks;
	size_t count;
	line_pass pass;
	line_barred barred[BARRED_MOST];
	size_t barred_count;
	size_t steps;
} line_task;

/* The best way to a break whose last line runs from `from` to `at`. */
typedef struct line_way {
	int64_t cost;
	uint32_t previous; /* way */
	uint32_t from, at; /* breakpoints */
	uint32_t line;     /* how many lines it has, counted no further than needed */
	int32_t space, expansion;
	uint8_t fitness;
	bool twice; /* both breaks set a hyphen */
} line_way;

/* Gather the breakpoints: the paragraph's start, then every legal break with a box before it (or
 * forced), the last forced. Of several in one gap between boxes, the cheapest is taken. */
const breakpoint *linebreak_gather(arena *a, const item *items, size_t count,
				   const linebreak_prices *prices, bool hyphens, size_t *result);

/* The width of the line with this number, from 0. */
length linebreak_line_width(const line_task *task, size_t number);

/* How wide a space becomes at a line's ratio. */
length linebreak_line_space(const item *glue, int32_t ratio);

/* How much the spaces of some sums are stretched in a line as loose as r, rounded up. */
length linebreak_stretch_at(const linebreak_prices *prices, const line_sums *sums, int32_t r);

/* What a hyphen costs, in demerits. */
int64_t linebreak_hyphen_price(const linebreak_prices *prices);

/* What a line costs by itself. False: it is not allowed in this pass. */
bool linebreak_line_price(const line_task *task, size_t from, size_t to, size_t number,
			  line_figures *figures);

/* What two lines cost because they touch; -1: forbidden. */
int64_t linebreak_pair_price(const line_task *task, const line_way *before, const breakpoint *to,
			     const line_figures *figures);

/* The most that linebreak_pair_price can return, but for a third hyphen. */
int64_t linebreak_pair_price_most(const line_task *task);

/* The ways to one break: [first, end) of all. */
typedef struct way_span {
	uint32_t first, end;
} way_span;

/* A search and all that it found; it can be resumed at any break. */
typedef struct line_search {
	arena *scratch;
	line_task *task;
	line_way *ways;
	size_t count, capacity;
	int64_t *costs; /* room for those of the ways to one break */
	size_t cost_capacity;
	way_span *spans;                   /* by break */
	struct line_active *active;        /* breaks at which a line may still begin */
	size_t active_first, active_count; /* those before the first have left */
	uint32_t *oldest; /* by break: the first that was active when it was visited */
	length *least;    /* the narrowest sums at any break from here on */
	int64_t dominance;
	length narrowest, widest; /* measures */
	/* from this number of lines on, how many there are no longer matters to prices */
	uint32_t line_settled;
	uint32_t line_most; /* lines are counted up to here */
	int32_t looseness;  /* the largest r within tolerance; negative: any */
	size_t ways_most;   /* ways to a break that are kept, of each kind */
} line_search;

/* Search the whole paragraph. `ends` are the cheapest ways for each number of lines, cheapest
 * first, at most `most`; 0: there is none. `s` is filled in; its memory is the scratch's. */
size_t linebreak_search(line_search *s, arena *scratch, line_task *task, uint32_t *ends,
			size_t most);

/* Search again from break `from` up to break `to`, because lines that end at `from` were barred
 * since. The ways to `from` … `to` are found again and appended; earlier ones stay as they are.
 * False: no way leads to `to`. */
bool linebreak_search_part(line_search *s, size_t from, size_t to);

/* The cheapest ways to a break, as linebreak_search gives them. */
size_t linebreak_search_ends(const line_search *s, size_t at, uint32_t *ends, size_t most);

/* The lines of a way. */
linebreak_setting linebreak_trace_back(arena *a, const line_task *task, const line_way *ways,
				       uint32_t end);
/* Fill in line `number` of a setting from its way. */
void linebreak_fill_line(const line_task *task, const line_way *way, size_t number,
			 linebreak_line *line);
/* What the pair price needs of a way. */
line_figures linebreak_way_figures(const line_way *way);

/* How many word spaces of a setting end a river. *where becomes the first line, from *where on,
 * that has such a space, or the number of lines. *begun: how many of the last line's lack one line
 * to be a river. */
size_t linebreak_rivers(arena *scratch, const line_task *task, const linebreak_setting *s,
			size_t *where, size_t *begun);

/* Add to a setting, whose last way is `end`, what its rivers cost; replace it by another with as
 * many lines if that is cheaper, rivers included. The search's ways change. */
void linebreak_avoid_rivers(arena *a, line_search *search, uint32_t end, linebreak_setting *s);

/* Leave the gaps of a setting's last line in prices->flow. */
void linebreak_leave_flow(arena *scratch, const line_task *task, const linebreak_setting *s);

/* Traces; they do nothing if prices->trace is NULL. */
void linebreak_trace_search(arena *scratch, const line_task *task, const line_way *ways,
			    size_t count, uint32_t end);
void linebreak_trace_dead(const line_task *task, size_t at);
void linebreak_trace_choice(const linebreak_prices *prices, const linebreak_result *result);

#endif
