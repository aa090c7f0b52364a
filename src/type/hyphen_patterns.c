/* hyphen_patterns: a language's patterns and list of words, read from their files. The part or task
 * that first needs them reads them, under the language's lock; after that they do not change. */
#include "type/hyphen_private.h"

#include "base/arena.h"
#include "base/file.h"
#include "type/hyphen_language.h"

#include <string.h>

enum { DICTIONARY_MOST = 32 << 20 };

/* A file that does not exist is passed over; one that cannot be read ends the program, since
 * without it the lines would differ. */
static file_status read_list(arena *a, const char *path, const char **text, size_t *length)
{
	file_status status = file_read(a, path, DICTIONARY_MOST, text, length);
	if (status == FILE_FAILED)
		report_die(1, "%s cannot be read: the disk fails, or too many files are open",
			   path);
	return status;
}

static void read_words(hyphen_patterns *g, arena *scratch)
{
	const char *text;
	size_t length;
	if (!g->compounds)
		return;
	const char *path = arena_print(scratch, "%s/%s", g->lists, g->compounds->words);
	if (read_list(scratch, path, &text, &length) != FILE_OK)
		return;
	g->words = hyphen_words_read(g->arena, text, length);
	g->list = arena_copy(g->arena, path, strlen(path));
}

static void read_patterns(hyphen_patterns *g)
{
	arena *scratch = arena_new();
	const char *const *file = hyphen_language_files(scratch, g->tag);
	const char *more = hyphen_language_more(g->tag);
	for (; *file && !g->dictionary && !g->unreadable; file++) {
		const char *path = arena_print(scratch, "%s/hyph_%s.dic", g->folder, *file), *text;
		size_t length;
		file_status status = read_list(scratch, path, &text, &length);
		if (status == FILE_OK)
			g->dictionary = hyphen_dictionary_read(g->arena, text, length, more);
		if (g->dictionary)
			g->file = arena_copy(g->arena, path, strlen(path));
		if (!g->dictionary && status != FILE_ABSENT)
			g->unreadable = arena_copy(g->arena, path, strlen(path));
	}
	g->compounds = g->dictionary ? hyphen_compounds_of(g->tag) : NULL;
	read_words(g, scratch);
	arena_free(scratch);
	const hyphen_language *row = hyphen_language_of(g->tag);
	g->left = row ? row->left : 2;
	g->right = row ? row->right : 2;
}

void hyphen_read(hyphen_patterns *g)
{
	if (atomic_load_explicit(&g->loaded, memory_order_acquire))
		return;
	pthread_mutex_lock(&g->reading);
	if (!g->loaded)
		read_patterns(g);
	atomic_store_explicit(&g->loaded, true, memory_order_release);
	pthread_mutex_unlock(&g->reading);
}
