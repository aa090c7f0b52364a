/* placed_content: a scanner of content streams (ISO 32000-1, 7.8.2): operands, then their operator.
 * What is kept is copied as it is; an operator is left out together with its operands. */
#include "image/placed_content.h"

#include <string.h>

typedef struct scanner {
	arena *arena;
	const char *data;
	size_t length, at;
	size_t run;    /* where the operands of the next operator begin */
	size_t copied; /* up to where `data` is done: copied, or left out */
	char *out;
	size_t kept;
	size_t smooth; /* 1 + where a key that asks for smoothing is; 0: there was none */
	bool in_image, uses_cmyk;
	const char *wrong;
} scanner;

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
	return c && strchr("()<>[]{}/%", c);
}

static bool is_regular(char c)
{
	return !is_space(c) && !is_delimiter(c);
}

/* Leave out what is between `from` and the place that is reached. */
static void leave_out(scanner *s, size_t from)
{
	if (!s->out)
		s->out = arena_room(s->arena, s->length + 1, 1);
	memcpy(s->out + s->kept, s->data + s->copied, from - s->copied);
	s->kept += from - s->copied;
	s->copied = s->at;
}

static void skip_string(scanner *s)
{
	for (size_t depth = 0; s->at < s->length; s->at++) {
		char c = s->data[s->at];
		if (c == '\\')
			s->at++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0) {
			s->at++;
			return;
		}
	}
	s->at = s->length;
}

static void skip_past(scanner *s, char end)
{
	while (s->at < s->length && s->data[s->at] != end)
		s->at++;
	s->at += s->at < s->length;
}

static void skip_line(scanner *s)
{
	while (s->at < s->length && s->data[s->at] != '\n' && s->data[s->at] != '\r')
		s->at++;
}

/* Is the end of a picture's data here? Its bytes may have the same letters: what follows must look
 * like content. */
static bool ends_image(const scanner *s, size_t at)
{
	enum { LOOK = 12 };
	if (!is_space(s->data[at - 1]) || memcmp(s->data + at, "EI", 2) != 0)
		return false;
	for (size_t i = at + 2; i < s->length && i < at + 2 + LOOK; i++) {
		char c = s->data[i];
		if (i == at + 2 ? !is_space(c) : c != '\0' && !is_space(c) && (c < ' ' || c > '~'))
			return false;
	}
	return true;
}

static void skip_image(scanner *s)
{
	size_t at = s->at + 1;
	while (at + 2 <= s->length && !ends_image(s, at))
		at++;
	if (at + 2 > s->length)
		s->wrong = "a picture in its content has no end";
	s->at = at + 2 < s->length ? at + 2 : s->length;
	s->in_image = false;
}

static bool is(const scanner *s, size_t from, const char *word)
{
	size_t length = strlen(word);
	return s->at - from == length && memcmp(s->data + from, word, length) == 0;
}

static bool is_one_of(const scanner *s, size_t from, const char *const *words)
{
	for (; *words; words++)
		if (is(s, from, *words))
			return true;
	return false;
}

static void read_name(scanner *s)
{
	static const char *const cmyk[] = {"/DeviceCMYK", "/CMYK", NULL};
	static const char *const smooth[] = {"/I", "/Interpolate", NULL};
	static const char *const lzw[] = {"/LZW", "/LZWDecode", NULL};
	size_t from = s->at++;
	while (s->at < s->length && is_regular(s->data[s->at]))
		s->at++;
	s->uses_cmyk |= is_one_of(s, from, cmyk);
	if (s->in_image && is_one_of(s, from, lzw))
		s->wrong = "a picture in its content is compressed by LZW, which PDF/A forbids";
	s->smooth = s->in_image && is_one_of(s, from, smooth) ? from + 1 : 0;
}

static void read_operator(scanner *s, size_t from)
{
	static const char *const marks[] = {"BDC", "BMC", "EMC", "DP", "MP", NULL};
	static const char *const cmyk[] = {"k", "K", NULL};
	s->uses_cmyk |= is_one_of(s, from, cmyk);
	if (is_one_of(s, from, marks))
		leave_out(s, s->run);
	else if (is(s, from, "BI"))
		s->in_image = true;
	else if (s->in_image && is(s, from, "ID"))
		skip_image(s);
	s->run = s->at;
}

/* A number, a boolean or an operator. */
static void read_word(scanner *s)
{
	static const char *const values[] = {"true", "false", "null", NULL};
	size_t from = s->at, smooth = s->smooth;
	while (s->at < s->length && is_regular(s->data[s->at]))
		s->at++;
	s->smooth = 0;
	if (strchr("+-.0123456789", s->data[from]))
		return;
	if (smooth && is(s, from, "true"))
		leave_out(s, smooth - 1);
	else if (!is_one_of(s, from, values))
		read_operator(s, from);
}

static void read_token(scanner *s)
{
	char c = s->data[s->at];
	bool pair = s->at + 1 < s->length && s->data[s->at + 1] == c;
	if (is_space(c))
		s->at++;
	else if (c == '%')
		skip_line(s);
	else if (c == '(')
		skip_string(s);
	else if (c == '<' && !pair)
		skip_past(s, '>');
	else if (c == '/')
		read_name(s);
	else if (is_regular(c))
		read_word(s);
	else
		s->at += c == '<' || (c == '>' && pair) ? 2 : 1;
}

const char *placed_content_read(arena *a, const char *data, size_t length, placed_content *result)
{
	scanner s = {.arena = a, .data = data, .length = length};
	while (s.at < length && !s.wrong)
		read_token(&s);
	s.at = length;
	if (s.out && !s.wrong)
		leave_out(&s, length);
	*result = (placed_content){s.out ? s.out : data, s.out ? s.kept : length, s.out != NULL,
				   s.uses_cmyk};
	return s.wrong;
}
