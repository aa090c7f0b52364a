/* fuzz: the folder and the run. The program's main is linked under another name (Makefile). */
#include "fuzz.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS_MOST = 32 };

int platen_main(int argc, char **argv);

static char folder[4096];

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind, (void)at;
	return remove(path);
}

static void leave(void)
{
	if (chdir("/") == 0)
		nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static int remove_below(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind;
	return at->level > 0 ? remove(path) : 0;
}

static void enter(void)
{
	static int entered;
	if (entered++)
		return;
	const char *temporary = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/platen-fuzz-XXXXXX", temporary ? temporary : "/tmp");
	if (!mkdtemp(folder) || chdir(folder) != 0 || mkdir("fonts", 0777) != 0)
		abort();
	atexit(leave);
}

void fuzz_put(const char *name, const void *data, size_t size)
{
	enter();
	FILE *file = fopen(name, "wb");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
}

void fuzz_clear(void)
{
	enter();
	if (nftw(folder, remove_below, 8, FTW_DEPTH | FTW_PHYS) != 0)
		abort();
}

void fuzz_put_below(char *name, const void *data, size_t size)
{
	enter();
	for (char *at = name; *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		bool leads_out = at == name || strcmp(name, "..") == 0 ||
				 (at - name > 2 && strcmp(at - 3, "/..") == 0);
		if (!leads_out)
			mkdir(name, 0777);
		*at = '/';
		if (leads_out)
			return;
	}
	FILE *file = fopen(name, "wb");
	if (!file)
		return;
	fwrite(data, 1, size, file);
	fclose(file);
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
