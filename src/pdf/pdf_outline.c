/* pdf_outline: bookmarks nested like the headings, named destinations for everything with an id,
 * and page labels in as few ranges as possible. Destinations are in user space, whose origin is the
 * trim's bottom left corner in every edition. */
#include "pdf/pdf_outline.h"

#include "base/arena.h"
#include "pdf/pdf_tree.h"

#include <stdlib.h>
#include <string.h>

typedef struct spot {
	bool known;
	size_t page;
	length y; /* upwards from the trim's foot */
} spot;

struct pdf_places {
	const pages *pages;
	spot *spots; /* by serial */
};

pdf_places *pdf_places_new(arena *a, const pages *p)
{
	pdf_places *places = ARENA_NEW(a, pdf_places);
	places->pages = p;
	places->spots = ARENA_FULL_ARRAY(a, p->document->nodes + 1, spot);
	for (size_t i = 0; i < p->count; i++) {
		const page *page = p->items[i];
		for (size_t k = 0; k < page->anchor_count; k++) {
			spot *s = &places->spots[page->anchors[k].node->serial];
			if (!s->known) /* of what is on several pages, the first */
				*s = (spot){true, i, p->style->sheet.height - page->anchors[k].y};
		}
	}
	return places;
}

static const spot *spot_of(const pdf_places *places, const node *n)
{
	const spot *s = &places->spots[n->serial];
	return s->known ? s : NULL;
}

/* The place of a node, or of the nearest node around it that has one. (What is painted gives a
 * place to all that it is in.) */
static const spot *nearest(const pdf_places *places, const node *target)
{
	const spot *s = NULL;
	for (const node *n = target; n && !s; n = n->parent)
		s = spot_of(places, n);
	return s;
}

const char *pdf_places_label(const pdf_places *places, const node *n)
{
	const spot *s = nearest(places, n);
	return s ? places->pages->items[s->page]->label : NULL;
}

static void append_spot(pdf_buffer *b, const spot *s, const pdf_dict *first)
{
	pdf_append(b, "[", 1);
	pdf_append_reference(b, first);
	pdf_append_text(b, " /XYZ 0 ");
	pdf_append_length(b, s->y, 2);
	pdf_append_text(b, " null]");
}

/* A page and a height; from PDF 2.0 on also the element there (ISO 14289-2, 8.8). */
static void append_way(pdf_buffer *b, const pdf_ways *w, const spot *s, const node *n)
{
	pdf_append_text(b, "/D");
	append_spot(b, s, w->page_objects[s->page]);
	pdf_append_text(b, "/SD");
	append_spot(b, s, pdf_tags_object_of(w->tags, n));
}

static void put_way(pdf_dict *d, const pdf_ways *w, const spot *s, const node *n)
{
	pdf_buffer way = {0};

	if (w->structured) {
		pdf_append_text(&way, "<</S/GoTo");
		append_way(&way, w, s, n);
		pdf_append_text(&way, ">>");
		pdf_put_buffer(d, "A", &way);
	} else {
		append_spot(&way, s, w->page_objects[s->page]);
		pdf_put_buffer(d, "Dest", &way);
	}
	pdf_buffer_free(&way);
}

void pdf_put_way(pdf_dict *d, const pdf_ways *w, const node *target)
{
	const spot *s = nearest(w->places, target);

	if (s)
		put_way(d, w, s, target);
}

/* --- named destinations --------------------------------------------------------------------- */

static void write_names(pdf_file *f, arena *a, const pdf_ways *w, pdf_dict *names)
{
	pdf_tree_entry *entries = NULL;
	size_t count = 0, capacity = 0;
	const node *root = w->places->pages->document->root;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		const spot *s = spot_of(w->places, n);
		if (!s || !n->id)
			continue;
		pdf_buffer value = {0};
		if (w->structured) {
			pdf_append_text(&value, "<<");
			append_way(&value, w, s, n);
			pdf_append_text(&value, ">>");
		} else {
			append_spot(&value, s, w->page_objects[s->page]);
		}
		*ARENA_APPEND(a, entries, count, capacity) =
			(pdf_tree_entry){n->id, arena_copy(a, value.data, value.length)};
		pdf_buffer_free(&value);
	}
	if (count)
		pdf_put(names, "Dests", pdf_name_tree(f, entries, count));
}

/* --- bookmarks ------------------------------------------------------------------------------ */

/* A bookmark with its parent, siblings and children; index 0 is the root. */
typedef struct bookmark {
	const node *heading;
	int level;
	size_t parent, first, last, next, previous, children, below;
	pdf_dict *object;
} bookmark;

typedef struct bookmarks {
	bookmark *items;
	size_t count, capacity;
} bookmarks;

static void link_in(bookmarks *b, size_t parent, size_t child)
{
	bookmark *up = &b->items[parent], *down = &b->items[child];
	down->parent = parent;
	down->previous = up->last;
	if (up->last)
		b->items[up->last].next = child;
	else
		up->first = child;
	up->last = child;
	up->children++;
	for (size_t i = parent;; i = b->items[i].parent) {
		b->items[i].below++;
		if (!i)
			break;
	}
}

static bookmarks collect(arena *a, const pdf_places *places)
{
	bookmarks b = {0};
	const node *root = places->pages->document->root;
	ARENA_APPEND(a, b.items, b.count, b.capacity)->level = 0;
	size_t last = 0;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING || !spot_of(places, n) || !*node_plain_text(a, n))
			continue;
		bookmark *item = ARENA_APPEND(a, b.items, b.count, b.capacity);
		item->heading = n;
		item->level = n->as.heading.level;
		size_t parent = last;
		while (b.items[parent].level >= item->level)
			parent = b.items[parent].parent;
		last = b.count - 1;
		link_in(&b, parent, last);
	}
	return b;
}

static void put_kin(pdf_dict *d, const bookmarks *b, const char *key, size_t index)
{
	if (index)
		pdf_put(d, key, b->items[index].object);
}

static void fill_bookmark(arena *a, const bookmarks *b, size_t i, const pdf_ways *w)
{
	const bookmark *item = &b->items[i];
	const node *heading = item->heading;
	const char *title = node_plain_text(a, heading);
	if (heading->as.heading.number)
		title = arena_print(a, "%s %s", heading->as.heading.number, title);
	pdf_put_text(item->object, "Title", title);
	pdf_put(item->object, "Parent", b->items[item->parent].object);
	put_kin(item->object, b, "Prev", item->previous);
	put_kin(item->object, b, "Next", item->next);
	put_kin(item->object, b, "First", item->first);
	put_kin(item->object, b, "Last", item->last);
	if (item->children) /* closed: how many would show */
		pdf_put_number(item->object, "Count", -(int32_t)item->children);
	put_way(item->object, w, spot_of(w->places, heading), heading);
}

static void write_bookmarks(pdf_file *f, arena *a, const pdf_ways *w)
{
	bookmarks b = collect(a, w->places);
	if (b.count < 2)
		return;
	for (size_t i = 0; i < b.count; i++)
		b.items[i].object = pdf_dict_new(f);
	pdf_dict *root = b.items[0].object;
	pdf_put_name(root, "Type", "Outlines");
	put_kin(root, &b, "First", b.items[0].first);
	put_kin(root, &b, "Last", b.items[0].last);
	pdf_put_number(root, "Count", (int32_t)b.items[0].children);
	for (size_t i = 1; i < b.count; i++)
		fill_bookmark(a, &b, i, w);
	pdf_put(pdf_catalog(f), "Outlines", root);
}

/* --- page labels ---------------------------------------------------------------------------- */

/* A label in PDF's form: a numbering style with a number, or only a text. */
typedef struct label {
	char style; /* 'D', 'r' or 0 */
	long number;
} label;

static long roman(const char *text)
{
	static const char letters[] = "ivxlcdm";
	static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
	long sum = 0;
	for (; *text; text++) {
		const char *here = strchr(letters, *text),
			   *next = text[1] ? strchr(letters, text[1]) : NULL;
		if (!here)
			return 0;
		int value = values[here - letters];
		sum += next && values[next - letters] > value ? -value : value;
	}
	return sum;
}

/* The number as lower-case Roman numerals, to see whether a label is written as PDF will write
 * it. */
static void print_roman(char *out, long number)
{
	static const struct {
		int value;
		const char *text;
	} parts[] = {
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		{90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
		{5, "v"},    {4, "iv"},   {1, "i"},
	};
	*out = '\0';
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			out = stpcpy(out, parts[i].text);
}

static label label_of(const char *text)
{
	char numerals[64];
	size_t size = strlen(text);
	if (size && size < 9 && *text != '0' && strspn(text, "0123456789") == size)
		return (label){'D', atol(text)};
	if (size && size < 16) {
		long number = roman(text);
		if (number > 0 && number < 4000) {
			print_roman(numerals, number);
			if (!strcmp(numerals, text))
				return (label){'r', number};
		}
	}
	return (label){0, 0};
}

static void write_labels(pdf_file *f, const pages *p)
{
	pdf_buffer ranges = {0};
	label before = {0, 0};
	pdf_append(&ranges, "[", 1);
	for (size_t i = 0; i < p->count; i++) {
		label here = label_of(p->items[i]->label);
		if (i && here.style && here.style == before.style &&
		    here.number == before.number + 1) {
			before = here;
			continue;
		}
		before = here;
		pdf_append_print(&ranges, "%zu <<", i);
		if (here.style) {
			pdf_append_print(&ranges, "/S/%c/St %ld", here.style, here.number);
		} else {
			pdf_append_text(&ranges, "/P ");
			pdf_append_string(&ranges, p->items[i]->label);
		}
		pdf_append_text(&ranges, ">>\n");
	}
	pdf_append(&ranges, "]", 1);
	pdf_put_buffer(pdf_put_dict(pdf_catalog(f), "PageLabels"), "Nums", &ranges);
	pdf_buffer_free(&ranges);
}

void pdf_outline_write(pdf_file *f, arena *a, const pdf_ways *w, pdf_dict *names)
{
	write_bookmarks(f, a, w);
	write_names(f, a, w, names);
	write_labels(f, w->places->pages);
}
