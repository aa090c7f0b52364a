/* style_setting: reads one key of a sheet and checks its value, with a helpful message if it is
 * wrong. style_property.c applies it. */
#include "style/style_private.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/nearest.h"

#include <string.h>

static const char *const none_words[] = {"none", NULL};
static const char *const italic_words[] = {"true", "false", "toggle", NULL};
/* the numbers of the words that a weight may be, in order */
static const int weight_numbers[] = {100, 300, 400, 500, 600, 700, 900};

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

/* The same if words are among what is expected: was one of them meant? */
static bool bad_word(style_private *p, const value *v, const char *what, const char *expected,
		     const char *const *words)
{
	const char *near =
		v->kind == VALUE_SCALAR ? nearest_word(v->text, words, count_words(words)) : NULL;
	if (!near)
		return bad(p, v, what, expected);
	report_at(p->report, REPORT_VALUE_BAD, v->place,
		  "'%s' must be %s, not '%s'; did you mean '%s'?", what, expected, v->text, near);
	return false;
}

/* A relative length is checked against this type, since the one that it will refer to is not known
 * yet: only its sign and its magnitude are judged. */
static const length_base typical = {10 * LENGTH_PT, 14 * LENGTH_PT};

static bool read_length(style_private *p, const value *v, const property *of, setting *s)
{
	bool em_alone = of->kind == KIND_EM_LENGTH;
	const length_base base = {typical.em, em_alone ? 0 : typical.line};
	length given;
	if (!value_length(p->report, v, of->name, &base, &given))
		return false;
	if (em_alone && strstr(v->text, "line"))
		return bad(p, v, of->name,
			   "a length in pt, mm or em: the lines themselves depend on it");
	bool nothing = given == 0 && (of->traits & OR_NOTHING);
	if (!nothing && (given < of->least * LENGTH_PT || given > of->most * LENGTH_PT))
		return bad(p, v, of->name,
			   arena_print(p->arena, "%sfrom %dpt to %dpt",
				       of->traits & OR_NOTHING ? "0 or " : "", of->least,
				       of->most));
	s->text = v->text;
	return true;
}

/* "2", "2 lines", "1 line"; the latter in quotes, too */
static bool read_count(style_private *p, const value *v, const property *of, setting *s)
{
	value number = *v;
	const char *unit = v->kind == VALUE_SCALAR ? strstr(v->text, " line") : NULL;
	if (unit && (strcmp(unit, " line") == 0 || strcmp(unit, " lines") == 0)) {
		number.text = arena_copy(p->arena, v->text, (size_t)(unit - v->text));
		number.quoted = false;
	}
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

/* A limit as one number: twice a count, twice a share and one more, or -1 for none. */
static long limit_number(bool share, long most)
{
	return 2 * most + share;
}

/* "3" (where the property has bounds), "0.5%" or none. */
static bool read_limit(style_private *p, const value *v, const property *of, setting *s)
{
	const property share = {.name = of->name, .least = 0, .most = 1000};
	const char *text = v->kind == VALUE_SCALAR ? v->text : "";
	size_t length = strlen(text);
	bool done;
	if (strcmp(text, "none") == 0) {
		s->number = -1;
		return true;
	}
	if (length && text[length - 1] == '%') {
		done = read_percent(p, v, &share, 10, s);
		s->number = limit_number(true, s->number);
		return done;
	}
	if (!of->most)
		return bad_word(p, v, of->name, "a share of a word space ('9%') or none",
				none_words);
	if (!length || strspn(text, "0123456789") < length || length > 6)
		return bad_word(p, v, of->name,
				"how many there may be at most ('2'), their share ('0.5%') or none",
				none_words);
	done = value_integer(p->report, v, of->name, of->least, of->most, &s->number);
	s->number = limit_number(false, s->number);
	return done;
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
			   nearest_word(v->text, italic_words + 2, 1);
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

/* Append the features of a text ("onum, pnum") to those that are there. */
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

/* Relative to the sheet's folder. A publication's own sheet may name files of the publication, and
 * files that packages install. */
static bool read_path(style_private *p, const value *v, setting *s)
{
	const char *name = s->text, *normal = file_normal(p->arena, name);
	bool shared = strncmp(normal, STYLE_SHARED, strlen(STYLE_SHARED)) == 0,
	     absolute = name[0] == '/';

	if (!absolute && strcmp(p->folder, ".") != 0)
		s->text = arena_print(p->arena, "%s/%s", p->folder, name);
	if (!p->root || shared || v->place.source->text == style_defaults ||
	    (!absolute && file_within(p->arena, p->root, p->folder, name, &s->text)))
		return true;
	report_at(
		p->report, REPORT_FILE_OUTSIDE, v->place,
		"'%.200s' is outside the publication; move it inside, or name the style sheet with "
		"--style",
		name);
	return false;
}

static bool read_text(style_private *p, const value *v, const property *of, setting *s)
{
	if (!value_string(p->report, v, of->name, &s->text))
		return false;
	if (!*s->text || strlen(s->text) > 1000)
		return bad(p, v, of->name, "a text that is not empty");
	if (of->kind == KIND_PATH && !read_path(p, v, s))
		return false;
	if (v->place.source && v->place.source->text != style_defaults) /* for style_named_at */
		*ARENA_APPEND(p->arena, p->named, p->named_count, p->named_capacity) =
			(named_text){s->text, v->place};
	return true;
}

/* Some of the words, each once, in an order that the author chooses. */
static bool read_order(style_private *p, const value *v, const property *of, setting *s)
{
	size_t choice, known = count_words(of->words);
	bool *taken = ARENA_ARRAY(p->arena, known, bool);
	if (v->kind != VALUE_LIST || v->count == 0)
		return bad(p, v, of->name, "a list, such as '[title, author]'");
	s->text = "";
	for (size_t i = 0; i < v->count; i++) {
		const value *word = v->entries[i].value;
		if (!value_choice(p->report, word, of->name, of->words, known, &choice))
			return false;
		if (taken[choice])
			return bad(p, word, of->name, "a list that names each part once");
		taken[choice] = true;
		s->text =
			arena_print(p->arena, "%s%s%s", s->text, i ? ", " : "", of->words[choice]);
	}
	return true;
}

static bool is_nothing(const value *v)
{
	return v->kind == VALUE_SCALAR &&
	       (strcmp(v->text, "none") == 0 || strcmp(v->text, "0") == 0);
}

static bool read_ink_called(style_private *p, const value *v, const char *name, const property *of,
			    setting *s)
{
	s->ink = style_ink(p, name);
	if (s->ink)
		return true;
	const char **names = ARENA_ARRAY(p->arena, p->ink_count, const char *);
	for (size_t i = 0; i < p->ink_count; i++)
		names[i] = p->inks[i]->ink.name;
	const char *near = nearest_word(name, names, p->ink_count);
	report_at(p->report, REPORT_VALUE_BAD, v->place,
		  "'%s' must be an ink, and there is none called '%.60s'; describe it under "
		  "`inks:`, or %s%s%s",
		  of->name, name,
		  near ? "did you mean '" : "take one of the built-in ones, such as ",
		  near ? near : "text, accent or rule", near ? "'?" : "");
	return false;
}

static bool read_ink(style_private *p, const value *v, const property *of, setting *s)
{
	const char *name;
	if ((of->traits & OR_NOTHING) && is_nothing(v) && !style_ink(p, v->text))
		return true;
	return value_string(p->report, v, of->name, &name) && read_ink_called(p, v, name, of, s);
}

#define PAPER_LEAST (36 * LENGTH_PT)

static bool read_paper(style_private *p, const value *v, const property *of, setting *s)
{
	length width, height;
	if (v->kind != VALUE_SCALAR || !style_parse_paper(v->text, &width, &height))
		return bad_word(p, v, of->name,
				"a paper (A4, B5, letter, royal, 6x9in …), or width and height "
				"such as '148mm 210mm'",
				style_paper_names);
	if (width < PAPER_LEAST || height < PAPER_LEAST || width > SHEET_MOST ||
	    height > SHEET_MOST)
		return bad(p, v, of->name, "from half an inch to 200 inches each way");
	s->text = v->text;
	return true;
}

static bool is_between(length given, const property *of)
{
	return given >= of->least * LENGTH_PT && given <= of->most * LENGTH_PT;
}

static bool read_sides(style_private *p, const value *v, const property *of, setting *s)
{
	sides given;
	if (v->kind != VALUE_SCALAR || !style_parse_sides(v->text, &typical, &given))
		return bad(p, v, of->name,
			   "one length to four (top, right, bottom, left), such as '4pt 8pt'");
	if (!is_between(given.top, of) || !is_between(given.right, of) ||
	    !is_between(given.bottom, of) || !is_between(given.left, of))
		return bad(p, v, of->name,
			   arena_print(p->arena, "from %dpt to %dpt", of->least, of->most));
	s->text = v->text;
	return true;
}

static bool read_panels(style_private *p, const value *v, const property *of, setting *s)
{
	panels given;
	s->text = "none";
	if (is_nothing(v))
		return true;
	if (v->kind != VALUE_SCALAR || !style_parse_panels(v->text, &typical, &given))
		return bad(p, v, of->name,
			   "the widths of up to eight panels before the last, such as '99mm 99mm', "
			   "or none");
	for (size_t i = 0; i < given.count; i++)
		if (!is_between(given.widths[i], of))
			return bad(p, v, of->name,
				   arena_print(p->arena, "from %dpt to %dpt each", of->least,
					       of->most));
	s->text = v->text;
	return true;
}

static bool read_border(style_private *p, const value *v, const property *of, setting *s)
{
	length width;
	const char *ink;
	if (is_nothing(v))
		return true;
	if (v->kind != VALUE_SCALAR || !style_parse_border(p->arena, v->text, &s->text, &ink) ||
	    !length_parse(s->text, &typical, &width))
		return bad(p, v, of->name, "a width and an ink, such as '0.5pt rule', or none");
	if (!is_between(width, of))
		return bad(p, v, of->name,
			   arena_print(p->arena, "from %dpt to %dpt wide", of->least, of->most));
	return read_ink_called(p, v, ink, of, s);
}

static bool read_setting(style_private *p, const value *v, const property *of, setting *s)
{
	s->property = of;
	s->place = v->place;
	switch (of->kind) {
	case KIND_LENGTH:
	case KIND_EM_LENGTH: return read_length(p, v, of, s);
	case KIND_INTEGER:
		return value_integer(p->report, v, of->name, of->least, of->most, &s->number);
	case KIND_COUNT: return read_count(p, v, of, s);
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
	case KIND_ORDER: return read_order(p, v, of, s);
	case KIND_INK: return read_ink(p, v, of, s);
	case KIND_SIDES: return read_sides(p, v, of, s);
	case KIND_PANELS: return read_panels(p, v, of, s);
	case KIND_BORDER:
	case KIND_BORDERS: return read_border(p, v, of, s);
	case KIND_LIMIT: return read_limit(p, v, of, s);
	case KIND_PAPER: return read_paper(p, v, of, s);
	case KIND_SECTION: return false;
	}
	return false;
}

static const property *find_property(const property_table *table, property_reach reach,
				     const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->items[i].reach <= reach && strcmp(table->items[i].name, name) == 0)
			return &table->items[i];
	return NULL;
}

void style_read_patch(style_private *p, const value *map, const char *title,
		      const property_table *table, property_reach reach, patch *into)
{
	const char **keys = ARENA_ARRAY(p->arena, table->count, const char *);
	size_t known = 0;
	for (size_t i = 0; i < table->count; i++)
		if (table->items[i].reach <= reach)
			keys[known++] = table->items[i].name;
	style_only(p, map, title, keys, known);
	for (size_t i = 0; i < map->count; i++) {
		const property *of = find_property(table, reach, map->entries[i].key);
		setting s = {0};
		if (of && read_setting(p, map->entries[i].value, of, &s))
			*ARENA_APPEND(p->arena, into->items, into->count, into->capacity) = s;
	}
}
