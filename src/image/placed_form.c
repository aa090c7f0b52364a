/* placed_form: a walk from a page's resources over all that they lead to. Each dictionary or stream
 * of the file becomes an object once; what an object is to its parent (its role) decides which of
 * its entries are left out, and where names are colour spaces. The result refers to nothing else
 * in the file: no page, no structure, no layer, no action.
 *
 * Left out, with the clauses of ISO 19005-2 that forbid it: alternates, OPI and references to other
 * files (6.2.5, 6.2.8, 6.2.9), interpolation (6.2.8), transfer functions and halftones (6.2.5),
 * lists of a subset's glyphs, which are seldom right (6.2.11.4.2). LZW is undone (6.1.7). Fonts
 * must be embedded (6.2.11.4.1); where they do not say which letters their glyphs are,
 * placed_font.c adds that. */
#include "image/placed_form.h"

#include "image/placed_content.h"
#include "image/placed_font.h"
#include "image/placed_role.h"
#include "reader/reader.h"

#include <string.h>

enum {
	CONTENT_MOST = 64 << 20,
	DATA_MOST = 256 << 20,
	TEXT_MOST = 64 << 20, /* of all values together */
	VALUES_MOST = 500000,
	DEPTH_MOST = 64,
	OBJECTS_MOST = 100000
};
/* the sides of a page, in points; no page of a PDF is longer than 14,400 (ISO 32000-1, Annex C),
 * but UserUnit may stretch it */
#define SIDE_LEAST 0.01
#define SIDE_MOST  20000

/* An object that is not yet made. */
typedef struct task {
	placed_object *object;
	reader_object from;
	placed_role is;
} task;

typedef struct placed_walk {
	arena *arena;
	reader_pdf *pdf;
	placed_file *file;
	task *tasks;
	size_t count, capacity;
	reader_object resources; /* the page's, for forms that have none of their own */
	const char *wrong;
	size_t written; /* bytes of values */
	size_t values;
} placed_walk;

/* --- values --------------------------------------------------------------------------------- */

/* A value that is being written. */
typedef struct placed_value {
	char *text;
	size_t length, capacity;
	unsigned depth;
} placed_value;

static void add_bytes(placed_walk *w, placed_value *v, const char *text, size_t length)
{
	if (w->wrong)
		return;
	w->written += length;
	if (w->written > TEXT_MOST)
		w->wrong = "its objects are too large; export it as PNG";
	v->text = arena_grow_room(w->arena, v->text, v->length, &v->capacity,
				  v->length + length + 1, 1);
	memcpy(v->text + v->length, text, length);
	v->length += length;
	v->text[v->length] = '\0';
}

static void add(placed_walk *w, placed_value *v, const char *text)
{
	add_bytes(w, v, text, strlen(text));
}

static void add_value(placed_walk *w, placed_value *v, reader_object o, placed_role is);

/* A key, or any name, as it is written: "/" and escapes (ISO 32000-1, 7.3.5). */
static const char *written_name(placed_walk *w, const char *name)
{
	placed_value v = {0};
	add(w, &v, "/");
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		bool plain = c > ' ' && c < 127 && !strchr("()<>[]{}/%#", c);
		add(w, &v, plain ? (char[]){(char)c, '\0'} : arena_print(w->arena, "#%02X", c));
	}
	return v.text ? v.text : "/";
}

static size_t object_of(placed_walk *w, reader_object o, placed_role is)
{
	char id[16];
	snprintf(id, sizeof id, "%d", reader_id(w->pdf, o));
	size_t *known = reader_id(w->pdf, o) ? map_get(w->file->by_id, id) : NULL;
	if (known)
		return *known;
	placed_object *object = ARENA_NEW(w->arena, placed_object);
	size_t *index = ARENA_NEW(w->arena, size_t);
	*index = w->file->count;
	if (*index >= OBJECTS_MOST)
		w->wrong = "it has over 100,000 objects; export it as PNG";
	*ARENA_APPEND(w->arena, w->file->objects, w->file->count, w->file->capacity) = object;
	map_put(w->file->by_id, arena_copy(w->arena, id, strlen(id)), index);
	*ARENA_APPEND(w->arena, w->tasks, w->count, w->capacity) = (task){object, o, is};
	return *index;
}

static void add_reference(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	add(w, v, arena_print(w->arena, "%c%zu ", PLACED_OBJECT, object_of(w, o, is)));
}

static void add_name(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	const char *name = reader_name(w->pdf, o);
	if (is == SPACE && strcmp(name, "DeviceRGB") == 0) {
		add(w, v, (char[]){PLACED_RGB, '\0'});
	} else if (is == SPACE && strcmp(name, "DeviceCMYK") == 0) {
		add(w, v, (char[]){PLACED_CMYK, '\0'});
		w->file->uses_cmyk = true;
	} else {
		add(w, v, reader_written(w->pdf, o));
	}
}

static void add_items(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	add(w, v, "[");
	for (size_t i = 0; i < reader_count(w->pdf, o) && !w->wrong; i++) {
		add(w, v, i ? " " : "");
		add_value(w, v, reader_item(w->pdf, o, i), is);
	}
	add(w, v, "]");
}

/* The ink of a separation, or NULL: it is another colour space. */
static const char *ink_of(placed_walk *w, reader_object space)
{
	const char *family = reader_name(w->pdf, reader_item(w->pdf, space, 0));
	return family && strcmp(family, "Separation") == 0
		       ? reader_name(w->pdf, reader_item(w->pdf, space, 1))
		       : NULL;
}

static void add_spot(placed_walk *w, placed_value *v, reader_object o, const char *name)
{
	placed_file *f = w->file;
	size_t n = 0;
	while (n < f->spot_count && strcmp(f->spots[n].name, name) != 0)
		n++;
	if (n == f->spot_count) {
		placed_value own = {.depth = v->depth};
		add_items(w, &own, o, SPACE);
		const placed_spot spot = {arena_copy(w->arena, name, strlen(name)),
					  own.text ? own.text : "",
					  placed_spot_read(w->pdf, w->arena, o)};
		n = f->spot_count;
		*ARENA_APPEND(w->arena, f->spots, f->spot_count, f->spot_capacity) = spot;
	}
	add(w, v, arena_print(w->arena, "%c%zu ", PLACED_SPOT, n));
}

/* All separations of a name must be one (6.2.4.4), in all pages of a document and in what it prints
 * itself. */
static void add_array(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	const char *ink = is == SPACE ? ink_of(w, o) : NULL;
	if (ink && strcmp(ink, "Black") == 0) {
		add(w, v, (char[]){PLACED_BLACK, '\0'});
		w->file->uses_black = true;
	} else if (ink && strcmp(ink, "All") != 0 && strcmp(ink, "None") != 0) {
		add_spot(w, v, o, ink);
	} else {
		add_items(w, v, o, is);
	}
}

/* Do resources already say what devices' colours mean? Then that stays. */
static bool has_defaults(placed_walk *w, reader_object spaces)
{
	return reader_get(w->pdf, spaces, "DefaultRGB") != READER_NONE ||
	       reader_get(w->pdf, spaces, "DefaultCMYK") != READER_NONE;
}

/* The colour spaces of resources, with those for devices' colours. */
static void add_spaces(placed_walk *w, placed_value *v, reader_object spaces)
{
	const char *const *keys;
	size_t count = reader_keys(w->pdf, spaces, &keys);
	add(w, v, "<<");
	if (!has_defaults(w, spaces))
		add(w, v, (char[]){PLACED_DEFAULTS, '\0'});
	for (size_t i = 0; i < count; i++) {
		add(w, v, written_name(w, keys[i]));
		add(w, v, " ");
		add_value(w, v, reader_get(w->pdf, spaces, keys[i]), SPACE);
	}
	add(w, v, ">>");
}

static void add_dict(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	const char *const *keys;
	size_t count = reader_keys(w->pdf, o, &keys);
	add(w, v, "<<");
	for (size_t i = 0; i < count && !w->wrong; i++) {
		placed_role member = placed_role_of(is, keys[i]);
		if (member == LEFT_OUT || member == SPACES)
			continue;
		add(w, v, written_name(w, keys[i]));
		add(w, v, " ");
		add_value(w, v, reader_get(w->pdf, o, keys[i]), member);
	}
	if (is == RESOURCES || is == LENT) {
		add(w, v, "/ColorSpace");
		add_spaces(w, v, reader_get(w->pdf, o, "ColorSpace"));
	}
	add(w, v, ">>");
}

static void add_value(placed_walk *w, placed_value *v, reader_object o, placed_role is)
{
	reader_kind kind = reader_kind_of(w->pdf, o);
	if (++w->values > VALUES_MOST)
		w->wrong = "its objects are too large; export it as PNG";
	if (++v->depth > DEPTH_MOST)
		w->wrong = "its objects are nested too deeply; export it as PNG";
	if (!w->wrong) {
		switch (kind) {
		case READER_NULL: add(w, v, "null"); break;
		case READER_NAME: add_name(w, v, o, is); break;
		case READER_ARRAY: add_array(w, v, o, is); break;
		case READER_STREAM: add_reference(w, v, o, is); break;
		case READER_DICT:
			if (reader_id(w->pdf, o) || is == FONT)
				add_reference(w, v, o, is);
			else
				add_dict(w, v, o, is);
			break;
		default: add(w, v, reader_written(w->pdf, o));
		}
	}
	v->depth--;
}

/* --- objects -------------------------------------------------------------------------------- */

static void put(placed_walk *w, placed_object *object, const char *key, const char *text)
{
	*ARENA_APPEND(w->arena, object->entries, object->count, object->capacity) =
		(placed_form_entry){key, text};
}

static void put_value(placed_walk *w, placed_object *object, const char *key, reader_object o,
		      placed_role is)
{
	placed_value v = {0};
	add_value(w, &v, o, is);
	put(w, object, key, v.text ? v.text : "null");
}

/* A stream's bytes as they are, with their filters. */
static void take_packed(placed_walk *w, placed_object *object, reader_object o)
{
	reader_bytes bytes = {0};
	if (reader_raw_stream(w->pdf, w->arena, o, &bytes) != READER_OK)
		w->wrong = "one of its streams is damaged";
	object->data = bytes.data;
	object->length = bytes.length;
	reader_object filter = reader_get(w->pdf, o, "Filter"),
		      settings = reader_get(w->pdf, o, "DecodeParms");
	if (filter != READER_NONE)
		put_value(w, object, "/Filter", filter, ANY);
	if (settings != READER_NONE)
		put_value(w, object, "/DecodeParms", settings, ANY);
}

/* A stream's bytes without their compression; they are compressed again when they are written. */
static void take_plain(placed_walk *w, placed_object *object, reader_object o, size_t most)
{
	reader_bytes bytes = {0};
	reader_status status = reader_stream(w->pdf, w->arena, o, most, &bytes);
	if (status != READER_OK)
		w->wrong = status == READER_HUGE ? "one of its streams is too large"
						 : "one of its streams is damaged";
	object->plain = true;
	object->data = bytes.data;
	object->length = bytes.length;
}

static void take_content(placed_walk *w, placed_object *object, reader_object o)
{
	reader_bytes bytes = {0};
	placed_content content = {0};
	reader_status status = reader_stream(w->pdf, w->arena, o, CONTENT_MOST, &bytes);
	const char *wrong = status == READER_HUGE ? "its content is too large"
			    : status != READER_OK ? "its content is damaged"
						  : placed_content_read(w->arena, bytes.data,
									bytes.length, &content);
	if (wrong) {
		w->wrong = wrong;
		return;
	}
	w->file->uses_cmyk |= content.uses_cmyk;
	object->plain = true;
	object->data = content.data;
	object->length = content.length;
}

/* Does a stream have this filter? */
static bool has_filter(placed_walk *w, reader_object o, const char *name)
{
	reader_object filter = reader_get(w->pdf, o, "Filter");
	const char *own = reader_name(w->pdf, filter);
	if (own)
		return strcmp(own, name) == 0;
	for (size_t i = 0; i < reader_count(w->pdf, filter); i++) {
		own = reader_name(w->pdf, reader_item(w->pdf, filter, i));
		if (own && strcmp(own, name) == 0)
			return true;
	}
	return false;
}

static bool is_subtype(placed_walk *w, reader_object o, const char *name)
{
	const char *subtype = reader_name(w->pdf, reader_get(w->pdf, o, "Subtype"));
	return subtype && strcmp(subtype, name) == 0;
}

/* Is a stream content, whose operators paint? */
static bool is_content(placed_walk *w, reader_object o, placed_role is)
{
	return is == GLYPH || is == PATTERN || (is == XOBJECT && is_subtype(w, o, "Form"));
}

static void take_data(placed_walk *w, placed_object *object, reader_object o, placed_role is)
{
	object->is_stream = true;
	if (reader_get(w->pdf, o, "F") != READER_NONE)
		w->wrong = "part of it is in another file";
	else if (is == XOBJECT && is_subtype(w, o, "PS"))
		w->wrong = "it has PostScript in it";
	else if (is_content(w, o, is))
		take_content(w, object, o);
	else if (has_filter(w, o, "LZWDecode") || has_filter(w, o, "Crypt"))
		take_plain(w, object, o, DATA_MOST);
	else
		take_packed(w, object, o);
}

static bool is_of_stream(const char *key)
{
	static const char *const keys[] = {"Length",  "Filter", "DecodeParms",
					   "FFilter", "DL",     "FDecodeParms"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* What is painted must have resources of its own (6.2.2). The glyphs of a font need none. */
static void put_resources(placed_walk *w, const task *t)
{
	bool glyphs = t->is == FONT && is_subtype(w, t->from, "Type3"),
	     paints = t->is != GLYPH && t->is != FONT && is_content(w, t->from, t->is);
	placed_value v = {0};
	if ((!glyphs && !paints) ||
	    reader_kind_of(w->pdf, reader_get(w->pdf, t->from, "Resources")) == READER_DICT)
		return;
	add_dict(w, &v, glyphs ? READER_NONE : w->resources, LENT);
	put(w, t->object, "/Resources", v.text);
}

static void make_object(placed_walk *w, const task *t)
{
	const char *const *keys;
	size_t count = reader_keys(w->pdf, t->from, &keys);
	bool stream = reader_kind_of(w->pdf, t->from) == READER_STREAM;
	for (size_t i = 0; i < count && !w->wrong; i++) {
		placed_role is = placed_role_of(t->is, keys[i]);
		reader_object o = reader_get(w->pdf, t->from, keys[i]);
		if (is == LEFT_OUT || is == SPACES || o == READER_NONE ||
		    (stream && is_of_stream(keys[i])))
			continue;
		put_value(w, t->object, written_name(w, keys[i]), o, is);
	}
	if (t->is == RESOURCES) {
		placed_value v = {0};
		add_spaces(w, &v, reader_get(w->pdf, t->from, "ColorSpace"));
		put(w, t->object, "/ColorSpace", v.text);
	}
	put_resources(w, t);
	if (stream && !w->wrong)
		take_data(w, t->object, t->from, t->is);
	if (t->is == FONT && !w->wrong)
		w->wrong = placed_font_mend(w->arena, w->pdf, t->from, w->file, t->object);
}

static void make_objects(placed_walk *w)
{
	for (size_t i = 0; i < w->count && !w->wrong; i++)
		make_object(w, &(task){w->tasks[i].object, w->tasks[i].from, w->tasks[i].is});
}

/* --- the page ------------------------------------------------------------------------------- */

static bool read_box(placed_walk *w, reader_object page, const char *key, double box[4])
{
	reader_object array = reader_get(w->pdf, page, key);
	for (size_t i = 0; i < 4; i++)
		if (!reader_number(w->pdf, reader_item(w->pdf, array, i), &box[i]))
			return false;
	for (size_t i = 0; i < 2; i++)
		if (box[i] > box[i + 2]) {
			double other = box[i];
			box[i] = box[i + 2];
			box[i + 2] = other;
		}
	return true;
}

/* The part of the page that is shown. */
static void read_boxes(placed_walk *w, reader_object page, placed_form *result)
{
	double box[4], crop[4];
	if (!read_box(w, page, "MediaBox", box)) {
		w->wrong = "its page has no size";
		return;
	}
	if (read_box(w, page, "CropBox", crop))
		for (size_t i = 0; i < 4; i++)
			box[i] = (i < 2) == (crop[i] > box[i]) ? crop[i] : box[i];
	double turned = 0;
	*result = (placed_form){.left = box[0], .bottom = box[1], .right = box[2], .top = box[3]};
	if (!reader_number(w->pdf, reader_get(w->pdf, page, "UserUnit"), &result->unit))
		result->unit = 1;
	reader_number(w->pdf, reader_get(w->pdf, page, "Rotate"), &turned);
	result->turns = turned > -1e6 && turned < 1e6 ? ((int)turned / 90 % 4 + 4) % 4 : 0;
	double width = (box[2] - box[0]) * result->unit, height = (box[3] - box[1]) * result->unit;
	if (!(width > SIDE_LEAST && width < SIDE_MOST && height > SIDE_LEAST && height < SIDE_MOST))
		w->wrong = "its page has no size, or is too large";
}

/* What a page's content is in: a stream, or an array of them. */
static void read_content(placed_walk *w, reader_object page, placed_object *form)
{
	reader_object contents = reader_get(w->pdf, page, "Contents");
	size_t count = reader_count(w->pdf, contents);
	placed_value all = {0};
	if (reader_kind_of(w->pdf, contents) == READER_STREAM) {
		take_content(w, form, contents);
		return;
	}
	for (size_t i = 0; i < count && !w->wrong; i++) {
		reader_bytes bytes = {0};
		if (reader_stream(w->pdf, w->arena, reader_item(w->pdf, contents, i), CONTENT_MOST,
				  &bytes) != READER_OK)
			w->wrong = "its content is damaged";
		add_bytes(w, &all, bytes.data ? bytes.data : "", bytes.length);
		add(w, &all, "\n");
	}
	placed_content content = {.data = ""};
	if (!w->wrong && all.text)
		w->wrong = placed_content_read(w->arena, all.text, all.length, &content);
	w->file->uses_cmyk |= content.uses_cmyk;
	form->plain = true;
	form->data = content.data;
	form->length = content.length;
}

/* Are there annotations that show something? (Links do not, and a pop-up is part of a note.) */
static bool has_notes(placed_walk *w, reader_object page)
{
	reader_object all = reader_get(w->pdf, page, "Annots");
	for (size_t i = 0; i < reader_count(w->pdf, all); i++) {
		reader_object note = reader_item(w->pdf, all, i);
		if (!is_subtype(w, note, "Link") && !is_subtype(w, note, "Popup") &&
		    reader_get(w->pdf, note, "AP") != READER_NONE)
			return true;
	}
	return false;
}

/* A layer that is switched off can't be left out here: its content is mixed with the rest. */
static bool hides_layers(placed_walk *w)
{
	reader_object layers = reader_get(w->pdf, reader_catalog(w->pdf), "OCProperties"),
		      shown = reader_get(w->pdf, layers, "D");
	const char *base = reader_name(w->pdf, reader_get(w->pdf, shown, "BaseState"));
	return reader_count(w->pdf, reader_get(w->pdf, shown, "OFF")) > 0 ||
	       (base && strcmp(base, "OFF") == 0);
}

static void read_page(placed_walk *w, reader_object page, placed_form *result)
{
	placed_object *form = ARENA_NEW(w->arena, placed_object);
	reader_object group = reader_get(w->pdf, page, "Group");
	read_boxes(w, page, result);
	if (!w->wrong && hides_layers(w))
		w->wrong = "it has layers that are switched off; export it without layers";
	if (w->wrong)
		return;
	w->resources = reader_get(w->pdf, page, "Resources");
	result->has_notes = has_notes(w, page);
	result->file = w->file;
	result->object = w->file->count;
	*ARENA_APPEND(w->arena, w->file->objects, w->file->count, w->file->capacity) = form;
	form->is_stream = true;
	if (group != READER_NONE)
		put_value(w, form, "/Group", group, GROUP);
	if (w->resources == READER_NONE)
		put(w, form, "/Resources", "<<>>");
	else
		put_value(w, form, "/Resources", w->resources, RESOURCES);
	read_content(w, page, form);
	make_objects(w);
}

const char *placed_form_read(arena *a, placed_file *f, size_t page, placed_form *result)
{
	placed_walk w = {.arena = a, .file = f};
	w.pdf = reader_read(a, (reader_bytes){f->data, f->length}, &w.wrong);
	if (!w.pdf)
		return w.wrong;
	size_t count = reader_pages(w.pdf);
	if (page < 1 || page > count)
		w.wrong = count == 0   ? "it has no pages"
			  : count == 1 ? "it has only one page; take out `page`"
				       : arena_print(a, "it has only %zu pages; name one of them",
						     count);
	else
		read_page(&w, reader_page(w.pdf, page - 1), result);
	reader_close(w.pdf);
	return w.wrong;
}
