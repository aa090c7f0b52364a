/* xmp: expat reads the packet. An element's text is the value of the innermost property around it
 * that is not RDF's own. */
#include "reader/xmp.h"

#include "base/arena.h"

#include <expat.h>
#include <string.h>

#define RDF_URI "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

enum { DEPTH_MOST = 64, TEXT_MOST = 1000, PROPERTIES_MOST = 4096 };

typedef struct parsing {
	XML_Parser parser;
	arena *arena;
	xmp_item *items;
	size_t count, capacity;
	const char *at[DEPTH_MOST]; /* the property around each open element, or NULL */
	size_t depth;
	char text[TEXT_MOST];
	size_t length;
} parsing;

static bool is_property(const char *name)
{
	return strchr(name, ' ') && strncmp(name, RDF_URI, strlen(RDF_URI)) != 0;
}

static void keep(parsing *p, const char *name, const char *value)
{
	if (p->count < PROPERTIES_MOST)
		*ARENA_APPEND(p->arena, p->items, p->count, p->capacity) =
			(xmp_item){name, arena_copy(p->arena, value, strlen(value))};
}

static void on_start(void *context, const char *name, const char **attributes)
{
	parsing *p = context;
	const char *outer = p->depth ? p->at[p->depth - 1] : NULL;

	if (p->depth == DEPTH_MOST) {
		XML_StopParser(p->parser, XML_FALSE);
		return;
	}
	p->at[p->depth++] = is_property(name) ? arena_copy(p->arena, name, strlen(name)) : outer;
	p->length = 0;
	for (; attributes[0]; attributes += 2)
		if (is_property(attributes[0]))
			keep(p, arena_copy(p->arena, attributes[0], strlen(attributes[0])),
			     attributes[1]);
}

static void on_text(void *context, const char *text, int length)
{
	parsing *p = context;
	size_t room = TEXT_MOST - 1 - p->length,
	       take = (size_t)length < room ? (size_t)length : room;

	memcpy(p->text + p->length, text, take);
	p->length += take;
}

static void on_end(void *context, const char *name)
{
	parsing *p = context;
	const char *what = p->at[--p->depth];

	(void)name;
	p->text[p->length] = '\0';
	if (what && p->text[strspn(p->text, " \t\r\n")])
		keep(p, what, p->text);
	p->length = 0;
}

/* XMP has no document type; one with entities is not read. */
static void on_doctype(void *context, const char *name, const char *system, const char *public_id,
		       int has_subset)
{
	(void)name, (void)system, (void)public_id, (void)has_subset;
	XML_StopParser(((parsing *)context)->parser, XML_FALSE);
}

xmp xmp_read(arena *a, reader_bytes packet)
{
	parsing p = {.parser = XML_ParserCreateNS(NULL, ' '), .arena = a};

	if (!p.parser)
		report_die(1, "out of memory");
	XML_SetUserData(p.parser, &p);
	XML_SetElementHandler(p.parser, on_start, on_end);
	XML_SetCharacterDataHandler(p.parser, on_text);
	XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
	bool sound =
		XML_Parse(p.parser, packet.data, (int)packet.length, XML_TRUE) == XML_STATUS_OK;
	XML_ParserFree(p.parser);
	return (xmp){sound, p.items, sound ? p.count : 0};
}

const char *xmp_get(const xmp *x, const char *name)
{
	for (size_t i = 0; i < x->count; i++)
		if (*x->items[i].value && strcmp(x->items[i].name, name) == 0)
			return x->items[i].value;
	return NULL;
}
