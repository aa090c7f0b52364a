/* placed_spot: how a spot ink of a PDF's page looks where it is not printed with a plate of its
 * own. */
#ifndef PLATEN_PLACED_SPOT_H
#define PLATEN_PLACED_SPOT_H

#include "reader/reader.h"

typedef enum placed_spot_space {
	PLACED_SPOT_UNKNOWN, /* of other spaces, or by a program */
	PLACED_SPOT_GRAY,
	PLACED_SPOT_RGB,
	PLACED_SPOT_CMYK,
	PLACED_SPOT_LAB
} placed_spot_space;

/* All of the ink, in a space: 0 to 1, or Lab's own numbers. */
typedef struct placed_spot_look {
	placed_spot_space space;
	double full[4];
} placed_spot_look;

/* What [/Separation /Name alternate function] looks like. */
placed_spot_look placed_spot_read(reader_pdf *f, arena *a, reader_object separation);

/* Are both known, and do they look different? */
bool placed_spot_differ(const placed_spot_look *a, const placed_spot_look *b);

/* As a style sheet would write it: "cmyk: [0, 80, 100, 0]". */
const char *placed_spot_words(arena *a, const placed_spot_look *look);

#endif
