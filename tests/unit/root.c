/* root: a unit program works in the tree's root wherever it is run from, since tests name
 * fonts/fonts.conf. The root is the nearest folder above the program that has it. */
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

__attribute__((constructor)) static void go_to_the_root(void)
{
	char path[PATH_MAX] = "";

	if (readlink("/proc/self/exe", path, sizeof path - 1) <= 0)
		return;
	for (char *slash; (slash = strrchr(path, '/')) != NULL;) {
		*slash = '\0';
		if (chdir(path) == 0 && access("fonts/fonts.conf", R_OK) == 0)
			return;
	}
}
