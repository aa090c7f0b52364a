/* image_webp: WebP by libwebp, the first frame of an animated one on its canvas. */
#include "image/image_private.h"

#include "base/late.h"

#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

/* clang-format off */
#define WEBP_FUNCTIONS(F)  F(WebPDecodeRGBInto) F(WebPDecodeRGBAInto)
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

static void read_header(const webp_reader *r, arena *a, image *i)
{
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

/* Decode at the frame's place. The demuxer has seen that a frame lies within its canvas. */
static void read_rows(webp_reader *r, const image *i, uint8_t *rows)
{
	const WebPIterator *f = &r->frame;
	size_t step = image_step(i), stride = image_stored_width(i) * step;
	size_t before = (size_t)f->y_offset * stride + (size_t)f->x_offset * step;
	size_t room = image_stored_height(i) * stride - before;
	uint8_t *done = i->alpha ? webp.WebPDecodeRGBAInto(f->fragment.bytes, f->fragment.size,
							   rows + before, room, (int)stride)
				 : webp.WebPDecodeRGBInto(f->fragment.bytes, f->fragment.size,
							  rows + before, room, (int)stride);
	if (!done)
		r->wrong = "its picture can't be decoded";
}

/* libwebp only writes whole pictures. */
const char *image_webp_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	webp_reader *r = ARENA_NEW(a, webp_reader);
	uint8_t *rows = image_rows_new(a, i);
	begin(r, i);
	if (!r->wrong)
		read_rows(r, i, rows);
	end(r);
	if (!r->wrong)
		image_give_rows(i, rows, image_stored_height(i), take, context);
	return r->wrong;
}
