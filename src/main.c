/* main: the pipeline, one call a stage.
 *
 *   manuscript -> document -> galley -> page breaks -> pages -> PDF editions
 *
 * A stage that finds errors of the author's goes on to its end; then all of them are printed and the pipeline stops. */
#include "dump.h"
#include "ground/arena.h"
#include "ground/file.h"
#include "home.h"
#include "input/link_notes.h"
#include "input/manuscript.h"
#include "lines/hands.h"
#include "lines/linebreak.h"
#include "options.h"
#include "outputs.h"
#include "pdf/pdf.h"
#include "pdf/pdf_profile.h"
#include "quality/proof.h"
#include "quality/quality.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* All that a run holds. */
typedef struct job {
	options *options;
	arena *arena, *scratch, *breaking;
	report *report;
	document *document;
	setter setter;
	layout layout;
	pdf_profile *profile; /* of the print edition's condition, or NULL */
	pdf *pdf;
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
			(double)(now.tv_sec - j->last.tv_sec) * 1e3 + (double)(now.tv_nsec - j->last.tv_nsec) / 1e6);
	j->last = now;
}

/* Print what a stage said. True: it may go on. */
static bool passes(job *j, const char *stage)
{
	stage_ends(j, stage);
	report_flush(j->report);
	return report_errors(j->report) == 0;
}

/* The editions that publication.yaml asks for, where the command line doesn't say. */
static void choose_editions(job *j)
{
	const char *const *asked = j->document ? j->document->editions : NULL;
	options *o = j->options;

	if (o->edition_given || !asked || !*asked)
		return;
	o->archive = o->print = false;
	for (; *asked; asked++) {
		o->archive |= strcmp(*asked, "print") != 0;
		o->print |= strcmp(*asked, "archive") != 0;
	}
}

static bool read_manuscript(job *j)
{
	const options *o = j->options;
	manuscript_options m = {o->manuscripts, o->manuscript_count, o->root};

	j->document = manuscript_read(j->arena, j->report, &m);
	j->setter.hyphens = hyphen_library_new(j->arena, j->report);
	if (j->document && report_errors(j->report) == 0)
		hyphen_prepare(j->setter.hyphens, j->document->lang); /* while the style is read and faces are found */
	choose_editions(j);
	return passes(j, "manuscript") && j->document;
}

static bool read_style(job *j)
{
	const options *o = j->options;
	const char *path = o->style ? o->style : j->document ? j->document->style : NULL;

	j->setter.style = style_read(j->arena, j->report, path, o->style || !j->document ? (place){0} : j->document->style_place);
	if (j->setter.style && j->document)
		style_check_classes(j->setter.style, j->report, j->document);
	if (j->document && j->setter.style && j->setter.style->link_address == LINK_NOTE)
		link_notes_add(j->arena, j->scratch, j->document);
	return passes(j, "style") && j->setter.style;
}

/* Nothing is loaded yet: each library starts when it is first asked. */
static void open_libraries(job *j)
{
	setter *s = &j->setter;
	const char *publication = outputs_folder(j->arena, j->options);
	const font_options fonts = {.configuration = home_path(j->arena, "fonts/fonts.conf"),
				    .lock = home_path_for(j->arena, publication, "fonts.lock", "fonts/fonts.lock"),
				    .locked = j->options->locked,
				    .own = arena_print(j->arena, "%s/fonts", publication)};

	s->arena = j->arena;
	s->scratch = j->scratch;
	s->breaking = j->breaking;
	s->flow = ARENA_NEW(j->arena, linebreak_flow);
	s->report = j->report;
	s->document = j->document;
	s->fonts = font_library_new(j->arena, j->report, &fonts);
	s->images = image_library_new(j->arena, j->report);
	s->shaper = shaper_new(j->arena, j->report, s->fonts, s->style);
	s->trace_lines = j->options->trace_lines ? stderr : NULL;
	s->hands = hands_new(j->arena, s, j->options->threads);
}

/* Requires: document and style without errors. */
static bool lay_out(job *j)
{
	open_libraries(j);
	layout_make(&j->setter, j->options->trace_pages ? stderr : NULL, &j->layout);
	return passes(j, "layout");
}

/* Requires: pages composed, every glyph there. */
static pdf *take_in_pages(job *j, pdf_options *o)
{
	o->threads = j->options->threads;
	o->dated = outputs_date(j->document, &o->date);
	return pdf_new(j->arena, j->report, j->layout.pages, j->setter.fonts, j->setter.images, o);
}

static bool make_pdf(job *j)
{
	pdf_options o = {.profile = j->profile};

	o.attachments = outputs_attachments(j->arena, j->document, j->setter.style, j->options, &o.attachment_count);
	j->pdf = take_in_pages(j, &o);
	return passes(j, "pdf") && j->pdf;
}

/* Write one edition, whole or not at all. */
static int write_edition(job *j, pdf *from, pdf_edition edition, const char *path, const char *stage)
{
	file_output *out = file_begin(j->arena, path);

	if (!pdf_write(from, edition, out) || report_errors(j->report)) {
		file_abandon(out);
		report_flush(j->report);
		return EXIT_ERRORS;
	}
	const char *failure = file_commit(out);
	if (failure) {
		report_at(j->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path, failure);
		report_flush(j->report);
		return EXIT_OUTPUT;
	}
	stage_ends(j, stage);
	if (j->options->verbose)
		fprintf(stderr, "platen: wrote %s\n", path);
	return EXIT_DONE;
}

static int write_report(job *j, const quality *q)
{
	const char *path = j->options->quality, *failure = quality_write(&j->setter, &j->layout, q, path);

	if (failure) {
		report_at(j->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path, failure);
		report_flush(j->report);
		return EXIT_OUTPUT;
	}
	if (j->options->verbose && strcmp(path, "-") != 0)
		fprintf(stderr, "platen: wrote %s\n", path);
	return EXIT_DONE;
}

static int write_proof(job *j, const quality *q)
{
	pdf_options o = {.overlays = proof_of(&j->setter, &j->layout, q), .beyond = PROOF_BEYOND};
	pdf *proof = take_in_pages(j, &o);
	int status = passes(j, NULL) && proof ? write_edition(j, proof, PDF_ARCHIVE, outputs_proof_path(j->arena, j->options), "proof") : EXIT_ERRORS;

	pdf_free(proof);
	return status;
}

/* Requires: pages composed. How good they are, where anyone asks: what tells of bad pages is written before they are refused. */
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

static int write_all(job *j)
{
	const options *o = j->options;
	const char *archive = outputs_path(j->arena, o, PDF_ARCHIVE), *print = outputs_path(j->arena, o, PDF_PRINT);
	int status = o->archive ? write_edition(j, j->pdf, PDF_ARCHIVE, archive, "archive") : EXIT_DONE;

	if (status == EXIT_DONE && o->print)
		status = write_edition(j, j->pdf, PDF_PRINT, print, "print");
	if (status == EXIT_DONE && o->deps)
		status = outputs_deps(j->arena, j->report, o, j->document, &j->setter);
	report_flush(j->report);
	return status;
}

static int dump(job *j)
{
	if (j->options->dump == DUMP_DOCUMENT)
		dump_document(stdout, j->document);
	else if (j->options->dump == DUMP_LINES)
		dump_lines(stdout, &j->setter, &j->layout);
	else
		dump_pages(stdout, &j->layout);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_OUTPUT;
}

/* The output profile is a megabyte to compress: another core does it while this one sets the lines. */
static void begin_profile(job *j)
{
	const options *o = j->options;

	if (o->command == COMMAND_BUILD && o->dump == DUMP_NONE && o->print)
		j->profile = pdf_profile_begin(j->setter.style->sheet.profile);
}

/* build and check: check does all but write. */
static int build(job *j)
{
	int status;

	if (!read_manuscript(j))
		return EXIT_ERRORS;
	if (j->options->dump == DUMP_DOCUMENT)
		return dump(j);
	if (!read_style(j))
		return EXIT_ERRORS;
	begin_profile(j);
	if (!lay_out(j))
		return EXIT_ERRORS;
	if (j->options->dump != DUMP_NONE)
		return dump(j);
	if ((status = judge(j)) != EXIT_DONE)
		return status;
	if (!make_pdf(j))
		return EXIT_ERRORS;
	return j->options->command == COMMAND_BUILD ? write_all(j) : EXIT_DONE;
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
	const font_origin *origins = font_origins(j->setter.fonts, j->arena, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s %s\n  %s\n  %s\n", origins[i].family, origins[i].style, origins[i].file, origins[i].sha256);
	if (!j->options->lock)
		return EXIT_DONE;
	bool written = font_lock_write(j->setter.fonts, j->arena, j->options->lock);
	report_flush(j->report);
	return written ? EXIT_DONE : EXIT_OUTPUT;
}

static void close_libraries(job *j)
{
	pdf_free(j->pdf);
	pdf_profile_free(j->profile);
	hands_free(j->setter.hands);
	if (j->setter.hyphens)
		hyphen_library_free(j->setter.hyphens);
	if (j->setter.shaper)
		shaper_free(j->setter.shaper);
	if (j->setter.fonts)
		font_library_free(j->setter.fonts);
	segment_free_libraries();
	arena_free(j->scratch);
	arena_free(j->breaking);
}

int main(int argc, char **argv)
{
	arena *a = arena_new();
	options o;
	int status;

	if (options_parse(a, argc, argv, &o, &status)) {
		job j = {.options = &o, .arena = a, 
			 .scratch = arena_new(), .breaking = arena_new(), .report = report_new(a, stderr, &o.report)};
		stage_ends(&j, NULL);
		status = o.command == COMMAND_FONTS ? fonts(&j) : build(&j);
		close_libraries(&j);
	}
	arena_free(a);
	return status;
}
