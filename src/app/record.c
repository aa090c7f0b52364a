/* record: a small YAML file. Strings are written in double quotes, escaped as JSON, which YAML
 * reads alike. */
#include "app/record.h"

#include "base/arena.h"
#include "style/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void put(FILE *out, const char *text)
{
	report_put_json(out, text);
}

const char *record_text(arena *a, const record *what)
{
	char *memory = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&memory, &length);

	if (!out)
		report_die(1, "out of memory");
	fputs("# How this edition was built: `platen rebuild` builds it again by this.\n"
	      "manuscripts: [",
	      out);
	for (const char *const *at = what->manuscripts; *at; at++) {
		fputs(at == what->manuscripts ? "" : ", ", out);
		put(out, *at);
	}
	fputs("]\n", out);
	if (what->style) {
		fputs("style: ", out);
		put(out, what->style);
		fputs("\n", out);
	}
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

static bool read_manuscripts(arena *a, report *r, const value *list, record *result)
{
	const char **names = NULL;
	size_t count = 0, capacity = 0;

	if (!list || list->kind != VALUE_LIST || list->count == 0)
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (!value_string(r, list->entries[i].value, "manuscripts",
				  ARENA_APPEND(a, names, count, capacity)))
			return false;
	*ARENA_APPEND(a, names, count, capacity) = NULL;
	result->manuscripts = names;
	return true;
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
	record *result = ARENA_NEW(a, record);
	const value *map = value_parse(a, r, text, 0, text->length), *date, *style;
	bool good = map && map->kind == VALUE_MAP;

	if (good) {
		style = value_of(map, "style");
		date = value_of(map, "date");
		good = read_manuscripts(a, r, value_of(map, "manuscripts"), result) &&
		       read_versions(a, r, value_of(map, "versions"), result) &&
		       (!style || value_string(r, style, "style", &result->style)) &&
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
