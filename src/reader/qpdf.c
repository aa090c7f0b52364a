/* qpdf: libqpdf by dlopen, of the version whose headers Platen is built with (QPDF_LIBRARY, from
 * the Makefile, is its soname). */
#include "reader/qpdf.h"

#include "base/report.h"

#include <dlfcn.h>

/* A data pointer is a function's, POSIX says, and C has no word for it. */
static void find(void *handle, const char *name, void *function)
{
	*(void **)function = dlsym(handle, name);
	if (!*(void **)function)
		report_die(1, "%s has no %s: install the version that Platen was built with",
			   QPDF_LIBRARY, name);
}

const qpdf_table *qpdf(void)
{
	static qpdf_table table;
	static void *handle;

	if (handle)
		return &table;
	/* It stays loaded to the end. */
	handle = dlopen(QPDF_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		report_die(1,
			   "libqpdf, which reads PDFs, can't be loaded (%s); Debian's package "
			   "libqpdf-dev brings it",
			   dlerror());
#define FIND(name) find(handle, #name, &table.name);
	QPDF_FUNCTIONS(FIND)
#undef FIND
	return &table;
}
