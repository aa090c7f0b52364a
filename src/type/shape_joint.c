/* shape_joint: where parts of a compound meet, a ligature would hide the joint, so none is allowed.
 * All common Latin ligatures begin with f, so only joints after an f are looked up, and most words
 * need no look-up. */
#include "type/shape_joint.h"

#include <string.h>

static bool is_after_f(const char *text, uint32_t at)
{
	const char soft_hyphen[] = "\u00AD";
	if (at > 2 && memcmp(text + at - 2, soft_hyphen, 2) == 0)
		at -= 2;
	return text[at - 1] == 'f';
}

uint64_t shape_joints_of(hyphen_library *l, const char *lang, const char *text, size_t length)
{
	const uint32_t *joints;
	uint64_t result = 0;
	if (!memchr(text, 'f', length))
		return 0;
	size_t count = hyphen_joints(l, lang, text, length, &joints);
	for (size_t i = 0; i < count; i++)
		if (joints[i] < SHAPE_JOINTS_MOST && is_after_f(text, joints[i]))
			result |= (uint64_t)1 << joints[i];
	return result;
}

uint64_t shape_joints_of_part(hyphen_library *l, const char *lang, const word *whole, size_t from,
			      size_t length)
{
	size_t all = 0;
	for (size_t i = 0; i < whole->count; i++)
		all += whole->runs[i]->text_length;
	if (from >= SHAPE_JOINTS_MOST || from >= all)
		return 0;
	uint64_t joints = shape_joints_of(l, lang, whole->runs[0]->text, all) >> from;
	uint64_t inside = length < SHAPE_JOINTS_MOST ? ((uint64_t)1 << length) - 2 : ~(uint64_t)1;
	return joints & inside;
}
