/* pdf_link: links as annotations, each in a Link element and described in /Contents. */
#include "pdf/pdf_link.h"

#include "base/arena.h"
#include "layout/reference.h"

#include <string.h>

/* The links of an edition, while they are written. */
typedef struct link_writer {
	pdf_file *file;
	arena *arena;
	const pages *pages;
	const pdf_tags *tags;
	const pdf_ways *ways;
	/* the description that was made last: a link has an annotation on each of its lines */
	const page_link *last;
	const char *last_lang, *last_words;
} link_writer;

/* Bytes of a description; the words of a link are longer only where a paragraph is one. */
enum { WORDS_MOST = 1000 };

/* An address in 7-bit ASCII, as PDF requires: other bytes, spaces and controls are written like
 * "%E2". */
static void append_address(pdf_buffer *b, const char *url)
{
	pdf_buffer plain = {0};
	for (const unsigned char *c = (const unsigned char *)url; *c; c++)
		if (*c > ' ' && *c < 0x7f)
			pdf_append(&plain, c, 1);
		else
			pdf_append_print(&plain, "%%%02X", *c);
	pdf_append(&plain, "", 1);
	pdf_append_string(b, plain.data);
	pdf_buffer_free(&plain);
}

/* The words of a link's target: a heading's, or the caption of a figure or table; "" if it has
 * none. */
static const char *name_of(arena *a, const node *target)
{
	const node *named = node_name(target);

	for (const node *n = named ? named->first : NULL; n; n = n->next)
		if (named->kind != NODE_HEADING && n->kind == NODE_CAPTION)
			return node_plain_text(a, n);
	return named && (named->kind == NODE_HEADING || named->kind == NODE_CAPTION)
		       ? node_plain_text(a, named)
		       : "";
}

/* The words of a link and of its target; once, if they are the same. */
static const char *words_inside(arena *a, const page_link *l)
{
	const char *words = l->says ? l->says : node_plain_text(a, l->owner),
		   *name = l->target ? name_of(a, l->target) : "";

	if (!*words)
		return *name ? name : l->target && l->target->id ? l->target->id : "-";
	return *name && !strstr(words, name) ? arena_print(a, "%s: %s", words, name) : words;
}

/* A link that leaves the document: its words, and its title in brackets; without words, its
 * address. */
static const char *words_outside(arena *a, const page_link *l)
{
	const char *words = node_plain_text(a, l->owner),
		   *title = l->owner->kind == NODE_LINK ? l->owner->as.link.title : NULL;

	if (!*words)
		return title && *title ? title : l->url;
	return title && *title && strcmp(title, words) ? arena_print(a, "%s (%s)", words, title)
						       : words;
}

static const char *number_of(const node *entered)
{
	switch (entered->kind) {
	case NODE_FIGURE: return entered->as.figure.number;
	case NODE_TABLE: return entered->as.table.number;
	default: return entered->as.heading.number;
	}
}

/* An entry of the contents or of a list: number, words and page, in the language of the words. */
static const char *words_of_entry(const link_writer *w, const node *entered, const char *lang)
{
	const char *number = number_of(entered),
		   *label = pdf_places_label(w->ways->places, entered),
		   *words = name_of(w->arena, entered);

	if (number)
		words = arena_print(w->arena, "%s %s", number, words);
	return label ? arena_print(w->arena, "%s, %s\xc2\xa0%s", words,
				   reference_word_in(w->pages->style, lang, WORD_PAGE), label)
		     : words;
}

/* A link's description for readers who cannot see it (ISO 14289-1, 7.18.5), in the language of its
 * element. */
static const char *words_of(const link_writer *w, const page_link *l, const char *lang)
{
	switch (l->owner->kind) {
	case NODE_HEADING:
	case NODE_FIGURE:
	case NODE_TABLE: return words_of_entry(w, l->owner, lang);
	case NODE_NOTE_MARK:
		return arena_print(w->arena, "%s\xc2\xa0%d",
				   reference_word_in(w->pages->style, lang, WORD_FOOTNOTE),
				   l->owner->as.mark.number);
	case NODE_NOTE:
		return arena_print(w->arena, "%s\xc2\xa0%d",
				   reference_word_in(w->pages->style, lang, WORD_BACK),
				   l->owner->as.note.number);
	default: return l->url ? words_outside(w->arena, l) : words_inside(w->arena, l);
	}
}

/* No more than the beginning of very long words, up to a space if there is one. */
static const char *shortened(arena *a, const char *words)
{
	size_t size = strlen(words), end = WORDS_MOST;
	if (size <= WORDS_MOST)
		return words;
	while (end > 0 && words[end] != ' ')
		end--;
	if (end == 0)
		for (end = WORDS_MOST; (words[end] & 0xc0) == 0x80;)
			end--;
	return arena_print(a, "%.*s…", (int)end, words);
}

static bool says_the_same(const page_link *one, const page_link *other)
{
	return one->owner == other->owner && one->target == other->target &&
	       one->url == other->url && one->says == other->says;
}

static const char *description_of(link_writer *w, const page_link *l, const char *lang)
{
	if (!w->last || !says_the_same(w->last, l) || strcmp(w->last_lang, lang)) {
		w->last_words = shortened(w->arena, words_of(w, l, lang));
		w->last = l;
		w->last_lang = lang;
	}
	return w->last_words;
}

static void put_rectangle(pdf_dict *d, length height, const page_link *l)
{
	const length sides[] = {l->x, height - l->y - l->height, l->x + l->width, height - l->y};
	pdf_buffer box = {0};
	for (int i = 0; i < 4; i++) {
		pdf_append(&box, i ? " " : "[", 1);
		pdf_append_length(&box, sides[i], 2);
	}
	pdf_append(&box, "]", 1);
	pdf_put_buffer(d, "Rect", &box);
	pdf_buffer_free(&box);
}

static void put_target(pdf_dict *d, const page_link *l, const pdf_ways *ways)
{
	pdf_buffer target = {0};

	if (!l->url && l->target)
		pdf_put_way(d, ways, l->target);
	if (!l->url)
		return;
	pdf_append_text(&target, "<</S/URI/URI ");
	append_address(&target, l->url);
	pdf_append_text(&target, ">>");
	pdf_put_buffer(d, "A", &target);
	pdf_buffer_free(&target);
}

static pdf_dict *make(link_writer *w, const page_link *l, int32_t key)
{
	pdf_dict *d = pdf_dict_new(w->file);
	pdf_put_name(d, "Type", "Annot");
	pdf_put_name(d, "Subtype", "Link");
	pdf_put_number(d, "F", 4); /* Print, which PDF/A requires of all annotations */
	pdf_put_number(d, "StructParent", key);
	const char *lang = pdf_tags_link_lang(w->tags, key);
	pdf_put_text(d, "Contents", description_of(w, l, lang));
	if (w->ways->structured && strcmp(lang, w->pages->document->lang))
		pdf_put_text(d, "Lang", lang); /* from PDF 2.0 on */
	pdf_put_exact(d, "Border", "[0 0 0]");
	put_rectangle(d, w->pages->style->sheet.height, l);
	put_target(d, l, w->ways);
	return d;
}

pdf_dict **pdf_links_write(pdf_file *f, arena *a, const pages *p, const pdf_tags *tags,
			   const pdf_ways *ways)
{
	size_t count = 0, next = 0;
	for (size_t i = 0; i < p->count; i++)
		count += p->items[i]->link_count;
	pdf_dict **annotations = ARENA_ARRAY(a, count + 1, pdf_dict *);
	link_writer w = {.file = f, .arena = a, .pages = p, .tags = tags, .ways = ways};
	for (size_t i = 0; i < p->count; i++) {
		const page *here = p->items[i];
		pdf_array *list = NULL;
		for (size_t k = 0; k < here->link_count; k++, next++) {
			int32_t key = pdf_tags_link_key(tags, i, k);
			if (key < 0)
				continue;
			annotations[next] = make(&w, &here->links[k], key);
			if (!list)
				list = pdf_put_array(ways->page_objects[i], "Annots");
			pdf_add(list, annotations[next]);
		}
	}
	return annotations;
}
