/* icu: ICU's functions, called as icu()->ubrk_next(b). The library is loaded at the first call:
 * with the C++ library that it needs, binding its thousands of names takes a twelfth of a short
 * build, and most texts need nothing that only ICU knows. */
#ifndef PLATEN_ICU_H
#define PLATEN_ICU_H

#include "base/late.h"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

/* All functions that Platen calls. Each name is a macro of ICU's that adds the version. */
/* clang-format off */
#define ICU_FUNCTIONS(F) \
	F(u_charDirection) F(u_charName) F(u_cleanup) F(u_errorName) \
	F(u_hasBinaryProperty) F(u_strToUpper) F(ubidi_close) F(ubidi_getLevels) \
	F(ubidi_getParaLevel) F(ubidi_open) F(ubidi_setPara) F(ubrk_close) \
	F(ubrk_getRuleStatus) F(ubrk_next) F(ubrk_open) F(ubrk_setUText) \
	F(uloc_getISO3Country) F(uloc_getISO3Language) F(uloc_setDefault) \
	F(utext_close) F(utext_openUTF8)
/* clang-format on */

typedef struct icu_table {
	ICU_FUNCTIONS(LATE_MEMBER)
} icu_table;

/* The functions, from any thread. If ICU cannot be loaded, the program says so and ends with status
 * 1. */
const icu_table *icu(void);

/* Release what ICU holds; nothing of it may be called after that. */
void icu_end(void);

#endif
