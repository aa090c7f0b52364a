/* pdf_drawing_text: the words of drawings, set in faces that Platen may use. Private to
 * pdf_drawing. */
#ifndef PLATEN_PDF_DRAWING_TEXT_H
#define PLATEN_PDF_DRAWING_TEXT_H

#include "image/image.h"
#include "layout/page.h"

/* Type size at which they are set: what is painted is scaled to its own. */
#define PDF_DRAWING_TEXT_SIZE 100

/* Glyphs of one run at a place along the line, in pixels from the line's beginning; `y` is upwards
 * from its baseline. */
typedef struct drawn_piece {
	const run *run;
	const drawing_span *span;
	double x, y;
	double down; /* of its baseline below the line's, without what lifts it */
	bool space;  /* a word space follows in the text */
} drawn_piece;

/* A text of a drawing, in visual order. */
typedef struct drawn_line {
	drawn_piece *pieces;
	size_t count, capacity;
	double width;
	double apart; /* more between letters, so that the line is as wide as is asked */
} drawn_line;

typedef struct drawn_setter {
	arena *arena;
	font_library *fonts;
	shaper *shaper;
	const style *style;
	const char *lang;
	place where; /* of the image, for messages */
} drawn_setter;

/* Set a text; the setter's arena owns it. */
drawn_line pdf_drawing_text_set(const drawn_setter *s, const drawing_text *text);

#endif
