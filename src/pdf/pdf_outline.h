/* pdf_outline: navigation: bookmarks by heading, named destinations, page labels. */
#ifndef PLATEN_PDF_OUTLINE_H
#define PLATEN_PDF_OUTLINE_H

#include "layout/page.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_tags.h"

/* The places of all nodes that links or bookmarks may lead to. Made once for all editions. */
typedef struct pdf_places pdf_places;
pdf_places *pdf_places_new(arena *a, const pages *p);

/* The label of the page that this place is on, or NULL. */
const char *pdf_places_label(const pdf_places *places, const node *n);

/* What an edition's destinations are made of. */
typedef struct pdf_ways {
	const pdf_places *places;
	pdf_dict *const *page_objects;
	const pdf_tags_writer *tags;
	bool structured; /* they lead to elements as well */
} pdf_ways;

/* Let a link or a bookmark lead to the first place of a node, or of the nearest node around it that
 * has one; if none has, nowhere. */
void pdf_put_way(pdf_dict *d, const pdf_ways *w, const node *target);

/* Put /Outlines, /Dests and /PageLabels into the catalog (names: the catalog's name dictionary). */
void pdf_outline_write(pdf_file *f, arena *a, const pdf_ways *w, pdf_dict *names);

#endif
