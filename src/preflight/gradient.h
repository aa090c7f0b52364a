/* gradient: the inks of an axial or radial shading (ISO 32000-1, 8.7.4.5), along its way and at a
 * point. */
#ifndef PLATEN_GRADIENT_H
#define PLATEN_GRADIENT_H

#include "preflight/space.h"

typedef struct gradient gradient;

/* NULL: it is of another type, its functions are programs or damaged, or its colours are no amounts
 * of ink. `resources` is where its colour space is looked for. In `a`. */
const gradient *gradient_read(arena *a, objects *o, space_list *s, const object *shading,
			      const object *resources);

/* Where most of it is. */
inks gradient_most(const gradient *g);

/* At a point of the shading's own coordinates; not known where it paints nothing. */
inks gradient_at(const gradient *g, double x, double y);

#endif
