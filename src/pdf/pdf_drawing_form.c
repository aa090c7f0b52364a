/* pdf_drawing_form: a drawing's items as PDF operators (ISO 32000-1, 8 and 11). Gray colours are
 * tints of black in every edition, so that black in a drawing is black ink alone, and black words
 * overprint as those of the text do; all others are in a space that each edition defines, or
 * converted for the press. What is painted for a mask is its luminance (SVG 1.1, 14.4) as gray. A
 * gradient or tile is laid in the form's space, not in that of the path that it fills, so the
 * writer keeps the matrix between both. A group that is transparent as a whole, or shown through a
 * mask, is a form of its own. */
#include "pdf/pdf_drawing_form.h"

#include "base/arena.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_image.h"

#include <math.h>

#define FONT_UNIT 1000000

typedef struct drawn_writer {
	arena *arena;
	const drawn_line *lines;
	const pdf_fonts *fonts;
	drawn_form *form;
	const drawn_colors *colors;
	bool masking; /* what is painted is a mask's */
	double apart; /* more between letters of the line under way */
	pdf_buffer out;
} drawn_writer;

static const drawn_form *form_of(const drawn_writer *w, const drawing_item *items,
				 const drawing_box *box, drawn_role role);

/* --- numbers -------------------------------------------------------------------------------- */

/* As exact as a part in a hundred thousand or so. */
static void put(pdf_buffer *out, double value)
{
	const double size = fabs(value);
	pdf_append_real(out, value, size < 0.1 ? 6 : size < 10 ? 4 : size < 1000 ? 3 : 2);
}

static void put_matrix(pdf_buffer *out, const drawing_matrix *m)
{
	const double values[] = {m->a, m->b, m->c, m->d};
	for (int i = 0; i < 4; i++)
		pdf_append_real(out, values[i], 6);
	put(out, m->e);
	put(out, m->f);
}

static bool is_identity(const drawing_matrix *m)
{
	return m->a == 1 && m->b == 0 && m->c == 0 && m->d == 1 && m->e == 0 && m->f == 0;
}

/* Go into an item's space. */
static void put_way(drawn_writer *w, const drawing_matrix *m)
{
	if (is_identity(m))
		return;
	put_matrix(&w->out, m);
	pdf_append_text(&w->out, "cm\n");
}

/* --- paths ---------------------------------------------------------------------------------- */

static void put_path(drawn_writer *w, const drawing_path *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const drawing_segment *s = &p->segments[i];
		if (s->verb == DRAWING_CLOSE) {
			pdf_append_text(&w->out, "h\n");
			continue;
		}
		if (s->verb == DRAWING_CURVE) {
			put(&w->out, s->x1);
			put(&w->out, s->y1);
			put(&w->out, s->x2);
			put(&w->out, s->y2);
		}
		put(&w->out, s->x);
		put(&w->out, s->y);
		pdf_append_text(&w->out, s->verb == DRAWING_CURVE  ? "c\n"
					 : s->verb == DRAWING_LINE ? "l\n"
								   : "m\n");
	}
}

/* --- colours -------------------------------------------------------------------------------- */

static bool is_thin(const drawing_gradient *g)
{
	for (size_t i = 0; i < g->stop_count; i++)
		if (g->stops[i].color.alpha < 1)
			return true;
	return false;
}

/* The space of colours that are all gray, or not. */
static drawn_space space_of(const drawn_writer *w, bool gray)
{
	return w->masking           ? DRAWN_GRAY
	       : gray               ? DRAWN_BLACK
	       : w->colors->convert ? DRAWN_PRESS
				    : DRAWN_RGB;
}

static void name_space(drawn_form *f, drawn_space space)
{
	f->black |= space == DRAWN_BLACK;
	f->colored |= space == DRAWN_RGB;
}

static void put_color(drawn_writer *w, const drawing_color *c, bool stroke)
{
	/* what sets the space, and what sets the colour in it */
	static const char *const sets[][2] = {[DRAWN_RGB] = {"/rgb cs ", "/rgb CS "},
					      [DRAWN_BLACK] = {"/k cs ", "/k CS "},
					      [DRAWN_PRESS] = {"", ""},
					      [DRAWN_GRAY] = {"", ""}};
	static const char *const ends[][2] = {[DRAWN_RGB] = {"scn\n", "SCN\n"},
					      [DRAWN_BLACK] = {"scn\n", "SCN\n"},
					      [DRAWN_PRESS] = {"k\n", "K\n"},
					      [DRAWN_GRAY] = {"g\n", "G\n"}};
	double parts[DRAWN_COMPONENTS];
	const drawn_space space = space_of(w, pdf_drawing_color_is_gray(c));
	const int count = pdf_drawing_color_parts(w->colors, space, c, parts);
	name_space(w->form, space);
	pdf_append_text(&w->out, sets[space][stroke]);
	for (int i = 0; i < count; i++)
		pdf_append_real(&w->out, parts[i], 4);
	pdf_append_text(&w->out, ends[space][stroke]);
}

/* How far a gradient is seen: from its beginning, in its own lengths, over a box in its space. */
static double reach_of(const drawing_gradient *g, const drawing_box *box)
{
	drawing_matrix back;
	double most = 1;
	if (g->spread == DRAWING_PAD || !drawing_invert(&g->matrix, &back))
		return 1;
	const drawing_box own = drawing_box_after(box, &back);
	const double length = g->radial ? g->r2 : hypot(g->x2 - g->x1, g->y2 - g->y1);
	for (int i = 0; i < 4; i++) {
		const double x = i & 1 ? own.right : own.left, y = i & 2 ? own.bottom : own.top;
		most = fmax(most, hypot(x - g->x1, y - g->y1) / length);
	}
	return ceil(fmin(most, 100));
}

static size_t add_pattern(drawn_writer *w, const drawing_paint *paint, const drawing_matrix *ctm,
			  const drawing_box *box, bool alphas)
{
	drawn_pattern *p = ARENA_APPEND(w->arena, w->form->patterns, w->form->pattern_count,
					w->form->pattern_capacity);
	p->alphas = alphas;
	if (paint->kind == DRAWING_GRADIENT) {
		p->gradient = paint->gradient;
		p->matrix = drawing_combine(&paint->gradient->matrix, ctm);
		p->reach = reach_of(paint->gradient, box);
		p->space = alphas ? DRAWN_GRAY
				  : space_of(w, pdf_drawing_color_all_gray(paint->gradient));
		name_space(w->form, p->space);
	} else {
		const drawing_tile *t = paint->tile;
		const drawing_box tile = {t->x, t->y, t->x + t->width, t->y + t->height};
		p->tile = t;
		p->matrix = drawing_combine(&t->matrix, ctm);
		p->form = form_of(w, t->content, &tile, DRAWN_TILE);
	}
	return w->form->pattern_count - 1;
}

/* The writer's form with what has been written. */
static const drawn_form *finish(drawn_writer *w)
{
	/* what compression makes no smaller stays where it is */
	const char *kept = arena_copy(w->arena, w->out.data ? w->out.data : "", w->out.length);
	w->form->content = pdf_deflate(w->arena, kept, w->out.length, PDF_DEFLATE_LEVEL);
	pdf_buffer_free(&w->out);
	return w->form;
}

/* The alphas of a gradient as a mask over a box. */
static const drawn_form *mask_of(const drawn_writer *w, const drawing_paint *paint,
				 const drawing_box *box)
{
	drawn_writer inner = *w;
	inner.form = ARENA_NEW(w->arena, drawn_form);
	inner.form->box = *box;
	inner.form->role = DRAWN_MASK;
	inner.out = (pdf_buffer){0};
	const size_t index = add_pattern(&inner, paint, &drawing_identity, box, true);
	pdf_append_print(&inner.out, "/Pattern cs /P%zu scn\n", index);
	put(&inner.out, box->left);
	put(&inner.out, box->top);
	put(&inner.out, box->right - box->left);
	put(&inner.out, box->bottom - box->top);
	pdf_append_text(&inner.out, "re f\n");
	return finish(&inner);
}

static void put_state(drawn_writer *w, double alpha, const drawn_form *mask, const char *blend)
{
	drawn_form *f = w->form;
	size_t index = 0;
	while (index < f->state_count &&
	       !(f->states[index].alpha == alpha && f->states[index].mask == mask &&
		 f->states[index].blend == blend))
		index++;
	if (index == f->state_count)
		*ARENA_APPEND(w->arena, f->states, f->state_count, f->state_capacity) =
			(drawn_state){alpha, mask, blend};
	pdf_append_print(&w->out, "/G%zu gs\n", index);
}

/* Set a paint for filling or stroking. `box`: the extent of what is painted. */
static void put_paint(drawn_writer *w, const drawing_paint *paint, const drawing_matrix *ctm,
		      const drawing_box *box, bool stroke)
{
	const drawn_form *mask = NULL;
	if (paint->kind == DRAWING_COLOR) {
		put_color(w, &paint->color, stroke);
	} else {
		size_t index = add_pattern(w, paint, ctm, box, false);
		pdf_append_print(&w->out,
				 stroke ? "/Pattern CS /P%zu SCN\n" : "/Pattern cs /P%zu scn\n",
				 index);
		if (paint->kind == DRAWING_GRADIENT && is_thin(paint->gradient))
			mask = mask_of(w, paint, box);
	}
	if (paint->color.alpha < 1 || mask)
		put_state(w, paint->color.alpha, mask, NULL);
}

/* --- shapes --------------------------------------------------------------------------------- */

static void put_stroke(drawn_writer *w, const drawing_stroke *s)
{
	put(&w->out, s->width);
	pdf_append_text(&w->out, "w ");
	if (s->cap)
		pdf_append_print(&w->out, "%d J ", (int)s->cap);
	if (s->join)
		pdf_append_print(&w->out, "%d j ", (int)s->join);
	else {
		put(&w->out, s->miter);
		pdf_append_text(&w->out, "M ");
	}
	if (s->dash_count) {
		pdf_append_text(&w->out, "[");
		/* an odd list is read twice */
		for (size_t i = 0; i < s->dash_count << (s->dash_count & 1); i++)
			put(&w->out, s->dashes[i % s->dash_count]);
		pdf_append_text(&w->out, "]");
		put(&w->out, s->phase);
		pdf_append_text(&w->out, "d ");
	}
}

static bool is_plain(const drawing_paint *p)
{
	return p->kind == DRAWING_COLOR && p->color.alpha == 1;
}

static drawing_box stroked_box(const drawing_box *box, const drawing_stroke *s)
{
	const double out = s->width * fmax(1, s->miter) / 2 + s->width;
	return (drawing_box){box->left - out, box->top - out, box->right + out, box->bottom + out};
}

static bool is_painted(const drawing_paint *p)
{
	return p->kind != DRAWING_NONE && p->color.alpha > 0;
}

static void put_shape(drawn_writer *w, const drawing_item *i, const drawing_matrix *around)
{
	const drawing_shape *s = &i->as.shape;
	const bool filled = is_painted(&s->fill),
		   stroked = is_painted(&s->stroke.paint) && s->stroke.width > 0;
	const bool together = filled && stroked && is_plain(&s->fill) &&
			      is_plain(&s->stroke.paint) && !s->stroke_first;
	const drawing_matrix ctm = drawing_combine(&i->matrix, around);
	if (!filled && !stroked)
		return;
	const drawing_box box = drawing_path_box(&s->path), wide = stroked_box(&box, &s->stroke);
	for (int step = 0; step < 2; step++) {
		const bool fill = filled && (step == s->stroke_first || together),
			   stroke = stroked && (step == !s->stroke_first || together);
		if ((!fill && !stroke) || (together && step == 0))
			continue;
		pdf_append_text(&w->out, "q ");
		put_way(w, &i->matrix);
		if (fill)
			put_paint(w, &s->fill, &ctm, &box, false);
		if (stroke) {
			put_paint(w, &s->stroke.paint, &ctm, &wide, true);
			put_stroke(w, &s->stroke);
		}
		put_path(w, &s->path);
		pdf_append_text(&w->out, !fill         ? "S Q\n"
					 : stroke      ? s->even_odd ? "B* Q\n" : "B Q\n"
					 : s->even_odd ? "f* Q\n"
						       : "f Q\n");
	}
}

/* --- text ----------------------------------------------------------------------------------- */

static void use_font(drawn_writer *w, const pdf_font *font)
{
	drawn_form *f = w->form;
	for (size_t i = 0; i < f->font_count; i++)
		if (f->fonts[i] == font)
			return;
	*ARENA_APPEND(w->arena, f->fonts, f->font_count, f->font_capacity) = font;
}

static void put_code(pdf_buffer *out, unsigned code)
{
	pdf_append_print(out, "%04x", code);
}

/* Some glyphs of a piece in one TJ: codes in hexadecimal, and between them what the face's own
 * widths lack or have too much. `rest` is carried on, so that roundings never add up. */
static void put_glyphs(drawn_writer *w, const pdf_font *font, const drawn_piece *p, uint32_t first,
		       uint32_t count, double *rest)
{
	const double setting = (double)PDF_DRAWING_TEXT_SIZE * LENGTH_PT, size = p->span->font.size;
	pdf_append_text(&w->out, "[<");
	for (uint32_t i = first; i < first + count; i++) {
		const glyph *g = &p->run->glyphs[i];
		put_code(&w->out, pdf_font_code(font, g->id));
		*rest += g->advance / setting + (p->span->font.spacing + w->apart) / size -
			 (double)pdf_font_width(font, g->id) / FONT_UNIT;
		const long units = lround(*rest * 1000);
		if (units && i + 1 < p->run->count) {
			pdf_append_print(&w->out, ">%ld<", -units);
			*rest -= units / 1000.0;
		}
	}
	if (p->space && first + count == p->run->count && pdf_font_space(font))
		put_code(&w->out, pdf_font_space(font));
	pdf_append_text(&w->out, ">]TJ\n");
}

static bool is_shifted(const run *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->glyphs[i].dx || r->glyphs[i].dy)
			return true;
	return false;
}

/* Put the pen at a place of the line, round which the letters are turned; text runs upwards
 * there. */
static void put_pen(drawn_writer *w, const drawing_text *t, double turn, double x, double y)
{
	const double angle = turn * 3.14159265358979323846 / 180;
	const drawing_matrix turned = {cos(angle), sin(angle), -sin(angle),
				       cos(angle), t->x + x,   t->y - y},
			     up = {1, 0, 0, -1, 0, 0};
	const drawing_matrix m = drawing_combine(&up, &turned);
	put_matrix(&w->out, &m);
	pdf_append_text(&w->out, "Tm\n");
}

static double start_of(const drawing_text *t, const drawn_line *l)
{
	return t->anchor == DRAWING_START ? 0
	       : t->anchor == DRAWING_END ? -l->width
					  : -l->width / 2;
}

/* The glyphs of a piece one by one: accents that are set beside their letters. */
static void put_single(drawn_writer *w, const drawing_text *t, const drawn_piece *p, double x,
		       const pdf_font *font, uint32_t first, uint32_t count)
{
	const double unit = p->span->font.size / ((double)PDF_DRAWING_TEXT_SIZE * LENGTH_PT);
	for (uint32_t i = 0; i < first + count; i++) {
		const glyph *g = &p->run->glyphs[i];
		double rest = 0;
		if (i >= first) {
			put_pen(w, t, p->span->turn, x + g->dx * unit, p->y + g->dy * unit);
			put_glyphs(w, font, p, i, 1, &rest);
		}
		x += g->advance * unit + p->span->font.spacing + w->apart;
	}
}

static void put_piece(drawn_writer *w, const drawing_text *t, const drawn_piece *p, double start)
{
	const pdf_font *font = pdf_font_of(w->fonts, p->run->font);
	const bool shifted = is_shifted(p->run);
	const double x = start + p->x;
	double rest = 0;
	if (!p->run->count)
		return;
	use_font(w, font);
	pdf_append_print(&w->out, "/%s ", pdf_font_name(font));
	put(&w->out, p->span->font.size);
	pdf_append_text(&w->out, "Tf\n");
	put_pen(w, t, p->span->turn, x, p->y);
	for (uint32_t i = 0; i < p->run->count;) {
		const pdf_stretch s = pdf_font_stretch(font, p->run, i, (uint32_t)p->run->count);
		if (s.actual) {
			pdf_append_text(&w->out, "/Span <</ActualText ");
			pdf_append_string(&w->out, arena_copy(w->arena, s.text, s.length));
			pdf_append_text(&w->out, ">> BDC\n");
		}
		if (shifted)
			put_single(w, t, p, x, font, s.first, s.count);
		else
			put_glyphs(w, font, p, s.first, s.count, &rest);
		if (s.actual)
			pdf_append_text(&w->out, "EMC\n");
		i = s.first + s.count;
	}
}

/* A line of a piece's own width, `above` its baseline in ems. */
static void put_rule(drawn_writer *w, const drawing_text *t, const drawn_piece *p, double start,
		     double above, double thickness)
{
	const double size = p->span->font.size;
	const double unit = size / ((double)PDF_DRAWING_TEXT_SIZE * LENGTH_PT);
	put(&w->out, t->x + start + p->x);
	put(&w->out, t->y + p->down - above * size);
	put(&w->out, p->run->width * unit + (p->space ? size / 4 : 0));
	put(&w->out, thickness * size);
	pdf_append_text(&w->out, "re f\n");
}

/* The lines under, over and through a piece's letters. */
static void put_rules(drawn_writer *w, const drawing_text *t, const drawn_piece *p, double start,
		      bool filled)
{
	const font_metrics *m = font_metrics_of(p->run->font);
	const double em = m->units, thickness = m->underline_thickness / em;
	if (!filled || p->span->turn)
		return;
	if (p->span->underline)
		put_rule(w, t, p, start, m->underline_position / em + thickness / 2, thickness);
	if (p->span->overline)
		put_rule(w, t, p, start, m->ascender / em, thickness);
	if (p->span->strike)
		put_rule(w, t, p, start, m->strike_position / em + thickness / 2, thickness);
}

static bool is_full_black(const drawing_paint *p)
{
	return is_plain(p) && pdf_drawing_color_is_gray(&p->color) && p->color.red == 0;
}

static void put_over(drawn_writer *w)
{
	w->form->over = true;
	pdf_append_text(&w->out, "/over gs\n");
}

static void put_text(drawn_writer *w, const drawing_item *i, const drawing_matrix *around)
{
	const drawing_text *t = &i->as.text;
	const drawn_line *l = &w->lines[t->index];
	const double start = start_of(t, l);
	w->apart = l->apart;
	const drawing_matrix ctm = drawing_combine(&i->matrix, around);
	const drawing_box box = {t->x + start, t->y - 100, t->x + start + l->width, t->y + 100};
	for (size_t k = 0; k < l->count; k++) {
		const drawing_span *s = l->pieces[k].span;
		const bool filled = is_painted(&s->fill), stroked = is_painted(&s->stroke.paint);
		if (!filled && !stroked)
			continue;
		pdf_append_text(&w->out, "q ");
		put_way(w, &i->matrix);
		if (filled)
			put_paint(w, &s->fill, &ctm, &box, false);
		if (stroked) {
			put_paint(w, &s->stroke.paint, &ctm, &box, true);
			put_stroke(w, &s->stroke);
		}
		if (is_full_black(&s->fill) && (!stroked || is_full_black(&s->stroke.paint)))
			put_over(w);
		put_rules(w, t, &l->pieces[k], start, filled);
		pdf_append_print(&w->out, "BT %s", !stroked ? "" : filled ? "2 Tr " : "1 Tr ");
		put_piece(w, t, &l->pieces[k], start);
		pdf_append_text(&w->out, "ET Q\n");
	}
}

/* --- groups --------------------------------------------------------------------------------- */

static void put_items(drawn_writer *w, const drawing_item *items, const drawing_matrix *around);

static void put_clips(drawn_writer *w, const drawing_clip *clip)
{
	for (; clip; clip = clip->next) {
		put_path(w, &clip->path);
		pdf_append_text(&w->out, clip->even_odd ? "W* n\n" : "W n\n");
	}
}

/* Far enough for all that a group can show. */
static const drawing_box everywhere = {-1e6, -1e6, 1e6, 1e6};

static void put_apart(drawn_writer *w, const drawing_group *g)
{
	const drawn_form *mask = g->mask ? form_of(w, g->mask, &g->bounds, DRAWN_MASK) : NULL;
	put_state(w, g->opacity, mask, g->blend);
	*ARENA_APPEND(w->arena, w->form->forms, w->form->form_count, w->form->form_capacity) =
		form_of(w, g->items, &everywhere, DRAWN_GROUP);
	pdf_append_print(&w->out, "/X%zu Do\n", w->form->form_count - 1);
}

static void put_group(drawn_writer *w, const drawing_item *i, const drawing_matrix *around)
{
	const drawing_group *g = &i->as.group;
	const drawing_matrix ctm = drawing_combine(&i->matrix, around);
	const bool apart = g->opacity < 1 || g->mask || g->blend,
		   kept = !is_identity(&i->matrix) || g->clip;
	if (!g->items || drawing_scale_of(&i->matrix) == 0)
		return;
	if (kept || apart)
		pdf_append_text(&w->out, "q ");
	put_way(w, &i->matrix);
	put_clips(w, g->clip);
	if (apart)
		put_apart(w, g);
	else
		put_items(w, g->items, &ctm);
	if (kept || apart)
		pdf_append_text(&w->out, "Q\n");
}

static void use_image(drawn_form *f, arena *a, const image *i)
{
	for (size_t k = 0; k < f->image_count; k++)
		if (f->images[k] == i)
			return;
	*ARENA_APPEND(a, f->images, f->image_count, f->image_capacity) = i;
}

/* An image fills the unit square, upright where y goes upwards. */
static void put_picture(drawn_writer *w, const drawing_item *i)
{
	const drawing_picture *p = &i->as.picture;
	int upright[6];
	pdf_image_matrix(p->image, upright);
	const drawing_matrix turned = {upright[0], upright[1], upright[2],
				       upright[3], upright[4], upright[5]},
			     size = {p->width, 0, 0, -p->height, 0, p->height},
			     sized = drawing_combine(&turned, &size),
			     m = drawing_combine(&sized, &i->matrix);
	use_image(w->form, w->arena, p->image);
	pdf_append_text(&w->out, "q ");
	put_matrix(&w->out, &m);
	pdf_append_print(&w->out, "cm /I%zu Do Q\n", p->image->index);
}

static void put_items(drawn_writer *w, const drawing_item *items, const drawing_matrix *around)
{
	for (const drawing_item *i = items; i; i = i->next)
		switch (i->kind) {
		case DRAWING_SHAPE: put_shape(w, i, around); break;
		case DRAWING_TEXT: put_text(w, i, around); break;
		case DRAWING_GROUP: put_group(w, i, around); break;
		case DRAWING_PICTURE: put_picture(w, i); break;
		}
}

static const drawn_form *form_of(const drawn_writer *w, const drawing_item *items,
				 const drawing_box *box, drawn_role role)
{
	drawn_writer inner = *w;
	inner.form = ARENA_NEW(w->arena, drawn_form);
	inner.form->box = *box;
	inner.form->role = role;
	inner.masking |= role == DRAWN_MASK;
	inner.out = (pdf_buffer){0};
	put_items(&inner, items, &drawing_identity);
	return finish(&inner);
}

const drawn_form *pdf_drawing_form_new(arena *a, const drawing *d, const drawn_line *lines,
				       const pdf_fonts *fonts, const drawn_colors *colors)
{
	const drawn_writer w = {.arena = a, .lines = lines, .fonts = fonts, .colors = colors};
	const drawing_box box = {0, 0, d->width, d->height};
	return form_of(&w, d->items, &box, DRAWN_PLAIN);
}
