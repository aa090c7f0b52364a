/* list_label: the numbers of lists as they are printed. */
#ifndef PLATEN_LIST_LABEL_H
#define PLATEN_LIST_LABEL_H

#include "document/node.h"

/* The label of an ordered list's item: "3.", "(c)", "iv)"; the arena's. */
const char *list_label(arena *a, const node *list, long number);

#endif
