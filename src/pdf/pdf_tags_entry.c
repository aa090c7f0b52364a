/* pdf_tags_entry: the contents and the lists of figures and tables as elements. An entry is made
 * when the first mark of it is met; TOCI … Reference … Link. */
#include "pdf/pdf_tags_tree.h"

#include <string.h>

/* The TOC that an entry of a level is in: a deeper one in the entry above it. */
static element *list_of_entries(pdf_tags *t, const node *heading, int level)
{
	int above = level - 1;

	while (above && !t->open_entries[above])
		above--;
	if (!above)
		return t->contents[CONTENTS_HEADINGS];
	element *outer = t->open_entries[above];
	return outer->first ? outer->first : pdf_tags_block(t, outer, TAG_CONTENTS, heading);
}

static element *heading_entry(pdf_tags *t, const node *heading)
{
	int level = t->levels[heading->serial];
	element *entry = pdf_tags_block(t, list_of_entries(t, heading, level), TAG_ENTRY, heading);

	t->open_entries[level] = entry;
	for (int deeper = level + 1; deeper <= PDF_TAGS_LEVELS; deeper++)
		t->open_entries[deeper] = NULL;
	pdf_tags_speak(entry, node_words_lang(heading));
	return entry;
}

static const node *caption_of(const node *n)
{
	const node *c = n->first;

	while (c && c->kind != NODE_CAPTION)
		c = c->next;
	return c ? c : n;
}

/* TOCI … Reference … Link. */
static element *new_entry(pdf_tags *t, const node *n, element *list)
{
	element *entry = n->kind == NODE_HEADING ? heading_entry(t, n)
						 : pdf_tags_block(t, list, TAG_ENTRY, n);

	if (n->kind != NODE_HEADING)
		pdf_tags_speak(entry, node_words_lang(caption_of(n)));
	element *e = pdf_tags_inline(t, entry, TAG_REFERENCE, n);
	return t->linked[n->serial] ? pdf_tags_inline(t, e, TAG_LINK, n) : e;
}

element *pdf_tags_entry(pdf_tags *t, const node *n, bool number)
{
	element *list = n->kind == NODE_HEADING  ? t->contents[CONTENTS_HEADINGS]
			: n->kind == NODE_FIGURE ? t->contents[CONTENTS_FIGURES]
			: n->kind == NODE_TABLE  ? t->contents[CONTENTS_TABLES]
						 : NULL;
	if (!list)
		return NULL;
	element **entry = &t->entries[n->serial], **label = &t->numbers[n->serial];
	if (!*entry)
		*entry = new_entry(t, n, list);
	if (!number)
		return *entry;
	if (!*label)
		*label = pdf_tags_inline(t, *entry, TAG_LABEL, n);
	return *label;
}

/* What an inline is in an entry, where links are words alone; TAG_TYPES: nothing but its words. */
static tag_type type_of_words(const node *n)
{
	switch (n->kind) {
	case NODE_EMPHASIS: return TAG_EM;
	case NODE_STRONG: return TAG_STRONG;
	case NODE_STRIKE: return TAG_STRIKE;
	case NODE_SUB: return TAG_SUB;
	case NODE_SUP: return TAG_SUP;
	case NODE_CODE:
	case NODE_KBD: return TAG_CODE;
	case NODE_SPAN:
		return node_has_class(n, "underline") ? TAG_UNDERLINE
		       : node_attribute(n, "expand")  ? TAG_SPAN
						      : TAG_TYPES;
	default: return TAG_TYPES;
	}
}

element *pdf_tags_entry_words(pdf_tags *t, const node *n)
{
	if (n->kind == NODE_CAPTION)
		n = n->parent;
	if (node_is_block(n))
		return pdf_tags_entry(t, n, false);
	element **words = &t->entries[n->serial];
	if (*words)
		return *words;
	element *parent = pdf_tags_entry_words(t, n->parent);
	const tag_type type = type_of_words(n);
	*words = parent;
	if (parent && (type != TAG_TYPES || strcmp(n->lang, parent->speaks))) {
		*words = pdf_tags_inline(t, parent, type == TAG_TYPES ? TAG_SPAN : type, n);
		pdf_tags_speak(*words, n->lang);
	}
	return *words;
}
