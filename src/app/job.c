/* job: what a run needs, its libraries, and what ends each stage: the time that it took, and its
 * messages. Fonts and hyphenation patterns are read in the background while the manuscript is. */
#include "app/job.h"

#include "app/home.h"
#include "app/outputs.h"
#include "base/arena.h"
#include "base/icu.h"
#include "base/parallel.h"
#include "lines/linebreak.h"
#include "lines/workers.h"
#include "type/segment.h"

#include <time.h>

void job_open(job *j, arena *a, options *o)
{
	*j = (job){.options = o,
		   .arena = a,
		   .scratch = arena_new(),
		   .breaking = arena_new(),
		   .unset = arena_new(),
		   .lines = arena_new(),
		   .report = report_new(a, stderr, &o->report)};
	parallel_open(o->threads);
	job_stage_ends(j, NULL);
}

void job_stage_ends(job *j, const char *name)
{
	struct timespec now;

	if (!j->options->time)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (name)
		fprintf(stderr, "%-12s %8.2f ms\n", name,
			(double)(now.tv_sec - j->last.tv_sec) * 1e3 +
				(double)(now.tv_nsec - j->last.tv_nsec) / 1e6);
	j->last = now;
}

bool job_passes(job *j, const char *stage)
{
	job_stage_ends(j, stage);
	if (j->setter.shaper)
		shaper_report_missing(j->setter.shaper);
	report_flush(j->report);
	return report_errors(j->report) == 0;
}

static void configure_fonts(void *context)
{
	font_library_configure(context);
}

void job_begin_fonts(job *j)
{
	const char *publication = outputs_folder(j->arena, j->options);
	const char *lock = home_path_for(j->arena, publication, "fonts.lock", "fonts/fonts.lock");
	if (!lock && j->options->locked) {
		lock = arena_print(j->arena, "%s/fonts.lock", publication);
		report_at(j->report, REPORT_FILE_OUTSIDE, (place){0},
			  "'%s' is a symbolic link that leads out of the publication; put the lock "
			  "itself there",
			  lock);
	}
	const font_options fonts = {.configuration = home_path(j->arena, "fonts/fonts.conf"),
				    .lock = lock,
				    .locked = j->options->locked,
				    .own = arena_print(j->arena, "%s/fonts", publication),
				    .root = j->options->root ? j->options->root : publication};

	j->setter.fonts = font_library_new(j->arena, j->report, &fonts);
	parallel_begin(&j->fonts, configure_fonts, j->setter.fonts);
}

static void read_hyphens(void *context)
{
	hyphen_read(context);
}

void job_begin_hyphens(job *j, const char *lang)
{
	parallel_begin(&j->hyphens, read_hyphens, hyphen_expect(j->setter.hyphens, lang));
}

/* Wait for the tasks that read; what was not begun is read when it is first needed. */
static void finish_reading(job *j)
{
	parallel_cancel(&j->fonts);
	parallel_cancel(&j->hyphens);
}

void job_open_libraries(job *j)
{
	setter *s = &j->setter;

	finish_reading(j);
	s->arena = j->arena;
	s->scratch = j->scratch;
	s->breaking = j->breaking;
	s->unset = j->unset;
	s->lines = j->lines;
	s->flow = ARENA_NEW(j->arena, linebreak_flow);
	s->report = j->report;
	s->document = j->document;
	s->images =
		image_library_new(j->arena, j->report, j->document ? j->document->folder : NULL);
	s->shaper = shaper_new(j->arena, j->report, s->fonts, s->style);
	shaper_use_joints(s->shaper, s->hyphens);
	s->trace_lines = j->options->trace_lines ? stderr : NULL;
	s->workers = workers_new(j->arena, s);
}

void job_close(job *j)
{
	finish_reading(j);
	pdf_free(j->pdf);
	pdf_free(j->cover);
	pdf_ahead_free(j->ahead);
	workers_free(j->setter.workers);
	if (j->setter.hyphens)
		hyphen_library_free(j->setter.hyphens);
	if (j->setter.shaper)
		shaper_free(j->setter.shaper);
	if (j->setter.fonts)
		font_library_free(j->setter.fonts);
	segment_free_libraries();
	icu_end();
	parallel_close();
	arena_free(j->scratch);
	arena_free(j->breaking);
	arena_free(j->unset);
	arena_free(j->lines);
}
