/* pdf_image_data: the bytes of images. JPEG's markers are those of ITU-T T.81 (annex B), predictors
 * those of PNG (ISO 15948, 9). */
#include "pdf/pdf_image_data.h"

#include "base/arena.h"
#include "pdf/pdf_deflate.h"

#include <stdlib.h>
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

bool pdf_image_data_jpeg(arena *a, const char *bytes, size_t length, pdf_bytes *result)
{
	const uint8_t *data = (const uint8_t *)bytes;
	size_t at = 2, kept = 2;
	if (length < 4 || data[0] != 0xff || data[1] != JPEG_SOI)
		return false;
	uint8_t *out = arena_alloc(a, length + 2);
	memcpy(out, data, 2);
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
		if (!is_metadata(marker)) {
			memcpy(out + kept, data + at, end - at);
			kept += end - at;
		}
		at = end;
	}
	out[kept++] = 0xff;
	out[kept++] = JPEG_EOI;
	*result = (pdf_bytes){
		.data = (char *)out, .length = kept, .filter = "DCTDecode", .plain = kept};
	return true;
}

/* --- predictors ----------------------------------------------------------------------------- */

static uint8_t paeth(uint8_t left, uint8_t up, uint8_t corner)
{
	int by_left = abs(up - corner), by_up = abs(left - corner),
	    by_corner = abs(left + up - 2 * corner);
	return by_left <= by_up && by_left <= by_corner ? left : by_up <= by_corner ? up : corner;
}

/* One row after one predictor; the sum of the differences' sizes is its price. `up` is a row of
 * zeros above the first. */
static uint64_t predict_row(const uint8_t *row, const uint8_t *up, size_t stride, size_t step,
			    int predictor, uint8_t *out)
{
	uint64_t price = 0;
	for (size_t i = 0; i < stride; i++) {
		uint8_t left = i >= step ? row[i - step] : 0, corner = i >= step ? up[i - step] : 0,
			guess = 0;
		switch (predictor) {
		case 1: guess = left; break;
		case 2: guess = up[i]; break;
		case 3: guess = (uint8_t)((left + up[i]) / 2); break;
		case 4: guess = paeth(left, up[i], corner); break;
		}
		out[i] = (uint8_t)(row[i] - guess);
		price += out[i] < 128 ? out[i] : 256u - out[i];
	}
	return price;
}

void pdf_image_data_predict(const uint8_t *rows, size_t stride, size_t count, size_t step,
			    uint8_t *result)
{
	arena *scratch = arena_new();
	const uint8_t *zeros = arena_alloc(scratch, stride);
	uint8_t *trial = arena_alloc(scratch, stride);
	for (size_t y = 0; y < count; y++) {
		const uint8_t *row = rows + y * stride, *up = y ? row - stride : zeros;
		uint8_t *out = result + y * (stride + 1);
		uint64_t best = UINT64_MAX;
		for (int predictor = 0; predictor <= 4; predictor++) {
			uint64_t price = predict_row(row, up, stride, step, predictor, trial);
			if (price >= best)
				continue;
			best = price;
			*out = (uint8_t)predictor;
			memcpy(out + 1, trial, stride);
		}
	}
	arena_free(scratch);
}

/* How long a band of rows from the image's middle becomes: with predictors, and without. */
enum { BAND_BYTES = 1 << 20 };

static bool predicting_pays(const uint8_t *rows, size_t stride, size_t count, size_t step)
{
	size_t some = BAND_BYTES / stride + 1;
	if (some > count)
		some = count;
	arena *scratch = arena_new();
	const uint8_t *band = rows + (count - some) / 2 * stride;
	uint8_t *predicted = arena_alloc(scratch, some * (stride + 1));
	pdf_image_data_predict(band, stride, some, step, predicted);
	size_t with =
		pdf_deflate(scratch, predicted, some * (stride + 1), PDF_DEFLATE_LEVEL).length;
	size_t without = pdf_deflate(scratch, band, some * stride, PDF_DEFLATE_LEVEL).length;
	arena_free(scratch);
	return with < without;
}

pdf_bytes pdf_image_data_pack(arena *a, const uint8_t *rows, size_t stride, size_t count,
			      size_t step, bool *predicted)
{
	*predicted = predicting_pays(rows, stride, count, step);
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
		/* It did not become smaller, and what it was goes away: keep the rows themselves.
		 */
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
