/* preflight_tags: the structure tree, element by element in its order. A tree may loop or be deep,
 * so it is walked with a list of what is still to be seen, and no element twice. */
#include "preflight/preflight_private.h"

#include <string.h>

enum { FIRST_ELEMENT = 100, ELEMENTS_MOST = 2000000, ROLES_MOST = 16 };

typedef struct element_list {
	const object **items;
	size_t count, capacity;
} element_list;

static bool is_standard(const char *type)
{
	static const char *const types[] = {"Document",   "DocumentFragment",
					    "Part",       "Art",
					    "Sect",       "Div",
					    "BlockQuote", "Caption",
					    "TOC",        "TOCI",
					    "Index",      "NonStruct",
					    "Private",    "P",
					    "H",          "H1",
					    "H2",         "H3",
					    "H4",         "H5",
					    "H6",         "L",
					    "LI",         "Lbl",
					    "LBody",      "Table",
					    "TR",         "TH",
					    "TD",         "THead",
					    "TBody",      "TFoot",
					    "Span",       "Quote",
					    "Note",       "Reference",
					    "BibEntry",   "Code",
					    "Link",       "Annot",
					    "Ruby",       "RB",
					    "RT",         "RP",
					    "Warichu",    "WT",
					    "WP",         "Figure",
					    "Formula",    "Form",
					    "Title",      "FENote",
					    "Sub",        "Em",
					    "Strong",     "Aside",
					    "Artifact"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

/* The standard type that a type is mapped to; NULL: none. */
static const char *standard_type(preflight *p, const object *roles, const char *type)
{
	for (int i = 0; type && i < ROLES_MOST; i++) {
		const char *mapped = object_name(preflight_get(p, roles, type));
		if (is_standard(type))
			return type;
		/* in PDF 2.0 a namespace says what a type is */
		type = mapped;
	}
	return NULL;
}

static size_t page_of(preflight *p, const object *element)
{
	const int id = preflight_get(p, element, "Pg")->id;

	for (size_t i = 0; id && i < p->page_count; i++) {
		/* elements follow the pages, so it is the same one or soon after it */
		size_t page = (p->gathered.tag_page + i) % p->page_count;
		if (p->pages[page].object == id) {
			p->gathered.tag_page = page;
			return page + 1;
		}
	}
	return 0;
}

/* In reverse, so that the first is taken first. */
static void push_kids(preflight *p, element_list *l, const object *element)
{
	const object *kids = preflight_get(p, element, "K");
	size_t count = kids->kind == OBJECT_ARRAY ? kids->count : 1;

	for (size_t i = count; i-- > 0;) {
		const object *kid =
			kids->kind == OBJECT_ARRAY ? object_item(p->objects, kids, i) : kids;
		if (kid->kind == OBJECT_DICT && object_has(kid, "S") && l->count < ELEMENTS_MOST)
			*ARENA_APPEND(p->arena, l->items, l->count, l->capacity) = kid;
	}
}

void preflight_tags_walk(preflight *p)
{
	const object *tree = preflight_get(p, p->catalog, "StructTreeRoot"),
		     *roles = preflight_get(p, tree, "RoleMap");
	element_list l = {0};

	if (p->active_count[ABOUT_ELEMENT] == 0)
		return;
	push_kids(p, &l, tree);
	while (l.count) {
		const object *element = l.items[--l.count];
		if (!preflight_first(p, element, FIRST_ELEMENT))
			continue;
		p->object = element;
		p->holder = element->id;
		p->page = page_of(p, element);
		p->word = standard_type(p, roles, object_name(preflight_get(p, element, "S")));
		p->gathered.has_language |= object_has(element, "Lang");
		preflight_test(p, ABOUT_ELEMENT);
		push_kids(p, &l, element);
	}
	p->page = 0;
}
