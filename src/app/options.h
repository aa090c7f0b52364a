/* options: the command line. */
#ifndef PLATEN_OPTIONS_H
#define PLATEN_OPTIONS_H

#include "base/report.h"
#include "document/edition.h"

#include <stdint.h>

typedef enum command {
	COMMAND_BUILD,
	COMMAND_CHECK,
	COMMAND_FONTS,
	COMMAND_NEW,
	COMMAND_VERIFY,
	COMMAND_EXTRACT,
	COMMAND_REBUILD,
	COMMAND_PREFLIGHT
} command;
typedef enum dump_stage { DUMP_NONE, DUMP_DOCUMENT, DUMP_STYLE, DUMP_LINES, DUMP_PAGES } dump_stage;

typedef struct options {
	command command;
	const char **manuscripts;
	size_t manuscript_count;
	const char *output; /* NULL: named after the first manuscript */
	const char *style;
	const char *root;
	const char *from; /* new: the folder whose publication.yaml is written, or NULL */
	const char *deps;
	const char *quality;  /* where to write the quality report, or NULL */
	const char *lock;     /* fonts: where to write the lock, or NULL */
	bool lock_derived;    /* the user did not write its name */
	edition_set editions; /* asked for on the command line, or the default */
	bool all_editions;    /* --edition=all: and those that publication.yaml asks for */
	bool edition_given;   /* on the command line: it is not asked of publication.yaml */
	bool locked, time, verbose, proof;
	bool preflight; /* build: hold what it writes for the press to the rules */
	bool trace_lines, trace_pages;
	dump_stage dump;
	unsigned threads; /* -j, at least 1 */
	int64_t memory;   /* at most, in bytes */
	int profiles;     /* preflight: of rules_profile */
	int ink_most;     /* preflight: per cent in one place; 0: no limit */
	report_options report;
} options;

enum { EXIT_DONE = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2, EXIT_OUTPUT = 3 };

/* Read the command line. Returns true to go on; otherwise *status is what to exit with (help and
 * version were printed, or what is wrong with the command line was said). `result` lends from argv
 * and from the arena. */
bool options_parse(arena *a, int argc, char **argv, options *result, int *status);

#endif
