/* Any bytes as a picture, named as it begins: in a figure, in a line, in a table. */
#include "fuzz.h"

#include <string.h>

static void put_text(const char *name)
{
	static const char text[] =
		"![A figure](picture.***)\n\nIn a line ![a picture](picture.***) of text.\n\n| ![a "
		"picture](picture.***){width=50%} |\n|---|\n";
	char own[sizeof text];

	memcpy(own, text, sizeof text);
	for (char *at = own; (at = strstr(at, "***"));)
		memcpy(at, name, 3);
	fuzz_put("text.md", own, sizeof own - 1);
}

/* What a picture that begins so is to be called. */
static const char *name_of(const uint8_t *data, size_t size)
{
	static const struct {
		char first;
		const char *name;
	} names[] = {{'\xff', "jpg"}, {'<', "svg"}, {'G', "gif"},
		     {'I', "tif"},    {'M', "tif"}, {'%', "pdf"}};

	for (size_t n = 0; n < sizeof names / sizeof *names; n++)
		if (size > 0 && (char)data[0] == names[n].first)
			return names[n].name;
	return "png";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a name of no kind: no picture is refused for another's */
	int is_webp = size > 0 && data[0] == 'R';
	const char *name = is_webp ? "img" : name_of(data, size);
	char path[] = "picture.***";

	put_text(name);
	memcpy(strchr(path, '*'), name, 3);
	fuzz_put(path, data, size);
	fuzz_build();
	return 0;
}
