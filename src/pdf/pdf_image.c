/* pdf_image: which bytes and which colour space an image has in each edition. */
#include "pdf/pdf_image.h"

#include "base/arena.h"
#include "base/file.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_image_data.h"
#include "pdf/pdf_image_press.h"
#include "pdf/pdf_image_rows.h"
#include "pdf/pdf_page_form.h"

#include <string.h>

enum { PROFILE_MOST = 64 << 20 };

/* An image's data in one form. */
typedef struct form {
	pdf_bytes color, mask; /* mask without data: it has none */
	uint32_t width, height;
	int components, bits;
	bool predicted, mask_predicted;
	const uint8_t *palette; /* what its pixels number, or NULL */
	size_t colors;
	bool inverted;      /* CMYK by Adobe */
	bool untransformed; /* a JPEG that stores RGB or CMYK themselves */
	bool separated;     /* by the output condition */
} form;

typedef struct slot {
	form *own, *converted, *press; /* as it is; CMYK as sRGB; in the press's inks */
	pdf_dict *object;              /* at turn number `turn` */
	unsigned turn;
	length width, height; /* the largest that it is set; 0: not known */
	bool failed, weighed;
	bool wet; /* it has more ink than the paper takes */
} slot;

/* A profile, compressed once, and its object at turn number `turn`. */
typedef struct profile {
	const char *data; /* NULL: sRGB */
	size_t length;
	pdf_bytes bytes;
	pdf_dict *object;
	unsigned turn;
} profile;

struct pdf_images {
	arena *arena;
	report *report;
	image_library *library;
	const sheet *sheet;
	pdf_colors *colors;
	pdf_page_forms *pages;
	slot *slots; /* by the image's index */
	size_t slot_count, slot_capacity;
	profile *profiles; /* the first is sRGB */
	size_t profile_count, profile_capacity;
	/* the sheet's profile, once read; NULL: not read, or not to be had */
	const char *condition;
	size_t condition_length;
	bool condition_read;
	pdf_file *file; /* the edition under way */
	const edition *edition;
	unsigned turn; /* counts them, from 1 */
};

pdf_images *pdf_images_new(arena *a, report *r, image_library *l, const sheet *s,
			   pdf_colors *colors, const pdf_bytes *srgb)
{
	pdf_images *p = ARENA_NEW(a, pdf_images);
	*p = (pdf_images){.arena = a,
			  .report = r,
			  .library = l,
			  .sheet = s,
			  .colors = colors,
			  .pages = pdf_page_forms_new(a)};
	ARENA_APPEND(a, p->profiles, p->profile_count, p->profile_capacity)->bytes = *srgb;
	return p;
}

/* What was made for another document is not this one's. */
static void turn_to(pdf_images *p, pdf_file *f, const edition *e)
{
	if (p->file == f && p->edition == e)
		return;
	p->file = f;
	p->edition = e;
	p->turn++;
}

static slot *slot_of(pdf_images *p, const image *i)
{
	if (i->index >= p->slot_count) {
		p->slots = arena_grow(p->arena, p->slots, p->slot_count, &p->slot_capacity,
				      i->index + 1, sizeof *p->slots);
		p->slot_count = i->index + 1;
	}
	return &p->slots[i->index];
}

/* --- colour --------------------------------------------------------------------------------- */

/* False: it can't be read, which the caller reports. */
static bool read_condition(pdf_images *p)
{
	if (!p->condition_read) {
		p->condition_read = true;
		const sheet *s = p->sheet;
		if (!s->profile ||
		    (s->profile_root
			     ? file_read_within(p->arena, s->profile_root, s->profile, PROFILE_MOST,
						&p->condition, &p->condition_length)
			     : file_read(p->arena, s->profile, PROFILE_MOST, &p->condition,
					 &p->condition_length)) != FILE_OK ||
		    !pdf_image_data_is_profile(p->condition, p->condition_length, 4))
			p->condition = NULL;
	}
	return p->condition;
}

/* An image must not be tagged with the very profile that the output intent names. */
static bool is_condition(pdf_images *p, const image *i)
{
	return i->space == IMAGE_CMYK && read_condition(p) &&
	       p->condition_length == i->profile_length &&
	       !memcmp(p->condition, i->profile, i->profile_length);
}

static void report_no_condition(const pdf_images *p, const image *i)
{
	report_at(p->report, REPORT_PROFILE_BAD, i->place,
		  "the image '%s' is CMYK without a profile, and %s can't be read as the "
		  "CMYK profile that it means; install Debian's package "
		  "scribus-data, name a profile in the style sheet, or save the image with "
		  "its own",
		  i->path, p->sheet->profile ? p->sheet->profile : "no file");
}

/* --- size ----------------------------------------------------------------------------------- */

void pdf_image_is_set(pdf_images *p, const image *i, length width, length height)
{
	slot *s = slot_of(p, i);

	s->width = width > s->width ? width : s->width;
	s->height = height > s->height ? height : s->height;
}

/* How many pixels of a side that has `has` give what the sheet allows, at the size that it is set.
 * A pixel is not left out merely because a length was rounded. */
static uint32_t side_of(const pdf_images *p, uint32_t has, length set)
{
	const length inch = 72 * LENGTH_PT;
	const int64_t most = (set * p->sheet->resolution_most + inch / 64) / inch;

	if (!p->sheet->resolution_most || !set || most >= has)
		return has;
	return most > 0 ? (uint32_t)most : 1;
}

static uint32_t width_of(pdf_images *p, const image *i)
{
	return side_of(p, i->width, slot_of(p, i)->width);
}

static uint32_t height_of(pdf_images *p, const image *i)
{
	return side_of(p, i->height, slot_of(p, i)->height);
}

static bool has_too_many(pdf_images *p, const image *i)
{
	return width_of(p, i) < i->width || height_of(p, i) < i->height;
}

/* --- data ----------------------------------------------------------------------------------- */

/* How much black ink prints each gray of an image; NULL: it is not known. */
static const uint8_t *press_grays(const pdf_images *p, arena *scratch, const image *i)
{
	const pdf_convert *c = pdf_colors_convert(p->colors, CONVERT_BLACK);
	uint8_t *grays = arena_alloc(scratch, 256);
	if (c)
		pdf_convert_image_grays(c, pdf_image_data_is_tagged(i) ? i->profile : NULL,
					i->profile_length, grays);
	return c ? grays : NULL;
}

/* What a form is made for: as the image is, CMYK for screens, gray and RGB for the press. */
typedef enum purpose { FOR_ALL, FOR_SCREEN, FOR_PRESS } purpose;

/* Tables for 8 bits are a little beyond what the profile would say, and JPEG's blocks, too. */
enum { INK_SLACK = 3 };

/* Once for each image: has it more ink than the paper takes? */
static bool is_heavy(pdf_images *p, const image *i, int ink)
{
	slot *s = slot_of(p, i);

	if (s->weighed || !p->sheet->ink_most)
		return false;
	s->weighed = true;
	return ink > p->sheet->ink_most + INK_SLACK;
}

static void warn_of_ink(pdf_images *p, const image *i, int ink)
{
	if (is_heavy(p, i, ink))
		report_at(p->report, REPORT_INK_HEAVY, i->place,
			  "the image '%s' has up to %d %% of ink in one place, and the paper takes "
			  "%d %%; write 'page: {images: convert}' to have that separated again, or "
			  "'page: {ink-limit: %d%%}' where the printer allows it",
			  i->path, ink, p->sheet->ink_most, ink);
}

/* How CMYK that means the output condition becomes sRGB; NULL after reporting. */
static pdf_convert_pixels *way_to_screen(pdf_images *p, const image *i)
{
	pdf_convert_pixels *by =
		read_condition(p)
			? pdf_convert_pixels_to_screen(p->arena, p->condition, p->condition_length)
			: NULL;
	if (!by)
		report_no_condition(p, i);
	return by;
}

/* Decode and convert it, RGB and CMYK `by` (NULL: they stay). */
static bool decode(pdf_images *p, const image *i, purpose why, const pdf_convert_pixels *by,
		   form *f)
{
	arena *scratch = arena_new();
	pdf_image_rows rows;
	pdf_image_way way = {.components = image_components(i),
			     .by = by,
			     .line_art = !pdf_image_data_is_tagged(i) && i->space != IMAGE_CMYK,
			     .width = width_of(p, i),
			     .height = height_of(p, i)};
	if (by)
		way.components = why == FOR_PRESS ? 4 : 3;
	if (why == FOR_PRESS && i->space == IMAGE_GRAY)
		way.grays = press_grays(p, scratch, i);
	const bool good = pdf_image_rows_pack(p->arena, p->library, i, &way, &rows);
	if (good)
		*f = (form){.color = rows.color,
			    .mask = rows.mask,
			    .width = rows.width,
			    .height = rows.height,
			    .components = rows.components,
			    .bits = rows.bits,
			    .predicted = rows.predicted,
			    .mask_predicted = rows.mask_predicted};
	if (good && p->edition->press)
		warn_of_ink(p, i, rows.ink);
	arena_free(scratch);
	return good;
}

static bool make_for_screen(pdf_images *p, const image *i, form *f)
{
	pdf_convert_pixels *by = way_to_screen(p, i);
	const bool good = by && decode(p, i, FOR_SCREEN, by, f);
	if (by)
		pdf_convert_pixels_free(by);
	return good;
}

/* A JPEG as it is stored, which pdf_image_matrix then turns. */
static form stored(pdf_images *p, const image *i)
{
	const bool turned = i->orientation >= 5;
	const uint32_t width = width_of(p, i), height = height_of(p, i);
	return (form){.width = turned ? height : width,
		      .height = turned ? width : height,
		      .components = image_components(i),
		      .bits = 8};
}

static bool pass(pdf_images *p, const image *i, form *f)
{
	*f = stored(p, i);
	if (has_too_many(p, i))
		return pdf_image_press_jpeg(p->arena, p->library, i, NULL, f->width, f->height,
					    &f->color);
	f->inverted = i->inverted;
	f->untransformed = i->untransformed;
	if (pdf_image_data_jpeg(p->arena, i->data, i->length, &f->color))
		return true;
	report_at(p->report, REPORT_IMAGE_DAMAGED, i->place,
		  "the image '%s' breaks off before its picture begins; save it again", i->path);
	return false;
}

/* How an image's pixels are converted for the press; NULL after reporting. */
static pdf_convert_pixels *way_to_press(pdf_images *p, const image *i)
{
	const char *own = pdf_image_data_is_tagged(i) ? i->profile : NULL;
	pdf_convert *c = pdf_colors_convert(p->colors, CONVERT_TO_PRESS);
	pdf_convert_pixels *by = NULL;
	if (c && i->space == IMAGE_CMYK)
		by = pdf_convert_pixels_with_less_ink(c, p->arena, is_condition(p, i) ? NULL : own,
						      i->profile_length,
						      p->sheet->ink_most - INK_SLACK);
	else if (c)
		by = pdf_convert_pixels_new(c, p->arena, 3, own, i->profile_length);
	if (c && !by && own && i->space != IMAGE_CMYK)
		by = pdf_convert_pixels_new(c, p->arena, 3, NULL, 0);
	if (!by)
		report_at(p->report, REPORT_PROFILE_BAD, i->place,
			  "the image '%s' can't be converted by the output profile %s; get that "
			  "again, or write 'page: {images: tagged}'",
			  i->path, p->sheet->profile ? p->sheet->profile : "");
	return by;
}

static bool make_for_press(pdf_images *p, const image *i, form *f)
{
	if (i->space == IMAGE_GRAY)
		return decode(p, i, FOR_PRESS, NULL, f);
	pdf_convert_pixels *by = way_to_press(p, i);
	bool good = by;
	if (good && pdf_image_data_passes_through(i)) {
		*f = stored(p, i);
		f->components = 4;
		good = pdf_image_press_jpeg(p->arena, p->library, i, by, f->width, f->height,
					    &f->color);
	} else if (good) {
		good = decode(p, i, FOR_PRESS, by, f);
	}
	f->separated = true;
	if (by)
		pdf_convert_pixels_free(by);
	return good;
}

/* Gray JPEGs pass through, and their colour space says what they are. */
static purpose purpose_of(const pdf_images *p, const slot *s, const image *i)
{
	if (!p->edition->press)
		return pdf_image_data_is_bare_cmyk(i) ? FOR_SCREEN : FOR_ALL;
	if (i->space == IMAGE_RGB)
		return p->sheet->convert ? FOR_PRESS : FOR_ALL;
	if (i->space == IMAGE_CMYK)
		return s->wet ? FOR_PRESS : FOR_ALL;
	return i->space == IMAGE_GRAY && i->format != IMAGE_JPEG ? FOR_PRESS : FOR_ALL;
}

/* The ink of an image that is decoded anyway is measured then, unless it may have to be separated
 * again. */
static void weigh(pdf_images *p, slot *s, const image *i)
{
	if (s->weighed || !p->edition->press || i->space != IMAGE_CMYK || !p->sheet->ink_most ||
	    (i->format != IMAGE_JPEG && !p->sheet->convert))
		return;
	const int ink = pdf_image_rows_most_ink(p->library, i);
	if (!p->sheet->convert)
		warn_of_ink(p, i, ink);
	else if ((s->wet = is_heavy(p, i, ink)))
		report_at(
			p->report, REPORT_INK_REDUCED, i->place,
			"the image '%s' has up to %d %% of ink in one place, and the paper takes "
			"%d %%: in print that is separated again, with less ink for the same look",
			i->path, ink, p->sheet->ink_most);
	s->weighed = true;
}

/* A PNG's rows as they are in its file. False: they have to be decoded. Of two colours, as line art
 * is, they keep all pixels. */
static bool pass_rows(pdf_images *p, const image *i, form *f)
{
	image_packed packed;
	if (!image_png_packed(p->arena, i, &packed) || (packed.bits > 1 && has_too_many(p, i)))
		return false;
	*f = (form){.width = i->width,
		    .height = i->height,
		    .components = image_components(i),
		    .predicted = true,
		    .bits = packed.bits,
		    .palette = packed.palette,
		    .colors = packed.colors};
	f->color = pdf_image_data_parts(p->arena, &packed);
	return true;
}

/* The image in the form that the edition takes; NULL after reporting. */
static const form *form_of(pdf_images *p, slot *s, const image *i)
{
	if (!s->failed)
		weigh(p, s, i);
	const purpose why = purpose_of(p, s, i);
	form **at = why == FOR_PRESS ? &s->press : why == FOR_SCREEN ? &s->converted : &s->own;
	if (*at || s->failed)
		return s->failed ? NULL : *at;
	form *made = ARENA_NEW(p->arena, form);
	const bool good = why == FOR_PRESS    ? make_for_press(p, i, made)
			  : why == FOR_SCREEN ? make_for_screen(p, i, made)
			  : pdf_image_data_passes_through(i)
				  ? pass(p, i, made)
				  : pass_rows(p, i, made) || decode(p, i, why, NULL, made);
	s->failed = !good;
	return good ? *at = made : NULL;
}

void pdf_image_matrix(const image *i, int matrix[6])
{
	/* Exif's orientations, as ways from the stored square to the upright one. */
	static const signed char ways[9][6] = {
		{1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},
		{-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1},
		{0, -1, 1, 0, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
	bool turned =
		pdf_image_data_passes_through(i) && i->orientation >= 1 && i->orientation <= 8;
	for (int n = 0; n < 6; n++)
		matrix[n] = ways[turned ? i->orientation : 1][n];
}

/* --- objects -------------------------------------------------------------------------------- */

static profile *profile_of(pdf_images *p, const char *data, size_t length)
{
	for (size_t n = 1; n < p->profile_count; n++)
		if (p->profiles[n].length == length && !memcmp(p->profiles[n].data, data, length))
			return &p->profiles[n];
	profile *new = ARENA_APPEND(p->arena, p->profiles, p->profile_count, p->profile_capacity);
	new->data = data;
	new->length = length;
	new->bytes = pdf_deflate(p->arena, data, length, PDF_DEFLATE_LEVEL);
	return new;
}

static unsigned profile_number(pdf_images *p, profile *with, int components)
{
	if (with->turn != p->turn) {
		with->turn = p->turn;
		with->object = pdf_stream_new(p->file, &with->bytes);
		pdf_put_number(with->object, "N", components);
	}
	return pdf_number_of(with->object);
}

static const char *profile_space(pdf_images *p, profile *with, int components)
{
	return arena_print(p->arena, "[/ICCBased %u 0 R]", profile_number(p, with, components));
}

const char *pdf_image_rgb(pdf_images *p, pdf_file *f, const edition *e)
{
	turn_to(p, f, e);
	return e->press ? profile_space(p, &p->profiles[0], 3) : "/DeviceRGB";
}

/* Grays of a JPEG that are as light on paper as on the screen: the samples stay, and a table says
 * how much black ink each of them is. False: it is not known. */
static bool put_grays(const pdf_images *p, const image *i, pdf_dict *d)
{
	arena *scratch = arena_new();
	const uint8_t *grays = press_grays(p, scratch, i);
	pdf_buffer space = {0};
	if (grays) {
		pdf_append_text(&space, "[/Indexed /DeviceGray 255 ");
		pdf_append_hex(&space, grays, 256);
		pdf_append_text(&space, "]");
		pdf_put_buffer(d, "ColorSpace", &space);
		pdf_buffer_free(&space);
	}
	arena_free(scratch);
	return grays;
}

/* How the printer is to convert what keeps its own profile; relative is what a PDF means
 * without. */
static void put_intent(const pdf_images *p, pdf_dict *d)
{
	static const char *const names[] = {[RENDER_PERCEPTUAL] = "Perceptual",
					    [RENDER_SATURATION] = "Saturation",
					    [RENDER_ABSOLUTE] = "AbsoluteColorimetric"};
	if (p->edition->press && p->sheet->intent != RENDER_RELATIVE)
		pdf_put_name(d, "Intent", names[p->sheet->intent]);
}

static void put_space(pdf_images *p, const image *i, const form *from, pdf_dict *d)
{
	static const char *const devices[] = {NULL, "/DeviceGray", NULL, "/DeviceRGB",
					      "/DeviceCMYK"};
	const char *space;
	const int components = from->components;
	bool converted = from->separated || components != image_components(i);
	if (p->edition->press && components == 1 && i->format == IMAGE_JPEG && put_grays(p, i, d))
		return;
	if (!converted && pdf_image_data_is_tagged(i) &&
	    !(p->edition->press && (i->space == IMAGE_GRAY || is_condition(p, i))))
		space = profile_space(p, profile_of(p, i->profile, i->profile_length), components);
	else if (p->edition->press && components == 3)
		space = profile_space(p, &p->profiles[0], components);
	else
		space = devices[components];
	if (*space != '/')
		put_intent(p, d);
	if (from->palette)
		pdf_image_data_put_palette(d, space, from->palette, from->colors);
	else if (*space == '/')
		pdf_put_name(d, "ColorSpace", space + 1);
	else
		pdf_put_exact(d, "ColorSpace", "%s", space);
}

static pdf_dict *new_object(const pdf_images *p, const pdf_bytes *bytes, const form *from,
			    int components, int bits, bool predicted)
{
	pdf_dict *d = pdf_stream_new(p->file, bytes);
	pdf_put_name(d, "Type", "XObject");
	pdf_put_name(d, "Subtype", "Image");
	pdf_put_number(d, "Width", (int32_t)from->width);
	pdf_put_number(d, "Height", (int32_t)from->height);
	pdf_put_number(d, "BitsPerComponent", bits);
	if (predicted)
		pdf_put_exact(d, "DecodeParms",
			      "<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %u>>",
			      components, bits, (unsigned)from->width);
	return d;
}

static pdf_dict *write_object(pdf_images *p, const image *i, const form *from)
{
	pdf_dict *d = new_object(p, &from->color, from, from->palette ? 1 : from->components,
				 from->bits, from->predicted);
	put_space(p, i, from, d);
	if (from->inverted)
		pdf_put_exact(d, "Decode", "[1 0 1 0 1 0 1 0]");
	if (from->untransformed)
		pdf_put_exact(d, "DecodeParms", "<</ColorTransform 0>>");
	if (from->mask.data) {
		pdf_dict *mask = new_object(p, &from->mask, from, 1, 8, from->mask_predicted);
		pdf_put_name(mask, "ColorSpace", "DeviceGray");
		pdf_put(d, "SMask", mask);
	}
	return d;
}

/* A page of a PDF, whose colours are the edition's: RGB and CMYK of devices are sRGB and the output
 * condition, wherever the edition's own intent is another. NULL after reporting. */
static pdf_dict *write_page(pdf_images *p, const image *i)
{
	const placed_file *file = i->page->file;
	bool press = p->edition->press, tagged = file->uses_cmyk && !press;
	pdf_page_spaces spaces = {
		pdf_image_rgb(p, p->file, p->edition), "/DeviceCMYK", "", "", p->colors, press};
	if (tagged && !read_condition(p)) {
		report_no_condition(p, i);
		return NULL;
	}
	if (tagged)
		spaces.cmyk = profile_space(p, profile_of(p, p->condition, p->condition_length), 4);
	if (press || tagged)
		spaces.defaults = arena_print(p->arena, "/Default%s %s", press ? "RGB" : "CMYK",
					      press ? spaces.rgb : spaces.cmyk);
	if (file->uses_black) {
		pdf_buffer black = {0};
		pdf_append_black(p->colors, p->file, &black, press);
		spaces.black = arena_copy(p->arena, black.data, black.length);
		pdf_buffer_free(&black);
	}
	return pdf_page_form_write(p->pages, p->file, p->turn, i->page, &spaces);
}

pdf_dict *pdf_image_write(pdf_images *p, pdf_file *f, const edition *e, const image *i)
{
	turn_to(p, f, e);
	slot *s = slot_of(p, i);
	if (s->turn == p->turn)
		return s->object;
	if (i->page) {
		s->turn = p->turn;
		return s->object = write_page(p, i);
	}
	const form *from = form_of(p, s, i);
	s->turn = p->turn;
	return s->object = from ? write_object(p, i, from) : NULL;
}

bool pdf_image_is_transparent(const pdf_images *p, const image *i)
{
	const slot *s = i->index < p->slot_count ? &p->slots[i->index] : NULL;
	const form *const forms[] = {s ? s->own : NULL, s ? s->converted : NULL,
				     s ? s->press : NULL};

	if (i->page)
		return true; /* as it may be */
	for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
		if (forms[k] && forms[k]->mask.data)
			return true;
	return false;
}
