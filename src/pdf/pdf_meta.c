/* pdf_meta: a PDF's metadata. Info and XMP are made from the same facts, so they agree. Nothing
 * depends on the clock or the host: the date is the document's, the identity a hash of the
 * content. */
#include "pdf/pdf_meta.h"

#include "base/arena.h"
#include "pdf/pdf_digest.h"
#include "pdf/pdf_tree.h"
#include "type/segment.h"

#include <string.h>
#include <time.h>

/* --- facts ---------------------------------------------------------------------------------- */

static const char *joined(arena *a, const char *const *items, const char *between)
{
	size_t size = 1, used = 0, gap = strlen(between);
	if (!items || !*items)
		return NULL;
	for (const char *const *item = items; *item; item++)
		size += strlen(*item) + gap;
	char *all = arena_alloc(a, size);
	for (const char *const *item = items; *item; item++)
		used += (size_t)sprintf(all + used, "%s%s", item == items ? "" : between, *item);
	return all;
}

static const char *file_name(const source *s)
{
	const char *slash = strrchr(s->name, '/');
	return strcmp(s->name, STANDARD_INPUT) == 0 ? STANDARD_INPUT_FILE
	       : slash                              ? slash + 1
						    : s->name;
}

/* The first manuscript's file name without folder and ending. */
static const char *base_name(arena *a, const document *d)
{
	const source *const *first = d->sources;
	if (!first || !*first)
		return "";
	const char *name = file_name(d->lists > 0 && first[d->lists] ? first[d->lists] : *first);
	const char *dot = strrchr(name, '.');
	return arena_copy(a, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

/* PDF/UA requires a title: the document's own, else its first heading, else the file's name
 * ("untitled" for standard input). */
static const char *title_of(arena *a, const document *d)
{
	if (d->title && *d->title)
		return d->title;
	for (const node *n = d->root; n; n = node_after(n, d->root, false)) {
		if (n->kind != NODE_HEADING && n->kind != NODE_TITLE)
			continue;
		const char *text = node_plain_text(a, n);
		if (*text)
			return text;
	}
	const char *name = base_name(a, d);
	return *name ? name : "-";
}

pdf_facts pdf_facts_of(arena *a, const document *d, bool dated, int64_t date, date_parts parts)
{
	return (pdf_facts){
		.document = d,
		.title = title_of(a, d),
		.authors = joined(a, d->authors, ", "),
		.keywords = joined(a, d->keywords, ", "),
		.description = d->subject ? d->subject : d->abstract,
		.dated = dated,
		.date = dated ? date : 0,
		.date_parts = dated ? parts : DATE_SECOND,
	};
}

/* PDF/X must have a date (ISO 15930-7); other editions have none if none is known. */
bool pdf_meta_says_date(const pdf_facts *facts, const edition *e)
{
	return facts->dated || e->press;
}

static void print_date(char *out, const char *format, int64_t date)
{
	time_t seconds = (time_t)date;
	struct tm parts;
	gmtime_r(&seconds, &parts);
	strftime(out, PDF_META_DATE, format, &parts);
}

/* The same as Info has it. */
static void print_info_date(char *out, const pdf_facts *facts, bool press)
{
	static const char *const forms[] = {[DATE_YEAR] = "D:%Y",
					    [DATE_MONTH] = "D:%Y%m",
					    [DATE_DAY] = "D:%Y%m%d",
					    [DATE_SECOND] = "D:%Y%m%d%H%M%SZ"};

	print_date(out, forms[press ? DATE_SECOND : facts->date_parts], facts->date);
}

void pdf_meta_print_xmp_date(char *out, const pdf_facts *facts, bool press, bool day)
{
	static const char *const forms[] = {[DATE_YEAR] = "%Y",
					    [DATE_MONTH] = "%Y-%m",
					    [DATE_DAY] = "%Y-%m-%d",
					    [DATE_SECOND] = "%Y-%m-%dT%H:%M:%SZ"};
	date_parts parts = press ? DATE_SECOND : facts->date_parts;

	print_date(out, forms[day && parts > DATE_DAY ? DATE_DAY : parts], facts->date);
}

/* --- Info and the catalog ------------------------------------------------------------------- */

static void put_if(pdf_dict *d, const char *key, const char *text)
{
	if (text && *text)
		pdf_put_text(d, key, text);
}

static void fill_information(pdf_file *f, const pdf_facts *facts, const edition *e)
{
	pdf_dict *information = pdf_information(f);
	pdf_put_text(information, "Title", facts->title);
	put_if(information, "Author", facts->authors);
	put_if(information, "Subject", facts->description);
	put_if(information, "Keywords", facts->keywords);
	pdf_put_text(information, "Creator", PDF_PRODUCER);
	pdf_put_text(information, "Producer", PDF_PRODUCER);
	if (pdf_meta_says_date(facts, e)) {
		char date[PDF_META_DATE];
		print_info_date(date, facts, e->press);
		pdf_put_text(information, "CreationDate", date);
		pdf_put_text(information, "ModDate", date);
	}
	if (e->press)
		pdf_put_name(information, "Trapped", "False");
}

void pdf_meta_information(pdf_file *f, const pdf_facts *facts, const edition *e)
{
	pdf_dict *catalog = pdf_catalog(f);
	if (e->version < PDF_2)
		fill_information(f, facts, e);
	pdf_put_text(catalog, "Lang", facts->document->lang);
	pdf_put_boolean(pdf_put_dict(catalog, "MarkInfo"), "Marked", true);
	pdf_dict *preferences = pdf_put_dict(catalog, "ViewerPreferences");
	pdf_put_boolean(preferences, "DisplayDocTitle", true);
	if (segment_is_right_to_left(facts->document->lang))
		pdf_put_name(preferences, "Direction", "R2L");
}

/* --- output intents ------------------------------------------------------------------------- */

static void add_intent(pdf_file *f, pdf_array *intents, const char *kind, const char *condition,
		       const char *information, bool registered, pdf_dict *profile)
{
	pdf_dict *intent = pdf_dict_new(f);
	pdf_put_name(intent, "Type", "OutputIntent");
	pdf_put_name(intent, "S", kind);
	pdf_put_text(intent, "OutputConditionIdentifier", condition);
	pdf_put_text(intent, "Info", information);
	if (registered)
		pdf_put_text(intent, "RegistryName", "http://www.color.org");
	pdf_put(intent, "DestOutputProfile", profile);
	pdf_add(intents, intent);
}

void pdf_meta_intent_srgb(pdf_file *f, const pdf_bytes *profile)
{
	pdf_dict *stream = pdf_stream_new(f, profile);
	pdf_put_number(stream, "N", 3);
	add_intent(f, pdf_put_array(pdf_catalog(f), "OutputIntents"), "GTS_PDFA1",
		   "sRGB IEC61966-2.1", "sRGB IEC61966-2.1", false, stream);
}

/* Output conditions of these families are in the ICC's registry. */
static bool registered(const char *condition)
{
	static const char *const families[] = {"FOGRA", "CGATS", "IFRA", "JC", NULL};
	for (const char *const *family = families; *family; family++)
		if (!strncmp(condition, *family, strlen(*family)))
			return true;
	return false;
}

void pdf_meta_intents_print(pdf_file *f, const pdf_profile *profile, const char *condition)
{
	const char *description = pdf_profile_description(profile);
	const char *identifier = condition && *condition ? condition
				 : *description          ? description
							 : "Custom";
	pdf_dict *stream = pdf_stream_new(f, pdf_profile_bytes(profile));
	pdf_put_number(stream, "N", 4);
	pdf_array *intents = pdf_put_array(pdf_catalog(f), "OutputIntents");
	const char *information = *description ? description : identifier;
	add_intent(f, intents, "GTS_PDFX", identifier, information, registered(identifier), stream);
	add_intent(f, intents, "GTS_PDFA1", identifier, information, registered(identifier),
		   stream);
}

/* --- attachments ---------------------------------------------------------------------------- */

struct pdf_attached {
	const attachment *attachments;
	size_t count;
	pdf_bytes *bytes;
	const pdf_check *checks;
};

pdf_check pdf_check_of(const attachment *what)
{
	pdf_check check;
	pdf_digest digest;
	pdf_digest_begin(&digest);
	pdf_digest_add(&digest, what->data, what->length);
	pdf_digest_end(&digest, check.bytes);
	return check;
}

pdf_attached *pdf_attached_new(arena *a, const attachment *attachments, const pdf_check *checks,
			       size_t count)
{
	pdf_attached *attached = ARENA_NEW(a, pdf_attached);
	attached->attachments = attachments;
	attached->checks = checks;
	attached->count = count;
	attached->bytes = ARENA_ARRAY(a, count, pdf_bytes);
	for (size_t i = 0; i < count; i++)
		attached->bytes[i] =
			(pdf_bytes){.data = attachments[i].data, .length = attachments[i].length};
	return attached;
}

pdf_bytes *pdf_attached_bytes(const pdf_attached *attached)
{
	return attached->bytes;
}

static pdf_dict *embed(pdf_file *f, const pdf_attached *attached, size_t i, const pdf_facts *facts)
{
	const attachment *what = &attached->attachments[i];
	pdf_dict *stream = pdf_stream_new(f, &attached->bytes[i]);
	pdf_put_name(stream, "Type", "EmbeddedFile");
	pdf_put_name(stream, "Subtype", what->media);
	pdf_dict *parameters = pdf_put_dict(stream, "Params");
	pdf_put_exact(parameters, "Size", "%zu", what->length);
	if (facts->dated) {
		char date[PDF_META_DATE];
		print_info_date(date, facts, false);
		pdf_put_text(parameters, "ModDate", date);
	}
	pdf_put_bytes(parameters, "CheckSum", attached->checks[i].bytes, PDF_DIGEST_SIZE);
	pdf_dict *specification = pdf_dict_new(f);
	pdf_put_name(specification, "Type", "Filespec");
	pdf_put_text(specification, "F", what->name);
	pdf_put_text(specification, "UF", what->name);
	put_if(specification, "Desc", what->description);
	pdf_put_name(specification, "AFRelationship", "Source");
	pdf_dict *files = pdf_put_dict(specification, "EF");
	pdf_put(files, "F", stream);
	pdf_put(files, "UF", stream);
	return specification;
}

void pdf_meta_attach(pdf_file *f, arena *a, const pdf_attached *attached, const pdf_facts *facts,
		     pdf_dict *names)
{
	if (!attached->count)
		return;
	pdf_tree_entry *entries = ARENA_ARRAY(a, attached->count, pdf_tree_entry);
	pdf_buffer associated = {0}; /* libharu's arrays are limited in length */
	for (size_t i = 0; i < attached->count; i++) {
		pdf_dict *specification = embed(f, attached, i, facts);
		entries[i].name = attached->attachments[i].name;
		entries[i].value = arena_print(a, "%u 0 R", pdf_number_of(specification));
		pdf_append_text(&associated, i ? " " : "[");
		pdf_append_reference(&associated, specification);
	}
	pdf_append_text(&associated, "]");
	pdf_put_buffer(pdf_catalog(f), "AF", &associated);
	pdf_buffer_free(&associated);
	pdf_put(names, "EmbeddedFiles", pdf_name_tree(f, entries, attached->count));
}
