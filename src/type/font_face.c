/* font_face: one face: opening its file, its metrics, its glyphs. Files are mapped, not read;
 * HarfBuzz parses the tables. Metrics come from OS/2, hhea and post by HarfBuzz's rules for fonts
 * whose tables disagree; a metric that a font does not state is measured on its letters. */
#include "type/font_private.h"

#include "base/file.h"

#include "base/sha256.h"

#include <hb-ot.h>
#include <string.h>

/* Fields of the tables, by their offset (OpenType 1.9). */
enum { OS2_WEIGHT = 4, OS2_PERMISSIONS = 8, OS2_CLASS = 30, OS2_PANOSE = 32, OS2_SELECTION = 62 };
enum { HEAD_BOX = 36, HEAD_STYLE = 44 };
enum { POST_ANGLE = 4, POST_FIXED = 12 };

/* A font table, for looking at single fields. */
typedef struct font_table {
	hb_blob_t *blob;
	const uint8_t *data;
	unsigned length;
} font_table;

static font_table open_table(hb_face_t *face, const char *tag)
{
	font_table t;
	t.blob = hb_face_reference_table(face, hb_tag_from_string(tag, -1));
	t.data = (const uint8_t *)hb_blob_get_data(t.blob, &t.length);
	return t;
}

static void close_table(font_table *t)
{
	hb_blob_destroy(t->blob);
}

/* Big-endian fields; 0 beyond the table's end. */
static unsigned unsigned16(const font_table *t, unsigned offset)
{
	return offset + 2 <= t->length ? (unsigned)t->data[offset] << 8 | t->data[offset + 1] : 0;
}

static int signed16(const font_table *t, unsigned offset)
{
	return (int16_t)unsigned16(t, offset);
}

static int signed32(const font_table *t, unsigned offset)
{
	return (int32_t)((uint32_t)unsigned16(t, offset) << 16 | unsigned16(t, offset + 2));
}

static bool has_table(hb_face_t *face, const char *tag)
{
	font_table t = open_table(face, tag);
	bool has = t.length > 0;
	close_table(&t);
	return has;
}

/* Why the face cannot be used, or NULL. */
static const char *refusal(hb_face_t *face)
{
	const char *why = NULL;
	font_table os2 = open_table(face, "OS/2");
	unsigned permissions = unsigned16(&os2, OS2_PERMISSIONS);
	close_table(&os2);
	if (hb_face_get_glyph_count(face) == 0)
		why = "it is damaged or no font file";
	else if (!has_table(face, "glyf") && !has_table(face, "CFF "))
		why = "its outlines are neither TrueType's nor CFF's";
	else if ((permissions & 0xF) == 2)
		why = "its licence bits forbid embedding";
	else if (permissions & 0x300)
		why = "its licence bits forbid embedding a subset of its outlines";
	return why;
}

/* OS/2 has the font's class and the shape of its serifs; if both are left open, the outline of the
 * capital I is measured. */
static bool is_serif(const font_table *os2, const font *f)
{
	unsigned class = unsigned16(os2, OS2_CLASS) >> 8;
	bool latin_text = os2->length > OS2_PANOSE + 1 && os2->data[OS2_PANOSE] == 2;
	unsigned serifs = latin_text ? os2->data[OS2_PANOSE + 1] : 0;
	if (serifs > 1)
		return serifs < 11;
	if (class)
		return class != 8;
	return font_serifed(f);
}

static int metric(hb_font_t *shaper, hb_ot_metrics_tag_t tag)
{
	hb_position_t value;
	return hb_ot_metrics_get_position(shaper, tag, &value) ? value : 0;
}

/* The height of a letter, for fonts that do not state their x-height or cap height. */
static int height_of(hb_font_t *shaper, uint32_t letter, int otherwise)
{
	hb_codepoint_t glyph;
	hb_glyph_extents_t ink;
	if (hb_font_get_nominal_glyph(shaper, letter, &glyph) &&
	    hb_font_get_glyph_extents(shaper, glyph, &ink) && ink.y_bearing > 0)
		return ink.y_bearing;
	return otherwise;
}

static void measure_vertically(font *f)
{
	font_metrics *m = &f->metrics;
	m->ascender = metric(f->shaper, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
	m->descender = metric(f->shaper, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
	m->cap_height = metric(f->shaper, HB_OT_METRICS_TAG_CAP_HEIGHT);
	m->x_height = metric(f->shaper, HB_OT_METRICS_TAG_X_HEIGHT);
	if (m->cap_height <= 0)
		m->cap_height = height_of(f->shaper, 'H', m->units * 7 / 10);
	if (m->x_height <= 0)
		m->x_height = height_of(f->shaper, 'x', m->cap_height * 2 / 3);
	m->underline_position = metric(f->shaper, HB_OT_METRICS_TAG_UNDERLINE_OFFSET);
	m->underline_thickness = metric(f->shaper, HB_OT_METRICS_TAG_UNDERLINE_SIZE);
	m->strike_position = metric(f->shaper, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET);
	if (m->underline_thickness <= 0)
		m->underline_thickness = m->units / 20;
	if (m->underline_position == 0)
		m->underline_position = -m->units / 10;
	if (m->strike_position <= 0)
		m->strike_position = m->x_height / 2;
}

static void measure(font *f)
{
	font_metrics *m = &f->metrics;
	font_table os2 = open_table(f->face, "OS/2"), head = open_table(f->face, "head"),
		   post = open_table(f->face, "post");
	int weight = (int)unsigned16(&os2, OS2_WEIGHT);
	m->units = (int)hb_face_get_upem(f->face);
	measure_vertically(f);
	for (unsigned i = 0; i < 4; i++)
		m->box[i] = signed16(&head, HEAD_BOX + 2 * i);
	m->italic_angle = signed32(&post, POST_ANGLE);
	m->fixed = signed32(&post, POST_FIXED) != 0;
	m->italic = (unsigned16(&os2, OS2_SELECTION) & 1) || (unsigned16(&head, HEAD_STYLE) & 2) ||
		    m->italic_angle != 0;
	m->serif = is_serif(&os2, f);
	m->cff = has_table(f->face, "CFF ");
	if (weight < 10)
		weight *= 100; /* some old fonts give 1 to 9 */
	m->weight = weight < 100 ? 400 : weight > 900 ? 900 : weight;
	close_table(&os2);
	close_table(&head);
	close_table(&post);
}

/* The name that PDF readers know the face by; the file's name where the font has none that a PDF
 * can hold. */
static const char *postscript_name(arena *a, hb_face_t *face, const char *otherwise)
{
	char name[128];
	unsigned size = sizeof name, usable;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
	usable = size;
	for (unsigned i = 0; i < size; i++) {
		if (name[i] <= ' ' || name[i] > '~' || strchr("()<>[]{}/%#", name[i]))
			usable = 0;
	}
	return usable ? arena_copy(a, name, usable) : otherwise;
}

static const char *copy(font_library *l, const char *text)
{
	return arena_copy(l->arena, text, strlen(text));
}

static bool is_own(const font_library *l, const char *file)
{
	size_t size = l->options.own ? strlen(l->options.own) : 0;

	return size > 0 && strncmp(file, l->options.own, size) == 0 && file[size] == '/';
}

/* A face of the publication is read by file_read_within, as its other files are, so that nothing
 * outside is read even if its folders change meanwhile; the faces of packages are mapped. */
static hb_blob_t *blob_of(font_library *l, const char *file)
{
	enum { OWN_MOST = 64 << 20 };
	const char *data;
	size_t length;

	if (!is_own(l, file))
		return hb_blob_create_from_file_or_fail(file);
	if (file_read_within(l->arena, l->options.root, file, OWN_MOST, &data, &length) != FILE_OK)
		return NULL;
	return hb_blob_create(data, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
}

const char *font_data(const font *f, size_t *length)
{
	unsigned size;
	const char *data = hb_blob_get_data(f->blob, &size);

	*length = size;
	return data;
}

font *font_open(font_library *l, const font_candidate *c, const place *where)
{
	hb_blob_t *blob = blob_of(l, c->file);
	hb_face_t *face = blob ? hb_face_create(blob, (unsigned)c->face) : NULL;
	const char *why = face ? refusal(face) : "it cannot be read";
	if (why) {
		if (where)
			report_at(l->report, REPORT_FONT_UNUSABLE, *where,
				  "the font file %s cannot be used: %s; choose another face",
				  c->file, why);
		hb_face_destroy(face);
		hb_blob_destroy(blob);
		return NULL;
	}
	font *f = ARENA_NEW(l->arena, font);
	f->library = l;
	f->family = copy(l, c->family);
	f->style = copy(l, c->style);
	f->file = copy(l, c->file);
	f->face_index = c->face;
	f->blob = blob;
	f->face = face;
	f->shaper = hb_font_create(face);
	f->glyph_count = hb_face_get_glyph_count(face);
	f->facts = ARENA_ARRAY(l->arena, f->glyph_count / GLYPH_PAGE + 1, _Atomic(glyph_facts *));
	f->postscript = postscript_name(l->arena, face, copy(l, c->postscript));
	measure(f);
	return f;
}

void font_close(font *f)
{
	hb_font_destroy(f->shaper);
	hb_face_destroy(f->face);
	hb_blob_destroy(f->blob);
}

pthread_mutex_t font_facts_lock = PTHREAD_MUTEX_INITIALIZER;

static glyph_facts *make_page(const font *f, size_t index)
{
	pthread_mutex_lock(&font_facts_lock);
	glyph_facts *page = atomic_load_explicit(&f->facts[index], memory_order_relaxed);
	if (!page) {
		page = ARENA_ARRAY(f->library->arena, GLYPH_PAGE, glyph_facts);
		atomic_store_explicit(&f->facts[index], page, memory_order_release);
	}
	pthread_mutex_unlock(&font_facts_lock);
	return page;
}

glyph_facts *font_facts(const font *f, uint32_t glyph)
{
	if (glyph >= f->glyph_count)
		return NULL;
	glyph_facts *page =
		atomic_load_explicit(&f->facts[glyph / GLYPH_PAGE], memory_order_acquire);
	return &(page ? page : make_page(f, glyph / GLYPH_PAGE))[glyph % GLYPH_PAGE];
}

int font_advance(const font *f, uint32_t glyph)
{
	return glyph < f->glyph_count ? hb_font_get_glyph_h_advance(f->shaper, glyph) : 0;
}

bool font_has(const font *f, uint32_t character)
{
	hb_codepoint_t glyph;
	return hb_font_get_nominal_glyph(f->shaper, character, &glyph) && glyph != 0;
}

hb_font_t *font_shaper(const font *f)
{
	return f->shaper;
}

const font_metrics *font_metrics_of(const font *f)
{
	return &f->metrics;
}

const char *font_family(const font *f)
{
	return f->family;
}

const char *font_file(const font *f)
{
	return f->file;
}

const char *font_postscript_name(const font *f)
{
	return f->postscript;
}

size_t font_index(const font *f)
{
	return f->index;
}

uint32_t font_glyph_count(const font *f)
{
	return f->glyph_count;
}

const char *font_sha256(const font *f)
{
	/* a cache: filling it changes nothing that a caller can see */
	font *own = (font *)(uintptr_t)f;
	unsigned size;
	const char *data = hb_blob_get_data(f->blob, &size);
	if (!*own->sha256)
		sha256_hex(data, size, own->sha256);
	return own->sha256;
}
