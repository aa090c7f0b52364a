/* main: the pipeline, one call a stage.
 *
 *   manuscript -> document -> galley -> page breaks -> pages -> PDF editions
 * When the author erred, a stage goes on to its end; then all errors are printed and the pipeline
 * stops. */
#include "app/begin.h"
#include "app/carried.h"
#include "app/environment.h"
#include "app/preflights.h"
#include "app/results.h"
#include "app/stages.h"
#include "base/arena.h"
#include "base/end.h"
#include "base/file.h"
#include "lines/workers.h"

#include <stdio.h>

/* Pages to files. check writes none. */
static int finish(job *j)
{
	workers_empty(&j->setter, WORKERS_LINES); /* the pages now have all that they need */
	if (!stages_make_pdf(j) || !stages_make_cover(j))
		return EXIT_ERRORS;
	if (j->options->command == COMMAND_BUILD && report_late_errors(j->report) == 0)
		return preflights_of_build(j->arena, j->report, j->options, j->layout.pages,
					   j->setter.style->sheet.ink_most, results_write(j));
	int status = results_try(j);
	return report_late_errors(j->report) > 0 ? EXIT_ERRORS : status;
}

/* build and check; --dump ends them after the stage that it shows. */
static int build(job *j)
{
	const dump_stage shown = j->options->dump;
	int status;

	if (shown != DUMP_DOCUMENT)
		job_begin_fonts(j);
	bool good = stages_read_manuscript(j);
	if (!j->document || (!good && shown == DUMP_DOCUMENT))
		return EXIT_ERRORS;
	if (shown == DUMP_DOCUMENT)
		return results_dump(j);
	if (!stages_read_style(j)) {
		stages_tell_the_rest(j);
		return EXIT_ERRORS;
	}
	if (shown == DUMP_STYLE)
		return results_dump(j);
	if (!stages_lay_out(j))
		return EXIT_ERRORS;
	if (shown != DUMP_NONE) {
		status = results_dump(j);
		return report_late_errors(j->report) > 0 ? EXIT_ERRORS : status;
	}
	if ((status = results_may_write(j)) != EXIT_DONE ||
	    (status = results_judge(j)) != EXIT_DONE)
		return status;
	return finish(j);
}

static void ask_for_every_face(job *j)
{
	const style *s = j->setter.style;

	for (int i = 0; i < ROLES; i++)
		shape_font(j->setter.shaper, &s->roles[i], (place){s->source, 0, 0});
}

static int fonts(job *j)
{
	size_t count;
	int status;

	job_begin_fonts(j);
	if (j->options->manuscript_count && !stages_read_manuscript(j))
		return EXIT_ERRORS;
	if (!stages_read_style(j))
		return EXIT_ERRORS;
	if (j->document) {
		if (!stages_lay_out(j))
			return EXIT_ERRORS;
	} else {
		job_open_libraries(j);
		ask_for_every_face(j);
		if (!job_passes(j, "fonts"))
			return EXIT_ERRORS;
	}
	if ((status = results_may_write(j)) != EXIT_DONE)
		return status;
	const font_origin *origins = font_origins(j->setter.fonts, j->arena, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s %s\n  %s\n  %s\n", origins[i].family, origins[i].style, origins[i].file,
		       origins[i].sha256);
	if (!results_printed(j))
		return EXIT_OUTPUT;
	bool locked =
		!j->options->lock || font_lock_write(j->setter.fonts, j->arena, j->options->lock,
						     j->options->lock_derived);
	report_flush(j->report);
	if (locked && j->options->lock && j->options->verbose)
		fprintf(stderr, "platen: wrote %s\n", j->options->lock);
	return locked ? EXIT_DONE : EXIT_OUTPUT;
}

/* build, check, fonts: the commands that read a manuscript. */
static int set(arena *a, options *o)
{
	job j;

	job_open(&j, a, o);
	int status = o->command == COMMAND_FONTS ? fonts(&j) : build(&j);
	job_close(&j);
	return status;
}

static int rebuild_edition(arena *a, report *r, const options *o)
{
	options again;
	rebuild *what = carried_rebuild_begin(a, r, o, &again);

	return what ? carried_rebuild_end(what, set(a, &again)) : EXIT_ERRORS;
}

static int run_command(arena *a, options *o)
{
	end_limit((uint64_t)o->memory, report_exceeded);
	file_absolute(a, "."); /* ends the program where there is no working folder */
	if (o->command < COMMAND_NEW)
		return set(a, o);
	report *r = report_new(a, stderr, &o->report);
	switch (o->command) {
	case COMMAND_NEW: return begin_publication(a, r, o);
	case COMMAND_VERIFY: return carried_verify(a, r, o);
	case COMMAND_EXTRACT: return carried_extract(a, r, o);
	case COMMAND_PREFLIGHT: return preflights_run(a, r, o);
	default: return rebuild_edition(a, r, o);
	}
}

int main(int argc, char **argv)
{
	environment_forget();
	arena *a = arena_new();
	options o;
	int status;

	/* line by line: lines of parallel builds stay whole, and it saves a system call for each
	 * character */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	if (options_parse(a, argc, argv, &o, &status))
		status = run_command(a, &o);
	arena_free(a);
	return status;
}
