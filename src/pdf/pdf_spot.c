/* pdf_spot: see pdf_spot.h. The first definition decides how an ink looks on a screen: the style
 * sheet's, then those of the pages in their order. */
#include "pdf/pdf_spot.h"

#include "base/arena.h"

#include <string.h>

/* The first definition of an ink. */
typedef struct first_spot {
	const char *name, *where; /* where: the file, or NULL: the style sheet */
	placed_spot_look look;
} first_spot;

typedef struct spot_list {
	arena *arena;
	report *report;
	pdf_colors *colors;
	first_spot *items;
	size_t count, capacity;
} spot_list;

static placed_spot_look look_of_ink(const ink *i, placed_spot_space wanted)
{
	const bool lab = i->says & INK_LAB && (wanted == PLACED_SPOT_LAB || !(i->says & ~INK_LAB)),
		   rgb = i->says & INK_RGB && (wanted == PLACED_SPOT_RGB || !(i->says & INK_CMYK));
	placed_spot_look look = {.space = lab   ? PLACED_SPOT_LAB
					  : rgb ? PLACED_SPOT_RGB
						: PLACED_SPOT_CMYK};

	for (int k = 0; k < (lab || rgb ? 3 : 4); k++)
		look.full[k] = lab   ? i->lab[k] / 100.0
			       : rgb ? i->rgb[k] / 10000.0
				     : i->cmyk[k] / 10000.0;
	return look;
}

/* The style's definition is the one that compares best with that of the page. */
static first_spot first_of(spot_list *l, const placed_spot *spot, const char *where)
{
	const ink *own = pdf_colors_spot(l->colors, spot->name);
	const first_spot here = {spot->name, where, spot->look};

	if (own) {
		pdf_colors_use_spot(l->colors, spot->name);
		return (first_spot){spot->name, NULL, look_of_ink(own, spot->look.space)};
	}
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->items[i].name, spot->name) == 0)
			return l->items[i];
	return *ARENA_APPEND(l->arena, l->items, l->count, l->capacity) = here;
}

static void compare(spot_list *l, const image *i, const placed_spot *spot)
{
	const first_spot first = first_of(l, spot, i->path);

	if (placed_spot_differ(&first.look, &spot->look))
		report_at(l->report, REPORT_SPOT_DIFFERS, i->place,
			  "the spot ink '%s' is %s in '%s', and %s in %s%s%s, which is taken for "
			  "both; give both one colour, or one of them another name",
			  spot->name, placed_spot_words(l->arena, &spot->look), i->path,
			  placed_spot_words(l->arena, &first.look), first.where ? "'" : "",
			  first.where ? first.where : "the style sheet", first.where ? "'" : "");
}

void pdf_spots_use(arena *a, report *r, pdf_colors *c, const image *const *images, size_t count)
{
	spot_list l = {.arena = a, .report = r, .colors = c};

	for (size_t i = 0; i < count; i++) {
		const placed_file *file =
			images[i] && images[i]->page ? images[i]->page->file : NULL;
		bool told = false;
		for (size_t k = 0; file && k < i && !told; k++)
			told = images[k] && images[k]->page && images[k]->page->file == file;
		for (size_t s = 0; file && !told && s < file->spot_count; s++)
			compare(&l, images[i], &file->spots[s]);
	}
}
