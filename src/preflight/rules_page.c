/* rules_page: tests of a page's boxes and annotations. */
#include "preflight/rules_private.h"

#include <math.h>

#define BLEED     3   /* millimetres */
#define SAME_SIZE 0.5 /* points */

void rules_page_media(preflight *p)
{
	if (!p->boxes.has_media)
		preflight_found(p, NULL, NULL);
}

void rules_page_trim(preflight *p)
{
	if (!p->boxes.has_trim && !p->boxes.has_art)
		preflight_found(p, NULL, NULL);
}

void rules_page_trim_art(preflight *p)
{
	if (p->boxes.has_trim && p->boxes.has_art)
		preflight_found(p, NULL, NULL);
}

/* The boxes that the page names, from the inside out. */
typedef struct named_box {
	const char *name;
	const content_box *box;
} named_box;

static int named_boxes(preflight *p, named_box *list)
{
	const preflight_boxes *b = &p->boxes;
	int count = 0;

	if (b->has_trim)
		list[count++] = (named_box){"TrimBox", &b->trim};
	else if (b->has_art)
		list[count++] = (named_box){"ArtBox", &b->art};
	if (b->has_bleed)
		list[count++] = (named_box){"BleedBox", &b->bleed};
	if (b->has_crop)
		list[count++] = (named_box){"CropBox", &b->crop};
	if (b->has_media)
		list[count++] = (named_box){"MediaBox", &b->media};
	return count;
}

static bool inside(const content_box *inner, const content_box *outer)
{
	return inner->x0 >= outer->x0 - PREFLIGHT_NEAR && inner->y0 >= outer->y0 - PREFLIGHT_NEAR &&
	       inner->x1 <= outer->x1 + PREFLIGHT_NEAR && inner->y1 <= outer->y1 + PREFLIGHT_NEAR;
}

void rules_page_nested(preflight *p)
{
	named_box list[4];
	int count = named_boxes(p, list);

	for (int i = 0; i < count; i++)
		for (int k = i + 1; k < count; k++)
			if (!inside(list[i].box, list[k].box))
				preflight_found_at(p, NULL, "%s reaches out of %s", list[i].name,
						   list[k].name);
}

void rules_page_empty_box(preflight *p)
{
	named_box list[4];
	int count = named_boxes(p, list);

	for (int i = 0; i < count; i++)
		if (list[i].box->x1 - list[i].box->x0 <= 0 ||
		    list[i].box->y1 - list[i].box->y0 <= 0)
			preflight_found(p, list[i].name, NULL);
}

void rules_page_steps(preflight *p)
{
	if (object_has(p->page_object, "PresSteps"))
		preflight_found(p, NULL, NULL);
}

/* --- annotations ---------------------------------------------------------------------------- */

void rules_page_annotation(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));
	const char *kind = object_name(preflight_get(p, p->object, "Subtype"));

	if (object_is_name(preflight_get(p, p->object, "Subtype"), "PrinterMark") ||
	    object_is_name(preflight_get(p, p->object, "Subtype"), "TrapNet"))
		return;
	if (preflight_meet(&box, &p->boxes.bleed))
		preflight_found_at(p, &box, "an annotation%s%s", kind ? " " : "", kind ? kind : "");
}

void rules_page_printer_mark(preflight *p)
{
	content_box box = content_box_of(p->objects, preflight_get(p, p->object, "Rect"));

	if (object_is_name(preflight_get(p, p->object, "Subtype"), "PrinterMark") &&
	    preflight_meet(&box, &p->boxes.trim))
		preflight_found(p, NULL, &box);
}

/* --- what printers ask ---------------------------------------------------------------------- */

void rules_page_bleed_box(preflight *p)
{
	const content_box *t = &p->boxes.trim, *b = &p->boxes.bleed;
	double least = fmin(fmin(t->x0 - b->x0, t->y0 - b->y0), fmin(b->x1 - t->x1, b->y1 - t->y1));
	double mm = least * p->pages[p->page - 1].unit / PREFLIGHT_MM;

	if (p->boxes.has_bleed && mm < BLEED - 0.02)
		preflight_found_at(p, NULL, "%.1f", mm);
}

static void size_of(const preflight_page *page, double *width, double *height)
{
	bool turned = page->rotation % 180 != 0;
	double x = (page->box.x1 - page->box.x0) * page->unit,
	       y = (page->box.y1 - page->box.y0) * page->unit;

	*width = turned ? y : x;
	*height = turned ? x : y;
}

void rules_page_sizes(preflight *p)
{
	double width, height, first_width, first_height;

	size_of(&p->pages[p->page - 1], &width, &height);
	size_of(&p->pages[0], &first_width, &first_height);
	if (fabs(width - first_width) > SAME_SIZE || fabs(height - first_height) > SAME_SIZE)
		preflight_found_at(p, NULL, "%.0f × %.0f mm, and the first %.0f × %.0f mm",
				   width / PREFLIGHT_MM, height / PREFLIGHT_MM,
				   first_width / PREFLIGHT_MM, first_height / PREFLIGHT_MM);
}

void rules_page_unit(preflight *p)
{
	double unit = p->pages[p->page - 1].unit;

	if (unit != 1)
		preflight_found_at(p, NULL, "%g", unit);
}

void rules_page_blank(preflight *p)
{
	if (p->gathered.painted == 0)
		preflight_found(p, NULL, NULL);
}
