/* paragraph_code: preformatted text. Each line is shaped as it is, spaces and all, so that
 * columns stay columns; a line wider than the measure goes on below, two ems further in than it
 * began, broken after a space where one is near. */
#include "lines/paragraph_private.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "lines/code_lexer.h"

#include <string.h>

enum { TAB = 8, LEAST = 256 /* bytes of a line that are shaped at once */ };

#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"

typedef struct code_builder {
	const setter *setter;
	paragraph *p;
	code_line *lines;
	size_t count, capacity;
	hb_script_t script;
	uint32_t number; /* of the source's lines that were added */
	/* for code in a known language: its text, its tokens, the first token that ends after the
	 * place reached, and a span for each kind */
	const char *text;
	const code_token *tokens;
	size_t token_count, token;
	const span *kinds[CODE_KINDS];
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

/* Words of a right-to-left script in code are read forwards, and the code around them runs from
 * left to right, whatever comes first: a left-to-right mark before the line sees to that. */
static void divide(code_builder *b, code_line *line, const char *text, size_t size)
{
	const setter *s = b->setter;
	const span *in = b->p->code_span;
	const size_t mark = strlen(LEFT_TO_RIGHT_MARK);
	segment found;
	const char *marked = arena_print(s->scratch, LEFT_TO_RIGHT_MARK "%.*s", (int)size, text);

	segment_text(s->scratch, marked, mark + size, "en", NULL, 0, &found);
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

/* A line's stretches of one kind, each in its look. */
static void colour(code_builder *b, code_line *line, const char *text, size_t size)
{
	arena *a = b->setter->arena;
	const size_t begin = (size_t)(text - b->text), end = begin + size;
	const word **words = NULL;
	const span **spans = NULL;
	size_t count = 0, word_capacity = 0, span_capacity = 0;

	while (b->token < b->token_count && b->tokens[b->token].to <= begin)
		b->token++;
	if (b->token == b->token_count || b->tokens[b->token].from >= end)
		return;
	for (size_t at = begin, i = b->token, stop; at < end; at = stop) {
		const code_token *t = i < b->token_count ? &b->tokens[i] : NULL;
		bool inside = t && t->from <= at;
		stop = !t ? end : inside ? t->to : t->from;
		stop = stop < end ? stop : end;
		i += inside && t->to <= stop;
		const span *in = b->kinds[inside ? t->kind : CODE_PLAIN];
		size_t spans_before = count;
		*ARENA_APPEND(a, words, count, word_capacity) =
			shape_word(b->setter->shaper, b->text + at, stop - at, in->look, in->lang,
				   b->script, 0, in->place);
		*ARENA_APPEND(a, spans, spans_before, span_capacity) = in;
	}
	line->words = words;
	line->spans = spans;
	line->count = count;
}

static size_t whole_character(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* The line shaped, or only a beginning of it that is wider than the measure: most of a long line is
 * for later lines, and shaping it each time would take quadratic time. */
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

/* How many bytes of a line that is too wide fit, at least one character. If there is a space in the
 * last third, it ends after that. */
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

/* The indent of a line by its own spaces. */
static length own_indent(code_builder *b, const char *text, size_t size)
{
	size_t spaces = 0;

	while (spaces < size && text[spaces] == ' ')
		spaces++;
	return spaces ? shaped(b, text, spaces)->width : 0;
}

static void add_line(code_builder *b, const char *text, size_t size)
{
	uint32_t number = ++b->number;
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
				    .number = number,
				    .blank = spaces >= size};
		if (runs_right_to_left(text, part))
			divide(b, line, text, part);
		else if (b->tokens)
			colour(b, line, text, part);
		number = 0;
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

static const code_language *language_of(const setter *s, const node *code)
{
	if (s->style->pages.code_plain || code->kind != NODE_CODE_BLOCK)
		return NULL;
	return code_language_of(code->as.text.info ? code->as.text.info : code->classes[0]);
}

/* All lines with their tabs drawn out, and what is in them. */
static void find_tokens(code_builder *b, const code_language *language, const char *text,
			size_t size)
{
	static const role roles[CODE_KINDS] = {[CODE_KEYWORD] = ROLE_CODE_KEYWORD,
					       [CODE_STRING] = ROLE_CODE_STRING,
					       [CODE_COMMENT] = ROLE_CODE_COMMENT,
					       [CODE_NUMBER] = ROLE_CODE_NUMBER};
	const setter *s = b->setter;

	b->text = text;
	b->tokens = code_tokens(s->arena, language, text, size, &b->token_count);
	b->kinds[CODE_PLAIN] = b->p->code_span;
	for (int i = CODE_PLAIN + 1; i < CODE_KINDS; i++) {
		span *in = ARENA_NEW(s->arena, span);
		*in = *b->p->code_span;
		in->look = style_over(s->style, in->look, roles[i]);
		b->kinds[i] = in;
	}
}

/* The whole text with its tabs drawn out. */
static const char *all_untabbed(arena *a, const char *text, size_t size, size_t *result)
{
	arena_text out = {0};

	for (size_t at = 0; at < size;) {
		const char *stop = memchr(text + at, '\n', size - at);
		size_t end = stop ? (size_t)(stop - text) : size, length;
		const char *line = untabbed(a, text + at, end - at, &length);
		arena_add(a, &out, line, length);
		if (stop)
			arena_add(a, &out, "\n", 1);
		at = end + 1;
	}
	*result = out.length;
	return out.bytes ? out.bytes : "";
}

static void add_lines(code_builder *b, const char *text, size_t size)
{
	const char *end = text + size;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((stop ? stop : end) - text);
		const char *line =
			b->text ? text : untabbed(b->setter->scratch, text, length, &length);
		add_line(b, line, length);
		text = stop ? stop + 1 : end;
		arena_reset(b->setter->scratch);
	}
	if (b->count == 0)
		add_line(b, "", 0);
}

paragraph *paragraph_set_code(const setter *s, const node *code, const paragraph_shape *shape)
{
	paragraph *p = ARENA_NEW(s->arena, paragraph);
	span *in = ARENA_NEW(s->arena, span);
	code_builder b = {.setter = s, .p = p, .script = HB_SCRIPT_LATIN};
	const char *text = code->as.text.data;
	size_t size = code->as.text.length;
	const code_language *language = language_of(s, code);

	*in = (span){.look = shape->look, .owner = code, .lang = code->lang, .place = code->place};
	p->shape = *shape;
	p->code_span = in;
	if (language) {
		if (memchr(text, '\t', size))
			text = all_untabbed(s->arena, text, size, &size);
		find_tokens(&b, language, text, size);
	}
	add_lines(&b, text, size);
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

uint32_t paragraph_code_number(const paragraph *p, size_t line, length *indent)
{
	*indent = p->code[line].indent;
	return p->code[line].number;
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
