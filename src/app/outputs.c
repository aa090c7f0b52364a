/* outputs: the names of a build's files, and its rule for Make. Nothing of the machine gets into
 * them except what the user wrote on the command line. */
#include "app/outputs.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first second of the year 10000: a date in a PDF has four digits for the year. */
#define YEAR_10000 253402300800

const char *outputs_folder(arena *a, const options *o)
{
	const char *first = o->manuscript_count ? o->manuscripts[0] : ".";

	return file_is_folder(first) ? first : file_folder(a, first);
}

/* A folder that is given as dots alone ("." or "../..") has its real name, and its outputs are in
 * it. */
static const char *dotted_stem(arena *a, const char *folder)
{
	const char *name = file_base(file_real(a, folder));

	if (!*name)
		name = "publication"; /* the root of the file system has none */
	return strcmp(folder, ".") == 0 ? name : arena_print(a, "%s/%s", folder, name);
}

/* "book.md" and "book/" become "book". */
static const char *stem(arena *a, const char *path)
{
	bool folder = file_is_folder(path);
	size_t length = strlen(path);

	while (length > 1 &&
	       (path[length - 1] == '/' || (path[length - 1] == '.' && path[length - 2] == '/')))
		length--;
	path = arena_copy(a, path, length);
	const char *name = file_base(path), *dot = strrchr(name, '.');
	if (folder)
		return !*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0
			       ? dotted_stem(a, path)
			       : path;
	return dot && dot != name ? arena_copy(a, path, (size_t)(dot - path)) : path;
}

static const char *output_path(arena *a, const options *o)
{
	const char *first = o->manuscripts[0];

	return o->output                 ? o->output
	       : strcmp(first, "-") == 0 ? "-"
					 : arena_print(a, "%s.pdf", stem(a, first));
}

/* "book.pdf" becomes "book.print.pdf". */
static const char *named(arena *a, const char *path, const char *what)
{
	size_t length = strlen(path);

	if (length > 4 && strcmp(path + length - 4, ".pdf") == 0)
		length -= 4;
	return arena_print(a, "%.*s.%s.pdf", (int)length, path, what);
}

const char *outputs_path(arena *a, const options *o, const edition *which)
{
	const char *path = output_path(a, o);
	size_t first = 0;

	return (!which->cover && which == edition_next(o->editions, &first)) ||
			       strcmp(path, "-") == 0 || file_is_special(path)
		       ? path
		       : named(a, path, which->name);
}

bool outputs_is_derived(const options *o, const char *path)
{
	return strcmp(path, "-") != 0 && !(o->output && strcmp(path, o->output) == 0);
}

const char *outputs_proof_path(arena *a, const options *o)
{
	const char *path = output_path(a, o);

	return file_is_special(path) ? path : named(a, path, "proof");
}

/* --- outputs that would destroy an input, or one another ------------------------------------- */

enum { OUTPUTS_MOST = EDITIONS + 4 };

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
	report_at(g->report, REPORT_OUTPUT_FAILED, (place){0},
		  "can't write %s: %s; name another file", path, why);
	g->status = EXIT_OUTPUT;
}

static void guard_output(guard *g, const char *path)
{
	for (size_t i = 0; i < g->count; i++) {
		const char *other = g->outputs[i];
		if (is_standard(path) ? is_standard(other)
				      : !is_standard(other) && file_same(g->arena, path, other))
			refuse(g, path,
			       is_standard(path) ? "something else goes to standard output"
						 : "something else of this build goes there");
	}
	g->outputs[g->count++] = path;
}

static void guard_input(guard *g, const char *input)
{
	for (size_t i = 0; i < g->count; i++)
		if (!is_standard(g->outputs[i]) && !is_standard(input) &&
		    file_same(g->arena, g->outputs[i], input))
			refuse(g, g->outputs[i], "it is an input of this build");
}

static void guard_outputs(guard *g, const options *o)
{
	bool pdfs = o->command == COMMAND_BUILD;
	size_t at = 0;

	for (const edition *e; pdfs && (e = edition_next(o->editions, &at));)
		guard_output(g, outputs_path(g->arena, o, e));
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

	guard_outputs(&g, o);
	if (g.count == 0)
		return EXIT_DONE;
	for (const char *const *input = d ? d->inputs : NULL; input && *input; input++)
		guard_input(&g, *input);
	for (size_t i = 0; i < s->style->file_count; i++)
		guard_input(&g, s->style->files[i].source->name);
	if (s->style->sheet.profile)
		guard_input(&g, s->style->sheet.profile);
	for (const char *const *face = font_files(s->fonts, a); *face; face++)
		guard_input(&g, *face);
	return g.status;
}

/* Days from 1970-01-01 to a day of the Gregorian calendar. */
static int64_t days_to(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool outputs_epoch(int64_t *seconds)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (!epoch || !*epoch)
		return false;
	*seconds = strtoll(epoch, &end, 10);
	return *end == '\0' && *seconds >= 0 && *seconds < YEAR_10000;
}

bool outputs_date(const document *d, int64_t *seconds, date_parts *parts)
{
	int year, month = 1, day = 1;

	*parts = DATE_SECOND;
	if (outputs_epoch(seconds))
		return true;
	int said = d->date ? sscanf(d->date, "%4d-%2d-%2d", &year, &month, &day) : 0;
	if (said < 1 || year < 1970)
		return false;
	*parts = said == 1 ? DATE_YEAR : said == 2 ? DATE_MONTH : DATE_DAY;
	*seconds = days_to(year, month, day) * 86400;
	return true;
}

/* --- the rule for Make ---------------------------------------------------------------------- */

/* The names of a rule: targets, then prerequisites, each once. */
typedef struct rule {
	arena *arena;
	file_output *out;
	map *names;
	const char *unfit; /* the first name that Make can't read, or NULL */
} rule;

/* Can a rule name this file? A newline would begin a recipe, ";" begins one, "=" makes it a
 * variable, "|" and "&" part the names ("&" only targets), and a space or backslash at the end
 * would join the name to the next. Tried with GNU Make 4.3 and 4.4. */
static bool is_fit(const char *name, bool target)
{
	size_t length = strlen(name);

	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f || strchr(target ? ";=|&" : ";=|", *c))
			return false;
	return length > 0 && name[length - 1] != ' ' && name[length - 1] != '\\';
}

/* Write a name as Make reads it. A backslash is itself, unless it is before a character that has to
 * be quoted; "%" means something in targets alone. */
static void add_name(rule *to, const char *name, bool target)
{
	char *escaped = ARENA_ARRAY(to->arena, 3 * strlen(name) + 3, char);
	size_t at = 0, backslashes = 0;

	if (!is_fit(name, target)) {
		to->unfit = to->unfit ? to->unfit : name;
		return;
	}
	if (*name == '~') /* a home folder's */
		at = (size_t)sprintf(escaped, "./");
	for (; *name; name++) {
		bool special = strchr(" #:*?[", *name) || (target && *name == '%');
		for (size_t i = 0; special && i <= backslashes; i++)
			escaped[at++] = '\\';
		if (*name == '$')
			escaped[at++] = '$';
		escaped[at++] = *name;
		backslashes = *name == '\\' ? backslashes + 1 : 0;
	}
	file_write(to->out, escaped, at);
}

static void add_input(rule *to, const char *name)
{
	if (!name || map_get(to->names, name))
		return;
	map_put(to->names, name, to);
	file_write(to->out, " \\\n  ", 5);
	add_name(to, name, false);
}

/* Everything that is read and could change a byte: of the publication, of Platen, of the machine's
 * packages. */
static void add_inputs(rule *to, const options *o, const document *d, const setter *s)
{
	arena *a = to->arena;

	for (const char *const *input = d->inputs; *input; input++)
		add_input(to, *input);
	for (size_t i = 0; i < s->style->file_count; i++)
		add_input(to, s->style->files[i].source->name);
	/* an archive edition reads it for the look of some inks, but is built without it if it is
	 * missing */
	const char *profile = s->style->sheet.profile;
	if (edition_any_press(o->editions) || (profile && file_exists(profile)))
		add_input(to, profile);
	for (const char *const *patterns = hyphen_files(s->hyphens, a); *patterns; patterns++)
		add_input(to, *patterns);
	for (const char *const *face = font_files(s->fonts, a); *face; face++)
		add_input(to, *face);
	const font_options *fonts = font_options_of(s->fonts);
	add_input(to, fonts->configuration);
	if (fonts->locked)
		add_input(to, file_normal(a, fonts->lock));
}

file_output *outputs_deps(arena *a, report *r, const options *o, const document *d, const setter *s)
{
	rule to = {.arena = a, .out = file_begin(a, o->deps), .names = map_new(a)};
	size_t at = 0, targets = 0;

	for (const edition *e; (e = edition_next(o->editions, &at)); targets++) {
		if (targets)
			file_write(to.out, " ", 1);
		add_name(&to, outputs_path(a, o, e), true);
	}
	file_write(to.out, ":", 1);
	add_inputs(&to, o, d, s);
	file_write(to.out, "\n", 1);
	if (!to.unfit)
		return to.out;
	report_at(r, REPORT_OUTPUT_FAILED, (place){0},
		  "can't write %s: make can't read the name '%s'; rename the file, without control "
		  "characters, ';', '=', '|' or '&', and without a space or backslash at its end",
		  o->deps, to.unfit);
	file_abandon(to.out);
	return NULL;
}
