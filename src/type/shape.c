/* shape: text to glyph runs, by HarfBuzz; each distinct word once.
 *
 * A word is found by its text, appearance, language, script and level; appearances and languages
 * are interned first, so that finding a known word costs one hash and one comparison. The words
 * that the first shaper has met are shaped in parts: each slot has a shaper of its own, which reads
 * what the first one knows and writes only to the words that it shapes. Each advance is rounded by
 * itself, so that equal glyphs have equal advances, as in a PDF's widths. */
#include "type/shape.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "type/shape_caps.h"
#include "type/shape_features.h"
#include "type/shape_figures.h"
#include "type/shape_glyphs.h"
#include "type/shape_joint.h"
#include "type/shape_letters.h"
#include "type/shape_missing.h"
#include "type/shape_table.h"

#include <hb.h>
#include <string.h>

enum {
	FEATURES_MOST = 32,
	NO_LIGATURE = 0x200C, /* zero width non-joiner */
	TABLE_LEAST = 4096,   /* slots at first: a long text has some ten thousand words */
	/* the most letters of a run: HarfBuzz takes quadratic time for some marks */
	RUN_MOST = 512,
	FIGURES_MOST = 16, /* features for the figures of one word */
	/* a capital that serves as a small capital, as a share of the type's size: a little over
	 * the x-height of text faces */
	SMALL_PERCENT = 78,
	SMALL_TRACKING = 25 /* and its tracking, per mille of its size */
};

/* What shaping needs of an appearance. */
typedef struct look {
	uint32_t key;
	letter_face *face; /* NULL: there is none */
	caps caps;
	length size, small_size,
		superior_size; /* superior_size is 0 where no superiors are wanted */
	length tracking;
	hb_feature_t features[FEATURES_MOST];
	unsigned feature_count;
	length space; /* width of a word space */
	bool lining;  /* only figures next to capitals are lining */
	/* how many of the features fallback faces get: all before those of small caps */
	unsigned plain_features;
} look;

/* HarfBuzz's plan for text of one kind. HarfBuzz caches plans itself, but finding one there takes a
 * tenth of a word's shaping. */
typedef struct shape_plan {
	hb_shape_plan_t *plan; /* NULL: none yet */
	const letter_face *face;
	const look *look;
	unsigned count; /* how many of the look's features */
	hb_segment_properties_t text;
} shape_plan;

typedef struct language {
	const char *tag;
	hb_language_t language;
	bool joints; /* it writes compounds whose joints can be found */
} language;

/* A word that was met but has no glyphs yet. */
typedef struct pending_word {
	word_entry *entry;
	const look *look;
	place where;
} pending_word;

struct shaper {
	arena *arena;
	report *report;
	font_library *fonts;
	hyphen_library *hyphens; /* NULL: joints are not looked for */
	const style *style;
	const shaper *first; /* in the shaper of another slot, the first one, whose words it reads;
				NULL: it is the first */
	hb_buffer_t *buffer;
	shape_plan plan; /* the last word's */
	uint64_t joints; /* of the current word, as in word_key */
	shape_missing *missing;
	hash_table words;
	pending_word *pending;
	size_t pending_count, pending_capacity, finished;
	look **looks;
	size_t look_count, look_capacity, look_last;
	language *languages;
	size_t language_count, language_capacity, language_last;
	letter_face **faces; /* by font_index */
	size_t face_count, face_capacity;
	letters letters;
	const run **runs; /* of the word under way */
	size_t run_count, run_capacity;
};

shaper *shaper_new(arena *a, report *r, font_library *fonts, const style *s)
{
	shaper *result = ARENA_NEW(a, shaper);
	*result = (shaper){.arena = a, .report = r, .fonts = fonts, .style = s};
	result->words = hash_new(a, TABLE_LEAST);
	result->letters.arena = a;
	result->buffer = hb_buffer_create();
	result->missing = shape_missing_new(a);
	hb_buffer_set_flags(result->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	return result;
}

shaper *shaper_for_thread(arena *a, const shaper *first)
{
	shaper *result = shaper_new(a, first->report, first->fonts, first->style);
	result->first = first;
	return result;
}

void shaper_use_joints(shaper *s, hyphen_library *hyphens)
{
	s->hyphens = hyphens;
}

void shaper_report_missing(shaper *s)
{
	shape_missing_report(s->missing, s->report);
}

void shaper_free(shaper *s)
{
	if (!s)
		return;
	hb_shape_plan_destroy(s->plan.plan);
	hb_buffer_destroy(s->buffer);
	shape_missing_report(s->missing, s->report);
	s->plan.plan = NULL;
	s->buffer = NULL;
}

/* Faces, appearances, languages */

static letter_face *face_of(void *context, const font *font)
{
	shaper *s = context;
	size_t index = font_index(font);
	if (s->first && index < s->first->face_count && s->first->faces[index])
		return s->first->faces[index];
	if (index >= s->face_capacity)
		s->faces = arena_grow(s->arena, s->faces, s->face_count, &s->face_capacity,
				      index + 1, sizeof *s->faces);
	if (index >= s->face_count)
		s->face_count = index + 1;
	if (!s->faces[index]) {
		s->faces[index] = ARENA_NEW(s->arena, letter_face);
		shape_letters_face_init(s->faces[index], font);
	}
	return s->faces[index];
}

/* The style's features, then those of tracking and small caps, which win where they differ. */
static void add_features(look *k, const appearance *a)
{
	const bool small = k->caps == CAPS_SMALL || k->caps == CAPS_ALL_SMALL;
	unsigned count = shape_features_read(a->features, k->features, FEATURES_MOST - 4);
	if (k->tracking)
		count += shape_features_read("-liga,-clig", k->features + count, 2);
	k->plain_features = count;
	if (k->face->small_caps.count && small)
		count += shape_features_read("+smcp", k->features + count, 1);
	if (k->face->capitals_to_small_caps.count && k->caps == CAPS_ALL_SMALL)
		count += shape_features_read("+c2sc", k->features + count, 1);
	k->feature_count = count;
}

static length space_of(const look *k)
{
	if (!k->face || !k->face->space)
		return k->size / 4 + k->tracking;
	const font *f = k->face->font;
	return shape_scaled(font_advance(f, shape_space_glyph(f)), k->size,
			    font_metrics_of(f)->units) +
	       k->tracking;
}

/* Another slot's shaper needs something that shape_meet should have prepared: a fault of Platen's
 * own. */
static _Noreturn void not_met(const char *what)
{
	report_die(1, "%s was not met before work in parts began: this is a defect of Platen",
		   what);
}

/* The design for the size of superiors if the appearance has them, else for the type's own size. */
static const font *font_of(shaper *s, const appearance *a, place where)
{
	const place named = style_named_at(s->style, a->family);
	where = named.source ? named : where;
	const font *f = a->superiors ? font_find(s->fonts, a->family, a->weight, a->italic,
						 a->superiors, where)
				     : NULL;
	if (f && face_of(s, f)->superiors.count)
		return f;
	return font_find(s->fonts, a->family, a->weight, a->italic, a->size, where);
}

static const look *look_of(shaper *s, const appearance *a, place where)
{
	const shaper *known = s->first ? s->first : s;
	if (s->look_last < known->look_count && known->looks[s->look_last]->key == a->key)
		return known->looks[s->look_last];
	for (s->look_last = 0; s->look_last < known->look_count; s->look_last++)
		if (known->looks[s->look_last]->key == a->key)
			return known->looks[s->look_last];
	if (s->first)
		not_met("an appearance");
	look *made = ARENA_NEW(s->arena, look);
	*ARENA_APPEND(s->arena, s->looks, s->look_count, s->look_capacity) = made;
	const font *font = font_of(s, a, where);
	made->key = a->key;
	made->caps = a->caps;
	made->size = a->size;
	made->small_size = length_scale(a->size, SMALL_PERCENT, 100);
	made->superior_size = a->superiors;
	made->tracking = a->tracking;
	made->face = font ? face_of(s, font) : NULL;
	if (font)
		add_features(made, a);
	made->lining = a->lining_by_capitals && a->caps != CAPS_ALL_SMALL &&
		       shape_figures_are_old_style(made->features, made->feature_count);
	made->space = space_of(made);
	return made;
}

/* Languages belong to the first shaper, so that their numbers mean the same to all. */
static const language *language_at(const shaper *s, size_t index)
{
	return s->first ? &s->first->languages[index] : &s->languages[index];
}

static uint16_t language_of(shaper *s, const char *tag)
{
	size_t count = s->first ? s->first->language_count : s->language_count;
	if (s->language_last < count && !strcmp(language_at(s, s->language_last)->tag, tag))
		return (uint16_t)s->language_last;
	for (s->language_last = 0; s->language_last < count; s->language_last++)
		if (!strcmp(language_at(s, s->language_last)->tag, tag))
			return (uint16_t)s->language_last;
	if (s->first)
		not_met("a language");
	language *made =
		ARENA_APPEND(s->arena, s->languages, s->language_count, s->language_capacity);
	made->tag = arena_copy(s->arena, tag, strlen(tag));
	made->language = hb_language_from_string(tag, -1);
	made->joints = s->hyphens && hyphen_has_joints(tag);
	if (made->joints)
		hyphen_know(s->hyphens, tag);
	return (uint16_t)s->language_last;
}

/* Runs */

/* What hb_shape does, except for variations: no face here has any (font.c). */
static void shape_as_planned(shaper *s, const letter_face *face, const look *k, unsigned count)
{
	hb_font_t *font = font_shaper(face->font);
	shape_plan *p = &s->plan;
	hb_segment_properties_t text;
	hb_buffer_get_segment_properties(s->buffer, &text);
	if (!p->plan || p->face != face || p->look != k || p->count != count ||
	    !hb_segment_properties_equal(&p->text, &text)) {
		hb_shape_plan_destroy(p->plan);
		*p = (shape_plan){hb_shape_plan_create_cached(hb_font_get_face(font), &text,
							      k->features, count, NULL),
				  face, k, count, text};
	}
	hb_shape_plan_execute(p->plan, font, s->buffer, k->features, count);
	hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_GLYPHS);
}

static uint64_t joints_of(const shaper *s, const word_key *key)
{
	const language *l = language_at(s, key->language);
	if (key->joints || !l->joints)
		return key->joints;
	return shape_joints_of(s->hyphens, l->tag, key->text, key->length);
}

static bool has_joint(const shaper *s, uint32_t cluster)
{
	return cluster < SHAPE_JOINTS_MOST && s->joints >> cluster & 1;
}

/* Let HarfBuzz shape the letters from `from` up to `end`, which have one face and size. */
static void shape_letters(shaper *s, const letter *from, const letter *end, const look *k,
			  const word_key *word)
{
	hb_buffer_clear_contents(s->buffer);
	for (const letter *l = from; l < end; l++) {
		if (s->joints && l > from && has_joint(s, l->cluster) && l->begins)
			hb_buffer_add(s->buffer, NO_LIGATURE, l->cluster);
		hb_buffer_add(s->buffer, l->character, l->cluster);
	}
	hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_direction(s->buffer, word->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(s->buffer, word->script);
	hb_buffer_set_language(s->buffer, language_at(s, word->language)->language);
	if (s->letters.superior) {
		const hb_feature_t superior = {HB_TAG('s', 'u', 'p', 's'), 1,
					       HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
		hb_shape(font_shaper(from->face->font), s->buffer, &superior, 1);
		return;
	}
	bool plain = from->face != k->face || s->letters.scaled;
	unsigned count = plain ? k->plain_features : k->feature_count, own = 0;
	hb_feature_t features[FEATURES_MOST + FIGURES_MOST];
	if (k->lining)
		own = shape_figures_features(from, end, features + count, FIGURES_MOST);
	if (own == 0) {
		shape_as_planned(s, from->face, k, count);
		return;
	}
	memcpy(features, k->features, count * sizeof *features);
	hb_shape(font_shaper(from->face->font), s->buffer, features, count + own);
}

/* Shape the letters from `from` up to `end` into one run, whose text is the word's from byte
 * `start` up to `stop`. */
static void add_run(shaper *s, const letter *from, const letter *end, uint32_t start, uint32_t stop,
		    const look *k, const word_key *word)
{
	run *r = ARENA_NEW(s->arena, run);
	r->font = from->face->font;
	r->size = s->letters.superior ? k->superior_size : from->small ? k->small_size : k->size;
	r->text = word->text + start;
	r->text_length = stop - start;
	r->visible = (uint32_t)unicode_visible(r->text, r->text_length);
	r->level = word->level;
	r->lang = language_at(s, word->language)->tag;
	length tracking = shape_is_tracked(word->script) ? k->tracking : 0;
	if (from->small)
		tracking += length_scale(k->small_size, SMALL_TRACKING, 1000);
	shape_letters(s, from, end, k, word);
	r->glyphs = shape_glyphs_of(s->arena, s->buffer, start, tracking, r);
	*ARENA_APPEND(s->arena, s->runs, s->run_count, s->run_capacity) = r;
}

/* A run continues while face and size stay the same; marks and the capitals of one character (ß,
 * SS) stay together. */
static const letter *run_end(const letter *from, const letter *end)
{
	const letter *at = from + 1, *most = end - from > RUN_MOST ? from + RUN_MOST : end;
	while (at < most && (!at->begins || at->cluster == at[-1].cluster ||
			     (at->face == from->face && at->small == from->small)))
		at++;
	while (at < end && at > from + 1 && !at->begins)
		at--;
	return at;
}

static void add_runs(shaper *s, const look *k, const word_key *word)
{
	const letter *from = s->letters.items,
		     *end = s->letters.count ? from + s->letters.count : from, *next;
	/* characters without letters to shape belong to the run after them, or to the last */
	uint32_t start = 0;
	for (s->run_count = 0; from < end; from = next) {
		next = run_end(from, end);
		uint32_t stop = next < end ? next->cluster : word->length;
		add_run(s, from, next, start, stop, k, word);
		start = stop;
	}
}

/* Words */

static length hang_of(const shaper *s, const word *w, size_t offset, bool left)
{
	uint32_t glyph;
	const run *r = s->style->lines.protrusion ? shape_word_edge(w, offset, left, &glyph) : NULL;
	return r ? shape_hang(s->style, r, glyph, left) : 0;
}

static word_entry *new_entry(arena *a, const word_key *key)
{
	word_entry *made = arena_alloc(a, sizeof *made + key->length + 1);
	memcpy(made->text, key->text, key->length);
	made->key = *key;
	made->key.text = made->text;
	return made;
}

/* Faces by their number in keys: 1 + font_index; 0 is none. */
static letter_face *face_of_number(shaper *s, uint16_t number)
{
	return number ? face_of(s, font_at(s->fonts, number - 1u)) : NULL;
}

static uint16_t number_of(const letter_face *f)
{
	return f ? (uint16_t)(font_index(f->font) + 1) : 0;
}

static void note_missing(shaper *s, const letter *of, const font *face, place where)
{
	shape_missing_add(s->missing, of->boxed ? of->boxed : of->character, of->boxed != 0, face,
			  where);
}

/* Fill in a word. False: it needs a face that only the first shaper may ask for; the word is
 * unchanged. */
static bool fill_word(shaper *s, const look *k, word_entry *made, place where, bool may_ask)
{
	const word_key *key = &made->key;
	word *w = &made->word;
	w->hash = shape_word_hash(key->text, key->length);
	w->letters = (uint32_t)unicode_count(key->text, key->length);
	w->script = key->script;
	w->level = key->level;
	made->ready = true;
	if (!k->face)
		return true;
	letter_request request = {
		.fonts = s->fonts,
		.may_ask = may_ask,
		.fallbacks = s->style->fallbacks,
		.face_of = face_of,
		.context = s,
		.face = k->face,
		.is_part = key->is_part,
		.scaled = key->scaled,
		.before = face_of_number(s, key->face),
		.whole = face_of_number(s, key->whole),
		.caps = k->caps,
		.lang = language_at(s, key->language)->tag,
	};
	made->ready = shape_letters_of(&s->letters, key->text, key->length, &request);
	if (!made->ready)
		return false;
	if (k->lining)
		shape_figures_find(&s->letters);
	s->joints = joints_of(s, key);
	for (size_t i = 0; i < s->letters.count; i++)
		if (s->letters.items[i].missing && !s->first)
			note_missing(s, &s->letters.items[i], k->face->font, where);
	s->letters.superior = k->superior_size && shape_caps_superior(&s->letters, k->face);
	w->scaled = s->letters.scaled;
	w->superior = s->letters.superior;
	w->face = number_of(s->letters.whole);
	add_runs(s, k, key);
	w->count = s->run_count;
	const run **runs = ARENA_ARRAY(s->arena, w->count, const run *);
	for (size_t i = 0; i < w->count; i++) {
		runs[i] = s->runs[i];
		w->width += runs[i]->width;
	}
	w->runs = runs;
	w->hang_left = hang_of(s, w, 0, true);
	w->hang_right = hang_of(s, w, key->length, false);
	return true;
}

/* Looking up */

static word_key key_of(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level)
{
	word_key key = {.text = text,
			.length = (uint32_t)length,
			.look = look->key,
			.script = script,
			.level = level};
	key.language = language_of(s, lang);
	return key;
}

static word_entry *find(const shaper *s, word_key *key)
{
	key->hash = shape_table_hash(key);
	word_entry *found = s->first ? shape_table_find(&s->first->words, key) : NULL;
	return found ? found : shape_table_find(&s->words, key);
}

static word_entry *add_entry(shaper *s, const word_key *key)
{
	word_entry *made = new_entry(s->arena, key);
	shape_table_add(s->arena, &s->words, made);
	return made;
}

static const word *find_or_shape(shaper *s, word_key *key, const appearance *look, place where)
{
	word_entry *e = find(s, key);
	if (!e)
		e = add_entry(s, key);
	if (!e->ready && !fill_word(s, look_of(s, look, where), e, where, !s->first))
		not_met("a face");
	return &e->word;
}

const word *shape_word(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where)
{
	word_key key = key_of(s, text, length, look, lang, script, level);
	return find_or_shape(s, &key, look, where);
}

const word *shape_part(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, const word *whole, size_t from, place where)
{
	word_key key = key_of(s, text, length, look, lang, whole->script, whole->level);
	const struct look *k = look_of(s, look, where);
	const language *l = language_at(s, key.language);
	if (l->joints)
		key.joints = shape_joints_of_part(s->hyphens, l->tag, whole, from, length);
	if (k->face && !shape_word_is_plain(whole, k->face->font)) {
		key.is_part = true;
		key.scaled = whole->scaled;
		key.whole = whole->face;
		const font *there = shape_word_font(whole, from);
		key.face = there && there != k->face->font ? (uint16_t)(font_index(there) + 1) : 0;
	}
	return find_or_shape(s, &key, look, where);
}

const word *shape_meet(shaper *s, const char *text, size_t length, const appearance *look,
		       const char *lang, hb_script_t script, uint8_t level, place where)
{
	word_key key = key_of(s, text, length, look, lang, script, level);
	word_entry *found = find(s, &key);
	if (found)
		return &found->word;
	word_entry *made = add_entry(s, &key);
	*ARENA_APPEND(s->arena, s->pending, s->pending_count, s->pending_capacity) =
		(pending_word){.entry = made, .look = look_of(s, look, where), .where = where};
	return &made->word;
}

size_t shape_pending(const shaper *s)
{
	return s->pending_count;
}

void shape_pending_words(shaper *s, shaper *first, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		pending_word *p = &first->pending[i];
		if (!p->entry->ready)
			fill_word(s, p->look, p->entry, p->where, false);
	}
}

void shape_finish(shaper *s, size_t to)
{
	for (; s->finished < to && s->finished < s->pending_count; s->finished++) {
		pending_word *p = &s->pending[s->finished];
		if (!p->entry->ready)
			fill_word(s, p->look, p->entry, p->where, true);
	}
	if (s->finished == s->pending_count)
		s->pending_count = s->finished = 0;
}

void shape_prepare(shaper *s, const appearance *look, const char *lang, place where)
{
	look_of(s, look, where);
	language_of(s, lang);
}

const font *shape_font(shaper *s, const appearance *look, place where)
{
	const struct look *k = look_of(s, look, where);
	return k->face ? k->face->font : NULL;
}

length shape_space(shaper *s, const appearance *look)
{
	return look_of(s, look, (place){0})->space;
}
