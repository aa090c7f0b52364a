/* file: the one layer that touches the file system, so that tests can put faults under it.
 * Reads are bounded; what is written is whole or absent (beside the target, synced, then renamed).
 */
#ifndef PLATEN_FILE_H
#define PLATEN_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

typedef enum file_status {
	FILE_OK,
	FILE_ABSENT,
	FILE_DENIED,
	FILE_IS_FOLDER,
	FILE_HUGE,
	FILE_FAILED
} file_status;

/* Read a whole file of at most `most` bytes ("-" is standard input); a NUL follows the last byte.
 * Owned by the arena. */
file_status file_read(arena *a, const char *path, size_t most, const char **data, size_t *length);

/* A file to look into without a copy: where it is a regular one it is mapped, so no NUL follows,
 * and whoever shortens it meanwhile ends the program. For large files that packages own. The arena
 * has what had to be read; file_view_close ends the view. */
typedef struct file_view {
	const char *data;
	size_t length;
	void *mapped; /* or NULL */
} file_view;

file_status file_view_open(arena *a, const char *path, size_t most, file_view *result);
void file_view_close(file_view *v);

/* Join a folder and a relative path, refuse what leaves root (by "..", by an absolute path, by a
 * symbolic link), and give the path to open. False: it is outside. A path that names nothing is
 * given all the same: reading it says so. */
bool file_within(arena *a, const char *root, const char *folder, const char *path,
		 const char **result);

/* The folder part of a path, "." where there is none. */
const char *file_folder(arena *a, const char *path);

/* The rest of it, behind the last slash: a part of what is given. */
const char *file_base(const char *path);

/* A path without ".", and with ".." taken away where it can be, as it is written: no link is
 * followed. */
const char *file_normal(arena *a, const char *path);

/* The same, from the root of the file system. */
const char *file_absolute(arena *a, const char *path);

/* The path with all links followed; as it is given, where it leads nowhere. */
const char *file_real(arena *a, const char *path);
/* Do two paths lead to one file of the disk, or would they, once it is made? Devices and pipes are
 * never the same. */
bool file_same(arena *a, const char *one, const char *other);

/* One output under way. Sticky: after a failure the further writes do nothing and file_commit says
 * what failed. */
typedef struct file_output file_output;

/* Begin to write beside `path` ("-" is standard output). Never NULL; a failure shows at commit. A
 * signal that ends the program removes what was begun. */
file_output *file_begin(arena *a, const char *path);
/* An output whose bytes go nowhere: for what is made only to see whether it can be. It is given up,
 * never committed. */
file_output *file_discard(arena *a);
void file_write(file_output *out, const void *data, size_t length);

/* Flush, sync and close; only the name is still the temporary's. May be called before the commit,
 * on a thread of its own, to have it behind one. Does nothing where the target is no regular file:
 * the commit writes that. */
void file_finish(file_output *out);

/* Finish and rename. NULL: done; otherwise what failed, in words, and nothing is left behind. */
const char *file_commit(file_output *out);

/* The same for files that belong together: none is renamed before all are whole, so a failure
 * leaves what was there before of each. (Only where a rename fails, though the folder took the
 * temporary, those before it are done.) *failed is whose failure it is. */
const char *file_commit_all(file_output *const *outs, size_t count, size_t *failed);

/* Give up: remove what was written. */
void file_abandon(file_output *out);

#endif
