/* picture: how large an image is set, in a line or as a figure. */
#ifndef PLATEN_PICTURE_H
#define PLATEN_PICTURE_H

#include "lines/setter.h"

/* What an image may take, and what its `width` and `height` are relative to. */
typedef struct picture_room {
	length measure, tallest;
	length em;
} picture_room;

/* The size of a NODE_IMAGE: what it (or the figure that it is alone in) asks for by `width`
 * ("60mm", or "50%" of the measure) and `height`
 * ("3 lines", or "50%" of the page's lines), or its own, with its proportions kept and within the
 * room. Asked for by both, it is as large as fits in both. What can't be read is ATTRIBUTE_BAD and
 * asks for nothing. */
void picture_size(const setter *s, const node *n, const image *i, const picture_room *room,
		  length *width, length *height);

#endif
