/* value: looks values up and takes them as what they should be, with words that help where they are
 * not. */
#include "style/value.h"

#include "base/nearest.h"
#include "base/unicode.h"

#include <string.h>

enum { SHOWN_MOST = 60 };

const value *value_of(const value *map, const char *key)
{
	if (map->kind == VALUE_MAP)
		for (size_t i = 0; i < map->count; i++)
			if (strcmp(map->entries[i].key, key) == 0)
				return map->entries[i].value;
	return NULL;
}

/* What is there instead, as words after "not ". */
typedef struct shown {
	char text[SHOWN_MOST * UNICODE_BYTES + 8];
} shown;

static const char *show(const value *v, shown *s)
{
	switch (v->kind) {
	case VALUE_NULL: return "nothing";
	case VALUE_LIST: return "a list";
	case VALUE_MAP: return "keys of its own";
	case VALUE_SCALAR: break;
	}
	size_t size = strlen(v->text), end = 0;
	for (int characters = 0; end < size && characters < SHOWN_MOST; characters++)
		unicode_next(v->text, &end);
	s->text[0] = '\'';
	memcpy(s->text + 1, v->text, end);
	strcpy(s->text + 1 + end, end < size ? "…'" : "'");
	return s->text;
}

static bool refuse(report *r, const value *v, const char *what, const char *expected)
{
	shown s;
	report_at(r, REPORT_VALUE_BAD, v->place, "'%s' must be %s, not %s", what, expected,
		  show(v, &s));
	return false;
}

bool value_map(report *r, const value *v, const char *what)
{
	return v->kind == VALUE_MAP ||
	       refuse(r, v, what, "keys with values, 'key: value' on indented lines");
}

bool value_string(report *r, const value *v, const char *what, const char **result)
{
	if (v->kind != VALUE_SCALAR)
		return refuse(r, v, what, "a text");
	*result = v->text;
	return true;
}

static bool refuse_boolean(report *r, const value *v, const char *what)
{
	static const char *const words[] = {"true", "false"};
	const char *near =
		v->kind == VALUE_SCALAR && !v->quoted ? nearest_word(v->text, words, 2) : NULL;
	if (!near)
		return refuse(r, v, what,
			      v->quoted ? "true or false without quotes" : "true or false");
	shown s;
	report_at(r, REPORT_VALUE_BAD, v->place,
		  "'%s' must be true or false, not %s; did you mean '%s'?", what, show(v, &s),
		  near);
	return false;
}

bool value_boolean(report *r, const value *v, const char *what, bool *result)
{
	bool yes = v->kind == VALUE_SCALAR && !v->quoted &&
		   (strcmp(v->text, "true") == 0 || strcmp(v->text, "yes") == 0);
	bool no = v->kind == VALUE_SCALAR && !v->quoted &&
		  (strcmp(v->text, "false") == 0 || strcmp(v->text, "no") == 0);
	if (!yes && !no)
		return refuse_boolean(r, v, what);
	*result = yes;
	return true;
}

/* A whole number of at most nine digits. */
static bool read_integer(const char *text, long *number)
{
	bool negative = *text == '-';
	const char *at = text + negative;
	*number = 0;
	for (; *at >= '0' && *at <= '9' && at - text < 10; at++)
		*number = *number * 10 + (*at - '0');
	if (*at || at == text + negative)
		return false;
	if (negative)
		*number = -*number;
	return true;
}

bool value_integer(report *r, const value *v, const char *what, long least, long most, long *result)
{
	long number;
	if (v->kind != VALUE_SCALAR || v->quoted || !read_integer(v->text, &number) ||
	    number < least || number > most) {
		shown s;
		report_at(r, REPORT_VALUE_BAD, v->place,
			  "'%s' must be a whole number from %ld to %ld, not %s", what, least, most,
			  show(v, &s));
		return false;
	}
	*result = number;
	return true;
}

/* Is it a short number and nothing else, such as "12" or "-10.5"? */
static bool is_number(const char *text)
{
	enum { LONGEST = 12 };
	const size_t size = strlen(text), sign = *text == '-' || *text == '+';
	const char *digits = text + sign;
	size_t whole = strspn(digits, "0123456789"), part = 0;
	if (digits[whole] == '.')
		part = 1 + strspn(digits + whole + 1, "0123456789");
	return size <= LONGEST && whole + part > 0 && part != 1 && sign + whole + part == size;
}

bool value_length(report *r, const value *v, const char *what, const length_base *base,
		  length *result)
{
	if (v->kind == VALUE_SCALAR && length_parse(v->text, base, result))
		return true;
	if (v->kind == VALUE_SCALAR && is_number(v->text)) {
		report_at(r, REPORT_VALUE_BAD, v->place, "'%s' needs a unit: '%spt' or '%smm'",
			  what, v->text, v->text);
		return false;
	}
	return refuse(r, v, what,
		      base ? "a length such as '12pt', '3mm', '1.5em' or '2 lines'"
			   : "a length such as '12pt' or '3mm'");
}

/* "a, b or c", cut where it would be too long. */
static void list_words(char *buffer, size_t size, const char *const *words, size_t count)
{
	size_t used = 0;
	buffer[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		const char *before = i == 0 ? "" : i + 1 == count ? " or " : ", ";
		if (used + strlen(before) + strlen(words[i]) + 8 > size) {
			strcpy(buffer + used, " …");
			return;
		}
		used = (size_t)(stpcpy(stpcpy(buffer + used, before), words[i]) - buffer);
	}
}

bool value_choice(report *r, const value *v, const char *what, const char *const *words,
		  size_t count, size_t *result)
{
	for (size_t i = 0; i < count && v->kind == VALUE_SCALAR; i++)
		if (strcmp(v->text, words[i]) == 0) {
			*result = i;
			return true;
		}
	char known[400];
	shown s;
	list_words(known, sizeof known, words, count);
	const char *near = v->kind == VALUE_SCALAR ? nearest_word(v->text, words, count) : NULL;
	if (near)
		report_at(r, REPORT_VALUE_BAD, v->place,
			  "'%s' must be %s, not %s; did you mean '%s'?", what, known, show(v, &s),
			  near);
	else
		report_at(r, REPORT_VALUE_BAD, v->place, "'%s' must be %s, not %s", what, known,
			  show(v, &s));
	return false;
}

static bool is_among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

void value_only(report *r, const value *map, const char *what, const char *const *keys,
		size_t count)
{
	char known[400];
	list_words(known, sizeof known, keys, count);
	for (size_t i = 0; map->kind == VALUE_MAP && i < map->count; i++) {
		const value_entry *e = &map->entries[i];
		if (is_among(e->key, keys, count))
			continue;
		const char *near = nearest_word(e->key, keys, count);
		if (near)
			report_at(r, REPORT_KEY_UNKNOWN, e->key_place,
				  "%s has no key '%.60s'; did you mean '%s'?", what, e->key, near);
		else
			report_at(r, REPORT_KEY_UNKNOWN, e->key_place,
				  "%s has no key '%.60s'; it may have %s", what, e->key, known);
	}
}
