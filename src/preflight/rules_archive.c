/* rules_archive: tests of what PDF/A asks besides what it shares with PDF/X. */
#include "preflight/rules_private.h"

#include <stdlib.h>
#include <string.h>

static int part(const preflight *p)
{
	const char *said = xmp_get(&p->xmp, XMP_PDFA_URI " part");

	return said ? atoi(said) : 0;
}

static char level(const preflight *p)
{
	const char *said = xmp_get(&p->xmp, XMP_PDFA_URI " conformance");

	return said ? (char)(*said | ('a' ^ 'A')) : '\0';
}

void rules_archive_claim(preflight *p)
{
	if (part(p) < 1 || part(p) > 4)
		preflight_found(p, "no part (pdfaid:part)", NULL);
	else if (part(p) < 4 && !level(p))
		preflight_found(p, "no level (pdfaid:conformance)", NULL);
	else if (level(p) && !strchr("abuef", level(p)))
		preflight_found_at(p, NULL, "the level %c", level(p));
}

/* After the last end-of-file mark there is at most the end of its line. */
void rules_archive_end(preflight *p)
{
	reader_bytes file = reader_file(p->reader);
	size_t end = file.length;

	if (end && file.data[end - 1] == '\n')
		end--;
	if (end && file.data[end - 1] == '\r')
		end--;
	if (end < 5 || memcmp(file.data + end - 5, "%%EOF", 5) != 0)
		preflight_found(p, NULL, NULL);
}

void rules_archive_tagged(preflight *p)
{
	if (level(p) == 'a' &&
	    !object_is_true(preflight_get(p, preflight_get(p, p->catalog, "MarkInfo"), "Marked")))
		preflight_found(p, NULL, NULL);
}

void rules_archive_appearances(preflight *p)
{
	if (object_is_true(
		    preflight_get(p, preflight_get(p, p->catalog, "AcroForm"), "NeedAppearances")))
		preflight_found(p, NULL, NULL);
}

void rules_archive_attachments(preflight *p)
{
	if (part(p) == 1 && object_has(preflight_get(p, p->catalog, "Names"), "EmbeddedFiles"))
		preflight_found(p, NULL, NULL);
}

/* A file specification with a file in it. */
void rules_archive_relation(preflight *p)
{
	if (part(p) >= 3 && object_has(p->object, "EF") && !object_has(p->object, "AFRelationship"))
		preflight_found(p, NULL, NULL);
}

void rules_archive_names(preflight *p)
{
	if (object_has(p->object, "EF") &&
	    (!object_has(p->object, "F") || !object_has(p->object, "UF")))
		preflight_found(p, NULL, NULL);
}

/* --- annotations ---------------------------------------------------------------------------- */

static bool is_kind(preflight *p, const char *kind)
{
	return object_is_name(preflight_get(p, p->object, "Subtype"), kind);
}

void rules_archive_flags(preflight *p)
{
	enum { INVISIBLE = 1, HIDDEN = 2, PRINTED = 4, NO_VIEW = 32 };
	int flags = (int)object_number(preflight_get(p, p->object, "F"), 0);
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (!is_kind(p, "Popup") &&
	    (!(flags & PRINTED) || (flags & (INVISIBLE | HIDDEN | NO_VIEW))))
		preflight_found(p, NULL, &box);
}

void rules_archive_look(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (!is_kind(p, "Popup") && !is_kind(p, "Link") && box.x1 > box.x0 && box.y1 > box.y0 &&
	    !object_has(preflight_get(p, p->object, "AP"), "N"))
		preflight_found(p, NULL, &box);
}

void rules_archive_kind(preflight *p)
{
	static const char *const kinds[] = {"3D", "Sound", "Screen", "Movie"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (is_kind(p, kinds[i]))
			preflight_found(p, kinds[i], NULL);
}

void rules_archive_action(preflight *p)
{
	static const char *const kinds[] = {"Launch",     "Sound",      "Movie",     "ResetForm",
					    "ImportData", "JavaScript", "Hide",      "SetOCGState",
					    "Rendition",  "Trans",      "GoTo3DView"};
	const char *kind = object_name(preflight_get(p, p->object, "S"));

	for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kind, kinds[i]) == 0 &&
		    (object_is_name(preflight_get(p, p->object, "Type"), "Action") ||
		     object_has(p->object, "JS") || object_has(p->object, "F")))
			preflight_found(p, kind, NULL);
}

/* --- content -------------------------------------------------------------------------------- */

void rules_archive_interpolate(preflight *p)
{
	if (object_is_true(preflight_get(p, p->object, "Interpolate")))
		preflight_found(p, NULL, NULL);
}

void rules_archive_transparency(preflight *p)
{
	const preflight_gathered *g = &p->gathered;

	if (part(p) != 1 || !g->transparent)
		return;
	p->holder = g->transparent_owner;
	preflight_found(p, NULL, &g->transparent_at);
}

void rules_archive_size(preflight *p)
{
	const content_box *b = &p->boxes.media;
	double width = b->x1 - b->x0, height = b->y1 - b->y0;

	if (width < 3 || height < 3 || width > 14400 || height > 14400)
		preflight_found_at(p, NULL, "%.0f × %.0f", width, height);
}

void rules_archive_notdef(preflight *p)
{
	const typeface *f = p->paint->kind == CONTENT_TEXT ? p->paint->state->font : NULL;

	if (f && f->notdef && p->paint->state->render != 3)
		preflight_found(p, f->name, &p->paint->box);
}

void rules_archive_unicode(preflight *p)
{
	const typeface *f = p->font;

	if ((level(p) == 'a' || level(p) == 'u') && f->kind == TYPEFACE_COMPOSITE && f->identity &&
	    !f->registered && !object_has(f->object, "ToUnicode"))
		preflight_found(p, f->name, NULL);
}

void rules_archive_layer_name(preflight *p)
{
	const object *layers = preflight_get(p, p->catalog, "OCProperties"),
		     *first = preflight_get(p, layers, "D");

	if (object_is_dict(first) && preflight_get(p, first, "Name")->count == 0)
		preflight_found(p, NULL, NULL);
}
