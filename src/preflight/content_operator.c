/* content_operator: what each operator (ISO 32000-1, annex A) changes in the graphics state.
 * Operators that paint from other streams are content.c's. */
#include "preflight/content_private.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

/* An operator's name as a number. */
#define OP(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

static double number(const content *c, size_t at)
{
	return at < c->operand_count ? object_number(&c->operands[at], 0) : 0;
}

/* Counted from the last. */
static const object *operand(const content *c, size_t from_last)
{
	return from_last < c->operand_count ? &c->operands[c->operand_count - 1 - from_last]
					    : &object_null;
}

static const object *resource(content *c, const char *kind, const object *name)
{
	if (name->kind != OBJECT_NAME)
		return &object_null;
	return object_get(c->objects, object_get(c->objects, c->resources, kind), name->as.text);
}

/* --- colour --------------------------------------------------------------------------------- */

static void set_space(content_colour *colour, const space *s)
{
	colour->space = s;
	colour->pattern = NULL;
	memset(colour->values, 0, sizeof colour->values);
	if (s->kind == SPACE_CMYK)
		colour->values[3] = 1;
	if (s->kind == SPACE_SEPARATION || s->kind == SPACE_DEVICEN)
		for (int i = 0; i < s->count; i++)
			colour->values[i] = 1;
}

static void set_values(const content *c, content_colour *colour)
{
	size_t count = 0;

	for (size_t i = 0; i < c->operand_count && count < SPACE_MOST; i++)
		if (c->operands[i].kind == OBJECT_NUMBER)
			colour->values[count++] = (float)c->operands[i].as.number;
}

static void set_device(content *c, content_colour *colour, space_kind kind)
{
	colour->space = space_device(c->spaces, kind, c->resources);
	colour->pattern = NULL;
	set_values(c, colour);
}

static void set_colour(content *c, content_colour *colour)
{
	const object *last = operand(c, 0);

	set_values(c, colour);
	if (last->kind == OBJECT_NAME)
		colour->pattern = resource(c, "Pattern", last);
}

static bool do_colour(content *c, uint32_t op)
{
	content_state *s = &c->state;

	switch (op) {
	case OP('g', 0, 0): set_device(c, &s->fill, SPACE_GRAY); break;
	case OP('G', 0, 0): set_device(c, &s->stroke, SPACE_GRAY); break;
	case OP('r', 'g', 0): set_device(c, &s->fill, SPACE_RGB); break;
	case OP('R', 'G', 0): set_device(c, &s->stroke, SPACE_RGB); break;
	case OP('k', 0, 0): set_device(c, &s->fill, SPACE_CMYK); break;
	case OP('K', 0, 0): set_device(c, &s->stroke, SPACE_CMYK); break;
	case OP('c', 's', 0):
		set_space(&s->fill, space_find(c->spaces, operand(c, 0), c->resources));
		break;
	case OP('C', 'S', 0):
		set_space(&s->stroke, space_find(c->spaces, operand(c, 0), c->resources));
		break;
	case OP('s', 'c', 0):
	case OP('s', 'c', 'n'): set_colour(c, &s->fill); break;
	case OP('S', 'C', 0):
	case OP('S', 'C', 'N'): set_colour(c, &s->stroke); break;
	default: return false;
	}
	return true;
}

/* --- paths ---------------------------------------------------------------------------------- */

static void rectangle(content *c)
{
	double x = number(c, 0), y = number(c, 1), w = number(c, 2), h = number(c, 3);

	content_part_begin(c);
	content_point(c, x + w, y);
	content_point(c, x + w, y + h);
	content_point(c, x, y + h);
	content_point(c, x, y);
}

static void curve(content *c)
{
	for (size_t i = 0; i + 1 < c->operand_count; i += 2)
		content_point(c, number(c, i), number(c, i + 1));
}

static bool do_path(content *c, uint32_t op)
{
	switch (op) {
	case OP('m', 0, 0):
		content_part_begin(c);
		content_point(c, number(c, 0), number(c, 1));
		return true;
	case OP('l', 0, 0): content_point(c, number(c, 0), number(c, 1)); return true;
	case OP('c', 0, 0):
	case OP('v', 0, 0):
	case OP('y', 0, 0): curve(c); return true;
	case OP('r', 'e', 0): rectangle(c); return true;
	case OP('h', 0, 0): return true;
	case OP('W', 0, 0):
	case OP('W', '*', 0): c->clips = true; return true;
	case OP('f', 0, 0):
	case OP('F', 0, 0):
	case OP('f', '*', 0): content_paint_path(c, true, false); break;
	case OP('S', 0, 0):
	case OP('s', 0, 0): content_paint_path(c, false, true); break;
	case OP('B', 0, 0):
	case OP('B', '*', 0):
	case OP('b', 0, 0):
	case OP('b', '*', 0): content_paint_path(c, true, true); break;
	case OP('n', 0, 0): break;
	default: return false;
	}
	content_path_new(c);
	return true;
}

/* --- text ----------------------------------------------------------------------------------- */

static bool do_text(content *c, uint32_t op)
{
	content_state *s = &c->state;

	switch (op) {
	case OP('B', 'T', 0): content_text_begin(c); break;
	case OP('T', 'd', 0): content_text_move(c, number(c, 0), number(c, 1)); break;
	case OP('T', 'D', 0):
		s->leading = -number(c, 1);
		content_text_move(c, number(c, 0), number(c, 1));
		break;
	case OP('T', 'm', 0):
		c->text = c->text_line = (content_matrix){number(c, 0), number(c, 1), number(c, 2),
							  number(c, 3), number(c, 4), number(c, 5)};
		break;
	case OP('T', '*', 0): content_text_move(c, 0, -s->leading); break;
	case OP('T', 'j', 0): content_text_show(c, operand(c, 0)); break;
	case OP('T', 'J', 0): content_text_show_all(c, operand(c, 0)); break;
	case OP('"', 0, 0):
		s->word_space = number(c, 0);
		s->char_space = number(c, 1);
		content_text_move(c, 0, -s->leading);
		content_text_show(c, operand(c, 0));
		break;
	case OP('\'', 0, 0):
		content_text_move(c, 0, -s->leading);
		content_text_show(c, operand(c, 0));
		break;
	case OP('T', 'c', 0): s->char_space = number(c, 0); break;
	case OP('T', 'w', 0): s->word_space = number(c, 0); break;
	case OP('T', 'z', 0): s->scale = number(c, 0) / 100; break;
	case OP('T', 'L', 0): s->leading = number(c, 0); break;
	case OP('T', 's', 0): s->rise = number(c, 0); break;
	default: return false;
	}
	return true;
}

/* --- the state ------------------------------------------------------------------------------ */

static void save(content *c)
{
	enum { SAVED_MOST = 4096 }; /* further states are not kept, and so not restored either */

	if (c->saved_count >= c->saved_floor + SAVED_MOST)
		return;
	*ARENA_APPEND_ROOM(c->arena, c->saved, c->saved_count, c->saved_capacity) = c->state;
}

static void restore(content *c)
{
	if (c->saved_count > c->saved_floor)
		c->state = c->saved[--c->saved_count];
}

static void set_font(content *c, const object *array)
{
	content_text_font(c, object_item(c->objects, array, 0),
			  object_number(object_item(c->objects, array, 1), 0));
}

static void set_blend(content *c, const object *mode)
{
	const object *first = mode->kind == OBJECT_ARRAY ? object_item(c->objects, mode, 0) : mode;

	c->state.blend = object_name(first) ? object_name(first) : "Normal";
}

static double alpha_of(const object *value)
{
	return fmin(fmax(object_number(value, 1), 0), 1);
}

/* gs: the entries of a graphics state dictionary. */
static void set_state(content *c, const object *gs)
{
	objects *o = c->objects;
	content_state *s = &c->state;

	for (size_t i = 0; object_is_dict(gs) && i < gs->count; i++) {
		const char *key = gs->as.entries[i].key;
		const object *value = object_resolve(o, &gs->as.entries[i].value);
		if (strcmp(key, "LW") == 0)
			s->line_width = object_number(value, s->line_width);
		else if (strcmp(key, "OP") == 0) {
			s->stroke_overprints = object_is_true(value);
			if (!object_has(gs, "op"))
				s->fill_overprints = s->stroke_overprints;
		} else if (strcmp(key, "op") == 0)
			s->fill_overprints = object_is_true(value);
		else if (strcmp(key, "OPM") == 0)
			s->overprint_mode = (int)object_number(value, 0);
		else if (strcmp(key, "CA") == 0)
			s->stroke_alpha = alpha_of(value);
		else if (strcmp(key, "ca") == 0)
			s->fill_alpha = alpha_of(value);
		else if (strcmp(key, "BM") == 0)
			set_blend(c, value);
		else if (strcmp(key, "SMask") == 0)
			s->mask = object_is_dict(value) ? value : NULL;
		else if (strcmp(key, "Font") == 0)
			set_font(c, value);
	}
}

static void transform(content *c)
{
	const content_matrix m = {number(c, 0), number(c, 1), number(c, 2),
				  number(c, 3), number(c, 4), number(c, 5)};

	c->state.matrix = content_multiply(m, c->state.matrix);
}

static bool do_state(content *c, uint32_t op)
{
	content_state *s = &c->state;

	switch (op) {
	case OP('q', 0, 0): save(c); break;
	case OP('Q', 0, 0): restore(c); break;
	case OP('c', 'm', 0): transform(c); break;
	case OP('w', 0, 0): s->line_width = number(c, 0); break;
	case OP('g', 's', 0): set_state(c, resource(c, "ExtGState", operand(c, 0))); break;
	case OP('T', 'f', 0):
		content_text_font(c, resource(c, "Font", operand(c, 1)),
				  object_number(operand(c, 0), 0));
		break;
	case OP('T', 'r', 0): s->render = (int)number(c, 0) & 7; break;
	case OP('r', 'i', 0):
		if (object_name(operand(c, 0)))
			c->listener.intent(c->listener.context, object_name(operand(c, 0)),
					   c->owner);
		break;
	case OP('J', 0, 0):
	case OP('j', 0, 0):
	case OP('M', 0, 0):
	case OP('d', 0, 0):
	case OP('i', 0, 0):
	case OP('d', '0', 0):
	case OP('d', '1', 0): break;
	default: return false;
	}
	return true;
}

/* --- marked content ------------------------------------------------------------------------- */

static void begin_mark(content *c, bool properties)
{
	content_mark outer = {-1, false};

	if (c->mark_count && c->mark_count <= CONTENT_MARKS)
		outer = c->marks[c->mark_count - 1];
	const object *tag = operand(c, properties ? 1 : 0), *list = operand(c, 0);
	if (properties && list->kind == OBJECT_NAME)
		list = resource(c, "Properties", list);
	if (properties && object_has(list, "MCID"))
		outer.mcid = (int)object_number(object_get(c->objects, list, "MCID"), -1);
	outer.artifact |= object_is_name(tag, "Artifact");
	if (c->mark_count < CONTENT_MARKS)
		c->marks[c->mark_count] = outer;
	c->mark_count++;
}

static bool do_mark(content *c, uint32_t op)
{
	switch (op) {
	case OP('B', 'D', 'C'): begin_mark(c, true); break;
	case OP('B', 'M', 'C'): begin_mark(c, false); break;
	case OP('E', 'M', 'C'): c->mark_count -= c->mark_count > 0; break;
	case OP('M', 'P', 0):
	case OP('D', 'P', 0): break;
	case OP('B', 'X', 0): c->compatible++; break;
	case OP('E', 'X', 0): c->compatible -= c->compatible > 0; break;
	default: return false;
	}
	return true;
}

/* --- all of them ---------------------------------------------------------------------------- */

bool content_operator(content *c, const pdf_token *name)
{
	uint32_t op = 0;

	if (name->length > 3)
		return false;
	for (size_t i = 0; i < name->length; i++)
		op |= (uint32_t)(unsigned char)name->text[i] << 8 * i;
	if (do_text(c, op))
		return true;
	content_text_flush(c);
	if (op == OP('E', 'T', 0))
		return true;
	return do_path(c, op) || do_colour(c, op) || do_state(c, op) || do_mark(c, op);
}
