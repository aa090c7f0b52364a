/* report_print: what a message looks like, in each format. Private to report.c. */
#ifndef PLATEN_REPORT_PRINT_H
#define PLATEN_REPORT_PRINT_H

#include "base/report.h"

typedef struct message {
	report_level level; /* after --werror */
	const char *code;
	place where;
	const char *text;
	const char *line; /* of the source, to be shown under the message; NULL: none */
	size_t line_length;
} message;

/* Print a message in the format of the options; nothing if they are quiet and it is not an
 * error. */
void report_print(FILE *out, const report_options *options, const message *m);

#endif
