/* pdf_furniture: what the print edition has round its pages. From the trim outwards: the bleed,
 * then the slug, in which all marks stand, so that none is ever inside the bleed. The slug line
 * is at the foot, from the left crop mark to the registration mark in the middle, and gives up
 * words of the title where it is too long. */
#include "pdf/pdf_furniture.h"

#include "base/arena.h"
#include "pdf/pdf_color.h"
#include "type/segment.h"
#include "type/shape.h"

#include <string.h>

#define HAIRLINE    (LENGTH_PT / 4)
#define CROP_MOST   (LENGTH_PT * 1417 / 100) /* 5 mm */
#define TARGET_MOST (LENGTH_PT * 7)          /* a registration mark's radius */
#define GAP         (LENGTH_PT * 3)

typedef struct slug_line {
	mark *marks;
	size_t count, capacity;
} slug_line;

struct pdf_furniture {
	const pages *pages;
	slug_line *lines; /* by page */
};

/* --- the slug line -------------------------------------------------------------------------- */

/* What is between spaces, shaped: pieces of one script and direction each. */
typedef struct slug_word {
	const word **pieces;
	size_t count, capacity;
	length width;
} slug_word;

typedef struct slug_text {
	slug_word *words;
	size_t count, capacity;
	length width; /* with a space before each word */
} slug_text;

typedef struct slug_setter {
	arena *arena;
	shaper *shaper;
	const appearance *look;
	const char *lang;
	length space;
	/* the line under way */
	slug_line *line;
	length x, y;
} slug_setter;

static slug_word shape_piece(slug_setter *t, const char *text, size_t size)
{
	segment s;
	slug_word shaped = {0};
	segment_text(t->arena, text, size, t->lang, &s);
	for (size_t i = 0; i < s.run_count; i++) {
		const segment_run *r = &s.runs[i];
		const word *w = shape_word(t->shaper, text + r->start, r->end - r->start, t->look,
					   t->lang, r->script, r->level, (place){0});
		*ARENA_APPEND(t->arena, shaped.pieces, shaped.count, shaped.capacity) = w;
		shaped.width += w->width;
	}
	return shaped;
}

static slug_text shape_text(slug_setter *t, const char *text)
{
	slug_text shaped = {0};
	while (*(text += strspn(text, " "))) {
		size_t size = strcspn(text, " ");
		slug_word w = shape_piece(t, text, size);
		*ARENA_APPEND(t->arena, shaped.words, shaped.count, shaped.capacity) = w;
		shaped.width += t->space + w.width;
		text += size;
	}
	return shaped;
}

static void set_piece(slug_setter *t, const word *w)
{
	for (size_t i = 0; i < w->count; i++) {
		const run *r = w->runs[i];
		mark *m = ARENA_APPEND(t->arena, t->line->marks, t->line->count, t->line->capacity);
		*m = (mark){.kind = MARK_GLYPHS,
			    .part = PART_ARTIFACT,
			    .ink = t->look->ink,
			    .x = t->x,
			    .y = t->y};
		m->as.glyphs.run = r;
		m->as.glyphs.count = (uint32_t)r->count;
		m->as.glyphs.width = r->width;
		t->x += r->width;
	}
}

/* Set the words of a text that end before `right`, each but the first of the line after a space. */
static void set_text(slug_setter *t, const slug_text *text, length right)
{
	for (size_t i = 0; i < text->count; i++) {
		const slug_word *w = &text->words[i];
		length before = t->line->count ? t->space : 0;
		if (t->x + before + w->width > right)
			return;
		if (before)
			t->line->marks[t->line->count - 1].space = true;
		t->x += before;
		for (size_t k = 0; k < w->count; k++)
			set_piece(t, w->pieces[k]);
	}
}

/* All pages' lines: what they share is shaped once. */
static void set_lines(pdf_furniture *u, slug_setter *t, const char *title, const char *what)
{
	const sheet *s = &u->pages->style->sheet;
	const length right = s->width / 2 - TARGET_MOST - 2 * GAP;
	slug_text first = shape_text(t, title);
	slug_text last =
		shape_text(t, what && *what ? arena_print(t->arena, "\xc2\xb7 %s", what) : "");
	t->y = s->height + s->bleed + (s->slug + t->look->size * 2 / 3) / 2;
	for (size_t i = 0; i < u->pages->count; i++) {
		slug_text label = shape_text(
			t, arena_print(t->arena, "\xc2\xb7 %s", u->pages->items[i]->label));
		t->line = &u->lines[i];
		t->x = 2 * GAP;
		set_text(t, &first, right - label.width - last.width);
		set_text(t, &label, right - last.width);
		set_text(t, &last, right);
		if (t->line->count) /* the page's own words are read after it */
			t->line->marks[t->line->count - 1].space = true;
	}
}

pdf_furniture *pdf_furniture_new(arena *a, report *r, const pages *p, font_library *fonts,
				 const char *title, const char *what)
{
	pdf_furniture *u = ARENA_NEW(a, pdf_furniture);
	const sheet *s = &p->style->sheet;
	u->pages = p;
	u->lines = ARENA_ARRAY(a, p->count, slug_line);
	slug_setter t = {
		.arena = a, .look = style_of(p->style, ROLE_SLUG), .lang = p->document->lang};
	if (s->slug < t.look->size + GAP)
		return u; /* no room for words */
	t.shaper = shaper_new(a, r, fonts, p->style);
	t.space = shape_space(t.shaper, t.look);
	set_lines(u, &t, title, what);
	shaper_free(t.shaper);
	return u;
}

void pdf_furniture_use(const pdf_furniture *u, pdf_fonts *fonts)
{
	for (size_t i = 0; i < u->pages->count; i++)
		for (size_t k = 0; k < u->lines[i].count; k++) {
			const mark *m = &u->lines[i].marks[k];
			pdf_fonts_use(fonts, m->as.glyphs.run, 0, m->as.glyphs.count, m->space);
		}
}

/* --- boxes and marks ------------------------------------------------------------------------ */

static void put_box(pdf_dict *page, const char *key, const sheet *s, length beyond)
{
	pdf_buffer box = {0};
	const length sides[] = {-beyond, -beyond, s->width + beyond, s->height + beyond};
	for (int i = 0; i < 4; i++) {
		pdf_append(&box, i ? " " : "[", 1);
		pdf_append_length(&box, sides[i], 3);
	}
	pdf_append(&box, "]", 1);
	pdf_put_buffer(page, key, &box);
	pdf_buffer_free(&box);
}

void pdf_furniture_boxes(const sheet *s, pdf_dict *page)
{
	put_box(page, "MediaBox", s, s->bleed + s->slug);
	put_box(page, "BleedBox", s, s->bleed);
	put_box(page, "TrimBox", s, 0);
}

static void append_numbers(pdf_buffer *b, const length *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		pdf_append_length(b, numbers[i], 3);
		pdf_append(b, " ", 1);
	}
}

static void append_line(pdf_buffer *b, length x1, length y1, length x2, length y2)
{
	append_numbers(b, (const length[]){x1, y1}, 2);
	pdf_append(b, "m ", 2);
	append_numbers(b, (const length[]){x2, y2}, 2);
	pdf_append(b, "l\n", 2);
}

/* Two lines at each corner, in the prolongation of the trim's edges. */
static void append_crop_marks(pdf_buffer *b, const sheet *s)
{
	length near = s->bleed + s->slug / 8,
	       far = near + (s->slug * 3 / 4 < CROP_MOST ? s->slug * 3 / 4 : CROP_MOST);
	for (int corner = 0; corner < 4; corner++) {
		length x = corner % 2 ? s->width : 0, y = corner / 2 ? s->height : 0;
		int right = corner % 2 ? 1 : -1, up = corner / 2 ? 1 : -1;
		append_line(b, x + right * near, y, x + right * far, y);
		append_line(b, x, y + up * near, x, y + up * far);
	}
}

/* A circle of four Bézier arcs, whose handles are 0.5523 of the radius. */
static void append_circle(pdf_buffer *b, length x, length y, length radius)
{
	static const int directions[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
	length handle = length_scale(radius, 5523, 10000);
	append_numbers(b, (const length[]){x + radius, y}, 2);
	pdf_append(b, "m ", 2);
	for (int i = 0; i < 4; i++) {
		const int *from = directions[i], *to = directions[i + 1];
		append_numbers(b,
			       (const length[]){x + from[0] * radius + to[0] * handle,
						y + from[1] * radius + to[1] * handle,
						x + to[0] * radius + from[0] * handle,
						y + to[1] * radius + from[1] * handle,
						x + to[0] * radius, y + to[1] * radius},
			       6);
		pdf_append(b, "c\n", 2);
	}
}

static void append_target(pdf_buffer *b, length x, length y, length radius)
{
	append_line(b, x - radius, y, x + radius, y);
	append_line(b, x, y - radius, x, y + radius);
	append_circle(b, x, y, radius * 3 / 5);
}

static void append_targets(pdf_buffer *b, const sheet *s)
{
	length middle = s->bleed + s->slug / 2,
	       radius = s->slug * 2 / 5 < TARGET_MOST ? s->slug * 2 / 5 : TARGET_MOST;
	append_target(b, s->width / 2, -middle, radius);
	append_target(b, s->width / 2, s->height + middle, radius);
	append_target(b, -middle, s->height / 2, radius);
	append_target(b, s->width + middle, s->height / 2, radius);
}

void pdf_append_press_marks(pdf_buffer *out, const sheet *s)
{
	if (s->slug <= 0)
		return;
	pdf_append_text(out,
			"/Artifact <</Type/Page>> BDC\nq\n/" PDF_COLOR_REGISTRATION " CS 1 SCN ");
	pdf_append_length(out, HAIRLINE, 3);
	pdf_append_text(out, " w\n");
	append_crop_marks(out, s);
	append_targets(out, s);
	pdf_append_text(out, "S\nQ\nEMC\n");
}

void pdf_append_slug(pdf_buffer *out, const pdf_furniture *u, const pdf_content *c, size_t page)
{
	const slug_line *line = &u->lines[page];
	if (!line->count)
		return;
	pdf_append_text(out, "/Artifact <</Type/Page>> BDC\nq\n");
	pdf_append_marks(out, c, line->marks, line->count);
	pdf_append_text(out, "Q\nEMC\n");
}
