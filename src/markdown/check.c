/* check: what depends on the whole document: levels and numbers of headings, figures and tables. */
#include "document/numbers.h"
#include "markdown/foreign.h"

/* Parts are above all levels. */
static int least_level(const node *root)
{
	int least = 6;
	for (const node *n = root; n; n = node_after(n, root, false))
		if (n->kind == NODE_HEADING && !node_has_class(n, "part") &&
		    n->as.heading.level < least)
			least = n->as.heading.level;
	return least;
}

/* Does a text say where its main matter begins? Then front matter comes before that. */
static bool has_main(const node *root)
{
	for (const node *n = root->first; n; n = n->next)
		if (n->kind == NODE_MATTER && n->as.matter.begins == MATTER_MAIN)
			return true;
	return false;
}

static const char *print_number(manuscript *m, const int *counts, int first, int level,
				bool letters)
{
	const char *text = letters ? numbers_letters(m->arena, counts[first])
				   : arena_print(m->arena, "%d", counts[first]);
	for (int i = first + 1; i <= level; i++)
		text = arena_print(m->arena, "%s.%d", text, counts[i]);
	return text;
}

/* Has a heading nothing to read, or only images that are decoration? */
static bool is_empty(manuscript *m, const node *heading)
{
	const char *text;
	if (!node_has_words(heading))
		return true;
	for (const node *n = heading->first; n; n = node_after(n, heading, false))
		if (n->kind == NODE_IMAGE) {
			text = node_plain_text(m->scratch, heading);
			return text[strspn(text, " ")] == '\0';
		}
	return false;
}

/* Headings that are being numbered. Appendices count by themselves. */
typedef struct heading_count {
	int counts[2][8];   /* of the text, of appendices */
	int first, without; /* the highest level; the level below which there are no numbers */
	int lettered;       /* the level of the heading that an appendix began with, or 7 */
	int parts;
	matter matter;
} heading_count;

/* An appendix is a heading of the highest level after \appendix, or one of the class `appendix`,
 * with all below it. */
static bool is_appendix(heading_count *c, const node *n)
{
	int level = n->as.heading.level;
	if (level <= c->lettered)
		c->lettered = node_has_class(n, "appendix") ? level : 7;
	return c->lettered < 7 || c->matter == MATTER_APPENDIX;
}

static void number_heading(manuscript *m, heading_count *c, node *n)
{
	int level = n->as.heading.level;
	bool appendix = is_appendix(c, n), sections = m->document->number_sections;
	if (level <= c->without)
		c->without = node_has_class(n, "unnumbered") || c->matter == MATTER_FRONT ||
					     c->matter == MATTER_BACK
				     ? level
				     : 7;
	if (c->without < 7)
		return;
	if (node_has_class(n, "part")) {
		if (sections)
			n->as.heading.number = numbers_roman(m->arena, ++c->parts, true);
		return;
	}
	int first = appendix && c->lettered < 7 ? c->lettered : c->first;
	n->as.heading.appendix = appendix;
	int *counts = c->counts[appendix];
	counts[level]++;
	for (int i = level + 1; i < 8; i++)
		counts[i] = 0;
	/* appendices have letters even where nothing else is numbered */
	if (sections || (appendix && level == first))
		n->as.heading.number = print_number(m, counts, first, level, appendix);
}

/* Headings below an unnumbered one have no number either. */
static void number_headings(manuscript *m)
{
	const node *root = m->document->root;
	heading_count c = {.first = least_level(root),
			   .without = 7,
			   .lettered = 7,
			   .matter = has_main(root) ? MATTER_FRONT : MATTER_MAIN};
	for (node *n = m->document->root; n; n = node_after(n, root, false))
		if (n->kind == NODE_MATTER)
			c.matter = n->as.matter.begins;
		else if (n->kind == NODE_HEADING && !is_empty(m, n))
			number_heading(m, &c, n);
}

static void check_levels(manuscript *m)
{
	const node *root = m->document->root, *above = NULL;
	int before = root->first && root->first->kind == NODE_TITLE;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		int level = n->as.heading.level;
		if (is_empty(m, n))
			report_at(m->report, REPORT_HEADING_EMPTY, n->place,
				  "the heading has no words, so it has no number and no line in "
				  "the contents; write some, or take it out");
		if (level > before + 1 && !above)
			report_at(m->report, REPORT_HEADING_SKIPPED, n->place,
				  "the first heading is of level %d, as if a part of the text were "
				  "missing; write it with one '#'%s, and those below "
				  "it to match",
				  level, before ? " or, below the title, two" : "");
		else if (level > before + 1)
			report_at(m->report, REPORT_HEADING_SKIPPED, n->place,
				  "a heading of level %d follows one of level %d; write it with %d "
				  "'#', or insert the level between",
				  level, before, before + 1);
		before = level;
		above = n;
	}
}

static bool has_caption(const node *n)
{
	for (const node *child = n->first; child && child->kind != NODE_ROW; child = child->next)
		if (child->kind == NODE_CAPTION)
			return !node_has_class(n, "unnumbered");
	return false;
}

/* The figure that a figure is part of, or NULL. */
static const node *figure_around(const node *n)
{
	for (n = n->parent; n; n = n->parent)
		if (n->kind == NODE_FIGURE)
			return n->as.figure.number ? n : NULL;
	return NULL;
}

/* A figure in a figure has its number with a letter: 3a, 3b. */
static void number_captions(manuscript *m)
{
	int figures = 0, tables = 0, parts = 0;
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		const node *around = n->kind == NODE_FIGURE ? figure_around(n) : NULL;
		if (n->kind == NODE_FIGURE && around && has_caption(n) && parts < 26)
			n->as.figure.number = arena_print(m->arena, "%s%c",
							  around->as.figure.number, 'a' + parts++);
		else if (n->kind == NODE_FIGURE && !around && has_caption(n)) {
			n->as.figure.number = arena_print(m->arena, "%d", ++figures);
			parts = 0;
		} else if (n->kind == NODE_TABLE && has_caption(n))
			n->as.table.number = arena_print(m->arena, "%d", ++tables);
	}
}

/* A word as long as a chapter is not a word but data, such as an image in base64. A line may end
 * after each of its letters, which takes a kilobyte of memory for each. */
enum { WORD_MOST = 50000 };

/* Where the last word of a text begins; only short texts are searched. */
static size_t last_word(const node *n)
{
	const char *data = n->as.text.data;
	const char *space =
		n->as.text.length < WORD_MOST ? memrchr(data, ' ', n->as.text.length) : NULL;
	return space ? (size_t)(space - data) : 0;
}

static void check_words(manuscript *m)
{
	const node *root = m->document->root, *before = NULL, *first = NULL;
	size_t run = 0, at = 0;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		if (n->kind != NODE_TEXT)
			continue;
		run = before && before->next == n ? run : 0;
		before = n;
		for (size_t i = last_word(n); i < n->as.text.length; i++) {
			char c = n->as.text.data[i];
			bool of_word = c > ' ' && c < 0x7f;
			if (of_word && run == 0)
				first = n, at = i;
			run = of_word ? run + 1 : 0;
			if (run == WORD_MOST)
				report_at(m->report, REPORT_LIMIT_EXCEEDED,
					  foreign_place(first, at),
					  "a word of more than %d characters begins here; write "
					  "data as code, or put spaces into it",
					  WORD_MOST);
		}
	}
}

void check_all(manuscript *m)
{
	check_words(m);
	beside_check(m);
	check_levels(m);
	number_headings(m);
	number_captions(m);
}
