/* link_notes: each link of the text that has an address worth printing gets a note of its own: a reader should find it on the
 * page, so that an address mentioned twice is noted twice. */
#include "input/link_notes.h"

#include "ground/arena.h"

#include <string.h>

const char *link_notes_address(const char *url)
{
	return strncmp(url, "mailto:", 7) == 0 ? url + 7 : url;
}

bool link_notes_wanted(arena *scratch, const node *link)
{
	const char *url = link->as.link.url;

	if (link->kind != NODE_LINK || link->as.link.target || !url || !*url || node_has_class(link, "screen"))
		return false;
	const char *words = node_plain_text(scratch, link);
	return strcmp(words, url) != 0 && strcmp(words, link_notes_address(url)) != 0;
}

/* A note whose only words are the address, which is live as the link itself is. */
static node *make_note(arena *a, const node *link)
{
	node *note = node_new(a, NODE_NOTE, link->place), *paragraph = node_new(a, NODE_PARAGRAPH, link->place);
	node *again = node_new(a, NODE_LINK, link->place), *words = node_new(a, NODE_TEXT, link->place);
	const char *address = link_notes_address(link->as.link.url);

	note->lang = link->lang;
	again->as.link.url = link->as.link.url;
	words->as.text.data = address;
	words->as.text.length = strlen(address);
	node_append(again, words);
	node_append(paragraph, again);
	node_append(note, paragraph);
	return note;
}

void link_notes_add(arena *a, arena *scratch, document *d)
{
	for (node *n = d->root->first, *next; n && n->kind != NODE_NOTE; n = next) {
		next = node_after(n, d->root, false);
		if (!link_notes_wanted(scratch, n))
			continue;
		node *mark = node_new(a, NODE_NOTE_MARK, n->place);
		mark->as.mark.note = make_note(a, n);
		node_insert_after(n, mark);
	}
	arena_reset(scratch);
	document_order_notes(d);
	document_finish(d, a);
}
