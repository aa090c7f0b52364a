/* results: what a run gives: PDFs, dumps, the report and the proof. All functions give an exit
 * status. */
#include "app/results.h"

#include "app/dump.h"
#include "app/editions.h"
#include "app/outputs.h"
#include "app/stages.h"
#include "base/arena.h"
#include "quality/proof.h"
#include "quality/quality.h"

#include <errno.h>
#include <string.h>

static int write_editions(job *j, const editions_file *wanted, size_t count, const companion *with,
			  const char *stage)
{
	int status = editions_write(j->report, wanted, count, with, j->options->verbose);

	job_stage_ends(j, stage);
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
	if (!stages_make_pdf(j))
		return EXIT_ERRORS;
	pdf_options o = {.overlays = proof_of(&j->setter, &j->layout, q), .beyond = PROOF_BEYOND};
	pdf *proof = stages_take_in_pages(j, &o);
	const editions_file wanted = file_of(j, proof, &edition_table[EDITION_ARCHIVE],
					     outputs_proof_path(j->arena, j->options));
	int status = job_passes(j, NULL) && proof ? write_editions(j, &wanted, 1, NULL, "proof")
						  : EXIT_ERRORS;

	pdf_free(proof);
	return status;
}

int results_judge(job *j)
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
	return job_passes(j, "quality") || status != EXIT_DONE ? status : EXIT_ERRORS;
}

static pdf *pdf_for(const job *j, const edition *e)
{
	return e->cover ? j->cover : j->pdf;
}

int results_write(job *j)
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

bool results_printed(job *j)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	report_at(j->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write to standard output: %s",
		  strerror(errno));
	report_flush(j->report);
	return false;
}

int results_dump(job *j)
{
	if (j->options->dump == DUMP_DOCUMENT)
		dump_document(stdout, j->document);
	else if (j->options->dump == DUMP_STYLE)
		style_dump(j->setter.style, stdout);
	else if (j->options->dump == DUMP_LINES)
		dump_lines(stdout, &j->setter, &j->layout);
	else
		dump_pages(stdout, &j->layout);
	return results_printed(j) ? EXIT_DONE : EXIT_OUTPUT;
}

int results_try(job *j)
{
	const options *o = j->options;

	size_t at = 0;

	for (const edition *e; (e = edition_next(o->editions, &at));)
		editions_try(j->report, pdf_for(j, e), edition_by_style(j, e), j->arena);
	return job_passes(j, "write") ? EXIT_DONE : EXIT_ERRORS;
}

int results_may_write(job *j)
{
	int status = outputs_check(j->arena, j->report, j->options, j->document, &j->setter);

	report_flush(j->report);
	return status;
}
