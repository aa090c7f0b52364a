/* myst: MyST's directives that are set as figures, tables or code, or are not set at all. */
#ifndef PLATEN_MYST_H
#define PLATEN_MYST_H

#include "markdown/manuscript_private.h"

/* An option of a directive; its name and value are bytes of the line. */
typedef struct myst_option {
	const char *name, *value;
	size_t size, length; /* of the name, of the value */
} myst_option;

/* Read a line as an option: ":name: value", or "name: value" in YAML. False: it is none. */
bool myst_option_read(const char *line, const char *end, bool yaml, myst_option *o);

/* Is a line the "---" that begins or ends a YAML block of options? */
bool myst_is_yaml_mark(const char *line, const char *end);
bool myst_option_is(const myst_option *o, const char *name);

/* Is it a directive that does not hold blocks? */
bool myst_know(const char *name, size_t size);

/* Append what the code of a fence "{name} words" means; false: it is code, perhaps with another
 * info than *info. */
bool myst_code(manuscript *m, passage *p, node *code, const char **info, node *to);

/* Give a division what a directive says; `words`: those after its colons. Returns its title's
 * words, or NULL. */
node *myst_begin(manuscript *m, passage *p, const struct container *c, const char *words, node *n);

/* When its blocks are read: a box, a table with a caption, or a division with a title. */
void myst_end(manuscript *m, const struct container *c, node *n, node *title);

#endif
