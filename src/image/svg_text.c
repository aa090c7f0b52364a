/* svg_text: text elements (SVG 1.1, chapter 10). Letters gather in spans of one look; letters
 * with a place of their own begin a new line, to which the anchor applies. How wide letters are is
 * known only when they are set, so what comes after them is placed by moves of the pen. */
#include "image/svg_text.h"

#include "image/svg_paint.h"
#include "image/svg_value.h"

#include <glib.h>
#include <string.h>

/* The lists of places that an element gives for its letters, as far as they are not used up. */
typedef struct text_places {
	const char *x, *y, *dx, *dy, *turn;
	struct text_places *around;
} text_places;

/* What the next letter is given. */
typedef struct text_place {
	bool has_x, has_y;
	double x, y, dx, dy;
} text_place;

typedef struct text_builder {
	svg_painter *painter;
	svg_list *to;
	drawing_text *line; /* NULL: the next letter begins one */
	const svg_look *look;
	double raise;
	text_places *places;
	double x, y; /* where the line begins, and where its pen is by moves alone */
	double turn, length;
	double dx, dy; /* moves before the next span */
	/* letters of the span under way */
	char *letters;
	size_t count, capacity;
	bool spaced; /* the last letter is a space */
} text_builder;

/* Take the next number of a list. */
static bool take(const char **list, double em, double whole, double *result)
{
	const char *text = *list;
	double number;
	if (!text)
		return false;
	svg_value_skip(&text);
	*list = NULL;
	if (!*text)
		return false;
	*result = svg_value_length(text, em, whole, 0);
	if (svg_value_number(&text, &number))
		*list = text + strcspn(text, ", \t\r\n");
	return true;
}

/* What all elements around the next letter give it; the innermost one that gives anything holds. */
static text_place next_place(text_builder *b)
{
	const svg_look *l = b->look;
	text_place at = {0};
	bool moved_x = false, moved_y = false, turned = false;
	for (text_places *p = b->places; p; p = p->around) {
		double number;
		if (take(&p->x, l->font.size, l->view_width, &number) && !at.has_x) {
			at.has_x = true;
			at.x = number;
		}
		if (take(&p->y, l->font.size, l->view_height, &number) && !at.has_y) {
			at.has_y = true;
			at.y = number;
		}
		if (take(&p->dx, l->font.size, l->view_width, &number) && !moved_x) {
			moved_x = true;
			at.dx = number;
		}
		if (take(&p->dy, l->font.size, l->view_height, &number) && !moved_y) {
			moved_y = true;
			at.dy = number;
		}
		if (take(&p->turn, 1, 1, &number) && !turned) {
			turned = true;
			b->turn = number;
		}
	}
	return at;
}

/* The span under way ends: its letters become one. */
static void end_span(text_builder *b)
{
	arena *a = b->painter->arena;
	if (!b->count)
		return;
	if (!b->line) {
		drawing_item *item =
			svg_painter_append(b->painter, b->to, DRAWING_TEXT, &drawing_identity);
		if (!item) {
			b->count = 0;
			return;
		}
		b->line = &item->as.text;
		*b->line = (drawing_text){.x = b->x,
					  .y = b->y,
					  .length = b->length,
					  .anchor = b->look->anchor,
					  .index = b->painter->texts++};
		b->dx = b->dy = 0;
	}
	const drawing_box about = {b->x, b->y - b->look->font.size, b->x + b->look->font.size,
				   b->y};
	drawing_span *s = ARENA_APPEND(a, b->line->spans, b->line->count, b->line->capacity);
	*s = (drawing_span){.text = arena_copy(a, b->letters, b->count),
			    .length = b->count,
			    .font = b->look->font,
			    .dx = b->dx,
			    .dy = b->dy,
			    .raise = b->raise,
			    .turn = b->turn,
			    .underline = b->look->underline,
			    .overline = b->look->overline,
			    .strike = b->look->strike,
			    .baseline = b->look->baseline};
	if (b->look->visible) {
		s->fill = svg_paint_of(b->painter, &b->look->fill, b->look->fill_alpha, &about,
				       b->look);
		s->stroke = svg_paint_stroke(b->painter, b->look, &about);
	}
	svg_painter_work(b->painter, b->count);
	b->count = 0;
	b->dx = b->dy = 0;
}

static void move_to(text_builder *b, const text_place *at)
{
	if (!at->has_x && !at->has_y && !at->dx && !at->dy)
		return;
	end_span(b);
	if (at->has_x || !b->line) {
		b->line = NULL;
		b->x = (at->has_x ? at->x : b->x) + at->dx;
		b->y = (at->has_y ? at->y : b->y) + at->dy;
		return;
	}
	const double down = (at->has_y ? at->y - b->y : 0) + at->dy;
	b->dx += at->dx;
	b->dy += down;
	b->y += down;
}

/* A character, of `size` bytes. */
static void add_letter(text_builder *b, const char *text, size_t size)
{
	const bool space = g_ascii_isspace(*text);
	if (space && b->spaced && !b->look->preserve)
		return;
	if (b->turn)
		end_span(b);
	const double turn = b->turn;
	const text_place at = next_place(b);
	if (b->turn != turn && b->count) {
		const double next = b->turn;
		b->turn = turn;
		end_span(b);
		b->turn = next;
	}
	move_to(b, &at);
	for (size_t i = 0; i < size; i++)
		*ARENA_APPEND(b->painter->arena, b->letters, b->count, b->capacity) =
			space ? ' ' : text[i];
	b->spaced = space;
}

static void add_text(text_builder *b, const char *text)
{
	const size_t length = strlen(text);
	for (size_t at = 0; at < length && !b->painter->crowded;) {
		size_t size = 1;
		while (at + size < length && (text[at + size] & 0xC0) == 0x80)
			size++;
		add_letter(b, text + at, size);
		at += size;
	}
}

static double shift_of(const svg_element *e, const svg_look *look)
{
	const char *value = svg_tree_says(e, SVG_BASELINE_SHIFT);
	if (!value || svg_value_is(value, "baseline"))
		return 0;
	if (svg_value_is(value, "super"))
		return look->font.size * 0.35;
	if (svg_value_is(value, "sub"))
		return -look->font.size * 0.2;
	return svg_value_length(value, look->font.size, look->font.size, 0);
}

static void add_element(text_builder *b, svg_element *e, const svg_look *look)
{
	text_places places = {svg_tree_attribute(e, "x"),      svg_tree_attribute(e, "y"),
			      svg_tree_attribute(e, "dx"),     svg_tree_attribute(e, "dy"),
			      svg_tree_attribute(e, "rotate"), b->places};
	const svg_look *before = b->look;
	const double raise = b->raise, turn = b->turn;
	end_span(b);
	b->places = &places;
	b->look = look;
	b->raise += strcmp(e->tag, "text") != 0 ? shift_of(e, look) : 0;
	for (svg_element *i = e->first; i && !b->painter->crowded; i = i->next) {
		if (i->text) {
			add_text(b, i->text);
		} else if (!strcmp(i->tag, "textPath") || !strcmp(i->tag, "tref")) {
			svg_painter_leave_out(b->painter, "text along a path");
		} else if (i->tag && (!strcmp(i->tag, "tspan") || !strcmp(i->tag, "a")) &&
			   !svg_value_is(svg_tree_says(i, SVG_DISPLAY), "none")) {
			const svg_look inner = svg_look_of(b->painter->arena, i, look);
			add_element(b, i, &inner);
		}
	}
	end_span(b);
	b->places = places.around;
	b->look = before;
	b->raise = raise;
	b->turn = turn;
}

void svg_text_draw(svg_painter *p, svg_list *to, svg_element *e, const svg_look *look)
{
	text_builder b = {.painter = p, .to = to, .look = look, .spaced = true};
	b.length = svg_value_length(svg_tree_attribute(e, "textLength"), look->font.size,
				    look->view_width, 0);
	add_element(&b, e, look);
	/* a space at the end does not count */
	drawing_span *last = b.line && b.line->count ? &b.line->spans[b.line->count - 1] : NULL;
	if (last && !look->preserve && last->text[last->length - 1] == ' ')
		last->length--;
}

void svg_text_line(svg_painter *p, svg_list *to, const svg_look *look, const char *text, double x,
		   double y)
{
	text_builder b = {.painter = p, .to = to, .look = look, .spaced = true, .x = x, .y = y};
	add_text(&b, text);
	end_span(&b);
}
