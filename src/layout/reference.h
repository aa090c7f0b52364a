/* reference: what cross-references say ("Figure 3", "Section 2.1", "page 12") and which page a
 * label is on. Pages are known only when they have been chosen, so layout goes round until nothing
 * that a reference says changes. */
#ifndef PLATEN_REFERENCE_H
#define PLATEN_REFERENCE_H

#include "document/document.h"
#include "style/style.h"

typedef struct arena arena;
typedef struct references references;

/* Languages that have no words of Platen's are reported as WORDS_MISSING. */
references *references_new(arena *a, report *r, const document *d, const style *s);

/* What a NODE_REFERENCE says, by what is known of the pages; the arena's, so that several threads
 * may ask. Fits setter.reference_words. */
const char *reference_words(const void *references, arena *a, const node *reference);

/* Say on which page (its label) a node begins; the first word of a round holds, for what contains
 * the node as well. */
void reference_found(references *r, const node *n, const char *label);

/* The label of the page that a node (or what contains it) begins on, or NULL: not known yet. */
const char *reference_page(const references *r, const node *n);

/* Has anything been found that differs from the round before, and does any reference in the text
 * depend on it? Begins a new round. */
bool references_changed(references *r);

/* A node whose page was another in the round before; NULL: there was none yet. */
const node *references_moved(const references *r);

/* "Figure 3. " and "Table 2. " in the language of a captioned node; NULL: it has no number. */
const char *reference_caption(const references *r, const node *captioned);

/* What Platen says in a language: the style's word, else the language's own, else English. */
const char *reference_word_in(const style *s, const char *lang, words_word word);

#endif
