/* outputs: names and side products of a build. Nothing of the machine gets into them but what the user wrote on the command line. */
#include "outputs.h"

#include "ground/arena.h"
#include "ground/file.h"
#include "home.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *outputs_folder(arena *a, const options *o)
{
	const char *first = o->manuscript_count ? o->manuscripts[0] : ".";

	return is_folder(first) ? first : file_folder(a, first);
}

/* "book.md" and "book/" become "book". */
static const char *stem(arena *a, const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	path = arena_copy(a, path, length);
	const char *dot = strrchr(base_name(path), '.');
	return dot && dot != base_name(path) ? arena_copy(a, path, (size_t)(dot - path)) : path;
}

static const char *archive_path(arena *a, const options *o)
{
	const char *first = o->manuscripts[0];

	return o->output ? o->output : strcmp(first, "-") == 0 ? "-" : arena_print(a, "%s.pdf", stem(a, first));
}

/* "book.pdf" becomes "book.print.pdf". */
static const char *named(arena *a, const char *path, const char *what)
{
	size_t length = strlen(path);

	if (length > 4 && strcmp(path + length - 4, ".pdf") == 0)
		length -= 4;
	return arena_print(a, "%.*s.%s.pdf", (int)length, path, what);
}

const char *outputs_path(arena *a, const options *o, pdf_edition edition)
{
	const char *path = archive_path(a, o);

	return edition == PDF_ARCHIVE || !o->archive || strcmp(path, "-") == 0 ? path : named(a, path, "print");
}

const char *outputs_proof_path(arena *a, const options *o)
{
	return named(a, archive_path(a, o), "proof");
}

/* Output that would destroy what it is made of, or another output. */

enum { OUTPUTS_MOST = 6 };

typedef struct guard {
	arena *arena;
	report *report;
	const char *outputs[OUTPUTS_MOST];
	size_t count;
	int status;
} guard;

static bool is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

static void refuse(guard *g, const char *path, const char *why)
{
	report_at(g->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s; name another file", path, why);
	g->status = EXIT_OUTPUT;
}

static void guard_output(guard *g, const char *path)
{
	for (size_t i = 0; i < g->count; i++) {
		const char *other = g->outputs[i];
		if (is_standard(path) ? is_standard(other) : !is_standard(other) && file_same(g->arena, path, other))
			refuse(g, path, is_standard(path) ? "something else goes to standard output" : "something else of this build goes there");
	}
	g->outputs[g->count++] = path;
}

static void guard_input(guard *g, const char *input)
{
	for (size_t i = 0; i < g->count; i++)
		if (!is_standard(g->outputs[i]) && !is_standard(input) && file_same(g->arena, g->outputs[i], input))
			refuse(g, g->outputs[i], "it is an input of this build");
}

static void guard_outputs(guard *g, const options *o)
{
	bool pdfs = o->command == COMMAND_BUILD;

	if (pdfs && o->archive)
		guard_output(g, outputs_path(g->arena, o, PDF_ARCHIVE));
	if (pdfs && o->print)
		guard_output(g, outputs_path(g->arena, o, PDF_PRINT));
	if (o->proof)
		guard_output(g, outputs_proof_path(g->arena, o));
	if (o->quality)
		guard_output(g, o->quality);
	if (o->deps)
		guard_output(g, o->deps);
	if (o->lock)
		guard_output(g, o->lock);
}

int outputs_check(arena *a, report *r, const options *o, const document *d, const setter *s)
{
	guard g = {.arena = a, .report = r};
	size_t count;

	guard_outputs(&g, o);
	if (g.count == 0)
		return EXIT_DONE;
	for (const char *const *input = d ? d->inputs : NULL; input && *input; input++)
		guard_input(&g, *input);
	for (const source *const *sheet = s->style->sources; *sheet; sheet++)
		guard_input(&g, (*sheet)->name);
	if (o->print && s->style->sheet.profile)
		guard_input(&g, s->style->sheet.profile);
	const font_origin *faces = font_origins(s->fonts, a, &count);
	for (size_t i = 0; i < count; i++)
		guard_input(&g, faces[i].file);
	return g.status;
}

/* Days from 1970-01-01 to a day of the Gregorian calendar. */
static int64_t days_to(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool outputs_date(const document *d, int64_t *seconds)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	int year, month = 1, day = 1;

	if (epoch && *epoch) {
		*seconds = strtoll(epoch, &end, 10);
		if (*end == '\0' && *seconds >= 0 && *seconds < 253402300800)
			return true;
	}
	if (!d->date || sscanf(d->date, "%4d-%2d-%2d", &year, &month, &day) < 1 || year < 1970)
		return false;
	*seconds = days_to(year, month, day) * 86400;
	return true;
}

/* The name that a file has inside the publication. */
static const char *inside(const char *folder, const char *path)
{
	size_t length = strlen(folder);

	while (length > 0 && folder[length - 1] == '/')
		length--;
	if (strncmp(path, folder, length) == 0 && path[length] == '/')
		return path + length + 1;
	return base_name(path);
}

/* A sheet keeps its place beside the one that it is read for, wherever they lie. */
static const char *sheet_name(arena *a, const char *folder, const char *first, const char *name)
{
	const char *own = inside(folder, name);

	return own == base_name(name) ? inside(file_folder(a, first), name) : own;
}

static const char *media_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
		return "application/yaml";
	return dot && strcmp(dot, ".lock") == 0 ? "text/plain" : "text/markdown";
}

const attachment *outputs_attachments(arena *a, const document *d, const style *s, const options *o, size_t *count)
{
	attachment *list = NULL;
	size_t capacity = 0;
	const char *folder = outputs_folder(a, o), *data;

	*count = 0;
	for (const source *const *at = d->sources; *at; at++) {
		const char *name = strcmp((*at)->name, "-") == 0 ? "manuscript.md" : inside(folder, (*at)->name);
		*ARENA_APPEND(a, list, *count, capacity) = (attachment){name, (*at)->text, (*at)->length, media_of(name), "Manuscript"};
	}
	for (const source *const *at = s->sources; *at; at++)
		*ARENA_APPEND(a, list, *count, capacity) = (attachment){sheet_name(a, folder, s->source->name, (*at)->name), (*at)->text, (*at)->length,
									 "application/yaml", "Style sheet"};
	const char *lock = home_path_for(a, folder, "fonts.lock", "fonts/fonts.lock");
	size_t length;
	if (file_read(a, lock, 1 << 20, &data, &length) == FILE_OK)
		*ARENA_APPEND(a, list, *count, capacity) = (attachment){"fonts.lock", data, length, "text/plain", "Faces that it was set in"};
	return list;
}

/* A name as Make reads it. */
static void add_name(arena *a, file_output *out, const char *name)
{
	char *escaped = ARENA_ARRAY(a, 2 * strlen(name) + 1, char);
	size_t at = 0;

	for (; *name; name++) {
		if (strchr(" #:\\", *name))
			escaped[at++] = '\\';
		if (*name == '$')
			escaped[at++] = '$';
		escaped[at++] = *name;
	}
	file_write(out, escaped, at);
}

static void add_input(arena *a, file_output *out, const char *name)
{
	file_write(out, " \\\n  ", 5);
	add_name(a, out, name);
}

int outputs_deps(arena *a, report *r, const options *o, const document *d, const setter *s)
{
	file_output *out = file_begin(a, o->deps);
	size_t count;

	if (o->archive)
		add_name(a, out, outputs_path(a, o, PDF_ARCHIVE));
	if (o->archive && o->print)
		file_write(out, " ", 1);
	if (o->print)
		add_name(a, out, outputs_path(a, o, PDF_PRINT));
	file_write(out, ":", 1);
	for (const char *const *input = d->inputs; *input; input++)
		if (strcmp(*input, "-") != 0)
			add_input(a, out, *input);
	for (const source *const *sheet = s->style->sources; *sheet; sheet++)
		add_input(a, out, (*sheet)->name);
	if (o->print)
		add_input(a, out, s->style->sheet.profile);
	const font_origin *faces = font_origins(s->fonts, a, &count);
	for (size_t i = 0; i < count; i++)
		add_input(a, out, faces[i].file);
	file_write(out, "\n", 1);
	const char *failure = file_commit(out);
	if (failure)
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", o->deps, failure);
	return failure ? EXIT_OUTPUT : EXIT_DONE;
}
