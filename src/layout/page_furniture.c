/* page_furniture: running heads and folios, which are no part of the text: artifacts for those who
 * listen. */
#include "layout/page_private.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

enum { HEAD_MOST = 1000 }; /* bytes: more than any head shows, which is one line */

/* The beginning of a text, up to a space, where it is too long to be set again on each page. */
static const char *beginning(const page_builder *b, const char *text)
{
	size_t size = text ? strlen(text) : 0, end = HEAD_MOST;

	if (size <= HEAD_MOST)
		return text;
	while (end > HEAD_MOST / 2 && text[end] != ' ')
		end--;
	return arena_copy(b->setter->arena, text, unicode_cut(text, end));
}

/* A chapter's words, made once a chapter. */
static const char *chapter_words(page_builder *b, const node *chapter)
{
	if (b->head_of != chapter) {
		b->head_of = chapter;
		b->head_words = beginning(b, node_plain_text(b->setter->arena, chapter));
	}
	return b->head_words;
}

/* What the running head of a side says: the publication's title, the chapter's, or nothing. */
static const char *head_text(page_builder *b, const node *chapter)
{
	const sheet *s = &b->setter->style->sheet;
	const char *asked = b->page->recto ? s->head_recto : s->head_verso;

	if (!asked || strcmp(asked, "none") == 0)
		return NULL;
	if (strcmp(asked, "chapter") == 0 && chapter)
		return chapter_words(b, chapter);
	return strcmp(asked, "title") == 0 ? beginning(b, b->setter->document->title) : NULL;
}

static align outer(const page_builder *b)
{
	return b->page->recto ? ALIGN_RIGHT : ALIGN_LEFT;
}

void page_furniture(page_builder *b, const pagebreak_page *at, const node *chapter)
{
	const style *style = b->setter->style;
	const sheet *s = &style->sheet;
	const document *d = b->setter->document;
	const char *head = at->opens && !s->head_on_opening ? NULL : head_text(b, chapter);
	const appearance *look = style_of(style, ROLE_HEAD), *folio = style_of(style, ROLE_FOLIO);

	if (head && *head)
		page_text(b, head, d->lang, look,
			  look->align == ALIGN_JUSTIFY ? outer(b) : look->align, b->left,
			  s->measure, s->head_baseline, PART_HEAD, NULL);
	if (s->folio && (!at->opens || s->folio_on_opening))
		page_text(b, b->page->label, d->lang, folio,
			  s->folio_align == ALIGN_JUSTIFY ? outer(b) : s->folio_align, b->left,
			  s->measure, s->folio_baseline, PART_FOLIO, NULL);
}
