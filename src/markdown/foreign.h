/* foreign: syntax of other dialects that Platen does not understand. It is set as it is written,
 * with one warning for each kind in a file, at its first place, with the number of places. Prose
 * that only resembles such syntax must give no warning: every rule requires something that nobody
 * writes by chance. */
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
	FOREIGN_LINK_SPACED,
	FOREIGN_HEADING,
	FOREIGN_ABBREVIATION,
	FOREIGN_DEFINITION,
	FOREIGN_DIAGRAM,
	FOREIGN_CHUNK,
	FOREIGN_DIRECTIVE,
	FOREIGN_CODE_DIRECTIVE,
	FOREIGN_REQUEST,
	FOREIGN_INDEX,
	FOREIGN_EDIT,
	FOREIGN_MODULE,
	FOREIGN_IMPORT,
	FOREIGN_OPTION,
	FOREIGN_COMMENT,
	FOREIGN_HIDDEN,
	FOREIGN_BLOCK_NAME,
	FOREIGN_TASK,
	FOREIGN_INSERTED,
	FOREIGN_FIELD,
	FOREIGN_DEFINED_TWICE,
	FOREIGN_KINDS
} foreign_kind;

/* Record that foreign syntax begins at this place, with these bytes. */
void foreign_see(manuscript *m, foreign_kind kind, place where, const char *text, size_t length);

/* Look for foreign syntax in a text (foreign_text.c) and in a block's lines (foreign_lines.c). */
void foreign_look_at_text(manuscript *m, const node *n);
void foreign_look_at_block(manuscript *m, const node *n);

/* The place of a byte of a text. */
place foreign_place(const node *text, size_t at);
/* The place that is some bytes of a text after another one. */
place foreign_place_after(place where, const char *text, size_t size);

/* Put a node in the place of some bytes of a text. Returns the text after it, or NULL. */
node *foreign_replace(manuscript *m, node *text, size_t at, size_t size, node *made);

#endif
