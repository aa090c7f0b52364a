/* cover_sheet: the sheet that goes around a book: back, spine and front side by side, with what is
 * on them. It is one page, set in the cover's own roles by the same layout as the book, and becomes
 * a PDF as any page does. */
#ifndef PLATEN_COVER_SHEET_H
#define PLATEN_COVER_SHEET_H

#include "document/cover.h"
#include "layout/page.h"
#include "lines/setter.h"

typedef struct cover_sheet {
	setter *setter;     /* with the cover's document and style */
	const pages *pages; /* one */
	length spine;
} cover_sheet;

/* Set the cover of a book of so many pages. Ask the report for errors: words that have no room, a
 * picture that can't be read. */
cover_sheet *cover_sheet_make(const setter *s, const cover *c, size_t pages);

#endif
