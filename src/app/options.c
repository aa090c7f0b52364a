/* options: one table has a row for each option: its name, which commands take it, and where its
 * value goes. Most values are kept as they are; those that have to be read have a function. */
#include "app/options.h"

#include "app/help.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/parallel.h"
#include "preflight/rules.h"
#include "style/value.h"

#include <errno.h>
#include <glib.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Per cent: all four process inks, and what coated paper takes of them. */
#define INK_FULL    400
#define INK_DEFAULT 300

#define MEMORY_LEAST   ((int64_t)16 << 20)
#define MEMORY_DEFAULT ((int64_t)2 << 30)
#define MEMORY_PDF     ((int64_t)1 << 30) /* of commands that read PDFs made elsewhere */
#define MEMORY_MOST    ((int64_t)1 << 40)

enum {
	FOR_BUILD = 1,
	FOR_CHECK = 2,
	FOR_FONTS = 4,
	FOR_TEXTS = 7, /* all commands that read a manuscript */
	FOR_VERIFY = 8,
	FOR_EXTRACT = 16,
	FOR_REBUILD = 32,
	FOR_NEW = 64,
	FOR_PREFLIGHT = 128,
	FOR_PDFS = FOR_VERIFY | FOR_EXTRACT | FOR_PREFLIGHT, /* all that read a PDF alone */
	FOR_ALL = 255
};

typedef struct parser {
	arena *arena;
	options *options;
	const char *name; /* of the command */
	int for_command;
	size_t capacity;
	const char *color;
} parser;

static bool complain(const char *what, const char *word)
{
	fprintf(stderr, "platen: error: %s%s%s; `platen COMMAND --help` lists its options\n", what,
		word ? ": " : "", word ? word : "");
	return false;
}

/* Complain of an unknown word. */
static bool complain_near(const char *what, const char *word, const char *const *words,
			  size_t count)
{
	const char *near = nearest_word(word, words, count);

	if (!near)
		return complain(what, word);
	fprintf(stderr, "platen: error: %s: %s; did you mean '%s'?\n", what, word, near);
	return false;
}

static bool ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text), size = strlen(ending);

	return length > size && strcmp(text + length - size, ending) == 0;
}

static bool read_report(parser *p, const char *v)
{
	p->options->quality = v;
	return strcmp(v, "-") == 0 || ends_in(v, ".json") || ends_in(v, ".sarif") ||
	       complain("--report is FILE.json, FILE.sarif or -, not", v);
}

static bool read_edition(parser *p, const char *v)
{
	p->options->edition_given = true;
	p->options->editions = edition_named(v);
	p->options->all_editions = strcmp(v, "all") == 0;
	return p->options->editions ||
	       complain("--edition is archive, archive2, print, cover or all, not", v);
}

static bool take_profile(parser *p, const char *word)
{
	/* A printer's rules are on top of PDF/X-4. */
	static const struct {
		const char *name;
		int profiles;
	} names[] = {
		{"x4", RULES_X4}, {"gwg", RULES_X4 | RULES_GWG}, {"a", RULES_A}, {"ua", RULES_UA}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(word, names[i].name) == 0) {
			p->options->profiles |= names[i].profiles;
			return true;
		}
	return complain("--profile is x4, gwg, a or ua, not", word);
}

/* "260" or "260%", as style sheets have it. */
static bool read_ink_limit(parser *p, const char *v)
{
	char *end;
	long percent = strtol(v, &end, 10);

	if (end == v || (*end && strcmp(end, "%") != 0) || percent < 0 || percent > INK_FULL)
		return complain("--ink-limit is per cent of ink, from 0 to 400, not", v);
	p->options->ink_most = (int)percent;
	return true;
}

static bool read_dump(parser *p, const char *v)
{
	static const char *const stages[] = {"", "document", "style", "lines", "pages"};

	for (int i = DUMP_DOCUMENT; i <= DUMP_PAGES; i++)
		if (strcmp(v, stages[i]) == 0)
			p->options->dump = (dump_stage)i;
	return p->options->dump != DUMP_NONE ||
	       complain("--dump is document, style, lines or pages, not", v);
}

static bool read_diagnostics(parser *p, const char *v)
{
	static const char *const formats[] = {"text", "json", "github"};

	for (int i = REPORT_TEXT; i <= REPORT_GITHUB; i++)
		if (strcmp(v, formats[i]) == 0) {
			p->options->report.format = (report_format)i;
			return true;
		}
	return complain("--diagnostics is text, json or github, not", v);
}

static bool read_jobs(parser *p, const char *v)
{
	char *end;
	long n = strtol(v, &end, 10);

	if (*end || end == v || n < 1 || n > PARALLEL_SLOTS)
		return complain("--jobs is a number from 1 to 16, not", v);
	p->options->threads = (unsigned)n;
	return true;
}

static bool each_word(parser *p, const char *list, bool (*take)(parser *, const char *))
{
	while (*list) {
		size_t length = strcspn(list, ",");
		if (!take(p, arena_copy(p->arena, list, length)))
			return false;
		list += length + (list[length] == ',');
	}
	return true;
}

static bool read_profile(parser *p, const char *v)
{
	return each_word(p, v, take_profile);
}

static bool take_trace(parser *p, const char *word)
{
	p->options->trace_lines |= strcmp(word, "linebreak") == 0;
	p->options->trace_pages |= strcmp(word, "pagebreak") == 0;
	return strcmp(word, "linebreak") == 0 || strcmp(word, "pagebreak") == 0 ||
	       complain("--trace is linebreak or pagebreak, not", word);
}

/* Messages' names and those of preflight's rules; some rules share one. */
static bool complain_of_message(const parser *p, const char *word)
{
	const char **names = ARENA_ARRAY(p->arena, REPORT_CODES + rules_count, const char *);

	for (int i = 0; i < REPORT_CODES; i++)
		names[i] = report_name((report_code)i);
	for (size_t i = 0; i < rules_count; i++)
		names[REPORT_CODES + i] = rules_table[i].name;
	return complain_near("--werror: there is no message named", word, names,
			     REPORT_CODES + rules_count);
}

static bool is_rule(const char *name)
{
	for (size_t i = 0; i < rules_count; i++)
		if (strcmp(rules_table[i].name, name) == 0)
			return true;
	return false;
}

static bool take_werror(parser *p, const char *word)
{
	report_options *o = &p->options->report;
	report_code code = report_named(word);
	bool rule = is_rule(word);

	if (code != REPORT_CODES)
		o->error[code] = true;
	if (rule)
		*ARENA_APPEND(p->arena, o->error_rules, o->error_rule_count,
			      o->error_rule_capacity) = arena_copy(p->arena, word, strlen(word));
	return code != REPORT_CODES || rule || complain_of_message(p, word);
}

static bool read_trace(parser *p, const char *v)
{
	return each_word(p, v, take_trace);
}

static bool read_werror(parser *p, const char *v)
{
	if (!v)
		p->options->report.all_errors = true;
	return !v || each_word(p, v, take_werror);
}

/* --strict: what a web site's generator would refuse to publish becomes an error, and so does what
 * no reader can make out. */
static bool read_strict(parser *p, const char *v)
{
	(void)v;
	p->options->report.error[REPORT_LINK_MISSING] = true;
	p->options->report.error[REPORT_LINK_OUTSIDE] = true;
	p->options->report.error[REPORT_ID_TWICE] = true;
	p->options->report.error[REPORT_ID_UNKNOWN] = true;
	p->options->report.error[REPORT_REFERENCE_NAMELESS] = true;
	p->options->report.error[REPORT_PRIVATE_USE] = true;
	return true;
}

static bool read_root(parser *p, const char *v)
{
	p->options->root = v;
	return file_is_folder(v) || complain("--root is a folder, which this is not", v);
}

static bool read_from(parser *p, const char *v)
{
	p->options->from = v;
	return file_is_folder(v) || complain("--from is a folder, which this is not", v);
}

/* "2G", "500M": powers of 1,024. */
static bool read_memory(parser *p, const char *v)
{
	char *end;
	long long n = strtoll(v, &end, 10);
	int shift = *end == 'G' ? 30 : *end == 'M' ? 20 : 0;

	if (!shift || end[1] || end == v || n < 1 || n > MEMORY_MOST >> shift ||
	    n << shift < MEMORY_LEAST)
		return complain("--memory is a size from 16M to 1024G, such as 500M or 4G, not", v);
	p->options->memory = n << shift;
	return true;
}

static bool read_lock(parser *p, const char *v)
{
	p->options->lock = v ? v : "fonts.lock";
	p->options->lock_derived = !v;
	return true;
}

static bool read_color(parser *p, const char *v)
{
	p->color = v;
	return strcmp(v, "auto") == 0 || strcmp(v, "always") == 0 || strcmp(v, "never") == 0 ||
	       complain("--color is auto, always or never, not", v);
}

typedef enum argument { NO_ARGUMENT, ARGUMENT, OPTIONAL_ARGUMENT } argument;

/* If a row has no function, the field at `offset` of the options is a switch to turn on (without an
 * argument) or a text to set. */
typedef struct option_row {
	const char *name;
	char letter;
	argument argument;
	int commands;
	size_t offset;
	bool (*read)(parser *, const char *);
} option_row;

#define AT(member) offsetof(options, member), NULL
static const option_row table[] = {
	{"output", 'o', ARGUMENT, FOR_BUILD | FOR_REBUILD | FOR_NEW | FOR_PREFLIGHT, AT(output)},
	{"from", 0, ARGUMENT, FOR_NEW, 0, read_from},
	{"edition", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, 0, read_edition},
	{"style", 0, ARGUMENT, FOR_TEXTS, AT(style)},
	{"root", 0, ARGUMENT, FOR_TEXTS, 0, read_root},
	{"locked", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, AT(locked)},
	{"deps", 0, ARGUMENT, FOR_BUILD, AT(deps)},
	{"report", 0, ARGUMENT, FOR_BUILD | FOR_CHECK | FOR_PREFLIGHT, 0, read_report},
	{"strict", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, 0, read_strict},
	{"draft", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, AT(report.draft)},
	{"proof", 0, NO_ARGUMENT, FOR_BUILD | FOR_PREFLIGHT, AT(proof)},
	{"werror", 0, OPTIONAL_ARGUMENT, FOR_BUILD | FOR_CHECK | FOR_PREFLIGHT, 0, read_werror},
	{"diagnostics", 0, ARGUMENT, FOR_ALL, 0, read_diagnostics},
	{"dump", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, 0, read_dump},
	{"trace", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, 0, read_trace},
	{"time", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, AT(time)},
	{"memory", 0, ARGUMENT, FOR_ALL & ~FOR_NEW, 0, read_memory},
	{"jobs", 'j', ARGUMENT, FOR_BUILD | FOR_CHECK | FOR_REBUILD, 0, read_jobs},
	{"color", 0, ARGUMENT, FOR_ALL, 0, read_color},
	{"quiet", 'q', NO_ARGUMENT, FOR_ALL, AT(report.quiet)},
	{"verbose", 'v', NO_ARGUMENT, FOR_ALL, AT(verbose)},
	{"preflight", 0, NO_ARGUMENT, FOR_BUILD, AT(preflight)},
	{"profile", 0, ARGUMENT, FOR_PREFLIGHT, 0, read_profile},
	{"ink-limit", 0, ARGUMENT, FOR_PREFLIGHT, 0, read_ink_limit},
	{"lock", 0, OPTIONAL_ARGUMENT, FOR_FONTS, 0, read_lock},
};
enum { ROWS = sizeof table / sizeof *table };

static bool take(parser *p, const option_row *o, const char *value)
{
	char *member = (char *)p->options + o->offset;

	if (o->read)
		return o->read(p, value);
	if (o->argument == NO_ARGUMENT)
		*(bool *)member = true;
	else
		*(const char **)member = value;
	return true;
}

static const option_row *find(const char *name, size_t length, char letter)
{
	for (size_t i = 0; i < ROWS; i++)
		if (letter ? table[i].letter == letter
			   : strncmp(table[i].name, name, length) == 0 && !table[i].name[length])
			return &table[i];
	return NULL;
}

static bool complain_of_option(const parser *p, const char *word)
{
	const char *names[ROWS];
	size_t count = 0;

	for (size_t i = 0; i < ROWS; i++)
		if (table[i].commands & p->for_command)
			names[count++] = arena_print(p->arena, "--%s", table[i].name);
	return complain_near("unknown option", arena_copy(p->arena, word, strcspn(word, "=")),
			     names, count);
}

/* One option at argv[*at]; takes the next argument where it needs one. */
static bool parse_option(parser *p, int argc, char **argv, int *at)
{
	const char *word = argv[*at], *value = NULL;
	bool is_long = word[1] == '-';
	const char *equals = is_long ? strchr(word, '=') : NULL;
	const option_row *o =
		is_long ? find(word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2), 0)
			: find(NULL, 0, word[1]);

	if (!o)
		return complain_of_option(p, word);
	if (!(o->commands & p->for_command))
		return complain(arena_print(p->arena, "'%s' does not take the option", p->name),
				word);
	if (equals)
		value = equals + 1;
	else if (!is_long && word[2])
		value = word + 2;
	else if (o->argument == ARGUMENT && *at + 1 < argc)
		value = argv[++*at];
	if ((o->argument == ARGUMENT && !value) || (value && !*value))
		return complain("this option needs a value", word);
	if (o->argument == NO_ARGUMENT && value)
		return complain("this option takes no value", word);
	return take(p, o, value);
}

static bool parse_command(parser *p, const char *word, const char **help)
{
	static const struct {
		const char *name, *help;
		command command;
		int bit;
	} commands[] = {{"build", help_build, COMMAND_BUILD, FOR_BUILD},
			{"check", help_check, COMMAND_CHECK, FOR_CHECK},
			{"fonts", help_fonts, COMMAND_FONTS, FOR_FONTS},
			{"new", help_new, COMMAND_NEW, FOR_NEW},
			{"verify", help_verify, COMMAND_VERIFY, FOR_VERIFY},
			{"extract", help_extract, COMMAND_EXTRACT, FOR_EXTRACT},
			{"rebuild", help_rebuild, COMMAND_REBUILD, FOR_REBUILD},
			{"preflight", help_preflight, COMMAND_PREFLIGHT, FOR_PREFLIGHT}};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(word, commands[i].name) == 0) {
			p->name = word;
			p->options->command = commands[i].command;
			p->for_command = commands[i].bit;
			*help = commands[i].help;
			return true;
		}
	if (word[0] == '-')
		return complain("a command comes first, such as 'platen build', and not", word);
	const char *names[sizeof commands / sizeof *commands];
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		names[i] = commands[i].name;
	return complain_near("there is no command", word, names, sizeof names / sizeof *names);
}

/* Print to standard output; returns an exit status. */
static int print(const char *text)
{
	if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
		return EXIT_DONE;
	fprintf(stderr, "platen: error: can't write to standard output: %s\n", strerror(errno));
	return EXIT_OUTPUT;
}

static bool check_epoch(void)
{
	static const int64_t year_10000 = 253402300800;
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (!text || !*text)
		return true;
	errno = 0;
	long long seconds = strtoll(text, &end, 10);
	if (*end || errno || !g_ascii_isdigit(*text) || seconds >= year_10000)
		return complain("SOURCE_DATE_EPOCH is a number of seconds since 1970, not", text);
	return true;
}

static void decide_color(parser *p)
{
	report_options *r = &p->options->report;
	bool terminal = isatty(STDERR_FILENO);

	const char *no = getenv("NO_COLOR");
	r->color = strcmp(p->color, "always") == 0 ||
		   (strcmp(p->color, "auto") == 0 && terminal && !(no && *no));
	r->excerpt = terminal || strcmp(p->color, "always") == 0;
}

static bool parse_arguments(parser *p, int argc, char **argv, const char *help, int *status)
{
	options *o = p->options;
	bool only_names = false;

	for (int i = 2; i < argc; i++) {
		const char *word = argv[i];
		if (!only_names && strcmp(word, "--") == 0) {
			only_names = true;
		} else if (!only_names &&
			   (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
			*status = print(help);
			return false;
		} else if (!only_names && word[0] == '-' && word[1]) {
			if (!parse_option(p, argc, argv, &i))
				return false;
		} else {
			*ARENA_APPEND(p->arena, o->manuscripts, o->manuscript_count, p->capacity) =
				word;
		}
	}
	return true;
}

static bool is_several(edition_set editions)
{
	return editions & (editions - 1);
}

/* The commands that read PDFs: their operands are PDFs and, for extract, the folder to unpack
 * into. */
static bool makes_sense_of_pdfs(const options *o)
{
	bool many = o->command == COMMAND_VERIFY || o->command == COMMAND_PREFLIGHT;
	size_t most = many ? o->manuscript_count : o->command == COMMAND_EXTRACT ? 2 : 1;

	if (o->manuscript_count == 0)
		return complain("no PDF is named", NULL);
	if (o->manuscript_count > most)
		return complain("this is one too many", o->manuscripts[most]);
	for (size_t i = 0; i < o->manuscript_count; i++)
		if (!*o->manuscripts[i])
			return complain("a PDF's name is empty", NULL);
	if (o->command != COMMAND_PREFLIGHT || !o->output)
		return true;
	if (!o->proof)
		return complain("-o goes with --proof", NULL);
	return o->manuscript_count == 1 || complain("-o is for the proof of one PDF", NULL);
}

static bool makes_sense_of_new(const options *o)
{
	if (o->from)
		return o->manuscript_count == 0 ||
		       complain("this is one too many", o->manuscripts[0]);
	if (o->output)
		return complain("-o goes with --from", NULL);
	if (o->manuscript_count != 1 || !*o->manuscripts[0])
		return complain("a new publication needs the name of one folder", NULL);
	return true;
}

static bool makes_sense(const options *o)
{
	if (o->command >= COMMAND_VERIFY)
		return makes_sense_of_pdfs(o);
	if (o->command == COMMAND_NEW)
		return makes_sense_of_new(o);
	if (o->command != COMMAND_FONTS && o->manuscript_count == 0)
		return complain("no manuscript was given", NULL);
	for (size_t i = 0; i < o->manuscript_count; i++)
		if (!*o->manuscripts[i])
			return complain("a manuscript's name is empty", NULL);
	if (o->output && strcmp(o->output, "-") == 0 && is_several(o->editions))
		return complain(
			"two editions can't go to standard output: choose one with --edition",
			NULL);
	if (o->proof && strcmp(o->output ? o->output : o->manuscripts[0], "-") == 0)
		return complain("a proof can't go to standard output: give a file name with -o",
				NULL);
	if (o->preflight && o->output && strcmp(o->output, "-") == 0)
		return complain("--preflight looks at a file: give its name with -o", NULL);
	return true;
}

bool options_parse(arena *a, int argc, char **argv, options *result, int *status)
{
	parser p = {.arena = a, .options = result, .color = "auto"};
	const char *help = NULL;

	*result = (options){.editions = EDITION_DEFAULT, .ink_most = INK_DEFAULT};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	result->threads = processors < 1 ? 1 : processors > 4 ? 4 : (unsigned)processors;
	*status = EXIT_USAGE;
	if (argc < 2) {
		fputs(help_usage, stderr);
		return false;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		*status = print(help_usage);
		return false;
	}
	if (strcmp(argv[1], "--version") == 0) {
		*status = print("platen " PLATEN_VERSION "\n");
		return false;
	}
	if (!parse_command(&p, argv[1], &help) || !parse_arguments(&p, argc, argv, help, status))
		return false;
	decide_color(&p);
	if (!result->memory)
		result->memory = p.for_command & FOR_PDFS ? MEMORY_PDF : MEMORY_DEFAULT;
	if (!result->profiles)
		result->profiles = RULES_X4 | RULES_GWG;
	return check_epoch() && makes_sense(result);
}
