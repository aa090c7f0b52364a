/* pdf_drawing: the objects of drawings. Gradients are shadings of type 2 or 3, whose function is
 * linear from each stop to the next (ISO 32000-1, 7.10 and 8.7.4.5); where they are repeated or
 * reflected, the stops are written as often as they are seen. */
#include "pdf/pdf_drawing.h"

#include "base/arena.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_drawing_form.h"

#include <math.h>
#include <stdio.h>

struct pdf_drawings {
	arena *arena;
	const pdf_fonts *fonts;
	size_t count;       /* of images */
	drawn_line **lines; /* by image: its texts; NULL: it has none */
	/* by image, made when first written: as all editions have it, and in the press's inks */
	const drawn_form **forms, **press_forms;
};

/* An edition under way. */
typedef struct drawing_writer {
	arena *arena;
	const pdf_fonts *fonts;
	pdf_file *file;
	const pdf_drawing_names *names;
	drawn_colors colors;
} drawing_writer;

/* --- texts ---------------------------------------------------------------------------------- */

static void set_items(const drawn_setter *s, const drawing_item *items, drawn_line *lines)
{
	for (const drawing_item *i = items; i; i = i->next) {
		if (i->kind == DRAWING_TEXT)
			lines[i->as.text.index] = pdf_drawing_text_set(s, &i->as.text);
		if (i->kind == DRAWING_GROUP) {
			set_items(s, i->as.group.items, lines);
			set_items(s, i->as.group.mask, lines);
		}
		if (i->kind == DRAWING_SHAPE && i->as.shape.fill.tile)
			set_items(s, i->as.shape.fill.tile->content, lines);
		if (i->kind == DRAWING_SHAPE && i->as.shape.stroke.paint.tile)
			set_items(s, i->as.shape.stroke.paint.tile->content, lines);
	}
}

static void use_lines(pdf_fonts *fonts, const drawn_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < lines[i].count; k++) {
			const drawn_piece *p = &lines[i].pieces[k];
			pdf_fonts_use(fonts, p->run, 0, (uint32_t)p->run->count, p->space);
		}
}

pdf_drawings *pdf_drawings_new(arena *a, report *r, const pages *p, font_library *library,
			       pdf_fonts *fonts, const image *const *images, size_t count)
{
	pdf_drawings *d = ARENA_NEW(a, pdf_drawings);
	*d = (pdf_drawings){.arena = a, .fonts = fonts, .count = count};
	d->lines = ARENA_ARRAY(a, count, drawn_line *);
	d->forms = ARENA_ARRAY(a, count, const drawn_form *);
	d->press_forms = ARENA_ARRAY(a, count, const drawn_form *);
	drawn_setter s = {
		.arena = a, .fonts = library, .style = p->style, .lang = p->document->lang};
	for (size_t i = 0; i < count; i++) {
		const drawing *drawn = images[i] ? images[i]->drawing : NULL;
		if (!drawn || !drawn->text_count)
			continue;
		if (!s.shaper)
			s.shaper = shaper_new(a, r, library, p->style);
		s.where = images[i]->place;
		d->lines[i] = ARENA_ARRAY(a, drawn->text_count, drawn_line);
		set_items(&s, drawn->items, d->lines[i]);
		use_lines(fonts, d->lines[i], drawn->text_count);
	}
	if (s.shaper)
		shaper_free(s.shaper);
	return d;
}

/* --- gradients ------------------------------------------------------------------------------ */

static void put_matrix(pdf_buffer *out, const drawing_matrix *m)
{
	const double values[] = {m->a, m->b, m->c, m->d, m->e, m->f};
	pdf_append_text(out, "/Matrix[");
	for (int i = 0; i < 6; i++)
		pdf_append_real(out, values[i], 6);
	pdf_append_text(out, "]");
}

static drawing_color mix(const drawing_color *a, const drawing_color *b, double part)
{
	return (drawing_color){
		a->red + (b->red - a->red) * part, a->green + (b->green - a->green) * part,
		a->blue + (b->blue - a->blue) * part, a->alpha + (b->alpha - a->alpha) * part};
}

/* The components of a stop as the pattern paints them. */
static void put_stop(const drawing_writer *w, pdf_buffer *out, const char *key,
		     const drawn_pattern *p, const drawing_color *c)
{
	double parts[DRAWN_COMPONENTS] = {c->alpha};
	const int count = p->alphas ? 1 : pdf_drawing_color_parts(&w->colors, p->space, c, parts);
	pdf_append_print(out, "/%s[", key);
	for (int i = 0; i < count; i++)
		pdf_append_real(out, parts[i], 4);
	pdf_append_text(out, "]");
}

/* A gradient is linear in sRGB. In other spaces it is a curve, which is written in so many linear
 * steps that nobody sees the corners. */
static int steps_of(const drawn_pattern *p, const drawing_color *from, const drawing_color *to)
{
	enum { STEPS = 8 };
	const bool even =
		from->red == to->red && from->green == to->green && from->blue == to->blue;
	return p->space == DRAWN_RGB || p->space == DRAWN_GRAY || even ? 1 : STEPS;
}

/* A function under way: its parts, where each ends, and what part each reads. */
typedef struct stepped {
	pdf_buffer parts, bounds, encode;
	size_t count;
} stepped;

/* Go on straight from a colour to another, which is reached at `end` (both in the function's own
 * length, from 0 to 1). */
static void put_steps(const drawing_writer *w, stepped *s, const drawn_pattern *p,
		      const drawing_color *from, const drawing_color *to, double start, double end)
{
	const int steps = steps_of(p, from, to);
	for (int i = 0; i < steps; i++) {
		const drawing_color a = mix(from, to, i / (double)steps),
				    b = i + 1 < steps ? mix(from, to, (i + 1) / (double)steps)
						      : *to;
		if (s->count++)
			pdf_append_real(&s->bounds, start + (end - start) * i / steps, 6);
		pdf_append_text(&s->parts, "<</FunctionType 2/N 1/Domain[0 1]");
		put_stop(w, &s->parts, "C0", p, &a);
		put_stop(w, &s->parts, "C1", p, &b);
		pdf_append_text(&s->parts, ">>");
		pdf_append_text(&s->encode, "0 1 ");
	}
}

/* A stop of the gradient as far as it is seen: `turn` lengths from its beginning. */
static const drawing_stop *stop_at(const drawing_gradient *g, int turn, size_t index,
				   double *offset)
{
	const bool back = g->spread == DRAWING_REFLECT && (turn & 1);
	const drawing_stop *s = &g->stops[back ? g->stop_count - 1 - index : index];
	*offset = turn + (back ? 1 - s->offset : s->offset);
	return s;
}

/* The function from 0 to 1 over `first` to `last` lengths of the gradient. */
static void put_function(const drawing_writer *w, pdf_buffer *out, const drawn_pattern *p,
			 int first, int last)
{
	const drawing_gradient *g = p->gradient;
	const double all = last - first;
	stepped s = {0};
	double before = first, offset;
	const drawing_stop *from = stop_at(g, first, 0, &offset);
	for (int turn = first; turn < last; turn++)
		for (size_t i = 0; i <= g->stop_count; i++) {
			/* after the last stop its colour goes on to the length's end */
			const bool end = i == g->stop_count;
			const drawing_stop *to = stop_at(g, turn, end ? i - 1 : i, &offset);
			offset = end ? turn + 1 : offset;
			if (offset < before + all * 1e-6) {
				from = to;
				continue;
			}
			/* before a length's first stop its colour holds */
			put_steps(w, &s, p, i == 0 ? &to->color : &from->color, &to->color,
				  (before - first) / all, (offset - first) / all);
			before = offset;
			from = to;
		}
	pdf_append_text(out, "/Function<</FunctionType 3/Domain[0 1]/Functions[");
	pdf_append(out, s.parts.data, s.parts.length);
	pdf_append_text(out, "]/Bounds[");
	pdf_append(out, s.bounds.data, s.bounds.length);
	pdf_append_text(out, "]/Encode[");
	pdf_append(out, s.encode.data, s.encode.length);
	pdf_append_text(out, "]>>");
	pdf_buffer_free(&s.parts);
	pdf_buffer_free(&s.bounds);
	pdf_buffer_free(&s.encode);
}

static void put_shading(const drawing_writer *w, pdf_buffer *out, const drawn_pattern *p)
{
	const drawing_gradient *g = p->gradient;
	const char *const spaces[] = {[DRAWN_RGB] = w->names->rgb,
				      [DRAWN_BLACK] = w->names->black,
				      [DRAWN_PRESS] = "/DeviceCMYK",
				      [DRAWN_GRAY] = "/DeviceGray"};
	const int last = (int)p->reach, first = g->radial || last == 1 ? 0 : -last;
	const double dx = g->x2 - g->x1, dy = g->y2 - g->y1, dr = g->r2 - g->r1;
	const double coords[] = {g->x1 + dx * first, g->y1 + dy * first, g->r1,
				 g->x1 + dx * last,  g->y1 + dy * last,  g->r1 + dr * last};
	pdf_append_print(out, "<</ShadingType %d/ColorSpace %s/Extend[true true]/Coords[",
			 g->radial ? 3 : 2, spaces[p->space]);
	for (int i = 0; i < 6; i++)
		if (g->radial || i % 3 != 2)
			pdf_append_real(out, coords[i], 6);
	pdf_append_text(out, "]");
	put_function(w, out, p, first, last);
	pdf_append_text(out, ">>");
}

/* --- objects -------------------------------------------------------------------------------- */

static pdf_dict *write_form(const drawing_writer *w, const drawn_form *f);

static void put_box(pdf_dict *d, const drawing_box *b)
{
	pdf_buffer box = {0};
	pdf_append_text(&box, "[");
	pdf_append_real(&box, b->left, 4);
	pdf_append_real(&box, b->top, 4);
	pdf_append_real(&box, b->right, 4);
	pdf_append_real(&box, b->bottom, 4);
	pdf_append_text(&box, "]");
	pdf_put_buffer(d, "BBox", &box);
	pdf_buffer_free(&box);
}

static pdf_dict *write_tile(const drawing_writer *w, const drawn_pattern *p)
{
	pdf_dict *d = write_form(w, p->form);
	pdf_buffer values = {0};
	pdf_put_name(d, "Type", "Pattern");
	pdf_append_text(&values, "1/PaintType 1/TilingType 1/XStep ");
	pdf_append_real(&values, p->tile->width, 6);
	pdf_append_text(&values, "/YStep ");
	pdf_append_real(&values, p->tile->height, 6);
	put_matrix(&values, &p->matrix);
	pdf_put_buffer(d, "PatternType", &values);
	pdf_buffer_free(&values);
	return d;
}

static void put_patterns(const drawing_writer *w, const drawn_form *f, pdf_dict *resources)
{
	pdf_buffer all = {0};
	pdf_append_text(&all, "<<");
	for (size_t i = 0; i < f->pattern_count; i++) {
		const drawn_pattern *p = &f->patterns[i];
		pdf_append_print(&all, "/P%zu ", i);
		if (p->tile) {
			pdf_append_reference(&all, write_tile(w, p));
			continue;
		}
		pdf_append_text(&all, "<</PatternType 2");
		put_matrix(&all, &p->matrix);
		pdf_append_text(&all, "/Shading ");
		put_shading(w, &all, p);
		pdf_append_text(&all, ">>\n");
	}
	pdf_append_text(&all, ">>");
	pdf_put_buffer(resources, "Pattern", &all);
	pdf_buffer_free(&all);
}

static void put_states(const drawing_writer *w, const drawn_form *f, pdf_dict *resources)
{
	pdf_buffer all = {0};
	pdf_append_text(&all, "<<");
	if (f->over)
		pdf_append_print(&all, "/over %s", pdf_color_over(w->names->edition->press));
	for (size_t i = 0; i < f->state_count; i++) {
		const drawn_state *s = &f->states[i];
		pdf_append_print(&all, "/G%zu<</ca ", i);
		pdf_append_real(&all, s->alpha, 4);
		pdf_append_text(&all, "/CA ");
		pdf_append_real(&all, s->alpha, 4);
		if (s->blend)
			pdf_append_print(&all, "/BM/%s", s->blend);
		if (s->mask) {
			pdf_append_text(&all, "/SMask<</S/Luminosity/G ");
			pdf_append_reference(&all, write_form(w, s->mask));
			pdf_append_text(&all, ">>");
		}
		pdf_append_text(&all, ">>\n");
	}
	pdf_append_text(&all, ">>");
	pdf_put_buffer(resources, "ExtGState", &all);
	pdf_buffer_free(&all);
}

static size_t index_of(const drawing_writer *w, const pdf_font *font)
{
	size_t i = 0;
	while (pdf_font_at(w->fonts, i) != font)
		i++;
	return i;
}

/* A picture that can't be decoded, which is reported, is left out. */
static void put_images(const drawing_writer *w, const drawn_form *f, pdf_dict *forms)
{
	for (size_t i = 0; i < f->image_count; i++) {
		char name[32];
		pdf_dict *object =
			pdf_image_write(w->names->images, w->file, w->names->edition, f->images[i]);
		snprintf(name, sizeof name, "I%zu", f->images[i]->index);
		if (object)
			pdf_put(forms, name, object);
	}
}

static void put_resources(const drawing_writer *w, const drawn_form *f, pdf_dict *form)
{
	pdf_dict *resources = pdf_put_dict(form, "Resources");
	if (f->colored || f->black)
		pdf_put_exact(resources, "ColorSpace", "<<%s%s%s%s>>", f->colored ? "/rgb " : "",
			      f->colored ? w->names->rgb : "", f->black ? "/k " : "",
			      f->black ? w->names->black : "");
	if (f->state_count || f->over)
		put_states(w, f, resources);
	if (f->pattern_count)
		put_patterns(w, f, resources);
	if (f->font_count) {
		pdf_dict *fonts = pdf_put_dict(resources, "Font");
		for (size_t i = 0; i < f->font_count; i++)
			pdf_put(fonts, pdf_font_name(f->fonts[i]),
				w->names->fonts[index_of(w, f->fonts[i])]);
	}
	if (f->form_count || f->image_count) {
		pdf_dict *forms = pdf_put_dict(resources, "XObject");
		put_images(w, f, forms);
		for (size_t i = 0; i < f->form_count; i++) {
			char name[32];
			snprintf(name, sizeof name, "X%zu", i);
			pdf_put(forms, name, write_form(w, f->forms[i]));
		}
	}
}

/* A stream with a box and resources: a form, or what becomes a pattern. */
static pdf_dict *write_form(const drawing_writer *w, const drawn_form *f)
{
	pdf_dict *d = pdf_stream_new(w->file, &f->content);
	put_box(d, &f->box);
	put_resources(w, f, d);
	if (f->role != DRAWN_TILE) {
		pdf_put_name(d, "Type", "XObject");
		pdf_put_name(d, "Subtype", "Form");
	}
	if (f->role == DRAWN_GROUP)
		pdf_put_exact(d, "Group", "<</S/Transparency/I true>>");
	if (f->role == DRAWN_MASK)
		pdf_put_exact(d, "Group", "<</S/Transparency/CS/DeviceGray>>");
	return d;
}

pdf_dict *pdf_drawing_write(pdf_drawings *d, pdf_file *f, const image *i,
			    const pdf_drawing_names *names)
{
	const drawing_writer w = {d->arena, d->fonts, f, names, {names->colors, names->convert}};
	const drawn_form **form = names->convert ? &d->press_forms[i->index] : &d->forms[i->index];
	if (!*form)
		*form = pdf_drawing_form_new(d->arena, i->drawing, d->lines[i->index], d->fonts,
					     &w.colors);
	pdf_dict *object = write_form(&w, *form);
	pdf_buffer matrix = {0};
	const drawing_matrix unit = {1 / i->drawing->width, 0, 0, -1 / i->drawing->height, 0, 1};
	const double values[] = {unit.a, unit.b, unit.c, unit.d, unit.e, unit.f};
	pdf_append_text(&matrix, "[");
	for (int k = 0; k < 6; k++) {
		/* small where the drawing is wide */
		pdf_append_fraction(&matrix, llround(values[k] * 1e12), 12);
		pdf_append(&matrix, " ", 1);
	}
	pdf_append_text(&matrix, "]");
	pdf_put_buffer(object, "Matrix", &matrix);
	pdf_buffer_free(&matrix);
	return object;
}

static bool is_transparent(const drawn_form *f, const pdf_images *images)
{
	bool found = f->state_count > 0;

	for (size_t i = 0; !found && i < f->image_count; i++)
		found = pdf_image_is_transparent(images, f->images[i]);
	for (size_t i = 0; !found && i < f->form_count; i++)
		found = is_transparent(f->forms[i], images);
	for (size_t i = 0; !found && i < f->pattern_count; i++)
		found = f->patterns[i].form && is_transparent(f->patterns[i].form, images);
	return found;
}

bool pdf_drawing_is_transparent(const pdf_drawings *d, const pdf_images *images, const image *i)
{
	const drawn_form *form = d->forms[i->index] ? d->forms[i->index] : d->press_forms[i->index];

	return form && is_transparent(form, images);
}
