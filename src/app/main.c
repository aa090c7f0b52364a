/* main: the pipeline, one call a stage.
 *
 *   manuscript -> document -> galley -> page breaks -> pages -> PDF editions
 * When the author erred, a stage goes on to its end; then all errors are printed and the pipeline
 * stops. */
#include "app/begin.h"
#include "app/by_style.h"
#include "app/carried.h"
#include "app/covers.h"
#include "app/digest.h"
#include "app/dump.h"
#include "app/editions.h"
#include "app/environment.h"
#include "app/home.h"
#include "app/options.h"
#include "app/outputs.h"
#include "app/preflights.h"
#include "app/sources.h"
#include "base/arena.h"
#include "base/end.h"
#include "base/file.h"
#include "base/icu.h"
#include "base/parallel.h"
#include "document/frames.h"
#include "lines/linebreak.h"
#include "lines/workers.h"
#include "markdown/manuscript.h"
#include "pdf/pdf.h"
#include "pdf/pdf_ahead.h"
#include "quality/proof.h"
#include "quality/quality.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Everything that a run needs. */
typedef struct job {
	options *options;
	arena *arena, *scratch, *breaking, *unset, *lines;
	report *report;
	document *document;
	setter setter;
	layout layout;
	parallel_task fonts, hyphens; /* read while the manuscript is */
	pdf_ahead *ahead;
	pdf *pdf, *cover;
	struct timespec last;
} job;

/* --time: a line a stage. */
static void stage_ends(job *j, const char *name)
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

/* Print the messages of a stage. True: the next one may begin. */
static bool passes(job *j, const char *stage)
{
	stage_ends(j, stage);
	if (j->setter.shaper)
		shaper_report_missing(j->setter.shaper);
	report_flush(j->report);
	return report_errors(j->report) == 0;
}

static void configure_fonts(void *context)
{
	font_library_configure(context);
}

static void read_hyphens(void *context)
{
	hyphen_read(context);
}

/* Wait for the tasks that read; what no thread has begun is read when it is first needed. */
static void finish_reading(job *j)
{
	parallel_cancel(&j->fonts);
	parallel_cancel(&j->hyphens);
}

/* The language is known, so its patterns are read in the background, and then what every PDF needs.
 */
static void front_is_read(const document *d, void *context)
{
	job *j = context;

	if (report_errors(j->report) || j->options->dump == DUMP_DOCUMENT)
		return;
	parallel_begin(&j->hyphens, read_hyphens, hyphen_expect(j->setter.hyphens, d->lang));
	if (j->options->dump == DUMP_NONE && j->options->command != COMMAND_FONTS)
		j->ahead = pdf_ahead_begin(j->arena);
}

static bool read_manuscript(job *j)
{
	const options *o = j->options;
	manuscript_options m = {o->manuscripts, o->manuscript_count, o->root, front_is_read, j};

	j->setter.hyphens = hyphen_library_new(j->arena, j->report, NULL);
	j->document = manuscript_read(j->arena, j->report, &m);
	covers_choose(j->report, j->document, j->options);
	return passes(j, "manuscript") && j->document;
}

static bool read_style(job *j)
{
	const options *o = j->options;
	const document *d = j->document;
	style_request request = {
		.path = o->style, .name = o->style, .own = home_path(j->arena, "styles")};

	if (!o->style && d) {
		request.path = d->style;
		request.name = d->style_name;
		request.named_at = d->style_place;
		request.root = d->folder;
	}
	j->setter.style = style_read(j->arena, j->report, &request);
	if (j->setter.style && j->document)
		style_check_classes(j->setter.style, j->report, j->document);
	if (j->document && j->setter.style && report_errors(j->report) == 0)
		by_style_change(j->arena, j->scratch, j->document, j->setter.style);
	if (!passes(j, "style") || !j->setter.style)
		return false;
	if (j->ahead && edition_any_press(j->options->editions))
		pdf_ahead_begin_press(j->ahead, j->setter.style->sheet.profile);
	return true;
}

static bool carries_sources(const job *j)
{
	const options *o = j->options;

	return j->setter.style->attachments != ATTACH_NONE && o->command == COMMAND_BUILD &&
	       o->dump == DUMP_NONE && edition_any_sources(o->editions);
}

/* fontconfig reads its folders in the background; it does not need manuscript or style for that. */
static void begin_fonts(job *j)
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

/* This loads nothing yet: each library starts when it is first used. */
static void open_libraries(job *j)
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

static bool is_there(const node *picture, void *context)
{
	const job *j = context;

	return picture->as.image.path && image_load(j->setter.images, picture->as.image.path,
						    picture->as.image.page, picture->place);
}

/* Requires: document and style without errors. */
static bool lay_out(job *j)
{
	open_libraries(j);
	frames_put(j->document, j->arena, is_there, j);
	layout_make(&j->setter, j->document, j->options->trace_pages ? stderr : NULL, &j->layout);
	return passes(j, "layout");
}

/* Requires: pages composed, every glyph there. */
static void common_options(job *j, pdf_options *o)
{
	o->setter = &j->setter;
	o->ahead = j->ahead;
	o->dated = outputs_date(j->document, &o->date);
	o->press = edition_any_press(j->options->editions);
	if (o->press)
		o->digest = digest_of_sources(&j->setter);
}

static pdf *take_in_pages(job *j, pdf_options *o)
{
	common_options(j, o);
	return pdf_new(j->arena, j->report, j->layout.pages, j->setter.fonts, j->setter.images, o);
}

static bool make_pdf(job *j)
{
	pdf_options o = {0};

	if (carries_sources(j)) {
		o.attachments = sources_attached(&j->setter, j->options, &o.attachment_count);
		o.lock = sources_lock(&j->setter, j->options);
	}
	j->pdf = take_in_pages(j, &o);
	return passes(j, "pdf") && j->pdf;
}

/* After the editions' PDF, so that their lock is without the cover's fonts: they are the same
 * whether there is a cover or not. */
static bool make_cover(job *j)
{
	pdf_options o = {0};

	if (!edition_has_cover(j->options->editions))
		return true;
	common_options(j, &o);
	j->cover = covers_make(&j->setter, j->layout.pages->count, &o);
	return passes(j, "cover") && j->cover;
}

static int write_editions(job *j, const editions_file *wanted, size_t count, const companion *with,
			  const char *stage)
{
	int status = editions_write(j->report, wanted, count, with, j->options->verbose);

	stage_ends(j, stage);
	report_flush(j->report);
	return status;
}

/* Report a file that was written, or could not be. */
static int written(job *j, const char *path, const char *failure)
{
	if (failure) {
		report_at(j->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path,
			  failure);
		report_flush(j->report);
		return EXIT_OUTPUT;
	}
	if (j->options->verbose && strcmp(path, "-") != 0)
		fprintf(stderr, "platen: wrote %s\n", path);
	return EXIT_DONE;
}

static int write_report(job *j, const quality *q)
{
	const char *path = j->options->quality;

	return written(j, path, quality_write(&j->setter, &j->layout, q, path));
}

/* The edition's row after the style sheet's changes. */
static const edition *edition_by_style(const job *j, const edition *e)
{
	edition *bare;

	if (j->setter.style->attachments != ATTACH_NONE)
		return e;
	bare = ARENA_NEW(j->arena, edition);
	*bare = edition_bare(e);
	return bare;
}

static editions_file file_of(const job *j, pdf *from, const edition *e, const char *path)
{
	return (editions_file){from, edition_by_style(j, e), path,
			       outputs_is_derived(j->options, path)};
}

/* The editions' PDF is made first, so that their lock is without the fonts of the proof's own
 * words. */
static int write_proof(job *j, const quality *q)
{
	if (!make_pdf(j))
		return EXIT_ERRORS;
	pdf_options o = {.overlays = proof_of(&j->setter, &j->layout, q), .beyond = PROOF_BEYOND};
	pdf *proof = take_in_pages(j, &o);
	const editions_file wanted = file_of(j, proof, &edition_table[EDITION_ARCHIVE],
					     outputs_proof_path(j->arena, j->options));
	int status = passes(j, NULL) && proof ? write_editions(j, &wanted, 1, NULL, "proof")
					      : EXIT_ERRORS;

	pdf_free(proof);
	return status;
}

/* Requires: pages composed. Measure their quality if that is wanted: the report and the proof are
 * written before a limit makes the build fail. */
static int judge(job *j)
{
	const options *o = j->options;
	int status = EXIT_DONE;

	if (!o->quality && !o->proof && !quality_is_asked(j->report, j->setter.style))
		return EXIT_DONE;
	const quality *q = quality_of(&j->setter, &j->layout);
	if (o->quality)
		status = write_report(j, q);
	if (o->proof && status == EXIT_DONE)
		status = write_proof(j, q);
	quality_report(j->report, j->setter.style, q);
	return passes(j, "quality") || status != EXIT_DONE ? status : EXIT_ERRORS;
}

static pdf *pdf_for(const job *j, const edition *e)
{
	return e->cover ? j->cover : j->pdf;
}

static int write_all(job *j)
{
	const options *o = j->options;
	editions_file wanted[EDITIONS];
	size_t count = 0, at = 0;

	for (const edition *e; (e = edition_next(o->editions, &at));)
		wanted[count++] = file_of(j, pdf_for(j, e), e, outputs_path(j->arena, o, e));
	if (!o->deps)
		return write_editions(j, wanted, count, NULL, "editions");
	const companion rule = {outputs_deps(j->arena, j->report, o, j->document, &j->setter),
				o->deps};
	if (!rule.out) {
		report_flush(j->report);
		return EXIT_OUTPUT;
	}
	return write_editions(j, wanted, count, &rule, "editions");
}

/* Was all that was printed written? */
static bool printed(job *j)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	report_at(j->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write to standard output: %s",
		  strerror(errno));
	report_flush(j->report);
	return false;
}

static int dump(job *j)
{
	if (j->options->dump == DUMP_DOCUMENT)
		dump_document(stdout, j->document);
	else if (j->options->dump == DUMP_STYLE)
		style_dump(j->setter.style, stdout);
	else if (j->options->dump == DUMP_LINES)
		dump_lines(stdout, &j->setter, &j->layout);
	else
		dump_pages(stdout, &j->layout);
	return printed(j) ? EXIT_DONE : EXIT_OUTPUT;
}

/* Find what only writing finds (pixels that can't be decoded, a profile that is damaged), and write
 * nothing. */
static int write_none(job *j)
{
	const options *o = j->options;

	size_t at = 0;

	for (const edition *e; (e = edition_next(o->editions, &at));)
		editions_try(j->report, pdf_for(j, e), edition_by_style(j, e), j->arena);
	return passes(j, "write") ? EXIT_DONE : EXIT_ERRORS;
}

/* No output may overwrite an input. */
static int may_write(job *j)
{
	int status = outputs_check(j->arena, j->report, j->options, j->document, &j->setter);

	report_flush(j->report);
	return status;
}

/* Manuscript or style have errors, so no page is made. The same run reports what else can be found
 * without pages: a missing face of the text, images that can't be read. */
static void tell_the_rest(job *j)
{
	const document *d = j->document;
	setter *s = &j->setter;

	if (s->style) {
		open_libraries(j);
		shape_font(s->shaper, style_of(s->style, ROLE_BODY),
			   (place){s->style->source, 0, 0});
	} else {
		s->images = image_library_new(j->arena, j->report, d->folder);
	}
	for (const node *n = NULL; (n = document_next_image(d, n));)
		image_load(s->images, n->as.image.path, n->as.image.page, n->place);
	report_flush(j->report);
}

/* build and check: check writes nothing. */
static int build(job *j)
{
	int status;

	if (j->options->dump != DUMP_DOCUMENT)
		begin_fonts(j);
	bool good = read_manuscript(j);
	if (!j->document || (!good && j->options->dump == DUMP_DOCUMENT))
		return EXIT_ERRORS;
	if (j->options->dump == DUMP_DOCUMENT)
		return dump(j);
	if (!read_style(j)) {
		tell_the_rest(j);
		return EXIT_ERRORS;
	}
	if (j->options->dump == DUMP_STYLE)
		return dump(j);
	if (!lay_out(j))
		return EXIT_ERRORS;
	if (j->options->dump != DUMP_NONE) {
		status = dump(j);
		return report_late_errors(j->report) > 0 ? EXIT_ERRORS : status;
	}
	if ((status = may_write(j)) != EXIT_DONE || (status = judge(j)) != EXIT_DONE)
		return status;
	workers_empty(&j->setter, WORKERS_LINES); /* a third of what a book has taken so far */
	if ((!j->pdf && !make_pdf(j)) || !make_cover(j))
		return EXIT_ERRORS;
	if (j->options->command == COMMAND_BUILD && report_late_errors(j->report) == 0)
		return preflights_of_build(j->arena, j->report, j->options, j->layout.pages,
					   j->setter.style->sheet.ink_most, write_all(j));
	status = write_none(j);
	return report_late_errors(j->report) > 0 ? EXIT_ERRORS : status;
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

	begin_fonts(j);
	if (j->options->manuscript_count && !read_manuscript(j))
		return EXIT_ERRORS;
	if (!read_style(j))
		return EXIT_ERRORS;
	if (j->document) {
		if (!lay_out(j))
			return EXIT_ERRORS;
	} else {
		open_libraries(j);
		ask_for_every_face(j);
		if (!passes(j, "fonts"))
			return EXIT_ERRORS;
	}
	if ((status = may_write(j)) != EXIT_DONE)
		return status;
	const font_origin *origins = font_origins(j->setter.fonts, j->arena, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s %s\n  %s\n  %s\n", origins[i].family, origins[i].style, origins[i].file,
		       origins[i].sha256);
	if (!printed(j))
		return EXIT_OUTPUT;
	bool locked =
		!j->options->lock || font_lock_write(j->setter.fonts, j->arena, j->options->lock,
						     j->options->lock_derived);
	report_flush(j->report);
	if (locked && j->options->lock && j->options->verbose)
		fprintf(stderr, "platen: wrote %s\n", j->options->lock);
	return locked ? EXIT_DONE : EXIT_OUTPUT;
}

static void close_libraries(job *j)
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

/* build, check, fonts: the commands that read a manuscript. */
static int set(arena *a, options *o)
{
	job j = {.options = o,
		 .arena = a,
		 .scratch = arena_new(),
		 .breaking = arena_new(),
		 .unset = arena_new(),
		 .lines = arena_new(),
		 .report = report_new(a, stderr, &o->report)};

	parallel_open(o->threads);
	stage_ends(&j, NULL);
	int status = o->command == COMMAND_FONTS ? fonts(&j) : build(&j);
	close_libraries(&j);
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
