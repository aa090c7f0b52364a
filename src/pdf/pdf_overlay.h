/* pdf_overlay: what a proof paints under and over finished pages: shapes and remarks, all of it
 * artifacts. The pages' own streams stay as they are in any edition. */
#ifndef PLATEN_PDF_OVERLAY_H
#define PLATEN_PDF_OVERLAY_H

#include "layout/page.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"

typedef enum overlay_kind {
	OVERLAY_BOX,   /* filled */
	OVERLAY_FRAME, /* stroked, with round corners */
	OVERLAY_LINE   /* stroked, from x, y to x + width, y + height */
} overlay_kind;

/* A shape; y is downwards from the trim's top, as in page.h. Colours are sRGB per mille. */
typedef struct overlay_shape {
	overlay_kind kind;
	bool under; /* below the page's own content, as a background */
	uint16_t color[3];
	length x, y, width, height;
	length stroke;
} overlay_shape;

typedef struct pdf_overlay {
	overlay_shape *shapes;
	size_t shape_count, shape_capacity;
	mark *marks;
	size_t mark_count, mark_capacity; /* glyphs, over all else */
} pdf_overlay;

/* Append one layer of a page's overlay, between q and Q; nothing where it has nothing. */
void pdf_append_overlay(pdf_buffer *out, const pdf_overlay *o, const pdf_content *c, bool under);

#endif
