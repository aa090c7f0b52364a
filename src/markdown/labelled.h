/* labelled: the labels of pandoc's lists: "a.", "B)", "(iv)", "(1)", "#.", "(@name)"; and the
 * boxes of tasks. */
#ifndef PLATEN_LABELLED_H
#define PLATEN_LABELLED_H

#include "document/node.h"

typedef struct list_mark {
	list_style style;
	char delimiter;   /* '.', ')' or '(': in parentheses */
	bool counted;     /* "#." and "(@)": it has no number of its own */
	bool example;     /* "(@)": numbered through the document */
	const char *name; /* of "(@name)", as it is in the text */
	size_t name_length;
	long number;   /* its number in its style */
	long roman;    /* of a letter: its Roman number, or 0 */
	size_t length; /* in bytes, without the space after it */
} list_mark;

/* Does a line begin with a label and words after it? */
bool labelled_read(const char *text, size_t length, list_mark *label);

/* Is a label the next of another one's list? */
bool labelled_follows(const list_mark *one, const list_mark *two);

/* A letter that may also be a Roman number takes the style of the label before it. */
void labelled_settle(list_mark *label, const list_mark *before);

/* Take the box of a task ("[x] ") from the words that an item begins with. As item.task of
 * node.h. */
int labelled_take_box(node *item);

#endif
