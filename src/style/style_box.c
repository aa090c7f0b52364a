/* style_box: values of several words. The sides of boxes as CSS writes them: one length to four for
 * a padding, a width and an ink for a border; and the panels of a folded sheet. */
#include "style/style_private.h"

#include "base/arena.h"

#include <string.h>

enum { SIDES = 4, WORD_MOST = 64 /* bytes; lengths and names of inks are much shorter */ };

/* The next word of a text between spaces; false: there is none, or it is too long. */
static bool next_word(const char **at, char word[WORD_MOST])
{
	*at += strspn(*at, " ");
	size_t size = strcspn(*at, " ");
	if (size == 0 || size >= WORD_MOST)
		return false;
	memcpy(word, *at, size);
	word[size] = '\0';
	*at += size;
	return true;
}

/* Top, right, bottom and left; a side that is not given is like its opposite, or like the top. */
bool style_parse_sides(const char *text, const length_base *base, sides *result)
{
	length given[SIDES];
	char word[WORD_MOST];
	int count = 0;
	if (length_parse(text, base, &given[0])) { /* "3 mm" too */
		*result = (sides){given[0], given[0], given[0], given[0]};
		return true;
	}
	for (const char *at = text; at[strspn(at, " ")]; count++)
		if (count == SIDES || !next_word(&at, word) ||
		    !length_parse(word, base, &given[count]))
			return false;
	if (count == 0)
		return false;
	length top = given[0], right = count > 1 ? given[1] : top;
	*result = (sides){top, right, count > 2 ? given[2] : top, count > 3 ? given[3] : right};
	return true;
}

bool style_parse_panels(const char *text, const length_base *base, panels *result)
{
	char word[WORD_MOST];

	*result = (panels){{0}, 0};
	if (strcmp(text, "none") == 0)
		return true;
	for (const char *at = text; at[strspn(at, " ")]; result->count++)
		if (result->count == PANELS_MOST || !next_word(&at, word) ||
		    !length_parse(word, base, &result->widths[result->count]))
			return false;
	return result->count > 0;
}

bool style_parse_border(arena *a, const char *text, const char **width, const char **ink)
{
	char word[WORD_MOST];
	const char *at = text;
	if (!next_word(&at, word))
		return false;
	*width = arena_copy(a, word, strlen(word));
	if (!next_word(&at, word))
		return false;
	if (strcmp(word, "solid") == 0 && !next_word(&at, word))
		return false;
	*ink = arena_copy(a, word, strlen(word));
	return at[strspn(at, " ")] == '\0';
}
