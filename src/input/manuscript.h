/* manuscript: Markdown and front matter to a document. cmark-gfm parses; the dialect is passes over its tree. */
#ifndef PLATEN_MANUSCRIPT_H
#define PLATEN_MANUSCRIPT_H

#include "input/document.h"

typedef struct manuscript_options {
	const char *const *paths; /* files in their order, or one folder with publication.yaml; "-" is standard input */
	size_t count;
	const char *root;         /* nothing outside it is read; NULL: the first manuscript's folder */
} manuscript_options;

/* Read all of it. NULL only where no file could be read; otherwise ask the report for errors. The arena owns all. */
document *manuscript_read(arena *a, report *r, const manuscript_options *options);

#endif
