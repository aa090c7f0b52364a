/* preflight_json: the findings of all files for programs: as JSON, which
 * styles/preflight.schema.json describes, or as SARIF 2.1.0 (OASIS), which code hosts and editors
 * show. Places are in millimetres from the left upper corner of the trimmed page as it is seen:
 * left, top, width, height. */
#include "preflight/preflight_json.h"

#include "base/arena.h"
#include "base/report.h"

static const char *const level_names[] = {"note", "warning", "error"};

void preflight_json_begin(preflight_json *j)
{
	if (!j->sarif) {
		fputs("{\n  \"format\": 1,\n  \"files\": [", j->out);
		return;
	}
	fputs("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  "
	      "\"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
	      "      \"tool\": {\n        \"driver\": {\n          \"name\": \"Platen\",\n"
	      "          \"version\": \"" PLATEN_VERSION "\",\n          \"rules\": [",
	      j->out);
	for (size_t i = 0; i < rules_count; i++) {
		const preflight_rule *rule = &rules_table[i];
		fprintf(j->out, "%s            {\"id\": \"%s\", \"shortDescription\": {\"text\": ",
			i ? ",\n" : "\n", rule->name);
		report_put_json(j->out, rule->message);
		fprintf(j->out, "}, \"defaultConfiguration\": {\"level\": \"%s\"}}",
			level_names[rule->level]);
	}
	fputs("\n          ]\n        }\n      },\n      \"results\": [", j->out);
}

void preflight_json_end(preflight_json *j)
{
	fputs(j->sarif ? "\n      ]\n    }\n  ]\n}\n" : "\n  ]\n}\n", j->out);
}

/* "[20.0, 95.2, 50.0, 12.5]" */
static void put_places(preflight_json *j, const preflight_result *r, const preflight_finding *f)
{
	fputs("[", j->out);
	for (size_t i = 0; i < f->place_count; i++) {
		content_box b = preflight_report_place(&r->pages[f->page - 1], f->places[i]);
		fprintf(j->out, "%s[%.1f, %.1f, %.1f, %.1f]", i ? ", " : "", b.x0, b.y0,
			b.x1 - b.x0, b.y1 - b.y0);
	}
	fputs("]", j->out);
}

static void put_number(preflight_json *j, const char *key, size_t number)
{
	if (number)
		fprintf(j->out, "\"%s\": %zu, ", key, number);
	else
		fprintf(j->out, "\"%s\": null, ", key);
}

static void put_finding(preflight_json *j, const preflight_result *r, const preflight_finding *f)
{
	fprintf(j->out, "        {\"rule\": \"%s\", \"level\": \"%s\", \"clause\": ", f->rule->name,
		level_names[f->rule->level]);
	report_put_json(j->out, f->rule->clause);
	fputs(", ", j->out);
	put_number(j, "page", f->page);
	put_number(j, "object", (size_t)f->object);
	fputs("\"message\": ", j->out);
	report_put_json(j->out, f->what);
	fprintf(j->out, ", \"count\": %zu, \"places\": ", f->count);
	put_places(j, r, f);
	fputs("}", j->out);
}

static void put_file(preflight_json *j, const preflight_result *r)
{
	static const char *const names[] = {"x4", "gwg", "a", "ua"};

	fputs(j->files++ ? ",\n    {\"file\": " : "\n    {\"file\": ", j->out);
	report_put_json(j->out, r->source->name);
	fprintf(j->out, ", \"pages\": %zu, \"profiles\": [", r->page_count);
	for (int i = 0, put = 0; i < 4; i++)
		if (r->profiles & 1 << i)
			fprintf(j->out, "%s\"%s\"", put++ ? ", " : "", names[i]);
	fprintf(j->out, "], \"errors\": %zu, \"warnings\": %zu, \"damage\": ", r->errors,
		r->warnings);
	if (r->damage)
		report_put_json(j->out, r->damage);
	else
		fputs("null", j->out);
	fputs(", \"findings\": [", j->out);
	for (size_t i = 0; i < r->count; i++) {
		fputs(i ? ",\n" : "\n", j->out);
		put_finding(j, r, &r->findings[i]);
	}
	fputs(r->count ? "\n      ]}" : "]}", j->out);
}

static void put_result(preflight_json *j, const preflight_result *r, const preflight_finding *f)
{
	fputs(j->results++ ? ",\n" : "\n", j->out);
	fprintf(j->out,
		"        {\"ruleId\": \"%s\", \"ruleIndex\": %zu, \"level\": \"%s\", \"message\": "
		"{\"text\": ",
		f->rule->name, (size_t)(f->rule - rules_table), level_names[f->rule->level]);
	report_put_json(j->out, f->what);
	fputs("}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ",
	      j->out);
	report_put_uri(j->out, r->source->name);
	fputs("}}", j->out);
	if (f->page)
		fprintf(j->out, ", \"logicalLocations\": [{\"name\": \"page %zu\"}]", f->page);
	fputs("}], \"properties\": {", j->out);
	put_number(j, "page", f->page);
	put_number(j, "object", (size_t)f->object);
	fprintf(j->out, "\"count\": %zu, \"places\": ", f->count);
	put_places(j, r, f);
	fputs("}}", j->out);
}

void preflight_json_put(preflight_json *j, const preflight_result *r)
{
	if (!j->sarif) {
		put_file(j, r);
		return;
	}
	for (size_t i = 0; i < r->count; i++)
		put_result(j, r, &r->findings[i]);
}
