/* foreign: syntax of other dialects that Platen does not understand. It is set as it is written,
 * and never in silence: each kind is warned of once in a file, at its first place, with its count.
 * Prose that only looks a little like such syntax must not be warned of: every rule asks for what
 * nobody writes by chance. */
#ifndef PLATEN_FOREIGN_H
#define PLATEN_FOREIGN_H

#include "markdown/manuscript_private.h"

typedef struct foreign_count foreign_count;

typedef enum foreign_kind {
	FOREIGN_MATH,
	FOREIGN_CITATION,
	FOREIGN_REFERENCE,
	FOREIGN_ALERT,
	FOREIGN_ADMONITION,
	FOREIGN_LATEX,
	FOREIGN_TYPST,
	FOREIGN_SHORTCODE,
	FOREIGN_WIKI_LINK,
	FOREIGN_EMOJI,
	FOREIGN_LINE_BLOCK,
	FOREIGN_GRID_TABLE,
	FOREIGN_SIMPLE_TABLE,
	FOREIGN_CONTENTS,
	FOREIGN_LIST,
	FOREIGN_ATTRIBUTES,
	FOREIGN_RAW,
	FOREIGN_LINK_UNDEFINED,
	FOREIGN_LINK_EMPTY,
	FOREIGN_ABBREVIATION,
	FOREIGN_DEFINITION,
	FOREIGN_DIAGRAM,
	FOREIGN_CHUNK,
	FOREIGN_DIRECTIVE,
	FOREIGN_EDIT,
	FOREIGN_MODULE,
	FOREIGN_KINDS
} foreign_kind;

/* Something foreign begins at this place, with these bytes. */
void foreign_see(reader *m, foreign_kind kind, place where, const char *text, size_t length);

/* A node of text, and a block's lines: what in them is foreign? (foreign_text.c, foreign_lines.c)
 */
void foreign_look_at_text(reader *m, const node *n);
void foreign_look_at_block(reader *m, const node *n);

/* The place of a byte of a text. */
place foreign_place(const node *text, size_t at);

#endif
