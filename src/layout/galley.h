/* galley: the document as one vertical list of blocks on the grid, not yet divided into pages. Each
 * block has its numbers for the page breaker. */
#ifndef PLATEN_GALLEY_H
#define PLATEN_GALLEY_H

#include "layout/reference.h"
#include "layout/table.h"
#include "lines/paragraph.h"
#include "pages/columns.h"
#include "pages/pagebreak.h"

typedef enum galley_kind {
	GALLEY_TEXT,
	GALLEY_IMAGE,
	GALLEY_RULE,
	GALLEY_ROW,
	GALLEY_ENTRY,
	GALLEY_PLATE, /* the grid lines that a full-page picture lies over; see galley_plate */
	GALLEY_COLUMNS,
	GALLEY_TURNED /* a page of a table that is turned by a quarter */
} galley_kind;

/* A picture that fills the page that a block opens, below all that is on it. */
typedef struct galley_plate {
	const node *node; /* NODE_IMAGE */
	const appearance *look;
	const image *image;
	/* grid lines from the page's head to where it ends, on a baseline, above its caption; 0: it
	 * runs over the foot */
	int rows;
} galley_plate;

/* A division, a quotation or a block of code that is tinted, framed or padded. Its text stays on
 * the grid: padding takes whole grid lines, and the rest of it (at most half a line) extends into
 * the space around the box. */
typedef struct galley_box {
	const struct galley_box *outer; /* NULL: none */
	const appearance *look;
	length left, width;  /* from the left edge of the text block; padding and borders in it */
	size_t first, last;  /* its blocks */
	length above, below; /* padding and border, from the text's grid lines to the edge */
	int rows_above, rows_below; /* grid lines that these take */
	int space, less, more; /* grid lines above it, and how many fewer or more there may be */
} galley_box;

/* The numbers and tints of lines of code. */
typedef struct galley_code_marks {
	const appearance *look; /* of numbers, and of the mark of a continued line */
	length left, width; /* of all lines, numbers included, from the left of the text block */
	length numbers;     /* the width of the column of numbers; 0: there are none */
	long first;         /* the first line's number */
	const char *marked; /* the lines that are tinted, such as "2,4-5"; or NULL */
	const ink *tint;
} galley_code_marks;

struct galley_columns;
struct galley_margin;
struct galley_turned;

typedef struct galley_block {
	galley_kind kind;
	const node *node; /* the node that it shows */
	const appearance *look;
	length left;           /* from the left edge of the text block */
	const paragraph *text; /* TEXT, ENTRY; else NULL */
	bool remarks;          /* paragraph_report has something to report */
	bool spaced;           /* a space is read after its last line: more of the node follows */
	bool bare;             /* a page that it opens has neither head nor folio */
	uint8_t on_page;       /* a page_place: where it is on a page that something opens */
	/* baseline to baseline; the grid's, except in blocks that leave it and return */
	length leading;
	bool divided_code; /* it is code on a leading of its own, and pages may end inside it */
	/* a list's number, bullet or a note's number, set left of the first line; or NULL */
	const paragraph *label;
	const node *label_owner;
	length label_left;
	const image *image;
	/* IMAGE; RULE: the measure. An image that bleeds is as wide as the page with its bleed */
	length width, height;
	bleed bleed;               /* IMAGE */
	const galley_plate *plate; /* of the page that this block opens, or NULL */
	const table_row *row;
	const table_rows *table;
	/* "Table 2 (continued)", above a repeated head of the table; or NULL */
	const paragraph *continued;
	length continued_left;
	const galley_code_marks *code; /* or NULL */
	const struct galley_columns *columns;
	const struct galley_turned *turned;
	size_t turned_page;                 /* TURNED: which of its pages */
	const struct galley_margin *margin; /* what begins beside its first line, or NULL */
	bool in_margin;                     /* it is in a remark in the margin */
	bool in_columns;                    /* it is a stream's, not one of the galley's own list */
	const galley_box *box;              /* the innermost box that it is in, or NULL */
	/* how many of its first and last grid lines are padding of boxes */
	int rows_above, rows_below;
	/* for each setting, the grid line (from 0) of each line; NULL: line i is on grid line i */
	const int32_t *rows[3];
} galley_block;

/* A remark in the margin, in the column that the style has there. */
typedef struct galley_margin {
	const node *node;
	const galley_block *blocks;
	const pagebreak_block *breaks;
	size_t count;
	int rows;                   /* grid lines that it takes */
	struct galley_margin *next; /* beside the same block */
} galley_margin;

/* A stream of blocks in columns. */
typedef struct galley_stream {
	const galley_block *blocks;
	length left, width; /* of its first column, from the left edge of the text block */
} galley_stream;

/* Streams side by side. For each setting of the block `flows` has the streams in the same order,
 * with their blocks' numbers. */
typedef struct galley_columns {
	columns flows[3];
	const galley_stream *streams;
	length gap; /* between columns */
	border rule;
	const node *narrow; /* what asked for more columns than the measure has room for, or NULL */
} galley_columns;

/* A note: its lines in blocks, and how much of the page's foot they take. */
typedef struct galley_note {
	const node *node;
	const galley_block *blocks;
	const int32_t *starts; /* the line of the note that each block begins at */
	size_t count;
	int lines; /* of text */
	int rows;  /* grid lines */
	length leading;
	/* the notes whose first mention is in it, by the same index: they must be on the same
	 * page */
	const uint32_t *nested;
	size_t nested_count;
} galley_note;

typedef struct galley {
	const galley_block *blocks;
	const pagebreak_block *breaks; /* one a block */
	size_t count;
	/* by number - 1; a pagebreak_note's id is the same index */
	const galley_note *notes;
	size_t note_count;
	bool boxed;         /* some block is in a box */
	bool margins;       /* something is in the margin */
	const node *bleeds; /* the first thing that runs over an edge, or NULL */
	size_t main;        /* the block that the main matter begins with; count: none does */
} galley;

/* A table that is turned by a quarter: a galley of its own, on pages that are as wide as a page's
 * text is high and have as many grid lines as its measure has room for. */
typedef struct galley_turned {
	galley galley;
	pagebreak_result breaks;
	length measure; /* of these pages */
	int lines;
} galley_turned;

typedef struct galley_cache galley_cache;
galley_cache *galley_cache_new(const setter *s);

/* Set the whole document. Texts that no reference can change are not set again in a later round. */
void galley_make(const setter *s, const references *r, galley_cache *cache, galley *result);

/* The grid lines of a block, in a setting, that what is in the margin begins beside, in its order:
 * the first of the block's text, or, for what was written inside the text, that of the line where
 * it was. They are in the arena of the run. */
const int *galley_margin_rows(const setter *s, const galley_block *b,
			      const pagebreak_block *numbers, size_t setting);

/* The baseline of a line, from the top of the block's first grid line. */
length galley_baseline(const setter *s, const galley_block *b, const pagebreak_block *numbers,
		       size_t setting, size_t line);

/* The title of the contents, or of a list of figures or tables. */
const char *galley_contents_title(const setter *s, const node *n);

/* Grid lines above a page's first note, for the rule: none if a page has only two lines. */
int galley_note_rule(const style *s);

/* The grid line of the block that a line of its text is on; if it is off the grid, the one that it
 * falls into. */
int galley_row(const setter *s, const galley_block *b, const pagebreak_block *numbers,
	       size_t setting, size_t line);

/* Of code on a leading of its own: the grid line of the block's text that a line is in, and the
 * first line of the part that begins a page with that grid line; and the smallest leading that a
 * part may be set on so that it ends on the grid. */
int galley_code_row(const setter *s, const galley_block *b, size_t line);
size_t galley_code_from(const setter *s, const galley_block *b, int row);
length galley_code_least(length leading);

#endif
