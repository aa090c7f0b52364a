/* environment: what the program sees of the user's variables: those that it reads itself. */
#include "app/environment.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

static char *entry_of(const char *name)
{
	const size_t size = strlen(name);
	for (char **entry = environ; entry && *entry; entry++)
		if (strncmp(*entry, name, size) == 0 && (*entry)[size] == '=')
			return *entry;
	return NULL;
}

void environment_forget(void)
{
	/* fontconfig's cache is below one of the last two */
	static const char *const names[] = {"SOURCE_DATE_EPOCH", "NO_COLOR", "TMPDIR", "HOME",
					    "XDG_CACHE_HOME"};
	enum { NAMES = sizeof names / sizeof *names };
	/* The languages that fontconfig prefers would otherwise be those of the locale, and where
	 * that is none it would say so. */
	static char language[] = "FC_LANG=en";
	static char *kept[NAMES + 2] = {language};
	size_t count = 1;

	for (size_t i = 0; i < NAMES; i++) {
		char *entry = entry_of(names[i]);
		if (entry)
			kept[count++] = entry;
	}
	kept[count] = NULL;
	environ = kept;
}
