/* style_classes: finds names: of the classes that a manuscript uses, and of the families and files
 * that messages mention. */
#include "style/style_private.h"

#include "base/arena.h"
#include "base/nearest.h"

#include <string.h>

place style_named_at(const style *s, const char *text)
{
	const style_private *p = s->private;
	for (size_t i = 0; p && i < p->named_count; i++) /* a style that a test made has none */
		if (p->named[i].text == text)
			return p->named[i].place;
	return (place){0};
}

const named_class *style_class(const style_private *p, const char *name)
{
	return map_get(p->classes_by_name, name);
}

/* `compared`: look for a name that may be meant. */
static void warn_of_class(const style_private *p, report *r, const node *n, const char *name,
			  bool compared)
{
	enum { LINES_SEARCHED = 3 };
	const char **names = ARENA_ARRAY(p->arena, p->class_count + 1, const char *);
	for (size_t i = 0; i < p->class_count; i++)
		names[i] = p->classes[i]->name;
	const char *near = compared ? nearest_word(name, names, p->class_count) : NULL;
	const char *written = arena_print(p->arena, ".%s", name);
	place where = report_find(r, n->place, written, strlen(written), LINES_SEARCHED);
	if (near)
		report_at(r, REPORT_CLASS_UNKNOWN, where,
			  "no style sheet has the class '%.60s'; did you mean '%s'?", name, near);
	else
		report_rated(r, REPORT_CLASS_UNKNOWN, where, 0,
			     "no style sheet has the class '%.60s', so it changes nothing; add it "
			     "under `classes:` in the style sheet, or take it out",
			     name);
}

/* A code block's language may be written as a class, as in pandoc. Only the first hundred names are
 * compared with all that the style has. */
void style_check_classes(const style *s, report *r, const document *d)
{
	enum { COMPARED_MOST = 100 };
	const style_private *p = s->private;
	map *said = NULL;
	size_t count = 0;
	for (const node *n = d->root; n; n = node_after(n, d->root, false))
		for (const char *const *name = n->classes; *name; name++) {
			bool language = n->kind == NODE_CODE_BLOCK && n->as.text.info == *name;
			if (language || style_class(p, *name) || (said && map_get(said, *name)))
				continue;
			said = said ? said : map_new(p->arena);
			map_put(said, *name, (void *)n);
			warn_of_class(p, r, n, *name, count++ < COMPARED_MOST);
		}
}
