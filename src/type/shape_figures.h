/* shape_figures: figures beside capitals. Private to shape. */
#ifndef PLATEN_SHAPE_FIGURES_H
#define PLATEN_SHAPE_FIGURES_H

#include "type/shape_private.h"

#include <hb.h>

/* Do an appearance's features include old-style figures? */
bool shape_figures_are_old_style(const hb_feature_t *features, unsigned count);

/* Mark the figures of a word that are next to capitals. */
void shape_figures_find(letters *word);

/* Features that make the marked figures from `from` up to `end` lining; returns how many, at most
 * `room`. */
unsigned shape_figures_features(const letter *from, const letter *end, hb_feature_t *into,
				unsigned room);

#endif
