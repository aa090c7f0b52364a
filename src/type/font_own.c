/* font_own: the fonts in a publication's folder `fonts`. The folder is read here, file by file:
 * fontconfig would use the user's cache, which only compares the folder's time, and so miss a file
 * that is replaced in place. Only regular files inside the publication count, once links are
 * followed; a link that leads out is refused. Contract: it may run in the background, so it takes
 * memory from the library's second arena and leaves its messages to font_own_report. */
#include "type/font_private.h"

#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES_MOST = 4096, DEPTH_MOST = 8 };

typedef struct search {
	font_library *library;
	FcConfig *config;
	size_t files, refused_capacity;
} search;

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A folder's entries in the order of their names' bytes, without "." and "..". */
static const char **entries_of(arena *a, const char *folder, size_t *count)
{
	const char **names = NULL;
	size_t capacity = 0;
	DIR *open = opendir(folder);
	*count = 0;
	for (struct dirent *e; open && (e = readdir(open)) && *count < FILES_MOST;)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			*ARENA_APPEND(a, names, *count, capacity) =
				arena_copy(a, e->d_name, strlen(e->d_name));
	if (open)
		closedir(open);
	if (*count)
		qsort(names, *count, sizeof *names, by_name);
	return names;
}

static void refuse(search *s, const char *path)
{
	font_library *l = s->library;
	*ARENA_APPEND(l->own_arena, l->refused, l->refused_count, s->refused_capacity) = path;
}

static void add_folder(search *s, const char *folder, int depth);

static void add_entry(search *s, const char *folder, const char *name, int depth)
{
	font_library *l = s->library;
	arena *a = l->own_arena;
	const char *path = arena_print(a, "%s/%s", folder, name), *inside;
	struct stat entry, target;
	if (lstat(path, &entry) != 0 || stat(path, &target) != 0)
		return; /* a link to nothing */
	if (S_ISLNK(entry.st_mode) && !file_within(a, l->options.root, folder, name, &inside))
		refuse(s, path);
	else if (S_ISDIR(target.st_mode) && depth < DEPTH_MOST)
		add_folder(s, path, depth + 1);
	else if (S_ISREG(target.st_mode) && s->files++ < FILES_MOST)
		FcConfigAppFontAddFile(s->config, (const FcChar8 *)path); /* false: no font */
}

static void add_folder(search *s, const char *folder, int depth)
{
	size_t count;
	const char **names = entries_of(s->library->own_arena, folder, &count);
	for (size_t i = 0; i < count; i++)
		add_entry(s, folder, names[i], depth);
}

void font_own_add(font_library *l, FcConfig *config)
{
	search s = {.library = l, .config = config};
	if (l->options.own)
		add_entry(&s, file_folder(l->own_arena, l->options.own), file_base(l->options.own),
			  0);
}

void font_own_report(font_library *l)
{
	for (size_t i = 0; i < l->refused_count; i++)
		report_at(l->report, REPORT_FILE_OUTSIDE, (place){0},
			  "'%s' is a symbolic link that leads out of the publication; put a copy "
			  "of the font there, or give a wider --root",
			  l->refused[i]);
}
