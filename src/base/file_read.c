/* file_read: files read whole, up to a limit. Where a file is meant, only regular files are read: a
 * pipe could block for ever, and a device might never end. */
#include "base/arena.h"
#include "base/file.h"
#include "base/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_LARGE = 1 << 20 };

static file_status status_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR: return FILE_ABSENT;
	case EACCES:
	case EPERM: return FILE_DENIED;
	case EISDIR: return FILE_IS_FOLDER;
	case ELOOP: return FILE_IS_CIRCULAR;
	case EFBIG:
	case EOVERFLOW: return FILE_HUGE;
	case ENXIO: return FILE_IS_SPECIAL; /* a socket */
	default: return FILE_FAILED;
	}
}

/* Read to the end. The size that the system reported is only a hint, since it may be a pipe or grow
 * meanwhile. */
static file_status read_all(arena *a, int fd, size_t hint, size_t most, const char **data,
			    size_t *length)
{
	char *bytes = NULL;
	size_t used = 0, capacity = 0;
	for (size_t wanted = hint + 2;; wanted = used + (64 << 10)) {
		bytes = arena_grow(a, bytes, used, &capacity, wanted, 1);
		while (used + 1 < capacity) {
			ssize_t got = read(fd, bytes + used, capacity - 1 - used);
			if (got < 0 && errno == EINTR)
				continue;
			if (got < 0)
				return status_of(errno);
			if (got == 0) {
				bytes[used] = '\0';
				*data = bytes;
				*length = used;
				return FILE_OK;
			}
			used += (size_t)got;
			if (used > most)
				return FILE_HUGE;
		}
	}
}

/* Is what was opened a regular file of at most `most` bytes? */
static file_status look(int fd, size_t most, struct stat *about)
{
	if (fstat(fd, about) != 0)
		return status_of(errno);
	if (S_ISDIR(about->st_mode))
		return FILE_IS_FOLDER;
	if (!S_ISREG(about->st_mode))
		return FILE_IS_SPECIAL;
	return (uintmax_t)about->st_size > most ? FILE_HUGE : FILE_OK;
}

/* Read what is large onto a shelf. */
static file_status read_shelved(arena *a, int fd, size_t most, const char **data, size_t *length)
{
	enum { BLOCK = 256 << 10 };
	arena *scratch = arena_new();
	char *block = arena_room(scratch, BLOCK, 1);
	shelf *s = shelf_new(scratch);
	ssize_t got;
	size_t used = 0;
	while (used <= most && ((got = read(fd, block, BLOCK)) > 0 || (got < 0 && errno == EINTR)))
		if (got > 0) {
			shelf_put(s, block, (size_t)got);
			used += (size_t)got;
		}
	const file_status status = used > most ? FILE_HUGE : got < 0 ? status_of(errno) : FILE_OK;
	shelf_put(s, "", 1);
	*data = shelf_end(s, a, length);
	--*length;
	arena_free(scratch);
	return status;
}

/* Read a file that was opened (fd is -1 if that failed) and close it. A file of `large` bytes or
 * more goes onto a shelf. */
static file_status read_opened(arena *a, int fd, size_t large, size_t most, const char **data,
			       size_t *length)
{
	struct stat about;
	if (fd < 0)
		return status_of(errno);
	file_status status = look(fd, most, &about);
	if (status == FILE_OK)
		status = (uintmax_t)about.st_size < large
				 ? read_all(a, fd, (size_t)about.st_size, most, data, length)
				 : read_shelved(a, fd, most, data, length);
	close(fd);
	return status;
}

/* Opens without waiting for a named pipe's writer. */
static int open_to_read(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

file_status file_read(arena *a, const char *path, size_t most, const char **data, size_t *length)
{
	return read_opened(a, open_to_read(path), SIZE_MAX, most, data, length);
}

file_status file_read_stream(arena *a, const char *path, size_t most, const char **data,
			     size_t *length)
{
	struct stat about;
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open_to_read(path);
	if (fd < 0)
		return status_of(errno);
	if (!standard)
		fcntl(fd, F_SETFL, 0);
	file_status status = look(fd, most, &about);
	if (status == FILE_OK || status == FILE_IS_SPECIAL)
		status = read_all(a, fd, status == FILE_OK ? (size_t)about.st_size : 0, most, data,
				  length);
	if (!standard)
		close(fd);
	return status;
}

/* --- inside a folder ------------------------------------------------------------------------ */

/* Open a path below a folder, step by step from the folder's descriptor, following no link: what is
 * opened is below the folder, even if somebody exchanges parts of the path meanwhile. `below` has
 * no "." and "..", and is cut into its parts. */
static int open_below(int folder, char *below, int how)
{
	int at = folder;
	while (at >= 0) {
		char *slash = strchr(below, '/');
		int flags = slash ? O_PATH | O_DIRECTORY : O_RDONLY | O_NONBLOCK | O_NOCTTY | how;
		if (slash)
			*slash = '\0';
		int next = openat(at, below, flags | O_NOFOLLOW | O_CLOEXEC);
		int error = errno;
		if (at != folder)
			close(at);
		errno = error;
		if (!slash)
			return next;
		at = next;
		below = slash + 1;
	}
	return -1;
}

/* The part of a real path after the real folder that it is in; NULL: it is elsewhere. */
static char *part_below(const char *folder, char *path)
{
	size_t size = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
	return strncmp(folder, path, size) == 0 && path[size] == '/' ? path + size + 1 : NULL;
}

/* Links are followed first, by name; the resulting path has none and is opened without following
 * any, so a link that was put there meanwhile is refused. (openat2 with RESOLVE_BENEATH would also
 * refuse absolute links that lead inside, and old kernels do not have it.) -1: it could not be
 * opened; *status says why. */
static int open_within(const char *root, const char *path, int how, file_status *status)
{
	char real_root[PATH_MAX], real_path[PATH_MAX];
	bool found = realpath(root, real_root) && realpath(path, real_path);
	char *below = found ? part_below(real_root, real_path) : NULL;
	bool same = found && strcmp(real_root, real_path) == 0;
	*status = !found ? status_of(errno) : FILE_DENIED;
	if (same && !(how & O_DIRECTORY))
		*status = FILE_IS_FOLDER;
	if (!below && !(same && (how & O_DIRECTORY)))
		return -1;
	int folder = open(real_root, (same ? O_RDONLY : O_PATH) | O_DIRECTORY | O_CLOEXEC);
	if (same || folder < 0) {
		*status = folder < 0 ? status_of(errno) : FILE_OK;
		return folder;
	}
	int fd = open_below(folder, below, how);
	/* a link that was put there since */
	*status = fd >= 0 ? FILE_OK : errno == ELOOP ? FILE_DENIED : status_of(errno);
	close(folder);
	return fd;
}

file_status file_read_within(arena *a, const char *root, const char *path, size_t most,
			     const char **data, size_t *length)
{
	file_status status;
	int fd = open_within(root, path, 0, &status);
	return fd < 0 ? status : read_opened(a, fd, SIZE_MAX, most, data, length);
}

file_status file_read_large(arena *a, const char *root, const char *path, size_t most,
			    const char **data, size_t *length)
{
	file_status status = FILE_DENIED;
	int fd = root ? open_within(root, path, 0, &status) : open_to_read(path);
	return fd < 0 && root ? status : read_opened(a, fd, FILE_LARGE, most, data, length);
}

static int compare_names(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

file_status file_list_within(arena *a, const char *root, const char *path, file_entry **entries,
			     size_t *count)
{
	file_status status;
	size_t capacity = 0;
	*entries = NULL;
	*count = 0;
	int fd = open_within(root, path, O_DIRECTORY, &status);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder)
		return fd < 0 ? status : FILE_FAILED;
	for (const struct dirent *e; (e = readdir(folder));) {
		struct stat about;
		if (e->d_name[0] == '.' ||
		    fstatat(dirfd(folder), e->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0 ||
		    !(S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)))
			continue;
		*ARENA_APPEND(a, *entries, *count, capacity) = (file_entry){
			arena_copy(a, e->d_name, strlen(e->d_name)), S_ISDIR(about.st_mode)};
	}
	closedir(folder);
	if (*count > 0)
		qsort(*entries, *count, sizeof **entries, compare_names);
	return FILE_OK;
}

/* --- views ---------------------------------------------------------------------------------- */

bool file_exists(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

file_status file_view_open(arena *a, const char *path, size_t most, file_view *result)
{
	struct stat about;
	int fd = open_to_read(path);
	*result = (file_view){.data = ""};
	if (fd < 0)
		return status_of(errno);
	file_status status = look(fd, most, &about);
	if (status == FILE_OK && about.st_size > 0) {
		result->length = (size_t)about.st_size;
		void *mapped =
			mmap(NULL, result->length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
		if (mapped == MAP_FAILED)
			return read_opened(a, fd, SIZE_MAX, most, &result->data, &result->length);
		result->data = result->mapped = mapped;
	}
	close(fd);
	return status;
}

void file_view_close(file_view *v)
{
	if (v->mapped)
		munmap(v->mapped, v->length);
	*v = (file_view){0};
}
