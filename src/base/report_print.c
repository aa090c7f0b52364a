/* report_print: text for people (with the source line and a caret under the place), JSON Lines for
 * programs, workflow commands for GitHub. Whatever a manuscript or a file name contains, the output
 * is valid UTF-8 without control characters: no text can control a terminal or forge a line of
 * output. */
#include "base/report_print.h"

#include "base/unicode.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

enum { REPLACEMENT = 0xfffd };
#define REPLACEMENT_UTF8 "\357\277\275"
enum { EXCERPT_COLUMNS = 76, EXCERPT_LEAD = 50, TAB_STOP = 4 };

static const char *const level_names[] = {"note", "warning", "error"};
static const char *const level_colors[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};
static const char *const github_names[] = {"notice", "warning", "error"};
#define BOLD  "\033[1m"
#define GREEN "\033[1;32m"
#define PLAIN "\033[0m"

/* Read one character; its size in bytes. A byte that is not part of valid UTF-8 is U+FFFD. */
static size_t next_character(const char *text, size_t length, uint32_t *character)
{
	size_t size = unicode_read(text, length, character);

	if (size > 0)
		return size;
	*character = REPLACEMENT;
	return 1;
}

/* C0, C1, line separators, and the directional embeddings, overrides and isolates, which could make
 * a line look like another one. */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* Columns that a character takes on a terminal: 0 for combining marks, 2 for wide characters of
 * East Asia and emoji. */
static int columns_of(uint32_t c)
{
	return c < 0x80 ? 1 : g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static void put_clean(FILE *out, const char *text, size_t length)
{
	for (size_t at = 0, size; at < length; at += size) {
		uint32_t c;
		size = next_character(text + at, length - at, &c);
		if (c == '\n' || c == '\t')
			fputc(' ', out);
		else if (c == REPLACEMENT || is_control(c))
			fputs(REPLACEMENT_UTF8, out);
		else
			fwrite(text + at, 1, size, out);
	}
}

/* Columns before the character `column` of a line as it is shown, with tabs expanded. */
static int columns_before(const char *text, size_t length, int column)
{
	int columns = 0;
	size_t at = 0;
	for (int i = 1; i < column && at < length; i++) {
		uint32_t c;
		at += next_character(text + at, length - at, &c);
		columns += c == '\t'       ? TAB_STOP - columns % TAB_STOP
			   : is_control(c) ? 1
					   : columns_of(c);
	}
	return columns;
}

/* Print what is between two columns of the shown line, without a wide character that an edge would
 * cut. */
static void put_columns(FILE *out, const char *text, size_t length, int from, int to)
{
	int column = 0;
	for (size_t at = 0, size; at < length && column < to; at += size) {
		uint32_t c;
		size = next_character(text + at, length - at, &c);
		int width = c == '\t'       ? TAB_STOP - column % TAB_STOP
			    : is_control(c) ? 1
					    : columns_of(c);
		if (column >= from && column + width <= to) {
			if (c == '\t')
				fprintf(out, "%*s", width, "");
			else
				put_clean(out, text + at, size);
		} else {
			int left = column > from ? column : from,
			    right = column + width < to ? column + width : to;
			for (int i = left; i < right; i++)
				fputc(' ', out);
		}
		column += width;
	}
}

/* The line with a caret under the place; of a long line, the part around the place. */
static void print_excerpt(FILE *out, const report_options *options, const message *m)
{
	const place where = m->where;
	const char *text = m->line;
	const size_t length = m->line_length;
	int caret = columns_before(text, length, where.column),
	    total = columns_before(text, length, INT32_MAX);
	int from = total > EXCERPT_COLUMNS && caret > EXCERPT_LEAD ? caret - EXCERPT_LEAD : 0;
	int to = total - from > EXCERPT_COLUMNS ? from + EXCERPT_COLUMNS : total;

	fprintf(out, "%5d | %s", where.line, from ? "…" : "");
	put_columns(out, text, length, from, to);
	fputs(to < total ? "…\n" : "\n", out);
	if (where.column < 1)
		return;
	fprintf(out, "      | %*s%s^%s\n", caret - from + (from ? 1 : 0), "",
		options->color ? GREEN : "", options->color ? PLAIN : "");
}

static void print_text(FILE *out, const report_options *options, const message *m)
{
	const bool color = options->color;
	const place where = m->where;
	const char *name = where.source ? where.source->name : "platen";
	if (color)
		fputs(BOLD, out);
	put_clean(out, name, strlen(name));
	if (where.source && where.line > 0)
		fprintf(out, ":%d", where.line);
	if (where.source && where.line > 0 && where.column > 0)
		fprintf(out, ":%d", where.column);
	fprintf(out, ": %s%s:%s ", color ? level_colors[m->level] : "", level_names[m->level],
		color ? PLAIN : "");
	put_clean(out, m->text, strlen(m->text));
	fprintf(out, " [%s]\n", m->code);
	if (m->line)
		print_excerpt(out, options, m);
}

void report_put_json(FILE *out, const char *text)
{
	size_t length = strlen(text);
	fputc('"', out);
	for (size_t at = 0, size; at < length; at += size) {
		uint32_t c;
		size = next_character(text + at, length - at, &c);
		if (c == '"' || c == '\\')
			fprintf(out, "\\%c", (char)c);
		else if (is_control(c) || c == REPLACEMENT)
			fprintf(out, "\\u%04x", (unsigned)c);
		else
			fwrite(text + at, 1, size, out);
	}
	fputc('"', out);
}

void report_put_uri(FILE *out, const char *name)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

	fputs(name[0] == '/' ? "\"file://" : "\"", out);
	for (; *name; name++) {
		if (strchr(plain, *name))
			putc(*name, out);
		else
			fprintf(out, "%%%02X", (unsigned char)*name);
	}
	putc('"', out);
}

static void put_json_number(FILE *out, const char *key, int number)
{
	if (number > 0)
		fprintf(out, ",\"%s\":%d", key, number);
	else
		fprintf(out, ",\"%s\":null", key);
}

/* All six keys are always there; null where there is nothing to say. */
static void print_json(FILE *out, const message *m)
{
	const place where = m->where;
	fprintf(out, "{\"level\":\"%s\",\"code\":\"%s\",\"message\":", level_names[m->level],
		m->code);
	report_put_json(out, m->text);
	fputs(",\"file\":", out);
	if (where.source)
		report_put_json(out, where.source->name);
	else
		fputs("null", out);
	put_json_number(out, "line", where.source ? where.line : 0);
	put_json_number(out, "column", where.source && where.line > 0 ? where.column : 0);
	fputs("}\n", out);
}

/* Escape as GitHub's workflow commands require: in a property, also the colon and the comma. */
static void put_github(FILE *out, const char *text, bool property)
{
	size_t length = strlen(text);
	for (size_t at = 0, size; at < length; at += size) {
		uint32_t c;
		size = next_character(text + at, length - at, &c);
		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			fprintf(out, "%%%02X", (unsigned)c);
		else
			put_clean(out, text + at, size);
	}
}

static void print_github(FILE *out, const message *m)
{
	const place where = m->where;
	fprintf(out, "::%s ", github_names[m->level]);
	if (where.source) {
		fputs("file=", out);
		put_github(out, where.source->name, true);
		if (where.line > 0)
			fprintf(out, ",line=%d", where.line);
		if (where.line > 0 && where.column > 0)
			fprintf(out, ",col=%d", where.column);
		fputc(',', out);
	}
	fputs("title=", out);
	put_github(out, m->code, true);
	fputs("::", out);
	put_github(out, m->text, false);
	fputc('\n', out);
}

void report_print(FILE *out, const report_options *options, const message *m)
{
	if (options->quiet && m->level != REPORT_ERROR)
		return;
	switch (options->format) {
	case REPORT_TEXT: print_text(out, options, m); break;
	case REPORT_JSON: print_json(out, m); break;
	case REPORT_GITHUB: print_github(out, m); break;
	}
}
