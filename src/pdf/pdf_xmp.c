/* pdf_xmp: a PDF's metadata as XMP (ISO 16684-1). The packet has a block of properties for each
 * schema; a closed set of helpers writes them: text, an array, a text in the default language.
 * Unknown facts are not written. */
#include "pdf/pdf_xmp.h"

#include "base/arena.h"

#include <string.h>

enum { LANGUAGES_MOST = 100 };

/* --- writing -------------------------------------------------------------------------------- */

/* Text escaped for XML. Control characters, which XML 1.0 does not allow, become spaces. */
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

static void begin_block(pdf_buffer *b, const char *prefix, const char *uri)
{
	pdf_append_print(b, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n", prefix, uri);
}

static void end_block(pdf_buffer *b)
{
	pdf_append_text(b, "</rdf:Description>\n");
}

static void append_element(pdf_buffer *b, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	pdf_append_print(b, "<%s>", name);
	append_xml(b, text);
	pdf_append_print(b, "</%s>\n", name);
}

static void append_default(pdf_buffer *b, const char *name, const char *text)
{
	if (!text || !*text)
		return;
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

static void append_item(pdf_buffer *b, const char *name, const char *item)
{
	const char *const items[] = {item, NULL};

	append_items(b, name, "Bag", items);
}

/* --- what the publication is ---------------------------------------------------------------- */

/* The document's language first, then the others in the order in which they begin. */
static const char *const *languages(arena *a, const document *d)
{
	const char **found = ARENA_ARRAY(a, LANGUAGES_MOST + 2, const char *);
	const char *last = d->lang;
	size_t count = 0;

	found[count++] = d->lang;
	for (const node *n = d->root; n && count <= LANGUAGES_MOST;
	     n = node_after(n, d->root, false)) {
		size_t i = 0;
		if (n->lang == last || !n->lang)
			continue;
		last = n->lang;
		while (i < count && strcmp(found[i], last) != 0)
			i++;
		if (i == count)
			found[count++] = last;
	}
	found[count] = NULL;
	return found;
}

/* Is an identifier this ISBN, however it is written? */
static bool is_isbn(const char *identifier, const char *isbn)
{
	size_t length = identifier ? strlen(identifier) : 0;

	if (length > 9 && !strncmp(identifier, "urn:isbn:", 9))
		identifier += 9;
	for (; identifier && *identifier && *isbn; identifier++, isbn++) {
		identifier += strspn(identifier, " -");
		isbn += strspn(isbn, " -");
		if (*identifier != *isbn)
			return false;
	}
	return identifier && !*identifier && !*isbn;
}

/* The publication's identifiers, as URNs if possible. */
static const char *const *identifiers(arena *a, const document *d)
{
	const char **found = ARENA_ARRAY(a, 4, const char *);
	size_t count = 0;

	if (d->identifier)
		found[count++] = d->identifier;
	if (d->doi)
		found[count++] =
			strncmp(d->doi, "10.", 3) ? d->doi : arena_print(a, "doi:%s", d->doi);
	if (d->isbn && !is_isbn(d->identifier, d->isbn))
		found[count++] = arena_print(a, "urn:isbn:%s", d->isbn);
	found[count] = NULL;
	return found;
}

static void append_dublin_core(pdf_buffer *b, arena *a, const pdf_facts *facts)
{
	const document *d = facts->document;

	begin_block(b, "dc", "http://purl.org/dc/elements/1.1/");
	append_element(b, "dc:format", "application/pdf");
	append_default(b, "dc:title", facts->title);
	append_items(b, "dc:creator", "Seq", d->authors);
	append_items(b, "dc:contributor", "Bag", d->contributors);
	append_item(b, "dc:publisher", d->publisher);
	append_element(b, "dc:identifier", *identifiers(a, d));
	append_element(b, "dc:source", d->origin);
	append_items(b, "dc:relation", "Bag", d->relations);
	append_default(b, "dc:description", facts->description);
	append_items(b, "dc:subject", "Bag", d->keywords);
	append_items(b, "dc:language", "Bag", languages(a, d));
	append_default(b, "dc:rights", d->rights ? d->rights : d->license);
	end_block(b);
}

/* The licence; if it is an address, it is also the web statement. */
static void append_rights(pdf_buffer *b, const char *license)
{
	bool address =
		license && (!strncmp(license, "https://", 8) || !strncmp(license, "http://", 7));

	if (!license)
		return;
	begin_block(b, "xmpRights", "http://ns.adobe.com/xap/1.0/rights/");
	if (address)
		append_element(b, "xmpRights:WebStatement", license);
	else
		append_default(b, "xmpRights:UsageTerms", license);
	end_block(b);
}

#define PRISM "http://prismstandard.org/namespaces/basic/3.0/"

static void append_prism(pdf_buffer *b, const document *d)
{
	if (!d->isbn && !d->doi)
		return;
	begin_block(b, "prism", PRISM);
	append_element(b, "prism:isbn", d->isbn);
	append_element(b, "prism:doi", d->doi);
	end_block(b);
}

/* --- which file it is ----------------------------------------------------------------------- */

static void append_uuid(pdf_buffer *b, const char *name, const unsigned char id[PDF_DIGEST_SIZE])
{
	pdf_append_print(b, "<%s>uuid:", name);
	for (int i = 0; i < PDF_DIGEST_SIZE; i++)
		pdf_append_print(b, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
				 id[i]);
	pdf_append_print(b, "</%s>\n", name);
}

static void add_to_digest(pdf_digest *d, const char *text)
{
	if (text)
		pdf_digest_add(d, text, strlen(text));
	pdf_digest_add(d, "", 1);
}

/* The same for every build of a publication, however it changes: made from its identifiers, else
 * from its title and authors. */
static void append_document_id(pdf_buffer *b, arena *a, const pdf_facts *facts)
{
	const char *const *known = identifiers(a, facts->document);
	unsigned char id[PDF_DIGEST_SIZE];
	pdf_digest d;

	pdf_digest_begin(&d);
	if (*known) {
		add_to_digest(&d, *known);
	} else {
		add_to_digest(&d, facts->title);
		add_to_digest(&d, facts->authors);
	}
	pdf_digest_end(&d, id);
	append_uuid(b, "xmpMM:DocumentID", id);
}

static void append_basics(pdf_buffer *b, arena *a, const pdf_facts *facts, const edition *e)
{
	begin_block(b, "xmp", "http://ns.adobe.com/xap/1.0/");
	append_element(b, "xmp:CreatorTool", PDF_PRODUCER);
	append_items(b, "xmp:Identifier", "Bag", identifiers(a, facts->document));
	if (pdf_meta_says_date(facts, e)) {
		char date[PDF_META_DATE];
		pdf_meta_print_xmp_date(date, facts, e->press, false);
		append_element(b, "xmp:CreateDate", date);
		append_element(b, "xmp:ModifyDate", date);
		append_element(b, "xmp:MetadataDate", date);
	}
	end_block(b);
}

/* PDF/X requires a version and a rendition class, even if there is only one (ISO 15930-7). */
static void append_media(pdf_buffer *b, arena *a, const pdf_facts *facts, const edition *e,
			 const unsigned char identity[16])
{
	const char *version = facts->document->version;

	begin_block(b, "xmpMM", "http://ns.adobe.com/xap/1.0/mm/");
	append_document_id(b, a, facts);
	append_uuid(b, "xmpMM:InstanceID", identity);
	append_element(b, "xmpMM:VersionID", version ? version : e->press ? "1" : NULL);
	append_element(b, "xmpMM:RenditionClass", e->press ? "default" : NULL);
	end_block(b);
}

static void append_pdf(pdf_buffer *b, const pdf_facts *facts, const edition *e)
{
	begin_block(b, "pdf", "http://ns.adobe.com/pdf/1.3/");
	append_element(b, "pdf:Producer", PDF_PRODUCER);
	append_element(b, "pdf:Keywords", facts->keywords);
	append_element(b, "pdf:Trapped", e->press ? "False" : NULL);
	end_block(b);
}

/* --- what it claims ------------------------------------------------------------------------- */

static void append_number(pdf_buffer *b, const char *name, int value)
{
	if (value)
		pdf_append_print(b, "<%s>%d</%s>\n", name, value, name);
}

static void append_standards(pdf_buffer *b, const edition *e)
{
	begin_block(b, "pdfaid", "http://www.aiim.org/pdfa/ns/id/");
	append_number(b, "pdfaid:part", e->pdfa_part);
	append_number(b, "pdfaid:rev", e->pdfa_revision);
	append_element(b, "pdfaid:conformance", e->pdfa_conformance);
	end_block(b);
	begin_block(b, "pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
	append_number(b, "pdfuaid:part", e->pdfua_part);
	append_number(b, "pdfuaid:rev", e->pdfua_revision);
	end_block(b);
	if (!e->pdfx)
		return;
	begin_block(b, "pdfxid", "http://www.npes.org/pdfx/ns/id/");
	append_element(b, "pdfxid:GTS_PDFXVersion", e->pdfx);
	end_block(b);
}

/* PDF Declarations, of the PDF Association. */
static void append_declarations(pdf_buffer *b, const char *const *uris)
{
	if (!uris)
		return;
	begin_block(b, "pdfd", "http://pdfa.org/declarations/");
	pdf_append_text(b, "<pdfd:declarations><rdf:Bag>\n");
	for (; *uris; uris++)
		pdf_append_print(b,
				 "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>%s"
				 "</pdfd:conformsTo></rdf:li>\n",
				 *uris);
	pdf_append_text(b, "</rdf:Bag></pdfd:declarations>\n");
	end_block(b);
}

/* --- schemas -------------------------------------------------------------------------------- */

typedef struct xmp_property {
	const char *name, *type, *category, *description;
} xmp_property;

/* PDF/A-1 to -3 require a description of each property that XMP's own schemas do not have. */
static void append_schema(pdf_buffer *b, const char *name, const char *uri, const char *prefix,
			  const xmp_property *properties, size_t count)
{
	pdf_append_print(b,
			 "<rdf:li rdf:parseType=\"Resource\">\n"
			 "<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
			 "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
			 "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
			 "<pdfaSchema:property><rdf:Seq>",
			 name, uri, prefix);
	for (size_t i = 0; i < count; i++)
		pdf_append_print(
			b,
			"<rdf:li rdf:parseType=\"Resource\">\n"
			"<pdfaProperty:name>%s</pdfaProperty:name>\n"
			"<pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
			"<pdfaProperty:category>%s</pdfaProperty:category>\n"
			"<pdfaProperty:description>%s</pdfaProperty:description>\n</rdf:li>",
			properties[i].name, properties[i].type, properties[i].category,
			properties[i].description);
	pdf_append_text(b, "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n");
}

static void append_schemas(pdf_buffer *b, const pdf_facts *facts, const edition *e)
{
	static const xmp_property ua = {"part", "Integer", "internal", "Part of PDF/UA"},
				  x = {"GTS_PDFXVersion", "Text", "internal", "Version of PDF/X"},
				  trapped = {"Trapped", "Text", "internal",
					     "Whether the document is trapped"},
				  prism[] = {
					  {"isbn", "Text", "external",
					   "International Standard Book Number"},
					  {"doi", "Text", "external", "Digital Object Identifier"}};

	pdf_append_text(b, "<rdf:Description rdf:about=\"\" "
			   "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
			   " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
			   "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
			   "<pdfaExtension:schemas><rdf:Bag>\n");
	append_schema(b, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
		      &ua, 1);
	if (facts->document->isbn || facts->document->doi)
		append_schema(b, "PRISM", PRISM, "prism", prism, 2);
	if (e->pdfx) {
		append_schema(b, "PDF/X identification", "http://www.npes.org/pdfx/ns/id/",
			      "pdfxid", &x, 1);
		append_schema(b, "Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", &trapped, 1);
	}
	pdf_append_text(b, "</rdf:Bag></pdfaExtension:schemas>\n");
	end_block(b);
}

/* --- the whole ------------------------------------------------------------------------------ */

pdf_bytes pdf_xmp(arena *a, const pdf_facts *facts, const edition *e,
		  const unsigned char identity[16])
{
	pdf_buffer b = {0};

	pdf_append_text(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF "
			    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	append_dublin_core(&b, a, facts);
	append_rights(&b, facts->document->license);
	append_prism(&b, facts->document);
	append_basics(&b, a, facts, e);
	append_media(&b, a, facts, e, identity);
	append_pdf(&b, facts, e);
	append_standards(&b, e);
	append_declarations(&b, e->declarations);
	if (e->version < PDF_2) /* PDF/A-4 needs none */
		append_schemas(&b, facts, e);
	pdf_append_text(&b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	pdf_bytes bytes = {
		.data = arena_copy(a, b.data, b.length), .length = b.length, .plain = b.length};
	pdf_buffer_free(&b);
	return bytes;
}
