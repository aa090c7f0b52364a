/* report: what is printed, in which order, in each format. */
#include "base/arena.h"
#include "base/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static const char text[] =
	"# One\r\n\ttab and w\303\266rd\r\x1b[31m\xff\n"
	"long 10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160 170 180 190 200 210 220 230 "
	"240 250 here and on it goes for ever more, on and on";
static const source manuscript = {"a.md", text, sizeof text - 1};
static const source other = {"b,c:%.md", "x\n", 2};

typedef struct run {
	arena *arena;
	report *report;
	FILE *out;
	char *said;
	size_t size;
} run;

static void begin(run *t, const report_options *options)
{
	t->arena = arena_new();
	t->out = open_memstream(&t->said, &t->size);
	t->report = report_new(t->arena, t->out, options);
}

static void end(run *t, const char *expected)
{
	report_flush(t->report);
	fclose(t->out);
	assert_string_equal(t->said, expected);
	free(t->said);
	arena_free(t->arena);
}

static void sorts_and_says_once(void **state)
{
	(void)state;
	run t;
	begin(&t, NULL);
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 3, 2}, "third");
	report_at(t.report, REPORT_KEY_TWICE, (place){&other, 1, 1}, "last");
	report_at(t.report, REPORT_CLASS_UNKNOWN, (place){&manuscript, 1, 9}, "second");
	for (int i = 0; i < 300; i++) /* enough for the table of what was said to grow */
		report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 1, 2}, "first %d",
			  i / 290);
	report_at(t.report, REPORT_ALT_MISSING, (place){0}, "nowhere");
	assert_int_equal(report_errors(t.report), 4);
	report_flush(t.report);
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 1, 2}, "first 0");
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 0, 0}, "a later stage");
	end(&t,
	    "a.md:1:2: error: first 0 [key-twice]\na.md:1:2: error: first 1 "
	    "[key-twice]\na.md:1:9: warning: second [class-unknown]\n"
	    "a.md:3:2: error: third [key-twice]\nb,c:%.md:1:1: error: last [key-twice]\nplaten: "
	    "warning: nowhere [alt-missing]\n"
	    "a.md: error: a later stage [key-twice]\n");
}

static void shows_the_place(void **state)
{
	(void)state;
	run t;
	report_options options = {.excerpt = true};
	begin(&t, &options);
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 1, 3}, "plain");
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 2, 12}, "behind a tab");
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 3, 2}, "an escape\033[0m");
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 4, 96}, "far right");
	report_at(t.report, REPORT_KEY_TWICE, (place){&manuscript, 9, 1}, "no such line");
	end(&t,
	    "a.md:1:3: error: plain [key-twice]\n    1 | # One\n      |   ^\n"
	    "a.md:2:12: error: behind a tab [key-twice]\n    2 |     tab and w\303\266rd\n      "
	    "|               ^\n"
	    "a.md:3:2: error: an escape\357\277\275[0m [key-twice]\n    3 | "
	    "\357\277\275[31m\357\277\275\n      |  ^\n"
	    "a.md:4:96: error: far right [key-twice]\n"
	    "    4 | …30 140 150 160 170 180 190 200 210 220 230 240 250 here and on it goes "
	    "for e…\n"
	    "      |                                                    ^\n"
	    "a.md:9:1: error: no such line [key-twice]\n");
}

static void writes_json_lines(void **state)
{
	(void)state;
	run t;
	report_options options = {.format = REPORT_JSON};
	begin(&t, &options);
	report_at(t.report, REPORT_KEY_UNKNOWN, (place){&manuscript, 3, 5}, "no \"key\" \\ \n\xff");
	report_at(t.report, REPORT_LOOSE, (place){0}, "loose");
	end(&t, "{\"level\":\"error\",\"code\":\"key-unknown\",\"message\":\"no \\\"key\\\" \\\\ "
		"\\u000a\\ufffd\",\"file\":\"a.md\",\"line\":3,\"column\":5}\n"
		"{\"level\":\"warning\",\"code\":\"loose\",\"message\":\"loose\",\"file\":null,"
		"\"line\":null,\"column\":null}\n");
}

static void writes_workflow_commands(void **state)
{
	(void)state;
	run t;
	report_options options = {.format = REPORT_GITHUB};
	begin(&t, &options);
	report_at(t.report, REPORT_KEY_UNKNOWN, (place){&other, 3, 5}, "100%%, of: it\nall");
	report_at(t.report, REPORT_LOOSE, (place){0}, "loose\033[2J\xff");
	end(&t, "::error file=b%2Cc%3A%25.md,line=3,col=5,title=key-unknown::100%25, of: "
		"it%0Aall\n::warning title=loose::loose\357\277\275[2J\357\277\275\n");
}

static void raises_and_silences(void **state)
{
	(void)state;
	run t;
	report_options options = {.quiet = true};
	options.error[REPORT_LOOSE] = true;
	begin(&t, &options);
	report_at(t.report, REPORT_LOOSE, (place){0}, "raised");
	report_at(t.report, REPORT_OVERFULL, (place){0}, "silent");
	assert_int_equal(report_errors(t.report), 1);
	end(&t, "platen: error: raised [loose]\n");
	assert_int_equal(report_named("loose"), REPORT_LOOSE);
	assert_int_equal(report_named("nonsense"), REPORT_CODES);
}

/* Twenty of one text, twenty rated ones and six others, in two sources. */
static void say_much(report *r)
{
	for (int i = 1; i <= 20; i++) {
		report_at(r, REPORT_ALT_MISSING, (place){&other, i, 1}, "alike");
		report_rated(r, REPORT_LOOSE, (place){&other, i, 2}, i == 3 ? 99 : i, "loose %d",
			     i);
		if (i <= 6)
			report_at(r, REPORT_ALT_MISSING, (place){&manuscript, 1, i}, "six");
	}
}

static void folds_what_repeats(void **state)
{
	(void)state;
	run t;
	begin(&t, NULL);
	report_source(t.report, &manuscript);
	say_much(t.report);
	end(&t, "a.md:1:1: warning: six [alt-missing]\n"
		"a.md:1:2: warning: six [alt-missing]\n"
		"a.md:1:3: warning: six [alt-missing]\n"
		"a.md:1:4: warning: six [alt-missing]\n"
		"a.md:1:5: warning: six [alt-missing]\n"
		"a.md:1:6: warning: six [alt-missing]\n"
		"b,c:%.md:1:1: warning: alike [alt-missing]\n"
		"b,c:%.md:2:1: warning: alike [alt-missing]\n"
		"b,c:%.md:3:1: warning: alike [alt-missing]\n"
		"b,c:%.md:3:2: warning: loose 3 [loose]\n"
		"b,c:%.md:4:1: warning: alike [alt-missing]\n"
		"b,c:%.md:5:1: warning: alike [alt-missing]\n"
		"b,c:%.md: warning: and 15 more of the same; --diagnostics=json lists all "
		"[alt-missing]\n"
		"b,c:%.md:17:2: warning: loose 17 [loose]\n"
		"b,c:%.md:18:2: warning: loose 18 [loose]\n"
		"b,c:%.md:19:2: warning: loose 19 [loose]\n"
		"b,c:%.md:20:2: warning: loose 20 [loose]\n"
		"b,c:%.md: warning: and 15 more, none of them worse; --diagnostics=json lists all "
		"[loose]\n");
}

static void folds_nothing_for_programs(void **state)
{
	(void)state;
	run t;
	begin(&t, &(report_options){.format = REPORT_JSON});
	say_much(t.report);
	report_flush(t.report);
	fflush(t.out);
	int lines = 0;
	for (const char *c = t.said; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, 46);
	fclose(t.out);
	free(t.said);
	arena_free(t.arena);
}

static void dies_with_its_status(void **state)
{
	(void)state;
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		report_die(3, "disk %d", 7);
	}
	close(ends[1]);
	char said[100] = "";
	for (size_t used = 0, got = 1; got > 0 && used < sizeof said - 1; used += got) {
		ssize_t now = read(ends[0], said + used, sizeof said - 1 - used);
		got = now > 0 ? (size_t)now : 0;
	}
	close(ends[0]);
	waitpid(child, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_string_equal(said, "platen: error: disk 7\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_and_says_once),
		cmocka_unit_test(shows_the_place),
		cmocka_unit_test(writes_json_lines),
		cmocka_unit_test(writes_workflow_commands),
		cmocka_unit_test(raises_and_silences),
		cmocka_unit_test(folds_what_repeats),
		cmocka_unit_test(folds_nothing_for_programs),
		cmocka_unit_test(dies_with_its_status),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
