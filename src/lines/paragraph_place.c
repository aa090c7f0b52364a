/* paragraph_place: where in the manuscript a byte of a paragraph's text comes from, for messages.
 * The text is no longer the manuscript's: escapes and entities are resolved, quotation marks and
 * dashes set by the language, spaces inserted. So each inline's text is compared with its source,
 * from its place on. Contract: the place is exact if the two agree up to there, and otherwise
 * before the right one; if places are asked for in rising order, every text is read once. */
#include "lines/paragraph_private.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t character_bytes(const char *text, size_t left)
{
	size_t bytes = 1;

	while (bytes < left && ((unsigned char)text[bytes] & 0xC0) == 0x80)
		bytes++;
	return bytes;
}

static void advance(locator *l, size_t bytes)
{
	for (const char *end = l->from + bytes; l->from < end; l->from++)
		l->where.column += ((unsigned char)*l->from & 0xC0) != 0x80;
}

static size_t run_of(const locator *l, char c, size_t most)
{
	size_t bytes = 0;

	while (bytes < most && l->from + bytes < l->end && l->from[bytes] == c)
		bytes++;
	return bytes;
}

static size_t entity_bytes(const locator *l)
{
	size_t left = (size_t)(l->end - l->from),
	       bytes = left ? strspn(l->from + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJK"
						  "LMNOPQRSTUVWXYZ")
			    : 0;

	return bytes > 1 && bytes + 1 < left && l->from[bytes + 1] == ';' ? bytes + 2 : 0;
}

static bool is_space(const char *text)
{
	return is_blank(*text) || memcmp(text, "\xC2\xA0", 2) == 0 ||
	       (memcmp(text, "\xE2\x80", 2) == 0 && ((unsigned char)text[2] == 0xAF));
}

/* The source's bytes for one character of the text that differs from the source; 0: Platen inserted
 * it. */
static size_t written_bytes(const locator *l, const char *text)
{
	switch (*l->from) {
	case '&': return entity_bytes(l);
	case '-': return run_of(l, '-', 3);
	case '.': return run_of(l, '.', 3);
	case '"':
	case '\'': return is_space(text) ? 0 : 1;
	default: return 0;
	}
}

/* Go over one character of the text; returns its bytes. */
static size_t step(locator *l, const char *text, size_t left)
{
	size_t bytes = character_bytes(text, left), source = (size_t)(l->end - l->from);

	if (source == 0)
		return bytes;
	if (is_space(text)) {
		while (l->from < l->end && is_blank(*l->from))
			advance(l, 1);
		if (l->from < l->end && (size_t)(l->end - l->from) >= bytes &&
		    memcmp(l->from, text, bytes) == 0)
			advance(l, bytes);
	} else if (source >= bytes && memcmp(l->from, text, bytes) == 0) {
		advance(l, bytes);
	} else if (source > bytes && *l->from == '\\' && memcmp(l->from + 1, text, bytes) == 0) {
		advance(l, bytes + 1);
	} else {
		advance(l, written_bytes(l, text));
	}
	return bytes;
}

/* Go to the start of an inline's text. */
static void begin(locator *l)
{
	const origin *o = &l->paragraph->origins[l->origin];
	const char *line;
	size_t length;

	l->where = o->node->place;
	l->at = o->start;
	l->from = l->end = NULL;
	if ((o->node->kind != NODE_TEXT && o->node->kind != NODE_CODE) ||
	    !report_rest(l->report, l->where, &line, &length))
		return;
	l->from = line;
	l->end = line + length;
	if (o->node->kind == NODE_CODE)
		advance(l, run_of(l, '`', length));
}

place paragraph_locate(locator *l, uint32_t offset)
{
	const paragraph *p = l->paragraph;
	size_t before = l->origin;

	if (!p->origin_count)
		return paragraph_place(p);
	if (offset < l->at)
		l->origin = 0;
	while (l->origin + 1 < p->origin_count && p->origins[l->origin + 1].start <= offset)
		l->origin++;
	if (l->origin != before || !l->where.source || offset < l->at)
		begin(l);
	while (l->from && l->at < offset)
		l->at += (uint32_t)step(l, p->text + l->at, offset - l->at);
	return l->where;
}
