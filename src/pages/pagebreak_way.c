/* pagebreak_way: from a chapter's cheapest way back to its pages. The steps say where pages end,
 * how high they are and how the blocks are set; from these the contents of the pages are counted
 * again, notes in the order of their marks. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "pages/pagebreak.h"
#include "pages/pagebreak_float.h"
#include "pages/pagebreak_price.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_way.h"

typedef struct queued {
	uint32_t id;
	int lines, done;
} queued;

/* The notes whose marks were met so far in the chapter, in order; those before `head` are already
 * on pages. */
typedef struct queue {
	queued *notes;
	size_t count, capacity, head;
	int owed; /* lines not yet on a page */
} queue;

typedef struct walk {
	arena *a, *scratch;
	const pagebreak_rules *rules;
	const pagebreak_block *blocks;
	const pagebreak_choice *choices; /* of the chapter */
	size_t chapter;                  /* its first block */
	size_t floats;                   /* the block after the last float at a page's head */
	queue queue;
} walk;

/* Read a page from the step that ends it, which also has the number of floats that the next page
 * begins with. */
static void read_page(const pagebreak_step *step, size_t block, size_t page, pagebreak_way *way)
{
	way->pages[page] = (pagebreak_page){.last = block,
					    .last_line = step->line,
					    .height = step->height,
					    .is_short = step->forbidden,
					    .alone = step->alone};
	if (page + 1 < way->page_count)
		way->pages[page + 1].float_count = step->floats;
}

/* Read a float of `count` blocks, the last of which is before `block`. Returns its first block. */
static size_t read_float(const pagebreak_block *blocks, size_t block, int count,
			 pagebreak_choice *choices)
{
	for (; count > 0; count--) {
		block--;
		choices[block] = (pagebreak_choice){.space = count > 1 ? blocks[block].space : 0,
						    .deferred = true};
	}
	return block;
}

/* Read the steps from the last to the first. */
static void read_steps(const pagebreak_search *search, const pagebreak_block *blocks, uint32_t last,
		       size_t count, size_t first, pagebreak_way *way)
{
	size_t block = count, page = way->page_count;
	const pagebreak_step *step;
	for (uint32_t i = last; i != PAGEBREAK_NOWHERE; i = step->parent) {
		step = pagebreak_search_step(search, i);
		if (step->what == STEP_BLOCK)
			way->choices[--block] =
				(pagebreak_choice){.setting = step->setting, .space = step->space};
		else if (step->what == STEP_FLOAT)
			block = read_float(&blocks[first], block, step->line, way->choices);
		else if (step->what == STEP_PAGE)
			read_page(step, first + block, --page, way);
		else
			way->start = step->position == POSITION_ALONE ? SIDE_RECTO : SIDE_VERSO;
	}
}

static size_t count_pages(const pagebreak_search *search, uint32_t last)
{
	size_t count = 0;
	for (uint32_t i = last; i != PAGEBREAK_NOWHERE;
	     i = pagebreak_search_step(search, i)->parent)
		count += pagebreak_search_step(search, i)->what == STEP_PAGE;
	return count;
}

/* Add the notes of a block's lines from `from` up to `to` to the queue. */
static void ask_for_notes(walk *w, const pagebreak_setting *setting, int from, int to)
{
	queue *q = &w->queue;
	for (size_t i = pagebreak_note_from(setting, from);
	     i < setting->note_count && setting->notes[i].line < to; i++) {
		queued *note = ARENA_APPEND(w->scratch, q->notes, q->count, q->capacity);
		note->id = setting->notes[i].id;
		note->lines = setting->notes[i].lines;
		q->owed += note->lines;
	}
}

static int by_id(const void *a, const void *b)
{
	const queued *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Sort the notes from `first` on by their ids, which follow their numbers. They are out of order
 * only where notes mention notes. */
static void sort_notes(queue *q, size_t first)
{
	for (size_t i = first + 1; i < q->count; i++)
		if (q->notes[i - 1].id > q->notes[i].id) {
			qsort(&q->notes[first], q->count - first, sizeof *q->notes, by_id);
			return;
		}
}

/* Which floats are at the page's head: the next ones that were deferred. */
static void put_floats(walk *w, pagebreak_page *page)
{
	if (page->alone)
		page->float_count = 1;
	for (int i = 0; i < page->float_count; i++) {
		while (!w->choices[w->floats - w->chapter].deferred)
			w->floats++;
		page->floats[i] = w->floats;
		w->floats += page->alone ? 1 : w->blocks[w->floats].floats;
	}
}

/* Count the page's floats, text and space, and queue its notes. */
static int put_text(walk *w, const pagebreak_page *page)
{
	pagebreak_part part = {0};
	int used = 0;
	size_t before = w->queue.count;
	while (pagebreak_next_from(w->blocks, w->choices, w->chapter, page, &part)) {
		used = part.row + part.to - part.from;
		ask_for_notes(w,
			      &w->blocks[part.block]
				       .settings[w->choices[part.block - w->chapter].setting],
			      part.from, part.to);
	}
	sort_notes(&w->queue, before);
	return used;
}

/* Put so many lines of the owed notes on the page. */
static void put_notes(walk *w, pagebreak_page *page, int lines)
{
	queue *q = &w->queue;
	size_t capacity = 0;
	pagebreak_note_piece *pieces = NULL;
	q->owed -= lines;
	while (lines > 0) {
		queued *note = &q->notes[q->head];
		int left = note->lines - note->done, put = left < lines ? left : lines;
		pagebreak_note_piece *piece =
			ARENA_APPEND(w->a, pieces, page->note_count, capacity);
		*piece = (pagebreak_note_piece){.id = note->id, .from = note->done, .lines = put};
		note->done += put;
		lines -= put;
		q->head += put == left;
	}
	page->notes = pieces;
}

/* Is there a note whose mark is on the page but that does not begin there? */
static bool lacks_note(const queue *q, size_t before)
{
	return q->count > before && q->notes[q->count - 1].done == 0;
}

static void fill_page(walk *w, pagebreak_page *page)
{
	size_t before = w->queue.count;
	put_floats(w, page);
	int text = put_text(w, page), room = page->height - text - w->rules->note_rule;
	int put = w->queue.owed < room ? w->queue.owed : room;
	if (put < 0)
		put = 0;
	put_notes(w, page, put);
	page->filled = page->alone ? page->height : text + put + (put ? w->rules->note_rule : 0);
	page->is_short |= lacks_note(&w->queue, before);
}

void pagebreak_way_back(arena *a, arena *scratch, const pagebreak_search *search,
			const pagebreak_rules *rules, const pagebreak_block *blocks, size_t first,
			size_t end, int side, pagebreak_way *way)
{
	uint32_t last = pagebreak_search_final(search, side).step;
	way->page_count = count_pages(search, last);
	way->pages = ARENA_ARRAY(scratch, way->page_count, pagebreak_page);
	way->choices = ARENA_ARRAY(scratch, end - first, pagebreak_choice);
	read_steps(search, blocks, last, end - first, first, way);
	walk w = {.a = a,
		  .scratch = scratch,
		  .rules = rules,
		  .blocks = blocks,
		  .choices = way->choices,
		  .chapter = first,
		  .floats = first};
	for (size_t i = 0; i < way->page_count; i++) {
		pagebreak_page *page = &way->pages[i];
		page->first = i ? page[-1].last : first;
		page->first_line = i ? page[-1].last_line : 0;
		fill_page(&w, page);
	}
	way->pages[0].opens = blocks[first].before != PAGEBREAK_FREE;
	if (way->pages[0].opens && blocks[first].sink > 0 && rules->full > 1 &&
	    !way->choices[0].space)
		way->pages[0].is_short = true;
}
