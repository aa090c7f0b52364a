/* book_parts: the half-title, the title page in its order, and the imprint. */
#include "document/book_parts.h"

#include "base/arena.h"

#include <string.h>

static node *division(arena *a, const char *class, place where)
{
	node *n = node_new(a, NODE_DIVISION, where);
	const char **classes = ARENA_ARRAY(a, 2, const char *);

	classes[0] = class;
	n->classes = classes;
	return n;
}

static node *add_paragraph(arena *a, node *parent, const char *text)
{
	node *p = node_new(a, NODE_PARAGRAPH, parent->place);

	node_append(parent, p);
	if (text)
		node_append(p, node_text(a, text, strlen(text), parent->place));
	return p;
}

static bool is_title_block(const node *n)
{
	return n->kind <= NODE_DATE || node_has_class(n, "logo") || node_has_class(n, "publisher");
}

static node *title_of(const document *d)
{
	node *n = d->root->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n;
}

/* Does a block belong to a title page of these parts? */
static bool is_on_title_page(const node *n, const char *order)
{
	return is_title_block(n) || (node_has_class(n, "abstract") && strstr(order, "abstract"));
}

/* The last block of the title page, or NULL. */
static node *last_of_title(const document *d, const char *order)
{
	node *last = NULL;

	for (node *n = d->root->first; n && is_on_title_page(n, order); n = n->next)
		last = n;
	return last;
}

/* Put `n` after `before`; NULL: as the first block. */
static void put(const document *d, node *before, node *n)
{
	if (before)
		node_insert_after(before, n);
	else
		node_put_first(d->root, n);
}

/* Is a block what a part's name means? */
static bool is_part(const node *n, const char *name, size_t size)
{
	static const struct {
		const char *name;
		node_kind kind;
	} kinds[] = {{"title", NODE_TITLE},
		     {"subtitle", NODE_SUBTITLE},
		     {"author", NODE_AUTHOR},
		     {"date", NODE_DATE}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (n->kind == kinds[i].kind)
			return strlen(kinds[i].name) == size &&
			       memcmp(kinds[i].name, name, size) == 0;
	return (size == 4 && node_has_class(n, "logo") && memcmp(name, "logo", size) == 0) ||
	       (size == 8 && node_has_class(n, "abstract") &&
		memcmp(name, "abstract", size) == 0) ||
	       (size == 9 && node_has_class(n, "publisher") &&
		memcmp(name, "publisher", size) == 0);
}

static void add_publisher(arena *a, document *d, const char *order)
{
	node *last = last_of_title(d, order);

	if (!last || !d->publisher || !strstr(order, "publisher"))
		return;
	node *n = division(a, "publisher", last->place);
	add_paragraph(a, n, d->publisher);
	node_insert_after(last, n);
}

/* Move the abstract up to the title page, past the blocks between them. */
static void join_abstract(document *d, const char *order)
{
	node *last = last_of_title(d, ""), *n = d->root->first;

	while (n && n != d->main && !(n->kind == NODE_DIVISION && node_has_class(n, "abstract")))
		n = n->next;
	if (!n || n == d->main || n->previous == last || !strstr(order, "abstract"))
		return;
	node_unlink(n);
	node_insert_after(last, n);
}

/* Put the parts of the title page into an order; those that it does not name come last. */
static void order_title(document *d, const char *order)
{
	node *last = NULL;

	for (const char *at = order; *at; at += strspn(at, ", ")) {
		const size_t size = strcspn(at, ", ");
		node *next;
		for (node *n = last ? last->next : d->root->first; n && is_on_title_page(n, order);
		     n = next) {
			next = n->next;
			if (!is_part(n, at, size))
				continue;
			if (n->previous != last) {
				node_unlink(n);
				put(d, last, n);
			}
			last = n;
		}
		at += size;
	}
}

static void add_half_title(arena *a, document *d)
{
	const node *title = title_of(d);

	if (!title)
		return;
	node *n = division(a, "half-title", title->place);
	add_paragraph(a, n, node_written_text(a, title));
	node_put_first(d->root, n);
}

static bool is_address(const char *text)
{
	return strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
}

/* A line of the imprint; an address is live. */
static void add_line(arena *a, node *imprint, const char *before, const char *text, const char *url)
{
	if (!text)
		return;
	node *p = add_paragraph(a, imprint, before);
	node *words = node_text(a, text, strlen(text), imprint->place), *link = NULL;

	if (url || is_address(text)) {
		link = node_new(a, NODE_LINK, imprint->place);
		link->as.link.url = url ? url : text;
		node_append(link, words);
	}
	node_append(p, link ? link : words);
}

static node *imprint_of(const document *d)
{
	node *n = d->root->first;

	while (n && !(n->kind == NODE_DIVISION && node_has_class(n, "imprint")))
		n = n->next;
	return n;
}

static void add_imprint(arena *a, document *d, const char *order)
{
	node *last = last_of_title(d, order), *imprint = imprint_of(d);
	/* a license or an identifier alone is not worth a page, unless it is asked for */
	const bool any = d->publisher || d->rights || d->isbn || d->doi ||
			 (d->imprint == PART_WANTED && (d->license || d->identifier));

	if (!last || !any)
		return;
	if (!imprint) {
		imprint = division(a, "imprint", last->place);
		node_insert_after(last, imprint);
	}
	add_line(a, imprint, NULL, d->publisher, NULL);
	add_line(a, imprint, NULL, d->rights, NULL);
	add_line(a, imprint, NULL, d->license, NULL);
	add_line(a, imprint, "ISBN\xC2\xA0", d->isbn, NULL);
	if (d->doi)
		add_line(a, imprint, "DOI\xC2\xA0", d->doi,
			 is_address(d->doi) ? d->doi
					    : arena_print(a, "https://doi.org/%s", d->doi));
	add_line(a, imprint, NULL, d->identifier, NULL);
}

static bool is_wanted(part_wish wish, bool by_style)
{
	return wish == PART_UNSAID ? by_style : wish == PART_WANTED;
}

void book_parts_add(arena *a, document *d, const book_parts *wanted)
{
	if (!last_of_title(d, ""))
		return;
	add_publisher(a, d, wanted->title_page);
	join_abstract(d, wanted->title_page);
	order_title(d, wanted->title_page);
	if (is_wanted(d->imprint, wanted->imprint))
		add_imprint(a, d, wanted->title_page);
	if (is_wanted(d->half_title, wanted->half_title))
		add_half_title(a, d);
	document_finish(d);
}
