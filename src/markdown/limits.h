/* limits: finds texts on which cmark would take too much time or memory, before they are parsed:
 * they are refused, or parsed without tables or addresses. */
#ifndef PLATEN_LIMITS_H
#define PLATEN_LIMITS_H

#include "markdown/manuscript_private.h"
#include "markdown/syntax.h"

/* May a text be parsed, and with what? False after reporting why not. */
bool limits_look(manuscript *m, passage *p, syntax_options *options);

/* Might a text have an address that becomes a link? */
bool limits_has_addresses(const passage *p);

#endif
