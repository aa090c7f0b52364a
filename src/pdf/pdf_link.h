/* pdf_link: links as annotations, for editions that are read on screens. */
#ifndef PLATEN_PDF_LINK_H
#define PLATEN_PDF_LINK_H

#include "layout/page.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_outline.h"
#include "pdf/pdf_tags.h"

/* Make an annotation for each link that an element holds, put each page's into its /Annots, and
 * return one object a link (NULL where there is none) in the order of pages and links, for
 * pdf_tags_write. */
pdf_dict **pdf_links_write(pdf_file *f, arena *a, const pages *p, const pdf_tags *tags,
			   const pdf_ways *ways);

#endif
