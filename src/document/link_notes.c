/* link_notes: each link of the text that has an address worth printing gets a note of its own: a
 * reader should find it on the page, so that an address mentioned twice is noted twice. One that
 * the link's own words show needs none: readers know what "www.debian.org" is without its
 * "http://", and with or without a slash behind it. */
#include "document/link_notes.h"

#include "base/arena.h"

#include <string.h>
#include <strings.h>

const char *link_notes_address(const char *url)
{
	return strncmp(url, "mailto:", 7) == 0 ? url + 7 : url;
}

/* An address without what no reader needs to find it: its scheme, and a slash at its end. */
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

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* Do the words go on with what belongs to an address, before or behind it? Then they show another
 * one. */
static bool is_part(const char *words, const char *start, const char *end)
{
	bool scheme = start - words >= 3 && memcmp(start - 3, "://", 3) == 0;
	bool before =
		start > words && !scheme && (is_letter(start[-1]) || strchr(".-_/@", start[-1]));
	size_t joints = strspn(end, ".-_/?#&=%@:");

	return before || is_letter(end[joints]);
}

/* Hosts are the same in capitals, and what is behind them nearly always. An address that is longer
 * than any that people read is looked for at the start alone, lest the search cost the square of a
 * length. */
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
