/* font: find faces among what fonts/fonts.conf allows, measure them, find fallbacks for single
 * characters, make subsets. A face is loaded once a run, when it is first needed. */
#ifndef PLATEN_FONT_H
#define PLATEN_FONT_H

#include "base/length.h"
#include "base/report.h"

#include <hb.h>

typedef struct font_library font_library;
typedef struct font font;

typedef struct font_options {
	const char *configuration; /* the fonts.conf to use */
	const char *lock;          /* the fonts.lock, or NULL */
	bool locked;               /* refuse faces that the lock does not name */
	/* own: a folder with the publication's fonts, or NULL; root: the folder that links in it
	 * must not leave */
	const char *own, *root;
} font_options;

/* Metrics in font units, y upwards. */
typedef struct font_metrics {
	int units; /* to the em */
	int ascender, descender, cap_height, x_height;
	int italic_angle; /* in 1/65536 degree */
	int underline_position, underline_thickness, strike_position;
	int box[4]; /* left, bottom, right, top */
	int weight; /* 100 to 900 */
	bool fixed, serif, italic, cff;
} font_metrics;

/* Fontconfig is not started before the first face is asked for. */
font_library *font_library_new(arena *a, report *r, const font_options *options);
/* Let fontconfig read its folders now, in a task, while nobody asks for faces; otherwise that
 * happens at the first face. */
void font_library_configure(font_library *l);
/* Release what HarfBuzz and fontconfig hold, after the last use of any font. */
void font_library_free(font_library *l);

/* The options as they were given. */
const font_options *font_options_of(const font_library *l);

/* The face of a family that is nearest to a weight and slope, and the design for this size where
 * the family has several (EB Garamond 08 and 12). If there is no such family, NULL after reporting
 * FAMILY_MISSING (once a family), which names similar families and, if known, Debian's package.
 * FACE_SUBSTITUTED is reported where the family lacks the weight or slope. */
const font *font_find(font_library *l, const char *family, int weight, bool italic, length size,
		      place where);

/* Is there a family of this name? Nothing is reported. */
bool font_has_family(font_library *l, const char *family);

/* The face for a character that `like` lacks: from the style's fallback families, else what
 * fontconfig finds (except for private-use characters). NULL: no face has it (the caller reports
 * GLYPH_MISSING). The same question always has the same answer. */
const font *font_fallback(font_library *l, const font *like, const char *const *families,
			  uint32_t character);

/* Was font_fallback asked the same before? Then *answer is its answer. Parts may call this, as long
 * as none calls font_fallback. */
bool font_fallback_known(const font_library *l, const font *like, const char *const *families,
			 uint32_t character, const font **answer);

bool font_has(const font *f, uint32_t character);
hb_font_t *font_shaper(const font *f); /* lent; scale is the face's units to the em */
const font_metrics *font_metrics_of(const font *f);
const char *font_family(const font *f);
const char *font_postscript_name(const font *f);
const char *font_file(const font *f);                 /* its path */
const char *font_data(const font *f, size_t *length); /* the whole file; lent */
/* among the faces of this run, in the order of first use */
size_t font_index(const font *f);
size_t font_count(const font_library *l);
const font *font_at(const font_library *l, size_t index);
uint32_t font_glyph_count(const font *f);

/* How far a glyph may hang into the margin, per mille of the em: derived from its outline, by how
 * empty or thin its sides are between the baseline and the x-height (or cap height). Cached. */
void font_hang(const font *f, uint32_t glyph, int *left, int *right);

/* Make a subset of `glyphs` (sorted, distinct; glyph 0 is added). Glyphs are renumbered without
 * gaps: new_ids[i] is the code of glyphs[i] in text under Identity-H (the subset's glyph id; in a
 * CID-keyed CFF its CID), and advances[i] the width of its outline, in font units. The arena owns
 * all three. `data` is what the PDF embeds: TrueType outlines as a font file (FontFile2,
 * CIDToGIDMap Identity), CFF as the bare CFF table, name- or CID-keyed (FontFile3, CIDFontType0C).
 * Layout tables and hints are left out: a PDF needs only glyph ids and advances. False: no subset
 * can be made. Several faces may be subset at the same time, each into its own arena. */
bool font_subset(arena *a, const font *f, const uint32_t *glyphs, size_t count,
		 const uint32_t **new_ids, const int32_t **advances, const char **data,
		 size_t *length);

/* Advance of a glyph in font units. */
int font_advance(const font *f, uint32_t glyph);

/* For `platen fonts`: family, style, file, SHA-256 of each face that was used, sorted; and write
 * the lock. */
typedef struct font_origin {
	const char *family, *style, *postscript, *file, *sha256;
	int face;
	const font *font;
} font_origin;
const font_origin *font_origins(font_library *l, arena *a, size_t *count);
/* only the files, in the same order; ends with NULL */
const char *const *font_files(const font_library *l, arena *a);
/* a lock of the faces used so far */
const char *font_lock_text(font_library *l, arena *a, size_t *length);
/* compute the hashes that font_lock_text needs; other parts may read the faces meanwhile */
void font_library_hash(font_library *l);
/* false after reporting */
bool font_lock_write(font_library *l, arena *a, const char *path, bool derived);

#endif
