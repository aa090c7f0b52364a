/* file_path: names of files, and whether they stay inside a folder. Only file_within, file_real and
 * the questions at the end look at the disk. */
#include "base/arena.h"
#include "base/file.h"
#include "base/report.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_folder(arena *a, const char *path)
{
	size_t end = strlen(path);
	while (end > 1 && path[end - 1] == '/')
		end--;
	while (end > 0 && path[end - 1] != '/')
		end--;
	if (end == 0)
		return ".";
	while (end > 1 && path[end - 1] == '/')
		end--;
	return arena_copy(a, path, end);
}

const char *file_join(arena *a, const char *folder, const char *name)
{
	if (!*folder || strcmp(folder, ".") == 0)
		return name;
	return arena_print(a, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
}

/* How many folders `inside` is below `root`, both real paths; -1: not inside. */
static int depth_below(const char *root, const char *inside)
{
	size_t size = strlen(root);
	if (strcmp(root, "/") == 0)
		size = 0;
	if (strncmp(root, inside, size) != 0 || (inside[size] != '\0' && inside[size] != '/'))
		return -1;
	int depth = 0;
	for (const char *at = inside + size; *at; at++)
		depth += *at == '/' && at[1] != '\0';
	return depth;
}

/* Does the path, as it is written, stay at or below root all the way, beginning `depth` folders
 * below it? */
static bool stays_below(const char *path, int depth)
{
	for (const char *at = path; *at;) {
		size_t size = strcspn(at, "/");
		if (size == 2 && at[0] == '.' && at[1] == '.')
			depth--;
		else if (size > 0 && !(size == 1 && at[0] == '.'))
			depth++;
		if (depth < 0)
			return false;
		at += size;
		at += strspn(at, "/");
	}
	return true;
}

/* realpath, but where the disk fails the program ends: what can't be told apart from a file that is
 * outside or absent would change the output. False: the path leads nowhere. */
static bool resolve(const char *path, char *resolved)
{
	if (realpath(path, resolved))
		return true;
	if (errno == EIO || errno == ENOMEM)
		report_die(1, "'%s' can't be found (%s): check the disk and try again", path,
			   strerror(errno));
	return false;
}

/* Is what the path leads to (or the deepest folder of it that exists) inside root, once links are
 * followed? */
static bool leads_inside(arena *a, const char *root, const char *path)
{
	char resolved[PATH_MAX];
	while (!resolve(path, resolved)) {
		const char *folder = file_folder(a, path);
		/* a name that is too long, and links in a circle, name nothing that could be read;
		 * other errors are refused */
		if ((errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP) ||
		    strcmp(folder, path) == 0)
			return errno == ENAMETOOLONG;
		path = folder;
	}
	return depth_below(root, resolved) >= 0;
}

bool file_within(arena *a, const char *root, const char *folder, const char *path,
		 const char **result)
{
	char real_root[PATH_MAX], real_folder[PATH_MAX];
	if (!*path || *path == '/' || !resolve(root, real_root) || !resolve(folder, real_folder))
		return false;
	int depth = depth_below(real_root, real_folder);
	if (depth < 0 || !stays_below(path, depth))
		return false;
	const char *joined = file_join(a, folder, path);
	if (!leads_inside(a, real_root, joined))
		return false;
	*result = joined;
	return true;
}

const char *file_normal(arena *a, const char *path)
{
	size_t size = strlen(path), n = 0, floor = 0;
	char *result = arena_alloc(a, size + 2);
	if (*path == '/')
		result[n++] = '/', floor = 1;
	while (*path) {
		size_t part = strcspn(path, "/");
		bool up = part == 2 && memcmp(path, "..", 2) == 0;
		if (up && n > floor) {
			for (n--; n > floor && result[n - 1] != '/'; n--)
				;
		} else if (part > 0 && !(part == 1 && *path == '.')) {
			memcpy(result + n, path, part);
			n += part;
			result[n++] = '/';
			floor = up ? n : floor;
		}
		path += part + (path[part] == '/');
	}
	if (n > 1)
		n--; /* the slash at the end */
	result[n] = '\0';
	return result;
}

const char *file_absolute(arena *a, const char *path)
{
	char here[PATH_MAX];
	if (*path == '/')
		return file_normal(a, path);
	if (!getcwd(here, sizeof here))
		report_die(1, "the working folder can't be named (%s): change to one that is there",
			   strerror(errno));
	return file_normal(a, arena_print(a, "%s/%s", here, path));
}

const char *file_real(arena *a, const char *path)
{
	char resolved[PATH_MAX];
	return resolve(path, resolved) ? arena_copy(a, resolved, strlen(resolved)) : path;
}

const char *file_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool same_entry(const struct stat *one, const struct stat *other)
{
	return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

bool file_same(arena *a, const char *one, const char *other)
{
	struct stat first, second;
	bool first_there = stat(one, &first) == 0, second_there = stat(other, &second) == 0;
	if (first_there && second_there)
		return S_ISREG(first.st_mode) && same_entry(&first, &second);
	if (first_there || second_there || strcmp(file_base(one), file_base(other)) != 0)
		return false;
	return stat(file_folder(a, one), &first) == 0 &&
	       stat(file_folder(a, other), &second) == 0 && same_entry(&first, &second);
}

bool file_is_folder(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool file_is_special(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}
