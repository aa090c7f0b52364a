/* floor: the least work that a typesetter of Platen's kind can't do without, as a yardstick for
 * bench.py.
 *
 *   floor TEXT.md FACE.otf [BYTES [STREAMS]]
 *
 * Parse the text with cmark-gfm, shape every distinct word (split at spaces) once with HarfBuzz,
 * write the words' glyphs as content streams of about BYTES in all (as many as the text's words
 * make where none is given), and compress them with libdeflate at level 6. No line is broken, no
 * page made, no file written. Prints what each stage took. */
#include <cmark-gfm.h>
#include <hb-ot.h>
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORDS_A_LINE = 12, LINES_A_PAGE = 46, TABLE_BITS = 17, TABLE_SIZE = 1 << TABLE_BITS };

typedef struct word {
	const char *text;
	size_t length;
	char *operators; /* "<00410042> -20 <0043>", as a TJ array holds them */
	size_t operators_length;
} word;

typedef struct floor_run {
	cmark_node *document;
	word *table;        /* open addressing; an entry without text is free */
	const word **order; /* the words as they follow each other in the text */
	size_t count, capacity, distinct;
	char *stream;
	size_t stream_length;
	struct timespec last;
} floor_run;

static void *grow(void *data, size_t size)
{
	data = realloc(data, size);
	if (!data) {
		fputs("floor: out of memory\n", stderr);
		exit(1);
	}
	return data;
}

static void stage_ends(floor_run *f, const char *name)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (name)
		printf("%-8s %8.2f ms\n", name,
		       (double)(now.tv_sec - f->last.tv_sec) * 1e3 +
			       (double)(now.tv_nsec - f->last.tv_nsec) / 1e6);
	f->last = now;
}

static char *read_file(const char *path, size_t *length)
{
	FILE *in = fopen(path, "rb");
	char *data = NULL;

	*length = 0;
	if (!in) {
		fprintf(stderr, "floor: can't read %s\n", path);
		exit(1);
	}
	for (size_t got = 1; got > 0; *length += got) {
		data = grow(data, *length + 65537);
		got = fread(data + *length, 1, 65536, in);
	}
	fclose(in);
	data[*length] = 0;
	return data;
}

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *text, size_t length)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
	return hash;
}

static word *find(floor_run *f, const char *text, size_t length)
{
	size_t at = (size_t)(hash_of(text, length) >> (64 - TABLE_BITS));

	while (f->table[at].text &&
	       (f->table[at].length != length || memcmp(f->table[at].text, text, length) != 0))
		at = (at + 1) & (TABLE_SIZE - 1);
	if (!f->table[at].text) {
		if (++f->distinct == TABLE_SIZE) {
			fputs("floor: too many distinct words\n", stderr);
			exit(1);
		}
		f->table[at].text = text;
		f->table[at].length = length;
	}
	return &f->table[at];
}

static void add_words(floor_run *f, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, " ");
		if (length > 0) {
			if (f->count == f->capacity)
				f->order = grow(f->order, (f->capacity = f->capacity * 2 + 1024) *
								  sizeof *f->order);
			f->order[f->count++] = find(f, text, length);
		}
		text += length + (text[length] == ' ');
	}
}

static void collect_words(floor_run *f)
{
	cmark_iter *walk = cmark_iter_new(f->document);

	while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
		const char *text = cmark_node_get_literal(cmark_iter_get_node(walk));
		if (text)
			add_words(f, text);
	}
	cmark_iter_free(walk);
}

/* The glyphs of a shaped word as a TJ array holds them, kerning in thousandths of the size. */
static void keep_glyphs(word *w, hb_font_t *font, const hb_buffer_t *shaped)
{
	unsigned int count;
	const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos((hb_buffer_t *)shaped, &count);
	const hb_glyph_position_t *places =
		hb_buffer_get_glyph_positions((hb_buffer_t *)shaped, &count);
	char *to = w->operators = grow(NULL, count * 24 + 3);

	*to++ = '<';
	for (unsigned int i = 0; i < count; i++) {
		int kern = hb_font_get_glyph_h_advance(font, glyphs[i].codepoint) -
			   places[i].x_advance;
		to += sprintf(to, "%04X", glyphs[i].codepoint & 0xFFFFu);
		if (kern != 0 && i + 1 < count)
			to += sprintf(to, ">%d<", kern);
	}
	*to++ = '>';
	w->operators_length = (size_t)(to - w->operators);
}

static void shape_words(floor_run *f, const char *face_path)
{
	hb_blob_t *blob = hb_blob_create_from_file(face_path);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_buffer_t *buffer = hb_buffer_create();

	hb_font_set_scale(font, 1000, 1000);
	for (size_t i = 0; i < TABLE_SIZE; i++) {
		word *w = &f->table[i];
		if (!w->text)
			continue;
		hb_buffer_clear_contents(buffer);
		hb_buffer_add_utf8(buffer, w->text, (int)w->length, 0, (int)w->length);
		hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
		hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
		hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
		hb_shape(font, buffer, NULL, 0);
		keep_glyphs(w, font, buffer);
	}
	hb_buffer_destroy(buffer);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

/* Lines of words, in text order and from the start again, until there are `bytes` of them (or,
 * without a number, once through). */
static void write_streams(floor_run *f, size_t bytes)
{
	size_t capacity = 0;

	for (size_t i = 0; f->count > 0 && (bytes ? f->stream_length < bytes : i < f->count); i++) {
		const word *w = f->order[i % f->count];
		if (capacity - f->stream_length < w->operators_length + 64)
			f->stream = grow(f->stream,
					 capacity = capacity * 2 + w->operators_length + 65536);
		char *to = f->stream + f->stream_length;
		if (i % WORDS_A_LINE == 0)
			to += sprintf(to, "%s1 0 0 1 88 %zu Tm[", i ? "]TJ " : "",
				      734 - i / WORDS_A_LINE % LINES_A_PAGE * 14);
		else
			to += sprintf(to, "-%d", (int)(240 + i / WORDS_A_LINE % 41));
		memcpy(to, w->operators, w->operators_length);
		f->stream_length = (size_t)(to - f->stream) + w->operators_length;
	}
}

static size_t compress_streams(const floor_run *f, size_t streams)
{
	struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(6);
	size_t each = f->stream_length / (streams ? streams : 1) + 1,
	       room = libdeflate_zlib_compress_bound(deflate, each), total = 0;
	char *packed = grow(NULL, room);

	for (size_t at = 0; at < f->stream_length; at += each) {
		size_t length = f->stream_length - at < each ? f->stream_length - at : each;
		total += libdeflate_zlib_compress(deflate, f->stream + at, length, packed, room);
	}
	free(packed);
	libdeflate_free_compressor(deflate);
	return total;
}

static void finish(floor_run *f, char *text)
{
	for (size_t i = 0; i < TABLE_SIZE; i++)
		free(f->table[i].operators);
	free(f->table);
	free(f->order);
	free(f->stream);
	cmark_node_free(f->document);
	free(text);
}

int main(int argc, char **argv)
{
	floor_run f = {0};
	size_t length;

	if (argc < 3) {
		fputs("floor: needs a text and a face\n", stderr);
		return 2;
	}
	size_t bytes = argc > 3 ? strtoul(argv[3], NULL, 10) : 0,
	       streams = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	f.table = grow(NULL, TABLE_SIZE * sizeof *f.table);
	memset(f.table, 0, TABLE_SIZE * sizeof *f.table);
	stage_ends(&f, NULL);
	char *text = read_file(argv[1], &length);
	f.document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
	stage_ends(&f, "parse");
	collect_words(&f);
	shape_words(&f, argv[2]);
	stage_ends(&f, "shape");
	write_streams(&f, bytes);
	stage_ends(&f, "write");
	size_t packed = compress_streams(&f, streams ? streams
						     : f.count / (WORDS_A_LINE * LINES_A_PAGE) + 1);
	stage_ends(&f, "deflate");
	printf("words    %zu, distinct %zu; streams %zu bytes, packed %zu\n", f.count, f.distinct,
	       f.stream_length, packed);
	finish(&f, text);
	return 0;
}
