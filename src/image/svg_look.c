/* svg_look: the properties that elements inherit (SVG 1.1, appendix N). */
#include "image/svg_look.h"

#include "image/svg_value.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_USUAL  16
#define DASHES_MOST 64

svg_look svg_look_initial(double width, double height)
{
	const drawing_color black = {0, 0, 0, 1};
	return (svg_look){
		.color = black,
		.fill = {.kind = DRAWING_COLOR, .color = black},
		.fill_alpha = 1,
		.stroke_alpha = 1,
		.width = 1,
		.miter = 4,
		.font = {.size = SIZE_USUAL, .weight = 400},
		.visible = true,
		.view_width = width,
		.view_height = height,
	};
}

svg_room svg_look_room(const svg_look *look)
{
	return (svg_room){look->view_width, look->view_height, look->font.size};
}

double svg_look_share(const char *text, double otherwise)
{
	double number;
	if (!text || !svg_value_number(&text, &number))
		return otherwise;
	return fmax(0, fmin(1, *text == '%' ? number / 100 : number));
}

static double diagonal(const svg_look *l)
{
	return sqrt((l->view_width * l->view_width + l->view_height * l->view_height) / 2);
}

/* What a property says, unless it says "inherit". */
static const char *said(const svg_element *e, svg_property property)
{
	const char *value = svg_tree_says(e, property);
	return value && !svg_value_is(value, "inherit") ? value : NULL;
}

/* "red", "none", "url(#id)" or "url(#id) red". */
static void read_ink(const char *text, const svg_look *l, svg_ink *ink)
{
	const drawing_color *current = &l->color;
	drawing_color color;
	if (ink->current)
		ink->color = *current;
	if (!text)
		return;
	if (svg_value_is(text, "context-fill") || svg_value_is(text, "context-stroke")) {
		*ink = svg_value_is(text, "context-fill") ? l->context_fill : l->context_stroke;
		return;
	}
	if (!g_ascii_strncasecmp(text, "url(", 4)) {
		const char *end = strchr(text, ')');
		*ink = (svg_ink){.kind = DRAWING_GRADIENT, .reference = text};
		if (end && svg_value_color(end + 1, current, &color))
			ink->color = color;
	} else if (svg_value_is(text, "none")) {
		*ink = (svg_ink){0};
	} else if (svg_value_color(text, current, &color)) {
		*ink = (svg_ink){DRAWING_COLOR, color, NULL, svg_value_is(text, "currentColor")};
	}
}

static void read_dashes(arena *a, const char *text, svg_look *l)
{
	double list[DASHES_MOST], sum = 0;
	size_t count = 0;
	if (!text)
		return;
	l->dashes = NULL;
	l->dash_count = 0;
	for (double number; count < DASHES_MOST && svg_value_number(&text, &number); count++) {
		list[count] = *text == '%' ? number * diagonal(l) / 100 : number;
		text += strspn(text, "%abcdefghijklmnopqrstuvwxyz");
		if (list[count] < 0)
			return;
		sum += list[count];
	}
	if (sum <= 0)
		return;
	double *kept = arena_array(a, count, sizeof *kept);
	memcpy(kept, list, count * sizeof *kept);
	l->dashes = kept;
	l->dash_count = count;
}

static void read_stroke(arena *a, const svg_element *e, svg_look *l)
{
	const char *value = said(e, SVG_STROKE_LINECAP);
	if (value)
		l->cap = svg_value_is(value, "round")    ? DRAWING_ROUND_CAP
			 : svg_value_is(value, "square") ? DRAWING_SQUARE
							 : DRAWING_BUTT;
	value = said(e, SVG_STROKE_LINEJOIN);
	if (value)
		l->join = svg_value_is(value, "round")   ? DRAWING_ROUND_JOIN
			  : svg_value_is(value, "bevel") ? DRAWING_BEVEL
							 : DRAWING_MITER;
	const double size = l->font.size, whole = diagonal(l);
	l->width = svg_value_length(said(e, SVG_STROKE_WIDTH), size, whole, l->width);
	l->miter = fmax(1, svg_value_length(said(e, SVG_STROKE_MITERLIMIT), 1, 1, l->miter));
	l->phase = svg_value_length(said(e, SVG_STROKE_DASHOFFSET), size, whole, l->phase);
	read_dashes(a, said(e, SVG_STROKE_DASHARRAY), l);
}

static double named_size(const char *text, double around)
{
	static const struct {
		const char *name;
		double size;
	} names[] = {{"xx-small", 9}, {"x-small", 10}, {"small", 13},   {"medium", 16},
		     {"large", 18},   {"x-large", 24}, {"xx-large", 32}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (svg_value_is(text, names[i].name))
			return names[i].size;
	if (svg_value_is(text, "smaller"))
		return around / 1.2;
	if (svg_value_is(text, "larger"))
		return around * 1.2;
	return svg_value_length(text, around, around, around);
}

static int weight_of(const char *text, int around)
{
	if (svg_value_is(text, "bold"))
		return 700;
	if (svg_value_is(text, "normal"))
		return 400;
	if (svg_value_is(text, "bolder"))
		return around < 600 ? 700 : 900;
	if (svg_value_is(text, "lighter"))
		return around < 600 ? 100 : 400;
	int number = atoi(text);
	return number >= 1 && number <= 1000 ? number : around;
}

/* "italic bold 12px/14px Arial, sans-serif": the words before the size, the size, the families. */
static void read_font(const char *text, drawing_font *f, double around)
{
	f->italic = false;
	f->weight = 400;
	while (text && *text) {
		text += strspn(text, " \t\r\n");
		size_t size = strcspn(text, " \t\r\n");
		if (g_ascii_isdigit(*text) && !(size == 3 && text[1] == '0' && text[2] == '0')) {
			f->size = svg_value_length(text, around, around, around);
			text += size;
			text += strspn(text, " \t\r\n");
			f->families = *text ? text : f->families;
			return;
		}
		if (!strncmp(text, "italic", size) || !strncmp(text, "oblique", size))
			f->italic = true;
		else if (!strncmp(text, "bold", size))
			f->weight = 700;
		else if (g_ascii_isdigit(*text))
			f->weight = weight_of(text, f->weight);
		text += size;
	}
}

static void read_type(const svg_element *e, svg_look *l)
{
	const double around = l->font.size;
	const char *value = said(e, SVG_FONT);
	if (value)
		read_font(value, &l->font, around);
	if ((value = said(e, SVG_FONT_SIZE)))
		l->font.size = fmax(0, named_size(value, around));
	if ((value = said(e, SVG_FONT_FAMILY)))
		l->font.families = value;
	if ((value = said(e, SVG_FONT_WEIGHT)))
		l->font.weight = weight_of(value, l->font.weight);
	if ((value = said(e, SVG_FONT_STYLE)))
		l->font.italic = svg_value_is(value, "italic") || svg_value_is(value, "oblique");
	if ((value = said(e, SVG_LETTER_SPACING)))
		l->font.spacing = svg_value_length(value, l->font.size, l->font.size, 0);
	if ((value = said(e, SVG_TEXT_ANCHOR)))
		l->anchor = svg_value_is(value, "middle") ? DRAWING_CENTER
			    : svg_value_is(value, "end")  ? DRAWING_END
							  : DRAWING_START;
}

static void read_baseline(const svg_element *e, svg_look *l)
{
	static const struct {
		const char *name;
		drawing_baseline baseline;
	} names[] = {{"middle", DRAWING_MIDDLE},         {"central", DRAWING_CENTRAL},
		     {"hanging", DRAWING_HANGING},       {"text-before-edge", DRAWING_HANGING},
		     {"before-edge", DRAWING_HANGING},   {"text-top", DRAWING_HANGING},
		     {"text-after-edge", DRAWING_BELOW}, {"after-edge", DRAWING_BELOW},
		     {"ideographic", DRAWING_BELOW},     {"text-bottom", DRAWING_BELOW},
		     {"alphabetic", DRAWING_ALPHABETIC}, {"auto", DRAWING_ALPHABETIC},
		     {"baseline", DRAWING_ALPHABETIC}};
	const char *value = said(e, SVG_ALIGNMENT_BASELINE);
	value = value ? value : said(e, SVG_DOMINANT_BASELINE);
	for (size_t i = 0; value && i < sizeof names / sizeof *names; i++)
		if (svg_value_is(value, names[i].name))
			l->baseline = names[i].baseline;
}

static void read_markers(const svg_element *e, svg_look *l)
{
	static const svg_property ends[] = {SVG_MARKER_START, SVG_MARKER_MID, SVG_MARKER_END};
	for (int i = 0; i < 3; i++) {
		const char *value = said(e, ends[i]);
		value = value ? value : said(e, SVG_MARKER);
		if (value)
			l->markers[i] = svg_value_is(value, "none") ? NULL : value;
	}
}

static void read_decoration(const char *text, svg_look *l)
{
	if (!text)
		return;
	const bool none = svg_value_is(text, "none");
	l->underline = !none && (l->underline || strstr(text, "underline"));
	l->overline = !none && (l->overline || strstr(text, "overline"));
	l->strike = !none && (l->strike || strstr(text, "line-through"));
}

svg_look svg_look_of(arena *a, const svg_element *e, const svg_look *around)
{
	svg_look l = *around;
	const char *value = said(e, SVG_COLOR), *space = svg_tree_attribute(e, "space");
	read_type(e, &l);
	read_baseline(e, &l);
	if (value)
		svg_value_color(value, &around->color, &l.color);
	read_ink(said(e, SVG_FILL), &l, &l.fill);
	read_ink(said(e, SVG_STROKE), &l, &l.stroke);
	if ((value = said(e, SVG_PAINT_ORDER)))
		l.stroke_first = !g_ascii_strncasecmp(value, "stroke", 6) ||
				 !g_ascii_strncasecmp(value, "markers stroke", 14);
	read_decoration(said(e, SVG_TEXT_DECORATION), &l);
	l.fill_alpha = svg_look_share(said(e, SVG_FILL_OPACITY), l.fill_alpha);
	l.stroke_alpha = svg_look_share(said(e, SVG_STROKE_OPACITY), l.stroke_alpha);
	if ((value = said(e, SVG_FILL_RULE)))
		l.even_odd = svg_value_is(value, "evenodd");
	if ((value = said(e, SVG_CLIP_RULE)))
		l.clip_even_odd = svg_value_is(value, "evenodd");
	if ((value = said(e, SVG_VISIBILITY)))
		l.visible = svg_value_is(value, "visible");
	if ((value = said(e, SVG_WHITE_SPACE)))
		l.preserve = !g_ascii_strncasecmp(value, "pre", 3);
	if (space)
		l.preserve = !strcmp(space, "preserve");
	read_stroke(a, e, &l);
	read_markers(e, &l);
	return l;
}
