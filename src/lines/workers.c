/* workers: a setter for each slot of parallel_for. */
#include "lines/workers.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "lines/linebreak.h"

typedef struct worker {
	setter setter;
	linebreak_flow flow;
} worker;

struct workers {
	arena *arena;
	setter *first;
	worker *items[PARALLEL_SLOTS];
	size_t count;
	workers_part *work;
	void *context;
};

workers *workers_new(arena *a, setter *first)
{
	workers *w = ARENA_NEW(a, workers);

	w->arena = a;
	w->first = first;
	return w;
}

static worker *new_worker(const workers *w)
{
	worker *made = ARENA_NEW(w->arena, worker);
	setter *s = &made->setter;

	*s = *w->first;
	s->arena = arena_new();
	s->scratch = arena_new();
	s->breaking = arena_new();
	s->unset = arena_new();
	s->lines = arena_new();
	s->flow = &made->flow;
	s->report = NULL;
	s->images = NULL;
	s->workers = NULL;
	s->shaper = shaper_for_thread(s->arena, w->first->shaper);
	s->hyphens = hyphen_library_for_thread(s->arena, w->first->hyphens);
	shaper_use_joints(s->shaper, s->hyphens);
	return made;
}

void workers_free(workers *w)
{
	for (size_t i = 0; w && i < w->count; i++) {
		setter *s = &w->items[i]->setter;
		shaper_free(s->shaper);
		arena_free(s->lines);
		arena_free(s->unset);
		arena_free(s->breaking);
		arena_free(s->scratch);
		arena_free(s->arena);
	}
}

static arena *arena_of(const setter *s, workers_arena which)
{
	return which == WORKERS_UNSET ? s->unset : s->lines;
}

void workers_empty(const setter *first, workers_arena which)
{
	const workers *w = first->workers;

	arena_empty(arena_of(first, which));
	for (size_t i = 0; w && i < w->count; i++)
		arena_empty(arena_of(&w->items[i]->setter, which));
}

static void do_part(void *context, size_t part, unsigned nth)
{
	workers *w = context;

	w->work(&w->items[nth]->setter, part, w->context);
}

void workers_do(const setter *first, size_t parts, workers_part *work, void *context)
{
	workers *w = first->workers;
	size_t wanted = w ? parallel_slots(parts) : 1;

	if (wanted < 2) {
		for (size_t part = 0; part < parts; part++)
			work(first, part, context);
		return;
	}
	for (; w->count < wanted; w->count++)
		w->items[w->count] = new_worker(w);
	w->work = work;
	w->context = context;
	parallel_for(parts, do_part, w);
	for (size_t i = 0; i < w->count; i++)
		hyphen_join(first->hyphens, w->items[i]->setter.hyphens);
}
