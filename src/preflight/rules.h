/* rules: everything that a PDF is held to, one row a rule. A rule's test is a function of the file
 * that its number begins with: file_version is rules_file_version of rules_file.c. */
#ifndef PLATEN_RULES_H
#define PLATEN_RULES_H

#include "base/report.h"

/* What a PDF can be held to. */
typedef enum rules_profile {
	RULES_X4 = 1,  /* PDF/X-4 */
	RULES_GWG = 2, /* what printers ask beyond it, after the Ghent Workgroup */
	RULES_A = 4,   /* PDF/A, as far as it can be told here */
	RULES_UA = 8   /* PDF/UA, likewise */
} rules_profile;

/* What a test looks at, and so how often it is called. */
typedef enum rules_about {
	ABOUT_FILE,       /* once, before the pages */
	ABOUT_END,        /* once, after them */
	ABOUT_PAGE,       /* each page, before what it paints */
	ABOUT_PAGE_END,   /* each page, after it */
	ABOUT_ANNOTATION, /* each annotation of each page */
	ABOUT_OBJECT,     /* each dictionary and stream, structure apart */
	ABOUT_STATE,      /* each graphics state of resources */
	ABOUT_SPACE,      /* each colour space of resources, images, shadings */
	ABOUT_FONT,       /* each font that sets text */
	ABOUT_IMAGE,      /* each image of resources */
	ABOUT_GROUP,      /* each transparency group */
	ABOUT_PAINT,      /* each thing that is painted */
	ABOUT_INTENT,     /* each rendering intent */
	ABOUT_UNKNOWN,    /* each unknown operator */
	ABOUT_DAMAGE,     /* each stream that can't be unpacked */
	ABOUT_ELEMENT,    /* each structure element */
	RULES_ABOUT
} rules_about;

typedef struct preflight preflight;

typedef struct preflight_rule {
	const char *name;
	int profiles; /* of rules_profile */
	report_level level;
	const char *clause;
	rules_about about;
	void (*test)(preflight *p);
	const char *message; /* %s: what the test says */
} preflight_rule;

extern const preflight_rule rules_table[];
extern const size_t rules_count;

#endif
