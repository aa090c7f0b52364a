/* node: making and walking the tree. Every walk follows the links and none recurses, so a
 * manuscript may nest to any depth. */
#include "document/node.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <assert.h>
#include <string.h>

static const char *const no_strings[] = {NULL};
static const attribute no_attributes[] = {{0}};

node *node_new(arena *a, node_kind kind, place where)
{
	node *n = ARENA_NEW(a, node);
	n->kind = kind;
	n->place = where;
	n->classes = no_strings;
	n->attributes = no_attributes;
	return n;
}

static bool has_kin(const node *n)
{
	return n->parent || n->next || n->previous;
}

void node_append(node *parent, node *child)
{
	assert(!has_kin(child));
	child->parent = parent;
	child->previous = parent->last;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void node_insert_after(node *sibling, node *n)
{
	assert(!has_kin(n) && sibling->parent);
	n->parent = sibling->parent;
	n->previous = sibling;
	n->next = sibling->next;
	if (n->next)
		n->next->previous = n;
	else
		n->parent->last = n;
	sibling->next = n;
}

void node_unlink(node *n)
{
	if (n->previous)
		n->previous->next = n->next;
	else if (n->parent)
		n->parent->first = n->next;
	if (n->next)
		n->next->previous = n->previous;
	else if (n->parent)
		n->parent->last = n->previous;
	n->parent = n->next = n->previous = NULL;
}

node *node_after(const node *n, const node *root, bool over)
{
	if (!over && n->first)
		return n->first;
	for (; n && n != root; n = n->parent)
		if (n->next)
			return n->next;
	return NULL;
}

size_t node_cell_across(const node *cell)
{
	return cell->as.cell.across ? cell->as.cell.across : 1;
}

size_t node_cell_down(const node *cell)
{
	return cell->as.cell.down ? cell->as.cell.down : 1;
}

bool node_is_block(const node *n)
{
	return n->kind < NODE_TEXT;
}

bool node_has_class(const node *n, const char *name)
{
	for (const char *const *class = n->classes; *class; class ++)
		if (strcmp(*class, name) == 0)
			return true;
	return false;
}

const char *node_attribute(const node *n, const char *key)
{
	for (const attribute *at = n->attributes; at->key; at++)
		if (strcmp(at->key, key) == 0)
			return at->value;
	return NULL;
}

const char *node_own_text(const node *n, size_t *length)
{
	const char *text = "";
	switch (n->kind) {
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_RAW:
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: *length = n->as.text.length; return n->as.text.data;
	case NODE_SOFT_BREAK:
	case NODE_HARD_BREAK: text = " "; break;
	case NODE_IMAGE: text = n->as.image.alt ? n->as.image.alt : ""; break;
	default: /* a block after another: their words must not run together */
		text = node_is_block(n) && n->previous ? " " : "";
	}
	*length = strlen(text);
	return text;
}

bool node_is_anchor(const node *n)
{
	return n->kind == NODE_SPAN && n->id && !n->first;
}

bool node_is_linked(const node *n)
{
	for (; n && !node_is_block(n); n = n->parent)
		if (n->kind == NODE_LINK || n->kind == NODE_IMAGE)
			return true;
	return false;
}

bool node_has_words(const node *n)
{
	for (const node *at = n; at; at = node_after(at, n, false)) {
		if (at->kind == NODE_IMAGE)
			return true;
		bool text = at->kind == NODE_TEXT || at->kind == NODE_CODE || at->kind == NODE_RAW;
		for (size_t i = 0; text && i < at->as.text.length;) {
			uint32_t c = unicode_next(at->as.text.data, &i);
			if (!unicode_is_space(c) && !unicode_is_ignorable(c))
				return true;
		}
	}
	return false;
}

void node_make_plain(char *text)
{
	enum { SOFT_HYPHEN = 0xad, ZERO_WIDTH_SPACE = 0x200b, WORD_JOINER = 0x2060 };
	char *to = text;
	for (size_t at = 0, from = 0; text[at]; from = at) {
		uint32_t c = unicode_next(text, &at);
		if (c == SOFT_HYPHEN || c == ZERO_WIDTH_SPACE || c == WORD_JOINER)
			continue;
		if (unicode_is_blank(c)) {
			*to++ = ' ';
			continue;
		}
		memmove(to, text + from, at - from);
		to += at - from;
	}
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

static char *text_below(arena *a, const node *n)
{
	arena_text t = {0};
	arena_add(a, &t, "", 0);
	for (const node *at = n; at; at = node_after(at, n, false)) {
		size_t length;
		const char *text = node_own_text(at, &length);
		if (t.length > 0 || !node_is_block(at))
			arena_add(a, &t, text, length);
	}
	return t.bytes;
}

const char *node_written_text(arena *a, const node *n)
{
	return text_below(a, n);
}

const char *node_plain_text(arena *a, const node *n)
{
	char *text = text_below(a, n);
	node_make_plain(text);
	return text;
}

const char *node_words_lang(const node *n)
{
	const char *lang = NULL;
	for (const node *at = n; at; at = node_after(at, n, false)) {
		if (at->kind != NODE_TEXT && at->kind != NODE_CODE)
			continue;
		if (lang && strcmp(lang, at->lang))
			return n->lang;
		lang = at->lang;
	}
	return lang ? lang : n->lang;
}

static const node *captioned_name(const node *n, const char *number)
{
	const node *caption = n->first;
	while (caption && caption->kind != NODE_CAPTION)
		caption = caption->next;
	return number ? n : caption;
}

const node *node_name(const node *n)
{
	while (n->kind == NODE_DIVISION && n->first) {
		bool holds_one = n->first == n->last &&
				 (n->first->kind == NODE_FIGURE || n->first->kind == NODE_TABLE);
		if (n->first->kind != NODE_HEADING && n->first->kind != NODE_DIVISION && !holds_one)
			return NULL;
		n = n->first;
	}
	switch (n->kind) {
	case NODE_HEADING:
	case NODE_TITLE:
	case NODE_SUBTITLE:
	case NODE_AUTHOR:
	case NODE_DATE: return n;
	case NODE_FIGURE: return captioned_name(n, n->as.figure.number);
	case NODE_TABLE: return captioned_name(n, n->as.table.number);
	case NODE_CODE:
	case NODE_RAW: return n;
	default: return !node_is_block(n) && n->first ? n : NULL;
	}
}

const char *node_kind_name(node_kind kind)
{
	static const char *const names[NODE_KINDS] = {
		[NODE_DOCUMENT] = "document",
		[NODE_TITLE] = "title",
		[NODE_SUBTITLE] = "subtitle",
		[NODE_AUTHOR] = "author",
		[NODE_DATE] = "date",
		[NODE_CONTENTS] = "contents",
		[NODE_MATTER] = "matter",
		[NODE_HEADING] = "heading",
		[NODE_PARAGRAPH] = "paragraph",
		[NODE_QUOTE] = "quote",
		[NODE_LIST] = "list",
		[NODE_ITEM] = "item",
		[NODE_CODE_BLOCK] = "code-block",
		[NODE_VERBATIM] = "verbatim",
		[NODE_RULE] = "rule",
		[NODE_TABLE] = "table",
		[NODE_ROW] = "row",
		[NODE_CELL] = "cell",
		[NODE_FIGURE] = "figure",
		[NODE_CAPTION] = "caption",
		[NODE_DIVISION] = "division",
		[NODE_DEFINITIONS] = "definitions",
		[NODE_TERM] = "term",
		[NODE_DEFINITION] = "definition",
		[NODE_NOTE] = "note",
		[NODE_PAGE_BREAK] = "page-break",
		[NODE_TEXT] = "text",
		[NODE_SOFT_BREAK] = "soft-break",
		[NODE_HARD_BREAK] = "hard-break",
		[NODE_EMPHASIS] = "emphasis",
		[NODE_STRONG] = "strong",
		[NODE_STRIKE] = "strike",
		[NODE_SPAN] = "span",
		[NODE_SUB] = "sub",
		[NODE_SUP] = "sup",
		[NODE_KBD] = "kbd",
		[NODE_CODE] = "code",
		[NODE_RAW] = "raw",
		[NODE_LINK] = "link",
		[NODE_REFERENCE] = "reference",
		[NODE_IMAGE] = "image",
		[NODE_NOTE_MARK] = "note-mark",
	};
	return names[kind];
}

node *node_text(arena *a, const char *data, size_t length, place where)
{
	node *n = node_new(a, NODE_TEXT, where);
	n->as.text.data = arena_copy(a, data, length);
	n->as.text.length = length;
	return n;
}

void node_put_first(node *parent, node *child)
{
	child->parent = parent;
	child->next = parent->first;
	if (parent->first)
		parent->first->previous = child;
	else
		parent->last = child;
	parent->first = child;
}

void node_move(node *parent, node *from, node *until, node *to)
{
	node *n = from ? from->next : parent->first;
	while (n && n != until) {
		node *next = n->next;
		node_unlink(n);
		node_append(to, n);
		n = next;
	}
}
