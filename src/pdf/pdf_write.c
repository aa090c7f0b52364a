/* pdf_write: a pdf_file to bytes: streams as objects of their own, all else packed into object
 * streams, and a cross-reference stream at the end (ISO 32000-1, 7.5.7 and 7.5.8). Objects are
 * written in the order of their numbers, so equal documents are equal bytes. libharu writes each
 * object's value into a buffer; this file decides where it goes. */
#include "pdf/pdf_write.h"
#include "pdf/pdf_file.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/report.h"
#include "base/shelf.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_digest.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* objects in an object stream, which readers unpack as a whole */
	PACK_MOST = 200,
	FLUSH_AT = 1 << 16,
	AT_ONCE = 1 << 20,
	RESTED_LEAST = 16 << 10
};

/* Where an object is: kind 1 at an offset, kind 2 in an object stream at an index. */
typedef struct entry {
	uint8_t kind;
	uint64_t where;
	uint32_t index;
} entry;

typedef struct pdf_out {
	file_output *file;
	HPDF_Stream stream; /* libharu writes through it into the file's `value` */
	pdf_buffer pending; /* bytes for the file */
	uint64_t offset;    /* in the file, pending ones included */
	pdf_digest digest;
	unsigned char identity[PDF_DIGEST_SIZE];
	entry *entries;
	size_t count; /* objects, and the next free number */
	size_t capacity;
	pdf_buffer heads, bodies; /* of the object stream under way */
	size_t packed[PACK_MOST]; /* its objects' numbers */
	size_t packed_count;
	struct libdeflate_compressor *compressor;
} pdf_out;

static HPDF_STATUS take(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
	pdf_append(stream->attr, bytes, size);
	return HPDF_OK;
}

static void flush(pdf_out *o)
{
	file_write(o->file, o->pending.data, o->pending.length);
	o->pending.length = 0;
}

static void emit(pdf_out *o, const void *bytes, size_t size)
{
	o->offset += size;
	if (size >= FLUSH_AT) {
		flush(o);
		file_write(o->file, bytes, size);
		return;
	}
	pdf_append(&o->pending, bytes, size);
	if (o->pending.length >= FLUSH_AT)
		flush(o);
}

/* What is on a shelf is read piece by piece. */
static void emit_large(pdf_out *o, const char *bytes, size_t size)
{
	for (size_t part; size; size -= part, bytes += part) {
		part = size < AT_ONCE ? size : AT_ONCE;
		emit(o, bytes, part);
		if (part >= RESTED_LEAST)
			arena_rest(bytes, part);
	}
}

static void emit_text(pdf_out *o, const char *text)
{
	emit(o, text, strlen(text));
}

static void emit_head(pdf_out *o, size_t number)
{
	char head[32];
	o->entries[number] = (entry){.kind = 1, .where = o->offset};
	emit(o, head, (size_t)snprintf(head, sizeof head, "%zu 0 obj\n", number));
}

/* An object stream or the cross-reference stream: its dictionary's entries and its data,
 * compressed. */
static void emit_own_stream(pdf_out *o, size_t number, const char *entries, const pdf_buffer *data)
{
	size_t bound = libdeflate_zlib_compress_bound(o->compressor, data->length);
	pdf_buffer text = {0};
	char *body = malloc(bound);
	if (!body)
		report_die(1, "out of memory");
	size_t size =
		libdeflate_zlib_compress(o->compressor, data->data, data->length, body, bound);
	emit_head(o, number);
	pdf_append_print(&text, "<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", entries, size);
	emit(o, text.data, text.length);
	emit(o, body, size);
	emit_text(o, "\nendstream\nendobj\n");
	pdf_buffer_free(&text);
	free(body);
}

/* The next number after the last: object streams come after the objects that libharu numbered. */
static size_t new_number(pdf_out *o, arena *a)
{
	o->entries =
		arena_grow(a, o->entries, o->count, &o->capacity, o->count + 1, sizeof *o->entries);
	return o->count++;
}

static void end_pack(pdf_out *o, arena *a)
{
	if (!o->packed_count)
		return;
	size_t number = new_number(o, a), first = o->heads.length;
	for (size_t i = 0; i < o->packed_count; i++)
		o->entries[o->packed[i]].where = number;
	char entries[96];
	snprintf(entries, sizeof entries, "/Type/ObjStm/N %zu/First %zu", o->packed_count, first);
	pdf_append(&o->heads, o->bodies.data, o->bodies.length);
	emit_own_stream(o, number, entries, &o->heads);
	o->heads.length = o->bodies.length = o->packed_count = 0;
}

static void pack(pdf_out *o, arena *a, size_t number, const pdf_buffer *value)
{
	pdf_append_number(&o->heads, (int64_t)number);
	pdf_append(&o->heads, " ", 1);
	pdf_append_number(&o->heads, (int64_t)o->bodies.length);
	pdf_append(&o->heads, " ", 1);
	pdf_append(&o->bodies, value->data, value->length);
	pdf_append(&o->bodies, "\n", 1);
	o->entries[number] = (entry){.kind = 2, .index = (uint32_t)o->packed_count};
	o->packed[o->packed_count++] = number;
	if (o->packed_count == PACK_MOST)
		end_pack(o, a);
}

static void emit_stream(pdf_out *o, size_t number, const pdf_buffer *value, const pdf_bytes *body)
{
	emit_head(o, number);
	emit(o, value->data, value->length);
	emit_text(o, "\nstream\n");
	if (!body->pieces)
		emit_large(o, body->data, body->length);
	for (const pdf_piece *p = body->pieces; p; p = p->next)
		emit_large(o, p->data, p->length);
	emit_text(o, "\nendstream\nendobj\n");
}

/* The extra of an object that is a stream, or NULL. */
static const pdf_extra *stream_extra(const void *object)
{
	const HPDF_Dict_Rec *dict = object;
	if ((dict->header.obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT)
		return NULL;
	const pdf_extra *extra = dict->attr;
	return extra && extra->stream ? extra : NULL;
}

static void write_value(pdf_file *f, void *object)
{
	f->value.length = 0;
	HPDF_Obj_WriteValue(object, f->out->stream, NULL);
}

static void digest_body(pdf_out *o, const pdf_bytes *body)
{
	uint32_t check = body->pieces ? 0 : shelf_check(0, body->data, body->length);
	for (const pdf_piece *p = body->pieces; p; p = p->next)
		check = shelf_check(check, p->data, p->length);
	pdf_digest_add(&o->digest,
		       &(unsigned char[4]){(unsigned char)check, (unsigned char)(check >> 8),
					   (unsigned char)(check >> 16),
					   (unsigned char)(check >> 24)},
		       4);
}

/* PDF/A-4 has no document information: XMP says it all. libharu made the object. */
static bool is_left_out(const pdf_file *f, const void *object)
{
	return f->version >= PDF_2 && object == f->document->info;
}

static void write_object(pdf_file *f, size_t number, void *object)
{
	pdf_out *o = f->out;
	const pdf_extra *extra = stream_extra(object);
	if ((extra && extra->late) || is_left_out(f, object))
		return;
	write_value(f, object);
	pdf_digest_add(&o->digest, f->value.data, f->value.length);
	if (extra) {
		digest_body(o, extra->body);
		emit_stream(o, number, &f->value, extra->body);
	} else {
		pack(o, f->arena, number, &f->value);
	}
}

static pdf_out *begin(pdf_file *f, file_output *file)
{
	pdf_out *o = ARENA_NEW(f->arena, pdf_out);
	o->file = file;
	o->stream = HPDF_CallbackWriter_New(f->document->mmgr, take, &f->value);
	o->compressor = libdeflate_alloc_compressor(PDF_DEFLATE_LEVEL);
	if (!o->stream || !o->compressor)
		report_die(1, "out of memory");
	o->count = f->document->xref->entries->count;
	o->capacity = o->count;
	o->entries = ARENA_ARRAY(f->arena, o->count, entry);
	pdf_digest_begin(&o->digest);
	return o;
}

void pdf_file_write(pdf_file *f, file_output *out, unsigned char identity[16])
{
	pdf_out *o = f->out = begin(f, out);
	char header[32];
	snprintf(header, sizeof header, "%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n", f->version / 10,
		 f->version % 10);
	emit_text(o, header);
	size_t objects = o->count;
	for (size_t i = 1; i < objects; i++) {
		HPDF_XrefEntry item = HPDF_Xref_GetEntry(f->document->xref, (HPDF_UINT)i);
		write_object(f, i, item->obj);
	}
	end_pack(o, f->arena);
	pdf_digest_end(&o->digest, o->identity);
	memcpy(identity, o->identity, sizeof o->identity);
}

static void write_late(pdf_file *f)
{
	size_t objects = f->document->xref->entries->count;
	for (size_t i = 1; i < objects; i++) {
		void *object = HPDF_Xref_GetEntry(f->document->xref, (HPDF_UINT)i)->obj;
		const pdf_extra *extra = stream_extra(object);
		if (!extra || !extra->late)
			continue;
		write_value(f, object);
		emit_stream(f->out, i, &f->value, extra->body);
	}
}

static int bytes_for(uint64_t value)
{
	int bytes = 1;
	while (value >>= 8)
		bytes++;
	return bytes;
}

/* Rows of kind, place and index, each row as its difference from the one above (PNG's Up): offsets
 * compress to half. */
static void table_rows(const pdf_out *o, int width, pdf_buffer *rows)
{
	unsigned char above[16] = {0};
	for (size_t i = 0; i < o->count; i++) {
		unsigned char row[16], size = (unsigned char)(width + 3);
		row[0] = o->entries[i].kind;
		for (int k = 0; k < width; k++)
			row[1 + k] = (unsigned char)(o->entries[i].where >> (8 * (width - 1 - k)));
		row[width + 1] = (unsigned char)(o->entries[i].index >> 8);
		row[width + 2] = (unsigned char)o->entries[i].index;
		pdf_append(rows, "\2", 1);
		for (int k = 0; k < size; k++) {
			unsigned char difference = (unsigned char)(row[k] - above[k]);
			pdf_append(rows, &difference, 1);
		}
		memcpy(above, row, size);
	}
}

static void write_table(pdf_file *f)
{
	pdf_out *o = f->out;
	size_t number = new_number(o, f->arena);
	uint64_t start = o->offset;
	int width = bytes_for(start);
	o->entries[0] = (entry){.index = 65535};
	o->entries[number] = (entry){.kind = 1, .where = start};
	pdf_buffer rows = {0}, entries = {0};
	table_rows(o, width, &rows);
	pdf_append_print(&entries,
			 "/Type/XRef/Size %zu/W[1 %d 2]/DecodeParms<</Predictor 12/Columns "
			 "%d>>/Root %u 0 R",
			 o->count, width, width + 3, pdf_number_of(f->document->catalog));
	if (!is_left_out(f, f->document->info))
		pdf_append_print(&entries, "/Info %u 0 R", pdf_number_of(f->document->info));
	pdf_append_text(&entries, "/ID[");
	pdf_append_hex(&entries, o->identity, sizeof o->identity);
	pdf_append_hex(&entries, o->identity, sizeof o->identity);
	pdf_append(&entries, "]", 2);
	emit_own_stream(o, number, entries.data, &rows);
	char tail[64];
	snprintf(tail, sizeof tail, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
	emit_text(o, tail);
	pdf_buffer_free(&rows);
	pdf_buffer_free(&entries);
}

const char *pdf_file_finish(pdf_file *f)
{
	pdf_out *o = f->out;
	write_late(f);
	write_table(f);
	flush(o);
	HPDF_Stream_Free(o->stream);
	libdeflate_free_compressor(o->compressor);
	pdf_buffer_free(&f->value);
	pdf_buffer_free(&o->pending);
	pdf_buffer_free(&o->heads);
	pdf_buffer_free(&o->bodies);
	f->out = NULL;
	const HPDF_Error_Rec *error = &f->document->error;
	return error->error_no == HPDF_OK
		       ? NULL
		       : arena_print(f->arena, "libharu refused an object (error %#lx)",
				     (unsigned long)error->error_no);
}
