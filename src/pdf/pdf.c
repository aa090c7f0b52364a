/* pdf: pages to PDF files. What all editions share (content streams, subsets, pixels, the tree's
 * numbering) is made in pdf_new, once; an edition is a document of libharu's objects around it,
 * made by pdf_make and written by pdf_save. Everything that painting needs is settled before the
 * first content stream is written, so that writing streams only reads. */
#include "pdf/pdf.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/parallel.h"
#include "pdf/pdf_ahead.h"
#include "pdf/pdf_color.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_deflate.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_furniture.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_link.h"
#include "pdf/pdf_meta.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_outline.h"
#include "pdf/pdf_overlay.h"
#include "pdf/pdf_profile.h"
#include "pdf/pdf_resources.h"
#include "pdf/pdf_spot.h"
#include "pdf/pdf_tags.h"
#include "pdf/pdf_write.h"
#include "pdf/pdf_xmp.h"

enum { PAGES_A_NODE = 64 };

/* What is made beside the tree and the faces. */
enum { MAKE_PROFILE, MAKE_CHECKS, MAKE_HASHES, MAKE_COLORS, MAKES };

struct pdf {
	arena *arena;
	report *report;
	const pages *pages;
	font_library *library;
	pdf_options options;
	pdf_facts facts;
	pdf_fonts *fonts;
	pdf_colors *colors;
	bool settle; /* the profile of the press must be asked for their colours */
	pdf_images *images;
	pdf_drawings *drawings;
	const image **painted; /* by index; NULL: no page has it */
	size_t painted_count;
	arena *aside; /* for the tree and its places */
	pdf_bytes srgb;
	pdf_tags *tags;
	pdf_places *places;
	pdf_furniture *furniture;
	pdf_attached *attached;
	pdf_check *checks; /* of its attachments */
	size_t packable;   /* how many attachments are streams to compress */
	/* one for each page; those of length 0 are left out */
	pdf_bytes *contents;
	pdf_bytes *screens;        /* after it, in the archive edition */
	pdf_bytes *slugs;          /* before it, in the print edition, after press_marks */
	pdf_bytes press_marks;     /* the same on all pages */
	pdf_bytes *unders, *overs; /* before and after all that, in a proof */
};

/* --- what editions share -------------------------------------------------------------------- */

/* What streams a page has, in the order in which all pages' are written. */
enum { STREAM_CONTENT, STREAM_SCREEN, STREAM_SLUG, STREAM_UNDER, STREAM_OVER, STREAMS };

/* The streams of editions' pages, each kind of all pages, after the attachments, and after them
 * what all pages of one share. */
static void make_stream(pdf_buffer *out, const void *context, size_t index)
{
	const pdf *p = context;
	const pdf_content content = {p->pages, p->fonts, p->tags, p->colors};
	size_t count = p->pages->count, stream = index - p->packable, page = stream % count,
	       kind = stream / count;
	if (kind == STREAMS)
		pdf_append_press_marks(out, p->colors, p->pages->style);
	else if (kind == STREAM_SLUG)
		pdf_append_slug(out, p->furniture, &content, page);
	else if (kind < STREAM_SLUG)
		pdf_append_page(out, &content, page, kind == STREAM_SCREEN);
	else if (p->options.overlays)
		pdf_append_overlay(out, &p->options.overlays[page], &content, kind == STREAM_UNDER);
}

/* The attachments come first since they are the longest: then all slots are done at about the same
 * time. */
static void write_streams(pdf *p)
{
	const attachment *list = p->options.attachments;
	size_t count = p->pages->count, attached = 0;
	pdf_bytes *items =
		ARENA_ARRAY(p->arena, p->options.attachment_count + STREAMS * count + 1, pdf_bytes);
	pdf_bytes *sources = pdf_attached_bytes(p->attached);
	for (size_t i = 0; i < p->options.attachment_count; i++)
		if (!list[i].packed) {
			items[attached] = sources[i];
			if (!items[attached].data)
				items[attached].data = ""; /* empty, not to be made */
			attached++;
		}
	p->packable = attached;
	pdf_deflate_made(p->arena, items, attached + STREAMS * count + 1, PDF_DEFLATE_QUICKLY,
			 make_stream, p);
	for (size_t i = p->options.attachment_count, at = attached; i-- > 0;)
		if (!list[i].packed)
			sources[i] = items[--at];
	p->contents = items + attached + STREAM_CONTENT * count;
	p->screens = items + attached + STREAM_SCREEN * count;
	p->slugs = items + attached + STREAM_SLUG * count;
	p->unders = items + attached + STREAM_UNDER * count;
	p->overs = items + attached + STREAM_OVER * count;
	p->press_marks = items[attached + STREAMS * count];
}

static void collect_images(pdf *p)
{
	size_t capacity = 0;
	for (size_t i = 0; i < p->pages->count; i++)
		for (size_t k = 0;
		     p->pages->items[i]->has_images && k < p->pages->items[i]->mark_count; k++) {
			const mark *m = &p->pages->items[i]->marks[k];
			if (m->kind != MARK_IMAGE)
				continue;
			size_t index = m->as.image.image->index;
			while (p->painted_count <= index)
				*ARENA_APPEND(p->arena, p->painted, p->painted_count, capacity) =
					NULL;
			p->painted[index] = m->as.image.image;
		}
}

static void tell_sizes(const pdf *p)
{
	for (size_t i = 0; i < p->pages->count; i++) {
		const page *at = p->pages->items[i];
		for (size_t k = 0; at->has_images && k < at->mark_count; k++) {
			const mark *m = &at->marks[k];
			if (m->kind != MARK_IMAGE)
				continue;
			const page_whole *whole = m->as.image.whole;
			pdf_image_is_set(p->images, m->as.image.image,
					 whole ? whole->width : m->as.image.width,
					 whole ? whole->height : m->as.image.height);
		}
	}
}

static void use_overlays(pdf *p)
{
	for (size_t i = 0; p->options.overlays && i < p->pages->count; i++) {
		const pdf_overlay *o = &p->options.overlays[i];
		for (size_t k = 0; k < o->mark_count; k++)
			pdf_fonts_use(p->fonts, o->marks[k].as.glyphs.run,
				      o->marks[k].as.glyphs.first, o->marks[k].as.glyphs.count,
				      o->marks[k].space);
	}
}

/* Add the lock after the other sources: all faces are known only now. */
static void attach(pdf *p, font_library *fonts)
{
	size_t count = p->options.attachment_count;
	attachment *list = ARENA_ARRAY(p->arena, count + 1, attachment);
	for (size_t i = 0; i < count; i++)
		list[i] = p->options.attachments[i];
	if (p->options.lock) {
		list[count] = (attachment){.name = p->options.lock,
					   .media = "application/yaml",
					   .description = "Faces that it was set in"};
		list[count].data = font_lock_text(fonts, p->arena, &list[count].length);
		count++;
	}
	for (size_t i = 0; i < count; i++)
		if (!list[i].length)
			list[i].data = ""; /* empty, not to be made */
	if (p->options.lock)
		p->checks[count - 1] = pdf_check_of(&list[count - 1]);
	p->options.attachments = list;
	p->options.attachment_count = count;
	p->attached = pdf_attached_new(p->arena, list, p->checks, count);
}

/* The lock's check sum is made with the lock. */
static void check_attachments(pdf *p)
{
	for (size_t i = 0; i < p->options.attachment_count; i++)
		p->checks[i] = pdf_check_of(&p->options.attachments[i]);
}

/* The inks that pages have; their profile is opened meanwhile, if it must be. */
static void use_colors(pdf *p)
{
	pdf_colors_use_pages(p->colors, p->pages);
	for (size_t i = 0; p->options.overlays && i < p->pages->count; i++)
		pdf_colors_use(p->colors, p->options.overlays[i].marks,
			       p->options.overlays[i].mark_count);
	for (size_t i = 0; i < p->painted_count; i++)
		if (p->painted[i] && image_uses_black(p->painted[i]))
			pdf_colors_use_grays(p->colors);
	pdf_spots_use(p->arena, p->report, p->colors, p->painted, p->painted_count);
	p->settle = pdf_colors_close(p->colors);
	if (p->settle)
		pdf_ahead_begin_press(p->options.ahead, &p->pages->style->sheet);
}

static void make_tree(pdf *p)
{
	p->tags = pdf_tags_new(p->aside, p->pages);
	p->places = pdf_places_new(p->aside, p->pages);
}

static void make_other(pdf *p, size_t which)
{
	switch (which) {
	case MAKE_PROFILE: p->srgb = pdf_ahead_srgb(p->options.ahead); break;
	case MAKE_CHECKS: check_attachments(p); break;
	case MAKE_HASHES:
		if (p->options.lock)
			font_library_hash(p->library);
		break;
	case MAKE_COLORS:
		if (p->settle)
			pdf_colors_settle(p->colors, pdf_ahead_press(p->options.ahead,
								     &p->pages->style->sheet));
		break;
	}
}

/* The tree first, since a long text's takes longest; then the faces, and then what depends on
 * neither. Parts that run at the same time have arenas of their own. */
static void make_part(void *context, size_t part, unsigned slot)
{
	pdf *p = context;
	size_t faces = pdf_font_count(p->fonts);
	(void)slot;
	if (part == 0)
		make_tree(p);
	else if (part <= faces)
		pdf_font_make(p->fonts, part - 1);
	else
		make_other(p, part - faces - 1);
}

/* Find the glyphs of all pages, and make all that can be made before streams. False after
 * reporting. */
static bool take_in(pdf *p)
{
	pdf_fonts_use_pages(p->fonts, p->pages);
	pdf_furniture_use(p->furniture, p->fonts);
	use_overlays(p);
	collect_images(p);
	use_colors(p);
	p->drawings = pdf_drawings_new(p->arena, p->report, p->pages, p->library, p->fonts,
				       p->painted, p->painted_count);
	pdf_fonts_close(p->fonts);
	parallel_for(1 + pdf_font_count(p->fonts) + MAKES, make_part, p);
	return pdf_fonts_are_made(p->fonts, p->report);
}

static pdf_slug slug_of(const pdf *p)
{
	char date[PDF_META_DATE];
	pdf_slug says = {
		.title = p->facts.title,
		.edition = edition_table[p->options.cover ? EDITION_COVER : EDITION_PRINT].name,
		.single = p->options.cover,
		.digest = p->options.digest,
		.wanted = p->options.press};

	if (p->facts.dated) {
		pdf_meta_print_xmp_date(date, &p->facts, false, true);
		says.date = arena_print(p->arena, "%s", date);
	}
	return says;
}

pdf *pdf_new(arena *a, report *r, const pages *p, font_library *fonts, image_library *images,
	     const pdf_options *options)
{
	pdf *result = ARENA_NEW(a, pdf);
	*result = (pdf){.arena = a, .report = r, .pages = p, .options = *options};
	result->facts =
		pdf_facts_of(a, p->document, options->dated, options->date, options->date_parts);
	result->aside = arena_new();
	result->library = fonts;
	result->checks = ARENA_ARRAY(a, options->attachment_count + 1, pdf_check);
	const pdf_slug says = slug_of(result);
	result->furniture = pdf_furniture_new(a, options->setter, p, &says);
	result->fonts = pdf_fonts_new(a);
	result->colors = pdf_colors_new(a, p->style);
	if (!take_in(result)) {
		pdf_free(result);
		return NULL;
	}
	result->images =
		pdf_images_new(a, r, images, &p->style->sheet, result->colors, &result->srgb);
	tell_sizes(result);
	attach(result, fonts);
	write_streams(result);
	return result;
}

void pdf_free(pdf *p)
{
	if (!p)
		return;
	pdf_colors_free(p->colors);
	arena_free(p->aside);
}

/* --- an edition ----------------------------------------------------------------------------- */

static void put_box(pdf_dict *page, const char *key, length width, length height)
{
	pdf_buffer box = {0};
	pdf_append_text(&box, "[0 0 ");
	pdf_append_length(&box, width, 3);
	pdf_append(&box, " ", 1);
	pdf_append_length(&box, height, 3);
	pdf_append(&box, "]", 1);
	pdf_put_buffer(page, key, &box);
	pdf_buffer_free(&box);
}

static void put_trim(const pdf *p, pdf_dict *page)
{
	const sheet *s = &p->pages->style->sheet;
	length width = s->width + p->options.beyond;
	put_box(page, "MediaBox", width < SHEET_MOST ? width : SHEET_MOST, s->height);
	if (p->options.beyond)
		put_box(page, "TrimBox", s->width, s->height);
}

/* What all pages of an edition share. */
typedef struct shared {
	pdf_dict *const *resources; /* of each page; some are the same */
	pdf_dict *press_marks;      /* NULL: they have none */
} shared;

static void add_contents(const pdf *p, pdf_file *f, const edition *e, size_t index, pdf_dict *page,
			 const shared *all)
{
	const pdf_bytes *streams[] = {e->press ? &p->slugs[index] : NULL, &p->unders[index],
				      &p->contents[index], e->screen ? &p->screens[index] : NULL,
				      &p->overs[index]};
	pdf_array *contents = NULL; /* an empty page has none */
	if (all->press_marks)
		pdf_add(contents = pdf_put_array(page, "Contents"), all->press_marks);
	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		if (!streams[i] || !streams[i]->length)
			continue;
		if (!contents)
			contents = pdf_put_array(page, "Contents");
		pdf_add(contents, pdf_stream_new(f, streams[i]));
	}
}

/* Is there something transparent on the page? */
static bool is_transparent(const pdf *p, const page *at)
{
	for (size_t k = 0; at->has_images && k < at->mark_count; k++) {
		const mark *m = &at->marks[k];
		if (m->kind != MARK_IMAGE)
			continue;
		const image *i = m->as.image.image;
		if (i->drawing ? pdf_drawing_is_transparent(p->drawings, p->images, i)
			       : pdf_image_is_transparent(p->images, i))
			return true;
	}
	return false;
}

static void fill_page(const pdf *p, pdf_file *f, const edition *e, size_t index, pdf_dict *page,
		      const shared *all)
{
	int32_t key = pdf_tags_page_key(p->tags, index);
	pdf_put_name(page, "Type", "Page");
	pdf_put(page, "Resources", all->resources[index]);
	pdf_put_name(page, "Tabs", "S");
	if (p->pages->items[index]->turned &&
	    !e->press) /* on a screen the page is turned upright */
		pdf_put_number(page, "Rotate", 90);
	if (key >= 0)
		pdf_put_number(page, "StructParents", key);
	add_contents(p, f, e, index, page, all);
	/* what shows through is mixed in the edition's own colours */
	if (is_transparent(p, p->pages->items[index]))
		pdf_put_exact(page, "Group", "<</S/Transparency/CS/%s>>",
			      e->press ? "DeviceCMYK" : "DeviceRGB");
	if (e->press)
		pdf_furniture_boxes(&p->pages->style->sheet, page);
	else
		put_trim(p, page);
}

/* Make a level of the page tree over `items`: nodes of up to 64 kids. Returns how many nodes were
 * made of them. */
static size_t gather(pdf_file *f, pdf_dict **items, size_t *leaves, size_t count)
{
	size_t made = 0;
	for (size_t i = 0; i < count; i += PAGES_A_NODE, made++) {
		size_t pages_below = 0;
		pdf_dict *node = pdf_dict_new(f);
		pdf_put_name(node, "Type", "Pages");
		pdf_array *kids = pdf_put_array(node, "Kids");
		for (size_t k = i; k < count && k < i + PAGES_A_NODE; k++) {
			pdf_add(kids, items[k]);
			pdf_put(items[k], "Parent", node);
			pages_below += leaves[k];
		}
		pdf_put_number(node, "Count", (int32_t)pages_below);
		/* made is never beyond i: these places have been read */
		items[made] = node;
		leaves[made] = pages_below;
	}
	return made;
}

/* The root is libharu's. */
static void write_page_tree(const pdf *p, pdf_file *f, pdf_dict *const *page_objects)
{
	size_t count = p->pages->count;
	pdf_dict *root = pdf_page_root(f), **items = ARENA_ARRAY(p->arena, count, pdf_dict *);
	size_t *leaves = ARENA_ARRAY(p->arena, count, size_t);
	for (size_t i = 0; i < count; i++) {
		items[i] = page_objects[i];
		leaves[i] = 1;
	}
	pdf_put_number(root, "Count", (int32_t)count);
	while (count > PAGES_A_NODE)
		count = gather(f, items, leaves, count);
	pdf_array *kids = pdf_put_array(root, "Kids");
	for (size_t i = 0; i < count; i++) {
		pdf_add(kids, items[i]);
		pdf_put(items[i], "Parent", root);
	}
}

/* False after reporting. */
static bool write_intents(pdf *p, pdf_file *f, const edition *e)
{
	if (!e->press) {
		pdf_meta_intent_srgb(f, &p->srgb);
		return true;
	}
	const sheet *s = &p->pages->style->sheet;
	const pdf_profile *profile = pdf_ahead_press(p->options.ahead, s);
	const char *fault = pdf_profile_fault(profile);
	if (fault) {
		report_at(p->report, REPORT_PROFILE_BAD,
			  style_named_at(p->pages->style, s->profile), "%s", fault);
		return false;
	}
	pdf_meta_intents_print(f, profile, s->condition);
	return true;
}

/* Links, bookmarks, attachments and the structure tree, to which the catalog refers. */
static void write_catalog(const pdf *p, pdf_file *f, const edition *e,
			  pdf_dict *const *page_objects)
{
	pdf_dict *catalog = pdf_catalog(f), *names = pdf_dict_new(f), **annotations = NULL;
	pdf_put(catalog, "Names", names);
	pdf_tags_writer *tags = pdf_tags_begin(p->tags, f, e, page_objects);
	const pdf_ways ways = {p->places, page_objects, tags, e->version >= PDF_2};
	pdf_outline_write(f, p->arena, &ways, names);
	if (e->links)
		annotations = pdf_links_write(f, p->arena, p->pages, p->tags, &ways);
	if (e->sources)
		pdf_meta_attach(f, p->arena, p->attached, &p->facts, names);
	pdf_put(catalog, "StructTreeRoot", pdf_tags_end(tags, f, annotations));
}

/* Does the sheet with bleed and marks fit on a page of PDF? False after reporting. */
static bool fits(const pdf *p, const edition *e)
{
	const sheet *s = &p->pages->style->sheet;
	length longer = s->width > s->height ? s->width : s->height,
	       most = SHEET_MOST - 2 * (s->bleed + s->slug);
	if (!e->press || longer <= most)
		return true;
	report_at(p->report, REPORT_VALUE_BAD, s->place,
		  "with its bleed and slug the print edition's sheet is larger than a PDF page can "
		  "be, 200 inches; make the page at most %dpt wide and high, or bleed and slug "
		  "smaller",
		  (int)(most / LENGTH_PT));
	return false;
}

/* Make all of an edition's objects. False after reporting. */
static bool make(pdf *p, pdf_file *f, const edition *e)
{
	size_t count = p->pages->count;
	if (!fits(p, e))
		return false;
	pdf_dict **page_objects = ARENA_ARRAY(p->arena, count, pdf_dict *);
	for (size_t i = 0; i < count; i++)
		page_objects[i] = pdf_dict_new(f);
	if (e->press)
		pdf_colors_open(p->colors,
				pdf_ahead_press(p->options.ahead, &p->pages->style->sheet));
	if (!pdf_colors_begin(p->colors, p->report, e))
		return false;
	const pdf_painted painted = {p->pages,    p->fonts,   p->colors,       p->images,
				     p->drawings, p->painted, p->painted_count};
	shared all = {.resources = pdf_resources_write(p->arena, f, e, &painted)};
	if (!all.resources || !write_intents(p, f, e))
		return false;
	if (e->press && p->press_marks.length)
		all.press_marks = pdf_stream_new(f, &p->press_marks);
	for (size_t i = 0; i < count; i++)
		fill_page(p, f, e, i, page_objects[i], &all);
	write_page_tree(p, f, page_objects);
	pdf_meta_information(f, &p->facts, e);
	write_catalog(p, f, e, page_objects);
	return true;
}

/* It has its own arena, since it is written while the next edition is made in the pdf's arena. */
struct pdf_copy {
	const pdf *pdf;
	arena *arena;
	const edition *edition;
	pdf_file *file;
	pdf_dict *metadata;
};

static void warn_of_date(const pdf *p)
{
	const source *const *sources = p->pages->document->sources;

	report_at(p->report, REPORT_DATE_MISSING,
		  (place){sources && *sources ? *sources : NULL, 1, 1},
		  "PDF/X-4 must have a date, and neither the front matter's `date` nor "
		  "SOURCE_DATE_EPOCH gives one: 1970-01-01 was put into the print edition; give "
		  "the text a date");
}

pdf_copy *pdf_make(pdf *p, const edition *e)
{
	arena *a = arena_new();
	pdf_copy *c = ARENA_NEW(a, pdf_copy);
	*c = (pdf_copy){.pdf = p, .arena = a, .edition = e};
	if (e->press && !p->facts.dated)
		warn_of_date(p);
	c->file = pdf_file_new(a, e->version);
	if (!make(p, c->file, e)) {
		pdf_copy_free(c);
		return NULL;
	}
	c->metadata = pdf_stream_new(c->file, NULL);
	pdf_put_name(c->metadata, "Type", "Metadata");
	pdf_put_name(c->metadata, "Subtype", "XML");
	pdf_put(pdf_catalog(c->file), "Metadata", c->metadata);
	return c;
}

const char *pdf_save(pdf_copy *c, file_output *out)
{
	unsigned char identity[16];
	pdf_file_write(c->file, out, identity);
	pdf_bytes packet = pdf_xmp(c->arena, &c->pdf->facts, c->edition, identity);
	pdf_stream_set(c->metadata, &packet);
	const char *fault = pdf_file_finish(c->file);
	return fault ? arena_print(c->arena,
				   "%s; this is a defect of Platen, please tell its authors", fault)
		     : NULL;
}

void pdf_copy_free(pdf_copy *c)
{
	if (!c)
		return;
	pdf_file_free(c->file);
	arena_free(c->arena);
}
