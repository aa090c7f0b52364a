/* record: a small YAML file. Strings are in double quotes with JSON's escapes, which YAML reads in
 * the same way. */
#include "app/record.h"

#include "base/arena.h"
#include "style/value.h"

#include <inttypes.h>
#include <stdlib.h>

static void put(FILE *out, const char *text)
{
	report_put_json(out, text);
}

static void put_names(FILE *out, const char *key, const char *const *names)
{
	fprintf(out, "%s: [", key);
	for (const char *const *at = names; *at; at++) {
		fputs(at == names ? "" : ", ", out);
		put(out, *at);
	}
	fputs("]\n", out);
}

const char *record_text(arena *a, const record *what)
{
	char *memory = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&memory, &length);

	if (!out)
		report_die(1, "out of memory");
	fputs("# How this edition was built: `platen rebuild` builds it again by this.\n", out);
	put_names(out, "manuscripts", what->manuscripts);
	if (*what->left_out)
		put_names(out, "left-out", what->left_out);
	if (what->style) {
		fputs("style: ", out);
		put(out, what->style);
		fputs("\n", out);
	}
	if (what->draft)
		fputs("draft: true\n", out);
	if (what->dated)
		fprintf(out, "date: %" PRId64 "\n", what->date);
	fputs("versions:\n", out);
	for (const version *v = what->versions; v->name; v++) {
		fprintf(out, "  %s: ", v->name);
		put(out, v->number);
		fputs("\n", out);
	}
	if (fclose(out) != 0)
		report_die(1, "out of memory");
	const char *text = arena_copy(a, memory, length);
	free(memory);
	return text;
}

/* NULL: it is no list of names, or an empty one. */
static const char *const *read_names(arena *a, report *r, const value *list, const char *key)
{
	const char **names = NULL;
	size_t count = 0, capacity = 0;

	if (!list || list->kind != VALUE_LIST || list->count == 0)
		return NULL;
	for (size_t i = 0; i < list->count; i++)
		if (!value_string(r, list->entries[i].value, key,
				  ARENA_APPEND(a, names, count, capacity)))
			return NULL;
	*ARENA_APPEND(a, names, count, capacity) = NULL;
	return names;
}

static bool read_versions(arena *a, report *r, const value *map, record *result)
{
	version *list = NULL;
	size_t count = 0, capacity = 0;

	if (!map || map->kind != VALUE_MAP)
		return false;
	for (size_t i = 0; i < map->count; i++) {
		version *v = ARENA_APPEND(a, list, count, capacity);
		v->name = map->entries[i].key;
		if (!value_string(r, map->entries[i].value, v->name, &v->number))
			return false;
	}
	*ARENA_APPEND(a, list, count, capacity) = (version){NULL, NULL};
	result->versions = list;
	return true;
}

const record *record_read(arena *a, report *r, const source *text)
{
	static const char *const nothing[] = {NULL};
	record *result = ARENA_NEW(a, record);
	const value *map = value_parse(a, r, text, 0, text->length), *date, *style, *left_out,
		    *draft;
	bool good = map && map->kind == VALUE_MAP;

	if (good) {
		style = value_of(map, "style");
		date = value_of(map, "date");
		left_out = value_of(map, "left-out");
		draft = value_of(map, "draft");
		result->left_out = left_out ? read_names(a, r, left_out, "left-out") : nothing;
		result->manuscripts = read_names(a, r, value_of(map, "manuscripts"), "manuscripts");
		good = result->manuscripts && result->left_out &&
		       read_versions(a, r, value_of(map, "versions"), result) &&
		       (!style || value_string(r, style, "style", &result->style)) &&
		       (!draft || value_boolean(r, draft, "draft", &result->draft)) &&
		       (!date || date->kind == VALUE_SCALAR);
		if (good && date) {
			result->dated = true;
			result->date = strtoll(date->text, NULL, 10);
		}
	}
	if (!good)
		report_at(r, REPORT_PDF_FOREIGN, (place){text, 0, 0},
			  "this is no build record that Platen wrote");
	return good ? result : NULL;
}
