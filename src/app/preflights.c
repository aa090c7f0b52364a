/* preflights: one file after the other; each has an arena of its own, so that many take no more
 * memory than the largest. The report goes on through all of them. */
#include "app/preflights.h"

#include "app/outputs.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/length.h"
#include "preflight/preflight_json.h"
#include "preflight/preflight_proof.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A run over all files. */
typedef struct preflight_run {
	arena *arena;
	report *report;
	const options *options;
	preflight_json json; /* out is NULL: no report is asked for */
	int status;
} preflight_run;

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* On standard output, unless the report goes there. */
static void summarize(const preflight_run *run, const preflight_result *result)
{
	const char *report = run->options->quality;

	if (run->options->report.quiet || (report && strcmp(report, "-") == 0))
		return;
	printf("%s: %zu page%s, %zu error%s, %zu warning%s\n", result->source->name,
	       result->page_count, plural(result->page_count), result->errors,
	       plural(result->errors), result->warnings, plural(result->warnings));
}

static void write_out(preflight_run *run, const char *path, bool derived, const void *data,
		      size_t length)
{
	file_output *out =
		derived ? file_begin_derived(run->arena, path) : file_begin(run->arena, path);

	file_write(out, data, length);
	const char *failure = file_commit(out);
	if (failure) {
		report_at(run->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path,
			  failure);
		run->status = EXIT_OUTPUT;
	} else if (run->options->verbose && strcmp(path, "-") != 0) {
		fprintf(stderr, "platen: wrote %s\n", path);
	}
}

/* FILE.proof.pdf beside FILE.pdf. */
static const char *proof_path(arena *a, const char *path)
{
	size_t length = strlen(path);

	if (length > 4 && strcmp(path + length - 4, ".pdf") == 0)
		length -= 4;
	return arena_print(a, "%.*s.proof.pdf", (int)length, path);
}

static void write_proof(preflight_run *run, arena *a, const preflight_result *result)
{
	const char *given = run->options->output,
		   *path = given ? given : proof_path(a, result->source->name);
	reader_bytes copy = preflight_proof(a, run->report, result);

	if (given && file_same(a, given, result->source->name))
		report_at(run->report, REPORT_OUTPUT_FAILED, (place){0},
			  "%s would be written over; name another file with -o", given);
	else if (copy.data)
		write_out(run, path, !given, copy.data, copy.length);
}

static void look_at(preflight_run *run, const char *path)
{
	source *s = ARENA_NEW(run->arena, source);
	arena *own = arena_new();

	s->name = path;
	const preflight_demands demands = {run->options->profiles, run->options->ink_most};
	const preflight_result *result = preflight_file(own, run->report, s, &demands);
	if (result) {
		preflight_report(own, run->report, result);
		if (run->json.out)
			preflight_json_put(&run->json, result);
		if (run->options->proof)
			write_proof(run, own, result);
	}
	report_flush(run->report);
	if (result)
		summarize(run, result);
	arena_free(own);
}

int preflights_run(arena *a, report *r, const options *o)
{
	preflight_run run = {.arena = a, .report = r, .options = o};
	char *data = NULL;
	size_t length = 0;

	if (o->quality) {
		const char *end = strrchr(o->quality, '.');
		run.json.sarif = end && strcmp(end, ".sarif") == 0;
		run.json.out = open_memstream(&data, &length);
		if (!run.json.out)
			report_die(1, "out of memory");
		preflight_json_begin(&run.json);
	}
	for (size_t i = 0; i < o->manuscript_count; i++)
		look_at(&run, o->manuscripts[i]);
	if (run.json.out) {
		preflight_json_end(&run.json);
		if (fclose(run.json.out) != 0)
			report_die(1, "out of memory");
		write_out(&run, o->quality, false, data, length);
		free(data);
		report_flush(r);
	}
	if (run.status != EXIT_DONE)
		return run.status;
	return report_errors(r) ? EXIT_ERRORS : EXIT_DONE;
}

/* --- what a build has written --------------------------------------------------------------- */

/* How far a mark's words, picture or rule may be from the place of a finding. */
#define MILLIMETRE (72 / 25.4 * (double)LENGTH_PT)
#define NEAR_MOST  ((length)(5 * MILLIMETRE))

static length beyond(length at, length from, length to)
{
	return at < from ? from - at : at > to ? at - to : 0;
}

/* How far a point is from what a mark paints. `page`: the page's height. */
static length distance(const mark *m, length page, length x, length y)
{
	length width = m->as.rule.width, height = m->as.rule.height, top = m->y;

	if (m->kind == MARK_GLYPHS) {
		width = m->as.glyphs.width;
		height = 10 * LENGTH_PT;
		top = m->y - height;
		if (m->turn < 0)
			return beyond(x, top, m->y) + beyond(y, page - m->x - width, page - m->x);
	} else if (m->kind == MARK_IMAGE) {
		width = m->as.image.width;
		height = m->as.image.height;
	}
	return beyond(x, m->x, m->x + width) + beyond(y, top, top + height);
}

/* The place in the manuscript of what is nearest to the middle of a finding. */
static place place_on(const page *p, length page, content_box seen)
{
	length x = (length)((seen.x0 + seen.x1) / 2 * MILLIMETRE),
	       y = (length)((seen.y0 + seen.y1) / 2 * MILLIMETRE), nearest = NEAR_MOST;
	place found = {0};

	for (size_t i = 0; i < p->mark_count; i++) {
		const mark *m = &p->marks[i];
		length off = distance(m, page, x, y);
		if (!m->owner || !m->owner->place.source || off > nearest ||
		    (off == nearest && found.source))
			continue;
		nearest = off;
		found = m->owner->place;
	}
	return found;
}

static void say_in_manuscript(arena *a, report *r, const preflight_result *result,
			      const pages *pages)
{
	for (size_t i = 0; i < result->count; i++) {
		const preflight_finding *f = &result->findings[i];
		place where = {result->source, 0, 0};
		if (f->place_count && f->page <= pages->count) {
			place own = place_on(
				pages->items[f->page - 1], pages->style->sheet.height,
				preflight_report_place(&result->pages[f->page - 1], f->places[0]));
			where = own.source ? own : where;
		}
		report_rule(r, f->rule->name, f->rule->level, where, "%s",
			    preflight_report_words(a, result, f));
	}
}

/* As main does for its stages. */
static void tell_time(const struct timespec *begun)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	fprintf(stderr, "%-12s %8.2f ms\n", "preflight",
		(double)(now.tv_sec - begun->tv_sec) * 1e3 +
			(double)(now.tv_nsec - begun->tv_nsec) / 1e6);
}

int preflights_of_build(arena *a, report *r, const options *o, const pages *pages, int ink_most,
			int status)
{
	const preflight_demands demands = {RULES_X4 | RULES_GWG, ink_most};
	struct timespec begun;
	size_t at = 0;

	if (!o->preflight || status != EXIT_DONE)
		return status;
	clock_gettime(CLOCK_MONOTONIC, &begun);
	for (const edition *e; (e = edition_next(o->editions, &at));) {
		source *s = ARENA_NEW(a, source);
		s->name = outputs_path(a, o, e);
		if (!e->pdfx)
			continue;
		const preflight_result *result = preflight_file(a, r, s, &demands);
		if (result)
			say_in_manuscript(a, r, result, pages);
	}
	if (o->time)
		tell_time(&begun);
	report_flush(r);
	return report_errors(r) ? EXIT_ERRORS : EXIT_DONE;
}
