/* fuzz: the folder and the run. The program's main is linked under another name (Makefile). */
#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS_MOST = 32 };

int platen_main(int argc, char **argv);

static char folder[] = "/tmp/platen-fuzz-XXXXXX";

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind, (void)at;
	return remove(path);
}

static void clear(void)
{
	if (chdir("/") == 0)
		nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void enter(void)
{
	static int entered;
	if (entered++)
		return;
	if (!mkdtemp(folder) || chdir(folder) != 0 || mkdir("fonts", 0777) != 0)
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

/* What main changes of its words stays in the copy. */
int fuzz_run(const char *const *words)
{
	static char name[] = "platen";
	char *arguments[WORDS_MOST + 1] = {name};
	int count = 1, status;
	enter();
	for (; *words && count < WORDS_MOST; words++)
		arguments[count++] = strdup(*words);
	status = platen_main(count, arguments);
	while (--count > 0)
		free(arguments[count]);
	return status;
}

void fuzz_build(void)
{
	const char *words[] = {"build",     "text.md", "--edition=all,archive2", "-j1", "-o",
			       "/dev/null", "-q",      "--style=style.yaml",     NULL};
	if (access("style.yaml", F_OK) != 0)
		words[7] = NULL;
	int status = fuzz_run(words);
	if (status != 0 && status != 1)
		abort();
}

/* The program ends early only when the machine fails, or memory runs out; both are worth a look. */
_Noreturn void _exit(int status)
{
	(void)status;
	abort();
}
