/* tags: a reader of one tag, by HTML's grammar for start and end tags. */
#include "markdown/tags.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>

bool tags_name(const char *text, size_t length, char name[12], bool *closes)
{
	size_t at = 1, n = 0;
	*closes = length > 1 && text[1] == '/';
	at += *closes;
	while (at < length && n < 11 && g_ascii_isalnum(text[at]))
		name[n++] = g_ascii_tolower(text[at++]);
	name[n] = '\0';
	return length > 2 && text[0] == '<' && text[length - 1] == '>' && n > 0 &&
	       (g_ascii_isspace(text[at]) || text[at] == '/' || text[at] == '>');
}

static size_t skip_space(const char *text, size_t at, size_t end)
{
	while (at < end && (g_ascii_isspace(text[at]) || text[at] == '/'))
		at++;
	return at;
}

const char *tags_attribute(arena *a, const char *text, size_t length, const char *name)
{
	size_t end = length - 1, at = 1, size = strlen(name);
	while (at < end && !g_ascii_isspace(text[at]))
		at++;
	while ((at = skip_space(text, at, end)) < end) {
		size_t key = at, value, stop;
		while (at < end && !g_ascii_isspace(text[at]) && text[at] != '=')
			at++;
		bool same = at - key == size && g_ascii_strncasecmp(text + key, name, size) == 0;
		at = skip_space(text, at, end);
		if (at >= end || text[at] != '=') {
			if (same)
				return "";
			continue;
		}
		value = at = skip_space(text, at + 1, end);
		char quote = at < end && (text[at] == '"' || text[at] == '\'') ? text[at] : '\0';
		value = at += quote != '\0';
		while (at < end && (quote ? text[at] != quote : !g_ascii_isspace(text[at])))
			at++;
		stop = at;
		at += quote != '\0';
		if (same)
			return arena_copy(a, text + value, stop - value);
	}
	return NULL;
}
