/* pdf_font: each glyph's meaning in ToUnicode, subsets, and the font dictionaries. */
#include "pdf/pdf_font_private.h"

#include "base/arena.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_font_text.h"

#include <stdio.h>
#include <string.h>

/* --- what glyphs say ------------------------------------------------------------------------ */

/* The lowest character of each glyph in the face's own map. A soft hyphen never counts. */
static uint32_t *characters_of(arena *a, const pdf_font *f)
{
	uint32_t *characters = ARENA_ARRAY(a, f->glyph_count, uint32_t);
	hb_font_t *shaper = font_shaper(f->face);
	hb_set_t *all = hb_set_create();
	hb_face_collect_unicodes(hb_font_get_face(shaper), all);
	hb_codepoint_t character = HB_SET_VALUE_INVALID, glyph;
	while (hb_set_next(all, &character))
		if (character != 0xad && hb_font_get_nominal_glyph(shaper, character, &glyph) &&
		    glyph < f->glyph_count && !characters[glyph])
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
			m->text = pdf_font_text_of(a, m->character, &m->length);
			best = m;
		}
	}
	return f->meanings[glyph] = best;
}

/* An advance in thousandths of what a PDF counts in. */
static int32_t width_of(const pdf_font *f, int32_t advance)
{
	int64_t units = font_metrics_of(f->face)->units;
	return (int32_t)((advance * INT64_C(1000000) + units / 2) / units);
}

/* Only whole numbers count: viewers read any other /DW (ISO 32000-1, table 117) as 1000. */
static int32_t most_frequent_width(const pdf_font_entry *entries, size_t count)
{
	/* a face with tens of thousands of glyphs has one usual width, which is found early */
	enum { USUAL_AMONG = 512 };
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
		if (best_uses > (count - i) || i >= USUAL_AMONG)
			break;
	}
	return best;
}

/* A byte of a literal string, escaped where it must be; a bare carriage return would be read as a
 * line feed. */
static char *put_code_byte(char *p, unsigned char byte)
{
	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		*p++ = '\\';
	*p++ = byte == '\r' ? 'r' : (char)byte;
	return p;
}

static pdf_font_glyph glyph_of(uint32_t code, int32_t width)
{
	pdf_font_glyph g = {.code = (uint16_t)code, .width = width};
	char *end = put_code_byte(g.bytes, (unsigned char)(code >> 8));
	end = put_code_byte(end, (unsigned char)code);
	g.size = (uint8_t)(end - g.bytes);
	return g;
}

static void settle_glyph(pdf_font *f, uint32_t glyph, uint32_t code, int32_t advance,
			 uint32_t **characters)
{
	meaning *m = settle_meaning(f->arena, f, glyph, characters);
	f->glyphs[glyph] = glyph_of(code, width_of(f, advance));
	f->plain[glyph] = pdf_font_text_is_private(m->text, m->length) ? 0 : m->character;
	f->entries[f->count++] =
		(pdf_font_entry){(uint16_t)code, f->glyphs[glyph].width, m->text, m->length};
}

/* Insertion sort: every known subsetter gives codes in the order of glyphs, so this usually only
 * checks. */
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

/* "ABCDEF+": six letters from a hash of the glyphs. */
static void name_subset(pdf_font *f, const uint32_t *glyphs, size_t count)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < count; i++)
		for (int shift = 0; shift < 32; shift += 8)
			hash = (hash ^ (glyphs[i] >> shift & 0xff)) * UINT64_C(1099511628211);
	char tag[7] = {0};
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	snprintf(f->name, sizeof f->name, "%s+%.100s", tag, font_postscript_name(f->face));
}

static void print_unicode(arena *a, pdf_font *f)
{
	pdf_buffer map = {0};
	pdf_font_print_unicode(&map, f->entries, f->count);
	f->unicode = (pdf_bytes){.data = arena_copy(a, map.data, map.length), .length = map.length};
	pdf_buffer_free(&map);
}

static void deflate_font(arena *a, pdf_font *f)
{
	pdf_bytes both[] = {f->program, f->unicode};
	pdf_deflate_all(a, both, 2, PDF_DEFLATE_LEVEL);
	f->program = both[0];
	f->unicode = both[1];
}

void pdf_font_make(pdf_fonts *fonts, size_t index)
{
	pdf_font *f = fonts->fonts[index];
	arena *a = f->arena;
	uint32_t *glyphs = ARENA_ARRAY(a, f->glyph_count, uint32_t), *characters = NULL;
	const uint32_t *codes;
	const int32_t *advances;
	size_t count = 0;
	for (uint32_t i = 1; i < f->glyph_count; i++)
		if (f->meanings[i])
			glyphs[count++] = i;
	if (!font_subset(a, f->face, glyphs, count, &codes, &advances, &f->program.data,
			 &f->program.length))
		return;
	f->glyphs = ARENA_ARRAY(a, f->glyph_count, pdf_font_glyph);
	f->plain = ARENA_ARRAY(a, f->glyph_count, uint32_t);
	f->entries = ARENA_ARRAY(a, count, pdf_font_entry);
	for (size_t i = 0; i < count; i++)
		settle_glyph(f, glyphs[i], codes[i], advances[i], &characters);
	sort_entries(f->entries, count);
	f->usual = most_frequent_width(f->entries, count);
	name_subset(f, glyphs, count);
	print_unicode(a, f);
	deflate_font(a, f);
	f->made = true;
}

bool pdf_fonts_are_made(pdf_fonts *f, report *r)
{
	bool good = true;
	for (size_t i = 0; i < f->count; i++) {
		arena_join(f->arena, f->fonts[i]->arena);
		if (f->fonts[i]->made)
			continue;
		good = false;
		report_at(r, REPORT_FONT_UNUSABLE, (place){0},
			  "the font file %s cannot be used: no subset can be made of it; choose "
			  "another face",
			  font_file(f->fonts[i]->face));
	}
	return good;
}

/* --- asking --------------------------------------------------------------------------------- */

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
	return f->glyphs[glyph].code;
}

int32_t pdf_font_width(const pdf_font *f, uint32_t glyph)
{
	return f->glyphs[glyph].width;
}

unsigned pdf_font_space(const pdf_font *f)
{
	return f->spaced ? f->glyphs[f->space_glyph].code : 0;
}

const pdf_font_glyph *pdf_font_glyphs(const pdf_font *f)
{
	return f->glyphs;
}

const pdf_font_glyph *pdf_font_space_glyph(const pdf_font *f)
{
	return pdf_font_space(f) ? &f->glyphs[f->space_glyph] : NULL;
}

/* Does a cluster's text differ from what ToUnicode gives for its glyphs? */
static bool misleads(const pdf_font *f, const run *r, const font_cluster *c)
{
	if (pdf_font_text_is_private(c->text, c->length))
		return true;
	uint32_t at = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t glyph = r->glyphs[c->first + (r->level & 1 ? c->count - 1 - i : i)].id;
		const meaning *m = glyph < f->glyph_count ? f->meanings[glyph] : NULL;
		if (!m)
			return true;
		/* Readers take a no-break space for a space anyway. */
		if (m->character == ' ' && c->count == 1 && c->length == 2 &&
		    !memcmp(c->text, "\xc2\xa0", 2))
			return false;
		if (m->length > c->length - at || memcmp(m->text, c->text + at, m->length) != 0)
			return true;
		at += m->length;
	}
	return at != c->length;
}

/* Where the glyphs from `from` on stop meaning one ASCII character each without help: nearly all
 * text goes this way. */
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
static pdf_stretch stretch_of(const run *r, const font_cluster *first, const font_cluster *last,
			      bool actual)
{
	const font_cluster *head = r->level & 1 ? last : first, *tail = r->level & 1 ? first : last;
	const char *stop = tail->text + tail->length;
	return (pdf_stretch){first->first, last->first + last->count - first->first, actual,
			     head->text, stop > head->text ? (size_t)(stop - head->text) : 0};
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
		return (pdf_stretch){from, end - from, false, r->text + r->glyphs[from].cluster,
				     end - from};
	font_cluster first = pdf_font_text_cluster_at(r, from, end), last = first;
	if (i < end && !backwards && is_composed(r, i, end)) {
		last = pdf_font_text_cluster_at(r, end - 1, end);
		return stretch_of(r, &first, &last, true);
	}
	bool actual = i == from && misleads(f, r, &first);
	if (i > from)
		last = pdf_font_text_cluster_at(r, i - 1, end);
	for (i = last.first + last.count; i < end; i += last.count) {
		font_cluster next = pdf_font_text_cluster_at(r, i, end);
		if (misleads(f, r, &next) != actual)
			break;
		last = next;
	}
	return stretch_of(r, &first, &last, actual);
}

/* --- dictionaries --------------------------------------------------------------------------- */

static int per_mille(const font_metrics *m, int value)
{
	int64_t scaled = (int64_t)value * 1000, half = m->units / 2;
	return (int)((scaled < 0 ? scaled - half : scaled + half) / m->units);
}

static int flags_of(const font_metrics *m)
{
	enum { FIXED = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
	return SYMBOLIC | (m->fixed ? FIXED : 0) | (m->serif ? SERIF : 0) |
	       (m->italic ? ITALIC : 0);
}

static pdf_dict *write_descriptor(const pdf_font *f, pdf_file *file)
{
	const font_metrics *m = font_metrics_of(f->face);
	pdf_dict *d = pdf_dict_new(file), *program = pdf_stream_new(file, &f->program);
	pdf_buffer angle = {0};
	pdf_append_fraction(&angle, (int64_t)m->italic_angle * 1000 / 65536, 3);
	pdf_put_name(d, "Type", "FontDescriptor");
	pdf_put_name(d, "FontName", f->name);
	pdf_put_number(d, "Flags", flags_of(m));
	pdf_put_exact(d, "FontBBox", "[%d %d %d %d]", per_mille(m, m->box[0]),
		      per_mille(m, m->box[1]), per_mille(m, m->box[2]), per_mille(m, m->box[3]));
	pdf_put_buffer(d, "ItalicAngle", &angle);
	pdf_put_number(d, "Ascent", per_mille(m, m->ascender));
	pdf_put_number(d, "Descent", per_mille(m, m->descender));
	pdf_put_number(d, "CapHeight", per_mille(m, m->cap_height));
	/* estimated from the weight: 88 for regular, 166 for bold */
	pdf_put_number(d, "StemV", 50 + m->weight * m->weight / 4225);
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
	pdf_buffer widths = {0};
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
