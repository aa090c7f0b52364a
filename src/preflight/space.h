/* space: a PDF's colour spaces (ISO 32000-1, 8.6), and what a colour in them is on the plates. */
#ifndef PLATEN_SPACE_H
#define PLATEN_SPACE_H

#include "reader/object.h"

typedef struct pdf_convert_pixels pdf_convert_pixels; /* pdf_convert.h */

/* Components of a colour; those beyond are not looked at. */
enum { SPACE_MOST = 32 };

typedef enum space_kind {
	SPACE_BAD, /* none that PDF knows */
	SPACE_GRAY,
	SPACE_RGB,
	SPACE_CMYK,
	SPACE_CALGRAY,
	SPACE_CALRGB,
	SPACE_LAB,
	SPACE_ICC,
	SPACE_INDEXED,
	SPACE_SEPARATION,
	SPACE_DEVICEN,
	SPACE_PATTERN
} space_kind;

/* What an ICC profile says of itself in its head. */
typedef struct space_profile {
	const object *stream;
	bool sound;          /* there is a profile of the length that it says */
	char kind[5];        /* "prtr" */
	char channels[5];    /* "CMYK" */
	int major, declared; /* version; N */
	uint64_t digest;
	const char *data;
	size_t length;
} space_profile;

typedef struct space space;
struct space {
	space_kind kind;
	int count; /* components */
	const object *object;
	const space *base;  /* alternate, base of indexed colours, of uncoloured patterns */
	const char **names; /* colorants, `count` of them */
	const space_profile *profile;
	/* CMYK of another profile than the output's: the way to its plates; else NULL */
	const pdf_convert_pixels *to_plates;
	/* Indexed: the table's bytes, base->count for each colour */
	reader_bytes table;
	bool is_default; /* it is what resources give in place of a device's space */
};

/* The arena's, but for what lcms2 holds: space_list_free gives that back. */
typedef struct space_list space_list;
space_list *space_list_new(arena *a, objects *o);
void space_list_free(space_list *s);

/* The profile of the output, or NULL: colours that are tagged with another profile of CMYK are
 * converted to its plates. Before any space is looked for. */
void space_list_print(space_list *s, const space_profile *output);

/* Do two profiles have the same bytes? */
bool space_same_profile(const space_profile *a, const space_profile *b);

/* A colour space by its name or array. `resources` is where names, and the defaults of devices'
 * spaces, are looked for. Never NULL. */
const space *space_find(space_list *s, const object *o, const object *resources);
const space *space_device(space_list *s, space_kind kind, const object *resources);

const space_profile *space_profile_of(space_list *s, const object *stream);

/* How many components a profile's channels are; 0: unknown. */
int space_channels(const char *signature);

/* A colour on the plates, each amount 0 to 1. */
typedef struct inks {
	bool known;        /* false: it depends on how lights are converted, or on a picture */
	bool all;          /* on every plate: registration marks */
	double process[4]; /* cyan, magenta, yellow, black */
	double spots;      /* their sum */
	uint64_t names;    /* a bit for each spot's name: those that share none are others */
	int plates;        /* that have some of it */
	double total;
} inks;

inks space_inks(const space *s, const float *values);

const char *space_words(space_kind kind);

#endif
