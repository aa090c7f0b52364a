/* pixels: how much ink the pixels of a picture in a PDF would print. */
#ifndef PLATEN_PIXELS_H
#define PLATEN_PIXELS_H

#include "preflight/space.h"

typedef struct pixels_ink {
	bool known; /* false: not CMYK or colorants, compressed in a way that is not read here, huge
		     */
	double share; /* of the picture that has more ink than the limit, 0 to 1 */
	double most;  /* the most ink of a pixel; 3 is 300 % */
	double cost;  /* of the look: about the bytes and pixels that were looked at */
} pixels_ink;

/* `inline_data`: an inline image's, with its filters; else NULL. `resources` is where its colour
 * space is looked for. A JPEG is looked at in blocks of eight by eight pixels, of which each is an
 * average. */
pixels_ink pixels_look(objects *o, space_list *s, const object *image,
		       const reader_bytes *inline_data, const object *resources, double limit);

/* How many channels the head (ihdr) of a picture in JPEG 2000 says; 0: none; -1: it is no such
 * picture. */
int pixels_jpx_channels(objects *o, arena *scratch, const object *image);

#endif
