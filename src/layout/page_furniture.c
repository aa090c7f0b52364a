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

/* What heads of all pages may name, and the last that were set, of versos and rectos: a chapter's
 * pages share them. */
typedef struct last_heads {
	const node *title;
	const char *authors;  /* or NULL */
	const node *names[2]; /* what they name */
	const paragraph *heads[2];
	bool made[2];
} last_heads;

static align outer(bool recto)
{
	return recto ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* `of`: the node whose words they are; `written`: all of them are, and keep their looks and
 * languages. */
static const paragraph *set_head(const setter *s, const char *words, const node *of, bool written,
				 bool recto)
{
	const appearance *look = style_of(s->style, ROLE_HEAD);
	const paragraph_shape shape = {.look = look,
				       .measure = s->style->sheet.measure,
				       .owner = of,
				       .written = written ? of : NULL,
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

/* What is in force on a page. */
typedef struct sections {
	const node *chapter; /* a heading of the first level, or the contents; or NULL */
	const node *section; /* of the second, in that chapter; or NULL */
} sections;

/* Does the block open a page? Contents that are continued open none. */
static bool opens(const galley *g, const pagebreak_page *at)
{
	return at->opens && !(at->first < g->count && g->blocks[at->first].kind == GALLEY_ENTRY);
}

static bool is_bare(const galley *g, const pagebreak_page *at)
{
	return at->blank || (at->opens && at->first < g->count && g->blocks[at->first].bare);
}

static const char *authors_of(const setter *s)
{
	const char *const *authors = s->document->authors;
	const char *text = NULL;

	for (; authors && *authors; authors++)
		text = text ? arena_print(s->arena, "%s, %s", text, *authors) : *authors;
	return text;
}

static const char *words_of(const setter *s, const node *named)
{
	if (named->kind == NODE_TITLE || named->kind == NODE_DOCUMENT)
		return s->document->title;
	return named->kind == NODE_CONTENTS ? galley_contents_title(s, named)
					    : node_written_text(s->arena, named);
}

/* What a page's head names; NULL: nothing. `words`: the authors' names, which are not one node. */
static const node *named_in_head(const setter *s, const last_heads *h, const char *asked,
				 const sections *in, const char **words)
{
	if (!asked)
		return NULL;
	if (strcmp(asked, "chapter") == 0)
		return in->chapter;
	if (strcmp(asked, "section") == 0)
		return in->section ? in->section : in->chapter;
	if (strcmp(asked, "author") == 0)
		return (*words = h->authors) ? s->document->root : NULL;
	return strcmp(asked, "title") == 0 ? h->title : NULL;
}

static const paragraph *head_of(const setter *s, const galley *g, last_heads *h,
				const pagebreak_page *at, bool recto, const sections *in)
{
	const sheet *sheet = &s->style->sheet;
	const char *words = NULL;
	const node *named =
		named_in_head(s, h, recto ? sheet->head_recto : sheet->head_verso, in, &words);

	if (is_bare(g, at) || (opens(g, at) && !sheet->head_on_opening) || !named)
		return NULL;
	if (!h->made[recto] || h->names[recto] != named) {
		words = words ? words : words_of(s, named);
		const char *most = beginning(s, words);
		const bool written =
			most == words && (named->kind == NODE_HEADING || named->kind == NODE_TITLE);
		h->heads[recto] = set_head(s, most, named, written, recto);
		h->names[recto] = named;
		h->made[recto] = true;
	}
	return h->heads[recto];
}

/* The chapter in force at the end of a page is the last heading of the first level that begins on
 * it, or the one before; the section is the first that begins on it, or the one before. */
static void find_sections(const galley *g, const pagebreak_page *at,
			  const pagebreak_choice *choices, sections *in)
{
	pagebreak_part part = {0};
	bool found = false;

	while (pagebreak_next(g->breaks, choices, at, &part)) {
		const galley_block *block = &g->blocks[part.block];
		const node *n = block->node;
		if (part.from || block->kind != GALLEY_TEXT)
			continue;
		if (n->kind == NODE_CONTENTS ||
		    (n->kind == NODE_HEADING && n->as.heading.level == 1)) {
			if (in->chapter != n)
				*in = (sections){.chapter = n};
			found = false;
		} else if (n->kind == NODE_HEADING && n->as.heading.level == 2 && !found) {
			in->section = n;
			found = true;
		}
	}
}

const paragraph *const *page_heads(const setter *s, const galley *g, const pagebreak_result *breaks)
{
	const paragraph **heads = ARENA_ARRAY(s->arena, breaks->page_count, const paragraph *);
	sections in = {NULL, NULL};
	last_heads last = {.title = title_of(s->document), .authors = authors_of(s)};

	for (size_t i = 0; i < breaks->page_count; i++) {
		const pagebreak_page *at = &breaks->pages[i];
		if (!at->blank)
			find_sections(g, at, breaks->choices, &in);
		heads[i] = head_of(s, g, &last, at, page_is_recto(s, at), &in);
	}
	return heads;
}

void page_meet_furniture(const setter *s)
{
	const role roles[] = {ROLE_FOLIO, ROLE_CONTENTS, ROLE_CONTENTS_CHAPTER, ROLE_CONTENTS_PART};

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		for (const char *c = "0123456789.ivxlcdm"; *c; c++)
			shape_word(s->shaper, c, 1, style_of(s->style, roles[i]), s->document->lang,
				   HB_SCRIPT_LATIN, 0, (place){0});
}

void page_furniture(page_builder *b, const pagebreak_page *at, const paragraph *head)
{
	const style *style = b->setter->style;
	const sheet *s = &style->sheet;

	if (head)
		page_paragraph(b, head, b->left, s->head_baseline, PART_HEAD,
			       paragraph_shape_of(head)->owner);
	if (s->folio && !is_bare(b->galley, at) && (!opens(b->galley, at) || s->folio_on_opening))
		page_text(b, b->page->label, b->setter->document->lang, style_of(style, ROLE_FOLIO),
			  s->folio_align == ALIGN_JUSTIFY ? outer(b->page->recto) : s->folio_align,
			  b->left, s->measure, s->folio_baseline, PART_FOLIO, NULL);
}
