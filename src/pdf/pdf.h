/* pdf: from pages to PDF files, one for each edition. Page contents, fonts and images are made once
 * and shared by the editions. */
#ifndef PLATEN_PDF_H
#define PLATEN_PDF_H

#include "document/edition.h"
#include "layout/page.h"

typedef struct file_output file_output;
struct pdf_overlay;

typedef struct pdf_options {
	const attachment *attachments;
	size_t attachment_count; /* of editions that carry sources */
	/* the name of the attached lock of its faces, made when all are known; NULL: it has none */
	const char *lock;
	/* for Info, XMP and attachments: seconds since 1970 UTC, and how much of the date is said
	 * where no standard demands all */
	int64_t date;
	date_parts date_parts;
	/* false: neither SOURCE_DATE_EPOCH nor the front matter gives a date; where one is
	 * required, 1970-01-01 is used, with a warning */
	bool dated;
	const struct setter *setter; /* sets the words around the pages; NULL: there are none */
	/* the page is a cover's sheet, and the slug line says this of it; NULL: there are pages */
	const char *cover;
	bool press;         /* editions for the press will be made */
	const char *digest; /* of what was read, for their slug line, or NULL */
	/* what was made before the pages (pdf/pdf_ahead.h); outlives the pdf */
	struct pdf_ahead *ahead;
	/* for a proof, an overlay for each page (pdf/pdf_overlay.h), in the archive edition; or
	 * NULL */
	const struct pdf_overlay *overlays;
	length beyond; /* how much wider its pages are than the trim, at the right */
} pdf_options;

typedef struct pdf pdf;

/* Take in the pages: tags, contents, fonts and images of all editions. NULL after reporting. */
pdf *pdf_new(arena *a, report *r, const pages *p, font_library *fonts, image_library *images,
	     const pdf_options *options);

/* An edition whose objects are made, but not yet written. */
typedef struct pdf_copy pdf_copy;

/* Make an edition's objects, one edition after the other. NULL after reporting. */
pdf_copy *pdf_make(pdf *p, const edition *e);

/* Write it, once; other editions may be made and written at the same time. NULL: done, though `out`
 * may have failed; otherwise what is wrong, owned by the copy. */
const char *pdf_save(pdf_copy *c, file_output *out);
void pdf_copy_free(pdf_copy *c);

void pdf_free(pdf *p);

#endif
