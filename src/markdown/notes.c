/* notes: inline notes, and all notes in the order in which they are first mentioned. */
#include "markdown/manuscript_private.h"

node *notes_add_inline(manuscript *m, node *words, place where)
{
	node *note = node_new(m->arena, NODE_NOTE, where),
	     *paragraph = node_new(m->arena, NODE_PARAGRAPH, where);
	node_append(note, paragraph);
	node_move(words, NULL, NULL, paragraph);
	*ARENA_APPEND(m->arena, m->notes, m->note_count, m->note_capacity) =
		(written_note){note, NULL, 0};
	node *mark = node_new(m->arena, NODE_NOTE_MARK, where);
	mark->as.mark.note = note;
	return mark;
}

/* An inline note has the language of its place. */
static void take_language_of_mark(const written_note *written)
{
	const node *n = written->note->as.note.first_mark;
	while (n && !n->lang)
		n = n->parent;
	if (n && !written->label)
		written->note->lang = n->lang;
}

void notes_order(manuscript *m)
{
	document_order_notes(m->document, false);
	for (size_t i = 0; i < m->note_count; i++)
		take_language_of_mark(&m->notes[i]);
	for (size_t i = 0; i < m->note_count; i++)
		if (m->notes[i].label && m->notes[i].note->as.note.marks == 0)
			report_at(m->report, REPORT_NOTE_UNUSED, m->notes[i].note->place,
				  "nothing mentions the note '[^%s]', so it is not set; mention "
				  "it, or take it out",
				  m->notes[i].label);
}
