/* paragraph_trace: how --trace names paragraphs and lines: by their place in the manuscript and by
 * their words. */
#include "lines/paragraph_private.h"

enum { SHOWN = 24 }; /* bytes at each end of a text that is longer than both */

size_t paragraph_first_words(const char *text, size_t size, size_t most)
{
	size_t end = size < most ? size : most;

	while (end > 0 && end < size && text[end] != ' ')
		end--;
	while (end < size && text[end] != ' ')
		end++;
	return end;
}

size_t paragraph_last_words(const char *text, size_t size, size_t most)
{
	size_t start = size < most ? 0 : size - most;

	while (start > 0 && start < size && text[start - 1] != ' ')
		start++;
	while (start > 0 && (start == size || text[start - 1] != ' '))
		start--;
	return start;
}

static void print_shortened(FILE *out, const char *text, size_t size)
{
	while (size && text[size - 1] == ' ')
		size--;
	size_t first = paragraph_first_words(text, size, SHOWN),
	       last = paragraph_last_words(text, size, SHOWN);

	if (last <= first + 4)
		fprintf(out, "%.*s", (int)size, text);
	else
		fprintf(out, "%.*s … %.*s", (int)first, text, (int)(size - last), text + last);
}

/* A line by its items. */
static void print_words(FILE *out, const void *context, uint32_t first, uint32_t last)
{
	const paragraph *p = context;
	uint32_t from = UINT32_MAX, to = 0;

	for (uint32_t i = first; i < last && i < p->count; i++) {
		const atom *at = &p->atoms[i];
		uint32_t start = at->word ? at->start + at->from : p->spans[at->span].start;
		uint32_t end = at->word ? at->start + at->to : p->spans[at->span].end;
		if (p->items[i].kind != ITEM_BOX)
			continue;
		from = start < from ? start : from;
		to = end > to ? end : to;
	}
	if (from < to)
		print_shortened(out, p->text + from, to - from);
}

void paragraph_trace(const setter *s, const paragraph *p, linebreak_prices *prices)
{
	place where = paragraph_place(p);

	if (!s->trace_lines || !where.source || !p->length)
		return;
	fprintf(s->trace_lines, "%s:%d: \"", where.source->name, where.line);
	print_shortened(s->trace_lines, p->text, p->length);
	fputs("\"\n", s->trace_lines);
	prices->trace = s->trace_lines;
	prices->trace_text = print_words;
	prices->trace_context = p;
}
