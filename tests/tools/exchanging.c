/* exchanging: loaded before a program (LD_PRELOAD), it exchanges the folder "inside" for the link
 * "other" whenever a path below it has been resolved, and before what was found is opened. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void exchange(void)
{
	if (renameat2(AT_FDCWD, "inside", AT_FDCWD, "other", RENAME_EXCHANGE) != 0)
		abort();
}

char *realpath(const char *restrict path, char *restrict resolved)
{
	char *(*real)(const char *, char *) =
		(char *(*)(const char *, char *))dlsym(RTLD_NEXT, "realpath");
	struct stat about;

	if (!strstr(path, "inside/"))
		return real(path, resolved);
	if (lstat("inside", &about) == 0 && S_ISLNK(about.st_mode))
		exchange();
	char *found = real(path, resolved);
	exchange();
	return found;
}

/* What a fortified program calls. */
char *__realpath_chk(const char *path, char *resolved, size_t size);

char *__realpath_chk(const char *path, char *resolved, size_t size)
{
	(void)size;
	return realpath(path, resolved);
}
