/* link_notes: the addresses of links as notes, for readers of paper (`links: {address: note}`). */
#ifndef PLATEN_LINK_NOTES_H
#define PLATEN_LINK_NOTES_H

#include "document/document.h"

typedef struct arena arena;

/* Does a reader on paper need this link's address? Not if it leads inside the text, its words are
 * the address, or it is only for screens. */
bool link_notes_wanted(arena *scratch, const node *link);

/* Put a mark after each such link of the text, and a note with its address among the notes, which
 * are renumbered (at_end: for the document's end). Links inside notes stay as they are. The
 * document is finished again, so serials change. */
void link_notes_add(arena *a, arena *scratch, document *d, bool at_end);

/* What is printed of an address: all of it but "mailto:". */
const char *link_notes_address(const char *url);

#endif
