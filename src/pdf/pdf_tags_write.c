/* pdf_tags_write: the structure tree in an edition's document. There are thousands of elements, so
 * each is an object whose entries are written only when the document is. What an edition leaves out
 * (elements without content in it, links in an edition without annotations) is decided only
 * here. */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"
#include "pdf/pdf_tree.h"

#include <string.h>

static const char *const names_of_2[TAG_TYPES] = {
#define X(type, name, standard, type2, own2) type2,
	TAG_LIST(X)
#undef X
};

static const bool is_of_2[TAG_TYPES] = {
#define X(type, name, standard, type2, own2) own2,
	TAG_LIST(X)
#undef X
};

/* The tree of an edition, while it is written; lent to the objects until the document is
 * written. */
typedef struct pdf_tags_writer {
	const pdf_tags *tags;
	pdf_dict **objects; /* an element each; NULL: not in this edition */
	pdf_dict *root;
	pdf_dict *const *page_objects;
	pdf_dict *const *annotations; /* a link each */
	const edition *edition;
	pdf_dict *namespaces[2]; /* of PDF 1.7, of PDF 2.0: in documents of PDF 2.0 */
} tags_writer;

typedef struct written {
	const tags_writer *writer;
	const element *element;
} written;

/* --- children ------------------------------------------------------------------------------- */

/* An element's children, while they are written: the first page met becomes the element's /Pg. */
typedef struct children {
	const tags_writer *writer;
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

static void write_children(pdf_buffer *out, const tags_writer *w, const element *e)
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

/* --- elements ------------------------------------------------------------------------------- */

static tag_type type_in(const tags_writer *w, const element *e)
{
	return !w->edition->links && e->type == TAG_LINK ? TAG_SPAN : e->type;
}

static const element *solid(const tags_writer *w, const element *e)
{
	while (pdf_tags_element_is_transparent(e, w->edition))
		e = e->parent;
	return e;
}

/* The type; in PDF 2.0 with its namespace. */
static void write_type(pdf_buffer *out, const tags_writer *w, tag_type type)
{
	bool second = w->edition->version >= PDF_2;

	pdf_append_text(out, "/Type/StructElem/S");
	pdf_append_name(out, second ? names_of_2[type] : pdf_tags_names[type]);
	if (second) {
		pdf_append_text(out, "/NS ");
		pdf_append_reference(out, w->namespaces[is_of_2[type]]);
	}
}

static void append_target(pdf_buffer *out, const tags_writer *w, const element *e, size_t *count)
{
	pdf_dict *object = e ? w->objects[e->index] : NULL;

	if (!object)
		return;
	pdf_append_text(out, (*count)++ ? " " : "/Ref[");
	pdf_append_reference(out, object);
}

/* An element's references, from PDF 2.0 on: from an entry of the contents to its heading, from a
 * note's mark to the note, and from the note to all of its marks (ISO 14289-2, 8.2.5). */
static void write_references(pdf_buffer *out, const tags_writer *w, const element *e)
{
	const pdf_tags *t = w->tags;
	const node *n = e->node;
	size_t count = 0;

	if (w->edition->version < PDF_2)
		return;
	if (e->type == TAG_ENTRY)
		append_target(out, w, t->holders[n->serial], &count);
	else if (e->type == TAG_REFERENCE && n->kind == NODE_NOTE_MARK && n->as.mark.note)
		append_target(out, w, t->holders[n->as.mark.note->serial], &count);
	for (const element *mark = e->type == TAG_NOTE ? t->marks[n->serial] : NULL; mark;
	     mark = mark->next_mark)
		append_target(out, w, mark, &count);
	if (count)
		pdf_append_text(out, "]");
}

static void write_element(pdf_buffer *out, const void *context)
{
	const written *this = context;
	const tags_writer *w = this->writer;
	const element *e = this->element;
	write_type(out, w, type_in(w, e));
	pdf_append_text(out, "/P ");
	pdf_append_reference(out, e->parent ? w->objects[solid(w, e->parent)->index] : w->root);
	pdf_tags_attributes(out, w->tags, w->edition, e);
	write_references(out, w, e);
	write_children(out, w, e);
}

static void make_objects(pdf_file *f, tags_writer *w)
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

/* --- from content and identifiers to elements ----------------------------------------------- */

enum { CHUNK = 64 };

static bool key_holds(const tags_writer *w, int32_t key)
{
	const pdf_tags *t = w->tags;
	if ((size_t)key < t->pages->count)
		return t->leaves[key].count != 0;
	return w->edition->links;
}

static void write_parents_of_page(pdf_buffer *out, const tags_writer *w, const tag_page *leaf)
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

/* A leaf of the parent tree, or all of a small one. */
typedef struct tree_leaf {
	const tags_writer *writer;
	const int32_t *keys;
	size_t count;
	bool limited; /* it is under a root, so it needs /Limits */
} tree_leaf;

static void write_number_leaf(pdf_buffer *out, const void *context)
{
	const tree_leaf *leaf = context;
	const tags_writer *w = leaf->writer;
	const pdf_tags *t = w->tags;
	const int32_t *keys = leaf->keys;
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

static pdf_dict *make_leaf(pdf_file *f, const tags_writer *w, const int32_t *keys, size_t count,
			   bool limited)
{
	tree_leaf *leaf = ARENA_NEW(w->tags->arena, tree_leaf);
	*leaf = (tree_leaf){w, keys, count, limited};
	return pdf_raw_new(f, write_number_leaf, leaf);
}

/* One node if there are few keys, otherwise a root over leaves. */
static pdf_dict *make_number_tree(pdf_file *f, const tags_writer *w, const int32_t *keys,
				  size_t count)
{
	if (count <= CHUNK)
		return make_leaf(f, w, keys, count, false);
	pdf_dict *root = pdf_dict_new(f);
	pdf_buffer kids = {0};
	for (size_t i = 0; i < count; i += CHUNK) {
		size_t some = count - i < CHUNK ? count - i : CHUNK;
		pdf_append_text(&kids, i ? " " : "[");
		pdf_append_reference(&kids, make_leaf(f, w, keys + i, some, true));
	}
	pdf_append_text(&kids, "]");
	pdf_put_buffer(root, "Kids", &kids);
	pdf_buffer_free(&kids);
	return root;
}

static pdf_dict *make_parent_tree(pdf_file *f, const tags_writer *w)
{
	const pdf_tags *t = w->tags;
	int32_t *keys = ARENA_ARRAY(t->arena, (size_t)t->next_key, int32_t);
	size_t count = 0;
	for (int32_t key = 0; key < t->next_key; key++)
		if (key_holds(w, key))
			keys[count++] = key;
	return make_number_tree(f, w, keys, count);
}

static bool has_id(const element *e)
{
	return e->type == TAG_NOTE || e->type == TAG_HEADER;
}

/* NULL: no element has an identifier. */
static pdf_dict *make_id_tree(pdf_file *f, const tags_writer *w)
{
	const pdf_tags *t = w->tags;
	pdf_tree_entry *entries = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < t->count; i++)
		if (has_id(t->elements[i]) && w->objects[i])
			*ARENA_APPEND(t->arena, entries, count, capacity) = (pdf_tree_entry){
				pdf_tags_id(t->arena, t->elements[i]->node),
				arena_print(t->arena, "%u 0 R", pdf_number_of(w->objects[i]))};
	return count ? pdf_name_tree(f, entries, count) : NULL;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void put_role_map(pdf_dict *root)
{
	pdf_dict *map = pdf_put_dict(root, "RoleMap");
	for (int type = 0; type < TAG_TYPES; type++)
		if (strcmp(pdf_tags_names[type], pdf_tags_standards[type]) != 0)
			pdf_put_name(map, pdf_tags_names[type], pdf_tags_standards[type]);
}

static void put_namespaces(pdf_file *f, tags_writer *w)
{
	static const char *const uris[] = {"http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"};
	pdf_array *all = pdf_put_array(w->root, "Namespaces");

	for (int i = 0; i < 2; i++) {
		w->namespaces[i] = pdf_dict_new(f);
		pdf_put_name(w->namespaces[i], "Type", "Namespace");
		pdf_put_text(w->namespaces[i], "NS", uris[i]);
		pdf_add(all, w->namespaces[i]);
	}
}

pdf_tags_writer *pdf_tags_begin(const pdf_tags *t, pdf_file *f, const edition *e,
				pdf_dict *const *page_objects)
{
	tags_writer *w = ARENA_NEW(t->arena, tags_writer);

	*w = (tags_writer){.tags = t, .page_objects = page_objects, .edition = e};
	w->root = pdf_dict_new(f);
	make_objects(f, w);
	pdf_put_name(w->root, "Type", "StructTreeRoot");
	pdf_put(w->root, "K", w->objects[t->root->index]);
	if (e->version >= PDF_2)
		put_namespaces(f, w);
	else
		put_role_map(w->root);
	return w;
}

pdf_dict *pdf_tags_object_of(const pdf_tags_writer *w, const node *n)
{
	for (; n; n = n->parent) {
		const element *e = w->tags->holders[n->serial];
		if (e && w->objects[e->index])
			return w->objects[e->index];
	}
	return w->objects[w->tags->root->index];
}

pdf_dict *pdf_tags_end(pdf_tags_writer *w, pdf_file *f, pdf_dict *const *annotations)
{
	w->annotations = annotations;
	pdf_put(w->root, "ParentTree", make_parent_tree(f, w));
	pdf_put_number(w->root, "ParentTreeNextKey", w->tags->next_key);
	pdf_dict *ids = make_id_tree(f, w);
	if (ids)
		pdf_put(w->root, "IDTree", ids);
	return w->root;
}
