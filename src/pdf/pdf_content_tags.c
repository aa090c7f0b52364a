/* pdf_content_tags: marked content, which says what a stretch of a page's content is: an element's,
 * or an artifact's and of which kind. */
#include "pdf/pdf_content_private.h"

#include <string.h>

void pdf_content_end_tag(content_writer *w)
{
	if (!w->tagged)
		return;
	pdf_content_end_show(w);
	if (!w->tag_in_text)
		pdf_content_end_text(w);
	pdf_append_text(w->out, w->lang ? "EMC EMC\n" : "EMC\n");
	w->tagged = false;
	w->lang = NULL;
}

static void append_artifact(pdf_buffer *b, uint8_t part)
{
	if (part == PART_HEAD)
		pdf_append_text(b, "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n");
	else if (part == PART_FOLIO)
		pdf_append_text(b, "/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n");
	else
		pdf_append_text(b, "/Artifact <</Type/Layout>> BDC\n");
}

/* A running head's words may be in another language than the document (ISO 32000-1, 14.9.2.2: a
 * span's property list says it). NULL: they are not. */
static const char *lang_of_head(const content_writer *w, const mark *m)
{
	const char *lang = m->part == PART_HEAD && m->owner ? node_words_lang(m->owner) : NULL;

	return lang && strcmp(lang, w->content->pages->document->lang) ? lang : NULL;
}

static void open_lang(content_writer *w, const char *lang)
{
	if (!lang)
		return;
	pdf_append_text(w->out, "/Span <</Lang");
	pdf_append_string(w->out, lang);
	pdf_append_text(w->out, ">> BDC\n");
	w->lang = lang;
}

static bool same_tag(const content_writer *w, pdf_tag tag, const mark *m)
{
	if (!w->tagged || tag.mcid != w->mcid)
		return false;
	if (tag.mcid >= 0)
		return true;
	const char *lang = lang_of_head(w, m);
	return m->part == w->part &&
	       (lang == w->lang || (lang && w->lang && !strcmp(lang, w->lang)));
}

/* A marked sequence that has only glyphs opens and closes inside BT … ET; one with other marks must
 * contain whole text objects. */
static bool glyphs_alone(const content_writer *w, size_t page, size_t from, const struct page *p,
			 int32_t mcid)
{
	size_t place = w->order.places ? w->order.places[from] : from;
	for (; place < p->mark_count; place++) {
		size_t i = pdf_order_mark(&w->order, place);
		if (pdf_tags_mark(w->content->tags, page, i).mcid != mcid)
			break;
		if (mcid < 0 && p->marks[i].part != p->marks[from].part)
			break;
		if (!pdf_content_belongs(w, &p->marks[i]))
			continue;
		if (p->marks[i].kind != MARK_GLYPHS)
			return false;
	}
	return true;
}

void pdf_content_begin_tag(content_writer *w, size_t page, size_t index)
{
	const struct page *p = w->content->pages->items[page];
	pdf_tag tag = pdf_tags_mark(w->content->tags, page, index);
	if (same_tag(w, tag, &p->marks[index]))
		return;
	pdf_content_end_tag(w);
	w->tag_in_text = glyphs_alone(w, page, index, p, tag.mcid);
	if (w->tag_in_text)
		pdf_content_begin_text(w);
	else
		pdf_content_end_text(w);
	pdf_content_end_show(w);
	if (tag.mcid < 0) {
		append_artifact(w->out, p->marks[index].part);
		open_lang(w, lang_of_head(w, &p->marks[index]));
	} else
		pdf_append_print(w->out, "/%s <</MCID %d>> BDC\n", tag.name, (int)tag.mcid);
	w->tagged = true;
	w->mcid = tag.mcid;
	w->part = p->marks[index].part;
}

void pdf_content_begin_actual(content_writer *w, const char *text, size_t size)
{
	pdf_buffer copy = {0};
	pdf_append(&copy, text, size);
	pdf_append(&copy, "", 1);
	pdf_content_end_show(w);
	pdf_append_text(w->out, "/Span <</ActualText ");
	pdf_append_string(w->out, copy.data);
	pdf_append_text(w->out, ">> BDC\n");
	pdf_buffer_free(&copy);
}

void pdf_content_end_actual(content_writer *w)
{
	pdf_content_end_show(w);
	pdf_append_text(w->out, "EMC\n");
}
