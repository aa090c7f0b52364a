/* syntax: cmark-gfm, the extension that teaches it the dialect, and its inlines: cmark asks whether
 * there is one at a character (match_inline). Its blocks are in syntax_blocks.c. */
#include "markdown/syntax_private.h"

#include "markdown/manuscript_private.h"
#include "markdown/math.h"

#include <glib.h>
#include <stdlib.h>

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

/* Inlines */

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
	bool kramdown = cmark_inline_parser_peek_at(parser, start + 1) == ':';
	if (before && strchr(kramdown ? ")]>`*_~}" : ")]>`}", before))
		return true;
	if (kramdown && (before == '\n' || before == '\0')) /* a line of its own */
		return false;
	bool heading = cmark_node_get_type(parent) == CMARK_NODE_HEADING;
	/* a caption may have been taken for a definition */
	cmark_node *around = cmark_node_parent(parent);
	bool definition = around && cmark_node_get_type(around) == syntax_types[OUR_DEFINITION];
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
	for (size_t i = 0; i < OUR_TYPES && syntax_types[OUR_TYPES - 1] == 0; i++)
		syntax_types[i] = cmark_syntax_extension_add_node(0);
	cmark_syntax_extension_set_private(e, s, NULL);
	cmark_syntax_extension_set_open_block_func(e, syntax_open_block);
	cmark_syntax_extension_set_match_block_func(e, syntax_block_goes_on);
	cmark_syntax_extension_set_can_contain_func(e, syntax_can_contain);
	cmark_syntax_extension_set_get_type_string_func(e, syntax_type_string);
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
	s->text = text;
	s->end = text + length;
	s->next = text;
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
	s->line = 1;
	for (size_t i = 0; i < options->prelude_length; i++)
		s->line += options->prelude[i] == '\n';
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
