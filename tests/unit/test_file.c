/* file: reads are bounded, paths stay inside, output is whole or absent. */
#include "base/arena.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static arena *memory;
static char folder[] = "/tmp/platen-test-XXXXXX";

static const char *in_folder(const char *name)
{
	return arena_print(memory, "%s/%s", folder, name);
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(in_folder(name), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void assert_holds(const char *name, const char *text)
{
	const char *data;
	size_t length;
	assert_int_equal(file_read(memory, in_folder(name), 1 << 20, &data, &length), FILE_OK);
	assert_int_equal(length, strlen(text));
	assert_string_equal(data, text);
}

/* How many entries of the folder are temporaries of ours. */
static int leftovers(void)
{
	DIR *d = opendir(folder);
	int count = 0;
	for (struct dirent *e; (e = readdir(d));)
		count += strstr(e->d_name, ".platen-") != NULL;
	closedir(d);
	return count;
}

static void reads_within_bounds(void **state)
{
	(void)state;
	const char *data;
	size_t length;
	put("ten", "0123456789");
	put("empty", "");
	assert_holds("ten", "0123456789");
	assert_holds("empty", "");
	assert_int_equal(file_read(memory, in_folder("ten"), 10, &data, &length), FILE_OK);
	assert_int_equal(file_read(memory, in_folder("ten"), 9, &data, &length), FILE_HUGE);
	assert_int_equal(file_read(memory, "/dev/zero", 100000, &data, &length), FILE_IS_SPECIAL);
	assert_int_equal(file_read_stream(memory, "/dev/zero", 100000, &data, &length), FILE_HUGE);
	assert_int_equal(file_read_stream(memory, "/dev/null", 9, &data, &length), FILE_OK);
	assert_int_equal(file_read_stream(memory, folder, 9, &data, &length), FILE_IS_FOLDER);
	assert_int_equal(file_read(memory, in_folder("none"), 9, &data, &length), FILE_ABSENT);
	assert_int_equal(file_read(memory, folder, 9, &data, &length), FILE_IS_FOLDER);
}

static void views_are_as_reads(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		size_t most;
		file_status status;
	} cases[] = {{"ten", "0123456789", 10, FILE_OK},
		     {"ten", NULL, 9, FILE_HUGE},
		     {"empty", "", 9, FILE_OK},
		     {"none", NULL, 9, FILE_ABSENT},
		     {"", NULL, 9, FILE_IS_FOLDER},
		     {"/dev/null", NULL, 9, FILE_IS_SPECIAL},
		     {"/dev/zero", NULL, 100000, FILE_IS_SPECIAL},
		     {"pipe", NULL, 9, FILE_IS_SPECIAL}};
	assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
	put("ten", "0123456789");
	put("empty", "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		file_view v;
		const char *path = *cases[i].name == '/' ? cases[i].name : in_folder(cases[i].name);
		assert_int_equal(file_view_open(memory, path, cases[i].most, &v), cases[i].status);
		assert_true(!cases[i].text || (v.length == strlen(cases[i].text) &&
					       !memcmp(v.data, cases[i].text, v.length)));
		file_view_close(&v);
	}
}

static void stays_within(void **state)
{
	(void)state;
	const char *path, *sub = in_folder("sub");
	mkdir(sub, 0777);
	put("sub/image", "x");
	assert_int_equal(symlink("/etc", in_folder("out")), 0);
	assert_int_equal(symlink("sub/image", in_folder("in")), 0);
	assert_int_equal(symlink("circle", in_folder("circle")), 0);

	assert_true(file_within(memory, folder, sub, "image", &path));
	assert_string_equal(path, in_folder("sub/image"));
	assert_true(file_within(memory, folder, sub, "../ten", &path));
	assert_true(file_within(memory, folder, sub, "./../sub//image", &path));
	assert_true(file_within(memory, folder, folder, "in", &path));
	assert_true(file_within(memory, folder, folder, "none/such", &path));
	/* links in a circle lead nowhere, and can't be read */
	assert_true(file_within(memory, folder, folder, "circle", &path));
	assert_true(file_within(memory, folder, folder, "circle/x", &path));
	static const char *const outside[] = {
		"/etc/passwd", "", "../x", "sub/../../x", "out/passwd", "out/none", "none/../../x"};
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		assert_false(file_within(memory, folder, folder, outside[i], &path));
	/* leaves and comes back */
	const char *back = arena_print(memory, "../../%s/ten", strrchr(folder, '/') + 1);
	assert_false(file_within(memory, folder, sub, back, &path));
	assert_false(file_within(memory, sub, folder, "ten", &path));
}

/* What file_within has found, once more with whatever lies there now. */
static void reads_inside(void **state)
{
	(void)state;
	const char *data;
	size_t length;
	static const struct {
		const char *name;
		file_status status;
	} cases[] = {{"sub/image", FILE_OK},
		     {"in", FILE_OK},
		     {"sub/../ten", FILE_OK},
		     {"out/passwd", FILE_DENIED},
		     {"circle", FILE_IS_CIRCULAR},
		     {"circle/x", FILE_IS_CIRCULAR},
		     {"none", FILE_ABSENT},
		     {"sub", FILE_IS_FOLDER},
		     {".", FILE_IS_FOLDER},
		     {"pipe", FILE_IS_SPECIAL},
		     {"ten", FILE_HUGE}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(file_read_within(memory, folder, in_folder(cases[i].name),
						  cases[i].status == FILE_HUGE ? 9 : 10, &data,
						  &length),
				 cases[i].status);
	assert_int_equal(
		file_read_within(memory, in_folder("sub"), in_folder("ten"), 10, &data, &length),
		FILE_DENIED);
	assert_int_equal(file_read_within(memory, "/", in_folder("ten"), 10, &data, &length),
			 FILE_OK);
	assert_string_equal(data, "0123456789");
}

static void names_folders(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"a", "."}, {"a/b", "a"},  {"/a", "/"},
					       {"/", "/"}, {"a//b", "a"}, {"a/b/", "a"},
					       {"", "."}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(file_folder(memory, pairs[i][0]), pairs[i][1]);
}

static void writes_whole(void **state)
{
	(void)state;
	put("target", "old");
	file_output *out = file_begin(memory, in_folder("target"));
	file_write(out, "new ", 4);
	assert_holds("target", "old");
	assert_int_equal(leftovers(), 1);
	char *large = calloc(1, 3 << 20);
	memset(large, 'x', 3 << 20);
	file_write(out, large, 3 << 20);
	file_write(out, "!", 1);
	assert_null(file_commit(out));
	struct stat about;
	assert_int_equal(stat(in_folder("target"), &about), 0);
	assert_int_equal(about.st_size, (3 << 20) + 5);
	assert_int_equal(leftovers(), 0);
	free(large);
}

static void commits_all_or_none(void **state)
{
	(void)state;
	size_t failed = 9;
	put("first", "old");
	put("second", "old");
	file_output *outs[] = {file_begin(memory, in_folder("first")),
			       file_begin(memory, in_folder("missing/second"))};
	file_write(outs[0], "new", 3);
	file_finish(outs[0]);
	assert_holds("first", "old");
	assert_non_null(file_commit_all(outs, 2, &failed));
	assert_int_equal(failed, 1);
	assert_holds("first", "old");
	outs[0] = file_begin(memory, in_folder("first"));
	outs[1] = file_begin(memory, in_folder("second"));
	file_write(outs[0], "new", 3);
	file_write(outs[1], "newer", 5);
	assert_null(file_commit_all(outs, 2, &failed));
	assert_holds("first", "new");
	assert_holds("second", "newer");
}

static void keeps_links_and_devices(void **state)
{
	(void)state;
	put("real", "old");
	assert_int_equal(symlink("real", in_folder("link")), 0);
	file_output *out = file_begin(memory, in_folder("link"));
	file_write(out, "new", 3);
	assert_null(file_commit(out));
	assert_holds("real", "new");
	struct stat about;
	assert_int_equal(lstat(in_folder("link"), &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	out = file_begin(memory, "/dev/null");
	file_write(out, "x", 1);
	assert_null(file_commit(out));
	assert_int_equal(stat("/dev/null", &about), 0);
	assert_true(S_ISCHR(about.st_mode));
}

static void leaves_the_old_after_failure(void **state)
{
	(void)state;
	put("target", "old");
	file_output *out = file_begin(memory, in_folder("target"));
	file_write(out, "half", 4);
	file_abandon(out);
	assert_holds("target", "old");

	out = file_begin(memory, in_folder("nowhere/x.pdf"));
	file_write(out, "x", 1);
	assert_string_equal(file_commit(out),
			    arena_print(memory,
					"the folder '%s/nowhere' does not exist; make it first",
					folder));
	assert_string_equal(file_commit(file_begin(memory, folder)), "it is a folder; name a file");
	assert_string_equal(file_commit(file_begin(memory, in_folder("ten/x.pdf"))),
			    arena_print(memory, "'%s/ten' is not a folder", folder));
	out = file_begin(memory, "/dev/full");
	file_write(out, "x", 1);
	assert_string_equal(file_commit(out), "no space is left on the disk");
	assert_int_equal(leftovers(), 0);
}

/* A child sets its signals itself: a shell ignores SIGINT in the background, nohup and some CI
 * SIGHUP. It ends by itself where no signal reaches it. */
static void child_takes_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_DFL);
	alarm(30);
}

/* A file-size limit takes the part of a full disk: the write fails in the middle. */
static void fails_in_the_middle(void **state)
{
	(void)state;
	put("target", "old");
	pid_t child = fork();
	if (child == 0) {
		child_takes_signals();
		const struct rlimit limit = {300000, 300000};
		setrlimit(RLIMIT_FSIZE, &limit);
		file_output *out = file_begin(memory, in_folder("target"));
		char block[100000] = "x";
		for (int i = 0; i < 10; i++)
			file_write(out, block, sizeof block);
		const char *failure = file_commit(out);
		_exit(failure && strstr(failure, "limit") ? 42 : 1);
	}
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 42);
	assert_holds("target", "old");
	assert_int_equal(leftovers(), 0);
}

static void cleans_up_when_killed(void **state)
{
	(void)state;
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, 0};
	put("target", "old");
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		int ends[2], status;
		char byte;
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0) {
			child_takes_signals();
			file_output *out = file_begin(memory, in_folder("target"));
			file_write(out, "half", 4);
			if (signals[i] == 0)
				exit(7); /* the other way to end: report_die */
			write(ends[1], "x", 1);
			for (;;)
				pause();
		}
		if (signals[i]) {
			assert_int_equal(read(ends[0], &byte, 1), 1);
			assert_int_equal(leftovers(), 1);
			kill(child, signals[i]);
		}
		waitpid(child, &status, 0);
		if (signals[i])
			assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
		assert_int_equal(leftovers(), 0);
		assert_holds("target", "old");
		close(ends[0]);
		close(ends[1]);
	}
}

static int prepare(void **state)
{
	(void)state;
	/* handlers are set once: in each child, not here */
	memory = arena_new();
	return mkdtemp(folder) ? 0 : -1;
}

static int clear(void **state)
{
	(void)state;
	static const char *const names[] = {"ten",    "empty",  "sub/image", "out",    "in",
					    "circle", "target", "first",     "second", "real",
					    "link",   "sub",    "pipe"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove(in_folder(names[i]));
	int failed = rmdir(folder);
	arena_free(memory);
	return failed;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cleans_up_when_killed),
		cmocka_unit_test(fails_in_the_middle),
		cmocka_unit_test(reads_within_bounds),
		cmocka_unit_test(views_are_as_reads),
		cmocka_unit_test(stays_within),
		cmocka_unit_test(reads_inside),
		cmocka_unit_test(names_folders),
		cmocka_unit_test(writes_whole),
		cmocka_unit_test(commits_all_or_none),
		cmocka_unit_test(keeps_links_and_devices),
		cmocka_unit_test(leaves_the_old_after_failure),
	};
	return cmocka_run_group_tests_name("file", tests, prepare, clear);
}
