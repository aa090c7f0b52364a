/* image_gif: the first frame of a GIF by giflib, on its canvas. A palette of grays makes a gray
 * picture, so that print has it in black alone. The frame's codes are followed to their end when
 * the header is read, so that a file that breaks off is found before pages are made; what comes
 * after the first frame is not read. */
#include "image/image_private.h"

#include "base/late.h"

#include <gif_lib.h>
#include <string.h>

/* clang-format off */
#define GIF_FUNCTIONS(F) \
	F(DGifOpen) F(DGifCloseFile) F(DGifGetRecordType) F(DGifGetImageDesc) F(DGifGetLine) \
	F(DGifGetExtension) F(DGifGetExtensionNext) F(DGifExtensionToGCB) F(DGifGetCode) \
	F(DGifGetCodeNext) F(GifErrorString)

static struct {
	GIF_FUNCTIONS(LATE_MEMBER)
} gif;

static late_library library = {
	.file = GIF_LIBRARY, .table = &gif,
	.names = (const char *const[]){GIF_FUNCTIONS(LATE_NAME) NULL}};
/* clang-format on */

typedef struct gif_reader {
	const char *data;
	size_t length, at;
	GifFileType *file;
	int transparent; /* the palette's transparent entry, or NO_TRANSPARENT_COLOR */
	const char *wrong;
} gif_reader;

static int on_read(GifFileType *file, GifByteType *to, int wanted)
{
	gif_reader *r = file->UserData;
	size_t left = r->length - r->at, taken = (size_t)wanted < left ? (size_t)wanted : left;
	memcpy(to, r->data + r->at, taken);
	r->at += taken;
	return (int)taken;
}

/* Did giflib succeed? False: r->wrong says why not. */
static bool good(gif_reader *r, int status)
{
	if (status == GIF_ERROR && !r->wrong) {
		const char *said = gif.GifErrorString(r->file->Error);
		r->wrong = r->at == r->length ? "it is truncated" : said ? said : "it is damaged";
	}
	return status != GIF_ERROR;
}

static bool read_extension(gif_reader *r)
{
	GifByteType *block;
	GraphicsControlBlock control;
	int code;
	if (!good(r, gif.DGifGetExtension(r->file, &code, &block)))
		return false;
	if (code == GRAPHICS_EXT_FUNC_CODE && block &&
	    gif.DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
		r->transparent = control.TransparentColor;
	while (block)
		if (!good(r, gif.DGifGetExtensionNext(r->file, &block)))
			return false;
	return true;
}

/* Go on to the next frame's description. False: there is none, or it can't be read. */
static bool next_frame(gif_reader *r)
{
	GifRecordType type;
	while (good(r, gif.DGifGetRecordType(r->file, &type))) {
		switch (type) {
		case IMAGE_DESC_RECORD_TYPE: return good(r, gif.DGifGetImageDesc(r->file));
		case EXTENSION_RECORD_TYPE:
			if (!read_extension(r))
				return false;
			break;
		default: return false;
		}
	}
	return false;
}

static bool skip_codes(gif_reader *r)
{
	GifByteType *block;
	int size;
	bool going = good(r, gif.DGifGetCode(r->file, &size, &block));
	while (going && block)
		going = good(r, gif.DGifGetCodeNext(r->file, &block));
	return going;
}

static const ColorMapObject *colors_of(const gif_reader *r)
{
	const GifFileType *f = r->file;
	return f->Image.ColorMap ? f->Image.ColorMap : f->SColorMap;
}

static bool is_gray(const ColorMapObject *map)
{
	for (int n = 0; n < map->ColorCount; n++)
		if (map->Colors[n].Red != map->Colors[n].Green ||
		    map->Colors[n].Red != map->Colors[n].Blue)
			return false;
	return true;
}

/* Open it and go to the first frame. */
static void begin(gif_reader *r, const image *i)
{
	int error = 0;
	if (late_load(&library)) {
		r->wrong = "giflib, which reads GIFs, can't be loaded; install Debian's package "
			   "libgif7";
		return;
	}
	*r = (gif_reader){
		.data = i->data, .length = i->length, .transparent = NO_TRANSPARENT_COLOR};
	r->file = gif.DGifOpen(r, on_read, &error);
	if (!r->file)
		r->wrong = "it is truncated or damaged";
	else if (!next_frame(r) && !r->wrong)
		r->wrong = "it has no picture";
	else if (!r->wrong && !colors_of(r))
		r->wrong = "it has no palette of colours";
	else if ((uint64_t)r->file->Image.Width * (uint64_t)r->file->Image.Height > IMAGE_MOST_AREA)
		r->wrong = "its first frame has over 400 megapixels";
}

static void end(const gif_reader *r)
{
	int error;
	if (r->file)
		gif.DGifCloseFile(r->file, &error);
}

/* The canvas, or the frame where the canvas has no size. */
static void canvas_size(const GifFileType *f, uint32_t *width, uint32_t *height)
{
	bool sized = f->SWidth > 0 && f->SHeight > 0;
	*width = (uint32_t)(sized ? f->SWidth : f->Image.Left + f->Image.Width);
	*height = (uint32_t)(sized ? f->SHeight : f->Image.Top + f->Image.Height);
}

static void read_header(gif_reader *r, image *i)
{
	const GifImageDesc *frame = &r->file->Image;
	canvas_size(r->file, &i->width, &i->height);
	i->space = is_gray(colors_of(r)) ? IMAGE_GRAY : IMAGE_RGB;
	i->alpha = r->transparent != NO_TRANSPARENT_COLOR || frame->Left > 0 || frame->Top > 0 ||
		   (uint32_t)frame->Width < i->width || (uint32_t)frame->Height < i->height;
	if (!skip_codes(r))
		return;
	i->first_of = next_frame(r) ? "frames" : NULL;
	r->wrong = NULL; /* whatever comes after the first frame is not needed */
}

const char *image_gif_header(arena *a, image *i)
{
	gif_reader *r = ARENA_NEW(a, gif_reader);
	begin(r, i);
	if (!r->wrong)
		read_header(r, i);
	end(r);
	return r->wrong;
}

/* One row of the frame, as far as it is on the canvas, in a row of the canvas. */
static void put_row(const gif_reader *r, const image *i, const GifPixelType *line, uint8_t *row)
{
	static const GifColorType black = {0, 0, 0};
	const ColorMapObject *map = colors_of(r);
	size_t components = (size_t)image_components(i), step = components + i->alpha;
	uint32_t left = (uint32_t)r->file->Image.Left;
	for (uint32_t x = left; x < i->width && x - left < (uint32_t)r->file->Image.Width; x++) {
		int entry = line[x - left];
		const GifColorType *color = entry < map->ColorCount ? &map->Colors[entry] : &black;
		uint8_t *to = row + (size_t)x * step;
		const uint8_t from[] = {color->Red, color->Green, color->Blue};
		if (entry == r->transparent)
			continue;
		memcpy(to, from, components);
		if (i->alpha)
			to[components] = 255;
	}
}

/* An interlaced frame has every eighth row, then those halfway between, and so on: all of it, as
 * numbers of colours. NULL: it can't be read. */
static GifPixelType *read_interlaced(gif_reader *r, arena *a)
{
	static const int first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
	const size_t width = (size_t)r->file->Image.Width, height = (size_t)r->file->Image.Height;
	GifPixelType *lines = arena_array(a, height, width);
	for (int pass = 0; pass < 4; pass++)
		for (size_t y = (size_t)first[pass]; y < height; y += (size_t)step[pass])
			if (!good(r, gif.DGifGetLine(r->file, lines + y * width, (int)width)))
				return NULL;
	return lines;
}

/* The canvas row by row. */
static void read_rows(gif_reader *r, arena *a, const image *i, image_take_row *take, void *context)
{
	const GifImageDesc *frame = &r->file->Image;
	const size_t width = (size_t)frame->Width,
		     row_size = (size_t)image_stored_width(i) * image_step(i);
	const uint32_t top = (uint32_t)frame->Top;
	GifPixelType *all = frame->Interlace ? read_interlaced(r, a) : NULL;
	GifPixelType *line = ARENA_ARRAY(a, width, GifPixelType);
	uint8_t *row = arena_alloc(a, row_size);
	for (uint32_t y = 0; y < image_stored_height(i) && !r->wrong; y++) {
		const bool is_framed = y >= top && y - top < (uint32_t)frame->Height;
		memset(row, 0, row_size);
		if (is_framed && all)
			put_row(r, i, all + (y - top) * width, row);
		else if (is_framed && good(r, gif.DGifGetLine(r->file, line, (int)width)))
			put_row(r, i, line, row);
		if (!r->wrong)
			image_give_rows(i, row, 1, take, context);
	}
}

const char *image_gif_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	gif_reader *r = ARENA_NEW(a, gif_reader);
	begin(r, i);
	if (!r->wrong)
		read_rows(r, a, i, take, context);
	end(r);
	return r->wrong;
}
