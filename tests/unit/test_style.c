/* style: what sheets say comes out, what is wrong in them is told, and the same question gets the
 * same answer. */
#include "base/arena.h"
#include "style/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/platen-style-XXXXXX";

typedef struct run {
	arena *arena;
	report *report;
	FILE *out;
	char *said;
	size_t size;
	style *style;
	const char *own;
} run;

static void put(const char *name, const char *text)
{
	char path[200];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Read a sheet; NULL: the defaults. */
static void read_sheet(run *t, const char *text)
{
	char path[200];
	snprintf(path, sizeof path, "%s/sheet.yaml", folder);
	if (text)
		put("sheet.yaml", text);
	t->arena = arena_new();
	t->out = open_memstream(&t->said, &t->size);
	t->report = report_new(t->arena, t->out, NULL);
	t->style = style_read(
		t->arena, t->report,
		&(style_request){.path = text ? path : NULL, .name = "sheet.yaml", .own = t->own});
	report_flush(t->report);
	fflush(t->out);
}

static void end(run *t)
{
	fclose(t->out);
	free(t->said);
	arena_free(t->arena);
}

static void has_sound_defaults(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t, NULL);
	assert_string_equal(t.said, "");
	const style *s = t.style;
	assert_null(s->source);
	assert_int_equal(s->file_count, 0);
	assert_string_equal(s->inks[0]->name, "text");
	assert_true(s->inks[0]->is_black);
	assert_int_equal(s->sheet.lines, 46);
	assert_int_equal(s->sheet.grid, 14 * LENGTH_PT);
	assert_int_equal(s->sheet.top + s->sheet.lines * s->sheet.grid + s->sheet.bottom,
			 s->sheet.height);
	assert_int_equal(s->sheet.first_baseline, s->sheet.top + 21 * LENGTH_PT / 2);
	assert_true(s->sheet.folio);
	assert_int_equal(s->roles[ROLE_BODY].size, 21 * LENGTH_PT / 2);
	assert_string_equal(s->roles[ROLE_BODY].features, "onum,pnum");
	assert_string_equal(s->roles[ROLE_TABLE_HEAD].features, "lnum,tnum");
	assert_int_equal(s->roles[ROLE_HEADING1].size, 1101005); /* 16.8pt */
	assert_int_equal(s->roles[ROLE_HEADING3].weight, 700);
	assert_int_equal(s->lines.shrink, 333);
	assert_int_equal(s->pages.variants, 1);
	for (size_t which = 0; which < ROLES; which++)
		assert_non_null(s->roles[which].features);
	end(&t);
}

static void lays_a_sheet_over_them(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t, "page: {size: 120mm 190mm, margins: {inner: 15mm, outer: 20mm, top: 2 "
		       "lines, bottom: 20mm}, grid: 1.3em, folio: none, sides: one}\n"
		       "text: {size: 10pt, family: EB Garamond}\n"
		       "roles:\n  headings: {weight: regular}\n  heading2: {size: 1.2em, "
		       "space-before: 2 lines}\n  quote: {size: 0.9em, left: 1em}\n"
		       "lines: {expansion: 1.5%, protrusion: 80%}\nlinks: {address: note, pages: "
		       "yes}\nfallbacks: [Noto Sans]\npages: {notes: end, variants: no}\n");
	assert_string_equal(t.said, "");
	const style *s = t.style;
	assert_int_equal(s->sheet.grid, 13 * LENGTH_PT);
	assert_int_equal(s->sheet.top, 26 * LENGTH_PT);
	assert_false(s->sheet.folio);
	assert_false(s->sheet.two_sided);
	assert_string_equal(s->roles[ROLE_HEADING2].family, "EB Garamond");
	assert_int_equal(s->roles[ROLE_HEADING2].weight, 400);
	assert_int_equal(s->roles[ROLE_HEADING2].size, 12 * LENGTH_PT);
	assert_int_equal(s->roles[ROLE_QUOTE].left, 9 * LENGTH_PT);
	/* the default's 1.6em, of 9pt */
	assert_int_equal(s->roles[ROLE_QUOTE].right, 943718);
	assert_int_equal(s->lines.expansion, 15);
	assert_int_equal(s->lines.protrusion, 80);
	assert_int_equal(s->link_address, LINK_NOTE);
	assert_true(s->link_pages);
	assert_true(s->pages.end_notes);
	assert_int_equal(s->pages.variants, 0);
	assert_string_equal(s->fallbacks[0], "Noto Sans");
	assert_null(s->fallbacks[1]);
	end(&t);
}

/* The built-in margins are those of A4; a page of another size has them in proportion, but what a
 * sheet (or one that it extends) says stays. */
static void margins_follow_the_page(void **state)
{
	(void)state;
	run t;
	const length mm = 72 * LENGTH_PT * 10 / 254;
	read_sheet(&t, "page: {size: A6}\n");
	const sheet *page = &t.style->sheet;
	assert_in_range(page->inner, 31 * mm / 2 - mm, 31 * mm / 2 + mm);
	assert_in_range(page->outer, 46 * mm / 2 - mm, 47 * mm / 2 + mm);
	assert_in_range(page->top, 13 * mm - mm, 13 * mm + mm);
	assert_int_equal(page->lines, 23);
	assert_int_equal(page->top + page->lines * page->grid + page->bottom, page->height);
	assert_int_equal(page->measure, page->width - page->inner - page->outer);
	end(&t);

	put("house.yaml", "page: {margins: {inner: 12mm}}\n");
	read_sheet(&t, "extends: house.yaml\npage: {size: A6, margins: {top: 20mm}}\n");
	page = &t.style->sheet;
	assert_in_range(page->inner, 12 * mm - 9, 12 * mm + 9);
	assert_in_range(page->top, 20 * mm - 9, 20 * mm + 9);
	assert_in_range(page->outer, 46 * mm / 2 - mm, 47 * mm / 2 + mm);
	end(&t);
}

static void extends_another(void **state)
{
	(void)state;
	run t = {0};
	put("house.yaml", "text: {size: 11pt}\nclasses: {lead: {size: 1.2em}}\ninks: {accent: "
			  "\"#ff0000\"}\nroles: {strong: {ink: accent}}\n");
	read_sheet(&t, "extends: house.yaml\ntext: {family: Gentium}\nclasses: {lead: {italic: "
		       "true}}\ninks: {accent: {spot: Gold, cmyk: [0, 20, 60, 20]}}\n");
	assert_string_equal(t.said, "");
	assert_int_equal(t.style->roles[ROLE_BODY].size, 11 * LENGTH_PT);
	assert_string_equal(t.style->roles[ROLE_BODY].family, "Gentium");
	assert_string_equal(t.style->roles[ROLE_STRONG].ink->spot, "Gold");
	assert_int_equal(t.style->file_count, 2);
	assert_non_null(strstr(t.style->files[0].source->name, "house.yaml"));
	assert_non_null(strstr(t.style->files[1].source->name, "sheet.yaml"));
	assert_string_equal(t.style->files[1].wanted_at, t.style->files[1].source->name);
	assert_false(t.style->files[0].own || t.style->files[1].own);
	assert_int_equal(style_named_at(t.style, t.style->roles[ROLE_BODY].family).line, 2);
	assert_null(style_named_at(t.style, t.style->roles[ROLE_CODE].family).source);
	end(&t);

	read_sheet(&t, "extends: sheet.yaml\n");
	assert_non_null(strstr(t.said, "is it a circle?"));
	end(&t);
	read_sheet(&t, "extends: ../house.yaml\n");
	assert_non_null(strstr(t.said, "[file-outside]"));
	end(&t);
	read_sheet(&t, "extends: none.yaml\n");
	assert_non_null(strstr(t.said, "sheet.yaml:1:10: error: the style sheet '"));
	end(&t);
}

/* What is not beside a sheet may be one of Platen's own; what is beside it comes first. */
static void extends_one_of_its_own(void **state)
{
	(void)state;
	char own[200];
	snprintf(own, sizeof own, "%s/own", folder);
	assert_int_equal(mkdir(own, 0700), 0);
	put("own/base.yaml", "text: {size: 8pt}\n");
	put("own/plain.yaml", "extends: base.yaml\ntext: {family: Gentium}\n");
	run t = {.own = own};
	read_sheet(&t, "extends: plain.yaml\n");
	assert_string_equal(t.said, "");
	assert_int_equal(t.style->roles[ROLE_BODY].size, 8 * LENGTH_PT);
	assert_string_equal(t.style->roles[ROLE_BODY].family, "Gentium");
	assert_int_equal(t.style->file_count, 3);
	static const char *const names[] = {"base.yaml", "plain.yaml"};
	for (int i = 0; i < 2; i++) {
		char wanted[300];
		snprintf(wanted, sizeof wanted, "%s/%s", own, names[i]);
		assert_string_equal(t.style->files[i].source->name, wanted);
		snprintf(wanted, sizeof wanted, "%s/%s", folder, names[i]);
		assert_string_equal(t.style->files[i].wanted_at, wanted);
		assert_true(t.style->files[i].own);
	}
	assert_false(t.style->files[2].own);
	end(&t);
	put("plain.yaml", "text: {size: 9pt}\n");
	read_sheet(&t, "extends: plain.yaml\n");
	assert_int_equal(t.style->roles[ROLE_BODY].size, 9 * LENGTH_PT);
	end(&t);
	read_sheet(&t, "extends: none.yaml\n");
	assert_non_null(
		strstr(t.said, "there is no such file, nor a sheet of Platen's own of that name"));
	end(&t);
}

static const ink *ink_of(const style *s, const char *name)
{
	const ink *const *at = s->inks;
	while (*at && strcmp((*at)->name, name) != 0)
		at++;
	assert_non_null(*at);
	assert_ptr_equal(s->inks[(*at)->index], *at);
	return *at;
}

static void settles_inks(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t,
		   "inks:\n  tint: black 12.5%\n  red: \"#ff0000\"\n  blue: {cmyk: [100, 50%, 0, "
		   "0]}\n  hidden: {like: red, print: false}\n  white: {cmyk: [0, 0, 0, 0]}\n");
	assert_string_equal(t.said, "");
	const ink *tint = ink_of(t.style, "tint"), *red = ink_of(t.style, "red"),
		  *blue = ink_of(t.style, "blue"), *hidden = ink_of(t.style, "hidden");
	assert_int_equal(tint->cmyk[3], 1250);
	assert_int_equal(tint->rgb[0], 8750);
	assert_true(tint->is_black);
	assert_int_equal(red->cmyk[1], 10000);
	assert_int_equal(red->cmyk[3], 0);
	assert_false(red->is_black);
	assert_int_equal(blue->rgb[0], 0);
	assert_int_equal(blue->rgb[1], 5000);
	assert_int_equal(hidden->rgb[0], 10000);
	assert_false(hidden->painted_in_print);
	end(&t);
}

/* A tint of a spot colour stays on its plate; another ink is mixed with white. */
static void mixes_tints(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t, "inks:\n  gold: {spot: Gold, cmyk: [0, 20, 60, 20], rgb: \"#cca352\"}\n"
		       "  pale: {like: gold, tint: 40%}\n  faint: {like: pale, tint: 25%}\n"
		       "  red: \"#ff0000\"\n  pink: {like: red, tint: 20%}\n"
		       "  seen: {like: pale, tint: 50%, print: false}\n");
	assert_string_equal(t.said, "");
	const ink *gold = ink_of(t.style, "gold"), *pale = ink_of(t.style, "pale"),
		  *faint = ink_of(t.style, "faint"), *pink = ink_of(t.style, "pink"),
		  *seen = ink_of(t.style, "seen");
	assert_int_equal(gold->tint, 10000);
	assert_string_equal(pale->spot, "Gold");
	assert_int_equal(pale->tint, 4000);
	assert_int_equal(pale->cmyk[2], gold->cmyk[2]);
	assert_int_equal(faint->tint, 1000);
	assert_int_equal(pink->cmyk[1], 2000);
	assert_int_equal(pink->rgb[0], 10000);
	assert_int_equal(pink->rgb[1], 8000);
	assert_null(seen->spot);
	assert_int_equal(seen->rgb[0], 10000 - (10000 - gold->rgb[0]) / 5);
	end(&t);
}

static void overlays_once(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t, NULL);
	style *s = t.style;
	const appearance *body = style_of(s, ROLE_BODY), *heading = style_of(s, ROLE_HEADING1);
	const appearance *italic = style_over(s, body, ROLE_EMPHASIS);
	assert_true(italic->italic);
	assert_ptr_equal(style_over(s, body, ROLE_EMPHASIS), italic);
	assert_int_not_equal(italic->key, body->key);
	const appearance *upright = style_over(s, italic, ROLE_EMPHASIS);
	assert_false(upright->italic);
	assert_int_equal(upright->key, body->key);
	const appearance *at = body;
	for (int i = 0; i < 10001; i++)
		at = style_over(s, at, ROLE_EMPHASIS);
	assert_ptr_equal(at, italic);

	const appearance *code = style_over(s, heading, ROLE_CODE);
	assert_int_equal(code->size, length_scale(heading->size, 84, 100));
	assert_int_equal(code->weight, 700);
	const appearance *sup = style_over(s, body, ROLE_SUP),
			 *higher = style_over(s, sup, ROLE_SUP);
	assert_int_equal(sup->rise, length_scale(body->size, 33, 100));
	assert_int_equal(higher->rise, sup->rise + length_scale(sup->size, 33, 100));
	const appearance *link = style_over(s, body, ROLE_LINK);
	assert_int_equal(link->key, body->key);
	assert_string_equal(link->ink->name, "link");
	assert_int_equal(code->space_before, heading->space_before);
	end(&t);
}

static void overlays_classes(void **state)
{
	(void)state;
	run t = {0};
	read_sheet(&t, "classes:\n  aside: {size: 0.8em, left: 3em, space-before: 2, align: "
		       "left}\n  red: {ink: accent, opens: page}\n");
	style *s = t.style;
	static const char *const aside[] = {"aside", "unheard-of", NULL},
				 *const red[] = {"red", NULL}, *const screen[] = {"screen", NULL};
	node *division = node_new(t.arena, NODE_DIVISION, (place){0}),
	     *inner = node_new(t.arena, NODE_PARAGRAPH, (place){0});
	division->classes = aside;
	node_append(division, inner);
	const appearance *body = style_of(s, ROLE_BODY), *own = style_for(s, ROLE_BODY, division);
	assert_int_equal(own->space_before, 2);
	assert_int_equal(own->left, 3 * own->size);
	const appearance *handed = style_for(s, ROLE_BODY, inner);
	assert_int_equal(handed->size, length_scale(body->size, 8, 10));
	assert_int_equal(handed->align, ALIGN_LEFT);
	assert_int_equal(handed->left, 0);
	assert_int_equal(handed->space_before, 0);
	assert_ptr_equal(handed, style_for(s, ROLE_BODY, inner));
	inner->classes = red;
	assert_int_equal(style_for(s, ROLE_BODY, inner)->opens, OPENS_PAGE);

	node *span = node_new(t.arena, NODE_SPAN, (place){0});
	assert_ptr_equal(style_over_classes(s, body, span), body);
	span->classes = red;
	assert_string_equal(style_over_classes(s, body, span)->ink->name, "accent");
	assert_int_equal(style_over_classes(s, body, span)->opens, OPENS_ANYWHERE);
	span->classes = screen;
	assert_false(style_over_classes(s, body, span)->ink->painted_in_print);
	end(&t);
}

static void tells_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text, *said;
	} cases[] = {
		{"txt: {}\n", "sheet.yaml:1:1: error: a style sheet has no key 'txt'; did you mean "
			      "'text'? [key-unknown]"},
		{"page: {margin: 1}\n", "'page' has no key 'margin'; did you mean 'margins'?"},
		{"page: {margins: {iner: 1mm}}\n", "did you mean 'inner'?"},
		{"page: []\n", "'page' must be keys with values"},
		{"page: {size: A9}\n", "sheet.yaml:1:14: error: 'size' must be a paper (A4,"},
		{"page: {size: 10mm 20mm}\n", "half an inch"},
		{"page: {grid: 2 lines}\n", "the lines themselves depend on it"},
		{"page: {grid: 14}\n", "'grid' needs a unit: '14pt' or '14mm'"},
		{"page: {margins: {inner: 110mm, outer: 110mm}}\n",
		 "sheet.yaml:1:17: error: no letter fits between the margins: inner 311.8pt"},
		{"page: {margins: {top: 200mm, bottom: 100mm}}\n",
		 "sheet.yaml:1:17: error: no line fits between the margins: top 566.9pt"},
		{"page: {lines: 60}\n", "60 lines of 14pt need 840pt, and below the top margin "
					"there are 768.2pt; at most 54 fit"},
		{"page: {margins: {inner: -3mm}}\n", "'inner' must be from 0pt"},
		{"text: {size: 10.5}\n", "'size' needs a unit: '10.5pt' or '10.5mm'"},
		{"text: {size: 0.5pt}\n", "'size' must be from 1pt to 1000pt, not '0.5pt'"},
		{"text: {weight: bald}\n",
		 "bold, heavy or a number from 100 to 900, not 'bald'; did you mean 'bold'?"},
		{"text: {weight: 950}\n", "from 100 to 900"},
		{"text: {features: onums}\n", "OpenType features of four letters"},
		{"text: {features: [onum, {}]}\n", "OpenType features"},
		{"text: {ink: txt}\n", "did you mean 'text'?"},
		{"text: {italic: maybe}\n", "'italic' must be true or false"},
		{"roles: {heading7: {}}\n",
		 "'roles' has no key 'heading7'; did you mean 'heading1'?"},
		{"roles: {emphasis: {space-before: 2}}\n", "'emphasis' has no key 'space-before'"},
		{"roles: {quote: {space-before: 1.5}}\n",
		 "'space-before' must be a whole number from 0 to 100, not '1.5'"},
		{"lines: {stretch: 50}\n",
		 "'stretch' must be from 0% to 300%, written such as '150%', not '50'"},
		{"lines: {expansion: 9%}\n", "'expansion' must be from 0% to 5%"},
		{"inks: {Red: black}\n", "an ink's name has small letters"},
		{"inks: {red: blak}\n", "an ink must be 'black', 'black 40%', '#1a4f7a'"},
		{"inks: {red: black 140%}\n", "an ink must be written such as 'black 40%'"},
		{"inks: {red: {cmyk: [1, 2, 3]}}\n", "an ink must be of four parts"},
		{"inks: {red: {like: none}}\n", "an ink must be like another ink"},
		{"inks: {red: {spot: X}}\n", "given cmyk or rgb"},
		{"fallbacks: Noto\n", "'fallbacks' must be a list"},
		{"classes: {x: left}\n", "'x' must be keys with values"},
		{"- a\n", "a style sheet must have keys"},
		{"a: b: c\n", "[yaml-syntax]"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		run t = {0};
		read_sheet(&t, cases[i].text);
		assert_non_null(t.style);
		if (!strstr(t.said, cases[i].said))
			fail_msg("%s said %s", cases[i].text, t.said);
		assert_int_equal(report_errors(t.report), 1);
		assert_true(t.style->sheet.measure > 0 && t.style->sheet.lines > 0);
		end(&t);
	}
}

static void says_which_is_missing(void **state)
{
	(void)state;
	arena *a = arena_new();
	report *r = report_new(a, stderr, NULL);
	assert_null(style_read(a, r,
			       &(style_request){.path = "/nowhere/sheet.yaml",
						.name = "/nowhere/sheet.yaml",
						.own = folder}));
	assert_int_equal(report_errors(r), 1);
	arena_free(a);
}

static int prepare(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int clear(void **state)
{
	(void)state;
	char path[200];
	const char *const made[] = {"sheet.yaml",    "house.yaml",     "plain.yaml",
				    "own/base.yaml", "own/plain.yaml", "own"};
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, made[i]);
		remove(path);
	}
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_sound_defaults),
		cmocka_unit_test(lays_a_sheet_over_them),
		cmocka_unit_test(margins_follow_the_page),
		cmocka_unit_test(extends_another),
		cmocka_unit_test(extends_one_of_its_own),
		cmocka_unit_test(settles_inks),
		cmocka_unit_test(mixes_tints),
		cmocka_unit_test(overlays_once),
		cmocka_unit_test(overlays_classes),
		cmocka_unit_test(tells_what_is_wrong),
		cmocka_unit_test(says_which_is_missing),
	};
	return cmocka_run_group_tests_name("style", tests, prepare, clear);
}
