/* shape_joint: where parts of a compound meet, so that no ligature is allowed. Private to shape. */
#ifndef PLATEN_SHAPE_JOINT_H
#define PLATEN_SHAPE_JOINT_H

#include "type/hyphen.h"
#include "type/shape.h"

enum { SHAPE_JOINTS_MOST = 64 };

/* Bit i is set if a joint comes before byte i of the word. */
uint64_t shape_joints_of(hyphen_library *l, const char *lang, const char *text, size_t length);

/* The same for `length` bytes of a word, from byte `from` on. */
uint64_t shape_joints_of_part(hyphen_library *l, const char *lang, const word *whole, size_t from,
			      size_t length);

#endif
