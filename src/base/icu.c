/* icu: loaded late, in the version whose headers Platen was built with. There is one for the
 * process, since ICU's own state is the process's. */
#include "base/icu.h"

#include "base/late.h"
#include "base/report.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unicode/uversion.h>

#define TEXT_OF(name)       TEXT_OF_MACRO(name)
#define TEXT_OF_MACRO(name) #name
#define VERSION             TEXT_OF(U_ICU_VERSION_MAJOR_NUM)

static icu_table table;
static struct {
	late_library late;
	atomic_bool loaded;
	pthread_mutex_t lock; /* held while loading */
} library = {
	/* clang-format off */
	.late = {.file = "libicuuc.so." VERSION, .table = &table,
		 .names = (const char *const[]){ICU_FUNCTIONS(LATE_NAME) NULL}},
	/* clang-format on */
	.lock = PTHREAD_MUTEX_INITIALIZER,
};

static void load_once(void)
{
	pthread_mutex_lock(&library.lock);
	const char *wrong = late_load(&library.late);
	if (wrong)
		report_die(1,
			   "ICU can't be loaded (%s); where it is missing, install Debian's "
			   "package libicu" VERSION,
			   wrong);
	atomic_store_explicit(&library.loaded, true, memory_order_release);
	pthread_mutex_unlock(&library.lock);
}

const icu_table *icu(void)
{
	if (!atomic_load_explicit(&library.loaded, memory_order_acquire))
		load_once();
	return &table;
}

void icu_end(void)
{
	if (atomic_load_explicit(&library.loaded, memory_order_acquire))
		table.u_cleanup();
}
