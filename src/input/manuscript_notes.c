/* manuscript_notes: notes in the order in which they are first mentioned, at the document's end. A note may mention
 * others: as it is put at the end, the walk comes to it later. */
#include "input/manuscript_private.h"

node *notes_add_inline(reader *m, node *words, place where)
{
	node *note = node_new(m->arena, NODE_NOTE, where), *paragraph = node_new(m->arena, NODE_PARAGRAPH, where);
	node_append(note, paragraph);
	node_move(words, NULL, NULL, paragraph);
	*ARENA_APPEND(m->arena, m->notes, m->note_count, m->note_capacity) = (written_note){ note, NULL };
	node *mark = node_new(m->arena, NODE_NOTE_MARK, where);
	mark->as.mark.note = note;
	return mark;
}

/* The reader owns the notes, so that it may change what a mark only points to. */
static node *note_of(const node *mark)
{
	return (node *)mark->as.mark.note;
}

void notes_order(reader *m)
{
	node *root = m->document->root;
	int count = 0;
	for (node *n = root; n; n = node_after(n, root, n->kind == NODE_IMAGE)) {
		if (n->kind != NODE_NOTE_MARK)
			continue;
		node *note = note_of(n);
		if (note->as.note.marks++ == 0) {
			note->as.note.number = ++count;
			note->as.note.first_mark = n;
			node_append(root, note);
		}
		n->as.mark.number = note->as.note.number;
	}
	for (size_t i = 0; i < m->note_count; i++)
		if (m->notes[i].label && m->notes[i].note->as.note.marks == 0)
			report_at(m->report, REPORT_NOTE_UNUSED, m->notes[i].note->place,
				"nothing mentions the note '[^%s]', so it is not set; mention it, or take it out", m->notes[i].label);
}
