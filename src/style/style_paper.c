/* style_paper: the trimmed page, by a paper's name or by width and height. The papers' rows are in
 * style_keys.h. */
#include "style/style_private.h"

#include <string.h>

static const struct {
	const char *name;
	const char *width, *height;
} papers[] = {
#define PAPER(name, width, height) {name, width, height},
#include "style/style_keys.h"
};

const char *const style_paper_names[] = {
#define PAPER(name, width, height) name,
#include "style/style_keys.h"
	NULL};

static bool parse_pair(const char *text, length *width, length *height)
{
	enum { WIDTH_MOST = 64 }; /* bytes; a width is much shorter */
	char first[WIDTH_MOST];
	size_t size = strcspn(text, " ");
	if (size >= sizeof first || text[size] != ' ')
		return false;
	memcpy(first, text, size);
	first[size] = '\0';
	return length_parse(first, NULL, width) && length_parse(text + size + 1, NULL, height);
}

bool style_parse_paper(const char *text, length *width, length *height)
{
	size_t size = strcspn(text, " ");
	bool lies = strcmp(text + size, " landscape") == 0;
	if (text[size] && !lies && strcmp(text + size, " portrait") != 0)
		return parse_pair(text, width, height);
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strlen(papers[i].name) == size && memcmp(papers[i].name, text, size) == 0)
			return length_parse(papers[i].width, NULL, lies ? height : width) &&
			       length_parse(papers[i].height, NULL, lies ? width : height);
	return false;
}
