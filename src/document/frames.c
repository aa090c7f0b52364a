/* frames: a figure keeps its number and caption when its picture is missing, so that references and
 * the pages around it stay as they will be. */
#include "document/frames.h"

#include "base/arena.h"

#include <string.h>

static const char *const frame_classes[] = {"missing-picture", NULL};

static node *words(arena *a, const node *picture, const char *text)
{
	node *n = node_text(a, text, strlen(text), picture->place);
	n->lang = picture->lang;
	return n;
}

/* What a frame says: the description, unless the words below are the same. */
static const char *said(const node *picture)
{
	const char *alt = picture->as.image.alt, *address = picture->as.image.address;
	bool below = picture->next && !node_attribute(picture, "alt");
	return alt && *alt && !below ? alt : address && *address ? address : "\xe2\x80\x93";
}

typedef struct replaced {
	const node *picture, *by;
} replaced;

static node *frame(arena *a, node *picture)
{
	node *box = node_new(a, NODE_DIVISION, picture->place),
	     *paragraph = node_new(a, NODE_PARAGRAPH, picture->place);
	box->classes = frame_classes;
	box->lang = paragraph->lang = picture->lang;
	box->id = picture->id;
	node_append(paragraph, words(a, picture, said(picture)));
	node_append(box, paragraph);
	node_insert_after(picture, box);
	return box;
}

/* A picture in a line becomes its description in brackets; decoration leaves nothing. */
static node *name(arena *a, node *picture)
{
	const char *alt = picture->as.image.alt;
	if (!alt || !*alt)
		return NULL;
	node *text = words(a, picture, arena_print(a, "[%s]", alt));
	node_insert_after(picture, text);
	return text;
}

/* Let references to a picture lead to what took its place, or to the block that it was in. */
static void redirect(document *d, const replaced *all, size_t count)
{
	for (node *n = d->root; n; n = node_after(n, d->root, false)) {
		const node **target = n->kind == NODE_LINK        ? &n->as.link.target
				      : n->kind == NODE_REFERENCE ? &n->as.reference.target
								  : NULL;
		for (size_t i = 0; target && *target && i < count; i++)
			if (*target == all[i].picture)
				*target = all[i].by;
	}
}

void frames_put(document *d, arena *a, bool (*is_there)(const node *picture, void *context),
		void *context)
{
	replaced *all = NULL;
	size_t count = 0, capacity = 0;
	for (node *n = d->root, *next; n; n = next) {
		next = node_after(n, d->root, false);
		if (n->kind != NODE_IMAGE || is_there(n, context))
			continue;
		const node *by = n->parent->kind == NODE_FIGURE ? frame(a, n) : name(a, n);
		*ARENA_APPEND(a, all, count, capacity) = (replaced){n, by ? by : n->parent};
		node_unlink(n);
	}
	if (count == 0)
		return;
	redirect(d, all, count);
	document_finish(d);
}
