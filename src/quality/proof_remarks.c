/* proof_remarks: beside a page of a proof, in words: how it was filled, which paragraphs have a
 * line more or less than their best setting, which spaces gave or took a line, and its blemishes,
 * by the numbers at their frames. */
#include "quality/proof_private.h"

#include "base/arena.h"
#include "base/file.h"
#include "quality/quality_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define REMARKS_MARGIN (LENGTH_PT * 8)

/* File names may hold characters that no face has, so all but ASCII becomes a question mark. */
static const char *plain_name(arena *a, const char *name)
{
	const char *base = file_base(name);
	char *plain = arena_copy(a, base, strlen(base));

	for (char *at = plain; *at; at++)
		if ((unsigned char)*at < 0x20 || (unsigned char)*at > 0x7e)
			*at = '?';
	return plain;
}

static length step_of(const proof_page *p)
{
	return style_of(p->setter->style, ROLE_SLUG)->size * 5 / 4;
}

/* Add a remark below the others, as long as there is room. */
static void say(proof_page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(proof_page *p, const char *format, ...)
{
	const sheet *sheet = &p->setter->style->sheet;
	va_list arguments;

	if (p->full)
		return;
	va_start(arguments, format);
	const char *text = arena_vprint(p->setter->arena, format, arguments);
	va_end(arguments);
	if (p->y > sheet->height - 6 * step_of(p)) {
		text = "There is more; the report (--report) has it all.";
		p->full = true;
	}
	size_t lines = proof_words(p, text, sheet->width + REMARKS_MARGIN, p->y,
				   PROOF_BEYOND - 2 * REMARKS_MARGIN);
	p->y += step_of(p) * (length)lines + step_of(p) / 3;
}

static void skip(proof_page *p)
{
	p->y += step_of(p) * 2 / 3;
}

static const char *lines_of(const proof_page *p, int count)
{
	return arena_print(p->setter->arena, "%d line%s", count, count == 1 ? "" : "s");
}

static void say_page(proof_page *p)
{
	const pagebreak_page *at = &p->layout->breaks->pages[p->page];
	const page *page = p->layout->pages->items[p->page];
	int lines = p->setter->style->sheet.lines, more = at->height - lines;

	say(p, "Page %s, %s%s", page->label, page->recto ? "recto" : "verso",
	    at->opens ? ", opens a chapter" : "");
	if (at->blank) {
		say(p, at->first < p->layout->galley->count
			       ? "Left blank, so that what follows opens on a recto."
			       : "Left blank, to fill the last signature.");
		return;
	}
	say(p, "%d of %s filled%s.", at->filled, lines_of(p, at->height),
	    quality_page_is_last(p->layout->breaks, p->page) ? "; its chapter ends here" : "");
	if (more)
		say(p, "Its spread was chosen %s %s than the full %d.",
		    lines_of(p, more < 0 ? -more : more), more < 0 ? "shorter" : "longer", lines);
	if (at->is_short)
		say(p, "No way met all limits here, so the best of the others was taken.");
	for (int i = 0; i < at->float_count; i++)
		say(p, "Manuscript's line %d: moved here, to %s.",
		    p->layout->galley->blocks[at->floats[i]].node->parent->place.line,
		    at->alone ? "a page of its own" : "the page's head");
	if (at->note_count)
		say(p, "%zu note%s at its foot.", at->note_count, at->note_count == 1 ? "" : "s");
}

static void say_spaces(proof_page *p)
{
	int64_t sum = 0, count = 0, least = INT64_MAX, most = 0;

	for (size_t i = p->first; i < p->end; i++) {
		const line_facts *f = &p->quality->lines[i].facts;
		if (!f->justified || !f->spaces)
			continue;
		sum += f->space;
		count++;
		least = f->space < least ? f->space : least;
		most = f->space > most ? f->space : most;
	}
	if (count)
		say(p, "Word spaces %s to %s, %s on average.",
		    quality_decimal(p->setter->arena, least, QUALITY_ONE, 2),
		    quality_decimal(p->setter->arena, most, QUALITY_ONE, 2),
		    quality_decimal(p->setter->arena, sum / count, QUALITY_ONE, 2));
}

/* A block that begins on the page: what was chosen for it that differs from its best setting.
 * `past`: how many floats that belong right above it are elsewhere. */
static void say_choice(proof_page *p, size_t block, bool heads_page, int past)
{
	const galley *g = p->layout->galley;
	const pagebreak_choice *choice = &p->layout->breaks->choices[block];
	const pagebreak_block *numbers = &g->breaks[block];
	const galley_block *b = &g->blocks[block];
	int more = numbers->settings[choice->setting].lines - numbers->settings[0].lines;
	int space = choice->space - (past ? numbers->past[past - 1].lines : numbers->space);

	if (more)
		say(p, "Manuscript's line %d: set in %s, %s than alone.", b->node->place.line,
		    lines_of(p, numbers->settings[choice->setting].lines),
		    more > 0 ? "more" : "fewer");
	if (space && !heads_page)
		say(p, "Manuscript's line %d: %s %s above it.", b->node->place.line,
		    lines_of(p, space < 0 ? -space : space), space < 0 ? "less" : "more");
}

static void say_choices(proof_page *p)
{
	const pagebreak_block *breaks = p->layout->galley->breaks;
	const pagebreak_choice *choices = p->layout->breaks->choices;
	const pagebreak_page *at = &p->layout->breaks->pages[p->page];
	pagebreak_part part = {0};
	bool head = true;

	for (size_t above = at->first; pagebreak_next(breaks, choices, at, &part);
	     above = part.block) {
		int past = 0;
		for (size_t i = above + 1; i < part.block && !part.floated; i++)
			past += breaks[i].floats && choices[i].deferred;
		if (part.from == 0 && !part.floated)
			say_choice(p, part.block, head, past);
		head = head && part.floated;
	}
}

static void say_blemishes(proof_page *p)
{
	for (size_t i = p->first_blemish; i < p->end_blemish; i++) {
		const blemish *b = &p->quality->blemishes[i];
		const char *name =
			b->where.source ? plain_name(p->setter->arena, b->where.source->name) : "";
		say(p, "%zu  %s %d:%d: %s", i - p->first_blemish + 1, name, b->where.line,
		    b->where.column, b->what);
	}
}

void proof_remarks(proof_page *p)
{
	const sheet *sheet = &p->setter->style->sheet;

	p->y = sheet->top < 4 * step_of(p) ? 4 * step_of(p) : sheet->top;
	say_page(p);
	say_spaces(p);
	skip(p);
	say_choices(p);
	skip(p);
	say_blemishes(p);
	if (p->full || p->layout->breaks->pages[p->page].blank)
		return;
	p->y = sheet->height - 4 * step_of(p) > p->y ? sheet->height - 4 * step_of(p) : p->y;
	p->full = false;
	proof_words(p,
		    "Tints: warm lines have wide word spaces, cool ones narrow. Pink hangs in the "
		    "margin; red underlines hyphens.",
		    sheet->width + REMARKS_MARGIN, p->y, PROOF_BEYOND - 2 * REMARKS_MARGIN);
}
