/* document: the tree's links, walks and texts. */
#include "base/arena.h"
#include "document/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static arena *a;

static node *make(node *parent, node_kind kind, const char *text)
{
	node *n = node_new(a, kind, (place){0});
	if (text) {
		n->as.text.data = text;
		n->as.text.length = strlen(text);
	}
	if (parent)
		node_append(parent, n);
	return n;
}

static void links_and_unlinks(void **state)
{
	(void)state;
	node *root = make(NULL, NODE_DOCUMENT, NULL), *one = make(root, NODE_PARAGRAPH, NULL),
	     *three = make(root, NODE_PARAGRAPH, NULL);
	node *two = make(NULL, NODE_RULE, NULL), *four = make(NULL, NODE_RULE, NULL);
	node_insert_after(one, two);
	node_insert_after(three, four);
	assert_ptr_equal(one->next, two);
	assert_ptr_equal(two->next, three);
	assert_ptr_equal(three->previous, two);
	assert_ptr_equal(root->last, four);
	node_unlink(two);
	assert_ptr_equal(one->next, three);
	assert_null(two->parent);
	node_unlink(one);
	node_unlink(four);
	assert_ptr_equal(root->first, three);
	assert_ptr_equal(root->last, three);
	node_unlink(three);
	assert_null(root->first);
	assert_null(root->last);
}

static void walks_in_order(void **state)
{
	(void)state;
	node *root = make(NULL, NODE_DOCUMENT, NULL), *quote = make(root, NODE_QUOTE, NULL),
	     *inner = make(quote, NODE_PARAGRAPH, NULL);
	node *text = make(inner, NODE_TEXT, "x"), *rule = make(root, NODE_RULE, NULL);
	assert_ptr_equal(node_after(root, root, false), quote);
	assert_ptr_equal(node_after(quote, root, false), inner);
	assert_ptr_equal(node_after(quote, root, true), rule);
	assert_ptr_equal(node_after(text, root, false), rule);
	assert_null(node_after(text, quote, false));
	assert_null(node_after(rule, root, false));
	assert_null(node_after(quote, quote, true));
}

static void says_its_text(void **state)
{
	(void)state;
	node *item = make(NULL, NODE_ITEM, NULL), *p = make(item, NODE_PARAGRAPH, NULL), *strong;
	make(p, NODE_TEXT, "one");
	make(p, NODE_SOFT_BREAK, NULL);
	strong = make(p, NODE_STRONG, NULL);
	make(strong, NODE_TEXT, "two");
	make(p, NODE_NOTE_MARK, NULL);
	make(p, NODE_CODE, "!");
	p = make(item, NODE_PARAGRAPH, NULL);
	make(p, NODE_TEXT, "three");
	make(p, NODE_IMAGE, NULL)->as.image.alt = " (a cat)";
	assert_string_equal(node_plain_text(a, item), "one two! three (a cat)");
	assert_string_equal(node_plain_text(a, make(NULL, NODE_RULE, NULL)), "");
}

static void makes_text_plain(void **state)
{
	(void)state;
	node *p = make(NULL, NODE_PARAGRAPH, NULL);
	make(p, NODE_TEXT, "soft\u00adhy\u00adphen z.\u00a0B.\u202f\u2009x");
	assert_string_equal(node_plain_text(a, p), "softhyphen z. B.  x");
	assert_string_equal(node_written_text(a, p),
			    "soft\u00adhy\u00adphen z.\u00a0B.\u202f\u2009x");
	assert_true(node_has_words(p));
	p->first->as.text.data = "\u00a0\u00ad \u200b";
	p->first->as.text.length = strlen(p->first->as.text.data);
	assert_false(node_has_words(p));
	make(p, NODE_IMAGE, NULL);
	assert_true(node_has_words(p));
}

static void finishes(void **state)
{
	(void)state;
	document d = {.lang = "lb", .root = make(NULL, NODE_DOCUMENT, NULL)};
	node *division = make(d.root, NODE_DIVISION, NULL),
	     *p = make(division, NODE_PARAGRAPH, NULL);
	node *last = make(d.root, NODE_CODE_BLOCK, NULL);
	division->lang = "fr";
	document_finish(&d);
	assert_int_equal(d.nodes, 4);
	assert_int_equal(p->serial, 2);
	assert_int_equal(last->serial, 3);
	assert_string_equal(p->lang, "fr");
	assert_string_equal(last->lang, "lb");
	assert_string_equal(last->as.text.data, "");
	assert_null(division->classes[0]);
	assert_null(d.authors[0]);
	assert_null(d.sources[0]);
}

static void knows_attributes(void **state)
{
	(void)state;
	static const char *const classes[] = {"one", "two", NULL};
	static const attribute attributes[] = {{.key = "k", .value = "v"}, {.key = NULL}};
	node *n = make(NULL, NODE_SPAN, NULL);
	assert_false(node_has_class(n, "one"));
	assert_null(node_attribute(n, "k"));
	n->classes = classes;
	n->attributes = attributes;
	assert_true(node_has_class(n, "two"));
	assert_false(node_has_class(n, "three"));
	assert_string_equal(node_attribute(n, "k"), "v");
	assert_false(node_is_block(n));
	for (int kind = 0; kind < NODE_KINDS; kind++)
		assert_non_null(node_kind_name((node_kind)kind));
}

static int begin(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_and_unlinks), cmocka_unit_test(walks_in_order),
		cmocka_unit_test(says_its_text),     cmocka_unit_test(makes_text_plain),
		cmocka_unit_test(finishes),          cmocka_unit_test(knows_attributes),
	};
	return cmocka_run_group_tests_name("document", tests, begin, end);
}
