/* plan: the texts of a document, each known by its shape and its place before any is set.
 *
 * The document is walked several times. The first walk finds the texts, in their order, and meets
 * their words; then the new words are shaped, and the texts are set, in parts. The last walk finds
 * everything set and makes the galley. Whether a captioned table or figure may move depends on its
 * height, and the indent of the text after it depends on that: so if there are any, they are set
 * first, and one more walk gives the other texts their shapes.
 *
 * The result depends only on the texts, their shapes and their order: a text is set in the flow of
 * word spaces (for rivers) that the one before it leaves, and texts that hand on a flow are one
 * part. */
#ifndef PLATEN_PLAN_H
#define PLATEN_PLAN_H

#include "layout/table.h"

typedef struct plan plan;

/* A plan without texts; the setter is lent. */
plan *plan_new(const setter *s);

/* Begin a walk, which asks for the texts in their order. */
void plan_walk(plan *p);

/* The text of a node's inlines in this shape, or, where `words` are given, of words that belong to
 * it, in `lang`. `early`: of a table or figure that may move. Its lines are chosen by plan_set. */
const paragraph *plan_text(plan *p, const node *n, const char *words, const char *lang,
			   const paragraph_shape *shape, bool early);
/* Preformatted text; it has no lines before plan_set. */
const paragraph *plan_code(plan *p, const node *n, const paragraph_shape *shape);
/* A table, in a note in the note's look (`around`), else NULL; its rows have no lines before
 * plan_set. */
const table_rows *plan_table(plan *p, const node *n, length measure, const appearance *around,
			     bool early);

/* The same table turned by a quarter, in another measure, beside the upright one. */
const table_rows *plan_turned_table(plan *p, const node *n, length measure, bool early);
/* Has a table that was asked for upright shown to be too wide? False: it is not set yet. */
bool plan_table_is_too_wide(const plan *p, const node *n);

/* Set the texts that the last walk asked for; if there are early ones, only these. False: all were
 * set, and what they needed before is forgotten (the setters' `unset`). */
bool plan_set(plan *p);

/* References have changed: set the texts that have any again, each in its old shape. */
void plan_renew(plan *p);

#endif
