/* pdf_image_data: the bytes of images. JPEG's markers are those of ITU-T T.81 (annex B), predictors
 * those of PNG (ISO 15948, 9). */
#include "pdf/pdf_image_data.h"

#include "base/arena.h"
#include "base/report.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_runs.h"

#include <string.h>

/* --- JPEG ----------------------------------------------------------------------------------- */

enum {
	JPEG_SOI = 0xd8,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_APP0 = 0xe0,
	JPEG_ADOBE = 0xee,
	JPEG_APP15 = 0xef,
	JPEG_COMMENT = 0xfe
};

static bool is_metadata(int marker)
{
	return (marker > JPEG_APP0 && marker <= JPEG_APP15 && marker != JPEG_ADOBE) ||
	       marker == JPEG_COMMENT;
}

/* Where the coded data after a scan's header ends: at a marker that is neither a stuffed byte nor
 * a restart. */
static size_t scan_end(const uint8_t *data, size_t length, size_t at)
{
	while (at + 1 < length && !(data[at] == 0xff && data[at + 1] != 0 &&
				    (data[at + 1] < 0xd0 || data[at + 1] > 0xd7)))
		at++;
	return at + 1 < length ? at : length;
}

/* What is kept of a file: pieces that are next to each other are one. */
static void keep(arena *a, pdf_bytes *b, pdf_piece **end, const void *data, size_t length)
{
	b->length = b->plain += length;
	if (*end && (*end)->data + (*end)->length == data) {
		(*end)->length += length;
		return;
	}
	pdf_piece *new = ARENA_NEW(a, pdf_piece);
	*new = (pdf_piece){.data = data, .length = length};
	*(*end ? &(*end)->next : &b->pieces) = new;
	*end = new;
}

bool pdf_image_data_jpeg(arena *a, const char *bytes, size_t length, pdf_bytes *result)
{
	static const uint8_t last[] = {0xff, JPEG_EOI};
	const uint8_t *data = (const uint8_t *)bytes;
	pdf_piece *piece = NULL;
	size_t at = 2;
	if (length < 4 || data[0] != 0xff || data[1] != JPEG_SOI)
		return false;
	*result = (pdf_bytes){.filter = "DCTDecode"};
	keep(a, result, &piece, data, 2);
	for (;;) {
		while (at + 1 < length && data[at] == 0xff && data[at + 1] == 0xff)
			at++;
		if (at + 4 > length || data[at] != 0xff || data[at + 1] == JPEG_EOI)
			break;
		int marker = data[at + 1];
		size_t size = ((size_t)data[at + 2] << 8 | data[at + 3]), end = at + 2 + size;
		if (size < 2 || end > length)
			return false;
		if (marker == JPEG_SOS)
			end = scan_end(data, length, end);
		if (!is_metadata(marker))
			keep(a, result, &piece, data + at, end - at);
		at = end;
	}
	keep(a, result, &piece, last, sizeof last);
	result->data = result->pieces->data;
	return true;
}

pdf_bytes pdf_image_data_parts(arena *a, const image_packed *packed)
{
	pdf_piece *pieces = ARENA_ARRAY(a, packed->count, pdf_piece);

	for (size_t n = 0; n < packed->count; n++)
		pieces[n] = (pdf_piece){.next = n + 1 < packed->count ? &pieces[n + 1] : NULL,
					.data = packed->parts[n].data,
					.length = packed->parts[n].length};
	return (pdf_bytes){.data = pieces->data,
			   .length = packed->length,
			   .filter = "FlateDecode",
			   .plain = packed->plain,
			   .pieces = packed->count > 1 ? pieces : NULL};
}

/* --- predictors ----------------------------------------------------------------------------- */

/* Rows are worked on in blocks of bytes, each in a loop whose length is known, of which compilers
 * make vector instructions. A row in work begins with PAD zeros, for the pixel before the first,
 * and ends with zeros up to a whole block. */
enum { BLOCK = 16, PAD = 16, PREDICTORS = 5, JUDGED_WHOLE = 1024 };

static inline int away(int a, int b)
{
	return a < b ? b - a : a - b;
}

/* What is nearest to left + up - corner (ISO 15948, 9.4). */
static inline int paeth(int left, int up, int corner)
{
	int by_left = away(up, corner), by_up = away(left, corner),
	    by_corner = away(left + up, 2 * corner);
	int nearer = by_up <= by_corner ? up : corner;
	return by_left <= by_up && by_left <= by_corner ? left : nearer;
}

/* One block after one predictor. */
static inline void predict_block(const uint8_t *row, const uint8_t *up, size_t step, int predictor,
				 uint8_t *out)
{
	const uint8_t *left = row - step, *corner = up - step;
	switch (predictor) {
	case 0: memcpy(out, row, BLOCK); break;
	case 1:
		for (int i = 0; i < BLOCK; i++)
			out[i] = (uint8_t)(row[i] - left[i]);
		break;
	case 2:
		for (int i = 0; i < BLOCK; i++)
			out[i] = (uint8_t)(row[i] - up[i]);
		break;
	case 3:
		for (int i = 0; i < BLOCK; i++)
			out[i] = (uint8_t)(row[i] - (left[i] + up[i]) / 2);
		break;
	case 4:
		for (int i = 0; i < BLOCK; i++)
			out[i] = (uint8_t)(row[i] - paeth(left[i], up[i], corner[i]));
		break;
	}
}

/* The sum of a block's differences' sizes: what it costs. */
static inline unsigned price_of(const uint8_t *block)
{
	unsigned price = 0;
	for (int i = 0; i < BLOCK; i++)
		price += (unsigned)(block[i] < 128 ? block[i] : 256 - block[i]);
	return price;
}

/* A block's price after one predictor. */
static inline unsigned price_after(const uint8_t *row, const uint8_t *up, size_t step,
				   int predictor)
{
	uint8_t out[BLOCK];
	predict_block(row, up, step, predictor, out);
	return price_of(out);
}

/* Which predictor leaves the smallest differences of a row, judged by every fourth block, or by all
 * of a short row. What comes after the row's end is zero, and so is what is above it. */
static int best_predictor(const uint8_t *row, const uint8_t *up, size_t stride, size_t step)
{
	const size_t stride_over = stride < JUDGED_WHOLE ? BLOCK : 4 * BLOCK;
	uint64_t prices[PREDICTORS] = {0};
	for (size_t i = 0; i < stride; i += stride_over) {
		prices[0] += price_after(row + i, up + i, step, 0);
		prices[1] += price_after(row + i, up + i, step, 1);
		prices[2] += price_after(row + i, up + i, step, 2);
		prices[3] += price_after(row + i, up + i, step, 3);
		prices[4] += price_after(row + i, up + i, step, 4);
	}
	int best = 0;
	for (int n = 1; n < PREDICTORS; n++)
		best = prices[n] < prices[best] ? n : best;
	return best;
}

/* Inline, so that each predictor has a loop of its own. */
static inline void predict_row(const uint8_t *row, const uint8_t *up, size_t stride, size_t step,
			       int predictor, uint8_t *out)
{
	for (size_t i = 0; i < stride; i += BLOCK)
		predict_block(row + i, up + i, step, predictor, out + i);
}

static void predict(const uint8_t *row, const uint8_t *up, size_t stride, size_t step,
		    int predictor, uint8_t *out)
{
	switch (predictor) {
	case 0: predict_row(row, up, stride, step, 0, out); break;
	case 1: predict_row(row, up, stride, step, 1, out); break;
	case 2: predict_row(row, up, stride, step, 2, out); break;
	case 3: predict_row(row, up, stride, step, 3, out); break;
	case 4: predict_row(row, up, stride, step, 4, out); break;
	}
}

void pdf_image_data_predict(const uint8_t *rows, size_t stride, size_t count, size_t step,
			    uint8_t *result)
{
	arena *scratch = arena_new();
	size_t room = PAD + stride + BLOCK;
	uint8_t *one = arena_alloc(scratch, room), *other = arena_alloc(scratch, room);
	uint8_t *row = one + PAD, *up = other + PAD, *out = arena_alloc(scratch, room);
	for (size_t y = 0; y < count; y++) {
		memcpy(row, rows + y * stride, stride);
		const int predictor = best_predictor(row, up, stride, step);
		predict(row, up, stride, step, predictor, out);
		result[y * (stride + 1)] = (uint8_t)predictor;
		memcpy(result + y * (stride + 1) + 1, out, stride);
		uint8_t *last = up;
		up = row;
		row = last;
	}
	arena_free(scratch);
}

/* --- packing -------------------------------------------------------------------------------- */

/* How much of an image is tried, and by how much runs may be longer, of a hundred. */
enum { TRIED_BYTES = 1 << 17, RUNS_MORE = 5 };

/* How long data become by runs and codes alone. */
static size_t length_by_runs(arena *scratch, const uint8_t *data, size_t length)
{
	return pdf_runs_pack(data, length, true, arena_room(scratch, pdf_runs_bound(length), 1));
}

pdf_image_method pdf_image_data_method(const uint8_t *rows, size_t stride, size_t count,
				       size_t step)
{
	size_t some = TRIED_BYTES / stride + 1;
	if (some > count)
		some = count;
	arena *scratch = arena_new();
	const uint8_t *band = rows + (count - some) / 2 * stride;
	const size_t length = some * (stride + 1);
	uint8_t *predicted = arena_alloc(scratch, length);
	pdf_image_data_predict(band, stride, some, step, predicted);
	size_t with = pdf_deflate(scratch, predicted, length, PDF_DEFLATE_LEVEL).length;
	size_t without = pdf_deflate(scratch, band, some * stride, PDF_DEFLATE_LEVEL).length;
	bool runs = with < without &&
		    length_by_runs(scratch, predicted, length) * 100 <= with * (100 + RUNS_MORE);
	arena_free(scratch);
	return runs ? PDF_IMAGE_RUNS : with < without ? PDF_IMAGE_PREDICTED : PDF_IMAGE_PLAIN;
}

pdf_bytes pdf_image_data_pack(arena *a, const uint8_t *rows, size_t stride, size_t count,
			      size_t step, bool *predicted)
{
	*predicted = pdf_image_data_method(rows, stride, count, step) != PDF_IMAGE_PLAIN;
	arena *scratch = arena_new();
	size_t length = count * (stride + *predicted);
	const uint8_t *from = rows;
	if (*predicted) {
		uint8_t *to = arena_alloc(scratch, length);
		pdf_image_data_predict(rows, stride, count, step, to);
		from = to;
	}
	pdf_bytes packed = pdf_deflate(a, from, length, PDF_DEFLATE_LEVEL);
	if (!packed.filter) {
		/* It did not become smaller, and what it was goes away: keep the rows
		 * themselves. */
		*predicted = false;
		packed.length = packed.plain = count * stride;
		packed.data = arena_copy(a, (const char *)rows, packed.length);
	}
	arena_free(scratch);
	return packed;
}

/* --- profiles ------------------------------------------------------------------------------- */

bool pdf_image_data_is_profile(const char *data, size_t length, int components)
{
	static const char classes[][5] = {"scnr", "mntr", "prtr", "spac"};
	const uint8_t *head = (const uint8_t *)data;
	if (!data || length < 132 || memcmp(data + 36, "acsp", 4) != 0 || head[8] > 4)
		return false;
	uint32_t said = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 |
			head[3];
	const char *space = components == 1 ? "GRAY" : components == 3 ? "RGB " : "CMYK";
	if (said != length || memcmp(data + 16, space, 4) != 0)
		return false;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (!memcmp(data + 12, classes[i], 4))
			return true;
	return false;
}

bool pdf_image_data_is_tagged(const image *i)
{
	return pdf_image_data_is_profile(i->profile, i->profile_length, image_components(i));
}

bool pdf_image_data_is_bare_cmyk(const image *i)
{
	return i->space == IMAGE_CMYK && !pdf_image_data_is_tagged(i);
}

bool pdf_image_data_passes_through(const image *i)
{
	return i->format == IMAGE_JPEG && !(pdf_image_data_is_bare_cmyk(i) && i->orientation > 1);
}

void pdf_image_data_put_palette(pdf_dict *image, const char *space, const uint8_t *colors,
				size_t count)
{
	pdf_buffer text = {0};
	pdf_append_print(&text, "[/Indexed %s %zu ", space, count - 1);
	pdf_append_hex(&text, colors, count * 3);
	pdf_append_text(&text, "]");
	pdf_put_buffer(image, "ColorSpace", &text);
	pdf_buffer_free(&text);
}
