/* edition: the kinds of PDF that a publication becomes, each a row of one table. All code that asks
 * for an edition, names its file or writes it reads the row; nothing else distinguishes
 * editions. */
#ifndef PLATEN_EDITION_H
#define PLATEN_EDITION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct edition {
	const char *name; /* --edition=NAME, `editions:`, OUT.NAME.pdf */
	/* PDF's version times ten: 17 is PDF 1.7. From 20 on its tags are those of ISO 32000-2. */
	int version;
	/* the standards that it claims */
	int pdfa_part;
	const char *pdfa_conformance;
	int pdfa_revision; /* its year; 0: not stated */
	/* claimed instead if it carries no sources, though it could */
	int bare_pdfa_part;
	const char *bare_pdfa_conformance;
	int pdfua_part, pdfua_revision;
	const char *const *declarations; /* of conformance, by URI; end with NULL; or NULL */
	const char *pdfx;                /* NULL: none */
	bool of_all;                     /* --edition=all includes it */
	bool links;                      /* has annotations; without them a link is its words */
	bool sources;                    /* carries the files that it was made of */
	bool screen;                     /* paints what is only for screens */
	/* is for the press: its output condition's colours and profile, bleed, marks and slug line
	 * around the trim, and dates in any case (ISO 15930-7) */
	bool press;
	bool cover; /* is the sheet around the book, and no edition of its pages */
} edition;

enum { EDITION_ARCHIVE, EDITION_ARCHIVE2, EDITION_PRINT, EDITION_COVER, EDITIONS };
extern const edition edition_table[EDITIONS];

/* Editions asked for: bit n is edition_table[n]. */
typedef unsigned edition_set;

#define EDITION_DEFAULT ((edition_set)1 << EDITION_ARCHIVE)

/* The editions that words separated by commas name: names of rows, or "all". 0: a word is
 * neither. */
edition_set edition_named(const char *words);

/* The words that edition_named knows, in order. */
enum { EDITION_WORDS = EDITIONS + 1 };
void edition_list_words(const char *words[EDITION_WORDS]);

/* Walk over the rows of a set, in the table's order: returns the next one from *at on and advances
 * *at, which begins with 0; NULL: there are no more. */
const edition *edition_next(edition_set set, size_t *at);

/* An edition's row for a PDF that carries no files. */
edition edition_bare(const edition *e);

/* Does a row of the set have this property? */
bool edition_any_press(edition_set set);
bool edition_has_cover(edition_set set);
bool edition_any_sources(edition_set set);

#endif
