/* unicode: what characters are, by the tables of GLib, which HarfBuzz has brought along: ICU has
 * the same and takes a twelfth of a short build to load. ASCII is known at once. */
#ifndef PLATEN_UNICODE_H
#define PLATEN_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* A letter or a decimal digit (general categories L, Nd); a decimal digit; a mark (M); upper or
 * lower case (Lu, Ll). */
bool unicode_is_word(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_mark(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_lower(uint32_t c);
bool unicode_is_letter(uint32_t c); /* L */
bool unicode_is_blank(uint32_t c);  /* Zs */
bool unicode_is_space(uint32_t c);  /* Z, and the controls that are white space */

/* A letter in lower case, where that is one character; anything else as it is. */
uint32_t unicode_lower(uint32_t c);

/* May it be left out where a face has no glyph for it (Default_Ignorable_Code_Point)? */
bool unicode_is_ignorable(uint32_t c);

#endif
