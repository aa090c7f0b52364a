/* pdf_page_form: see pdf_page_form.h. An object is made when it is first referred to, and filled in
 * its turn, so that circles of references end. */
#include "pdf/pdf_page_form.h"

#include "base/arena.h"
#include "pdf/pdf_deflate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Text that stands for a dictionary's entries. */
typedef struct entry_text {
	const char *text;
	size_t length;
} entry_text;

/* The objects that were made of a file's. */
typedef struct written_file {
	const placed_file *file;
	pdf_dict **objects;       /* at turn number `turn`; NULL: not asked for */
	entry_text *texts;        /* of those that are dictionaries */
	const pdf_bytes **packed; /* of streams that were not compressed, for all turns */
	unsigned turn;
} written_file;

/* A spot ink in the edition at hand, written out. */
typedef struct written_spot {
	const char *name, *text;
} written_spot;

struct pdf_page_forms {
	arena *arena;
	written_file *files;
	size_t count, capacity;
	written_spot *spots; /* of turn number `turn` */
	size_t spot_count, spot_capacity;
	unsigned turn;
};

/* The file under way. */
typedef struct form_writer {
	pdf_page_forms *forms;
	pdf_file *file;
	written_file *of;
	const pdf_page_spaces *spaces;
	size_t *waiting; /* objects that are to be filled */
	size_t count, capacity;
} form_writer;

pdf_page_forms *pdf_page_forms_new(arena *a)
{
	pdf_page_forms *p = ARENA_NEW(a, pdf_page_forms);
	p->arena = a;
	return p;
}

static written_file *file_of(pdf_page_forms *p, const placed_file *file, unsigned turn)
{
	size_t n = 0;
	while (n < p->count && p->files[n].file != file)
		n++;
	if (n == p->count)
		*ARENA_APPEND(p->arena, p->files, p->count, p->capacity) = (written_file){
			.file = file,
			.packed = ARENA_ARRAY(p->arena, file->count, const pdf_bytes *)};
	written_file *found = &p->files[n];
	if (found->turn != turn) {
		found->turn = turn;
		found->objects = ARENA_ARRAY(p->arena, file->count, pdf_dict *);
		found->texts = ARENA_ARRAY(p->arena, file->count, entry_text);
	}
	return found;
}

static void write_entries(pdf_buffer *out, const void *context)
{
	const entry_text *e = context;
	pdf_append(out, e->text, e->length);
}

/* A stream's bytes as they go into the file. How they are packed is said by the object's own
 * entries, where it was so before. */
static const pdf_bytes *bytes_of(form_writer *w, size_t index)
{
	const placed_object *o = w->of->file->objects[index];
	pdf_bytes *made = ARENA_NEW(w->forms->arena, pdf_bytes);
	if (w->of->packed[index])
		return w->of->packed[index];
	if (o->plain)
		*made = pdf_deflate(w->forms->arena, o->data, o->length, PDF_DEFLATE_LEVEL);
	else
		*made = (pdf_bytes){.data = o->data, .length = o->length, .plain = o->length};
	return w->of->packed[index] = made;
}

static pdf_dict *object_at(form_writer *w, size_t index)
{
	pdf_dict **at = &w->of->objects[index];
	if (*at)
		return *at;
	*ARENA_APPEND(w->forms->arena, w->waiting, w->count, w->capacity) = index;
	if (w->of->file->objects[index]->is_stream)
		return *at = pdf_stream_new(w->file, bytes_of(w, index));
	return *at = pdf_raw_new(w->file, write_entries, &w->of->texts[index]);
}

static void append_value(form_writer *w, pdf_buffer *out, const char *value);

/* One separation for each name, as PDF/A asks: the style's, or else that of the first page that has
 * one. */
static const char *spot_text(form_writer *w, const placed_spot *spot)
{
	pdf_page_forms *p = w->forms;
	pdf_buffer text = {0};
	for (size_t i = 0; i < p->spot_count; i++)
		if (strcmp(p->spots[i].name, spot->name) == 0)
			return p->spots[i].text;
	if (!pdf_append_spot(w->spaces->colors, w->file, &text, w->spaces->press, spot->name))
		append_value(w, &text, spot->value);
	const written_spot made = {spot->name,
				   text.length ? arena_copy(p->arena, text.data, text.length) : ""};
	pdf_buffer_free(&text);
	*ARENA_APPEND(p->arena, p->spots, p->spot_count, p->spot_capacity) = made;
	return made.text;
}

/* A value, with what the edition has for its marks. */
static void append_value(form_writer *w, pdf_buffer *out, const char *value)
{
	while (*value) {
		size_t plain = strcspn(value, "\1\2\3\4\5\6");
		pdf_append(out, value, plain);
		value += plain;
		switch (*value) {
		case PLACED_OBJECT: {
			char *end;
			size_t index = strtoul(value + 1, &end, 10);
			pdf_append_reference(out, object_at(w, index));
			value = end + 1;
			break;
		}
		case PLACED_SPOT: {
			char *end;
			size_t index = strtoul(value + 1, &end, 10);
			pdf_append_text(out, spot_text(w, &w->of->file->spots[index]));
			value = end + 1;
			break;
		}
		case PLACED_RGB:
			pdf_append_text(out, w->spaces->rgb);
			value++;
			break;
		case PLACED_CMYK:
			pdf_append_text(out, w->spaces->cmyk);
			value++;
			break;
		case PLACED_BLACK:
			pdf_append_text(out, w->spaces->black);
			value++;
			break;
		case PLACED_DEFAULTS:
			pdf_append_text(out, w->spaces->defaults);
			value++;
			break;
		}
	}
}

static void fill_stream(form_writer *w, pdf_dict *d, const placed_object *o)
{
	for (size_t i = 0; i < o->count; i++) {
		pdf_buffer value = {0};
		append_value(w, &value, o->entries[i].value);
		pdf_put_buffer(d, o->entries[i].key + 1, &value);
		pdf_buffer_free(&value);
	}
}

static void fill_dict(form_writer *w, entry_text *e, const placed_object *o)
{
	pdf_buffer all = {0};
	for (size_t i = 0; i < o->count; i++) {
		pdf_append_text(&all, o->entries[i].key);
		pdf_append_text(&all, " ");
		append_value(w, &all, o->entries[i].value);
		pdf_append_text(&all, "\n");
	}
	e->text = arena_copy(w->forms->arena, all.data, all.length);
	e->length = all.length;
	pdf_buffer_free(&all);
}

static void put_frame(pdf_dict *d, const placed_form *f)
{
	enum { DIGITS = 10 };
	const double scale = 1e10;
	double width = f->right - f->left, height = f->top - f->bottom;
	/* by quarters, clockwise: the page's own units to the unit square */
	const double ways[4][6] = {
		{1 / width, 0, 0, 1 / height, -f->left / width, -f->bottom / height},
		{0, -1 / width, 1 / height, 0, -f->bottom / height, f->right / width},
		{-1 / width, 0, 0, -1 / height, f->right / width, f->top / height},
		{0, 1 / width, -1 / height, 0, f->top / height, -f->left / width}};
	const double box[4] = {f->left, f->bottom, f->right, f->top};
	pdf_buffer text = {0};
	pdf_put_name(d, "Type", "XObject");
	pdf_put_name(d, "Subtype", "Form");
	pdf_append_text(&text, "[");
	for (int n = 0; n < 4; n++)
		pdf_append_real(&text, box[n], 4);
	pdf_append_text(&text, "]");
	pdf_put_buffer(d, "BBox", &text);
	text.length = 0;
	pdf_append_text(&text, "[");
	for (int n = 0; n < 6; n++) {
		pdf_append_fraction(&text, llround(ways[f->turns][n] * scale), DIGITS);
		pdf_append_text(&text, " ");
	}
	pdf_append_text(&text, "]");
	pdf_put_buffer(d, "Matrix", &text);
	pdf_buffer_free(&text);
}

pdf_dict *pdf_page_form_write(pdf_page_forms *p, pdf_file *f, unsigned turn,
			      const placed_form *form, const pdf_page_spaces *spaces)
{
	form_writer w = {p, f, file_of(p, form->file, turn), spaces, NULL, 0, 0};
	if (p->turn != turn)
		p->spot_count = 0;
	p->turn = turn;
	pdf_dict *result = object_at(&w, form->object);
	put_frame(result, form);
	for (size_t i = 0; i < w.count; i++) {
		const placed_object *o = form->file->objects[w.waiting[i]];
		if (o->is_stream)
			fill_stream(&w, w.of->objects[w.waiting[i]], o);
		else
			fill_dict(&w, &w.of->texts[w.waiting[i]], o);
	}
	return result;
}
