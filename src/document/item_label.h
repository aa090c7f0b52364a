/* item_label: the numbers of lists as they are printed. */
#ifndef PLATEN_ITEM_LABEL_H
#define PLATEN_ITEM_LABEL_H

#include "document/node.h"

/* The label of an ordered list's item: "3.", "(c)", "iv)"; the arena's. */
const char *item_label(arena *a, const node *list, long number);

#endif
