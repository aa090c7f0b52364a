/* shape_features: OpenType features as style sheets write them. Private to shape. */
#ifndef PLATEN_SHAPE_FEATURES_H
#define PLATEN_SHAPE_FEATURES_H

#include <hb.h>

/* Read features such as "onum, -liga": how many were read, at most `room`. */
unsigned shape_features_read(const char *text, hb_feature_t *into, unsigned room);

#endif
