/* begin: writes publication.yaml. The facts in other programs' files are written under Platen's
 * keys, with chapters in order; texts are quoted where YAML would read them as something else. */
#include "app/begin.h"

#include "base/arena.h"
#include "base/file.h"
#include "markdown/book.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LIST_NAME "publication.yaml"

/* --- YAML ----------------------------------------------------------------------------------- */

/* Would YAML certainly read the text without quotes as this text? */
static bool is_plain(const char *text)
{
	static const char *const words[] = {"true", "false", "yes", "no", "on",
					    "off",  "null",  "y",   "n"};
	size_t n = strlen(text);
	bool plain = g_ascii_isalpha(text[0]) && text[n - 1] != ' ';
	for (size_t i = 0; i < n && plain; i++)
		plain = g_ascii_isalnum(text[i]) || strchr(" /._-(),'", text[i]) ||
			(unsigned char)text[i] >= 0xc3;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		plain = plain && g_ascii_strcasecmp(text, words[i]) != 0;
	return plain;
}

static void write_text(FILE *out, const char *text)
{
	if (is_plain(text))
		fputs(text, out);
	else
		report_put_json(out, text);
}

/* The text of a scalar, or the name that a map has, or NULL. */
static const char *words_of(const value *v)
{
	return v->kind == VALUE_MAP ? book_text(value_of(v, "name")) : book_text(v);
}

static void write_key(FILE *out, const char *key, const value *v)
{
	const char *text = words_of(v);
	const value *base = strcmp(key, "links") == 0 ? value_of(v, "base") : NULL;
	bool is_word = text && !v->quoted && v->kind == VALUE_SCALAR &&
		       (strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ||
			strspn(text, "0123456789") == strlen(text));
	if (base) {
		fputs("links:\n  base: ", out);
		write_text(out, base->text);
		fputc('\n', out);
	}
	if (!text && v->kind != VALUE_LIST)
		return;
	fprintf(out, "%s:", key);
	if (text) {
		fputc(' ', out);
		if (is_word)
			fputs(text, out);
		else
			write_text(out, text);
	}
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->count; i++) {
		text = words_of(v->entries[i].value);
		if (!text)
			continue;
		fputs("\n  - ", out);
		write_text(out, text);
	}
	fputc('\n', out);
}

static void indent(FILE *out, int level)
{
	fprintf(out, "%*s", 2 * level, "");
}

/* The end of what is below a chapter: deeper chapters; below a part, all up to the next part. */
static size_t end_below(const book_folder *b, size_t at, size_t end)
{
	const book_chapter *c = &b->chapters[at];
	size_t next = at + 1;
	while (next < end &&
	       (c->part ? !b->chapters[next].part
			: b->chapters[next].depth > c->depth && !b->chapters[next].part))
		next++;
	return next;
}

static void write_chapters(FILE *out, const book_folder *b, size_t from, size_t end, int level)
{
	for (size_t i = from, next; i < end; i = next) {
		const book_chapter *c = &b->chapters[i];
		next = end_below(b, i, end);
		bool below = next > i + 1;
		if (!c->path && !below)
			continue; /* a title with nothing below it */
		indent(out, level);
		fputs(c->part             ? "- part: "
		      : !c->path          ? "- title: "
		      : below || c->title ? "- file: "
					  : "- ",
		      out);
		write_text(out, c->path ? c->path : c->title);
		fputc('\n', out);
		if (c->path && c->title) {
			indent(out, level + 1);
			fputs("title: ", out);
			write_text(out, c->title);
			fputc('\n', out);
		}
		if (!below)
			continue;
		indent(out, level + 1);
		fputs("chapters:\n", out);
		write_chapters(out, b, i + 1, next, level + 2);
	}
}

/* Front matter is what comes before the first chapter, appendices and back matter what comes after
 * the last. */
static void write_matters(FILE *out, const book_folder *b)
{
	static const char *const names[] = {"front", "chapters", "appendix", "back"};
	size_t bounds[5] = {0, 0, b->count, b->count, b->count};
	while (bounds[1] < b->count && b->chapters[bounds[1]].matter == BOOK_FRONT)
		bounds[1]++;
	while (bounds[3] > bounds[1] && b->chapters[bounds[3] - 1].matter == BOOK_BACK)
		bounds[3]--;
	bounds[2] = bounds[3];
	while (bounds[2] > bounds[1] && b->chapters[bounds[2] - 1].matter == BOOK_APPENDIX)
		bounds[2]--;
	if (bounds[1] == bounds[2]) /* there is nothing between them */
		bounds[1] = 0, bounds[2] = bounds[3] = b->count;
	for (int i = 0; i < 4; i++) {
		if (bounds[i] == bounds[i + 1])
			continue;
		fprintf(out, "%s:\n", names[i]);
		write_chapters(out, b, bounds[i], bounds[i + 1], 1);
	}
}

static const char *listed(arena *a, const book_folder *b)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (!out)
		report_die(1, "out of memory");
	for (size_t i = 0; i < b->keys.count; i++)
		write_key(out, b->keys.entries[i].key, b->keys.entries[i].value);
	if (b->image_count > 0)
		fputs("images:\n", out);
	for (size_t i = 0; i < b->image_count; i++) {
		fputs("  - ", out);
		write_text(out, b->images[i]);
		fputc('\n', out);
	}
	write_matters(out, b);
	fclose(out);
	const char *result = arena_copy(a, text, size);
	free(text);
	return result;
}

/* --- files ---------------------------------------------------------------------------------- */

static int put(arena *a, report *r, const options *o, const char *path, const char *text)
{
	const char *failure = NULL;
	struct stat about;
	if (strcmp(path, "-") != 0 && lstat(path, &about) == 0) {
		failure = "it is there already; take it away, or name another with -o";
	} else {
		file_output *out = file_begin(a, path);
		file_write(out, text, strlen(text));
		failure = file_commit(out);
	}
	if (failure)
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path, failure);
	report_flush(r);
	if (!failure && o->report.quiet == false && strcmp(path, "-") != 0)
		fprintf(stderr, "platen: wrote %s\n", path);
	return failure ? EXIT_OUTPUT : EXIT_DONE;
}

static int list_folder(arena *a, report *r, const options *o)
{
	book_folder b = {.arena = a, .report = r, .root = o->from, .folder = o->from};
	bool found = book_find(&b);
	if (!found && report_errors(r) == 0)
		report_at(r, REPORT_FILE_MISSING, (place){0},
			  "the folder '%s' has no Markdown files; name one that has", o->from);
	report_flush(r);
	if (!found || report_errors(r) > 0)
		return EXIT_ERRORS;
	return put(a, r, o, o->output ? o->output : file_join(a, o->from, LIST_NAME),
		   listed(a, &b));
}

/* A word's first letter as a capital: the folder's name as a title. */
static const char *title_of(arena *a, const char *folder)
{
	char *name = arena_print(a, "%s", file_base(file_normal(a, file_absolute(a, folder))));
	for (char *c = name; *c; c++)
		*c = *c == '-' || *c == '_' ? ' ' : *c;
	name[0] = g_ascii_toupper(name[0]);
	return name;
}

static int new_folder(arena *a, report *r, const options *o)
{
	const char *folder = o->manuscripts[0], *title = title_of(a, folder);
	static const char chapter[] = "# A beginning\n"
				      "\n"
				      "Write here. Words can be *stressed*, and notes are at the "
				      "foot of their page.[^1]\n"
				      "\n"
				      "[^1]: Like this one.\n";
	char *text = NULL;
	size_t size = 0;
	if (mkdir(folder, 0777) != 0) {
		report_at(r, REPORT_OUTPUT_FAILED, (place){0}, "can't make the folder %s: %s",
			  folder,
			  errno == EEXIST ? "it is there already; name another, or list its "
					    "chapters with --from"
					  : strerror(errno));
		report_flush(r);
		return EXIT_OUTPUT;
	}
	FILE *out = open_memstream(&text, &size);
	if (!out)
		report_die(1, "out of memory");
	fputs("title: ", out);
	write_text(out, title);
	fputs("\nlang: en-GB\ntoc: true\nchapters:\n  - 01-beginning.md\n", out);
	fclose(out);
	const char *list = arena_copy(a, text, size);
	free(text);
	int status = put(a, r, o, file_join(a, folder, LIST_NAME), list);
	return status != EXIT_DONE ? status
				   : put(a, r, o, file_join(a, folder, "01-beginning.md"), chapter);
}

int begin_publication(arena *a, report *r, const options *o)
{
	return o->from ? list_folder(a, r, o) : new_folder(a, r, o);
}
