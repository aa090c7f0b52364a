/* galley_notes: notes are set like the text, in their own role, and kept apart until the page
 * breaker says where: at the foot of the page of their mark, or, by style, all at the end. At a
 * page's foot their lines have their own leading, and the note takes as many whole grid lines as
 * they need. */
#include "layout/galley_private.h"

#include "base/arena.h"

int galley_note_rule(const style *s)
{
	return s->sheet.lines > 2;
}

/* Numbers hang left of the notes, in a column as wide as the last one needs. */
static context note_context(const galley_builder *b, const node *n, bool at_end)
{
	const setter *s = b->setter;
	appearance *look = ARENA_NEW(s->arena, appearance);
	const node *last = s->document->root->last; /* the note with the highest number */

	*look = *galley_inner(s, style_of(s->style, ROLE_NOTE));
	if (at_end) /* among the text they are on its grid */
		look->leading = 0;
	length gap = look->size / 2, least = look->size * 3 / 2;
	length widest = galley_label_width(
				s, n, arena_print(s->scratch, "%d", last->as.note.number), look) +
			gap;
	length indent = widest > least ? widest : least;
	context in = {.role = ROLE_NOTE, .look = look};

	in.label = galley_label(b, n, arena_print(s->arena, "%d", n->as.note.number), look,
				indent - gap, ALIGN_RIGHT);
	in.label_owner = n;
	in.left = indent;
	return in;
}

/* How many lines of the notes' leading a block takes. */
static size_t lines_of(const galley_block *b, const pagebreak_block *numbers, length leading,
		       length grid)
{
	size_t lines = b->text ? paragraph_lines(b->text, 0) : 0;

	if (b->row && b->leading <= leading)
		return b->row->lines;
	if (!b->text)
		return (size_t)((grid * numbers->settings[0].lines + leading - 1) / leading);
	if (lines == 0) /* the line of a label alone */
		return 1;
	return b->rows[0] ? (size_t)b->rows[0][lines - 1] + 1 : lines;
}

/* Is a line left above block `i`, or, where `i` is the number of blocks, below the last one? A
 * table has a line on either side for its rules, an image one above; text directly follows text. */
static bool is_apart(const galley_builder *b, size_t i)
{
	const galley_block *block = i < b->count ? &b->blocks[i] : NULL,
			   *above = i > 0 ? &b->blocks[i - 1] : NULL;

	if ((block && block->row) || (above && above->row))
		return !block || !above || block->table != above->table;
	return block && above && !block->text && b->breaks[i].space > 0;
}

static void make_note(const setter *s, galley_builder *outer, const node *n, galley_note *note)
{
	galley_builder b = {.setter = s,
			    .references = outer->references,
			    .cache = outer->cache,
			    .in_note = true};
	context in = note_context(&b, n, false);
	const appearance *look = b.note_look = in.look;
	length grid = s->style->sheet.grid;
	size_t lines = 0;

	length leading = look->leading > 0 && look->leading < grid ? look->leading : grid;

	galley_children(&b, n, &in);
	galley_lone_label(&b, n, &in);
	int32_t *starts = ARENA_ARRAY(s->arena, b.count + 1, int32_t);
	for (size_t i = 0; i < b.count; i++) {
		lines += is_apart(&b, i);
		starts[i] = (int32_t)lines;
		lines += lines_of(&b.blocks[i], &b.breaks[i], leading, grid);
	}
	lines += is_apart(&b, b.count);
	*note = (galley_note){.node = n,
			      .blocks = b.blocks,
			      .starts = starts,
			      .count = b.count,
			      .lines = (int)lines,
			      .leading = leading,
			      .nested = b.nested,
			      .nested_count = b.nested_count};
	note->rows = (int)((leading * (length)lines + grid - 1) / grid);
	if (note->rows == 0)
		note->rows = 1;
}

void galley_notes(galley_builder *b, galley *result)
{
	const setter *s = b->setter;
	const node *root = s->document->root;
	galley_note *notes = NULL;
	size_t capacity = 0;

	const node *first = NULL; /* notes come after the text */
	for (const node *n = root->last; n && n->kind == NODE_NOTE;
	     n = n->previous, result->note_count++)
		first = n;
	notes = arena_grow(s->arena, NULL, 0, &capacity, result->note_count + 1, sizeof *notes);
	for (const node *n = first; n; n = n->next)
		if ((size_t)n->as.note.number <= result->note_count)
			make_note(s, b, n, &notes[n->as.note.number - 1]);
	result->notes = notes;
}

static void notes_heading(galley_builder *b, const node *first)
{
	const setter *s = b->setter;
	const appearance *look = style_of(s->style, ROLE_CONTENTS_TITLE);
	context in = {.role = ROLE_NOTE, .look = look};
	const char *lang = s->document->lang;
	paragraph_shape shape = {.look = look,
				 .measure = galley_measure(b, &in),
				 .align = look->align,
				 .owner = first};

	pagebreak_block *numbers = galley_add_text(
		b, first, look,
		galley_words(b, first, reference_word_in(s->style, lang, WORD_NOTES), lang, &shape),
		&in);
	numbers->keep = numbers->settles = true;
}

void galley_end_notes(galley_builder *b)
{
	const setter *s = b->setter;
	const node *n = s->document->root->first;

	while (n && n->kind != NODE_NOTE)
		n = n->next;
	if (n)
		notes_heading(b, n);
	for (; n; n = n->next) {
		context in = note_context(b, n, true);
		b->note_look = in.look;
		galley_children(b, n, &in);
		galley_lone_label(b, n, &in);
	}
}
