/* style_keys: every key that a style sheet may have, what kind of value it takes and where that
 * goes; and the reading of one value. styles/style.schema.json says the same for editors
 * (tests/test_schema.py compares the two). */
#include "style/style_private.h"

#include "base/arena.h"

#include <stddef.h>
#include <string.h>

static const char *const align_words[] = {"justify", "left", "center", "right", NULL};
static const char *const caps_words[] = {"none", "small", "all-small", "upper", NULL};
static const char *const opens_words[] = {"anywhere", "page", "recto", NULL};
static const char *const folio_words[] = {"outer", "left", "center", "right", "none", NULL};
static const char *const head_words[] = {"title", "chapter", "none", NULL};
static const char *const sides_words[] = {"one", "two", NULL};
static const char *const notes_words[] = {"foot", "end", NULL};
static const char *const allow_words[] = {"forbid", "allow", NULL};
static const char *const floats_words[] = {"near", "here", NULL};
static const char *const address_words[] = {"none", "note", "inline", NULL};
static const char *const weight_words[] = {"thin",     "light", "regular", "medium",
					   "semibold", "bold",  "heavy",   NULL};
static const char *const none_words[] = {"none", NULL};
static const char *const italic_words[] = {"true", "false", "toggle", NULL};
static const char *const paper_words[] = {"A3", "A4", "A5", "A6", "B5", "letter", "legal", NULL};
static const int weight_numbers[] = {100, 300, 400, 500, 600, 700, 900};

#define IN(type, field) offsetof(type, field)

static const property appearance_properties[] = {
	/* what inline roles may say too */
	{"size", KIND_EM_LENGTH, IN(appearance, size), 1, 1000, NULL},
	{"family", KIND_TEXT, IN(appearance, family), 0, 0, NULL},
	{"weight", KIND_WEIGHT, IN(appearance, weight), 100, 900, weight_words},
	{"italic", KIND_ITALIC, IN(appearance, italic), 0, 0, NULL},
	{"features", KIND_FEATURES, IN(appearance, features), 0, 0, NULL},
	{"lining-by-capitals", KIND_BOOLEAN, IN(appearance, lining_by_capitals), 0, 0, NULL},
	{"caps", KIND_WORD, IN(appearance, caps), 0, 0, caps_words},
	{"tracking", KIND_LENGTH, IN(appearance, tracking), -100, 100, NULL},
	{"ink", KIND_INK, IN(appearance, ink), 0, 0, NULL},
	{"rise", KIND_LENGTH, IN(appearance, rise), -50, 50, NULL},
	{"underline", KIND_BOOLEAN, IN(appearance, underline), 0, 0, NULL},
	{"strike", KIND_BOOLEAN, IN(appearance, strike), 0, 0, NULL},
	{"hyphenate", KIND_BOOLEAN, IN(appearance, hyphenate), 0, 0, NULL},
	/* what a division hands on to the blocks in it */
	{"leading", KIND_LENGTH, IN(appearance, leading), 0, 1000, NULL},
	{"align", KIND_WORD, IN(appearance, align), 0, 0, align_words},
	{"indent", KIND_LENGTH, IN(appearance, indent), 0, 10000, NULL},
	{"orphans", KIND_INTEGER, IN(appearance, orphans), 1, 20, NULL},
	{"widows", KIND_INTEGER, IN(appearance, widows), 1, 20, NULL},
	/* what is a block's own */
	{"left", KIND_LENGTH, IN(appearance, left), 0, 10000, NULL},
	{"right", KIND_LENGTH, IN(appearance, right), 0, 10000, NULL},
	{"space-before", KIND_LINES, IN(appearance, space_before), 0, 100, NULL},
	{"space-after", KIND_LINES, IN(appearance, space_after), 0, 100, NULL},
	{"space-less", KIND_LINES, IN(appearance, space_less), 0, 100, NULL},
	{"space-more", KIND_LINES, IN(appearance, space_more), 0, 100, NULL},
	{"keep", KIND_BOOLEAN, IN(appearance, keep), 0, 0, NULL},
	{"opens", KIND_WORD, IN(appearance, opens), 0, 0, opens_words},
	{"sink", KIND_LINES, IN(appearance, sink), 0, 100, NULL},
};

static const property page_properties[] = {
	{"size", KIND_PAPER, IN(sheet, width), 0, 0, NULL},
	{"margins", KIND_SECTION, 0, 0, 0, NULL},
	{"sides", KIND_SWITCH, IN(sheet, two_sided), 0, 0, sides_words},
	{"grid", KIND_EM_LENGTH, IN(sheet, grid), 1, 1000, NULL},
	{"lines", KIND_INTEGER, IN(sheet, lines), 1, 1000, NULL},
	{"head-verso", KIND_WORD_TEXT, IN(sheet, head_verso), 0, 0, head_words},
	{"head-recto", KIND_WORD_TEXT, IN(sheet, head_recto), 0, 0, head_words},
	{"head-baseline", KIND_LENGTH, IN(sheet, head_baseline), 1, 10000, NULL},
	{"head-on-opening", KIND_BOOLEAN, IN(sheet, head_on_opening), 0, 0, NULL},
	{"folio", KIND_WORD, IN(sheet, folio_align), 0, 0, folio_words},
	{"folio-baseline", KIND_LENGTH, IN(sheet, folio_baseline), 1, 10000, NULL},
	{"folio-on-opening", KIND_BOOLEAN, IN(sheet, folio_on_opening), 0, 0, NULL},
	{"bleed", KIND_LENGTH, IN(sheet, bleed), 0, 100, NULL},
	{"slug", KIND_LENGTH, IN(sheet, slug), 0, 200, NULL},
	{"condition", KIND_TEXT, IN(sheet, condition), 0, 0, NULL},
	{"profile", KIND_PATH, IN(sheet, profile), 0, 0, NULL},
	{"image-resolution", KIND_INTEGER, IN(sheet, resolution_least), 0, 10000, NULL},
};

static const property margins_properties[] = {
	{"inner", KIND_LENGTH, IN(sheet, inner), 0, 10000, NULL},
	{"outer", KIND_LENGTH, IN(sheet, outer), 0, 10000, NULL},
	{"top", KIND_LENGTH, IN(sheet, top), 0, 10000, NULL},
	{"bottom", KIND_LENGTH, IN(sheet, bottom), 0, 10000, NULL},
};

static const property lines_properties[] = {
	{"stretch", KIND_PER_MILLE, IN(line_style, stretch), 1, 3000, NULL},
	{"shrink", KIND_PER_MILLE, IN(line_style, shrink), 0, 900, NULL},
	{"expansion", KIND_PER_MILLE, IN(line_style, expansion), 0, 50, NULL},
	{"protrusion", KIND_PERCENT, IN(line_style, protrusion), 0, 300, NULL},
	{"hyphen-left", KIND_INTEGER, IN(line_style, hyphen_left), 0, 20, NULL},
	{"hyphen-right", KIND_INTEGER, IN(line_style, hyphen_right), 0, 20, NULL},
	{"hyphen-price", KIND_INTEGER, IN(line_style, hyphen_price), 0, 100000, NULL},
	{"runt-price", KIND_INTEGER, IN(line_style, runt_price), 0, 100000, NULL},
	{"fitness-price", KIND_INTEGER, IN(line_style, fitness_price), 0, 100000, NULL},
	{"step-price", KIND_INTEGER, IN(line_style, step_price), 0, 100000, NULL},
	{"loose", KIND_PER_MILLE, IN(line_style, loose), 0, 10000, NULL},
	{"tight", KIND_PER_MILLE, IN(line_style, tight), 0, 1000, NULL},
};

static const property pages_properties[] = {
	{"variants", KIND_FLAG, IN(page_style, variants), 0, 0, NULL},
	{"spread-less", KIND_LINES, IN(page_style, spread_less), 0, 5, NULL},
	{"spread-more", KIND_LINES, IN(page_style, spread_more), 0, 5, NULL},
	{"spread-price", KIND_INTEGER, IN(page_style, spread_price), 0, 100000, NULL},
	{"heading-price", KIND_INTEGER, IN(page_style, heading_price), 0, 100000, NULL},
	{"variant-most", KIND_INTEGER, IN(page_style, variant_most), 0, 100000, NULL},
	{"end-price", KIND_INTEGER, IN(page_style, end_price), 0, 100000, NULL},
	{"end-least", KIND_LINES, IN(page_style, end_least), 0, 100, NULL},
	{"hyphens", KIND_SWITCH, IN(page_style, hyphens), 0, 0, allow_words},
	{"runts", KIND_SWITCH, IN(page_style, runts), 0, 0, allow_words},
	{"heading-lines", KIND_INTEGER, IN(page_style, heading_lines), 1, 20, NULL},
	{"notes", KIND_SWITCH, IN(page_style, end_notes), 0, 0, notes_words},
	{"floats", KIND_SWITCH, IN(page_style, floats_stay), 0, 0, floats_words},
	{"float-price", KIND_INTEGER, IN(page_style, float_price), 0, 100000, NULL},
};

static const property spacing_properties[] = {
	{"list-indent", KIND_LENGTH, IN(style, list_indent), 0, 1000, NULL},
	{"table-gutter", KIND_LENGTH, IN(style, table_gutter), 0, 1000, NULL},
	{"rule-width", KIND_LENGTH, IN(style, rule_width), 0, 100, NULL},
};

static const property links_properties[] = {
	{"address", KIND_WORD, IN(style, link_address), 0, 0, address_words},
	{"pages", KIND_BOOLEAN, IN(style, link_pages), 0, 0, NULL},
};

static const property quality_properties[] = {
	{"deviation", KIND_LIMIT, IN(style, limits[QUALITY_DEVIATION]), 0, 0, NULL},
	{"step", KIND_LIMIT, IN(style, limits[QUALITY_STEP]), 0, 0, NULL},
	{"loose", KIND_LIMIT, IN(style, limits[QUALITY_LOOSE]), 0, 1000000, NULL},
	{"tight", KIND_LIMIT, IN(style, limits[QUALITY_TIGHT]), 0, 1000000, NULL},
	{"overfull", KIND_LIMIT, IN(style, limits[QUALITY_OVERFULL]), 0, 1000000, NULL},
	{"cut-words", KIND_LIMIT, IN(style, limits[QUALITY_CUT_WORDS]), 0, 1000000, NULL},
	{"hyphens", KIND_LIMIT, IN(style, limits[QUALITY_HYPHENS]), 0, 1000000, NULL},
	{"ladders", KIND_LIMIT, IN(style, limits[QUALITY_LADDERS]), 0, 1000000, NULL},
	{"page-hyphens", KIND_LIMIT, IN(style, limits[QUALITY_PAGE_HYPHENS]), 0, 1000000, NULL},
	{"runts", KIND_LIMIT, IN(style, limits[QUALITY_RUNTS]), 0, 1000000, NULL},
	{"stacks", KIND_LIMIT, IN(style, limits[QUALITY_STACKS]), 0, 1000000, NULL},
	{"rivers", KIND_LIMIT, IN(style, limits[QUALITY_RIVERS]), 0, 1000000, NULL},
	{"widows", KIND_LIMIT, IN(style, limits[QUALITY_WIDOWS]), 0, 1000000, NULL},
	{"orphans", KIND_LIMIT, IN(style, limits[QUALITY_ORPHANS]), 0, 1000000, NULL},
	{"stranded-headings", KIND_LIMIT, IN(style, limits[QUALITY_STRANDED_HEADINGS]), 0, 1000000,
	 NULL},
	{"short-pages", KIND_LIMIT, IN(style, limits[QUALITY_SHORT_PAGES]), 0, 1000000, NULL},
	{"chapter-ends", KIND_LIMIT, IN(style, limits[QUALITY_CHAPTER_ENDS]), 0, 1000000, NULL},
	{"uneven-feet", KIND_LIMIT, IN(style, limits[QUALITY_UNEVEN_FEET]), 0, 1000000, NULL},
	{"off-grid", KIND_LIMIT, IN(style, limits[QUALITY_OFF_GRID]), 0, 1000000, NULL},
	{"coarse-images", KIND_LIMIT, IN(style, limits[QUALITY_COARSE_IMAGES]), 0, 1000000, NULL},
	{"far-floats", KIND_LIMIT, IN(style, limits[QUALITY_FAR_FLOATS]), 0, 1000000, NULL},
};

/* clang-format off */
#define TABLE(properties) {properties, sizeof(properties) / sizeof *(properties)}
/* clang-format on */
const property_table style_appearance_keys = TABLE(appearance_properties);
const property_table style_inline_keys = {appearance_properties, PROPERTIES_INLINE};
const property_table style_page_keys = TABLE(page_properties);
const property_table style_margins_keys = TABLE(margins_properties);
const property_table style_lines_keys = TABLE(lines_properties);
const property_table style_pages_keys = TABLE(pages_properties);
const property_table style_spacing_keys = TABLE(spacing_properties);
const property_table style_links_keys = TABLE(links_properties);
const property_table style_quality_keys = TABLE(quality_properties);
_Static_assert(sizeof appearance_properties / sizeof *appearance_properties == PROPERTIES_ALL,
	       "a bound of style_private.h is off");

const char *const style_role_names[ROLE_NAMES] = {
	[ROLE_BODY] = "text",
	[ROLE_TITLE] = "title",
	[ROLE_SUBTITLE] = "subtitle",
	[ROLE_AUTHOR] = "author",
	[ROLE_DATE] = "date",
	[ROLE_ABSTRACT] = "abstract",
	[ROLE_CONTENTS_TITLE] = "contents-title",
	[ROLE_CONTENTS] = "contents",
	[ROLE_HEADING1] = "heading1",
	[ROLE_HEADING2] = "heading2",
	[ROLE_HEADING3] = "heading3",
	[ROLE_HEADING4] = "heading4",
	[ROLE_HEADING5] = "heading5",
	[ROLE_HEADING6] = "heading6",
	[ROLE_QUOTE] = "quote",
	[ROLE_LIST] = "list",
	[ROLE_CODE_BLOCK] = "code-block",
	[ROLE_VERBATIM] = "verbatim",
	[ROLE_TABLE] = "table",
	[ROLE_TABLE_HEAD] = "table-head",
	[ROLE_CAPTION] = "caption",
	[ROLE_TERM] = "term",
	[ROLE_DEFINITION] = "definition",
	[ROLE_NOTE] = "note",
	[ROLE_HEAD] = "head",
	[ROLE_FOLIO] = "folio",
	[ROLE_SLUG] = "slug",
	[ROLE_EMPHASIS] = "emphasis",
	[ROLE_STRONG] = "strong",
	[ROLE_CODE] = "code",
	[ROLE_LINK] = "link",
	[ROLE_SUB] = "sub",
	[ROLE_SUP] = "sup",
	[ROLE_KBD] = "kbd",
	[ROLE_STRIKE] = "strike",
	[ROLE_SMALL_CAPS] = "small-caps",
	[ROLE_NOTE_MARK] = "note-mark",
	[ROLE_HEADINGS] = "headings",
};

/* Reading one value */

static size_t count_words(const char *const *words)
{
	size_t count = 0;
	while (words[count])
		count++;
	return count;
}

static bool bad(style_private *p, const value *v, const char *what, const char *expected)
{
	report_at(p->report, REPORT_VALUE_BAD, v->place, "'%s' must be %s%s%s%s", what, expected,
		  v->kind == VALUE_SCALAR ? ", not '" : "", v->kind == VALUE_SCALAR ? v->text : "",
		  v->kind == VALUE_SCALAR ? "'" : "");
	return false;
}

/* The same where words are among what is expected: was one of them meant? */
static bool bad_word(style_private *p, const value *v, const char *what, const char *expected,
		     const char *const *words)
{
	const char *near =
		v->kind == VALUE_SCALAR ? value_nearest(v->text, words, count_words(words)) : NULL;
	if (!near)
		return bad(p, v, what, expected);
	report_at(p->report, REPORT_VALUE_BAD, v->place,
		  "'%s' must be %s, not '%s'; did you mean '%s'?", what, expected, v->text, near);
	return false;
}

/* Relative lengths are checked as if the type were 10 points on a grid of 14: their sign and order
 * of size, that is. */
static bool read_length(style_private *p, const value *v, const property *of, setting *s)
{
	bool em_alone = of->kind == KIND_EM_LENGTH;
	const length_base base = {10 * LENGTH_PT, em_alone ? 0 : 14 * LENGTH_PT};
	length given;
	if (!value_length(p->report, v, of->name, &base, &given))
		return false;
	if (em_alone && strstr(v->text, "line"))
		return bad(p, v, of->name,
			   "a length in pt, mm or em: the lines themselves depend on it");
	if (given < of->least * LENGTH_PT || given > of->most * LENGTH_PT)
		return bad(p, v, of->name,
			   arena_print(p->arena, "from %dpt to %dpt", of->least, of->most));
	s->text = v->text;
	return true;
}

/* "2", "2 lines", "1 line" */
static bool read_lines(style_private *p, const value *v, const property *of, setting *s)
{
	value number = *v;
	const char *unit = v->kind == VALUE_SCALAR ? strstr(v->text, " line") : NULL;
	if (unit && (strcmp(unit, " line") == 0 || strcmp(unit, " lines") == 0))
		number.text = arena_copy(p->arena, v->text, (size_t)(unit - v->text));
	return value_integer(p->report, &number, of->name, of->least, of->most, &s->number);
}

/* Read "33.3%" in the given parts of one per cent (1 or 10). */
static bool read_percent(style_private *p, const value *v, const property *of, int parts,
			 setting *s)
{
	const char *at = v->kind == VALUE_SCALAR ? v->text : "";
	long number = 0;
	bool any = false;
	for (; *at >= '0' && *at <= '9' && number < 100000; at++, any = true)
		number = number * 10 + (*at - '0');
	number *= parts;
	if (parts == 10 && at[0] == '.' && at[1] >= '0' && at[1] <= '9') {
		number += at[1] - '0';
		at += 2;
	}
	if (!any || strcmp(at, "%") != 0 || number < of->least || number > of->most)
		return bad(p, v, of->name,
			   arena_print(p->arena, "from %d%% to %d%%, written such as '%d%%'",
				       of->least / parts, of->most / parts,
				       (of->least + of->most) / 2 / parts));
	s->number = number;
	return true;
}

/* "3" (where the property has bounds), "0.5%" or none: kept as -1, or twice the number, a share one
 * more. */
static bool read_limit(style_private *p, const value *v, const property *of, setting *s)
{
	const property share = {of->name, of->kind, of->offset, 0, 1000, NULL};
	const char *text = v->kind == VALUE_SCALAR ? v->text : "";
	size_t length = strlen(text);
	bool done;
	if (strcmp(text, "none") == 0) {
		s->number = -1;
		return true;
	}
	if (length && text[length - 1] == '%') {
		done = read_percent(p, v, &share, 10, s);
		s->number = 2 * s->number + 1;
		return done;
	}
	if (!of->most)
		return bad_word(p, v, of->name, "a share of a word space ('9%') or none",
				none_words);
	if (!length || strspn(text, "0123456789") < length || length > 6)
		return bad_word(p, v, of->name,
				"how many there may be at most ('2'), their share ('0.5%') or none",
				none_words);
	return value_integer(p->report, v, of->name, of->least, of->most, &s->number) &&
	       (s->number *= 2, true);
}

static bool read_weight(style_private *p, const value *v, const property *of, setting *s)
{
	if (v->kind == VALUE_SCALAR && v->text[0] >= '0' && v->text[0] <= '9')
		return value_integer(p->report, v, of->name, of->least, of->most, &s->number);
	for (size_t i = 0; v->kind == VALUE_SCALAR && of->words[i]; i++)
		if (strcmp(v->text, of->words[i]) == 0) {
			s->number = weight_numbers[i];
			return true;
		}
	return bad_word(
		p, v, of->name,
		"thin, light, regular, medium, semibold, bold, heavy or a number from 100 to 900",
		of->words);
}

static bool read_choice(style_private *p, const value *v, const property *of, setting *s)
{
	size_t choice;
	if (!value_choice(p->report, v, of->name, of->words, count_words(of->words), &choice))
		return false;
	s->number = (long)choice;
	s->text = of->words[choice];
	return true;
}

static bool read_boolean(style_private *p, const value *v, const property *of, setting *s)
{
	bool flag;
	bool near_toggle = of->kind == KIND_ITALIC && v->kind == VALUE_SCALAR &&
			   value_nearest(v->text, italic_words + 2, 1);
	if (near_toggle && strcmp(v->text, "toggle") == 0) {
		s->number = 2;
		return true;
	}
	if (near_toggle)
		return bad_word(p, v, of->name, "true, false or toggle", italic_words);
	if (!value_boolean(p->report, v, of->name, &flag))
		return false;
	s->number = flag;
	return true;
}

static bool is_feature(const char *text, size_t size)
{
	size_t at = size > 0 && (text[0] == '-' || text[0] == '+'), begin = at;
	while (at < size &&
	       ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z') ||
		(text[at] >= '0' && text[at] <= '9')))
		at++;
	if (at - begin != 4)
		return false;
	if (at == size)
		return true;
	if (text[at++] != '=' || at == size || size - at > 3)
		return false;
	while (at < size && text[at] >= '0' && text[at] <= '9')
		at++;
	return at == size;
}

/* Join the features of a text ("onum, pnum") behind those that are there. */
static bool add_features(style_private *p, const value *v, const property *of, setting *s)
{
	if (v->kind != VALUE_SCALAR)
		return bad(p, v, of->name, "OpenType features such as 'onum, pnum, -liga'");
	for (const char *at = v->text + strspn(v->text, ", "); *at; at += strspn(at, ", ")) {
		size_t size = strcspn(at, ", ");
		if (!is_feature(at, size))
			return bad(p, v, of->name,
				   "OpenType features of four letters each, such as 'onum, pnum, "
				   "-liga'");
		s->text = arena_print(p->arena, "%s%s%.*s", s->text, *s->text ? "," : "", (int)size,
				      at);
		at += size;
	}
	return true;
}

static bool read_features(style_private *p, const value *v, const property *of, setting *s)
{
	s->text = "";
	if (v->kind == VALUE_SCALAR && strcmp(v->text, "none") == 0)
		return true;
	if (v->kind != VALUE_LIST)
		return add_features(p, v, of, s);
	for (size_t i = 0; i < v->count; i++)
		if (!add_features(p, v->entries[i].value, of, s))
			return false;
	return true;
}

static bool read_text(style_private *p, const value *v, const property *of, setting *s)
{
	if (!value_string(p->report, v, of->name, &s->text))
		return false;
	if (!*s->text || strlen(s->text) > 1000)
		return bad(p, v, of->name, "a text that is not empty");
	if (of->kind == KIND_PATH && s->text[0] != '/' && strcmp(p->folder, ".") != 0)
		s->text = arena_print(p->arena, "%s/%s", p->folder, s->text);
	if (v->place.source && v->place.source->text != style_defaults)
		*ARENA_APPEND(p->arena, p->named, p->named_count, p->named_capacity) =
			(named_text){s->text, v->place};
	return true;
}

static bool read_ink_name(style_private *p, const value *v, const property *of, setting *s)
{
	const char *name;
	if (!value_string(p->report, v, of->name, &name))
		return false;
	s->ink = style_ink(p, name);
	if (s->ink)
		return true;
	const char **names = ARENA_ARRAY(p->arena, p->ink_count, const char *);
	for (size_t i = 0; i < p->ink_count; i++)
		names[i] = p->inks[i]->ink.name;
	size_t choice;
	return value_choice(p->report, v, of->name, names, p->ink_count, &choice);
}

/* "A5", or "148mm 210mm": width and height */
static bool parse_paper(const char *text, length *width, length *height)
{
	static const struct {
		const char *name;
		const char *width, *height;
	} papers[] = {
		{"A3", "297mm", "420mm"},   {"A4", "210mm", "297mm"}, {"A5", "148mm", "210mm"},
		{"A6", "105mm", "148mm"},   {"B5", "176mm", "250mm"}, {"letter", "8.5in", "11in"},
		{"legal", "8.5in", "14in"},
	};
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strcmp(papers[i].name, text) == 0)
			return length_parse(papers[i].width, NULL, width) &&
			       length_parse(papers[i].height, NULL, height);
	char first[64];
	size_t size = strcspn(text, " ");
	if (size >= sizeof first || text[size] != ' ')
		return false;
	memcpy(first, text, size);
	first[size] = '\0';
	return length_parse(first, NULL, width) && length_parse(text + size + 1, NULL, height);
}

static bool read_paper(style_private *p, const value *v, const property *of, setting *s)
{
	length width, height;
	if (v->kind != VALUE_SCALAR || !parse_paper(v->text, &width, &height))
		return bad_word(p, v, of->name,
				"A3, A4, A5, A6, B5, letter, legal, or width and height such as "
				"'148mm 210mm'",
				paper_words);
	if (width < 36 * LENGTH_PT || height < 36 * LENGTH_PT || width > 14400 * LENGTH_PT ||
	    height > 14400 * LENGTH_PT)
		return bad(p, v, of->name, "from half an inch to 200 inches each way");
	s->text = v->text;
	return true;
}

static bool read_setting(style_private *p, const value *v, const property *of, setting *s)
{
	s->property = of;
	switch (of->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: return read_length(p, v, of, s);
	case KIND_INTEGER:
		return value_integer(p->report, v, of->name, of->least, of->most, &s->number);
	case KIND_LINES: return read_lines(p, v, of, s);
	case KIND_PERCENT: return read_percent(p, v, of, 1, s);
	case KIND_PER_MILLE: return read_percent(p, v, of, 10, s);
	case KIND_WEIGHT: return read_weight(p, v, of, s);
	case KIND_WORD:
	case KIND_WORD_TEXT:
	case KIND_SWITCH: return read_choice(p, v, of, s);
	case KIND_BOOLEAN:
	case KIND_FLAG:
	case KIND_ITALIC: return read_boolean(p, v, of, s);
	case KIND_TEXT:
	case KIND_PATH: return read_text(p, v, of, s);
	case KIND_FEATURES: return read_features(p, v, of, s);
	case KIND_INK: return read_ink_name(p, v, of, s);
	case KIND_LIMIT: return read_limit(p, v, of, s);
	case KIND_PAPER: return read_paper(p, v, of, s);
	case KIND_SECTION: return false;
	}
	return false;
}

static const property *find_property(const property_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->items[i].name, name) == 0)
			return &table->items[i];
	return NULL;
}

void style_read_patch(style_private *p, const value *map, const char *title,
		      const property_table *table, patch *into)
{
	const char **keys = ARENA_ARRAY(p->arena, table->count, const char *);
	for (size_t i = 0; i < table->count; i++)
		keys[i] = table->items[i].name;
	value_only(p->report, map, title, keys, table->count);
	for (size_t i = 0; i < map->count; i++) {
		const property *of = find_property(table, map->entries[i].key);
		setting s = {0};
		if (of && read_setting(p, map->entries[i].value, of, &s))
			*ARENA_APPEND(p->arena, into->items, into->count, into->capacity) = s;
	}
}

/* Applying */

static length resolve(const setting *s, const length_base *base)
{
	const length least = s->property->least * LENGTH_PT, most = s->property->most * LENGTH_PT;
	length given = 0;
	length_parse(s->text, base, &given);
	return given < least ? least : given > most ? most : given;
}

void style_apply(const setting *s, void *target, const length_base *base)
{
	void *at = (char *)target + s->property->offset;
	switch (s->property->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: *(length *)at = resolve(s, base); break;
	case KIND_INTEGER:
	case KIND_LINES:
	case KIND_PERCENT:
	case KIND_PER_MILLE:
	case KIND_WEIGHT:
	case KIND_WORD:
	case KIND_FLAG: *(int *)at = (int)s->number; break;
	case KIND_SWITCH:
	case KIND_BOOLEAN: *(bool *)at = s->number != 0; break;
	case KIND_ITALIC: *(bool *)at = s->number == 2 ? !*(bool *)at : s->number != 0; break;
	case KIND_TEXT:
	case KIND_PATH:
	case KIND_FEATURES:
	case KIND_WORD_TEXT: *(const char **)at = s->text; break;
	case KIND_INK: *(const ink **)at = s->ink; break;
	case KIND_LIMIT:
		*(quality_limit *)at =
			(quality_limit){s->number >= 0, s->number % 2 == 1, (int)(s->number / 2)};
		break;
	case KIND_PAPER:
		parse_paper(s->text, &((sheet *)target)->width, &((sheet *)target)->height);
		break;
	case KIND_SECTION: break;
	}
}
