/* math: TeX's mathematics between dollars. It is not set yet, so it comes out letter by letter as
 * it is written, with its backslashes and underscores. */
#ifndef PLATEN_MATH_H
#define PLATEN_MATH_H

#include <stddef.h>

/* Formulas are at most so long, in bytes. */
#define MATH_MOST 4096

/* Bytes of a formula that begins at a dollar, "$x^2$" or "$$x^2$$"; 0: the dollar is prose. The
 * text before it ends with `before`, or is '\0'. */
size_t math_measure(const char *text, size_t length, char before);

/* The same for the lines of a block: "$$" on a line of its own, or "\begin{name}", up to the line
 * that ends it. Bytes up to the end of that line. */
size_t math_measure_block(const char *text, size_t length);

#endif
