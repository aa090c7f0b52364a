/* style_private: shared by style's files only.
 *
 * A sheet is read in layers: the built-in defaults, then what it extends, then itself. Reading a
 * layer turns each key into a setting (a property and its checked value; relative lengths stay as
 * written) and appends it to the settings of earlier layers, so that a later one wins. When all
 * layers are read, the settings are applied: first to the body and the page's grid, then to
 * everything that is relative to them. */
#ifndef PLATEN_STYLE_PRIVATE_H
#define PLATEN_STYLE_PRIVATE_H

#include "base/map.h"
#include "style/style.h"
#include "style/value.h"

typedef enum property_kind {
	KIND_LENGTH,    /* length: any unit */
	KIND_EM_LENGTH, /* length: any unit but lines, which depend on it */
	KIND_INTEGER,   /* int */
	KIND_COUNT,     /* int, of grid lines: "2" or "2 lines" */
	KIND_PERCENT,   /* int, in per cent */
	KIND_PER_MILLE, /* int, in per mille; written in per cent with one decimal */
	KIND_WEIGHT,    /* int: 100 to 900, or a word */
	KIND_WORD,      /* int or enum: index among words */
	KIND_WORD_TEXT, /* const char *: one of words */
	KIND_SWITCH,    /* bool: the second of two words is true */
	KIND_BOOLEAN,   /* bool */
	KIND_FLAG,      /* int: 0 or 1 */
	KIND_ITALIC,    /* bool: true, false or toggle */
	KIND_TEXT,      /* const char * */
	KIND_PATH,      /* const char *: relative to the sheet's folder */
	KIND_ORDER,     /* const char *: some of words, in an order: "title, author" */
	KIND_FEATURES,  /* const char *: OpenType features, a text or a list */
	KIND_INK,       /* const ink * */
	KIND_SIDES,     /* sides: one length to four, as CSS has it */
	KIND_PANELS,    /* panels: one length to eight, or none */
	KIND_BORDER,    /* border: a width and an ink, or none */
	KIND_BORDERS,   /* borders: the same for all four sides */
	KIND_LIMIT,     /* quality_limit: "3", "0.5%" or none */
	KIND_PAPER,     /* two lengths, width and height */
	KIND_SECTION    /* a map with its own keys, read by the caller */
} property_kind;

/* What a property may apply to. In a class: only to a division's own box (OWN), also to the blocks
 * in the division (HANDED_ON), or also to words inside a line (INLINE). */
typedef enum property_reach { REACH_INLINE, REACH_HANDED_ON, REACH_OWN } property_reach;

enum property_traits {
	SHAPES = 1,    /* it changes how text is shaped */
	BY_AROUND = 2, /* em is the size of the surrounding type, not of the type itself */
	ADDS = 4,      /* it is added to the value of the surroundings */
	OR_NOTHING = 8 /* it may be 0, whatever the least is */
};

typedef struct property {
	const char *name;
	property_kind kind;
	size_t offset;            /* in the structure that the table is about */
	int least, most;          /* see style_keys.h */
	const char *const *words; /* end with NULL */
	property_reach reach;
	int traits;
} property;

/* The properties of one section of a sheet; all are fields of one structure. */
typedef struct property_table {
	const property *items;
	size_t count;
} property_table;

/* The sections that are plain tables, the keys beside them, and the section of appearances: `text`,
 * each role and each class. */
typedef enum section {
	SECTION_PAGE,
	SECTION_MARGINS,
	SECTION_SHEET,
	SECTION_LINES,
	SECTION_PAGES,
	SECTION_SPACING,
	SECTION_LINKS,
	SECTION_BOOK,
	SECTION_WORDS,
	SECTION_QUALITY,
	SECTION_APPEARANCE,
	SECTIONS
} section;
extern const property_table style_tables[SECTIONS];
/* The key under which a sheet has each section; NULL: its keys are the sheet's own. */
extern const char *const style_section_names[SECTIONS];

/* Roles by the names that sheets use (the body's is `text`): the roles of style.h and those that
 * several roles are laid over. */
enum {
	ROLE_LAST = ROLES - 1,
#define SHARED_ROLE(name, ...) ROLE_##name,
#include "style/style_keys.h"
	ROLE_NAMES
};
extern const char *const style_role_names[ROLE_NAMES];
/* The role that a block role is laid over; for the body, itself. */
extern const int style_role_parents[ROLE_NAMES];

/* A checked value for a property: a number, or a text (lengths as they are written), or an ink. */
typedef struct setting {
	const property *property;
	place place;
	long number;
	const char *text;
	const ink *ink;
} setting;

typedef struct patch {
	setting *items;
	size_t count, capacity;
} patch;

typedef struct named_class {
	const char *name;
	patch patch;
} named_class;

typedef struct named_ink {
	ink ink;
	place place;
	size_t like; /* the ink that it takes its colours from; its own index: none */
} named_ink;

/* The overlays made so far; see style_overlay.c. */
typedef struct overlay_cache overlay_cache;

typedef struct named_text {
	const char *text;
	place place;
} named_text;

typedef struct style_private {
	arena *arena;
	report *report;
	const char *folder; /* of the layer that is being read */
	const char *root;   /* see style_request; NULL for Platen's own sheets */
	const char *own;    /* of Platen's own sheets, or NULL */
	/* the folder of the sheet that named the own sheet being read; NULL: the sheet is not one
	 * of Platen's own */
	const char *beside;
	style_file *files;
	size_t file_count, file_capacity;
	named_ink **inks;
	size_t ink_count, ink_capacity;
	map *inks_by_name;
	patch roles[ROLE_NAMES];
	patch sections[SECTIONS]; /* margins are among the page's; appearances have none */
	/* the first so many settings of the page are the built-in sheet's */
	size_t page_built_in;
	named_class **classes;
	size_t class_count, class_capacity;
	map *classes_by_name;
	named_text *named; /* families and files, in sheets read */
	size_t named_count, named_capacity;
	place page_place; /* of the last key that set a measure of the page */
	place fallbacks_place;
	overlay_cache *cache;
	length grid;
} style_private;

/* The built-in sheet. */
extern const char style_defaults[];

/* The built-in sheet's name in messages and dumps. */
#define STYLE_BUILT_IN "built-in style"
/* Where packages install what all publications may name. */
#define STYLE_SHARED "/usr/share/"

/* Report each key of the map that is not among `keys`, and what was meant by it where that is known
 * (style_unknown.c). */
void style_only(style_private *p, const value *map, const char *title, const char *const *keys,
		size_t count);

/* Read the keys of a map by a table into a patch. `title` names the map in messages ("'page'").
 * Properties that reach further than `reach` count as unknown keys. Unknown keys and bad values are
 * reported and left out. */
void style_read_patch(style_private *p, const value *map, const char *title,
		      const property_table *table, property_reach reach, patch *into);

/* Apply a setting to the structure that its table is about. */
void style_apply(const setting *s, void *target, const length_base *base);

/* Have two structures the same value of a property? And a hash of the value, combined with
 * another. */
bool style_same(const property *of, const void *a, const void *b);
uint64_t style_hash(const property *of, const void *target, uint64_t seed);

/* A property's value as a sheet would write it; lengths in points. Belongs to the arena. */
const char *style_value_text(arena *a, const property *of, const void *target);

/* Width and height of a page: "A5", "A5 landscape" or "148mm 210mm". False: it is none of these. */
bool style_parse_paper(const char *text, length *width, length *height);
extern const char *const style_paper_names[]; /* end with NULL */

/* "4pt 8pt": one length to four. False: it is none of these. */
bool style_parse_sides(const char *text, const length_base *base, sides *result);

/* "99mm 99mm". False: it is none of these. */
bool style_parse_panels(const char *text, const length_base *base, panels *result);

/* "0.5pt rule", "0.5pt solid rule": the words for width and ink, in the arena. False: the text is
 * none of these. */
bool style_parse_border(arena *a, const char *text, const char **width, const char **ink);

/* Read the inks of a layer; find one (NULL: there is none); after all layers, fill in inks that are
 * `like` another. */
void style_read_inks(style_private *p, const value *map);
const ink *style_ink(const style_private *p, const char *name);
void style_settle_inks(style_private *p);

/* Lay a patch over an appearance, with those of its properties that reach no further than `reach`.
 * Equal arguments give the same pointer, owned by the style's arena. */
const appearance *style_lay(style_private *p, const appearance *around, const patch *over,
			    property_reach reach);

/* The class with this name, or NULL. */
const named_class *style_class(const style_private *p, const char *name);

#endif
