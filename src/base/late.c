/* late: see late.h. */
#include "base/late.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

const char *late_load(late_library *l)
{
	if (l->loaded)
		return NULL;
	void *handle = dlopen(l->file, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		return dlerror();
	for (size_t n = 0; l->names[n]; n++) {
		/* POSIX lets a data pointer be converted to a function's; C has no cast for
		 * that. */
		void *function = dlsym(handle, l->names[n]);
		if (!function)
			return dlerror();
		memcpy((char *)l->table + n * sizeof function, &function, sizeof function);
	}
	l->loaded = true;
	return NULL;
}
