/* options: one table of the options, which command takes which, and a help that fits a screen for
 * each command. */
#include "app/options.h"

#include "base/arena.h"
#include "base/crew.h"
#include "style/value.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOR_BUILD = 1, FOR_CHECK = 2, FOR_FONTS = 4, FOR_ALL = 7 };

typedef struct parser {
	arena *arena;
	options *options;
	int for_command;
	size_t capacity;
	const char *color;
} parser;

static const char usage[] =
	"Platen sets Markdown as finished publications.\n"
	"\n"
	"  platen build MANUSCRIPT... [-o OUT.pdf]   set it and write PDF\n"
	"  platen check MANUSCRIPT...                give every diagnostic, write nothing\n"
	"  platen fonts [MANUSCRIPT...]              which faces a build uses, and from where\n"
	"\n"
	"MANUSCRIPT is a Markdown file, several in their order, a folder with publication.yaml, or "
	"- for standard input.\n"
	"`platen COMMAND --help` tells a command's options; `man platen` tells all. `platen "
	"--version` tells the version.\n";

static const char help_build[] =
	"platen build MANUSCRIPT... [OPTION...]\n"
	"\n"
	"  -o, --output=FILE       where to write; - is standard output (one edition). Default: "
	"beside the manuscript\n"
	"      --edition=E         archive (default: PDF/A-3a + PDF/UA-1), print (PDF/X-4 + "
	"PDF/A-2a + PDF/UA-1) or all\n"
	"                          (OUT.pdf and OUT.print.pdf)\n"
	"      --style=FILE        the style sheet; default: the one that the front matter names, "
	"or the built-in one;\n"
	"                          one of Platen's own where there is no such file (house.yaml)\n"
	"      --root=FOLDER       the publication's folder: nothing outside it is read\n"
	"      --locked            refuse faces that fonts.lock does not name\n"
	"      --deps=FILE         write a Make rule that names every input\n"
	"      --report=FILE       write how good lines and pages are: FILE.json or FILE.sarif; - "
	"is JSON on standard output\n"
	"      --proof             write OUT.proof.pdf: the pages with grid, tints of the word "
	"spaces, blemishes and decisions\n"
	"      --werror[=NAME,...] take all warnings, or these (loose, runt, ... of the report "
	"too), for errors\n"
	"      --diagnostics=FORM  text (default), json (a line a message) or github\n"
	"      --dump=STAGE        print document, lines or pages instead of writing a PDF\n"
	"      --trace=WHAT,...    print what linebreak and pagebreak considered, and what each "
	"price adds\n"
	"      --time              print what each stage took\n"
	"  -j, --jobs=N            threads (default: one a processor, at most 4)\n"
	"      --color=WHEN        auto (default), always or never\n"
	"  -q, --quiet             errors alone\n"
	"  -v, --verbose           name what was written\n"
	"  -h, --help              these lines\n"
	"\n"
	"Exit status: 0 done; 1 errors; 2 usage; 3 the output could not be written.\n";

static const char help_check[] =
	"platen check MANUSCRIPT... [OPTION...]\n"
	"\n"
	"Does all that a build does and writes nothing.\n"
	"\n"
	"      --edition=archive|print|all  --style=FILE  --root=FOLDER  --locked  --report=FILE  "
	"--werror[=NAME,...]\n"
	"      --diagnostics=text|json|github  --dump=document|lines|pages  "
	"--trace=linebreak,pagebreak  --time  -j N\n"
	"      --color=auto|always|never  -q  -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 no errors; 1 errors; 2 usage; 3 the report could not be written.\n";

static const char help_fonts[] =
	"platen fonts [MANUSCRIPT...] [OPTION...]\n"
	"\n"
	"Lists the faces that a build of the manuscripts uses (without one: that the style sheet "
	"names), each with its file and SHA-256.\n"
	"\n"
	"      --lock[=FILE]       write them to fonts.lock (or FILE), which build --locked holds "
	"to\n"
	"      --style=FILE  --root=FOLDER  --diagnostics=text|json|github  "
	"--color=auto|always|never  -q  -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 done; 1 errors; 2 usage; 3 the lock could not be written.\n";

static bool complain(const char *what, const char *word)
{
	fprintf(stderr, "platen: error: %s%s%s; `platen COMMAND --help` tells its options\n", what,
		word ? ": " : "", word ? word : "");
	return false;
}

/* A word that is none of those that are known. */
static bool complain_near(const char *what, const char *word, const char *const *words,
			  size_t count)
{
	const char *near = value_nearest(word, words, count);

	if (!near)
		return complain(what, word);
	fprintf(stderr, "platen: error: %s: %s; did you mean '%s'?\n", what, word, near);
	return false;
}

static bool set_output(parser *p, const char *v)
{
	p->options->output = v;
	return true;
}
static bool set_style(parser *p, const char *v)
{
	p->options->style = v;
	return true;
}
static bool set_root(parser *p, const char *v)
{
	p->options->root = v;
	return true;
}
static bool set_deps(parser *p, const char *v)
{
	p->options->deps = v;
	return true;
}
static bool set_lock(parser *p, const char *v)
{
	p->options->lock = v ? v : "fonts.lock";
	return true;
}
static bool set_color(parser *p, const char *v)
{
	p->color = v;
	return true;
}
static bool set_locked(parser *p, const char *v)
{
	(void)v;
	p->options->locked = true;
	return true;
}
static bool set_time(parser *p, const char *v)
{
	(void)v;
	p->options->time = true;
	return true;
}
static bool set_proof(parser *p, const char *v)
{
	(void)v;
	p->options->proof = true;
	return true;
}
static bool set_quiet(parser *p, const char *v)
{
	(void)v;
	p->options->report.quiet = true;
	return true;
}
static bool set_verbose(parser *p, const char *v)
{
	(void)v;
	p->options->verbose = true;
	return true;
}

static bool ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text), size = strlen(ending);

	return length > size && strcmp(text + length - size, ending) == 0;
}

static bool set_report(parser *p, const char *v)
{
	p->options->quality = v;
	return strcmp(v, "-") == 0 || ends_in(v, ".json") || ends_in(v, ".sarif") ||
	       complain("--report is FILE.json, FILE.sarif or -, not", v);
}

static bool set_edition(parser *p, const char *v)
{
	p->options->edition_given = true;
	p->options->editions = edition_named(v);
	return p->options->editions || complain("--edition is archive, print or all, not", v);
}

static bool set_dump(parser *p, const char *v)
{
	static const char *const stages[] = {"", "document", "lines", "pages"};

	for (int i = DUMP_DOCUMENT; i <= DUMP_PAGES; i++)
		if (strcmp(v, stages[i]) == 0)
			p->options->dump = (dump_stage)i;
	return p->options->dump != DUMP_NONE ||
	       complain("--dump is document, lines or pages, not", v);
}

static bool set_diagnostics(parser *p, const char *v)
{
	static const char *const formats[] = {"text", "json", "github"};

	for (int i = REPORT_TEXT; i <= REPORT_GITHUB; i++)
		if (strcmp(v, formats[i]) == 0) {
			p->options->report.format = (report_format)i;
			return true;
		}
	return complain("--diagnostics is text, json or github, not", v);
}

static bool set_jobs(parser *p, const char *v)
{
	char *end;
	long n = strtol(v, &end, 10);

	if (*end || end == v || n < 1 || n > CREW_MOST)
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

static bool take_trace(parser *p, const char *word)
{
	p->options->trace_lines |= strcmp(word, "linebreak") == 0;
	p->options->trace_pages |= strcmp(word, "pagebreak") == 0;
	return strcmp(word, "linebreak") == 0 || strcmp(word, "pagebreak") == 0 ||
	       complain("--trace knows linebreak and pagebreak, not", word);
}

static bool take_werror(parser *p, const char *word)
{
	report_code code = report_named(word);
	const char *names[REPORT_CODES];

	if (code == REPORT_CODES) {
		for (int i = 0; i < REPORT_CODES; i++)
			names[i] = report_name((report_code)i);
		return complain_near("--werror knows no message of the name", word, names,
				     REPORT_CODES);
	}
	p->options->report.error[code] = true;
	return true;
}

static bool set_trace(parser *p, const char *v)
{
	return each_word(p, v, take_trace);
}

static bool set_werror(parser *p, const char *v)
{
	if (!v)
		p->options->report.all_errors = true;
	return !v || each_word(p, v, take_werror);
}

enum argument { NO_ARGUMENT, ARGUMENT, OPTIONAL };

static const struct option_entry {
	const char *name;
	char letter;
	enum argument argument;
	int commands;
	bool (*set)(parser *, const char *);
} table[] = {
	{"output", 'o', ARGUMENT, FOR_BUILD, set_output},
	{"edition", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, set_edition},
	{"style", 0, ARGUMENT, FOR_ALL, set_style},
	{"root", 0, ARGUMENT, FOR_ALL, set_root},
	{"locked", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, set_locked},
	{"deps", 0, ARGUMENT, FOR_BUILD, set_deps},
	{"report", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, set_report},
	{"proof", 0, NO_ARGUMENT, FOR_BUILD, set_proof},
	{"werror", 0, OPTIONAL, FOR_BUILD | FOR_CHECK, set_werror},
	{"diagnostics", 0, ARGUMENT, FOR_ALL, set_diagnostics},
	{"dump", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, set_dump},
	{"trace", 0, ARGUMENT, FOR_BUILD | FOR_CHECK, set_trace},
	{"time", 0, NO_ARGUMENT, FOR_BUILD | FOR_CHECK, set_time},
	{"jobs", 'j', ARGUMENT, FOR_BUILD | FOR_CHECK, set_jobs},
	{"color", 0, ARGUMENT, FOR_ALL, set_color},
	{"quiet", 'q', NO_ARGUMENT, FOR_ALL, set_quiet},
	{"verbose", 'v', NO_ARGUMENT, FOR_ALL, set_verbose},
	{"lock", 0, OPTIONAL, FOR_FONTS, set_lock},
};

static const struct option_entry *find(const char *name, size_t length, char letter)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (letter ? table[i].letter == letter
			   : strncmp(table[i].name, name, length) == 0 && !table[i].name[length])
			return &table[i];
	return NULL;
}

static bool complain_of_option(const parser *p, const char *word)
{
	const char *names[sizeof table / sizeof *table];
	size_t count = 0;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
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
	const struct option_entry *o =
		is_long ? find(word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2), 0)
			: find(NULL, 0, word[1]);

	if (!o)
		return complain_of_option(p, word);
	if (!(o->commands & p->for_command))
		return complain("this command takes no such option", word);
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
	return o->set(p, value);
}

static bool parse_command(parser *p, const char *word, const char **help)
{
	static const struct {
		const char *name, *help;
		command command;
		int bit;
	} commands[] = {{"build", help_build, COMMAND_BUILD, FOR_BUILD},
			{"check", help_check, COMMAND_CHECK, FOR_CHECK},
			{"fonts", help_fonts, COMMAND_FONTS, FOR_FONTS}};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(word, commands[i].name) == 0) {
			p->options->command = commands[i].command;
			p->for_command = commands[i].bit;
			*help = commands[i].help;
			return true;
		}
	const char *names[sizeof commands / sizeof *commands];
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		names[i] = commands[i].name;
	return complain_near("there is no command", word, names, sizeof names / sizeof *names);
}

static bool decide_color(parser *p)
{
	report_options *r = &p->options->report;
	bool terminal = isatty(STDERR_FILENO);

	if (strcmp(p->color, "auto") != 0 && strcmp(p->color, "always") != 0 &&
	    strcmp(p->color, "never") != 0)
		return complain("--color is auto, always or never, not", p->color);
	const char *no = getenv("NO_COLOR");
	r->color = strcmp(p->color, "always") == 0 ||
		   (strcmp(p->color, "auto") == 0 && terminal && !(no && *no));
	r->excerpt = terminal || strcmp(p->color, "always") == 0;
	return true;
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
			fputs(help, stdout);
			*status = EXIT_DONE;
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

static bool makes_sense(const options *o)
{
	if (o->command != COMMAND_FONTS && o->manuscript_count == 0)
		return complain("no manuscript is named", NULL);
	for (size_t i = 0; i < o->manuscript_count; i++)
		if (!*o->manuscripts[i])
			return complain("a manuscript's name is empty", NULL);
	if (o->output && strcmp(o->output, "-") == 0 && is_several(o->editions))
		return complain("two editions can't go to standard output: name one with --edition",
				NULL);
	if (o->proof && strcmp(o->output ? o->output : o->manuscripts[0], "-") == 0)
		return complain("a proof can't go to standard output: name a file with -o", NULL);
	return true;
}

bool options_parse(arena *a, int argc, char **argv, options *result, int *status)
{
	parser p = {.arena = a, .options = result, .color = "auto"};
	const char *help = NULL;

	*result = (options){.editions = EDITION_DEFAULT};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	result->threads = processors < 1 ? 1 : processors > 4 ? 4 : (unsigned)processors;
	*status = EXIT_USAGE;
	if (argc < 2) {
		fputs(usage, stderr);
		return false;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		fputs(usage, stdout);
		*status = EXIT_DONE;
		return false;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("platen " PLATEN_VERSION);
		*status = EXIT_DONE;
		return false;
	}
	return parse_command(&p, argv[1], &help) && parse_arguments(&p, argc, argv, help, status) &&
	       decide_color(&p) && makes_sense(result);
}
