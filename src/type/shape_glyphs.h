/* shape_glyphs: HarfBuzz's glyphs in scaled points. Private to shape. */
#ifndef PLATEN_SHAPE_GLYPHS_H
#define PLATEN_SHAPE_GLYPHS_H

#include "type/shape.h"

/* Font units at a size, rounded. */
int32_t shape_scaled(int64_t units, length size, int em);

/* The run's glyphs from the buffer, their count and width. Clusters count from `start`; tracking
 * comes after the last glyph of a cluster, so that no mark moves off its base. */
const glyph *shape_glyphs_of(arena *a, hb_buffer_t *buffer, uint32_t start, length tracking,
			     run *r);

#endif
