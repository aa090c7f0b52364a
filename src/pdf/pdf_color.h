/* pdf_color: inks as colours by name. A content stream says "/text cs 1 scn /over gs", and each
 * edition's resources say what that is, so that one stream serves all editions. What a sheet leaves
 * open of an ink's colours comes from the profile of the output condition, where a page needs it:
 * the archive edition of a text in black never opens it. */
#ifndef PLATEN_PDF_COLOR_H
#define PLATEN_PDF_COLOR_H

#include "document/edition.h"
#include "layout/page.h"
#include "pdf/pdf_convert.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_profile.h"
#include "style/style.h"

typedef struct pdf_colors pdf_colors;

/* The colours of a style. pdf_colors_free gives back what is not the arena's. */
pdf_colors *pdf_colors_new(arena *a, const style *s);
void pdf_colors_free(pdf_colors *c);

/* Take in the inks of these marks and pages. */
void pdf_colors_use(pdf_colors *c, const mark *marks, size_t count);
void pdf_colors_use_pages(pdf_colors *c, const pages *p);

/* Take in that drawings have grays. */
void pdf_colors_use_grays(pdf_colors *c);

/* All has been taken in. Must the profile of the press be asked for it, by pdf_colors_settle? */
bool pdf_colors_close(pdf_colors *c);

/* Lend the profile of the press, for conversions; nothing where it has a fault. */
void pdf_colors_open(pdf_colors *c, const pdf_profile *press);

/* The same, and work out the colours that the sheet leaves open, before anything below. A task may
 * do it. */
void pdf_colors_settle(pdf_colors *c, const pdf_profile *press);

/* Begin an edition. Warns of inks that are too heavy for the press, and reports what it lacks for
 * want of a profile: how inks look, or (of the press) PROFILE_BAD, then false. */
bool pdf_colors_begin(pdf_colors *c, report *r, const edition *e);

/* The conversions, with these ways made ready; NULL: the profile does not have them. Not to be
 * called in parts, but parts may use the result. */
pdf_convert *pdf_colors_convert(pdf_colors *c, unsigned ways);

/* The operators that set an ink for filling. */
void pdf_append_ink(pdf_buffer *b, const pdf_colors *c, const ink *i);

/* How much black ink a gray has, from 0 to 1 (white). */
double pdf_colors_black(const pdf_colors *c, double gray);

/* The name of the registration marks' colour: all inks in print. */
#define PDF_COLOR_REGISTRATION ".registration"

/* Append the space of black and its tints, a Separation whose operand is how much of it there is.
 * The same object for the whole edition. */
void pdf_append_black(pdf_colors *c, pdf_file *f, pdf_buffer *b, bool press);

/* The style's ink of a spot colour, or NULL. */
const ink *pdf_colors_spot(const pdf_colors *c, const char *name);
/* Take in that ink. */
void pdf_colors_use_spot(pdf_colors *c, const char *name);
/* Append its space, the same object for the whole edition; false: the style has none. */
bool pdf_append_spot(pdf_colors *c, pdf_file *f, pdf_buffer *b, bool press, const char *name);

/* The graphics state that full black is painted in, written out: in print it overprints. */
const char *pdf_color_over(bool press);

/* Put ColorSpace and ExtGState into an edition's resources. */
void pdf_color_resources(pdf_colors *c, pdf_file *f, const edition *e, pdf_dict *resources);

#endif
