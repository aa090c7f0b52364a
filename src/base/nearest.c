/* nearest: what was most likely meant by a word or a name that is not there: the one that the
 * fewest typing errors lead to, if they are few for its length. */
#include "base/nearest.h"

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <string.h>

enum { WORD_MOST = 48 };

/* Lower case, and '_' or a space as '-': no mistakes worth counting. */
static char folded(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '_' || c == ' ' ? '-' : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The fewest insertions, deletions, changes and swaps of neighbours that turn one word into the
 * other (Damerau 1964; in the form where no part is edited twice). Three rows of the table
 * suffice. */
static int distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
	int rows[3][WORD_MOST + 1];
	for (size_t j = 0; j <= b_size; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= a_size; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		row[0] = (int)i;
		for (size_t j = 1; j <= b_size; j++) {
			bool same = folded(a[i - 1]) == folded(b[j - 1]);
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
			if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
			    folded(a[i - 2]) == folded(b[j - 1]))
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[a_size % 3][b_size];
}

const char *nearest_word(const char *word, const char *const *words, size_t count)
{
	size_t size = strlen(word);
	return nearest_word_within(word, words, count,
				   size >= 9   ? 3
				   : size >= 5 ? 2
				   : size >= 3 ? 1
					       : 0);
}

const char *nearest_word_within(const char *word, const char *const *words, size_t count, int most)
{
	const char *nearest = NULL;
	size_t size = strlen(word);
	int best = 1 + most;
	for (size_t i = 0; i < count && size > 0 && size <= WORD_MOST; i++) {
		size_t other = strlen(words[i]);
		if (other > WORD_MOST)
			continue;
		int d = distance(word, size, words[i], other);
		if (d < best) {
			best = d;
			nearest = words[i];
		}
	}
	return nearest;
}

/* Where the ending of a file's name begins, with its dot. */
static size_t ending(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && dot > name ? (size_t)(dot - name) : strlen(name);
}

static bool same_folded(const char *a, const char *b)
{
	size_t i = 0;
	while (a[i] && folded(a[i]) == folded(b[i]))
		i++;
	return a[i] == b[i];
}

/* The name of a file, or of a folder, in a folder; NULL: none is near. Names with the same ending
 * are compared without it, because a long ending would make quite different short names look alike;
 * where none of them is near, a name may have another ending. */
static const char *entry_near(arena *a, const char *root, const char *folder, const char *name,
			      bool is_folder)
{
	file_entry *entries;
	size_t count, some = 0;
	if (file_list_within(a, root, folder, &entries, &count) != FILE_OK)
		return NULL;
	const char **names = ARENA_ARRAY(a, count + 1, const char *),
		   **stems = ARENA_ARRAY(a, count + 1, const char *);
	const char *stem = arena_copy(a, name, ending(name)), *other = NULL;
	for (size_t i = 0; i < count; i++) {
		const char *entry = entries[i].name;
		if (entries[i].is_folder != is_folder || strcmp(entry, name) == 0)
			continue;
		names[some] = entry;
		stems[some] = arena_copy(a, entry, ending(entry));
		if (same_folded(entry + ending(entry), name + ending(name)))
			some++;
		else if (same_folded(stems[some], stem))
			other = entry;
	}
	const char *near = nearest_word(stem, stems, some);
	for (size_t i = 0; i < some; i++)
		if (stems[i] == near)
			return names[i];
	return other;
}

const char *nearest_file(arena *a, const char *root, const char *path)
{
	const char *folder = file_folder(a, path), *name = file_base(path);
	if (file_is_folder(folder)) {
		const char *near = entry_near(a, root, folder, name, false);
		return near ? file_join(a, folder, near) : NULL;
	}
	const char *outer = file_folder(a, folder);
	const char *near = entry_near(a, root, outer, file_base(folder), true);
	if (!near)
		return NULL;
	const char *other = file_join(a, file_join(a, outer, near), name);
	return file_exists(other) ? other : NULL;
}
