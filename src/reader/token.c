/* token: one pass over the bytes by a table of classes. Invariant: at <= end, and each call but the
 * last moves on, so that a loop over tokens ends. */
#include "reader/token.h"

#include "base/arena.h"

#include <string.h>

enum { REGULAR, SPACE, DELIMITER };

static const unsigned char classes[256] = {
	[0] = SPACE,       ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
	['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
	['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
	['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

static int class_of(char c)
{
	return classes[(unsigned char)c];
}

bool token_is_space(char c)
{
	return class_of(c) == SPACE;
}

bool token_is(const pdf_token *t, const char *word)
{
	return t->kind == TOKEN_WORD && strlen(word) == t->length &&
	       memcmp(t->text, word, t->length) == 0;
}

static void skip_space(tokens *t)
{
	while (t->at < t->end) {
		if (class_of(*t->at) == SPACE)
			t->at++;
		else if (*t->at == '%')
			while (t->at < t->end && *t->at != '\n' && *t->at != '\r')
				t->at++;
		else
			return;
	}
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' ^ 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static pdf_token read_name(tokens *t)
{
	const char *start = ++t->at;
	bool escaped = false;

	while (t->at < t->end && class_of(*t->at) == REGULAR)
		escaped |= *t->at++ == '#';
	size_t length = (size_t)(t->at - start);
	char *name = arena_copy(t->arena, start, length);
	if (escaped) {
		size_t to = 0;
		for (size_t i = 0; i < length; i++) {
			int high = i + 2 < length && start[i] == '#' ? digit_of(start[i + 1]) : -1,
			    low = high >= 0 ? digit_of(start[i + 2]) : -1;
			name[to++] = (char)(low >= 0 ? high * 16 + low : start[i]);
			i += low >= 0 ? 2 : 0;
		}
		name[length = to] = '\0';
	}
	return (pdf_token){.kind = TOKEN_NAME, .text = name, .length = length};
}

static pdf_token read_hex(tokens *t)
{
	const char *end = memchr(t->at, '>', (size_t)(t->end - t->at));
	size_t length = 0;
	int high = -1;

	end = end ? end : t->end;
	char *bytes = arena_alloc(t->arena, (size_t)(end - t->at) / 2 + 2);
	for (const char *at = t->at + 1; at < end; at++) {
		int digit = digit_of(*at);
		if (digit < 0)
			continue;
		if (high >= 0)
			bytes[length++] = (char)(high * 16 + digit);
		high = high >= 0 ? -1 : digit;
	}
	if (high >= 0)
		bytes[length++] = (char)(high * 16);
	t->at = end < t->end ? end + 1 : end;
	return (pdf_token){.kind = TOKEN_STRING, .text = bytes, .length = length};
}

/* Where the string ends: after its last parenthesis. */
static const char *end_of_string(const tokens *t)
{
	int depth = 0;

	for (const char *at = t->at; at < t->end; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return at + 1;
	}
	return t->end;
}

/* Read what comes after a backslash at `at`: its character, if it means one, is appended at *to.
 * Returns the place after it. */
static const char *read_escape(const char *at, const char *end, char **to)
{
	static const char names[] = "nrtbf", values[] = "\n\r\t\b\f";
	int code = 0, digits = 0;

	if (at == end)
		return at;
	for (; digits < 3 && at < end && *at >= '0' && *at <= '7'; digits++)
		code = code * 8 + *at++ - '0';
	if (digits) {
		*(*to)++ = (char)code;
		return at;
	}
	if (*at == '\r')
		return at + 1 + (at + 1 < end && at[1] == '\n');
	if (*at == '\n')
		return at + 1;
	const char *known = memchr(names, *at, sizeof names - 1);
	*(*to)++ = known ? values[known - names] : *at;
	return at + 1;
}

static pdf_token read_string(tokens *t)
{
	const char *end = end_of_string(t), *at = t->at + 1;
	const char *last = end > at && end[-1] == ')' ? end - 1 : end;
	char *bytes = arena_room(t->arena, (size_t)(end - t->at) + 1, 1), *to = bytes;

	while (at < last) {
		const char *stop = memchr(at, '\\', (size_t)(last - at));
		size_t plain = (size_t)((stop ? stop : last) - at);
		memcpy(to, at, plain);
		to += plain;
		at += plain;
		if (stop)
			at = read_escape(at + 1, last, &to);
	}
	*to = '\0';
	t->at = end;
	return (pdf_token){.kind = TOKEN_STRING, .text = bytes, .length = (size_t)(to - bytes)};
}

/* A number with signs before it and at most one point in it. One with more digits than a double
 * holds is rounded. */
static bool read_number(const char *at, const char *end, pdf_token *result)
{
	double value = 0, scale = 1;
	bool negative = false, point = false, digits = false;

	/* "--1", which some write, is read as -1. */
	for (; at < end && (*at == '-' || *at == '+'); at++)
		negative |= *at == '-';
	for (; at < end; at++) {
		if (*at >= '0' && *at <= '9') {
			digits = true;
			if (point)
				value += (*at - '0') * (scale /= 10);
			else
				value = value * 10 + (*at - '0');
		} else if (*at == '.' && !point) {
			point = true;
		} else if (*at == '-' && digits) {
			break; /* "12-34", too */
		} else {
			return false;
		}
	}
	result->kind = TOKEN_NUMBER;
	result->whole = !point;
	result->number = negative ? -value : value;
	return digits || point;
}

static pdf_token delimited(tokens *t)
{
	token_kind kind = TOKEN_WORD;
	size_t length = 1;
	bool doubled = t->at + 1 < t->end && t->at[1] == *t->at;

	switch (*t->at) {
	case '/': return read_name(t);
	case '(': return read_string(t);
	case '[': kind = TOKEN_ARRAY; break;
	case ']': kind = TOKEN_ARRAY_END; break;
	case '<':
		if (!doubled)
			return read_hex(t);
		kind = TOKEN_DICT, length = 2;
		break;
	case '>':
		if (doubled)
			kind = TOKEN_DICT_END, length = 2;
		break;
	default: break;
	}
	pdf_token result = {.kind = kind, .text = t->at, .length = length};
	t->at += length;
	return result;
}

pdf_token token_next(tokens *t)
{
	skip_space(t);
	if (t->at == t->end)
		return (pdf_token){.kind = TOKEN_END};
	if (class_of(*t->at) == DELIMITER)
		return delimited(t);
	const char *start = t->at;
	while (t->at < t->end && class_of(*t->at) == REGULAR)
		t->at++;
	pdf_token result = {.kind = TOKEN_WORD, .text = start, .length = (size_t)(t->at - start)};
	if (*start <= '9' && read_number(start, t->at, &result))
		return result;
	result.kind = TOKEN_WORD;
	return result;
}
