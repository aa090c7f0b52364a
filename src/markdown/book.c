/* book: collects the chapters found in a folder. A list may only name files inside the
 * publication's folder; that is checked when they are opened. */
#include "markdown/book.h"

#include "base/file.h"
#include "markdown/manuscript_private.h"
#include "markdown/path.h"

#define LIST_MOST ((size_t)4 << 20)

const source *book_open(book_folder *b, const char *name)
{
	const char *path;
	source *s = ARENA_NEW(b->arena, source);
	if (!file_within(b->arena, b->root, b->folder, name, &path))
		return NULL;
	s->name = path;
	file_status status =
		file_read_within(b->arena, b->root, path, LIST_MOST, &s->text, &s->length);
	if (status == FILE_ABSENT || status == FILE_IS_FOLDER)
		return NULL;
	report_source(b->report, s);
	if (status != FILE_OK) {
		s->text = NULL;
		report_at(b->report, REPORT_FILE_UNREADABLE, (place){s, 0, 0},
			  "'%s' can't be read; change its permissions (chmod u+r)", path);
		return NULL;
	}
	if (!text_check(b->report, s))
		return NULL;
	*ARENA_APPEND(b->arena, b->sources, b->source_count, b->source_capacity) = s;
	return s;
}

bool book_has(const book_folder *b, const char *name)
{
	const char *path;
	return file_within(b->arena, b->root, b->folder, name, &path) && path_exists(path);
}

void book_add(book_folder *b, const book_chapter *chapter)
{
	book_chapter *c = ARENA_APPEND(b->arena, b->chapters, b->count, b->capacity);
	*c = *chapter;
	c->matter = b->matter;
}

void book_add_images(book_folder *b, const char *folder)
{
	if (book_has(b, folder))
		*ARENA_APPEND(b->arena, b->images, b->image_count, b->image_capacity) = folder;
}

void book_too_deep(book_folder *b, place where, int most)
{
	report_at(b->report, REPORT_NESTING_TOO_DEEP, where,
		  "chapters are more than %d levels deep here; list them higher up", most);
}

void book_too_many(book_folder *b, place where, size_t most)
{
	if (!b->is_full)
		report_at(b->report, REPORT_LIMIT_EXCEEDED, where,
			  "this is more than %zu texts; make several publications of them", most);
	b->is_full = true;
}

void book_key(book_folder *b, const char *key, const value *v)
{
	value_entry *entries = (value_entry *)b->keys.entries;
	if (!v || v->kind == VALUE_NULL || value_of(&b->keys, key))
		return;
	*ARENA_APPEND(b->arena, entries, b->keys.count, b->key_capacity) =
		(value_entry){key, v->place, v};
	b->keys.entries = entries;
}

void book_say(book_folder *b, const char *key, const char *text)
{
	value *v = ARENA_NEW(b->arena, value);
	*v = (value){.kind = VALUE_SCALAR, .place = b->listed, .text = text};
	book_key(b, key, v);
}

void book_base(book_folder *b, const value *address)
{
	const char *text = book_text(address);
	if (!text || (strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0))
		return;
	value *links = ARENA_NEW(b->arena, value);
	value_entry *entry = ARENA_NEW(b->arena, value_entry);
	*entry = (value_entry){"base", address->place, address};
	*links = (value){.kind = VALUE_MAP,
			 .place = address->place,
			 .text = "",
			 .count = 1,
			 .entries = entry};
	book_key(b, "links", links);
}

const char *book_text(const value *v)
{
	return v && v->kind == VALUE_SCALAR && *v->text ? v->text : NULL;
}

const value *book_value(const value *v, const char *path)
{
	char key[64];
	while (v && *path) {
		size_t n = strcspn(path, ".");
		if (n >= sizeof key)
			return NULL;
		memcpy(key, path, n);
		key[n] = '\0';
		v = value_of(v, key);
		path += n + (path[n] == '.');
	}
	return v;
}

bool book_is_address(const char *path)
{
	return path_has_scheme(path) || strncmp(path, "//", 2) == 0;
}

void book_settle(book_folder *b)
{
	map *named = map_new(b->arena), *taken = map_new(b->arena);
	size_t count = 0;
	for (size_t i = 0; i < b->count; i++)
		if (b->chapters[i].path && !b->chapters[i].found)
			map_put(named, file_normal(b->arena, b->chapters[i].path), b);
	for (size_t i = 0; i < b->count; i++) {
		const book_chapter c = b->chapters[i];
		const char *path = c.found ? file_normal(b->arena, c.path) : NULL;
		if (path && (map_get(named, path) || map_get(taken, path)))
			continue;
		if (path)
			map_put(taken, path, b);
		b->chapters[count++] = c;
	}
	b->count = count;
}
