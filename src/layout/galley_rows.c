/* galley_rows: the grid lines that a set paragraph takes, and what each of them means for pages:
 * whether a page may end there, and the notes that it owes. */
#include "layout/galley_private.h"

#include "base/arena.h"
#include "lines/paragraph_facts.h"
#include "lines/picture.h"

#include <string.h>

enum { COST_MOST = 1000000 }; /* of a setting, to the page breaker: far dearer than any page */

bool galley_leaves_grid(const galley_builder *b, const appearance *look, const paragraph *p)
{
	const sheet *page = &b->setter->style->sheet;
	length leading = look->leading;

	for (size_t i = 0; paragraph_has_images(p) && i < paragraph_lines(p, 0); i++)
		if (paragraph_image_height(p, 0, i) > 0)
			return false;
	return leading > 0 && leading % page->grid != 0 && !b->in_note &&
	       (length)paragraph_lines(p, 0) * leading < page->grid * page->lines / 2;
}

/* The first line takes its type's height, each further one its leading. */
static int rows_off_grid(const galley_builder *b, const appearance *look, size_t lines)
{
	length grid = b->setter->style->sheet.grid;
	length height = (look->size > grid ? look->size : grid) +
			look->leading * (length)(lines > 0 ? lines - 1 : 0);

	return (int)((height + grid - 1) / grid);
}

/* The grid lines of a setting's lines: large type and images in a line take several. NULL: each
 * line takes one. */
static const int32_t *rows_on_grid(const galley_builder *b, const appearance *look,
				   const paragraph *p, size_t setting, int *total)
{
	const setter *s = b->setter;
	/* notes count lines in their own leading */
	bool own = b->in_note && look->leading > 0 && look->leading < s->style->sheet.grid;
	length grid = own ? look->leading : s->style->sheet.grid;
	length least = look->leading > 0 ? look->leading : look->size;
	int each = b->in_note ? 1 : (int)((least + grid - 1) / grid);
	size_t lines = paragraph_lines(p, setting);
	bool plain = true;
	int row = 0;

	if (each == 1 && lines && !paragraph_has_images(p)) {
		*total = (int)lines;
		return NULL;
	}
	int32_t *rows = ARENA_ARRAY(s->arena, lines, int32_t);
	for (size_t i = 0; i < lines; i++) {
		int needs = picture_rows_in_line(paragraph_image_height(p, setting, i), grid);
		row += needs > each ? needs : each;
		rows[i] = row - 1;
		plain = plain && rows[i] == (int32_t)i;
	}
	*total = row > 0 ? row : 1;
	return plain ? NULL : rows;
}

/* Must the runt stay with the line above? If widows are forbidden, no page can begin with it
 * anyway. */
static bool is_runt_kept(const galley_builder *b, const paragraph *p, size_t setting,
			 const appearance *look)
{
	return look->widows < 2 && !b->setter->style->pages.runts &&
	       paragraph_ends_in_runt(p, setting);
}

/* Which grid lines no page may end after: those inside a tall line, and the one before a runt; and
 * those that end with a hyphen. */
static void mark_rows(const galley_builder *b, const appearance *look, const paragraph *p,
		      size_t setting, const int32_t *rows, pagebreak_setting *result)
{
	arena *a = b->setter->arena;
	size_t lines = paragraph_lines(p, setting);
	bool runt = is_runt_kept(b, p, setting, look);
	bool hyphens = !b->setter->style->pages.hyphens && paragraph_hyphens(p, setting);
	uint8_t *stuck = NULL, *hyphen = NULL;

	if (rows || runt)
		stuck = ARENA_ARRAY(a, (size_t)result->lines, uint8_t);
	if (rows)
		memset(stuck, PAGEBREAK_TORN, (size_t)result->lines);
	for (size_t i = 0; (stuck || hyphens) && i < lines; i++) {
		size_t row = rows ? (size_t)rows[i] : i;
		if (stuck)
			stuck[row] = runt && i + 2 == lines ? PAGEBREAK_STUCK : 0;
		if (!hyphens || !paragraph_hyphen(p, setting, i))
			continue;
		if (!hyphen)
			hyphen = ARENA_ARRAY(a, (size_t)result->lines, uint8_t);
		hyphen[row] = 1;
	}
	result->stuck = stuck;
	result->hyphen = hyphen;
}

/* Owe a note, the notes first mentioned in it, those first mentioned in these, and so on: such a
 * chain may be as long as the text. */
static void owe(galley_builder *b, uint32_t id, int line, owed_notes *owed)
{
	arena *a = b->setter->arena;
	uint32_t *waiting = NULL;
	size_t count = 0, capacity = 0;

	*ARENA_APPEND(a, waiting, count, capacity) = id;
	while (count) {
		id = waiting[--count];
		const galley_note *note = &b->notes[id];
		*ARENA_APPEND(a, owed->items, owed->count, owed->capacity) =
			(pagebreak_note){.line = line, .lines = note->rows, .id = id};
		for (size_t i = note->nested_count; i-- > 0;)
			*ARENA_APPEND(a, waiting, count, capacity) = note->nested[i];
	}
}

void galley_owe(galley_builder *b, const node *mark, int line, owed_notes *owed)
{
	const node *n = mark->as.mark.note;
	uint32_t id = (uint32_t)(n->as.note.number - 1);

	if (n->as.note.first_mark != mark)
		return;
	if (b->in_note)
		*ARENA_APPEND(b->setter->arena, b->nested, b->nested_count, b->nested_capacity) =
			id;
	else if (b->notes)
		owe(b, id, line, owed);
}

static void add_note_marks(galley_builder *b, const galley_block *block,
			   const pagebreak_block *numbers, const paragraph *p, size_t setting,
			   pagebreak_setting *result)
{
	owed_notes owed = {0};
	size_t line;
	const node *mark;

	for (size_t i = 0; (mark = paragraph_note_mark(p, setting, i, &line)); i++)
		galley_owe(b, mark, galley_row(b->setter, block, numbers, setting, line), &owed);
	result->notes = owed.items;
	result->note_count = owed.count;
}

void galley_add_settings(galley_builder *b, const appearance *look, const paragraph *p,
			 galley_block *block, pagebreak_block *numbers)
{
	if (!paragraph_is_set(p)) { /* this walk is not the last */
		numbers->setting_count = 1;
		numbers->settings[0].lines = 1;
		return;
	}
	const bool code =
		block->node->kind == NODE_CODE_BLOCK || block->node->kind == NODE_VERBATIM;
	if (code && galley_divides_code(b, look)) {
		galley_code_settings(b, block, numbers);
		return;
	}
	bool off = galley_leaves_grid(b, look, p);
	numbers->setting_count = (uint8_t)(off ? 1 : paragraph_settings(p));
	numbers->whole = off;
	if (numbers->orphans < paragraph_shape_of(p)->initial)
		numbers->orphans = (uint8_t)paragraph_shape_of(p)->initial;
	block->leading = off ? look->leading : b->setter->style->sheet.grid;
	for (size_t i = 0; i < numbers->setting_count; i++) {
		pagebreak_setting *to = &numbers->settings[i];
		if (off)
			to->lines = rows_off_grid(b, look, paragraph_lines(p, i));
		else
			block->rows[i] = rows_on_grid(b, look, p, i, &to->lines);
		if (to->lines < paragraph_shape_of(p)->initial)
			to->lines = paragraph_shape_of(p)->initial;
		int64_t cost = paragraph_cost(p, i);
		to->cost = cost > COST_MOST ? COST_MOST : (int)cost;
		if (!off)
			mark_rows(b, look, p, i, block->rows[i], to);
		add_note_marks(b, block, numbers, p, i, to);
	}
}
