/* hands: a setter for each worker of a crew. Each part begins as if its hand had done nothing
 * before: the flow of spaces is empty and nobody has given up. */
#include "lines/hands.h"

#include "base/arena.h"
#include "base/crew.h"
#include "lines/linebreak.h"

typedef struct hand {
	setter setter;
	linebreak_flow flow;
	bool gave_up;
} hand;

struct hands {
	arena *arena;
	setter *first;
	crew *crew;
	hand *items[CREW_MOST]; /* by worker */
	size_t count;
	hands_work *work;
	void *context;
};

hands *hands_new(arena *a, setter *first, crew *c)
{
	hands *h = ARENA_NEW(a, hands);

	h->arena = a;
	h->first = first;
	h->crew = c;
	return h;
}

static hand *new_hand(hands *h)
{
	hand *made = ARENA_NEW(h->arena, hand);
	setter *s = &made->setter;

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

static void do_part(void *context, size_t part, unsigned worker)
{
	hands *h = context;
	hand *own = h->items[worker];

	own->gave_up = false;
	own->flow.count = 0;
	own->flow.measure = 0;
	h->work(&own->setter, &own->gave_up, part, h->context);
}

void hands_do(hands *h, size_t parts, hands_work *work, void *context)
{
	size_t wanted = parts < crew_size(h->crew) ? parts : crew_size(h->crew);

	for (; h->count < wanted; h->count++)
		h->items[h->count] = new_hand(h);
	h->work = work;
	h->context = context;
	crew_do(h->crew, (unsigned)wanted, parts, do_part, h);
}
