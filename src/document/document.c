/* document: putting the tree in order once it is whole. */
#include "document/cover.h"

#include <assert.h>

static const char *const no_strings[] = {NULL};

/* Later stages rely on the strings that the header promises. */
static void fill_in(const document *d, node *n)
{
	if (!n->lang)
		n->lang = n->parent ? n->parent->lang : d->lang;
	switch (n->kind) {
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_RAW:
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM:
		if (!n->as.text.data)
			n->as.text.data = "";
		break;
	case NODE_IMAGE:
		if (!n->as.image.alt)
			n->as.image.alt = "";
		break;
	default: break;
	}
}

static void check_links(const node *n)
{
	assert(!n->first == !n->last);
	assert(!n->first || (!n->first->previous && n->first->parent == n));
	assert(!n->last || (!n->last->next && n->last->parent == n));
	assert(!n->next || (n->next->previous == n && n->next->parent == n->parent));
	/* no block below an inline */
	assert(!n->parent || node_is_block(n->parent) || !node_is_block(n));
	(void)n;
}

/* Take the notes off the end; those that are mentioned are put back. */
static void forget_notes(document *d)
{
	for (node *n = d->root->last, *before; n && n->kind == NODE_NOTE; n = before) {
		before = n->previous;
		node_unlink(n);
		n->as.note.marks = 0;
		n->as.note.first_mark = NULL;
	}
}

/* Number the marks below a block, and put each note that is new at the document's end. */
static void order_marks(document *d, const node *block, int *count)
{
	for (node *n = (node *)block; n; n = node_after(n, block, n->kind == NODE_IMAGE)) {
		if (n->kind != NODE_NOTE_MARK)
			continue;
		/* the document owns what a mark only points to */
		node *note = (node *)n->as.mark.note;
		if (note->as.note.marks++ == 0) {
			note->as.note.number = ++*count;
			note->as.note.first_mark = n;
			node_append(d->root, note);
		}
		n->as.mark.number = note->as.note.number;
	}
}

/* Number what the notes after `before` mention. Returns the last note. */
static node *order_nested(document *d, node *before, int *count)
{
	for (node *note = before ? before->next : NULL; note; note = note->next) {
		order_marks(d, note, count);
		before = note;
	}
	return before;
}

/* A block's notes are set at the foot of its page, so what they mention comes after the block's own
 * marks and before those of the next block (layout knows better, once there are pages). */
void document_order_notes(document *d, bool at_end)
{
	int count = 0;

	forget_notes(d);
	node *before = d->root->last;
	for (node *block = d->root->first; block && block->kind != NODE_NOTE; block = block->next) {
		order_marks(d, block, &count);
		if (!at_end)
			before = order_nested(d, before, &count);
	}
	order_nested(d, before, &count);
}

void document_number_notes(document *d, const node *const *order, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		node *note = (node *)order[i]; /* the document owns it */
		node_unlink(note);
		node_append(d->root, note);
		note->as.note.number = (int)i + 1;
	}
	for (node *n = d->root; n; n = node_after(n, d->root, n->kind == NODE_IMAGE))
		if (n->kind == NODE_NOTE_MARK)
			n->as.mark.number = n->as.mark.note->as.note.number;
}

void document_finish(document *d)
{
	if (!d->lang)
		d->lang = "en";
	if (!d->authors)
		d->authors = no_strings;
	if (!d->keywords)
		d->keywords = no_strings;
	if (!d->inputs)
		d->inputs = no_strings;
	static const source *const no_sources[] = {NULL};
	if (!d->sources)
		d->sources = no_sources;

	d->nodes = 0;
	for (node *n = d->root; n; n = node_after(n, d->root, false)) {
		n->serial = (uint32_t)d->nodes++;
		fill_in(d, n);
		check_links(n);
	}
}

static const node *next_image(const node *root, const node *n)
{
	for (n = n ? n : root; n; n = node_after(n, root, false))
		if (n->kind == NODE_IMAGE && n->as.image.path)
			return n;
	return NULL;
}

const node *document_next_image(const document *d, const node *n)
{
	const node *root = n, *cover = d->cover ? d->cover->document.root : NULL, *next;

	while (root && root->parent)
		root = root->parent;
	if (root && root == cover)
		return (n = node_after(n, cover, false)) ? next_image(cover, n) : NULL;
	n = n ? node_after(n, d->root, false) : d->root;
	next = n ? next_image(d->root, n) : NULL;
	return next || !cover ? next : next_image(cover, NULL);
}
