/* alerts: GitHub's "> [!NOTE]", MkDocs' "!!! note "Title"", Quarto's "::: {.callout-note}" and the
 * "::: note Title" of Docusaurus and VuePress, as divisions with classes that a style knows. All
 * have the class `note`, and a style may distinguish them. The first block in each is its title, or
 * the language's word for its kind. */
#include "markdown/manuscript_private.h"

#include "document/alert_words.h"
#include "document/words.h"

#include <glib.h>

enum { NAME_MOST = 20 };

/* The names of boxes in other programs, and their classes. `plain`: a division with this name needs
 * no title to be one. */
static const struct {
	const char *name, *class;
	bool plain;
} kinds[] = {
	{"note", "note", true},
	{"tip", "tip", true},
	{"important", "important", true},
	{"warning", "warning", true},
	{"caution", "caution", true},
	{"info", "note", true},
	{"hint", "tip", true},
	{"attention", "caution", true},
	{"danger", "caution", true},
	{"abstract", "note", false},
	{"summary", "note", false},
	{"tldr", "note", false},
	{"todo", "note", false},
	{"seealso", "note", false},
	{"example", "note", false},
	{"exercise", "note", false},
	{"solution", "note", false},
	{"question", "note", false},
	{"help", "note", false},
	{"faq", "note", false},
	{"quote", "note", false},
	{"cite", "note", false},
	{"details", "note", false},
	{"success", "tip", false},
	{"check", "tip", false},
	{"done", "tip", false},
	{"error", "caution", false},
	{"failure", "caution", false},
	{"fail", "caution", false},
	{"missing", "caution", false},
	{"bug", "caution", false},
};

static const char *class_of(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (g_ascii_strcasecmp(name, kinds[i].name) == 0)
			return kinds[i].class;
	return NULL;
}

const char *alerts_kind(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(name, kinds[i].name) == 0)
			return kinds[i].name;
	return NULL;
}

bool alerts_know(const char *name, bool titled)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(name, kinds[i].name) == 0)
			return titled || kinds[i].plain;
	return false;
}

/* The language of a node that is not in its place in the document yet. */
static const char *language_of(manuscript *m, const node *n)
{
	while (n && !n->lang)
		n = n->parent;
	return n ? n->lang : m->document->lang ? m->document->lang : "en";
}

/* A box's default title: in English its own name, in other languages the word for its class. */
static const char *word_for(manuscript *m, const node *division, const char *name)
{
	static const char *const classes[ALERTS] = {"tip", "important", "warning", "caution"};
	const char *lang = language_of(m, division), *class = class_of(name), *word = NULL;

	if (class && !language_is(lang, "en")) {
		for (int i = 0; i < ALERTS; i++)
			if (strcmp(class, classes[i]) == 0)
				word = alert_words_in(lang, (alert_word)i);
		if (strcmp(class, "note") == 0)
			word = words_in(lang, WORD_NOTE);
	}
	if (word)
		return word;
	if (strcmp(name, "seealso") == 0)
		return "See also";
	char *own = arena_copy(m->arena, name, strlen(name));
	for (char *c = own; *c; c++)
		*c = *c == '-' || *c == '_' ? ' ' : g_ascii_tolower(*c);
	*own = g_ascii_toupper(*own);
	return own;
}

static const char *const title_class[] = {"box-title", NULL};

/* A title as the division's first paragraph; `words` holds its inlines. */
static void add_title(manuscript *m, node *division, node *words)
{
	node *paragraph = node_new(m->arena, NODE_PARAGRAPH, division->place),
	     *strong = node_new(m->arena, NODE_STRONG, division->place);

	node_move(words, NULL, NULL, strong);
	node_append(paragraph, strong);
	paragraph->classes = title_class;
	node_put_first(division, paragraph);
}

static void add_word(manuscript *m, node *division, const char *word)
{
	node *words = node_new(m->arena, NODE_SPAN, division->place);

	node_append(words, node_text(m->arena, word, strlen(word), division->place));
	add_title(m, division, words);
}

static void add_class(manuscript *m, node *n, const char *class)
{
	const char *written = arena_print(m->arena, "{.%s}", class);

	attributes_apply(m, n, written, strlen(written), n->place);
}

void alerts_box(manuscript *m, node *division, const char *name, node *title)
{
	const char *class = class_of(name);
	char *own = arena_copy(m->arena, name, strlen(name));

	for (char *c = own; *c; c++)
		*c = g_ascii_tolower(*c);
	add_class(m, division, "note");
	add_class(m, division, class ? class : own);
	if (title && title->first)
		add_title(m, division, title);
	else if (!title)
		add_word(m, division, word_for(m, division, name));
}

void alerts_tab(manuscript *m, node *division, node *title)
{
	if (title->first)
		add_title(m, division, title);
}

/* GitHub's */

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

/* The break at the end of the first line, or NULL. */
static node *first_break(const node *words)
{
	node *n = words->first;
	while (n && n->kind != NODE_SOFT_BREAK && n->kind != NODE_HARD_BREAK)
		n = n->next;
	return n;
}

/* Move the first line of a paragraph into a node of its own. */
static node *take_line(manuscript *m, node *paragraph)
{
	node *words = node_new(m->arena, NODE_SPAN, paragraph->place),
	     *stop = first_break(paragraph);
	node_move(paragraph, NULL, stop, words);
	if (stop)
		node_unlink(stop);
	return words;
}

void alerts_quote(manuscript *m, node *quote, node *paragraph)
{
	node *text = paragraph->first;
	size_t length = text && text->kind == NODE_TEXT ? measure_name(text) : 0;
	if (length == 0 || (paragraph->kind != NODE_PARAGRAPH && !first_break(paragraph)))
		return;
	const char *name = arena_copy(m->arena, text->as.text.data + 2, length);
	quote->kind = NODE_DIVISION;
	text->as.text.data += length + 3;
	text->as.text.length -= length + 3;
	while (text->as.text.length > 0 &&
	       strchr(" -+", *text->as.text.data)) /* Obsidian's folds */
		text->as.text.data++, text->as.text.length--;
	if (text->as.text.length == 0)
		node_unlink(text);
	node *words = take_line(m, paragraph);
	alerts_box(m, quote, name, words->first ? words : NULL);
}

/* Quarto's */

/* The name of a class "callout-name", or NULL. */
static const char *callout_of(const node *division)
{
	static const char callout[] = "callout-";

	for (const char *const *class = division->classes; *class; class ++)
		if (strncmp(*class, callout, sizeof callout - 1) == 0 &&
		    class_of(*class + sizeof callout - 1))
			return *class + sizeof callout - 1;
	return NULL;
}

/* A callout that begins with a heading is titled by it. */
static node *take_heading(manuscript *m, node *division)
{
	node *heading = division->first, *words;

	if (!heading || heading->kind != NODE_HEADING)
		return NULL;
	words = node_new(m->arena, NODE_SPAN, heading->place);
	node_move(heading, NULL, NULL, words);
	node_unlink(heading);
	return words;
}

/* Drop attributes that only say how a web page shows a callout. */
static void drop_looks(manuscript *m, node *division)
{
	static const char *const looks[] = {"collapse", "appearance", "icon"};
	size_t count = 0, pairs = 0, n = 0;

	while (division->classes[count])
		count++;
	while (division->attributes[pairs].key)
		pairs++;
	const char **classes = ARENA_ARRAY(m->arena, count + 1, const char *);
	for (size_t i = 0; i < count; i++)
		if (strncmp(division->classes[i], "callout-", 8) != 0)
			classes[n++] = division->classes[i];
	division->classes = classes;
	attribute *kept = ARENA_ARRAY(m->arena, pairs + 1, attribute);
	n = 0;
	for (size_t i = 0; i < pairs; i++) {
		bool drops = false;
		for (size_t k = 0; k < sizeof looks / sizeof *looks; k++)
			drops = drops || strcmp(division->attributes[i].key, looks[k]) == 0;
		if (!drops)
			kept[n++] = division->attributes[i];
	}
	division->attributes = kept;
}

void alerts_division(manuscript *m, node *division)
{
	const char *title = node_attribute(division, "title"), *name = callout_of(division);

	if (name) {
		node *words = title ? NULL : take_heading(m, division);
		drop_looks(m, division);
		if (title) {
			add_word(m, division, title);
			words = node_new(m->arena, NODE_SPAN, division->place);
		}
		alerts_box(m, division, name, words);
	} else if (title) {
		add_word(m, division, title);
	}
}
