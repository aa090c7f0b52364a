/* shape_joint: where no ligature may be, because parts of a compound meet there. Private to shape.
 */
#ifndef PLATEN_SHAPE_JOINT_H
#define PLATEN_SHAPE_JOINT_H

#include "type/hyphen.h"
#include "type/shape.h"

enum { SHAPE_JOINTS_MOST = 64 };

/* A bit for each of the first bytes of a word that a joint is before. */
uint64_t shape_joints_of(hyphen_library *l, const char *lang, const char *text, size_t length);

/* The same for `length` bytes of a word, from byte `from` on. */
uint64_t shape_joints_of_part(hyphen_library *l, const char *lang, const word *whole, size_t from,
			      size_t length);

#endif
