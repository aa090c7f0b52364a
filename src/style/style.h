/* style: how each role looks, and what the page is. A style sheet is YAML; what it leaves out comes
 * from the built-in sheet (style_defaults.c). All lengths are resolved here: later stages know no
 * em. */
#ifndef PLATEN_STYLE_H
#define PLATEN_STYLE_H

#include "base/length.h"
#include "base/report.h"
#include "document/document.h"
#include "document/words.h"

#include <stdio.h>

/* Block roles have an appearance of their own; inline roles are laid over what surrounds them.
 * Their rows, with a sentence on each, are in style_keys.h. */
typedef enum role {
#define BLOCK_ROLE(name, ...) ROLE_##name,
#include "style/style_keys.h"
	ROLE_BLOCKS, /* how many block roles */
	ROLE_BEFORE_INLINE = ROLE_BLOCKS - 1,
#define INLINE_ROLE(name, ...) ROLE_##name,
#include "style/style_keys.h"
	ROLES
} role;

typedef enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } align;
typedef enum caps { CAPS_NONE, CAPS_SMALL, CAPS_ALL_SMALL, CAPS_UPPER } caps;
/* Where something runs to the trimmed edge, and in print over it. */
typedef enum bleed { BLEED_NONE, BLEED_SIDES, BLEED_OUTER, BLEED_ALL, BLEED_PAGE } bleed;
typedef enum page_place { PLACE_TOP, PLACE_MIDDLE, PLACE_FOOT } page_place;
typedef enum number_place { NUMBER_BEFORE, NUMBER_ABOVE, NUMBER_NAMED } number_place;
typedef enum page_opening { OPENS_ANYWHERE, OPENS_PAGE, OPENS_RECTO } page_opening;

/* What a sheet says of an ink's colour; the rest follows from that. */
enum { INK_CMYK = 1, INK_RGB = 2, INK_LAB = 4 };

/* A colour has a name (the resource that content streams use) and a value in each edition. What the
 * sheet does not say is worked out here by plain arithmetic; pdf_color does it by the output
 * profile. */
typedef struct ink {
	const char *name; /* "text", "accent", … */
	place place;
	bool painted_in_print; /* false: for the screen alone */
	unsigned says;         /* INK_CMYK, INK_RGB, INK_LAB: those that the sheet gives */
	uint16_t cmyk[4];      /* 0 to 10000 = 0 to 100 % */
	uint16_t rgb[3];       /* 0 to 10000, as it will look */
	int16_t lab[3];        /* of D50, in hundredths; where the sheet gives it */
	/* 100 % K alone, or a tint of it: Separation Black in print, gray in the archive */
	bool is_black;
	const char *spot; /* a spot colour's name, or NULL; cmyk and rgb are then its full colour */
	uint16_t tint;    /* of that spot colour: 10000 is all of it */
	/* of another colour, it is so much of that ink (by index); 10000 and itself: it is its
	 * own */
	uint16_t part;
	size_t base;
	size_t index; /* among the style's inks */
} ink;

/* Lengths at the four sides of a box. */
typedef struct sides {
	length top, right, bottom, left;
} sides;

/* A line at a side of a box; ink NULL: none. */
typedef struct border {
	length width;
	const ink *ink;
} border;

typedef struct borders {
	border top, right, bottom, left;
} borders;

/* How a block or some words look: a field for each APPEARANCE of style_keys.h, where a sentence
 * says what it means. Texts are never NULL. `leading` 0 is the grid's. `features` are HarfBuzz's,
 * joined by commas: "onum,pnum,-liga". */
typedef struct appearance {
#define APPEARANCE(key, type, field, ...) type field;
#include "style/style_keys.h"
	/* appearances with the same key give a text the same glyphs */
	uint32_t key;
} appearance;

/* How colours are fitted to what a press can print (ICC.1, 0.4). */
typedef enum rendering {
	RENDER_RELATIVE, /* with black point compensation */
	RENDER_PERCEPTUAL,
	RENDER_SATURATION,
	RENDER_ABSOLUTE
} rendering;

/* A PDF page can't be larger (ISO 32000-1, Annex C). */
#define SHEET_MOST (14400 * LENGTH_PT)

/* Widths of a folded sheet's panels, from the left edge of its front to the last fold. */
enum { PANELS_MOST = 8 };
typedef struct panels {
	length widths[PANELS_MOST];
	size_t count;
} panels;

typedef struct sheet {
	place place;          /* of its size */
	length width, height; /* trim */
	/* margins: top is to the first line's top, the text's foot follows from `lines` */
	length inner, outer, top, bottom;
	bool two_sided;
	length grid;    /* baseline to baseline */
	int lines;      /* grid lines in a full page */
	length measure; /* width of the text block */
	/* of the column in the outer margin, 0: there is none; and from the text to it */
	length margin_column, margin_gap;
	/* from the trim's top to the first line's baseline: three quarters of a grid line below
	 * `top` */
	length first_baseline;
	length head_baseline, folio_baseline;   /* from the trim's top */
	length folio_height;                    /* the same, from the trim's foot */
	const char *head_verso, *head_recto;    /* "title", "chapter", "none" */
	int folio_place;                        /* an align, or after them: no folio */
	bool folio;                             /* pages have one */
	align folio_align;                      /* ALIGN_JUSTIFY: outer edge */
	bool folio_on_opening, head_on_opening; /* on pages that a chapter opens */
	const ink *background;                  /* of all pages; NULL: paper */
	length bleed, slug;                     /* print edition */
	bool color_bar;                         /* in the slug */
	panels panels;                          /* of a sheet that is folded */
	const char *profile;                    /* the output condition's ICC file */
	const char *profile_root;               /* the folder that it must be in; NULL: anywhere */
	const char *condition;                  /* "FOGRA39" */
	int intent;           /* how colours are fitted to the condition: a rendering */
	bool convert;         /* print: images and drawings are converted to the condition */
	int ink_most;         /* per cent of ink in one place; more is warned of; 0: never */
	int signature;        /* the number of pages is made a multiple of it */
	int resolution_least; /* images with fewer dots per inch get a warning */
	int resolution_most;  /* images with more are written with so many; 0: with all */
} sheet;

/* What the line breaker's prices and limits are; see lines/linebreak.h for their meaning. */
typedef struct line_style {
	int stretch, shrink; /* of a word space, per mille of itself */
	int expansion;       /* how much glyphs may widen or narrow, per mille: 20 */
	int tracking;        /* how much they may move apart or together, per mille of an em: 5 */
	int protrusion;      /* per cent of the derived amounts: 100; 0 is off */
	int hyphen_left, hyphen_right; /* the fewest letters; 0: the language's own minimum */
	int hyphen_price, runt_price, fitness_price, step_price;
	int loose, tight; /* per mille of a word space; beyond these a line gets a warning */
} line_style;

typedef struct page_style {
	int variants;                 /* offer paragraphs one line longer and shorter: 0 or 1 */
	int spread_less, spread_more; /* lines that a spread may be off full height */
	int spread_price, heading_price, variant_most, end_price;
	int end_least; /* lines that a chapter's last page should have */
	/* a page may end inside a word; may begin with a paragraph's short last line */
	bool hyphens, runts;
	/* lines of text after a heading on its page, for headings that `keep` */
	int heading_lines;
	bool code_plain;     /* code is not coloured */
	bool floats_stay;    /* figures and tables are not moved */
	bool tables_upright; /* tables that are too wide are not turned */
	int float_price;     /* the price of a page's end that a float is carried over */
	bool end_notes;      /* notes at the end of the text, not at the foot of the page */
} page_style;

/* What the quality report counts, in its order (quality/quality.h says what each is). */
typedef enum quality_measure {
#define QUALITY(key, name, ...) QUALITY_##name,
#include "style/style_keys.h"
	QUALITY_MEASURES
} quality_measure;

/* The limit of a measure: a number of cases, or a share of all that could be one. */
typedef struct quality_limit {
	bool set, share;
	int most; /* a share is per mille */
} quality_limit;

typedef enum link_address { LINK_NONE, LINK_NOTE, LINK_INLINE } link_address;
typedef enum attachments { ATTACH_ALL, ATTACH_SOURCES, ATTACH_NONE } attachments;

/* A sheet that was read. */
typedef struct style_file {
	const source *source;
	/* its path; for one of Platen's own sheets, the path where it was looked for first: a sheet
	 * there would replace it */
	const char *wanted_at;
	bool own; /* one of Platen's own */
} style_file;

typedef struct style {
	const source *source;    /* the sheet read, or NULL: the built-in one alone */
	const style_file *files; /* the files read: first those that it extends, last itself */
	size_t file_count;
	sheet sheet;
	line_style lines;
	page_style pages;
	quality_limit limits[QUALITY_MEASURES];
	/* inline roles are laid over body text here; use style_over elsewhere */
	appearance roles[ROLES];
	const ink *const *inks; /* end with NULL; the first is "text" */
	link_address link_address;
	attachments attachments;    /* which files editions carry, if they carry any */
	bool explain_abbreviations; /* after their first mention */
	const char *words[WORDS];   /* words that the sheet sets; NULL: the language's own */
	/* the parts of a book: what the title page has, in its order: "title, author" */
	const char *title_order;
	bool half_title, imprint, roman_folios;
	bool link_pages; /* a page number after an internal link */
	/* families tried for characters that a face lacks; end with NULL */
	const char *const *fallbacks;
	length list_indent;
	length table_gutter; /* between columns */
	length row_space;    /* between rows, where cells have several lines */
	int table_least; /* the least per cent of its size that a table that is too wide may be set
			    in */
	length rule_width; /* thin rules: tables, notes */
	/* only for style*.c: classes, and the overlays made so far */
	struct style_private *private;
} style;

/* The sheet to read. If a sheet, or one that it extends, is not found where its name leads, it is
 * looked for among Platen's own sheets. */
typedef struct style_request {
	const char *path; /* to open; NULL: the built-in sheet alone */
	const char *name; /* as it was written */
	place named_at;
	/* the publication's folder, if the publication names the sheet: neither the sheet nor a
	 * profile that it names may be outside. NULL: the user names it on the command line, so
	 * both may be anywhere */
	const char *root;
	const char *own; /* the folder of Platen's own sheets, or NULL */
} style_request;

/* Read a style sheet. NULL only if it cannot be read; the report has the errors. */
style *style_read(arena *a, report *r, const style_request *request);

/* What the functions below return belongs to the style's arena (`a` of style_read), and equal
 * arguments give the same pointer. They must not be called in parts. */

/* Lines that a chapter's last page should have: as many as the sheet says, but half a page's at
 * most. */
int style_end_least(const style *s);

/* The appearance of a block role. */
const appearance *style_of(const style *s, role role);

/* The appearance of a block: that of its role; over it the classes of the divisions around it, as
 * far as they hand properties on (see property_reach; spaces and sides stay with the division's own
 * appearance); over these its own classes. */
const appearance *style_for(const style *s, role role, const node *n);

/* An inline role laid over what surrounds it: size and rise in em are those of the surrounding
 * type. */
const appearance *style_over(const style *s, const appearance *around, role role);

/* The appearance of a block inside a smaller text, such as a quotation in a note: its size in
 * proportion to the body's, but no larger than the text around it; that text's leading; no space
 * above and below. */
const appearance *style_within(const style *s, const appearance *look, const appearance *around);

/* An appearance in smaller or larger type: `scale` is per mille of its size. */
const appearance *style_scaled(const style *s, const appearance *look, int scale);

/* The style's appearance that is equal to this one, which the caller made by changing another. */
const appearance *style_made(const style *s, const appearance *look);

/* A span's classes laid over what surrounds it (small-caps, screen, and those of the sheet). */
const appearance *style_over_classes(const style *s, const appearance *around, const node *span);

/* Warn about classes in the document that neither the sheet nor Platen itself knows, once for each
 * name. */
void style_check_classes(const style *s, report *r, const document *d);

/* Print the resolved style as a sheet, with the origin of each value in a comment. */
void style_dump(const style *s, FILE *out);

/* Where a sheet names this family or file (found by the pointer that the style gave, not by an
 * equal text); no place if the built-in sheet does. */
place style_named_at(const style *s, const char *text);

#endif
