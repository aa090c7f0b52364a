/* by_style: the parts of a book, explained abbreviations, notes with the addresses of links, notes
 * at the end, and columns that head rows. */
#include "app/by_style.h"

#include "base/arena.h"
#include "document/abbreviations.h"
#include "document/book_parts.h"
#include "document/link_notes.h"

/* A table says itself how many of its columns head its rows, or its style does. */
static void head_rows(arena *a, node *table, int columns)
{
	size_t count = 0;

	while (table->attributes[count].key)
		count++;
	attribute *more = ARENA_ARRAY(a, count + 2, attribute);
	for (size_t i = 0; i < count; i++)
		more[i] = table->attributes[i];
	more[count] = (attribute){"row-heads", arena_print(a, "%d", columns), table->place};
	table->attributes = more;
}

static void head_all_rows(arena *a, document *d, const style *s)
{
	for (node *n = d->root; n; n = node_after(n, d->root, false)) {
		if (n->kind != NODE_TABLE || node_attribute(n, "row-heads"))
			continue;
		const appearance *look = style_for(s, ROLE_TABLE, n);
		if (look->row_heads > 0)
			head_rows(a, n, look->row_heads);
	}
}

void by_style_change(arena *a, arena *scratch, document *d, const style *s)
{
	book_parts_add(a, d, &(book_parts){s->title_order, s->half_title, s->imprint});
	head_all_rows(a, d, s);
	if (s->explain_abbreviations)
		abbreviations_explain(a, d);
	if (s->link_address == LINK_NOTE)
		link_notes_add(a, scratch, d, s->pages.end_notes);
	else if (s->pages.end_notes)
		document_order_notes(d, true);
}
