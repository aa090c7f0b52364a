/* pdf_place: in PDF, y is upwards from the trim's foot, and a page's marks count it downwards from
 * its head: the caller knows the height of its page. */
#include "pdf/pdf_place.h"

#include "pdf/pdf_image.h"

static void append_place(pdf_buffer *b, length place)
{
	pdf_append_length(b, place, PDF_PLACE_DIGITS);
	pdf_append(b, " ", 1);
}

void pdf_append_places(pdf_buffer *b, length first, length second, length third, length fourth)
{
	append_place(b, first);
	append_place(b, second);
	append_place(b, third);
	append_place(b, fourth);
}

/* The image fills the unit square, turned upright by its own matrix and then put into place. */
void pdf_append_picture(pdf_buffer *b, const mark *m, length page)
{
	const page_whole all = {m->x, m->y, m->as.image.width, m->as.image.height},
			 *whole = m->as.image.whole ? m->as.image.whole : &all;
	const length width = whole->width, height = whole->height;
	int upright[6];

	pdf_image_matrix(m->as.image.image, upright);
	pdf_append_text(b, "q /out gs ");
	if (whole != &all) { /* what is beyond the mark is cut off */
		pdf_append_places(b, all.x, page - all.y - all.height, all.width, all.height);
		pdf_append_text(b, "re W n ");
	}
	if (m->turn < 0) {
		pdf_append_places(b, -upright[1] * width, upright[0] * height, -upright[3] * width,
				  upright[2] * height);
		append_place(b, whole->x + width - upright[5] * width);
		append_place(b, page - whole->y - height + upright[4] * height);
	} else {
		pdf_append_places(b, upright[0] * width, upright[1] * height, upright[2] * width,
				  upright[3] * height);
		append_place(b, whole->x + upright[4] * width);
		append_place(b, page - whole->y - height + upright[5] * height);
	}
	pdf_append_print(b, "cm /" PDF_PLACE_IMAGE " Do Q\n", m->as.image.image->index);
}

/* The origin is that corner of the sheet which the turned sheet has at its bottom left. */
void pdf_append_turn(pdf_buffer *b, const sheet *s, int turn)
{
	if (turn > 0) {
		pdf_append_text(b, "0 -1 1 0 0 ");
		append_place(b, s->height);
	} else if (turn < 0) {
		pdf_append_text(b, "0 1 -1 0 ");
		append_place(b, s->width);
		pdf_append_text(b, "0 ");
	} else {
		pdf_append_text(b, "1 0 0 1 0 0 ");
	}
	pdf_append_text(b, "Tm\n");
}
