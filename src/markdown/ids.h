/* ids: what links can lead to. */
#ifndef PLATEN_IDS_H
#define PLATEN_IDS_H

#include "markdown/manuscript_private.h"

typedef struct ids ids;

/* Take the ids that are written, and give each heading without one an id from its words. An id may
 * be written once in each file; if another file has the same id, a number is appended, so that ids
 * are unique in the document. */
ids *ids_new(manuscript *m);

/* The node with this id: looked for in the file first, then in the whole document. NULL: there is
 * none. */
node *ids_find(ids *t, const manuscript_file *file, const char *id);

/* The same in one file alone. */
node *ids_find_in(ids *t, const manuscript_file *file, const char *id);

/* The id that was most likely meant, or NULL. The number of guesses is limited, since each compares
 * all ids. */
const char *ids_nearest(ids *t, const char *id);

/* A heading's words as GitHub and kramdown make an id of them. */
const char *ids_slug(manuscript *m, const node *heading);

#endif
