/* preflight_json: the report of preflight for programs. */
#ifndef PLATEN_PREFLIGHT_JSON_H
#define PLATEN_PREFLIGHT_JSON_H

#include "preflight/preflight.h"

#include <stdio.h>

/* A report under way, begun with where it goes and in which form; the rest is zero. */
typedef struct preflight_json {
	FILE *out;
	bool sarif;
	size_t files, results;
} preflight_json;

void preflight_json_begin(preflight_json *j);
void preflight_json_put(preflight_json *j, const preflight_result *result);
void preflight_json_end(preflight_json *j);

#endif
