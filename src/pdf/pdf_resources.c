/* pdf_resources: fonts, colours and images by their names in content streams. All pages of an
 * edition share one dictionary if it has room for all images; otherwise each dictionary serves as
 * many pages in a row as it has room for. */
#include "pdf/pdf_resources.h"

#include "base/arena.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_place.h"

/* The most entries of a dictionary that every reader accepts (PDF Reference 1.6, Appendix C). */
enum { ENTRIES_MOST = 4095 };

typedef struct resources {
	arena *arena;
	const pdf_painted *what;
	pdf_file *file;
	const edition *edition;
	pdf_dict **fonts;   /* by index */
	pdf_dict **images;  /* by index; NULL: no page has it */
	pdf_dict **of_page; /* each page's */
	/* the current dictionary: the images in it */
	pdf_buffer entries;
	size_t count, *last; /* last: by image: the number of the last dictionary that has it */
	size_t dictionaries;
	pdf_buffer black; /* the space of drawings' grays, once one is written */
} resources;

static pdf_dict *write_drawing(resources *r, const image *i)
{
	if (!r->black.length)
		pdf_append_black(r->what->colors, r->file, &r->black, r->edition->press);
	const pdf_convert *convert = r->edition->press && r->what->pages->style->sheet.convert
					     ? pdf_colors_convert(r->what->colors, CONVERT_TO_PRESS)
					     : NULL;
	const pdf_drawing_names names = {
		.fonts = r->fonts,
		.rgb = convert ? NULL : pdf_image_rgb(r->what->images, r->file, r->edition),
		.black = arena_copy(r->arena, r->black.data, r->black.length),
		.colors = r->what->colors,
		.convert = convert,
		.images = r->what->images,
		.edition = r->edition};
	return pdf_drawing_write(r->what->drawings, r->file, i, &names);
}

/* False after reporting. */
static bool write_images(resources *r)
{
	const pdf_painted *p = r->what;
	for (size_t i = 0; i < p->image_count; i++) {
		if (!p->painted[i])
			continue;
		r->images[i] = p->painted[i]->drawing ? write_drawing(r, p->painted[i])
						      : pdf_image_write(p->images, r->file,
									r->edition, p->painted[i]);
		if (!r->images[i])
			return false;
	}
	return true;
}

static void write_fonts(resources *r)
{
	for (size_t i = 0; i < pdf_font_count(r->what->fonts); i++)
		r->fonts[i] = pdf_font_write(pdf_font_at(r->what->fonts, i), r->file);
}

/* Finish the current dictionary. */
static pdf_dict *end_dictionary(resources *r)
{
	const pdf_painted *p = r->what;
	pdf_dict *d = pdf_dict_new(r->file);
	pdf_color_resources(p->colors, r->file, r->edition, d);
	pdf_dict *fonts = pdf_put_dict(d, "Font");
	for (size_t i = 0; i < pdf_font_count(p->fonts); i++)
		pdf_put(fonts, pdf_font_name(pdf_font_at(p->fonts, i)), r->fonts[i]);
	if (r->count) {
		pdf_append_text(&r->entries, ">>");
		pdf_put_buffer(d, "XObject", &r->entries);
	}
	r->entries.length = r->count = 0;
	r->dictionaries++;
	return d;
}

static void add_image(resources *r, size_t index)
{
	if (r->last[index] == r->dictionaries + 1)
		return;
	r->last[index] = r->dictionaries + 1;
	pdf_append_text(&r->entries, r->count++ ? " /" : "<</");
	pdf_append_print(&r->entries, PDF_PLACE_IMAGE " ", index);
	pdf_append_reference(&r->entries, r->images[index]);
}

/* How many images of a page are not yet in the current dictionary. */
static size_t count_new(const resources *r, const page *at)
{
	size_t count = 0;
	for (size_t k = 0; at->has_images && k < at->mark_count; k++)
		count += at->marks[k].kind == MARK_IMAGE &&
			 r->last[at->marks[k].as.image.image->index] != r->dictionaries + 1;
	return count;
}

/* Divide the pages among dictionaries. A single page has all its images in one, however many there
 * are. */
static void divide(resources *r)
{
	const pages *all = r->what->pages;
	size_t first = 0;
	for (size_t i = 0; i < all->count; i++) {
		const page *at = all->items[i];
		if (r->count && r->count + count_new(r, at) > ENTRIES_MOST)
			for (pdf_dict *d = end_dictionary(r); first < i; first++)
				r->of_page[first] = d;
		for (size_t k = 0; at->has_images && k < at->mark_count; k++)
			if (at->marks[k].kind == MARK_IMAGE)
				add_image(r, at->marks[k].as.image.image->index);
	}
	for (pdf_dict *d = end_dictionary(r); first < all->count; first++)
		r->of_page[first] = d;
}

pdf_dict *const *pdf_resources_write(arena *a, pdf_file *f, const edition *e,
				     const pdf_painted *what)
{
	resources r = {.arena = a, .what = what, .file = f, .edition = e};
	r.fonts = ARENA_ARRAY(a, pdf_font_count(what->fonts), pdf_dict *);
	r.images = ARENA_FULL_ARRAY(a, what->image_count, pdf_dict *);
	r.of_page = ARENA_ARRAY(a, what->pages->count, pdf_dict *);
	r.last = ARENA_FULL_ARRAY(a, what->image_count, size_t);
	write_fonts(&r);
	if (!write_images(&r))
		return NULL;
	divide(&r);
	pdf_buffer_free(&r.entries);
	pdf_buffer_free(&r.black);
	return r.of_page;
}
