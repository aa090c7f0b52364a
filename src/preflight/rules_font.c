/* rules_font: tests of each font that sets text. */
#include "preflight/rules_private.h"

void rules_font_embedded(preflight *p)
{
	const typeface *f = p->font;
	bool empty = object_number(preflight_get(p, f->program, "Length"), 0) <= 0;

	if (f->kind != TYPEFACE_TYPE3 && (f->program->kind != OBJECT_STREAM || empty))
		preflight_found(p, f->name, NULL);
}

void rules_font_map(preflight *p)
{
	const typeface *f = p->font;

	if (f->kind == TYPEFACE_COMPOSITE && f->program->kind == OBJECT_STREAM &&
	    object_is_name(preflight_get(p, f->descendant, "Subtype"), "CIDFontType2") &&
	    !object_has(f->descendant, "CIDToGIDMap"))
		preflight_found(p, f->name, NULL);
}

void rules_font_type3(preflight *p)
{
	if (p->font->kind == TYPEFACE_TYPE3)
		preflight_found(p, NULL, NULL);
}
