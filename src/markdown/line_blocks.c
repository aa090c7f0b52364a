/* line_blocks: pandoc's "| " before each line, for verse and addresses: line ends are kept, white
 * space at the beginning counts, and a bar alone is an empty line. An indented line without a bar
 * continues the one above. */
#include "markdown/manuscript_private.h"

static bool is_break(const node *n)
{
	return n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK;
}

static bool begins_line(const node *n)
{
	return !n->previous || is_break(n->previous);
}

static bool has_bar(const node *n)
{
	const char *data = n->as.text.data;

	return n->kind == NODE_TEXT && n->as.text.length > 0 && data[0] == '|' &&
	       (n->as.text.length == 1 || data[1] == ' ');
}

static bool ends_in_bar(const node *n)
{
	return n->kind == NODE_TEXT && n->as.text.length > 1 &&
	       n->as.text.data[n->as.text.length - 1] == '|';
}

/* At least two lines begin with a bar, and all others are indented. (A table's row also ends with a
 * bar.) */
static bool is_block(const node *paragraph)
{
	size_t bars = 0;

	if (!paragraph->first || !has_bar(paragraph->first))
		return false;
	for (const node *n = paragraph->first; n; n = n->next) {
		if (is_break(n) && !n->next)
			return false;
		if (!is_break(n) && (!n->next || is_break(n->next)) && ends_in_bar(n))
			return false;
		if (is_break(n) || !begins_line(n))
			continue;
		if (has_bar(n))
			bars++;
		else if (n->place.column <= paragraph->place.column)
			return false;
	}
	return bars > 1;
}

/* Remove the bar with one space after it; each further space becomes a space as wide as a digit,
 * for no-break spaces are not set where a line begins. */
static void take_bar(manuscript *m, node *n)
{
	static const char held[] = "\xE2\x80\x87";
	const char *data = n->as.text.data + 1, *end = data + n->as.text.length - 1;
	const char *text = "";

	data += data < end;
	for (; data < end && *data == ' '; data++)
		text = arena_print(m->arena, "%s%s", text, held);
	text = arena_print(m->arena, "%s%.*s", text, (int)(end - data), data);
	n->as.text.data = *text ? text : held;
	n->as.text.length = strlen(n->as.text.data);
}

void line_blocks_read(manuscript *m, node *paragraph)
{
	if (!is_block(paragraph))
		return;
	for (node *n = paragraph->first; n; n = n->next) {
		if (is_break(n) || !begins_line(n) || !has_bar(n))
			continue;
		if (n->previous)
			n->previous->kind = NODE_HARD_BREAK;
		take_bar(m, n);
	}
}
