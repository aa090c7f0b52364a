/* shape_letters: the characters to shape for a text: cased, each with its face. Private to
 * shape. */
#ifndef PLATEN_SHAPE_LETTERS_H
#define PLATEN_SHAPE_LETTERS_H

#include "type/shape_private.h"

void shape_letters_face_init(letter_face *f, const font *font);

/* Fill `result` with the text's letters: cased as requested, each with the face that has its whole
 * grapheme cluster. False: this needs a face that was not asked for yet, and the request does not
 * allow asking. */
bool shape_letters_of(letters *result, const char *text, size_t length,
		      const letter_request *request);

#endif
