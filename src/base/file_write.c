/* file_write: files written completely or not at all. A temporary file in the target's folder takes
 * the bytes and is renamed over the target at the end, so a reader finds the old file or the new
 * one. Every temporary is in a list that only grows and is outside any arena, because a signal
 * handler may read it at any moment: the handler, atexit and end_now remove those that still exist.
 * If the target is not a regular file (standard output, a device, a pipe), all bytes are kept in
 * memory until the commit writes them. */
#include "base/arena.h"
#include "base/end.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 << 10, NAME_ATTEMPTS = 100, LINKS_MOST = 40 };

/* One temporary file. The list owns it for as long as the program runs. */
typedef struct temporary temporary;
struct temporary {
	temporary *next;
	atomic_bool live;
	char path[];
};

static _Atomic(temporary *) temporaries;

struct file_output {
	arena *arena;
	/* the file to replace, with symbolic links followed; NULL: all bytes go to fd at the
	 * commit */
	const char *target;
	const char *folder;
	temporary *temporary; /* NULL: none was made */
	int fd;               /* -1: closed, or never opened */
	char *buffer;
	size_t used, capacity;
	const char *failure;
};

/* --- cleaning up ---------------------------------------------------------------------------- */

/* Async-signal-safe. */
static void remove_temporaries(void)
{
	for (temporary *t = atomic_load(&temporaries); t; t = t->next)
		if (atomic_exchange(&t->live, false) && unlink(t->path) != 0)
			rmdir(t->path);
}

static void end_by_signal(int number)
{
	remove_temporaries();
	signal(number, SIG_DFL);
	raise(number);
}

/* Once: let each signal that would end the program clean up first; a signal that is ignored (nohup)
 * stays ignored. */
static void guard(void)
{
	static atomic_flag guarded = ATOMIC_FLAG_INIT;
	if (atomic_flag_test_and_set(&guarded))
		return;
	atexit(remove_temporaries);
	end_after(remove_temporaries);
	signal(SIGXFSZ, SIG_IGN); /* a file-size limit then shows as a failed write */
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

bool file_remove_at_end(const char *path)
{
	guard();
	return remember(path) != NULL;
}

/* --- writing -------------------------------------------------------------------------------- */

static const char *words_for(const file_output *out, int error)
{
	switch (error) {
	case ENOENT:
		if (file_is_folder(out->folder))
			return arena_print(out->arena, "no file can be made in the folder '%s'",
					   out->folder);
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
	case ENXIO: return "nobody reads this pipe; start its reader first, or name a file";
	case ELOOP: return "its symbolic links lead in a circle; name another file";
	case EPIPE: return "the reader of the output has closed it";
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

/* Make the temporary file. It is put in the list before it is made, so that no signal can come
 * between; if its name is taken, that file is another program's, and the entry is removed again. */
static void open_temporary(file_output *out)
{
	const char *name = file_base(out->target);
	for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
		char suffix[7];
		random_suffix(suffix);
		/* a name may have 255 bytes, so only the beginning of a long one is used */
		const char *path =
			file_join(out->arena, out->folder,
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

/* Begin the temporary of a file that will be made or replaced at `target`. */
static void open_target(file_output *out, const char *target)
{
	out->target = target;
	out->folder = file_folder(out->arena, target);
	open_temporary(out);
}

/* What a chain of symbolic links leads to, whether that exists or not; NULL: back to itself. */
static const char *end_of_links(arena *a, const char *path)
{
	char text[PATH_MAX];
	for (int links = 0; links < LINKS_MOST; links++) {
		ssize_t length = readlink(path, text, sizeof text - 1);
		if (length <= 0)
			return path;
		text[length] = '\0';
		path = *text == '/' ? arena_copy(a, text, (size_t)length)
				    : file_join(a, file_folder(a, path),
						arena_copy(a, text, (size_t)length));
	}
	return NULL;
}

static bool is_pipe(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISFIFO(about.st_mode);
}

/* Open a pipe or a device. A named pipe that nobody reads would be waited for for ever: its reader,
 * which may just be starting, has a moment. */
static int open_special(const char *path)
{
	enum { PAUSE = 20000000, PAUSES = 75 }; /* 1.5 s */
	static const struct timespec pause = {.tv_nsec = PAUSE};
	for (int i = 0; i < PAUSES; i++) {
		int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
		if (fd >= 0)
			fcntl(fd, F_SETFL, 0);
		if (fd >= 0 || errno != ENXIO || !is_pipe(path))
			return fd;
		nanosleep(&pause, NULL);
	}
	errno = ENXIO;
	return -1;
}

/* Standard output and devices are written at the commit, files are replaced. */
static void open_output(file_output *out, const char *path)
{
	if (file_is_folder(path)) {
		fail(out, EISDIR);
	} else if (file_is_special(path)) {
		out->fd = open_special(path);
		if (out->fd < 0)
			fail(out, errno);
	} else {
		const char *end = end_of_links(out->arena, path);
		if (end)
			open_target(out, end);
		else
			fail(out, ELOOP);
	}
}

static file_output *new_output(arena *a, const char *path)
{
	file_output *out = ARENA_NEW(a, file_output);
	out->arena = a;
	out->fd = -1;
	out->folder = file_folder(a, path);
	guard();
	return out;
}

file_output *file_begin(arena *a, const char *path)
{
	file_output *out = new_output(a, path);
	if (strcmp(path, "-") == 0)
		out->fd = STDOUT_FILENO;
	else if (!*path)
		out->failure = "it has no name";
	else
		open_output(out, path);
	return out;
}

file_output *file_begin_derived(arena *a, const char *path)
{
	file_output *out = new_output(a, path);
	struct stat about;
	bool there = lstat(path, &about) == 0;
	if (there && S_ISDIR(about.st_mode))
		fail(out, EISDIR);
	else if (there && S_ISLNK(about.st_mode))
		out->failure =
			"it is a symbolic link; remove it, or name the file to write yourself";
	else if (there && !S_ISREG(about.st_mode))
		out->failure = "it is a pipe or a device; name a file";
	else
		open_target(out, path);
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

/* After this the folder's entries are on the disk as well. That some file systems cannot sync a
 * folder is no failure. Returns 0 or errno. */
static int sync_folder(const char *folder)
{
	int error = 0, fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES ? 0 : errno; /* a folder that may be written but not read */
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS)
		error = errno;
	close(fd);
	return error;
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

/* Each folder once: outputs that belong together are mostly in one. */
static void sync_folders(file_output *const *outs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		file_output *out = outs[i];
		bool synced = i > 0 && outs[i - 1]->target && out->target &&
			      strcmp(out->folder, outs[i - 1]->folder) == 0;
		int error = out->target && !synced ? sync_folder(out->folder) : 0;
		if (error)
			out->failure = arena_print(out->arena,
						   "it is in place, but its folder could not be "
						   "synced to the disk (%s)",
						   strerror(error));
	}
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
	if (!failure) {
		sync_folders(outs, count);
		return first_failure(outs, count, failed);
	}
	for (size_t i = 0; i < count; i++)
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
		out->failure = "it was abandoned";
}
