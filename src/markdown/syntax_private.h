/* syntax_private: what syntax.c and syntax_blocks.c share. */
#ifndef PLATEN_SYNTAX_PRIVATE_H
#define PLATEN_SYNTAX_PRIVATE_H

#include "markdown/syntax.h"

#include <cmark-gfm-extension_api.h>

struct syntax {
	arena *arena;
	int too_deep; /* the first line that opens a division too many, or 0 */
	cmark_parser *parser;
	cmark_syntax_extension *extension;
	cmark_node *root;
	/* the text after the prelude, to look ahead in; `next` is where its line `line` begins, by
	   cmark's count */
	const char *text, *end, *next;
	int line;
};

/* The blocks of our own, in the order of syntax_kind. */
enum {
	OUR_DIVISION,
	OUR_DEFINITION,
	OUR_ADMONITION,
	OUR_ITEM,
	OUR_DRAWN,
	OUR_DRAWN_CELL,
	OUR_TYPES
};

/* Node types are numbers that cmark gives out once a process. */
extern cmark_node_type syntax_types[OUR_TYPES];

cmark_node *syntax_open_block(cmark_syntax_extension *self, int indented, cmark_parser *parser,
			      cmark_node *parent, unsigned char *input, int length);
int syntax_block_goes_on(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
			 int length, cmark_node *n);
int syntax_can_contain(cmark_syntax_extension *self, cmark_node *n, cmark_node_type child);
const char *syntax_type_string(cmark_syntax_extension *self, cmark_node *n);

#endif
