/* rules_tags: tests of what PDF/UA asks: structure, language, words for what is no text. */
#include "preflight/rules_private.h"

#include <string.h>

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

static bool has_text(preflight *p, const object *o, const char *key)
{
	const object *text = preflight_get(p, o, key);

	return text->kind == OBJECT_STRING && text->count > 0;
}

void rules_tags_claim(preflight *p)
{
	const char *part = xmp_get(&p->xmp, XMP_PDFUA_URI " part");

	if (!is(part, "1") && !is(part, "2"))
		preflight_found(p, NULL, NULL);
}

void rules_tags_marked(preflight *p)
{
	if (!object_is_true(preflight_get(p, preflight_get(p, p->catalog, "MarkInfo"), "Marked")))
		preflight_found(p, NULL, NULL);
}

void rules_tags_suspects(preflight *p)
{
	if (object_is_true(preflight_get(p, preflight_get(p, p->catalog, "MarkInfo"), "Suspects")))
		preflight_found(p, NULL, NULL);
}

void rules_tags_structure(preflight *p)
{
	const object *tree = preflight_get(p, p->catalog, "StructTreeRoot");

	if (!object_is_dict(tree) || !object_has(tree, "K"))
		preflight_found(p, NULL, NULL);
}

void rules_tags_title(preflight *p)
{
	if (!xmp_get(&p->xmp, XMP_DC_URI " title"))
		preflight_found(p, NULL, NULL);
}

void rules_tags_title_shown(preflight *p)
{
	if (!object_is_true(preflight_get(p, preflight_get(p, p->catalog, "ViewerPreferences"),
					  "DisplayDocTitle")))
		preflight_found(p, NULL, NULL);
}

void rules_tags_language(preflight *p)
{
	if (!has_text(p, p->catalog, "Lang") && !p->gathered.has_language)
		preflight_found(p, NULL, NULL);
}

void rules_tags_tabs(preflight *p)
{
	const object *annotations = preflight_get(p, p->page_object, "Annots");

	if (annotations->kind == OBJECT_ARRAY && annotations->count &&
	    !object_is_name(preflight_get(p, p->page_object, "Tabs"), "S"))
		preflight_found(p, NULL, NULL);
}

/* --- annotations ---------------------------------------------------------------------------- */

static bool is_shown(preflight *p)
{
	const char *kind = object_name(preflight_get(p, p->object, "Subtype"));
	int flags = (int)object_number(preflight_get(p, p->object, "F"), 0);

	return !(flags & 2) && !is(kind, "Popup") && !is(kind, "PrinterMark");
}

static bool is_kind(preflight *p, const char *kind)
{
	return object_is_name(preflight_get(p, p->object, "Subtype"), kind);
}

void rules_tags_annotation(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (is_shown(p) && !object_has(p->object, "StructParent"))
		preflight_found(p, NULL, &box);
}

void rules_tags_link(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (is_shown(p) && is_kind(p, "Link") && !has_text(p, p->object, "Contents"))
		preflight_found(p, NULL, &box);
}

void rules_tags_field(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (is_shown(p) && is_kind(p, "Widget") && !has_text(p, p->object, "TU") &&
	    !has_text(p, preflight_get(p, p->object, "Parent"), "TU"))
		preflight_found(p, NULL, &box);
}

/* --- content -------------------------------------------------------------------------------- */

void rules_tags_content(preflight *p)
{
	const content_paint *t = p->paint;

	if (t->mcid < 0 && !t->artifact && !t->masking && !t->in_pattern && !t->in_glyph &&
	    !t->annotation)
		preflight_found(p, NULL, &t->box);
}

void rules_tags_unicode(preflight *p)
{
	const typeface *f = p->font;

	if (f->kind == TYPEFACE_COMPOSITE && f->identity && !f->registered &&
	    !object_has(f->object, "ToUnicode"))
		preflight_found(p, f->name, NULL);
}

/* --- elements ------------------------------------------------------------------------------- */

void rules_tags_figure(preflight *p)
{
	if ((is(p->word, "Figure") || is(p->word, "Formula")) && !has_text(p, p->object, "Alt") &&
	    !object_has(p->object, "ActualText"))
		preflight_found(p, p->word, NULL);
}

void rules_tags_role(preflight *p)
{
	const char *type = object_name(preflight_get(p, p->object, "S"));

	if (!p->word && !object_has(p->object, "NS"))
		preflight_found(p, type ? type : "(none)", NULL);
}

static int heading_level(const char *type)
{
	return type && type[0] == 'H' && type[1] >= '1' && type[1] <= '6' && !type[2]
		       ? type[1] - '0'
		       : 0;
}

void rules_tags_heading(preflight *p)
{
	int level = heading_level(p->word), *last = &p->gathered.heading;

	if (!level)
		return;
	if (level > *last + 1 && *last == 0)
		preflight_found_at(p, NULL, "H%d is the first", level);
	else if (level > *last + 1)
		preflight_found_at(p, NULL, "H%d follows H%d", level, *last);
	*last = level;
}

void rules_tags_note(preflight *p)
{
	if (is(p->word, "Note") && !has_text(p, p->object, "ID"))
		preflight_found(p, NULL, NULL);
}

static bool says_scope(preflight *p, const object *attributes)
{
	if (attributes->kind != OBJECT_ARRAY)
		return object_has(attributes, "Scope");
	for (size_t i = 0; i < attributes->count; i++)
		if (object_has(object_item(p->objects, attributes, i), "Scope"))
			return true;
	return false;
}

/* A head is understood by its scope, or by cells that name it. */
void rules_tags_head(preflight *p)
{
	if (is(p->word, "TH") && !says_scope(p, preflight_get(p, p->object, "A")) &&
	    !object_has(p->object, "C") && !object_has(p->object, "ID"))
		preflight_found(p, NULL, NULL);
}

void rules_tags_cell(preflight *p)
{
	static const struct {
		const char *type, *parents[4];
	} rows[] = {{"TR", {"Table", "THead", "TBody", "TFoot"}},
		    {"TH", {"TR"}},
		    {"TD", {"TR"}},
		    {"LI", {"L"}},
		    {"LBody", {"LI"}},
		    {"TOCI", {"TOC"}}};
	const object *roles =
		preflight_get(p, preflight_get(p, p->catalog, "StructTreeRoot"), "RoleMap");
	const char *parent = object_name(preflight_get(p, preflight_get(p, p->object, "P"), "S"));
	const char *mapped = parent ? object_name(preflight_get(p, roles, parent)) : NULL;

	for (size_t i = 0; p->word && parent && i < sizeof rows / sizeof *rows; i++) {
		bool right = false;
		if (strcmp(p->word, rows[i].type) != 0)
			continue;
		for (int k = 0; k < 4 && rows[i].parents[k]; k++)
			right |= is(parent, rows[i].parents[k]) || is(mapped, rows[i].parents[k]);
		if (!right)
			preflight_found_at(p, NULL, "%s is in %s", p->word, parent);
	}
}
