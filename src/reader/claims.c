/* claims: XMP is read by expat for the few properties that name standards. A property may be an
 * element or an attribute; names are known by their namespaces, whatever their prefixes. */
#include "reader/claims.h"

#include "base/arena.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define PDFA_URI   "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA_URI  "http://www.aiim.org/pdfua/ns/id/"
#define PDFX_URI   "http://www.npes.org/pdfx/ns/id/"
#define PDF_URI    "http://ns.adobe.com/pdf/1.3/"
#define DC_URI     "http://purl.org/dc/elements/1.1/"
#define WTPDF_URI  "http://pdfa.org/declarations/"
#define WTPDF_NAME "http://pdfa.org/declarations/wtpdf"

enum { XMP_MOST = 4 << 20, DEPTH_MOST = 64, TEXT_MOST = 1000, STANDARDS_MOST = 16 };

/* What is told apart from XMP. */
typedef enum claim {
	PDFA_PART,
	PDFA_CONFORMANCE,
	PDFA_REVISION,
	PDFUA_PART,
	PDFX_VERSION,
	PRODUCER,
	TITLE,
	DECLARATION,
	PROPERTIES
} claim;

static const struct {
	const char *name; /* namespace, a space, local name */
} known[PROPERTIES] = {
	[PDFA_PART] = {PDFA_URI " part"},
	[PDFA_CONFORMANCE] = {PDFA_URI " conformance"},
	[PDFA_REVISION] = {PDFA_URI " rev"},
	[PDFUA_PART] = {PDFUA_URI " part"},
	[PDFX_VERSION] = {PDFX_URI " GTS_PDFXVersion"},
	[PRODUCER] = {PDF_URI " Producer"},
	[TITLE] = {DC_URI " title"},
	[DECLARATION] = {WTPDF_URI " conformsTo"},
};

typedef struct xmp {
	XML_Parser parser;
	arena *arena;
	const char *values[PROPERTIES];
	const char *declared[STANDARDS_MOST];
	size_t declared_count;
	claim at[DEPTH_MOST]; /* of the open elements; PROPERTIES: none of ours */
	size_t depth;
	char text[TEXT_MOST];
	size_t length;
} xmp;

static claim property_of(const char *name)
{
	int at = 0;

	while (at < PROPERTIES && strcmp(known[at].name, name) != 0)
		at++;
	return (claim)at;
}

static void keep(xmp *x, claim what, const char *text)
{
	const char *value = arena_copy(x->arena, text, strlen(text));

	if (what == DECLARATION && x->declared_count < STANDARDS_MOST)
		x->declared[x->declared_count++] = value;
	if (!x->values[what] && *value)
		x->values[what] = value;
}

static void on_start(void *context, const char *name, const char **attributes)
{
	xmp *x = context;
	claim outer = x->depth ? x->at[x->depth - 1] : PROPERTIES, own = property_of(name);

	if (x->depth == DEPTH_MOST) {
		XML_StopParser(x->parser, XML_FALSE);
		return;
	}
	/* rdf:Alt and rdf:li around a value are seen through */
	x->at[x->depth++] = own == PROPERTIES ? outer : own;
	x->length = 0;
	for (; attributes[0]; attributes += 2)
		if (property_of(attributes[0]) != PROPERTIES)
			keep(x, property_of(attributes[0]), attributes[1]);
}

static void on_text(void *context, const char *text, int length)
{
	xmp *x = context;
	size_t room = TEXT_MOST - 1 - x->length,
	       take = (size_t)length < room ? (size_t)length : room;

	memcpy(x->text + x->length, text, take);
	x->length += take;
}

static void on_end(void *context, const char *name)
{
	xmp *x = context;
	claim what = x->at[--x->depth];

	(void)name;
	x->text[x->length] = '\0';
	if (what != PROPERTIES && x->text[strspn(x->text, " \t\r\n")])
		keep(x, what, x->text);
	x->length = 0;
}

/* XMP has no document type; one with entities is not read. */
static void on_doctype(void *context, const char *name, const char *system, const char *public_id,
		       int has_subset)
{
	(void)name, (void)system, (void)public_id, (void)has_subset;
	XML_StopParser(((xmp *)context)->parser, XML_FALSE);
}

static void parse(xmp *x, reader_bytes data)
{
	x->parser = XML_ParserCreateNS(NULL, ' ');
	if (!x->parser)
		report_die(1, "out of memory");
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	if (XML_Parse(x->parser, data.data, (int)data.length, XML_TRUE) != XML_STATUS_OK)
		memset(x->values, 0, sizeof x->values), x->declared_count = 0;
	XML_ParserFree(x->parser);
}

static void add(arena *a, claims *c, size_t *count, size_t *capacity, const char *standard)
{
	const char **list = (const char **)c->standards;

	*ARENA_APPEND(a, list, *count, *capacity) = standard;
	c->standards = list;
}

/* "PDF/A-3a"; from part 4 on the letter is the level (e, f) or nothing. */
static const char *archive_standard(arena *a, const xmp *x)
{
	const char *level = x->values[PDFA_CONFORMANCE];
	char letter[2] = {level ? (char)(*level | ('a' ^ 'A')) : '\0'};

	return arena_print(a, "PDF/A-%s%s", x->values[PDFA_PART], letter);
}

static void list_standards(arena *a, const xmp *x, claims *c)
{
	size_t count = 0, capacity = 0;

	if (x->values[PDFX_VERSION])
		add(a, c, &count, &capacity, x->values[PDFX_VERSION]);
	if (x->values[PDFA_PART])
		add(a, c, &count, &capacity, archive_standard(a, x));
	if (x->values[PDFUA_PART])
		add(a, c, &count, &capacity, arena_print(a, "PDF/UA-%s", x->values[PDFUA_PART]));
	for (size_t i = 0; i < x->declared_count; i++)
		if (strncmp(x->declared[i], WTPDF_NAME, strlen(WTPDF_NAME)) == 0)
			add(a, c, &count, &capacity,
			    strstr(x->declared[i], "reuse") ? "WTPDF 1.0 for reuse"
							    : "WTPDF 1.0 for accessibility");
	add(a, c, &count, &capacity, NULL);
}

static bool claims_what(const xmp *x, const edition *e)
{
	const char *part = x->values[PDFA_PART], *level = x->values[PDFA_CONFORMANCE];

	return part && atoi(part) == e->pdfa_part &&
	       strcmp(level ? level : "", e->pdfa_conformance ? e->pdfa_conformance : "") == 0 &&
	       !x->values[PDFX_VERSION] == !e->pdfx;
}

/* The edition that makes these claims, and whether it makes them where it carries nothing. */
static const edition *edition_of(const xmp *x, bool *bare)
{
	for (size_t i = 0; i < EDITIONS; i++) {
		const edition *e = &edition_table[i], without = edition_bare(e);
		*bare = e->sources && claims_what(x, &without);
		if (*bare || claims_what(x, e))
			return e;
	}
	return NULL;
}

claims claims_of(reader_pdf *f, arena *a)
{
	xmp *x = ARENA_NEW(a, xmp);
	reader_bytes data;

	x->arena = a;
	if (reader_stream(f, reader_get(f, reader_catalog(f), "Metadata"), XMP_MOST, &data) ==
	    READER_OK)
		parse(x, data);
	claims c = {.producer = x->values[PRODUCER],
		    .title = x->values[TITLE],
		    .press = x->values[PDFX_VERSION] != NULL,
		    .archive = x->values[PDFA_PART] && !x->values[PDFX_VERSION]};
	if (!c.producer)
		c.producer = reader_text(
			f, reader_get(f, reader_get(f, reader_trailer(f), "Info"), "Producer"));
	c.edition = edition_of(x, &c.bare);
	list_standards(a, x, &c);
	return c;
}
