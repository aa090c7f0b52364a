/* quotes_private: a block's text while it is changed, shared by the files of quotes: quotes.c
 * joins, scans and rewrites it, quotes_marks.c sets quotation marks, apostrophes and primes,
 * quotes_spaces.c spaces. */
#ifndef PLATEN_QUOTES_PRIVATE_H
#define PLATEN_QUOTES_PRIVATE_H

#include "markdown/habits.h"
#include "markdown/manuscript_private.h"

#define QUOTES_OPAQUE '\x01' /* in place of code, images and other nodes that are like a letter */
#define QUOTES_CLEAR  '\x02' /* in place of a note's mark: marks and spaces look through it */

typedef struct quoted_text { /* a text or a break in the flat string */
	size_t start, end;
	node *node;
	const habits *habits;
} quoted_text;

typedef struct edit {
	size_t at, remove;
	const char *insert;
} edit;

typedef struct open_mark { /* a quotation mark that is not closed yet */
	size_t edit;       /* its edit's index */
	bool single;
	const habits *habits;
} open_mark;

/* The next mark that clearly opens or clearly closes, once it was looked for. */
typedef struct next_mark {
	size_t at; /* past the text's end: there is none */
	bool known, closes;
} next_mark;

typedef struct flat {
	manuscript *m;
	node *block;
	arena_text text;
	quoted_text *stretches;
	size_t stretch_count, stretch_capacity;
	edit *edits;
	size_t edit_count, edit_capacity;
	open_mark *open;
	size_t open_count, open_capacity, open_double;
	next_mark next[2]; /* double, single */
	size_t at_stretch; /* the one that the scan is in */
} flat;

/* The scan enters the stretch of this byte. */
void quotes_enter(flat *f, size_t at);

/* The habits of the stretch that the scan is in. */
const habits *quotes_habits(const flat *f);

/* Record an edit: replace bytes. Returns its index. */
size_t quotes_change(flat *f, size_t at, size_t remove, const char *insert);

/* The character before or after a place (escape and note marks do not count); 0 at the ends. */
uint32_t quotes_before(const flat *f, size_t at);
uint32_t quotes_after(const flat *f, size_t at);

/* Classes of characters beside marks; the text's ends are spaces. */
bool quotes_is_space(uint32_t c);
bool quotes_is_dash(uint32_t c);
bool quotes_is_opening(uint32_t c);
bool quotes_is_closing(uint32_t c);
bool quotes_is_word(uint32_t c); /* letters of any script, digits and what is opaque */

/* Take a run of marks at a byte, over whatever texts it is in; returns the byte after it. */
size_t quotes_marks(flat *f, size_t at);

/* Take white space or a line's end at a byte; returns the byte after it. */
size_t quotes_spaces(flat *f, size_t at);
size_t quotes_break(flat *f, size_t at);

/* Take a guillemet, or a mark before which French puts a space; returns the byte after it. */
size_t quotes_french(flat *f, size_t at);

/* Is this a space between plain letters that stays as it is, which nearly all are? */
bool quotes_is_plain_space(const flat *f, size_t at);

#endif
