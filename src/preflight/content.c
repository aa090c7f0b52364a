/* content: the loop over a stream's operators, and what paints from other streams: forms, patterns,
 * soft masks, glyphs, appearances.
 *
 * However a file is made, the work ends: operators and unpacked bytes are counted against a budget
 * of the whole file, streams are in each other to a depth of CONTENT_DEPTH, and none is entered
 * from itself. */
#include "preflight/content_private.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

enum {
	OPERATORS_MOST = 12000000,
	STREAM_MOST = 256 << 20,
	STREAM_COST = 30,     /* of entering a stream, in operators */
	KEPT_MOST = 64 << 10, /* bytes of a stream that is kept for the next time */
	KEPT_IN_ALL = 64 << 20,
	INLINE_MOST = 100000, /* inline images of a file */
	GLYPHS_MOST = 256,    /* of a Type 3 font that are looked at */
	FORGET_EVERY = 1024   /* operators: then their operands' memory is used again */
};
#define BYTES_MOST ((size_t)512 << 20)

content *content_new(arena *a, objects *o, space_list *s, const content_listener *listener)
{
	content *c = ARENA_NEW(a, content);

	*c = (content){.arena = a,
		       .scratch = arena_new(),
		       .objects = o,
		       .spaces = s,
		       .listener = *listener,
		       .operators_left = OPERATORS_MOST,
		       .bytes_left = BYTES_MOST,
		       .keep_left = KEPT_IN_ALL,
		       .kept = hash_new(a, 64),
		       .fonts = hash_new(a, 64)};
	for (int i = 0; i < CONTENT_DEPTH; i++)
		c->data[i] = arena_new();
	return c;
}

void content_free(content *c)
{
	arena_free(c->scratch);
	for (int i = 0; i < CONTENT_DEPTH; i++)
		arena_free(c->data[i]);
}

bool content_exhausted(const content *c)
{
	return c->exhausted;
}

static const content_matrix identity = {1, 0, 0, 1, 0, 0};

content_matrix content_matrix_of(objects *s, const object *o, const char *key)
{
	const object *m = object_get(s, o, key);
	double v[6];

	if (m->kind != OBJECT_ARRAY || m->count < 6)
		return identity;
	for (size_t i = 0; i < 6; i++)
		v[i] = object_number(object_item(s, m, i), 0);
	return (content_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

static content_matrix matrix_of(const content *c, const object *o, const char *key)
{
	return content_matrix_of(c->objects, o, key);
}

static void reset_state(content *c, content_matrix matrix, content_box clip)
{
	const space *gray = space_device(c->spaces, SPACE_GRAY, &object_null);

	c->state = (content_state){.matrix = matrix,
				   .clip = clip,
				   .fill = {.space = gray},
				   .stroke = {.space = gray},
				   .line_width = 1,
				   .scale = 1,
				   .fill_alpha = 1,
				   .stroke_alpha = 1,
				   .group_alpha = 1,
				   .blend = "Normal"};
}

/* --- streams in streams --------------------------------------------------------------------- */

/* What a stream within another one leaves as it was. */
typedef struct outer_content {
	const object *resources, *owner;
	size_t saved_floor, mark_count;
	bool path_open, clips;
	content_state state;
	content_matrix text, text_line, base;
} outer_content;

static outer_content enter(content *c, const object *owner, const object *resources)
{
	content_text_flush(c);
	outer_content outer = {c->resources, c->owner, c->saved_floor, c->mark_count, c->path_open,
			       c->clips,     c->state, c->text,        c->text_line,  c->base};

	c->owner = owner;
	if (object_is_dict(resources))
		c->resources = resources;
	c->saved_floor = c->saved_count;
	c->path_open = c->clips = false;
	c->operand_count = 0;
	c->path_of[c->depth++] = owner;
	c->listener.resources(c->listener.context, c->resources, owner);
	return outer;
}

static void leave(content *c, const outer_content *outer)
{
	content_text_flush(c);
	c->depth--;
	c->saved_count = c->saved_floor;
	c->saved_floor = outer->saved_floor;
	c->mark_count = outer->mark_count;
	c->resources = outer->resources;
	c->owner = outer->owner;
	c->path_open = outer->path_open;
	c->clips = outer->clips;
	c->state = outer->state;
	c->text = outer->text;
	c->text_line = outer->text_line;
	c->base = outer->base;
}

/* A form that paints itself is passed over; forms nested too deeply are more than this reads. */
static bool may_enter(content *c, const object *owner)
{
	for (int i = 0; i < c->depth; i++)
		if (c->path_of[i] == owner)
			return false;
	c->exhausted |= c->depth >= CONTENT_DEPTH;
	return !c->exhausted;
}

static void run(content *c, const char *data, size_t length);

typedef struct kept_stream {
	const object *stream;
	reader_bytes data;
} kept_stream;

static bool is_kept(const void *item, const void *key)
{
	return ((const kept_stream *)item)->stream == key;
}

/* Forms that are painted again and again are small. */
static void keep(content *c, const object *stream, reader_bytes data)
{
	if (data.length > KEPT_MOST || data.length > c->keep_left)
		return;
	c->keep_left -= data.length;
	kept_stream *k = ARENA_NEW(c->arena, kept_stream);
	*k = (kept_stream){stream, {arena_copy(c->arena, data.data, data.length), data.length}};
	hash_add(c->arena, &c->kept, hash_address(stream), k);
}

static bool read_stream(content *c, const object *stream, reader_bytes *data)
{
	const kept_stream *known = hash_find(&c->kept, hash_address(stream), is_kept, stream);
	reader_status status = READER_OK;

	if (c->operators_left < STREAM_COST) {
		c->exhausted = true;
		return false;
	}
	c->operators_left -= STREAM_COST;
	if (known)
		*data = known->data;
	else
		status = object_data(c->objects, c->data[c->depth - 1], stream, STREAM_MOST, data);
	if (status == READER_HUGE || (status == READER_OK && data->length > c->bytes_left)) {
		c->exhausted = true;
		return false;
	}
	if (status != READER_OK) {
		c->listener.damaged(c->listener.context, stream);
		return false;
	}
	c->bytes_left -= data->length;
	if (!known && c->depth > 1)
		keep(c, stream, *data);
	return true;
}

static void run_stream(content *c, const object *stream)
{
	reader_bytes data;

	arena_reset(c->data[c->depth - 1]);
	if (read_stream(c, stream, &data))
		run(c, data.data, data.length);
}

/* The streams of a page are one, cut between tokens. */
static void run_streams(content *c, const object *contents)
{
	arena *a = c->data[c->depth - 1];
	reader_bytes part;
	size_t length = 0, capacity = 0;
	char *all = NULL;

	if (contents->kind != OBJECT_ARRAY || contents->count == 1) {
		if (contents->kind == OBJECT_ARRAY)
			contents = object_item(c->objects, contents, 0);
		if (contents->kind == OBJECT_STREAM)
			run_stream(c, contents);
		return;
	}
	arena_reset(a);
	for (size_t i = 0; i < contents->count && !c->exhausted; i++) {
		const object *stream = object_item(c->objects, contents, i);
		if (stream->kind != OBJECT_STREAM || !read_stream(c, stream, &part))
			continue;
		all = arena_grow_room(a, all, length, &capacity, length + part.length + 1, 1);
		memcpy(all + length, part.data, part.length);
		length += part.length;
		all[length++] = '\n';
	}
	if (length)
		run(c, all, length);
}

/* What is painted inside a transparency group starts opaque; the group as a whole is then as
 * transparent as what paints it (ISO 32000-1, 11.6.6). */
static void enter_group(content *c, const object *group)
{
	content_state *s = &c->state;

	c->listener.group(c->listener.context, group, c->owner);
	if (!object_is_name(object_get(c->objects, group, "S"), "Transparency"))
		return;
	s->group_alpha *= s->fill_alpha;
	s->group_blends |= s->mask || !content_is_normal(s->blend) ||
			   object_is_true(object_get(c->objects, group, "K"));
	s->isolated |= object_is_true(object_get(c->objects, group, "I"));
	s->fill_alpha = s->stroke_alpha = 1;
	s->blend = "Normal";
	s->mask = NULL;
}

/* A form, in the space of what paints it. */
static void follow_form(content *c, const object *form)
{
	objects *o = c->objects;

	if (form->kind != OBJECT_STREAM || !may_enter(c, form))
		return;
	outer_content outer = enter(c, form, object_get(o, form, "Resources"));
	c->state.matrix = content_multiply(matrix_of(c, form, "Matrix"), c->state.matrix);
	const object *box = object_get(o, form, "BBox");
	c->base = c->state.matrix;
	if (box->kind == OBJECT_ARRAY) {
		c->state.clip_has_shape |= !content_is_upright(c->state.matrix);
		c->state.clip = content_common(
			c->state.clip, content_moved(c->state.matrix, content_box_of(o, box)));
	}
	if (object_has(form, "Group"))
		enter_group(c, object_get(o, form, "Group"));
	run_stream(c, form);
	leave(c, &outer);
}

static void follow_mask(content *c)
{
	const object *form = object_get(c->objects, c->state.mask, "G");
	bool outer = c->masking;

	c->masking = true;
	follow_form(c, form);
	c->masking = outer;
}

static bool is_same(const void *item, const void *key)
{
	return item == key;
}

/* Is it met for the first time on this page? */
static bool first_time(content *c, const object *o)
{
	if (hash_find(&c->entered, hash_address(o), is_same, o))
		return false;
	hash_add(c->arena, &c->entered, hash_address(o), o);
	return true;
}

/* What a tiling pattern paints is told of with the box of what it fills, once a page. */
static void follow_pattern(content *c, const content_colour *colour, const content_box *box)
{
	const object *pattern = colour->pattern;

	if (!pattern || pattern->kind != OBJECT_STREAM || content_is_empty(*box) ||
	    !may_enter(c, pattern) || !first_time(c, pattern))
		return;
	const content_box *outer_box = c->instead;
	const content_box filled = *box;
	outer_content outer = enter(c, pattern, object_get(c->objects, pattern, "Resources"));
	content_colour own = *colour;
	reset_state(c, content_multiply(matrix_of(c, pattern, "Matrix"), c->base),
		    (content_box){-1e7, -1e7, 1e7, 1e7});
	if (own.space->kind == SPACE_PATTERN && own.space->base) {
		own.space = own.space->base;
		own.pattern = NULL;
		c->state.fill = c->state.stroke = own;
	}
	c->base = c->state.matrix;
	c->instead = outer_box ? outer_box : &filled;
	run_stream(c, pattern);
	c->instead = outer_box;
	leave(c, &outer);
}

/* The glyphs of a Type 3 font paint what a page could. */
static void follow_glyphs(content *c, typeface *f, const content_box *box)
{
	const object *glyphs = object_get(c->objects, f->object, "CharProcs");
	const content_box *outer_box = c->instead;
	const content_box filled = *box;
	bool outer_glyph = c->in_glyph;

	f->followed = true;
	for (size_t i = 0; object_is_dict(glyphs) && i < glyphs->count && i < GLYPHS_MOST; i++) {
		const object *glyph = object_resolve(c->objects, &glyphs->as.entries[i].value);
		if (glyph->kind != OBJECT_STREAM || !may_enter(c, glyph))
			continue;
		outer_content outer =
			enter(c, glyph, object_get(c->objects, f->object, "Resources"));
		c->state.matrix =
			content_multiply(matrix_of(c, f->object, "FontMatrix"), c->state.matrix);
		c->in_glyph = true;
		c->instead = outer_box ? outer_box : &filled;
		run_stream(c, glyph);
		c->instead = outer_box;
		c->in_glyph = outer_glyph;
		leave(c, &outer);
	}
}

/* --- operators that need them ---------------------------------------------------------------- */

static void do_xobject(content *c)
{
	const object *name = c->operand_count ? &c->operands[c->operand_count - 1] : &object_null;

	if (name->kind != OBJECT_NAME)
		return;
	const object *what = object_get(c->objects, object_get(c->objects, c->resources, "XObject"),
					name->as.text);
	if (object_is_name(object_get(c->objects, what, "Subtype"), "Image"))
		content_paint_image(c, what, NULL, 0);
	else if (object_is_name(object_get(c->objects, what, "Subtype"), "Form"))
		follow_form(c, what);
}

static void do_shading(content *c)
{
	const object *name = c->operand_count ? &c->operands[c->operand_count - 1] : &object_null;

	if (name->kind == OBJECT_NAME)
		content_paint_shading(c, object_get(c->objects,
						    object_get(c->objects, c->resources, "Shading"),
						    name->as.text));
}

/* Without filters it is known how many bytes an inline image has, and "EI" may be among them. */
static size_t least_of_inline(content *c, const object *image, const char *start, const char *end)
{
	objects *o = c->objects;
	const object *space = object_either(o, image, "ColorSpace", "CS");
	double width = object_number(object_either(o, image, "Width", "W"), 0),
	       height = object_number(object_either(o, image, "Height", "H"), 0),
	       bits = object_number(object_either(o, image, "BitsPerComponent", "BPC"), 8);

	if (object_either(o, image, "Filter", "F")->kind != OBJECT_NULL)
		return 0;
	if (object_is_true(object_either(o, image, "ImageMask", "IM")))
		bits = 1;
	else
		bits *= space_find(c->spaces, space, c->resources)->count;
	double size = ceil(width * bits / 8) * height;
	if (!(size >= 0 && size + 3 < (double)(end - start)))
		return 0;
	const char *after = start + (size_t)size;
	return token_is_space(after[0]) && after[1] == 'E' && after[2] == 'I' ? (size_t)size : 0;
}

/* After ID: the image's bytes, up to an EI that is a word of its own. */
static void do_inline_image(content *c, tokens *t)
{
	if (++c->inline_count > INLINE_MOST) {
		c->exhausted = true;
		t->at = t->end;
		return;
	}
	tokens own = {c->arena, t->at, t->end};
	object_entry *entries = ARENA_NEW(c->arena, object_entry);
	size_t count = 0, capacity = 1;
	pdf_token next;

	for (next = token_next(&own); next.kind == TOKEN_NAME; next = token_next(&own)) {
		object_entry e = {next.text, object_parse(&own, token_next(&own))};
		*ARENA_APPEND_ROOM(c->arena, entries, count, capacity) = e;
	}
	if (!token_is(&next, "ID")) {
		t->at = own.at;
		return;
	}
	const char *start = own.at < own.end ? own.at + 1 : own.end, *at = start;
	object *image = ARENA_NEW(c->arena, object);
	*image = object_dictionary(entries, count);
	at += least_of_inline(c, image, start, t->end);
	while (at + 2 < t->end && !(token_is_space(at[0]) && at[1] == 'E' && at[2] == 'I' &&
				    (at + 3 == t->end || token_is_space(at[3]))))
		at++;
	t->at = at + 3 < t->end ? at + 3 : t->end;
	content_paint_image(c, image, start, (size_t)(at - start));
}

/* Patterns that an operator painted with. */
static void follow_patterns(content *c, const content_box *path)
{
	if (c->state.fill.pattern)
		follow_pattern(c, &c->state.fill, path);
	if (c->state.stroke.pattern)
		follow_pattern(c, &c->state.stroke, path);
}

static bool paints_path(const pdf_token *name)
{
	return name->length <= 2 && memchr("fFSsBb", name->text[0], 6) &&
	       (name->length == 1 || name->text[1] == '*');
}

static bool shows_text(const pdf_token *name)
{
	return token_is(name, "Tj") || token_is(name, "TJ") || token_is(name, "'") ||
	       token_is(name, "\"");
}

static void do_word(content *c, const pdf_token *name, tokens *t)
{
	const content_box path = c->path;

	if (token_is(name, "Do") || token_is(name, "sh") || token_is(name, "BI")) {
		content_text_flush(c);
		if (name->text[0] == 'D')
			do_xobject(c);
		else if (name->text[0] == 's')
			do_shading(c);
		else
			do_inline_image(c, t);
		return;
	}
	if (!content_operator(c, name)) {
		if (!c->compatible) {
			const char *known = arena_copy(c->scratch, name->text,
						       name->length < 40 ? name->length : 40);
			c->listener.unknown(c->listener.context, known, c->owner);
		}
		return;
	}
	if (paints_path(name)) {
		follow_patterns(c, &path);
	} else if (shows_text(name)) {
		const content_box box = c->line.paint.whole;
		follow_patterns(c, &box);
		if (c->state.font && c->state.font->kind == TYPEFACE_TYPE3 &&
		    !c->state.font->followed)
			follow_glyphs(c, c->state.font, &box);
	} else if (token_is(name, "gs") && c->state.mask && first_time(c, c->state.mask)) {
		follow_mask(c);
	}
}

static void run(content *c, const char *data, size_t length)
{
	tokens t = {c->scratch, data, data + length};
	int until = FORGET_EVERY;

	c->operand_count = 0;
	for (;;) {
		pdf_token next = token_next(&t);
		if (next.kind == TOKEN_END)
			return;
		object o = object_parse(&t, next);
		if (o.kind != OBJECT_WORD) {
			if (c->operand_count < CONTENT_OPERANDS)
				c->operands[c->operand_count++] = o;
			continue;
		}
		if (c->operators_left == 0) {
			c->exhausted = true;
			return;
		}
		c->operators_left--;
		do_word(c, &next, &t);
		c->operand_count = 0;
		if (--until == 0) {
			arena_reset(c->scratch);
			until = FORGET_EVERY;
		}
	}
}

/* --- pages ---------------------------------------------------------------------------------- */

/* The appearance of an annotation as it is at first. */
static const object *appearance_of(content *c, const object *annotation)
{
	const object *normal =
		object_get(c->objects, object_get(c->objects, annotation, "AP"), "N");

	if (normal->kind != OBJECT_DICT)
		return normal;
	const char *state = object_name(object_get(c->objects, annotation, "AS"));
	return state ? object_get(c->objects, normal, state) : &object_null;
}

static void follow_annotation(content *c, const object *annotation, content_box clip)
{
	enum { HIDDEN = 2, PRINTED = 4 };
	int flags = (int)object_number(object_get(c->objects, annotation, "F"), 0);
	const object *form = appearance_of(c, annotation);

	if (form->kind != OBJECT_STREAM || !(flags & PRINTED) || (flags & HIDDEN))
		return;
	content_box to = content_box_of(c->objects, object_get(c->objects, annotation, "Rect")),
		    from = content_moved(
			    matrix_of(c, form, "Matrix"),
			    content_box_of(c->objects, object_get(c->objects, form, "BBox")));
	double x = from.x1 > from.x0 ? (to.x1 - to.x0) / (from.x1 - from.x0) : 1,
	       y = from.y1 > from.y0 ? (to.y1 - to.y0) / (from.y1 - from.y0) : 1;
	reset_state(c, (content_matrix){x, 0, 0, y, to.x0 - from.x0 * x, to.y0 - from.y0 * y},
		    clip);
	c->annotation = true;
	follow_form(c, form);
	c->annotation = false;
}

void content_page(content *c, const object *page, content_box clip)
{
	const object *resources = object_get(c->objects, page, "Resources"),
		     *annotations = object_get(c->objects, page, "Annots");

	c->entered = hash_new(c->arena, 16);
	c->base = identity;
	c->resources = &object_null;
	c->owner = page;
	c->depth = 0;
	c->mark_count = c->saved_count = c->saved_floor = 0;
	c->compatible = 0;
	reset_state(c, identity, clip);
	outer_content outer = enter(c, page, resources);
	if (object_has(page, "Group"))
		c->listener.group(c->listener.context, object_get(c->objects, page, "Group"), page);
	run_streams(c, object_get(c->objects, page, "Contents"));
	content_text_flush(c);
	for (size_t i = 0; annotations->kind == OBJECT_ARRAY && i < annotations->count; i++)
		follow_annotation(c, object_item(c->objects, annotations, i), clip);
	leave(c, &outer);
}
