/* pdf_image_rows: see pdf_image_rows.h. Rows are gathered in a band of a few megabytes. A picture
 * that one band holds is packed as a whole. Of a larger one each full band is cut into strips,
 * which are converted and compressed in parts, and the compressed strips are one zlib stream (RFC
 * 1950): each ends at a byte (Z_SYNC_FLUSH), and their sums are combined. The strips do not depend
 * on how many slots there are, and so neither do the bytes. */
#include "pdf/pdf_image_rows.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_image_data.h"
#include "pdf/pdf_image_shrink.h"

#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

enum { BAND_BYTES = 4 << 20, STRIPS = 8, CMYK = 4 };

typedef struct rows_strip {
	size_t first, count; /* rows of the band */
	uint8_t *predicted;
	pdf_buffer packed;
	size_t plain; /* bytes that were packed */
	uLong sum;    /* Adler-32 of them */
	int ink;
} rows_strip;

/* The components of a picture, or its alpha. */
typedef struct packer {
	arena *scratch, *arena; /* the result's */
	pdf_image_way way;
	size_t width, from_stride, stride;
	size_t room, filled; /* rows of the band */
	uint8_t *from, *to;  /* the band before and after conversion, which may be one */
	pdf_image_method method;
	rows_strip strips[STRIPS];
	bool last;        /* the band under way is */
	pdf_bytes packed; /* what has been */
	pdf_piece *end;   /* its last piece */
	uLong sum;
	int ink;
} packer;

static void begin(packer *p, arena *a, arena *scratch, const pdf_image_way *way, int components)
{
	*p = (packer){.scratch = scratch,
		      .arena = a,
		      .way = *way,
		      .width = way->width,
		      .sum = adler32(0, NULL, 0)};
	p->from_stride = p->width * (size_t)components;
	p->stride = p->width * (size_t)way->components;
	p->room = BAND_BYTES / p->stride + 1;
	p->room = p->room < way->height ? p->room : way->height;
	p->from = arena_room(scratch, p->room, p->from_stride);
	p->to = way->by ? arena_room(scratch, p->room, p->stride) : p->from;
}

/* --- bands ---------------------------------------------------------------------------------- */

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

static void convert_strip(void *context, size_t part, unsigned slot)
{
	packer *p = context;
	rows_strip *s = &p->strips[part];
	uint8_t *to = p->to + s->first * p->stride;
	const size_t pixels = s->count * p->width;

	(void)slot;
	if (p->way.by)
		pdf_convert_row(p->way.by, p->from + s->first * p->from_stride, to, pixels);
	for (size_t k = 0; p->way.grays && k < pixels; k++)
		to[k] = p->way.grays[to[k]];
	s->ink = p->way.components == CMYK ? most_ink(to, pixels) : 0;
}

/* Cut the band into strips and convert them. */
static void convert_band(packer *p)
{
	const size_t each = (p->filled + STRIPS - 1) / STRIPS;

	for (size_t n = 0, first = 0; n < STRIPS; n++) {
		const size_t left = p->filled - first;
		p->strips[n].first = first;
		first += p->strips[n].count = left < each ? left : each;
	}
	parallel_for(STRIPS, convert_strip, p);
	for (size_t n = 0; n < STRIPS; n++)
		p->ink = p->strips[n].ink > p->ink ? p->strips[n].ink : p->ink;
}

static void squeeze(rows_strip *s, const uint8_t *data, pdf_image_method method, bool last)
{
	z_stream z = {.next_in = data, .avail_in = (uInt)s->plain};
	const int strategy = method == PDF_IMAGE_RUNS ? Z_RLE : Z_DEFAULT_STRATEGY;

	if (deflateInit2(&z, PDF_DEFLATE_LEVEL, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, strategy) !=
	    Z_OK)
		report_die(1, "out of memory");
	/* and some for the flush */
	const size_t room = deflateBound(&z, (uLong)s->plain) + 16;
	s->packed.length = 0;
	z.next_out = (uint8_t *)pdf_buffer_room(&s->packed, room);
	z.avail_out = (uInt)room;
	if (deflate(&z, last ? Z_FINISH : Z_SYNC_FLUSH) != (last ? Z_STREAM_END : Z_OK) ||
	    z.avail_in)
		report_die(1, "zlib can't compress an image");
	s->packed.length = z.total_out;
	deflateEnd(&z);
	s->sum = adler32(adler32(0, NULL, 0), data, (uInt)s->plain);
}

static void pack_strip(void *context, size_t part, unsigned slot)
{
	packer *p = context;
	rows_strip *s = &p->strips[part];
	const uint8_t *rows = p->to + s->first * p->stride;
	const bool is_last = p->last && s->first + s->count == p->filled;

	(void)slot;
	s->plain = s->count * (p->stride + 1);
	if (!s->count)
		return;
	if (p->method == PDF_IMAGE_PLAIN) /* as a predictor, too: the first band may have others */
		for (size_t y = 0; y < s->count; y++) {
			s->predicted[y * (p->stride + 1)] = 0;
			memcpy(s->predicted + y * (p->stride + 1) + 1, rows + y * p->stride,
			       p->stride);
		}
	else
		pdf_image_data_predict(rows, p->stride, s->count, (size_t)p->way.components,
				       s->predicted);
	squeeze(s, s->predicted, p->method, is_last);
}

static void add_piece(packer *p, const void *data, size_t length)
{
	pdf_piece *new = ARENA_NEW(p->arena, pdf_piece);

	*new = (pdf_piece){.data = arena_copy(p->arena, data, length), .length = length};
	*(p->end ? &p->end->next : &p->packed.pieces) = new;
	p->end = new;
	p->packed.length += length;
}

/* The band is full, or the last of several. */
static void pack_band(packer *p, bool last)
{
	static const uint8_t head[] = {0x78, 0x9c};

	convert_band(p);
	p->method = pdf_image_data_method(p->to, p->stride, p->filled, (size_t)p->way.components);
	p->last = last;
	for (size_t n = 0; n < STRIPS && !p->end; n++)
		p->strips[n].predicted = arena_room(p->scratch, p->strips[0].count, p->stride + 1);
	if (!p->end)
		add_piece(p, head, sizeof head);
	parallel_for(STRIPS, pack_strip, p);
	for (size_t n = 0; n < STRIPS && p->strips[n].count; n++) {
		const rows_strip *s = &p->strips[n];
		add_piece(p, s->packed.data, s->packed.length);
		p->sum = adler32_combine(p->sum, s->sum, (z_off_t)s->plain);
		p->packed.plain += s->plain;
	}
	p->filled = 0;
}

static void add_row(packer *p, const uint8_t *row)
{
	if (p->filled == p->room)
		pack_band(p, false);
	memcpy(p->from + p->filled++ * p->from_stride, row, p->from_stride);
}

/* All rows have come. */
static pdf_bytes end(packer *p, bool *predicted)
{
	if (!p->end) {
		convert_band(p);
		return pdf_image_data_pack(p->arena, p->to, p->stride, p->filled,
					   (size_t)p->way.components, predicted);
	}
	pack_band(p, true);
	const uint8_t sum[] = {(uint8_t)(p->sum >> 24), (uint8_t)(p->sum >> 16),
			       (uint8_t)(p->sum >> 8), (uint8_t)p->sum};
	add_piece(p, sum, sizeof sum);
	p->packed.data = p->packed.pieces->data;
	p->packed.filter = "FlateDecode";
	*predicted = true;
	return p->packed;
}

static void release(packer *p)
{
	for (size_t n = 0; n < STRIPS; n++)
		pdf_buffer_free(&p->strips[n].packed);
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
static void unpack_bits(taker *t, arena *scratch, size_t components)
{
	uint8_t *row = arena_array(scratch, t->image->width, components);

	t->line_art = false;
	for (size_t y = 0; y < t->bit_rows; y++) {
		const uint8_t *bits = t->bits + y * t->bit_stride;
		for (size_t x = 0; x < t->image->width; x++)
			memset(row + x * components, bits[x / 8] >> (7 - x % 8) & 1 ? 255 : 0,
			       components);
		put(t, row);
	}
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
		unpack_bits(t, t->color.scratch, components);
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
