/* pdf_font_use: the glyphs that pages use, and their meanings. Words share their runs, so a run is
 * read where it is first met, and after that only counted (add_counts). Long
 * texts are taken in by parts of some pages, in parallel; the results are joined in the order of
 * the parts, so the division does not show. */
#include "pdf/pdf_font_private.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "pdf/pdf_font_text.h"
#include "pdf/pdf_order.h"

#include <stdio.h>
#include <string.h>

/* A run that was shown whole, and how often after the first time. */
typedef struct shown_run {
	const run *run;
	uint32_t again;
} shown_run;

enum { RUNS_LEAST = 1024 }; /* slots at first */

pdf_fonts *pdf_fonts_new(arena *a)
{
	pdf_fonts *f = ARENA_NEW(a, pdf_fonts);
	f->arena = a;
	f->runs = hash_new(a, RUNS_LEAST);
	return f;
}

static pdf_font *add_font(pdf_fonts *f, const font *face)
{
	pdf_font *new = ARENA_NEW(f->arena, pdf_font);
	new->face = face;
	new->glyph_count = font_glyph_count(face);
	hb_font_get_nominal_glyph(font_shaper(face), ' ', &new->space_glyph);
	new->meanings = ARENA_ARRAY(f->arena, new->glyph_count, meaning *);
	*ARENA_APPEND(f->arena, f->fonts, f->count, f->capacity) = new;
	snprintf(new->resource, sizeof new->resource, "F%zu", f->count);
	return new;
}

static pdf_font *font_for(pdf_fonts *f, const font *face)
{
	size_t index = font_index(face);
	if (index >= f->index_count) {
		f->by_index = arena_grow(f->arena, f->by_index, f->index_count, &f->index_capacity,
					 index + 1, sizeof *f->by_index);
		f->index_count = index + 1;
	}
	if (!f->by_index[index])
		f->by_index[index] = add_font(f, face);
	return f->by_index[index];
}

/* Record that a glyph means this text, `uses` times by itself. */
static void add_meaning(arena *a, pdf_font *f, uint32_t glyph, const char *text, uint32_t size,
			uint32_t uses)
{
	if (glyph >= f->glyph_count || glyph == 0)
		return;
	uint32_t character = pdf_font_text_single(text, size);
	meaning **at = &f->meanings[glyph];
	for (; *at; at = &(*at)->next)
		if (character ? (*at)->character == character
			      : (*at)->length == size && !memcmp((*at)->text, text, size)) {
			(*at)->uses += uses;
			return;
		}
	*at = ARENA_NEW(a, meaning);
	**at = (meaning){.text = text, .length = size, .character = character, .uses = uses};
}

/* In a cluster of several glyphs, each means one character if there are as many; otherwise the
 * first is taken to mean all, unless the face's own map says otherwise (settle_meaning). */
static void add_parts(arena *a, pdf_font *f, const run *r, const font_cluster *c)
{
	bool matched = pdf_font_text_characters(c->text, c->length) == c->count,
	     backwards = r->level & 1;
	const char *text = c->text;
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t glyph = r->glyphs[c->first + (backwards ? c->count - 1 - i : i)].id;
		uint32_t size = c->length;
		if (matched)
			size = pdf_font_text_step(text, (size_t)(c->text + c->length - text));
		else if (i)
			size = 0;
		add_meaning(a, f, glyph, text, size, 0);
		text += matched ? size : 0;
	}
}

/* The short way for nearly all text: a glyph that means one ASCII character and did so before. */
static bool says_again(pdf_font *f, const run *r, uint32_t i, uint32_t times)
{
	const glyph *g = &r->glyphs[i];
	unsigned char c = (unsigned char)r->text[g->cluster];
	uint32_t next = i + 1 < r->count ? g[1].cluster : (uint32_t)r->text_length;
	meaning *m = g->id < f->glyph_count ? f->meanings[g->id] : NULL;
	if (c >= 0x80 || r->level & 1 || next != g->cluster + 1 || !m || m->character != c)
		return false;
	m->uses += times;
	return true;
}

static void use_glyphs(arena *a, pdf_font *f, const run *r, uint32_t first, uint32_t end,
		       uint32_t times)
{
	for (uint32_t i = first; i < end;) {
		if (says_again(f, r, i, times)) {
			i++;
			continue;
		}
		font_cluster c = pdf_font_text_cluster_at(r, i, end);
		if (c.count == 1)
			add_meaning(a, f, r->glyphs[i].id, c.text, c.length, c.length ? times : 0);
		else
			add_parts(a, f, r, &c);
		i += c.count;
	}
}

static void use_space(arena *a, pdf_font *f)
{
	const uint32_t glyph = f->space_glyph;
	f->spaced = glyph != 0;
	if (f->spaced && f->meanings[glyph] && f->meanings[glyph]->character == ' ')
		f->meanings[glyph]->uses++;
	else if (f->spaced)
		add_meaning(a, f, f->space_glyph, " ", 1, 1);
}

static bool is_of_run(const void *item, const void *run)
{
	return ((const shown_run *)item)->run == run;
}

/* Is this the first time that the run is shown whole? */
static bool is_new(pdf_fonts *f, const run *r)
{
	uint64_t hash = hash_address(r);
	shown_run *shown = (shown_run *)hash_find(&f->runs, hash, is_of_run, r);

	if (shown) {
		shown->again++;
		return false;
	}
	shown = ARENA_NEW(f->arena, shown_run);
	shown->run = r;
	hash_add(f->arena, &f->runs, hash, shown);
	return true;
}

void pdf_fonts_use(pdf_fonts *f, const run *r, uint32_t first, uint32_t count, bool space)
{
	pdf_font *own = font_for(f, r->font);
	if (first > 0 || count < r->count || is_new(f, r))
		use_glyphs(f->arena, own, r, first, first + count, 1);
	if (space)
		use_space(f->arena, own);
}

/* Add what was counted. All glyphs have their meanings by now, so the order of hashing does not
 * show. */
static void add_counts(pdf_fonts *f)
{
	for (size_t i = 0; i < f->runs.size; i++) {
		const shown_run *shown = f->runs.slots[i].item;
		if (shown && shown->again)
			use_glyphs(f->arena, font_for(f, shown->run->font), shown->run, 0,
				   (uint32_t)shown->run->count, shown->again);
	}
}

/* In right-to-left lines a space may be next to a word other than its own. An added hyphen does not
 * count for its glyph's meaning. */
static void use_mark(pdf_fonts *f, const mark *m, bool space)
{
	const run *r = m->as.glyphs.run;
	uint32_t first = m->as.glyphs.first, count = m->as.glyphs.count;
	if (m->soft_hyphen && count) {
		pdf_font *own = font_for(f, r->font);
		count--;
		add_meaning(f->arena, own, r->glyphs[first + count].id, "-", 1, 0);
	}
	pdf_fonts_use(f, r, first, count, space);
}

static void use_page(pdf_fonts *f, const page *p)
{
	for (size_t i = 0; i < p->mark_count; i++)
		if (p->marks[i].kind == MARK_GLYPHS)
			use_mark(f, &p->marks[i], p->visual_count || pdf_order_spaces(p, i));
}

/* Pages taken in by parts. */
typedef struct taking {
	const pages *pages;
	pdf_fonts *parts[PARALLEL_SLOTS];
	size_t each; /* pages */
} taking;

static void take_part(void *context, size_t part, unsigned slot)
{
	const taking *t = context;
	size_t from = part * t->each, end = from + t->each;
	(void)slot;
	for (size_t i = from; i < end && i < t->pages->count; i++)
		use_page(t->parts[part], t->pages->items[i]);
	add_counts(t->parts[part]);
}

/* Join a part's font after those of the parts before, so that the order of first use is that of the
 * pages. */
static void join_font(pdf_fonts *f, const pdf_font *from)
{
	pdf_font *to = font_for(f, from->face);
	to->spaced |= from->spaced;
	for (uint32_t glyph = 0; glyph < from->glyph_count; glyph++)
		for (const meaning *m = from->meanings[glyph]; m; m = m->next)
			add_meaning(f->arena, to, glyph, m->text, m->length, m->uses);
}

static void join_part(pdf_fonts *f, pdf_fonts *part)
{
	for (size_t i = 0; i < part->count; i++)
		join_font(f, part->fonts[i]);
	arena_join(f->arena, part->arena);
}

void pdf_fonts_use_pages(pdf_fonts *f, const pages *p)
{
	enum { WORTH_A_PART = 16 }; /* pages */
	size_t parts = parallel_slots(p->count / WORTH_A_PART);
	taking t = {.pages = p, .each = (p->count + parts - 1) / parts};
	if (parts < 2) {
		for (size_t i = 0; i < p->count; i++)
			use_page(f, p->items[i]);
		return;
	}
	for (size_t i = 0; i < parts; i++)
		t.parts[i] = pdf_fonts_new(arena_new());
	parallel_for(parts, take_part, &t);
	for (size_t i = 0; i < parts; i++)
		join_part(f, t.parts[i]);
}

void pdf_fonts_close(pdf_fonts *f)
{
	add_counts(f);
	for (size_t i = 0; i < f->count; i++)
		f->fonts[i]->arena = arena_new();
}
