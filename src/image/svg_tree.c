/* svg_tree: XML by expat, which bounds what entities may unfold to. Only SVG's own elements are
 * kept; what is nested or multiplied beyond reason is refused before it costs anything. */
#include "image/svg_tree.h"

#include <expat.h>
#include <glib.h>
#include <string.h>

#define SPACE         "http://www.w3.org/2000/svg"
#define ELEMENTS_MOST 200000
#define DEPTH_MOST    200

typedef struct svg_parser {
	arena *arena;
	svg_tree *tree;
	XML_Parser parser;
	svg_element *at;
	size_t count;
	int depth, foreign; /* foreign: depth inside elements of other languages */
	int mute;           /* the depth of one of them whose text is no words; 0: none */
	const char *wrong;
} svg_parser;

/* "namespace|name" to the name, where the namespace is SVG's or none; else NULL. */
static const char *own_name(const char *name)
{
	const char *bar = strrchr(name, '|');
	if (!bar)
		return name;
	return (size_t)(bar - name) == strlen(SPACE) && !strncmp(name, SPACE, strlen(SPACE))
		       ? bar + 1
		       : NULL;
}

static unsigned long line_of(XML_Parser parser)
{
	/* expat 2.7 wants another function, which 2.5 does not have */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
	return (unsigned long)XML_GetCurrentLineNumber(parser);
#pragma GCC diagnostic pop
}

static void stop(svg_parser *p, const char *why)
{
	p->wrong = arena_print(p->arena, "line %lu: %s", line_of(p->parser), why);
	XML_StopParser(p->parser, XML_FALSE);
}

static svg_element *append(svg_parser *p)
{
	svg_element *e = ARENA_NEW(p->arena, svg_element), *parent = p->at;
	if (++p->count > ELEMENTS_MOST)
		stop(p, "more than 200,000 elements; simplify the drawing");
	e->parent = parent;
	if (parent && parent->last)
		parent->last->next = e;
	else if (parent)
		parent->first = e;
	if (parent)
		parent->last = e;
	return e;
}

static bool is_html(const char *name, const char *const *tags)
{
	const char *bar = strrchr(name, '|');
	for (; *tags; tags++)
		if (!strcmp(bar ? bar + 1 : name, *tags))
			return true;
	return false;
}

/* Of HTML in a foreignObject the words are kept, and where their lines end. */
static void enter_foreign(svg_parser *p, const char *name)
{
	static const char *const ends[] = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", NULL},
				 *const mute[] = {"style", "script", NULL};
	p->foreign++;
	if (!p->at || strcmp(p->at->tag, "foreignObject") != 0)
		return;
	if (!p->mute && is_html(name, mute))
		p->mute = p->foreign;
	if (is_html(name, ends))
		append(p)->text = SVG_TREE_LINE_END;
}

static bool is_there(const char **list, const char *name)
{
	for (; *list; list += 2)
		if (!strcmp(*list, name))
			return true;
	return false;
}

/* The attributes in the order in which they are written. xlink:href counts as href where there is
 * none. */
static const svg_attribute *keep_attributes(svg_parser *p, const char **list)
{
	const svg_attribute *first = NULL, **end = &first;
	const char **const all = list;
	for (; *list; list += 2) {
		const char *bar = strrchr(list[0], '|'), *name = bar ? bar + 1 : list[0];
		if (bar && strcmp(name, "href") != 0 && strcmp(name, "space") != 0)
			continue;
		if (bar && is_there(all, name))
			continue;
		svg_attribute *new = ARENA_NEW(p->arena, svg_attribute);
		new->name = arena_copy(p->arena, name, strlen(name));
		new->value = arena_copy(p->arena, list[1], strlen(list[1]));
		*end = new;
		end = &new->next;
	}
	return first;
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
	svg_parser *p = context;
	const char *tag = own_name(name);
	if (++p->depth > DEPTH_MOST) {
		stop(p, "elements nested deeper than 200; simplify the drawing");
		return;
	}
	/* also where HTML lacks its namespace */
	if (p->foreign || !tag || (p->at && !strcmp(p->at->tag, "foreignObject"))) {
		enter_foreign(p, name);
		return;
	}
	if (!p->at && strcmp(tag, "svg") != 0) {
		stop(p, "the file holds no SVG");
		return;
	}
	svg_element *e = append(p);
	e->tag = arena_copy(p->arena, tag, strlen(tag));
	e->attributes = keep_attributes(p, attributes);
	const char *id = svg_tree_attribute(e, "id");
	if (id && !map_get(p->tree->ids, id))
		map_put(p->tree->ids, id, e);
	if (!p->at)
		p->tree->root = e;
	p->at = e;
}

static void XMLCALL on_end(void *context, const char *name)
{
	svg_parser *p = context;
	(void)name;
	p->depth--;
	p->mute = p->mute == p->foreign ? 0 : p->mute;
	if (p->foreign)
		p->foreign--;
	else if (p->at)
		p->at = p->at->parent;
}

static bool wants_text(const svg_element *e)
{
	static const char *const tags[] = {"text",  "tspan", "textPath", "a",
					   "style", "tref",  "title"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (!strcmp(e->tag, tags[i]))
			return true;
	return false;
}

static void XMLCALL on_text(void *context, const char *text, int size)
{
	svg_parser *p = context;
	bool html = p->at && !strcmp(p->at->tag, "foreignObject");
	if (!p->at || p->mute || (html ? !p->foreign : p->foreign || !wants_text(p->at)))
		return;
	svg_element *e = append(p);
	e->text = arena_copy(p->arena, text, (size_t)size);
}

const char *svg_tree_attribute(const svg_element *e, const char *name)
{
	for (const svg_attribute *i = e->attributes; i; i = i->next)
		if (!strcmp(i->name, name))
			return i->value;
	return NULL;
}

const char *svg_tree_says(const svg_element *e, svg_property property)
{
	for (const svg_setting *i = e->settings; i; i = i->next)
		if (i->property == property)
			return i->value;
	return NULL;
}

svg_element *svg_tree_find(const svg_tree *t, arena *a, const char *reference)
{
	if (!reference)
		return NULL;
	const char *hash = strchr(reference, '#');
	if (!hash)
		return NULL;
	return map_get(t->ids, arena_copy(a, hash + 1, strcspn(hash + 1, ")'\" \t\r\n")));
}

const char *svg_tree_read(arena *a, const char *data, size_t length, svg_tree *result)
{
	svg_parser p = {.arena = a, .tree = result, .parser = XML_ParserCreateNS(NULL, '|')};
	*result = (svg_tree){.ids = map_new(a)};
	if (!p.parser)
		return "out of memory";
	XML_SetUserData(p.parser, &p);
	XML_SetElementHandler(p.parser, on_start, on_end);
	XML_SetCharacterDataHandler(p.parser, on_text);
	/* image.c takes no file beyond a gigabyte */
	if (XML_Parse(p.parser, data, (int)length, XML_TRUE) != XML_STATUS_OK && !p.wrong)
		p.wrong = arena_print(a, "line %lu: %s", line_of(p.parser),
				      XML_ErrorString(XML_GetErrorCode(p.parser)));
	XML_ParserFree(p.parser);
	return p.wrong;
}
