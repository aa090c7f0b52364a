/* editions: the files of a build. The objects of editions are made one edition after the other,
 * because they share fonts, images and pages. Then each edition is serialized, compressed, written
 * and synced in the background, the last one at once. At the end all get their names together. */
#include "app/editions.h"

#include "app/options.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/parallel.h"

#include <stdio.h>

/* An edition that is being written. */
typedef struct press {
	arena *arena;   /* its own, because others are written at the same time */
	pdf_copy *copy; /* until it is written */
	file_output *out;
	const char *fault;
	parallel_task task;
} press;

static void print(void *context)
{
	press *p = context;
	const char *fault = pdf_save(p->copy, p->out);

	p->fault = fault ? arena_print(p->arena, "%s", fault) : NULL;
	pdf_copy_free(p->copy);
	if (!fault)
		file_finish(p->out);
}

/* Make an edition and write it, in the background or at once. False after reporting. */
static bool begin(press *p, const editions_file *wanted, bool at_once)
{
	*p = (press){.copy = pdf_make(wanted->from, wanted->edition)};
	if (!p->copy)
		return false;
	p->arena = arena_new();
	p->out = (wanted->derived ? file_begin_derived : file_begin)(p->arena, wanted->path);
	if (at_once)
		print(p);
	else
		parallel_begin(&p->task, print, p);
	return true;
}

/* Wait for all that were begun; the others are zeroed. False after reporting. */
static bool join(press *presses, size_t count, report *r)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		parallel_wait(&presses[i].task);
		if (presses[i].fault)
			report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "%s", presses[i].fault);
		good = good && !presses[i].fault;
	}
	return good;
}

static int put_in_place(const press *presses, const editions_file *wanted, size_t count,
			const companion *with, report *r, bool tell)
{
	file_output *outs[EDITIONS + 1];
	size_t failed, all = count;

	for (size_t i = 0; i < count; i++)
		outs[i] = presses[i].out;
	if (with)
		outs[all++] = with->out;
	const char *failure = file_commit_all(outs, all, &failed);
	if (failure) {
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s",
			  failed < count ? wanted[failed].path : with->path, failure);
		return EXIT_OUTPUT;
	}
	for (size_t i = 0; i < count && tell; i++)
		fprintf(stderr, "platen: wrote %s\n", wanted[i].path);
	return EXIT_DONE;
}

/* Free what was begun, and drop the files if they are not in place; presses that were not begun are
 * zeroed. */
static void end(press *presses, size_t count, bool placed)
{
	for (size_t i = 0; i < count; i++) {
		if (!placed && presses[i].out)
			file_abandon(presses[i].out);
		arena_free(presses[i].arena);
	}
}

/* From the last edition to the first, because the print edition takes longest and is last in the
 * list. The first one that can't be made ends the work. */
static size_t begin_all(press *presses, const editions_file *wanted, size_t count)
{
	size_t begun = 0;

	for (size_t i = count; i-- > 0; begun++)
		if (!begin(&presses[i], &wanted[i], i == 0 || parallel_slots(count) < 2))
			break;
	return begun;
}

int editions_write(report *r, const editions_file *wanted, size_t count, const companion *with,
		   bool tell)
{
	press presses[EDITIONS] = {0};
	int status = EXIT_ERRORS;

	bool whole = begin_all(presses, wanted, count) == count;
	whole = join(presses, count, r) && whole && report_errors(r) == 0;
	if (whole)
		status = put_in_place(presses, wanted, count, with, r, tell);
	else if (with)
		file_abandon(with->out);
	end(presses, count, whole);
	return status;
}

void editions_try(report *r, pdf *from, const edition *which, arena *scratch)
{
	pdf_copy *copy = pdf_make(from, which);
	file_output *nowhere = file_discard(scratch);
	const char *fault = copy ? pdf_save(copy, nowhere) : NULL;

	if (fault)
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "%s", fault);
	if (copy)
		pdf_copy_free(copy);
	file_abandon(nowhere);
}
