/* typeface: widths are kept for each code; what a font does not say is guessed at half its size,
 * since a place on the page need not be exact. */
#include "preflight/typeface.h"

#include "base/arena.h"

#include <string.h>

/* A range of CIDs that is this long says the width of all that are not listed: its numbers would
 * take more memory than the font. */
enum { CODES = 256, CIDS = 65536, RANGE_LONG = 2048, SET_MOST = 4 * CIDS };

static typeface_kind kind_of(const object *subtype)
{
	const char *name = object_name(subtype);

	if (!name)
		return TYPEFACE_OTHER;
	return strcmp(name, "Type1") == 0      ? TYPEFACE_TYPE1
	       : strcmp(name, "MMType1") == 0  ? TYPEFACE_MULTIPLE
	       : strcmp(name, "TrueType") == 0 ? TYPEFACE_TRUETYPE
	       : strcmp(name, "Type3") == 0    ? TYPEFACE_TYPE3
	       : strcmp(name, "Type0") == 0    ? TYPEFACE_COMPOSITE
					       : TYPEFACE_OTHER;
}

static void find_program(objects *s, typeface *f)
{
	static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};

	f->program = &object_null;
	for (int i = 0; i < 3; i++) {
		const object *program = object_get(s, f->descriptor, keys[i]);
		if (program->kind != OBJECT_STREAM)
			continue;
		f->program = program;
		f->program_key = keys[i];
	}
}

static void set_width(typeface *f, double code, double width)
{
	if (code >= 0 && code < (double)f->count)
		f->widths[(size_t)code] = (float)width;
}

static void read_simple(objects *s, arena *a, typeface *f)
{
	const object *widths = object_get(s, f->object, "Widths");
	double first = object_number(object_get(s, f->object, "FirstChar"), 0);

	f->code_size = 1;
	f->missing = (float)object_number(object_get(s, f->descriptor, "MissingWidth"),
					  widths->kind == OBJECT_ARRAY ? 0 : 500);
	f->count = CODES;
	f->widths = ARENA_ROOM(a, CODES, float);
	for (int i = 0; i < CODES; i++)
		f->widths[i] = f->missing;
	for (size_t i = 0; i < widths->count && i < CODES && widths->kind == OBJECT_ARRAY; i++)
		set_width(f, first + (double)i, object_number(object_item(s, widths, i), 0));
}

/* W: "c [w w w]" or "from to w". */
static void read_ranges(objects *s, typeface *f, const object *w)
{
	size_t at = 0, left = SET_MOST;

	while (at + 1 < w->count) {
		double from = object_number(object_item(s, w, at), -1);
		const object *next = object_item(s, w, at + 1);
		if (next->kind == OBJECT_ARRAY) {
			for (size_t i = 0; i < next->count && i < CIDS; i++)
				set_width(f, from + (double)i,
					  object_number(object_item(s, next, i), 0));
			at += 2;
			continue;
		}
		double to = object_number(next, -1),
		       width = object_number(object_item(s, w, at + 2), 0);
		if (to - from >= RANGE_LONG)
			f->missing = (float)width;
		else
			for (double cid = from < 0 ? 0 : from; cid <= to && left > 0; cid++, left--)
				set_width(f, cid, width);
		at += 3;
	}
}

/* One more than the greatest CID that W names. */
static size_t count_of(objects *s, const object *w)
{
	double most = 0;
	size_t at = 0;

	while (at + 1 < w->count) {
		double last = object_number(object_item(s, w, at), 0);
		const object *next = object_item(s, w, at + 1);
		bool list = next->kind == OBJECT_ARRAY;
		last = list                                          ? last + (double)next->count
		       : object_number(next, 0) - last >= RANGE_LONG ? 0
								     : object_number(next, 0) + 1;
		most = last > most ? last : most;
		at += list ? 2 : 3;
	}
	return most >= CIDS ? CIDS : (size_t)most;
}

static bool is_registered(objects *s, const object *descendant)
{
	static const char *const orderings[] = {"Japan1", "GB1", "CNS1", "Korea1", "KR"};
	const object *ordering =
		object_get(s, object_get(s, descendant, "CIDSystemInfo"), "Ordering");

	for (size_t i = 0; i < sizeof orderings / sizeof *orderings; i++)
		if (ordering->kind == OBJECT_STRING && strcmp(ordering->as.text, orderings[i]) == 0)
			return true;
	return false;
}

static void read_composite(objects *s, arena *a, typeface *f)
{
	const object *encoding = object_get(s, f->object, "Encoding");
	const object *w = object_get(s, f->descendant, "W");

	f->identity =
		object_is_name(encoding, "Identity-H") || object_is_name(encoding, "Identity-V");
	f->registered = is_registered(s, f->descendant);
	f->vertical = encoding->kind == OBJECT_NAME
			      ? encoding->count > 2 &&
					strcmp(encoding->as.text + encoding->count - 2, "-V") == 0
			      : object_number(object_get(s, encoding, "WMode"), 0) == 1;
	f->code_size = 2;
	f->missing = (float)object_number(object_get(s, f->descendant, "DW"), 1000);
	f->count = w->kind == OBJECT_ARRAY ? count_of(s, w) : 0;
	f->widths = ARENA_ROOM(a, f->count + 1, float);
	for (size_t i = 0; i < f->count; i++)
		f->widths[i] = f->missing;
	if (w->kind == OBJECT_ARRAY)
		read_ranges(s, f, w);
}

typeface *typeface_read(objects *s, arena *a, const object *font)
{
	typeface *f = ARENA_NEW(a, typeface);
	const object *name = object_get(s, font, "BaseFont");

	*f = (typeface){.kind = kind_of(object_get(s, font, "Subtype")),
			.object = font,
			.descendant = &object_null,
			.name = object_name(name) ? object_name(name) : "",
			.glyph_unit = 0.001};
	if (f->kind == TYPEFACE_COMPOSITE)
		f->descendant = object_item(s, object_get(s, font, "DescendantFonts"), 0);
	f->descriptor = object_get(s, f->kind == TYPEFACE_COMPOSITE ? f->descendant : font,
				   "FontDescriptor");
	find_program(s, f);
	if (f->kind == TYPEFACE_COMPOSITE)
		read_composite(s, a, f);
	else
		read_simple(s, a, f);
	if (f->kind == TYPEFACE_TYPE3)
		f->glyph_unit =
			object_number(object_item(s, object_get(s, font, "FontMatrix"), 0), 0.001);
	return f;
}

static double width_of(const typeface *f, size_t code)
{
	return (double)(code < f->count ? f->widths[code] : f->missing);
}

double typeface_width(typeface *f, const char *text, size_t length, size_t *codes, size_t *spaces)
{
	const unsigned char *bytes = (const unsigned char *)text;
	double width = 0;

	*codes = *spaces = 0;
	if (f->code_size == 1) {
		for (size_t i = 0; i < length; i++) {
			width += width_of(f, bytes[i]);
			*spaces += bytes[i] == ' ';
		}
		*codes = length;
		return width * f->glyph_unit * 1000;
	}
	for (size_t i = 0; i + 1 < length; i += 2) {
		size_t code = (size_t)bytes[i] << 8 | bytes[i + 1];
		width += width_of(f, code);
		f->notdef |= code == 0 && f->identity;
		++*codes;
	}
	return width;
}
