/* rules_object: tests of each dictionary and stream, wherever it is. */
#include "preflight/rules_private.h"

#include <string.h>

static const object *own(preflight *p, const char *key)
{
	return preflight_get(p, p->object, key);
}

void rules_object_external(preflight *p)
{
	if (p->object->kind == OBJECT_STREAM &&
	    (object_has(p->object, "F") || object_has(p->object, "FFilter") ||
	     object_has(p->object, "FDecodeParms")))
		preflight_found(p, NULL, NULL);
}

static bool is_form(preflight *p)
{
	return object_is_name(own(p, "Subtype"), "Form");
}

void rules_object_reference(preflight *p)
{
	if (is_form(p) && object_has(p->object, "Ref"))
		preflight_found(p, NULL, NULL);
}

void rules_object_opi(preflight *p)
{
	if (object_has(p->object, "OPI"))
		preflight_found(p, NULL, NULL);
}

static void judge_filter(preflight *p, const object *filter)
{
	if (object_is_name(filter, "LZWDecode") || object_is_name(filter, "LZW"))
		preflight_found(p, "LZW", NULL);
	if (object_is_name(filter, "Crypt"))
		preflight_found(p, "Crypt", NULL);
}

void rules_object_lzw(preflight *p)
{
	const object *filter = own(p, "Filter");

	if (p->object->kind != OBJECT_STREAM)
		return;
	judge_filter(p, filter);
	for (size_t i = 0; filter->kind == OBJECT_ARRAY && i < filter->count; i++)
		judge_filter(p, object_item(p->objects, filter, i));
}

void rules_object_postscript(preflight *p)
{
	if (p->object->kind == OBJECT_STREAM &&
	    (object_is_name(own(p, "Subtype"), "PS") || object_is_name(own(p, "Subtype2"), "PS") ||
	     (is_form(p) && object_has(p->object, "PS"))))
		preflight_found(p, NULL, NULL);
}

void rules_object_alternates(preflight *p)
{
	if (object_is_name(own(p, "Subtype"), "Image") && object_has(p->object, "Alternates"))
		preflight_found(p, NULL, NULL);
}

void rules_object_aa(preflight *p)
{
	if (object_has(p->object, "AA"))
		preflight_found(p, NULL, NULL);
}

static bool is_action(preflight *p)
{
	static const char *const kinds[] = {
		"GoTo",       "GoToR",      "GoToE",       "Launch",    "Thread",     "URI",
		"Sound",      "Movie",      "Hide",        "Named",     "SubmitForm", "ResetForm",
		"ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans",      "GoTo3DView"};
	const char *kind = object_name(own(p, "S"));

	if (object_is_name(own(p, "Type"), "Action"))
		return true;
	for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kind, kinds[i]) == 0 &&
		    (object_has(p->object, "D") || object_has(p->object, "URI") ||
		     object_has(p->object, "JS") || object_has(p->object, "N")))
			return true;
	return false;
}

void rules_object_action(preflight *p)
{
	const char *kind = object_name(own(p, "S"));

	if (is_action(p))
		preflight_found(p, kind ? kind : "of no kind", NULL);
}
