/* home: the program finds its files from its own place. It is compiled twice. In the tree it looks
 * beside the build. Installed, where PLATEN_DATADIR names the data folder, it looks in
 * ../share/platen of its own folder, so that it works wherever it is moved, and then in that data
 * folder; a folder of fonts beside it is ignored. It depends only on which files exist, never on
 * the environment. */
#include "app/home.h"

#include "base/arena.h"
#include "base/file.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char *program_folder(arena *a)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

	if (length <= 0)
		return ".";
	path[length] = '\0';
	char *slash = strrchr(path, '/');
	return arena_copy(a, path, slash ? (size_t)(slash - path) : 0);
}

const char *home_path(arena *a, const char *name)
{
	const char *folder = program_folder(a);
	const char *const places[] = {
#ifdef PLATEN_DATADIR
		arena_print(a, "%s/../share/platen/%s", folder, name),
		arena_print(a, "%s/%s", PLATEN_DATADIR, name),
#else
		arena_print(a, "%s/../%s", folder, name),
		/* a build inside the build: build/asan/platen */
		arena_print(a, "%s/../../%s", folder, name),
#endif
	};
	size_t i = 0;

	while (i + 1 < sizeof places / sizeof *places && access(places[i], R_OK) != 0)
		i++;
	return file_normal(a, places[i]);
}

const char *home_path_for(arena *a, const char *publication, const char *file, const char *own)
{
	const char *path;

	if (!file_within(a, publication, publication, file, &path))
		return NULL;
	return access(path, R_OK) == 0 ? path : home_path(a, own);
}
