/* taken: checks that all words of the parser's tree were read. Each node with words is marked when
 * it is read; what is unmarked at the end is TEXT_LOST. (layout/conserve.c follows the words from
 * the document to the pages.)
 *
 * Raw inlines are not marked, since each becomes a node of the document, and neither is the
 * prelude, which Platen itself adds. */
#include "markdown/taken.h"

#include "base/unicode.h"

static bool holds_words(cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);

	return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
	       type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK;
}

void taken_mark(cmark_node *n)
{
	static char mark;

	cmark_node_set_user_data(n, &mark);
}

void taken_mark_below(cmark_node *block)
{
	cmark_iter *at = cmark_iter_new(block);

	while (cmark_iter_next(at) != CMARK_EVENT_DONE)
		if (holds_words(cmark_iter_get_node(at)))
			taken_mark(cmark_iter_get_node(at));
	cmark_iter_free(at);
}

/* The line of the nearest block that has one; cells and what an extension made may have none. */
static int line_of(cmark_node *n)
{
	while (n && cmark_node_get_start_line(n) == 0)
		n = cmark_node_parent(n);
	return n ? cmark_node_get_start_line(n) : 0;
}

static void lose(manuscript *m, passage *p, cmark_node *n)
{
	enum { WORDS_MOST = 60 };
	const char *words = cmark_node_get_literal(n);
	int line = line_of(n) - p->prelude;

	if (line < 1 || !words[strspn(words, " \t\r\n")])
		return;
	report_at(m->report, REPORT_TEXT_LOST,
		  text_place(p, (size_t)line <= p->lines ? p->starts[line - 1] : 0),
		  "this text was not read: '%.*s'; the fault is Platen's, please report it with "
		  "the manuscript",
		  (int)unicode_cut(words, strnlen(words, WORDS_MOST)), words);
}

void taken_check(manuscript *m, passage *p, cmark_node *root)
{
	if (report_errors(m->report) > 0) /* after an error a text may not be read to its end */
		return;
	cmark_iter *at = cmark_iter_new(root);
	while (cmark_iter_next(at) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(at);
		if (holds_words(n) && !cmark_node_get_user_data(n))
			lose(m, p, n);
	}
	cmark_iter_free(at);
}
