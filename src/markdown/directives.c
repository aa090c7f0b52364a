/* directives: mdBook's "{{#include file}}" and the like: their names, and the backslash that makes
 * one plain text. */
#include "base/find.h"
#include "markdown/manuscript_private.h"

size_t directives_name(const char *text, size_t size, size_t *which)
{
	static const char *const names[] = {
		"{{#include ", "{{#rustdoc_include ", [DIRECTIVE_PLAYGROUND] = "{{#playground ",
		[DIRECTIVE_PLAYPEN] = "{{#playpen ", [DIRECTIVE_TITLE] = "{{#title "};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i]);
		*which = i;
		if (size >= n && memcmp(text, names[i], n) == 0)
			return n;
	}
	return 0;
}

size_t directives_unescape(char *text, size_t size)
{
	size_t to = 0, which;
	if (!find_rare(text, size, "\\{{#"))
		return size;
	for (size_t at = 0; at < size; at++) {
		bool escape =
			text[at] == '\\' && directives_name(text + at + 1, size - at - 1, &which);
		if (!escape)
			text[to++] = text[at];
	}
	if (to < size)
		text[to] = '\0';
	return to;
}
