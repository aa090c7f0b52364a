/* preflight_report: findings in words. A place is told as the page is seen: turned, and from the
 * left upper corner of the trimmed page. */
#include "preflight/preflight.h"

#include "base/arena.h"

#include <math.h>

content_box preflight_report_place(const preflight_page *page, content_box b)
{
	const content_box *t = &page->box;
	content_box seen;

	switch (page->rotation) {
	case 90:
		seen = (content_box){b.y0 - t->y0, b.x0 - t->x0, b.y1 - t->y0, b.x1 - t->x0};
		break;
	case 180:
		seen = (content_box){t->x1 - b.x1, b.y0 - t->y0, t->x1 - b.x0, b.y1 - t->y0};
		break;
	case 270:
		seen = (content_box){t->y1 - b.y1, t->x1 - b.x1, t->y1 - b.y0, t->x1 - b.x0};
		break;
	default:
		seen = (content_box){b.x0 - t->x0, t->y1 - b.y1, b.x1 - t->x0, t->y1 - b.y0};
		break;
	}
	const double mm = page->unit * 25.4 / 72;
	return (content_box){seen.x0 * mm, seen.y0 * mm, seen.x1 * mm, seen.y1 * mm};
}

/* Without "-0". */
static double tidy(double mm)
{
	return round(mm * 10) / 10 + 0.0;
}

static const char *place_of(arena *a, const preflight_result *result, const preflight_finding *f)
{
	const char *object = f->object ? arena_print(a, "object %d", f->object) : "";

	if (f->page == 0)
		return f->object ? arena_print(a, "%s: ", object) : "";
	const char *page = arena_print(a, "page %zu", f->page);
	if (f->place_count) {
		content_box at = preflight_report_place(&result->pages[f->page - 1], f->places[0]);
		page = arena_print(a, "%s at %.1f,%.1f mm", page, tidy(at.x0), tidy(at.y0));
	}
	return arena_print(a, "%s%s%s: ", page, *object ? ", " : "", object);
}

const char *preflight_report_words(arena *a, const preflight_result *result,
				   const preflight_finding *f)
{
	const char *times = f->count > 1 ? arena_print(a, " (%zu times)", f->count) : "";

	return arena_print(a, "%s%s%s", place_of(a, result, f), f->what, times);
}

void preflight_report(arena *a, report *r, const preflight_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		const preflight_finding *f = &result->findings[i];
		report_rule(r, f->rule->name, f->rule->level, (place){result->source, 0, 0}, "%s",
			    preflight_report_words(a, result, f));
	}
}
