/* placed_font_zero: matplotlib numbers the characters of its Type 42 fonts from 0, so its text uses
 * CID 0, which PDF/A takes for .notdef whatever its glyph is (ISO 19005-2, 6.2.11.8). An encoding
 * of our own maps the code 0 to the last CID, and that to the glyph; the text stays as it is. */
#include "image/placed_font_zero.h"

#include <string.h>

enum { LAST = 65535, MAP_BYTES = 2 * (LAST + 1) };

static reader_bytes map_of(arena *a, reader_pdf *pdf, reader_object descendant)
{
	reader_bytes map = {0};
	if (reader_stream(pdf, a, reader_get(pdf, descendant, "CIDToGIDMap"), MAP_BYTES, &map) !=
	    READER_OK)
		map.length = 0;
	return map;
}

bool placed_font_zero_is_used(arena *a, reader_pdf *pdf, reader_object descendant)
{
	reader_bytes map = map_of(a, pdf, descendant);
	const char *kind = reader_name(pdf, reader_get(pdf, descendant, "Subtype"));
	return kind && strcmp(kind, "CIDFontType2") == 0 && map.length >= 2 &&
	       (map.data[0] || map.data[1]) &&
	       (map.length < MAP_BYTES || (!map.data[MAP_BYTES - 2] && !map.data[MAP_BYTES - 1]));
}

static const char *add(arena *a, placed_file *file, const char *data, size_t length,
		       placed_form_entry *entries, size_t count)
{
	placed_object *o = ARENA_NEW(a, placed_object);
	o->is_stream = o->plain = true;
	o->data = data;
	o->length = length;
	o->entries = entries;
	o->count = o->capacity = count;
	*ARENA_APPEND(a, file->objects, file->count, file->capacity) = o;
	return arena_print(a, "%c%zu ", PLACED_OBJECT, file->count - 1);
}

static const char *part(reader_pdf *pdf, reader_object system, const char *key, const char *usual)
{
	reader_object o = reader_get(pdf, system, key);
	return o == READER_NONE ? usual : reader_written(pdf, o);
}

const char *placed_font_zero_encoding(arena *a, reader_pdf *pdf, reader_object descendant,
				      placed_file *file)
{
	reader_object system = reader_get(pdf, descendant, "CIDSystemInfo");
	const char *info = arena_print(a, "<</Registry %s/Ordering %s/Supplement %s>>",
				       part(pdf, system, "Registry", "(Adobe)"),
				       part(pdf, system, "Ordering", "(Identity)"),
				       part(pdf, system, "Supplement", "0"));
	const char *text = arena_print(
		a,
		"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo %s def\n/CMapName/Platen-Zero def\n/CMapType 1 def\n/WMode 0 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
		"2 begincidrange\n<0000> <0000> %d\n<0001> <FFFE> 1\nendcidrange\n"
		"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n",
		info, LAST);
	placed_form_entry *entries = ARENA_ARRAY(a, 4, placed_form_entry);
	entries[0] = (placed_form_entry){"/Type", "/CMap"};
	entries[1] = (placed_form_entry){"/CMapName", "/Platen-Zero"};
	entries[2] = (placed_form_entry){"/CIDSystemInfo", info};
	entries[3] = (placed_form_entry){"/WMode", "0"};
	return add(a, file, text, strlen(text), entries, 4);
}

const char *placed_font_zero_map(arena *a, reader_pdf *pdf, reader_object descendant,
				 placed_file *file)
{
	reader_bytes map = map_of(a, pdf, descendant);
	char *changed = arena_alloc(a, MAP_BYTES);
	memcpy(changed, map.data, map.length);
	memcpy(changed + MAP_BYTES - 2, changed, 2);
	memset(changed, 0, 2);
	return add(a, file, changed, MAP_BYTES, NULL, 0);
}

/* The width of CID 0, as it is written: "first [w w …]" or "first last w" (ISO 32000-1,
 * 9.7.4.3). */
static const char *width_of_zero(reader_pdf *pdf, reader_object descendant)
{
	reader_object all = reader_get(pdf, descendant, "W"),
		      usual = reader_get(pdf, descendant, "DW");
	for (size_t i = 0; i + 1 < reader_count(pdf, all);) {
		double first = -1;
		reader_object next = reader_item(pdf, all, i + 1);
		bool list = reader_kind_of(pdf, next) == READER_ARRAY;
		reader_object width =
			list ? reader_item(pdf, next, 0) : reader_item(pdf, all, i + 2);
		reader_number(pdf, reader_item(pdf, all, i), &first);
		if (first == 0 && width != READER_NONE)
			return reader_written(pdf, width);
		i += list ? 2 : 3;
	}
	return usual == READER_NONE ? "1000" : reader_written(pdf, usual);
}

const char *placed_font_zero_widths(arena *a, reader_pdf *pdf, reader_object descendant,
				    const char *widths)
{
	size_t length = widths ? strlen(widths) : 0;
	bool listed = length > 2 && widths[length - 1] == ']';
	return arena_print(a, "%.*s %d [%s]]", listed ? (int)length - 1 : 1, listed ? widths : "[",
			   LAST, width_of_zero(pdf, descendant));
}
