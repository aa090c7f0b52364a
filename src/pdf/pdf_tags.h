/* pdf_tags: the structure tree, straight from the document tree. Which element each mark belongs
 * to, and its number among its page's marked content, is settled once for all editions; after that
 * everything is read-only (so that pages can be written in parts), and a tree is written into each
 * edition's document.
 *
 * Blocks become elements in the document's order, whatever page or float they are on; a footnote
 * comes after the block that mentions it. Inlines become elements if they have a meaning (links,
 * code, emphasis, another language). The tags of headings begin at H1 and skip no level (ISO
 * 14289-1, 7.4.2). An element without content is left out. */
#ifndef PLATEN_PDF_TAGS_H
#define PLATEN_PDF_TAGS_H

#include "document/edition.h"
#include "layout/page.h"
#include "pdf/pdf_object.h"

typedef struct pdf_tags pdf_tags;

/* What to write around a mark: "/name <</MCID mcid>> BDC … EMC". Consecutive marks with the same
 * mcid share one such sequence; -1 is an artifact (which always ends the sequence before it). */
typedef struct pdf_tag {
	const char *name;
	int32_t mcid;
} pdf_tag;

/* Settle elements, content and links of all pages. All is the arena's. */
pdf_tags *pdf_tags_new(arena *a, const pages *p);

/* The tag of a page's mark. */
pdf_tag pdf_tags_mark(const pdf_tags *t, size_t page_index, size_t mark_index);

/* The /StructParents of a page; -1: nothing on it is tagged. */
int32_t pdf_tags_page_key(const pdf_tags *t, size_t page_index);

/* The /StructParent of a link's annotation, or -1: no element holds it, so no annotation may be
 * made of it. */
int32_t pdf_tags_link_key(const pdf_tags *t, size_t page_index, size_t link_index);

/* The language of the element that holds the link with a key. */
const char *pdf_tags_link_lang(const pdf_tags *t, int32_t key);

/* Write the tree into an edition, in two steps, since links and bookmarks lead to its elements and
 * it contains the links. `page_objects` has an object for each page. The bounding boxes of figures
 * take the trim's bottom left corner as the origin of user space. */
typedef struct pdf_tags_writer pdf_tags_writer;
pdf_tags_writer *pdf_tags_begin(const pdf_tags *t, pdf_file *f, const edition *e,
				pdf_dict *const *page_objects);

/* The object of the element that has a node's content, or of an element around it. */
pdf_dict *pdf_tags_object_of(const pdf_tags_writer *w, const node *n);

/* The StructTreeRoot. `annotations`, in the order of pages and of their links, has an object for
 * each link with a key; NULL where the edition has no links: then no element is a Link. */
pdf_dict *pdf_tags_end(pdf_tags_writer *w, pdf_file *f, pdf_dict *const *annotations);

#endif
