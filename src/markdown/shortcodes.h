/* shortcodes: what a line with a shortcode of Hugo's or GitBook's says. */
#ifndef PLATEN_SHORTCODES_H
#define PLATEN_SHORTCODES_H

#include "markdown/manuscript_private.h"

enum { SHORTCODES = 13 };

/* An option that means nothing here, as it is written at a byte of the passage. */
typedef struct left_out {
	size_t at;
	const char *text;
} left_out;

extern const char *const shortcodes_names[SHORTCODES];

typedef struct shortcode {
	const char *name, *kind;
	const char *title;
	size_t title_size;
	bool closes;
} shortcode;

/* Read the bytes of a line: "{{< name … >}}", "{{% name … %}}", "{% name … %}", and those that
 * close. `m`: remember what of it is left out; or NULL. False: it is no shortcode of a box. */
bool shortcodes_read(manuscript *m, passage *p, size_t from, size_t to, shortcode *s);

/* Remember that bytes of the passage are left out, for a warning (containers_report). */
void shortcodes_leave_out(manuscript *m, passage *p, const char *text, size_t size);

#endif
