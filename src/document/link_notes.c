/* link_notes: each link of the text with an address worth printing gets a note of its own, so that
 * readers find it on the same page; an address that is mentioned twice has two notes. An address
 * that the link's words show needs none: "www.debian.org" is clear without its "http://", and with
 * or without a slash at the end. */
#include "document/link_notes.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

const char *link_notes_address(const char *url)
{
	return strncmp(url, "mailto:", 7) == 0 ? url + 7 : url;
}

/* An address without its scheme and without a slash at its end. */
static const char *bare(const char *url, size_t *size)
{
	static const char *const schemes[] = {"https://", "http://", "ftp://",
					      "//",       "mailto:", "tel:"};

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0) {
			url += strlen(schemes[i]);
			break;
		}
	*size = strlen(url);
	*size -= *size > 0 && url[*size - 1] == '/';
	return url;
}

static bool is_part_of_word(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

/* Does more of an address come before or after it? Then the words show a different one. */
static bool is_part(const char *words, const char *start, const char *end)
{
	bool scheme = start - words >= 3 && memcmp(start - 3, "://", 3) == 0;
	bool before = start > words && !scheme &&
		      (is_part_of_word(start[-1]) || strchr(".-_/@", start[-1]));
	size_t joints = strspn(end, ".-_/?#&=%@:");

	return before || is_part_of_word(end[joints]);
}

/* Hosts ignore case, and paths nearly always do. An address longer than anyone would read is looked
 * for at the start only, or the search would be quadratic. */
static bool shows(const char *words, const char *url)
{
	enum { LONGEST = 1000 };
	size_t size, length = strlen(words);
	const char *address = bare(url, &size);

	if (size > LONGEST)
		return strncasecmp(bare(words, &length), address, size) == 0;
	for (size_t at = 0; at + size <= length; at++)
		if (strncasecmp(words + at, address, size) == 0 &&
		    !is_part(words, words + at, words + at + size))
			return true;
	return false;
}

bool link_notes_wanted(arena *scratch, const node *link)
{
	const char *url = link->as.link.url;

	if (link->kind != NODE_LINK || link->as.link.target || !url || !*url ||
	    node_has_class(link, "screen"))
		return false;
	return !shows(node_plain_text(scratch, link), url);
}

/* A note whose only words are the address, which is live as the link itself is. */
static node *make_note(arena *a, const node *link)
{
	node *note = node_new(a, NODE_NOTE, link->place),
	     *paragraph = node_new(a, NODE_PARAGRAPH, link->place);
	node *again = node_new(a, NODE_LINK, link->place),
	     *words = node_new(a, NODE_TEXT, link->place);
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

void link_notes_add(arena *a, arena *scratch, document *d, bool at_end)
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
	document_order_notes(d, at_end);
	document_finish(d);
}
