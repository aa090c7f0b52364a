/* page_furniture: running heads and folios, which are not part of the text: artifacts for screen
 * readers. */
#include "layout/page_private.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

enum { HEAD_MOST = 1000 }; /* bytes: more than a head, which is one line, can show */

/* The beginning of a text, up to a space, if it is too long to set. */
static const char *beginning(const setter *s, const char *text)
{
	size_t size = text ? strlen(text) : 0, end = HEAD_MOST;

	if (size <= HEAD_MOST)
		return text;
	while (end > HEAD_MOST / 2 && text[end] != ' ')
		end--;
	return arena_copy(s->arena, text, unicode_cut(text, end));
}

/* The last heads that were set, of versos and rectos: a chapter's pages share them. */
typedef struct last_heads {
	const node *chapters[2];
	const paragraph *heads[2];
	bool made[2];
} last_heads;

static align outer(bool recto)
{
	return recto ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* `of`: the node whose words they are. */
static const paragraph *set_head(const setter *s, const char *words, const node *of, bool recto)
{
	const appearance *look = style_of(s->style, ROLE_HEAD);
	const paragraph_shape shape = {.look = look,
				       .measure = s->style->sheet.measure,
				       .owner = of,
				       .align = look->align == ALIGN_JUSTIFY ? outer(recto)
									     : look->align};

	return words && *words ? paragraph_set_text(s, words, node_words_lang(of), &shape) : NULL;
}

static const node *title_of(const document *d)
{
	const node *n = d->root->first;

	while (n && n->kind != NODE_TITLE)
		n = n->next;
	return n ? n : d->root;
}

static const paragraph *head_of(const setter *s, last_heads *h, const pagebreak_page *at,
				bool recto, const node *chapter)
{
	const sheet *sheet = &s->style->sheet;
	const char *asked = recto ? sheet->head_recto : sheet->head_verso;
	bool title = asked && strcmp(asked, "title") == 0,
	     by_chapter = asked && strcmp(asked, "chapter") == 0 && chapter;

	if (at->blank || (at->opens && !sheet->head_on_opening) || !(title || by_chapter))
		return NULL;
	if (!h->made[recto] || (by_chapter && h->chapters[recto] != chapter)) {
		const char *words =
			title ? s->document->title : node_written_text(s->arena, chapter);
		h->heads[recto] = set_head(s, beginning(s, words),
					   title ? title_of(s->document) : chapter, recto);
		h->chapters[recto] = chapter;
		h->made[recto] = true;
	}
	return h->heads[recto];
}

/* The chapter in force at the end of a page: the last heading of the first level that begins on it,
 * or the one before. */
static const node *chapter_on(const galley *g, const pagebreak_page *at,
			      const pagebreak_choice *choices, const node *chapter)
{
	pagebreak_part part = {0};

	while (pagebreak_next(g->breaks, choices, at, &part)) {
		const galley_block *block = &g->blocks[part.block];
		if (part.from == 0 && block->kind == GALLEY_TEXT &&
		    block->node->kind == NODE_HEADING && block->node->as.heading.level == 1)
			chapter = block->node;
	}
	return chapter;
}

const paragraph *const *page_heads(const setter *s, const galley *g, const pagebreak_result *breaks)
{
	const paragraph **heads = ARENA_ARRAY(s->arena, breaks->page_count, const paragraph *);
	const node *chapter = NULL;
	last_heads last = {0};

	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		if (!at->blank)
			chapter = chapter_on(g, at, breaks->choices, chapter);
		heads[i] = head_of(s, &last, at, page_is_recto(s, at), chapter);
	}
	return heads;
}

void page_meet_furniture(const setter *s)
{
	const appearance *looks[] = {style_of(s->style, ROLE_FOLIO),
				     style_of(s->style, ROLE_CONTENTS)};

	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		for (const char *c = "0123456789."; *c; c++)
			shape_word(s->shaper, c, 1, looks[i], s->document->lang, HB_SCRIPT_LATIN, 0,
				   (place){0});
}

void page_furniture(page_builder *b, const pagebreak_page *at, const paragraph *head)
{
	const style *style = b->setter->style;
	const sheet *s = &style->sheet;

	if (head)
		page_paragraph(b, head, b->left, s->head_baseline, PART_HEAD,
			       paragraph_shape_of(head)->owner);
	if (s->folio && (!at->opens || s->folio_on_opening))
		page_text(b, b->page->label, b->setter->document->lang, style_of(style, ROLE_FOLIO),
			  s->folio_align == ALIGN_JUSTIFY ? outer(b->page->recto) : s->folio_align,
			  b->left, s->measure, s->folio_baseline, PART_FOLIO, NULL);
}
