/* pdf_meta: a PDF's metadata (Info and XMP, which agree), output intents and attachments. */
#ifndef PLATEN_PDF_META_H
#define PLATEN_PDF_META_H

#include "document/document.h"
#include "document/edition.h"
#include "pdf/pdf_digest.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_profile.h"

/* The document's facts, as both Info and XMP use them. */
typedef struct pdf_facts {
	const document *document;
	/* never NULL: the title, else the first heading, else the manuscript's name */
	const char *title;
	const char *authors, *keywords, *description; /* joined; or NULL */
	bool dated;
	int64_t date;          /* 0, 1970-01-01, where the document has none */
	date_parts date_parts; /* how much of it is known */
} pdf_facts;

pdf_facts pdf_facts_of(arena *a, const document *d, bool dated, int64_t date, date_parts parts);

/* Fill Info, the catalog's Lang, MarkInfo, ViewerPreferences. */
void pdf_meta_information(pdf_file *f, const pdf_facts *facts, const edition *e);

#define PDF_PRODUCER "Platen " PLATEN_VERSION

/* Does an edition state a date? */
bool pdf_meta_says_date(const pdf_facts *facts, const edition *e);

/* The facts' date in UTC, as XMP has it; `day`: without the time of day. As much of it as is known,
 * but editions for the press must have all (ISO 15930-7, 6.11). */
enum { PDF_META_DATE = 32 };
void pdf_meta_print_xmp_date(char *out, const pdf_facts *facts, bool press, bool day);

/* OutputIntents: sRGB for the archive; the output condition for print, once for PDF/X and once for
 * PDF/A, which share the profile. */
void pdf_meta_intent_srgb(pdf_file *f, const pdf_bytes *profile);
void pdf_meta_intents_print(pdf_file *f, const pdf_profile *profile, const char *condition);

/* The check sum of an attachment. */
typedef struct pdf_check {
	unsigned char bytes[PDF_DIGEST_SIZE];
} pdf_check;
pdf_check pdf_check_of(const attachment *what);

/* Attachments and their check sums, both lent; the caller compresses the bytes of each, in order,
 * in place. */
typedef struct pdf_attached pdf_attached;
pdf_attached *pdf_attached_new(arena *a, const attachment *attachments, const pdf_check *checks,
			       size_t count);
pdf_bytes *pdf_attached_bytes(const pdf_attached *attached);

/* EmbeddedFiles of the catalog's name dictionary, and AF. */
void pdf_meta_attach(pdf_file *f, arena *a, const pdf_attached *attached, const pdf_facts *facts,
		     pdf_dict *names);

#endif
