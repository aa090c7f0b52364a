/* hands: parts are taken from one counter, by whoever is free. Each part begins as if its hand had done nothing before: the flow of
 * spaces is empty and nobody has given up. */
#include "lines/hands.h"

#include "ground/arena.h"
#include "ground/thread.h"
#include "lines/linebreak.h"

#include <pthread.h>
#include <stdatomic.h>

enum { HANDS_MOST = 8 };

typedef struct hand {
	setter setter;
	linebreak_flow flow;
	bool gave_up;
	hands *all;
	pthread_t thread;
} hand;

struct hands {
	arena *arena;
	setter *first;
	hand *items[HANDS_MOST];
	size_t count, most;
	size_t parts;
	hands_work *work;
	void *context;
	atomic_size_t next;
};

hands *hands_new(arena *a, setter *first, unsigned most)
{
	hands *h = ARENA_NEW(a, hands);

	h->arena = a;
	h->first = first;
	h->most = most < 1 ? 1 : most > HANDS_MOST ? HANDS_MOST : most;
	return h;
}

static hand *new_hand(hands *h)
{
	hand *made = ARENA_NEW(h->arena, hand);
	setter *s = &made->setter;

	made->all = h;
	*s = *h->first;
	s->arena = arena_new();
	s->scratch = arena_new();
	s->breaking = arena_new();
	s->flow = &made->flow;
	s->report = NULL;
	s->images = NULL;
	s->shaper = shaper_beside(s->arena, h->first->shaper, &made->gave_up);
	s->hyphens = hyphen_library_beside(s->arena, h->first->hyphens, &made->gave_up);
	return made;
}

void hands_free(hands *h)
{
	for (size_t i = 0; h && i < h->count; i++) {
		setter *s = &h->items[i]->setter;
		shaper_free(s->shaper);
		arena_free(s->breaking);
		arena_free(s->scratch);
		arena_free(s->arena);
	}
}

static void *work(void *argument)
{
	hand *own = argument;
	hands *h = own->all;
	size_t part;

	while ((part = atomic_fetch_add(&h->next, 1)) < h->parts) {
		own->gave_up = false;
		own->flow.count = 0;
		own->flow.measure = 0;
		h->work(&own->setter, &own->gave_up, part, h->context);
	}
	return NULL;
}

/* A thread that does not start leaves its parts to the others. */
void hands_do(hands *h, size_t parts, hands_work *do_part, void *context)
{
	size_t wanted = parts < h->most ? parts : h->most, started = 1;
	bool running[HANDS_MOST] = {false};

	if (parts == 0)
		return;
	for (; h->count < wanted; h->count++)
		h->items[h->count] = new_hand(h);
	h->parts = parts;
	h->work = do_part;
	h->context = context;
	atomic_store(&h->next, 0);
	for (; started < wanted; started++)
		running[started] = thread_begin(&h->items[started]->thread, work, h->items[started]);
	work(h->items[0]);
	for (size_t i = 1; i < started; i++)
		if (running[i])
			pthread_join(h->items[i]->thread, NULL);
}
