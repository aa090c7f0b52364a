/* plan: the texts of a document, each known by its shape and its place before any is set.
 *
 * The galley is walked before it is made. The first walk finds the texts, in their order, and meets
 * their words; then threads shape the words that are new, and set the texts. A last walk finds all
 * set and makes the galley. Whether a captioned table or figure may move depends on its height, and
 * the indent of what follows on that: where there are such, they are set first, and one walk more
 * gives the others their shapes.
 *
 * What is set depends on nothing but the texts, their shapes and their order: a text is set in the
 * flow of word spaces (for rivers) that the one before it leaves, and texts that hand a flow on are
 * one part, set by one thread. */
#ifndef PLATEN_PLAN_H
#define PLATEN_PLAN_H

#include "layout/table.h"

typedef struct plan plan;

/* A plan without texts; the setter is lent. */
plan *plan_new(const setter *s);

/* A walk begins: its texts are asked for in their order. */
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

/* Set what the last walk asked for; where early texts wait, them alone. False: all was set. */
bool plan_set(plan *p);

/* References say something else: set anew the texts that have some, each in its old shape. */
void plan_renew(plan *p);

#endif
