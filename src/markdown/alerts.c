/* alerts: GitHub's "> [!NOTE]", Quarto's "::: {.callout-note}" and a division's title, "::: note
 * Words", as divisions with classes that a style knows. The word is set as the division's first
 * paragraph. */
#include "markdown/manuscript_private.h"

#include <glib.h>

enum { NAME_MOST = 20 };

static void add_title(reader *m, node *division, node *words)
{
	node *paragraph = node_new(m->arena, NODE_PARAGRAPH, division->place),
	     *strong = node_new(m->arena, NODE_STRONG, division->place);
	node_move(words, NULL, NULL, strong);
	node_append(paragraph, strong);
	node_put_first(division, paragraph);
}

void alerts_title(reader *m, node *division, const char *title)
{
	node *words = node_new(m->arena, NODE_SPAN, division->place);
	node_append(words, node_text(m->arena, title, strlen(title), division->place));
	add_title(m, division, words);
}

/* The name in "[!NAME]" at the start of a text; its length, or 0. */
static size_t measure_name(const node *text)
{
	size_t n = 2;
	if (text->as.text.length < 6 || memcmp(text->as.text.data, "[!", 2) != 0)
		return 0;
	while (n < text->as.text.length && n < NAME_MOST && g_ascii_isalpha(text->as.text.data[n]))
		n++;
	return n > 4 && n < text->as.text.length && text->as.text.data[n] == ']' ? n - 2 : 0;
}

void alerts_quote(reader *m, node *quote)
{
	node *paragraph =
		quote->first && quote->first->kind == NODE_PARAGRAPH ? quote->first : NULL;
	node *text = paragraph ? paragraph->first : NULL, *words;
	size_t length = text && text->kind == NODE_TEXT ? measure_name(text) : 0;
	if (length == 0)
		return;
	char *name = arena_copy(m->arena, text->as.text.data + 2, length);
	for (char *c = name; *c; c++)
		*c = g_ascii_tolower(*c);
	const char **classes = ARENA_ARRAY(m->arena, 3, const char *);
	classes[0] = "note"; /* all look like one, and a style may say more of each */
	classes[1] = strcmp(name, "note") == 0 ? NULL : name;
	quote->kind = NODE_DIVISION;
	quote->classes = classes;
	text->as.text.data += length + 3;
	text->as.text.length -= length + 3;
	while (text->as.text.length > 0 &&
	       strchr(" -+", *text->as.text.data)) /* Obsidian's folds */
		text->as.text.data++, text->as.text.length--;
	if (text->as.text.length == 0)
		node_unlink(text);
	node *stop = paragraph->first;
	while (stop && stop->kind != NODE_SOFT_BREAK && stop->kind != NODE_HARD_BREAK)
		stop = stop->next;
	words = node_new(m->arena, NODE_SPAN, quote->place);
	node_move(paragraph, NULL, stop, words);
	if (stop)
		node_unlink(stop);
	if (!paragraph->first)
		node_unlink(paragraph);
	char *title = arena_copy(m->arena, name, length);
	*title = g_ascii_toupper(*title);
	if (words->first)
		add_title(m, quote, words);
	else
		alerts_title(m, quote, title);
}

/* The name of a class "callout-name", or NULL. */
static const char *callout_of(const char *class)
{
	static const char callout[] = "callout-";
	return strncmp(class, callout, sizeof callout - 1) == 0 ? class + sizeof callout - 1 : NULL;
}

void alerts_division(reader *m, node *division)
{
	const char *title = node_attribute(division, "title");
	size_t count = 0;
	while (division->classes[count])
		count++;
	const char **classes = ARENA_ARRAY(m->arena, 2 * count + 1, const char *);
	for (size_t i = 0, n = 0; i < count; i++) {
		const char *name = callout_of(division->classes[i]);
		if (name && strcmp(name, "note") != 0)
			classes[n++] = "note";
		classes[n++] = name ? name : division->classes[i];
		if (name && *name && !title) {
			char *word = arena_copy(m->arena, name, strlen(name));
			*word = g_ascii_toupper(*word);
			title = word;
		}
	}
	division->classes = classes;
	if (title)
		alerts_title(m, division, title);
}
