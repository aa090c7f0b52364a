/* font: the library of faces. fontconfig lists what fonts/fonts.conf allows. The choice among these
 * is made here, by rules that depend only on the question and the files' names: not on the order in
 * which fontconfig finds the files, and not on the user's configuration, locale or environment,
 * since the library uses a configuration that reads fonts.conf alone.
 *
 * The nearest face of a family is found by slope first, then width, then weight (of two equally
 * near the heavier one where the weight wanted is over 500, else the lighter one), then the optical
 * size, then CFF before TrueType, then the file's name. */
#include "type/font_private.h"

#include "base/file.h"
#include "base/nearest.h"
#include "style/value.h"

#include <stdlib.h>
#include <string.h>

#define CONFIGURATION_MOST ((size_t)1 << 20)
/* the size whose design is taken for fallback */
#define FALLBACK_SIZE (11 * LENGTH_PT)

/* Debian's package of a family, by the beginning of its name. */
static const struct {
	const char *beginning, *package;
} packages[] = {
	{"Amiri", "fonts-hosny-amiri"},
	{"Charis SIL", "fonts-sil-charis"},
	{"DejaVu", "fonts-dejavu-core"},
	{"EB Garamond", "fonts-ebgaramond"},
	{"Gentium", "fonts-sil-gentiumplus"},
	{"Inter", "fonts-inter"},
	{"JetBrains Mono", "fonts-jetbrains-mono"},
	{"Junicode", "fonts-junicode"},
	{"Latin Modern", "fonts-lmodern"},
	{"Linux Biolinum", "fonts-linuxlibertine"},
	{"Linux Libertine", "fonts-linuxlibertine"},
	{"Noto Sans CJK", "fonts-noto-cjk"},
	{"Noto Serif CJK", "fonts-noto-cjk"},
	{"Noto", "fonts-noto-core"},
	{"TeX Gyre", "fonts-texgyre"},
	{"Vollkorn", "fonts-vollkorn"},
};

/* A walk over the faces of the configuration. */
typedef struct font_walk {
	const FcFontSet *sets[2];
	int set, item;
} font_walk;

/* A candidate's ranks, compared in order; lower is better. */
#define RANKS 7
typedef struct font_rank {
	int value[RANKS];
	const char *base;
	int face;
} font_rank;

font_library *font_library_new(arena *a, report *r, const font_options *options)
{
	font_library *l = ARENA_NEW(a, font_library);
	l->arena = a;
	l->report = r;
	l->options = *options;
	size_t size;
	if (file_read(a, options->configuration, CONFIGURATION_MOST, &l->configuration, &size) !=
	    FILE_OK)
		l->configuration = NULL;
	l->own_arena = arena_new();
	return l;
}

void font_library_free(font_library *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->count; i++)
		font_close(l->fonts[i]);
	l->count = 0;
	if (l->fontconfig)
		FcConfigDestroy(l->fontconfig);
	l->fontconfig = NULL;
	arena_free(l->own_arena);
	l->own_arena = NULL;
}

const font_options *font_options_of(const font_library *l)
{
	return &l->options;
}

/* Parse the configuration's text and look into its folders. False: it is no configuration. */
static bool configure(font_library *l, FcConfig *config)
{
	/* otherwise the environment's FONTCONFIG_SYSROOT would count */
	FcConfigSetSysRoot(config, NULL);
	if (!FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)l->configuration, FcTrue) ||
	    !FcConfigBuildFonts(config))
		return false;
	font_own_add(l, config);
	return true;
}

void font_library_configure(font_library *l)
{
	if (l->configured || !l->configuration)
		return;
	l->configured = true;
	FcConfig *config = FcConfigCreate();
	if (!config)
		report_die(1, "out of memory");
	if (configure(l, config))
		l->fontconfig = config;
	else
		FcConfigDestroy(config);
}

/* Start fontconfig, once. */
static void start(font_library *l)
{
	const char *path = l->options.configuration;
	if (l->started)
		return;
	l->started = true;
	font_library_configure(l);
	font_own_report(l);
	if (!l->configuration)
		report_at(l->report, REPORT_FILE_UNREADABLE, (place){0},
			  "the list of allowed fonts %s cannot be read; name one that can", path);
	else if (!l->fontconfig)
		report_at(l->report, REPORT_FILE_UNREADABLE, (place){0},
			  "the list of allowed fonts %s is no fontconfig file; see fontconfig's "
			  "fonts-conf(5)",
			  path);
	else if (l->options.locked)
		l->lock = font_lock_read(l);
}

static font_walk walk(const font_library *l)
{
	font_walk w = {{NULL, NULL}, 0, 0};
	if (l->fontconfig) {
		w.sets[0] = FcConfigGetFonts(l->fontconfig, FcSetApplication);
		w.sets[1] = FcConfigGetFonts(l->fontconfig, FcSetSystem);
	}
	return w;
}

static FcPattern *next(font_walk *w)
{
	for (; w->set < 2; w->set++, w->item = 0) {
		if (w->sets[w->set] && w->item < w->sets[w->set]->nfont)
			return w->sets[w->set]->fonts[w->item++];
	}
	return NULL;
}

static const char *string_of(const FcPattern *p, const char *object, int nth)
{
	FcChar8 *text;
	return FcPatternGetString(p, object, nth, &text) == FcResultMatch ? (const char *)text
									  : NULL;
}

static int integer_of(const FcPattern *p, const char *object, int otherwise)
{
	int number;
	return FcPatternGetInteger(p, object, 0, &number) == FcResultMatch ? number : otherwise;
}

static bool is_true(const FcPattern *p, const char *object)
{
	FcBool truth;
	return FcPatternGetBool(p, object, 0, &truth) == FcResultMatch && truth;
}

/* Is one of its family names this one, whether in capitals or not? */
static bool is_family(const FcPattern *p, const char *family)
{
	const char *name;
	for (int i = 0; (name = string_of(p, FC_FAMILY, i)); i++) {
		if (FcStrCmpIgnoreCase((const FcChar8 *)name, (const FcChar8 *)family) == 0)
			return true;
	}
	return false;
}

/* Has it outlines that a PDF can carry, and is it, of a variable font, the default instance? */
static bool is_usable(const FcPattern *p)
{
	const char *format = string_of(p, FC_FONTFORMAT, 0);
	return is_true(p, FC_OUTLINE) && !is_true(p, FC_VARIABLE) &&
	       integer_of(p, FC_INDEX, 0) < 0x10000 && format &&
	       (strcmp(format, "CFF") == 0 || strcmp(format, "TrueType") == 0) &&
	       string_of(p, FC_FILE, 0);
}

static void read_candidate(const FcPattern *p, font_candidate *c)
{
	FcCharSet *characters = NULL;
	memset(c, 0, sizeof *c);
	c->file = string_of(p, FC_FILE, 0);
	c->base = file_base(c->file);
	c->family = string_of(p, FC_FAMILY, 0);
	c->style = string_of(p, FC_STYLE, 0);
	if (!c->family)
		c->family = c->base;
	if (!c->style)
		c->style = "Regular";
	c->postscript = string_of(p, FC_POSTSCRIPT_NAME, 0);
	if (!c->postscript)
		c->postscript = c->base;
	c->face = integer_of(p, FC_INDEX, 0);
	c->weight = FcWeightToOpenType(integer_of(p, FC_WEIGHT, FC_WEIGHT_REGULAR));
	c->width = integer_of(p, FC_WIDTH, FC_WIDTH_NORMAL);
	c->design_size = atoi(c->style);
	c->italic = integer_of(p, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
	if (FcPatternGetCharSet(p, FC_CHARSET, 0, &characters) == FcResultMatch)
		c->characters = characters;
}

static bool is_truetype(const font_candidate *c)
{
	const char *dot = strrchr(c->base, '.');
	return dot && strcmp(dot, ".ttf") == 0;
}

/* How far a weight is from the wanted one. Of two equally far, the heavier counts as nearer where
 * the wanted weight is over 500, else the lighter. */
static int weight_distance(int weight, int wanted)
{
	bool far_side = wanted > 500 ? weight < wanted : weight > wanted;
	return 2 * abs(weight - wanted) + far_side;
}

/* How far the size that a design is for is from the wanted one: by their ratio, per mille. */
static int design_distance(int points, length size)
{
	length design = points * LENGTH_PT;
	if (design <= 0 || size <= 0)
		return 0;
	return (int)(design > size ? design * 1000 / size : size * 1000 / design);
}

static font_rank rank_of(const font_library *l, const font_candidate *c, int weight, bool italic,
			 length size, int before)
{
	bool unlocked = l->lock && !font_lock_names(l->lock, c->postscript);
	font_rank r = {{unlocked, before, c->italic != italic, abs(c->width - 100),
			weight_distance(c->weight, weight), design_distance(c->design_size, size),
			is_truetype(c)},
		       c->base,
		       c->face};
	return r;
}

static bool is_better(const font_rank *a, const font_rank *b)
{
	for (int i = 0; i < RANKS; i++) {
		if (a->value[i] != b->value[i])
			return a->value[i] < b->value[i];
	}
	int names = strcmp(a->base, b->base);
	return names ? names < 0 : a->face < b->face;
}

/* The face, opened at its first use. */
static const font *opened(font_library *l, const font_candidate *c, const place *where)
{
	for (size_t i = 0; i < l->count; i++) {
		if (l->fonts[i]->face_index == c->face && strcmp(l->fonts[i]->file, c->file) == 0)
			return l->fonts[i];
	}
	font *f = font_open(l, c, where);
	if (!f)
		return NULL;
	f->index = l->count;
	*ARENA_APPEND(l->arena, l->fonts, l->count, l->capacity) = f;
	if (l->options.locked)
		font_lock_check(l, f, where ? *where : (place){0});
	return f;
}

/* The nearest face of a family that has the character (0: any). False: there is no such family or
 * face. */
static bool nearest(const font_library *l, const char *family, int weight, bool italic, length size,
		    uint32_t character, font_candidate *result)
{
	font_walk w = walk(l);
	font_rank best = {{0}, NULL, 0};
	bool sized = false;
	for (FcPattern *p; (p = next(&w));) {
		font_candidate c;
		if (!is_family(p, family) || !is_usable(p))
			continue;
		read_candidate(p, &c);
		sized |= c.design_size > 0;
		if (character && !(c.characters && FcCharSetHasChar(c.characters, character)))
			continue;
		font_rank r = rank_of(l, &c, weight, italic, size, 0);
		/* the lock pins the faces that are used; it does not turn bold into regular */
		r.value[0] = character ? r.value[0] : 0;
		if (!best.base || is_better(&r, &best)) {
			best = r;
			*result = c;
		}
	}
	result->sized = sized;
	return best.base != NULL;
}

/* --- messages about families that are missing ------------------------------------------------ */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of all families, sorted, without repetition. */
static const char **family_names(font_library *l, size_t *count)
{
	const char **names = NULL;
	size_t all = 0, capacity = 0, kept = 0;
	font_walk w = walk(l);
	for (FcPattern *p; (p = next(&w));) {
		const char *name = string_of(p, FC_FAMILY, 0);
		if (name && is_usable(p))
			*ARENA_APPEND(l->arena, names, all, capacity) = name;
	}
	if (all)
		qsort(names, all, sizeof *names, by_name);
	for (size_t i = 0; i < all; i++) {
		if (kept == 0 || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	}
	*count = kept;
	return names;
}

static const char *package_of(const char *family)
{
	for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
		size_t size = strlen(packages[i].beginning);
		if (FcStrStrIgnoreCase((const FcChar8 *)family,
				       (const FcChar8 *)packages[i].beginning) ==
			    (const FcChar8 *)family &&
		    (family[size] == '\0' || family[size] == ' '))
			return packages[i].package;
	}
	return NULL;
}

static void report_missing(font_library *l, const char *family, place where)
{
	size_t count;
	const char **names = family_names(l, &count);
	const char *near = nearest_word(family, names, count);
	const char *package = package_of(family);
	if (near)
		report_at(l->report, REPORT_FAMILY_MISSING, where,
			  "there is no font family \"%s\"; did you mean \"%s\"?", family, near);
	else if (package)
		report_at(l->report, REPORT_FAMILY_MISSING, where,
			  "there is no font family \"%s\"; install Debian's package %s", family,
			  package);
	else
		report_at(l->report, REPORT_FAMILY_MISSING, where,
			  "there is no font family \"%s\" that Platen may see; put its files into "
			  "a folder `fonts` beside the manuscript, "
			  "or choose another family",
			  family);
}

static void report_substituted(font_library *l, const font *f, const font_candidate *c, int weight,
			       bool italic, place where)
{
	if (c->italic == italic && abs(c->weight - weight) <= 150)
		return;
	report_at(l->report, REPORT_FACE_SUBSTITUTED, where,
		  "%s has no %s of weight %d; its %s (%d) is set instead: choose another family, "
		  "weight or slope in the style sheet",
		  f->family, italic ? "italic" : "upright", weight, f->style, c->weight);
}

/* --- questions ------------------------------------------------------------------------------ */

static bool is_known_missing(const font_library *l, const char *family)
{
	for (const font_question *q = l->questions; q; q = q->next) {
		if (!q->answer && strcmp(q->family, family) == 0)
			return true;
	}
	return false;
}

bool font_has_family(font_library *l, const char *family)
{
	font_candidate c;
	start(l);
	return nearest(l, family, 400, false, 0, 0, &c);
}

static const font_question *asked(const font_library *l, const char *family, int weight,
				  bool italic, length size)
{
	const font_question *q = l->questions;
	while (q && (q->weight != weight || q->italic != italic || (q->size && q->size != size) ||
		     strcmp(q->family, family) != 0))
		q = q->next;
	return q;
}

const font *font_find(font_library *l, const char *family, int weight, bool italic, length size,
		      place where)
{
	font_candidate c;
	const font_question *before = asked(l, family, weight, italic, size);
	if (before)
		return before->answer;
	start(l);
	font_question *q = ARENA_NEW(l->arena, font_question);
	q->family = arena_copy(l->arena, family, strlen(family));
	q->weight = weight;
	q->italic = italic;
	if (nearest(l, family, weight, italic, size, 0, &c)) {
		q->size = c.sized ? size : 0;
		q->answer = opened(l, &c, &where);
		if (q->answer)
			report_substituted(l, q->answer, &c, weight, italic, where);
	} else if (l->fontconfig && !is_known_missing(l, family)) {
		report_missing(l, family, where);
	}
	q->next = l->questions;
	l->questions = q;
	return q->answer;
}

/* The families that fonts.conf prefers for a kind of face, the best first; the caller destroys
 * it. */
static FcPattern *preferences(const font_library *l, const font *like)
{
	const font_metrics *m = font_metrics_of(like);
	const char *kind = m->fixed ? "monospace" : m->serif ? "serif" : "sans-serif";
	FcPattern *p = FcPatternCreate();
	if (!p || !FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)kind))
		report_die(1, "out of memory");
	FcConfigSubstitute(l->fontconfig, p, FcMatchPattern);
	return p;
}

static int preference_of(const FcPattern *preferred, const char *family)
{
	const char *name;
	int i;
	for (i = 0; (name = string_of(preferred, FC_FAMILY, i)); i++) {
		if (FcStrCmpIgnoreCase((const FcChar8 *)name, (const FcChar8 *)family) == 0)
			return i;
	}
	return i;
}

/* The best of all faces that have the character: by the preferences of fonts.conf, then by the
 * family's name. */
static bool nearest_of_all(const font_library *l, const font *like, uint32_t character,
			   font_candidate *result)
{
	FcPattern *preferred = preferences(l, like);
	font_walk w = walk(l);
	font_rank best = {{0}, NULL, 0};
	for (FcPattern *p; (p = next(&w));) {
		font_candidate c;
		FcCharSet *characters;
		if (FcPatternGetCharSet(p, FC_CHARSET, 0, &characters) != FcResultMatch ||
		    !FcCharSetHasChar(characters, character) || !is_usable(p))
			continue;
		read_candidate(p, &c);
		font_rank r = rank_of(l, &c, like->metrics.weight, like->metrics.italic,
				      FALLBACK_SIZE, preference_of(preferred, c.family));
		int names = best.base ? strcmp(c.family, result->family) : 0;
		bool same_preference =
			best.base && r.value[0] == best.value[0] && r.value[1] == best.value[1];
		if (!best.base || (same_preference && names ? names < 0 : is_better(&r, &best))) {
			best = r;
			*result = c;
		}
	}
	FcPatternDestroy(preferred);
	return best.base != NULL;
}

/* A private-use character means something else in each font, so only a font that the style names
 * may give it. */
static bool is_private(uint32_t character)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(), character) ==
	       HB_UNICODE_GENERAL_CATEGORY_PRIVATE_USE;
}

static const font *fallback(font_library *l, const font *like, const char *const *families,
			    uint32_t character)
{
	const font_metrics *m = &like->metrics;
	font_candidate c;
	const font *f;
	for (size_t i = 0; families && families[i]; i++) {
		if (nearest(l, families[i], m->weight, m->italic, FALLBACK_SIZE, character, &c) &&
		    (f = opened(l, &c, NULL)) && font_has(f, character))
			return f;
	}
	if (!is_private(character) && nearest_of_all(l, like, character, &c) &&
	    (f = opened(l, &c, NULL)) && font_has(f, character))
		return f;
	return NULL;
}

static const fallback_question *asked_before(const font_library *l, const font *like,
					     const char *const *families, uint32_t character)
{
	const fallback_question *q = l->fallbacks[character % FALLBACK_SLOTS];
	while (q && (q->like != like || q->families != families || q->character != character))
		q = q->next;
	return q;
}

bool font_fallback_known(const font_library *l, const font *like, const char *const *families,
			 uint32_t character, const font **answer)
{
	const fallback_question *q = asked_before(l, like, families, character);
	*answer = q ? q->answer : NULL;
	return q != NULL;
}

const font *font_fallback(font_library *l, const font *like, const char *const *families,
			  uint32_t character)
{
	fallback_question **slot = &l->fallbacks[character % FALLBACK_SLOTS];
	const font *known;
	if (font_fallback_known(l, like, families, character, &known))
		return known;
	start(l);
	fallback_question *q = ARENA_NEW(l->arena, fallback_question);
	q->like = like;
	q->families = families;
	q->character = character;
	q->answer = l->fontconfig ? fallback(l, like, families, character) : NULL;
	q->next = *slot;
	*slot = q;
	return q->answer;
}

size_t font_count(const font_library *l)
{
	return l->count;
}

const font *font_at(const font_library *l, size_t index)
{
	return l->fonts[index];
}
