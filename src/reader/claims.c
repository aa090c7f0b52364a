/* claims: which standards the XMP of a PDF names. */
#include "reader/claims.h"

#include "base/arena.h"
#include "reader/xmp.h"

#include <stdlib.h>
#include <string.h>

#define WTPDF_NAME "http://pdfa.org/declarations/wtpdf"

enum { XMP_MOST = 4 << 20 };

static const char *part_of(const xmp *x)
{
	return xmp_get(x, XMP_PDFA_URI " part");
}

static const char *version_of(const xmp *x)
{
	return xmp_get(x, XMP_PDFX_URI " GTS_PDFXVersion");
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
	const char *level = xmp_get(x, XMP_PDFA_URI " conformance");
	char letter[2] = {level ? (char)(*level | ('a' ^ 'A')) : '\0'};

	return arena_print(a, "PDF/A-%s%s", part_of(x), letter);
}

static void list_standards(arena *a, const xmp *x, claims *c)
{
	size_t count = 0, capacity = 0;
	const char *ua = xmp_get(x, XMP_PDFUA_URI " part");

	if (version_of(x))
		add(a, c, &count, &capacity, version_of(x));
	if (part_of(x))
		add(a, c, &count, &capacity, archive_standard(a, x));
	if (ua)
		add(a, c, &count, &capacity, arena_print(a, "PDF/UA-%s", ua));
	for (size_t i = 0; i < x->count; i++) {
		const xmp_item *p = &x->items[i];
		if (strcmp(p->name, XMP_DECLARATIONS_URI " conformsTo") == 0 &&
		    strncmp(p->value, WTPDF_NAME, strlen(WTPDF_NAME)) == 0)
			add(a, c, &count, &capacity,
			    strstr(p->value, "reuse") ? "WTPDF 1.0 for reuse"
						      : "WTPDF 1.0 for accessibility");
	}
	add(a, c, &count, &capacity, NULL);
}

static bool claims_what(const xmp *x, const edition *e)
{
	const char *part = part_of(x), *level = xmp_get(x, XMP_PDFA_URI " conformance");

	return part && atoi(part) == e->pdfa_part &&
	       strcmp(level ? level : "", e->pdfa_conformance ? e->pdfa_conformance : "") == 0 &&
	       !version_of(x) == !e->pdfx;
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
	reader_bytes data;
	xmp x = {0};

	if (reader_stream(f, a, reader_get(f, reader_catalog(f), "Metadata"), XMP_MOST, &data) ==
	    READER_OK)
		x = xmp_read(a, data);
	claims c = {.producer = xmp_get(&x, XMP_PDF_URI " Producer"),
		    .title = xmp_get(&x, XMP_DC_URI " title"),
		    .press = version_of(&x) != NULL,
		    .archive = part_of(&x) && !version_of(&x)};
	if (!c.producer)
		c.producer = reader_text(
			f, reader_get(f, reader_get(f, reader_trailer(f), "Info"), "Producer"));
	c.edition = edition_of(&x, &c.bare);
	list_standards(a, &x, &c);
	return c;
}
