/* file: reading whole, writing whole or not at all.
 * Writing: a temporary beside the target takes the bytes and is renamed over it at the end; so
 * whoever looks finds the old file or the new one. What is begun stands in a list that is only ever
 * added to and lives outside any arena, because a signal may read it at any moment: handler and
 * atexit unlink whatever is still marked live. Where the target is no regular file (standard
 * output, a device, a pipe), all bytes are kept until the commit, which alone writes them. */
#include "base/file.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 << 10, NAME_ATTEMPTS = 100 };

/* One file that is begun. Owned by the list for as long as the program runs. */
typedef struct temporary temporary;
struct temporary {
	temporary *next;
	atomic_bool live;
	char path[];
};

static _Atomic(temporary *) temporaries;

struct file_output {
	arena *arena;
	/* what is renamed over: symbolic links followed; NULL: whole bytes go to fd at the commit
	 */
	const char *target;
	const char *folder;
	temporary *temporary; /* NULL where nothing was made */
	int fd;               /* -1: closed, or never opened */
	char *buffer;
	size_t used, capacity;
	const char *failure;
};

/* Reading */

static file_status status_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR: return FILE_ABSENT;
	case EACCES:
	case EPERM: return FILE_DENIED;
	case EISDIR: return FILE_IS_FOLDER;
	case EFBIG:
	case EOVERFLOW: return FILE_HUGE;
	default: return FILE_FAILED;
	}
}

/* Read up to the end; the size that the file said it has is a hint alone, since it may be a pipe or
 * grow meanwhile. */
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

/* A named pipe that nobody writes to is empty, and not waited for. */
static int open_to_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0)
		fcntl(fd, F_SETFL, 0);
	return fd;
}

file_status file_read(arena *a, const char *path, size_t most, const char **data, size_t *length)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open_to_read(path);
	if (fd < 0)
		return status_of(errno);
	struct stat about;
	file_status status = FILE_OK;
	if (fstat(fd, &about) != 0)
		status = status_of(errno);
	else if (S_ISDIR(about.st_mode))
		status = FILE_IS_FOLDER;
	else if (S_ISREG(about.st_mode) && (uintmax_t)about.st_size > most)
		status = FILE_HUGE;
	else
		status = read_all(a, fd, S_ISREG(about.st_mode) ? (size_t)about.st_size : 0, most,
				  data, length);
	if (!standard)
		close(fd);
	return status;
}

static void *map(int fd, size_t most, size_t *length)
{
	struct stat about;
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size == 0 ||
	    (uintmax_t)about.st_size > most)
		return NULL;
	*length = (size_t)about.st_size;
	void *mapped = mmap(NULL, *length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	return mapped != MAP_FAILED ? mapped : NULL;
}

file_status file_view_open(arena *a, const char *path, size_t most, file_view *result)
{
	int fd = open_to_read(path);
	*result = (file_view){0};
	if (fd < 0)
		return status_of(errno);
	result->data = result->mapped = map(fd, most, &result->length);
	close(fd);
	return result->mapped ? FILE_OK : file_read(a, path, most, &result->data, &result->length);
}

void file_view_close(file_view *v)
{
	if (v->mapped)
		munmap(v->mapped, v->length);
	*v = (file_view){0};
}

/* Paths */

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

static const char *join(arena *a, const char *folder, const char *name)
{
	if (strcmp(folder, ".") == 0)
		return name;
	return arena_print(a, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
}

/* How many folders `inside` lies below `root`, both real paths; -1: not inside. */
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

/* Does the path, as it is written, stay at or below root all the way, setting out `depth` folders
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

/* Is what the path leads to, or the nearest folder of it that there is, inside root once links are
 * followed? */
static bool leads_inside(arena *a, const char *root, const char *path)
{
	char resolved[PATH_MAX];
	while (!realpath(path, resolved)) {
		const char *folder = file_folder(a, path);
		/* names nothing that could be read; anything else (a circle of links) is refused */
		if ((errno != ENOENT && errno != ENOTDIR && errno != EACCES) ||
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
	if (!*path || *path == '/' || !realpath(root, real_root) || !realpath(folder, real_folder))
		return false;
	int depth = depth_below(real_root, real_folder);
	if (depth < 0 || !stays_below(path, depth))
		return false;
	const char *joined = join(a, folder, path);
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
	if (*path == '/' || !getcwd(here, sizeof here))
		return file_normal(a, path);
	return file_normal(a, arena_print(a, "%s/%s", here, path));
}

const char *file_real(arena *a, const char *path)
{
	char resolved[PATH_MAX];
	return realpath(path, resolved) ? arena_copy(a, resolved, strlen(resolved)) : path;
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

/* What must not be left behind */

/* Async-signal-safe. */
static void remove_temporaries(void)
{
	for (temporary *t = atomic_load(&temporaries); t; t = t->next)
		if (atomic_exchange(&t->live, false))
			unlink(t->path);
}

static void end_by_signal(int number)
{
	remove_temporaries();
	signal(number, SIG_DFL);
	raise(number);
}

/* Once: a signal that would end the program cleans up first; one that is ignored (nohup) stays so.
 */
static void guard(void)
{
	static atomic_flag guarded = ATOMIC_FLAG_INIT;
	if (atomic_flag_test_and_set(&guarded))
		return;
	atexit(remove_temporaries);
	signal(SIGXFSZ, SIG_IGN); /* a file-size limit is a failed write, not a death */
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct sigaction now, then = {.sa_handler = end_by_signal};
		sigemptyset(&then.sa_mask);
		if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			sigaction(numbers[i], &then, NULL);
	}
}

static temporary *remember(const char *path)
{
	size_t size = strlen(path) + 1;
	temporary *t = malloc(sizeof *t + size);
	if (!t)
		return NULL;
	memcpy(t->path, path, size);
	atomic_init(&t->live, true);
	t->next = atomic_load(&temporaries);
	while (!atomic_compare_exchange_weak(&temporaries, &t->next, t))
		;
	return t;
}

/* Writing */

static const char *words_for(const file_output *out, int error)
{
	switch (error) {
	case ENOENT:
		return arena_print(out->arena, "the folder '%s' does not exist; make it first",
				   out->folder);
	case ENOTDIR: return arena_print(out->arena, "'%s' is not a folder", out->folder);
	case EACCES:
	case EPERM:
		return arena_print(out->arena, "no permission to write in the folder '%s'",
				   out->folder);
	case EROFS:
		return arena_print(out->arena,
				   "the folder '%s' is on a file system that can only be read",
				   out->folder);
	case ENOSPC: return "no space is left on the disk";
	case EDQUOT: return "your quota of disk space is used up";
	case EFBIG: return "the file would be larger than the limit that is set for files";
	case EISDIR: return "it is a folder; name a file";
	case ENAMETOOLONG: return "its name is too long";
	case EPIPE: return "whoever reads the output has closed it";
	case ENOMEM: return "out of memory";
	default: return strerror(error);
	}
}

static void fail(file_output *out, int error)
{
	if (!out->failure)
		out->failure = words_for(out, error);
}

static void random_suffix(char suffix[7])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	unsigned char bytes[6];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		memset(bytes, (int)getpid(), sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		suffix[i] = letters[bytes[i] % (sizeof letters - 1)];
	suffix[6] = '\0';
}

/* Make the temporary. It is remembered before it exists, so that no signal can come between; a name
 * that is already taken is somebody else's and forgotten again. */
static void open_temporary(file_output *out)
{
	const char *name = file_base(out->target);
	for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
		char suffix[7];
		random_suffix(suffix);
		/* a name may have 255 bytes: of a long one its beginning serves */
		const char *path = join(out->arena, out->folder,
					arena_print(out->arena, ".%.200s.platen-%s", name, suffix));
		struct stat about;
		if (lstat(path, &about) == 0)
			continue;
		out->temporary = remember(path);
		if (!out->temporary) {
			fail(out, ENOMEM);
			return;
		}
		out->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (out->fd >= 0)
			return;
		atomic_store(&out->temporary->live, false);
		out->temporary = NULL;
		if (errno != EEXIST) {
			fail(out, errno);
			return;
		}
	}
	fail(out, EEXIST);
}

/* Decide what stands for `path`: standard output or a device to be written at the end, or a file to
 * be replaced. */
static void open_output(file_output *out, const char *path)
{
	struct stat about;
	char resolved[PATH_MAX];
	bool there = stat(path, &about) == 0;
	if (there && S_ISDIR(about.st_mode)) {
		fail(out, EISDIR);
	} else if (there && !S_ISREG(about.st_mode)) {
		out->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		if (out->fd < 0)
			fail(out, errno);
	} else {
		out->target = arena_print(out->arena, "%s",
					  there && realpath(path, resolved) ? resolved : path);
		out->folder = file_folder(out->arena, out->target);
		open_temporary(out);
	}
}

file_output *file_begin(arena *a, const char *path)
{
	file_output *out = ARENA_NEW(a, file_output);
	out->arena = a;
	out->fd = -1;
	out->folder = file_folder(a, path);
	guard();
	if (strcmp(path, "-") == 0)
		out->fd = STDOUT_FILENO;
	else if (!*path)
		out->failure = "it has no name";
	else
		open_output(out, path);
	return out;
}

file_output *file_discard(arena *a)
{
	file_output *out = ARENA_NEW(a, file_output);
	*out = (file_output){.arena = a, .fd = -1, .failure = "it goes nowhere"};
	return out;
}

static void write_bytes(file_output *out, const char *data, size_t length)
{
	while (length > 0 && !out->failure) {
		ssize_t done = write(out->fd, data, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			fail(out, errno);
			return;
		}
		data += done;
		length -= (size_t)done;
	}
}

static void flush(file_output *out)
{
	write_bytes(out, out->buffer, out->used);
	out->used = 0;
}

void file_write(file_output *out, const void *data, size_t length)
{
	if (out->failure || length == 0)
		return;
	if (out->target && out->used + length > BUFFER_SIZE)
		flush(out);
	if (out->target && length >= BUFFER_SIZE) {
		write_bytes(out, data, length);
		return;
	}
	out->buffer = arena_grow(out->arena, out->buffer, out->used, &out->capacity,
				 out->used + length, 1);
	memcpy(out->buffer + out->used, data, length);
	out->used += length;
}

static void close_output(file_output *out)
{
	if (out->fd >= 0 && out->fd != STDOUT_FILENO && close(out->fd) != 0)
		fail(out, errno);
	out->fd = -1;
}

/* The folder's entry is on the disk as well after this. Some file systems cannot sync a folder: no
 * reason to fail. */
static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

void file_finish(file_output *out)
{
	if (!out->target || out->fd < 0)
		return;
	flush(out);
	if (!out->failure && fsync(out->fd) != 0)
		fail(out, errno);
	close_output(out);
}

/* Give the file its name, or a device its bytes. */
static void put_in_place(file_output *out)
{
	if (!out->target) {
		flush(out);
		close_output(out);
	} else if (rename(out->temporary->path, out->target) != 0) {
		fail(out, errno);
	} else {
		atomic_store(&out->temporary->live, false);
	}
}

static const char *first_failure(file_output *const *outs, size_t count, size_t *failed)
{
	for (size_t i = 0; i < count; i++)
		if (outs[i]->failure) {
			*failed = i;
			return outs[i]->failure;
		}
	return NULL;
}

/* Each folder once: those of outputs that go together are mostly one. */
static void sync_folders(file_output *const *outs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (outs[i]->target && (i == 0 || !outs[i - 1]->target ||
					strcmp(outs[i]->folder, outs[i - 1]->folder) != 0))
			sync_folder(outs[i]->folder);
}

const char *file_commit_all(file_output *const *outs, size_t count, size_t *failed)
{
	for (size_t i = 0; i < count; i++)
		file_finish(outs[i]);
	const char *failure = first_failure(outs, count, failed);
	for (size_t i = 0; i < count && !failure; i++) {
		put_in_place(outs[i]);
		failure = first_failure(outs, i + 1, failed);
	}
	sync_folders(outs, failure ? 0 : count);
	for (size_t i = 0; i < count && failure; i++)
		file_abandon(outs[i]);
	return failure;
}

const char *file_commit(file_output *out)
{
	size_t failed;
	return file_commit_all(&out, 1, &failed);
}

void file_abandon(file_output *out)
{
	close_output(out);
	if (out->temporary && atomic_exchange(&out->temporary->live, false))
		unlink(out->temporary->path);
	out->used = 0;
	if (!out->failure)
		out->failure = "it was given up";
}
