/* content_text: text is set by the widths that its font names. A line that goes on in the same look
 * is told of once, so that rules look at lines and not at each string. */
#include "preflight/content_private.h"

#include "base/arena.h"

#include <math.h>

/* Of a face, in sizes above and below the baseline. */
#define ASCENT  0.75
#define DESCENT 0.22
/* How far from a line's baseline text still belongs to it, in sizes. */
#define SAME_LINE 0.1

void content_text_begin(content *c)
{
	c->text = c->text_line = (content_matrix){1, 0, 0, 1, 0, 0};
}

void content_text_move(content *c, double x, double y)
{
	c->text_line = content_multiply((content_matrix){1, 0, 0, 1, x, y}, c->text_line);
	c->text = c->text_line;
}

/* --- fonts ---------------------------------------------------------------------------------- */

static bool is_of(const void *item, const void *key)
{
	return ((const typeface *)item)->object == key;
}

void content_text_font(content *c, const object *font, double size)
{
	uint64_t hash = hash_address(font);
	typeface *f = (typeface *)hash_find(&c->fonts, hash, is_of, font);

	if (!f && object_is_dict(font)) {
		f = typeface_read(c->objects, c->arena, font);
		hash_add(c->arena, &c->fonts, hash, f);
	}
	c->state.font = f;
	c->state.size = size;
}

/* --- showing -------------------------------------------------------------------------------- */

static bool goes_on(const content *c, const content_matrix *m)
{
	const content_matrix *first = &c->line.matrix;
	double length = hypot(m->a, m->b);

	if (!c->line.open || m->a != first->a || m->b != first->b || m->c != first->c ||
	    m->d != first->d || length == 0)
		return false;
	double off = fabs((m->e - first->e) * m->b - (m->f - first->f) * m->a) / length;
	return off <= SAME_LINE * fabs(c->line.paint.size);
}

void content_text_flush(content *c)
{
	static const struct {
		bool fills, strokes;
	} modes[8] = {{true, false}, {false, true}, {true, true}, {false, false},
		      {true, false}, {false, true}, {true, true}, {false, false}};
	const int mode = c->state.render & 7;

	if (!c->line.open)
		return;
	c->line.open = false;
	/* invisible text is told of as filled; its mode says what it is */
	if (modes[mode].fills || !modes[mode].strokes) {
		c->line.paint.colour = &c->state.fill;
		content_paint_tell(c, &c->line.paint);
	}
	if (modes[mode].strokes) {
		c->line.paint.colour = &c->state.stroke;
		c->line.paint.stroked = true;
		c->line.paint.width = c->state.line_width * content_scale(c->state.matrix);
		content_paint_tell(c, &c->line.paint);
	}
}

/* The box of a string from 0 to `width` along its line, in sizes. */
static content_box box_of(const content_state *s, double width)
{
	content_box b = {fmin(0, width), -DESCENT, fmax(0, width), ASCENT};

	if (s->font->vertical)
		b = (content_box){-0.5, fmin(0, width), 0.5, fmax(0, width)};
	return b;
}

static void add(content *c, const content_matrix *m, double width, size_t codes)
{
	content_box box = content_moved(*m, box_of(&c->state, width));

	if (!goes_on(c, m)) {
		content_text_flush(c);
		c->line = (content_line){.open = true, .matrix = *m};
		c->line.paint = (content_paint){.kind = CONTENT_TEXT,
						.whole = box,
						.size = hypot(m->c, m->d),
						.matrix = *m};
	}
	content_box *all = &c->line.paint.whole;
	*all = (content_box){fmin(all->x0, box.x0), fmin(all->y0, box.y0), fmax(all->x1, box.x1),
			     fmax(all->y1, box.y1)};
	c->line.paint.codes += codes;
}

static void advance(content *c, double along)
{
	const content_state *s = &c->state;
	content_matrix by = {1, 0, 0, 1, along * s->scale, 0};

	if (s->font && s->font->vertical)
		by = (content_matrix){1, 0, 0, 1, 0, along};
	c->text = content_multiply(by, c->text);
}

void content_text_show(content *c, const object *string)
{
	content_state *s = &c->state;
	size_t codes, spaces;

	if (string->kind != OBJECT_STRING || !s->font)
		return;
	if (!s->font->shown) {
		s->font->shown = true;
		c->listener.font(c->listener.context, s->font);
	}
	double width = typeface_width(s->font, string->as.text, string->count, &codes, &spaces);
	width = s->font->vertical ? -(double)codes : width / 1000;
	double along =
		width * s->size + (double)codes * s->char_space + (double)spaces * s->word_space;
	if (codes && s->size != 0) {
		const content_matrix own = {s->size * s->scale, 0, 0, s->size, 0, s->rise};
		content_matrix m =
			content_multiply(content_multiply(own, c->text), c->state.matrix);
		add(c, &m, along / s->size, codes);
	}
	advance(c, along);
}

void content_text_show_all(content *c, const object *array)
{
	if (array->kind != OBJECT_ARRAY) {
		content_text_show(c, array);
		return;
	}
	for (size_t i = 0; i < array->count; i++) {
		const object *item = &array->as.items[i];
		if (item->kind == OBJECT_NUMBER)
			advance(c, -item->as.number / 1000 * c->state.size);
		else
			content_text_show(c, item);
	}
}
