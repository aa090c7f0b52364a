/* pdf_tags_write: the structure tree in an edition's document.
 * Elements come in thousands, so each is an object that writes itself only when the document is
 * written. What an edition leaves out (elements without content in it, links where nothing is
 * linked) is decided here alone. */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"

#include <string.h>

/* An edition's tree under way; lent to the objects until the document is written. */
typedef struct writer {
	const pdf_tags *tags;
	pdf_dict **objects; /* an element each; NULL: not in this edition */
	pdf_dict *root;
	pdf_dict *const *page_objects;
	pdf_dict *const *annotations; /* a link each */
	const edition *edition;
} writer;

typedef struct written {
	const writer *writer;
	const element *element;
} written;

/* --- children ------------------------------------------------------------------------------- */

/* Where the children of an element are written to: the first page met is the element's own, said
 * once. */
typedef struct children {
	const writer *writer;
	pdf_buffer text;
	size_t count;
	bool paged;
	uint32_t page;
} children;

static void add_page(children *c, uint32_t index)
{
	pdf_append_text(&c->text, "/Pg ");
	pdf_append_reference(&c->text, c->writer->page_objects[index]);
}

static void add_content(children *c, const kid *k)
{
	if (!c->paged) {
		c->paged = true;
		c->page = k->page;
	}
	if (c->page == k->page) {
		pdf_append_number(&c->text, k->number);
		return;
	}
	pdf_append_text(&c->text, "<</Type/MCR");
	add_page(c, k->page);
	pdf_append_text(&c->text, "/MCID ");
	pdf_append_number(&c->text, k->number);
	pdf_append_text(&c->text, ">>");
}

static void add_annotation(children *c, const kid *k)
{
	pdf_append_text(&c->text, "<</Type/OBJR/Obj ");
	pdf_append_reference(&c->text, c->writer->annotations[k->number]);
	add_page(c, k->page);
	pdf_append_text(&c->text, ">>");
}

static void separate(children *c)
{
	if (c->count++)
		pdf_append_text(&c->text, " ");
}

static void add_element(children *c, const element *e)
{
	if (!c->writer->objects[e->index])
		return;
	separate(c);
	pdf_append_reference(&c->text, c->writer->objects[e->index]);
}

static void add_children(children *c, const element *e)
{
	const edition *in = c->writer->edition;
	for (const kid *k = e->kids; k; k = k->next) {
		if (k->kind == KID_ELEMENT && pdf_tags_element_is_transparent(k->element, in)) {
			add_children(c, k->element);
		} else if (k->kind == KID_ELEMENT) {
			add_element(c, k->element);
		} else if (k->kind == KID_CONTENT && (in->screen || !k->screen)) {
			separate(c);
			add_content(c, k);
		} else if (k->kind == KID_ANNOTATION && in->links) {
			separate(c);
			add_annotation(c, k);
		}
	}
	for (const element *b = e->first; b; b = b->next)
		if (pdf_tags_element_is_transparent(b, in))
			add_children(c, b);
		else
			add_element(c, b);
}

static void write_children(pdf_buffer *out, const writer *w, const element *e)
{
	children c = {.writer = w};
	add_children(&c, e);
	if (c.paged) {
		pdf_append_text(out, "/Pg ");
		pdf_append_reference(out, w->page_objects[c.page]);
	}
	if (c.count) {
		pdf_append_text(out, c.count == 1 ? "/K " : "/K[");
		pdf_append(out, c.text.data, c.text.length);
		pdf_append_text(out, c.count == 1 ? "" : "]");
	}
	pdf_buffer_free(&c.text);
}

/* --- attributes ----------------------------------------------------------------------------- */

static bool is_in_bullets(const node *list)
{
	for (const node *up = list->parent; up; up = up->parent)
		if (up->kind == NODE_LIST && !up->as.list.ordered)
			return true;
	return false;
}

/* Only a full circle is a Disc: the dashes of inner lists and the boxes of tasks are labels of no
 * scheme. */
static const char *numbering(const node *list)
{
	if (list->kind != NODE_LIST)
		return "None";
	if (list->as.list.ordered)
		return "Decimal";
	bool tasks = list->first && list->first->as.item.task >= 0;
	return tasks || is_in_bullets(list) ? "None" : "Disc";
}

static void write_box(pdf_buffer *out, const writer *w, const figure_box *box)
{
	length height = w->tags->pages->style->sheet.height;
	const length corners[4] = {box->left, height - box->bottom, box->right, height - box->top};
	pdf_append_text(out, "/BBox[");
	for (int i = 0; i < 4; i++) {
		pdf_append_text(out, i ? " " : "");
		pdf_append_length(out, corners[i], 3);
	}
	pdf_append_text(out, "]");
}

static const node *image_of(const node *n)
{
	if (n->kind == NODE_IMAGE)
		return n;
	for (n = n->first; n && n->kind != NODE_IMAGE;)
		n = n->next;
	return n;
}

static void write_figure(pdf_buffer *out, const writer *w, const element *e)
{
	const node *shown = image_of(e->node);
	pdf_append_text(out, "/Alt");
	pdf_append_string(out, shown->as.image.alt);
	if (shown->as.image.title) {
		pdf_append_text(out, "/T");
		pdf_append_string(out, shown->as.image.title);
	}
	pdf_append_text(out, "/A<</O/Layout");
	if (e->box->placed)
		write_box(out, w, e->box);
	pdf_append_text(out, e->box->block ? "/Placement/Block>>" : "/Placement/Inline>>");
}

/* As strings they sort as their nodes do in the document: the tree of identifiers needs that. */
static void append_id(pdf_buffer *out, const node *n)
{
	pdf_append_print(out, "(id-%08u)", (unsigned)n->serial);
}

static void write_decoration(pdf_buffer *out, const char *type)
{
	pdf_append_print(out, "/A<</O/Layout/TextDecorationType/%s>>", type);
}

/* How far it is above or below the baseline, in the text's own size. */
static void write_shift(pdf_buffer *out, const writer *w, role role)
{
	pdf_append_text(out, "/A<</O/Layout/BaselineShift ");
	pdf_append_length(out, style_of(w->tags->pages->style, role)->rise, 2);
	pdf_append_text(out, ">>");
}

/* What a span's words stand for. */
static void write_expansion(pdf_buffer *out, const node *n)
{
	const char *words = n->kind == NODE_SPAN ? node_attribute(n, "expand") : NULL;
	if (!words)
		return;
	pdf_append_text(out, "/E");
	pdf_append_string(out, words);
}

static void write_header(pdf_buffer *out, const element *e)
{
	pdf_append_print(out, "/A<</O/Table/Scope/%s>>/ID",
			 e->node->parent->as.row.head ? "Column" : "Row");
	append_id(out, e->node);
}

static const node *first_row(const node *table)
{
	const node *n = table->first;
	return n && n->kind != NODE_ROW ? n->next : n;
}

static const node *cell_at(const node *row, size_t column)
{
	const node *cell = row->first;
	while (cell && column--)
		cell = cell->next;
	return cell;
}

static void append_head(pdf_buffer *out, const writer *w, const node *cell, size_t *count)
{
	const element *e = cell ? w->tags->holders[cell->serial] : NULL;
	if (!e || e->type != TAG_HEADER)
		return;
	pdf_append_text(out, (*count)++ ? " " : "/A<</O/Table/Headers[");
	append_id(out, cell);
}

/* The heads of a cell: those of its column, then those of its row. */
static void write_data(pdf_buffer *out, const writer *w, const element *e)
{
	const node *cell = e->node, *row = cell->parent, *table = row->parent;
	size_t count = 0, heads = pdf_tags_row_heads(table);
	for (const node *r = first_row(table); r && r->as.row.head && !row->as.row.head;
	     r = r->next)
		append_head(out, w, cell_at(r, e->column), &count);
	for (const node *c = row->first; c && c != cell && heads; c = c->next, heads--)
		append_head(out, w, c, &count);
	if (count)
		pdf_append_text(out, "]>>");
}

static void write_attributes(pdf_buffer *out, const writer *w, const element *e)
{
	switch (e->type) {
	case TAG_L:
		pdf_append_print(out, "/A<</O/List/ListNumbering/%s>>", numbering(e->node));
		break;
	case TAG_HEADER: write_header(out, e); break;
	case TAG_DATA: write_data(out, w, e); break;
	case TAG_STRIKE: write_decoration(out, "LineThrough"); break;
	case TAG_UNDERLINE: write_decoration(out, "Underline"); break;
	case TAG_SUB: write_shift(out, w, ROLE_SUB); break;
	case TAG_SUP: write_shift(out, w, ROLE_SUP); break;
	case TAG_FIGURE: write_figure(out, w, e); break;
	case TAG_NOTE:
		pdf_append_text(out, "/ID");
		append_id(out, e->node);
		break;
	}
	write_expansion(out, e->node);
	if (e->lang) {
		pdf_append_text(out, "/Lang");
		pdf_append_string(out, e->lang);
	}
}

/* --- elements ------------------------------------------------------------------------------- */

static tag_type type_in(const writer *w, const element *e)
{
	return !w->edition->links && e->type == TAG_LINK ? TAG_SPAN : e->type;
}

static const element *solid(const writer *w, const element *e)
{
	while (pdf_tags_element_is_transparent(e, w->edition))
		e = e->parent;
	return e;
}

static void write_element(pdf_buffer *out, const void *context)
{
	const written *this = context;
	const writer *w = this->writer;
	const element *e = this->element;
	pdf_append_text(out, "/Type/StructElem/S");
	pdf_append_name(out, pdf_tags_names[type_in(w, e)]);
	pdf_append_text(out, "/P ");
	pdf_append_reference(out, e->parent ? w->objects[solid(w, e->parent)->index] : w->root);
	write_attributes(out, w, e);
	write_children(out, w, e);
}

static void make_objects(pdf_file *f, writer *w)
{
	const pdf_tags *t = w->tags;
	w->objects = ARENA_ARRAY(t->arena, t->count, pdf_dict *);
	for (size_t i = 0; i < t->count; i++) {
		const element *e = t->elements[i];
		if (e->parent && (!pdf_tags_element_exists(e, w->edition) ||
				  pdf_tags_element_is_transparent(e, w->edition)))
			continue;
		written *this = ARENA_NEW(t->arena, written);
		*this = (written){w, e};
		w->objects[i] = pdf_raw_new(f, write_element, this);
	}
}

/* --- trees of numbers and names ------------------------------------------------------------- */

enum { CHUNK = 64 };

static bool key_holds(const writer *w, int32_t key)
{
	const pdf_tags *t = w->tags;
	if ((size_t)key < t->pages->count)
		return t->leaves[key].count != 0;
	return w->edition->links;
}

static void write_parents_of_page(pdf_buffer *out, const writer *w, const tag_page *leaf)
{
	pdf_append_text(out, "[");
	for (size_t i = 0; i < leaf->count; i++) {
		if (!w->edition->screen && leaf->contents[i]->screen)
			pdf_append_text(out, i ? " null" : "null");
		else {
			pdf_append_text(out, i ? " " : "");
			pdf_append_reference(out, w->objects[solid(w, leaf->owners[i])->index]);
		}
	}
	pdf_append_text(out, "]");
}

/* A leaf of a number or name tree, or all of a small one: `count` keys, or elements, from `first`
 * on. */
typedef struct tree_leaf {
	const writer *writer;
	const void *items;
	size_t count;
	bool limited; /* stands under a root, so it says its limits */
} tree_leaf;

static void write_number_leaf(pdf_buffer *out, const void *context)
{
	const tree_leaf *leaf = context;
	const writer *w = leaf->writer;
	const pdf_tags *t = w->tags;
	const int32_t *keys = leaf->items;
	if (leaf->limited)
		pdf_append_print(out, "/Limits[%d %d]", (int)keys[0], (int)keys[leaf->count - 1]);
	pdf_append_text(out, "/Nums[");
	for (size_t i = 0; i < leaf->count; i++) {
		pdf_append_text(out, i ? " " : "");
		pdf_append_number(out, keys[i]);
		pdf_append_text(out, " ");
		if ((size_t)keys[i] < t->pages->count)
			write_parents_of_page(out, w, &t->leaves[keys[i]]);
		else
			pdf_append_reference(
				out, w->objects[t->link_owners[(size_t)keys[i] - t->pages->count]
							->index]);
	}
	pdf_append_text(out, "]");
}

static void write_name_leaf(pdf_buffer *out, const void *context)
{
	const tree_leaf *leaf = context;
	const element *const *named = leaf->items;
	if (leaf->limited) {
		pdf_append_text(out, "/Limits[");
		append_id(out, named[0]->node);
		append_id(out, named[leaf->count - 1]->node);
		pdf_append_text(out, "]");
	}
	pdf_append_text(out, "/Names[");
	for (size_t i = 0; i < leaf->count; i++) {
		append_id(out, named[i]->node);
		pdf_append_reference(out, leaf->writer->objects[named[i]->index]);
	}
	pdf_append_text(out, "]");
}

static tree_leaf *new_leaf(const writer *w, const void *items, size_t count, bool limited)
{
	tree_leaf *leaf = ARENA_NEW(w->tags->arena, tree_leaf);
	*leaf = (tree_leaf){w, items, count, limited};
	return leaf;
}

/* A tree of `count` items of `size` bytes: one node where they are few, otherwise a root over
 * leaves. */
static pdf_dict *make_tree(pdf_file *f, const writer *w, pdf_raw_fn *write, const void *items,
			   size_t count, size_t size)
{
	if (count <= CHUNK)
		return pdf_raw_new(f, write, new_leaf(w, items, count, false));
	pdf_dict *root = pdf_dict_new(f);
	pdf_buffer kids = {0};
	for (size_t i = 0; i < count; i += CHUNK) {
		size_t some = count - i < CHUNK ? count - i : CHUNK;
		pdf_append_text(&kids, i ? " " : "[");
		pdf_append_reference(&kids, pdf_raw_new(f, write,
							new_leaf(w, (const char *)items + i * size,
								 some, true)));
	}
	pdf_append_text(&kids, "]");
	pdf_put_buffer(root, "Kids", &kids);
	pdf_buffer_free(&kids);
	return root;
}

static pdf_dict *make_parent_tree(pdf_file *f, const writer *w)
{
	const pdf_tags *t = w->tags;
	int32_t *keys = ARENA_ARRAY(t->arena, (size_t)t->next_key, int32_t);
	size_t count = 0;
	for (int32_t key = 0; key < t->next_key; key++)
		if (key_holds(w, key))
			keys[count++] = key;
	return make_tree(f, w, write_number_leaf, keys, count, sizeof *keys);
}

static bool has_id(const element *e)
{
	return e->type == TAG_NOTE || e->type == TAG_HEADER;
}

/* NULL: no element has an identifier. */
static pdf_dict *make_id_tree(pdf_file *f, const writer *w)
{
	const pdf_tags *t = w->tags;
	const element **named = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < t->count; i++)
		if (has_id(t->elements[i]) && w->objects[i])
			*ARENA_APPEND(t->arena, named, count, capacity) = t->elements[i];
	return count ? make_tree(f, w, write_name_leaf, named, count, sizeof *named) : NULL;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void put_role_map(pdf_dict *root)
{
	pdf_dict *map = pdf_put_dict(root, "RoleMap");
	for (int type = 0; type < TAG_TYPES; type++)
		if (strcmp(pdf_tags_names[type], pdf_tags_standards[type]) != 0)
			pdf_put_name(map, pdf_tags_names[type], pdf_tags_standards[type]);
}

pdf_dict *pdf_tags_write(const pdf_tags *t, pdf_file *f, const edition *e,
			 pdf_dict *const *page_objects, pdf_dict *const *annotations)
{
	writer *w = ARENA_NEW(t->arena, writer);
	*w = (writer){
		.tags = t, .page_objects = page_objects, .annotations = annotations, .edition = e};
	w->root = pdf_dict_new(f);
	make_objects(f, w);
	pdf_put_name(w->root, "Type", "StructTreeRoot");
	pdf_put(w->root, "K", w->objects[t->root->index]);
	put_role_map(w->root);
	pdf_put(w->root, "ParentTree", make_parent_tree(f, w));
	pdf_put_number(w->root, "ParentTreeNextKey", t->next_key);
	pdf_dict *ids = make_id_tree(f, w);
	if (ids)
		pdf_put(w->root, "IDTree", ids);
	return w->root;
}

/* --- as text -------------------------------------------------------------------------------- */

static void dump(pdf_buffer *out, const writer *w, const element *e, int depth);

static void dump_children(pdf_buffer *out, const writer *w, const element *e, int depth)
{
	for (const kid *k = e->kids; k; k = k->next) {
		if (k->kind == KID_ELEMENT)
			dump(out, w, k->element, depth);
		else if (k->kind == KID_CONTENT && (w->edition->screen || !k->screen))
			pdf_append_print(out, "%*s%u:%u\n", 2 * depth, "", (unsigned)k->page,
					 (unsigned)k->number);
		else if (k->kind == KID_ANNOTATION && w->edition->links)
			pdf_append_print(out, "%*s%u:link\n", 2 * depth, "", (unsigned)k->page);
	}
	for (const element *b = e->first; b; b = b->next)
		dump(out, w, b, depth);
}

static void dump(pdf_buffer *out, const writer *w, const element *e, int depth)
{
	if (pdf_tags_element_is_transparent(e, w->edition)) {
		dump_children(out, w, e, depth);
		return;
	}
	if (e->parent && !pdf_tags_element_exists(e, w->edition))
		return;
	pdf_append_print(out, "%*s%s ", 2 * depth, "", pdf_tags_names[type_in(w, e)]);
	write_attributes(out, w, e);
	out->length -= out->data[out->length - 1] == ' ';
	pdf_append_text(out, "\n");
	dump_children(out, w, e, depth + 1);
}

void pdf_tags_dump(const pdf_tags *t, pdf_buffer *out, const edition *e)
{
	const writer w = {.tags = t, .edition = e};
	dump(out, &w, t->root, 0);
}
