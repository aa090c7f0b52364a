/* barcode: the code of ISO/IEC 15420. A digit is seven modules, two bars and two spaces, in one of
 * three sets: A and B in the left half, C in the right. The first digit has no bars: it shows in
 * which of the next six digits are in set B. */
#include "layout/barcode.h"

#include <string.h>

/* Set A, from left to right; C has dark for light, and B is C backwards. */
static const char *const set_a[10] = {
	"0001101", "0011001", "0010011", "0111101", "0100011",
	"0110001", "0101111", "0111011", "0110111", "0001011",
};

/* For each first digit: which of the next six are in set B. */
static const char *const in_b[10] = {
	"000000", "001011", "001101", "001110", "010011",
	"011001", "011100", "010101", "010110", "011010",
};

enum {
	OF_DIGIT = 7,
	HALF = 6,
	START = 3,
	MIDDLE = START + HALF * OF_DIGIT,
	AFTER_MIDDLE = MIDDLE + 5
};

static void put_left(bool *at, int digit, bool b)
{
	for (int i = 0; i < OF_DIGIT; i++)
		at[i] = b ? set_a[digit][OF_DIGIT - 1 - i] == '0' : set_a[digit][i] == '1';
}

static void put_right(bool *at, int digit)
{
	for (int i = 0; i < OF_DIGIT; i++)
		at[i] = set_a[digit][i] == '0';
}

bool barcode_is_guard(int module)
{
	return module < START || module >= BARCODE_MODULES - START ||
	       (module >= MIDDLE && module < AFTER_MIDDLE);
}

void barcode_modules(const char digits[BARCODE_DIGITS], bool dark[BARCODE_MODULES])
{
	const char *b = in_b[digits[0] - '0'];

	memset(dark, 0, BARCODE_MODULES * sizeof *dark);
	dark[0] = dark[2] = dark[BARCODE_MODULES - 1] = dark[BARCODE_MODULES - 3] = true;
	dark[MIDDLE + 1] = dark[MIDDLE + 3] = true;
	for (int i = 0; i < HALF; i++) {
		put_left(dark + START + i * OF_DIGIT, digits[1 + i] - '0', b[i] == '1');
		put_right(dark + AFTER_MIDDLE + i * OF_DIGIT, digits[1 + HALF + i] - '0');
	}
}
