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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int is_jpeg = size > 1 && data[0] == 0xff && data[1] == 0xd8,
		  is_svg = size > 0 && data[0] == '<';

	put_text(is_jpeg ? "jpg" : is_svg ? "svg" : "png");
	fuzz_put(is_jpeg ? "picture.jpg" : is_svg ? "picture.svg" : "picture.png", data, size);
	fuzz_build();
	return 0;
}
