/* image: the library of pictures. A file is read once a run and judged by its first bytes, never by
 * its name; where a name says otherwise, the picture is set and a warning names the right ending.
 * Orientation is applied here, to decoded rows. */
#include "image/image_private.h"

#include "base/file.h"
#include "base/map.h"
#include "base/nearest.h"
#include "image/svg.h"
#include "image/svg_html.h"

#include <glib.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#define FILE_MOST   ((size_t)1 << 30)
#define DOTS_UNSAID 144 /* to the inch, where a file does not say: of a screen with fine pixels */
#define DOTS_CSS    96  /* the unit of drawings */

/* A path that was asked for, and what came of it. */
typedef struct image_entry {
	const char *path;
	const image *image; /* NULL: it was refused */
	report_code code;   /* then why */
	const char *message;
} image_entry;

struct image_library {
	arena *arena;
	report *report;
	const char *root;    /* or NULL */
	map *entries;        /* by path and page */
	map *pdfs;           /* placed_file by path */
	size_t count;        /* of images that can be set */
	hash_table profiles; /* see image_share_profile */
};

/* A kind of file: its name in messages, the bytes that it begins with, the endings of its files'
 * names, and the format that it is read as. */
typedef struct kind {
	const char *name;
	size_t at, length;
	const char *bytes;
	const char *extensions[5];
	int format; /* an image_format, or UNREAD */
} kind;

enum { UNREAD = -1, KIND_SVG = 0 };
static const kind kinds[] = {
	{"an SVG", 0, 4, "<svg", {"svg"}, IMAGE_SVG}, /* and see svg_is */
	{"a PNG", 0, 8, "\x89PNG\r\n\x1a\n", {"png"}, IMAGE_PNG},
	{"a JPEG", 0, 3, "\xff\xd8\xff", {"jpg", "jpeg", "jpe", "jfif"}, IMAGE_JPEG},
	{"a GIF", 0, 4, "GIF8", {"gif"}, IMAGE_GIF},
	{"a WebP", 8, 4, "WEBP", {"webp"}, IMAGE_WEBP},
	{"a TIFF", 0, 4, "II*\0", {"tif", "tiff"}, IMAGE_TIFF},
	{"a TIFF", 0, 4, "MM\0*", {"tif", "tiff"}, IMAGE_TIFF},
	{"a TIFF", 0, 4, "II+\0", {"tif", "tiff"}, IMAGE_TIFF},
	{"a TIFF", 0, 4, "MM\0+", {"tif", "tiff"}, IMAGE_TIFF},
	{"an AVIF", 4, 8, "ftypavif", {"avif"}, UNREAD},
	{"a HEIF", 4, 7, "ftyphei", {"heic", "heif"}, UNREAD},
	{"a JPEG 2000", 4, 4, "jP  ", {"jp2", "j2k"}, UNREAD},
	{"a PDF", 0, 5, "%PDF-", {"pdf"}, IMAGE_PDF},
	{"an XML file", 0, 5, "<?xml", {"xml"}, UNREAD},
	{"a BMP", 0, 2, "BM", {"bmp"}, UNREAD},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* What reads the pictures of a format. */
typedef struct decoder {
	const char *(*header)(arena *a, image *i);
	const char *(*rows)(arena *a, const image *i, image_take_row *take, void *context);
} decoder;

static const decoder decoders[] = {
	[IMAGE_PNG] = {image_png_header, image_png_rows},
	[IMAGE_JPEG] = {image_jpeg_header, image_jpeg_rows},
	[IMAGE_GIF] = {image_gif_header, image_gif_rows},
	[IMAGE_WEBP] = {image_webp_header, image_webp_rows},
	[IMAGE_TIFF] = {image_tiff_header, image_tiff_rows},
};

image_library *image_library_new(arena *a, report *r, const char *root)
{
	image_library *l = ARENA_NEW(a, image_library);
	l->arena = a;
	l->report = r;
	l->entries = map_new(a);
	l->pdfs = map_new(a);
	l->root = root;
	l->profiles = hash_new(a, 16);
	return l;
}

int image_components(const image *i)
{
	static const int components[] = {[IMAGE_GRAY] = 1, [IMAGE_RGB] = 3, [IMAGE_CMYK] = 4};
	return components[i->space];
}

size_t image_step(const image *i)
{
	return (size_t)image_components(i) + i->alpha;
}

/* Orientations from 5 on lay the picture on its side. */
static bool is_turned(const image *i)
{
	return i->orientation >= 5;
}

uint32_t image_stored_width(const image *i)
{
	return is_turned(i) ? i->height : i->width;
}

uint32_t image_stored_height(const image *i)
{
	return is_turned(i) ? i->width : i->height;
}

static const kind *kind_of(const char *data, size_t size)
{
	if (svg_is(data, size))
		return &kinds[KIND_SVG];
	for (size_t k = 0; k < KINDS; k++) {
		if (size >= kinds[k].at + kinds[k].length &&
		    memcmp(data + kinds[k].at, kinds[k].bytes, kinds[k].length) == 0)
			return &kinds[k];
	}
	return NULL;
}

static bool has_extension(const kind *k, const char *extension)
{
	for (size_t i = 0; i < sizeof k->extensions / sizeof *k->extensions && k->extensions[i];
	     i++) {
		if (strcasecmp(k->extensions[i], extension) == 0)
			return true;
	}
	return false;
}

/* The kind of image that a name promises, or NULL. */
static const kind *promised_kind(const char *path)
{
	const char *dot = strrchr(file_base(path), '.');
	for (size_t k = 0; dot && k < KINDS; k++) {
		if (has_extension(&kinds[k], dot + 1))
			return &kinds[k];
	}
	return NULL;
}

/* --- loading -------------------------------------------------------------------------------- */

/* Read the file. NULL: done; else the message. */
static const char *read_file(image_library *l, image_entry *e, image *i)
{
	arena *a = l->arena;
	const char *near;
	switch (file_read_large(a, l->root, e->path, FILE_MOST, &i->data, &i->length)) {
	case FILE_OK: break;
	case FILE_ABSENT:
		e->code = REPORT_IMAGE_MISSING;
		near = l->root ? nearest_file(a, l->root, e->path) : NULL;
		if (near)
			return arena_print(a, "there is no image '%s'; did you mean '%s'?", e->path,
					   near);
		return arena_print(a,
				   "there is no image '%s'; see whether its path is spelt right, "
				   "from the manuscript's folder",
				   e->path);
	case FILE_IS_FOLDER:
		return arena_print(
			a, "the image '%s' is a folder; name a file that has the picture", e->path);
	case FILE_IS_SPECIAL:
		return arena_print(
			a, "the image '%s' is a pipe or a device; name a file that has the picture",
			e->path);
	case FILE_IS_CIRCULAR:
		return arena_print(a,
				   "the symbolic links of the image '%s' lead in a circle; name a "
				   "file that has the picture",
				   e->path);
	case FILE_HUGE:
		return arena_print(a, "the image '%s' is over a gigabyte; make it smaller",
				   e->path);
	default:
		return arena_print(a, "the image '%s' cannot be read; see whether you may read it",
				   e->path);
	}
	return i->length ? NULL
			 : arena_print(a, "the image '%s' is empty; export it again", e->path);
}

/* Can the image be read? NULL: yes; else the message. Its first bytes tell what it is, whatever its
 * name says. */
static const char *judge_kind(arena *a, const char *path, image *i)
{
	const kind *is = kind_of(i->data, i->length), *promised = promised_kind(path);
	if (!is)
		return arena_print(
			a,
			"the image '%s' is of no kind that can be set; export it as PNG, JPEG or "
			"SVG",
			path);
	if (is->format == UNREAD)
		return arena_print(
			a,
			"the image '%s' is %s, which cannot be set; export it as PNG, JPEG or SVG",
			path, is->name);
	if (promised && !has_extension(is, promised->extensions[0]))
		i->misnamed = arena_print(
			a, "the image '%s' is %s, though its name says that it is %s; name it .%s",
			path, is->name, promised->name, is->extensions[0]);
	i->format = (image_format)is->format;
	return NULL;
}

static void turn_size(image *i)
{
	uint32_t width = i->width;
	int dots = i->dots_x;
	if (!is_turned(i))
		return;
	i->width = i->height;
	i->height = width;
	i->dots_x = i->dots_y;
	i->dots_y = dots;
}

/* The drawing whose pictures are read, and the library that keeps them. */
typedef struct holder {
	image_library *library;
	const image *image;
} holder;

/* The message that an image cannot be used: why, and what to do. */
static const char *unusable(arena *a, const char *what, const char *wrong)
{
	return arena_print(a, "%s cannot be used: %s%s", what, wrong,
			   strchr(wrong, ';') ? "" : "; export it again");
}

/* Read the header. NULL: done; else what is wrong. */
static const char *read_header(image_library *l, image *i)
{
	arena *scratch = arena_new();
	const char *wrong = decoders[i->format].header(scratch, i);
	if (wrong)
		wrong = arena_copy(l->arena, wrong, strlen(wrong));
	else if (i->profile_length > IMAGE_PROFILE_MOST)
		wrong = IMAGE_PROFILE_LARGE;
	else if (i->profile)
		image_share_profile(l->arena, &l->profiles, i);
	arena_free(scratch);
	return wrong;
}

/* Pixels: NULL, or the message. */
static const char *examine_data(image_library *l, image_entry *e, image *i)
{
	arena *a = l->arena;
	const char *name = arena_print(a, "the image '%s'", e->path), *wrong = read_header(l, i);
	if (wrong)
		return unusable(a, name, wrong);
	if (i->width == 0 || i->height == 0)
		return arena_print(a, "%s has no pixels; export it again", name);
	if (i->width > IMAGE_MOST_SIDE || i->height > IMAGE_MOST_SIDE ||
	    (uint64_t)i->width * i->height > IMAGE_MOST_AREA)
		return arena_print(a,
				   "%s has %u by %u pixels; make it smaller (at most %d a side and "
				   "400 megapixels)",
				   name, (unsigned)i->width, (unsigned)i->height, IMAGE_MOST_SIDE);
	wrong = i->format == IMAGE_JPEG ? image_jpeg_whole(a, i) : NULL;
	if (wrong)
		return unusable(a, name, wrong);
	turn_size(i);
	return NULL;
}

/* What a data: address holds, by base 64 or by escapes (RFC 2397). */
static bool read_address(arena *a, const char *address, image *i)
{
	const char *comma = strchr(address, ',');
	gsize size = 0;
	if (!comma)
		return false;
	if (comma - address > 7 && !strncmp(comma - 7, ";base64", 7)) {
		guchar *data = g_base64_decode(comma + 1, &size);
		i->data = arena_copy(a, (const char *)data, size);
		g_free(data);
	} else {
		GBytes *bytes = g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
		if (!bytes)
			return false;
		const char *data = g_bytes_get_data(bytes, &size);
		i->data = arena_copy(a, data ? data : "", size);
		g_bytes_unref(bytes);
	}
	i->length = size;
	return true;
}

static svg_painter_picture embedded;

/* An SVG in an SVG, as draw.io embeds its icons. */
static bool embedded_drawing(const holder *h, const image *i, svg_painter *around,
			     drawing_picture *result)
{
	drawing *d = ARENA_NEW(h->library->arena, drawing);
	holder own = *h;
	if (svg_read(h->library->arena, i->data, i->length, embedded, &own, around, d))
		return false;
	*result = (drawing_picture){NULL, d->width, d->height, d};
	return true;
}

/* The picture that a drawing holds in a data: address. In messages it has the drawing's place and
 * name. */
static bool embedded(void *context, svg_painter *p, const char *address, drawing_picture *result)
{
	const holder *h = context;
	image_library *l = h->library;
	image_entry e = {.path = h->image->path};
	image *i = ARENA_NEW(l->arena, image);
	i->path = h->image->path;
	i->place = h->image->place;
	i->orientation = 1;
	i->bits = 8;
	if (!read_address(l->arena, address, i))
		return false;
	const kind *is = kind_of(i->data, i->length);
	if (is && is->format == IMAGE_SVG)
		return embedded_drawing(h, i, p, result);
	if (!is || is->format == IMAGE_PDF || is->format == UNREAD)
		return false;
	i->format = (image_format)is->format;
	if (examine_data(l, &e, i))
		return false;
	i->index = l->count++;
	*result = (drawing_picture){i, i->width, i->height, NULL};
	return true;
}

static const char *read_drawing(image_library *l, const char *path, image *i)
{
	arena *a = l->arena;
	drawing *d = ARENA_NEW(a, drawing);
	holder h = {l, i};
	const char *wrong = svg_read(a, i->data, i->length, embedded, &h, NULL, d);
	if (wrong)
		return unusable(a, arena_print(a, "the image '%s'", path), wrong);
	i->drawing = d;
	i->space = IMAGE_RGB;
	i->dots_x = i->dots_y = DOTS_CSS;
	i->width = (uint32_t)ceil(d->width);
	i->height = (uint32_t)ceil(d->height);
	return NULL;
}

/* Read a page of a PDF. The file is read once, though several of its pages may be images. */
static const char *read_pdf(image_library *l, const char *path, unsigned page, image *i)
{
	placed_file *file = map_get(l->pdfs, path);
	placed_form *form = ARENA_NEW(l->arena, placed_form);
	if (!file) {
		file = ARENA_NEW(l->arena, placed_file);
		*file = (placed_file){
			.data = i->data, .length = i->length, .by_id = map_new(l->arena)};
		map_put(l->pdfs, path, file);
	}
	i->data = file->data;
	const char *wrong = placed_form_read(l->arena, file, page ? page : 1, form);
	if (wrong)
		return unusable(l->arena,
				page ? arena_print(l->arena, "page %u of '%s'", page, path)
				     : arena_print(l->arena, "the image '%s'", path),
				wrong);
	i->page = form;
	i->space = IMAGE_RGB;
	double across = (form->right - form->left) * form->unit,
	       up = (form->top - form->bottom) * form->unit;
	i->width = (uint32_t)ceil(form->turns % 2 ? up : across);
	i->height = (uint32_t)ceil(form->turns % 2 ? across : up);
	return NULL;
}

/* NULL: it is a good image; else the message. */
static const char *examine(image_library *l, image_entry *e, unsigned page, image *i)
{
	const char *message = read_file(l, e, i);
	if (!message)
		message = judge_kind(l->arena, e->path, i);
	if (message)
		return message;
	switch (i->format) {
	case IMAGE_SVG: return read_drawing(l, e->path, i);
	case IMAGE_PDF: return read_pdf(l, e->path, page, i);
	default: return examine_data(l, e, i);
	}
}

/* Warn of what is left out of an image. Called once for each file, where it is first used. */
static void tell_left_out(const image_library *l, const image *i)
{
	if (i->misnamed)
		report_at(l->report, REPORT_IMAGE_MISNAMED, i->place, "%s", i->misnamed);
	if (i->first_of)
		report_at(l->report, REPORT_IMAGE_FIRST, i->place,
			  "the image '%s' has several %s, of which the first is set; export the "
			  "one that you want by itself",
			  i->path, i->first_of);
	if (i->page && i->page->has_notes)
		report_at(l->report, REPORT_DRAWING_PARTIAL, i->place,
			  "the image '%s' has notes or fields of a form, which are left out; look "
			  "at it on the page, or print it into a new PDF",
			  i->path);
	for (const char *const *what = i->drawing ? i->drawing->unpainted : NULL; what && *what;
	     what++)
		report_at(l->report, REPORT_DRAWING_PARTIAL, i->place,
			  "the image '%s' has %s%s; look at it on the page, or export it as PNG",
			  i->path, *what, *what == svg_html_set ? "" : ", which is left out");
}

static image_entry *entry_of(image_library *l, const char *path, unsigned page, place where)
{
	const char *key = page ? arena_print(l->arena, "%s#page=%u", path, page) : path;
	image_entry *e = map_get(l->entries, key);
	if (e)
		return e;
	e = ARENA_NEW(l->arena, image_entry);
	image *i = ARENA_NEW(l->arena, image);
	e->path = i->path = arena_copy(l->arena, path, strlen(path));
	e->code = REPORT_IMAGE_BAD;
	i->place = where;
	i->orientation = 1;
	i->bits = 8;
	e->message = examine(l, e, page, i);
	arena_rest(i->data, i->length);
	if (!e->message) {
		i->index = l->count++;
		e->image = i;
		tell_left_out(l, i);
	}
	map_put(l->entries, page ? key : e->path, e);
	return e;
}

bool image_has_pixels(const image *i)
{
	return !i->drawing && !i->page;
}

bool image_uses_black(const image *i)
{
	return i->drawing || (i->page && i->page->file->uses_black);
}

const image *image_load(image_library *l, const char *path, unsigned page, place where)
{
	report_here(where);
	const image_entry *e = entry_of(l, path, page, where);
	if (e->message)
		report_at(l->report, e->code, where, "%s", e->message);
	return e->image;
}

/* --- decoding ------------------------------------------------------------------------------- */

/* The stored pixel that is at (x, y) when the picture is upright (Exif 2.3, tag Orientation). */
static size_t stored_at(const image *i, uint32_t x, uint32_t y)
{
	uint32_t right = i->width - 1 - x, below = i->height - 1 - y;
	const uint32_t column[] = {0, x, right, right, x, y, y, below, below};
	const uint32_t row[] = {0, y, y, below, below, x, right, right, x};
	return (size_t)row[i->orientation] * image_stored_width(i) + column[i->orientation];
}

uint8_t *image_rows_new(arena *a, const image *i)
{
	return arena_array(a, (size_t)i->width * i->height, image_step(i));
}

void image_give_rows(const image *i, const uint8_t *rows, uint32_t count, image_take_row *take,
		     void *context)
{
	const uint32_t width = image_stored_width(i);
	for (; count > 0; count--, rows += width * image_step(i))
		take(context, rows, width);
}

/* The rows as they are stored, gathered until all are there. */
typedef struct gathered {
	uint8_t *rows, *end;
	size_t step;
} gathered;

static void gather(void *context, const uint8_t *row, uint32_t width)
{
	gathered *g = context;
	memcpy(g->end, row, width * g->step);
	g->end += width * g->step;
}

static void give_upright(const image *i, arena *scratch, const gathered *all, image_take_row *take,
			 void *context)
{
	uint8_t *row = arena_array(scratch, i->width, all->step);
	for (uint32_t y = 0; y < i->height; y++) {
		for (uint32_t x = 0; x < i->width; x++)
			memcpy(row + x * all->step, all->rows + stored_at(i, x, y) * all->step,
			       all->step);
		take(context, row, i->width);
	}
}

/* False after reporting what is wrong, if anything is. */
static bool is_good(const image_library *l, const image *i, const char *wrong)
{
	if (wrong)
		report_at(l->report, REPORT_IMAGE_DAMAGED, i->place,
			  "the image '%s' is damaged: %s; export it again", i->path, wrong);
	return !wrong;
}

bool image_decode(image_library *l, const image *i, image_take_row *take, void *context)
{
	const decoder *by = &decoders[i->format];
	arena *scratch = arena_new();
	const char *wrong;
	report_here(i->place);
	if (i->orientation == 1) {
		wrong = by->rows(scratch, i, take, context);
	} else {
		gathered all = {.rows = image_rows_new(scratch, i), .step = image_step(i)};
		all.end = all.rows;
		wrong = by->rows(scratch, i, gather, &all);
		if (!wrong)
			give_upright(i, scratch, &all, take, context);
	}
	const bool good = is_good(l, i, wrong); /* what is wrong may be the scratch arena's */
	arena_rest(i->data, i->length);
	arena_free(scratch);
	return good;
}

bool image_decode_stored(image_library *l, const image *i, bool small, image_take_row *take,
			 void *context)
{
	arena *scratch = arena_new();
	report_here(i->place);
	const char *wrong = (small ? image_jpeg_small : image_jpeg_rows)(scratch, i, take, context);
	const bool good = is_good(l, i, wrong); /* what is wrong may be the scratch arena's */
	arena_rest(i->data, i->length);
	arena_free(scratch);
	return good;
}

void image_size(const image *i, length measure, length tallest, length *width, length *height)
{
	int dots_x = i->dots_x > 0 ? i->dots_x : i->dots_y > 0 ? i->dots_y : DOTS_UNSAID;
	int dots_y = i->dots_y > 0 ? i->dots_y : dots_x;
	*width = length_scale((length)i->width, 72 * LENGTH_PT, dots_x);
	*height = length_scale((length)i->height, 72 * LENGTH_PT, dots_y);
	if (i->page) {
		double across = (i->page->right - i->page->left) * i->page->unit,
		       up = (i->page->top - i->page->bottom) * i->page->unit;
		*width = llround((i->page->turns % 2 ? up : across) * LENGTH_PT);
		*height = llround((i->page->turns % 2 ? across : up) * LENGTH_PT);
	} else if (i->drawing) {
		*width = llround(i->drawing->width * 72 * LENGTH_PT / DOTS_CSS);
		*height = llround(i->drawing->height * 72 * LENGTH_PT / DOTS_CSS);
	}
	if (*width > measure) {
		*height = length_scale(*height, measure, *width);
		*width = measure;
	}
	if (*height > tallest) {
		*width = length_scale(*width, tallest, *height);
		*height = tallest;
	}
	*width = *width > 0 ? *width : 1;
	*height = *height > 0 ? *height : 1;
}

void image_judge(const image_library *l, const image *i, length width, int least, place where)
{
	int64_t dots = ((int64_t)i->width * 72 * LENGTH_PT + width / 2) / width;
	int64_t due = (width * least + 72 * LENGTH_PT - 1) / (72 * LENGTH_PT);

	if (dots < least && image_has_pixels(i))
		report_rated(l->report, REPORT_COARSE_IMAGE, where, least - dots,
			     "the image '%s' has %d dots to the inch as it is set, fewer than the "
			     "style wants (`image-resolution: %d`): export it "
			     "at %d or more, %d pixels across for this width",
			     i->path, (int)dots, least, least, (int)due);
}
