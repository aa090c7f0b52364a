/* path: the addresses of links and images. */
#include "markdown/path.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

bool path_has_scheme(const char *url)
{
	size_t n = 0;
	if (!g_ascii_isalpha(url[0]))
		return false;
	while (g_ascii_isalnum(url[n]) || (url[n] && strchr("+-.", url[n])))
		n++;
	return n > 1 && url[n] == ':';
}

char *path_decoded(arena *a, const char *url, size_t size)
{
	char *result = arena_alloc(a, size + 1), *to = result;
	for (size_t i = 0; i < size; i++) {
		int high = url[i] == '%' && i + 2 < size + 1 ? g_ascii_xdigit_value(url[i + 1])
							     : -1,
		    low = high >= 0 && i + 2 < size ? g_ascii_xdigit_value(url[i + 2]) : -1;
		bool code = high >= 0 && low >= 0 && high + low > 0;
		*to++ = code ? (char)(high * 16 + low) : url[i];
		i += code ? 2 : 0;
	}
	*to = '\0';
	return result;
}

bool path_exists(const char *path)
{
	return access(path, F_OK) == 0;
}
