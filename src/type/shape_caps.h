/* shape_caps: capitals, small capitals and superiors. Private to shape. */
#ifndef PLATEN_SHAPE_CAPS_H
#define PLATEN_SHAPE_CAPS_H

#include "type/shape_private.h"

/* Find out which small capitals and superiors a face has. */
void shape_caps_of_face(letter_face *f);

/* Has the face its own small capitals for all of a text? */
bool shape_caps_are_real(const letter_face *f, const char *text, size_t length, caps caps,
			 const char *lang);

/* Has the face superiors for all letters of a word, which are in that face? */
bool shape_caps_superior(const letters *l, const letter_face *own);

/* Add a text's characters to letters, cased as the request says; `scaled`: its small capitals are
 * capitals in a smaller size, not the face's own. */
void shape_caps_add(letters *l, const char *text, size_t length, const letter_request *request,
		    bool scaled);

#endif
