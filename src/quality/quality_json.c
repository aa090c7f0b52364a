/* quality_json: the report for programs, and for comparing two builds; styles/quality.schema.json
 * describes it. The order of keys and the number of decimals are fixed. */
#include "quality/quality_private.h"

#include "base/arena.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* The output, and an arena for decimals. */
typedef struct json {
	FILE *out;
	arena *arena;
} json;

static void put_number(json *j, const char *key, int64_t value)
{
	fprintf(j->out, "    \"%s\": %lld,\n", key, (long long)value);
}

static void put_ratio(json *j, const char *key, int64_t value)
{
	fprintf(j->out, "    \"%s\": %s,\n", key, quality_decimal(j->arena, value, QUALITY_ONE, 4));
}

static void put_figures(json *j, const quality *q)
{
	fputs("  \"figures\": {\n", j->out);
	put_number(j, "pages", q->pages);
	put_number(j, "blank-pages", q->blank_pages);
	put_number(j, "full-pages", q->full_pages);
	put_ratio(j, "page-fill-mean", q->fill_mean);
	put_ratio(j, "page-fill-least", q->fill_least);
	put_number(j, "moved-floats", q->moved_floats);
	put_number(j, "lines", (int64_t)q->line_count);
	put_number(j, "running-lines", q->running_lines);
	put_number(j, "justified-lines", q->justified_lines);
	put_number(j, "paragraphs", q->paragraphs);
	put_ratio(j, "word-space-mean", q->space_mean);
	put_ratio(j, "word-space-deviation", q->counts[QUALITY_DEVIATION].count);
	put_ratio(j, "word-space-least", q->space_least);
	put_ratio(j, "word-space-most", q->space_most);
	put_ratio(j, "word-space-step", q->counts[QUALITY_STEP].count);
	put_ratio(j, "pause-most", q->pause_most);
	put_number(j, "wide-pauses", q->wide_pauses);
	put_number(j, "expanded-lines", q->expanded_lines);
	put_ratio(j, "expansion-mean", q->expansion_mean);
	put_ratio(j, "expansion-most", q->expansion_most);
	put_number(j, "written-hyphens", q->written_hyphens);
	put_number(j, "longest-ladder", q->longest_ladder);
	fprintf(j->out, "    \"longest-river\": %lld\n  },\n", (long long)q->longest_river);
}

static void put_text(json *j, const conservation *c)
{
	fprintf(j->out, "  \"text\": {\"texts\": %zu, \"characters\": %zu, \"painted\": %zu},\n",
		c->texts, c->characters, c->painted);
}

static void put_limit(json *j, const quality_limit *limit)
{
	if (!limit->set)
		fputs("null", j->out);
	else if (limit->share)
		fprintf(j->out, "\"%s%%\"", quality_decimal(j->arena, limit->most, 10, 1));
	else
		fprintf(j->out, "%d", limit->most);
}

static void put_measures(json *j, const style *s, const quality *q)
{
	fputs("  \"measures\": [\n", j->out);
	for (int m = 0; m < QUALITY_MEASURES; m++) {
		const quality_count *c = &q->counts[m];
		/* figures of their own, not shares of a count */
		bool ratio = m == QUALITY_DEVIATION || m == QUALITY_STEP;
		fprintf(j->out, "    {\"name\": \"%s\", ", quality_words[m].name);
		if (!ratio)
			fprintf(j->out, "\"count\": %lld, \"of\": %lld, ", (long long)c->count,
				(long long)c->of);
		fprintf(j->out, "\"per\": \"%s\", \"share\": %s, \"limit\": ", quality_words[m].per,
			quality_decimal(j->arena, c->of ? c->count : 0, c->of ? c->of : 1, 4));
		put_limit(j, &s->limits[m]);
		fprintf(j->out, ", \"exceeded\": %s}%s\n",
			quality_exceeds(s, q, (quality_measure)m) ? "true" : "false",
			m + 1 < QUALITY_MEASURES ? "," : "");
	}
	fputs("  ],\n", j->out);
}

/* A line or column, or null where there is none. */
static void put_place(json *j, const char *key, int number)
{
	if (number > 0)
		fprintf(j->out, "\"%s\": %d, ", key, number);
	else
		fprintf(j->out, "\"%s\": null, ", key);
}

static void put_blemish(json *j, const blemish *b, const page *p)
{
	const quality_word *word = &quality_words[b->measure];

	fprintf(j->out,
		"    {\"rule\": \"%s\", \"measure\": \"%s\", \"file\": ", report_name(word->code),
		word->name);
	if (b->where.source)
		report_put_json(j->out, b->where.source->name);
	else
		fputs("null", j->out);
	fputs(", ", j->out);
	put_place(j, "line", b->where.source ? b->where.line : 0);
	put_place(j, "column", b->where.source ? b->where.column : 0);
	fprintf(j->out, "\"page\": %d, \"what\": ", p->number);
	report_put_json(j->out, b->what);
	fputs(", \"advice\": ", j->out);
	report_put_json(j->out, word->advice);
	putc('}', j->out);
}

static void write_json(FILE *out, const setter *s, const layout *l, const quality *q)
{
	json j = {out, s->arena};

	fputs("{\n  \"format\": 1,\n  \"title\": ", out);
	if (s->document->title)
		report_put_json(out, s->document->title);
	else
		fputs("null", out);
	fputs(",\n", out);
	put_figures(&j, q);
	put_measures(&j, s->style, q);
	put_text(&j, &l->text);
	fputs("  \"blemishes\": [", out);
	for (size_t i = 0; i < q->blemish_count; i++) {
		fputs(i ? ",\n" : "\n", out);
		put_blemish(&j, &q->blemishes[i], l->pages->items[q->blemishes[i].page]);
	}
	fputs(q->blemish_count ? "\n  ]\n}\n" : "]\n}\n", out);
}

static bool ends_in(const char *path, const char *ending)
{
	size_t length = strlen(path), size = strlen(ending);

	return length >= size && strcmp(path + length - size, ending) == 0;
}

const char *quality_write(const setter *s, const layout *l, const quality *q, const char *path)
{
	char *data = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&data, &size);

	if (!memory)
		report_die(1, "out of memory");
	if (ends_in(path, ".sarif"))
		quality_write_sarif(memory, s, l, q);
	else
		write_json(memory, s, l, q);
	if (fclose(memory) != 0)
		report_die(1, "out of memory");
	file_output *out = file_begin(s->arena, path);
	file_write(out, data, size);
	free(data);
	return file_commit(out);
}
