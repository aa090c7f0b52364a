/* pdf_resources: what the content streams of an edition's pages name. */
#ifndef PLATEN_PDF_RESOURCES_H
#define PLATEN_PDF_RESOURCES_H

#include "document/edition.h"
#include "layout/page.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_drawing.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_object.h"

typedef struct pdf_painted {
	const pages *pages;
	const pdf_fonts *fonts;
	pdf_colors *colors;
	pdf_images *images;
	pdf_drawings *drawings;
	const image *const *painted; /* by index; NULL: no page has it */
	size_t image_count;
} pdf_painted;

/* Each page's resources, several pages' being the same; the arena's. NULL after reporting. */
pdf_dict *const *pdf_resources_write(arena *a, pdf_file *f, const edition *e,
				     const pdf_painted *what);

#endif
