/* pdf_ahead: two tasks, each with an arena of its own. */
#include "pdf/pdf_ahead.h"

#include "base/arena.h"
#include "base/parallel.h"

struct pdf_ahead {
	parallel_task srgb_task, press_task;
	arena *arena; /* of the sRGB profile */
	pdf_bytes srgb;
	const sheet *press_sheet; /* which names its profile */
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

	ahead->press =
		pdf_profile_open(ahead->press_sheet->profile, ahead->press_sheet->profile_root);
}

pdf_ahead *pdf_ahead_begin(arena *a)
{
	pdf_ahead *ahead = ARENA_NEW(a, pdf_ahead);

	ahead->arena = arena_new();
	parallel_begin(&ahead->srgb_task, make_srgb, ahead);
	return ahead;
}

void pdf_ahead_begin_press(pdf_ahead *ahead, const sheet *sheet)
{
	if (ahead->press_sheet)
		return;
	ahead->press_sheet = sheet;
	parallel_begin(&ahead->press_task, open_press, ahead);
}

pdf_bytes pdf_ahead_srgb(pdf_ahead *ahead)
{
	parallel_wait(&ahead->srgb_task);
	return ahead->srgb;
}

const pdf_profile *pdf_ahead_press(pdf_ahead *ahead, const sheet *sheet)
{
	pdf_ahead_begin_press(ahead, sheet);
	parallel_wait(&ahead->press_task);
	return ahead->press;
}

void pdf_ahead_free(pdf_ahead *ahead)
{
	if (!ahead)
		return;
	parallel_cancel(&ahead->srgb_task);
	parallel_cancel(&ahead->press_task);
	pdf_profile_free(ahead->press);
	arena_free(ahead->arena);
}
