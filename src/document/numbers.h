/* numbers: counts as letters and as Roman numerals. */
#ifndef PLATEN_NUMBERS_H
#define PLATEN_NUMBERS_H

#include <stdbool.h>

typedef struct arena arena;

/* A, B … Z, AA, AB … for 1 and more. The arena's. */
const char *numbers_letters(arena *a, int number);

/* A number from 1 to 3999 in Roman numerals, others in digits. The arena's. */
const char *numbers_roman(arena *a, int number, bool capitals);

#endif
