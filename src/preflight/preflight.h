/* preflight: is a PDF ready for what it is made for? Each rule of rules.h is held to it; what
 * breaks one is a finding with its page, its object and its place on the page. */
#ifndef PLATEN_PREFLIGHT_H
#define PLATEN_PREFLIGHT_H

#include "preflight/content.h"
#include "preflight/rules.h"

/* Of one finding so many places are kept; the rest are counted. */
enum { PREFLIGHT_PLACES = 64 };

typedef struct preflight_finding {
	const preflight_rule *rule;
	size_t page;         /* from 1; 0: of the file */
	int object;          /* number; 0: unknown or direct */
	const char *what;    /* the message with its detail filled in */
	content_box *places; /* on the page, in points of its coordinates */
	size_t place_count;
	size_t count; /* how often it was found, places or not */
} preflight_finding;

/* A page's own size: the trimmed page, else what is shown of it. */
typedef struct preflight_page {
	content_box box;
	int rotation; /* 0, 90, 180, 270 clockwise */
	double unit;  /* points that one unit of its coordinates is */
	int object;
} preflight_page;

typedef struct preflight_result {
	const source *source;
	const preflight_finding *findings; /* by page, then as they were found */
	size_t count;
	size_t errors, warnings;
	const preflight_page *pages;
	size_t page_count;
	int profiles;
	const char *damage; /* what had to be mended to read it, or NULL */
} preflight_result;

/* What a PDF is held to. */
typedef struct preflight_demands {
	int profiles; /* of rules_profile */
	int ink_most; /* per cent in one place; 0: no limit */
} preflight_demands;

/* Hold a PDF to rules. NULL after reporting why it can't be read. */
const preflight_result *preflight_file(arena *a, report *r, const source *s,
				       const preflight_demands *demands);

/* The place of a box on the page as it is seen, in millimetres from the left and top edges of the
 * trimmed page. */
content_box preflight_report_place(const preflight_page *page, content_box box);

/* A finding in words, with its page, place and object before them. */
const char *preflight_report_words(arena *a, const preflight_result *result,
				   const preflight_finding *f);

/* Say each finding as a diagnostic. */
void preflight_report(arena *a, report *r, const preflight_result *result);

#endif
