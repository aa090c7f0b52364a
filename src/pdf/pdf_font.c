/* pdf_font: which glyphs are used and what they say, subsets, and the font dictionaries.
 * Invariant until pdf_fonts_finish: a glyph is used if it has a meaning; its meanings stand in the order of first mention. */
#include "pdf/pdf_font.h"

#include "ground/arena.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_font_text.h"

#include <stdio.h>
#include <string.h>

/* What a glyph was taken to say, and how often it alone said so. */
typedef struct meaning {
	struct meaning *next;
	const char *text;
	uint32_t length;
	uint32_t character;     /* where the text is one character; otherwise 0 */
	uint32_t uses;
} meaning;

struct pdf_font {
	const font *face;
	char resource[16];
	char name[112];         /* "ABCDEF+TeXGyrePagella-Regular" */
	uint32_t glyph_count;
	uint32_t space_glyph;   /* 0: none */
	bool spaced;            /* the space is used */
	meaning **meanings;     /* by glyph */
	/* from here on by pdf_fonts_finish */
	uint16_t *codes;        /* by glyph */
	int32_t *widths;        /* by glyph */
	uint32_t *plain;        /* by glyph: the one character that it says by itself; 0: look into the meaning */
	pdf_font_entry *entries; /* in the order of codes */
	size_t count;
	int32_t usual;          /* the most frequent width */
	pdf_bytes program, unicode;
};

/* A run that was taken in whole. Words come again and again, and say the same each time. */
typedef struct seen_run {
	const run *run;         /* NULL: empty */
	uint32_t again;         /* how often after the first time */
} seen_run;

struct pdf_fonts {
	arena *arena;
	font_library *library;
	pdf_font **fonts;       /* in the order of first use */
	size_t count, capacity;
	pdf_font **by_index;    /* by the face's index */
	size_t index_count, index_capacity;
	seen_run *seen;         /* open addressing by address, a power of two, at most half full */
	size_t seen_size, seen_count;
};

/* --- taking in --------------------------------------------------------------------------------------------------- */

pdf_fonts *pdf_fonts_new(arena *a, font_library *l)
{
	pdf_fonts *f = ARENA_NEW(a, pdf_fonts);
	f->arena = a;
	f->library = l;
	f->seen_size = 1024;
	f->seen = ARENA_ARRAY(a, f->seen_size, seen_run);
	return f;
}

static pdf_font *add_font(pdf_fonts *f, const font *face)
{
	pdf_font *new = ARENA_NEW(f->arena, pdf_font);
	new->face = face;
	new->glyph_count = font_glyph_count(face);
	hb_font_get_nominal_glyph(font_shaper(face), ' ', &new->space_glyph);
	new->meanings = ARENA_ARRAY(f->arena, new->glyph_count, meaning *);
	*ARENA_APPEND(f->arena, f->fonts, f->count, f->capacity) = new;
	snprintf(new->resource, sizeof new->resource, "F%zu", f->count);
	return new;
}

static pdf_font *font_for(pdf_fonts *f, const font *face)
{
	size_t index = font_index(face);
	if (index >= f->index_count) {
		f->by_index = arena_grow(f->arena, f->by_index, f->index_count, &f->index_capacity, index + 1, sizeof *f->by_index);
		f->index_count = index + 1;
	}
	if (!f->by_index[index])
		f->by_index[index] = add_font(f, face);
	return f->by_index[index];
}

/* The glyph says this text, and did so alone `uses` times more. */
static void add_meaning(arena *a, pdf_font *f, uint32_t glyph, const char *text, uint32_t size, uint32_t uses)
{
	if (glyph >= f->glyph_count || glyph == 0)
		return;
	uint32_t character = font_text_single(text, size);
	meaning **at = &f->meanings[glyph];
	for (; *at; at = &(*at)->next)
		if (character ? (*at)->character == character : (*at)->length == size && !memcmp((*at)->text, text, size)) {
			(*at)->uses += uses;
			return;
		}
	*at = ARENA_NEW(a, meaning);
	**at = (meaning){ .text = text, .length = size, .character = character, .uses = uses };
}

/* Of several glyphs, each says a character where there are as many of them; otherwise the first is taken to say all,
 * unless the face itself knows better (settle_meaning). */
static void add_parts(arena *a, pdf_font *f, const run *r, const font_cluster *c)
{
	bool matched = font_text_characters(c->text, c->length) == c->count, backwards = r->level & 1;
	const char *text = c->text;
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t glyph = r->glyphs[c->first + (backwards ? c->count - 1 - i : i)].id;
		uint32_t size = c->length;
		if (matched)
			size = font_text_step(text, (size_t)(c->text + c->length - text));
		else if (i)
			size = 0;
		add_meaning(a, f, glyph, text, size, 0);
		text += matched ? size : 0;
	}
}

/* A glyph that says an ASCII character alone, and said it before: nearly all text. */
static bool says_again(pdf_font *f, const run *r, uint32_t i, uint32_t times)
{
	const glyph *g = &r->glyphs[i];
	unsigned char c = (unsigned char)r->text[g->cluster];
	uint32_t next = i + 1 < r->count ? g[1].cluster : (uint32_t)r->text_length;
	meaning *m = g->id < f->glyph_count ? f->meanings[g->id] : NULL;
	if (c >= 0x80 || r->level & 1 || next != g->cluster + 1 || !m || m->character != c)
		return false;
	m->uses += times;
	return true;
}

static void use_glyphs(arena *a, pdf_font *f, const run *r, uint32_t first, uint32_t end, uint32_t times)
{
	for (uint32_t i = first; i < end;) {
		if (says_again(f, r, i, times)) {
			i++;
			continue;
		}
		font_cluster c = font_cluster_at(r, i, end);
		if (c.count == 1)
			add_meaning(a, f, r->glyphs[i].id, c.text, c.length, c.length ? times : 0);
		else
			add_parts(a, f, r, &c);
		i += c.count;
	}
}

static void use_space(arena *a, pdf_font *f)
{
	f->spaced = f->space_glyph != 0;
	if (f->spaced)
		add_meaning(a, f, f->space_glyph, " ", 1, 1);
}

static seen_run *seen_at(const pdf_fonts *f, const run *r)
{
	size_t mask = f->seen_size - 1, at = ((uintptr_t)r >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 20 & mask;
	while (f->seen[at].run && f->seen[at].run != r)
		at = (at + 1) & mask;
	return &f->seen[at];
}

static void grow_seen(pdf_fonts *f)
{
	const seen_run *old = f->seen;
	size_t old_size = f->seen_size;
	f->seen_size *= 2;
	f->seen = ARENA_ARRAY(f->arena, f->seen_size, seen_run);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].run)
			*seen_at(f, old[i].run) = old[i];
}

/* Was the run taken in whole before? Then that is counted, for count_again. */
static bool is_again(pdf_fonts *f, const run *r)
{
	seen_run *seen = seen_at(f, r);
	if (seen->run) {
		seen->again++;
		return true;
	}
	seen->run = r;
	if (++f->seen_count * 2 > f->seen_size)
		grow_seen(f);
	return false;
}

/* Sums alone are made here, so the order of addresses is nobody's. */
static void count_again(pdf_fonts *f)
{
	for (size_t i = 0; i < f->seen_size; i++)
		if (f->seen[i].again)
			use_glyphs(f->arena, font_for(f, f->seen[i].run->font), f->seen[i].run, 0, (uint32_t)f->seen[i].run->count, f->seen[i].again);
	f->seen_count = f->seen_size = 0;
}

void pdf_fonts_use(pdf_fonts *f, const run *r, uint32_t first, uint32_t count, bool space)
{
	pdf_font *own = font_for(f, r->font);
	if (first || count != r->count || !is_again(f, r))
		use_glyphs(f->arena, own, r, first, first + count, 1);
	if (space)
		use_space(f->arena, own);
}

/* The hyphen at a line's end is no witness of what its glyph says. */
static void use_mark(pdf_fonts *f, const mark *m)
{
	const run *r = m->as.glyphs.run;
	uint32_t first = m->as.glyphs.first, count = m->as.glyphs.count;
	if (m->soft_hyphen && count) {
		pdf_font *own = font_for(f, r->font);
		count--;
		add_meaning(f->arena, own, r->glyphs[first + count].id, "-", 1, 0);
	}
	pdf_fonts_use(f, r, first, count, m->space);
}

void pdf_fonts_use_pages(pdf_fonts *f, const pages *p)
{
	for (size_t i = 0; i < p->count; i++)
		for (size_t j = 0; j < p->items[i]->mark_count; j++)
			if (p->items[i]->marks[j].kind == MARK_GLYPHS)
				use_mark(f, &p->items[i]->marks[j]);
}

/* --- what glyphs say --------------------------------------------------------------------------------------------- */

/* The lowest character of each glyph in the face's own map. A soft hyphen is no glyph's first meaning. */
static uint32_t *characters_of(arena *a, const pdf_font *f)
{
	uint32_t *characters = ARENA_ARRAY(a, f->glyph_count, uint32_t);
	hb_font_t *shaper = font_shaper(f->face);
	hb_set_t *all = hb_set_create();
	hb_face_collect_unicodes(hb_font_get_face(shaper), all);
	hb_codepoint_t character = HB_SET_VALUE_INVALID, glyph;
	while (hb_set_next(all, &character))
		if (character != 0xad && hb_font_get_nominal_glyph(shaper, character, &glyph) && glyph < f->glyph_count &&
		    !characters[glyph])
			characters[glyph] = character;
	hb_set_destroy(all);
	return characters;
}

/* Put the meaning that ToUnicode will have first. */
static meaning *settle_meaning(arena *a, pdf_font *f, uint32_t glyph, uint32_t **characters)
{
	meaning *best = f->meanings[glyph];
	for (meaning *m = best->next; m; m = m->next)
		if (m->uses > best->uses)
			best = m;
	if (!best->uses) {
		if (!*characters)
			*characters = characters_of(a, f);
		uint32_t own = (*characters)[glyph];
		if (own || !best->length) {
			meaning *m = ARENA_NEW(a, meaning);
			m->character = own ? own : 0xfffd;
			m->text = font_text_of(a, m->character, &m->length);
			best = m;
		}
	}
	return f->meanings[glyph] = best;
}

static int32_t width_of(const pdf_font *f, uint32_t glyph)
{
	int64_t units = font_metrics_of(f->face)->units;
	return (int32_t)((font_advance(f->face, glyph) * INT64_C(1000000) + units / 2) / units);
}

/* Of those that are whole numbers: a /DW that is none (ISO 32000-1, table 117) viewers take for 1000. */
static int32_t most_frequent_width(const pdf_font_entry *entries, size_t count)
{
	int32_t best = 0;
	size_t best_uses = 0;
	for (size_t i = 0; i < count; i++) {
		size_t uses = 0;
		if (entries[i].width % 1000)
			continue;
		for (size_t j = i; j < count; j++)
			uses += entries[j].width == entries[i].width;
		if (uses > best_uses) {
			best_uses = uses;
			best = entries[i].width;
		}
		/* A face of tens of thousands of glyphs has one usual width, seen at once. */
		if (best_uses > (count - i) || i >= 512)
			break;
	}
	return best;
}

static void settle_glyph(pdf_fonts *fonts, pdf_font *f, uint32_t glyph, uint32_t code, uint32_t **characters)
{
	meaning *m = settle_meaning(fonts->arena, f, glyph, characters);
	f->codes[glyph] = (uint16_t)code;
	f->widths[glyph] = width_of(f, glyph);
	f->plain[glyph] = font_text_is_private(m->text, m->length) ? 0 : m->character;
	f->entries[f->count++] = (pdf_font_entry){ (uint16_t)code, f->widths[glyph], m->text, m->length };
}

/* Insertion: codes come in the order of glyphs from every subsetter that we know, so this only looks. */
static void sort_entries(pdf_font_entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		pdf_font_entry moving = entries[i];
		size_t at = i;
		for (; at && entries[at - 1].code > moving.code; at--)
			entries[at] = entries[at - 1];
		entries[at] = moving;
	}
}

/* "ABCDEF+": six letters that the glyphs choose. */
static void name_subset(pdf_font *f, const uint32_t *glyphs, size_t count)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < count; i++)
		for (int shift = 0; shift < 32; shift += 8)
			hash = (hash ^ (glyphs[i] >> shift & 0xff)) * UINT64_C(1099511628211);
	char tag[7] = { 0 };
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	snprintf(f->name, sizeof f->name, "%s+%.100s", tag, font_postscript_name(f->face));
}

static bool finish_font(pdf_fonts *fonts, pdf_font *f)
{
	arena *a = fonts->arena;
	uint32_t *glyphs = ARENA_ARRAY(a, f->glyph_count, uint32_t), *characters = NULL;
	const uint32_t *codes;
	size_t count = 0;
	for (uint32_t i = 1; i < f->glyph_count; i++)
		if (f->meanings[i])
			glyphs[count++] = i;
	if (!font_subset(fonts->library, a, f->face, glyphs, count, &codes, &f->program.data, &f->program.length))
		return false;
	f->codes = ARENA_ARRAY(a, f->glyph_count, uint16_t);
	f->widths = ARENA_ARRAY(a, f->glyph_count, int32_t);
	f->plain = ARENA_ARRAY(a, f->glyph_count, uint32_t);
	f->entries = ARENA_ARRAY(a, count, pdf_font_entry);
	for (size_t i = 0; i < count; i++)
		settle_glyph(fonts, f, glyphs[i], codes[i], &characters);
	sort_entries(f->entries, count);
	f->usual = most_frequent_width(f->entries, count);
	name_subset(f, glyphs, count);
	pdf_buffer map = { 0 };
	pdf_font_print_unicode(&map, f->entries, count);
	f->unicode = (pdf_bytes){ .data = arena_copy(a, map.data, map.length), .length = map.length };
	pdf_buffer_free(&map);
	return true;
}

bool pdf_fonts_finish(pdf_fonts *f, unsigned threads)
{
	bool good = true;
	count_again(f);
	for (size_t i = 0; i < f->count; i++)
		good = finish_font(f, f->fonts[i]) && good;
	if (!good)
		return false;
	pdf_bytes *all = ARENA_ARRAY(f->arena, 2 * f->count, pdf_bytes);
	for (size_t i = 0; i < f->count; i++) {
		all[2 * i] = f->fonts[i]->program;
		all[2 * i + 1] = f->fonts[i]->unicode;
	}
	pdf_deflate_all(f->arena, all, 2 * f->count, PDF_DEFLATE_LEVEL, threads);
	for (size_t i = 0; i < f->count; i++) {
		f->fonts[i]->program = all[2 * i];
		f->fonts[i]->unicode = all[2 * i + 1];
	}
	return true;
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

size_t pdf_font_count(const pdf_fonts *f)
{
	return f->count;
}

const pdf_font *pdf_font_at(const pdf_fonts *f, size_t index)
{
	return f->fonts[index];
}

const pdf_font *pdf_font_of(const pdf_fonts *f, const font *face)
{
	return f->by_index[font_index(face)];
}

const char *pdf_font_name(const pdf_font *f)
{
	return f->resource;
}

unsigned pdf_font_code(const pdf_font *f, uint32_t glyph)
{
	return f->codes[glyph];
}

int32_t pdf_font_width(const pdf_font *f, uint32_t glyph)
{
	return f->widths[glyph];
}

unsigned pdf_font_space(const pdf_font *f)
{
	return f->spaced ? f->codes[f->space_glyph] : 0;
}

int32_t pdf_font_space_width(const pdf_font *f)
{
	return f->spaced ? f->widths[f->space_glyph] : 0;
}

/* Is a cluster's text other than the sum of what ToUnicode has its glyphs say? */
static bool misleads(const pdf_font *f, const run *r, const font_cluster *c)
{
	if (font_text_is_private(c->text, c->length))
		return true;
	uint32_t at = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t glyph = r->glyphs[c->first + (r->level & 1 ? c->count - 1 - i : i)].id;
		const meaning *m = glyph < f->glyph_count ? f->meanings[glyph] : NULL;
		if (!m)
			return true;
		/* A space that does not break is a space to all who read it. */
		if (m->character == ' ' && c->count == 1 && c->length == 2 && !memcmp(c->text, "\xc2\xa0", 2))
			return false;
		if (m->length > c->length - at || memcmp(m->text, c->text + at, m->length) != 0)
			return true;
		at += m->length;
	}
	return at != c->length;
}

/* How far the glyphs from `from` on say one ASCII character each, and say so by themselves: nearly all text. */
static uint32_t plain_until(const pdf_font *f, const run *r, uint32_t from, uint32_t end)
{
	const glyph *g = r->glyphs;
	uint32_t i = from;
	for (; i < end; i++) {
		unsigned char c = (unsigned char)r->text[g[i].cluster];
		uint32_t next = i + 1 < r->count ? g[i + 1].cluster : (uint32_t)r->text_length;
		if (c >= 0x80 || f->plain[g[i].id] != c || next != g[i].cluster + 1)
			break;
	}
	return i;
}

/* The text of neighbouring clusters in logical order; from right to left the last comes first. */
static pdf_stretch stretch_of(const run *r, const font_cluster *first, const font_cluster *last, bool actual)
{
	const font_cluster *head = r->level & 1 ? last : first, *tail = r->level & 1 ? first : last;
	const char *stop = tail->text + tail->length;
	return (pdf_stretch){ first->first, last->first + last->count - first->first, actual, head->text,
			      stop > head->text ? (size_t)(stop - head->text) : 0 };
}

static bool is_composed(const run *r, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i + 1 < end; i++)
		if (r->glyphs[i].cluster == r->glyphs[i + 1].cluster)
			return true;
	return false;
}

pdf_stretch pdf_font_stretch(const pdf_font *f, const run *r, uint32_t from, uint32_t end)
{
	bool backwards = r->level & 1;
	uint32_t i = backwards ? from : plain_until(f, r, from, end);
	if (i == end && from < end)
		return (pdf_stretch){ from, end - from, false, r->text + r->glyphs[from].cluster, end - from };
	font_cluster first = font_cluster_at(r, from, end), last = first;
	if (i < end && !backwards && is_composed(r, i, end)) {
		last = font_cluster_at(r, end - 1, end);
		return stretch_of(r, &first, &last, true);
	}
	bool actual = i == from && misleads(f, r, &first);
	if (i > from)
		last = font_cluster_at(r, i - 1, end);
	for (i = last.first + last.count; i < end; i += last.count) {
		font_cluster next = font_cluster_at(r, i, end);
		if (misleads(f, r, &next) != actual)
			break;
		last = next;
	}
	return stretch_of(r, &first, &last, actual);
}

/* --- dictionaries ------------------------------------------------------------------------------------------------ */

static int per_mille(const font_metrics *m, int value)
{
	int64_t scaled = (int64_t)value * 1000, half = m->units / 2;
	return (int)((scaled < 0 ? scaled - half : scaled + half) / m->units);
}

static int flags_of(const font_metrics *m)
{
	enum { FIXED = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
	return SYMBOLIC | (m->fixed ? FIXED : 0) | (m->serif ? SERIF : 0) | (m->italic ? ITALIC : 0);
}

static pdf_dict *write_descriptor(const pdf_font *f, pdf_file *file)
{
	const font_metrics *m = font_metrics_of(f->face);
	pdf_dict *d = pdf_dict_new(file), *program = pdf_stream_new(file, &f->program);
	pdf_buffer angle = { 0 };
	pdf_append_fraction(&angle, (int64_t)m->italic_angle * 1000 / 65536, 3);
	pdf_put_name(d, "Type", "FontDescriptor");
	pdf_put_name(d, "FontName", f->name);
	pdf_put_number(d, "Flags", flags_of(m));
	pdf_put_exact(d, "FontBBox", "[%d %d %d %d]", per_mille(m, m->box[0]), per_mille(m, m->box[1]), per_mille(m, m->box[2]),
		      per_mille(m, m->box[3]));
	pdf_put_buffer(d, "ItalicAngle", &angle);
	pdf_put_number(d, "Ascent", per_mille(m, m->ascender));
	pdf_put_number(d, "Descent", per_mille(m, m->descender));
	pdf_put_number(d, "CapHeight", per_mille(m, m->cap_height));
	pdf_put_number(d, "StemV", 50 + m->weight * m->weight / 4225); /* as weights go: 88 for regular, 166 for bold */
	pdf_put(d, m->cff ? "FontFile3" : "FontFile2", program);
	if (m->cff)
		pdf_put_name(program, "Subtype", "CIDFontType0C");
	else
		pdf_put_number(program, "Length1", (int32_t)f->program.plain);
	pdf_buffer_free(&angle);
	return d;
}

static pdf_dict *write_descendant(const pdf_font *f, pdf_file *file)
{
	bool cff = font_metrics_of(f->face)->cff;
	pdf_dict *d = pdf_dict_new(file);
	pdf_put_name(d, "Type", "Font");
	pdf_put_name(d, "Subtype", cff ? "CIDFontType0" : "CIDFontType2");
	pdf_put_name(d, "BaseFont", f->name);
	pdf_put_exact(d, "CIDSystemInfo", "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
	pdf_put(d, "FontDescriptor", write_descriptor(f, file));
	if (!cff)
		pdf_put_name(d, "CIDToGIDMap", "Identity");
	pdf_buffer widths = { 0 };
	pdf_font_print_widths(&widths, f->entries, f->count, f->usual);
	pdf_put_number(d, "DW", f->usual / 1000);
	pdf_put_buffer(d, "W", &widths);
	pdf_buffer_free(&widths);
	return d;
}

pdf_dict *pdf_font_write(const pdf_font *f, pdf_file *file)
{
	bool cff = font_metrics_of(f->face)->cff;
	char name[160];
	snprintf(name, sizeof name, "%s%s", f->name, cff ? "-Identity-H" : "");
	pdf_dict *d = pdf_dict_new(file);
	pdf_put_name(d, "Type", "Font");
	pdf_put_name(d, "Subtype", "Type0");
	pdf_put_name(d, "BaseFont", name);
	pdf_put_name(d, "Encoding", "Identity-H");
	pdf_put_exact(d, "DescendantFonts", "[%u 0 R]", pdf_number_of(write_descendant(f, file)));
	pdf_put(d, "ToUnicode", pdf_stream_new(file, &f->unicode));
	return d;
}
