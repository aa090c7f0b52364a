/* carried: opens an archive edition, reads its claims and compares its sources with their digests.
 * To rebuild means to unpack these into an empty folder and build them by the build record. */
#include "app/carried.h"

#include "app/record.h"
#include "base/arena.h"
#include "base/file.h"
#include "reader/claims.h"
#include "reader/embedded.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRODUCER_START "Platen "

/* A PDF named by the user. */
typedef struct edition_file {
	const char *path;
	source *source; /* what messages name */
	reader_pdf *reader;
	claims claims;
	embedded_files files;
} edition_file;

static place at_file(const edition_file *e)
{
	return (place){e->source, 0, 0};
}

static bool is_platens(const edition_file *e)
{
	return e->claims.producer &&
	       strncmp(e->claims.producer, PRODUCER_START, strlen(PRODUCER_START)) == 0;
}

/* NULL after reporting. */
static edition_file *open_edition(arena *a, report *r, const char *path)
{
	edition_file *e = ARENA_NEW(a, edition_file);

	e->path = path;
	e->source = ARENA_NEW(a, source);
	e->source->name = path;
	e->reader = reader_open(a, r, path, at_file(e));
	if (!e->reader)
		return NULL;
	e->claims = claims_of(e->reader, a);
	e->files = embedded_of(e->reader, a);
	return e;
}

/* Is each file there that the edition should carry, and unchanged? */
static bool check_files(report *r, const edition_file *e)
{
	bool whole = true;

	for (size_t i = 0; i < e->files.count; i++) {
		const embedded_file *file = &e->files.items[i];
		if (file->state == EMBEDDED_WHOLE)
			continue;
		report_at(r, REPORT_ATTACHMENT_BAD, at_file(e), "its attachment '%s' %s",
			  file->name, embedded_state_words(file->state));
		whole = false;
	}
	return whole;
}

static bool carries_sources(report *r, const edition_file *e)
{
	if (!is_platens(e)) {
		report_at(r, REPORT_PDF_FOREIGN, at_file(e),
			  "it is made by %s: only Platen's archive editions carry their sources",
			  e->claims.producer ? e->claims.producer
					     : "a program that it does not name");
		return false;
	}
	if (e->files.count == 0) {
		report_at(r, REPORT_PDF_FOREIGN, at_file(e),
			  e->claims.bare
				  ? "it carries no sources, since its style sheet says "
				    "'attachments: none': it is built again from the publication "
				    "itself"
				  : "it carries no sources: take the archive edition, and not one "
				    "that was saved again without its attachments");
		return false;
	}
	return true;
}

static bool is_folder_of(const char *folder, const char *name)
{
	size_t length = strlen(folder);

	return strncmp(folder, name, length) == 0 && name[length] == '/';
}

/* Can all names be files below one folder, side by side? `refused`: what follows if not. */
static bool check_names(report *r, const edition_file *e, const char *refused)
{
	const embedded_file *files = e->files.items;
	bool good = true;

	for (size_t i = 0; i < e->files.count; i++) {
		const char *fault = embedded_name_fault(files[i].name);
		for (size_t j = 0; !fault && j < e->files.count; j++)
			if (j != i && (is_folder_of(files[j].name, files[i].name) ||
				       (j < i && strcmp(files[j].name, files[i].name) == 0)))
				fault = "is another attachment's, or its folder";
		if (fault)
			report_at(r, REPORT_ATTACHMENT_BAD, at_file(e),
				  "the name of its attachment '%s' %s: %s", files[i].name, fault,
				  refused);
		good &= !fault;
	}
	return good;
}

/* --- verify --------------------------------------------------------------------------------- */

static const record *record_of(arena *a, report *r, const edition_file *e)
{
	const embedded_file *file = embedded_described(&e->files, RECORD_DESCRIPTION);

	if (!file) {
		report_at(r, REPORT_PDF_FOREIGN, at_file(e),
			  "it has no build record: an earlier Platen made it, or something was "
			  "taken out; `platen extract` gives what it carries");
		return NULL;
	}
	source *s = ARENA_NEW(a, source);
	*s = (source){file->name, file->data.data, file->data.length};
	return record_read(a, r, s);
}

static const char *number_of(const version *list, const char *name)
{
	for (; list->name; list++)
		if (strcmp(list->name, name) == 0)
			return list->number;
	return NULL;
}

/* The versions that are not those of this machine, as one text: "harfbuzz 6.0.0 (8.3.0 here)". */
static const char *changed_versions(arena *a, const record *what)
{
	const version *here = versions_here(a);
	const char *text = "";

	for (const version *v = what->versions; v->name; v++) {
		const char *own = number_of(here, v->name);
		if (!own || strcmp(own, v->number) != 0)
			text = arena_print(a, "%s%s%s %s (%s here)", text, *text ? ", " : "",
					   v->name, v->number, own ? own : "none");
	}
	return text;
}

static void print_standards(const claims *c)
{
	fputs("  claims    ", stdout);
	for (const char *const *at = c->standards; *at; at++)
		printf("%s%s", at == c->standards ? "" : ", ", *at);
	puts(*c->standards ? "" : "no standard");
}

static void print_files(const edition_file *e)
{
	printf("  carries   %zu file%s\n", e->files.count, e->files.count == 1 ? "" : "s");
	for (size_t i = 0; i < e->files.count; i++) {
		const embedded_file *file = &e->files.items[i];
		printf("    %s: %zu bytes, %s%s%s\n", file->name, file->data.length,
		       file->description ? file->description : "", file->description ? ", " : "",
		       embedded_state_words(file->state));
	}
}

static const char *names_of(arena *a, const char *const *names)
{
	const char *text = "";

	for (const char *const *at = names; *at; at++)
		text = arena_print(a, "%s%s%s", text, *text ? ", " : "", *at);
	return text;
}

static void print_record(arena *a, const record *what)
{
	const char *changed = changed_versions(a, what);

	fputs("  built by  platen build", stdout);
	for (const char *const *at = what->manuscripts; *at; at++)
		printf(" %s", *at);
	if (what->style)
		printf(" --style %s", what->style);
	if (what->dated)
		printf(", SOURCE_DATE_EPOCH=%" PRId64, what->date);
	puts("");
	fputs("  made with ", stdout);
	for (const version *v = what->versions; v->name; v++)
		printf("%s%s %s", v == what->versions ? "" : ", ", v->name, v->number);
	puts("");
	if (*what->left_out)
		printf("  lacks     %s: a rebuild needs them beside the files that `platen "
		       "extract` gives\n",
		       names_of(a, what->left_out));
	if (*changed)
		printf("  here      %s: a rebuild may give other bytes\n", changed);
	else
		puts("  here      the same versions: a rebuild gives the same bytes where the "
		     "faces "
		     "are the same");
}

/* Are the manuscripts among the files? One may be a folder. */
static void check_manuscripts(report *r, const edition_file *e, const record *what)
{
	for (const char *const *at = what->manuscripts; *at; at++) {
		bool found = strcmp(*at, ".") == 0;
		for (size_t i = 0; !found && i < e->files.count; i++)
			found = strcmp(*at, e->files.items[i].name) == 0 ||
				is_folder_of(*at, e->files.items[i].name);
		if (!found)
			report_at(r, REPORT_ATTACHMENT_BAD, at_file(e),
				  "its attachment '%s' is gone, of which it was made", *at);
	}
}

static void verify(arena *a, report *r, const char *path)
{
	edition_file *e = open_edition(a, r, path);

	if (!e)
		return;
	printf("%s: %s, PDF %s, %zu page%s\n", path,
	       e->claims.press     ? "an edition for the press"
	       : e->claims.archive ? "an archive edition"
				   : "a PDF",
	       reader_version(e->reader), reader_pages(e->reader),
	       reader_pages(e->reader) == 1 ? "" : "s");
	printf("  made by   %s\n",
	       e->claims.producer ? e->claims.producer : "nobody that it names");
	print_standards(&e->claims);
	const char *damage = reader_damage(e->reader);
	if (damage)
		report_at(r, REPORT_PDF_BAD, at_file(e), "it is damaged: %s", damage);
	if (is_platens(e) && e->claims.press) {
		puts("  carries   no sources: they are in the archive edition");
	} else if (is_platens(e) && e->claims.bare && e->files.count == 0) {
		puts("  carries   no sources: its style sheet says 'attachments: none'");
	} else if (carries_sources(r, e)) {
		print_files(e);
		bool good = check_files(r, e);
		good &= check_names(r, e, "`platen extract` refuses it");
		const record *what = record_of(a, r, e);
		if (what) {
			print_record(a, what);
			if (good)
				check_manuscripts(r, e, what);
		}
	}
	reader_close(e->reader);
}

static bool all_printed(report *r)
{
	bool printed = fflush(stdout) == 0 && !ferror(stdout);

	if (!printed)
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't write to standard output: %s",
			  strerror(errno));
	return printed;
}

int carried_verify(arena *a, report *r, const options *o)
{
	for (size_t i = 0; i < o->manuscript_count; i++)
		verify(a, r, o->manuscripts[i]);
	bool printed = all_printed(r);
	size_t errors = report_errors(r);
	report_flush(r);
	return !printed ? EXIT_OUTPUT : errors ? EXIT_ERRORS : EXIT_DONE;
}

/* --- extract -------------------------------------------------------------------------------- */

/* Make the folders above a file. */
static bool make_folders(arena *a, const char *folder, const char *name)
{
	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *path = arena_print(a, "%s/%.*s", folder, (int)(slash - name), name);
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			return false;
	}
	return true;
}

/* The folder is empty, so no link in it leads elsewhere. All files are put in place together.
 * Returns what failed, or NULL. */
static const char *write_files(arena *a, const embedded_files *files, const char *folder)
{
	file_output **outs = ARENA_ARRAY(a, files->count, file_output *);
	size_t failed;

	for (size_t i = 0; i < files->count; i++) {
		const embedded_file *file = &files->items[i];
		if (!make_folders(a, folder, file->name)) {
			const char *failure = strerror(errno);
			while (i-- > 0)
				file_abandon(outs[i]);
			return failure;
		}
		outs[i] = file_begin_derived(a, arena_print(a, "%s/%s", folder, file->name));
		file_write(outs[i], file->data.data, file->data.length);
	}
	return file_commit_all(outs, files->count, &failed);
}

/* Absent (then it is made) or empty. NULL: it is ready; otherwise what is wrong. */
static const char *prepare_folder(const char *folder)
{
	if (mkdir(folder, 0777) == 0)
		return NULL;
	if (errno != EEXIST)
		return strerror(errno);
	DIR *opened = opendir(folder);
	if (!opened)
		return strerror(errno);
	bool empty = true;
	for (struct dirent *at; (at = readdir(opened));)
		empty &= strcmp(at->d_name, ".") == 0 || strcmp(at->d_name, "..") == 0;
	closedir(opened);
	return empty ? NULL : "it has files already; name a folder that is empty or not there yet";
}

static const char *default_folder(arena *a, const char *path)
{
	const char *base = file_base(path);
	size_t length = strlen(base);

	if (length > 4 && strcmp(base + length - 4, ".pdf") == 0)
		length -= 4;
	return arena_print(a, "%.*s-sources", (int)length, base);
}

static int extract(arena *a, report *r, const edition_file *e, const char *folder)
{
	if (!carries_sources(r, e) || !check_files(r, e) ||
	    !check_names(r, e, "nothing is unpacked"))
		return EXIT_ERRORS;
	const char *failure = prepare_folder(folder);
	if (!failure)
		failure = write_files(a, &e->files, folder);
	if (failure)
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't unpack into %s: %s", folder,
			  failure);
	return failure ? EXIT_OUTPUT : EXIT_DONE;
}

int carried_extract(arena *a, report *r, const options *o)
{
	const char *folder =
		o->manuscript_count > 1 ? o->manuscripts[1] : default_folder(a, o->manuscripts[0]);
	edition_file *e = open_edition(a, r, o->manuscripts[0]);
	int status = e ? extract(a, r, e, folder) : EXIT_ERRORS;

	if (status == EXIT_DONE && o->verbose)
		fprintf(stderr, "platen: unpacked %zu files into %s\n", e->files.count, folder);
	if (e)
		reader_close(e->reader);
	report_flush(r);
	return status;
}

/* --- rebuild -------------------------------------------------------------------------------- */

struct rebuild {
	arena *arena;
	report *report;
	edition_file *edition;
	const record *record;
	const char *folder; /* the temporary one */
	const char *output; /* absolute, or NULL */
	int back;           /* the working folder before */
	bool verbose;
};

#define REBUILT "platen-rebuilt.pdf"

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind, (void)at;
	return remove(path);
}

static void remove_folder(const char *folder)
{
	enum { DESCRIPTORS = 16 };

	nftw(folder, remove_entry, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* What will be in the temporary folder is removed when a signal or the limit of memory ends the
 * program. */
static bool remove_at_end(arena *a, const char *folder, const char *name)
{
	bool good = true;

	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/'))
		good &= file_remove_at_end(
			arena_print(a, "%s/%.*s", folder, (int)(slash - name), name));
	return good && file_remove_at_end(arena_print(a, "%s/%s", folder, name));
}

static const char *temporary_folder(arena *a, const embedded_files *files)
{
	const char *under = getenv("TMPDIR");
	const char *root = file_absolute(a, under && *under ? under : "/tmp");
	char *folder = mkdtemp(arena_print(a, "%s/platen-XXXXXX", root));
	bool good = folder && file_remove_at_end(folder) && remove_at_end(a, folder, REBUILT);
	for (size_t i = 0; good && i < files->count; i++)
		good = remove_at_end(a, folder, files->items[i].name);
	if (folder && !good) {
		rmdir(folder);
		errno = ENOMEM;
	}
	return good ? folder : NULL;
}

/* The options of the build that made it, except those about messages, which are the user's now. */
static void set_options(arena *a, const rebuild *what, const options *asked, options *again)
{
	size_t count = 0, capacity = 0;

	*again = *asked;
	again->command = COMMAND_BUILD;
	again->manuscripts = NULL;
	for (const char *const *at = what->record->manuscripts; *at; at++)
		*ARENA_APPEND(a, again->manuscripts, count, capacity) = *at;
	again->manuscript_count = count;
	again->report.draft = what->record->draft;
	again->style = what->record->style;
	again->editions = edition_named(what->edition->claims.edition->name);
	again->edition_given = true;
	again->root = ".";
	again->locked = true;
	again->verbose = false;
	again->output = REBUILT;
	if (what->record->dated)
		setenv("SOURCE_DATE_EPOCH", arena_print(a, "%" PRId64, what->record->date), 1);
	else
		unsetenv("SOURCE_DATE_EPOCH");
}

static bool go_to_folder(rebuild *what)
{
	what->folder = temporary_folder(what->arena, &what->edition->files);
	const char *failure =
		what->folder ? write_files(what->arena, &what->edition->files, what->folder)
			     : strerror(errno);
	what->back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (!failure && (what->back < 0 || chdir(what->folder) != 0))
		failure = strerror(errno);
	if (failure)
		report_at(what->report, REPORT_OUTPUT_FAILED, (place){0},
			  "can't unpack into a temporary folder: %s", failure);
	return !failure;
}

static void leave(rebuild *what)
{
	if (what->back >= 0) {
		if (fchdir(what->back) != 0)
			report_at(what->report, REPORT_OUTPUT_FAILED, (place){0},
				  "can't go back to the folder that was left: %s", strerror(errno));
		close(what->back);
	}
	if (what->folder)
		remove_folder(what->folder);
	reader_close(what->edition->reader);
	report_flush(what->report);
}

/* Does it claim what one of the editions does? */
static bool is_edition(report *r, const edition_file *e)
{
	if (!e->claims.edition)
		report_at(r, REPORT_PDF_FOREIGN, at_file(e),
			  "it claims no standard that an edition of Platen's holds, so what it was "
			  "is not known; `platen extract` gives what it carries");
	return e->claims.edition;
}

rebuild *carried_rebuild_begin(arena *a, report *r, const options *o, options *again)
{
	rebuild *what = ARENA_NEW(a, rebuild);
	edition_file *e = open_edition(a, r, o->manuscripts[0]);

	if (!e) {
		report_flush(r);
		return NULL;
	}
	*what = (rebuild){.arena = a, .report = r, .edition = e, .back = -1};
	what->output = o->output ? file_absolute(a, o->output) : NULL;
	what->verbose = o->verbose;
	bool good = carries_sources(r, e) && is_edition(r, e) && check_files(r, e) &&
		    check_names(r, e, "nothing is unpacked") &&
		    (what->record = record_of(a, r, e)) != NULL && go_to_folder(what);
	if (!good) {
		leave(what);
		return NULL;
	}
	set_options(a, what, o, again);
	return what;
}

static void say_difference(rebuild *what)
{
	const char *changed = changed_versions(what->arena, what->record);

	report_at(what->report, REPORT_REBUILD_DIFFERS, at_file(what->edition),
		  "built again, it has other bytes%s%s", *changed ? "; it was made with " : "",
		  *changed ? changed : "; the versions of Platen and its libraries are the same");
}

static int write_rebuilt(rebuild *what, const char *data, size_t length)
{
	file_output *out = file_begin(what->arena, what->output);

	file_write(out, data, length);
	const char *failure = file_commit(out);
	if (failure)
		report_at(what->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s",
			  what->output, failure);
	else if (what->verbose)
		fprintf(stderr, "platen: wrote %s\n", what->output);
	return failure ? EXIT_OUTPUT : EXIT_DONE;
}

int carried_rebuild_end(rebuild *what, int status)
{
	const char *data = NULL;
	size_t length = 0;
	reader_bytes first = reader_file(what->edition->reader);

	if (status == EXIT_DONE &&
	    file_read(what->arena, REBUILT, READER_MOST, &data, &length) != FILE_OK) {
		report_at(what->report, REPORT_FILE_UNREADABLE, (place){0},
			  "what was built again in %s can't be read", what->folder);
		status = EXIT_ERRORS;
	}
	if (status == EXIT_DONE && what->output)
		status = write_rebuilt(what, data, length);
	if (status == EXIT_DONE &&
	    (length != first.length || memcmp(data, first.data, length) != 0)) {
		say_difference(what);
		status = EXIT_ERRORS;
	} else if (status != EXIT_DONE && *what->record->left_out) {
		report_at(what->report, REPORT_REBUILD_DIFFERS, at_file(what->edition),
			  "it does not carry all that it was made from, since its style sheet says "
			  "'attachments: sources'; `platen extract` gives what it carries, and "
			  "these go beside it: %s",
			  names_of(what->arena, what->record->left_out));
	} else if (status == EXIT_DONE) {
		printf("%s: built again from what it carries, to the same bytes\n",
		       what->edition->path);
		status = all_printed(what->report) ? EXIT_DONE : EXIT_OUTPUT;
	}
	leave(what);
	return status;
}
