/* pdf_outline: how a reader gets about: bookmarks by heading, named destinations, page labels. */
#ifndef PLATEN_PDF_OUTLINE_H
#define PLATEN_PDF_OUTLINE_H

#include "layout/page.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_tree.h"

/* Where the nodes that something may lead to are. Made once for all editions. */
typedef struct pdf_places pdf_places;
pdf_places *pdf_places_new(arena *a, const pages *p);

/* "[12 0 R /XYZ 0 700 null]": the first place of a node, or of the nearest node above or below it
 * that has one; false: none has. */
bool pdf_append_destination(pdf_buffer *b, const pdf_places *places, const node *target,
			    pdf_dict *const *page_objects);

/* The label of the page that the same place is on, or NULL. */
const char *pdf_places_label(const pdf_places *places, const node *n);

/* Put /Outlines, /Dests and /PageLabels into the catalog (names: the catalog's name dictionary). */
void pdf_outline_write(pdf_file *f, arena *a, const pdf_places *places,
		       pdf_dict *const *page_objects, pdf_dict *names);

#endif
