/* pdf_tags: the document tree becomes elements, the pages' marks their content.
 * Two lists make an element's children: what is painted straight into it (inlines and marked
 * content, in the order of its painting), then its blocks in the document's order. No kind of
 * element but a table cell or a list item with a note has both. */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"

#include <string.h>

const char *const pdf_tags_names[TAG_TYPES] = {
#define X(type, name, standard) name,
	TAG_LIST(X)
#undef X
};

const char *const pdf_tags_standards[TAG_TYPES] = {
#define X(type, name, standard) standard,
	TAG_LIST(X)
#undef X
};

/* --- making elements ------------------------------------------------------------------------ */

static element *make(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = ARENA_NEW(t->arena, element);
	e->parent = parent;
	e->type = (uint8_t)type;
	e->node = n;
	e->index = (uint32_t)t->count;
	*ARENA_APPEND(t->arena, t->elements, t->count, t->capacity) = e;
	return e;
}

static void append_block(element *parent, element *e)
{
	if (parent->last)
		parent->last->next = e;
	else
		parent->first = e;
	parent->last = e;
}

static element *block(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = make(t, parent, type, n);
	append_block(parent, e);
	return e;
}

static kid *append_kid(pdf_tags *t, element *parent, kid_kind kind)
{
	kid *k = ARENA_NEW(t->arena, kid);
	k->kind = (uint8_t)kind;
	if (parent->last_kid)
		parent->last_kid->next = k;
	else
		parent->kids = k;
	parent->last_kid = k;
	return k;
}

static element *inline_element(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = make(t, parent, type, n);
	append_kid(t, parent, KID_ELEMENT)->element = e;
	return e;
}

static bool speaks_otherwise(const node *n)
{
	return n->parent && strcmp(n->lang, n->parent->lang) != 0;
}

/* --- blocks --------------------------------------------------------------------------------- */

static void build(pdf_tags *t, element *parent, const node *n);

static void build_children(pdf_tags *t, element *parent, const node *n)
{
	for (const node *c = n->first; c; c = c->next)
		build(t, parent, c);
}

/* A figure's image, or NULL where the figure shows none that is described: then it is decoration
 * with words under it. */
static const node *described_image(const node *figure)
{
	const node *n = figure->first;
	while (n && n->kind != NODE_IMAGE)
		n = n->next;
	return n && n->as.image.alt && *n->as.image.alt ? n : NULL;
}

static element *build_figure(pdf_tags *t, element *parent, const node *n)
{
	const node *shown = described_image(n);
	element *e = block(t, parent, shown ? TAG_FIGURE : TAG_DIVISION, n);
	if (shown) {
		e->box = ARENA_NEW(t->arena, figure_box);
		e->box->block = true;
		t->holders[shown->serial] = e;
	}
	build_children(t, e, n);
	return e;
}

/* A tight item of a single paragraph is its body, without a P in it. */
static bool is_bare(const node *n)
{
	return n->kind == NODE_PARAGRAPH && n->parent && n->parent->kind == NODE_ITEM && !n->next &&
	       !n->previous && n->parent->parent->as.list.tight && !speaks_otherwise(n);
}

/* The body is what holds; its label stands before it. */
static element *build_item(pdf_tags *t, element *parent, const node *n)
{
	element *item = block(t, parent, TAG_LI, n);
	block(t, item, TAG_LABEL, n);
	element *body = block(t, item, TAG_BODY, n);
	t->holders[n->serial] = body;
	build_children(t, body, n);
	return item;
}

/* A term and the definitions that follow it are an item; several definitions share its body. */
static void build_definitions(pdf_tags *t, element *list, const node *n)
{
	element *item = NULL;
	for (const node *c = n->first; c; c = c->next) {
		if (c->kind == NODE_TERM || !item)
			item = block(t, list, TAG_LI, c);
		if (c->kind == NODE_TERM) {
			t->holders[c->serial] = block(t, item, TAG_LABEL, c);
			t->holders[c->serial]->lang = speaks_otherwise(c) ? c->lang : NULL;
			continue;
		}
		element *body = item->last && item->last->type == TAG_BODY
					? item->last
					: block(t, item, TAG_BODY, c);
		t->holders[c->serial] = body;
		build_children(t, body, c);
	}
}

static element *build_note_label(pdf_tags *t, element *note, const node *n)
{
	element *label = block(t, note, TAG_LABEL, n);
	return t->linked[n->serial] ? block(t, label, TAG_LINK, n) : label;
}

/* Where blocks may stand in a row, a note among them. */
static bool holds_blocks(const node *n)
{
	switch (n->kind) {
	case NODE_DOCUMENT:
	case NODE_QUOTE:
	case NODE_ITEM:
	case NODE_DIVISION:
	case NODE_DEFINITION:
	case NODE_NOTE: return true;
	default: return false;
	}
}

/* Put a note behind the block that mentions it first, and behind the notes that are there already.
 */
static void place_note(pdf_tags *t, element *note, const node *first_mark)
{
	const node *n = first_mark;
	while (n->parent && n->kind != NODE_CELL && !holds_blocks(n->parent))
		n = n->parent;
	element *before = t->holders[n->serial];
	const node *around = n->kind == NODE_CELL || !n->parent ? n : n->parent;
	element *parent = t->holders[around->serial];
	if (!parent)
		parent = t->root;
	note->parent = parent;
	while (before && before != parent && before->parent != parent)
		before = before->parent;
	if (!before || before == parent) {
		append_block(parent, note);
		return;
	}
	while (before->next && before->next->type == TAG_NOTE)
		before = before->next;
	note->next = before->next;
	before->next = note;
	if (parent->last == before)
		parent->last = note;
}

static element *build_note(pdf_tags *t, element *parent, const node *n)
{
	element *note = make(t, parent, TAG_NOTE, n);
	if (n->as.note.first_mark && !t->pages->style->pages.end_notes)
		place_note(t, note, n->as.note.first_mark);
	else
		append_block(parent, note);
	t->holders[n->serial] = note;
	build_note_label(t, note, n);
	build_children(t, note, n);
	return note;
}

/* The heading of the contents is a paragraph before them: in a TOC nothing but entries may stand.
 */
static element *build_contents(pdf_tags *t, element *parent, const node *n)
{
	element *heading = block(t, parent, TAG_P, n);
	t->holders[n->serial] = heading;
	t->contents = block(t, parent, TAG_CONTENTS, n);
	return heading;
}

static element *build_with_children(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = block(t, parent, type, n);
	t->holders[n->serial] = e;
	build_children(t, e, n);
	return e;
}

static element *build_block(pdf_tags *t, element *parent, const node *n)
{
	switch (n->kind) {
	case NODE_TITLE: return block(t, parent, TAG_TITLE, n);
	case NODE_SUBTITLE: return block(t, parent, TAG_SUBTITLE, n);
	case NODE_AUTHOR:
	case NODE_DATE:
	case NODE_VERBATIM: return block(t, parent, TAG_P, n);
	case NODE_PARAGRAPH: return is_bare(n) ? parent : block(t, parent, TAG_P, n);
	case NODE_HEADING: return block(t, parent, TAG_H1 + t->levels[n->serial] - 1, n);
	case NODE_CONTENTS: return build_contents(t, parent, n);
	case NODE_QUOTE: return build_with_children(t, parent, TAG_QUOTE, n);
	case NODE_DIVISION: return build_with_children(t, parent, TAG_DIVISION, n);
	case NODE_LIST: return build_with_children(t, parent, TAG_L, n);
	case NODE_ITEM: return build_item(t, parent, n);
	case NODE_CODE_BLOCK: return block(t, block(t, parent, TAG_P, n), TAG_CODE, n);
	case NODE_TABLE: return build_with_children(t, parent, TAG_TABLE, n);
	case NODE_ROW: return build_with_children(t, parent, TAG_ROW, n);
	case NODE_CELL: return block(t, parent, n->parent->as.row.head ? TAG_HEADER : TAG_DATA, n);
	case NODE_FIGURE: return build_figure(t, parent, n);
	case NODE_CAPTION:
		return block(t, parent, parent->type == TAG_DIVISION ? TAG_P : TAG_CAPTION, n);
	case NODE_NOTE: return build_note(t, parent, n);
	default: return NULL;
	}
}

static void build(pdf_tags *t, element *parent, const node *n)
{
	if (n->kind == NODE_DEFINITIONS) {
		element *list = block(t, parent, TAG_L, n);
		t->holders[n->serial] = list;
		list->lang = speaks_otherwise(n) ? n->lang : NULL;
		build_definitions(t, list, n);
		return;
	}
	element *e = build_block(t, parent, n);
	if (!e)
		return;
	if (e != parent && speaks_otherwise(n))
		e->lang = n->lang;
	if (!t->holders[n->serial])
		t->holders[n->serial] = e;
}

/* --- before the tree: levels of headings, and what is linked -------------------------------- */

/* Levels without gaps: a heading is one deeper than the last that is above it in the manuscript. */
static void settle_levels(pdf_tags *t, const node *root)
{
	int open[6], depth = 0;
	for (const node *n = node_after(root, root, false); n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		int level = n->as.heading.level;
		while (depth && open[depth - 1] >= level)
			depth--;
		if (depth < 6)
			open[depth++] = level;
		t->levels[n->serial] = (uint8_t)depth;
	}
}

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

/* --- inlines -------------------------------------------------------------------------------- */

/* The element of an inline node, or its parent where the node needs none. */
static element *inline_of(pdf_tags *t, element *parent, const node *n)
{
	bool linked = t->linked[n->serial];
	switch (n->kind) {
	case NODE_EMPHASIS: return inline_element(t, parent, TAG_EM, n);
	case NODE_STRONG: return inline_element(t, parent, TAG_STRONG, n);
	case NODE_STRIKE: return inline_element(t, parent, TAG_STRIKE, n);
	case NODE_CODE:
	case NODE_KBD: return inline_element(t, parent, TAG_CODE, n);
	case NODE_LINK: return linked ? inline_element(t, parent, TAG_LINK, n) : parent;
	case NODE_REFERENCE:
	case NODE_NOTE_MARK: {
		element *e = inline_element(t, parent, TAG_REFERENCE, n);
		return linked ? inline_element(t, e, TAG_LINK, n) : e;
	}
	case NODE_IMAGE: {
		element *e = inline_element(t, parent, TAG_FIGURE, n);
		e->box = ARENA_NEW(t->arena, figure_box);
		return e;
	}
	default: return parent;
	}
}

/* The element that holds a node's content; NULL: none does (rules, decoration). */
static element *holder_of(pdf_tags *t, const node *n)
{
	if (!n)
		return NULL;
	element *e = t->holders[n->serial];
	if (e || node_is_block(n))
		return e;
	element *parent = holder_of(t, n->parent);
	if (!parent)
		return NULL;
	e = inline_of(t, parent, n);
	if (speaks_otherwise(n)) {
		if (e == parent)
			e = inline_element(t, parent, TAG_SPAN, n);
		e->lang = n->lang;
	}
	t->holders[n->serial] = e;
	return e;
}

static element *label_of(pdf_tags *t, const node *n)
{
	element *e = holder_of(t, n);
	if (!e || (n->kind != NODE_ITEM && n->kind != NODE_NOTE))
		return e;
	element *label = n->kind == NODE_ITEM ? e->parent->first : e->first;
	return label->first ? label->first : label;
}

/* An entry of the contents: TOC … TOCI, Reference, Link. Deeper entries stand in a TOC inside the
 * entry above them. */
static element *entry_of(pdf_tags *t, const node *heading)
{
	if (!t->contents || heading->kind != NODE_HEADING)
		return NULL;
	if (t->entries[heading->serial])
		return t->entries[heading->serial];
	int level = t->levels[heading->serial], above = level - 1;
	while (above && !t->open_entries[above])
		above--;
	element *list = t->contents, *outer = t->open_entries[above];
	if (above)
		list = outer->first ? outer->first : block(t, outer, TAG_CONTENTS, heading);
	element *entry = block(t, list, TAG_ENTRY, heading);
	t->open_entries[level] = entry;
	for (int deeper = level + 1; deeper <= 6; deeper++)
		t->open_entries[deeper] = NULL;
	element *e = inline_element(t, entry, TAG_REFERENCE, heading);
	if (t->linked[heading->serial])
		e = inline_element(t, e, TAG_LINK, heading);
	if (speaks_otherwise(heading))
		entry->lang = heading->lang;
	t->entries[heading->serial] = e;
	return e;
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
		return !described_image(n);
	return n->kind == NODE_IMAGE && (!n->as.image.alt || !*n->as.image.alt);
}

static element *element_of(pdf_tags *t, const mark *m)
{
	switch (m->part) {
	case PART_CONTENT: return is_decoration(m) ? NULL : holder_of(t, m->owner);
	case PART_LABEL: return m->owner ? label_of(t, m->owner) : NULL;
	case PART_ENTRY: return m->owner ? entry_of(t, m->owner) : NULL;
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
	kid *k = append_kid(t, e, KID_CONTENT);
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
		open = e;
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
	element *e = n->kind == NODE_HEADING ? t->entries[n->serial]
		     : n->kind == NODE_NOTE  ? label_of(t, n)
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
		kid *k = append_kid(t, e, KID_ANNOTATION);
		k->page = (uint32_t)index;
		k->number = (uint32_t)at;
	}
}

/* --- the whole ------------------------------------------------------------------------------ */

pdf_tags *pdf_tags_new(arena *a, const pages *p)
{
	const node *root = p->document->root;
	size_t nodes = p->document->nodes;
	pdf_tags *t = ARENA_NEW(a, pdf_tags);
	t->arena = a;
	t->pages = p;
	t->holders = ARENA_FULL_ARRAY(a, nodes, element *);
	t->entries = ARENA_FULL_ARRAY(a, nodes, element *);
	t->levels = ARENA_FULL_ARRAY(a, nodes, uint8_t);
	t->linked = ARENA_FULL_ARRAY(a, nodes, bool);
	t->leaves = ARENA_ARRAY(a, p->count, tag_page);
	settle_levels(t, root);
	settle_links(t);
	t->root = make(t, NULL, TAG_DOCUMENT, root);
	t->holders[root->serial] = t->root;
	build_children(t, t->root, root);
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
	/* Contents are shared by editions with links and without: a name that suits both. */
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

bool pdf_tags_element_exists(const element *e, const edition *in)
{
	for (; e; e = e->parent) {
		if (in->screen ? e->used : e->used_off_screen)
			return true;
		if (e->type != TAG_ROW && e->type != TAG_HEADER && e->type != TAG_DATA)
			return false;
	}
	return false;
}

bool pdf_tags_element_is_transparent(const element *e, const edition *in)
{
	return !in->links && e->type == TAG_LINK && !e->lang;
}
