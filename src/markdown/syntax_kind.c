/* syntax_kind: the kind of a node in cmark's tree. */
#include "markdown/syntax_private.h"

#include <string.h>

cmark_node_type syntax_types[OUR_TYPES];

const syntax_block *syntax_block_of(cmark_node *n)
{
	return cmark_node_get_user_data(n);
}

const syntax_inline *syntax_inline_of(cmark_node *n)
{
	return cmark_node_get_user_data(n);
}

static syntax_kind extension_kind(cmark_node *n)
{
	static const struct {
		const char *name;
		syntax_kind kind;
	} kinds[] = {
		{"table_cell", SYNTAX_CELL},      {"table_row", SYNTAX_ROW},
		{"table_header", SYNTAX_ROW},     {"table", SYNTAX_TABLE},
		{"strikethrough", SYNTAX_STRIKE},
	};
	const char *name = cmark_node_get_type_string(n);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(name, kinds[i].name) == 0)
			return kinds[i].kind;
	return SYNTAX_OTHER;
}

syntax_kind syntax_kind_of(cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	switch ((int)type) {
	case CMARK_NODE_BLOCK_QUOTE: return SYNTAX_QUOTE;
	case CMARK_NODE_LIST: return SYNTAX_LIST;
	case CMARK_NODE_ITEM:
		return strcmp(cmark_node_get_type_string(n), "tasklist") == 0 ? SYNTAX_TASK
									      : SYNTAX_ITEM;
	case CMARK_NODE_CODE_BLOCK: return SYNTAX_CODE_BLOCK;
	case CMARK_NODE_HTML_BLOCK: return SYNTAX_HTML_BLOCK;
	case CMARK_NODE_PARAGRAPH: return SYNTAX_PARAGRAPH;
	case CMARK_NODE_HEADING: return SYNTAX_HEADING;
	case CMARK_NODE_THEMATIC_BREAK: return SYNTAX_RULE;
	case CMARK_NODE_FOOTNOTE_DEFINITION: return SYNTAX_NOTE;
	case CMARK_NODE_TEXT: return SYNTAX_TEXT;
	case CMARK_NODE_SOFTBREAK: return SYNTAX_SOFT_BREAK;
	case CMARK_NODE_LINEBREAK: return SYNTAX_HARD_BREAK;
	case CMARK_NODE_CODE: return SYNTAX_CODE;
	case CMARK_NODE_HTML_INLINE:
		return !cmark_node_get_user_data(n)   ? SYNTAX_HTML
		       : syntax_inline_of(n)->is_math ? SYNTAX_MATH
						      : SYNTAX_ATTRIBUTES;
	case CMARK_NODE_EMPH: return SYNTAX_EMPHASIS;
	case CMARK_NODE_STRONG: return SYNTAX_STRONG;
	case CMARK_NODE_LINK: return SYNTAX_LINK;
	case CMARK_NODE_IMAGE: return SYNTAX_IMAGE;
	case CMARK_NODE_FOOTNOTE_REFERENCE: return SYNTAX_NOTE_MARK;
	default:
		for (size_t i = 0; i < OUR_TYPES; i++)
			if (type == syntax_types[i])
				return SYNTAX_DIVISION + (syntax_kind)i;
		return extension_kind(n);
	}
}
