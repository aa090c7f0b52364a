/* syntax: cmark-gfm with its own extensions (tables, strikethrough, autolinks, tasks, footnotes)
 * and one of ours:
 *   divisions    ::: {.class} … :::       containers; they may interrupt a paragraph, as fences do
 *   definitions  : words                  containers, after their terms or another definition
 *   attributes   {#id .class key=value}   inlines, after what they belong to admonitions  !!! note
 *   "Title"         containers of what is indented below items        a. (i) #. (@)
 *   containers, with labels that CommonMark's lists lack
 *   drawn tables and their cells           as drawn.c writes them
 * They are parsed inside cmark, block by block and inline by inline, so that code, quotations,
 * lists and escapes keep their meaning and every place is that of the manuscript. */
#ifndef PLATEN_MANUSCRIPT_SYNTAX_H
#define PLATEN_MANUSCRIPT_SYNTAX_H

#define CMARK_NO_SHORT_NAMES
#include "markdown/labelled.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;
typedef struct syntax syntax;

/* Begins the lines that drawn.c writes for cmark. This byte is never in UTF-8. */
#define SYNTAX_DRAWN_MARK '\xfe'

typedef enum syntax_kind {
	SYNTAX_OTHER,
	SYNTAX_QUOTE,
	SYNTAX_LIST,
	SYNTAX_ITEM,
	SYNTAX_TASK,
	SYNTAX_CODE_BLOCK,
	SYNTAX_HTML_BLOCK,
	SYNTAX_PARAGRAPH,
	SYNTAX_HEADING,
	SYNTAX_RULE,
	SYNTAX_NOTE,
	SYNTAX_TABLE,
	SYNTAX_ROW,
	SYNTAX_CELL,
	SYNTAX_DIVISION,
	SYNTAX_DEFINITION,
	SYNTAX_ADMONITION,
	SYNTAX_LABELLED, /* an item with a letter, a Roman number or the like */
	SYNTAX_DRAWN,    /* a drawn table (drawn.c) */
	SYNTAX_DRAWN_CELL,
	SYNTAX_TEXT,
	SYNTAX_SOFT_BREAK,
	SYNTAX_HARD_BREAK,
	SYNTAX_CODE,
	SYNTAX_HTML,
	SYNTAX_EMPHASIS,
	SYNTAX_STRONG,
	SYNTAX_STRIKE,
	SYNTAX_LINK,
	SYNTAX_IMAGE,
	SYNTAX_NOTE_MARK,
	SYNTAX_ATTRIBUTES,
	SYNTAX_MATH
} syntax_kind;

/* The data of our own nodes, as cmark's user data. */
typedef struct syntax_block {
	const char *words; /* a division's, after the colons */
	bool closed;       /* a division had its closing fence, or a drawn table its last line */
	bool adjacent;     /* a definition is right under its term, without a blank line */
	int offset;      /* columns that a definition's further lines are indented, or an item's */
	list_mark label; /* an item's */
	char level;      /* of a drawn table, or of its cell */
} syntax_block;

typedef struct syntax_inline {
	bool is_math;     /* else attributes */
	const char *text; /* as written, including braces or dollars */
	size_t length;
	int line, column; /* as cmark counts */
} syntax_inline;

typedef struct syntax_options {
	bool tables, autolinks;
	const char *prelude; /* parsed before the text */
	size_t prelude_length;
} syntax_options;

/* Parse. The tree and everything in it live until syntax_free. */
syntax *syntax_parse(arena *a, const char *text, size_t length, const syntax_options *options);
cmark_node *syntax_root(const syntax *s);
/* the line of the first division that is nested too deep, or 0 */
int syntax_too_deep(const syntax *s);
void syntax_free(syntax *s);

/* A text of HTML with its entities as characters. `marked`: put ESCAPED before punctuation among
 * these, as if the author had escaped it. */
const char *syntax_unescape(arena *a, const char *text, size_t length, bool marked, size_t *size);

syntax_kind syntax_kind_of(cmark_node *n);
const syntax_block *syntax_block_of(cmark_node *n);
const syntax_inline *syntax_inline_of(cmark_node *n);

#endif
