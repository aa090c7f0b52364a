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
		/* A data pointer is a function's, POSIX says, and C has no word for it. */
		void *function = dlsym(handle, l->names[n]);
		if (!function)
			return dlerror();
		memcpy((char *)l->table + n * sizeof function, &function, sizeof function);
	}
	l->loaded = true;
	return NULL;
}
