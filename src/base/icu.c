/* icu: loaded by dlopen, in the version whose headers Platen was built with. There is one for the
 * process, since ICU's own state is the process's. */
#include "base/icu.h"

#include "base/report.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unicode/uversion.h>

#define TEXT_OF(name)       TEXT_OF_MACRO(name)
#define TEXT_OF_MACRO(name) #name
#define LIBRARY             "libicuuc.so." TEXT_OF(U_ICU_VERSION_MAJOR_NUM)

static struct {
	icu_table table;
	atomic_bool loaded;
	pthread_mutex_t lock; /* held while loading */
} library = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* POSIX lets a data pointer be a function's; C has no cast for it. */
static void find(void *handle, const char *name, void *function)
{
	*(void **)function = dlsym(handle, name);
	if (!*(void **)function)
		report_die(1,
			   "%s has no %s: install Debian's package libicu" TEXT_OF(
				   U_ICU_VERSION_MAJOR_NUM),
			   LIBRARY, name);
}

/* The library stays loaded until the program ends. */
static void load(void)
{
	void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		report_die(1,
			   "ICU can't be loaded (%s); where it is missing, install Debian's "
			   "package libicu" TEXT_OF(U_ICU_VERSION_MAJOR_NUM),
			   dlerror());
#define FIND(name) find(handle, TEXT_OF(name), &library.table.name);
	ICU_FUNCTIONS(FIND)
#undef FIND
}

static void load_once(void)
{
	pthread_mutex_lock(&library.lock);
	if (!atomic_load_explicit(&library.loaded, memory_order_relaxed))
		load();
	atomic_store_explicit(&library.loaded, true, memory_order_release);
	pthread_mutex_unlock(&library.lock);
}

const icu_table *icu(void)
{
	if (!atomic_load_explicit(&library.loaded, memory_order_acquire))
		load_once();
	return &library.table;
}

void icu_end(void)
{
	if (atomic_load_explicit(&library.loaded, memory_order_acquire))
		library.table.u_cleanup();
}
