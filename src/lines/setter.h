/* setter: what all modules that set type need. The pipeline makes it once a run and lends it to
 * them. */
#ifndef PLATEN_SETTER_H
#define PLATEN_SETTER_H

#include "document/document.h"
#include "image/image.h"
#include "style/style.h"
#include "type/font.h"
#include "type/hyphen.h"
#include "type/shape.h"

typedef struct arena arena;

typedef struct setter {
	arena *arena;    /* what lasts as long as the run */
	arena *scratch;  /* what lasts as long as a paragraph */
	arena *breaking; /* what the line breaker works with */
	arena *unset;    /* what texts need until their lines are chosen: see plan_set */
	arena *lines;    /* chosen lines, until pages are composed and judged */
	report *report;
	const document *document;
	const style *style;
	font_library *fonts;
	image_library *images;
	hyphen_library *hyphens;
	shaper *shaper;
	/* What a NODE_REFERENCE says in this round of the layout; owned by the answering module. */
	const char *(*reference_words)(const void *references, arena *a, const node *reference);
	const void *references;
	struct workers *workers; /* the setters of other slots (workers.h); NULL: all is done with
				    this one */
	/* the spaces of the text's last line, for rivers, or NULL */
	struct linebreak_flow *flow;
	FILE *trace_lines; /* --trace=linebreak, or NULL */
} setter;

#endif
