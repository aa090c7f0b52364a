/* pdf_tags: which element each mark belongs to, and its number among its page's marked content. An
 * element has two lists of children: what is painted directly in it (inlines and marked content, in
 * the order of painting), then its blocks in the document's order. Only table cells, and list items
 * with a note, have both. */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"
#include "pdf/pdf_order.h"

static void settle_links(pdf_tags *t)
{
	for (size_t i = 0; i < t->pages->count; i++) {
		const page *p = t->pages->items[i];
		t->leaves[i].first_link = t->link_count;
		t->link_count += p->link_count;
		for (size_t j = 0; j < p->link_count; j++)
			if (p->links[j].owner)
				t->linked[p->links[j].owner->serial] = true;
	}
	t->link_owners = ARENA_ARRAY(t->arena, t->link_count, element *);
	t->link_keys = ARENA_ARRAY(t->arena, t->link_count, int32_t);
}

/* --- content -------------------------------------------------------------------------------- */

static bool is_decoration(const mark *m)
{
	const node *n = m->owner;
	if (!n)
		return true;
	if (m->kind != MARK_IMAGE)
		return false;
	if (n->kind == NODE_FIGURE)
		return pdf_tags_figure_is_decoration(n);
	return n->kind == NODE_IMAGE && (!n->as.image.alt || !*n->as.image.alt);
}

/* What a note itself has, besides its blocks, are the words above all notes at the end. */
static element *content_of(pdf_tags *t, const mark *m)
{
	if (is_decoration(m))
		return NULL;
	return m->owner->kind == NODE_NOTE ? t->notes_heading : pdf_tags_holder(t, m->owner);
}

static element *element_of(pdf_tags *t, const mark *m)
{
	switch (m->part) {
	case PART_CONTENT: return content_of(t, m);
	case PART_LABEL: return m->owner ? pdf_tags_label(t, m->owner) : NULL;
	case PART_ENTRY: return m->owner ? pdf_tags_entry_words(t, m->owner) : NULL;
	case PART_ENTRY_NUMBER: return m->owner ? pdf_tags_entry(t, m->owner, true) : NULL;
	default: return NULL;
	}
}

static void use(element *e, bool screen)
{
	for (element *up = e; up && !up->used; up = up->parent)
		up->used = true;
	for (element *up = e; !screen && up && !up->used_off_screen; up = up->parent)
		up->used_off_screen = true;
}

static void extend_box(figure_box *box, const mark *m, size_t index)
{
	length right = m->x + m->as.image.width, bottom = m->y + m->as.image.height;
	if (box->placed && box->page != index)
		return;
	if (!box->placed)
		*box = (figure_box){true, box->block, (uint32_t)index, m->x, m->y, right, bottom};
	box->left = m->x < box->left ? m->x : box->left;
	box->top = m->y < box->top ? m->y : box->top;
	box->right = right > box->right ? right : box->right;
	box->bottom = bottom > box->bottom ? bottom : box->bottom;
}

static int32_t begin_content(pdf_tags *t, tag_page *leaf, size_t index, element *e, bool screen)
{
	leaf->contents = arena_grow(t->arena, leaf->contents, leaf->count, &leaf->capacity,
				    leaf->count + 1, sizeof *leaf->contents);
	leaf->owners = arena_grow(t->arena, leaf->owners, leaf->count, &leaf->owner_capacity,
				  leaf->count + 1, sizeof *leaf->owners);
	kid *k = pdf_tags_add_kid(t, e, KID_CONTENT);
	k->page = (uint32_t)index;
	k->number = (uint32_t)leaf->count;
	k->screen = screen;
	leaf->contents[leaf->count] = k;
	leaf->owners[leaf->count] = e;
	use(e, screen);
	return (int32_t)leaf->count++;
}

static void settle_page(pdf_tags *t, size_t index)
{
	const page *p = t->pages->items[index];
	tag_page *leaf = &t->leaves[index];
	int32_t *mcids = ARENA_ARRAY(t->arena, p->mark_count, int32_t);
	pdf_order order = pdf_order_of(t->arena, p);
	element *open = NULL;
	bool open_screen = false;
	for (size_t i = 0; i < p->mark_count; i++) {
		const mark *m = &p->marks[i];
		element *e = element_of(t, m);
		bool screen = m->kind != MARK_IMAGE && m->ink && !m->ink->painted_in_print;
		if (!e)
			mcids[i] = -1;
		else if (e == open && screen == open_screen)
			mcids[i] = (int32_t)leaf->count - 1;
		else
			mcids[i] = begin_content(t, leaf, index, e, screen);
		if (e && e->box && m->kind == MARK_IMAGE)
			extend_box(e->box, m, index);
		open = i + 1 < p->mark_count && pdf_order_joins(&order, i) ? e : NULL;
		open_screen = screen;
	}
	leaf->mcids = mcids;
}

/* --- links ---------------------------------------------------------------------------------- */

static element *link_element(pdf_tags *t, const page_link *l)
{
	const node *n = l->owner;
	if (!n)
		return NULL;
	const bool entry =
		n->kind == NODE_HEADING || n->kind == NODE_FIGURE || n->kind == NODE_TABLE;
	element *e = entry                  ? t->entries[n->serial]
		     : n->kind == NODE_NOTE ? pdf_tags_label(t, n)
					    : t->holders[n->serial];
	while (e && e->type != TAG_LINK && e->node == n)
		e = e->parent;
	return e && e->type == TAG_LINK && e->used ? e : NULL;
}

static void settle_page_links(pdf_tags *t, size_t index)
{
	const page *p = t->pages->items[index];
	for (size_t i = 0; i < p->link_count; i++) {
		size_t at = t->leaves[index].first_link + i;
		element *e = link_element(t, &p->links[i]);
		t->link_keys[at] = -1;
		if (!e)
			continue;
		t->link_owners[(size_t)t->next_key - t->pages->count] = e;
		t->link_keys[at] = t->next_key++;
		kid *k = pdf_tags_add_kid(t, e, KID_ANNOTATION);
		k->page = (uint32_t)index;
		k->number = (uint32_t)at;
	}
}

/* --- the whole ------------------------------------------------------------------------------ */

pdf_tags *pdf_tags_new(arena *a, const pages *p)
{
	size_t nodes = p->document->nodes;
	pdf_tags *t = ARENA_NEW(a, pdf_tags);
	t->arena = a;
	t->pages = p;
	t->holders = ARENA_FULL_ARRAY(a, nodes, element *);
	t->entries = ARENA_FULL_ARRAY(a, nodes, element *);
	t->numbers = ARENA_FULL_ARRAY(a, nodes, element *);
	t->marks = ARENA_FULL_ARRAY(a, nodes, element *);
	t->levels = ARENA_FULL_ARRAY(a, nodes, uint8_t);
	t->linked = ARENA_FULL_ARRAY(a, nodes, bool);
	t->leaves = ARENA_ARRAY(a, p->count, tag_page);
	settle_links(t);
	pdf_tags_build(t);
	for (size_t i = 0; i < p->count; i++)
		settle_page(t, i);
	t->next_key = (int32_t)p->count;
	for (size_t i = 0; i < p->count; i++)
		settle_page_links(t, i);
	return t;
}

pdf_tag pdf_tags_mark(const pdf_tags *t, size_t page_index, size_t mark_index)
{
	const tag_page *leaf = &t->leaves[page_index];
	int32_t mcid = leaf->mcids[mark_index];
	if (mcid < 0)
		return (pdf_tag){"Artifact", -1};
	/* Editions with and without links share contents: the name must suit both. */
	tag_type type = leaf->owners[mcid]->type;
	return (pdf_tag){type == TAG_LINK ? "Span" : pdf_tags_standards[type], mcid};
}

int32_t pdf_tags_page_key(const pdf_tags *t, size_t page_index)
{
	return t->leaves[page_index].count ? (int32_t)page_index : -1;
}

int32_t pdf_tags_link_key(const pdf_tags *t, size_t page_index, size_t link_index)
{
	return t->link_keys[t->leaves[page_index].first_link + link_index];
}

const char *pdf_tags_link_lang(const pdf_tags *t, int32_t key)
{
	return t->link_owners[(size_t)key - t->pages->count]->speaks;
}

static bool is_heading(const element *e)
{
	return e->type >= TAG_H1 && e->type <= TAG_H6;
}

static bool is_part_of_table(const element *e)
{
	switch (e->type) {
	case TAG_HEAD:
	case TAG_ROWS:
	case TAG_FOOT:
	case TAG_ROW:
	case TAG_HEADER:
	case TAG_DATA: return true;
	default: return false;
	}
}

bool pdf_tags_element_exists(const element *e, const edition *in)
{
	for (; e; e = e->parent) {
		if (in->screen ? e->used : e->used_off_screen)
			return true;
		if (is_heading(e) && e->used)
			return true;
		if (!is_part_of_table(e))
			return false;
	}
	return false;
}

bool pdf_tags_element_is_transparent(const element *e, const edition *in)
{
	return !in->links && e->type == TAG_LINK && !e->lang;
}
