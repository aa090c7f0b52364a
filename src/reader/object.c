/* object: qpdf writes an object as text (that one call costs less than asking for each key), and
 * that text is parsed here. References are numbers until they are followed.
 *
 * Invariant: what is loaded is never loaded again, so that an object's address is its identity. */
#include "reader/object.h"

#include "base/arena.h"
#include "base/hash.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEPTH_MOST = 200,      /* of arrays and dictionaries in each other */
	TEXT_MOST = 256 << 20, /* of all objects without their streams */
	OBJECTS_MOST = 400000, /* qpdf keeps them, too: about 2 KB for each */
	SLOTS = 1024,
	INLINE_FILTERS = 8
};

struct objects {
	arena *arena, *scratch;
	reader_pdf *reader;
	hash_table loaded; /* objects by their id */
	size_t left;       /* bytes of text that may still be read */
};

const object object_null = {.kind = OBJECT_NULL};

objects *object_list_new(arena *a, reader_pdf *f)
{
	objects *s = ARENA_NEW(a, objects);

	*s = (objects){.arena = a, .reader = f, .loaded = hash_new(a, SLOTS), .left = TEXT_MOST};
	return s;
}

bool object_exhausted(const objects *s)
{
	return s->left == 0;
}

/* --- parsing -------------------------------------------------------------------------------- */

static object parse_at(tokens *t, pdf_token first, int depth);

typedef struct object_list {
	object *items;
	size_t count, capacity;
} object_list;

/* "12 0 R": two numbers become a reference. */
static void refer(object_list *l)
{
	object *number = &l->items[l->count - 2], *generation = number + 1;
	double id = number->as.number;

	*number = (object){.kind = OBJECT_REFERENCE};
	if (id > 0 && id < 1e9) {
		number->id = (int)id;
		number->generation = (int)fmin(generation->as.number, 65535);
	}
	l->count--;
}

static bool ends_in_two_numbers(const object_list *l)
{
	return l->count >= 2 && l->items[l->count - 1].kind == OBJECT_NUMBER &&
	       l->items[l->count - 2].kind == OBJECT_NUMBER &&
	       l->items[l->count - 1].as.number >= 0;
}

/* Up to the end of an array or dictionary, whichever it is. */
static object_list parse_items(tokens *t, int depth)
{
	object_list l = {0};

	for (;;) {
		pdf_token next = token_next(t);
		if (next.kind == TOKEN_END || next.kind == TOKEN_ARRAY_END ||
		    next.kind == TOKEN_DICT_END)
			return l;
		if (token_is(&next, "R") && ends_in_two_numbers(&l))
			refer(&l);
		else
			*ARENA_APPEND_ROOM(t->arena, l.items, l.count, l.capacity) =
				parse_at(t, next, depth + 1);
	}
}

static int compare_entries(const void *left, const void *right)
{
	return strcmp(((const object_entry *)left)->key, ((const object_entry *)right)->key);
}

object object_dictionary(object_entry *entries, size_t count)
{
	bool sorted = true;

	for (size_t i = 1; i < count; i++)
		sorted &= compare_entries(&entries[i - 1], &entries[i]) < 0;
	if (!sorted)
		qsort(entries, count, sizeof *entries, compare_entries);
	return (object){.kind = OBJECT_DICT, .count = count, .as.entries = entries};
}

static object dictionary_of(tokens *t, const object_list *l)
{
	object_entry *entries = ARENA_ROOM(t->arena, l->count / 2 + 1, object_entry);
	size_t count = 0;

	for (size_t i = 0; i + 1 < l->count; i += 2)
		if (l->items[i].kind == OBJECT_NAME)
			entries[count++] = (object_entry){l->items[i].as.text, l->items[i + 1]};
	return object_dictionary(entries, count);
}

static object word_of(const pdf_token *t)
{
	if (token_is(t, "true") || token_is(t, "false"))
		return (object){.kind = OBJECT_BOOLEAN, .as.number = *t->text == 't'};
	if (token_is(t, "null"))
		return object_null;
	return (object){.kind = OBJECT_WORD, .count = t->length, .as.text = t->text};
}

static object parse_at(tokens *t, pdf_token first, int depth)
{
	object_list l;

	switch (first.kind) {
	case TOKEN_NUMBER:
		return (object){
			.kind = OBJECT_NUMBER, .whole = first.whole, .as.number = first.number};
	case TOKEN_NAME:
	case TOKEN_STRING:
		return (object){.kind = first.kind == TOKEN_NAME ? OBJECT_NAME : OBJECT_STRING,
				.count = first.length,
				.as.text = first.text};
	case TOKEN_ARRAY:
	case TOKEN_DICT:
		if (depth >= DEPTH_MOST) {
			t->at = t->end;
			return object_null;
		}
		l = parse_items(t, depth);
		if (first.kind == TOKEN_DICT)
			return dictionary_of(t, &l);
		return (object){.kind = OBJECT_ARRAY, .count = l.count, .as.items = l.items};
	default: return word_of(&first);
	}
}

object object_parse(tokens *t, pdf_token first)
{
	return parse_at(t, first, 0);
}

/* --- loading -------------------------------------------------------------------------------- */

static uint64_t hash_id(int id)
{
	return (uint64_t)id * 0x9e3779b97f4a7c15u >> 20;
}

static bool has_id(const void *item, const void *key)
{
	return ((const object *)item)->id == *(const int *)key;
}

static object parse_text(objects *s, reader_bytes text)
{
	tokens t = {s->arena, text.data, text.data + text.length};

	return object_parse(&t, token_next(&t));
}

/* The object that a handle of the reader's leads to. */
static object load(objects *s, reader_object handle)
{
	bool stream = false;
	reader_bytes text = reader_unparse(s->reader, handle, &stream);

	if (text.length >= s->left) {
		s->left = 0;
		return object_null;
	}
	s->left -= text.length;
	object o = parse_text(s, text);
	if (stream && o.kind == OBJECT_DICT)
		o.kind = OBJECT_STREAM;
	return o;
}

/* The file's object with a number; object_null where there is none. */
static const object *by_id(objects *s, int id, int generation)
{
	if (id <= 0)
		return &object_null;
	const object *known = hash_find(&s->loaded, hash_id(id), has_id, &id);
	if (known)
		return known;
	object *o = ARENA_NEW(s->arena, object);
	o->id = id;
	hash_add(s->arena, &s->loaded, hash_id(id), o);
	if (s->loaded.used > OBJECTS_MOST)
		s->left = 0;
	if (s->left == 0)
		return o;
	reader_object handle = reader_by_id(s->reader, id, generation);
	object found = load(s, handle);
	reader_release(s->reader, handle);
	found.id = id;
	found.generation = generation;
	if (found.kind == OBJECT_REFERENCE || found.kind == OBJECT_WORD)
		found.kind = OBJECT_NULL;
	*o = found;
	return o;
}

static const object *of_handle(objects *s, reader_object handle)
{
	int id = reader_id(s->reader, handle);

	if (id > 0)
		return by_id(s, id, reader_generation(s->reader, handle));
	object *o = ARENA_NEW(s->arena, object);
	*o = load(s, handle);
	return o;
}

const object *object_catalog(objects *s)
{
	return of_handle(s, reader_catalog(s->reader));
}

const object *object_trailer(objects *s)
{
	return of_handle(s, reader_trailer(s->reader));
}

const object *object_page(objects *s, size_t index)
{
	return of_handle(s, reader_page(s->reader, index));
}

/* --- looking -------------------------------------------------------------------------------- */

const object *object_resolve(objects *s, const object *o)
{
	return o->kind == OBJECT_REFERENCE ? by_id(s, o->id, o->generation) : o;
}

static const object *find(const object *o, const char *key)
{
	size_t from = 0, to = object_is_dict(o) ? o->count : 0;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcmp(o->as.entries[middle].key, key);
		if (order == 0)
			return &o->as.entries[middle].value;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

bool object_is_dict(const object *o)
{
	return o->kind == OBJECT_DICT || o->kind == OBJECT_STREAM;
}

bool object_has(const object *o, const char *key)
{
	const object *found = find(o, key);

	return found && found->kind != OBJECT_NULL;
}

const object *object_get(objects *s, const object *o, const char *key)
{
	const object *found = find(o, key);

	return found ? object_resolve(s, found) : &object_null;
}

const object *object_item(objects *s, const object *array, size_t index)
{
	if (array->kind != OBJECT_ARRAY || index >= array->count)
		return &object_null;
	return object_resolve(s, &array->as.items[index]);
}

bool object_is_name(const object *o, const char *name)
{
	return o->kind == OBJECT_NAME && strcmp(o->as.text, name) == 0;
}

const char *object_name(const object *o)
{
	return o->kind == OBJECT_NAME ? o->as.text : NULL;
}

double object_number(const object *o, double otherwise)
{
	return o->kind == OBJECT_NUMBER ? o->as.number : otherwise;
}

bool object_is_true(const object *o)
{
	return o->kind == OBJECT_BOOLEAN && o->as.number != 0;
}

const char *object_text(objects *s, const object *o)
{
	if (o->kind != OBJECT_STRING)
		return NULL;
	return reader_decode(s->reader, o->as.text, o->count);
}

/* --- streams -------------------------------------------------------------------------------- */

static reader_status data_of(objects *s, arena *a, const object *stream, size_t most, bool undone,
			     reader_bytes *result)
{
	if (stream->kind != OBJECT_STREAM)
		return READER_NO_STREAM;
	reader_object handle = reader_by_id(s->reader, stream->id, stream->generation);
	reader_status status = undone ? reader_stream(s->reader, a, handle, most, result)
				      : reader_raw_stream(s->reader, a, handle, result);
	reader_release(s->reader, handle);
	return status;
}

reader_status object_data(objects *s, arena *a, const object *stream, size_t most,
			  reader_bytes *result)
{
	return data_of(s, a, stream, most, true, result);
}

reader_status object_raw_data(objects *s, arena *a, const object *stream, reader_bytes *result)
{
	return data_of(s, a, stream, 0, false, result);
}

/* --- pictures' data ------------------------------------------------------------------------- */

const object *object_either(objects *s, const object *image, const char *key,
			    const char *abbreviation)
{
	const object *found = object_get(s, image, key);

	return found->kind == OBJECT_NULL ? object_get(s, image, abbreviation) : found;
}

/* ISO 32000-1, table 94; NULL: none of them. */
static const char *filter_named(const char *name)
{
	static const char *const names[][2] = {{"AHx", "ASCIIHexDecode"}, {"A85", "ASCII85Decode"},
					       {"LZW", "LZWDecode"},      {"Fl", "FlateDecode"},
					       {"RL", "RunLengthDecode"}, {"CCF", "CCITTFaxDecode"},
					       {"DCT", "DCTDecode"}};

	for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i][0]) == 0 || strcmp(name, names[i][1]) == 0)
			return names[i][1];
	return NULL;
}

/* Numbers alone: that is what parameters of filters are. Of others than these qpdf wants none. */
static const char *parameters_of(objects *s, arena *a, const object *o)
{
	static const char *const keys[] = {"Predictor", "Colors", "BitsPerComponent", "Columns",
					   "EarlyChange"};
	const char *text = "<<";

	if (!object_is_dict(o))
		return " null";
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		double value = object_number(object_get(s, o, keys[i]), -1);
		if (value >= 0 && value < INT_MAX)
			text = arena_print(a, "%s/%s %d", text, keys[i], (int)value);
	}
	return arena_print(a, "%s>>", text);
}

reader_status object_unpack(objects *s, arena *a, const object *image, reader_bytes packed,
			    size_t most, reader_bytes *result)
{
	const object *filter = object_either(s, image, "Filter", "F"),
		     *more = object_either(s, image, "DecodeParms", "DP");
	const bool several = filter->kind == OBJECT_ARRAY;
	const size_t count = several ? filter->count : filter->kind != OBJECT_NULL;
	const char *names = "[", *parameters = "[";

	*result = packed;
	if (count == 0)
		return packed.length > most ? READER_HUGE : READER_OK;
	for (size_t i = 0; i < count; i++) {
		const char *name =
			filter_named(object_name(several ? object_item(s, filter, i) : filter));
		if (!name || i >= INLINE_FILTERS)
			return READER_DAMAGED;
		if (i + 1 == count && strcmp(name, "DCTDecode") == 0)
			break;
		names = arena_print(a, "%s/%s", names, name);
		parameters =
			arena_print(a, "%s%s", parameters,
				    parameters_of(s, a, several ? object_item(s, more, i) : more));
	}
	return reader_unpack(s->reader, a, packed, arena_print(a, "%s]", names),
			     arena_print(a, "%s]", parameters), most, result);
}
