/* quality_sarif: the blemishes as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of
 * the manuscript. A rule is a measure that has blemishes; a result is a blemish. */
#include "quality/quality_private.h"

#include "base/arena.h"

#include <string.h>

static const char *level_of(const setter *s, const quality *q, quality_measure m)
{
	static const char *const names[] = {"note", "warning", "error"};

	return quality_exceeds(s->style, q, m)
		       ? "error"
		       : names[report_level_of(s->report, quality_words[m].code)];
}

static void put_rule(FILE *out, const setter *s, const quality_word *word)
{
	fprintf(out, "            {\"id\": \"%s\", \"shortDescription\": {\"text\": ",
		report_name(word->code));
	report_put_json(out, arena_print(s->arena, "%s.", word->meaning));
	fputs("}, \"help\": {\"text\": ", out);
	report_put_json(
		out, arena_print(s->arena, "%c%s.", word->advice[0] - 'a' + 'A', word->advice + 1));
	fputs("}, \"defaultConfiguration\": {\"level\": \"note\"}}", out);
}

/* Rules, in the order of the measures; measures without blemishes have none. */
static void put_rules(FILE *out, const setter *s, size_t *index)
{
	size_t count = 0;

	for (int m = 0; m < QUALITY_MEASURES; m++) {
		if (quality_words[m].code == REPORT_CODES)
			continue;
		fputs(count ? ",\n" : "\n", out);
		put_rule(out, s, &quality_words[m]);
		index[m] = count++;
	}
}

static void put_location(FILE *out, const place *where)
{
	if (!where->source) {
		fputs("{", out);
		return;
	}
	fputs("{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ", out);
	report_put_uri(out, strcmp(where->source->name, "-") == 0 ? "stdin" : where->source->name);
	putc('}', out);
	if (where->line > 0)
		fprintf(out, ", \"region\": {\"startLine\": %d", where->line);
	if (where->line > 0 && where->column > 0)
		fprintf(out, ", \"startColumn\": %d", where->column);
	fputs(where->line > 0 ? "}}, " : "}, ", out);
}

static void put_result(FILE *out, const setter *s, const quality *q, const blemish *b,
		       const page *p, size_t rule)
{
	const quality_word *word = &quality_words[b->measure];

	fprintf(out,
		"        {\"ruleId\": \"%s\", \"ruleIndex\": %zu, \"level\": \"%s\", \"message\": "
		"{\"text\": ",
		report_name(word->code), rule, level_of(s, q, b->measure));
	report_put_json(out, arena_print(s->arena, "%s: %s", b->what, word->advice));
	fputs("}, \"locations\": [", out);
	put_location(out, &b->where);
	fprintf(out,
		"\"logicalLocations\": [{\"name\": \"page %s\"}]}], \"properties\": {\"page\": "
		"%d}}",
		p->label, p->number);
}

void quality_write_sarif(FILE *out, const setter *s, const layout *l, const quality *q)
{
	size_t index[QUALITY_MEASURES] = {0};

	fputs("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  "
	      "\"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
	      "      \"tool\": {\n        \"driver\": {\n          \"name\": \"Platen\",\n         "
	      " \"version\": \"" PLATEN_VERSION "\",\n"
	      "          \"rules\": [",
	      out);
	put_rules(out, s, index);
	fputs("\n          ]\n        }\n      },\n      \"columnKind\": \"unicodeCodePoints\",\n  "
	      "    \"results\": [",
	      out);
	for (size_t i = 0; i < q->blemish_count; i++) {
		const blemish *b = &q->blemishes[i];
		fputs(i ? ",\n" : "\n", out);
		put_result(out, s, q, b, l->pages->items[b->page], index[b->measure]);
	}
	fputs("\n      ]\n    }\n  ]\n}\n", out);
}
