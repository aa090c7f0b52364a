/* image_tiff: the first page of a TIFF by libtiff, from memory. Bilevel, gray, palette, RGB and
 * CMYK pictures of 1 to 16 bits a component are taken apart here, in strips or tiles, chunky or
 * planar; what is stored as YCbCr or L*a*b* comes from libtiff as RGBA. All components are brought
 * to a byte. Its strips are looked for within the file when the header is read, so that a file that
 * breaks off is found before pages are made. */
#include "image/image_private.h"

#include "base/late.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

/* clang-format off */
#define TIFF_FUNCTIONS(F) \
	F(TIFFOpenOptionsAlloc) F(TIFFOpenOptionsFree) F(TIFFOpenOptionsSetMaxSingleMemAlloc) \
	F(TIFFOpenOptionsSetErrorHandlerExtR) F(TIFFOpenOptionsSetWarningHandlerExtR) \
	F(TIFFClientOpenExt) F(TIFFClose) F(TIFFGetField) F(TIFFGetFieldDefaulted) F(TIFFSetField) \
	F(TIFFIsTiled) F(TIFFIsCODECConfigured) F(TIFFReadDirectory) F(TIFFNumberOfStrips) \
	F(TIFFNumberOfTiles) F(TIFFGetStrileOffset) F(TIFFGetStrileByteCount) F(TIFFScanlineSize) \
	F(TIFFReadScanline) F(TIFFTileSize) F(TIFFTileRowSize) F(TIFFReadTile) \
	F(TIFFRGBAImageOK) F(TIFFReadRGBAImageOriented)

static struct {
	TIFF_FUNCTIONS(LATE_MEMBER)
} tiff;

static late_library library = {
	.file = TIFF_LIBRARY, .table = &tiff,
	.names = (const char *const[]){TIFF_FUNCTIONS(LATE_NAME) NULL}};
/* clang-format on */

enum { SINGLE_MOST = 512 << 20, SAMPLES_MOST = 16, DOTS_MOST = 100000, REST = 1 << 20 };

typedef struct tiff_reader {
	arena *arena;
	const char *data;
	size_t length, at;
	TIFF *file;
	const char *wrong;
	size_t rested; /* what came before this has been read */
	bool ended;    /* libtiff looked beyond the file's end */
	bool ignoring; /* what libtiff complains of now does not concern the picture */
	/* how pixels are stored */
	uint16_t bits, samples, photometric, planes;
	uint16_t components; /* without alpha: stored ones, of a palette its index */
	int alpha_at;        /* the sample that is alpha, or -1 */
	bool premultiplied;
	bool as_rgba;        /* libtiff makes RGBA of it */
	uint16_t *colors[3]; /* a palette's */
} tiff_reader;

/* --- libtiff's view of the file ------------------------------------------------------------- */

static tmsize_t on_read(thandle_t handle, void *to, tmsize_t wanted)
{
	tiff_reader *r = handle;
	size_t left = r->at < r->length ? r->length - r->at : 0;
	size_t taken = (size_t)wanted < left ? (size_t)wanted : left;
	memcpy(to, r->data + r->at, taken);
	r->at += taken;
	r->rested = r->rested < r->at ? r->rested : r->at;
	if (r->at - r->rested >= REST) {
		arena_rest(r->data + r->rested, r->at - r->rested);
		r->rested = r->at;
	}
	r->ended |= taken < (size_t)wanted;
	return (tmsize_t)taken;
}

static tmsize_t on_write(thandle_t handle, void *from, tmsize_t size)
{
	(void)handle, (void)from, (void)size;
	return -1;
}

static toff_t on_seek(thandle_t handle, toff_t offset, int whence)
{
	tiff_reader *r = handle;
	r->at = (size_t)offset + (whence == SEEK_CUR ? r->at : whence == SEEK_END ? r->length : 0);
	return r->at;
}

static int on_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t on_size(thandle_t handle)
{
	return ((const tiff_reader *)handle)->length;
}

static int on_error(TIFF *file, void *user, const char *module, const char *format, va_list list)
{
	tiff_reader *r = user;
	char text[256];
	(void)file, (void)module;
	if (r->wrong || r->ignoring)
		return 1;
	vsnprintf(text, sizeof text, format, list);
	/* some begin with the file's name, which it has not been told */
	const char *said = strncmp(text, ": ", 2) == 0 ? text + 2 : text;
	r->wrong = r->ended ? "it is truncated" : arena_copy(r->arena, said, strlen(said));
	return 1;
}

static int on_warning(TIFF *file, void *user, const char *module, const char *format, va_list list)
{
	(void)file, (void)user, (void)module, (void)format, (void)list;
	return 1;
}

static void open_reader(tiff_reader *r, arena *a, const image *i)
{
	*r = (tiff_reader){.arena = a, .data = i->data, .length = i->length, .alpha_at = -1};
	if (late_load(&library)) {
		r->wrong = "libtiff, which reads TIFFs, can't be loaded; install Debian's package "
			   "libtiff6";
		return;
	}
	TIFFOpenOptions *options = tiff.TIFFOpenOptionsAlloc();
	tiff.TIFFOpenOptionsSetMaxSingleMemAlloc(options, SINGLE_MOST);
	tiff.TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, r);
	tiff.TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, r);
	r->file = tiff.TIFFClientOpenExt("", "rm", r, on_read, on_write, on_seek, on_close, on_size,
					 NULL, NULL, options);
	tiff.TIFFOpenOptionsFree(options);
	if (!r->file && !r->wrong)
		r->wrong = "it is damaged";
}

static void close_reader(const tiff_reader *r)
{
	if (r->file)
		tiff.TIFFClose(r->file);
}

/* --- what is stored ------------------------------------------------------------------------- */

static uint16_t field(const tiff_reader *r, uint32_t tag)
{
	uint16_t value = 0;
	tiff.TIFFGetFieldDefaulted(r->file, tag, &value);
	return value;
}

static void find_alpha(tiff_reader *r)
{
	uint16_t count = 0, *kinds = NULL;
	if (!tiff.TIFFGetField(r->file, TIFFTAG_EXTRASAMPLES, &count, &kinds))
		return;
	for (int n = 0; n < count && r->components + n < r->samples && r->alpha_at < 0; n++) {
		if (kinds[n] != EXTRASAMPLE_ASSOCALPHA && kinds[n] != EXTRASAMPLE_UNASSALPHA)
			continue;
		r->alpha_at = r->components + n;
		r->premultiplied = kinds[n] == EXTRASAMPLE_ASSOCALPHA;
	}
}

static const char *judge_palette(tiff_reader *r)
{
	if (!tiff.TIFFGetField(r->file, TIFFTAG_COLORMAP, &r->colors[0], &r->colors[1],
			       &r->colors[2]))
		return "it has no palette of colours";
	return r->bits <= 8 ? NULL : "its palette has over 256 colours; save it as RGB";
}

/* libtiff turns JPEG data into RGB by itself. Other colours that are not RGB are read as RGBA,
 * which libtiff makes of them. */
static const char *judge_other(tiff_reader *r)
{
	char why[1024];
	if (r->photometric == PHOTOMETRIC_YCBCR &&
	    field(r, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
		tiff.TIFFSetField(r->file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
		r->photometric = PHOTOMETRIC_RGB;
		r->components = 3;
		return NULL;
	}
	r->as_rgba = true;
	r->components = 3;
	if (!tiff.TIFFRGBAImageOK(r->file, why))
		return "its colours are stored in a way that can't be read; save it as RGB";
	return NULL;
}

/* Requires: bits and samples are read. */
static const char *judge_colors(tiff_reader *r)
{
	switch (r->photometric) {
	case PHOTOMETRIC_MINISWHITE:
	case PHOTOMETRIC_MINISBLACK: r->components = 1; return NULL;
	case PHOTOMETRIC_RGB: r->components = 3; return NULL;
	case PHOTOMETRIC_PALETTE: r->components = 1; return judge_palette(r);
	case PHOTOMETRIC_SEPARATED:
		r->components = 4;
		return field(r, TIFFTAG_INKSET) == INKSET_CMYK
			       ? NULL
			       : "its inks are not those of CMYK; save it as CMYK";
	default: return judge_other(r);
	}
}

/* NULL: its pixels can be read; else why not. */
static const char *judge(tiff_reader *r)
{
	uint16_t format = field(r, TIFFTAG_SAMPLEFORMAT);
	r->bits = field(r, TIFFTAG_BITSPERSAMPLE);
	r->samples = field(r, TIFFTAG_SAMPLESPERPIXEL);
	r->planes = field(r, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE ? r->samples : 1;
	if (!tiff.TIFFGetField(r->file, TIFFTAG_PHOTOMETRIC, &r->photometric))
		r->photometric = PHOTOMETRIC_MINISBLACK;
	if (!tiff.TIFFIsCODECConfigured(field(r, TIFFTAG_COMPRESSION)))
		return "it is compressed in a way that libtiff can't undo; save it with LZW or "
		       "without compression";
	if ((r->bits != 1 && r->bits != 2 && r->bits != 4 && r->bits != 8 && r->bits != 16) ||
	    (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID))
		return "its pixels are not of 1, 2, 4, 8 or 16 bits a component; save it with 8 or "
		       "16";
	const char *wrong =
		r->samples > SAMPLES_MOST ? "it has over 16 components" : judge_colors(r);
	if (!wrong && !r->as_rgba && r->samples < r->components)
		wrong = "it has fewer components than its colours need";
	if (!wrong)
		find_alpha(r);
	return wrong;
}

static bool is_gray(const tiff_reader *r)
{
	for (int n = 0; n < 1 << r->bits; n++)
		if (r->colors[0][n] != r->colors[1][n] || r->colors[0][n] != r->colors[2][n])
			return false;
	return true;
}

static image_space space_of(const tiff_reader *r)
{
	if (r->photometric == PHOTOMETRIC_PALETTE)
		return is_gray(r) ? IMAGE_GRAY : IMAGE_RGB;
	return r->components == 1 ? IMAGE_GRAY : r->components == 3 ? IMAGE_RGB : IMAGE_CMYK;
}

/* --- the header ----------------------------------------------------------------------------- */

static int dots(float said, unsigned unit)
{
	double inch = unit == RESUNIT_CENTIMETER ? said * 2.54 : said;
	return inch > 1 && inch <= DOTS_MOST ? (int)lround(inch) : 0;
}

static void read_metadata(const tiff_reader *r, image *i)
{
	float x = 0, y = 0;
	uint16_t unit = field(r, TIFFTAG_RESOLUTIONUNIT),
		 orientation = field(r, TIFFTAG_ORIENTATION);
	uint32_t length = 0;
	void *profile = NULL;
	if (unit != RESUNIT_NONE && tiff.TIFFGetField(r->file, TIFFTAG_XRESOLUTION, &x) &&
	    tiff.TIFFGetField(r->file, TIFFTAG_YRESOLUTION, &y)) {
		i->dots_x = dots(x, unit);
		i->dots_y = dots(y, unit);
	}
	if (orientation >= 1 && orientation <= 8)
		i->orientation = orientation;
	if (tiff.TIFFGetField(r->file, TIFFTAG_ICCPROFILE, &length, &profile))
		image_keep_profile(r->arena, i, profile, length);
}

/* Are all strips or tiles within the file? */
static bool is_whole(const tiff_reader *r)
{
	uint32_t count = tiff.TIFFIsTiled(r->file) ? tiff.TIFFNumberOfTiles(r->file)
						   : tiff.TIFFNumberOfStrips(r->file);
	for (uint32_t n = 0; n < count; n++) {
		uint64_t at = tiff.TIFFGetStrileOffset(r->file, n),
			 length = tiff.TIFFGetStrileByteCount(r->file, n);
		if (at > r->length || length > r->length - at)
			return false;
	}
	return true;
}

/* Smaller versions of the same picture, and masks, are not pages. */
static bool has_another_page(const tiff_reader *r)
{
	while (tiff.TIFFReadDirectory(r->file)) {
		uint32_t kind = 0;
		tiff.TIFFGetFieldDefaulted(r->file, TIFFTAG_SUBFILETYPE, &kind);
		if (!(kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)))
			return true;
	}
	return false;
}

static void read_header(tiff_reader *r, image *i)
{
	const char *wrong = judge(r);
	if (!r->wrong)
		r->wrong = wrong;
	tiff.TIFFGetField(r->file, TIFFTAG_IMAGEWIDTH, &i->width);
	tiff.TIFFGetField(r->file, TIFFTAG_IMAGELENGTH, &i->height);
	if (r->wrong || i->width > IMAGE_MOST_SIDE || i->height > IMAGE_MOST_SIDE)
		return; /* image.c reports what is too large */
	i->space = space_of(r);
	i->alpha = r->alpha_at >= 0;
	read_metadata(r, i);
	if (!is_whole(r))
		r->wrong = "it is truncated";
	r->ignoring = true;
	i->first_of = has_another_page(r) ? "pages" : NULL;
}

const char *image_tiff_header(arena *a, image *i)
{
	tiff_reader *r = ARENA_NEW(a, tiff_reader);
	open_reader(r, a, i);
	if (!r->wrong)
		read_header(r, i);
	close_reader(r);
	return r->wrong;
}

/* --- pixels --------------------------------------------------------------------------------- */

/* Where decoded pixels go: rows from `top` on, all of the picture where it is stored in planes,
 * otherwise those of a strip or of a row of tiles, which are then given away. */
typedef struct target {
	const image *image;
	image_take_row *take;
	void *context;
	uint8_t *rows;
	uint32_t top, width, height;
	uint16_t components; /* without alpha */
	bool alpha;
} target;

/* A stored sample; one of 16 bits is rounded to 8. (libtiff has put bits and bytes into the
 * machine's order.) */
static unsigned sample_at(const tiff_reader *r, const uint8_t *row, size_t n)
{
	if (r->bits == 8)
		return row[n];
	if (r->bits == 16) {
		uint16_t value;
		memcpy(&value, row + 2 * n, 2);
		return (value * 255u + 32895) >> 16;
	}
	size_t bit = n * r->bits;
	return row[bit / 8] >> (8 - r->bits - bit % 8) & ((1u << r->bits) - 1);
}

/* A sample as a level from 0 to 255. */
static uint8_t level(const tiff_reader *r, unsigned sample)
{
	if (r->bits < 8)
		sample = sample * 255 / ((1u << r->bits) - 1);
	return (uint8_t)(r->photometric == PHOTOMETRIC_MINISWHITE ? 255 - sample : sample);
}

/* Put one stored component where it belongs in a pixel. */
static void put_sample(const tiff_reader *r, const target *t, uint8_t *pixel, int component,
		       unsigned sample)
{
	if (component == r->alpha_at)
		pixel[t->components] =
			(uint8_t)(r->bits < 8 ? sample * 255 / ((1u << r->bits) - 1) : sample);
	else if (component >= r->components)
		return;
	else if (r->photometric != PHOTOMETRIC_PALETTE)
		pixel[component] = level(r, sample);
	else
		for (int n = 0; n < t->components; n++)
			pixel[n] = (uint8_t)(r->colors[n][sample] >> 8);
}

/* A row of stored pixels, of all components or of one plane, at (x, y) of the picture; `count` of
 * them, as far as the picture reaches. */
static void put_row(const tiff_reader *r, const target *t, const uint8_t *row, uint32_t x,
		    uint32_t y, uint32_t count, int plane)
{
	int stored = r->planes > 1 ? 1 : r->samples;
	size_t step = (size_t)t->components + t->alpha;
	uint8_t *pixel = t->rows + ((size_t)(y - t->top) * t->width + x) * step;
	for (uint32_t n = 0; n < count && x + n < t->width; n++, pixel += step)
		for (int s = 0; s < stored; s++)
			put_sample(r, t, pixel, plane + s,
				   sample_at(r, row, (size_t)n * (size_t)stored + (size_t)s));
}

static void divide_by_alpha(const target *t, uint32_t rows)
{
	size_t step = (size_t)t->components + 1;
	uint8_t *pixel = t->rows;
	for (size_t left = (size_t)t->width * rows; left > 0; left--, pixel += step) {
		unsigned alpha = pixel[t->components];
		for (int n = 0; n < t->components && alpha > 0; n++) {
			unsigned color = (pixel[n] * 255u + alpha / 2) / alpha;
			pixel[n] = (uint8_t)(color < 255 ? color : 255);
		}
	}
}

/* Give away so many rows, which are complete; the next ones come after them. */
static void give(const tiff_reader *r, target *t, uint32_t rows)
{
	if (r->wrong)
		return;
	if (t->alpha && r->premultiplied)
		divide_by_alpha(t, rows);
	image_give_rows(t->image, t->rows, rows, t->take, t->context);
	t->top += rows;
}

/* Room for the rows that are there at a time: so many, or all where planes come one by one. */
static void make_room(const tiff_reader *r, target *t, uint32_t rows)
{
	const bool all = r->planes > 1 || rows > t->height;
	t->rows = arena_array(r->arena, (size_t)t->width * (all ? t->height : rows),
			      image_step(t->image));
}

static void read_strips(tiff_reader *r, target *t)
{
	tmsize_t size = tiff.TIFFScanlineSize(r->file);
	uint64_t needed =
		((uint64_t)t->width * (r->planes > 1 ? 1u : r->samples) * r->bits + 7) / 8;
	if (size <= 0 || (uint64_t)size < needed) {
		r->wrong = "its rows are not what its header says";
		return;
	}
	make_room(r, t, 1);
	uint8_t *row = arena_alloc(r->arena, (size_t)size);
	for (uint16_t plane = 0; plane < r->planes; plane++)
		for (uint32_t y = 0; y < t->height && !r->wrong; y++) {
			if (tiff.TIFFReadScanline(r->file, row, y, plane) < 0 && !r->wrong)
				r->wrong = "its rows can't be read";
			put_row(r, t, row, 0, y, t->width, plane);
			if (r->planes == 1)
				give(r, t, 1);
		}
	if (r->planes > 1)
		give(r, t, t->height);
}

static void read_tile(tiff_reader *r, const target *t, uint8_t *tile, uint32_t x, uint32_t y,
		      uint16_t plane)
{
	uint32_t width = 0, height = 0;
	size_t stride = (size_t)tiff.TIFFTileRowSize(r->file);
	tiff.TIFFGetField(r->file, TIFFTAG_TILEWIDTH, &width);
	tiff.TIFFGetField(r->file, TIFFTAG_TILELENGTH, &height);
	if (tiff.TIFFReadTile(r->file, tile, x, y, 0, plane) < 0 && !r->wrong)
		r->wrong = "its tiles can't be read";
	for (uint32_t n = 0; n < height && y + n < t->height && !r->wrong; n++)
		put_row(r, t, tile + n * stride, x, y + n, width, plane);
}

static void read_tiles(tiff_reader *r, target *t)
{
	uint32_t width = 0, height = 0;
	tmsize_t size = tiff.TIFFTileSize(r->file);
	tiff.TIFFGetField(r->file, TIFFTAG_TILEWIDTH, &width);
	tiff.TIFFGetField(r->file, TIFFTAG_TILELENGTH, &height);
	if (size <= 0 || size > SINGLE_MOST || width == 0 || height == 0) {
		r->wrong = "its tiles are not what its header says";
		return;
	}
	make_room(r, t, height);
	uint8_t *tile = arena_alloc(r->arena, (size_t)size);
	for (uint16_t plane = 0; plane < r->planes; plane++)
		for (uint64_t y = 0; y < t->height; y += height) {
			for (uint64_t x = 0; x < t->width && !r->wrong; x += width)
				read_tile(r, t, tile, (uint32_t)x, (uint32_t)y, plane);
			if (r->planes == 1)
				give(r, t,
				     (uint32_t)(height < t->height - y ? height : t->height - y));
		}
	if (r->planes > 1)
		give(r, t, t->height);
}

/* libtiff's RGBA has alpha multiplied in, where there is any. */
static void read_rgba(tiff_reader *r, target *t)
{
	make_room(r, t, t->height);
	uint32_t *pixels = arena_array(r->arena, (size_t)t->width * t->height, sizeof *pixels);
	uint16_t orientation = field(r, TIFFTAG_ORIENTATION);
	r->premultiplied = true;
	if (!tiff.TIFFReadRGBAImageOriented(r->file, t->width, t->height, pixels, orientation, 1)) {
		r->wrong = r->wrong ? r->wrong : "its pixels can't be read";
		return;
	}
	uint8_t *to = t->rows;
	for (size_t n = 0; n < (size_t)t->width * t->height; n++) {
		*to++ = (uint8_t)TIFFGetR(pixels[n]);
		*to++ = (uint8_t)TIFFGetG(pixels[n]);
		*to++ = (uint8_t)TIFFGetB(pixels[n]);
		if (t->alpha)
			*to++ = (uint8_t)TIFFGetA(pixels[n]);
	}
	give(r, t, t->height);
}

static void read_pixels(tiff_reader *r, target *t)
{
	const char *wrong = judge(r);
	if (!r->wrong)
		r->wrong = wrong;
	if (r->wrong)
		return;
	if (r->as_rgba)
		read_rgba(r, t);
	else if (tiff.TIFFIsTiled(r->file))
		read_tiles(r, t);
	else
		read_strips(r, t);
}

const char *image_tiff_rows(arena *a, const image *i, image_take_row *take, void *context)
{
	target t = {.image = i,
		    .take = take,
		    .context = context,
		    .width = image_stored_width(i),
		    .height = image_stored_height(i),
		    .components = (uint16_t)image_components(i),
		    .alpha = i->alpha};
	tiff_reader *r = ARENA_NEW(a, tiff_reader);
	open_reader(r, a, i);
	if (!r->wrong)
		read_pixels(r, &t);
	close_reader(r);
	return r->wrong;
}
