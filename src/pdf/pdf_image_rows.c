/* pdf_image_rows: see pdf_image_rows.h. A picture of a few megabytes is packed as a whole. The rows
 * of a larger one are gathered in strips, each of which becomes a task as soon as it is full:
 * strips are converted and compressed while the next ones are decoded. The compressed strips are
 * one zlib stream (RFC 1950): each ends at a byte (Z_SYNC_FLUSH), and their sums are combined. The
 * strips do not depend on how many tasks are done at a time, and so neither do the bytes. */
#include "pdf/pdf_image_rows.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "base/shelf.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_image_data.h"
#include "pdf/pdf_image_shrink.h"
#include "pdf/pdf_runs.h"

#include <libdeflate.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

/* ALIKE: of so many strips the first decides how all are packed. */
enum { WHOLE_BYTES = 4 << 20, STRIP_BYTES = 512 << 10, STRIPS = 6, ALIKE = 8, CMYK = 4 };

typedef struct packer packer;

typedef struct rows_strip {
	const packer *packer;
	size_t filled;      /* rows */
	uint8_t *from, *to; /* before and after conversion, which may be one */
	uint8_t *predicted;
	pdf_image_method method;
	bool is_converted, is_last;
	pdf_buffer packed;
	size_t plain; /* bytes that were packed */
	uLong sum;    /* Adler-32 of them */
	int ink;
	parallel_task task;
} rows_strip;

/* The components of a picture, or its alpha. Strips are filled, made and collected in turn. */
struct packer {
	arena *arena; /* the result's */
	pdf_image_way way;
	size_t width, from_stride, stride;
	size_t room; /* rows of a strip */
	bool is_whole;
	rows_strip strips[STRIPS];
	size_t begun, collected; /* strips; the next to be filled is number `begun` */
	pdf_image_method method;
	shelf *packed; /* what has been */
	size_t plain;  /* bytes of it before */
	uLong sum;
	int ink;
};

static void begin(packer *p, arena *a, arena *scratch, const pdf_image_way *way, int components)
{
	*p = (packer){.arena = a, .way = *way, .width = way->width, .sum = adler32(0, NULL, 0)};
	p->from_stride = p->width * (size_t)components;
	p->stride = p->width * (size_t)way->components;
	p->is_whole = p->stride * way->height <= WHOLE_BYTES;
	p->packed = p->is_whole ? NULL : shelf_new(scratch);
	p->room = p->is_whole ? way->height : STRIP_BYTES / p->stride + 1;
	for (size_t n = 0; n < (p->is_whole ? 1 : STRIPS); n++) {
		rows_strip *s = &p->strips[n];
		s->packer = p;
		s->from = arena_room(scratch, p->room, p->from_stride);
		s->to = way->by ? arena_room(scratch, p->room, p->stride) : s->from;
		s->predicted = p->is_whole ? NULL : arena_room(scratch, p->room, p->stride + 1);
	}
}

/* --- strips --------------------------------------------------------------------------------- */

/* The most ink of all plates together in pixels of CMYK, in per cent. */
static int most_ink(const uint8_t *cmyk, size_t count)
{
	int most = 0;

	for (size_t i = 0; i < count; i++, cmyk += CMYK) {
		const int all = cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
		most = all > most ? all : most;
	}
	return (most * 100 + 127) / 255;
}

static void convert(rows_strip *s)
{
	const packer *p = s->packer;
	const size_t pixels = s->filled * p->width;

	if (p->way.by)
		pdf_convert_row(p->way.by, s->from, s->to, pixels);
	for (size_t k = 0; p->way.grays && k < pixels; k++)
		s->to[k] = p->way.grays[s->to[k]];
	s->ink = p->way.components == CMYK ? most_ink(s->to, pixels) : 0;
	s->is_converted = true;
}

static void squeeze(rows_strip *s)
{
	z_stream z = {.next_in = s->predicted, .avail_in = (uInt)s->plain};

	if (deflateInit2(&z, PDF_DEFLATE_LEVEL, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		report_die(1, "out of memory");
	/* and some for the flush */
	const size_t room = deflateBound(&z, (uLong)s->plain) + 16;
	s->packed.length = 0;
	z.next_out = (uint8_t *)pdf_buffer_room(&s->packed, room);
	z.avail_out = (uInt)room;
	if (deflate(&z, s->is_last ? Z_FINISH : Z_SYNC_FLUSH) !=
		    (s->is_last ? Z_STREAM_END : Z_OK) ||
	    z.avail_in)
		report_die(1, "zlib can't compress an image");
	s->packed.length = z.total_out;
	deflateEnd(&z);
}

static void squeeze_runs(rows_strip *s)
{
	s->packed.length = 0;
	uint8_t *out = (uint8_t *)pdf_buffer_room(&s->packed, pdf_runs_bound(s->plain));
	s->packed.length = pdf_runs_pack(s->predicted, s->plain, s->is_last, out);
}

/* A strip's task. */
static void make(void *context)
{
	rows_strip *s = context;
	const packer *p = s->packer;

	if (!s->is_converted)
		convert(s);
	s->plain = s->filled * (p->stride + 1);
	if (s->method == PDF_IMAGE_PLAIN) /* as a predictor, too: other strips may have others */
		for (size_t y = 0; y < s->filled; y++) {
			s->predicted[y * (p->stride + 1)] = 0;
			memcpy(s->predicted + y * (p->stride + 1) + 1, s->to + y * p->stride,
			       p->stride);
		}
	else
		pdf_image_data_predict(s->to, p->stride, s->filled, (size_t)p->way.components,
				       s->predicted);
	(s->method == PDF_IMAGE_RUNS ? squeeze_runs : squeeze)(s);
	s->sum = libdeflate_adler32(1, s->predicted, s->plain);
}

/* Wait for the first strip that is under way, and take what it has become. */
static void collect(packer *p)
{
	static const uint8_t head[] = {0x78, 0x9c};
	rows_strip *s = &p->strips[p->collected++ % STRIPS];

	parallel_wait(&s->task);
	if (!p->plain)
		shelf_put(p->packed, head, sizeof head);
	shelf_put(p->packed, s->packed.data, s->packed.length);
	p->sum = adler32_combine(p->sum, s->sum, (z_off_t)s->plain);
	p->plain += s->plain;
	p->ink = s->ink > p->ink ? s->ink : p->ink;
	s->filled = 0;
	s->is_converted = false;
}

static rows_strip *strip_to_fill(packer *p)
{
	return &p->strips[p->begun % STRIPS];
}

/* The strip to fill is full, or the last. */
static void begin_strip(packer *p, bool is_last)
{
	rows_strip *s = strip_to_fill(p);

	if (p->begun % ALIKE == 0) {
		convert(s);
		p->method = pdf_image_data_method(s->to, p->stride, s->filled,
						  (size_t)p->way.components);
	}
	s->method = p->method;
	s->is_last = is_last;
	parallel_begin(&s->task, make, s);
	p->begun++;
	if (!is_last && p->begun - p->collected == STRIPS)
		collect(p);
}

static void add_row(packer *p, const uint8_t *row)
{
	if (strip_to_fill(p)->filled == p->room)
		begin_strip(p, false);
	rows_strip *s = strip_to_fill(p);
	memcpy(s->from + s->filled++ * p->from_stride, row, p->from_stride);
}

/* All rows have come. */
static pdf_bytes end(packer *p, bool *predicted)
{
	if (p->is_whole) {
		convert(&p->strips[0]);
		p->ink = p->strips[0].ink;
		return pdf_image_data_pack(p->arena, p->strips[0].to, p->stride,
					   p->strips[0].filled, (size_t)p->way.components,
					   predicted);
	}
	begin_strip(p, true);
	while (p->collected < p->begun)
		collect(p);
	const uint8_t sum[] = {(uint8_t)(p->sum >> 24), (uint8_t)(p->sum >> 16),
			       (uint8_t)(p->sum >> 8), (uint8_t)p->sum};
	shelf_put(p->packed, sum, sizeof sum);
	pdf_bytes packed = {.filter = "FlateDecode", .plain = p->plain};
	packed.data = shelf_end(p->packed, p->arena, &packed.length);
	*predicted = true;
	return packed;
}

static void release(packer *p)
{
	if (p->packed)
		shelf_drop(p->packed);
	for (size_t n = 0; n < STRIPS; n++) {
		parallel_cancel(&p->strips[n].task);
		pdf_buffer_free(&p->strips[n].packed);
	}
}

/* --- rows ----------------------------------------------------------------------------------- */

/* While all pixels are black or white, they are kept as bits; from the first that is neither, they
 * are packed as components, those before too. */
typedef struct taker {
	const image *image;
	pdf_image_shrink *shrink; /* of what has no alpha; or NULL */
	packer color, mask;
	uint8_t *row, *alpha; /* parted */
	bool line_art, opaque;
	uint8_t *bits;
	size_t bit_stride, bit_rows;
} taker;

static bool is_line_art(const uint8_t *at, size_t components, uint32_t width)
{
	for (uint32_t x = 0; x < width; x++, at += components)
		if ((at[0] != 0 && at[0] != 255) || at[components / 2] != at[0] ||
		    at[components - 1] != at[0])
			return false;
	return true;
}

/* Eight pixels to a byte, each row's last byte filled up. */
static void keep_bits(taker *t, const uint8_t *row, size_t components)
{
	uint8_t *bits = t->bits + t->bit_rows++ * t->bit_stride;

	for (size_t x = 0; x < t->image->width; x++)
		bits[x / 8] |= (uint8_t)((row[x * components] & 1) << (7 - x % 8));
}

static void take_shrunk(void *context, const uint8_t *row, uint32_t width)
{
	taker *t = context;

	(void)width;
	add_row(&t->color, row);
}

static void put(taker *t, const uint8_t *row)
{
	if (t->shrink)
		pdf_image_shrink_row(t->shrink, row, t->image->width);
	else
		add_row(&t->color, row);
}

/* The image is not line art after all. */
static void unpack_bits(taker *t, size_t components)
{
	arena *scratch = arena_new();
	uint8_t *row = arena_array(scratch, t->image->width, components);

	t->line_art = false;
	for (size_t y = 0; y < t->bit_rows; y++) {
		const uint8_t *bits = t->bits + y * t->bit_stride;
		for (size_t x = 0; x < t->image->width; x++)
			memset(row + x * components, bits[x / 8] >> (7 - x % 8) & 1 ? 255 : 0,
			       components);
		put(t, row);
	}
	arena_free(scratch);
}

static void part(taker *t, const uint8_t *row, uint32_t width, size_t components)
{
	for (size_t x = 0; x < width; x++, row += components + 1) {
		memcpy(t->row + x * components, row, components);
		t->alpha[x] = row[components];
		t->opaque &= row[components] == 255;
	}
	add_row(&t->mask, t->alpha);
}

static void take(void *context, const uint8_t *row, uint32_t width)
{
	taker *t = context;
	const size_t components = (size_t)image_components(t->image);

	if (t->image->alpha) {
		part(t, row, width, components);
		row = t->row;
	}
	if (t->line_art && !is_line_art(row, components, width))
		unpack_bits(t, components);
	if (t->line_art)
		keep_bits(t, row, components);
	else
		put(t, row);
}

static pdf_bytes pack_bits(arena *a, const taker *t)
{
	pdf_bytes packed = pdf_deflate(a, t->bits, t->bit_stride * t->bit_rows, PDF_DEFLATE_LEVEL);
	if (!packed.filter)
		packed.data = arena_copy(a, (const char *)t->bits, packed.length);
	return packed;
}

/* What has alpha is shrunk before it is parted; what has none may be line art until then. */
static bool is_shrunk_whole(const image *i, const pdf_image_way *way)
{
	return i->alpha && (way->width < i->width || way->height < i->height);
}

static void begin_taking(taker *t, arena *a, arena *scratch, const image *i,
			 const pdf_image_way *way)
{
	const pdf_image_way as_it_is = {
		.components = 1, .width = way->width, .height = way->height};
	const size_t components = (size_t)image_components(i);

	*t = (taker){
		.image = i, .line_art = way->line_art && !is_shrunk_whole(i, way), .opaque = true};
	begin(&t->color, a, scratch, way, (int)components);
	if (i->alpha) {
		begin(&t->mask, a, scratch, &as_it_is, 1);
		t->row = arena_array(scratch, i->width, components);
		t->alpha = arena_alloc(scratch, i->width);
	}
	t->bit_stride = ((size_t)i->width + 7) / 8;
	if (t->line_art)
		t->bits = arena_array(scratch, t->bit_stride, i->height);
}

static bool decode(taker *t, image_library *l, arena *scratch, const pdf_image_way *way)
{
	const image *i = t->image;
	const bool whole = is_shrunk_whole(i, way);

	if (!whole && way->width == i->width && way->height == i->height)
		return image_decode(l, i, take, t);
	pdf_image_shrink *shrink = pdf_image_shrink_new(scratch, i, i->height, way->width,
							way->height, whole ? take : take_shrunk, t);
	t->shrink = whole ? NULL : shrink;
	return whole ? image_decode(l, i, pdf_image_shrink_row, shrink)
		     : image_decode(l, i, take, t);
}

bool pdf_image_rows_pack(arena *a, image_library *l, const image *i, const pdf_image_way *way,
			 pdf_image_rows *result)
{
	arena *scratch = arena_new();
	taker *t = ARENA_NEW(scratch, taker);

	begin_taking(t, a, scratch, i, way);
	const bool good = decode(t, l, scratch, way);
	*result = (pdf_image_rows){.width = way->width,
				   .height = way->height,
				   .components = way->components,
				   .bits = 8};
	if (good && t->line_art) {
		result->color = pack_bits(a, t);
		result->components = result->bits = 1;
		result->width = i->width;
		result->height = i->height;
	} else if (good) {
		result->color = end(&t->color, &result->predicted);
		result->ink = t->color.ink;
	}
	if (good && !t->opaque)
		result->mask = end(&t->mask, &result->mask_predicted);
	release(&t->color);
	release(&t->mask);
	arena_free(scratch);
	return good;
}

/* --- ink ------------------------------------------------------------------------------------ */

static void take_ink(void *context, const uint8_t *row, uint32_t width)
{
	int *most = context, ink = most_ink(row, width);

	*most = ink > *most ? ink : *most;
}

int pdf_image_rows_most_ink(image_library *l, const image *i)
{
	int most = 0;

	if (i->format == IMAGE_JPEG)
		return image_decode_stored(l, i, true, take_ink, &most) ? most : -1;
	return image_decode(l, i, take_ink, &most) ? most : -1;
}
