/* picture: how large an image is set. Its own size is what its resolution says; `width` and
 * `height` scale it, and the room that there is limits it. Proportions are never changed. */
#include "lines/picture.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static length space_above(length grid)
{
	return grid / 4;
}

int picture_rows(length height, length grid)
{
	return (int)((height + space_above(grid) + grid - 1) / grid);
}

int picture_rows_in_line(length height, length grid)
{
	return height > grid ? picture_rows(height, grid) : 1;
}

length picture_tallest(int rows, length grid)
{
	return grid * rows - space_above(grid);
}

static const char *asked_of(const node *n, const char *key)
{
	const char *asked = node_attribute(n, key);

	return asked || n->parent->kind != NODE_FIGURE ? asked : node_attribute(n->parent, key);
}

static const char *pixels(const setter *s, const char *number)
{
	return arena_print(s->arena, "%.10spx", number);
}

/* What an attribute asks for: a length, or a part of `whole`. 0: nothing. */
static length read_size(const setter *s, const node *n, const char *key, length whole, length em)
{
	const char *asked = asked_of(n, key);
	const length_base base = {em, s->style->sheet.grid};
	bool wide = key[0] == 'w';
	length given = 0;
	char *end;

	if (!asked)
		return 0;
	long percent = strtol(asked, &end, 10);
	if (end > asked && strcmp(end, "%") == 0 && percent >= 1 && percent <= 100)
		return whole * percent / 100;
	if (length_parse(asked, &base, &given) && given > 0)
		return given;
	/* a number alone counts pixels, as on the web */
	if (end > asked && !*end && length_parse(pixels(s, asked), &base, &given) && given > 0)
		return given;
	report_at(s->report, REPORT_ATTRIBUTE_BAD, n->place,
		  "an image's %s must be a length or a part of the %s, such as '%s' or '50%%', not "
		  "'%.40s'",
		  key, wide ? "measure" : "page's lines", wide ? "60mm" : "3 lines", asked);
	return 0;
}

/* Scale to `due`, and the other side with it. */
static void scale(length *side, length *other, length due)
{
	*other = length_scale(*other, due, *side);
	*other = *other > 0 ? *other : 1;
	*side = due;
}

void picture_size(const setter *s, const node *n, const image *i, const picture_room *room,
		  length *width, length *height)
{
	length wide = read_size(s, n, "width", room->measure, room->em);
	length tall =
		read_size(s, n, "height", s->style->sheet.grid * s->style->sheet.lines, room->em);

	image_size(i, room->measure, room->tallest, width, height);
	if (wide)
		scale(width, height, wide);
	if (tall && (!wide || *height > tall))
		scale(height, width, tall);
	if (*width > room->measure)
		scale(width, height, room->measure);
	if (*height > room->tallest)
		scale(height, width, room->tallest);
}

static void natural_size(const image *i, length *width, length *height)
{
	image_size(i, SHEET_MOST, SHEET_MOST, width, height);
}

length picture_height_across(const setter *s, const node *n, const image *i,
			     const picture_room *room)
{
	length asked = read_size(s, n, "height", s->style->sheet.grid * s->style->sheet.lines,
				 room->em),
	       width, height;

	natural_size(i, &width, &height);
	scale(&width, &height, room->measure);
	height = asked ? asked : height;
	return height < room->tallest ? height : room->tallest;
}

void picture_cover(const image *i, length width, length height, length *whole_width,
		   length *whole_height)
{
	natural_size(i, whole_width, whole_height);
	scale(whole_width, whole_height, width);
	if (*whole_height < height)
		scale(whole_height, whole_width, height);
}
