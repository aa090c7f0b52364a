/* shape_glyphs: HarfBuzz's glyphs in scaled points. Private to shape. */
#ifndef PLATEN_SHAPE_GLYPHS_H
#define PLATEN_SHAPE_GLYPHS_H

#include "type/shape.h"

/* Font units at a size, rounded. */
int32_t shape_scaled(int64_t units, length size, int em);

/* A run's glyphs out of the buffer, and its count and width; clusters are counted from `start`, and
 * tracking is after the last glyph of a cluster, so that it moves no mark off its base. */
const glyph *shape_glyphs_of(arena *a, hb_buffer_t *buffer, uint32_t start, length tracking,
			     run *r);

#endif
