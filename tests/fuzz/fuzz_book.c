/* Any bytes as a folder: parts with a record separator between them. Each letter of the first part
 * is an option; every other part is a file, its name on the first line. The folder is built, its
 * archive edition is built again from itself, and its chapters are listed. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { SEPARATOR = 0x1e, FILES_MOST = 24, OPTIONS_MOST = 6, NAME_MOST = 200 };

static const char *const options[] = {
	"--edition=all",   "--edition=cover", "--edition=archive2",
	"--edition=print", "--proof",         "--preflight",
	"--report=r.json", "--deps=deps",     "--trace=linebreak,pagebreak",
	"--dump=document", "--dump=pages",    "--strict",
	"--draft",         "--locked",        "--diagnostics=github",
	"--werror",
};

static void put_file(const uint8_t *data, size_t size)
{
	char name[NAME_MOST + 1];
	const uint8_t *end = memchr(data, '\n', size);
	size_t length = end ? (size_t)(end - data) : 0;

	if (length == 0 || length > NAME_MOST || memchr(data, 0, length))
		return;
	memcpy(name, data, length);
	name[length] = '\0';
	fuzz_put_below(name, end + 1, size - length - 1);
}

static void build_with(const uint8_t *letters, size_t size)
{
	const char *words[OPTIONS_MOST + 8] = {"build", ".", "-q", "-j1", "-o", "out.pdf"};
	size_t count = 6;

	for (size_t i = 0; i < size && i < OPTIONS_MOST; i++)
		if (letters[i] >= 'a' && letters[i] < 'a' + sizeof options / sizeof *options)
			words[count++] = options[letters[i] - 'a'];
	int status = fuzz_run(words);
	if (status < 0 || status > 3) /* 3: a file has an output's name */
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const rebuild[] = {"rebuild", "out.pdf", "-q", NULL},
				 *const list[] = {"new", "--from=.", "-q", "-o", "list.yaml", NULL};
	const uint8_t *letters = data, *end = memchr(data, SEPARATOR, size);
	size_t letter_count = end ? (size_t)(end - data) : size;

	fuzz_clear();
	for (int i = 0; i < FILES_MOST && end; i++) {
		size -= (size_t)(end - data) + 1;
		data = end + 1;
		end = memchr(data, SEPARATOR, size);
		put_file(data, end ? (size_t)(end - data) : size);
	}
	build_with(letters, letter_count);
	fuzz_run(rebuild);
	fuzz_run(list);
	return 0;
}
