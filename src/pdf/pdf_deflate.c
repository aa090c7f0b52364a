/* pdf_deflate: the bodies of streams. Workers take the next item from a counter; each item's result is the same whoever takes it,
 * and only where in the arena it lies depends on who came first. */
#include "pdf/pdf_deflate.h"

#include "ground/arena.h"
#include "ground/report.h"
#include "ground/thread.h"

#include <libdeflate.h>
#include <pthread.h>
#include <string.h>

enum { THREADS_MOST = 16, WORTH_A_THREAD = 48 << 10, GUESSED = 6 << 10 };

typedef struct deflating {
	pdf_bytes *items;
	size_t count;
	size_t next;
	int level;
	pdf_make_fn *make;
	const void *context;
	pthread_mutex_t lock;    /* over the arena */
	arena *arena;
} deflating;

/* What a thread works with, from item to item. */
typedef struct bench {
	struct libdeflate_compressor *compressor;
	pdf_buffer made, packed;
} bench;

static struct libdeflate_compressor *compressor_new(int level)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
	if (!compressor)
		report_die(1, "out of memory");
	return compressor;
}

static const char *keep(deflating *work, const char *data, size_t size)
{
	pthread_mutex_lock(&work->lock);
	const char *kept = arena_copy(work->arena, data, size);
	pthread_mutex_unlock(&work->lock);
	return kept;
}

/* What does not become smaller is not worth a filter, so that is all the room it gets. */
static void deflate_item(deflating *work, size_t i, bench *b)
{
	pdf_bytes *item = &work->items[i];
	bool is_made = !item->data && work->make;
	if (is_made) {
		b->made.length = 0;
		work->make(&b->made, work->context, i);
		item->data = b->made.data;
		item->length = b->made.length;
	}
	item->plain = item->length;
	char *room = pdf_buffer_room(&b->packed, item->length + 1);
	size_t size = libdeflate_zlib_compress(b->compressor, item->data, item->length, room, item->length);
	if (size) {
		item->data = keep(work, room, size);
		item->length = size;
		item->filter = "FlateDecode";
	} else if (is_made && item->length) {
		item->data = keep(work, item->data, item->length);
	}
}

static void *deflate_some(void *context)
{
	deflating *work = context;
	bench b = { .compressor = compressor_new(work->level) };
	for (;;) {
		size_t i = __atomic_fetch_add(&work->next, 1, __ATOMIC_RELAXED);
		if (i >= work->count)
			break;
		deflate_item(work, i, &b);
	}
	libdeflate_free_compressor(b.compressor);
	pdf_buffer_free(&b.made);
	pdf_buffer_free(&b.packed);
	return NULL;
}

/* Threads that have enough to do: what is yet to be made is guessed. */
static unsigned threads_for(const pdf_bytes *items, size_t count, unsigned threads)
{
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += items[i].data ? items[i].length : GUESSED;
	size_t useful = total / WORTH_A_THREAD + 1, most = threads < THREADS_MOST ? threads : THREADS_MOST;
	return (unsigned)(useful < most ? useful : most);
}

void pdf_deflate_made(arena *a, pdf_bytes *items, size_t count, int level, unsigned threads, pdf_make_fn *make, const void *context)
{
	deflating work = { .items = items, .count = count, .level = level, .make = make, .context = context, .arena = a };
	pthread_t others[THREADS_MOST];
	unsigned started = 0, wanted = threads_for(items, count, threads);
	pthread_mutex_init(&work.lock, NULL);
	while (started + 1 < wanted && thread_begin(&others[started], deflate_some, &work))
		started++;
	deflate_some(&work);
	while (started)
		pthread_join(others[--started], NULL);
	pthread_mutex_destroy(&work.lock);
}

void pdf_deflate_all(arena *a, pdf_bytes *items, size_t count, int level, unsigned threads)
{
	pdf_deflate_made(a, items, count, level, threads, NULL, NULL);
}

pdf_bytes pdf_deflate(arena *a, const void *data, size_t size, int level)
{
	pdf_bytes bytes = { .data = data, .length = size };
	pdf_deflate_all(a, &bytes, 1, level, 1);
	return bytes;
}
