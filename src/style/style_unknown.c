/* style_unknown: keys that a sheet does not have. Many come from CSS and HTML, or belong to another
 * section; the message then names what was meant. */
#include "style/style_private.h"

#include "base/arena.h"
#include "base/nearest.h"

#include <string.h>

/* Names that writers know from the web, and what Platen calls the same. */
static const struct {
	const char *name, *own;
} known[] = {
	{"color", "ink"},
	{"colour", "ink"},
	{"font", "family"},
	{"font-family", "family"},
	{"font-size", "size"},
	{"font-weight", "weight"},
	{"font-style", "italic"},
	{"font-feature-settings", "features"},
	{"font-variant", "caps"},
	{"text-transform", "caps"},
	{"text-align", "align"},
	{"text-indent", "indent"},
	{"line-height", "leading"},
	{"letter-spacing", "tracking"},
	{"vertical-align", "rise"},
	{"background-color", "background"},
	{"margin-left", "left"},
	{"margin-right", "right"},
	{"margin-top", "space-before"},
	{"margin-bottom", "space-after"},
	{"page-break-before", "opens"},
	{"break-before", "opens"},
	{"break-after", "keep"},
	{"column-rule-width", "column-rule"},
	{"margin", "margins"},
	{"width", "size"},
	{"colors", "inks"},
	{"colours", "inks"},
	{"fonts", "fallbacks"},
	{"body", "text"},
	{"h1", "heading1"},
	{"h2", "heading2"},
	{"h3", "heading3"},
	{"h4", "heading4"},
	{"h5", "heading5"},
	{"h6", "heading6"},
	{"blockquote", "quote"},
	{"pre", "code-block"},
	{"a", "link"},
	{"em", "emphasis"},
	{"bold", "strong"},
	{"th", "table-head"},
	{"figcaption", "caption"},
	{"footnote", "note"},
	{"header", "head"},
	{"footer", "folio"},
};

static bool is_among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static const char *own_name(const char *key, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, key) == 0 && is_among(known[i].own, keys, count))
			return known[i].own;
	return NULL;
}

static bool has_key(section which, const char *key)
{
	for (size_t i = 0; i < style_tables[which].count; i++)
		if (strcmp(style_tables[which].items[i].name, key) == 0)
			return true;
	return false;
}

/* The section that has this key, or NULL. */
static const char *section_of(const char *key)
{
	for (size_t which = 0; which < SECTIONS; which++)
		if (has_key(which, key))
			return style_section_names[which];
	return NULL;
}

/* Say what was meant by a key that is not among `keys`. False: that is not known. */
static bool explain(style_private *p, const value_entry *e, const char *title,
		    const char *const *keys, size_t count)
{
	const char *near = own_name(e->key, keys, count), *section = NULL;
	bool for_words = is_among("family", keys, count);
	if (!near && nearest_word(e->key, keys, count))
		return false;
	if (!near && !(for_words && has_key(SECTION_APPEARANCE, e->key)))
		section = section_of(e->key);
	if (near)
		report_at(p->report, REPORT_KEY_UNKNOWN, e->key_place,
			  "%s has no key '%.60s'; did you mean '%s'?", title, e->key, near);
	else if (section)
		report_at(p->report, REPORT_KEY_UNKNOWN, e->key_place,
			  "%s has no key '%.60s'; it is a key of '%s'", title, e->key, section);
	else if (for_words && has_key(SECTION_APPEARANCE, e->key))
		report_at(p->report, REPORT_KEY_UNKNOWN, e->key_place,
			  "%s has no key '%.60s', since it is about words in a line; give it to a "
			  "role of blocks, or to a class",
			  title, e->key);
	else
		return false;
	return true;
}

void style_only(style_private *p, const value *map, const char *title, const char *const *keys,
		size_t count)
{
	value rest = *map;
	value_entry *entries = ARENA_ARRAY(p->arena, map->count + 1, value_entry);
	rest.entries = entries;
	rest.count = 0;
	for (size_t i = 0; i < map->count; i++) {
		const value_entry *e = &map->entries[i];
		if (is_among(e->key, keys, count) || !explain(p, e, title, keys, count))
			entries[rest.count++] = *e;
	}
	value_only(p->report, &rest, title, keys, count);
}
