/* pdf_drawing_form: the content of a drawing as form XObjects, the same for every edition (but
 * where print converts its colours), and what each of them names. Private to pdf_drawing. */
#ifndef PLATEN_PDF_DRAWING_FORM_H
#define PLATEN_PDF_DRAWING_FORM_H

#include "pdf/pdf_drawing_color.h"
#include "pdf/pdf_drawing_text.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_object.h"

typedef struct drawn_form drawn_form;

/* A graphics state: how opaque what is painted is, its mask or NULL, and how it is mixed with what
 * is below it. */
typedef struct drawn_state {
	double alpha;
	const drawn_form *mask;
	const char *blend; /* PDF's name of a mode, or NULL */
} drawn_state;

/* A pattern: a gradient, whose colours or (for a mask) whose alphas are painted, or a tile. */
typedef struct drawn_pattern {
	drawing_matrix matrix; /* to the form's space */
	const drawing_gradient *gradient;
	bool alphas;
	drawn_space space; /* of its colours */
	double reach;      /* how far from its beginning, in its own lengths, it is seen */
	const drawing_tile *tile;
	const drawn_form *form; /* of the tile */
} drawn_pattern;

/* What a form is: painted by itself, a transparent group, a mask's lightness, or a tile. */
typedef enum drawn_role { DRAWN_PLAIN, DRAWN_GROUP, DRAWN_MASK, DRAWN_TILE } drawn_role;

struct drawn_form {
	drawing_box box;
	drawn_role role;
	bool colored, black; /* it names the colour space "rgb", "k" */
	bool over;           /* and the graphics state "over" */
	pdf_bytes content;
	drawn_state *states; /* "G0" … */
	size_t state_count, state_capacity;
	drawn_pattern *patterns; /* "P0" … */
	size_t pattern_count, pattern_capacity;
	const drawn_form **forms; /* "X0" … */
	size_t form_count, form_capacity;
	const image **images; /* by their indexes */
	size_t image_count, image_capacity;
	const pdf_font **fonts; /* by their own names */
	size_t font_count, font_capacity;
};

/* The form of a whole drawing. `lines`: its texts, set. The arena owns it. */
const drawn_form *pdf_drawing_form_new(arena *a, const drawing *d, const drawn_line *lines,
				       const pdf_fonts *fonts, const drawn_colors *colors);

#endif
