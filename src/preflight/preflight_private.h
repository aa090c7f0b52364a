/* What rules see of the file under test, and how they say what they find. */
#ifndef PLATEN_PREFLIGHT_PRIVATE_H
#define PLATEN_PREFLIGHT_PRIVATE_H

#include "preflight/preflight.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "preflight/gradient.h"
#include "reader/xmp.h"

#define PREFLIGHT_MM (72 / 25.4) /* points */
/* A difference that no machine sees, in points. */
#define PREFLIGHT_NEAR 0.01

/* The boxes of the page at hand; `has` says which it names itself. */
typedef struct preflight_boxes {
	content_box media, crop, bleed, trim, art;
	bool has_media, has_crop, has_bleed, has_trim, has_art;
} preflight_boxes;

/* A spot ink, by its name. */
typedef struct preflight_spot {
	const char *name;
	const space *space; /* the first that names it */
	const space *other; /* one that says it otherwise, or NULL */
	size_t page, other_page;
	int holder, other_holder;
	bool painted;
} preflight_spot;

/* What lies on the page so far: large things, the last on top. */
typedef struct preflight_area {
	content_box box;
	int plates;               /* 2: several */
	inks inks;                /* the same all over the box, or not known */
	const gradient *gradient; /* or NULL */
	content_matrix matrix;    /* where the gradient is */
} preflight_area;

enum { PREFLIGHT_AREAS = 256 };

/* What is gathered for rules that look at more than one thing. */
typedef struct preflight_gathered {
	preflight_spot *spots;
	size_t spot_count, spot_capacity;
	preflight_area areas[PREFLIGHT_AREAS]; /* a ring */
	size_t area_count;
	size_t painted;   /* things on the page */
	bool transparent; /* the page */
	int transparent_owner;
	content_box transparent_at;
	hash_table pictures; /* how much ink they have */
	double looks;        /* cost of those that may be met again and again */
	hash_table gradients;
	size_t tag_page;   /* of the last structure element, from 0 */
	bool has_language; /* a structure element says its language */
	int heading;       /* level of the last one; 0: none yet */
} preflight_gathered;

struct preflight {
	arena *arena, *scratch;
	reader_pdf *reader;
	objects *objects;
	space_list *spaces;
	content *content;
	const preflight_demands *demands;

	/* the file */
	const object *catalog, *trailer, *info, *metadata;
	xmp xmp;
	const object *intent;        /* of PDF/X, else of PDF/A; the null object */
	const space_profile *output; /* its profile, or NULL */
	size_t page_count;
	preflight_page *pages;

	/* what a test is called for */
	const preflight_rule *rule;
	size_t page; /* from 1; 0: none */
	const object *page_object;
	preflight_boxes boxes;
	const object *object; /* annotation, dictionary, graphics state, image, group, element */
	int holder;           /* number of the object that it is, or is in */
	const object *resources;
	const space *space;
	typeface *font;
	const content_paint *paint;
	inks inks;        /* of the paint's colour */
	const char *word; /* operator, intent, or a structure element's standard type or NULL */

	/* findings */
	preflight_finding *findings;
	size_t finding_count, finding_capacity;
	hash_table met; /* findings by rule, page, object and words */
	const preflight_rule *active[RULES_ABOUT][128];
	size_t active_count[RULES_ABOUT];

	hash_table seen; /* objects that were looked at */
	preflight_gathered gathered;
};

/* The rule of the test that is running is broken. `detail` fills the message's %s. `at`: where on
 * the page, or NULL. */
void preflight_found(preflight *p, const char *detail, const content_box *at);

/* The same, printed as printf does. */
void preflight_found_at(preflight *p, const content_box *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Call the tests of what is set in p. */
void preflight_test(preflight *p, rules_about about);

/* Is an object met for the first time, as far as the caller's `kind` goes? */
bool preflight_first(preflight *p, const object *o, int kind);

const object *preflight_get(preflight *p, const object *o, const char *key);

/* preflight_gather.c: take in what is set in p, for rules that look at more than one thing. */
void preflight_gather_page(preflight *p);
void preflight_gather_space(preflight *p);
void preflight_gather_paint(preflight *p);

/* preflight_area.c: what lies below what. */
void preflight_area_page(preflight *p);
void preflight_area_add(preflight *p);
/* How many plates print below a point; -1: it is bare paper, as far as is known. */
int preflight_area_plates(const preflight *p, double x, double y);
/* The ink where the paint at hand has most: its own, and where it overprints what is below it. */
inks preflight_area_ink(preflight *p);

/* Is the paint at hand seen in print: no mask, no invisible text, not wholly transparent? */
bool preflight_prints(const preflight *p);
bool preflight_overprints(const preflight *p);

/* How many amounts of light make a colour of this space: three of RGB, one of grays by a profile,
 * which become several inks as RGB does; 0: it is none of light. */
size_t preflight_lights(const space *s);

/* Has it the colour of the paper, where it does not overprint? */
bool preflight_is_white(const preflight *p);
/* The colour space of the picture at hand. */
const space *preflight_picture_space(preflight *p);
/* Does what is below the paint at hand shine through? */
bool preflight_is_transparent(preflight *p);
/* Do two boxes share more than an edge? */
bool preflight_meet(const content_box *a, const content_box *b);

/* preflight_tags.c: call the tests of each structure element. */
void preflight_tags_walk(preflight *p);

/* preflight_listen.c: the interpreter whose findings go to the rules; and all objects below one. */
content *preflight_listen_begin(preflight *p);
void preflight_listen_objects(preflight *p, const object *root);

#endif
