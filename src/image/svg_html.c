/* svg_html: labels that Mermaid and others write as HTML in a foreignObject, whose box they
 * measured in a browser. Their words are set as text in the drawing's own face, centred in that
 * box: in the lines that are written or, where the box is high enough for more, in that many lines
 * of about equal length. The HTML's looks are not read. */
#include "image/svg_html.h"

#include "image/svg_text.h"
#include "image/svg_value.h"

#include <glib.h>
#include <string.h>

const char svg_html_set[] = "HTML inside it, of which the words alone are set";

/* A line's height in ems (Mermaid's), and where its letters' middle is. */
#define LEADING 1.5
#define MIDDLE  0.35
enum { LINES_MOST = 64 };

typedef struct html_lines {
	const char *of[LINES_MOST];
	size_t count;
} html_lines;

/* The words with one space between them, and a line end for each that was asked for. */
static char *collapse(arena *a, const svg_element *e)
{
	size_t room = 1, length = 0;
	for (const svg_element *i = e->first; i; i = i->next)
		room += i->text ? strlen(i->text) + 1 : 0;
	char *words = arena_alloc(a, room);
	for (const svg_element *i = e->first; i; i = i->next) {
		bool ends = i->text && !strcmp(i->text, SVG_TREE_LINE_END);
		for (const char *at = ends ? "\n" : i->text ? i->text : ""; *at; at++) {
			char last = length ? words[length - 1] : '\n';
			bool space = g_ascii_isspace(*at);
			if (ends && last == ' ')
				words[length - 1] = '\n';
			else if (!space || (last != ' ' && last != '\n'))
				words[length++] = ends ? '\n' : space ? ' ' : *at;
		}
	}
	while (length && g_ascii_isspace(words[length - 1]))
		words[--length] = '\0';
	return words;
}

static void add_line(html_lines *l, const char *text)
{
	if (l->count < LINES_MOST)
		l->of[l->count++] = text;
}

/* Break one line into `count` of about equal length, at spaces. */
static void divide(html_lines *l, char *text, size_t count)
{
	size_t due = strlen(text) / count + 1;
	while (count > 1 && strlen(text) > due) {
		char *after = strchr(text + due, ' '), *before = memrchr(text, ' ', due);
		char *at = !after || (before && text + due - before < after - (text + due)) ? before
											    : after;
		if (!at)
			break;
		*at = '\0';
		add_line(l, text);
		text = at + 1;
		count--;
	}
	add_line(l, text);
}

static html_lines lines_of(char *words, double height, double size)
{
	html_lines result = {0};
	if (!strchr(words, '\n')) {
		double fit = height / (size * LEADING) + 0.25;
		divide(&result, words, fit < 1 ? 1 : fit > LINES_MOST ? LINES_MOST : (size_t)fit);
		return result;
	}
	for (char *rest; words; words = rest) {
		rest = strchr(words, '\n');
		if (rest)
			*rest++ = '\0';
		add_line(&result, words);
	}
	return result;
}

static double length_of(const svg_element *e, const char *name, const svg_look *look, double whole)
{
	return svg_value_length(svg_tree_attribute(e, name), look->font.size, whole, 0);
}

void svg_html_draw(svg_painter *p, svg_list *to, const svg_element *e, const svg_look *look)
{
	char *words = collapse(p->arena, e);
	if (!*words)
		return; /* edges without a label have an empty one */
	svg_look own = *look;
	const double x = length_of(e, "x", look, look->view_width),
		     y = length_of(e, "y", look, look->view_height),
		     width = length_of(e, "width", look, look->view_width),
		     height = length_of(e, "height", look, look->view_height);
	html_lines lines = lines_of(words, height, own.font.size);
	double leading = own.font.size * LEADING;
	if (height > 0 && leading * (double)lines.count > height)
		leading = height / (double)lines.count;
	double top = y + (height - leading * (double)lines.count) / 2;
	own.anchor = DRAWING_CENTER;
	own.stroke = (svg_ink){.kind = DRAWING_NONE};
	if (own.fill.kind == DRAWING_NONE)
		own.fill = (svg_ink){.kind = DRAWING_COLOR, .color = own.color};
	for (size_t i = 0; i < lines.count; i++)
		svg_text_line(p, to, &own, lines.of[i], x + width / 2,
			      top + leading * ((double)i + 0.5) + own.font.size * MIDDLE);
	svg_painter_leave_out(p, svg_html_set);
}
