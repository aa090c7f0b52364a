/* containers: what other programs write around blocks, as divisions. */
#ifndef PLATEN_CONTAINERS_H
#define PLATEN_CONTAINERS_H

#include "markdown/manuscript_private.h"

/* A directive of MyST around blocks, on the line of its fence. */
typedef struct container {
	size_t line;
	const char *name;
	const char *kind, *class; /* of a box (alerts.c), of a division, or NULL */
	const char *before;       /* words before its title, or NULL */
	const char *id, *classes; /* of its options, or NULL */
} container;

/* Change the lines of a text that open and close containers of other programs into those of
 * divisions. Lines keep their lengths, so places stay true. */
void containers_read(manuscript *m, passage *p);

/* The directive whose fence is on a line, or NULL. */
const container *containers_on(const passage *p, size_t line);

/* Warn of what is left out. */
void containers_report(manuscript *m, passage *p);

#endif
