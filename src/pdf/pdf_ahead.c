/* pdf_ahead: two errands, each with an arena of its own. */
#include "pdf/pdf_ahead.h"

#include "base/arena.h"
#include "base/crew.h"

struct pdf_ahead {
	crew *crew;
	errand errand, press_errand;
	arena *arena; /* of the sRGB profile */
	pdf_bytes srgb;
	const char *press_path;
	pdf_profile *press;
};

static void make_srgb(void *context)
{
	pdf_ahead *ahead = context;

	ahead->srgb = pdf_profile_srgb(ahead->arena);
}

static void open_press(void *context)
{
	pdf_ahead *ahead = context;

	ahead->press = pdf_profile_open(ahead->press_path);
}

pdf_ahead *pdf_ahead_send(arena *a, crew *c)
{
	pdf_ahead *ahead = ARENA_NEW(a, pdf_ahead);

	*ahead = (pdf_ahead){.crew = c, .arena = arena_new()};
	crew_send(c, &ahead->errand, make_srgb, ahead);
	return ahead;
}

void pdf_ahead_send_press(pdf_ahead *ahead, const char *path)
{
	if (ahead->press_path)
		return;
	ahead->press_path = path;
	crew_send(ahead->crew, &ahead->press_errand, open_press, ahead);
}

pdf_bytes pdf_ahead_srgb(pdf_ahead *ahead)
{
	crew_finish(ahead->crew, &ahead->errand);
	return ahead->srgb;
}

const pdf_profile *pdf_ahead_press(pdf_ahead *ahead, const char *path)
{
	pdf_ahead_send_press(ahead, path);
	crew_finish(ahead->crew, &ahead->press_errand);
	return ahead->press;
}

void pdf_ahead_free(pdf_ahead *ahead)
{
	if (!ahead)
		return;
	crew_recall(ahead->crew, &ahead->errand);
	crew_recall(ahead->crew, &ahead->press_errand);
	pdf_profile_free(ahead->press);
	arena_free(ahead->arena);
}
