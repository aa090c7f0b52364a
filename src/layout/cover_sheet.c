/* cover_sheet: front and back are set as pages of their own, by the layout that sets the book, in a
 * style in which the cover's roles have taken the place of the text's; their marks are then moved
 * to where they are on the sheet. The spine has one line, turned by a quarter. What is there twice
 * (the title on the spine, the digits below the bars) is an artifact for screen readers.
 *
 * From the left: back, spine, front; where the language runs from right to left, front, spine,
 * back. The sheet is folded at both sides of the spine. */
#include "layout/cover_sheet.h"

#include "base/arena.h"
#include "layout/barcode.h"
#include "layout/galley_private.h"
#include "layout/layout.h"
#include "lines/picture.h"
#include "type/segment.h"

#include <string.h>

/* The cover under way. */
typedef struct cover_builder {
	const setter *setter; /* the book's */
	const cover *cover;
	cover_sheet *sheet;
	style *style; /* the cover's */
	page *page;
	const ink *white, *bars;
	length panel; /* the width of front and back */
	length front, spine_at, back;
} cover_builder;

static void add_mark(cover_builder *b, mark m)
{
	page *p = b->page;

	*ARENA_APPEND(b->setter->arena, p->marks, p->mark_count, p->mark_capacity) = m;
	p->has_images |= m.kind == MARK_IMAGE;
}

static void add_rule(cover_builder *b, const ink *ink, length x, length y, length width,
		     length height)
{
	add_mark(b, (mark){.kind = MARK_RULE,
			   .part = PART_ARTIFACT,
			   .ink = ink,
			   .x = x,
			   .y = y,
			   .as.rule = {width, height}});
}

/* --- the sheet and its style ---------------------------------------------------------------- */

/* Inks that the cover has beside the style's: bars are black and nothing else, whatever the text
 * is, and what is under them is the paper's white. */
static void add_inks(cover_builder *b)
{
	static const ink own[] = {
		{.name = ".white", .painted_in_print = true, .rgb = {10000, 10000, 10000}},
		{.name = ".bars",
		 .painted_in_print = true,
		 .cmyk = {0, 0, 0, 10000},
		 .is_black = true},
	};
	enum { OWN = sizeof own / sizeof *own };
	arena *a = b->setter->arena;
	size_t count = 0;

	while (b->style->inks[count])
		count++;
	const ink **inks = ARENA_ARRAY(a, count + OWN + 1, const ink *);
	memcpy(inks, b->style->inks, count * sizeof *inks);
	for (size_t i = 0; i < OWN; i++) {
		ink *made = ARENA_NEW(a, ink);
		*made = own[i];
		made->says = INK_CMYK | INK_RGB;
		made->tint = made->part = 10000;
		made->index = made->base = count + i;
		inks[count + i] = made;
	}
	b->white = inks[count];
	b->bars = inks[count + 1];
	b->style->inks = inks;
}

/* The spine is as thick as the leaves together. */
static length spine_of(const cover *c, size_t pages)
{
	return c->spine >= 0 ? c->spine : c->paper * (length)((pages + 1) / 2);
}

static void make_sheet(cover_builder *b, size_t pages)
{
	const setter *s = b->setter;
	const sheet *book = &s->style->sheet;
	const length spine = spine_of(b->cover, pages), panel = book->width;
	const bool mirrored = segment_is_right_to_left(s->document->lang);

	b->style = ARENA_NEW(s->arena, style);
	*b->style = *s->style;
	b->style->sheet.width = 2 * panel + spine;
	b->style->sheet.panels = (panels){{panel, spine}, spine > 0 ? 2 : 1};
	b->panel = panel;
	b->spine_at = panel;
	b->front = mirrored ? 0 : panel + spine;
	b->back = mirrored ? panel + spine : 0;
	b->sheet->spine = spine;
	add_inks(b);
}

/* A style in which a panel of the cover is a page: its roles are the cover's, its margins alike on
 * both sides, and nothing is around its text. */
static style *panel_style(const cover_builder *b)
{
	static const role roles[][2] = {{ROLE_BODY, ROLE_COVER_TEXT},
					{ROLE_TITLE, ROLE_COVER_TITLE},
					{ROLE_SUBTITLE, ROLE_COVER_SUBTITLE},
					{ROLE_AUTHOR, ROLE_COVER_AUTHOR}};
	style *made = ARENA_NEW(b->setter->arena, style);
	sheet *s = &made->sheet;

	*made = *b->setter->style;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		made->roles[roles[i][0]] = made->roles[roles[i][1]];
	s->inner = s->outer = s->outer < s->inner ? s->outer : s->inner;
	s->measure = s->width - s->inner - s->outer;
	s->two_sided = s->folio = false;
	s->head_verso = s->head_recto = "none";
	s->background = NULL;
	s->bleed = 0;
	s->signature = 1;
	return made;
}

/* --- panels --------------------------------------------------------------------------------- */

/* The marks of a panel that was set as a page, moved to its place. */
static void take_marks(cover_builder *b, const page *p, length x)
{
	for (size_t i = 0; i < p->mark_count; i++) {
		mark m = p->marks[i];
		m.x += x;
		if (m.kind == MARK_IMAGE && m.as.image.whole) {
			page_whole *moved = ARENA_NEW(b->setter->arena, page_whole);
			*moved = *m.as.image.whole;
			moved->x += x;
			m.as.image.whole = moved;
		}
		add_mark(b, m);
	}
	for (size_t i = 0; i < p->anchor_count; i++) {
		page *to = b->page;
		page_anchor at = p->anchors[i];
		at.x += x;
		*ARENA_APPEND(b->setter->arena, to->anchors, to->anchor_count,
			      to->anchor_capacity) = at;
	}
}

/* Set the blocks of a division in a panel's lines, but for the last `taken`. */
static void set_panel(cover_builder *b, node *words, length x, int taken, const char *what)
{
	document *d = ARENA_NEW(b->setter->arena, document);
	style *look = panel_style(b);
	setter *s = ARENA_NEW(b->setter->arena, setter);
	layout result;

	if (!node_has_words(words))
		return;
	*d = b->cover->document;
	d->root = words;
	look->sheet.lines -= taken;
	if (look->sheet.lines < 1)
		look->sheet.lines = 1;
	*s = *b->setter;
	s->document = d;
	s->style = look;
	s->workers = NULL;
	layout_make(s, d, NULL, &result);
	if (result.pages->count > 1)
		report_at(b->setter->report, REPORT_COVER_FULL, words->place,
			  "the words on the cover's %s need more than its %d lines; shorten them, "
			  "or set them smaller by the roles of the cover",
			  what, look->sheet.lines);
	for (size_t i = 0; i < result.pages->count && i < 1; i++)
		take_marks(b, result.pages->items[i], x);
}

/* A picture over an area of the sheet. */
static void add_picture(cover_builder *b, const node *n, length x, length width)
{
	const setter *s = b->setter;
	const sheet *sheet = &b->style->sheet;
	const length y = -sheet->bleed, height = sheet->height + 2 * sheet->bleed;
	const image *i = n && n->as.image.path ? image_load(s->images, n->as.image.path,
							    n->as.image.page, n->place)
					       : NULL;
	page_whole *whole;

	if (!i)
		return;
	galley_judge_cover(s, n, i, width, height, false);
	whole = ARENA_NEW(s->arena, page_whole);
	picture_cover(i, width, height, &whole->width, &whole->height);
	whole->x = x - (whole->width - width) / 2;
	whole->y = y - (whole->height - height) / 2;
	bool cut = whole->width != width || whole->height != height;
	add_mark(b, (mark){.kind = MARK_IMAGE,
			   .part = PART_CONTENT,
			   .owner = n,
			   .ink = style_of(b->style, ROLE_COVER)->ink,
			   .x = x,
			   .y = y,
			   .as.image = {i, width, height, cut ? whole : NULL}});
}

/* A panel's picture reaches from the fold over the edge. */
static void add_panel_picture(cover_builder *b, const node *n, length panel)
{
	const length bleed = b->style->sheet.bleed;

	add_picture(b, n, panel ? panel : -bleed, b->panel + bleed);
}

/* Tint and pictures, below all words. */
static void add_ground(cover_builder *b)
{
	const sheet *s = &b->style->sheet;
	const ink *tint = style_of(b->style, ROLE_COVER)->background;

	if (tint)
		add_rule(b, tint, -s->bleed, -s->bleed, s->width + 2 * s->bleed,
			 s->height + 2 * s->bleed);
	add_picture(b, b->cover->around, -s->bleed, s->width + 2 * s->bleed);
	add_panel_picture(b, b->cover->back_picture, b->back);
	add_panel_picture(b, b->cover->front_picture, b->front);
}

/* --- the spine ------------------------------------------------------------------------------ */

static const paragraph *set_line(const cover_builder *b, const char *words, const appearance *look,
				 length measure, align how)
{
	const paragraph_shape shape = {.look = look, .measure = measure, .align = how};

	return paragraph_set_text(b->sheet->setter, words, b->setter->document->lang, &shape);
}

static length width_of(const cover_builder *b, const paragraph *p)
{
	text_line line;

	if (paragraph_lines(p, 0) != 1)
		return SHEET_MOST;
	paragraph_line(b->sheet->setter, p, 0, 0, &line);
	return line.right - line.left;
}

/* Marks of a line that is no content; those from `first` on are turned as the spine is. */
static void add_line(cover_builder *b, const paragraph *p, length x, length y, int8_t turn)
{
	page *to = b->page;
	size_t first = to->mark_count;

	page_loose_line(b->sheet->setter, p, 0, x, y, &to->marks, &to->mark_count,
			&to->mark_capacity);
	for (size_t i = first; i < to->mark_count; i++)
		to->marks[i].turn = turn;
}

static const char *joined_authors(const cover_builder *b)
{
	const char *all = "";

	for (const char *const *name = b->setter->document->authors; name && *name; name++)
		all = arena_print(b->setter->arena, "%s%s%s", all, *all ? ", " : "", *name);
	return all;
}

/* The title at the spine's head and the authors at its foot, on one line in its middle. The sheet
 * is turned for it: x runs along the spine, y across the sheet. */
static void add_spine(cover_builder *b)
{
	const sheet *s = &b->style->sheet;
	const appearance *look = style_of(b->style, ROLE_COVER_SPINE);
	const char *title = b->setter->document->title, *authors = joined_authors(b);
	const length edge = s->top < s->bottom ? s->top : s->bottom, measure = s->height - 2 * edge,
		     spine = b->sheet->spine;
	const int8_t turn = b->cover->reads_up ? -1 : 1;

	if (spine <= 0 || (!title && !*authors))
		return;
	const int tenths = (int)((spine * 2540 / 720 + LENGTH_PT / 2) / LENGTH_PT); /* of a mm */
	if (spine < look->size * 3 / 2) {
		report_at(b->setter->report, REPORT_SPINE_NARROW, b->cover->place,
			  "the spine is %d.%d mm wide, too narrow for the size of its words, which "
			  "are left out; a smaller size of `cover-spine` lets them in",
			  tenths / 10, tenths % 10);
		return;
	}
	const paragraph *first = set_line(b, title ? title : "", look, measure, ALIGN_LEFT),
			*last = set_line(b, authors, look, measure, ALIGN_RIGHT);
	length used = (title ? width_of(b, first) : 0) + (*authors ? width_of(b, last) : 0);
	/* across the turned sheet: from its top edge, which is the sheet's right or left one */
	length middle = turn > 0 ? s->width - b->spine_at - spine / 2 : b->spine_at + spine / 2,
	       y = middle + look->size * 3 / 10;
	if (title && width_of(b, first) <= measure)
		add_line(b, first, edge, y, turn);
	if (*authors && used + look->size <= measure)
		add_line(b, last, edge, y, turn);
	else if (used > measure)
		report_at(b->setter->report, REPORT_SPINE_NARROW, b->cover->place,
			  "the spine has no room for title and authors in one line; "
			  "`cover-spine` may be smaller");
}

/* --- the bar code --------------------------------------------------------------------------- */

#define BARS_LINE   (LENGTH_PT * 10) /* of digits, and of the words above the bars */
#define BARS_MARGIN (LENGTH_PT * 4)

static length bars_width(void)
{
	return BARCODE_MODULE * (BARCODE_QUIET_LEFT + BARCODE_MODULES + BARCODE_QUIET_RIGHT);
}

static length bars_height(void)
{
	return BARS_LINE + BARCODE_HEIGHT + BARS_LINE + 2 * BARS_MARGIN;
}

/* Grid lines at the foot of the back that the bars take. */
static int bars_rows(const cover_builder *b)
{
	const length grid = b->style->sheet.grid;

	return b->cover->isbn[0] ? (int)((bars_height() + grid - 1) / grid) + 1 : 0;
}

/* A digit, centred below its bars. */
static void add_digit(cover_builder *b, char digit, length x, length width, length y)
{
	const char text[] = {digit, '\0'};

	add_line(b, set_line(b, text, style_of(b->style, ROLE_COVER_BARCODE), width, ALIGN_CENTER),
		 x, y, 0);
}

static void add_digits(cover_builder *b, const char *digits, length x, length y)
{
	const length cell = BARCODE_MODULE * 7;

	add_digit(b, digits[0], x - BARCODE_MODULE * 10, cell, y);
	for (int i = 0; i < 6; i++) {
		add_digit(b, digits[1 + i], x + BARCODE_MODULE * 3 + cell * i, cell, y);
		add_digit(b, digits[7 + i], x + BARCODE_MODULE * 50 + cell * i, cell, y);
	}
}

/* Neighbouring dark modules are one bar, one path. */
static void add_bars(cover_builder *b, const char *digits, length x, length y)
{
	bool dark[BARCODE_MODULES];

	barcode_modules(digits, dark);
	for (int i = 0, end; i < BARCODE_MODULES; i = end) {
		for (end = i; end < BARCODE_MODULES && dark[end] == dark[i];)
			end++;
		if (dark[i])
			add_rule(b, b->bars, x + BARCODE_MODULE * i, y, BARCODE_MODULE * (end - i),
				 BARCODE_HEIGHT + (barcode_is_guard(i) ? BARCODE_MODULE * 5 : 0));
	}
}

/* In the lower corner of the back that is next to the spine, on white, with the number in words
 * above: screen readers read that one. */
static void add_barcode(cover_builder *b)
{
	const sheet *s = &b->style->sheet;
	const length width = bars_width(), height = bars_height(),
		     away = s->outer < s->inner ? s->outer : s->inner,
		     foot = s->top + s->grid * s->lines;
	const length left = b->back ? b->back + away : b->panel - away - width, top = foot - height;
	const length bars = left + BARCODE_MODULE * BARCODE_QUIET_LEFT,
		     first = top + BARS_MARGIN + BARS_LINE;
	page *p = b->page;

	if (!b->cover->isbn[0])
		return;
	const char *number = node_written_text(b->setter->arena, b->cover->number);
	add_rule(b, b->white, left, top, width, height);
	size_t said = p->mark_count;
	add_line(b,
		 set_line(b, number, style_of(b->style, ROLE_COVER_BARCODE), width, ALIGN_CENTER),
		 left, top + BARS_MARGIN + BARS_LINE * 7 / 10, 0);
	for (size_t i = said; i < p->mark_count; i++) {
		p->marks[i].part = PART_CONTENT;
		p->marks[i].owner = b->cover->number;
	}
	add_bars(b, b->cover->isbn, bars, first);
	add_digits(b, b->cover->isbn, bars,
		   first + BARCODE_HEIGHT + style_of(b->style, ROLE_COVER_BARCODE)->size * 19 / 20);
}

/* -------------------------------------------------------------------------------------------- */

static const pages *one_page(const cover_builder *b)
{
	pages *all = ARENA_NEW(b->setter->arena, pages);
	const page **items = ARENA_ARRAY(b->setter->arena, 1, const page *);

	items[0] = b->page;
	*all = (pages){&b->cover->document, b->style, items, 1};
	return all;
}

cover_sheet *cover_sheet_make(const setter *s, const cover *c, size_t pages)
{
	cover_builder b = {.setter = s, .cover = c, .sheet = ARENA_NEW(s->arena, cover_sheet)};

	make_sheet(&b, pages);
	b.sheet->setter = ARENA_NEW(s->arena, setter);
	*b.sheet->setter = *s;
	b.sheet->setter->document = &c->document;
	b.sheet->setter->style = b.style;
	b.sheet->setter->workers = NULL;
	b.page = ARENA_NEW(s->arena, page);
	*b.page = (page){.number = 1, .label = "cover", .recto = true};
	add_ground(&b);
	set_panel(&b, c->front, b.front, 0, "front");
	set_panel(&b, c->back, b.back, bars_rows(&b), "back");
	add_barcode(&b);
	add_spine(&b);
	b.sheet->pages = one_page(&b);
	return b.sheet;
}
