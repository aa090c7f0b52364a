/* paragraph_code: preformatted text. Each line is shaped as it is, spaces and all, so that
 * columns stay columns; a line wider than the measure goes on below, two ems further in than it
 * began, broken after a space where one is near. */
#include "lines/paragraph_private.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

enum { TAB = 8, LEAST = 256 /* bytes of a line that are shaped at once */ };

#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"

typedef struct code_builder {
	const setter *setter;
	paragraph *p;
	code_line *lines;
	size_t count, capacity;
	hb_script_t script;
} code_builder;

/* A line with its tabs drawn out to columns of eight. */
static const char *untabbed(arena *a, const char *line, size_t length, size_t *result)
{
	char *out = ARENA_ARRAY(a, length * TAB + 1, char);
	size_t column = 0, at = 0;

	for (size_t i = 0; i < length; i++) {
		if (line[i] == '\t') {
			do
				out[at++] = ' ';
			while (++column % TAB);
			continue;
		}
		out[at++] = line[i];
		column += ((unsigned char)line[i] & 0xC0) != 0x80;
	}
	*result = at;
	return out;
}

static const word *shaped(code_builder *b, const char *text, size_t length)
{
	const span *in = b->p->code_span;

	return shape_word(b->setter->shaper, text, length, in->look, in->lang, b->script, 0,
			  in->place);
}

static bool runs_right_to_left(const char *text, size_t size)
{
	enum { HEBREW = 0x590 };

	for (size_t at = 0; at < size;) {
		uint32_t c = unicode_next(text, &at);
		hb_script_t script = c < HEBREW
					     ? HB_SCRIPT_LATIN
					     : hb_unicode_script(hb_unicode_funcs_get_default(), c);
		if (hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL)
			return true;
	}
	return false;
}

/* Words of a right-to-left script in code read forwards, and the code around them from left to
 * right, whatever comes first: a left-to-right mark before the line says so. */
static void divide(code_builder *b, code_line *line, const char *text, size_t size)
{
	const setter *s = b->setter;
	const span *in = b->p->code_span;
	const size_t mark = strlen(LEFT_TO_RIGHT_MARK);
	segment found;
	const char *marked = arena_print(s->scratch, LEFT_TO_RIGHT_MARK "%.*s", (int)size, text);

	segment_text(s->scratch, marked, mark + size, "en", &found);
	const word **words = ARENA_ARRAY(s->arena, found.run_count, const word *);
	for (size_t i = 0; i < found.run_count; i++) {
		const segment_run *r = &found.runs[i];
		size_t start = r->start < mark ? mark : r->start;
		if (r->end > start)
			words[line->count++] =
				shape_word(s->shaper, marked + start, r->end - start, in->look,
					   in->lang, r->script, r->level, in->place);
	}
	line->words = words;
	b->p->has_levels = true;
}

static size_t whole_character(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* The line, or so much of it as is wider than the measure: of a long one most is for later, and
 * time stays linear. */
static const word *shaped_beyond(code_builder *b, const char *text, size_t size, length measure,
				 size_t *seen)
{
	for (size_t least = LEAST;; least *= 2) {
		*seen = least < size ? whole_character(text, least) : size;
		const word *w = shaped(b, text, *seen);
		if (*seen == size || w->width > measure)
			return w;
	}
}

/* How many bytes of a line too wide fit, at least one character; up to a space in the last third
 * where there is one. */
static size_t fitting(const word *w, const char *text, size_t size, int64_t measure)
{
	size_t low = 1, high = size;

	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (shape_word_width_before(w, (uint32_t)whole_character(text, middle)) <= measure)
			low = middle;
		else
			high = middle - 1;
	}
	low = whole_character(text, low);
	while (low < size && (low == 0 || ((unsigned char)text[low] & 0xC0) == 0x80))
		low++;
	for (size_t i = low; i > low * 2 / 3; i--)
		if (text[i - 1] == ' ')
			return i;
	return low;
}

/* How far in a line begins by its own spaces. */
static length own_indent(code_builder *b, const char *text, size_t size)
{
	size_t spaces = 0;

	while (spaces < size && text[spaces] == ' ')
		spaces++;
	return spaces ? shaped(b, text, spaces)->width : 0;
}

static void add_line(code_builder *b, const char *text, size_t size)
{
	const appearance *look = b->p->code_span->look;
	const length further = own_indent(b, text, size) + 2 * look->size;
	length indent = 0;
	size_t spaces = 0; /* at the line's end */

	while (spaces < size && text[size - spaces - 1] == ' ')
		spaces++;

	for (;;) {
		const length measure = b->p->shape.measure - indent;
		size_t seen;
		const word *w = shaped_beyond(b, text, size, measure, &seen);
		size_t part = w->width <= measure ? seen : fitting(w, text, seen, measure);
		code_line *line = ARENA_APPEND(b->setter->arena, b->lines, b->count, b->capacity);
		*line = (code_line){.word = part == seen ? w : shaped(b, text, part),
				    .indent = indent,
				    .blank = spaces >= size};
		if (runs_right_to_left(text, part))
			divide(b, line, text, part);
		text += part;
		size -= part;
		if (size == 0) {
			b->lines[b->count - 1].breaks = 1;
			return;
		}
		if (b->p->shape.measure > further + 6 * look->size)
			indent = further;
	}
}

/* A line without glyphs can't say its own break: the line before it says both. */
static void gather_breaks(code_line *lines, size_t count)
{
	uint8_t after = 0;

	for (size_t i = count; i-- > 0;) {
		unsigned breaks = i + 1 < count && lines[i].breaks ? after + 1u : 0;
		lines[i].breaks = breaks < UINT8_MAX ? (uint8_t)breaks : UINT8_MAX;
		after = lines[i].word->width ? 0 : lines[i].breaks;
	}
}

paragraph *paragraph_set_code(const setter *s, const node *code, const paragraph_shape *shape)
{
	paragraph *p = ARENA_NEW(s->arena, paragraph);
	span *in = ARENA_NEW(s->arena, span);
	code_builder b = {.setter = s, .p = p, .script = HB_SCRIPT_LATIN};
	const char *text = code->as.text.data, *end = text + code->as.text.length;

	*in = (span){.look = shape->look, .owner = code, .lang = code->lang, .place = code->place};
	p->shape = *shape;
	p->code_span = in;
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t length;
		const char *line =
			untabbed(s->scratch, text, (size_t)((stop ? stop : end) - text), &length);
		add_line(&b, line, length);
		text = stop ? stop + 1 : end;
		arena_reset(s->scratch);
	}
	if (b.count == 0)
		add_line(&b, "", 0);
	gather_breaks(b.lines, b.count);
	p->code = b.lines;
	p->code_count = b.count;
	p->set = true;
	return p;
}

bool paragraph_code_blank(const paragraph *p, size_t line)
{
	return p->code[line].blank;
}

const paragraph *paragraph_code_part(const setter *s, const paragraph *whole, size_t first,
				     size_t count)
{
	paragraph *part = ARENA_NEW(s->arena, paragraph);

	*part = *whole;
	part->code += first;
	part->code_count = count;
	return part;
}
