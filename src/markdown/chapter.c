/* chapter: the headings of one file among several. Its title may be in its front matter instead of
 * its text. A list of chapters may put it into a part, or below another chapter: then its headings
 * are moved down by whole levels. */
#include "markdown/book.h"
#include "markdown/manuscript_private.h"

enum { LEVELS = 6 };

static void add_class(arena *a, node *n, const char *name)
{
	size_t count = 0;
	if (node_has_class(n, name))
		return;
	while (n->classes && n->classes[count])
		count++;
	const char **classes = ARENA_ARRAY(a, count + 2, const char *);
	for (size_t i = 0; i < count; i++)
		classes[i] = n->classes[i];
	classes[count] = name;
	n->classes = classes;
}

static node *heading_after(node *n, const node *root)
{
	do
		n = node_after(n, root, false);
	while (n && n->kind != NODE_HEADING);
	return n;
}

/* The first heading among the blocks from this one on. */
static node *first_heading(node *first, const node *root)
{
	return !first || first->kind == NODE_HEADING ? first : heading_after(first, root);
}

static int least_level(node *first, const node *root)
{
	int least = LEVELS + 1;
	for (node *n = first_heading(first, root); n; n = heading_after(n, root))
		least = n->as.heading.level < least ? n->as.heading.level : least;
	return least;
}

static void move_down(node *first, const node *root, int levels)
{
	for (node *n = first_heading(first, root); n; n = heading_after(n, root)) {
		int level = n->as.heading.level + levels;
		n->as.heading.level = level > LEVELS ? LEVELS : level;
	}
}

static node *add_heading(manuscript *m, const manuscript_file *file, node *before,
			 const char *title, place where, int level)
{
	node *n = node_new(m->arena, NODE_HEADING, where);
	n->as.heading.level = level;
	blocks_words(m, file, title, where, n);
	if (before)
		node_insert_after(before, n);
	else
		node_put_first(m->document->root, n);
	return n;
}

/* Is the title already the text of a heading of the highest level? */
static bool says_title(manuscript *m, const manuscript_file *file, node *first)
{
	const node *root = m->document->root;
	if (first && first->kind == NODE_HEADING && first->as.heading.level == 1)
		return true;
	for (node *n = first_heading(first, root); n; n = heading_after(n, root))
		if (n->as.heading.level == 1 &&
		    strcmp(node_plain_text(m->scratch, n), file->title) == 0)
			return true;
	return false;
}

/* A title from front matter is put above all headings of the text; one from the list only if the
 * text has none. */
static node *add_title(manuscript *m, const manuscript_file *file, node *before, node *first)
{
	const node *root = m->document->root;
	bool wanted = file->title &&
		      (file->own_title ? !says_title(m, file, first) : !first_heading(first, root));
	if (!wanted)
		return first;
	if (least_level(first, root) == 1)
		move_down(first, root, 1);
	return add_heading(m, file, before, file->title, file->title_place, 1);
}

/* Add the titles that the list has without files. */
static node *add_before(manuscript *m, const manuscript_file *file, node *before)
{
	node *first = NULL;
	for (size_t i = 0; i < file->before_count; i++) {
		const book_chapter *c = &file->before[i];
		before = add_heading(m, file, before, c->title, c->place, c->depth + 1);
		if (c->part)
			add_class(m->arena, before, "part");
		first = first ? first : before;
	}
	return first;
}

/* bookdown's "# (PART) Title" and "# (APPENDIX) Title", with or without a star: the bytes before
 * the title, or 0. */
static size_t part_mark(const node *heading)
{
	const node *t = heading->first;
	if (heading->as.heading.level != 1 || !t || t->kind != NODE_TEXT || t->as.text.length < 7)
		return 0;
	const char *text = t->as.text.data, *end = text + t->as.text.length;
	size_t n = strncmp(text, "(PART", 5) == 0 ? 5 : strncmp(text, "(APPENDIX", 9) == 0 ? 9 : 0;
	const char *close = n ? memchr(text + n, ')', t->as.text.length - n) : NULL;
	if (!close || close - text > (long)n + 2 || close + 2 >= end || close[1] != ' ')
		return 0;
	return (size_t)(close - text) + 2;
}

static node *add_matter(manuscript *m, node *before, place where, matter begins)
{
	node *n = node_new(m->arena, NODE_MATTER, where);
	n->as.matter.begins = begins;
	if (before)
		node_insert_after(before, n);
	else
		node_put_first(m->document->root, n);
	return n;
}

static void take_parts(manuscript *m, node *first)
{
	for (node *n = first_heading(first, m->document->root); n;
	     n = heading_after(n, m->document->root)) {
		size_t size = part_mark(n);
		if (size == 0)
			continue;
		if (n->first->as.text.data[1] == 'A' && n->parent == m->document->root)
			add_matter(m, n->previous, n->place, MATTER_APPENDIX);
		n->first->as.text.data += size;
		n->first->as.text.length -= size;
		add_class(m->arena, n, "part");
		add_class(m->arena, n, "unnumbered");
	}
}

/* Is a chapter the first of another part of the book? Most books have but the main one. */
static bool begins_matter(manuscript *m, const book_chapter *c)
{
	bool begins = (int)c->matter != m->matter && !(m->matter < 0 && c->matter == BOOK_MAIN);
	m->matter = (int)c->matter;
	return begins;
}

node *chapter_settle(manuscript *m, manuscript_file *file, node *before, node *first)
{
	const node *root = m->document->root;
	const book_chapter *c = file->listed;
	first = add_title(m, file, before, first);
	file->first = first;
	if (!c)
		return first;
	take_parts(m, first);
	int least = least_level(first, root);
	if (least <= c->depth)
		move_down(first, root, c->depth + 1 - least);
	node *heading = first_heading(first, root);
	if (c->part && heading)
		add_class(m->arena, heading, "part");
	for (node *n = heading; n && (c->part || c->matter == BOOK_FRONT || c->matter == BOOK_BACK);
	     n = heading_after(n, root))
		if (c->part ? n != heading
			    : n == heading || n->as.heading.level <= heading->as.heading.level)
			add_class(m->arena, n, "unnumbered");
	file->first = first;
	node *title = add_before(m, file, before);
	first = title ? title : first;
	static const matter matters[] = {[BOOK_MAIN] = MATTER_MAIN,
					 [BOOK_FRONT] = MATTER_FRONT,
					 [BOOK_APPENDIX] = MATTER_APPENDIX,
					 [BOOK_BACK] = MATTER_BACK};
	return begins_matter(m, c) ? add_matter(m, before, c->place, matters[c->matter]) : first;
}
