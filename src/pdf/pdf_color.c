/* pdf_color: inks as colours by name. The operands in the content stream are the same in all
 * editions; the colour space that a name means is not:
 *   - black and its tints, operand: the tint. Separation Black, in print over DeviceCMYK, in the
 *     archive over DeviceGray, or over DeviceRGB where there are tints.
 *   - a spot colour, operand: its tint. Separation NAME, in print over DeviceCMYK, or over Lab
 * where the sheet gives it so, in the archive over DeviceRGB (sRGB by the output intent).
 *   - process colours, operands: c m y k. In print DeviceCMYK itself, in the archive a DeviceN of
 *     the four over DeviceRGB that has one colour.
 *   - colours only for screens, operands: r g b. DeviceRGB; print has no stream that uses them.
 *
 * The function of the archive's DeviceN is constant, since each space serves one ink: it gives the
 * ink as it will look. Separations of one name share one object, as ISO 19005-2, 6.2.4.4 requires.
 */
#include "pdf/pdf_color.h"

#include "base/arena.h"
#include "base/report.h"

#include <stdlib.h>
#include <string.h>

struct pdf_colors {
	arena *arena;
	const style *style;
	size_t count;
	ink *inks;     /* by index: the style's, settled */
	bool *used;    /* by index */
	unsigned ways; /* that they need */
	const char *fault;
	pdf_convert *convert;  /* NULL: there is no profile, or it was never asked for */
	const uint16_t *grays; /* of tints of black; NULL: there are none, or they are guessed */
	bool guessed;          /* it is needed, and not there */
	bool told, weighed;
	/* of the edition under way, written out: black, and spot colours by their first ink */
	pdf_buffer black, *spots;
};

typedef enum ink_kind { KIND_BLACK, KIND_SPOT, KIND_PROCESS, KIND_SCREEN } ink_kind;

static ink_kind kind_of(const ink *i)
{
	if (!i->painted_in_print)
		return KIND_SCREEN;
	if (i->spot)
		return KIND_SPOT;
	return i->is_black ? KIND_BLACK : KIND_PROCESS;
}

enum { FULL = 10000, DIGITS = 4 };

static void append_parts(pdf_buffer *b, const uint16_t *parts, int count)
{
	for (int i = 0; i < count; i++) {
		pdf_append_fraction(b, parts[i], DIGITS);
		pdf_append(b, " ", 1);
	}
}

/* Full black overprints, so that no white shows round letters where plates don't register; all else
 * knocks out. */
static bool overprints(const ink *i)
{
	ink_kind kind = kind_of(i);

	return (kind == KIND_BLACK || kind == KIND_PROCESS) && !i->cmyk[0] && !i->cmyk[1] &&
	       !i->cmyk[2] && i->cmyk[3] == FULL;
}

void pdf_append_ink(pdf_buffer *b, const pdf_colors *c, const ink *named)
{
	const ink *i = &c->inks[named->index];

	pdf_append_name(b, i->name);
	pdf_append_text(b, " cs ");
	switch (kind_of(i)) {
	case KIND_BLACK: append_parts(b, &i->cmyk[3], 1); break;
	case KIND_SPOT: append_parts(b, &i->tint, 1); break;
	case KIND_PROCESS: append_parts(b, i->cmyk, 4); break;
	case KIND_SCREEN: append_parts(b, i->rgb, 3); break;
	}
	pdf_append_text(b, overprints(i) ? "scn /over gs\n" : "scn /out gs\n");
}

/* --- settling ------------------------------------------------------------------------------- */

pdf_colors *pdf_colors_new(arena *a, const style *s)
{
	pdf_colors *c = ARENA_NEW(a, pdf_colors);

	c->arena = a;
	c->style = s;
	while (s->inks[c->count])
		c->count++;
	c->inks = ARENA_ARRAY(a, c->count, ink);
	c->used = ARENA_ARRAY(a, c->count, bool);
	c->spots = ARENA_ARRAY(a, c->count, pdf_buffer);
	for (size_t i = 0; i < c->count; i++)
		c->inks[i] = *s->inks[i];
	return c;
}

static void forget_spaces(pdf_colors *c)
{
	pdf_buffer_free(&c->black);
	for (size_t i = 0; i < c->count; i++)
		pdf_buffer_free(&c->spots[i]);
}

void pdf_colors_free(pdf_colors *c)
{
	if (!c)
		return;
	if (c->convert)
		pdf_convert_free(c->convert);
	forget_spaces(c);
}

void pdf_colors_use(pdf_colors *c, const mark *marks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (marks[i].ink)
			c->used[marks[i].ink->index] = true;
}

/* The bar of colours has all spot colours. */
void pdf_colors_use_pages(pdf_colors *c, const pages *p)
{
	const ink *slug = style_of(c->style, ROLE_SLUG)->ink;

	for (size_t i = 0; i < p->count; i++)
		pdf_colors_use(c, p->items[i]->marks, p->items[i]->mark_count);
	c->used[slug->index] = true;
	for (size_t i = 0; c->style->sheet.color_bar && i < c->count; i++)
		c->used[i] |= c->inks[i].spot != NULL;
}

void pdf_colors_use_grays(pdf_colors *c)
{
	c->ways |= CONVERT_BLACK;
}

static bool is_between(uint16_t part)
{
	return part > 0 && part < FULL;
}

static bool is_tint(const ink *i)
{
	return i->part < FULL;
}

/* What an ink's own colour (without its tint) needs to be known. */
static unsigned ways_of(const ink *i)
{
	const bool screen = !i->painted_in_print;

	if (i->is_black) {
		const bool partly =
			i->says & INK_CMYK ? is_between(i->cmyk[3]) : is_between(i->rgb[0]);
		return partly ? CONVERT_BLACK : 0;
	}
	if (i->says & INK_LAB)
		return CONVERT_LAB;
	return (i->says & INK_CMYK || screen ? 0u : CONVERT_TO_PRESS) |
	       (i->says & INK_RGB ? 0u : CONVERT_TO_SCREEN);
}

/* Take in with each ink what it is a tint of, and those that share its separation. */
static void use_kin(pdf_colors *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const ink *self = &c->inks[i];
		for (size_t k = 0; c->used[i] && self->spot && k < c->count; k++)
			if (c->inks[k].spot && !strcmp(c->inks[k].spot, self->spot))
				c->used[k] = true;
	}
	for (size_t i = 0; i < c->count; i++)
		if (c->used[i])
			c->used[c->inks[i].base] = true;
}

bool pdf_colors_close(pdf_colors *c)
{
	use_kin(c);
	for (size_t i = 0; i < c->count; i++) {
		const ink *self = &c->inks[i];
		if (!c->used[i])
			continue;
		if (!is_tint(self))
			c->ways |= ways_of(self);
		else if (self->painted_in_print)
			c->ways |= self->is_black ? CONVERT_BLACK : CONVERT_TO_SCREEN;
	}
	return c->ways;
}

static void look_like_black(const pdf_convert *v, ink *i)
{
	const uint16_t gray =
		(uint16_t)(pdf_convert_gray(v, i->cmyk[3] / (double)FULL) * FULL + 0.5);

	i->rgb[0] = i->rgb[1] = i->rgb[2] = gray;
}

static void settle_own(const pdf_convert *v, ink *i)
{
	uint16_t cmyk[4], rgb[3];

	if (i->is_black) {
		if (!(i->says & INK_CMYK))
			i->cmyk[3] =
				(uint16_t)(pdf_convert_black(v, i->rgb[0] / (double)FULL) * FULL +
					   0.5);
		if (!(i->says & (INK_RGB | INK_LAB)))
			look_like_black(v, i);
		return;
	}
	if (i->says & INK_LAB) {
		pdf_convert_lab(v, i->lab, cmyk, rgb);
		if (!(i->says & INK_CMYK))
			memcpy(i->cmyk, cmyk, sizeof cmyk);
		if (!(i->says & INK_RGB))
			memcpy(i->rgb, rgb, sizeof rgb);
	} else if (!(i->says & INK_CMYK) && i->painted_in_print) {
		pdf_convert_to_press(v, i->rgb, i->cmyk);
	} else if (!(i->says & INK_RGB)) {
		pdf_convert_to_screen(v, i->cmyk, i->rgb);
	}
}

static void settle_tint(const pdf_convert *v, const ink *base, ink *i)
{
	for (int k = 0; k < 4; k++)
		i->cmyk[k] = (uint16_t)((base->cmyk[k] * i->part + FULL / 2) / FULL);
	for (int k = 0; k < 3; k++)
		i->rgb[k] = (uint16_t)(FULL - ((FULL - base->rgb[k]) * i->part + FULL / 2) / FULL);
	if (i->painted_in_print && i->is_black)
		look_like_black(v, i);
	else if (i->painted_in_print)
		pdf_convert_to_screen(v, i->cmyk, i->rgb);
}

void pdf_colors_open(pdf_colors *c, const pdf_profile *press)
{
	const pdf_bytes *bytes;

	c->fault = pdf_profile_fault(press);
	if (c->convert || c->fault)
		return;
	bytes = pdf_profile_bytes(press);
	c->convert = pdf_convert_new(c->arena, bytes->data, bytes->length,
				     (rendering)c->style->sheet.intent);
}

void pdf_colors_settle(pdf_colors *c, const pdf_profile *press)
{
	pdf_colors_open(c, press);
	c->guessed = !pdf_colors_convert(c, c->ways);
	if (c->guessed)
		return;
	c->grays = c->ways & CONVERT_BLACK ? pdf_convert_grays(c->convert) : NULL;
	for (size_t i = 0; i < c->count; i++)
		if (c->used[i] && !is_tint(&c->inks[i]))
			settle_own(c->convert, &c->inks[i]);
	for (size_t i = 0; i < c->count; i++)
		if (c->used[i] && is_tint(&c->inks[i]))
			settle_tint(c->convert, &c->inks[c->inks[i].base], &c->inks[i]);
}

/* Is it unknown how the ink looks? For a tint of black a guess is good enough. */
static bool looks_guessed(const ink *i)
{
	return !i->is_black && !(i->spot && i->tint < FULL) &&
	       (is_tint(i) || !(i->says & (INK_RGB | INK_LAB)));
}

/* Warn of inks that are more than the paper takes. Half a per cent too much is not visible. */
static void weigh(pdf_colors *c, report *r)
{
	const int most = c->style->sheet.ink_most;

	for (size_t i = 0; most && !c->weighed && i < c->count; i++) {
		const ink *self = &c->inks[i];
		int all = 0;
		for (int k = 0; k < 4; k++)
			all += self->cmyk[k];
		if (c->used[i] && kind_of(self) == KIND_PROCESS && all > most * 100 + 50)
			report_at(
				r, REPORT_INK_HEAVY, self->place,
				"the ink '%s' is %d %% of ink in one place, and the paper takes %d "
				"%%; make it lighter, or write 'page: {ink-limit: %d%%}' where the "
				"printer allows that",
				self->name, (all + 50) / 100, most, (all + 99) / 100);
	}
	c->weighed = true;
}

bool pdf_colors_begin(pdf_colors *c, report *r, const edition *e)
{
	forget_spaces(c);
	if (e->press)
		weigh(c, r);
	if (!c->guessed || (e->press && c->fault))
		return true; /* the fault is told where the profile is put into the file */
	const place named = style_named_at(c->style, c->style->sheet.profile);
	if (e->press)
		report_at(r, REPORT_PROFILE_BAD, named,
			  "the output profile %s is damaged: lcms2 can't convert colours by it; "
			  "get it again",
			  c->style->sheet.profile);
	for (size_t i = 0; !e->press && !c->told && i < c->count; i++)
		if (c->used[i] && looks_guessed(&c->inks[i]))
			report_at(
				r, REPORT_LOOK_GUESSED, c->inks[i].place,
				"how the ink '%s' looks on a screen is roughly guessed, since %s; "
				"or say it by 'rgb'",
				c->inks[i].name,
				c->fault ? c->fault : "the output profile is damaged");
	c->told |= !e->press;
	return !e->press;
}

pdf_convert *pdf_colors_convert(pdf_colors *c, unsigned ways)
{
	return c->convert && pdf_convert_ready(c->convert, ways) ? c->convert : NULL;
}

double pdf_colors_black(const pdf_colors *c, double gray)
{
	return c->grays ? pdf_convert_black(c->convert, gray) : 1 - gray;
}

/* --- spaces --------------------------------------------------------------------------------- */

/* [/Separation /Name /Alternate function], where the function goes evenly from C0 at no tint to C1
 * at full tint. */
static void append_separation(pdf_file *f, pdf_buffer *b, const char *name, const char *alternate,
			      const char *none, const pdf_buffer *full)
{
	pdf_dict *function = pdf_dict_new(f);
	pdf_put_number(function, "FunctionType", 2);
	pdf_put_number(function, "N", 1);
	pdf_put_exact(function, "Domain", "[0 1]");
	pdf_put_exact(function, "C0", "[%s]", none);
	pdf_put_exact(function, "C1", "[%.*s]", (int)full->length, full->data);
	pdf_append_text(b, "[/Separation ");
	pdf_append_name(b, name);
	pdf_append_print(b, " %s ", alternate);
	pdf_append_reference(b, function);
	pdf_append(b, "]", 1);
}

/* Over DeviceCMYK, which most of the print edition's separations are. */
static void append_plate(pdf_file *f, pdf_buffer *b, const char *name, const char *full)
{
	pdf_buffer parts = {0};
	pdf_append_text(&parts, full);
	append_separation(f, b, name, "/DeviceCMYK", "0 0 0 0", &parts);
	pdf_buffer_free(&parts);
}

/* Black as it looks: its grays at each per cent. Over DeviceRGB, since poppler takes the tint
 * itself for a gray where it finds a Separation of this name over DeviceGray. */
static void append_grays(pdf_file *f, pdf_buffer *b, const uint16_t *grays)
{
	uint8_t samples[6 * CONVERT_STEPS];
	for (int i = 0; i < 3 * CONVERT_STEPS; i++) {
		samples[2 * i] = (uint8_t)(grays[i / 3] >> 8);
		samples[2 * i + 1] = (uint8_t)grays[i / 3];
	}
	pdf_dict *function = pdf_stream_new(f, pdf_bytes_keep(f, samples, sizeof samples));
	pdf_put_number(function, "FunctionType", 0);
	pdf_put_exact(function, "Domain", "[0 1]");
	pdf_put_exact(function, "Range", "[0 1 0 1 0 1]");
	pdf_put_exact(function, "Size", "[%d]", CONVERT_STEPS);
	pdf_put_number(function, "BitsPerSample", 16);
	pdf_append_text(b, "[/Separation /Black /DeviceRGB ");
	pdf_append_reference(b, function);
	pdf_append(b, "]", 1);
}

/* No page has a tint of it where the profile was not asked. */
static void append_screen_black(const pdf_colors *c, pdf_file *f, pdf_buffer *b)
{
	pdf_buffer full = {0};
	if (c->grays) {
		append_grays(f, b, c->grays);
		return;
	}
	pdf_append(&full, "0", 1);
	append_separation(f, b, "Black", "/DeviceGray", "1", &full);
	pdf_buffer_free(&full);
}

void pdf_append_black(pdf_colors *c, pdf_file *f, pdf_buffer *b, bool press)
{
	if (!c->black.length && press)
		append_plate(f, &c->black, "Black", "0 0 0 1");
	else if (!c->black.length)
		append_screen_black(c, f, &c->black);
	pdf_append(b, c->black.data, c->black.length);
}

static void append_lab(pdf_buffer *b, const int16_t lab[3])
{
	for (int k = 0; k < 3; k++) {
		pdf_append_fraction(b, lab[k], 2);
		pdf_append(b, " ", 1);
	}
}

static void append_own_spot(pdf_file *f, pdf_buffer *b, bool press, const ink *i)
{
	pdf_buffer full = {0};
	if (press && i->says & INK_LAB) {
		append_lab(&full, i->lab);
		append_separation(
			f, b, i->spot,
			"[/Lab <</WhitePoint[0.9642 1 0.8249]/Range[-128 127 -128 127]>>]",
			"100 0 0", &full);
	} else if (press) {
		append_parts(&full, i->cmyk, 4);
		append_separation(f, b, i->spot, "/DeviceCMYK", "0 0 0 0", &full);
	} else {
		append_parts(&full, i->rgb, 3);
		append_separation(f, b, i->spot, "/DeviceRGB", "1 1 1", &full);
	}
	pdf_buffer_free(&full);
}

const ink *pdf_colors_spot(const pdf_colors *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (kind_of(&c->inks[i]) == KIND_SPOT && strcmp(c->inks[i].spot, name) == 0)
			return &c->inks[i];
	return NULL;
}

void pdf_colors_use_spot(pdf_colors *c, const char *name)
{
	const ink *i = pdf_colors_spot(c, name);

	if (i)
		c->used[i->index] = true;
}

bool pdf_append_spot(pdf_colors *c, pdf_file *f, pdf_buffer *b, bool press, const char *name)
{
	const ink *i = pdf_colors_spot(c, name);

	if (!i)
		return false;
	pdf_buffer *written = &c->spots[i->index];
	if (!written->length)
		append_own_spot(f, written, press, i);
	pdf_append(b, written->data, written->length);
	return true;
}

/* The one colour of a DeviceN: the function drops its operands and says it. A stream, as calculator
 * functions are. */
static void append_process(pdf_file *f, pdf_buffer *b, bool press, const ink *i)
{
	if (press) {
		pdf_append_text(b, "/DeviceCMYK");
		return;
	}
	pdf_buffer program = {0};
	pdf_append_text(&program, "{pop pop pop pop ");
	append_parts(&program, i->rgb, 3);
	pdf_append(&program, "}", 1);
	pdf_dict *function = pdf_stream_new(f, pdf_bytes_keep(f, program.data, program.length));
	pdf_put_number(function, "FunctionType", 4);
	pdf_put_exact(function, "Domain", "[0 1 0 1 0 1 0 1]");
	pdf_put_exact(function, "Range", "[0 1 0 1 0 1]");
	pdf_append_text(b, "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceRGB ");
	pdf_append_reference(b, function);
	pdf_append(b, "]", 1);
	pdf_buffer_free(&program);
}

static void append_space(pdf_colors *c, pdf_file *f, pdf_buffer *b, const edition *e, const ink *i)
{
	switch (kind_of(i)) {
	case KIND_BLACK: pdf_append_black(c, f, b, e->press); break;
	case KIND_SPOT: pdf_append_spot(c, f, b, e->press, i->spot); break;
	case KIND_PROCESS: append_process(f, b, e->press, i); break;
	case KIND_SCREEN: pdf_append_text(b, "/DeviceRGB"); break;
	}
}

/* Do two inks come from one separation, so that their spaces must be one. */
static bool share(const ink *a, const ink *b)
{
	ink_kind kind = kind_of(a);
	if (kind != kind_of(b))
		return false;
	return kind == KIND_BLACK || (kind == KIND_SPOT && !strcmp(a->spot, b->spot));
}

/* An entry an ink; one that shares an earlier ink's separation repeats what was said of that. Keys
 * are names of the style sheet's and may need escapes, so the dictionary is written out. */
static void append_spaces(pdf_colors *c, pdf_file *f, pdf_buffer *all, const edition *e)
{
	pdf_buffer *values = calloc(c->count + 1, sizeof *values);
	if (!values)
		report_die(1, "out of memory");
	for (size_t i = 0; i < c->count; i++) {
		size_t same = 0;
		if (!e->screen && kind_of(&c->inks[i]) == KIND_SCREEN)
			continue;
		while (same != i && !share(&c->inks[same], &c->inks[i]))
			same++;
		if (same == i)
			append_space(c, f, &values[i], e, &c->inks[i]);
		pdf_append_name(all, c->inks[i].name);
		pdf_append(all, " ", 1);
		pdf_append(all, values[same].data, values[same].length);
		pdf_append(all, "\n", 1);
	}
	for (size_t i = 0; i < c->count; i++)
		pdf_buffer_free(&values[i]);
	free(values);
}

const char *pdf_color_over(bool press)
{
	return press ? "<</Type/ExtGState/OP true/op true/OPM 1>>"
		     : "<</Type/ExtGState/OP false/op false/OPM 0>>";
}

void pdf_color_resources(pdf_colors *c, pdf_file *f, const edition *e, pdf_dict *resources)
{
	pdf_buffer spaces = {0};
	pdf_append_text(&spaces, "<<");
	append_spaces(c, f, &spaces, e);
	if (e->press) {
		pdf_append_text(&spaces, "/" PDF_COLOR_REGISTRATION " ");
		append_plate(f, &spaces, "All", "1 1 1 1");
	}
	pdf_append_text(&spaces, ">>");
	pdf_put_buffer(resources, "ColorSpace", &spaces);
	pdf_buffer_free(&spaces);
	pdf_put_exact(resources, "ExtGState",
		      "<</over %s/out <</Type/ExtGState/OP false/op false/OPM 0>>>>",
		      pdf_color_over(e->press));
}
