/* placed_font: see placed_font.h. PDF/A-2, level A, and PDF/UA ask which letter each glyph is
 * (ISO 19005-2, 6.2.11.7). A simple font whose map to Unicode has gaps, or which has none, gets one
 * by the names of its glyphs: those of its encoding, or those in the head of its Type 1 program, as
 * TeX leaves them. A glyph whose name does not tell is U+FFFD: a figure is read by its description
 * anyway. */
#include "image/placed_font.h"

#include "image/placed_font_zero.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODES = 256, UNKNOWN = 0xfffd, PROGRAM_MOST = 16 << 20 };

/* Names of glyphs that are longer than a letter (Adobe Glyph List). */
static const struct glyph_name {
	const char *name;
	unsigned letter;
} glyph_names[] = {
	{"space", ' '},
	{"exclam", '!'},
	{"quotedbl", '"'},
	{"numbersign", '#'},
	{"dollar", '$'},
	{"percent", '%'},
	{"ampersand", '&'},
	{"quotesingle", '\''},
	{"parenleft", '('},
	{"parenright", ')'},
	{"asterisk", '*'},
	{"plus", '+'},
	{"comma", ','},
	{"hyphen", '-'},
	{"period", '.'},
	{"slash", '/'},
	{"zero", '0'},
	{"one", '1'},
	{"two", '2'},
	{"three", '3'},
	{"four", '4'},
	{"five", '5'},
	{"six", '6'},
	{"seven", '7'},
	{"eight", '8'},
	{"nine", '9'},
	{"colon", ':'},
	{"semicolon", ';'},
	{"less", '<'},
	{"equal", '='},
	{"greater", '>'},
	{"question", '?'},
	{"at", '@'},
	{"bracketleft", '['},
	{"backslash", '\\'},
	{"bracketright", ']'},
	{"asciicircum", '^'},
	{"underscore", '_'},
	{"grave", '`'},
	{"braceleft", '{'},
	{"bar", '|'},
	{"braceright", '}'},
	{"asciitilde", '~'},
	{"quoteleft", 0x2018},
	{"quoteright", 0x2019},
	{"quotedblleft", 0x201c},
	{"quotedblright", 0x201d},
	{"quotesinglbase", 0x201a},
	{"quotedblbase", 0x201e},
	{"guillemotleft", 0xab},
	{"guillemotright", 0xbb},
	{"guilsinglleft", 0x2039},
	{"guilsinglright", 0x203a},
	{"endash", 0x2013},
	{"emdash", 0x2014},
	{"bullet", 0x2022},
	{"ellipsis", 0x2026},
	{"dagger", 0x2020},
	{"daggerdbl", 0x2021},
	{"perthousand", 0x2030},
	{"Euro", 0x20ac},
	{"trademark", 0x2122},
	{"fi", 0xfb01},
	{"fl", 0xfb02},
	{"ff", 0xfb00},
	{"ffi", 0xfb03},
	{"ffl", 0xfb04},
	{"exclamdown", 0xa1},
	{"cent", 0xa2},
	{"sterling", 0xa3},
	{"currency", 0xa4},
	{"yen", 0xa5},
	{"brokenbar", 0xa6},
	{"section", 0xa7},
	{"dieresis", 0xa8},
	{"copyright", 0xa9},
	{"ordfeminine", 0xaa},
	{"logicalnot", 0xac},
	{"registered", 0xae},
	{"macron", 0xaf},
	{"degree", 0xb0},
	{"plusminus", 0xb1},
	{"twosuperior", 0xb2},
	{"threesuperior", 0xb3},
	{"acute", 0xb4},
	{"mu", 0xb5},
	{"paragraph", 0xb6},
	{"periodcentered", 0xb7},
	{"cedilla", 0xb8},
	{"onesuperior", 0xb9},
	{"ordmasculine", 0xba},
	{"onequarter", 0xbc},
	{"onehalf", 0xbd},
	{"threequarters", 0xbe},
	{"questiondown", 0xbf},
	{"Agrave", 0xc0},
	{"Aacute", 0xc1},
	{"Acircumflex", 0xc2},
	{"Atilde", 0xc3},
	{"Adieresis", 0xc4},
	{"Aring", 0xc5},
	{"AE", 0xc6},
	{"Ccedilla", 0xc7},
	{"Egrave", 0xc8},
	{"Eacute", 0xc9},
	{"Ecircumflex", 0xca},
	{"Edieresis", 0xcb},
	{"Igrave", 0xcc},
	{"Iacute", 0xcd},
	{"Icircumflex", 0xce},
	{"Idieresis", 0xcf},
	{"Eth", 0xd0},
	{"Ntilde", 0xd1},
	{"Ograve", 0xd2},
	{"Oacute", 0xd3},
	{"Ocircumflex", 0xd4},
	{"Otilde", 0xd5},
	{"Odieresis", 0xd6},
	{"multiply", 0xd7},
	{"Oslash", 0xd8},
	{"Ugrave", 0xd9},
	{"Uacute", 0xda},
	{"Ucircumflex", 0xdb},
	{"Udieresis", 0xdc},
	{"Yacute", 0xdd},
	{"Thorn", 0xde},
	{"germandbls", 0xdf},
	{"agrave", 0xe0},
	{"aacute", 0xe1},
	{"acircumflex", 0xe2},
	{"atilde", 0xe3},
	{"adieresis", 0xe4},
	{"aring", 0xe5},
	{"ae", 0xe6},
	{"ccedilla", 0xe7},
	{"egrave", 0xe8},
	{"eacute", 0xe9},
	{"ecircumflex", 0xea},
	{"edieresis", 0xeb},
	{"igrave", 0xec},
	{"iacute", 0xed},
	{"icircumflex", 0xee},
	{"idieresis", 0xef},
	{"eth", 0xf0},
	{"ntilde", 0xf1},
	{"ograve", 0xf2},
	{"oacute", 0xf3},
	{"ocircumflex", 0xf4},
	{"otilde", 0xf5},
	{"odieresis", 0xf6},
	{"divide", 0xf7},
	{"oslash", 0xf8},
	{"ugrave", 0xf9},
	{"uacute", 0xfa},
	{"ucircumflex", 0xfb},
	{"udieresis", 0xfc},
	{"yacute", 0xfd},
	{"thorn", 0xfe},
	{"ydieresis", 0xff},
	{"dotlessi", 0x131},
	{"OE", 0x152},
	{"oe", 0x153},
	{"Scaron", 0x160},
	{"scaron", 0x161},
	{"Zcaron", 0x17d},
	{"zcaron", 0x17e},
	{"Lslash", 0x141},
	{"lslash", 0x142},
	{"Gamma", 0x393},
	{"Delta", 0x394},
	{"Theta", 0x398},
	{"Lambda", 0x39b},
	{"Xi", 0x39e},
	{"Pi", 0x3a0},
	{"Sigma", 0x3a3},
	{"Upsilon", 0x3a5},
	{"Phi", 0x3a6},
	{"Psi", 0x3a8},
	{"Omega", 0x3a9},
	{"alpha", 0x3b1},
	{"beta", 0x3b2},
	{"gamma", 0x3b3},
	{"delta", 0x3b4},
	{"epsilon", 0x3b5},
	{"epsilon1", 0x3f5},
	{"zeta", 0x3b6},
	{"eta", 0x3b7},
	{"theta", 0x3b8},
	{"iota", 0x3b9},
	{"kappa", 0x3ba},
	{"lambda", 0x3bb},
	{"nu", 0x3bd},
	{"xi", 0x3be},
	{"pi", 0x3c0},
	{"rho", 0x3c1},
	{"sigma", 0x3c3},
	{"tau", 0x3c4},
	{"upsilon", 0x3c5},
	{"phi", 0x3c6},
	{"chi", 0x3c7},
	{"psi", 0x3c8},
	{"omega", 0x3c9},
	{"minus", 0x2212},
	{"fraction", 0x2044},
	{"asteriskmath", 0x2217},
	{"radical", 0x221a},
	{"infinity", 0x221e},
	{"integral", 0x222b},
	{"integraldisplay", 0x222b},
	{"summation", 0x2211},
	{"summationdisplay", 0x2211},
	{"summationtext", 0x2211},
	{"product", 0x220f},
	{"partialdiff", 0x2202},
	{"element", 0x2208},
	{"lessequal", 0x2264},
	{"greaterequal", 0x2265},
	{"notequal", 0x2260},
	{"approxequal", 0x2248},
	{"equivalence", 0x2261},
	{"arrowleft", 0x2190},
	{"arrowup", 0x2191},
	{"arrowright", 0x2192},
	{"arrowdown", 0x2193},
	{"arrowboth", 0x2194},
	{"arrowdblright", 0x21d2},
	{"prime", 0x2032},
	{"universal", 0x2200},
	{"existential", 0x2203},
	{"emptyset", 0x2205},
	{"intersection", 0x2229},
	{"union", 0x222a},
};

/* The letter of a glyph's name; what comes after a point is a form of it. */
static unsigned letter_of(const char *name, size_t length)
{
	const char *point = memchr(name, '.', length);
	if (point && point > name)
		length = (size_t)(point - name);
	if (length == 1)
		return (unsigned char)*name;
	size_t hex = length == 7 && memcmp(name, "uni", 3) == 0   ? 3
		     : length >= 5 && length <= 6 && *name == 'u' ? 1
								  : 0;
	if (hex && strspn(name + hex, "0123456789ABCDEF") >= length - hex) {
		unsigned letter = (unsigned)strtoul(name + hex, NULL, 16);
		return letter && letter < 0xd800 ? letter : UNKNOWN;
	}
	for (size_t i = 0; i < sizeof glyph_names / sizeof *glyph_names; i++)
		if (strlen(glyph_names[i].name) == length &&
		    memcmp(glyph_names[i].name, name, length) == 0)
			return glyph_names[i].letter;
	return UNKNOWN;
}

/* --- which letters a simple font has --------------------------------------------------------- */

/* By a base encoding: its ASCII, and what Latin-1 has in common with WinAnsiEncoding. */
static void take_base(const char *base, unsigned letters[CODES])
{
	bool latin = base && strcmp(base, "WinAnsiEncoding") == 0;
	for (unsigned code = 0; code < CODES; code++)
		letters[code] =
			(code >= ' ' && code < 127) || (latin && code >= 0xa0) ? code : UNKNOWN;
}

static void take_differences(reader_pdf *pdf, reader_object list, unsigned letters[CODES])
{
	size_t code = 0;
	for (size_t i = 0; i < reader_count(pdf, list); i++) {
		reader_object o = reader_item(pdf, list, i);
		const char *name = reader_name(pdf, o);
		double first;
		if (reader_number(pdf, o, &first))
			code = first >= 0 && first < CODES ? (size_t)first : CODES;
		else if (name && code < CODES)
			letters[code++] = letter_of(name, strlen(name));
	}
}

/* A Type 1 program has its encoding in clear text: "dup 65 /A put". */
static void take_program(const char *text, size_t length, unsigned letters[CODES])
{
	const char *end = memmem(text, length, "currentfile eexec", 17),
		   *at = memmem(text, length, "/Encoding", 9);
	end = end ? end : text + length;
	while (at && at < end && (at = memmem(at, (size_t)(end - at), "dup ", 4))) {
		char *rest;
		long code = strtol(at + 4, &rest, 10);
		at += 4;
		rest += strspn(rest, " ");
		if (rest >= end || *rest != '/' || code < 0 || code >= CODES)
			continue;
		size_t size = strcspn(rest + 1, " \r\n\t/");
		letters[code] = letter_of(rest + 1, size);
	}
}

/* What each code of a simple font is, in UTF-16 and hex. */
typedef struct letter_map {
	const char *of[CODES]; /* NULL: not said */
} letter_map;

/* The next <hex> from `at` on, before `end`; NULL: there is none. */
static const char *next_hex(const char *at, const char *end, size_t *length)
{
	at = memchr(at, '<', (size_t)(end - at));
	const char *closed = at ? memchr(at, '>', (size_t)(end - at)) : NULL;
	if (!closed)
		return NULL;
	*length = (size_t)(closed - at - 1);
	return at + 1;
}

/* A map to Unicode (bfchar alone, or ranges, whose letters follow one another). */
static void take_block(arena *a, const char *at, const char *end, bool ranges, letter_map *l)
{
	size_t sizes[3];
	const char *hex[3];
	int parts = ranges ? 3 : 2;
	for (;;) {
		for (int n = 0; n < parts; n++) {
			hex[n] = next_hex(at, end, &sizes[n]);
			if (!hex[n])
				return;
			at = hex[n] + sizes[n];
		}
		unsigned long first = strtoul(hex[0], NULL, 16),
			      last = ranges ? strtoul(hex[1], NULL, 16) : first;
		size_t size = sizes[parts - 1];
		const char *text = hex[parts - 1];
		if (sizes[0] > 2 || first > last || last >= CODES || size < 4)
			continue;
		unsigned long tail = strtoul(arena_copy(a, text + size - 4, 4), NULL, 16);
		for (unsigned long code = first; code <= last; code++)
			l->of[code] = arena_print(a, "%.*s%04lX", (int)(size - 4), text,
						  (tail + code - first) & 0xffff);
	}
}

static void take_map(arena *a, const char *text, size_t length, letter_map *l)
{
	static const char *const begins[] = {"beginbfchar", "beginbfrange"}, *const ends[] = {
										     "endbfchar",
										     "endbfrange"};
	for (int ranges = 0; ranges < 2; ranges++) {
		const char *at = text, *end = text + length;
		while ((at = memmem(at, (size_t)(end - at), begins[ranges],
				    strlen(begins[ranges])))) {
			const char *close =
				memmem(at, (size_t)(end - at), ends[ranges], strlen(ends[ranges]));
			close = close ? close : end;
			take_block(a, at, close, ranges, l);
			at = close;
		}
	}
}

/* A letter as it is between < and > of a map, in UTF-16. */
static const char *coded(arena *a, unsigned letter)
{
	if (letter < 0x10000)
		return arena_print(a, "%04X", letter);
	letter -= 0x10000;
	return arena_print(a, "%04X%04X", 0xd800 + (letter >> 10), 0xdc00 + (letter & 0x3ff));
}

static const char *map_of(arena *a, const letter_map *l)
{
	enum { BLOCK = 64, ROOM = 32768 };
	char *text = arena_room(a, ROOM, 1);
	int length = snprintf(text, ROOM,
			      "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			      "/CMapName/Platen-Letters def\n/CMapType 2 def\n"
			      "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n");
	for (unsigned code = 0; code < CODES; code++)
		length += snprintf(text + length, (size_t)(ROOM - length), "%s<%02X> <%s>\n%s",
				   code % BLOCK == 0 ? "64 beginbfchar\n" : "", code, l->of[code],
				   code % BLOCK == BLOCK - 1 ? "endbfchar\n" : "");
	snprintf(text + length, (size_t)(ROOM - length),
		 "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	return text;
}

/* Set an entry, in place of one with the same key. */
static void put(arena *a, placed_object *object, const char *key, const char *value)
{
	for (size_t i = 0; i < object->count; i++)
		if (strcmp(object->entries[i].key, key) == 0) {
			object->entries[i].value = value;
			return;
		}
	*ARENA_APPEND(a, object->entries, object->count, object->capacity) =
		(placed_form_entry){key, value};
}

static void put_map(arena *a, placed_file *file, placed_object *object, const letter_map *l)
{
	placed_object *map = ARENA_NEW(a, placed_object);
	map->is_stream = map->plain = true;
	map->data = map_of(a, l);
	map->length = strlen(map->data);
	put(a, object, "/ToUnicode", arena_print(a, "%c%zu ", PLACED_OBJECT, file->count));
	*ARENA_APPEND(a, file->objects, file->count, file->capacity) = map;
}

/* By the names of glyphs. */
static void take_names(arena *a, reader_pdf *pdf, reader_object font, unsigned named[CODES])
{
	reader_object encoding = reader_get(pdf, font, "Encoding"),
		      descriptor = reader_get(pdf, font, "FontDescriptor");
	const char *base = reader_name(pdf, encoding);
	reader_bytes program;
	take_base(base ? base : reader_name(pdf, reader_get(pdf, encoding, "BaseEncoding")), named);
	if (!base && reader_stream(pdf, a, reader_get(pdf, descriptor, "FontFile"), PROGRAM_MOST,
				   &program) == READER_OK)
		take_program(program.data, program.length, named);
	take_differences(pdf, reader_get(pdf, encoding, "Differences"), named);
}

/* Does a map have a letter for every code of a font? */
static bool is_complete(reader_pdf *pdf, reader_object font, const letter_map *l)
{
	double first = 0, last = CODES - 1;
	reader_number(pdf, reader_get(pdf, font, "FirstChar"), &first);
	reader_number(pdf, reader_get(pdf, font, "LastChar"), &last);
	for (unsigned code = 0; code < CODES; code++)
		if (code >= first && code <= last && !l->of[code])
			return false;
	return true;
}

static void tell_letters(arena *a, reader_pdf *pdf, reader_object font, placed_file *file,
			 placed_object *object)
{
	letter_map *l = ARENA_NEW(a, letter_map);
	unsigned named[CODES];
	reader_bytes map;
	bool mapped = reader_stream(pdf, a, reader_get(pdf, font, "ToUnicode"), PROGRAM_MOST,
				    &map) == READER_OK;
	if (mapped)
		take_map(a, map.data, map.length, l);
	if (mapped ? is_complete(pdf, font, l)
		   : reader_name(pdf, reader_get(pdf, font, "Encoding")) != NULL)
		return;
	take_names(a, pdf, font, named);
	for (unsigned code = 0; code < CODES; code++)
		if (!l->of[code])
			l->of[code] = coded(a, named[code]);
	put_map(a, file, object, l);
}

/* --- fonts ---------------------------------------------------------------------------------- */

static bool is_embedded(reader_pdf *pdf, reader_object font)
{
	reader_object descriptor = reader_get(pdf, font, "FontDescriptor");
	return reader_get(pdf, descriptor, "FontFile") != READER_NONE ||
	       reader_get(pdf, descriptor, "FontFile2") != READER_NONE ||
	       reader_get(pdf, descriptor, "FontFile3") != READER_NONE;
}

static bool is(const char *name, const char *other)
{
	return name && strcmp(name, other) == 0;
}

/* Does a font have glyphs by bare numbers, and nothing that says which letters they are? */
static bool is_mute(reader_pdf *pdf, reader_object font)
{
	const char *encoding = reader_name(pdf, reader_get(pdf, font, "Encoding"));
	return reader_get(pdf, font, "ToUnicode") == READER_NONE &&
	       (!encoding || is(encoding, "Identity-H") || is(encoding, "Identity-V"));
}

static const char *entry(const placed_object *object, const char *key)
{
	for (size_t i = 0; i < object->count; i++)
		if (strcmp(object->entries[i].key, key) == 0)
			return object->entries[i].value;
	return NULL;
}

static const char *mend_composite(arena *a, reader_pdf *pdf, reader_object font, const char *name,
				  placed_file *file, placed_object *object)
{
	reader_object descendant = reader_item(pdf, reader_get(pdf, font, "DescendantFonts"), 0);
	if (is_mute(pdf, font))
		return arena_print(a,
				   "its font %s doesn't say which letters its glyphs are; export "
				   "it with a map to Unicode, or as SVG",
				   name);
	if (is(reader_name(pdf, reader_get(pdf, font, "Encoding")), "Identity-H") &&
	    placed_font_zero_is_used(a, pdf, descendant))
		put(a, object, "/Encoding", placed_font_zero_encoding(a, pdf, descendant, file));
	return NULL;
}

static void mend_descendant(arena *a, reader_pdf *pdf, reader_object font, placed_file *file,
			    placed_object *object)
{
	if (reader_get(pdf, font, "CIDToGIDMap") == READER_NONE)
		put(a, object, "/CIDToGIDMap", "/Identity");
	if (!placed_font_zero_is_used(a, pdf, font))
		return;
	put(a, object, "/CIDToGIDMap", placed_font_zero_map(a, pdf, font, file));
	put(a, object, "/W", placed_font_zero_widths(a, pdf, font, entry(object, "/W")));
}

const char *placed_font_mend(arena *a, reader_pdf *pdf, reader_object font, placed_file *file,
			     placed_object *object)
{
	const char *kind = reader_name(pdf, reader_get(pdf, font, "Subtype")),
		   *name = reader_name(pdf, reader_get(pdf, font, "BaseFont"));
	name = name ? name : "without a name";
	if (is(kind, "Type0"))
		return mend_composite(a, pdf, font, name, file, object);
	if (!is(kind, "Type3") && !is_embedded(pdf, font))
		return arena_print(
			a, "its font %s is not embedded; export it with all fonts embedded", name);
	if (is(kind, "CIDFontType2"))
		mend_descendant(a, pdf, font, file, object);
	else if (!is(kind, "CIDFontType0"))
		tell_letters(a, pdf, font, file, object);
	return NULL;
}
