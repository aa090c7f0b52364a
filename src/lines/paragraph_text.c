/* paragraph_text: the inlines below a node as one text, and what each stretch of it looks like and
 * belongs to. Breaking and shaping see plain text; the spans remember the rest. An image is in
 * the text as U+FFFC. */
#include "lines/paragraph_private.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "document/link_notes.h"
#include "lines/picture.h"

#include <string.h>

#define OBJECT "\xEF\xBF\xBC"

/* Between the numbers of notes: a comma and a narrow space where no line ends. */
#define MARKS_APART ",\u202F"

typedef struct collector {
	const setter *setter;
	const paragraph_shape *shape;
	arena_text text;
	span *spans;
	size_t count, span_capacity;
	origin *origins;
	size_t origin_count, origin_capacity;
} collector;

/* What surrounds a node while the tree is walked. */
typedef struct surroundings {
	const appearance *look;
	const node *link;
} surroundings;

static span *add(collector *c, const char *text, size_t length, const node *n, const node *owner,
		 const surroundings *in)
{
	arena *a = c->setter->scratch;

	const uint32_t start = (uint32_t)c->text.length;
	arena_add(a, &c->text, text, length);
	*ARENA_APPEND(a, c->origins, c->origin_count, c->origin_capacity) = (origin){start, n};
	span *last = c->count ? &c->spans[c->count - 1] : NULL;
	bool joins = last && !last->initial && last->look == in->look && last->owner == owner &&
		     last->link == in->link && !last->image && !last->note && last->end == start &&
		     last->lang == n->lang;
	if (!joins) {
		last = ARENA_APPEND(a, c->spans, c->count, c->span_capacity);
		*last = (span){.start = start,
			       .look = in->look,
			       .owner = owner,
			       .link = in->link,
			       .lang = n->lang,
			       .place = n->place};
	}
	last->end = (uint32_t)c->text.length;
	return last;
}

static void add_string(collector *c, const char *text, const node *n, const node *owner,
		       const surroundings *in)
{
	if (*text)
		add(c, text, strlen(text), n, owner, in);
}

/* How many grid lines an image in a line may take: half a page. In a note fewer, because the note
 * may be split inside the image, and what is above the page's part must not leave the page. */
static int most_rows(const setter *s, const node *n)
{
	int half = (s->style->sheet.lines + 1) / 2;

	while (n && n->kind != NODE_NOTE)
		n = n->parent;
	return n && half > PICTURE_ROWS_IN_NOTE ? PICTURE_ROWS_IN_NOTE : half;
}

static void add_image(collector *c, const node *n, const surroundings *in)
{
	const setter *s = c->setter;
	const image *i = image_load(s->images, n->as.image.path, n->as.image.page, n->place);

	if (!i) {
		add_string(c, n->as.image.alt ? n->as.image.alt : "", n, n, in);
		return;
	}
	span *at = add(c, OBJECT, strlen(OBJECT), n, n, in);
	at->image = i;
	const length tallest = picture_tallest(most_rows(s, n), s->style->sheet.grid);
	const picture_room room = {c->shape->measure, tallest, in->look->size};
	picture_size(s, n, i, &room, &at->width, &at->height);
	if (n->classes[0] && style_for(s->style, ROLE_BODY, n)->bleed)
		report_at(s->report, REPORT_ATTRIBUTE_BAD, n->place,
			  "a picture in a line of text can't run over the page's edges; put it "
			  "into a paragraph of its own");
	image_judge(s->images, i, at->width, s->style->sheet.resolution_least, n->place);
}

static void add_note_mark(collector *c, const node *n, const surroundings *in)
{
	const setter *s = c->setter;
	surroundings raised = {style_over(s->style, in->look, ROLE_NOTE_MARK),
			       in->link ? in->link : n};
	const span *last = c->count ? &c->spans[c->count - 1] : NULL;

	if (last && last->note) { /* so that two marks that touch are not read as one number */
		const surroundings between = {raised.look, in->link};
		add_string(c, MARKS_APART, n, n->parent, &between);
	}
	const char *number = arena_print(s->arena, "%d", n->as.mark.number);
	span *at = add(c, number, strlen(number), n, n, &raised);

	at->note = n->as.mark.note;
}

static bool in_note(const node *n)
{
	while (n && n->kind != NODE_NOTE)
		n = n->parent;
	return n != NULL;
}

/* The address after a link's words, for readers of paper. Where links of the text have notes, links
 * in notes have their addresses like this. */
static void add_address(collector *c, const node *n, const surroundings *in)
{
	const setter *s = c->setter;

	if (n->as.link.target && s->style->link_pages && s->reference_words)
		add_string(c,
			   arena_print(s->arena, " (%s)",
				       s->reference_words(s->references, s->arena, n)),
			   n, n->parent, in);
	bool is_inline = s->style->link_address == LINK_INLINE ||
			 (s->style->link_address == LINK_NOTE && in_note(n));
	if (is_inline && link_notes_wanted(s->scratch, n))
		add_string(c, arena_print(s->arena, " (%s)", link_notes_address(n->as.link.url)), n,
			   n->parent, in);
}

static surroundings inside(const setter *s, const node *n, const surroundings *in)
{
	static const role roles[NODE_KINDS] = {
		[NODE_EMPHASIS] = ROLE_EMPHASIS, [NODE_STRONG] = ROLE_STRONG,
		[NODE_STRIKE] = ROLE_STRIKE,     [NODE_SUB] = ROLE_SUB,
		[NODE_SUP] = ROLE_SUP,           [NODE_KBD] = ROLE_KBD,
		[NODE_CODE] = ROLE_CODE,         [NODE_RAW] = ROLE_CODE,
		[NODE_LINK] = ROLE_LINK,         [NODE_REFERENCE] = ROLE_LINK,
	};
	surroundings within = *in;

	if (roles[n->kind])
		within.look = style_over(s->style, in->look, roles[n->kind]);
	if (n->classes[0])
		within.look = style_over_classes(s->style, within.look, n);
	if (n->kind == NODE_LINK || n->kind == NODE_REFERENCE)
		within.link = n;
	return within;
}

/* Bytes of the letter that a text begins with, marks above it and quotation marks before it
 * included; 0: it begins with something else. */
static size_t initial_size(const char *text, size_t length)
{
	enum { BEFORE_MOST = 2 };
	size_t at = 0, end = 0, before = 0;

	while (at < length) {
		uint32_t c = unicode_next(text, &at);
		if (end ? !unicode_is_mark(c) : unicode_is_space(c) || before > BEFORE_MOST)
			break;
		if (end || unicode_is_word(c))
			end = at;
		else
			before++;
	}
	return end;
}

/* The look of an initial: its capitals reach from the baseline of its last line to the height of
 * the first line's, and an eighth of the text's size parts it from what is beside it. */
static const appearance *initial_look(const setter *s, const appearance *look, const node *n,
				      int lines)
{
	const word *letter =
		shape_word(s->shaper, "H", 1, look, n->lang, HB_SCRIPT_LATIN, 0, n->place);
	const font_metrics *m = letter->count ? font_metrics_of(letter->runs[0]->font) : NULL;
	const length down = s->style->sheet.grid * (lines - 1);
	appearance initial = *look;

	initial.size += m && m->cap_height > 0 ? length_scale(down, m->units, m->cap_height)
					       : down * 10 / 7;
	initial.rise = -down;
	initial.tracking = look->size / 8;
	return style_made(s->style, &initial);
}

static void add_text(collector *c, const node *n, const surroundings *in)
{
	const char *text = n->as.text.data;
	size_t length = n->as.text.length, size = 0;

	if (c->shape->initial > 1 && c->text.length == 0)
		size = initial_size(text, length);
	if (size) {
		const surroundings large = {initial_look(c->setter, in->look, n, c->shape->initial),
					    in->link};
		add(c, text, size, n, n->parent, &large)->initial = true;
	}
	if (size < length)
		add(c, text + size, length - size, n, n->parent, in);
}

/* Requires: inlines nested no deeper than the manuscript allows, which bounds the recursion. */
static void collect(collector *c, const node *n, const surroundings *in)
{
	const setter *s = c->setter;
	const surroundings within = inside(s, n, in);

	switch (n->kind) {
	case NODE_TEXT: add_text(c, n, &within); break;
	case NODE_CODE:
	case NODE_RAW: add(c, n->as.text.data, n->as.text.length, n, n, &within); break;
	case NODE_SOFT_BREAK: add(c, " ", 1, n, n->parent, in); break;
	case NODE_HARD_BREAK: add(c, "\n", 1, n, n->parent, in); break;
	case NODE_IMAGE: add_image(c, n, &within); break;
	case NODE_NOTE_MARK: add_note_mark(c, n, &within); break;
	case NODE_REFERENCE:
		add_string(c,
			   s->reference_words ? s->reference_words(s->references, s->arena, n) : "",
			   n, n, &within);
		break;
	default:
		for (const node *child = n->first; child; child = child->next)
			collect(c, child, &within);
		if (n->kind == NODE_LINK)
			add_address(c, n, in);
	}
}

/* Out of the scratch, to no more room than it needs. */
static const void *keep(arena *a, const void *items, size_t count, size_t size)
{
	void *kept = arena_array(a, count, size);

	if (count)
		memcpy(kept, items, count * size);
	return kept;
}

static void finish(const collector *c, paragraph *p)
{
	arena *a = c->setter->arena;

	p->text = arena_copy(a, c->text.bytes, c->text.length);
	p->length = c->text.length;
	p->spans = keep(a, c->spans, c->count, sizeof *c->spans);
	p->span_count = c->count;
	p->origins = keep(a, c->origins, c->origin_count, sizeof *c->origins);
	p->origin_count = c->origin_count;
	for (size_t i = 0; i < c->count; i++)
		p->has_images |= c->spans[i].image != NULL;
}

void paragraph_collect(const setter *s, const node *parent, paragraph *p)
{
	collector c = {.setter = s, .shape = &p->shape};
	surroundings outside = {p->shape.look, NULL};

	if (p->shape.prefix)
		add_string(&c, p->shape.prefix, parent, p->shape.owner, &outside);
	for (const node *child = parent->first; child; child = child->next)
		collect(&c, child, &outside);
	finish(&c, p);
}

/* How an inline looks where the words of the block around it are set in another look: links there
 * lead elsewhere, so they look as the words do. Its depth is bounded as collect's is. */
static const appearance *look_within(const setter *s, const node *n, const node *block,
				     const appearance *look)
{
	if (n == block)
		return look;
	const surroundings in = {look_within(s, n->parent, block, look), NULL};
	return n->kind == NODE_LINK || n->kind == NODE_REFERENCE ? in.look : inside(s, n, &in).look;
}

/* What a node says. */
static void collect_written(const setter *s, paragraph *p)
{
	collector c = {.setter = s, .shape = &p->shape};
	const node *parent = p->shape.written;
	size_t length;

	for (const node *n = parent->first; n; n = node_after(n, parent, false)) {
		const char *text = node_own_text(n, &length);
		const node *owner = n->kind == NODE_TEXT ? n->parent : n;
		const surroundings in = {look_within(s, n, parent, p->shape.look), NULL};
		if (length)
			add(&c, text, length, n, owner, &in);
	}
	finish(&c, p);
}

void paragraph_collect_text(const setter *s, const char *text, const char *lang, paragraph *p)
{
	size_t length = strlen(text);

	if (p->shape.written) {
		collect_written(s, p);
		return;
	}
	span *whole = ARENA_NEW(s->arena, span);

	*whole = (span){.end = (uint32_t)length,
			.look = p->shape.look,
			.owner = p->shape.owner,
			.lang = lang};
	if (p->shape.owner)
		whole->place = p->shape.owner->place;
	p->text = arena_copy(s->arena, text, length);
	p->length = length;
	p->spans = whole;
	p->span_count = length ? 1 : 0;
}
