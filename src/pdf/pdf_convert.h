/* pdf_convert: colours from one device to another, by the ICC profile of the output condition. RGB
 * is sRGB, Lab is of D50. Once what is needed has been made ready, parts may ask for colours. */
#ifndef PLATEN_PDF_CONVERT_H
#define PLATEN_PDF_CONVERT_H

#include "pdf/pdf_object.h"
#include "style/style.h"

typedef struct pdf_convert pdf_convert;

/* Ways between colours; sets of them are sums. */
enum {
	CONVERT_BLACK = 1,     /* between grays and black ink */
	CONVERT_TO_PRESS = 2,  /* from RGB to the condition */
	CONVERT_TO_SCREEN = 4, /* and back */
	CONVERT_LAB = 8,       /* from Lab to both */
};

/* The condition whose profile these bytes are, which are lent. The arena's, but for what lcms2
 * holds: pdf_convert_free gives that back. */
pdf_convert *pdf_convert_new(arena *a, const char *data, size_t length, rendering intent);
void pdf_convert_free(pdf_convert *c);

/* Make these ways ready. False: the profile doesn't have them (its tables are damaged). Not to be
 * called in parts. */
bool pdf_convert_ready(pdf_convert *c, unsigned ways);

/* Colours from 0 to 10000. */
void pdf_convert_to_press(const pdf_convert *c, const uint16_t rgb[3], uint16_t cmyk[4]);
void pdf_convert_to_screen(const pdf_convert *c, const uint16_t cmyk[4], uint16_t rgb[3]);
void pdf_convert_lab(const pdf_convert *c, const int16_t lab[3], uint16_t cmyk[4], uint16_t rgb[3]);

/* How black ink looks on a screen, and what has the lightness of gray (0 is black) on paper: each
 * undoes the other. From 0 to 1. */
double pdf_convert_gray(const pdf_convert *c, double black);
double pdf_convert_black(const pdf_convert *c, double gray);

/* How gray looks at each per cent of black ink, from 0 (black) to 65535. */
enum { CONVERT_STEPS = 101 };
const uint16_t *pdf_convert_grays(const pdf_convert *c);

/* What DeviceGray in print has the lightness of each gray of an image, which means sRGB's or has a
 * profile of its own (data NULL: it hasn't). Requires CONVERT_BLACK. */
void pdf_convert_image_grays(const pdf_convert *c, const char *profile, size_t length,
			     uint8_t grays[256]);

/* From pixels of RGB (3 components) or CMYK (4), by their profile (data NULL: sRGB), to the
 * condition's CMYK. Of RGB each profile's way is made once; its bytes are lent as long as the
 * condition. NULL: the profile is of no use, or for other components. Not to be made in parts;
 * parts and tasks may use it. The arena's, but for what pdf_convert_pixels_free gives back. */
typedef struct pdf_convert_pixels pdf_convert_pixels;
pdf_convert_pixels *pdf_convert_pixels_new(pdf_convert *c, arena *a, int components,
					   const char *profile, size_t length);
void pdf_convert_pixels_free(pdf_convert_pixels *p);
void pdf_convert_row(const pdf_convert_pixels *p, const uint8_t *from, uint8_t *to, size_t count);

/* From CMYK to the condition's with at most `most` per cent of ink, all plates together. What has
 * no more stays as it is, unless it is of a profile of its own (data NULL: it is the condition's);
 * what has more is separated again to look the same, and where the condition's own separation still
 * has too much, the three colours give way to black's share. */
pdf_convert_pixels *pdf_convert_pixels_with_less_ink(pdf_convert *c, arena *a, const char *profile,
						     size_t length, int most);

/* From CMYK of a profile to sRGB, likewise. */
pdf_convert_pixels *pdf_convert_pixels_to_screen(arena *a, const char *profile, size_t length);

#endif
