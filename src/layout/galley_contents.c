/* galley_contents: the contents, and the lists of figures and tables. A chapter's entries are
 * together, apart from those of the next.
 *
 * Where they begin a page, their pages are settled here, before any other: they end where entries
 * may be parted, and the last of them is never left with two entries or fewer. For that the space
 * between chapters' entries is given up, then some of the space above the title; and if that is not
 * enough, the page before hands some entries on. */
#include "layout/galley_private.h"

#include "base/arena.h"

enum { LEVELS = 6 };

/* The columns of a table of contents: where the numbers of each level begin, and the words of
 * entries without a number. */
typedef struct entry_columns {
	length at[LEVELS + 1];
	int above; /* levels above the highest that has an entry */
} entry_columns;

/* What an entry leads to, and how it is set. */
typedef struct contents_entry {
	const node *node, *words; /* a figure's or a table's words are its caption's */
	const char *number;
	int level;
	bool part;
	const appearance *look;
} contents_entry;

static const node *caption_of(const node *n)
{
	const node *c = n->first;

	while (c && c->kind != NODE_CAPTION)
		c = c->next;
	return c;
}

/* Is a figure one of several that share a caption? */
static bool is_part_of_figure(const node *n)
{
	for (n = n->parent; n; n = n->parent)
		if (n->kind == NODE_FIGURE)
			return true;
	return false;
}

static bool is_entry(const document *d, const node *n, contents_list of)
{
	switch (of) {
	case CONTENTS_FIGURES:
		return n->kind == NODE_FIGURE && n->as.figure.number && !is_part_of_figure(n);
	case CONTENTS_TABLES: return n->kind == NODE_TABLE && n->as.table.number;
	default:
		return n->kind == NODE_HEADING && n->as.heading.level <= d->contents_depth &&
		       node_has_words(n) && !node_has_class(n, "unlisted");
	}
}

/* Headings are children of the root or of divisions, figures and tables of anything. */
static const node *next_node(const document *d, const node *n, contents_list of)
{
	do
		n = n ? node_after(n, d->root, of == CONTENTS_HEADINGS && n->kind != NODE_DIVISION)
		      : d->root->first;
	while (n && !is_entry(d, n, of));
	return n;
}

static bool next_entry(const setter *s, contents_list of, contents_entry *e)
{
	const document *d = s->document;
	const node *n = next_node(d, e->node, of);
	role role = ROLE_CONTENTS;

	*e = (contents_entry){.node = n, .words = n, .level = 1};
	if (!n)
		return false;
	if (of == CONTENTS_HEADINGS) {
		e->number = n->as.heading.number;
		e->level = n->as.heading.level < 1 ? 1 : n->as.heading.level;
		e->part = node_has_class(n, "part");
		role = e->part         ? ROLE_CONTENTS_PART
		       : e->level == 1 ? ROLE_CONTENTS_CHAPTER
				       : ROLE_CONTENTS;
	} else {
		e->number = of == CONTENTS_FIGURES ? n->as.figure.number : n->as.table.number;
		e->words = caption_of(n);
	}
	e->look = style_of(s->style, role);
	return true;
}

static length number_width(const setter *s, const contents_entry *e)
{
	return e->number
		       ? galley_label_width(s, e->node, e->number, e->look) + e->look->size * 3 / 4
		       : 0;
}

/* Each level is indented by the width of the numbers of the level above, so that its own numbers
 * begin where the words above do. Parts are not indented. */
static void find_columns(const setter *s, contents_list of, entry_columns *c)
{
	length least = style_of(s->style, ROLE_CONTENTS)->size * 3 / 2, widths[LEVELS] = {0};
	int highest = LEVELS;
	contents_entry e = {0};

	while (next_entry(s, of, &e)) {
		highest = e.level < highest ? e.level : highest;
		length needs = e.part ? 0 : number_width(s, &e);
		widths[e.level - 1] = needs > widths[e.level - 1] ? needs : widths[e.level - 1];
	}
	c->above = highest - 1;
	for (int i = 0; i < LEVELS; i++)
		c->at[i + 1] =
			i < c->above ? 0 : c->at[i] + (widths[i] > least ? widths[i] : least);
}

/* The words that a list has in place of a long caption, or NULL. */
static const char *short_caption(const node *n)
{
	static const char *const keys[] = {"short-caption", "fig-scap", "tbl-scap"};
	const char *said = NULL;

	for (size_t i = 0; !said && i < sizeof keys / sizeof *keys; i++)
		said = node_attribute(n, keys[i]);
	return said && *said ? said : NULL;
}

static void add_entry(galley_builder *b, const contents_entry *e, const entry_columns *c,
		      context *in)
{
	const setter *s = b->setter;
	const length begin = c->at[e->level - 1];
	length indent = !e->number ? begin : e->part ? begin + number_width(s, e) : c->at[e->level];
	galley_block block = {.kind = GALLEY_ENTRY,
			      .node = e->node,
			      .look = e->look,
			      .left = in->left + indent,
			      .leading = s->style->sheet.grid};
	paragraph_shape shape = {.look = e->look,
				 .measure = galley_measure(b, in) - indent - 3 * e->look->size,
				 .align = ALIGN_LEFT,
				 .owner = e->node};

	if (e->number) {
		block.label =
			galley_label(b, e->node, e->number, e->look, indent - begin, ALIGN_LEFT);
		block.label_left = in->left + begin;
	}
	/* the dots and the number's digits are met now, since pages are painted in parts */
	shape_prepare(s->shaper, e->look, e->node->lang, e->node->place);
	const char *said = short_caption(e->node);
	shape.written = said ? NULL : e->words;
	block.text = galley_words(b, e->words, said ? said : node_written_text(s->arena, e->words),
				  node_words_lang(e->words), &shape);
	galley_add(b, block, (int)paragraph_lines(block.text, 0));
}

/* The title, which depends on what is listed. */
static words_word title_word(contents_list of)
{
	static const words_word words[] = {WORD_CONTENTS, WORD_FIGURES, WORD_TABLES};

	return words[of];
}

const char *galley_contents_title(const setter *s, const node *n)
{
	return reference_word_in(s->style, n->lang, title_word(n->as.contents.of));
}

/* Pages */

/* How entries would be divided from page to page. */
typedef struct entry_pages {
	int pages, last; /* entries on the last of them */
	size_t start;    /* the last one's first entry */
} entry_pages;

/* Fill pages with the blocks after `first`, which is the title. */
static entry_pages divide(const galley_builder *b, size_t first, bool spaces, int less)
{
	const int most = b->setter->style->sheet.lines;
	const pagebreak_block *title = &b->breaks[first];
	entry_pages d = {1, 0, first + 1};
	int used = title->sink - less + title->settings[0].lines;
	size_t may = 0; /* the last block that a page may begin with */

	for (size_t i = first + 1; i < b->count; i++) {
		const pagebreak_block *n = &b->breaks[i];
		const int space = i == first + 1 ? n->space : spaces ? n->space : 0;
		if (!b->breaks[i - 1].keep && i > d.start)
			may = i;
		used += space + n->settings[0].lines;
		if (used <= most || may <= d.start)
			continue;
		d.pages++;
		d.start = i = may;
		used = b->breaks[i].settings[0].lines;
	}
	d.last = (int)(b->count - d.start);
	return d;
}

enum { ALONE_MOST = 2, HANDED_ON = 5 };

static bool is_good(entry_pages d, int pages)
{
	return d.pages <= pages && (d.pages == 1 || d.last > ALONE_MOST);
}

static void drop_spaces(const galley_builder *b, size_t first)
{
	for (size_t i = first + 2; i < b->count; i++)
		b->breaks[i].space = 0;
}

/* Begin the last page with more entries than would be left to it. */
static void hand_on(galley_builder *b, size_t first, entry_pages d)
{
	size_t at = d.start;

	while (at > first + 2 && (b->count - at < HANDED_ON || b->breaks[at - 1].keep))
		at--;
	if (at > first + 2)
		b->breaks[at].before = PAGEBREAK_PAGE;
}

static void settle_pages(galley_builder *b, size_t first)
{
	const entry_pages loose = divide(b, first, true, 0), tight = divide(b, first, false, 0);

	if (b->breaks[first].before == PAGEBREAK_FREE || loose.pages == 1 ||
	    loose.last > ALONE_MOST)
		return;
	if (is_good(tight, loose.pages)) {
		drop_spaces(b, first);
		return;
	}
	for (int less = 1; less <= b->breaks[first].sink; less++)
		if (is_good(divide(b, first, false, less), loose.pages - 1)) {
			drop_spaces(b, first);
			b->breaks[first].sink -= less;
			return;
		}
	hand_on(b, first, loose);
}

void galley_contents(galley_builder *b, const node *n, context *in)
{
	const setter *s = b->setter;
	const contents_list of = n->as.contents.of;
	const appearance *head = style_of(s->style, ROLE_CONTENTS_TITLE),
			 *look = style_of(s->style, ROLE_CONTENTS);
	paragraph_shape shape = {
		.look = head, .measure = galley_measure(b, in), .align = head->align, .owner = n};
	context own = *in;
	entry_columns c = {.at = {0}};
	contents_entry e = {0};
	int above = 0;
	bool appendix = false;

	galley_open(b, head);
	if (of != CONTENTS_HEADINGS && b->before == PAGEBREAK_RECTO) /* the contents go on */
		b->before = PAGEBREAK_PAGE;
	pagebreak_block *numbers = galley_add_text(
		b, n, head, galley_words(b, n, galley_contents_title(s, n), n->lang, &shape), &own);
	const size_t first = b->count - 1;
	numbers->keep = numbers->settles = true;
	numbers->sink = head->sink;
	find_columns(s, of, &c);
	while (next_entry(s, of, &e)) {
		const bool lettered = of == CONTENTS_HEADINGS && e.node->as.heading.appendix;
		const bool parted =
			above && (e.part || lettered != appendix || (e.level == 1 && above > 1));
		if (above && e.level > above)
			b->breaks[b->count - 1].keep = true;
		add_entry(b, &e, &c, in);
		if (above)
			b->breaks[b->count - 1].space = parted;
		b->breaks[b->count - 1].keep = e.part;
		above = e.level;
		appendix = lettered;
	}
	if (b->count - 1 > first)
		b->breaks[b->count - 1].keep = false;
	settle_pages(b, first);
	b->gap.lines = look->space_after;
	if (b->breaks[first].before != PAGEBREAK_FREE && head->opens != OPENS_ANYWHERE)
		galley_break(b, OPENS_PAGE);
}
