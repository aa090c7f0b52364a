/* link_notes: which links get a note, where their marks are, and how all notes are numbered
 * then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "document/document.h"
#include "document/link_notes.h"

#include <string.h>

static arena *memory, *scratch;
static document *text;

static int set_up(void **state)
{
	(void)state;
	memory = arena_new();
	scratch = arena_new();
	text = ARENA_NEW(memory, document);
	text->root = node_new(memory, NODE_DOCUMENT, (place){0});
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(memory);
	arena_free(scratch);
	return 0;
}

static node *under(node *parent, node_kind kind)
{
	node *n = node_new(memory, kind, (place){0});
	node_append(parent, n);
	return n;
}

static void words(node *parent, const char *said)
{
	node *n = under(parent, NODE_TEXT);
	n->as.text.data = said;
	n->as.text.length = strlen(said);
}

static node *link_to(node *parent, const char *url, const char *said)
{
	node *n = under(parent, NODE_LINK);
	n->as.link.url = url;
	words(n, said);
	return n;
}

static node *mark_of(node *parent, node *note)
{
	node *n = under(parent, NODE_NOTE_MARK);
	n->as.mark.note = note;
	return n;
}

static void addresses_that_are_said_need_no_note(void **state)
{
	(void)state;
	node *p = under(text->root, NODE_PARAGRAPH);
	node *inside = link_to(p, "#a", "inside"), *screen = link_to(p, "https://b.org", "Back");
	static const char *const classes[] = {"screen", NULL};
	inside->as.link.target = p;
	screen->classes = classes;
	link_to(p, "https://a.org", "https://a.org");
	link_to(p, "mailto:me@a.org", "me@a.org");
	link_to(p, "", "nowhere");
	document_finish(text);
	link_notes_add(memory, scratch, text, false);
	assert_ptr_equal(text->root->first, text->root->last);
	assert_null(inside->next->as.link.target);
	assert_int_equal(screen->next->kind, NODE_LINK);
}

static void addresses_are_known_again_in_other_dress(void **state)
{
	(void)state;
	static const struct {
		const char *url, *said;
		bool wanted;
	} cases[] = {
		{"http://www.debian.org", "www.debian.org", false},
		{"https://www.debian.org/", "www.debian.org", false},
		{"https://www.debian.org", "https://www.debian.org/", false},
		{"https://www.debian.org/", "http://www.debian.org", false},
		{"https://www.Debian.org/", "see www.debian.org, please", false},
		{"//a.org/x", "a.org/x", false},
		{"mailto:me@a.org", "mailto:me@a.org", false},
		{"MAILTO:me@a.org", "Me (me@a.org)", false},
		{"tel:+352123", "+352123", false},
		{"https://a.org/x", "a.org", true},
		{"https://a.org", "a.org/x", true},
		{"https://a.org", "a.org.uk", true},
		{"https://a.org", "www.a.org", true},
		{"https://a.org", "banana.org", true},
		{"mailto:e@a.org", "me@a.org", true},
		{"https://www.debian.org", "Debian", true},
		{"https://", "https://", false},
	};
	node *p = under(text->root, NODE_PARAGRAPH);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		node *n = link_to(p, cases[i].url, cases[i].said);
		if (link_notes_wanted(scratch, n) != cases[i].wanted)
			fail_msg("[%s](%s)", cases[i].said, cases[i].url);
	}
}

static void notes_are_numbered_in_the_order_of_their_marks(void **state)
{
	(void)state;
	node *p = under(text->root, NODE_PARAGRAPH), *own = node_new(memory, NODE_NOTE, (place){0});
	node *first = link_to(p, "https://a.org", "A"), *mark = mark_of(p, own),
	     *last = link_to(p, "mailto:me@a.org", "me");
	words(under(own, NODE_PARAGRAPH), "own");
	link_to(own->first, "https://in.note", "in the note");
	document_order_notes(text, false);
	document_finish(text);
	assert_int_equal(own->as.note.number, 1);
	link_notes_add(memory, scratch, text, false);

	assert_int_equal(first->next->kind, NODE_NOTE_MARK);
	assert_int_equal(first->next->as.mark.number, 1);
	assert_int_equal(mark->as.mark.number, 2);
	assert_int_equal(last->next->as.mark.number, 3);
	assert_int_equal(own->as.note.marks, 1);
	assert_ptr_equal(own->as.note.first_mark, mark);
	const node *note = text->root->first->next;
	assert_string_equal(node_plain_text(memory, note), "https://a.org");
	assert_ptr_equal(note->next, own);
	assert_string_equal(node_plain_text(memory, own->next), "me@a.org");
	assert_null(own->next->next);
	assert_null(own->first->last->next); /* a link in a note has none */
	uint32_t serial = 0;
	for (const node *n = text->root; n; n = node_after(n, text->root, false))
		assert_int_equal(n->serial, serial++);
	assert_int_equal(text->nodes, serial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(addresses_that_are_said_need_no_note, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(addresses_are_known_again_in_other_dress, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(notes_are_numbered_in_the_order_of_their_marks,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
