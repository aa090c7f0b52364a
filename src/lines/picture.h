/* picture: how large an image is set, in a line or as a figure, and how many grid lines it
 * takes. */
#ifndef PLATEN_PICTURE_H
#define PLATEN_PICTURE_H

#include "lines/setter.h"

/* The most grid lines that an image in a note may take. */
enum { PICTURE_ROWS_IN_NOTE = 4 };

/* The grid lines of an image: it sits on the last one's baseline, with a quarter of a line above it
 * at least. One in a line of text needs no room above it as long as it is no taller than a line. */
int picture_rows(length height, length grid);
int picture_rows_in_line(length height, length grid);

/* The height of the tallest image that fits into so many grid lines. */
length picture_tallest(int rows, length grid);

/* What an image may take, and what its `width` and `height` are relative to. */
typedef struct picture_room {
	length measure, tallest;
	length em;
} picture_room;

/* The size of a NODE_IMAGE: what it (or the figure that it is alone in) asks for by `width`
 * ("60mm", or "50%" of the measure) and `height` ("3 lines", or "50%" of the page's lines), or its
 * own; always within the room, and with its proportions kept. With both, it is as large as fits in
 * both. A value that can't be read is ATTRIBUTE_BAD and asks for nothing. */
void picture_size(const setter *s, const node *n, const image *i, const picture_room *room,
		  length *width, length *height);

/* The height of an image that is set as wide as `room->measure` and keeps its proportions: what its
 * `height` asks for, or its own; never more than the room. */
length picture_height_across(const setter *s, const node *n, const image *i,
			     const picture_room *room);

/* The size of an image that covers an area: as small as possible, its proportions kept. */
void picture_cover(const image *i, length width, length height, length *whole_width,
		   length *whole_height);

#endif
