/* hyphen_respelling: what changes in a word that is spelt otherwise where it breaks. */
#include "type/hyphen_respelling.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>
#include <unicode/utf8.h>

static bool begins_with(const char *text, size_t size, const char *with, size_t length)
{
	return length <= size && !memcmp(text, with, length);
}

static bool ends_with(const char *text, size_t size, const char *with, size_t length)
{
	return length <= size && !memcmp(text + size - length, with, length);
}

const hyphen_respelling *hyphen_respelling_new(arena *a, const char *text, const char *zone,
					       size_t length, size_t *at)
{
	const char *equals = strchr(text, '=');
	if (!equals)
		return NULL;
	const size_t before = (size_t)(equals - text), after = strlen(equals + 1);
	hyphen_respelling *r = ARENA_NEW(a, hyphen_respelling);
	r->before = arena_copy(a, text, before);
	*at = 0;
	if (ends_with(zone, length, equals + 1, after)) {
		*at = length = length - after;
		r->after = "";
	} else {
		r->after = arena_copy(a, equals + 1, after);
		if (begins_with(zone, length, text, before))
			*at = before;
	}
	r->left = (uint32_t)*at;
	r->right = (uint32_t)(length - *at);
	return r;
}

static const char *in_capitals(arena *a, const char *text)
{
	const size_t length = strlen(text);
	size_t bytes = 0;
	char *result = arena_alloc(a, 4 * length + 1);
	for (size_t at = 0; at < length;) {
		UChar32 c = (UChar32)unicode_upper(unicode_next(text, &at));
		U8_APPEND_UNSAFE(result, bytes, c);
	}
	return result;
}

const hyphen_respelling *hyphen_respelling_cased(arena *a, const char *word, size_t offset,
						 const hyphen_respelling *r)
{
	size_t end = r ? offset + r->right : 0;
	if (!r || !unicode_is_upper(unicode_previous(word, &end)))
		return r;
	hyphen_respelling *upper = ARENA_NEW(a, hyphen_respelling);
	*upper = *r;
	upper->before = in_capitals(a, r->before);
	upper->after = in_capitals(a, r->after);
	return upper;
}
