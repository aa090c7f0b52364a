/* pagebreak_trace: what the search considered. The search reports each end that a page could have.
 * Those of pages that begin where a page of the cheapest way begins are shown next to that page's
 * own end, with what each adds and how much more the chapter costs with it.
 *
 * The cost of a chapter with a certain end is that of the way up to it and of the cheapest way from
 * there on. Of ends that leave the same state to the next page, the search continues from the
 * cheapest; so the rest of the way is found from that one, last ends first. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "pages/pagebreak.h"
#include "pages/pagebreak_price.h"
#include "pages/pagebreak_search.h"
#include "pages/pagebreak_trace.h"

/* ends of a page, and how much dearer than the cheapest they are */
enum { SHOWN = 4, FAIR = 1000 };

struct pagebreak_trace_end {
	pagebreak_step step;
	size_t block;
	int64_t cost, rest;
	uint32_t from; /* the step that its page began with */
	/* the step that the search goes on from; PAGEBREAK_NOWHERE: from none */
	uint32_t index;
	int position, owed, floats; /* what the page after it begins with */
	bool last;                  /* the chapter ends with it */
};

typedef pagebreak_trace_end end_of_page;

typedef struct view {
	const pagebreak_trace *trace;
	const pagebreak_search *search;
	const pagebreak_rules *rules;
	const pagebreak_block *blocks;
	size_t first, end;
	int64_t best;
} view;

void pagebreak_trace_begin(pagebreak_trace *trace)
{
	trace->ends = NULL; /* they may be in another search's arena */
	trace->count = trace->capacity = 0;
}

void pagebreak_trace_offer(pagebreak_trace *trace, arena *scratch,
			   const pagebreak_trace_offered *from)
{
	end_of_page *end = ARENA_APPEND(scratch, trace->ends, trace->count, trace->capacity);

	*end = (end_of_page){.step = *from->step,
			     .block = from->block,
			     .cost = from->cost,
			     .index = PAGEBREAK_NOWHERE,
			     .position = from->position,
			     .owed = from->owed,
			     .floats = from->floats,
			     .last = from->last};
}

static bool same_step(const pagebreak_step *a, const pagebreak_step *b)
{
	return a->parent == b->parent && a->line == b->line && a->height == b->height &&
	       a->setting == b->setting && a->space == b->space;
}

/* Do two ends leave the same state to the next page? */
static bool leave_same(const end_of_page *a, const end_of_page *b)
{
	return a->block == b->block && a->step.line == b->step.line &&
	       (!a->step.line || a->step.setting == b->step.setting) &&
	       a->position == b->position && a->owed == b->owed && a->floats == b->floats &&
	       a->last == b->last;
}

void pagebreak_trace_take(pagebreak_trace *trace, const pagebreak_step *step, uint32_t index)
{
	const end_of_page *taken = NULL;
	size_t i = trace->count, block = i ? trace->ends[i - 1].block : 0;

	for (; i > 0 && !taken && trace->ends[i - 1].block == block; i--)
		if (same_step(&trace->ends[i - 1].step, step))
			taken = &trace->ends[i - 1];
	for (i = trace->count; taken && i > 0 && trace->ends[i - 1].block == block; i--)
		if (leave_same(&trace->ends[i - 1], taken))
			trace->ends[i - 1].index = index;
}

/* Does a step set or defer something on the page being set? */
static bool is_on_page(const pagebreak_step *step)
{
	return step->what == STEP_BLOCK || step->what == STEP_FLOAT;
}

/* The page that is being set at a step began with this one. */
static uint32_t beginning_of(const view *v, uint32_t index)
{
	while (index != PAGEBREAK_NOWHERE && is_on_page(pagebreak_search_step(v->search, index)))
		index = pagebreak_search_step(v->search, index)->parent;
	return index;
}

/* The cost of the rest of the chapter after each end, from the last to the first: it comes from the
 * ends that follow from its step. */
static void find_rests(const view *v, arena *scratch, size_t steps)
{
	int64_t *rest = ARENA_ARRAY(scratch, steps + 1, int64_t),
		*cost = ARENA_ARRAY(scratch, steps + 1, int64_t);

	for (size_t i = 0; i <= steps; i++)
		rest[i] = cost[i] = INT64_MAX;
	for (size_t i = 0; i < v->trace->count; i++) {
		end_of_page *e = &v->trace->ends[i];
		e->from = beginning_of(v, e->step.parent);
		if (e->index != PAGEBREAK_NOWHERE && e->cost < cost[e->index])
			cost[e->index] = e->cost;
	}
	for (size_t i = v->trace->count; i-- > 0;) {
		end_of_page *e = &v->trace->ends[i];
		e->rest = e->last ? 0 : e->index == PAGEBREAK_NOWHERE ? INT64_MAX : rest[e->index];
		if (e->rest == INT64_MAX || e->from == PAGEBREAK_NOWHERE)
			continue;
		int64_t before = cost[e->from] == INT64_MAX ? 0 : cost[e->from];
		if (e->cost - before + e->rest < rest[e->from])
			rest[e->from] = e->cost - before + e->rest;
	}
}

static int64_t dearer(const view *v, const end_of_page *e)
{
	return e->rest == INT64_MAX ? INT64_MAX : e->cost + e->rest - v->best;
}

/* Printing */

static void say(const view *v, const char *name, int64_t amount, bool *any)
{
	if (amount)
		fprintf(v->trace->out, "%s%s %lld", *any ? " + " : " = ", name, (long long)amount);
	*any |= amount != 0;
}

/* The space wanted above a block, which differs after deferred floats. */
static pagebreak_space asked_space(const view *v, const pagebreak_step *before,
				   const pagebreak_block *b)
{
	int floats = 0;

	for (; before && before->what == STEP_FLOAT && floats < PAGEBREAK_OWED; floats++)
		before = pagebreak_search_step(v->search, before->parent);
	return floats ? b->past[floats - 1] : (pagebreak_space){b->space, b->less, b->more};
}

/* What the blocks add, gone through from the last to the first: by their settings, by their
 * changed spaces, by spaces that change unlike the next one. `next`: how that one has changed, as
 * pagebreak_taken says; 0: there was none. */
typedef struct block_sums {
	int64_t settings, spaces, unlike;
	int next;
} block_sums;

/* What a block adds on this page. A block that continues from the page before was counted there; at
 * a page's head there is no space. True: its space may change. */
static bool add_block(const view *v, const pagebreak_step *step, const pagebreak_block *b,
		      block_sums *sums)
{
	const pagebreak_prices *prices = v->rules->prices;
	const pagebreak_step *before = step->parent == PAGEBREAK_NOWHERE
					       ? NULL
					       : pagebreak_search_step(v->search, step->parent);
	bool is_first = !before || !is_on_page(before);
	pagebreak_space space = asked_space(v, before, b);
	int64_t off = step->space - space.lines;

	if (is_first && before && before->what == STEP_PAGE && before->line)
		return false;
	sums->settings += b->settings[step->setting].cost;
	int taken = is_first ? 0 : pagebreak_taken(space, step->space, 0);
	sums->spaces += is_first ? 0 : off * off * prices->space;
	sums->unlike += taken && sums->next && taken != sums->next ? prices->unlike : 0;
	sums->next = taken ? taken : sums->next;
	return taken != 0;
}

/* Go through the blocks of a page from its end to its head; returns the step before the page.
 * `until_space`: stop at a space that may change. */
static const pagebreak_step *add_page(const view *v, const pagebreak_step *step, size_t *block,
				      bool until_space, block_sums *sums)
{
	bool part = step->line > 0;

	for (uint32_t i = step->parent;; i = step->parent) {
		if ((part || step->what == STEP_BLOCK) &&
		    add_block(v, step, &v->blocks[*block], sums) && until_space)
			return step;
		part = false;
		step = pagebreak_search_step(v->search, i);
		if (!is_on_page(step))
			return step;
		*block -= step->what == STEP_FLOAT ? (size_t)step->line : 1;
	}
}

/* What the blocks on the page add. The first space of a recto is compared with its verso's last. */
static block_sums sum_blocks(const view *v, const end_of_page *e)
{
	block_sums sums = {0}, verso = {0};
	size_t block = e->block;
	const pagebreak_step *before = add_page(v, &e->step, &block, false, &sums);

	verso.next = sums.next;
	if (sums.next && e->step.position >= POSITION_RECTO && before->what == STEP_PAGE)
		add_page(v, before, &block, true, &verso);
	sums.unlike += verso.unlike;
	return sums;
}

static void print_price(const view *v, const end_of_page *e, int64_t before)
{
	int64_t price = e->cost - before,
		height = pagebreak_height_price(v->rules, e->step.position, e->step.height);
	bool any = false;

	fprintf(v->trace->out, ": %lld", (long long)price);
	const block_sums sums = sum_blocks(v, e);
	height = e->last ? 0 : height;
	say(v, "spread's height", height, &any);
	int64_t split = e->owed ? v->rules->prices->note_split : 0,
		carried = e->last ? 0
				  : pagebreak_carry_price(v->rules, &v->blocks[e->block],
							  e->step.line) *
					    e->floats;
	say(v, "split note", split, &any);
	say(v, "figures carried over", carried, &any);
	price -= height + split + carried;
	say(v, "longer or shorter paragraphs", sums.settings, &any);
	say(v, "changed spaces", sums.spaces, &any);
	say(v, "spaces unlike others of the spread", sums.unlike, &any);
	price -= sums.settings + sums.spaces + sums.unlike;
	say(v,
	    e->last             ? "short last page"
	    : e->step.forbidden ? "what no page should do"
				: "other",
	    price, &any);
}

static const char *side_of(const view *v, const pagebreak_step *step)
{
	return !v->rules->prices->two_sided       ? ""
	       : step->position == POSITION_VERSO ? ", verso"
						  : ", recto";
}

static int setting_after(const view *v, const end_of_page *e)
{
	return e->step.line || e->step.parent == PAGEBREAK_NOWHERE
		       ? e->step.setting
		       : pagebreak_search_step(v->search, e->step.parent)->setting;
}

static void print_end(const view *v, const end_of_page *e, int64_t before, bool chosen)
{
	FILE *out = v->trace->out;

	fputs(chosen ? "    * ends at " : "      ends at ", out);
	v->trace->place(out, v->trace->context, e->block, setting_after(v, e), e->step.line, false);
	if (e->last)
		fputs(", with the chapter", out);
	else
		fprintf(out, ", %d lines high", e->step.height);
	print_price(v, e, before);
	if (!chosen)
		fprintf(out, "; the chapter is dearer by %lld", (long long)dearer(v, e));
	putc('\n', out);
}

/* The other ends of a page, cheapest first. */
static void print_others(const view *v, const end_of_page *chosen, int64_t before)
{
	const end_of_page *best[SHOWN];
	size_t count = 0, more = 0;

	for (size_t i = 0; i < v->trace->count; i++) {
		const end_of_page *e = &v->trace->ends[i];
		size_t place;
		if (e == chosen || e->from != chosen->from || dearer(v, e) > FAIR)
			continue;
		more += count == SHOWN;
		for (place = count; place > 0 && dearer(v, e) < dearer(v, best[place - 1]); place--)
			if (place < SHOWN)
				best[place] = best[place - 1];
		if (place < SHOWN)
			best[place] = e;
		count += count < SHOWN;
	}
	for (size_t i = 0; i < count; i++)
		print_end(v, best[i], before, false);
	if (more)
		fprintf(v->trace->out, "      and %zu more\n", more);
}

static const end_of_page *end_with(const view *v, const pagebreak_step *step, uint32_t index)
{
	for (size_t i = 0; i < v->trace->count; i++)
		if (same_step(&v->trace->ends[i].step, step) && v->trace->ends[i].index == index)
			return &v->trace->ends[i];
	return NULL;
}

static int64_t cost_at(const view *v, uint32_t index)
{
	int64_t cost = INT64_MAX;

	for (size_t i = 0; i < v->trace->count; i++)
		if (v->trace->ends[i].index == index && v->trace->ends[i].cost < cost)
			cost = v->trace->ends[i].cost;
	return cost == INT64_MAX ? 0 : cost;
}

/* The pages of the cheapest way, from the first. */
static void print_way(const view *v, uint32_t index, int *number)
{
	const pagebreak_step *step = pagebreak_search_step(v->search, index);

	if (step->parent != PAGEBREAK_NOWHERE)
		print_way(v, step->parent, number);
	if (step->what != STEP_PAGE)
		return;
	const end_of_page *e = end_with(v, step, index);
	fprintf(v->trace->out, "    its page %d%s\n", ++*number, side_of(v, step));
	if (!e) {
		fputs("    * notes alone\n", v->trace->out);
		return;
	}
	int64_t before = cost_at(v, e->from);
	print_end(v, e, before, true);
	print_others(v, e, before);
}

void pagebreak_trace_chapter(const pagebreak_trace *trace, arena *scratch,
			     const pagebreak_search *search, const pagebreak_rules *rules,
			     const pagebreak_block *blocks, size_t first, size_t end)
{
	static const char *const passes[PASS_COUNT] = {
		"legal pages", "further off than the style likes", "short pages allowed",
		"forbidden breaks allowed"};
	pagebreak_final ways[SIDE_COUNT] = {pagebreak_search_final(search, SIDE_VERSO),
					    pagebreak_search_final(search, SIDE_RECTO)};
	const pagebreak_final *best = ways[SIDE_RECTO].cost < ways[SIDE_VERSO].cost
					      ? &ways[SIDE_RECTO]
					      : &ways[SIDE_VERSO];
	view v = {.trace = trace,
		  .search = search,
		  .rules = rules,
		  .blocks = blocks,
		  .first = first,
		  .end = end,
		  .best = best->cost};
	int number = 0;

	trace->place(trace->out, trace->context, first, 0, 0, true);
	fprintf(trace->out, "\n  %s: ", passes[rules->pass]);
	if (best->cost == INT64_MAX) {
		fputs("no way\n", trace->out);
		return;
	}
	find_rests(&v, scratch, pagebreak_search_steps(search));
	fprintf(trace->out, "%lld in all, with what came before\n", (long long)best->cost);
	print_way(&v, best->step, &number);
}

void pagebreak_trace_result(const pagebreak_trace *trace, const pagebreak_result *result,
			    size_t count)
{
	FILE *out = trace->out;

	for (size_t i = 0; i < result->page_count; i++) {
		const pagebreak_page *page = &result->pages[i];
		fprintf(out, "page %d: ", page->number);
		if (page->blank) {
			fputs("blank\n", out);
			continue;
		}
		size_t of = page->last_line || !page->last ? page->last : page->last - 1;
		trace->place(out, trace->context, page->first,
			     result->choices[page->first < count ? page->first : count - 1].setting,
			     page->first_line, true);
		fputs(" to ", out);
		trace->place(out, trace->context, page->last, result->choices[of].setting,
			     page->last_line, false);
		fprintf(out, ", %d of %d lines", page->filled, page->height);
		for (int k = 0; k < page->float_count; k++) {
			fputs(page->alone ? ", alone on it what is " : ", at its head what is ",
			      out);
			trace->place(out, trace->context, page->floats[k], 0, 0, true);
		}
		fputs(page->is_short ? ", not as the style asks\n" : "\n", out);
	}
}
