/* Any bytes as a whole build: its options, a manuscript, a style sheet and a picture, with a record
 * separator between them. Each letter of the first part is an option. The archive edition that was
 * made is verified, and built again from itself. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PARTS = 4, OPTIONS_MOST = 12, SEPARATOR = 0x1e };

static const char *const options[] = {
	"--edition=all",
	"--edition=print",
	"--edition=archive,archive2",
	"--proof",
	"--report=r.json",
	"--report=r.sarif",
	"--deps=deps",
	"--werror",
	"--diagnostics=json",
	"--diagnostics=github",
	"--color=always",
	"--trace=linebreak",
	"--trace=pagebreak",
	"--dump=document",
	"--dump=style",
	"--dump=lines",
	"--dump=pages",
	"--time",
	"--strict",
	"--draft",
	"-v",
	"-q",
	"-j2",
	"--werror=runt,stack,river,tight,ladder",
};

typedef struct part {
	const uint8_t *data;
	size_t size;
} part;

static void divide(const uint8_t *data, size_t size, part parts[PARTS])
{
	for (int i = 0; i < PARTS; i++) {
		const uint8_t *end = i + 1 < PARTS ? memchr(data, SEPARATOR, size) : NULL;
		parts[i] = (part){data, end ? (size_t)(end - data) : size};
		size -= parts[i].size + (end ? 1 : 0);
		data += parts[i].size + (end ? 1 : 0);
	}
}

static int build_with(const part *chosen, int styled)
{
	const char *words[OPTIONS_MOST + 8] = {"build", "text.md", "-o", "out.pdf"};
	size_t count = 4;
	if (styled)
		words[count++] = "--style=style.yaml";
	for (size_t i = 0; i < chosen->size && i < OPTIONS_MOST; i++)
		if (chosen->data[i] >= 'a' &&
		    chosen->data[i] < 'a' + sizeof options / sizeof *options)
			words[count++] = options[chosen->data[i] - 'a'];
	return fuzz_run(words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const verify[] = {"verify", "out.pdf", "-q", NULL}, *const rebuild[] = {
										       "rebuild",
										       "out.pdf",
										       "-q", NULL};
	part parts[PARTS];

	divide(data, size, parts);
	unlink("out.pdf");
	fuzz_put("text.md", parts[1].data, parts[1].size);
	fuzz_put("style.yaml", parts[2].data, parts[2].size);
	fuzz_put("picture.png", parts[3].data, parts[3].size);
	fuzz_put("picture.jpg", parts[3].data, parts[3].size);
	int status = build_with(&parts[0], parts[2].size > 0);
	if (status < 0 || status > 2)
		abort();
	if (status != 0 || access("out.pdf", F_OK) != 0)
		return 0;
	if (fuzz_run(verify) != 0 || fuzz_run(rebuild) > 1)
		abort();
	return 0;
}
