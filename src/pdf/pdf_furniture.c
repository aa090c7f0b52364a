/* pdf_furniture: what the print edition has round its pages. From the trim outwards: the bleed,
 * then the slug, in which all marks are, so that none is ever inside the bleed. The slug line is at
 * the foot: left of the registration mark in the middle what is printed (the title gives up words
 * where it is too long), right of it which sheet this is and of which state of the publication. A
 * colour bar, where the style asks for one, is at the head. */
#include "pdf/pdf_furniture.h"

#include "base/arena.h"
#include "lines/paragraph.h"
#include "pdf/pdf_color.h"

#include <string.h>

#define HAIRLINE    (LENGTH_PT / 4)
#define CROP_MOST   (LENGTH_PT * 1417 / 100) /* 5 mm */
#define PATCH_MOST  CROP_MOST                /* of a colour bar */
#define TARGET_MOST (LENGTH_PT * 7)          /* a registration mark's radius */
#define GAP         (LENGTH_PT * 3)

#define DOT  " \xc2\xb7 " /* between facts */
#define TIED "\xc2\xa0"   /* between the words of one */

typedef struct slug_line {
	mark *marks;
	size_t count, capacity;
} slug_line;

struct pdf_furniture {
	const pages *pages;
	slug_line title;  /* the same on all sheets */
	slug_line *lines; /* by page */
	/* all glyphs that a line may have: the subsets of faces are the same whichever editions are
	 * made */
	slug_line glyphs;
};

static length least(length a, length b)
{
	return a < b ? a : b;
}

static bool are_near(length a, length b, length most)
{
	return a - b < most && b - a < most;
}

/* Where a fold is, from the trim's left edge. */
static length fold_at(const sheet *s, size_t fold, bool back)
{
	length at = 0;

	for (size_t i = 0; i <= fold; i++)
		at += s->panels.widths[i];
	return back ? s->width - at : at;
}

/* The registration marks at head and foot are in the middle, or beside a fold there. */
static length middle_of(const sheet *s)
{
	const length away = TARGET_MOST + GAP;
	length middle = s->width / 2;

	for (size_t i = 0; i < s->panels.count; i++)
		if (are_near(fold_at(s, i, false), middle, away) ||
		    are_near(fold_at(s, i, true), middle, away))
			return middle + 2 * away;
	return middle;
}

/* --- the slug line -------------------------------------------------------------------------- */

static const paragraph *set_slug(const setter *s, const char *text, const char *lang,
				 length measure)
{
	const paragraph_shape shape = {
		.look = style_of(s->style, ROLE_SLUG), .measure = measure, .align = ALIGN_LEFT};

	return paragraph_set_text(s, text, lang, &shape);
}

static const paragraph *set_title(const setter *s, const char *title, const char *edition,
				  length measure)
{
	const char *text = *title ? arena_print(s->arena, "%s" DOT "%s", title, edition) : edition;

	return set_slug(s, text, s->document->lang, measure);
}

/* As many words of the title as have room beside the edition's name. */
static const paragraph *fitting_title(const setter *s, const pdf_slug *says, length measure)
{
	const size_t most = 400,
		     size = strlen(says->title); /* bytes: more than any sheet's width takes */
	char *shown = arena_copy(s->arena, says->title, size);
	const paragraph *set;

	if (size > most) {
		size_t at = most;
		while (at && shown[at] != ' ')
			at--;
		shown[at] = '\0';
	}
	while (set = set_title(s, shown, says->edition, measure),
	       *shown && paragraph_lines(set, 0) > 1) {
		char *space = strrchr(shown, ' ');
		*(space ? space : shown) = '\0';
	}
	return set;
}

static const char *append_fact(arena *a, const char *text, const char *fact)
{
	return fact && *fact ? arena_print(a, "%s%s%s", text, *text ? DOT : "", fact) : text;
}

/* What is known of a sheet; `all`: its date and version, too. Nothing is invented. */
static const char *facts_of(const setter *s, const pdf_slug *says, const pages *p, size_t i,
			    bool all)
{
	arena *a = s->arena;
	const char *version = s->document->version, *text = "";

	if (says->single) {
		text = says->single;
	} else {
		text = arena_print(a, "sheet" TIED "%zu/%zu", i + 1, p->count);
		text = append_fact(a, text, arena_print(a, "page" TIED "%s", p->items[i]->label));
	}
	text = append_fact(a, text, all ? says->date : NULL);
	if (all && version)
		text = append_fact(a, text, arena_print(a, "version" TIED "%s", version));
	return append_fact(a, text, says->digest);
}

/* Where the slug line's halves are. */
typedef struct slug_room {
	length left, right, measure; /* of each half */
	length middle;               /* the baseline of a line alone */
	length leading;
	size_t lines;
} slug_room;

static slug_room room_of(const sheet *s, const appearance *look)
{
	const length edge = 2 * GAP, away = TARGET_MOST + 2 * GAP, right = middle_of(s) + away;
	slug_room room = {.left = edge,
			  .right = right,
			  .measure = s->width - right - edge,
			  .leading = look->size * 6 / 5};

	if (s->panels.count) { /* their marks are there, too, on the back mirrored */
		length first =
			least(fold_at(s, 0, false), fold_at(s, s->panels.count - 1, true)) - GAP;
		room.measure = least(room.measure, first - edge);
		room.right = s->width - least(s->width - room.right, first);
	}
	room.middle = s->height + s->bleed + (s->slug + look->size * 2 / 3) / 2;
	room.lines = s->slug > GAP ? (size_t)((s->slug - GAP) / room.leading) : 0;
	return room;
}

static void set_lines(const setter *s, const paragraph *words, const slug_room *room, length x,
		      slug_line *into)
{
	size_t count = paragraph_lines(words, 0);

	count = count < room->lines ? count : room->lines;
	for (size_t i = 0; i < count; i++)
		page_loose_line(s, words, i, x,
				room->middle - room->leading * (length)(count - 1) / 2 +
					room->leading * (length)i,
				&into->marks, &into->count, &into->capacity);
	if (into->count) /* the page's own words are read after it */
		into->marks[into->count - 1].space = true;
}

static void set_glyphs(const setter *s, const pdf_slug *says, const pages *p, const slug_room *room,
		       slug_line *into)
{
	const char *facts = p->count ? facts_of(s, says, p, 0, true) : "";

	set_lines(s, set_slug(s, "0123456789ABCDEF", "en", SHEET_MOST), room, 0, into);
	set_lines(s, set_slug(s, facts, "en", SHEET_MOST), room, 0, into);
	for (size_t i = 0; i < p->count; i++) { /* Roman numbers; digits are there */
		const char *label = p->items[i]->label;
		if (strspn(label, "0123456789") < strlen(label))
			set_lines(s, set_slug(s, label, "en", SHEET_MOST), room, 0, into);
	}
}

pdf_furniture *pdf_furniture_new(arena *a, const setter *s, const pages *p, const pdf_slug *says)
{
	pdf_furniture *u = ARENA_NEW(a, pdf_furniture);
	const sheet *sheet = &p->style->sheet;
	const slug_room room = room_of(sheet, style_of(p->style, ROLE_SLUG));

	u->pages = p;
	u->lines = ARENA_ARRAY(a, p->count, slug_line);
	if (!s || room.lines < 1 || room.measure <= 0)
		return u; /* no room for words */
	set_lines(s, fitting_title(s, says, room.measure), &room, room.left, &u->title);
	set_glyphs(s, says, p, &room, &u->glyphs);
	for (size_t i = 0; says->wanted && i < p->count; i++) {
		const paragraph *words =
			set_slug(s, facts_of(s, says, p, i, true), "en", room.measure);
		if (paragraph_lines(words, 0) > room.lines)
			words = set_slug(s, facts_of(s, says, p, i, false), "en", room.measure);
		set_lines(s, words, &room, room.right, &u->lines[i]);
	}
	return u;
}

static void use_line(const slug_line *line, pdf_fonts *fonts)
{
	for (size_t i = 0; i < line->count; i++) {
		const mark *m = &line->marks[i];
		pdf_fonts_use(fonts, m->as.glyphs.run, 0, m->as.glyphs.count, m->space);
	}
}

void pdf_furniture_use(const pdf_furniture *u, pdf_fonts *fonts)
{
	use_line(&u->title, fonts);
	use_line(&u->glyphs, fonts);
	for (size_t i = 0; i < u->pages->count; i++)
		use_line(&u->lines[i], fonts);
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

/* Each mark is a path of its own: what checks sheets goes by the bounding boxes of paths, and one
 * path around the page would cover it. */
static void end_mark(pdf_buffer *b)
{
	pdf_append(b, "S\n", 2);
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
		end_mark(b);
		append_line(b, x, y + up * near, x, y + up * far);
		end_mark(b);
	}
}

/* Dashed lines at head and foot, where the sheet is folded. */
static void append_folds(pdf_buffer *b, const sheet *s, bool back)
{
	length near = s->bleed + s->slug / 8, far = near + s->slug * 3 / 4;

	pdf_append_text(b,
			"/Artifact <</Type/Page>> BDC\nq\n/" PDF_COLOR_REGISTRATION " CS 1 SCN ");
	pdf_append_length(b, HAIRLINE, 3);
	pdf_append_text(b, " w\n[3 2] 0 d\n");
	for (size_t i = 0; i < s->panels.count; i++) {
		const length x = fold_at(s, i, back);
		append_line(b, x, -near, x, -far);
		end_mark(b);
		append_line(b, x, s->height + near, x, s->height + far);
		end_mark(b);
	}
	pdf_append_text(b, "Q\nEMC\n");
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
	end_mark(b);
}

static void append_targets(pdf_buffer *b, const sheet *s)
{
	length middle = s->bleed + s->slug / 2,
	       radius = s->slug * 2 / 5 < TARGET_MOST ? s->slug * 2 / 5 : TARGET_MOST;
	append_target(b, middle_of(s), -middle, radius);
	append_target(b, middle_of(s), s->height + middle, radius);
	append_target(b, -middle, s->height / 2, radius);
	append_target(b, s->width + middle, s->height / 2, radius);
}

/* Cyan, magenta, yellow and black: full, two over one another, half, and the gray that the three
 * make. In per cent. */
static const unsigned char patches[][4] = {
	{100, 0, 0, 0},   {0, 100, 0, 0},   {0, 0, 100, 0},   {0, 0, 0, 100},
	{0, 100, 100, 0}, {100, 0, 100, 0}, {100, 100, 0, 0}, {50, 0, 0, 0},
	{0, 50, 0, 0},    {0, 0, 50, 0},    {0, 0, 0, 50},    {50, 40, 40, 0},
};
enum { PATCHES = sizeof patches / sizeof *patches };

/* A bar under way. */
typedef struct colour_bar {
	length x, y, side, end; /* end: where the registration mark in the middle needs room */
} colour_bar;

static bool append_patch(pdf_buffer *b, colour_bar *bar)
{
	if (bar->x + bar->side > bar->end)
		return false;
	append_numbers(b, (const length[]){bar->x, bar->y, bar->side, bar->side}, 4);
	pdf_append_text(b, "re f\n");
	bar->x += bar->side;
	return true;
}

/* The spot colours of the style, each once, at full tint. */
static void append_spots(pdf_buffer *b, colour_bar *bar, const pdf_colors *colors,
			 const style *style)
{
	for (size_t i = 0; style->inks[i]; i++) {
		const ink *ink = style->inks[i];
		bool known = !ink->spot || ink->tint != 10000 || !ink->painted_in_print;
		for (size_t k = 0; !known && k < i; k++)
			known = style->inks[k]->spot && style->inks[k]->tint == 10000 &&
				strcmp(style->inks[k]->spot, ink->spot) == 0;
		if (known)
			continue;
		pdf_append_ink(b, colors, ink);
		if (!append_patch(b, bar))
			return;
	}
}

/* Between the left crop mark and the registration mark at the head, as many patches as have room:
 * the spot colours first, since no other sheet has them. */
static void append_color_bar(pdf_buffer *b, const pdf_colors *colors, const style *style)
{
	const sheet *s = &style->sheet;
	length most = s->slug * 3 / 4 < PATCH_MOST ? s->slug * 3 / 4 : PATCH_MOST;
	colour_bar bar = {.x = 2 * GAP, .end = s->width / 2 - TARGET_MOST - GAP};

	if (s->panels.count)
		bar.end = least(bar.end,
				least(fold_at(s, 0, false), fold_at(s, s->panels.count - 1, true)) -
					GAP);
	bar.side = (bar.end - bar.x) / PATCHES < most ? (bar.end - bar.x) / PATCHES : most;
	bar.y = s->height + s->bleed + (s->slug - bar.side) / 2;
	if (!s->color_bar || bar.side <= GAP / 2)
		return;
	append_spots(b, &bar, colors, style);
	for (size_t i = 0; i < PATCHES; i++) {
		for (int k = 0; k < 4; k++) {
			pdf_append_fraction(b, patches[i][k], 2);
			pdf_append(b, " ", 1);
		}
		pdf_append_text(b, "k ");
		if (!append_patch(b, &bar))
			return;
	}
}

void pdf_append_press_marks(pdf_buffer *out, const pdf_colors *colors, const style *style)
{
	const sheet *s = &style->sheet;

	if (s->slug <= 0)
		return;
	pdf_append_text(out,
			"/Artifact <</Type/Page>> BDC\nq\n/" PDF_COLOR_REGISTRATION " CS 1 SCN ");
	pdf_append_length(out, HAIRLINE, 3);
	pdf_append_text(out, " w\n");
	append_crop_marks(out, s);
	append_targets(out, s);
	append_color_bar(out, colors, style);
	pdf_append_text(out, "Q\nEMC\n");
}

void pdf_append_slug(pdf_buffer *out, const pdf_furniture *u, const pdf_content *c, size_t page)
{
	const slug_line *line = &u->lines[page];
	const sheet *s = &u->pages->style->sheet;

	if (s->panels.count && s->slug > 0)
		append_folds(out, s, page % 2 == 1);
	if (!line->count && !u->title.count)
		return;
	pdf_append_text(out, "/Artifact <</Type/Page>> BDC\nq\n");
	pdf_append_marks(out, c, u->title.marks, u->title.count);
	pdf_append_text(out, "Q\nq\n");
	pdf_append_marks(out, c, line->marks, line->count);
	pdf_append_text(out, "Q\nEMC\n");
}
