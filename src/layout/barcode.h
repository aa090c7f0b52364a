/* barcode: EAN-13 (ISO/IEC 15420), the bars of books' numbers. */
#ifndef PLATEN_BARCODE_H
#define PLATEN_BARCODE_H

#include "base/length.h"

#include <stdbool.h>

enum {
	BARCODE_DIGITS = 13,
	BARCODE_MODULES = 95, /* from the first bar to the last */
	/* the margin that must stay light on either side, in modules; the first digit is printed in
	 * the left one */
	BARCODE_QUIET_LEFT = 11,
	BARCODE_QUIET_RIGHT = 7
};

/* At nominal size a module is 0.33 mm wide, and bars are 22.85 mm high; those that guard the ends
 * and the middle are five modules longer. */
#define BARCODE_MODULE (LENGTH_PT * 33 * 72 / 2540)
#define BARCODE_HEIGHT (LENGTH_PT * 2285 * 72 / 2540)

/* Which modules are dark. */
void barcode_modules(const char digits[BARCODE_DIGITS], bool dark[BARCODE_MODULES]);

/* Does a module belong to a guard? */
bool barcode_is_guard(int module);

#endif
