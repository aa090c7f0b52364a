/* frames: replacements for pictures that cannot be shown. */
#ifndef PLATEN_FRAMES_H
#define PLATEN_FRAMES_H

#include "document/document.h"

/* Replace each picture for which `is_there` is false: a figure's picture by a frame with its
 * description (or its address, if the caption already says the same), a picture in a line by words.
 * Before layout; the tree is numbered again where it changes. */
void frames_put(document *d, arena *a, bool (*is_there)(const node *picture, void *context),
		void *context);

#endif
