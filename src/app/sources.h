/* sources: all that a build read of its publication, under names that let it be built again from a
 * folder that holds nothing else. */
#ifndef PLATEN_SOURCES_H
#define PLATEN_SOURCES_H

#include "app/options.h"
#include "lines/setter.h"

/* Publication and manuscripts in their order, the style sheet and those that it extends, images:
 * the arena's. Names are relative paths below one folder, each once; a name says where a file must
 * be for the others to find it. If the style sheet asks only for sources, images, faces and profile
 * are left out, and the build record names them. */
const attachment *sources_attached(const setter *s, const options *o, size_t *count);

/* The name that the lock of the faces has among them: beside the first manuscript. */
const char *sources_lock(const setter *s, const options *o);

#endif
