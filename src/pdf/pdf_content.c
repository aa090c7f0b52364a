/* pdf_content: the display list of a page as a content stream.
 *
 * Contract: each glyph is painted within 0.01 pt of its computed place, however long the line. A
 * reader moves its pen by the widths of the font dictionary (pdf_font_width), times the size and
 * the horizontal scaling as they are printed; the writer computes the same sum and corrects in TJ
 * whenever the two places differ by half a unit of TJ or more, so that roundings never add up. So
 * corrections, kerning, justification and word spaces are all the same thing.
 *
 * Places along the line are int64 in 2^-32 pt ("fine"), in which scaled points and their expansion
 * are exact.
 *
 * State is carried from mark to mark (no q and Q), so a line of one face at one size is one TJ. */
#include "pdf/pdf_content.h"
#include "pdf/pdf_content_private.h"

#include "base/arena.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_place.h"

#include <string.h>

enum {
	SIZE_DIGITS = 4,    /* decimals of a type size as printed */
	SCALING_DIGITS = 3, /* decimals of Tz, in per cent */
	PLACE_DIGITS = 3,
	JUMP_MOST = 30000, /* thousandths of the size: longer moves use Td */
	STEP = 2000,       /* of Td along a line, with PLACE_DIGITS decimals */
	FACTOR_BITS = 16
};
#define SCALING_FULL 100000 /* 100 % with SCALING_DIGITS */
/* from 18 pt on, a thousandth of the size is too coarse a step: tenths of it */
#define SIZE_COARSE 180000

/* --- showing glyphs ------------------------------------------------------------------------- */

static void end_string(content_writer *w)
{
	if (w->in_string)
		pdf_append(&w->shown, ")", 1);
	w->in_string = false;
}

/* Write the strings gathered so far: one by Tj, several by TJ. */
void pdf_content_end_show(content_writer *w)
{
	if (!w->showing)
		return;
	end_string(w);
	if (w->adjusted)
		pdf_append(w->out, "[", 1);
	pdf_append(w->out, w->shown.data, w->shown.length);
	pdf_append_text(w->out, w->adjusted ? "]TJ\n" : "Tj\n");
	w->shown.length = 0;
	w->showing = w->adjusted = false;
}

static void show(content_writer *w, const pdf_font_glyph *g)
{
	char *p = pdf_buffer_room(&w->shown, 1 + sizeof g->bytes);
	if (!w->in_string) {
		*p++ = '(';
		w->shown.length++;
	}
	memcpy(p, g->bytes, sizeof g->bytes);
	w->shown.length += g->size;
	w->in_string = w->showing = true;
	w->pen += (g->width * w->factor >> FACTOR_BITS) + w->tracked;
}

/* Move the pen along the line by so many units of TJ (which count leftwards). */
static void adjust(content_writer *w, int64_t units)
{
	end_string(w);
	pdf_append_fraction(&w->shown, -units, w->unit_digits);
	w->showing = w->adjusted = true;
	w->pen += units * w->unit >> FACTOR_BITS;
}

static int64_t rounded(int64_t a, int64_t b)
{
	return a < 0 ? -((-a + b / 2) / b) : (a + b / 2) / b;
}

/* Is the pen less than half a unit of TJ from a place on its line? */
static bool is_at(const content_writer *w, fine x)
{
	fine distance = x - w->pen, size = distance < 0 ? -distance : distance;
	return 2 * size < w->unit >> FACTOR_BITS;
}

static int64_t units_to(const content_writer *w, fine target)
{
	fine distance = target - w->pen, size = distance < 0 ? -distance : distance;
	if (is_at(w, target))
		return 0;
	if (size > w->jump_most)
		return INT64_MAX;
	return rounded(distance * (1 << FACTOR_BITS), w->unit);
}

/* --- text state ----------------------------------------------------------------------------- */

static void append_turn(content_writer *w)
{
	pdf_append_turn(w->out, &w->content->pages->style->sheet, w->turn);
	w->placed = false;
	w->line_x = w->line_y = 0;
}

void pdf_content_begin_text(content_writer *w)
{
	if (w->text)
		return;
	pdf_append_text(w->out, "BT\n");
	w->text = true;
	w->placed = false;
	w->line_x = w->line_y = 0;
	if (w->turn)
		append_turn(w);
}

static void set_turn(content_writer *w, int8_t turn)
{
	if (turn == w->turn)
		return;
	pdf_content_end_show(w);
	w->turn = turn;
	if (w->text)
		append_turn(w);
}

void pdf_content_end_text(content_writer *w)
{
	pdf_content_end_show(w);
	if (w->text)
		pdf_append_text(w->out, "ET\n");
	w->text = false;
}

static void measure_units(content_writer *w)
{
	/* size / 10^4 pt * scaling / 10^5 * 10^-6 of the em, in 2^-32 pt with 16 bits more: 2^48 /
	 * 10^15 */
	__int128 product = (__int128)w->size * w->scaling;
	w->factor = (int64_t)((product << 48) / 1000000000000000);
	w->unit_digits = w->size >= SIZE_COARSE ? 1 : 0;
	w->unit = (int64_t)((product << 48) / (w->unit_digits ? 10000000000000 : 1000000000000));
	w->jump_most = (w->unit >> FACTOR_BITS) * JUMP_MOST * (w->unit_digits ? 10 : 1);
}

static void set_font(content_writer *w, const pdf_font *font, length size, int32_t expansion)
{
	if (font == w->font && size == w->exact_size && expansion == w->expansion)
		return;
	w->exact_size = size;
	w->expansion = expansion;
	int64_t wanted = length_scale(size, 10000, LENGTH_PT);
	int64_t scaling = SCALING_FULL + rounded((int64_t)expansion * SCALING_FULL, 65536);
	if (font == w->font && wanted == w->size && scaling == w->scaling)
		return;
	pdf_content_end_show(w);
	if (font != w->font || wanted != w->size) {
		pdf_append_print(w->out, "/%s ", pdf_font_name(font));
		pdf_append_fraction(w->out, wanted, SIZE_DIGITS);
		pdf_append_text(w->out, " Tf\n");
	}
	if (scaling != w->scaling) {
		pdf_append_fraction(w->out, scaling, SCALING_DIGITS);
		pdf_append_text(w->out, " Tz\n");
	}
	w->font = font;
	w->size = wanted;
	w->scaling = scaling;
	measure_units(w);
}

static void set_rise(content_writer *w, length rise)
{
	if (rise == w->rise)
		return;
	pdf_content_end_show(w);
	pdf_append_length(w->out, rise, PLACE_DIGITS);
	pdf_append_text(w->out, " Ts\n");
	w->rise = rise;
}

/* Call it after set_font, whose scaling applies to tracking too. */
static void set_tracking(content_writer *w, length tracking)
{
	int64_t wanted = rounded(tracking * 1000, LENGTH_PT);
	if (wanted != w->tracking) {
		pdf_content_end_show(w);
		pdf_append_fraction(w->out, wanted, PLACE_DIGITS);
		pdf_append_text(w->out, " Tc\n");
		w->tracking = wanted;
	}
	w->tracked = wanted * (((fine)1 << 32) / 1000) * w->scaling / SCALING_FULL;
}

static void set_ink(content_writer *w, const ink *i)
{
	if (i == w->ink)
		return;
	pdf_content_end_show(w);
	pdf_append_ink(w->out, w->content->colors, i);
	w->ink = i;
}

/* Lines begin at places that differ by what hangs out of the measure. Where the line under way
 * began so far from a place, Td moves by whole steps, which compress better, and TJ by the rest, if
 * that is less than a tenth of the size: programs that extract text take more for a space. */
static int64_t even_place(const content_writer *w, fine x, int64_t place)
{
	int64_t even = w->line_x + rounded(place - w->line_x, STEP) * STEP;
	fine rest = x - even * ((fine)1 << 32) / 1000, most = 100 * (w->unit >> FACTOR_BITS);

	most *= w->unit_digits ? 10 : 1;
	return rest <= most && rest >= -most ? even : place;
}

/* Move the pen to a place on a line: by TJ if it is near on the same line, else by Td. */
static void move(content_writer *w, fine x, int64_t y)
{
	if (w->placed && y == w->line_y) {
		int64_t units = units_to(w, x);
		if (!units)
			return;
		if (units != INT64_MAX) {
			adjust(w, units);
			return;
		}
	}
	pdf_content_end_show(w);
	int64_t place = rounded(x / 4096 * 1000, 1 << 20); /* 2^-32 pt to thousandths */
	if (w->placed)
		place = even_place(w, x, place);
	pdf_append_fraction(w->out, place - w->line_x, PLACE_DIGITS);
	pdf_append(w->out, " ", 1);
	pdf_append_fraction(w->out, y - w->line_y, PLACE_DIGITS);
	pdf_append_text(w->out, " Td\n");
	w->line_x = place;
	w->line_y = y;
	w->pen = place * ((fine)1 << 32) / 1000;
	w->placed = true;
	int64_t units = units_to(w, x);
	if (units)
		adjust(w, units);
}

/* --- marks ---------------------------------------------------------------------------------- */

/* The pen's place on a mark's line: the advances so far, with expansion. */
typedef struct line_place {
	fine start;
	int64_t expansion; /* 65536 + e */
	length tracking;
	uint32_t first; /* of the mark's glyphs */
	int64_t y;      /* with PLACE_DIGITS decimals */
	length advanced;
} line_place;

static fine fine_of(const line_place *at, length offset)
{
	return at->start + (at->advanced + offset) * at->expansion;
}

/* Always from left to right: poppler, pdfium and pdf.js expect the letters of a right-to-left word
 * in this order, and reverse them. Painted in reading order (tried), pdfium reads them backwards
 * and poppler separates Arabic ligatures from their words. */
static void paint_glyphs(content_writer *w, line_place *at, const run *r, uint32_t first,
			 uint32_t end)
{
	const pdf_font_glyph *glyphs = pdf_font_glyphs(w->font);

	for (uint32_t i = first; i < end; i++) {
		const glyph *g = &r->glyphs[i];
		if (i > at->first && g->cluster != g[-1].cluster)
			at->advanced += at->tracking;
		set_rise(w, g->dy);
		const fine x = fine_of(at, g->dx);
		if (!w->placed || at->y != w->line_y || !is_at(w, x))
			move(w, x, at->y);
		show(w, &glyphs[g->id]);
		at->advanced += g->advance;
	}
}

static void paint_stretch(content_writer *w, line_place *at, const run *r, const pdf_stretch *s)
{
	if (s->actual)
		pdf_content_begin_actual(w, s->text, s->length);
	paint_glyphs(w, at, r, s->first, s->first + s->count);
	if (s->actual)
		pdf_content_end_actual(w);
}

static void paint_rightwards(content_writer *w, line_place *at, const run *r, uint32_t end)
{
	for (uint32_t i = at->first; i < end;) {
		pdf_stretch s = pdf_font_stretch(w->font, r, i, end);
		paint_stretch(w, at, r, &s);
		i = s.first + s.count;
	}
}

/* How far the pen moves to a glyph, or to the end of the last. */
static length advance_to(const line_place *at, const run *r, uint32_t i)
{
	length advance = 0;

	for (uint32_t before = at->first; before < i; before++)
		advance += r->glyphs[before].advance + (before > at->first ? at->tracking : 0);
	return advance;
}

/* Signs alone are painted in reading order where they are a stretch of their own (pdf_order): no
 * reader would turn them round. Each is a show of its own, since PDFium sorts these. */
static void paint_leftwards(content_writer *w, line_place *at, const run *r, uint32_t end)
{
	for (uint32_t i = end; i > at->first; i--) {
		pdf_stretch s = pdf_font_stretch(w->font, r, i - 1, i);
		at->advanced = advance_to(at, r, i - 1);
		pdf_content_end_show(w);
		paint_stretch(w, at, r, &s);
	}
	at->advanced = advance_to(at, r, end);
}

/* May a space be painted where the pen is? It is invisible, and the next move corrects for its
 * width; a move before it would only add a number after each tracked word. */
static bool is_near(const content_writer *w, fine x, int64_t y)
{
	fine distance = x - w->pen, most = (w->tracked < 0 ? -w->tracked : w->tracked) * 2;

	return w->placed && y == w->line_y && distance <= most && distance >= -most;
}

/* Paint the space between words as a glyph, so that no reader has to guess it; after a
 * right-to-left word it is on the left. */
static void paint_space(content_writer *w, const line_place *at, const mark *m, bool left)
{
	const pdf_font_glyph *space = pdf_font_space_glyph(w->font);
	char breaks[UINT8_MAX];
	if (!space)
		return;
	fine where = left ? at->start - (space->width * w->factor >> FACTOR_BITS) : fine_of(at, 0);
	/* the lines of code and verse are the author's: the space at their end is a line break */
	if (m->breaks)
		pdf_content_begin_actual(w, memset(breaks, '\n', m->breaks), m->breaks);
	set_rise(w, 0);
	if (left || !is_near(w, where, at->y))
		move(w, where, at->y);
	show(w, space);
	if (m->breaks)
		pdf_content_end_actual(w);
}

/* Readers that go by places take an initial for a word of another line. So it says nothing, and the
 * next mark, the rest of its word, says all of the word. */
static bool begin_word(content_writer *w, const mark *m)
{
	const run *rest = m->as.glyphs.run, *initial = w->initial;
	pdf_buffer word = {0};

	w->initial = m->initial && w->next_follows ? rest : NULL;
	if (initial) {
		pdf_append(&word, initial->text, initial->text_length);
		pdf_append(&word, rest->text, rest->text_length);
	}
	if (initial || w->initial)
		pdf_content_begin_actual(w, initial ? word.data : "", word.length);
	pdf_buffer_free(&word);
	return initial || w->initial;
}

/* A place from the trim's top on, or that of a turned sheet, from the bottom. */
static int64_t y_of(const content_writer *w, int8_t turn, length y)
{
	return rounded(((turn ? w->width : w->height) - y) * 1000, LENGTH_PT);
}

static line_place place_of(const content_writer *w, const mark *m)
{
	return (line_place){
		.start = m->x * 65536,
		.expansion = 65536 + m->as.glyphs.expansion,
		.tracking = m->as.glyphs.tracking,
		.first = m->as.glyphs.first,
		.y = y_of(w, m->turn, m->y),
	};
}

/* A space on the left of words that were painted before, or on the right of others. */
static void paint_late_space(content_writer *w, const mark *m, bool left)
{
	line_place at = place_of(w, m);

	at.start += left ? 0 : m->as.glyphs.width * 65536;
	pdf_content_end_show(w);
	paint_space(w, &at, m, left);
}

static void paint_run(content_writer *w, const mark *m, const mark *left, const mark *right)
{
	const run *r = m->as.glyphs.run;
	uint32_t end = m->as.glyphs.first + m->as.glyphs.count;
	uint32_t last = m->soft_hyphen && m->as.glyphs.count ? end - 1 : end;
	line_place at = place_of(w, m);
	set_turn(w, m->turn);
	pdf_content_begin_text(w);
	set_ink(w, m->ink);
	set_font(w, pdf_font_of(w->content->fonts, r->font), r->size, m->as.glyphs.expansion);
	set_tracking(w, m->as.glyphs.tracking);
	if (left && !w->late)
		paint_space(w, &at, left, true);
	const bool speaks = (m->initial || w->initial) && begin_word(w, m);
	if (w->reads_leftwards)
		paint_leftwards(w, &at, r, last);
	else
		paint_rightwards(w, &at, r, last);
	if (last < end) {
		pdf_stretch hyphen = {
			.first = last, .count = 1, .actual = true, .text = "\xc2\xad", .length = 2};
		paint_stretch(w, &at, r, &hyphen);
	}
	if (speaks)
		pdf_content_end_actual(w);
	if (left && w->late)
		paint_late_space(w, left, true);
	if (right)
		paint_space(w, &at, right, false);
	if (w->left_after)
		paint_late_space(w, w->left_after, true);
	if (w->right_after)
		paint_late_space(w, w->right_after, false);
}

static void paint_rule(content_writer *w, const mark *m)
{
	pdf_content_end_text(w);
	set_ink(w, m->ink);
	pdf_append_places(w->out, m->x, w->height - m->y - m->as.rule.height, m->as.rule.width,
			  m->as.rule.height);
	pdf_append_text(w->out, "re f\n");
}

static void paint_image(content_writer *w, const mark *m)
{
	pdf_content_end_text(w);
	pdf_append_picture(w->out, m, w->height);
}

/* `left`, `right`: the marks whose spaces come on that side of it, or NULL. */
static void paint(content_writer *w, const mark *m, const mark *left, const mark *right)
{
	switch ((mark_kind)m->kind) {
	case MARK_GLYPHS: paint_run(w, m, left, right); break;
	case MARK_RULE: paint_rule(w, m); break;
	case MARK_IMAGE: paint_image(w, m); break;
	}
}

static const node *block_of(const node *n)
{
	while (n && !node_is_block(n))
		n = n->parent;
	return n;
}

/* Paint the space that follows an image if a mark is words of the same block. */
static void paint_space_of_image(content_writer *w, const mark *m)
{
	const mark *image = w->spaced_image;

	if (!image || m->kind == MARK_RULE)
		return;
	w->spaced_image = NULL;
	if (m->kind != MARK_GLYPHS || block_of(m->owner) != block_of(image->owner))
		return;
	const line_place at = {
		.start = (image->x + image->as.image.width) * 65536,
		.expansion = 65536,
		.y = y_of(w, m->turn, image->y + image->as.image.height),
	};
	set_turn(w, m->turn);
	pdf_content_begin_text(w);
	set_font(w, pdf_font_of(w->content->fonts, m->as.glyphs.run->font), m->as.glyphs.run->size,
		 m->as.glyphs.expansion);
	set_tracking(w, m->as.glyphs.tracking);
	paint_space(w, &at, image, false);
}

/* Does no space part the words around an image yet? */
static bool is_spaced_image(const struct page *p, size_t i, bool decoration)
{
	return p->marks[i].kind == MARK_IMAGE && p->marks[i].space &&
	       !(decoration && i && p->marks[i - 1].space);
}

static void paint_mark(content_writer *w, const struct page *p, size_t i)
{
	const mark *m = &p->marks[i];

	w->next_follows = i + 1 < p->mark_count &&
			  (!w->order.places || w->order.places[i + 1] == w->order.places[i] + 1);
	if (w->order.marks) {
		w->late = w->order.left[i] == m && !w->order.visual[i];
		w->left_after = w->order.left_after[i];
		w->right_after = w->order.right_after[i];
		w->reads_leftwards = pdf_order_reads_leftwards(&w->order, m, i);
		if (!w->order.visual[i] && m->kind == MARK_GLYPHS && m->as.glyphs.run->level)
			pdf_content_end_show(w); /* pdfium sorts shows, not what is in one */
		paint(w, m, w->order.left[i], w->order.right[i]);
		return;
	}
	paint_space_of_image(w, m);
	paint(w, m, NULL, pdf_order_spaces(p, i) ? m : NULL);
	if (is_spaced_image(p, i, w->mcid < 0))
		w->spaced_image = m;
}

bool pdf_content_belongs(const content_writer *w, const mark *m)
{
	return (m->ink && !m->ink->painted_in_print) == w->screen;
}

static content_writer begin(pdf_buffer *out, const pdf_content *c)
{
	return (content_writer){.out = out,
				.content = c,
				.width = c->pages->style->sheet.width,
				.height = c->pages->style->sheet.height,
				.scaling = SCALING_FULL};
}

/* The stream for screens comes after another one, whose text state it does not know. */
static void append_start(content_writer *w, bool *started)
{
	if (w->screen && !*started)
		pdf_append_text(w->out, "100 Tz 0 Ts 0 Tc\n");
	*started = true;
}

void pdf_append_page(pdf_buffer *out, const pdf_content *c, size_t page, bool screen)
{
	content_writer w = begin(out, c);
	const struct page *p = c->pages->items[page];
	bool started = false;
	arena *memory = p->visual_count ? arena_new() : NULL;
	w.screen = screen;
	w.order = pdf_order_of(memory, p);
	for (size_t place = 0; place < p->mark_count; place++) {
		size_t i = pdf_order_mark(&w.order, place);
		if (!pdf_content_belongs(&w, &p->marks[i]))
			continue;
		append_start(&w, &started);
		pdf_content_begin_tag(&w, page, i);
		const char *says = w.order.says ? w.order.says[place] : NULL;
		if (says)
			pdf_content_begin_actual(&w, says, strlen(says));
		paint_mark(&w, p, i);
		if (w.order.said && w.order.said[place])
			pdf_content_end_actual(&w);
	}
	pdf_content_end_tag(&w);
	pdf_content_end_text(&w);
	pdf_buffer_free(&w.shown);
	if (memory)
		arena_free(memory);
}

/* Is the space after a mark's word left of it? It is on the side of the next word of the line. */
static bool is_space_left(const mark *m, const mark *next)
{
	return next && next->y == m->y ? next->x < m->x : m->as.glyphs.run->level % 2;
}

void pdf_append_marks(pdf_buffer *out, const pdf_content *c, const mark *marks, size_t count)
{
	content_writer w = begin(out, c);
	for (size_t i = 0; i < count; i++) {
		const mark *m = &marks[i], *space = m->space ? m : NULL;
		bool left = space && is_space_left(m, i + 1 < count ? m + 1 : NULL);
		paint(&w, m, left ? space : NULL, left ? NULL : space);
	}
	pdf_content_end_text(&w);
	pdf_buffer_free(&w.shown);
}
