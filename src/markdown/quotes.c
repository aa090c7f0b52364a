/* quotes: quotation marks, apostrophes, dashes, ellipses and spaces by the rules of the language. A
 * block's inlines are joined to one string, so that marks pair across emphases and links. One pass
 * from left to right records the changes as edits, and at the end each text that has any is
 * rewritten. Linear. Contract: escaped characters, code, raw HTML and addresses that are their own
 * words stay as written, and so do typographic characters, except for the spaces of French.
 * Afterwards escape marks are removed, runs of white space are one space, and no block or line
 * begins or ends with one. */
#include "markdown/quotes_private.h"

#include "base/parallel.h"

/* Laying out */

static void add_bytes(flat *f, const char *bytes, size_t size)
{
	arena_add(f->m->scratch, &f->text, bytes, size);
}

static const habits *language_of(const flat *f, const node *n)
{
	manuscript *m = f->m;
	while (n && !n->lang)
		n = n->parent;
	const char *tag = n ? n->lang : m->document->lang;
	if (tag != m->habits_tag) {
		m->habits_tag = tag;
		m->habits = habits_of(tag);
	}
	return m->habits;
}

static void add_stretch(flat *f, node *n, const char *bytes, size_t size)
{
	quoted_text *s =
		ARENA_APPEND(f->m->scratch, f->stretches, f->stretch_count, f->stretch_capacity);
	*s = (quoted_text){f->text.length, f->text.length + size, n, language_of(f, n)};
	add_bytes(f, bytes, size);
}

/* An address that is its own words: <https://…>. */
static bool is_address(const node *n)
{
	const node *words = n->first;
	if (n->kind != NODE_LINK || !words || words->next || words->kind != NODE_TEXT ||
	    !n->as.link.url)
		return false;
	size_t size = strlen(n->as.link.url), length = words->as.text.length;
	return size >= length && size <= length + 8 &&
	       memcmp(n->as.link.url + size - length, words->as.text.data, length) == 0 &&
	       (size == length || memchr(":/", n->as.link.url[size - length - 1], 2));
}

static void lay_out(flat *f)
{
	static const char opaque = QUOTES_OPAQUE, clear = QUOTES_CLEAR;
	bool over = false;
	for (node *n = node_after(f->block, f->block, false); n;
	     n = node_after(n, f->block, over)) {
		over = n->kind == NODE_IMAGE || is_address(n);
		if (n->kind == NODE_TEXT)
			add_stretch(f, n, n->as.text.data, n->as.text.length);
		else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_HARD_BREAK)
			add_stretch(f, n, "\n", 1);
		else if (over || n->kind == NODE_CODE || n->kind == NODE_RAW ||
			 (n->kind == NODE_LINK && !n->first))
			add_bytes(f, &opaque, 1);
		else if (n->kind == NODE_NOTE_MARK)
			add_bytes(f, &clear, 1);
	}
}

/* Dashes, ellipses */

static size_t read_dashes(flat *f, size_t at)
{
	size_t n = strspn(f->text.bytes + at, "-");
	if (f->stretches[f->at_stretch].end < at + n)
		n = f->stretches[f->at_stretch].end - at;
	if (n < 2)
		return at + n;
	/* like cmark: all em dashes if the length is divisible by three, all en dashes if by two,
	 * else em dashes first */
	size_t longs = n % 3 == 0 ? n / 3 : n % 2 == 0 ? 0 : n % 3 == 2 ? (n - 2) / 3 : (n - 4) / 3;
	size_t shorts = (n - longs * 3) / 2;
	char *dashes = arena_alloc(f->m->scratch, (longs + shorts) * 3 + 1), *to = dashes;
	for (size_t i = 0; i < longs; i++, to += 3)
		memcpy(to, "\xe2\x80\x94", 3);
	for (size_t i = 0; i < shorts; i++, to += 3)
		memcpy(to, "\xe2\x80\x93", 3);
	if (at > 1 && f->text.bytes[at - 1] == ' ' && quotes_after(f, at + n) == ' ')
		quotes_change(f, at - 1, 1, HABITS_NBSP); /* no line begins with a dash */
	quotes_change(f, at, n, dashes);
	return at + n;
}

/* The next byte that may begin something, or the text's end. */
static size_t next_sign(const flat *f, size_t at)
{
	static const bool signs[256] = {
		[0] = true,   [0xff] = true, ['"'] = true,  ['\''] = true, ['-'] = true,
		['.'] = true, [' '] = true,  ['\t'] = true, ['\n'] = true, [';'] = true,
		[':'] = true, ['!'] = true,  ['?'] = true,  [0xc2] = true,
	};
	const size_t end = f->stretches[f->at_stretch].end;
	while (at < end &&
	       (!signs[(unsigned char)f->text.bytes[at]] || quotes_is_plain_space(f, at)))
		at++;
	return at;
}

/* One step of the scan. Returns the next byte to look at. */
static size_t read_flat(flat *f, size_t at)
{
	quotes_enter(f, at);
	char c = f->text.bytes[at];
	switch (c) {
	case ESCAPED: quotes_change(f, at, 1, ""); return at + 2;
	case '"':
	case '\'': return quotes_marks(f, at);
	case '-': return read_dashes(f, at);
	case '.':
		if (f->text.bytes[at + 1] != '.' || f->text.bytes[at + 2] != '.' ||
		    at + 3 > f->stretches[f->at_stretch].end)
			return at + 1;
		quotes_change(f, at, 3, "\xe2\x80\xa6");
		return at + 3;
	case ' ':
	case '\t': return quotes_spaces(f, at);
	case '\n': return quotes_break(f, at);
	case ';':
	case ':':
	case '!':
	case '?':
	case '\xc2': return quotes_french(f, at);
	default: return next_sign(f, at + 1);
	}
}

/* Writing */

/* Into the order of the text; of two at one byte the first counts. Nearly all are in order, so
 * insertion is linear. */
static void order_edits(flat *f)
{
	for (size_t i = 1; i < f->edit_count; i++) {
		edit e = f->edits[i];
		size_t to = i;
		for (; to > 0 && f->edits[to - 1].at > e.at; to--)
			f->edits[to] = f->edits[to - 1];
		f->edits[to] = e;
	}
}

static void write_text(flat *f, const quoted_text *s, size_t first, size_t last)
{
	size_t room = s->end - s->start, n = 0;
	for (size_t i = first; i < last; i++)
		room += strlen(f->edits[i].insert);
	char *bytes = arena_alloc(f->m->arena, room + 1);
	size_t at = s->start;
	for (size_t i = first; i < last; i++) {
		const edit *e = &f->edits[i];
		if (e->at < at)
			continue; /* an earlier edit removed its bytes */
		memcpy(bytes + n, f->text.bytes + at, e->at - at);
		n += e->at - at;
		size_t size = strlen(e->insert);
		memcpy(bytes + n, e->insert, size);
		n += size;
		at = e->at + e->remove;
	}
	memcpy(bytes + n, f->text.bytes + at, s->end - at);
	n += s->end - at;
	s->node->kind = NODE_TEXT;
	s->node->as.text.data = bytes;
	s->node->as.text.length = n;
	if (n == 0)
		node_unlink(s->node);
}

static void write_all(flat *f)
{
	size_t edit_index = 0;
	order_edits(f);
	for (size_t i = 0; i < f->stretch_count; i++) {
		size_t first = edit_index;
		while (edit_index < f->edit_count && f->edits[edit_index].at < f->stretches[i].end)
			edit_index++;
		if (edit_index > first)
			write_text(f, &f->stretches[i], first, edit_index);
	}
}

static void set_block(manuscript *m, node *block)
{
	flat f = {.m = m, .block = block};
	lay_out(&f);
	for (size_t at = 0; f.stretch_count > 0 && at < f.text.length;)
		at = read_flat(&f, at);
	write_all(&f);
	arena_reset(m->scratch);
}

static bool holds_words(const node *n)
{
	switch (n->kind) {
	case NODE_TITLE:
	case NODE_SUBTITLE:
	case NODE_AUTHOR:
	case NODE_DATE:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_CAPTION:
	case NODE_TERM:
	case NODE_IMAGE: return n->first != NULL;
	case NODE_CELL: return n->first && !node_is_block(n->first);
	default: return false;
	}
}

static void set_below(manuscript *m, node *top)
{
	for (node *n = top; n; n = node_after(n, top, false))
		if (holds_words(n))
			set_block(m, n);
}

/* Blocks do not depend on each other, so those of a long text are done in parts. */
typedef struct sharing {
	node **blocks;
	size_t count;
	manuscript manuscripts[PARALLEL_SLOTS]; /* the first is the caller's, the others have arenas
					   of their own */
} sharing;

enum { BLOCKS_A_PART = 128 };

static void set_part(void *context, size_t part, unsigned slot)
{
	sharing *s = context;
	size_t from = part * BLOCKS_A_PART, end = from + BLOCKS_A_PART;

	for (size_t i = from; i < end && i < s->count; i++)
		set_below(&s->manuscripts[slot], s->blocks[i]);
}

void quotes_set(manuscript *m)
{
	sharing s = {.manuscripts = {*m}};
	size_t capacity = 0;

	for (node *n = m->document->root->first; n; n = n->next)
		*ARENA_APPEND(m->arena, s.blocks, s.count, capacity) = n;
	const size_t parts = (s.count + BLOCKS_A_PART - 1) / BLOCKS_A_PART;
	const unsigned slots = parallel_slots(parts);
	for (unsigned i = 1; i < slots; i++) {
		s.manuscripts[i] = *m;
		s.manuscripts[i].arena = arena_new();
		s.manuscripts[i].scratch = arena_new();
	}
	parallel_for(parts, set_part, &s);
	for (unsigned i = 1; i < slots; i++) {
		arena_free(s.manuscripts[i].scratch);
		arena_join(m->arena, s.manuscripts[i].arena);
	}
}
