/* conserve: the text of the document and of the pages is counted and compared.
 *
 * Contract: three facts together prove it. Each node that holds text was collected into a paragraph
 * (paragraph_inline); each such paragraph is painted on the sheet, not above or below it; and its
 * marks show at least as many visible characters as its text has. Runs know how many they show
 * since they were shaped, so a line costs one addition for each of its marks. A paragraph that is
 * divided over pages is counted by the node that it sets. What Platen adds to a paragraph (hyphens,
 * marks of wrapped code) may make it show more than its text, never less.
 *
 * Not painted, and not counted, are: white space and characters without ink; the texts of images
 * and links that are not content (alt, title, address), which are in no text node; comments,
 * attributes and, with a warning, HTML's scripts and style sheets, which the reader of the
 * manuscript has removed. Words only for screens are on the pages like all others: the print
 * edition merely does not paint them. */
#include "layout/conserve.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "layout/galley.h"
#include "lines/paragraph_facts.h"
#include "style/style.h"

enum {
	LOST_MOST = 20,
	WORDS_MOST = 60
}; /* the most texts that are named, and the bytes shown of each */

typedef struct account {
	const setter *setter;
	conservation *result;
	bool *collected; /* by serial: its text is in a paragraph that a page has */
	uint32_t *owed;  /* by the serial of the node that paragraphs set: characters not yet found
			    on a page */
	bool *set;       /* by the same serial: a paragraph of it was found */
	const node **sets; /* what sets each text: by serial */
	size_t lost;
} account;

static void meet_paragraph(account *a, const paragraph *p, const node *source)
{
	const node *n;

	a->set[source->serial] = true;
	a->owed[source->serial] = (uint32_t)paragraph_visible(p);
	a->collected[source->serial] |=
		source->kind == NODE_CODE_BLOCK || source->kind == NODE_VERBATIM;
	for (size_t i = 0; (n = paragraph_inline(p, i)); i++) {
		a->collected[n->serial] = true;
		a->sets[n->serial] = source;
	}
}

/* Is a line's baseline on the sheet? (Of a remark for which the last margin has no room, and which
 * may reach below the sheet, margin-full has warned.) */
static bool is_on_sheet(const account *a, const page_words *w)
{
	const sheet *sheet = &a->setter->style->sheet;
	return w->block->in_margin ||
	       (w->y >= 0 && w->y <= (w->turned ? sheet->width : sheet->height));
}

static void see_line(account *a, const page_words *w)
{
	const node *source = paragraph_source(w->text);

	if (!source || w->block->kind == GALLEY_ENTRY || !is_on_sheet(a, w))
		return;
	if (!a->set[source->serial])
		meet_paragraph(a, w->text, source);
	uint32_t *owed = &a->owed[source->serial];
	*owed = *owed > w->visible ? *owed - w->visible : 0;
	a->result->painted += w->visible;
}

static const node *holder_of(const account *a, const node *n)
{
	return a->sets[n->serial] ? a->sets[n->serial] : n;
}

static void lose(account *a, const node *n)
{
	const char *text = n->as.text.data;
	size_t length = n->as.text.length, most = length < WORDS_MOST ? length : WORDS_MOST;

	if (a->lost++ >= LOST_MOST)
		return;
	report_at(a->setter->report, REPORT_TEXT_LOST, n->place,
		  "this text is not on the pages, or not all of it: '%.*s'; the fault is Platen's, "
		  "please report it with the manuscript",
		  (int)unicode_cut(text, most), text);
}

static bool holds_text(const node *n)
{
	return n->kind == NODE_TEXT || n->kind == NODE_CODE || n->kind == NODE_RAW ||
	       n->kind == NODE_CODE_BLOCK || n->kind == NODE_VERBATIM;
}

static void look_for(account *a, const node *n)
{
	size_t visible = unicode_visible(n->as.text.data, n->as.text.length);

	if (visible == 0)
		return;
	a->result->texts++;
	a->result->characters += visible;
	if (!a->collected[n->serial] || a->owed[holder_of(a, n)->serial] > 0)
		lose(a, n);
}

void conserve_check(const setter *s, const pages *p, conservation *result)
{
	const document *d = s->document;
	account a = {.setter = s,
		     .result = result,
		     .collected = ARENA_ARRAY(s->arena, d->nodes, bool),
		     .owed = ARENA_ARRAY(s->arena, d->nodes, uint32_t),
		     .set = ARENA_ARRAY(s->arena, d->nodes, bool),
		     .sets = ARENA_ARRAY(s->arena, d->nodes, const node *)};

	*result = (conservation){0};
	for (size_t i = 0; i < p->count; i++)
		for (size_t k = 0; k < p->items[i]->text_count; k++)
			see_line(&a, &p->items[i]->texts[k]);
	for (const node *n = d->root; n; n = node_after(n, d->root, false))
		if (holds_text(n))
			look_for(&a, n);
}
