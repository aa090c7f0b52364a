/* front_keys: the front matter of pandoc, Quarto, Jekyll, Hugo, MkDocs, bookdown and Docusaurus.
 * Keys that mean the same as one of Platen's are understood, the others are ignored. */
#include "markdown/front_keys.h"

#include "base/nearest.h"

const char *const front_keys_own[FRONT_KEYS] = {
	"title",
	"subtitle",
	"author",
	"date",
	"lang",
	"keywords",
	"abstract",
	"subject",
	"version",
	"license",
	"identifier",
	"isbn",
	"doi",
	"publisher",
	"rights",
	"source",
	"relation",
	"contributor",
	"abbreviations",
	"toc",
	"toc-depth",
	"lof",
	"lot",
	"number-sections",
	"half-title",
	"imprint",
	"dedication",
	"epigraph",
	"colophon",
	"style",
	"images",
	"links",
	/* in publication.yaml alone */
	"front",
	"chapters",
	"appendix",
	"back",
	"logo",
	"editions",
	"cover",
};
static const struct {
	const char *key, *other;
} same[] = {
	{"author", "authors"},
	{"lang", "language"},
	{"lang", "locale"},
	{"subject", "description"},
	{"subject", "summary"},
	{"keywords", "keyword"},
	{"keywords", "tags"},
	{"keywords", "categories"},
	{"toc", "table-of-contents"},
	{"toc-depth", "toc_depth"},
	{"lof", "list-of-figures"},
	{"lot", "list-of-tables"},
	{"number-sections", "numbersections"},
	{"number-sections", "number_sections"},
	{"license", "copyright"},
	{"contributor", "contributors"},
};

/* Other programs' keys that are similar to one of Platen's, but are no typing errors. */
static const char *const others[] = {
	"slug",       "layout",    "weight",    "type",      "draft",  "aliases",    "url",
	"permalink",  "id",        "order",     "image",     "images", "format",     "engine",
	"theme",      "toc-title", "nav",       "code",      "titles", "cover",      "series",
	"logo",       "editor",    "execute",   "styles",    "output", "html",       "link",
	"linktitle",  "linkTitle", "parent",    "languages", "pages",  "published",  "publish",
	"hide_title", "topic",     "resources", "data",      "stable", "apiVersion",
};

const value *front_keys_value(const value *map, const char *key)
{
	const value *v = value_of(map, key);
	for (size_t i = 0; !v && i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i].key, key) == 0)
			v = value_of(map, same[i].other);
	return v;
}

static bool is_among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* Does another program's key stand in for one of Platen's that the map does not have? */
static bool is_understood(const value *map, const char *other)
{
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i].other, other) == 0 &&
		    front_keys_value(map, same[i].key) == value_of(map, other))
			return true;
	return false;
}

static bool is_foreign(const char *key)
{
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i].other, key) == 0)
			return true;
	return is_among(key, others, sizeof others / sizeof *others);
}

/* The key that was most likely meant, or NULL. Of other programs' keys only those that Platen
 * understands are compared, and only with longer words that are nearly the same, because what is
 * near may be one more key of such a program. */
static const char *key_near(const char *key, const char *const *own, size_t count)
{
	enum { SHORTEST = 7, ERRORS_MOST = 2, SAME = sizeof same / sizeof *same };
	const char *understood[SAME], *near = NULL;
	if (is_foreign(key) || is_among(key, front_keys_own, FRONT_KEYS))
		return NULL;
	near = nearest_word(key, own, count);
	for (size_t i = 0; i < SAME; i++)
		understood[i] = same[i].other;
	if (!near && strlen(key) >= SHORTEST)
		near = nearest_word_within(key, understood, SAME, ERRORS_MOST);
	return near;
}

/* The key of Platen's own that a key stands for. */
static const char *own_key(const char *key)
{
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i].other, key) == 0)
			return same[i].key;
	return key;
}

/* Is it a key of publication.yaml, with what it has there? Other programs use some of the names. */
static bool is_of_publication(const value_entry *e)
{
	const char *const *keys = front_keys_own + FRONT_KEYS - FRONT_KEYS_PUBLICATION;
	return is_among(e->key, keys, FRONT_KEYS_PUBLICATION) &&
	       (strcmp(e->key, "cover") == 0 ? e->value->kind == VALUE_MAP
					     : e->value->kind == VALUE_LIST);
}

/* Did an earlier file get a warning about this key, or does the chapters' order depend on it? */
static bool is_said(manuscript *m, const char *key)
{
	static const char *const used[] = {"weight", "nav_order", "sidebar_position",
					   "order",  "draft",     "published"};
	if (m->weighed && is_among(key, used, sizeof used / sizeof *used))
		return true;
	m->foreign_keys = m->foreign_keys ? m->foreign_keys : map_new(m->arena);
	if (map_get(m->foreign_keys, key))
		return true;
	map_put(m->foreign_keys, key, m);
	return false;
}

void front_keys_check(manuscript *m, const value *map, const char *const *own, size_t count)
{
	enum { NAMED_MOST = 8 };
	const value_entry *first = NULL;
	const char *list = "";
	size_t foreign = 0;
	for (size_t i = 0; i < map->count; i++) {
		const value_entry *e = &map->entries[i];
		if (is_among(e->key, own, count) || is_understood(map, e->key))
			continue;
		const char *near = key_near(e->key, own, count);
		if (near) {
			report_at(m->report, REPORT_KEY_UNKNOWN, e->key_place,
				  "front matter has no key '%.60s'; did you mean '%s'?", e->key,
				  near);
			m->lang_unclear |= strcmp(own_key(near), "lang") == 0;
			continue;
		}
		if (is_said(m, e->key))
			continue;
		if (is_of_publication(e)) {
			report_at(m->report, REPORT_KEY_FOREIGN, e->key_place,
				  "'%s' is a key of publication.yaml, and changes nothing here; "
				  "write it there, and list this file among its `chapters`",
				  e->key);
			continue;
		}
		first = first ? first : e;
		if (foreign++ < NAMED_MOST)
			list = arena_print(m->arena, "%s%s'%.60s'", list, foreign > 1 ? ", " : "",
					   e->key);
	}
	if (foreign > NAMED_MOST)
		list = arena_print(m->arena, "%s and %zu more", list, foreign - NAMED_MOST);
	if (foreign > 0)
		report_at(m->report, REPORT_KEY_FOREIGN, first->key_place,
			  "Platen does not use %s of this front matter; leave %s to the programs "
			  "that do, or take %s out",
			  list, foreign > 1 ? "them" : "it", foreign > 1 ? "them" : "it");
}

static const char *string_of(const value *map, const char *key)
{
	const value *v = value_of(map, key);
	return v && v->kind == VALUE_SCALAR && v->text && *v->text ? v->text : NULL;
}

/* A name in parts: given and family, first and last. */
static const char *joined(manuscript *m, const value *map)
{
	const char *given = string_of(map, "given"), *family = string_of(map, "family");
	given = given ? given : string_of(map, "first");
	family = family ? family : string_of(map, "last");
	return given && family ? arena_print(m->arena, "%s %s", given, family)
	       : family        ? family
			       : given;
}

/* Say what an author has beside a name, since readers of it elsewhere would see it printed. */
static void tell_unused(manuscript *m, const value *author)
{
	static const char *const used[] = {"name", "given",   "family",   "first",
					   "last", "literal", "fullname", "ins"};
	const value_entry *first = NULL;
	const char *list = "";
	for (size_t i = 0; i < author->count; i++) {
		const value_entry *e = &author->entries[i];
		if (is_among(e->key, used, sizeof used / sizeof *used) ||
		    is_said(m, arena_print(m->arena, "author %s", e->key)))
			continue;
		list = arena_print(m->arena, "%s%s'%.60s'", list, first ? ", " : "", e->key);
		first = first ? first : e;
	}
	if (first)
		report_at(m->report, REPORT_KEY_FOREIGN, first->key_place,
			  "of an author only the name is set, not %s; write in the text, or under "
			  "`imprint`, what else is to be printed",
			  list);
}

/* An author's whole name under another key: CSL's and kramdown-rfc's, whose name in the author's
 * own script is under "::"; or that of an organization. */
static const char *whole_name(const value *v)
{
	static const char *const keys[] = {"literal", "fullname", "ins", "organization", "org"};
	const char *text = NULL;
	for (size_t i = 0; !text && i < sizeof keys / sizeof *keys; i++) {
		const value *name = value_of(v, keys[i]);
		text = name && name->kind == VALUE_MAP ? string_of(name, "::")
						       : string_of(v, keys[i]);
	}
	return text;
}

const char *front_keys_author(manuscript *m, const value *v)
{
	const char *text = NULL;
	if (v->kind != VALUE_MAP)
		return value_string(m->report, v, "author", &text) && *text ? text : NULL;
	tell_unused(m, v);
	const value *name = value_of(v, "name");
	text = string_of(v, "name");
	text = text ? text : joined(m, name && name->kind == VALUE_MAP ? name : v);
	text = text ? text : whole_name(v);
	if (!text)
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "'author' must be a name, or have a 'name'");
	return text;
}
