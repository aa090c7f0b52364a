/* labels: which notes are defined. cmark silently drops a note that nothing mentions, and the
 * second of two with one name. So a mention of everything that looks like a definition is put
 * before the text: then cmark keeps all of them, in the order of these mentions. A definition that
 * is in no block of the tree was a second one with its name. */
#include "markdown/manuscript_private.h"

/* A label "[^x]:" that begins at text; its name's length, or 0. */
static size_t label_length(const char *text, const char *end)
{
	if (end - text < 5 || text[0] != '[' || text[1] != '^')
		return 0;
	size_t n = strcspn(text + 2, " \t\r\n[]");
	return text + 2 + n + 1 < end && text[2 + n] == ']' && text[3 + n] == ':' ? n : 0;
}

const char *labels_prelude(manuscript *m, passage *p, size_t *size)
{
	const char *end = p->text + p->length;
	size_t capacity = 0;
	arena_text prelude = {0};
	for (const char *at = p->text; (at = memchr(at, '[', (size_t)(end - at))); at++) {
		size_t n = label_length(at, end), offset = (size_t)(at - p->text);
		if (n == 0)
			continue;
		note_label *l = ARENA_APPEND(m->arena, p->labels, p->label_count, capacity);
		*l = (note_label){arena_copy(m->arena, at + 2, n), text_line(p, offset), offset,
				  false};
		arena_add(m->arena, &prelude, at, n + 3);
		arena_add(m->arena, &prelude, "\n\n", 2);
		p->prelude += 2;
	}
	*size = prelude.length;
	return prelude.bytes ? prelude.bytes : "";
}

/* The first label on a line or after it. */
static size_t first_from(const passage *p, size_t line)
{
	size_t low = 0, high = p->label_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->labels[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

note_label *labels_on(passage *p, size_t line)
{
	size_t at = first_from(p, line);
	return at < p->label_count && p->labels[at].line == line ? &p->labels[at] : NULL;
}

void labels_see(passage *p, size_t first_line, size_t last_line)
{
	for (size_t at = first_from(p, first_line);
	     at < p->label_count && p->labels[at].line <= last_line; at++)
		p->labels[at].seen = true;
}

void labels_report(manuscript *m, passage *p)
{
	for (size_t i = 0; i < p->label_count; i++)
		if (!p->labels[i].seen)
			report_at(m->report, REPORT_NOTE_TWICE, text_place(p, p->labels[i].at),
				  "the note '[^%s]' is defined twice; rename one, or take it out",
				  p->labels[i].name);
}
