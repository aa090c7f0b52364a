/* preflights: one file after the other; each has an arena of its own, so that many take no more
 * memory than the largest. */
#include "app/preflights.h"

#include "base/arena.h"
#include "preflight/preflight.h"

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void summarize(const preflight_result *result)
{
	printf("%s: %zu page%s, %zu error%s, %zu warning%s\n", result->source->name,
	       result->page_count, plural(result->page_count), result->errors,
	       plural(result->errors), result->warnings, plural(result->warnings));
}

int preflights_run(arena *a, report *r, const options *o)
{
	for (size_t i = 0; i < o->manuscript_count; i++) {
		source *s = ARENA_NEW(a, source);
		arena *own = arena_new();
		s->name = o->manuscripts[i];
		const preflight_result *result = preflight_file(own, r, s, o->profiles);
		if (result)
			preflight_report(own, r, result);
		report_flush(r);
		if (result && !o->report.quiet)
			summarize(result);
		arena_free(own);
	}
	return report_errors(r) ? EXIT_ERRORS : EXIT_DONE;
}
