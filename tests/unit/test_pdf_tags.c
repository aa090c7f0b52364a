/* pdf_tags: a small document and its pages by hand; the tree in both editions, and the trees of
 * keys and names. */
#include "pdf/pdf_tags.h"

#include "base/arena.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_tags_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static arena *memory;
static style sheet_style;
static const ink text_ink = {.name = "text", .painted_in_print = true};
static const ink screen_ink = {.name = "screen"};

static document *new_document(void)
{
	document *d = ARENA_NEW(memory, document);
	d->root = node_new(memory, NODE_DOCUMENT, (place){0});
	d->lang = "en";
	return d;
}

static node *add(node *parent, node_kind kind)
{
	node *n = node_new(memory, kind, (place){0});
	node_append(parent, n);
	return n;
}

static node *heading(node *parent, int level)
{
	node *n = add(parent, NODE_HEADING);
	n->as.heading.level = level;
	return n;
}

static mark *paint(page *p, const node *owner, mark_part part)
{
	mark *m = ARENA_APPEND(memory, p->marks, p->mark_count, p->mark_capacity);
	m->owner = owner;
	m->part = (uint8_t)part;
	m->ink = &text_ink;
	return m;
}

static void link_from(page *p, const node *owner)
{
	ARENA_APPEND(memory, p->links, p->link_count, p->link_capacity)->owner = owner;
}

static const pages *bind(document *d, page *leaves, size_t count)
{
	const page **items = ARENA_ARRAY(memory, count, const page *);
	for (size_t i = 0; i < count; i++)
		items[i] = &leaves[i];
	document_finish(d);
	pages *p = ARENA_NEW(memory, pages);
	*p = (pages){.document = d, .style = &sheet_style, .items = items, .count = count};
	return p;
}

static void dump(pdf_buffer *out, const pdf_tags *t, const edition *in, const element *e,
		 int depth);

static void dump_children(pdf_buffer *out, const pdf_tags *t, const edition *in, const element *e,
			  int depth)
{
	for (const kid *k = e->kids; k; k = k->next) {
		if (k->kind == KID_ELEMENT)
			dump(out, t, in, k->element, depth);
		else if (k->kind == KID_CONTENT && (in->screen || !k->screen))
			pdf_append_print(out, "%*s%u:%u\n", 2 * depth, "", (unsigned)k->page,
					 (unsigned)k->number);
		else if (k->kind == KID_ANNOTATION && in->links)
			pdf_append_print(out, "%*s%u:link\n", 2 * depth, "", (unsigned)k->page);
	}
	for (const element *b = e->first; b; b = b->next)
		dump(out, t, in, b, depth);
}

/* The tree of an edition as text, an element a line, indented: type and attributes; its content as
 * "page:mcid" (pages from 0). */
static void dump(pdf_buffer *out, const pdf_tags *t, const edition *in, const element *e, int depth)
{
	if (pdf_tags_element_is_transparent(e, in)) {
		dump_children(out, t, in, e, depth);
		return;
	}
	if (e->parent && !pdf_tags_element_exists(e, in))
		return;
	pdf_append_print(out, "%*s%s ", 2 * depth, "",
			 pdf_tags_names[!in->links && e->type == TAG_LINK ? TAG_SPAN : e->type]);
	pdf_tags_attributes(out, t, in, e);
	out->length -= out->data[out->length - 1] == ' ';
	pdf_append_text(out, "\n");
	dump_children(out, t, in, e, depth + 1);
}

static void assert_tree(const pdf_tags *t, bool print, const char *expected)
{
	pdf_buffer b = {0};
	dump(&b, t, &edition_table[print ? EDITION_PRINT : EDITION_ARCHIVE], t->root, 0);
	pdf_append(&b, "", 1);
	assert_string_equal(b.data, expected);
	pdf_buffer_free(&b);
}

static int set_up(void **state)
{
	(void)state;
	memory = arena_new();
	memset(&sheet_style, 0, sizeof sheet_style);
	sheet_style.sheet.height = 800 * LENGTH_PT;
	sheet_style.roles[ROLE_SUB].rise = -2 * LENGTH_PT;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(memory);
	return 0;
}

static void content_is_numbered_where_its_element_changes(void **state)
{
	(void)state;
	document *d = new_document();
	node *p = add(d->root, NODE_PARAGRAPH), *em = add(p, NODE_EMPHASIS),
	     *second = add(d->root, NODE_PARAGRAPH);
	node *sub = add(second, NODE_SUB);
	page leaves[2] = {0};
	paint(&leaves[0], NULL, PART_HEAD);
	paint(&leaves[0], p, PART_CONTENT);
	paint(&leaves[0], p, PART_CONTENT);
	paint(&leaves[0], em, PART_CONTENT);
	paint(&leaves[0], p, PART_CONTENT);
	paint(&leaves[0], p, PART_ARTIFACT);
	paint(&leaves[0], p, PART_CONTENT);
	paint(&leaves[0], second, PART_CONTENT);
	paint(&leaves[0], sub, PART_CONTENT);
	paint(&leaves[1], second, PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, leaves, 2));
	static const int32_t expected[] = {-1, 0, 0, 1, 2, -1, 3, 4, 5};
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(pdf_tags_mark(t, 0, i).mcid, expected[i]);
	assert_int_equal(pdf_tags_mark(t, 1, 0).mcid, 0);
	assert_string_equal(pdf_tags_mark(t, 0, 3).name, "Span");
	assert_tree(t, false,
		    "Document\n  P\n    0:0\n    Em\n      0:1\n    0:2\n    0:3\n  P\n    0:4\n"
		    "    Subscript /A<</O/Layout/BaselineShift -2>>\n      0:5\n    1:0\n");
}

static void headings_skip_no_level(void **state)
{
	(void)state;
	static const int levels[] = {2, 4, 3, 2, 1, 6, 5, 6};
	document *d = new_document();
	page leaf = {0};
	for (size_t i = 0; i < 8; i++)
		paint(&leaf, heading(d->root, levels[i]), PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  H1\n    0:0\n  H2\n    0:1\n  H2\n    0:2\n  H1\n    0:3\n  H1\n  "
		    "  0:4\n"
		    "  H2\n    0:5\n  H2\n    0:6\n  H3\n    0:7\n");
}

static void lists_have_labels_and_bodies(void **state)
{
	(void)state;
	document *d = new_document();
	node *list = add(d->root, NODE_LIST), *one = add(list, NODE_ITEM),
	     *bare = add(one, NODE_PARAGRAPH);
	node *two = add(list, NODE_ITEM), *p = add(two, NODE_PARAGRAPH),
	     *inner = add(two, NODE_LIST);
	node *deep = add(inner, NODE_ITEM), *q = add(deep, NODE_PARAGRAPH);
	list->as.list.ordered = list->as.list.tight = true;
	deep->as.item.task = -1;
	page leaf = {0};
	paint(&leaf, one, PART_LABEL);
	paint(&leaf, bare, PART_CONTENT);
	paint(&leaf, two, PART_LABEL);
	paint(&leaf, p, PART_CONTENT);
	paint(&leaf, deep, PART_LABEL);
	paint(&leaf, q, PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  L /A<</O/List/ListNumbering/Decimal>>\n"
		    "    LI\n      Lbl\n        0:0\n      LBody\n        0:1\n"
		    "    LI\n      Lbl\n        0:2\n      LBody\n        P\n          0:3\n"
		    "        L /A<</O/List/ListNumbering/Disc>>\n"
		    "          LI\n            Lbl\n              0:4\n            LBody\n         "
		    "     P\n                0:5\n");
}

static void tables_keep_empty_cells(void **state)
{
	(void)state;
	document *d = new_document();
	node *table = add(d->root, NODE_TABLE), *caption = add(table, NODE_CAPTION),
	     *head = add(table, NODE_ROW);
	node *a = add(head, NODE_CELL), *row = add(table, NODE_ROW), *c;
	head->as.row.head = true;
	add(head, NODE_CELL)->as.cell.column = 1;
	add(row, NODE_CELL);
	c = add(row, NODE_CELL);
	c->as.cell.column = 1;
	add(a, NODE_TEXT);
	add(c, NODE_TEXT);
	add(d->root, NODE_PARAGRAPH);
	page leaf = {0};
	paint(&leaf, a, PART_CONTENT);
	paint(&leaf, c, PART_CONTENT);
	paint(&leaf, caption, PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  Table\n    Caption\n      0:2\n"
		    "    THead\n      TR\n        TH /A<</O/Table/Scope/Column>>/ID(id-00000004)\n"
		    "          0:0\n        TD\n"
		    "    TBody\n      TR\n        TD /A<</O/Table/Headers[(id-00000004)]>>\n"
		    "        TD\n          0:1\n");
}

static node *spanning(node *row, int column, int across, int down)
{
	node *n = add(row, NODE_CELL);
	n->as.cell.column = (uint16_t)column;
	n->as.cell.across = (uint16_t)across;
	n->as.cell.down = (uint16_t)down;
	add(n, NODE_TEXT);
	return n;
}

static void cells_name_all_heads_above_what_they_span(void **state)
{
	(void)state;
	document *d = new_document();
	node *table = add(d->root, NODE_TABLE), *head = add(table, NODE_ROW),
	     *second = add(table, NODE_ROW), *row = add(table, NODE_ROW);
	head->as.row.head = second->as.row.head = true;
	page leaf = {0};
	paint(&leaf, spanning(head, 0, 1, 2), PART_CONTENT);
	paint(&leaf, spanning(head, 1, 2, 1), PART_CONTENT);
	paint(&leaf, spanning(second, 1, 1, 1), PART_CONTENT);
	paint(&leaf, spanning(second, 2, 1, 1), PART_CONTENT);
	paint(&leaf, spanning(row, 0, 1, 1), PART_CONTENT);
	paint(&leaf, spanning(row, 1, 2, 1), PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(
		t, false,
		"Document\n  Table\n    THead\n      TR\n"
		"        TH /A<</O/Table/Scope/Column/RowSpan 2>>/ID(id-00000003)\n          0:0\n"
		"        TH /A<</O/Table/Scope/Column/ColSpan 2>>/ID(id-00000005)\n          0:1\n"
		"      TR\n"
		"        TH /A<</O/Table/Scope/Column>>/ID(id-00000008)\n          0:2\n"
		"        TH /A<</O/Table/Scope/Column>>/ID(id-00000010)\n          0:3\n"
		"    TBody\n      TR\n"
		"        TD /A<</O/Table/Headers[(id-00000003)]>>\n          0:4\n"
		"        TD /A<</O/Table/Headers[(id-00000005) (id-00000008) (id-00000010)]"
		"/ColSpan 2>>\n          0:5\n");
}

static void notes_follow_what_mentions_them(void **state)
{
	(void)state;
	document *d = new_document();
	node *p = add(d->root, NODE_PARAGRAPH), *mark_one = add(p, NODE_NOTE_MARK),
	     *mark_two = add(p, NODE_NOTE_MARK);
	node *last = add(d->root, NODE_PARAGRAPH), *notes[2];
	page leaf = {0};
	for (int i = 0; i < 2; i++) {
		notes[i] = add(d->root, NODE_NOTE);
		notes[i]->as.note.number = i + 1;
		notes[i]->as.note.first_mark = i ? mark_two : mark_one;
	}
	node *words = add(notes[0], NODE_PARAGRAPH), *more = add(notes[1], NODE_PARAGRAPH);
	paint(&leaf, p, PART_CONTENT);
	paint(&leaf, mark_one, PART_CONTENT);
	paint(&leaf, mark_two, PART_CONTENT);
	paint(&leaf, last, PART_CONTENT);
	paint(&leaf, notes[0], PART_LABEL);
	paint(&leaf, words, PART_CONTENT);
	paint(&leaf, more, PART_CONTENT);
	link_from(&leaf, mark_one);
	link_from(&leaf, notes[0]);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  P\n    0:0\n    Reference\n      Link\n        0:1\n        "
		    "0:link\n    Reference\n      0:2\n"
		    "  Note /ID(id-00000005)\n    Lbl\n      Link\n        0:4\n        0:link\n "
		    "   P\n      0:5\n"
		    "  Note /ID(id-00000007)\n    P\n      0:6\n  P\n    0:3\n");
	assert_tree(t, true,
		    "Document\n  P\n    0:0\n    Reference\n      0:1\n    Reference\n      0:2\n"
		    "  Note /ID(id-00000005)\n    Lbl\n      0:4\n    P\n      0:5\n"
		    "  Note /ID(id-00000007)\n    P\n      0:6\n  P\n    0:3\n");
	assert_int_equal(pdf_tags_link_key(t, 0, 0), 1);
	assert_int_equal(pdf_tags_link_key(t, 0, 1), 2);
	sheet_style.pages.end_notes = true;
	t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, true,
		    "Document\n  P\n    0:0\n    Reference\n      0:1\n    Reference\n      0:2\n  "
		    "P\n    0:3\n"
		    "  Note /ID(id-00000005)\n    Lbl\n      0:4\n    P\n      0:5\n"
		    "  Note /ID(id-00000007)\n    P\n      0:6\n");
}

static void contents_nest_by_level(void **state)
{
	(void)state;
	document *d = new_document();
	node *contents = add(d->root, NODE_CONTENTS), *headings[4];
	static const int levels[] = {1, 2, 2, 1};
	page leaf = {0};
	paint(&leaf, contents, PART_CONTENT);
	for (size_t i = 0; i < 4; i++) {
		headings[i] = heading(d->root, levels[i]);
		paint(&leaf, headings[i], PART_ENTRY);
		link_from(&leaf, headings[i]);
	}
	paint(&leaf, headings[0], PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, true,
		    "Document\n  H1\n    0:0\n  TOC\n    TOCI\n      Reference\n        0:1\n"
		    "      TOC\n        TOCI\n          Reference\n            0:2\n"
		    "        TOCI\n          Reference\n            0:3\n"
		    "    TOCI\n      Reference\n        0:4\n  H1\n    0:5\n");
	assert_int_equal(pdf_tags_link_key(t, 0, 3), 4);
}

static void figures_say_what_they_show(void **state)
{
	(void)state;
	document *d = new_document();
	node *figure = add(d->root, NODE_FIGURE), *shown = add(figure, NODE_IMAGE),
	     *caption = add(figure, NODE_CAPTION);
	node *bare = add(d->root, NODE_FIGURE), *decoration = add(bare, NODE_IMAGE),
	     *words = add(bare, NODE_CAPTION);
	shown->as.image.alt = "A (red) bridge";
	decoration->as.image.alt = "";
	page leaf = {0};
	mark *m = paint(&leaf, shown, PART_CONTENT);
	m->kind = MARK_IMAGE;
	m->x = 50 * LENGTH_PT;
	m->y = 100 * LENGTH_PT;
	m->as.image.width = 200 * LENGTH_PT;
	m->as.image.height = 150 * LENGTH_PT;
	paint(&leaf, caption, PART_CONTENT);
	paint(&leaf, decoration, PART_CONTENT)->kind = MARK_IMAGE;
	paint(&leaf, words, PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  Sect\n"
		    "    Figure /Alt(A \\(red\\) bridge)/A<</O/Layout/BBox[50 550 250 "
		    "700]/Placement/Block>>\n      0:0\n"
		    "    Caption\n      0:1\n  Div\n    P\n      0:2\n");
	assert_int_equal(pdf_tags_mark(t, 0, 2).mcid, -1);
}

static void languages_and_screens(void **state)
{
	(void)state;
	document *d = new_document();
	node *p = add(d->root, NODE_PARAGRAPH), *span = add(p, NODE_SPAN),
	     *back = add(d->root, NODE_PARAGRAPH);
	node *away = add(back, NODE_LINK), *code = add(d->root, NODE_CODE_BLOCK);
	span->lang = "fr";
	page leaf = {0};
	paint(&leaf, p, PART_CONTENT);
	paint(&leaf, span, PART_CONTENT);
	paint(&leaf, away, PART_CONTENT)->ink = &screen_ink;
	paint(&leaf, code, PART_CONTENT)->ink = &screen_ink;
	paint(&leaf, code, PART_CONTENT);
	link_from(&leaf, away);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	assert_tree(t, false,
		    "Document\n  P\n    0:0\n    Span /Lang(fr)\n      0:1\n  P\n    Link\n      "
		    "0:2\n      0:link\n"
		    "  P\n    Code\n      0:3\n      0:4\n");
	assert_tree(t, true,
		    "Document\n  P\n    0:0\n    Span /Lang(fr)\n      0:1\n  P\n    Code\n      "
		    "0:4\n");
}

/* What an object writes of itself. */
static char *raw_text(const pdf_dict *object)
{
	const pdf_extra *extra = object->attr;
	pdf_buffer b = {0};
	pdf_append(&b, extra->exact.data, extra->exact.length);
	if (extra->raw)
		extra->raw(&b, extra->context);
	char *text = arena_copy(memory, b.data, b.length);
	pdf_buffer_free(&b);
	return text;
}

static unsigned reference_after(const char *text, const char *key)
{
	const char *at = strstr(text, key);
	unsigned number = 0;
	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(key), "%u", &number), 1);
	return number;
}

static const pdf_dict *object_numbered(pdf_file *f, unsigned number)
{
	const HPDF_Xref_Rec *objects = f->document->xref;
	assert_in_range(number, objects->start_offset,
			objects->start_offset + objects->entries->count - 1);
	const HPDF_XrefEntry_Rec *entry = objects->entries->obj[number - objects->start_offset];
	return entry->obj;
}

static void parents_are_chunked(void **state)
{
	(void)state;
	enum { PAGES = 150 };
	document *d = new_document();
	node *p = add(d->root, NODE_PARAGRAPH);
	page *leaves = ARENA_ARRAY(memory, PAGES, page);
	for (size_t i = 0; i < PAGES; i++)
		if (i != 70)
			paint(&leaves[i], p, PART_CONTENT);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, leaves, PAGES));
	assert_int_equal(pdf_tags_page_key(t, 70), -1);
	assert_int_equal(pdf_tags_page_key(t, 71), 71);
	pdf_file *f = pdf_file_new(memory, 17);
	pdf_dict *objects[PAGES];
	for (size_t i = 0; i < PAGES; i++)
		objects[i] = pdf_dict_new(f);
	pdf_dict *root =
		pdf_tags_end(pdf_tags_begin(t, f, &edition_table[EDITION_PRINT], objects), f, NULL);
	unsigned tree = pdf_number_of(HPDF_Dict_GetItem(root, "ParentTree", HPDF_OCLASS_DICT));
	char *kids = raw_text(object_numbered(f, tree));
	unsigned first = reference_after(strchr(kids, 91), "[");
	char *leaf = raw_text(object_numbered(f, first));
	assert_memory_equal(leaf, "/Limits[0 63]/Nums[0 [", 22);
	leaf = raw_text(object_numbered(f, first + 1));
	assert_memory_equal(leaf, "/Limits[64 128]/Nums[64 [", 25);
	assert_null(strstr(leaf, " 70 ["));
	leaf = raw_text(object_numbered(f, first + 2));
	assert_memory_equal(leaf, "/Limits[129 149]/Nums[129 [", 27);
	unsigned document_number = pdf_number_of(HPDF_Dict_GetItem(root, "K", HPDF_OCLASS_DICT));
	char *text = raw_text(object_numbered(f, document_number));
	assert_non_null(strstr(text, "/S/Document/P "));
	text = raw_text(object_numbered(f, reference_after(text, "/K ")));
	char expected[80];
	snprintf(expected, sizeof expected, "/Pg %u 0 R/K[0 <</Type/MCR/Pg %u 0 R/MCID 0>> ",
		 pdf_number_of(objects[0]), pdf_number_of(objects[1]));
	assert_non_null(strstr(text, expected));
	pdf_file_free(f);
}

static void links_have_parents_and_notes_have_names(void **state)
{
	(void)state;
	document *d = new_document();
	node *p = add(d->root, NODE_PARAGRAPH), *one = add(p, NODE_LINK), *two = add(p, NODE_LINK),
	     *note = add(d->root, NODE_NOTE);
	page leaf = {0};
	paint(&leaf, one, PART_CONTENT);
	paint(&leaf, two, PART_CONTENT);
	paint(&leaf, note, PART_LABEL);
	link_from(&leaf, one);
	link_from(&leaf, two);
	const pdf_tags *t = pdf_tags_new(memory, bind(d, &leaf, 1));
	pdf_file *f = pdf_file_new(memory, 17);
	pdf_dict *object = pdf_dict_new(f), *annotations[] = {pdf_dict_new(f), pdf_dict_new(f)};
	pdf_dict *root = pdf_tags_end(
		pdf_tags_begin(t, f, &edition_table[EDITION_ARCHIVE], &object), f, annotations);
	const char *text = raw_text(HPDF_Dict_GetItem(root, "ParentTree", HPDF_OCLASS_DICT));
	unsigned links[4], label;
	int read = 0;
	sscanf(text, "/Nums[0 [%u 0 R %u 0 R %u 0 R] 1 %u 0 R 2 %u 0 R]%n", &links[0], &links[1],
	       &label, &links[2], &links[3], &read);
	assert_int_equal(read, strlen(text));
	assert_int_equal(links[0], links[2]);
	assert_int_equal(links[1], links[3]);
	text = raw_text(object_numbered(f, links[1]));
	assert_non_null(
		strstr(text, arena_print(memory, "/K[1 <</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>]",
					 pdf_number_of(annotations[1]), pdf_number_of(object))));
	text = raw_text(HPDF_Dict_GetItem(root, "IDTree", HPDF_OCLASS_DICT));
	sscanf(text, "/Names [(id-00000004) %u 0 R] %n", &label, &read);
	assert_int_equal(read, strlen(text));
	assert_non_null(strstr(raw_text(object_numbered(f, label)), "/S/Note"));
	pdf_file_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(content_is_numbered_where_its_element_changes),
		TEST(headings_skip_no_level),
		TEST(lists_have_labels_and_bodies),
		TEST(tables_keep_empty_cells),
		TEST(cells_name_all_heads_above_what_they_span),
		TEST(notes_follow_what_mentions_them),
		TEST(contents_nest_by_level),
		TEST(figures_say_what_they_show),
		TEST(languages_and_screens),
		TEST(parents_are_chunked),
		TEST(links_have_parents_and_notes_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
