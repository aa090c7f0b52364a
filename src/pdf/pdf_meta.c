/* pdf_meta: what a PDF says about itself. Info and XMP are made from the same facts, so they agree.
 * Nothing of the clock or the host goes in: the date is the document's, the identity a hash over
 * the content. */
#include "pdf/pdf_meta.h"

#include "base/arena.h"
#include "pdf/pdf_digest.h"
#include "type/segment.h"

#include <string.h>
#include <time.h>

#define PRODUCER "Platen " PLATEN_VERSION

/* --- facts ---------------------------------------------------------------------------------- */

static const char *joined(arena *a, const char *const *items, const char *between)
{
	const char *all = NULL;
	for (; items && *items; items++)
		all = all ? arena_print(a, "%s%s%s", all, between, *items) : *items;
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
	const char *name = file_name(*first);
	if (strcmp(name, "publication.yaml") == 0 && first[1])
		name = file_name(first[1]);
	const char *dot = strrchr(name, '.');
	return arena_copy(a, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

/* PDF/UA wants a title. Nothing is invented: the document's own, else its first heading, else the
 * file's name ("untitled" for standard input), by which it is known to its author. */
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

pdf_facts pdf_facts_of(arena *a, const document *d, bool dated, int64_t date)
{
	return (pdf_facts){
		.document = d,
		.title = title_of(a, d),
		.authors = joined(a, d->authors, ", "),
		.keywords = joined(a, d->keywords, ", "),
		.description = d->subject ? d->subject : d->abstract,
		.dated = dated,
		.date = dated ? date : 0,
	};
}

/* PDF/X must have a date (ISO 15930-7); elsewhere none is given where none is known. */
static bool says_date(const pdf_facts *facts, const edition *e)
{
	return facts->dated || e->press;
}

static void print_date(char *out, size_t size, const char *format, int64_t date)
{
	time_t seconds = (time_t)date;
	struct tm parts;
	gmtime_r(&seconds, &parts);
	strftime(out, size, format, &parts);
}

#define DATE_PDF "D:%Y%m%d%H%M%SZ"
#define DATE_XMP "%Y-%m-%dT%H:%M:%SZ"
enum { DATE_SIZE = 64 };

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
	pdf_put_text(information, "Creator", PRODUCER);
	pdf_put_text(information, "Producer", PRODUCER);
	if (says_date(facts, e)) {
		char date[DATE_SIZE];
		print_date(date, sizeof date, DATE_PDF, facts->date);
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

/* --- XMP ------------------------------------------------------------------------------------ */

/* Text as XML has it. Control characters, which XML 1.0 can't say, become spaces. */
static void append_xml(pdf_buffer *b, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '&')
			pdf_append_text(b, "&amp;");
		else if (*c == '<')
			pdf_append_text(b, "&lt;");
		else if (*c == '>')
			pdf_append_text(b, "&gt;");
		else
			pdf_append(b, (unsigned char)*c < ' ' ? " " : c, 1);
	}
}

static void append_element(pdf_buffer *b, const char *name, const char *text)
{
	pdf_append_print(b, "<%s>", name);
	append_xml(b, text);
	pdf_append_print(b, "</%s>\n", name);
}

static void append_default(pdf_buffer *b, const char *name, const char *text)
{
	pdf_append_print(b, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
	append_xml(b, text);
	pdf_append_print(b, "</rdf:li></rdf:Alt></%s>\n", name);
}

static void append_items(pdf_buffer *b, const char *name, const char *kind,
			 const char *const *items)
{
	if (!items || !*items)
		return;
	pdf_append_print(b, "<%s><rdf:%s>", name, kind);
	for (; *items; items++) {
		pdf_append_text(b, "<rdf:li>");
		append_xml(b, *items);
		pdf_append_text(b, "</rdf:li>");
	}
	pdf_append_print(b, "</rdf:%s></%s>\n", kind, name);
}

static void append_dublin_core(pdf_buffer *b, const pdf_facts *facts)
{
	const char *language[] = {facts->document->lang, NULL};
	pdf_append_text(
		b,
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
		"<dc:format>application/pdf</dc:format>\n");
	append_default(b, "dc:title", facts->title);
	append_items(b, "dc:creator", "Seq", facts->document->authors);
	if (facts->description && *facts->description)
		append_default(b, "dc:description", facts->description);
	append_items(b, "dc:subject", "Bag", facts->document->keywords);
	append_items(b, "dc:language", "Bag", language);
	if (facts->document->license)
		append_default(b, "dc:rights", facts->document->license);
	pdf_append_text(b, "</rdf:Description>\n");
}

/* A licence is what readers may do by; where it is an address, that is where they find it said. */
static void append_rights(pdf_buffer *b, const char *license)
{
	bool address =
		license && (!strncmp(license, "https://", 8) || !strncmp(license, "http://", 7));
	if (!license)
		return;
	pdf_append_text(b, "<rdf:Description rdf:about=\"\" "
			   "xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\n");
	if (address)
		append_element(b, "xmpRights:WebStatement", license);
	else
		append_default(b, "xmpRights:UsageTerms", license);
	pdf_append_text(b, "</rdf:Description>\n");
}

static void append_identity(pdf_buffer *b, const unsigned char identity[16])
{
	pdf_append_text(b, "uuid:");
	for (int i = 0; i < 16; i++)
		pdf_append_print(b, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
				 identity[i]);
}

static void append_basics(pdf_buffer *b, const pdf_facts *facts, const edition *e,
			  const unsigned char identity[16])
{
	pdf_append_text(b,
			"<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "
			"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
	append_element(b, "xmp:CreatorTool", PRODUCER);
	if (says_date(facts, e)) {
		char date[DATE_SIZE];
		print_date(date, sizeof date, DATE_XMP, facts->date);
		append_element(b, "xmp:CreateDate", date);
		append_element(b, "xmp:ModifyDate", date);
		append_element(b, "xmp:MetadataDate", date);
	}
	pdf_append_text(b, "<xmpMM:DocumentID>");
	append_identity(b, identity);
	pdf_append_text(b, "</xmpMM:DocumentID>\n<xmpMM:InstanceID>");
	append_identity(b, identity);
	pdf_append_text(b, "</xmpMM:InstanceID>\n");
	append_element(b, "xmpMM:VersionID",
		       facts->document->version ? facts->document->version : "1");
	append_element(b, "xmpMM:RenditionClass", "default");
	append_element(b, "pdf:Producer", PRODUCER);
	if (facts->keywords)
		append_element(b, "pdf:Keywords", facts->keywords);
	if (e->press)
		append_element(b, "pdf:Trapped", "False");
	pdf_append_text(b, "</rdf:Description>\n");
}

static void append_revisions(pdf_buffer *b, const edition *e)
{
	if (e->pdfa_revision)
		pdf_append_print(b, "<pdfaid:rev>%d</pdfaid:rev>\n", e->pdfa_revision);
	if (e->pdfua_revision)
		pdf_append_print(b, "<pdfuaid:rev>%d</pdfuaid:rev>\n", e->pdfua_revision);
}

/* PDF Declarations, of the PDF Association. */
static void append_declarations(pdf_buffer *b, const char *const *uris)
{
	if (!uris)
		return;
	pdf_append_text(b, "<rdf:Description rdf:about=\"\" "
			   "xmlns:pdfd=\"http://pdfa.org/declarations/\">\n"
			   "<pdfd:declarations><rdf:Bag>\n");
	for (; *uris; uris++)
		pdf_append_print(b,
				 "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>%s"
				 "</pdfd:conformsTo></rdf:li>\n",
				 *uris);
	pdf_append_text(b, "</rdf:Bag></pdfd:declarations>\n</rdf:Description>\n");
}

static void append_standards(pdf_buffer *b, const edition *e)
{
	pdf_append_print(
		b,
		"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
		"xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
		"<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>%s"
		"</pdfaid:conformance>\n<pdfuaid:part>%d</pdfuaid:part>\n",
		e->pdfa_part, e->pdfa_conformance, e->pdfua_part);
	if (e->pdfx)
		append_element(b, "pdfxid:GTS_PDFXVersion", e->pdfx);
	append_revisions(b, e);
	pdf_append_text(b, "</rdf:Description>\n");
	append_declarations(b, e->declarations);
}

/* PDF/A wants each property described that XMP's own schemas don't have. */
static void append_schema(pdf_buffer *b, const char *name, const char *uri, const char *prefix,
			  const char *property, const char *type, const char *description)
{
	pdf_append_print(
		b,
		"<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
		"<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>%s"
		"</pdfaSchema:prefix>\n"
		"<pdfaSchema:property><rdf:Seq><rdf:li "
		"rdf:parseType=\"Resource\">\n<pdfaProperty:name>%s</pdfaProperty:name>\n"
		"<pdfaProperty:valueType>%s"
		"</pdfaProperty:valueType>\n<pdfaProperty:category>internal</"
		"pdfaProperty:category>\n"
		"<pdfaProperty:description>%s</pdfaProperty:description>\n"
		"</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li>\n",
		name, uri, prefix, property, type, description);
}

static void append_schemas(pdf_buffer *b, const edition *e)
{
	pdf_append_text(b, "<rdf:Description rdf:about=\"\" "
			   "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
			   " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
			   "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
			   "<pdfaExtension:schemas><rdf:Bag>\n");
	append_schema(b, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
		      "part", "Integer", "Part of PDF/UA");
	if (e->pdfx) {
		append_schema(b, "PDF/X identification", "http://www.npes.org/pdfx/ns/id/",
			      "pdfxid", "GTS_PDFXVersion", "Text", "Version of PDF/X");
		append_schema(b, "Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped",
			      "Text", "Whether the document is trapped");
	}
	pdf_append_text(b, "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

pdf_bytes pdf_meta_xmp(arena *a, const pdf_facts *facts, const edition *e,
		       const unsigned char identity[16])
{
	pdf_buffer b = {0};
	pdf_append_text(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF "
			    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	append_dublin_core(&b, facts);
	append_rights(&b, facts->document->license);
	append_basics(&b, facts, e, identity);
	append_standards(&b, e);
	if (e->version < PDF_2) /* PDF/A-4 asks for none */
		append_schemas(&b, e);
	pdf_append_text(&b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	pdf_bytes bytes = {
		.data = arena_copy(a, b.data, b.length), .length = b.length, .plain = b.length};
	pdf_buffer_free(&b);
	return bytes;
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

/* Conditions of these families stand in the ICC's registry. */
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
		char date[DATE_SIZE];
		print_date(date, sizeof date, DATE_PDF, facts->date);
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
	pdf_array *associated = pdf_put_array(pdf_catalog(f), "AF");
	for (size_t i = 0; i < attached->count; i++) {
		pdf_dict *specification = embed(f, attached, i, facts);
		entries[i].name = attached->attachments[i].name;
		entries[i].value = arena_print(a, "%u 0 R", pdf_number_of(specification));
		pdf_add(associated, specification);
	}
	pdf_put(names, "EmbeddedFiles", pdf_name_tree(f, entries, attached->count));
}
