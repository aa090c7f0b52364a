/* pdf_deflate: the bodies of streams. Each item's result is the same in whichever slot it is made;
 * only its place in memory differs. */
#include "pdf/pdf_deflate.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "base/report.h"

#include <libdeflate.h>

/* Fewer bytes are not worth parts; and the size assumed for an item that is not made yet. */
enum { WORTH_THREADS = 48 << 10, GUESSED = 6 << 10 };

/* What a slot keeps from item to item. */
typedef struct bench {
	arena *arena;
	struct libdeflate_compressor *compressor; /* NULL until it is needed */
	pdf_buffer made, packed;
} bench;

typedef struct deflating {
	pdf_bytes *items;
	int level;
	pdf_make_fn *make;
	const void *context;
	bench benches[PARALLEL_SLOTS];
} deflating;

static void prepare(bench *b, int level)
{
	if (b->compressor)
		return;
	if (!b->arena)
		b->arena = arena_new();
	b->compressor = libdeflate_alloc_compressor(level);
	if (!b->compressor)
		report_die(1, "out of memory");
}

/* The output gets no more room than the input has: a stream that would not become smaller needs no
 * filter. */
static void deflate_item(void *context, size_t i, unsigned slot)
{
	deflating *work = context;
	bench *b = &work->benches[slot];
	pdf_bytes *item = &work->items[i];
	bool is_made = !item->data && work->make;
	prepare(b, work->level);
	if (is_made) {
		b->made.length = 0;
		work->make(&b->made, work->context, i);
		item->data = b->made.data;
		item->length = b->made.length;
	}
	item->plain = item->length;
	char *room = pdf_buffer_room(&b->packed, item->length + 1);
	size_t size = libdeflate_zlib_compress(b->compressor, item->data, item->length, room,
					       item->length);
	if (size) {
		item->data = arena_copy(b->arena, room, size);
		item->length = size;
		item->filter = "FlateDecode";
	} else if (is_made && item->length) {
		item->data = arena_copy(b->arena, item->data, item->length);
	}
}

static bool is_worth_threads(const pdf_bytes *items, size_t count)
{
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += items[i].data ? items[i].length : GUESSED;
	return total >= WORTH_THREADS;
}

void pdf_deflate_made(arena *a, pdf_bytes *items, size_t count, int level, pdf_make_fn *make,
		      const void *context)
{
	deflating work = {.items = items,
			  .level = level,
			  .make = make,
			  .context = context,
			  .benches = {{.arena = a}}};
	if (is_worth_threads(items, count))
		parallel_for(count, deflate_item, &work);
	else
		for (size_t i = 0; i < count; i++)
			deflate_item(&work, i, 0);
	for (size_t i = 0; i < PARALLEL_SLOTS; i++) {
		libdeflate_free_compressor(work.benches[i].compressor);
		pdf_buffer_free(&work.benches[i].made);
		pdf_buffer_free(&work.benches[i].packed);
		if (i && work.benches[i].arena)
			arena_join(a, work.benches[i].arena);
	}
}

void pdf_deflate_all(arena *a, pdf_bytes *items, size_t count, int level)
{
	pdf_deflate_made(a, items, count, level, NULL, NULL);
}

pdf_bytes pdf_deflate(arena *a, const void *data, size_t size, int level)
{
	pdf_bytes bytes = {.data = data, .length = size};
	pdf_deflate_all(a, &bytes, 1, level);
	return bytes;
}
