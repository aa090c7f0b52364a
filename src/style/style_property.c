/* style_property: applies a setting to the field of its property, and compares, hashes and writes
 * such fields as in a sheet. */
#include "style/style_private.h"

#include "base/arena.h"
#include "base/hash.h"

#include <string.h>

static length resolve(const setting *s, const length_base *base)
{
	const length least = s->property->least * LENGTH_PT, most = s->property->most * LENGTH_PT;
	length given = 0;
	length_parse(s->text, base, &given);
	if (given == 0 && (s->property->traits & OR_NOTHING))
		return 0;
	return given < least ? least : given > most ? most : given;
}

static border border_of(const setting *s, const length_base *base)
{
	border result = {.ink = s->ink};
	if (s->ink)
		length_parse(s->text, base, &result.width);
	return result;
}

void style_apply(const setting *s, void *target, const length_base *base)
{
	void *at = (char *)target + s->property->offset;
	switch (s->property->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: *(length *)at = resolve(s, base); break;
	case KIND_INTEGER:
	case KIND_COUNT:
	case KIND_PERCENT:
	case KIND_PER_MILLE:
	case KIND_WEIGHT:
	case KIND_WORD:
	case KIND_FLAG: *(int *)at = (int)s->number; break;
	case KIND_SWITCH:
	case KIND_BOOLEAN: *(bool *)at = s->number != 0; break;
	case KIND_ITALIC: *(bool *)at = s->number == 2 ? !*(bool *)at : s->number != 0; break;
	case KIND_TEXT:
	case KIND_ORDER:
	case KIND_PATH:
	case KIND_FEATURES:
	case KIND_WORD_TEXT: *(const char **)at = s->text; break;
	case KIND_INK: *(const ink **)at = s->ink; break;
	case KIND_SIDES: style_parse_sides(s->text, base, at); break;
	case KIND_PANELS: style_parse_panels(s->text, base, at); break;
	case KIND_BORDER: *(border *)at = border_of(s, base); break;
	case KIND_BORDERS:
		*(borders *)at = (borders){border_of(s, base), border_of(s, base),
					   border_of(s, base), border_of(s, base)};
		break;
	case KIND_LIMIT:
		*(quality_limit *)at =
			(quality_limit){s->number >= 0, s->number % 2 == 1, (int)(s->number / 2)};
		break;
	case KIND_PAPER: style_parse_paper(s->text, (length *)at, (length *)at + 1); break;
	case KIND_SECTION: break;
	}
}

/* Comparing and writing */

bool style_same(const property *of, const void *a, const void *b)
{
	const void *one = (const char *)a + of->offset, *other = (const char *)b + of->offset;
	switch (of->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: return *(const length *)one == *(const length *)other;
	case KIND_INTEGER:
	case KIND_COUNT:
	case KIND_PERCENT:
	case KIND_PER_MILLE:
	case KIND_WEIGHT:
	case KIND_WORD:
	case KIND_FLAG: return *(const int *)one == *(const int *)other;
	case KIND_SWITCH:
	case KIND_BOOLEAN:
	case KIND_ITALIC: return *(const bool *)one == *(const bool *)other;
	case KIND_TEXT:
	case KIND_ORDER:
	case KIND_PATH:
	case KIND_FEATURES:
	case KIND_WORD_TEXT:
		return strcmp(*(const char *const *)one, *(const char *const *)other) == 0;
	case KIND_INK: return *(const ink *const *)one == *(const ink *const *)other;
	case KIND_SIDES: return memcmp(one, other, sizeof(sides)) == 0;
	case KIND_BORDER: return memcmp(one, other, sizeof(border)) == 0;
	case KIND_BORDERS: return memcmp(one, other, sizeof(borders)) == 0;
	case KIND_PANELS:
	case KIND_LIMIT:
	case KIND_PAPER:
	case KIND_SECTION: break; /* no appearance has them */
	}
	return true;
}

uint64_t style_hash(const property *of, const void *target, uint64_t seed)
{
	const void *at = (const char *)target + of->offset;
	switch (of->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: return hash_bytes(seed, at, sizeof(length));
	case KIND_INTEGER:
	case KIND_COUNT:
	case KIND_PERCENT:
	case KIND_PER_MILLE:
	case KIND_WEIGHT:
	case KIND_WORD:
	case KIND_FLAG: return hash_bytes(seed, at, sizeof(int));
	case KIND_SWITCH:
	case KIND_BOOLEAN:
	case KIND_ITALIC: return hash_bytes(seed, at, sizeof(bool));
	case KIND_TEXT:
	case KIND_ORDER:
	case KIND_PATH:
	case KIND_FEATURES:
	case KIND_WORD_TEXT: {
		const char *text = *(const char *const *)at;
		return hash_bytes(seed, text, strlen(text));
	}
	case KIND_INK: return hash_bytes(seed, at, sizeof(const ink *));
	case KIND_SIDES: return hash_bytes(seed, at, sizeof(sides));
	case KIND_BORDER: return hash_bytes(seed, at, sizeof(border));
	case KIND_BORDERS: return hash_bytes(seed, at, sizeof(borders));
	case KIND_PANELS:
	case KIND_LIMIT:
	case KIND_PAPER:
	case KIND_SECTION: break; /* no appearance has them */
	}
	return seed;
}

/* With the fewest decimals that give the same length when read again. */
static const char *length_text(arena *a, length given)
{
	enum { DECIMALS_MOST = 5, BUFFER = 40 };
	char *text = arena_alloc(a, BUFFER);
	length again = given + 1;
	for (int digits = 1; digits <= DECIMALS_MOST && again != given; digits++) {
		strcpy(text + length_print(text, given, digits), "pt");
		length_parse(text, NULL, &again);
	}
	return text;
}

static const char *share_text(arena *a, int per_mille)
{
	return per_mille % 10 ? arena_print(a, "%d.%d%%", per_mille / 10, per_mille % 10)
			      : arena_print(a, "%d%%", per_mille / 10);
}

static const char *limit_text(arena *a, const quality_limit *limit)
{
	return !limit->set    ? "none"
	       : limit->share ? share_text(a, limit->most)
			      : arena_print(a, "%d", limit->most);
}

static const char *sides_text(arena *a, const sides *s)
{
	return arena_print(a, "%s %s %s %s", length_text(a, s->top), length_text(a, s->right),
			   length_text(a, s->bottom), length_text(a, s->left));
}

static const char *panels_text(arena *a, const panels *folded)
{
	const char *text = folded->count ? length_text(a, folded->widths[0]) : "none";

	for (size_t i = 1; i < folded->count; i++)
		text = arena_print(a, "%s %s", text, length_text(a, folded->widths[i]));
	return text;
}

static const char *border_text(arena *a, const border *b)
{
	return b->ink ? arena_print(a, "%s %s", length_text(a, b->width), b->ink->name) : "none";
}

const char *style_value_text(arena *a, const property *of, const void *target)
{
	const void *at = (const char *)target + of->offset;
	switch (of->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: return length_text(a, *(const length *)at);
	case KIND_PERCENT: return arena_print(a, "%d%%", *(const int *)at);
	case KIND_PER_MILLE: return share_text(a, *(const int *)at);
	case KIND_INTEGER:
	case KIND_COUNT:
	case KIND_WEIGHT: return arena_print(a, "%d", *(const int *)at);
	case KIND_WORD: return of->words[*(const int *)at];
	case KIND_SWITCH: return of->words[*(const bool *)at];
	case KIND_FLAG: return *(const int *)at ? "true" : "false";
	case KIND_BOOLEAN:
	case KIND_ITALIC: return *(const bool *)at ? "true" : "false";
	case KIND_FEATURES: return **(const char *const *)at ? *(const char *const *)at : "none";
	case KIND_ORDER: return arena_print(a, "[%s]", *(const char *const *)at);
	case KIND_TEXT:
	case KIND_PATH:
	case KIND_WORD_TEXT: return *(const char *const *)at;
	case KIND_INK: return *(const ink *const *)at ? (*(const ink *const *)at)->name : "none";
	case KIND_SIDES: return sides_text(a, at);
	case KIND_PANELS: return panels_text(a, at);
	case KIND_BORDER: return border_text(a, at);
	case KIND_BORDERS: return border_text(a, &((const borders *)at)->top);
	case KIND_LIMIT: return limit_text(a, at);
	case KIND_PAPER:
		return arena_print(a, "%s %s", length_text(a, ((const length *)at)[0]),
				   length_text(a, ((const length *)at)[1]));
	case KIND_SECTION: break;
	}
	return "";
}
