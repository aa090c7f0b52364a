/* image_exif: of Exif's TIFF structure the first directory's orientation and resolution (TIFF 6.0,
 * section 2; Exif 2.3, table 4). Data that break off or contradict themselves are ignored: no
 * picture is refused for its metadata. And the profiles of images. */
#include "image/image_private.h"

#include <string.h>

enum { TAG_ORIENTATION = 0x0112, TAG_X = 0x011A, TAG_Y = 0x011B, TAG_UNIT = 0x0128 };
enum { TYPE_SHORT = 3, TYPE_RATIONAL = 5 };
/* to the inch or centimetre: finer pictures are not made, so the number is wrong */
enum { DOTS_MOST = 100000 };
enum { UNIT_INCH = 2, UNIT_CENTIMETRE = 3 };

typedef struct exif {
	const uint8_t *data;
	size_t length;
	bool little; /* the byte order */
} exif;

/* A number of `size` bytes; 0 where the data end before it. */
static uint32_t number(const exif *e, size_t at, size_t size)
{
	uint32_t result = 0;
	if (at > e->length || e->length - at < size)
		return 0;
	for (size_t i = 0; i < size; i++)
		result = result << 8 | e->data[at + (e->little ? size - 1 - i : i)];
	return result;
}

/* A rational number, rounded; 0: it is not one, or is absurd. */
static int rational(const exif *e, size_t at)
{
	uint64_t above = number(e, at, 4), below = number(e, at + 4, 4);
	uint64_t result = below ? (above + below / 2) / below : 0;
	return result <= DOTS_MOST ? (int)result : 0;
}

static int to_the_inch(int dots, unsigned unit)
{
	return unit == UNIT_CENTIMETRE ? (dots * 254 + 50) / 100 : dots;
}

void image_exif(image *i, const uint8_t *data, size_t length)
{
	exif e = {data, length, length > 1 && data[0] == 'I'};
	size_t directory = number(&e, 4, 4), count = number(&e, directory, 2);
	unsigned unit = UNIT_INCH;
	int x = 0, y = 0;
	if (number(&e, 2, 2) != 42)
		return;
	for (size_t entry = directory + 2; count > 0; count--, entry += 12) {
		unsigned tag = number(&e, entry, 2), type = number(&e, entry + 2, 2),
			 orientation = number(&e, entry + 8, 2);
		if (tag == TAG_ORIENTATION && type == TYPE_SHORT && orientation >= 1 &&
		    orientation <= 8)
			i->orientation = (int)orientation;
		else if (tag == TAG_UNIT && type == TYPE_SHORT)
			unit = number(&e, entry + 8, 2);
		else if (tag == TAG_X && type == TYPE_RATIONAL)
			x = rational(&e, number(&e, entry + 8, 4));
		else if (tag == TAG_Y && type == TYPE_RATIONAL)
			y = rational(&e, number(&e, entry + 8, 4));
	}
	if (i->dots_x == 0 && x > 1 && y > 1 && (unit == UNIT_INCH || unit == UNIT_CENTIMETRE)) {
		i->dots_x = to_the_inch(x, unit);
		i->dots_y = to_the_inch(y, unit);
	}
}

void image_keep_profile(arena *a, image *i, const void *data, size_t length)
{
	static const char *const spaces[] = {
		[IMAGE_GRAY] = "GRAY", [IMAGE_RGB] = "RGB ", [IMAGE_CMYK] = "CMYK"};
	const char *profile = data;
	if (length < 132 || memcmp(profile + 36, "acsp", 4) != 0 ||
	    memcmp(profile + 16, spaces[i->space], 4) != 0)
		return;
	i->profile = arena_copy(a, profile, length);
	i->profile_length = length;
}

typedef struct kept_profile {
	const char *data;
	size_t length;
} kept_profile;

static bool is_profile(const void *item, const void *key)
{
	const kept_profile *one = item, *other = key;
	return one->length == other->length && memcmp(one->data, other->data, one->length) == 0;
}

void image_share_profile(arena *a, hash_table *known, image *i)
{
	const kept_profile found = {i->profile, i->profile_length};
	const uint64_t hash = hash_bytes(0, found.data, found.length);
	const kept_profile *kept = hash_find(known, hash, is_profile, &found);
	if (!kept) {
		kept_profile *new = ARENA_NEW(a, kept_profile);
		*new = (kept_profile){arena_copy(a, found.data, found.length), found.length};
		hash_add(a, known, hash, new);
		kept = new;
	}
	i->profile = kept->data;
}
