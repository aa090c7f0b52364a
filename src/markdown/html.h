/* html: shared by the files of HTML. A block of HTML becomes a row of siblings: paragraphs with the
 * text between tags, and the block tags themselves, as raw inlines with html_mark as their info.
 * When all children of a parent are read, the nodes between an opening and a closing tag are moved
 * into a node of their own, including those that were written in Markdown. */
#ifndef PLATEN_HTML_H
#define PLATEN_HTML_H

#include "markdown/manuscript_private.h"

/* What a tag of a block means. */
typedef enum html_kind {
	ELEMENT_NONE,
	ELEMENT_DIVISION,
	ELEMENT_CENTER,
	ELEMENT_PARAGRAPH,
	ELEMENT_HEADING,
	ELEMENT_RULE,
	ELEMENT_LIST,
	ELEMENT_ITEM,
	ELEMENT_QUOTE,
	ELEMENT_CODE,
	ELEMENT_TABLE,
	ELEMENT_ROWS,
	ELEMENT_ROW,
	ELEMENT_CELL,
	ELEMENT_COLUMNS, /* says nothing that Platen uses */
	ELEMENT_DEFINITIONS,
	ELEMENT_TERM,
	ELEMENT_DEFINITION,
	ELEMENT_FIGURE,
	ELEMENT_CAPTION,
	ELEMENT_DETAILS,
	ELEMENT_SUMMARY
} html_kind;

/* The info of a tag of a block, and of a paragraph that no tag began. */
extern const char html_mark[];

/* html_elements.c */
html_kind html_element(const char *text, size_t length, char name[12], bool *closes);
/* Apply the tag's id, class and lang to a node; `aligned`: its alignment as well. */
void html_attributes(manuscript *m, node *n, const char *text, size_t length, bool aligned);
/* Leave out, with a warning, a tag that closes nothing or is never closed. */
void html_stray(manuscript *m, const char *text, size_t length, place where, const char *why);

/* html_settle.c */
/* Is it a paragraph that no tag began? */
bool html_is_loose(const node *n);
/* Add an anchor with this id, if any, to what a node holds. */
void html_keep_id(manuscript *m, const char *id, place where, node *to);
/* Turn a node's blocks into its inlines, with line breaks between them and anchors for their
 * ids. */
void html_flatten(manuscript *m, node *n);
/* Replace a node by its blocks, with loose words in paragraphs. */
void html_spill(manuscript *m, node *n);
/* Called when all blocks of a parent after `before` have ended: parts outside their whole (items,
 * cells) become blocks, and paragraphs become captions, figures or page breaks where they are
 * such. */
void html_settle(manuscript *m, node *parent, node *before);

/* html.c */
/* Is it a tag that means something inside a line, or a comment? */
bool html_is_inline(const char *text, size_t length);
/* Warn of a tag that is set as it is written. */
void html_warn(manuscript *m, const char *text, size_t length, place where);
/* Does the tag begin a script or a style sheet, which has no words for readers? */
bool html_is_script(const char *text, size_t length, char name[12]);
/* Warn of a tag that is left out since only a screen can show what it stands for. */
void html_leave_out(manuscript *m, const char *text, size_t length, place where);

/* html_table.c: a cell, a row, a table that has ended */
void html_row(manuscript *m, node *row);
void html_table(manuscript *m, node *table, const char *text, size_t length);
void html_cell(manuscript *m, node *cell, const char *text, size_t length);

/* html_finish.c */
/* An element ends: its node becomes what the tag means, or is removed if that is nothing. */
void html_finish(manuscript *m, html_kind kind, node *n, const char *text, size_t length);

#endif
