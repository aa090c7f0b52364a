/* file: the one layer that touches the file system, so that tests can inject faults. Reads are
 * bounded and never leave the publication. An output is complete or absent: a temporary file in the
 * target's folder is written, synced, then renamed. */
#ifndef PLATEN_FILE_H
#define PLATEN_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

/* --- reading (file_read.c) ------------------------------------------------------------------ */

typedef enum file_status {
	FILE_OK,
	FILE_ABSENT,
	FILE_DENIED,
	FILE_IS_FOLDER,
	FILE_IS_SPECIAL,  /* a pipe, a device or a socket where a file is wanted */
	FILE_IS_CIRCULAR, /* a symbolic link that leads back to itself */
	FILE_HUGE,
	FILE_FAILED
} file_status;

/* Read a whole regular file of at most `most` bytes; a NUL follows the last byte. Owned by the
 * arena. */
file_status file_read(arena *a, const char *path, size_t most, const char **data, size_t *length);

/* The same for a path that file_within found to be inside `root`. If somebody puts a link into the
 * path meanwhile, still nothing outside root is read: the status is FILE_DENIED. */
file_status file_read_within(arena *a, const char *root, const char *path, size_t most,
			     const char **data, size_t *length);

/* The same for pictures, inside `root` or (NULL) anywhere. A large one is kept on a shelf
 * (base/shelf.h): tell arena_rest what has been read. */
file_status file_read_large(arena *a, const char *root, const char *path, size_t most,
			    const char **data, size_t *length);

/* The same for what the user names on the command line: "-" is standard input, and pipes and
 * devices are read to their end as well. A named pipe without a writer is empty. */
file_status file_read_stream(arena *a, const char *path, size_t most, const char **data,
			     size_t *length);

/* What is in a folder inside `root`: regular files and folders, no links and nothing whose name
 * begins with a dot, in the order of their names' bytes. Owned by the arena. */
typedef struct file_entry {
	const char *name;
	bool is_folder;
} file_entry;
file_status file_list_within(arena *a, const char *root, const char *path, file_entry **entries,
			     size_t *count);

/* A regular file to look into without a copy: it is mapped, so no NUL follows, and a program that
 * shortens it meanwhile ends this one. For large files that packages own. file_view_close ends the
 * view. */
/* Is there a regular file at this path? */
bool file_exists(const char *path);

typedef struct file_view {
	const char *data;
	size_t length;
	void *mapped; /* or NULL: it is empty, or is in the arena */
} file_view;

file_status file_view_open(arena *a, const char *path, size_t most, file_view *result);
void file_view_close(file_view *v);

/* --- paths (file_path.c) -------------------------------------------------------------------- */

/* Join a folder and a relative path, and give the path to open. False: it would leave root (by
 * "..", as an absolute path, or by a symbolic link). A path that names no file is given too;
 * reading it then fails. */
bool file_within(arena *a, const char *root, const char *folder, const char *path,
		 const char **result);

/* The folder part of a path; "." if there is none. */
const char *file_folder(arena *a, const char *path);

/* The part after the last slash: it points into the path given. */
const char *file_base(const char *path);

/* A path in a folder; if the folder is ".", the path alone. */
const char *file_join(arena *a, const char *folder, const char *path);

/* A path without ".", and with ".." resolved where it can be, as it is written: no link is
 * followed. */
const char *file_normal(arena *a, const char *path);

/* The same as an absolute path. If the working folder cannot be named, the program ends with status
 * 1. */
const char *file_absolute(arena *a, const char *path);

/* The path with all links followed; if it leads to nothing, as it is given. */
const char *file_real(arena *a, const char *path);

/* Do two paths lead to the same file on the disk, or will they once it is made? Devices and pipes
 * never count as the same. */
bool file_same(arena *a, const char *one, const char *other);

/* Is it a folder? Does it exist and is neither a regular file nor a folder? */
bool file_is_folder(const char *path);
bool file_is_special(const char *path);

/* --- writing (file_write.c) ----------------------------------------------------------------- */

/* An output that is being written. After a failure further writes do nothing, and file_commit says
 * what failed. */
typedef struct file_output file_output;

/* Begin to write a temporary file in the folder of `path` ("-" is standard output). A symbolic link
 * is followed, since the user named it: what it leads to is replaced. Never NULL; a failure shows
 * at the commit. A signal that ends the program removes the temporary file. */
file_output *file_begin(arena *a, const char *path);

/* The same for a path that the user did not write but that Platen derived from another name: a
 * symbolic link or a device there could lead out of the publication, so it is refused. */
file_output *file_begin_derived(arena *a, const char *path);

/* An output whose bytes are thrown away, to see whether something can be made. It is abandoned,
 * never committed. */
file_output *file_discard(arena *a);

void file_write(file_output *out, const void *data, size_t length);

/* Flush, sync and close; after this only the rename is missing. May be called before the commit,
 * also by a task. Does nothing if the target is not a regular file: then the commit writes
 * everything. */
void file_finish(file_output *out);

/* Finish and rename. NULL: done; otherwise what failed, in words, and no temporary file is left. */
const char *file_commit(file_output *out);

/* The same for files that belong together: none is renamed before all are complete, so a failure
 * leaves all the old files. (Only if a rename or the sync of a folder itself fails, the files
 * before it have been replaced.) *failed is the one that failed. */
const char *file_commit_all(file_output *const *outs, size_t count, size_t *failed);

/* Give up: remove what was written. */
void file_abandon(file_output *out);

/* When the program ends, by a signal, too, remove the file or the empty folder `path`; what was
 * named last goes first. The path is absolute, for the working folder may change. False: out of
 * memory. */
bool file_remove_at_end(const char *path);

#endif
