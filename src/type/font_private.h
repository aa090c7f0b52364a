/* font_private: shared by the font files alone. font.c keeps the library and chooses faces,
 * font_face.c opens and measures one, font_hang.c measures its outlines, font_subset.c makes its
 * subset, font_lock.c pins it. */
#ifndef PLATEN_FONT_PRIVATE_H
#define PLATEN_FONT_PRIVATE_H

#include "base/arena.h"
#include "type/font.h"

#include <fontconfig/fontconfig.h>
#include <pthread.h>
#include <stdatomic.h>

/* What fontconfig says of a face before its file is opened. The strings are fontconfig's. */
typedef struct font_candidate {
	const char *family, *style, *postscript, *file;
	const char *base; /* the file's name without its folder */
	int face;         /* in a collection */
	int weight;       /* 100 to 900 */
	int width;        /* per cent */
	/* points, where the style's name begins with them ("08 Regular") */
	int design_size;
	bool sized; /* set in an answer: the family has designs for different sizes */
	bool italic;
	const FcCharSet *characters;
} font_candidate;

/* Facts of a glyph that were measured, in font units; hang per mille of the em. */
typedef struct glyph_facts {
	atomic_bool hang_known; /* parts may read it at once */
	int16_t hang_left, hang_right;
} glyph_facts;

#define GLYPH_PAGE 256

struct font {
	font_library *library;
	const char *family, *style, *postscript, *file;
	int face_index;
	size_t index;
	hb_blob_t *blob;
	hb_face_t *face;
	hb_font_t *shaper;
	uint32_t glyph_count;
	font_metrics metrics;
	/* pages of GLYPH_PAGE glyphs, made when the first of them is asked for */
	_Atomic(glyph_facts *) *facts;
	char sha256[65]; /* empty until asked for */
};

typedef struct font_lock font_lock;

/* A question and its answer, which may be NULL. The answer is kept, so that it stays the same. */
typedef struct font_question {
	const char *family;
	int weight;
	bool italic;
	length size; /* 0: the family has one design for all sizes */
	const font *answer;
	struct font_question *next;
} font_question;

typedef struct fallback_question {
	const font *like;
	const char *const *families;
	uint32_t character;
	const font *answer;
	struct fallback_question *next;
} fallback_question;

#define FALLBACK_SLOTS 64

struct font_library {
	arena *arena;
	report *report;
	font_options options;
	arena *own_arena;     /* the memory of font_own.c, which may run in the background */
	const char **refused; /* links in `own` that lead out */
	size_t refused_count;
	const char *configuration; /* its text; NULL: it cannot be read */
	bool configured;
	bool started;
	FcConfig *fontconfig; /* NULL: not started, or it failed */
	font **fonts;
	size_t count, capacity;
	font_question *questions;
	fallback_question *fallbacks[FALLBACK_SLOTS];
	const font_lock *lock; /* NULL: nothing is locked */
};

/* Open a face. NULL: it is unusable, which is reported at `where` unless that is NULL. */
font *font_open(font_library *l, const font_candidate *c, const place *where);
void font_close(font *f);

/* Held while a fact of a glyph is measured. One lock serves, since many parts shape at once but few
 * measure. */
extern pthread_mutex_t font_facts_lock;

/* What is known of a glyph; NULL: the face has no such glyph. */
glyph_facts *font_facts(const font *f, uint32_t glyph);

/* Has the capital I a serif at its foot? The metrics must have been measured. */
bool font_serifed(const font *f);

/* The SHA-256 of the face's file, in hexadecimal. */
const char *font_sha256(const font *f);

/* Add the publication's fonts to a configuration; and afterwards report the links that were
 * refused. */
void font_own_add(font_library *l, FcConfig *config);
void font_own_report(font_library *l);

/* Read the lock that the options name. NULL after reporting. */
const font_lock *font_lock_read(font_library *l);
/* Does the lock name such a face (whatever its hash)? */
bool font_lock_names(const font_lock *lock, const char *postscript);
/* Report FONT_NOT_LOCKED where the lock does not name the face with this very hash. */
void font_lock_check(font_library *l, const font *f, place where);

#endif
