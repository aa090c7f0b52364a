/* syntax: cmark-gfm and the extension that teaches it the dialect's own blocks and
 * inlines. cmark asks an extension three things: may a block open on this line (open_block), does
 * an open block go on with this line (block_goes_on), and is there an inline at this character
 * (match_inline). */
#include "markdown/syntax.h"

#include "markdown/manuscript_private.h"
#include "markdown/math.h"

#include <cmark-gfm-extension_api.h>
#include <glib.h>
#include <stdlib.h>

struct syntax {
	arena *arena;
	int too_deep; /* the first line that opens a division too many, or 0 */
	cmark_parser *parser;
	cmark_syntax_extension *extension;
	cmark_node *root;
};

/* Node types are numbers that cmark gives out once a process. */
static cmark_node_type division_type, definition_type;

/* cmark would abort when memory runs out; report it as any other failure of the machine. */
static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (!memory)
		report_die(1, "out of memory while parsing the manuscript");
	return memory;
}

static void *reallocate(void *memory, size_t size)
{
	memory = realloc(memory, size);
	if (!memory)
		report_die(1, "out of memory while parsing the manuscript");
	return memory;
}

static cmark_mem memory = {allocate, reallocate, free};

/* The memory of a parse is a pool that is freed at once: a tree has millions of small parts, and to
 * free each would take as long as to read them. cmark's calls name no parse, so parses that overlap
 * share the pool. */
static struct {
	arena *arena;
	size_t parses;
} pool;

/* Comes before the bytes that cmark sees. */
typedef struct pooled {
	size_t bytes; /* this included */
	_Alignas(16) char data[];
} pooled;

static void *pool_allocate(size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes) ||
	    __builtin_add_overflow(bytes, sizeof(pooled), &bytes))
		report_die(1, "out of memory while parsing the manuscript");
	pooled *p = arena_alloc(pool.arena, bytes);
	p->bytes = bytes;
	return p->data;
}

static void *pool_reallocate(void *given, size_t size)
{
	if (!given)
		return pool_allocate(1, size);
	pooled *p = (pooled *)((char *)given - offsetof(pooled, data));
	size_t bytes = p->bytes;
	p = arena_grow(pool.arena, p, bytes, &bytes, size + sizeof *p, 1);
	p->bytes = bytes;
	return p->data;
}

static void pool_free(void *given)
{
	(void)given;
}

static cmark_mem pool_memory = {pool_allocate, pool_reallocate, pool_free};

/* Divisions */

/* Bytes of the line without white space at its end. */
static int line_length(const unsigned char *input, int length)
{
	while (length > 0 && g_ascii_isspace(input[length - 1]))
		length--;
	return length;
}

/* How many colons begin a line, if they make a fence; else 0. */
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

/* Every closing fence asks every open division, so there may not be any number of them. */
static bool is_too_deep(syntax *s, cmark_parser *parser, cmark_node *parent)
{
	int depth = 0;
	for (cmark_node *n = parent; n && depth < DEPTH_MOST; n = cmark_node_parent(n))
		depth += cmark_node_get_type(n) == division_type;
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
	cmark_node *n = cmark_parser_add_child(parser, parent, division_type, first + 1);
	syntax_block *block = ARENA_NEW(s->arena, syntax_block);
	block->words = arena_copy(s->arena, (const char *)input + start, (size_t)(stop - start));
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	skip_line(parser, input, end);
	return n;
}

/* Is the last leaf below a division still open to a line of colons? Code is as long as its end is
 * unknown, and so are comments and what HTML begins with <script>, <pre> or <style>. */
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
		if (type == division_type && !((syntax_block *)cmark_node_get_user_data(n))->closed)
			return column >= cmark_node_get_start_column(n);
		if (type == division_type)
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
	return type == CMARK_NODE_PARAGRAPH || type == definition_type;
}

/* Columns of white space after the colon: as after a list's bullet, five and more begin indented
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
	cmark_node *n = cmark_parser_add_child(parser, parent, definition_type, first + 1);
	cmark_node_set_syntax_extension(n, self);
	cmark_node_set_user_data(n, block);
	return n;
}

/* A caption right under a table's last row would be one more row. */
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

/* What cmark asks */

static cmark_node *open_block(cmark_syntax_extension *self, int indented, cmark_parser *parser,
			      cmark_node *parent, unsigned char *input, int length)
{
	int first = cmark_parser_get_first_nonspace(parser), end = line_length(input, length);
	if (indented || first >= end || (input[first] != ':' && input[first] != 'T'))
		return NULL;
	cmark_node *n = open_division(self, parser, parent, input, first, end);
	if (!n)
		n = open_caption(parser, parent, input, first, end);
	return n ? n : open_definition(self, parser, parent, input, first, end);
}

static int block_goes_on(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
			 int length, cmark_node *n)
{
	(void)self;
	if (cmark_node_get_type(n) == division_type)
		return division_goes_on(parser, input, length, n);
	const syntax_block *block = cmark_node_get_user_data(n);
	if (cmark_parser_is_blank(parser))
		return true;
	if (cmark_parser_get_indent(parser) < block->offset)
		return false;
	cmark_parser_advance_offset(parser, (const char *)input, block->offset, 1);
	return true;
}

static int can_contain(cmark_syntax_extension *self, cmark_node *n, cmark_node_type child)
{
	(void)self, (void)n;
	return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && child != CMARK_NODE_ITEM;
}

static const char *type_string(cmark_syntax_extension *self, cmark_node *n)
{
	(void)self;
	return cmark_node_get_type(n) == division_type     ? "division"
	       : cmark_node_get_type(n) == definition_type ? "definition"
							   : "attributes";
}

static bool ends_here(cmark_inline_parser *parser, int at)
{
	while (g_ascii_isspace(cmark_inline_parser_peek_at(parser, at)))
		at++;
	return cmark_inline_parser_peek_at(parser, at) == '\0';
}

static bool begins_with(cmark_inline_parser *parser, const char *words)
{
	for (int i = 0; words[i]; i++)
		if (cmark_inline_parser_peek_at(parser, i) != (unsigned char)words[i])
			return false;
	return true;
}

/* Attributes belong to a link, an image, code or bracketed words right before them, or end a
 * heading or a table's caption. */
static bool has_owner(cmark_node *parent, cmark_inline_parser *parser, int start, int end)
{
	unsigned char before = start > 0 ? cmark_inline_parser_peek_at(parser, start - 1) : 0;
	if (before && strchr(")]>`", before))
		return true;
	bool heading = cmark_node_get_type(parent) == CMARK_NODE_HEADING;
	/* a caption may have been taken for a definition */
	cmark_node *around = cmark_node_parent(parent);
	bool definition = around && cmark_node_get_type(around) == definition_type;
	return ends_here(parser, end) && (heading || definition || begins_with(parser, "Table:") ||
					  begins_with(parser, ": "));
}

/* The text from the parser's place on, up to a limit, to the next such character (not with it)
 * after `least` bytes; its length. */
static size_t peek(cmark_inline_parser *parser, char *text, size_t most, char stop, size_t least)
{
	int start = cmark_inline_parser_get_offset(parser);
	size_t length = 0;
	for (; length < most; length++) {
		text[length] = (char)cmark_inline_parser_peek_at(parser, start + (int)length);
		if (!text[length] || (length >= least && text[length] == stop))
			break;
	}
	return length;
}

/* An inline of ours over the next bytes. It is of a kind that tables' cells may hold, too; cmark
 * would lose any other there. */
static cmark_node *take(syntax *s, cmark_inline_parser *parser, const char *text, size_t size,
			bool is_math)
{
	syntax_inline *found = ARENA_NEW(s->arena, syntax_inline);
	*found = (syntax_inline){is_math, arena_copy(s->arena, text, size), size,
				 cmark_inline_parser_get_line(parser),
				 cmark_inline_parser_get_column(parser)};
	cmark_node *n = cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE, &pool_memory);
	cmark_node_set_user_data(n, found);
	cmark_inline_parser_set_offset(parser, cmark_inline_parser_get_offset(parser) + (int)size);
	return n;
}

static cmark_node *match_attributes(syntax *s, cmark_node *parent, cmark_inline_parser *parser)
{
	char text[ATTRIBUTES_MOST];
	int start = cmark_inline_parser_get_offset(parser);
	const char *why;
	size_t length = peek(parser, text, sizeof text, '{', 1);
	size_t size = attributes_measure(text, length, &why);
	return size > 0 && has_owner(parent, parser, start, start + (int)size)
		       ? take(s, parser, text, size, false)
		       : NULL;
}

static cmark_node *match_math(syntax *s, cmark_inline_parser *parser)
{
	char text[MATH_MOST + 2];
	int start = cmark_inline_parser_get_offset(parser);
	char before = start > 0 ? (char)cmark_inline_parser_peek_at(parser, start - 1) : '\0';
	bool display = cmark_inline_parser_peek_at(parser, start + 1) == '$';
	size_t length = peek(parser, text, MATH_MOST, '$', display ? 2 : 1);
	for (int i = 0; i < 2 && length < sizeof text; i++) { /* the dollar, and what follows it */
		char c = (char)cmark_inline_parser_peek_at(parser, start + (int)length);
		if (!c)
			break;
		text[length++] = c;
	}
	size_t size = math_measure(text, length, before);
	return size > 0 ? take(s, parser, text, size, true) : NULL;
}

/* cmark asks at every character that means something to any extension. */
static cmark_node *match_inline(cmark_syntax_extension *self, cmark_parser *block_parser,
				cmark_node *parent, unsigned char character,
				cmark_inline_parser *parser)
{
	syntax *s = cmark_syntax_extension_get_private(self);
	(void)block_parser;
	switch (character) {
	case '{': return match_attributes(s, parent, parser);
	case '$': return match_math(s, parser);
	default: return NULL;
	}
}

/* The parser */

static cmark_syntax_extension *extension_new(syntax *s)
{
	cmark_syntax_extension *e = cmark_syntax_extension_new("platen");
	if (division_type == 0) {
		division_type = cmark_syntax_extension_add_node(0);
		definition_type = cmark_syntax_extension_add_node(0);
	}
	cmark_syntax_extension_set_private(e, s, NULL);
	cmark_syntax_extension_set_open_block_func(e, open_block);
	cmark_syntax_extension_set_match_block_func(e, block_goes_on);
	cmark_syntax_extension_set_can_contain_func(e, can_contain);
	cmark_syntax_extension_set_get_type_string_func(e, type_string);
	cmark_syntax_extension_set_match_inline_func(e, match_inline);
	/* cmark frees the list with this one */
	cmark_mem *plain = cmark_get_default_mem_allocator();
	cmark_syntax_extension_set_special_inline_chars(
		e, cmark_llist_append(plain, cmark_llist_append(plain, NULL, (void *)'{'),
				      (void *)'$'));
	return e;
}

syntax *syntax_parse(arena *a, const char *text, size_t length, const syntax_options *options)
{
	*cmark_get_default_mem_allocator() =
		memory; /* its own, which extensions are registered with, aborts */
	cmark_gfm_core_extensions_ensure_registered();
	if (pool.parses++ == 0)
		pool.arena = arena_new();
	syntax *s = ARENA_NEW(a, syntax);
	s->arena = a;
	s->extension = extension_new(s);
	s->parser =
		cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS, &pool_memory);
	/* before tables, which take any line */
	cmark_parser_attach_syntax_extension(s->parser, s->extension);
	cmark_parser_attach_syntax_extension(s->parser,
					     cmark_find_syntax_extension("strikethrough"));
	cmark_parser_attach_syntax_extension(s->parser, cmark_find_syntax_extension("tasklist"));
	if (options->tables)
		cmark_parser_attach_syntax_extension(s->parser,
						     cmark_find_syntax_extension("table"));
	if (options->autolinks)
		cmark_parser_attach_syntax_extension(s->parser,
						     cmark_find_syntax_extension("autolink"));
	cmark_parser_feed(s->parser, options->prelude, options->prelude_length);
	cmark_parser_feed(s->parser, text, length);
	s->root = cmark_parser_finish(s->parser);
	return s;
}

cmark_node *syntax_root(const syntax *s)
{
	return s->root;
}

int syntax_too_deep(const syntax *s)
{
	return s->too_deep;
}

void syntax_free(syntax *s)
{
	cmark_syntax_extension_free(cmark_get_default_mem_allocator(), s->extension);
	if (--pool.parses == 0)
		arena_free(pool.arena);
}

const syntax_block *syntax_block_of(cmark_node *n)
{
	return cmark_node_get_user_data(n);
}

const syntax_inline *syntax_inline_of(cmark_node *n)
{
	return cmark_node_get_user_data(n);
}

/* What cmark makes of one entity, or NULL where it is none. */
static const char *entity(arena *a, const char *text, size_t length)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_feed(parser, text, length);
	cmark_node *root = cmark_parser_finish(parser), *first = cmark_node_first_child(root);
	cmark_node *words = first ? cmark_node_first_child(first) : NULL;
	const char *found = words ? cmark_node_get_literal(words) : NULL;

	found = found && (strlen(found) != length || memcmp(found, text, length) != 0)
			? arena_copy(a, found, strlen(found))
			: NULL;
	cmark_node_free(root);
	cmark_parser_free(parser);
	return found;
}

const char *syntax_unescape(arena *a, const char *text, size_t length, bool marked, size_t *size)
{
	enum { ENTITY_MOST = 34 };
	char *to = arena_alloc(a, 2 * length + 1); /* no entity's characters are longer than it */
	size_t n = 0;

	for (size_t at = 0; at < length;) {
		size_t end = at + 1;
		while (text[at] == '&' && end < length && end - at < ENTITY_MOST &&
		       (g_ascii_isalnum(text[end]) || text[end] == '#'))
			end++;
		bool is_entity = text[at] == '&' && end < length && text[end] == ';';
		const char *found = is_entity ? entity(a, text + at, end + 1 - at) : NULL;
		if (!found) {
			to[n++] = text[at++];
			continue;
		}
		if (marked && g_ascii_ispunct(*found))
			to[n++] = ESCAPED;
		memcpy(to + n, found, strlen(found));
		n += strlen(found);
		at = end + 1;
	}
	to[n] = '\0';
	*size = n;
	return to;
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
		return type == division_type     ? SYNTAX_DIVISION
		       : type == definition_type ? SYNTAX_DEFINITION
						 : extension_kind(n);
	}
}
