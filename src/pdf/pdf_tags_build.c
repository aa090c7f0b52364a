/* pdf_tags_build: the document tree becomes elements. Blocks are made at once, in the document's
 * order; inlines when the first mark of theirs is met, in the order of painting. What an element
 * is called and how it nests follows the PDF Association's "Tagged PDF Best Practice Guide:
 * Syntax". */
#include "pdf/pdf_tags_tree.h"

#include "base/arena.h"

#include <string.h>

const char *const pdf_tags_names[TAG_TYPES] = {
#define X(type, name, standard, type2, own2) name,
	TAG_LIST(X)
#undef X
};

const char *const pdf_tags_standards[TAG_TYPES] = {
#define X(type, name, standard, type2, own2) standard,
	TAG_LIST(X)
#undef X
};

/* --- making elements ------------------------------------------------------------------------ */

static element *make(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = ARENA_NEW(t->arena, element);

	*e = (element){.parent = parent,
		       .type = (uint8_t)type,
		       .node = n,
		       .speaks = parent ? parent->speaks : n->lang,
		       .index = (uint32_t)t->count};
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

element *pdf_tags_block(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = make(t, parent, type, n);

	append_block(parent, e);
	return e;
}

kid *pdf_tags_add_kid(pdf_tags *t, element *parent, kid_kind kind)
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

element *pdf_tags_inline(pdf_tags *t, element *parent, tag_type type, const node *n)
{
	element *e = make(t, parent, type, n);

	pdf_tags_add_kid(t, parent, KID_ELEMENT)->element = e;
	return e;
}

void pdf_tags_speak(element *e, const char *lang)
{
	const char *around = e->parent ? e->parent->speaks : e->speaks;

	e->lang = strcmp(lang, around) ? lang : NULL;
	e->speaks = lang;
}

/* --- blocks --------------------------------------------------------------------------------- */

static void build(pdf_tags *t, element *parent, const node *n);

/* Is it a remark out of the words of the block after it? It is set beside or above these, and read
 * after them. */
static bool is_remark(const node *n)
{
	return n && n->kind == NODE_DIVISION && n->as.division.lifted && n->next;
}

static void build_children(pdf_tags *t, element *parent, const node *n)
{
	for (const node *c = n->first; c; c = c->next) {
		if (is_remark(c))
			continue;
		const node *remark = c;
		build(t, parent, c);
		while (is_remark(remark->previous))
			remark = remark->previous;
		for (; remark != c; remark = remark->next)
			build(t, parent, remark);
	}
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

/* Does a figure show something that is described, itself or in figures that are parts of it? */
static bool is_described(const node *figure)
{
	for (const node *n = figure; n; n = node_after(n, figure, false))
		if (n->kind == NODE_FIGURE && described_image(n))
			return true;
	return false;
}

bool pdf_tags_figure_is_decoration(const node *figure)
{
	return !described_image(figure);
}

/* A figure and its caption are siblings: nothing below a Figure that has Alt is read. */
static void build_figure(pdf_tags *t, element *parent, const node *n)
{
	const node *shown = described_image(n);
	element *around = parent;

	if (n->first && n->first->next) {
		around = pdf_tags_block(t, parent, is_described(n) ? TAG_GROUP : TAG_DIVISION, n);
		pdf_tags_speak(around, n->lang);
		t->holders[n->serial] = around;
	}
	if (shown) {
		element *figure = pdf_tags_block(t, around, TAG_FIGURE, shown);
		pdf_tags_speak(figure, n->lang);
		figure->box = ARENA_NEW(t->arena, figure_box);
		figure->box->block = true;
		t->holders[shown->serial] = figure;
		if (around == parent)
			t->holders[n->serial] = figure;
	}
	build_children(t, around, n);
}

/* A tight item of a single paragraph is its body, without a P in it. */
static bool is_bare(const node *n)
{
	return n->kind == NODE_PARAGRAPH && n->parent && n->parent->kind == NODE_ITEM && !n->next &&
	       !n->previous && n->parent->parent->as.list.tight &&
	       !strcmp(n->lang, n->parent->lang);
}

/* The body holds the item's blocks; its label comes before it. */
static void build_item(pdf_tags *t, element *parent, const node *n)
{
	element *item = pdf_tags_block(t, parent, TAG_LI, n);

	pdf_tags_speak(item, n->lang);
	pdf_tags_block(t, item, TAG_LABEL, n);
	element *body = pdf_tags_block(t, item, TAG_BODY, n);
	t->holders[n->serial] = body;
	build_children(t, body, n);
}

/* A term and the definitions that follow it are an item; several definitions share its body. */
static void build_definitions(pdf_tags *t, element *parent, const node *n)
{
	element *list = pdf_tags_block(t, parent, TAG_L, n), *item = NULL;

	pdf_tags_speak(list, n->lang);
	t->holders[n->serial] = list;
	for (const node *c = n->first; c; c = c->next) {
		if (c->kind == NODE_TERM || !item)
			item = pdf_tags_block(t, list, TAG_LI, c);
		if (c->kind == NODE_TERM) {
			t->holders[c->serial] = pdf_tags_block(t, item, TAG_LABEL, c);
			pdf_tags_speak(t->holders[c->serial], c->lang);
			continue;
		}
		element *body = item->last && item->last->type == TAG_BODY
					? item->last
					: pdf_tags_block(t, item, TAG_BODY, c);
		t->holders[c->serial] = body;
		build_children(t, body, c);
	}
}

/* --- notes ---------------------------------------------------------------------------------- */

/* What the link back says, as what a note's mark says, is in the language of the document. */
static void build_note_label(pdf_tags *t, element *note, const node *n)
{
	element *label = pdf_tags_block(t, note, TAG_LABEL, n);

	if (t->linked[n->serial])
		pdf_tags_speak(pdf_tags_block(t, label, TAG_LINK, n), t->root->speaks);
}

/* May blocks follow one another in it, a note among them? */
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

/* The block that a note comes after, or the cell that it comes last in. A head is said again with
 * each of its cells, so its notes come after the table. */
static const node *noted_block(const pdf_tags *t, const node *mark)
{
	const node *n = mark;

	for (const node *up = mark->parent; up; up = up->parent)
		if (up->kind == NODE_CELL && t->holders[up->serial]->type == TAG_HEADER)
			n = up->parent->parent;
	while (n->parent && n->kind != NODE_CELL && !holds_blocks(n->parent))
		n = n->parent;
	return n;
}

/* Put a note after the block that mentions it first, and after the notes that are there already. */
static void place_note(pdf_tags *t, element *note, const node *first_mark)
{
	const node *n = noted_block(t, first_mark);
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
	element *block = before;
	if (block == t->noted) /* thousands of notes may follow one paragraph */
		before = t->last_note;
	while (before->next && before->next->type == TAG_NOTE)
		before = before->next;
	t->noted = block;
	t->last_note = note;
	note->next = before->next;
	before->next = note;
	if (parent->last == before)
		parent->last = note;
}

static void build_note(pdf_tags *t, element *parent, const node *n)
{
	if (t->pages->style->pages.end_notes && !t->notes_heading)
		t->notes_heading = pdf_tags_block(t, parent, TAG_H1, n);
	element *note = make(t, parent, TAG_NOTE, n);

	if (n->as.note.first_mark && !t->pages->style->pages.end_notes)
		place_note(t, note, n->as.note.first_mark);
	else
		append_block(parent, note);
	pdf_tags_speak(note, n->lang);
	t->holders[n->serial] = note;
	build_note_label(t, note, n);
	build_children(t, note, n);
}

/* --- tables --------------------------------------------------------------------------------- */

static bool is_empty_row(const node *row)
{
	for (const node *cell = row->first; cell; cell = cell->next)
		if (cell->first)
			return false;
	return true;
}

size_t pdf_tags_row_heads(const node *table)
{
	const char *count = node_attribute(table, "row-heads");

	return count && *count >= '0' && *count <= '9' ? (size_t)(*count - '0') : 0;
}

/* A cell without words is not a head, wherever it is: screen readers would read an empty head
 * before each cell. */
static tag_type cell_type(const node *cell)
{
	bool heads = cell->parent->as.row.head || cell->as.cell.heads ||
		     cell->as.cell.column < pdf_tags_row_heads(cell->parent->parent);

	return heads && cell->first ? TAG_HEADER : TAG_DATA;
}

static void build_row(pdf_tags *t, element *group, const node *row)
{
	element *e = pdf_tags_block(t, group, TAG_ROW, row);

	t->holders[row->serial] = e;
	for (const node *cell = row->first; cell; cell = cell->next) {
		element *c = pdf_tags_block(t, e, cell_type(cell), cell);
		pdf_tags_speak(c, cell->lang);
		t->holders[cell->serial] = c;
		if (cell->first && node_is_block(cell->first))
			build_children(t, c, cell);
	}
}

static bool has_body(const node *table)
{
	for (const node *row = table->first; row; row = row->next)
		if (row->kind == NODE_ROW && !row->as.row.head && !row->as.row.foot)
			return true;
	return false;
}

/* A table that was written without a head has an empty one, which is left out. Where there are no
 * rows but heads and feet, these are its body: a table with a head must have one (ISO 32000-1,
 * Table 337). */
static void build_table(pdf_tags *t, element *parent, const node *n)
{
	element *table = pdf_tags_block(t, parent, TAG_TABLE, n), *group = NULL;

	const bool body = has_body(n);
	pdf_tags_speak(table, n->lang);
	t->holders[n->serial] = table;
	for (const node *row = n->first; row; row = row->next) {
		if (row->kind != NODE_ROW) {
			build(t, table, row);
			continue;
		}
		if (row->as.row.head && is_empty_row(row))
			continue;
		tag_type type = !body              ? TAG_ROWS
				: row->as.row.head ? TAG_HEAD
				: row->as.row.foot ? TAG_FOOT
						   : TAG_ROWS;
		if (!group || group->type != type)
			group = pdf_tags_block(t, table, type, row);
		build_row(t, group, row);
	}
}

/* --- other blocks --------------------------------------------------------------------------- */

/* The contents' own heading comes before them: in a TOC nothing but entries may be. */
static element *build_contents(pdf_tags *t, element *parent, const node *n)
{
	element *heading = pdf_tags_block(t, parent, TAG_H1, n);

	t->holders[n->serial] = heading;
	t->contents[n->as.contents.of] = pdf_tags_block(t, parent, TAG_CONTENTS, n);
	return heading;
}

static bool is_quoted(const node *n)
{
	for (n = n->parent; n; n = n->parent)
		if (n->kind == NODE_QUOTE || node_has_class(n, "epigraph"))
			return true;
	return false;
}

/* What an element is in, by the rules of ISO 32005: they look through divisions. */
static tag_type holder_type(const element *parent)
{
	while (parent->type == TAG_DIVISION)
		parent = parent->parent;
	return parent->type;
}

/* What a division is, by its class. A quotation holds no aside, nor does an aside (ISO 32005, Table
 * 5). */
static tag_type division_type(const element *parent, const node *n)
{
	static const char *const asides[] = {"note",      "tip",     "important",
					     "warning",   "caution", "aside",
					     "pullquote", "margin",  "column-margin"};

	if (node_has_class(n, "epigraph"))
		return TAG_QUOTE;
	for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
		if (node_has_class(n, asides[i]))
			return is_quoted(n) || holder_type(parent) == TAG_ASIDE ? TAG_DIVISION
										: TAG_ASIDE;
	return TAG_DIVISION;
}

static tag_type container_type(const element *parent, const node *n)
{
	switch (n->kind) {
	case NODE_QUOTE: return TAG_QUOTE;
	case NODE_LIST: return TAG_L;
	default: return division_type(parent, n);
	}
}

/* Does a division only say where its blocks are on the page? Then it is nothing to a listener. */
static bool is_layout(const element *parent, const node *n)
{
	if (n->kind != NODE_DIVISION || n->id || strcmp(n->lang, parent->speaks))
		return false;
	if (!n->classes[0])
		return n->parent->kind == NODE_FIGURE;
	return !n->classes[1] && (node_has_class(n, "columns") || node_has_class(n, "column"));
}

/* A cell holds no quotation and no aside but in a section (ISO 32005, Table 5). */
static void build_container(pdf_tags *t, element *parent, const node *n)
{
	const tag_type type = container_type(parent, n), holder = holder_type(parent);

	if (is_layout(parent, n)) {
		t->holders[n->serial] = parent;
		build_children(t, parent, n);
		return;
	}
	if ((type == TAG_QUOTE || type == TAG_ASIDE) &&
	    (holder == TAG_DATA || holder == TAG_HEADER))
		parent = pdf_tags_block(t, parent, TAG_GROUP, n);
	element *e = pdf_tags_block(t, parent, type, n);

	pdf_tags_speak(e, n->lang);
	t->holders[n->serial] = e;
	build_children(t, e, n);
}

/* A note is read where its mark is, so its headings are none of the text's; and PDF 2.0 has none in
 * notes (ISO 32005, Table 5). */
static bool is_in_note(const node *n)
{
	while (n && n->kind != NODE_NOTE)
		n = n->parent;
	return n;
}

/* A block of words alone; NULL: it is none, and has no words. */
static element *build_leaf(pdf_tags *t, element *parent, const node *n)
{
	switch (n->kind) {
	case NODE_TITLE: return pdf_tags_block(t, parent, TAG_TITLE, n);
	case NODE_SUBTITLE: return pdf_tags_block(t, parent, TAG_SUBTITLE, n);
	case NODE_AUTHOR:
	case NODE_DATE:
	case NODE_VERBATIM: return pdf_tags_block(t, parent, TAG_P, n);
	case NODE_PARAGRAPH: return is_bare(n) ? parent : pdf_tags_block(t, parent, TAG_P, n);
	case NODE_HEADING:
		return pdf_tags_block(t, parent,
				      is_in_note(n) ? TAG_P : TAG_H1 + t->levels[n->serial] - 1, n);
	case NODE_CONTENTS: return build_contents(t, parent, n);
	case NODE_CODE_BLOCK:
		return pdf_tags_block(t, pdf_tags_block(t, parent, TAG_P, n), TAG_CODE, n);
	case NODE_CAPTION:
		return pdf_tags_block(t, parent,
				      n->parent->kind == NODE_FIGURE && !is_described(n->parent)
					      ? TAG_P
					      : TAG_CAPTION,
				      n);
	default: return NULL;
	}
}

static void build(pdf_tags *t, element *parent, const node *n)
{
	switch (n->kind) {
	case NODE_QUOTE:
	case NODE_DIVISION:
	case NODE_LIST: build_container(t, parent, n); return;
	case NODE_ITEM: build_item(t, parent, n); return;
	case NODE_DEFINITIONS: build_definitions(t, parent, n); return;
	case NODE_TABLE: build_table(t, parent, n); return;
	case NODE_FIGURE: build_figure(t, parent, n); return;
	case NODE_NOTE: build_note(t, parent, n); return;
	default: break;
	}
	element *e = build_leaf(t, parent, n);
	if (e && e != parent)
		pdf_tags_speak(e, n->lang);
	if (e)
		t->holders[n->serial] = e;
}

/* Levels without gaps: a heading is one deeper than the last that is above it in the manuscript. */
static void settle_levels(pdf_tags *t, const node *root)
{
	int open[PDF_TAGS_LEVELS], depth = 0;

	for (const node *n = node_after(root, root, false); n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		int level = n->as.heading.level;
		while (depth && open[depth - 1] >= level)
			depth--;
		if (is_in_note(n)) {
			t->levels[n->serial] = (uint8_t)(depth ? depth : 1);
			continue;
		}
		if (depth < PDF_TAGS_LEVELS)
			open[depth++] = level;
		t->levels[n->serial] = (uint8_t)depth;
	}
}

void pdf_tags_build(pdf_tags *t)
{
	const node *root = t->pages->document->root;

	settle_levels(t, root);
	t->root = make(t, NULL, TAG_DOCUMENT, root);
	t->holders[root->serial] = t->root;
	build_children(t, t->root, root);
}

/* --- inlines -------------------------------------------------------------------------------- */

static void add_mark(pdf_tags *t, element *e, const node *note)
{
	e->next_mark = t->marks[note->serial];
	t->marks[note->serial] = e;
}

/* The element of an inline node, or its parent where the node needs none. */
static element *inline_of(pdf_tags *t, element *parent, const node *n)
{
	bool linked = t->linked[n->serial];

	switch (n->kind) {
	case NODE_EMPHASIS: return pdf_tags_inline(t, parent, TAG_EM, n);
	case NODE_STRONG: return pdf_tags_inline(t, parent, TAG_STRONG, n);
	case NODE_STRIKE: return pdf_tags_inline(t, parent, TAG_STRIKE, n);
	case NODE_SUB: return pdf_tags_inline(t, parent, TAG_SUB, n);
	case NODE_SUP: return pdf_tags_inline(t, parent, TAG_SUP, n);
	case NODE_SPAN:
		if (node_has_class(n, "underline"))
			return pdf_tags_inline(t, parent, TAG_UNDERLINE, n);
		return node_attribute(n, "expand") ? pdf_tags_inline(t, parent, TAG_SPAN, n)
						   : parent;
	case NODE_CODE:
	case NODE_KBD: return pdf_tags_inline(t, parent, TAG_CODE, n);
	case NODE_LINK: return linked ? pdf_tags_inline(t, parent, TAG_LINK, n) : parent;
	case NODE_REFERENCE:
	case NODE_NOTE_MARK: {
		element *e = pdf_tags_inline(t, parent, TAG_REFERENCE, n);
		if (n->kind == NODE_NOTE_MARK && n->as.mark.note)
			add_mark(t, e, n->as.mark.note);
		return linked ? pdf_tags_inline(t, e, TAG_LINK, n) : e;
	}
	case NODE_IMAGE: {
		element *e = pdf_tags_inline(t, parent, TAG_FIGURE, n);
		e->box = ARENA_NEW(t->arena, figure_box);
		return e;
	}
	default: return parent;
	}
}

element *pdf_tags_holder(pdf_tags *t, const node *n)
{
	if (!n)
		return NULL;
	element *e = t->holders[n->serial];
	if (e || node_is_block(n))
		return e;
	element *parent = pdf_tags_holder(t, n->parent);
	if (!parent)
		return NULL;
	e = inline_of(t, parent, n);
	if (e == parent && strcmp(n->lang, parent->speaks))
		e = pdf_tags_inline(t, parent, TAG_SPAN, n);
	if (e != parent)
		pdf_tags_speak(e, n->kind == NODE_NOTE_MARK && t->linked[n->serial]
					  ? t->root->speaks
					  : n->lang);
	return t->holders[n->serial] = e;
}

element *pdf_tags_label(pdf_tags *t, const node *n)
{
	element *e = pdf_tags_holder(t, n);
	if (!e || (n->kind != NODE_ITEM && n->kind != NODE_NOTE))
		return e;
	element *label = n->kind == NODE_ITEM ? e->parent->first : e->first;
	return label->first ? label->first : label;
}
