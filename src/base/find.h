/* find: where some bytes begin in a text. memmem looks at each byte; where the first byte of what
 * is sought is rare, as braces are in prose, memchr from one to the next is many times faster. */
#ifndef PLATEN_FIND_H
#define PLATEN_FIND_H

#include <string.h>

/* The first place of `words` in the text, or NULL. */
static inline const char *find_rare(const char *text, size_t length, const char *words)
{
	const size_t size = strlen(words);
	const char *end = text + length;

	while (length && (text = memchr(text, words[0], (size_t)(end - text)))) {
		if ((size_t)(end - text) < size)
			return NULL;
		if (!memcmp(text, words, size))
			return text;
		text++;
	}
	return NULL;
}

#endif
