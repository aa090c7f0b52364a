/* pdf_object: short names over libharu's objects. Only libharu's low level is used: its high level
 * truncates boxes, knows no UTF-8 and writes what the standards forbid. What libharu would write
 * wrongly (reals, names with spaces, compressed streams) bypasses it as exact text: each dictionary
 * has a write_fn that libharu calls before it closes the dictionary. */
#include "pdf/pdf_file.h"

#include "base/arena.h"
#include "base/report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- bytes under way ------------------------------------------------------------------------ */

void pdf_buffer_free(pdf_buffer *b)
{
	free(b->data);
	*b = (pdf_buffer){0};
}

void pdf_buffer_grow(pdf_buffer *b, size_t more)
{
	size_t wanted = b->length + more;
	b->capacity = wanted < 64 ? 64 : wanted + wanted / 2;
	b->data = realloc(b->data, b->capacity);
	if (!b->data)
		report_die(1, "out of memory");
}

void pdf_append_text(pdf_buffer *b, const char *text)
{
	pdf_append(b, text, strlen(text));
}

/* Most of what is printed is short, and fits at the first attempt. */
static void append_print(pdf_buffer *b, const char *format, va_list arguments)
{
	enum { USUAL = 64 };
	va_list again;
	va_copy(again, arguments);
	int size = vsnprintf(pdf_buffer_room(b, USUAL), USUAL, format, arguments);
	if (size >= USUAL)
		vsnprintf(pdf_buffer_room(b, (size_t)size + 1), (size_t)size + 1, format, again);
	if (size > 0)
		b->length += (size_t)size;
	va_end(again);
}

void pdf_append_print(pdf_buffer *b, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	append_print(b, format, arguments);
	va_end(arguments);
}

void pdf_append_number(pdf_buffer *b, int64_t value)
{
	char digits[24];
	char *end = digits + sizeof digits, *p = end;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--p = '-';
	pdf_append(b, p, (size_t)(end - p));
}

void pdf_append_fraction(pdf_buffer *b, int64_t value, int digits)
{
	char text[32];
	char *end = text + sizeof text, *p = end;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	for (; digits > 0; digits--, rest /= 10)
		if (p != end || rest % 10) /* no trailing zeros */
			*--p = (char)('0' + rest % 10);
	if (p != end)
		*--p = '.';
	if (rest || p == end)
		do
			*--p = (char)('0' + rest % 10);
		while (rest /= 10);
	if (value < 0)
		*--p = '-';
	pdf_append(b, p, (size_t)(end - p));
}

void pdf_append_real(pdf_buffer *b, double value, int digits)
{
	static const double powers[] = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6};
	const double most = 1e9, bound = isfinite(value) ? fmax(-most, fmin(most, value)) : 0;
	pdf_append_fraction(b, llround(bound * powers[digits]), digits);
	pdf_append(b, " ", 1);
}

/* The nearest decimal with so many digits, without a leading zero: ".5" saves a byte in each
 * number. */
void pdf_append_length(pdf_buffer *b, length value, int digits)
{
	length unit = 1;
	for (int i = 0; i < digits; i++)
		unit *= 10;
	pdf_append_fraction(b, length_scale(value, unit, LENGTH_PT), digits);
}

static bool regular(unsigned char c)
{
	return c > ' ' && c < 0x7f && !strchr("#%/()<>[]{}", c);
}

void pdf_append_name(pdf_buffer *b, const char *name)
{
	pdf_append(b, "/", 1);
	for (const unsigned char *c = (const unsigned char *)name; *c; c++)
		if (regular(*c))
			pdf_append(b, c, 1);
		else
			pdf_append_print(b, "#%02X", *c);
}

void pdf_append_hex(pdf_buffer *b, const void *bytes, size_t size)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = pdf_buffer_room(b, 2 * size + 2);
	*p++ = '<';
	for (size_t i = 0; i < size; i++) {
		unsigned char c = ((const unsigned char *)bytes)[i];
		*p++ = digits[c >> 4];
		*p++ = digits[c & 15];
	}
	*p = '>';
	b->length += 2 * size + 2;
}

/* Is it text that has ASCII's codes in PDFDocEncoding? */
static bool plain(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		if ((*c < ' ' && *c != '\n' && *c != '\t' && *c != '\r') || *c > '~')
			return false;
	return true;
}

/* The character at *text, which advances; the manuscript's reader has made sure that it is valid
 * UTF-8. */
static uint32_t next_character(const unsigned char **text)
{
	const unsigned char *p = *text;
	int more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;
	uint32_t character = more ? *p & (0x3fu >> more) : *p;
	for (p++; more > 0 && (*p & 0xc0) == 0x80; more--, p++)
		character = character << 6 | (*p & 0x3f);
	*text = p;
	return character;
}

/* PDF/A-2 and 3 allow 32,767 bytes in a string; a longer description is cut at a character. */
#define STRING_MOST 32767

/* UTF-16BE with its byte order mark, in a new buffer. */
static pdf_buffer utf16(const char *text)
{
	pdf_buffer b = {0};
	pdf_append(&b, "\xfe\xff", 2);
	for (const unsigned char *p = (const unsigned char *)text;
	     *p && b.length + 4 <= STRING_MOST;) {
		uint32_t c = next_character(&p);
		if (c >= 0x10000) {
			uint32_t high = 0xd800 + ((c - 0x10000) >> 10),
				 low = 0xdc00 + ((c - 0x10000) & 0x3ff);
			pdf_append(&b,
				   (char[]){(char)(high >> 8), (char)high, (char)(low >> 8),
					    (char)low},
				   4);
		} else {
			pdf_append(&b, (char[]){(char)(c >> 8), (char)c}, 2);
		}
	}
	return b;
}

void pdf_append_string(pdf_buffer *b, const char *utf8)
{
	if (!plain(utf8)) {
		pdf_buffer wide = utf16(utf8);
		pdf_append_hex(b, wide.data, wide.length);
		pdf_buffer_free(&wide);
		return;
	}
	pdf_append(b, "(", 1);
	for (size_t i = 0; utf8[i] && i < STRING_MOST; i++) {
		if (utf8[i] == '\r') {
			pdf_append(b, "\\r", 2);
			continue;
		}
		if (strchr("()\\", utf8[i]))
			pdf_append(b, "\\", 1);
		pdf_append(b, utf8 + i, 1);
	}
	pdf_append(b, ")", 1);
}

void pdf_append_reference(pdf_buffer *b, const pdf_dict *object)
{
	pdf_append_number(b, pdf_number_of(object));
	pdf_append(b, " 0 R", 4);
}

/* --- documents and objects ------------------------------------------------------------------ */

static void *allocate(HPDF_UINT size)
{
	void *memory = malloc(size ? size : 1);
	if (!memory)
		report_die(1, "out of memory");
	return memory;
}

/* libharu calls this before it closes a dictionary: what it cannot write itself goes directly to
 * its stream's target. */
static HPDF_STATUS write_extra(HPDF_Dict dict, HPDF_Stream stream)
{
	const pdf_extra *extra = dict->attr;
	pdf_buffer *text = &extra->file->value;
	HPDF_STATUS status = extra->libharu ? extra->libharu(dict, stream) : HPDF_OK;
	pdf_append(text, extra->exact.data, extra->exact.length);
	if (extra->raw)
		extra->raw(text, extra->context);
	if (extra->stream) {
		if (extra->body->filter)
			pdf_append_print(text, "/Filter /%s\n", extra->body->filter);
		pdf_append_text(text, "/Length ");
		pdf_append_number(text, (int64_t)extra->body->length);
		pdf_append(text, "\n", 1);
	}
	return status;
}

static pdf_extra *extend(pdf_file *f, HPDF_Dict dict)
{
	pdf_extra *extra = ARENA_NEW(f->arena, pdf_extra);
	extra->file = f;
	extra->libharu = dict->write_fn;
	dict->write_fn = write_extra;
	dict->before_write_fn = NULL;
	dict->attr = extra;
	*(pdf_extra **)ARENA_APPEND(f->arena, f->extras, f->extra_count, f->extra_capacity) = extra;
	return extra;
}

static pdf_extra *extra_of(const pdf_dict *d)
{
	return d->attr;
}

/* Number an object in libharu's table, whose list would otherwise grow by a fixed step. */
static void number(pdf_file *f, void *object)
{
	HPDF_List entries = f->document->xref->entries;
	if (entries->count >= entries->items_per_block)
		entries->items_per_block = 2 * entries->count;
	HPDF_Xref_Add(f->document->xref, object);
}

pdf_file *pdf_file_new(arena *a, int version)
{
	pdf_file *f = ARENA_NEW(a, pdf_file);
	f->arena = a;
	f->version = version;
	/* no memory pool: it misaligns */
	f->document = HPDF_NewEx(NULL, allocate, free, 0, NULL);
	if (!f->document)
		report_die(1, "libharu can't begin a document");
	if (!f->document->info) {
		f->document->info = HPDF_Dict_New(f->document->mmgr);
		number(f, f->document->info);
	}
	HPDF_Dict_RemoveElement(f->document->info, "Producer"); /* libharu names itself */
	extend(f, f->document->catalog);
	extend(f, f->document->info);
	extend(f, f->document->root_pages);
	return f;
}

void pdf_file_free(pdf_file *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->extra_count; i++)
		pdf_buffer_free(&f->extras[i]->exact);
	HPDF_Free(f->document);
}

pdf_dict *pdf_catalog(pdf_file *f)
{
	return f->document->catalog;
}

pdf_dict *pdf_information(pdf_file *f)
{
	return f->document->info;
}

pdf_dict *pdf_page_root(pdf_file *f)
{
	return f->document->root_pages;
}

pdf_dict *pdf_dict_new(pdf_file *f)
{
	HPDF_Dict dict = HPDF_Dict_New(f->document->mmgr);
	number(f, dict);
	extend(f, dict);
	return dict;
}

pdf_dict *pdf_stream_new(pdf_file *f, const pdf_bytes *body)
{
	pdf_dict *dict = pdf_dict_new(f);
	extra_of(dict)->stream = true;
	extra_of(dict)->body = body;
	extra_of(dict)->late = !body;
	return dict;
}

void pdf_stream_set(pdf_dict *stream, const pdf_bytes *body)
{
	extra_of(stream)->body = body;
}

const pdf_bytes *pdf_bytes_keep(pdf_file *f, const void *data, size_t size)
{
	pdf_bytes *bytes = ARENA_NEW(f->arena, pdf_bytes);
	*bytes = (pdf_bytes){
		.data = arena_copy(f->arena, data, size), .length = size, .plain = size};
	return bytes;
}

pdf_dict *pdf_raw_new(pdf_file *f, pdf_raw_fn *write, const void *context)
{
	pdf_dict *dict = pdf_dict_new(f);
	extra_of(dict)->raw = write;
	extra_of(dict)->context = context;
	return dict;
}

unsigned pdf_number_of(const pdf_dict *object)
{
	return object->header.obj_id & 0x00ffffff;
}

/* --- entries -------------------------------------------------------------------------------- */

/* libharu takes names of up to 127 bytes, and does not escape spaces and non-ASCII bytes. */
static bool fits_libharu(const char *name)
{
	size_t i = 0;
	while (name[i] && regular((unsigned char)name[i]))
		i++;
	return !name[i] && i < 127;
}

void pdf_put_name(pdf_dict *d, const char *key, const char *name)
{
	if (fits_libharu(name)) {
		HPDF_Dict_AddName(d, key, name);
		return;
	}
	pdf_buffer b = {0};
	pdf_append_name(&b, name);
	pdf_put_buffer(d, key, &b);
	pdf_buffer_free(&b);
}

void pdf_put_number(pdf_dict *d, const char *key, int32_t value)
{
	HPDF_Dict_AddNumber(d, key, value);
}

void pdf_put_boolean(pdf_dict *d, const char *key, bool value)
{
	HPDF_Dict_AddBoolean(d, key, value ? HPDF_TRUE : HPDF_FALSE);
}

/* A text string as libharu's object: its String where ASCII, its Binary else. */
static void *text_object(HPDF_MMgr mmgr, const char *utf8)
{
	if (plain(utf8) && strlen(utf8) <= STRING_MOST)
		return HPDF_String_New(mmgr, utf8, NULL);
	pdf_buffer wide = utf16(utf8);
	void *object = HPDF_Binary_New(mmgr, (HPDF_BYTE *)wide.data, (HPDF_UINT)wide.length);
	pdf_buffer_free(&wide);
	return object;
}

void pdf_put_text(pdf_dict *d, const char *key, const char *utf8)
{
	HPDF_Dict_Add(d, key, text_object(d->mmgr, utf8));
}

void pdf_put_bytes(pdf_dict *d, const char *key, const void *bytes, size_t size)
{
	pdf_buffer copy = {0}; /* libharu's parameter is not const */
	pdf_append(&copy, bytes, size);
	HPDF_Dict_Add(d, key, HPDF_Binary_New(d->mmgr, (HPDF_BYTE *)copy.data, (HPDF_UINT)size));
	pdf_buffer_free(&copy);
}

void pdf_put(pdf_dict *d, const char *key, pdf_dict *indirect)
{
	HPDF_Dict_Add(d, key, indirect);
}

void pdf_put_exact(pdf_dict *d, const char *key, const char *format, ...)
{
	pdf_buffer *exact = &extra_of(d)->exact;
	pdf_append_print(exact, "/%s ", key);
	va_list arguments;
	va_start(arguments, format);
	append_print(exact, format, arguments);
	va_end(arguments);
	pdf_append(exact, "\n", 1);
}

void pdf_put_buffer(pdf_dict *d, const char *key, const pdf_buffer *value)
{
	pdf_buffer *exact = &extra_of(d)->exact;
	pdf_append_print(exact, "/%s ", key);
	pdf_append(exact, value->data, value->length);
	pdf_append(exact, "\n", 1);
}

pdf_dict *pdf_put_dict(pdf_dict *d, const char *key)
{
	HPDF_Dict child = HPDF_Dict_New(d->mmgr);
	extend(extra_of(d)->file, child);
	HPDF_Dict_Add(d, key, child);
	return child;
}

pdf_array *pdf_put_array(pdf_dict *d, const char *key)
{
	HPDF_Array child = HPDF_Array_New(d->mmgr);
	HPDF_Dict_Add(d, key, child);
	return child;
}

void pdf_add(pdf_array *list, pdf_dict *indirect)
{
	HPDF_Array_Add(list, indirect);
}
