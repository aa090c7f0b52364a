/* ids: what links can lead to. */
#ifndef PLATEN_IDS_H
#define PLATEN_IDS_H

#include "markdown/manuscript_private.h"

typedef struct ids ids;

/* Take the ids that are written, and give each heading without one an id from its words. An id may
 * be written once in each file; nodes whose id another file has, too, get one with a number after
 * it, so that ids are unique in the document. */
ids *ids_new(reader *m);

/* What has this id: looked for in a file first, then in the whole document. NULL: nothing has it.
 */
node *ids_find(ids *t, const manuscript_file *file, const char *id);

/* The same in one file alone. */
node *ids_find_in(ids *t, const manuscript_file *file, const char *id);

/* The id that was most likely meant, or NULL. After some guesses there are no more: each looks at
 * all ids. */
const char *ids_nearest(ids *t, const char *id);

#endif
