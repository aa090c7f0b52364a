/* galley_titles: headings, with their numbers, and the title block. A title that begins a page has
 * it for itself: what follows the title block begins the next one. */
#include "layout/galley_private.h"

#include "base/arena.h"

/* A heading or a part of the title block. */
static void display(galley_builder *b, const node *n, const appearance *look, context *in,
		    const char *prefix)
{
	context own = *in;
	int above = b->gap.lines;

	galley_narrow(b, &own, look->left, look->right);
	own.look = look;
	galley_box *box = galley_box_begin(b, n, look, &own);
	if (!box)
		galley_check_bleed(b, n);
	galley_paragraph(b, n, look, &own, 0, prefix);
	in->label = NULL;
	pagebreak_block *numbers = &b->breaks[b->count - 1];
	bool below = n->kind == NODE_HEADING && n->previous && n->previous->kind == NODE_HEADING &&
		     numbers->before == PAGEBREAK_FREE;
	/* a heading right after another: both belong to the text below, and stay together */
	if (below)
		numbers->space = above;
	numbers->sink = look->sink;
	numbers->less = below ? 0 : numbers->less;
	numbers->whole |= numbers->settings[0].lines <= b->setter->style->sheet.lines / 2;
	galley_box_end(b, box);
	galley_space(b, look->space_after);
	galley_break(b, look->closes);
}

/* The number of a heading on a line of its own. Returns the lines below it. */
static int number_above(galley_builder *b, const node *n, const appearance *heading, context *in)
{
	const setter *s = b->setter;
	const appearance *look = galley_look(b, ROLE_CHAPTER_NUMBER, n);
	const char *number = n->as.heading.number;
	context own = *in;

	galley_narrow(b, &own, heading->left, heading->right);
	paragraph_shape shape = {
		.look = look, .measure = galley_measure(b, &own), .align = look->align, .owner = n};
	if (heading->number == NUMBER_NAMED)
		number = arena_print(
			s->arena, "%s\xC2\xA0%s",
			reference_word_in(s->style, n->lang, reference_heading_word(s->style, n)),
			number);
	pagebreak_block *numbers =
		galley_add_text(b, n, look, galley_words(b, n, number, n->lang, &shape), &own);
	b->blocks[b->count - 1].spaced = true;
	numbers->sink = heading->sink;
	numbers->keep = true;
	numbers->space =
		numbers->space > heading->space_before ? numbers->space : heading->space_before;
	/* a class of the heading says what comes below its words */
	return style_of(s->style, ROLE_CHAPTER_NUMBER)->space_after;
}

void galley_heading(galley_builder *b, const node *n, context *in)
{
	const char *number = n->as.heading.number;
	int level = n->as.heading.level < 1 ? 1 : n->as.heading.level > 6 ? 6 : n->as.heading.level;
	const appearance *look = galley_look(b, (role)(ROLE_HEADING1 + level - 1), n);

	galley_open(b, look);
	if (n->as.heading.opens_page)
		galley_break(b, OPENS_PAGE);
	if (n->as.heading.opens_recto)
		galley_break(b, OPENS_RECTO);
	if (!number || look->number == NUMBER_BEFORE) {
		display(b, n, look, in,
			number ? arena_print(b->setter->arena, "%s\xC2\xA0\xC2\xA0", number)
			       : NULL);
		return;
	}
	const int below = number_above(b, n, look, in);
	display(b, n, look, in, NULL);
	pagebreak_block *numbers = &b->breaks[b->count - 1];
	numbers->space = below;
	numbers->less = numbers->more = numbers->sink = 0;
}

/* Is a node a part of the title block? The abstract is one if it comes right after another part. */
static bool is_of_title(const node *n)
{
	if (!n || n->parent->kind != NODE_DOCUMENT)
		return false;
	return n->kind <= NODE_DATE || node_has_class(n, "publisher") ||
	       node_has_class(n, "logo") ||
	       (node_has_class(n, "abstract") && is_of_title(n->previous));
}

/* The title block begins where the title asks for, whatever its first part is. */
static void open_title(galley_builder *b)
{
	const appearance *title = style_of(b->setter->style, ROLE_TITLE);

	galley_open(b, title);
	b->titled = title->opens != OPENS_ANYWHERE;
	b->on_page = PLACE_TOP;
}

void galley_after_title(galley_builder *b, const node *n)
{
	if (is_of_title(n)) {
		if (!is_of_title(n->previous))
			open_title(b);
	} else if (b->titled && n->kind != NODE_NOTE) {
		galley_break(b, OPENS_PAGE);
		b->titled = false;
	}
}

void galley_title_part(galley_builder *b, const node *n, context *in)
{
	static const role roles[] = {[NODE_TITLE] = ROLE_TITLE,
				     [NODE_SUBTITLE] = ROLE_SUBTITLE,
				     [NODE_AUTHOR] = ROLE_AUTHOR,
				     [NODE_DATE] = ROLE_DATE};
	const appearance *look = galley_look(b, roles[n->kind], n);

	if (look->on_page != PLACE_TOP)
		b->on_page = look->on_page;
	if (n->kind != NODE_TITLE)
		galley_open(b, look);
	display(b, n, look, in, NULL);
}
