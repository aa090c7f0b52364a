/* pdf_furniture: what the print edition has around its pages. From the trim outwards: the bleed,
 * then the slug, which contains all marks, so that none is ever inside the bleed. The slug line is
 * at the foot, from the left crop mark to the registration mark in the middle; if it is too long,
 * words of the title are dropped. */
#include "pdf/pdf_furniture.h"

#include "base/arena.h"
#include "lines/paragraph.h"
#include "pdf/pdf_color.h"

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

static const paragraph *set_slug(const setter *s, const char *title, const char *label,
				 length measure)
{
	const paragraph_shape shape = {
		.look = style_of(s->style, ROLE_SLUG), .measure = measure, .align = ALIGN_LEFT};
	const char *text = *title ? arena_print(s->arena, "%s \xc2\xb7 %s", title, label) : label;

	return paragraph_set_text(s, text, s->document->lang, &shape);
}

static const char *longest_label(const pages *p)
{
	const char *longest = "";

	for (size_t i = 0; i < p->count; i++)
		if (strlen(p->items[i]->label) > strlen(longest))
			longest = p->items[i]->label;
	return longest;
}

/* As many words of the title as fit with every page's label. */
static const char *fitting_title(const setter *s, const pages *p, const char *title, length measure)
{
	const char *label = longest_label(p);
	const size_t most = 400,
		     size = strlen(title); /* bytes: more than fit into any sheet's width */
	char *shown = arena_copy(s->arena, title, size);

	if (size > most) {
		size_t at = most;
		while (at && shown[at] != ' ')
			at--;
		shown[at] = '\0';
	}
	while (*shown && paragraph_lines(set_slug(s, shown, label, measure), 0) > 1) {
		char *space = strrchr(shown, ' ');
		*(space ? space : shown) = '\0';
	}
	return shown;
}

pdf_furniture *pdf_furniture_new(arena *a, const setter *s, const pages *p, const char *title)
{
	pdf_furniture *u = ARENA_NEW(a, pdf_furniture);
	const sheet *sheet = &p->style->sheet;
	const appearance *look = style_of(p->style, ROLE_SLUG);
	const length left = 2 * GAP, right = sheet->width / 2 - TARGET_MOST - 2 * GAP;
	u->pages = p;
	u->lines = ARENA_ARRAY(a, p->count, slug_line);
	if (!s || sheet->slug < look->size + GAP || right <= left)
		return u; /* no room for words */
	const char *shown = fitting_title(s, p, title, right - left);
	length y = sheet->height + sheet->bleed + (sheet->slug + look->size * 2 / 3) / 2;
	for (size_t i = 0; i < p->count; i++) {
		slug_line *line = &u->lines[i];
		const paragraph *words = set_slug(s, shown, p->items[i]->label, right - left);
		page_loose_line(s, words, 0, left, y, &line->marks, &line->count, &line->capacity);
		if (line->count) /* read before the page's own words */
			line->marks[line->count - 1].space = true;
	}
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

/* Two lines at each corner, which extend the trim's edges. */
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
