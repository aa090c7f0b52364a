/* plan: see plan.h for the order of walks. A text is found again by its node, and by its words
 * where a node has several texts. */
#include "layout/plan.h"

#include "base/arena.h"
#include "lines/linebreak.h"
#include "lines/workers.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* fewer bytes of text, or words to shape, are not worth parts */
	BYTES_LEAST = 32 << 10,
	WORDS_LEAST = 512,
	WORDS_A_PART = 64,
	TEXTS_A_PART = 32
};

/* A text to set. */
typedef struct plan_job {
	const node *node;
	const char *words; /* NULL: the node's inlines */
	paragraph *text;
	struct plan_job *next; /* of the same node */
	size_t pending;        /* how many words must be shaped before it is set */
	bool early, code, varies;
	paragraph_shape shape; /* of code */
	/* of a text that varies: the flow that it was set in */
	linebreak_flow *flow;
	const hyphen_missing *missing;
	size_t missing_count;
	char *trace; /* its --trace=linebreak, until that is printed */
	size_t trace_size;
} plan_job;

typedef struct plan_table_job {
	table_rows *rows;
	plan_job **cells;
	size_t count, capacity;
	bool early, varies, finished, turned;
	struct plan_table_job *next; /* the same table, turned or upright */
} plan_table_job;

/* Jobs that hand on a flow from one to the next. */
typedef struct plan_part {
	size_t first, end; /* of the plan's order */
	size_t bytes;
} plan_part;

struct plan {
	const setter *setter;
	plan_job **jobs;         /* by the node's serial */
	plan_table_job **tables; /* by the node's serial */
	bool *varies;            /* nodes that a reference or a note mark can change, by serial */
	plan_job **order;        /* in the order of the last walk */
	size_t count, capacity;
	plan_table_job **fits; /* the tables among them */
	size_t fit_count, fit_capacity;
	plan_part *parts;
	size_t part_count, part_capacity;
	bool early; /* there are early jobs: only they are set now */
};

/* Does a note mention others, whose numbers then depend on the pages? */
static bool has_nested_notes(const document *d)
{
	const node *first = d->root->last;

	if (!first || first->kind != NODE_NOTE)
		return false;
	while (first->previous && first->previous->kind == NODE_NOTE)
		first = first->previous;
	for (const node *n = first; n; n = node_after(n, d->root, false))
		if (n->kind == NODE_NOTE_MARK)
			return true;
	return false;
}

plan *plan_new(const setter *s)
{
	const document *d = s->document;
	plan *p = ARENA_NEW(s->arena, plan);

	p->setter = s;
	p->jobs = ARENA_FULL_ARRAY(s->arena, d->nodes + 1, plan_job *);
	p->tables = ARENA_FULL_ARRAY(s->arena, d->nodes + 1, plan_table_job *);
	p->varies = ARENA_FULL_ARRAY(s->arena, d->nodes + 1, bool);
	const bool nested = has_nested_notes(d);
	for (const node *n = d->root; n; n = node_after(n, d->root, false))
		if (n->kind == NODE_REFERENCE || (n->kind == NODE_LINK && n->as.link.target) ||
		    (nested && n->kind == NODE_NOTE_MARK))
			for (const node *up = n; up && !p->varies[up->serial]; up = up->parent)
				p->varies[up->serial] = true;
	return p;
}

void plan_walk(plan *p)
{
	p->count = p->fit_count = 0;
}

/* Collecting */

static bool is_text(const plan_job *j, const char *words, length measure)
{
	if (!words || !j->words)
		return words == j->words;
	return strcmp(words, j->words) == 0 && paragraph_shape_of(j->text)->measure == measure;
}

static plan_job *find(const plan *p, const node *n, const char *words, const paragraph_shape *shape)
{
	plan_job *j = p->jobs[n->serial];

	while (j && !is_text(j, words, shape->measure))
		j = j->next;
	return j;
}

static plan_job *add(plan *p, const node *n, const char *words, paragraph *text, bool early)
{
	const setter *s = p->setter;
	plan_job *j = ARENA_NEW(s->arena, plan_job);

	*j = (plan_job){.node = n,
			.words = words,
			.text = text,
			.next = p->jobs[n->serial],
			.early = early,
			.varies = !words && p->varies[n->serial]};
	return p->jobs[n->serial] = j;
}

static void list(plan *p, plan_job *j)
{
	*ARENA_APPEND(p->setter->arena, p->order, p->count, p->capacity) = j;
}

const paragraph *plan_text(plan *p, const node *n, const char *words, const char *lang,
			   const paragraph_shape *shape, bool early)
{
	const setter *s = p->setter;
	plan_job *j = find(p, n, words, shape);

	if (!j)
		j = add(p, n, words,
			words ? paragraph_begin_text(s, words, lang, shape)
			      : paragraph_begin(s, n, shape),
			early);
	else if (!paragraph_is_set(j->text))
		paragraph_reshape(s, j->text, shape);
	list(p, j);
	return j->text;
}

const paragraph *plan_code(plan *p, const node *n, const paragraph_shape *shape)
{
	plan_job *j = p->jobs[n->serial];

	if (!j) {
		j = add(p, n, NULL, NULL, false);
		j->code = true;
		j->shape = *shape;
	}
	list(p, j);
	return j->text;
}

static plan_table_job *find_table(const plan *p, const node *n, bool turned)
{
	plan_table_job *t = p->tables[n->serial];

	while (t && t->turned != turned)
		t = t->next;
	return t;
}

static plan_table_job *begin_table(plan *p, table_rows *rows, bool early, bool turned)
{
	const setter *s = p->setter;
	plan_table_job **all = &p->tables[rows->node->serial],
		       *t = ARENA_NEW(s->arena, plan_table_job);

	*t = (plan_table_job){.rows = rows,
			      .early = early,
			      .varies = p->varies[rows->node->serial],
			      .turned = turned,
			      .next = *all};
	*all = t;
	for (size_t i = 0; i < t->rows->count; i++)
		for (size_t k = 0; k < t->rows->rows[i].text_count; k++) {
			paragraph *text = t->rows->rows[i].texts[k].text;
			if (!text)
				continue;
			plan_job *j = add(p, paragraph_shape_of(text)->owner, NULL, text, early);
			j->varies = t->varies;
			*ARENA_APPEND(s->arena, t->cells, t->count, t->capacity) = j;
		}
	return t;
}

static const table_rows *list_table(plan *p, plan_table_job *t)
{
	for (size_t i = 0; i < t->count; i++)
		list(p, t->cells[i]);
	*ARENA_APPEND(p->setter->arena, p->fits, p->fit_count, p->fit_capacity) = t;
	return t->rows;
}

const table_rows *plan_table(plan *p, const node *n, length measure, const appearance *around,
			     bool early)
{
	plan_table_job *t = find_table(p, n, false);

	if (!t)
		t = begin_table(p, table_begin(p->setter, n, measure, around), early, false);
	return list_table(p, t);
}

const table_rows *plan_turned_table(plan *p, const node *n, length measure, bool early)
{
	plan_table_job *t = find_table(p, n, true);

	if (!t) {
		t = begin_table(p, table_begin(p->setter, n, measure, NULL), early, true);
		t->rows->turned = true;
	}
	return list_table(p, t);
}

bool plan_table_is_too_wide(const plan *p, const node *n)
{
	const plan_table_job *t = find_table(p, n, false);

	return t && t->finished && t->rows->too_wide;
}

/* Words */

static void divide_texts(const setter *s, size_t part, void *context)
{
	const plan *p = context;
	size_t from = part * TEXTS_A_PART, to = from + TEXTS_A_PART;

	for (size_t i = from; i < to && i < p->count; i++)
		if (p->order[i]->text && !paragraph_is_set(p->order[i]->text))
			paragraph_divide(s, p->order[i]->text);
}

/* Meet the words of all texts, in their order. */
static void meet_words(plan *p)
{
	const setter *s = p->setter;
	size_t bytes = 0;

	for (size_t i = 0; i < p->count; i++)
		if (p->order[i]->text && !paragraph_is_set(p->order[i]->text))
			bytes += paragraph_bytes(p->order[i]->text);
	if (bytes >= BYTES_LEAST)
		workers_do(s, (p->count + TEXTS_A_PART - 1) / TEXTS_A_PART, divide_texts, p);
	for (size_t i = 0; i < p->count; i++) {
		plan_job *j = p->order[i];
		if (j->text && !paragraph_is_set(j->text))
			paragraph_meet(s, j->text);
		j->pending = shape_pending(s->shaper);
	}
}

static void shape_words(const setter *s, size_t part, void *context)
{
	const plan *p = context;
	shaper *first = p->setter->shaper;
	size_t from = part * WORDS_A_PART, count = shape_pending(first);

	shape_pending_words(s->shaper, first, from,
			    from + WORDS_A_PART < count ? from + WORDS_A_PART : count);
}

/* The words that need no new face are shaped in parts; the others, and code, in the order of the
 * text. */
static void set_words(plan *p)
{
	const setter *s = p->setter;

	meet_words(p);
	const size_t count = shape_pending(s->shaper);
	if (count >= WORDS_LEAST)
		workers_do(s, (count + WORDS_A_PART - 1) / WORDS_A_PART, shape_words, p);
	for (size_t i = 0; i < p->count; i++) {
		plan_job *j = p->order[i];
		if (paragraph_is_set(j->text))
			continue;
		shape_finish(s->shaper, j->pending);
		if (j->code)
			j->text = paragraph_set_code(s, j->node, &j->shape);
	}
	shape_finish(s->shaper, count);
}

/* Lines */

static bool is_wanted(const plan *p, const plan_job *j)
{
	return !j->code && !paragraph_is_set(j->text) && (j->early || !p->early);
}

/* Divide the wanted texts into parts where no flow is handed on: at a ragged one, and at a change
 * of measure. A text that is justified by itself (in a note) does not touch the flow. */
static void divide(plan *p)
{
	length flowing = 0;

	p->part_count = 0;
	for (size_t i = 0; i < p->count; i++) {
		const plan_job *j = p->order[i];
		if (j->code)
			continue;
		const paragraph_shape *shape = paragraph_shape_of(j->text);
		bool ragged = shape->align != ALIGN_JUSTIFY, flows = ragged || shape->variants,
		     goes_on = !j->flow && (!flows || (!ragged && flowing == shape->measure));
		if (flows)
			flowing = ragged || !is_wanted(p, j) || j->flow ? 0 : shape->measure;
		if (!is_wanted(p, j))
			continue;
		if (!goes_on || !p->part_count)
			*ARENA_APPEND(p->setter->arena, p->parts, p->part_count, p->part_capacity) =
				(plan_part){.first = i};
		plan_part *part = &p->parts[p->part_count - 1];
		part->end = i + 1;
		part->bytes += paragraph_bytes(j->text);
	}
}

/* Longest first: then all slots are done at about the same time. */
static int longer_first(const void *a, const void *b)
{
	const plan_part *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes > y->bytes ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static void keep_flow(const setter *s, plan_job *j)
{
	if (!j->flow)
		j->flow = ARENA_NEW(s->arena, linebreak_flow);
	linebreak_flow_copy(j->flow, s->flow);
}

static void set_text(const setter *s, plan_job *j)
{
	setter own = *s;

	if (own.trace_lines)
		own.trace_lines = open_memstream(&j->trace, &j->trace_size);
	paragraph_break(&own, j->text);
	/* kept in the arena: only texts that a later walk asks for again are printed */
	if (own.trace_lines) {
		fclose(own.trace_lines);
		char *trace = arena_copy(s->arena, j->trace, j->trace_size);
		free(j->trace);
		j->trace = trace;
	}
	j->missing_count = hyphen_take_missing(s->hyphens, &j->missing);
}

static void set_part(const setter *s, size_t nth, void *context)
{
	const plan *p = context;
	const plan_part *part = &p->parts[nth];
	linebreak_flow *flow = s->flow;

	if (flow)
		flow->count = 0, flow->measure = 0;
	for (size_t i = part->first; i < part->end; i++) {
		plan_job *j = p->order[i];
		if (!is_wanted(p, j))
			continue;
		if (flow && j->flow)
			linebreak_flow_copy(flow, j->flow);
		else if (flow && j->varies)
			keep_flow(s, j);
		set_text(s, j);
	}
}

static void set_lines(plan *p)
{
	const setter *s = p->setter;
	setter alone = *s;
	size_t bytes = 0;

	divide(p);
	for (size_t i = 0; i < p->part_count; i++)
		bytes += p->parts[i].bytes;
	if (bytes < BYTES_LEAST)
		alone.workers = NULL;
	else
		for (size_t i = 0; i < p->count; i++)
			if (is_wanted(p, p->order[i]))
				paragraph_know_languages(s, p->order[i]->text);
	if (p->part_count)
		qsort(p->parts, p->part_count, sizeof *p->parts, longer_first);
	workers_do(&alone, p->part_count, set_part, p);
}

static bool is_fitted(const plan *p, const plan_table_job *t)
{
	return !t->finished && (t->early || !p->early);
}

static void measure_table(const setter *s, size_t nth, void *context)
{
	const plan *p = context;

	if (is_fitted(p, p->fits[nth]))
		table_measure(s, p->fits[nth]->rows);
}

static void fit_tables(plan *p)
{
	const setter *s = p->setter;

	workers_do(s, p->fit_count, measure_table, p);
	for (size_t i = 0; i < p->fit_count; i++)
		if (is_fitted(p, p->fits[i]))
			table_fit(s, p->fits[i]->rows);
}

static void finish_tables(plan *p)
{
	for (size_t i = 0; i < p->fit_count; i++) {
		plan_table_job *t = p->fits[i];
		if (!is_fitted(p, t))
			continue;
		table_finish(p->setter, t->rows);
		t->finished = true;
	}
}

/* Report what was found while texts were set, in their order. */
static void tell(plan *p)
{
	const setter *s = p->setter;

	for (size_t i = 0; i < p->count; i++) {
		plan_job *j = p->order[i];
		hyphen_report(s->hyphens, j->missing, j->missing_count);
		j->missing_count = 0;
		if (!j->trace)
			continue;
		fwrite(j->trace, 1, j->trace_size, s->trace_lines);
		j->trace = NULL;
	}
}

static void forget_words(plan *p)
{
	const setter *s = p->setter;

	for (size_t i = 0; i <= s->document->nodes; i++)
		for (plan_job *j = p->jobs[i]; j; j = j->next)
			if (!j->code)
				paragraph_forget_words(j->text);
	workers_empty(s, WORKERS_UNSET);
}

bool plan_set(plan *p)
{
	bool waits = false;

	p->early = false;
	for (size_t i = 0; i < p->count; i++) {
		bool wanted = !paragraph_is_set(p->order[i]->text);
		waits |= wanted;
		p->early |= wanted && p->order[i]->early;
	}
	if (!waits) {
		tell(p);
		forget_words(p);
		return false;
	}
	set_words(p);
	fit_tables(p);
	set_lines(p);
	finish_tables(p);
	return true;
}

void plan_renew(plan *p)
{
	const setter *s = p->setter;

	for (size_t i = 0; i < p->count; i++)
		if (p->order[i]->varies)
			paragraph_renew(s, p->order[i]->text);
	for (size_t i = 0; i < p->fit_count; i++)
		p->fits[i]->finished &= !p->fits[i]->varies;
	while (plan_set(p))
		;
}
