/* length: distances in scaled points, 65,536 to a point (1/72 inch), in 64-bit integers.
 * No floating point decides a break, so every machine breaks alike. */
#ifndef PLATEN_LENGTH_H
#define PLATEN_LENGTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t length;

#define LENGTH_PT  ((length)65536)
#define LENGTH_MAX (LENGTH_PT * 14400 * 16) /* far beyond any page; what is parsed is below it */

/* What relative units refer to; where NULL is given, relative units are refused. */
typedef struct length_base {
	length em;   /* the type's size */
	length line; /* the step of the baseline grid */
} length_base;

/* Read "12pt", "3 mm", "1.5em", "2 lines" (pt mm cm in pc px em line lines; also a bare 0). False:
 * it is not a length. */
bool length_parse(const char *text, const length_base *base, length *result);

/* a * b / c, rounded half away from zero, without overflow in between (128 bits inside). c is not
 * 0. */
length length_scale(length a, length b, length c);

/* Write the points with at most `digits` (0 to 5) decimals, no trailing zeros, no exponent: "10.5",
 * "-0.25". Returns the number of bytes written, NUL not counted; buffer holds at least 32. */
size_t length_print(char *buffer, length value, int digits);

#endif
