/* image_webp: WebP by libwebp, the first frame of an animated one on its canvas. libwebp gets the
 * file a piece at a time, and what it has decoded of the picture by then is given on and forgotten.
 * Of a lossless picture it holds all pixels itself, so there is a limit to these. */
#include "image/image_private.h"

#include "base/late.h"

#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

/* clang-format off */
#define WEBP_FUNCTIONS(F) \
	F(WebPGetFeaturesInternal) F(WebPINewRGB) F(WebPIUpdate) F(WebPIDecGetRGB) F(WebPIDelete)
#define DEMUX_FUNCTIONS(F) \
	F(WebPDemuxInternal) F(WebPDemuxDelete) F(WebPDemuxGetI) F(WebPDemuxGetFrame) \
	F(WebPDemuxReleaseIterator) F(WebPDemuxGetChunk) F(WebPDemuxReleaseChunkIterator)

static struct {
	WEBP_FUNCTIONS(LATE_MEMBER)
} webp;
static struct {
	DEMUX_FUNCTIONS(LATE_MEMBER)
} demux;

static late_library decoder = {
	.file = WEBP_LIBRARY, .table = &webp,
	.names = (const char *const[]){WEBP_FUNCTIONS(LATE_NAME) NULL}};
static late_library container = {
	.file = WEBPDEMUX_LIBRARY, .table = &demux,
	.names = (const char *const[]){DEMUX_FUNCTIONS(LATE_NAME) NULL}};
/* clang-format on */

typedef struct webp_reader {
	WebPDemuxer *file;
	WebPIterator frame;
	const char *wrong;
} webp_reader;

static void begin(webp_reader *r, const image *i)
{
	const WebPData data = {(const uint8_t *)i->data, i->length};
	WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
	if (late_load(&decoder) || late_load(&container)) {
		r->wrong = "libwebp, which reads WebPs, can't be loaded; install Debian's packages "
			   "libwebp7 and libwebpdemux2";
		return;
	}
	r->file = demux.WebPDemuxInternal(&data, 1, &state, WEBP_DEMUX_ABI_VERSION);
	if (!r->file || state == WEBP_DEMUX_PARSE_ERROR)
		r->wrong = "it is damaged";
	else if (state != WEBP_DEMUX_DONE)
		r->wrong = "it is truncated";
	else if (!demux.WebPDemuxGetFrame(r->file, 1, &r->frame))
		r->wrong = "it has no picture";
}

static void end(webp_reader *r)
{
	if (!r->file)
		return;
	demux.WebPDemuxReleaseIterator(&r->frame);
	demux.WebPDemuxDelete(r->file);
}

static void read_metadata(const webp_reader *r, arena *a, image *i)
{
	static const char head[] = "Exif\0"; /* some writers leave it where JPEG has it */
	WebPChunkIterator chunk;
	if (demux.WebPDemuxGetChunk(r->file, "ICCP", 1, &chunk)) {
		image_keep_profile(a, i, chunk.chunk.bytes, chunk.chunk.size);
		demux.WebPDemuxReleaseChunkIterator(&chunk);
	}
	if (demux.WebPDemuxGetChunk(r->file, "EXIF", 1, &chunk)) {
		const uint8_t *data = chunk.chunk.bytes;
		size_t skipped = chunk.chunk.size > sizeof head && !memcmp(data, head, sizeof head)
					 ? sizeof head
					 : 0;
		image_exif(i, data + skipped, chunk.chunk.size - skipped);
		demux.WebPDemuxReleaseChunkIterator(&chunk);
	}
}

/* Lossless pictures have at most so many pixels, and data are given so many bytes at a time. */
enum { LOSSLESS_MOST = 100 * 1000 * 1000, PIECE = 64 << 10, LOSSLESS = 2 };

static bool is_too_large(const webp_reader *r)
{
	const WebPIterator *f = &r->frame;
	WebPBitstreamFeatures features;

	return (uint64_t)f->width * (uint64_t)f->height > LOSSLESS_MOST &&
	       webp.WebPGetFeaturesInternal(f->fragment.bytes, f->fragment.size, &features,
					    WEBP_DECODER_ABI_VERSION) == VP8_STATUS_OK &&
	       features.format == LOSSLESS;
}

static void read_header(webp_reader *r, arena *a, image *i)
{
	if (is_too_large(r))
		r->wrong = "it is lossless and has over 100 megapixels; save it as PNG";
	i->width = demux.WebPDemuxGetI(r->file, WEBP_FF_CANVAS_WIDTH);
	i->height = demux.WebPDemuxGetI(r->file, WEBP_FF_CANVAS_HEIGHT);
	i->space = IMAGE_RGB;
	i->alpha = r->frame.has_alpha || (uint32_t)r->frame.width < i->width ||
		   (uint32_t)r->frame.height < i->height;
	i->first_of = r->frame.num_frames > 1 ? "frames" : NULL;
	read_metadata(r, a, i);
}

const char *image_webp_header(arena *a, image *i)
{
	webp_reader *r = ARENA_NEW(a, webp_reader);
	begin(r, i);
	if (!r->wrong)
		read_header(r, a, i);
	end(r);
	return r->wrong;
}

/* The frame's rows on the canvas, where it has some. */
typedef struct webp_canvas {
	const image *image;
	const WebPIterator *frame;
	uint8_t *rows; /* of the frame */
	size_t stride;
	uint8_t *row; /* of the canvas; NULL: the frame is as wide */
	image_take_row *take;
	void *context;
	int given; /* of the frame */
} webp_canvas;

static void give_empty(const webp_canvas *c, uint32_t count)
{
	const size_t size = image_stored_width(c->image) * image_step(c->image);

	if (count)
		memset(c->row, 0, size);
	for (uint32_t y = 0; y < count; y++)
		image_give_rows(c->image, c->row, 1, c->take, c->context);
}

/* Give the rows that have been decoded by now. */
static void give_up_to(webp_canvas *c, int end)
{
	uint8_t *from = c->rows + (size_t)c->given * c->stride;
	const size_t before = (size_t)c->frame->x_offset * image_step(c->image);

	if (end <= c->given)
		return;
	if (!c->row)
		image_give_rows(c->image, from, (uint32_t)(end - c->given), c->take, c->context);
	for (int y = c->given; c->row && y < end; y++) {
		memcpy(c->row + before, c->rows + (size_t)y * c->stride, c->stride);
		image_give_rows(c->image, c->row, 1, c->take, c->context);
	}
	arena_forget(from, (size_t)(end - c->given) * c->stride);
	c->given = end;
}

static void read_rows(webp_reader *r, webp_canvas *c)
{
	const WebPData *data = &r->frame.fragment;
	WebPIDecoder *decoder =
		webp.WebPINewRGB(c->image->alpha ? MODE_RGBA : MODE_RGB, c->rows,
				 c->stride * (size_t)r->frame.height, (int)c->stride);
	VP8StatusCode status = VP8_STATUS_SUSPENDED;

	if (!decoder)
		report_die(1, "out of memory");
	for (size_t size = 0; status == VP8_STATUS_SUSPENDED && size < data->size;) {
		int end = 0;
		size = data->size - size > PIECE ? size + PIECE : data->size;
		status = webp.WebPIUpdate(decoder, data->bytes, size);
		if (webp.WebPIDecGetRGB(decoder, &end, NULL, NULL, NULL))
			give_up_to(c, end);
	}
	webp.WebPIDelete(decoder);
	if (status != VP8_STATUS_OK || c->given < r->frame.height)
		r->wrong = "its picture can't be decoded";
}

/* The demuxer has seen that a frame lies within its canvas. */
static void read_canvas(webp_reader *r, arena *a, webp_canvas *c)
{
	const WebPIterator *f = &r->frame;
	const uint32_t width = image_stored_width(c->image), height = image_stored_height(c->image);

	c->frame = f;
	c->stride = (size_t)f->width * image_step(c->image);
	c->rows = arena_array(a, (size_t)f->height, c->stride);
	if ((uint32_t)f->width < width || (uint32_t)f->height < height)
		c->row = arena_array(a, width, image_step(c->image));
	give_empty(c, (uint32_t)f->y_offset);
	read_rows(r, c);
	if (!r->wrong)
		give_empty(c, height - (uint32_t)(f->y_offset + f->height));
}

const char *image_webp_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	webp_reader *r = ARENA_NEW(a, webp_reader);
	webp_canvas canvas = {.image = i, .take = take, .context = context};
	begin(r, i);
	if (!r->wrong)
		read_canvas(r, a, &canvas);
	end(r);
	return r->wrong;
}
