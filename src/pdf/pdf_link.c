/* pdf_link: links as annotations (ISO 14289-1, 7.18.5: each in a Link element and with words of its
 * own in /Contents). */
#include "pdf/pdf_link.h"

#include "base/arena.h"

#include <string.h>

/* An address in the seven bits that PDF has for it: bytes beyond, spaces and controls as "%E2". */
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

/* What a link says to who can't see it: its title, its address, what a reference says, the words
 * that it leads to or its own. */
static const char *words_of(arena *a, const page_link *l)
{
	const char *title = l->owner->kind == NODE_LINK ? l->owner->as.link.title : NULL;
	if (title && *title)
		return title;
	if (l->url)
		return l->url;
	if (l->says && *l->says)
		return l->says;
	const node *target = l->target;
	const char *words = target && target->kind == NODE_HEADING ? node_plain_text(a, target)
								   : node_plain_text(a, l->owner);
	if (*words)
		return words;
	if (l->owner->kind == NODE_NOTE_MARK)
		return arena_print(a, "%d", l->owner->as.mark.number);
	if (l->owner->kind == NODE_NOTE)
		return arena_print(a, "%d", l->owner->as.note.number);
	return target && target->id ? target->id : "-";
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

static void put_target(pdf_dict *d, const page_link *l, const pdf_places *places,
		       pdf_dict *const *page_objects)
{
	pdf_buffer target = {0};
	if (l->url) {
		pdf_append_text(&target, "<</S/URI/URI ");
		append_address(&target, l->url);
		pdf_append_text(&target, ">>");
		pdf_put_buffer(d, "A", &target);
	} else if (l->target && pdf_append_destination(&target, places, l->target, page_objects)) {
		pdf_put_buffer(d, "Dest", &target);
	}
	pdf_buffer_free(&target);
}

static pdf_dict *make(pdf_file *f, arena *a, length height, const page_link *l, int32_t key,
		      const pdf_places *places, pdf_dict *const *page_objects)
{
	pdf_dict *d = pdf_dict_new(f);
	pdf_put_name(d, "Type", "Annot");
	pdf_put_name(d, "Subtype", "Link");
	pdf_put_number(d, "F", 4); /* Print, which PDF/A demands of all annotations */
	pdf_put_number(d, "StructParent", key);
	pdf_put_text(d, "Contents", words_of(a, l));
	pdf_put_exact(d, "Border", "[0 0 0]");
	put_rectangle(d, height, l);
	put_target(d, l, places, page_objects);
	return d;
}

pdf_dict **pdf_links_write(pdf_file *f, arena *a, const pages *p, const pdf_tags *tags,
			   const pdf_places *places, pdf_dict *const *page_objects)
{
	size_t count = 0, next = 0;
	for (size_t i = 0; i < p->count; i++)
		count += p->items[i]->link_count;
	pdf_dict **annotations = ARENA_ARRAY(a, count + 1, pdf_dict *);
	for (size_t i = 0; i < p->count; i++) {
		const page *here = p->items[i];
		pdf_array *list = NULL;
		for (size_t k = 0; k < here->link_count; k++, next++) {
			int32_t key = pdf_tags_link_key(tags, i, k);
			if (key < 0)
				continue;
			annotations[next] = make(f, a, p->style->sheet.height, &here->links[k], key,
						 places, page_objects);
			if (!list)
				list = pdf_put_array(page_objects[i], "Annots");
			pdf_add(list, annotations[next]);
		}
	}
	return annotations;
}
