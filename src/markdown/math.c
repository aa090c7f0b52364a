/* math: formulas are found by pandoc's rule: no white space after the first dollar or before the
 * second, and no digit after that. Since prose has dollars too, there must also be something
 * between single dollars that only formulas have, and no words. */
#include "markdown/math.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Does a text look like a formula? It is one letter, or has an operator and no words other than
 * commands. */
static bool is_formula(const char *text, size_t length)
{
	enum { WORD_LEAST = 3, SHORT = 2 };
	bool sign = length <= SHORT && g_ascii_isalpha(text[0]);
	for (size_t i = 0, word = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length) {
			sign = true;
			for (i++; i + 1 < length && g_ascii_isalpha(text[i + 1]);)
				i++;
			word = 0;
			continue;
		}
		sign = sign || strchr("^_=<>+*/|{}", text[i]);
		word = g_ascii_isalpha(text[i]) ? word + 1 : 0;
		if (word > WORD_LEAST && !memchr(text, '\\', length) && !memchr(text, '{', length))
			return false;
	}
	return sign;
}

static size_t measure_display(const char *text, size_t length)
{
	const char *close = length > 4 ? memmem(text + 2, length - 2, "$$", 2) : NULL;
	size_t size = close ? (size_t)(close - text) + 2 : 0;
	return size > 4 ? size : 0;
}

size_t math_measure(const char *text, size_t length, char before)
{
	if (length < 3 || text[0] != '$' || before == '\\' || before == '$' ||
	    g_ascii_isalnum(before))
		return 0;
	if (text[1] == '$')
		return measure_display(text, length);
	if (g_ascii_isspace(text[1]))
		return 0;
	size_t at = 1;
	while (at < length && text[at] != '$')
		at += text[at] == '\\' && at + 1 < length ? 2 : 1;
	char after = at + 1 < length ? text[at + 1] : ' ';
	if (at >= length || g_ascii_isspace(text[at - 1]) || g_ascii_isalnum(after) || after == '$')
		return 0;
	return is_formula(text + 1, at - 1) ? at + 1 : 0;
}

static size_t to_line_end(const char *text, size_t length, size_t at)
{
	const char *end = at < length ? memchr(text + at, '\n', length - at) : NULL;
	return end ? (size_t)(end - text) : length;
}

size_t math_measure_block(const char *text, size_t length)
{
	if (length > MATH_MOST)
		length = MATH_MOST;
	size_t first = to_line_end(text, length, 0);
	enum { NAME_MOST = 30 }; /* bytes of an environment's name; LaTeX has none so long */
	char name[sizeof "\\end{}" + NAME_MOST];
	const char *close = NULL;
	if (length > 2 && memcmp(text, "$$", 2) == 0 && !memmem(text + 2, first - 2, "$$", 2)) {
		close = first < length ? memmem(text + first, length - first, "$$", 2) : NULL;
	} else if (length > 8 && memcmp(text, "\\begin{", 7) == 0) {
		size_t size = strcspn(text + 7, "}\n");
		if (size == 0 || size > NAME_MOST || 7 + size >= length || text[7 + size] != '}')
			return 0;
		memcpy(name, "\\end", 4);
		memcpy(name + 4, text + 6, size + 2);
		close = memmem(text, length, name, size + 6);
	}
	return close ? to_line_end(text, length, (size_t)(close - text)) : 0;
}
