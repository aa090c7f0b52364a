/* manuscript: Markdown and front matter to a document. cmark-gfm parses; the dialect is added by
 * passes over its tree. */
#ifndef PLATEN_MANUSCRIPT_H
#define PLATEN_MANUSCRIPT_H

#include "document/document.h"

/* Called when front matter is read (above all, the language is known) but bodies are not, so that
 * slow work can begin. The report may have errors. */
typedef void manuscript_front(const document *d, void *context);

typedef struct manuscript_options {
	/* files in their order, or one folder with publication.yaml; "-" is standard input */
	const char *const *paths;
	size_t count;
	/* nothing outside it is read; NULL: the first manuscript's folder */
	const char *root;
	manuscript_front *front; /* or NULL */
	void *context;           /* of front */
} manuscript_options;

/* Read all files. NULL only if none could be read; the report has the errors. The arena owns
 * everything. */
document *manuscript_read(arena *a, report *r, const manuscript_options *options);

#endif
