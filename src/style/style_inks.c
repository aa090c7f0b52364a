/* style_inks: colours by name. An ink says what is printed (CMYK, a tint of black, a spot colour)
 * or how it will look (RGB, Lab), or both. What it leaves out is worked out here by plain
 * arithmetic, so that it is known without a profile; pdf_color does better where there is one. */
#include "style/style_private.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { FULL = 10000 }; /* 100 % */

static named_ink *find(const style_private *p, const char *name)
{
	return map_get(p->inks_by_name, name);
}

const ink *style_ink(const style_private *p, const char *name)
{
	const named_ink *found = find(p, name);
	return found ? &found->ink : NULL;
}

/* "40", "12.5", "100" in hundredths of one; -1: it is none. */
static int read_number(const char *text, const char **rest)
{
	int number = 0, digits = 0;
	for (; *text >= '0' && *text <= '9' && digits < 3; text++, digits++)
		number = number * 10 + (*text - '0');
	number *= 100;
	if (text[0] == '.' && text[1] >= '0' && text[1] <= '9') {
		number += (text[1] - '0') * 10;
		text += 2;
		if (*text >= '0' && *text <= '9')
			number += *text++ - '0';
	}
	*rest = text;
	return digits > 0 ? number : -1;
}

/* The same of per cent. */
static int read_part(const char *text, const char **rest)
{
	int number = read_number(text, rest);
	return number <= FULL ? number : -1;
}

static void look_like_cmyk(ink *i)
{
	for (size_t c = 0; c < 3; c++)
		i->rgb[c] =
			(uint16_t)(((FULL - i->cmyk[c]) * (FULL - i->cmyk[3]) + FULL / 2) / FULL);
}

static void print_like_rgb(ink *i)
{
	int light = i->rgb[0] > i->rgb[1] ? i->rgb[0] : i->rgb[1];
	light = light > i->rgb[2] ? light : i->rgb[2];
	i->cmyk[3] = (uint16_t)(FULL - light);
	for (size_t c = 0; c < 3; c++)
		i->cmyk[c] =
			(uint16_t)(light ? ((light - i->rgb[c]) * FULL + light / 2) / light : 0);
}

/* Lab of D50 as sRGB: IEC 61966-2-1, with Bradford's matrix from D50 to D65. What a screen can't
 * show is cut off. */
static void look_like_lab(ink *i)
{
	static const double matrix[3][3] = {{3.1338561, -1.6168667, -0.4906146},
					    {-0.9787684, 1.9161415, 0.0334540},
					    {0.0719453, -0.2289914, 1.4052427}};
	static const double white[3] = {0.9642, 1, 0.8249};
	const double y = (i->lab[0] / 100.0 + 16) / 116,
		     parts[3] = {y + i->lab[1] / 50000.0, y, y - i->lab[2] / 20000.0};
	double xyz[3];
	for (int c = 0; c < 3; c++) {
		const double cube = parts[c] * parts[c] * parts[c];
		xyz[c] = white[c] *
			 (cube > 216 / 24389.0 ? cube : (parts[c] * 116 - 16) * 27 / 24389.0);
	}
	for (int c = 0; c < 3; c++) {
		double light = 0;
		for (int k = 0; k < 3; k++)
			light += matrix[c][k] * xyz[k];
		light = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
		i->rgb[c] = (uint16_t)lround(fmin(fmax(light, 0), 1) * FULL);
	}
	if (!i->lab[1] && !i->lab[2])
		i->rgb[0] = i->rgb[2] = i->rgb[1];
}

static bool bad(style_private *p, const value *v, const char *expected)
{
	report_at(p->report, REPORT_VALUE_BAD, v->place, "an ink must be %s", expected);
	return false;
}

/* "#1a4f7a" */
static bool read_rgb(const char *text, uint16_t rgb[3])
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	if (text[0] != '#' || strlen(text) != 7)
		return false;
	for (size_t c = 0; c < 3; c++) {
		const char *high = strchr(digits, text[1 + 2 * c]),
			   *low = strchr(digits, text[2 + 2 * c]);
		if (!high || !low)
			return false;
		rgb[c] = (uint16_t)((((high - digits) % 16 * 16 + (low - digits) % 16) * FULL +
				     127) /
				    255);
	}
	return true;
}

static bool read_tint(const value *v, uint16_t *tint)
{
	const char *rest;
	int part = v->kind == VALUE_SCALAR ? read_part(v->text, &rest) : -1;
	if (part < 0 || strcmp(rest, "%") != 0)
		return false;
	*tint = (uint16_t)part;
	return true;
}

static bool read_cmyk(const value *v, uint16_t cmyk[4])
{
	if (v->kind != VALUE_LIST || v->count != 4)
		return false;
	for (size_t c = 0; c < 4; c++) {
		const value *part = v->entries[c].value;
		const char *rest;
		int number = part->kind == VALUE_SCALAR ? read_part(part->text, &rest) : -1;
		if (number < 0 || (*rest && strcmp(rest, "%") != 0))
			return false;
		cmyk[c] = (uint16_t)number;
	}
	return true;
}

/* "-12.5" in hundredths, between `least` and `most`. */
static bool read_hundredths(const value *v, int least, int most, int16_t *result)
{
	const char *text = v->kind == VALUE_SCALAR ? v->text : "", *rest;
	const bool negative = *text == '-';
	const int number = read_number(text + negative, &rest);
	*result = (int16_t)(negative ? -number : number);
	return number >= 0 && !*rest && *result >= least && *result <= most;
}

/* "[54, -12.5, 30]" */
static bool read_lab(const value *v, int16_t lab[3])
{
	if (v->kind != VALUE_LIST || v->count != 3)
		return false;
	return read_hundredths(v->entries[0].value, 0, 10000, &lab[0]) &&
	       read_hundredths(v->entries[1].value, -12800, 12700, &lab[1]) &&
	       read_hundredths(v->entries[2].value, -12800, 12700, &lab[2]);
}

/* "black", "black 40%", "#1a4f7a" */
static bool read_short(style_private *p, const value *v, ink *i)
{
	const char *rest = "";
	if (strncmp(v->text, "black", 5) == 0 && (!v->text[5] || v->text[5] == ' ')) {
		int part = v->text[5] ? read_part(v->text + 6, &rest) : FULL;
		if (part < 0 || (v->text[5] && strcmp(rest, "%") != 0))
			return bad(p, v, "written such as 'black 40%'");
		i->cmyk[3] = (uint16_t)part;
		i->says = INK_CMYK;
		look_like_cmyk(i);
		return true;
	}
	if (!read_rgb(v->text, i->rgb))
		return bad(p, v,
			   "'black', 'black 40%', '#1a4f7a', or have cmyk, rgb, lab, spot or like");
	i->says = INK_RGB;
	print_like_rgb(i);
	return true;
}

/* Names that a PDF separation must not have (ISO 32000-1, 8.6.6.4), and what to do. */
static const struct {
	const char *name, *words;
} reserved[] = {
	{"Cyan", "is the name of a process colour; write 'cmyk: [100, 0, 0, 0]' without 'spot'"},
	{"Magenta", "is the name of a process colour; write 'cmyk: [0, 100, 0, 0]' without 'spot'"},
	{"Yellow", "is the name of a process colour; write 'cmyk: [0, 0, 100, 0]' without 'spot'"},
	{"Black", "is the name of a process colour; write 'black' or 'cmyk: [0, 0, 0, 100]'"},
	{"All", "means every plate at once; name one colour, or write 'cmyk' without 'spot'"},
	{"None", "means no plate at all; name one colour, or write 'print: false'"},
};

/* A name in a PDF has at most 127 bytes (ISO 32000-1, Annex C; PDF/A enforces it). */
enum { SPOT_MOST = 127 };

static bool bad_spot(style_private *p, const value *v, const char *words)
{
	report_at(p->report, REPORT_VALUE_BAD, v->place, "a spot colour's name %s", words);
	return false;
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == '\x7f')
			return true;
	return false;
}

static bool read_spot(style_private *p, const value *v, const char **spot)
{
	const char *name;
	if (!value_string(p->report, v, "spot", &name))
		return false;
	size_t size = strlen(name);
	if (size == 0 || name[0] == ' ' || name[size - 1] == ' ' || has_control(name))
		return bad_spot(p, v,
				"must be that of the ink, such as 'PANTONE 871 C', without spaces "
				"around it and without control characters");
	if (size > SPOT_MOST)
		return bad_spot(
			p, v,
			arena_print(p->arena,
				    "has at most %d bytes, and this one has %zu; shorten it",
				    SPOT_MOST, size));
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcasecmp(name, reserved[i].name) == 0) {
			report_at(p->report, REPORT_VALUE_BAD, v->place,
				  "no spot colour can be called '%s', which %s", name,
				  reserved[i].words);
			return false;
		}
	*spot = name;
	return true;
}

/* An ink that is like another one. */
static bool read_like(style_private *p, const value *v, const value *like, named_ink *n)
{
	static const char *const own[] = {"cmyk", "rgb", "lab", "spot"};
	const char *name = "";
	const named_ink *other =
		value_string(p->report, like, "like", &name) ? find(p, name) : NULL;
	bool good = other;
	for (size_t k = 0; k < sizeof own / sizeof *own; k++)
		good &= !value_of(v, own[k]);
	if (!good)
		return bad(p, like,
			   "like another ink that is already there, and then has no colour of its "
			   "own");
	n->like = other->ink.index;
	return true;
}

/* Its colour: cmyk, rgb or lab, or several of them. */
static bool read_colour(style_private *p, const value *v, ink *i)
{
	const value *cmyk = value_of(v, "cmyk"), *rgb = value_of(v, "rgb"),
		    *lab = value_of(v, "lab");
	if (cmyk && !read_cmyk(cmyk, i->cmyk))
		return bad(p, cmyk,
			   "of four parts from 0 to 100 (per cent): 'cmyk: [100, 70, 10, 25]'");
	if (rgb && (rgb->kind != VALUE_SCALAR || !read_rgb(rgb->text, i->rgb)))
		return bad(p, rgb, "written in quotes with six digits: 'rgb: \"#1a4f7a\"'");
	if (lab && !read_lab(lab, i->lab))
		return bad(p, lab,
			   "measured as a lightness from 0 to 100 and two numbers from -128 to "
			   "127: 'lab: "
			   "[54, 60, 25]'");
	i->says = (cmyk ? INK_CMYK : 0u) | (rgb ? INK_RGB : 0u) | (lab ? INK_LAB : 0u);
	if (i->says && !rgb && lab)
		look_like_lab(i);
	else if (i->says && !rgb)
		look_like_cmyk(i);
	if (i->says && !cmyk)
		print_like_rgb(i);
	return true;
}

static bool read_long(style_private *p, const value *v, named_ink *n)
{
	static const char *const keys[] = {"cmyk", "rgb", "lab", "spot", "print", "like", "tint"};
	value_only(p->report, v, "an ink", keys, sizeof keys / sizeof *keys);
	const value *spot = value_of(v, "spot"), *print = value_of(v, "print"),
		    *like = value_of(v, "like"), *tint = value_of(v, "tint");
	ink *i = &n->ink;
	if (!read_colour(p, v, i))
		return false;
	if (spot && !read_spot(p, spot, &i->spot))
		return false;
	if (print && !value_boolean(p->report, print, "print", &i->painted_in_print))
		return false;
	if (tint && (!like || !read_tint(tint, &i->tint)))
		return bad(p, tint,
			   "like another one where it has a tint, from 0% to 100%: '{like: "
			   "accent, tint: 20%}'");
	if (like)
		return read_like(p, v, like, n);
	if (!i->says)
		return bad(p, v,
			   "given cmyk or rgb, or lab; a spot colour too, for proofs and screens");
	return true;
}

/* Names go into the PDF as they are. */
static bool is_name(const char *name)
{
	size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return size > 0 && size <= 30 && !name[size] && name[0] >= 'a' && name[0] <= 'z';
}

void style_read_inks(style_private *p, const value *map)
{
	for (size_t e = 0; e < map->count; e++) {
		const value_entry *entry = &map->entries[e];
		const value *v = entry->value;
		if (!is_name(entry->key)) {
			report_at(p->report, REPORT_VALUE_BAD, entry->key_place,
				  "an ink's name has small letters, digits and hyphens, up to 30");
			continue;
		}
		named_ink *there = find(p, entry->key);
		size_t index = there ? there->ink.index : p->ink_count;
		named_ink n = {.ink = {.name = entry->key,
				       .place = entry->key_place,
				       .painted_in_print = true,
				       .tint = FULL,
				       .part = FULL,
				       .base = index,
				       .index = index},
			       .place = entry->key_place,
			       .like = index};
		static const char forms[] =
			"'black', 'black 40%', '#1a4f7a', or have cmyk, rgb, lab, spot or like";
		bool good = v->kind == VALUE_SCALAR ? read_short(p, v, &n.ink)
			    : v->kind == VALUE_MAP  ? read_long(p, v, &n)
						    : bad(p, v, forms);
		/* a faulty ink is added, too, so that its name is known and its fault gives one
		 * message */
		if (!there) {
			there = ARENA_NEW(p->arena, named_ink);
			*ARENA_APPEND(p->arena, p->inks, p->ink_count, p->ink_capacity) = there;
			map_put(p->inks_by_name, entry->key, there);
			*there = n;
		} else if (good) {
			*there = n;
		}
	}
}

static bool is_black(const ink *i)
{
	return !i->spot && !i->cmyk[0] && !i->cmyk[1] && !i->cmyk[2] && i->rgb[0] == i->rgb[1] &&
	       i->rgb[1] == i->rgb[2];
}

/* A tint of the ink that another one is like, which may be a tint itself. A spot colour keeps its
 * full colour and is printed as a screen of it; others are mixed with white here. */
static void lighten(ink *i, const ink *other)
{
	const int tint = i->tint;
	i->tint = FULL;
	if (i->spot && i->painted_in_print) {
		i->tint = (uint16_t)((tint * other->tint + FULL / 2) / FULL);
		return;
	}
	const int part = i->spot ? (tint * other->tint + FULL / 2) / FULL : tint;
	i->spot = NULL;
	i->part = (uint16_t)((other->part * part + FULL / 2) / FULL);
	for (int c = 0; c < 4; c++)
		i->cmyk[c] = (uint16_t)((i->cmyk[c] * part + FULL / 2) / FULL);
	for (int c = 0; c < 3; c++)
		i->rgb[c] = (uint16_t)(FULL - ((FULL - i->rgb[c]) * part + FULL / 2) / FULL);
}

static bool same_colour(const ink *a, const ink *b)
{
	return memcmp(a->cmyk, b->cmyk, sizeof a->cmyk) == 0 &&
	       memcmp(a->rgb, b->rgb, sizeof a->rgb) == 0 && a->says == b->says &&
	       memcmp(a->lab, b->lab, sizeof a->lab) == 0;
}

/* A spot colour is one ink on the press: two inks that share its name must share its colour. */
static void check_spots(style_private *p)
{
	map *spots = map_new(p->arena);
	for (size_t i = 0; i < p->ink_count; i++) {
		const named_ink *self = p->inks[i];
		if (!self->ink.spot)
			continue;
		const named_ink *first = map_get(spots, self->ink.spot);
		if (!first)
			map_put(spots, self->ink.spot, p->inks[i]);
		else if (!same_colour(&self->ink, &first->ink))
			report_at(p->report, REPORT_VALUE_BAD, self->place,
				  "the spot colour '%s' has another colour here than in the ink "
				  "'%s'; write '%s: {like: %s}', or give it a name of its own",
				  self->ink.spot, first->ink.name, self->ink.name, first->ink.name);
	}
}

/* In the order of first mention, so that the ink which another is `like` is already settled. Inks
 * that are like each other in a circle copy what is there, once. */
void style_settle_inks(style_private *p)
{
	for (size_t i = 0; i < p->ink_count; i++) {
		ink *self = &p->inks[i]->ink;
		const ink *other = &p->inks[p->inks[i]->like]->ink;
		if (self != other) {
			memcpy(self->cmyk, other->cmyk, sizeof self->cmyk);
			memcpy(self->rgb, other->rgb, sizeof self->rgb);
			memcpy(self->lab, other->lab, sizeof self->lab);
			self->spot = other->spot;
			self->says = other->says;
			self->base = other->base;
			self->part = other->part;
			lighten(self, other);
		}
		self->is_black = is_black(self);
	}
	check_spots(p);
}
