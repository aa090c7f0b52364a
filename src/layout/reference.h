/* reference: what cross-references say ("Figure 3", "Section 2.1", "page 12") and which page a
 * label is on. Pages are known only when they have been chosen, so layout repeats until no
 * reference's words change. */
#ifndef PLATEN_REFERENCE_H
#define PLATEN_REFERENCE_H

#include "document/document.h"
#include "style/style.h"

typedef struct arena arena;
typedef struct references references;

/* Languages in which Platen has no words are reported as WORDS_MISSING. */
references *references_new(arena *a, report *r, const document *d, const style *s);

/* The words of a NODE_REFERENCE, as far as pages are known. They are in the caller's arena, so
 * parts may call it. Has the type of setter.reference_words. */
const char *reference_words(const void *references, arena *a, const node *reference);

/* Record the page (its label) that a node begins on; the first record of a round counts, also for
 * the nodes that contain it. */
void reference_found(references *r, const node *n, const char *label);

/* The label of the page that a node (or what contains it) begins on, or NULL: not known yet. */
const char *reference_page(const references *r, const node *n);

/* Has anything been found that differs from the round before, and does any reference in the text
 * depend on it? Begins a new round. */
bool references_changed(references *r);

/* A node whose page changed since the round before; NULL: none did. */
const node *references_moved(const references *r);

/* "Figure 3. " and "Table 2. " in the language of a captioned node; NULL: it has no number. */
const char *reference_caption(const references *r, const node *captioned);

/* What a heading with a number is called: a part, a chapter, an appendix or a section. */
words_word reference_heading_word(const style *s, const node *heading);

/* A word in a language: the style's, else the language's, else the English one. */
const char *reference_word_in(const style *s, const char *lang, words_word word);

#endif
