/* isbn: International Standard Book Numbers (ISO 2108), as they are written and as bar codes. */
#ifndef PLATEN_ISBN_H
#define PLATEN_ISBN_H

typedef enum isbn_fault {
	ISBN_GOOD,
	ISBN_SHAPE, /* not ten or thirteen digits, or thirteen that don't begin with 978 or 979 */
	ISBN_CHECK  /* the last digit does not follow from the others: it is mistyped */
} isbn_fault;

enum { ISBN_DIGITS = 13 };

/* Read a number with hyphens or spaces, maybe after "ISBN". `digits` becomes the thirteen digits of
 * its bar code, ended by a NUL; of an old number of ten digits, those of the new one that replaces
 * it. After ISBN_CHECK, *due is what the last digit would have to be. */
isbn_fault isbn_read(const char *text, char digits[ISBN_DIGITS + 1], char *due);

#endif
