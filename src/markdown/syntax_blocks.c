/* syntax_blocks: the dialect's own blocks. cmark asks its extension two questions: may a block open
 * on this line (syntax_open_block), and does an open one continue on it (syntax_block_goes_on)? All
 * of them contain blocks. */
#include "markdown/syntax_private.h"

#include "markdown/manuscript_private.h"

#include <glib.h>

/* Divisions */

/* Bytes of the line without white space at its end. */
static int line_length(const unsigned char *input, int length)
{
	while (length > 0 && g_ascii_isspace(input[length - 1]))
		length--;
	return length;
}

/* The number of colons at the beginning of a line, if they are a fence; else 0. */
static int fence_colons(const unsigned char *input, int at, int end)
{
	int n = 0;
	while (at + n < end && input[at + n] == ':')
		n++;
	return n >= 3 ? n : 0;
}

static void skip_line(cmark_parser *parser, const unsigned char *input, int end)
{
	cmark_parser_advance_offset(parser, (const char *)input,
				    end - cmark_parser_get_offset(parser), 0);
}

/* Every closing fence is compared with every open division, so their number is limited. */
static bool is_too_deep(syntax *s, cmark_parser *parser, cmark_node *parent)
{
	int depth = 0;
	for (cmark_node *n = parent; n && depth < DEPTH_MOST; n = cmark_node_parent(n))
		depth += cmark_node_get_type(n) == syntax_types[OUR_DIVISION] ||
			 cmark_node_get_type(n) == syntax_types[OUR_ADMONITION] ||
			 cmark_node_get_type(n) == syntax_types[OUR_ITEM];
	if (depth >= DEPTH_MOST && s->too_deep == 0)
		s->too_deep = cmark_parser_get_line_number(parser);
	return depth >= DEPTH_MOST;
}

static cmark_node *open_division(cmark_syntax_extension *self, cmark_parser *parser,
				 cmark_node *parent, const unsigned char *input, int first, int end)
{
	int colons = fence_colons(input, first, end), start = first + colons, stop = end;
	while (start < stop && g_ascii_isspace(input[start]))
		start++;
	/* pandoc lets colons close the line, too */
	while (stop > start && input[stop - 1] == ':')
		stop--;
	stop = line_length(input, stop);
	syntax *s = cmark_syntax_extension_get_private(self);
	if (colons == 0 || stop <= start || is_too_deep(s, parser, parent))
		return NULL;
	cmark_node *n =
		cmark_parser_add_child(parser, parent, syntax_types[OUR_DIVISION], first + 1);
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	block->words = arena_copy(s->arena, (const char *)input + start, (size_t)(stop - start));
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	skip_line(parser, input, end);
	return n;
}

/* Would the last leaf below a division take a line of colons as its own? Code does until its end,
 * and so do comments and HTML that begins with <script>, <pre> or <style>. */
static bool takes_all_lines(cmark_node *leaf)
{
	int length, offset;
	char character;
	bool one_line = cmark_node_get_end_line(leaf) == cmark_node_get_start_line(leaf);
	if (cmark_node_get_type(leaf) == CMARK_NODE_CODE_BLOCK)
		return one_line && cmark_node_get_fenced(leaf, &length, &offset, &character);
	return false;
}

/* cmark does not say whether an HTML block is still open, so a comment's end is looked for in what
 * it has so far. */
static bool is_open_comment(cmark_node *leaf)
{
	if (cmark_node_get_type(leaf) != CMARK_NODE_HTML_BLOCK)
		return false;
	const char *text = cmark_node_get_string_content(leaf);
	return text && strstr(text, "<!--") && !strstr(text, "-->");
}

/* Does a closing fence at this column close an open division within this one? */
static bool reaches_inner(cmark_node *division, int column)
{
	for (cmark_node *n = cmark_node_last_child(division); n; n = cmark_node_last_child(n)) {
		cmark_node_type type = cmark_node_get_type(n);
		if (type == CMARK_NODE_BLOCK_QUOTE)
			return false;
		if (type == syntax_types[OUR_DIVISION] &&
		    !((syntax_block *)cmark_node_get_user_data(n))->closed)
			return column >= cmark_node_get_start_column(n);
		if (type == syntax_types[OUR_DIVISION])
			return false;
	}
	return false;
}

static bool division_goes_on(cmark_parser *parser, const unsigned char *input, int length,
			     cmark_node *n)
{
	syntax_block *block = cmark_node_get_user_data(n);
	if (block->closed)
		return false;
	int first = cmark_parser_get_first_nonspace(parser), end = line_length(input, length);
	int colons = fence_colons(input, first, end);
	if (colons == 0 || first + colons != end || cmark_parser_get_indent(parser) > 3)
		return true;
	cmark_node *leaf = n;
	while (cmark_node_last_child(leaf))
		leaf = cmark_node_last_child(leaf);
	if (takes_all_lines(leaf) || is_open_comment(leaf) || reaches_inner(n, first + 1))
		return true;
	block->closed = true;
	skip_line(parser, input, end);
	return true;
}

/* Definitions */

static bool may_define(cmark_node *parent)
{
	cmark_node *before = cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH
				     ? parent
				     : cmark_node_last_child(parent);
	cmark_node_type type = before ? cmark_node_get_type(before) : CMARK_NODE_NONE;
	return type == CMARK_NODE_PARAGRAPH || type == syntax_types[OUR_DEFINITION];
}

/* Columns of white space after the colon. As after a list's bullet, five or more begin indented
 * code. */
static int marker_width(const unsigned char *input, int first, int end, int column)
{
	int width = 0;
	for (int i = first + 1; i < end && g_ascii_isspace(input[i]); i++)
		width += input[i] == '\t' ? 4 - (column + 1 + width) % 4 : 1;
	return width > 4 ? 1 : width;
}

static cmark_node *open_definition(cmark_syntax_extension *self, cmark_parser *parser,
				   cmark_node *parent, const unsigned char *input, int first,
				   int end)
{
	if (first + 1 >= end || input[first] != ':' ||
	    (input[first + 1] != ' ' && input[first + 1] != '\t'))
		return NULL;
	if (!may_define(parent))
		return NULL;
	syntax *s = cmark_syntax_extension_get_private(self);
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	int width = marker_width(input, first, end, cmark_parser_get_first_nonspace_column(parser));
	block->adjacent = cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH;
	block->offset = cmark_parser_get_indent(parser) + 1 + width;
	cmark_parser_advance_offset(parser, (const char *)input,
				    first + 1 - cmark_parser_get_offset(parser), 0);
	cmark_parser_advance_offset(parser, (const char *)input, width, 1);
	cmark_node *n =
		cmark_parser_add_child(parser, parent, syntax_types[OUR_DEFINITION], first + 1);
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	return n;
}

/* A caption right below a table's last row would otherwise be another row. */
static cmark_node *open_caption(cmark_parser *parser, cmark_node *parent,
				const unsigned char *input, int first, int end)
{
	syntax_kind kind = syntax_kind_of(parent);
	bool colon = end - first > 2 && input[first] == ':' && input[first + 1] == ' ';
	bool word = end - first > 6 && memcmp(input + first, "Table:", 6) == 0;
	if ((kind != SYNTAX_TABLE && kind != SYNTAX_ROW) || (!colon && !word))
		return NULL;
	return cmark_parser_add_child(parser, parent, CMARK_NODE_PARAGRAPH, first + 1);
}

/* Looking ahead */

/* Find the beginning of a line, by cmark's count, in the text. */
static const char *line_start(syntax *s, int line)
{
	for (; s->line < line && s->next < s->end; s->line++) {
		while (s->next < s->end && *s->next != '\n' && *s->next != '\r')
			s->next++;
		if (s->next + 1 < s->end && s->next[0] == '\r' && s->next[1] == '\n')
			s->next++;
		s->next += s->next < s->end;
	}
	return s->next;
}

/* Admonitions of MkDocs: "!!! note "Title"", "??? tip", "=== "Tab"", and what is indented below. */

/* Bytes of a title in quotation marks that ends the line; 0: there is none. */
static bool is_title(const unsigned char *text, int length)
{
	return length > 1 && text[0] == '"' && text[length - 1] == '"' &&
	       !memchr(text + 1, '"', (size_t)length - 2);
}

static bool is_admonition(const unsigned char *text, int length)
{
	bool tab = length > 4 && memcmp(text, "=== ", 4) == 0;
	int at = 3;
	if (length < 7 || (!tab && memcmp(text, "!!!", 3) != 0 && memcmp(text, "???", 3) != 0))
		return false;
	at += !tab && text[at] == '+';
	if (text[at++] != ' ')
		return false;
	int word = at;
	while (!tab && at < length && (g_ascii_isalnum(text[at]) || strchr("-_ ", text[at])))
		at++;
	return (at == length && !tab) ||
	       ((tab || at > word + 2) && is_title(text + at, length - at));
}

/* Is the next line blank, or indented? Otherwise "!!!" is an exclamation, not an admonition. */
static bool has_body(syntax *s, cmark_parser *parser, int first)
{
	const char *next = line_start(s, cmark_parser_get_line_number(parser) + 1);
	int column = 0;

	for (; next < s->end && strchr(" \t>", *next); next++)
		column += *next == '\t' ? 4 : 1;
	return next >= s->end || *next == '\n' || *next == '\r' || column >= first + 4;
}

/* Where what follows a block's first line is to be: below its first character. What a note begins
 * with on the line of its mark is four columns from that mark in the lines below. */
static int next_column(cmark_parser *parser, cmark_node *parent, const unsigned char *input,
		       int first)
{
	int line = cmark_parser_get_line_number(parser);
	cmark_node *n = parent;
	while (n && cmark_node_get_start_line(n) == line &&
	       cmark_node_get_type(n) != CMARK_NODE_FOOTNOTE_DEFINITION)
		n = cmark_node_parent(n);
	if (!n || cmark_node_get_start_line(n) != line)
		return first;
	const char *text = (const char *)input, *mark = memmem(text, (size_t)first, "[^", 2),
		   *end = mark ? memmem(mark, (size_t)(text + first - mark), "]:", 2) : NULL;
	if (!end)
		return first;
	end += 2 + strspn(end + 2, " \t");
	return (int)(mark - text) + 4 + (int)(text + first - end);
}

static cmark_node *open_admonition(cmark_syntax_extension *self, cmark_parser *parser,
				   cmark_node *parent, const unsigned char *input, int first,
				   int end)
{
	syntax *s = cmark_syntax_extension_get_private(self);
	if (!is_admonition(input + first, end - first) ||
	    !has_body(s, parser, next_column(parser, parent, input, first)) ||
	    is_too_deep(s, parser, parent))
		return NULL;
	cmark_node *n =
		cmark_parser_add_child(parser, parent, syntax_types[OUR_ADMONITION], first + 1);
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	block->words = arena_copy(s->arena, (const char *)input + first, (size_t)(end - first));
	block->offset = cmark_parser_get_indent(parser) + 4;
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	skip_line(parser, input, end);
	return n;
}

/* Items with letters, Roman numbers, parentheses or automatic numbers. A label begins a list only
 * if the next label follows in the text, so that prose is not taken for a list. */

/* Does the list's next label follow at the same column, before other text at that column? */
static bool is_followed(syntax *s, cmark_parser *parser, list_mark *one, int column)
{
	enum { LINES_MOST = 300 };
	const char *at = line_start(s, cmark_parser_get_line_number(parser));
	bool blank = false;

	for (int i = 0; i < LINES_MOST && at < s->end; i++) {
		size_t length = strcspn(at, "\r\n"), skipped = strspn(at, " \t>");
		list_mark two;
		if (i > 0 && skipped < length && (int)skipped == column &&
		    labelled_read(at + skipped, length - skipped, &two) &&
		    labelled_follows(one, &two)) {
			labelled_settle(one, &two);
			return true;
		}
		if (i > 0 && blank && skipped < length && (int)skipped <= column)
			return false;
		blank = skipped >= length;
		at += length;
		at += at < s->end && at[0] == '\r' && at[1] == '\n' ? 2 : at < s->end;
	}
	return false;
}

/* Does the label continue a list right before it? */
static bool goes_on_with(cmark_node *parent, list_mark *label)
{
	cmark_node *last = cmark_node_last_child(parent);
	const syntax_block *before = last && syntax_kind_of(last) == SYNTAX_LABELLED
					     ? cmark_node_get_user_data(last)
					     : NULL;
	if (!before || !labelled_follows(&before->label, label))
		return false;
	labelled_settle(label, &before->label);
	return true;
}

/* In prose, a line that looks like an item continues the paragraph; inside an item it may begin a
 * nested list, as in CommonMark. */
static bool may_open_list(cmark_node *parent)
{
	if (cmark_node_get_type(parent) != CMARK_NODE_PARAGRAPH)
		return true;
	cmark_node *around = cmark_node_parent(parent);
	return around && (cmark_node_get_type(around) == CMARK_NODE_ITEM ||
			  cmark_node_get_type(around) == syntax_types[OUR_ITEM]);
}

static cmark_node *open_labelled(cmark_syntax_extension *self, cmark_parser *parser,
				 cmark_node *parent, const unsigned char *input, int first, int end)
{
	syntax *s = cmark_syntax_extension_get_private(self);
	list_mark label;
	if (!may_open_list(parent) ||
	    !labelled_read((const char *)input + first, (size_t)(end - first), &label) ||
	    (!goes_on_with(parent, &label) && !label.counted &&
	     !is_followed(s, parser, &label, next_column(parser, parent, input, first))) ||
	    is_too_deep(s, parser, parent))
		return NULL;
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	int mark = (int)label.length,
	    width = marker_width(input, first + mark - 1, end,
				 cmark_parser_get_first_nonspace_column(parser) + mark - 1);
	block->label = label;
	block->label.name = arena_copy(s->arena, label.name ? label.name : "", label.name_length);
	block->offset = cmark_parser_get_indent(parser) + mark + width;
	cmark_parser_advance_offset(parser, (const char *)input,
				    first + mark - cmark_parser_get_offset(parser), 0);
	cmark_parser_advance_offset(parser, (const char *)input, width, 1);
	cmark_node *n = cmark_parser_add_child(parser, parent, syntax_types[OUR_ITEM], first + 1);
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	return n;
}

/* Drawn tables, whose lines drawn.c has marked */

static cmark_node *open_drawn(cmark_syntax_extension *self, cmark_parser *parser,
			      cmark_node *parent, const unsigned char *input, int first, int end)
{
	syntax *s = cmark_syntax_extension_get_private(self);
	const bool cell = end - first == 3 && input[first + 2] == 'c';
	if (!cell && (end - first != 3 || input[first + 2] != 't'))
		return NULL;
	cmark_node *n = cmark_parser_add_child(
		parser, parent, syntax_types[cell ? OUR_DRAWN_CELL : OUR_DRAWN], first + 1);
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	block->level = (char)input[first + 1];
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	skip_line(parser, input, end);
	return n;
}

/* A mark of a table's own level ends its cell, whatever is open in it; those of the tables in the
 * cell have others. */
static bool drawn_goes_on(cmark_parser *parser, const unsigned char *input, int length,
			  cmark_node *n)
{
	syntax_block *block = cmark_node_get_user_data(n);
	int first = cmark_parser_get_first_nonspace(parser), end = line_length(input, length);
	if (block->closed)
		return false;
	if (end - first != 3 || (char)input[first] != SYNTAX_DRAWN_MARK ||
	    (char)input[first + 1] != block->level)
		return true;
	if (cmark_node_get_type(n) == syntax_types[OUR_DRAWN_CELL])
		return false;
	block->closed = input[first + 2] == 'e';
	if (block->closed)
		skip_line(parser, input, end);
	return true;
}

/* What cmark asks */

cmark_node *syntax_open_block(cmark_syntax_extension *self, int indented, cmark_parser *parser,
			      cmark_node *parent, unsigned char *input, int length)
{
	int first = cmark_parser_get_first_nonspace(parser), end = line_length(input, length);
	if (indented || first >= end)
		return NULL;
	switch (input[first]) {
	case ':':
	case 'T': break;
	case '!':
	case '?':
	case '=': return open_admonition(self, parser, parent, input, first, end);
	case (unsigned char)SYNTAX_DRAWN_MARK:
		return open_drawn(self, parser, parent, input, first, end);
	default: return open_labelled(self, parser, parent, input, first, end);
	}
	cmark_node *n = open_division(self, parser, parent, input, first, end);
	if (!n)
		n = open_caption(parser, parent, input, first, end);
	if (!n)
		n = open_definition(self, parser, parent, input, first, end);
	return n ? n : open_labelled(self, parser, parent, input, first, end);
}

int syntax_block_goes_on(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
			 int length, cmark_node *n)
{
	(void)self;
	if (cmark_node_get_type(n) == syntax_types[OUR_DIVISION])
		return division_goes_on(parser, input, length, n);
	if (cmark_node_get_type(n) == syntax_types[OUR_DRAWN] ||
	    cmark_node_get_type(n) == syntax_types[OUR_DRAWN_CELL])
		return drawn_goes_on(parser, input, length, n);
	const syntax_block *block = cmark_node_get_user_data(n);
	if (cmark_parser_is_blank(parser))
		return true;
	if (cmark_parser_get_indent(parser) < block->offset)
		return false;
	cmark_parser_advance_offset(parser, (const char *)input, block->offset, 1);
	return true;
}

int syntax_can_contain(cmark_syntax_extension *self, cmark_node *n, cmark_node_type child)
{
	(void)self, (void)n;
	return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && child != CMARK_NODE_ITEM;
}

const char *syntax_type_string(cmark_syntax_extension *self, cmark_node *n)
{
	static const char *const names[OUR_TYPES] = {"division", "definition", "admonition",
						     "labelled", "drawn",      "drawn cell"};
	(void)self;
	for (size_t i = 0; i < OUR_TYPES; i++)
		if (cmark_node_get_type(n) == syntax_types[i])
			return names[i];
	return "attributes";
}
