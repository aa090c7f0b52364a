/* pdf_drawing_text: a drawing's words are set in the family that it names, if that is installed;
 * otherwise in a similar one: the style's face for code, its text face for serifs, a sans serif for
 * the rest. The words between spaces are shaped as those of the text are, and put in visual order
 * by line. */
#include "pdf/pdf_drawing_text.h"

#include "base/arena.h"
#include "type/segment.h"

#include <glib.h>
#include <string.h>

/* One word of a span; its width and places are in parts of the setting size. */
typedef struct drawn_word {
	const word *word;
	const drawing_span *span;
	bool space; /* after it */
	double rise, down;
} drawn_word;

typedef struct drawn_words {
	drawn_word *items;
	size_t count, capacity;
} drawn_words;

/* --- faces ---------------------------------------------------------------------------------- */

static bool mentions(const char *name, const char *const *parts)
{
	for (; *parts; parts++)
		if (strstr(name, *parts))
			return true;
	return false;
}

/* The kind of family that replaces one that is not installed, by its name. */
static const char *like(const drawn_setter *s, const char *name)
{
	static const char *const fixed[] = {"mono", "courier",    "consol",
					    "code", "typewriter", NULL};
	static const char *const serif[] = {"times",    "roman", "georgia", "garamond",
					    "palatino", "book",  "cambria", NULL};
	static const char *const sans[] = {"TeX Gyre Heros", "Noto Sans", "DejaVu Sans", NULL};
	const char *body = s->style->roles[ROLE_BODY].family;
	char *lower = g_ascii_strdown(name, -1);
	const bool is_fixed = mentions(lower, fixed),
		   is_serif = (strstr(lower, "serif") && !strstr(lower, "sans")) ||
			      mentions(lower, serif);
	g_free(lower);
	if (is_fixed)
		return s->style->roles[ROLE_CODE_BLOCK].family;
	for (size_t i = 0; !is_serif && sans[i]; i++)
		if (font_has_family(s->fonts, sans[i]))
			return sans[i];
	return body;
}

/* The first family of a CSS list that is installed, or one similar to the last. */
static const char *family_of(const drawn_setter *s, const char *list)
{
	const char *name = NULL;
	if (!list)
		return s->style->roles[ROLE_BODY].family;
	while (*list) {
		list += strspn(list, " \t\r\n,'\"");
		size_t size = strcspn(list, ",'\"");
		const char *after = list + size;
		while (size && g_ascii_isspace(list[size - 1]))
			size--;
		if (size) {
			name = arena_copy(s->arena, list, size);
			if (font_has_family(s->fonts, name))
				return name;
		}
		list = after;
	}
	return name ? like(s, name) : s->style->roles[ROLE_BODY].family;
}

static const appearance *look_of(const drawn_setter *s, const drawing_font *f)
{
	appearance look = s->style->roles[ROLE_BODY];
	look.family = family_of(s, f->families);
	look.size = (length)PDF_DRAWING_TEXT_SIZE * LENGTH_PT;
	look.weight = f->weight < 100 ? 100 : f->weight > 900 ? 900 : f->weight;
	look.italic = f->italic;
	look.features = "lnum";
	look.caps = CAPS_NONE;
	look.tracking = 0;
	look.rise = 0;
	return style_made(s->style, &look);
}

/* --- words ---------------------------------------------------------------------------------- */

/* How far the letters are lifted so that their line's height has the place that is asked for, in
 * ems. */
static double lift_of(const font *face, drawing_baseline baseline)
{
	const font_metrics *m = face ? font_metrics_of(face) : NULL;
	if (!m)
		return 0;
	const double em = m->units;
	switch (baseline) {
	case DRAWING_ALPHABETIC: break;
	case DRAWING_MIDDLE: return -m->x_height / em / 2;
	case DRAWING_CENTRAL: return -(m->ascender + m->descender) / em / 2;
	case DRAWING_HANGING: return -m->ascender / em;
	case DRAWING_BELOW: return -m->descender / em;
	}
	return 0;
}

static void add_words(const drawn_setter *s, const drawing_span *span, drawn_words *words)
{
	const appearance *look = look_of(s, &span->font);
	const double rise =
		lift_of(shape_font(s->shaper, look, s->where), span->baseline) * span->font.size +
		span->raise;
	segment parts;
	segment_text(s->arena, span->text, span->length, s->lang, NULL, 0, &parts);
	for (size_t i = 0; i < parts.run_count; i++) {
		const segment_run *r = &parts.runs[i];
		for (size_t at = r->start; at < r->end;) {
			const char *text = span->text + at;
			size_t size = 0, most = r->end - at;
			while (size < most && text[size] != ' ')
				size++;
			drawn_word *w =
				ARENA_APPEND(s->arena, words->items, words->count, words->capacity);
			w->span = span;
			w->rise = rise;
			w->space = size < most;
			w->word = shape_word(s->shaper, arena_copy(s->arena, text, size), size,
					     look, s->lang, r->script, r->level, s->where);
			at += size + w->space;
		}
	}
}

static double in_pixels(const drawing_span *span, length width)
{
	return (double)width / LENGTH_PT / PDF_DRAWING_TEXT_SIZE * span->font.size;
}

/* Put a word's runs at the pen. */
static void put_word(const drawn_setter *s, const drawn_word *w, drawn_line *line)
{
	const bool backwards = w->word->level & 1;
	for (size_t i = 0; i < w->word->count; i++) {
		const run *r = w->word->runs[backwards ? w->word->count - 1 - i : i];
		drawn_piece *p = ARENA_APPEND(s->arena, line->pieces, line->count, line->capacity);
		*p = (drawn_piece){
			.run = r, .span = w->span, .x = line->width, .y = w->rise, .down = w->down};
		line->width +=
			in_pixels(w->span, r->width) + (double)r->count * w->span->font.spacing;
	}
}

static void put_space(const drawn_setter *s, const drawn_word *w, drawn_line *line)
{
	const appearance *look = look_of(s, &w->span->font);
	if (line->count)
		line->pieces[line->count - 1].space = true;
	line->width += in_pixels(w->span, shape_space(s->shaper, look)) + w->span->font.spacing;
}

/* Part the letters so that the line has a width. */
static void stretch(drawn_line *line, double width)
{
	size_t letters = 0;
	for (size_t i = 0; i < line->count; i++)
		letters += line->pieces[i].run->count;
	if (letters < 2)
		return;
	line->apart = (width - line->width) / (double)(letters - 1);
	letters = 0;
	for (size_t i = 0; i < line->count; i++) {
		line->pieces[i].x += line->apart * (double)letters;
		letters += line->pieces[i].run->count;
	}
	line->width = width;
}

drawn_line pdf_drawing_text_set(const drawn_setter *s, const drawing_text *text)
{
	drawn_words words = {0};
	drawn_line line = {0};
	for (size_t i = 0; i < text->count; i++)
		add_words(s, &text->spans[i], &words);
	uint8_t *levels = ARENA_ARRAY(s->arena, words.count + 1, uint8_t);
	uint32_t *order = ARENA_ARRAY(s->arena, words.count + 1, uint32_t);
	for (size_t i = 0; i < words.count; i++)
		levels[i] = words.items[i].word->level;
	segment_visual_order(levels, words.count, order);
	double down = 0;
	const drawing_span *before = NULL;
	for (size_t i = 0; i < words.count; i++) {
		drawn_word *w = &words.items[order[i]];
		if (w->span != before) {
			line.width += w->span->dx;
			down += w->span->dy;
			before = w->span;
		}
		w->rise -= down;
		w->down = down;
		if (w->space && (w->word->level & 1))
			put_space(s, w, &line);
		put_word(s, w, &line);
		if (w->space && !(w->word->level & 1))
			put_space(s, w, &line);
	}
	if (text->length > 0)
		stretch(&line, text->length);
	return line;
}
