/* pdf: two pages by hand, in both editions. A small reader of content streams follows the pen as a
 * viewer does and finds each glyph where the page says that it is. PLATEN_KEEP=folder keeps the two
 * files, to look at them with other tools. */
#include "pdf/pdf.h"
#include "pdf/pdf_ahead.h"

#include "base/arena.h"
#include "base/file.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_digest.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_profile.h"
#include "pdf/pdf_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct setting {
	arena *arena;
	report *report;
	FILE *messages;
	char *said;
	size_t said_length;
	font_library *fonts;
	image_library *images;
	style *style;
	shaper *shaper;
	document *document;
	page *items[2];
	pages pages;
	node *heading, *last_heading;
	char folder[32]; /* for the files */
} setting;

/* --- pages by hand -------------------------------------------------------------------------- */

static node *add(setting *t, node *parent, node_kind kind)
{
	node *n = node_new(t->arena, kind, (place){0});
	node_append(parent, n);
	return n;
}

static node *add_text(setting *t, node *parent, node_kind kind, const char *text)
{
	node *n = add(t, parent, kind), *inner = add(t, n, NODE_TEXT);
	inner->as.text.data = text;
	inner->as.text.length = strlen(text);
	return n;
}

static mark *add_mark(setting *t, page *p, mark_kind kind, mark_part part, const node *owner,
		      const ink *i)
{
	mark *m = ARENA_APPEND(t->arena, p->marks, p->mark_count, p->mark_capacity);
	m->kind = (uint8_t)kind;
	m->part = (uint8_t)part;
	m->owner = owner;
	m->ink = i;
	return m;
}

/* Set words from x on; the spaces are `gap` wide and the glyphs expanded. Returns where the last
 * word ends. */
static length set_words(setting *t, page *p, mark_part part, const node *owner,
			const appearance *look, const char *text, length x, length y, length gap,
			int32_t expansion)
{
	while (*(text += strspn(text, " "))) {
		size_t size = strcspn(text, " ");
		const word *w = shape_word(t->shaper, text, size, look, "en", HB_SCRIPT_LATIN, 0,
					   (place){0});
		mark *m = add_mark(t, p, MARK_GLYPHS, part, owner, look->ink);
		m->x = x;
		m->y = y;
		m->space = true;
		m->as.glyphs.run = w->runs[0];
		m->as.glyphs.count = (uint32_t)w->runs[0]->count;
		m->as.glyphs.expansion = expansion;
		m->as.glyphs.width = length_scale(w->width, 65536 + expansion, 65536);
		x += m->as.glyphs.width + gap;
		text += size;
	}
	return x - gap;
}

static void add_link(setting *t, page *p, const node *owner, length x, length y, length width,
		     const char *url, const node *target)
{
	page_link *l = ARENA_APPEND(t->arena, p->links, p->link_count, p->link_capacity);
	*l = (page_link){owner, x, y, width, 14 * LENGTH_PT, url, target, NULL};
}

static void add_anchor(setting *t, page *p, const node *n, length y)
{
	page_anchor *anchor =
		ARENA_APPEND(t->arena, p->anchors, p->anchor_count, p->anchor_capacity);
	*anchor = (page_anchor){n, 90 * LENGTH_PT, y};
}

static void set_first_page(setting *t, node *paragraph, node *away, node *inside)
{
	page *p = t->items[0];
	const appearance *body = style_of(t->style, ROLE_BODY);
	length y = 120 * LENGTH_PT, x = 90 * LENGTH_PT, end;
	set_words(t, p, PART_HEAD, NULL, style_of(t->style, ROLE_HEAD), "Of setting", x,
		  50 * LENGTH_PT, 3 * LENGTH_PT, 0);
	add_anchor(t, p, t->heading, 90 * LENGTH_PT);
	set_words(t, p, PART_CONTENT, t->heading, style_of(t->style, ROLE_HEADING1),
		  "Of Setting & Type", x, y, 5 * LENGTH_PT, 0);
	for (int line = 0; line < 20; line++)
		set_words(
			t, p, PART_CONTENT, paragraph, body,
			"AVATAR Tofu offices fly over waves (in brackets) and \\flow far affinely",
			x, y += 14 * LENGTH_PT, 2 * LENGTH_PT + line * 1237, (line - 10) * 131);
	p->marks[p->mark_count - 1].soft_hyphen = true;
	p->marks[p->mark_count - 1].space = false;
	mark *rule = add_mark(t, p, MARK_RULE, PART_ARTIFACT, NULL, t->style->inks[0]);
	rule->x = x;
	rule->y = y += 5 * LENGTH_PT;
	rule->as.rule.width = 100 * LENGTH_PT;
	rule->as.rule.height = LENGTH_PT / 2;
	y += 14 * LENGTH_PT;
	end = set_words(t, p, PART_CONTENT, away, style_over(t->style, body, ROLE_LINK),
			"a page elsewhere", x, y, 3 * LENGTH_PT, 0);
	add_link(t, p, away, x, y - 10 * LENGTH_PT, end - x, "https://example.org/caf\xc3\xa9",
		 NULL);
	y += 14 * LENGTH_PT;
	end = set_words(t, p, PART_CONTENT, inside, body, "to the end", x, y, 3 * LENGTH_PT, 0);
	add_link(t, p, inside, x, y - 10 * LENGTH_PT, end - x, NULL, t->last_heading);
	set_words(t, p, PART_FOLIO, NULL, body, "1", x, 790 * LENGTH_PT, 0, 0);
}

static void set_second_page(setting *t, node *paragraph, node *screen)
{
	page *p = t->items[1];
	const appearance *body = style_of(t->style, ROLE_BODY);
	length x = 90 * LENGTH_PT, y = 120 * LENGTH_PT;
	add_anchor(t, p, t->last_heading, 90 * LENGTH_PT);
	set_words(t, p, PART_CONTENT, t->last_heading, style_of(t->style, ROLE_HEADING2),
		  "\xc3\x9cnd Ende", x, y, 5 * LENGTH_PT, 0);
	set_words(t, p, PART_CONTENT, paragraph, body, "All is well that ends well.", x,
		  y + 20 * LENGTH_PT, 3 * LENGTH_PT, 0);
	set_words(t, p, PART_CONTENT, screen, style_over_classes(t->style, body, screen),
		  "Back to Top", x, y + 34 * LENGTH_PT, 3 * LENGTH_PT, 0);
	add_link(t, p, screen, x, y + 24 * LENGTH_PT, 60 * LENGTH_PT, NULL, t->heading);
}

static void set_pages(setting *t)
{
	static const char *const screen_classes[] = {"screen", NULL};
	node *root = t->document->root;
	t->heading = add_text(t, root, NODE_HEADING, "Of Setting & Type");
	t->heading->as.heading.level = 1;
	t->heading->id = "of-setting";
	node *first = add_text(t, root, NODE_PARAGRAPH, "AVATAR");
	node *away = add_text(t, first, NODE_LINK, "a page elsewhere");
	away->as.link.url = "https://example.org/caf\xc3\xa9";
	node *inside = add_text(t, first, NODE_LINK, "to the end");
	t->last_heading = add_text(t, root, NODE_HEADING, "\xc3\x9cnd Ende");
	t->last_heading->as.heading.level = 2;
	t->last_heading->id = "\xc3\xbcnd-ende";
	inside->as.link.target = t->last_heading;
	node *second = add_text(t, root, NODE_PARAGRAPH, "All is well");
	node *screen = add_text(t, second, NODE_LINK, "Back to Top");
	screen->as.link.target = t->heading;
	screen->classes = screen_classes;
	document_finish(t->document);
	set_first_page(t, first, away, inside);
	set_second_page(t, second, screen);
}

static int set_up(void **state)
{
	static const report_options plain;
	static const font_options fonts = {.configuration = "fonts/fonts.conf"};
	setting *t = calloc(1, sizeof *t);
	t->arena = arena_new();
	t->messages = open_memstream(&t->said, &t->said_length);
	t->report = report_new(t->arena, t->messages, &plain);
	t->fonts = font_library_new(t->arena, t->report, &fonts);
	t->images = image_library_new(t->arena, t->report, NULL);
	t->style = style_read(t->arena, t->report, &(style_request){0});
	t->shaper = shaper_new(t->arena, t->report, t->fonts, t->style);
	t->document = ARENA_NEW(t->arena, document);
	t->document->root = node_new(t->arena, NODE_DOCUMENT, (place){0});
	t->document->lang = "en";
	for (int i = 0; i < 2; i++) {
		t->items[i] = ARENA_NEW(t->arena, page);
		t->items[i]->number = i + 1;
		t->items[i]->label = i ? "2" : "i";
	}
	strcpy(t->folder, "/tmp/platen-pdf-XXXXXX");
	assert_non_null(mkdtemp(t->folder));
	set_pages(t);
	t->pages = (pages){t->document, t->style, (const page *const *)t->items, 2};
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	setting *t = *state;
	rmdir(t->folder);
	shaper_free(t->shaper);
	font_library_free(t->fonts);
	fclose(t->messages);
	free(t->said);
	arena_free(t->arena);
	free(t);
	return 0;
}

/* --- a small reader of content streams ------------------------------------------------------ */

typedef struct seen {
	unsigned code;
	double x, y;
} seen;

typedef struct reader {
	const pdf_font *font;
	double size, scaling, x, y, line_x, line_y, rise;
	double operands[16];
	int operand_count;
	pdf_buffer texts; /* strings and adjustments since the last operator: see show */
	seen *glyphs;
	size_t count;
	int depth, sequences; /* of marked content */
	bool text, text_at_begin[8];
} reader;

/* Widths by code, as the font dictionary says them. */
static double width_of(const pdf_font *font, unsigned code, const setting *t)
{
	if (code == pdf_font_space(font))
		return pdf_font_space_glyph(font)->width / 1e6;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < t->items[i]->mark_count; k++) {
			const mark *m = &t->items[i]->marks[k];
			if (m->kind != MARK_GLYPHS)
				continue;
			for (uint32_t g = 0; g < m->as.glyphs.run->count; g++)
				if (pdf_font_code(font, m->as.glyphs.run->glyphs[g].id) == code)
					return pdf_font_width(font,
							      m->as.glyphs.run->glyphs[g].id) /
					       1e6;
		}
	fail_msg("code %u is of no glyph", code);
	return 0;
}

static void show_code(reader *r, unsigned code, const setting *t)
{
	assert_true(r->text);
	r->glyphs[r->count++] = (seen){code, r->x, r->y + r->rise};
	r->x += width_of(r->font, code, t) * r->size * r->scaling;
}

static const char *read_string(reader *r, const char *p, const setting *t)
{
	int half = 0;
	unsigned code = 0;
	for (p++; *p != ')' || half < 0; p++) {
		unsigned char c = (unsigned char)*p;
		if (c == '\\') {
			c = (unsigned char)*++p;
			c = c == 'r' ? '\r' : c;
		}
		code = code << 8 | c;
		if (++half == 2) {
			show_code(r, code, t);
			code = 0;
			half = 0;
		}
	}
	assert_int_equal(half, 0);
	return p + 1;
}

static const pdf_font *font_named(const pdf_fonts *fonts, const char *name)
{
	for (size_t i = 0; i < pdf_font_count(fonts); i++)
		if (!strcmp(pdf_font_name(pdf_font_at(fonts, i)), name))
			return pdf_font_at(fonts, i);
	fail_msg("no font %s", name);
	return NULL;
}

static void operate(reader *r, const char *operator, const char * name, const pdf_fonts *fonts)
{
	const double *o = r->operands;
	if (!strcmp(operator, "Tf")) {
		r->font = font_named(fonts, name);
		r->size = o[0];
	} else if (!strcmp(operator, "Tz")) {
		r->scaling = o[0] / 100;
	} else if (!strcmp(operator, "Ts")) {
		r->rise = o[0];
	} else if (!strcmp(operator, "Td")) {
		r->x = r->line_x += o[0];
		r->y = r->line_y += o[1];
	} else if (!strcmp(operator, "BT")) {
		assert_false(r->text);
		r->text = true;
		r->x = r->y = r->line_x = r->line_y = 0;
	} else if (!strcmp(operator, "ET")) {
		assert_true(r->text);
		r->text = false;
	} else if (!strcmp(operator, "BDC")) {
		r->text_at_begin[r->depth++] = r->text;
		r->sequences++;
	} else if (!strcmp(operator, "EMC")) {
		assert_true(r->depth > 0);
		assert_int_equal(r->text_at_begin[--r->depth], r->text);
	}
	r->operand_count = 0;
}

/* Read a stream: numbers are operands, or, inside brackets, adjustments. */
static void read_stream(reader *r, const char *p, const pdf_fonts *fonts, const setting *t)
{
	char word[64], name[64] = "";
	bool list = false;
	int dictionary = 0;
	while (*p) {
		size_t size = strcspn(p, " \n[]()<>/");
		if (*p == '(' && !dictionary) {
			p = read_string(r, p, t);
		} else if (!strncmp(p, "<<", 2) || !strncmp(p, ">>", 2)) {
			dictionary += *p == '<' ? 1 : -1;
			p += 2;
		} else if (*p == '/') {
			size = 1 + strcspn(p + 1, " \n[]()<>/");
			snprintf(name, sizeof name, "%.*s", (int)size - 1, p + 1);
			p += size;
		} else if (!size) {
			list = *p == '[' ? true : *p == ']' ? false : list;
			p++;
		} else {
			snprintf(word, sizeof word, "%.*s", (int)size, p);
			p += size;
			if (dictionary)
				continue;
			if (strspn(word, "0123456789.-") < size)
				operate(r, word, name, fonts);
			else if (list)
				r->x -= atof(word) / 1000 * r->size * r->scaling;
			else
				r->operands[r->operand_count++] = atof(word);
		}
	}
}

static void places_are_as_computed(void **state)
{
	setting *t = *state;
	pdf_fonts *fonts = pdf_fonts_new(t->arena);
	pdf_fonts_use_pages(fonts, &t->pages);
	pdf_fonts_close(fonts);
	for (size_t i = 0; i < pdf_font_count(fonts); i++)
		pdf_font_make(fonts, i);
	assert_true(pdf_fonts_are_made(fonts, t->report));
	const pdf_content content = {&t->pages, fonts, pdf_tags_new(t->arena, &t->pages),
				     pdf_colors_new(t->arena, t->pages.style)};
	pdf_buffer stream = {0};
	pdf_append_page(&stream, &content, 0, false);
	pdf_append(&stream, "", 1);
	reader r = {.scaling = 1, .glyphs = ARENA_ARRAY(t->arena, stream.length, seen)};
	read_stream(&r, stream.data, fonts, t);
	assert_int_equal(r.depth, 0);
	assert_false(r.text);
	size_t next = 0;
	double worst = 0;
	for (size_t i = 0; i < t->items[0]->mark_count; i++) {
		const mark *m = &t->items[0]->marks[i];
		if (m->kind != MARK_GLYPHS)
			continue;
		double x = (double)m->x / 65536,
		       y = (double)(t->style->sheet.height - m->y) / 65536;
		double expansion = 1 + m->as.glyphs.expansion / 65536.0;
		const pdf_font *font = pdf_font_of(fonts, m->as.glyphs.run->font);
		/* half a thousandth of the size, and what places are rounded by */
		double most = (double)m->as.glyphs.run->size / 65536 / 2000 + 0.001;
		most = most < 0.01 ? most : 0.01;
		for (uint32_t g = 0; g < m->as.glyphs.count; g++) {
			const glyph *glyph = &m->as.glyphs.run->glyphs[g];
			assert_int_equal(r.glyphs[next].code, pdf_font_code(font, glyph->id));
			double dx = r.glyphs[next].x - x - glyph->dx * expansion / 65536;
			double dy = r.glyphs[next].y - y - glyph->dy / 65536.0;
			worst = dx > worst ? dx : -dx > worst ? -dx : worst;
			assert_true(dx < most && dx > -most);
			assert_true(dy < 0.01 && dy > -0.01);
			x += glyph->advance * expansion / 65536;
			next++;
		}
		if (m->space)
			assert_int_equal(r.glyphs[next++].code, pdf_font_space(font));
	}
	assert_int_equal(next, r.count);
	assert_true(worst > 0); /* the reader does read */
	pdf_buffer_free(&stream);
}

/* --- files ---------------------------------------------------------------------------------- */

static const char *path_of(const setting *t, const char *name)
{
	const char *kept = getenv("PLATEN_KEEP");
	return arena_print(t->arena, "%s/%s", kept ? kept : t->folder, name);
}

static pdf_options options_of(pdf_ahead *ahead)
{
	static const attachment sources[] = {
		{"report.md", "# Of Setting & Type\n", 20, "text/markdown", "The manuscript",
		 false},
		{"a style.yaml", "text: {}\n", 9, "application/yaml", "The style sheet", false},
	};
	return (pdf_options){.attachments = sources,
			     .attachment_count = 2,
			     .date = 1700000000,
			     .dated = true,
			     .date_parts = DATE_SECOND,
			     .ahead = ahead};
}

static void write_edition(setting *t, pdf *p, const edition *edition, const char *path)
{
	file_output *out = file_begin(t->arena, path);
	pdf_copy *copy = pdf_make(p, edition);
	assert_non_null(copy);
	assert_null(pdf_save(copy, out));
	pdf_copy_free(copy);
	assert_null(file_commit(out));
}

static const char *contents_of(const setting *t, const char *path, size_t *size)
{
	const char *data;
	assert_int_equal(file_read(t->arena, path, 1 << 26, &data, size), FILE_OK);
	return data;
}

static void drop(const char *path)
{
	if (!getenv("PLATEN_KEEP"))
		unlink(path);
}

/* A page's content among the streams of a file, if another file has the same. Contents alone have
 * bare dictionaries and more than a kilobyte here. */
static const char *shared_stream(const char *file, size_t size, const char *other,
				 size_t other_size)
{
	static const char bare[] = "obj\n<<\n/Filter /FlateDecode\n/Length ";
	for (const char *p = file; (p = memmem(p, (size_t)(file + size - p), bare, strlen(bare)));
	     p++) {
		size_t length = (size_t)atol(p + strlen(bare));
		const char *body = memmem(p, 96, "\nstream\n", 8);
		if (body && length > 1000 && memmem(other, other_size, body, length))
			return body;
	}
	return NULL;
}

static void editions_share_their_pages(void **state)
{
	setting *t = *state;
	pdf_ahead *ahead = pdf_ahead_begin(t->arena);
	const pdf_options options = options_of(ahead);
	pdf *p = pdf_new(t->arena, t->report, &t->pages, t->fonts, t->images, &options);
	assert_non_null(p);
	const char *paths[3] = {path_of(t, "archive.pdf"), path_of(t, "print.pdf"),
				path_of(t, "again.pdf")};
	write_edition(t, p, &edition_table[EDITION_ARCHIVE], paths[0]);
	write_edition(t, p, &edition_table[EDITION_PRINT], paths[1]);
	write_edition(t, p, &edition_table[EDITION_ARCHIVE], paths[2]);
	size_t sizes[3];
	const char *files[3];
	for (int i = 0; i < 3; i++)
		files[i] = contents_of(t, paths[i], &sizes[i]);
	assert_memory_equal(files[0], "%PDF-1.7", 8);
	assert_memory_equal(files[1], "%PDF-1.6", 8);
	assert_int_equal(sizes[0], sizes[2]);
	assert_memory_equal(files[0], files[2], sizes[0]);
	assert_non_null(shared_stream(files[0], sizes[0], files[1], sizes[1]));
	pdf_free(p);
	pdf_ahead_free(ahead);
	for (int i = 0; i < 3; i++)
		drop(paths[i]);
}

static void a_missing_profile_is_told(void **state)
{
	setting *t = *state;
	pdf_ahead *ahead = pdf_ahead_begin(t->arena);
	const pdf_options options = options_of(ahead);
	t->style->sheet.profile = "/no/such/profile.icc";
	pdf *p = pdf_new(t->arena, t->report, &t->pages, t->fonts, t->images, &options);
	assert_null(pdf_make(p, &edition_table[EDITION_PRINT]));
	report_flush(t->report);
	fflush(t->messages);
	assert_non_null(strstr(t->said, "/no/such/profile.icc is not there"));
	pdf_free(p);
	pdf_ahead_free(ahead);
}

/* --- parts ---------------------------------------------------------------------------------- */

static const char *text_of(pdf_buffer *b)
{
	pdf_append(b, "", 1);
	return b->data;
}

static void check_text(pdf_buffer *b, const char *expected)
{
	assert_string_equal(text_of(b), expected);
	pdf_buffer_free(b);
}

static void numbers_and_strings(void **state)
{
	(void)state;
	pdf_buffer b = {0};
	pdf_append_fraction(&b, 35, 2);
	pdf_append_text(&b, " ");
	pdf_append_fraction(&b, -10050, 3);
	pdf_append_text(&b, " ");
	pdf_append_fraction(&b, -7, 3);
	pdf_append_text(&b, " ");
	pdf_append_fraction(&b, 0, 3);
	check_text(&b, ".35 -10.05 -.007 0");
	pdf_append_name(&b, "PANTONE 185 C#");
	check_text(&b, "/PANTONE#20185#20C#23");
	pdf_append_string(&b, "a (b) \\");
	check_text(&b, "(a \\(b\\) \\\\)");
	pdf_append_string(&b, "\xc3\xa9\xf0\x9f\x98\x80");
	check_text(&b, "<FEFF00E9D83DDE00>");
}

static void digests_are_md5(void **state)
{
	(void)state;
	pdf_digest d;
	unsigned char sum[PDF_DIGEST_SIZE];
	pdf_digest_begin(&d);
	pdf_digest_add(&d, "message ", 8);
	pdf_digest_add(&d, "digest", 6);
	pdf_digest_end(&d, sum);
	pdf_buffer b = {0};
	pdf_append_hex(&b, sum, sizeof sum);
	check_text(&b, "<F96B697D7CB7938D525A2F31AAF161D0>");
}

static void inks_in_streams(void **state)
{
	(void)state;
	const ink black = {.name = "text",
			   .index = 0,
			   .painted_in_print = true,
			   .cmyk = {0, 0, 0, 10000},
			   .is_black = true};
	const ink tint = {.name = "rule",
			  .index = 1,
			  .painted_in_print = true,
			  .cmyk = {0, 0, 0, 3500},
			  .is_black = true};
	const ink process = {.name = "accent",
			     .index = 2,
			     .painted_in_print = true,
			     .cmyk = {10000, 4550, 0, 0}};
	const ink screen = {.name = "screen", .index = 3, .rgb = {2000, 0, 10000}};
	const ink *const inks[] = {&black, &tint, &process, &screen, NULL};
	const style s = {.inks = inks};
	arena *a = arena_new();
	const pdf_colors *colors = pdf_colors_new(a, &s);
	pdf_buffer b = {0};
	for (size_t i = 0; inks[i]; i++)
		pdf_append_ink(&b, colors, inks[i]);
	arena_free(a);
	check_text(&b, "/text cs 1 scn /over gs\n/rule cs .35 scn /out gs\n/accent cs 1 .455 0 0 "
		       "scn /out gs\n/screen cs .2 0 1 scn /out gs\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_and_strings),
		cmocka_unit_test(digests_are_md5),
		cmocka_unit_test(inks_in_streams),
		cmocka_unit_test_setup_teardown(places_are_as_computed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(editions_share_their_pages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_missing_profile_is_told, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
