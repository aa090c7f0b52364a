/* fuzz: the folder and the run. The program's main is linked under another name (Makefile). */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int platen_main(int argc, char **argv);

static char folder[] = "/tmp/platen-fuzz-XXXXXX";

static void clear(void)
{
	static const char *const names[] = {"text.md", "style.yaml", "picture.png", "picture.jpg"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	if (chdir("/") == 0)
		rmdir(folder);
}

static void enter(void)
{
	static int entered;
	if (entered++)
		return;
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	atexit(clear);
}

void fuzz_put(const char *name, const void *data, size_t size)
{
	enter();
	FILE *file = fopen(name, "wb");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
}

void fuzz_build(void)
{
	char program[] = "platen", command[] = "build", text[] = "text.md",
	     editions[] = "--edition=all", threads[] = "-j1", output[] = "-o",
	     nowhere[] = "/dev/null", quiet[] = "-q", style[] = "--style=style.yaml";
	char *arguments[] = {program, command, text,  editions, threads,
			     output,  nowhere, quiet, NULL,     NULL};
	int count = 8;
	if (access("style.yaml", F_OK) == 0)
		arguments[count++] = style;
	int status = platen_main(count, arguments);
	if (status != 0 && status != 1)
		abort();
}
