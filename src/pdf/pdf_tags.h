/* pdf_tags: the structure tree, straight from the document tree. Which element each mark belongs
 * to, and its number among its page's marked content, is settled once for all editions; afterwards
 * all is read only (so that pages can be written on several cores), and a tree is written into each
 * edition's document.
 *
 * Blocks become elements in the document's order, whatever page or float they stand in; a footnote
 * follows the block that mentions it. Inlines become elements where they say something (links,
 * code, emphasis, another language). The tags of headings begin at H1 and skip no level (ISO
 * 14289-1, 7.4.2). An element without content is left out. */
#ifndef PLATEN_PDF_TAGS_H
#define PLATEN_PDF_TAGS_H

#include "document/edition.h"
#include "layout/page.h"
#include "pdf/pdf_object.h"

typedef struct pdf_tags pdf_tags;

/* What to write around a mark: "/name <</MCID mcid>> BDC … EMC". Marks in a row with the same mcid
 * stand in one such sequence; -1 is an artifact (which always ends the sequence before it). */
typedef struct pdf_tag {
	const char *name;
	int32_t mcid;
} pdf_tag;

/* Settle elements, content and links of all pages. All is the arena's. */
pdf_tags *pdf_tags_new(arena *a, const pages *p);

/* The tag of a page's mark. */
pdf_tag pdf_tags_mark(const pdf_tags *t, size_t page_index, size_t mark_index);

/* The /StructParents of a page, or -1 where nothing of it is tagged. */
int32_t pdf_tags_page_key(const pdf_tags *t, size_t page_index);

/* The /StructParent of a link's annotation, or -1: no element holds it, so no annotation may be
 * made of it. */
int32_t pdf_tags_link_key(const pdf_tags *t, size_t page_index, size_t link_index);

/* Write the tree into an edition and return its StructTreeRoot. `page_objects` has an object a
 * page. `annotations`, in the order of pages and of their links, has an object for each link with a
 * key (the others are not looked at). For print `annotations` is not looked at: no element of that
 * edition is a Link, and what is painted on screens alone is left out. The bounding boxes of
 * figures take the trim's bottom left corner as the origin of user space. */
pdf_dict *pdf_tags_write(const pdf_tags *t, pdf_file *f, const edition *e,
			 pdf_dict *const *page_objects, pdf_dict *const *annotations);

/* The tree as text, an element a line, indented: type and attributes; its content as "page:mcid"
 * (pages from 0). */
void pdf_tags_dump(const pdf_tags *t, pdf_buffer *out, const edition *e);

#endif
