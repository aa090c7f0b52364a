/* style_private: what style's files share, and nobody else.
 *
 * A sheet is read in layers: the built-in defaults, then what it extends, then itself. Reading a
 * layer turns each key into a setting (a property and its value, checked, relative lengths still as
 * they were written) and puts it behind the settings of earlier layers; so a later one wins. When
 * all layers are read, the settings are applied, first to the body and the page's grid, then to all
 * that is relative to them. */
#ifndef PLATEN_STYLE_PRIVATE_H
#define PLATEN_STYLE_PRIVATE_H

#include "style/style.h"
#include "style/value.h"

typedef enum property_kind {
	KIND_LENGTH,    /* length: any unit */
	KIND_EM_LENGTH, /* length: any but lines (what lines themselves depend on) */
	KIND_INTEGER,   /* int */
	KIND_LINES,     /* int: "2" or "2 lines" */
	KIND_PERCENT,   /* int, in per cent */
	KIND_PER_MILLE, /* int, in per mille, written in per cent with one decimal */
	KIND_WEIGHT,    /* int: 100 to 900 or a word */
	KIND_WORD,      /* int or enum: index among words */
	KIND_WORD_TEXT, /* const char *: one of words */
	KIND_SWITCH,    /* bool: the second of two words is true */
	KIND_BOOLEAN,   /* bool */
	KIND_FLAG,      /* int: 0 or 1 */
	KIND_ITALIC,    /* bool: true, false or toggle */
	KIND_TEXT,      /* const char * */
	KIND_PATH,      /* const char *: relative to the sheet's folder */
	KIND_FEATURES,  /* const char *: OpenType features, a text or a list */
	KIND_INK,       /* const ink * */
	KIND_LIMIT,     /* quality_limit: "3", "0.5%" or none */
	KIND_PAPER,     /* sheet: width and height */
	KIND_SECTION    /* keys of its own: whoever reads the map around it reads them */
} property_kind;

typedef struct property {
	const char *name;
	property_kind kind;
	size_t offset;            /* in what the table is about */
	int least, most;          /* of lengths: in points; most 0: no bounds at all */
	const char *const *words; /* end with NULL */
} property;

typedef struct property_table {
	const property *items;
	size_t count;
} property_table;

/* A checked value for a property: a number, or a text (lengths as they are written), or an ink. */
typedef struct setting {
	const property *property;
	long number;
	const char *text;
	const ink *ink;
} setting;

typedef struct patch {
	setting *items;
	size_t count, capacity;
} patch;

/* The order of appearance_properties: inline roles may say those before the first bound; a division
 * hands those before the second on to the blocks in it. */
enum { PROPERTIES_INLINE = 13, PROPERTIES_HANDED_ON = 18, PROPERTIES_ALL = 27 };
/* one array of properties */
extern const property_table style_appearance_keys, style_inline_keys, style_page_keys,
	style_margins_keys, style_lines_keys, style_pages_keys, style_spacing_keys,
	style_links_keys, style_quality_keys;

/* Roles by the names that sheets use; ROLE_BODY is the section `text`, ROLE_HEADINGS what all
 * headings share. */
enum { ROLE_HEADINGS = ROLES, ROLE_NAMES };
extern const char *const style_role_names[ROLE_NAMES];

typedef struct named_class {
	const char *name;
	patch patch;
} named_class;

typedef struct named_ink {
	ink ink;
	size_t like; /* takes its colours from this one; its own index: none */
} named_ink;

/* The overlays that were asked for, by what they were laid over; see style_overlay.c. */
typedef struct overlay_cache overlay_cache;

typedef struct named_text {
	const char *text;
	place place;
} named_text;

typedef struct style_private {
	arena *arena;
	report *report;
	const char *folder; /* of the layer that is being read */
	const char *own;    /* of Platen's own sheets, or NULL */
	/* of what named the one of Platen's own that is being read; NULL: it is none */
	const char *beside;
	style_file *files;
	size_t file_count, file_capacity;
	named_ink **inks;
	size_t ink_count, ink_capacity;
	patch roles[ROLE_NAMES];
	patch page, lines, pages, spacing, links, quality;
	/* so many of the page's settings, the first, are the built-in sheet's */
	size_t page_built_in;
	named_class *classes;
	size_t class_count, class_capacity;
	named_text *named; /* families and files, in sheets read */
	size_t named_count, named_capacity;
	place page_place; /* of what last spoke of the page's measures */
	overlay_cache *cache;
	length grid;
} style_private;

/* The built-in sheet. */
extern const char style_defaults[];

/* Read the keys of a map (its title is for messages: "'page'") by a table into a patch; unknown
 * keys and bad values are reported and left out. */
void style_read_patch(style_private *p, const value *map, const char *title,
		      const property_table *table, patch *into);

/* Apply a setting to the structure that its table is about. */
void style_apply(const setting *s, void *target, const length_base *base);

/* Read the inks of a layer; find one, NULL: there is none; when all layers are read, fill in what
 * is like another. */
void style_read_inks(style_private *p, const value *map);
const ink *style_ink(const style_private *p, const char *name);
void style_settle_inks(style_private *p);

/* Lay a patch over an appearance, as far as its properties stand before `bound` in the table. Asked
 * the same again, it gives the same pointer; it belongs to the style's arena. */
const appearance *style_lay(style_private *p, const appearance *around, const patch *over,
			    size_t bound);

/* The class with this name, or NULL. */
const named_class *style_class(const style_private *p, const char *name);

#endif
