/* layout_trace: a line's place in the manuscript, with its first or last words; without words, the
 * kind of block. */
#include "layout/layout_trace.h"

#include "base/arena.h"

#include <string.h>

enum { SHOWN = 28 }; /* bytes of a line's text */

/* The line of text on a grid line, or the last one before it. */
static size_t line_on(const layout_trace *t, size_t block, size_t setting, int row)
{
	const galley_block *b = &t->galley->blocks[block];
	size_t line = 0, count = paragraph_lines(b->text, setting);

	while (line + 1 < count &&
	       galley_row(t->setter, b, &t->galley->breaks[block], setting, line + 1) <= row)
		line++;
	return line;
}

/* The text of a set line, with a space after each word. */
static const char *text_of(const setter *s, const paragraph *p, size_t setting, size_t line)
{
	text_line set;
	const char *text = "";

	paragraph_line(s, p, setting, line, &set);
	for (size_t i = 0; i < set.count; i++)
		if (set.pieces[i].run)
			text = arena_print(s->arena, "%s%.*s%s", text,
					   (int)set.pieces[i].run->text_length,
					   set.pieces[i].run->text,
					   set.pieces[i].space && i + 1 < set.count ? " " : "");
	return text;
}

static void print_end_of(FILE *out, const char *text, bool begins)
{
	size_t size = strlen(text);

	while (size && text[size - 1] == ' ')
		size--;
	size_t end = begins ? paragraph_first_words(text, size, SHOWN) : size,
	       from = begins ? 0 : paragraph_last_words(text, size, SHOWN);
	fprintf(out, " \"%s%.*s%s\"", from ? "… " : "", (int)(end - from), text + from,
		end < size ? " …" : "");
}

void layout_trace_place(FILE *out, const void *context, size_t block, int setting, int line,
			bool begins)
{
	const layout_trace *t = context;

	if (!begins && line == 0 && block > 0)
		line = t->galley->breaks[--block].settings[setting].lines;
	if (block >= t->galley->count)
		block = t->galley->count - 1;
	const galley_block *b = &t->galley->blocks[block];
	place where = b->node->place;
	int row = begins ? line : line - 1;
	size_t of = b->text && (size_t)setting < paragraph_settings(b->text) ? (size_t)setting : 0;
	/* an item without words is a block without lines */
	bool written = b->text && b->kind == GALLEY_TEXT && paragraph_lines(b->text, of) > 0;
	size_t at = written ? line_on(t, block, of, row > 0 ? row : 0) : 0;

	if (written)
		where = paragraph_line_place(t->setter, b->text, of, at);
	if (where.source)
		fprintf(out, "%s:%d", where.source->name, where.line);
	if (written)
		print_end_of(out, text_of(t->setter, b->text, of, at), begins);
	else
		fprintf(out, " (%s)",
			b->kind == GALLEY_ROW ? "row of a table" : node_kind_name(b->node->kind));
}
