/* frames: what takes the place of pictures that can't be shown. */
#ifndef PLATEN_FRAMES_H
#define PLATEN_FRAMES_H

#include "document/document.h"

/* Put a frame with the picture's description (or, where the caption says that, its address) in
 * place of each picture of a figure that `is_there` denies, and words in place of one in a line.
 * Before layout; the tree is numbered again where it changes. */
void frames_put(document *d, arena *a, bool (*is_there)(const node *picture, void *context),
		void *context);

#endif
