/* pdf_content_private: a page's content while it is written. Private to the files of
 * pdf_content. */
#ifndef PLATEN_PDF_CONTENT_PRIVATE_H
#define PLATEN_PDF_CONTENT_PRIVATE_H

#include "pdf/pdf_content.h"
#include "pdf/pdf_order.h"

typedef int64_t fine;

typedef struct content_writer {
	pdf_buffer *out;
	bool next_follows;    /* the next mark in reading order is painted next */
	bool late;            /* the space on the left of the mark is painted after it */
	bool reads_leftwards; /* the mark's glyphs are painted from its right to its left */
	/* a space on that side of another mark is painted after it; or NULL */
	const mark *left_after, *right_after;
	const run *initial; /* that was painted, and whose word goes on; or NULL */
	/* an image that a space follows, which the next words paint, since none is read inside a
	 * figure; or NULL */
	const mark *spaced_image;
	const pdf_content *content;
	pdf_order order;      /* of the page's marks */
	length width, height; /* of the trim */
	bool screen;          /* paint what is only for screens, or all else */
	/* what the reader's graphics state is */
	const ink *ink;
	const pdf_font *font;
	/* as printed, with SIZE_DIGITS and SCALING_DIGITS decimals */
	int64_t size, scaling;
	length exact_size; /* the length that they were computed from */
	int32_t expansion;
	length rise;
	int64_t tracking;       /* with PLACE_DIGITS decimals */
	fine tracked;           /* how far it moves the pen after each glyph */
	bool text;              /* inside BT … ET */
	int8_t turn;            /* of the text matrix, as a mark has it */
	int64_t line_x, line_y; /* the origin of Td, with PLACE_DIGITS decimals */
	bool placed;            /* the pen is on a line */
	fine pen;
	/* what a unit of it is */
	int64_t factor; /* fine a millionth of the em, with FACTOR_BITS more */
	int64_t unit;   /* fine a unit of TJ, with FACTOR_BITS more */
	int unit_digits;
	fine jump_most; /* the longest move by TJ */
	/* the TJ under way */
	pdf_buffer shown;
	bool showing, in_string, adjusted;
	/* the open marked content */
	bool tagged, tag_in_text;
	const char *lang; /* of the span in it; NULL: there is none */
	int32_t mcid;
	uint8_t part;
} content_writer;

/* End the strings under way. */
void pdf_content_end_show(content_writer *w);

/* Be inside BT … ET, or outside. */
void pdf_content_begin_text(content_writer *w);
void pdf_content_end_text(content_writer *w);

/* Does a mark belong to the stream under way? */
bool pdf_content_belongs(const content_writer *w, const mark *m);

/* --- marked content (pdf_content_tags.c) ----------------------------------------------------- */

/* Open the marked content of a page's mark, if it is not open. */
void pdf_content_begin_tag(content_writer *w, size_t page, size_t index);
void pdf_content_end_tag(content_writer *w);

/* A span that says this text in place of what is painted in it. */
void pdf_content_begin_actual(content_writer *w, const char *text, size_t size);
void pdf_content_end_actual(content_writer *w);

#endif
