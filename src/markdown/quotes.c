/* quotes: quotation marks, apostrophes, dashes, ellipses and spaces as the language sets
 * them. A block's inlines are laid out as one string (flat), so that marks pair over emphases and
 * links, and looked over once from left to right; what is to change is kept as edits, and each text
 * that has any is written anew at the end. Linear. Contract: what is escaped, code, raw, or an
 * address set as its own words stays as written; what is typographic already, too. Escape marks are
 * gone afterwards; runs of white space are one space, and none stands at a block's or line's ends.
 */
#include "markdown/manuscript_private.h"

#include "base/crew.h"
#include "base/unicode.h"
#include "markdown/quotes.h"

#include <glib.h>

#define NBSP   "\xc2\xa0"
#define OPAQUE '\x01' /* stands for code, images and what else is no text: like a letter */
#define CLEAR  '\x02' /* stands for a note's mark: marks and spaces look through it */

typedef struct stretch { /* of the flat string: a text or a break */
	size_t start, end;
	node *node;
	const quotes_language *language;
} stretch;

typedef struct edit {
	size_t at, remove;
	const char *insert;
} edit;

typedef struct mark { /* a quotation mark that may open or close */
	size_t edit;  /* its edit's index */
	bool single;
	const quotes_language *language;
} mark;

typedef struct flat {
	reader *m;
	node *block;
	char *text;
	size_t length, capacity;
	stretch *stretches;
	size_t stretch_count, stretch_capacity;
	edit *edits;
	size_t edit_count, edit_capacity;
	mark *open;
	size_t open_count, open_capacity, open_double;
	size_t at_stretch; /* the one that the scan is in */
} flat;

/* Laying out */

static void add_bytes(flat *f, const char *bytes, size_t size)
{
	f->text = arena_grow(f->m->scratch, f->text, f->length, &f->capacity, f->length + size + 1,
			     1);
	memcpy(f->text + f->length, bytes, size);
	f->length += size;
	f->text[f->length] = '\0';
}

static const quotes_language *language_of(const flat *f, const node *n)
{
	reader *m = f->m;
	while (n && !n->lang)
		n = n->parent;
	const char *tag = n ? n->lang : m->document->lang;
	if (tag != m->quotes_tag) {
		m->quotes_tag = tag;
		m->quotes = quotes_language_of(tag);
	}
	return m->quotes;
}

static void add_stretch(flat *f, node *n, const char *bytes, size_t size)
{
	stretch *s =
		ARENA_APPEND(f->m->scratch, f->stretches, f->stretch_count, f->stretch_capacity);
	*s = (stretch){f->length, f->length + size, n, language_of(f, n)};
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
	static const char opaque = OPAQUE, clear = CLEAR;
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

/* Looking about */

static bool is_nothing(char c)
{
	return c == ESCAPED || c == CLEAR;
}

/* The character before a byte (escape and note marks are none), as its code point; 0 at the start.
 */
static uint32_t before(const flat *f, size_t at)
{
	while (at > 0 && is_nothing(f->text[at - 1]))
		at--;
	if (at == 0)
		return 0;
	return unicode_previous(f->text, &at);
}

static uint32_t behind(const flat *f, size_t at)
{
	while (at < f->length && is_nothing(f->text[at]))
		at++;
	return at < f->length ? unicode_at(f->text + at) : 0;
}

static bool is_space(uint32_t c)
{
	return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || c == 0x202f ||
	       (c >= 0x2000 && c <= 0x200a);
}

static bool is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2013 && c <= 0x2015);
}

static bool is_opening(uint32_t c)
{
	return c == '(' || c == '[' || c == '{' || c == '<' || c == '/' || c == '=' || c == 0xab ||
	       c == 0x2039 || c == 0x201c || c == 0x2018 || c == 0x201e || c == 0x201a ||
	       c == 0xbf || c == 0xa1;
}

static bool is_closing(uint32_t c)
{
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
	       c == ']' || c == '}' || c == '/' || c == 0xbb || c == 0x203a || c == 0x201d ||
	       c == 0x2019 || c == 0x2026;
}

/* Letters of any script, digits and opaque things. */
static bool is_word(uint32_t c)
{
	return c && !is_space(c) && !is_dash(c) && !is_opening(c) && !is_closing(c) && c != '"' &&
	       c != '\'';
}

static const quotes_language *language_at(const flat *f)
{
	return f->stretches[f->at_stretch].language;
}

static size_t change(flat *f, size_t at, size_t remove, const char *insert)
{
	*ARENA_APPEND(f->m->scratch, f->edits, f->edit_count, f->edit_capacity) =
		(edit){at, remove, insert};
	return f->edit_count - 1;
}

/* Quotation marks */

static void push_mark(flat *f, size_t edit_index, bool single)
{
	*ARENA_APPEND(f->m->scratch, f->open, f->open_count, f->open_capacity) =
		(mark){edit_index, single, language_at(f)};
	f->open_double += !single;
}

/* Close what is open: marks of one stroke that were left open within are apostrophes, and were set
 * so. */
static void close_mark(flat *f, size_t edit_index, bool single)
{
	mark m;
	do {
		m = f->open[--f->open_count];
		f->open_double -= !m.single;
	} while (m.single != single);
	f->edits[m.edit].insert = m.language->marks[single ? 2 : 0];
	f->edits[edit_index].insert = m.language->marks[single ? 3 : 1];
}

static bool may_close(const flat *f, bool single)
{
	return single ? f->open_count > 0 && f->open[f->open_count - 1].single : f->open_double > 0;
}

typedef enum side { SIDE_OPENS, SIDE_CLOSES, SIDE_NEITHER } side;

/* What the characters around a run of marks make of them. */
static side side_of(const flat *f, uint32_t left, uint32_t right, bool single)
{
	bool opens = is_space(left) || is_dash(left) || is_opening(left);
	bool closes = is_space(right) || is_dash(right) || is_closing(right);
	/* —" and "— are both: the space is outside */
	if (opens && closes && is_space(left) != is_space(right))
		return is_space(right) ? SIDE_CLOSES : SIDE_OPENS;
	if (opens && closes)
		return may_close(f, single) ? SIDE_CLOSES : SIDE_OPENS;
	if (opens)
		return SIDE_OPENS;
	if (closes)
		return SIDE_CLOSES;
	return single ? SIDE_NEITHER : may_close(f, false) ? SIDE_CLOSES : SIDE_OPENS;
}

/* One mark of a run, from the first to the last; left and right are the characters around the run.
 */
static void read_mark(flat *f, size_t at, uint32_t left, uint32_t right)
{
	bool single = f->text[at] == '\'';
	const quotes_language *language = language_at(f);
	size_t edit_index = change(f, at, 1, QUOTES_APOSTROPHE);
	side s = side_of(f, left, right, single);
	if (s == SIDE_OPENS) {
		if (single && language->elides && quotes_is_elided(f->text + at + 1))
			return;
		f->edits[edit_index].insert = single ? QUOTES_APOSTROPHE : language->marks[0];
		push_mark(f, edit_index, single);
	} else if (s == SIDE_CLOSES && may_close(f, single)) {
		close_mark(f, edit_index, single);
	} else if (!single) {
		f->edits[edit_index].insert = language->marks[1];
	}
}

static void enter(flat *f, size_t at)
{
	while (f->at_stretch + 1 < f->stretch_count && at >= f->stretches[f->at_stretch].end)
		f->at_stretch++;
}

/* A run of marks, "' and the like, over whatever texts it stands in. Returns the byte behind it. */
static size_t read_marks(flat *f, size_t at)
{
	size_t end = at;
	uint32_t left = before(f, at);
	while (f->text[end] == '"' || f->text[end] == '\'')
		end++;
	uint32_t right = behind(f, end);
	for (; at < end; at++) {
		enter(f, at);
		read_mark(f, at, left, right);
	}
	return end;
}

/* Dashes, ellipses */

static size_t read_dashes(flat *f, size_t at)
{
	size_t n = strspn(f->text + at, "-");
	if (f->stretches[f->at_stretch].end < at + n)
		n = f->stretches[f->at_stretch].end - at;
	if (n < 2)
		return at + n;
	/* as cmark does: all long where three divide the run, all short where two do, else long
	 * ones first */
	size_t longs = n % 3 == 0 ? n / 3 : n % 2 == 0 ? 0 : n % 3 == 2 ? (n - 2) / 3 : (n - 4) / 3;
	size_t shorts = (n - longs * 3) / 2;
	char *dashes = arena_alloc(f->m->scratch, (longs + shorts) * 3 + 1), *to = dashes;
	for (size_t i = 0; i < longs; i++, to += 3)
		memcpy(to, "\xe2\x80\x94", 3);
	for (size_t i = 0; i < shorts; i++, to += 3)
		memcpy(to, "\xe2\x80\x93", 3);
	if (at > 1 && f->text[at - 1] == ' ' && behind(f, at + n) == ' ' &&
	    f->stretches[f->at_stretch].start < at)
		change(f, at - 1, 1, NBSP); /* no line begins with a dash */
	change(f, at, n, dashes);
	return at + n;
}

/* Spaces */

/* Set the space before a mark as the language has it: the one that was typed, or, where it is safe,
 * one that was not. */
static void space_before(flat *f, size_t at, const char *space)
{
	uint32_t left = before(f, at), right = behind(f, at + 1);
	bool ends = is_space(right) || (is_closing(right) && right != '/') || right == '"';
	if (left == ' ' && f->text[at - 1] == ' ' && at >= 2)
		change(f, at - 1, 1, space);
	else if (ends && (is_word(left) || left == ')' || left == '"' || left == 0x2019))
		change(f, at, 0, space);
}

/* « and » that were typed with a plain space, or with none. */
static void space_inside(flat *f, size_t at, bool opens)
{
	const char *space = language_at(f)->inside;
	size_t next = at + 2;
	if (opens && f->text[next] == ' ')
		change(f, next, 1, space);
	else if (opens && is_word(behind(f, next)))
		change(f, next, 0, space);
	else if (!opens && at > 0 && f->text[at - 1] == ' ')
		change(f, at - 1, 1, space);
	else if (!opens && !is_space(before(f, at)))
		change(f, at, 0, space);
}

/* Does a line's end or a space behind this byte belong together with what stands around it? */
static bool is_glued(const flat *f, size_t at)
{
	uint32_t left = before(f, at);
	const char *next = f->text + at + 1;
	if (unicode_is_digit(left))
		return quotes_is_unit(next) ||
		       (g_ascii_isdigit(next[0]) && quotes_is_thousand(f->text, at));
	if (g_ascii_isdigit(next[0]))
		return quotes_is_counted(f->text, at);
	return left == '.' && quotes_is_initial(f->text, at) && quotes_is_capital(next);
}

/* Does a line that the author began stand here: the paragraph's first, or one behind a hard break?
 */
static bool begins_line(const flat *f, size_t at)
{
	size_t i = f->at_stretch;
	if (at == 0)
		return true;
	while (i > 0 && f->stretches[i].start > at - 1)
		i--;
	return f->text[at - 1] == '\n' && f->stretches[i].node->kind == NODE_HARD_BREAK;
}

/* Does a dash before this byte begin a line, and so somebody's speech? Then what is said does not
 * leave it. */
static bool opens_speech(const flat *f, size_t at)
{
	size_t start = at;
	while (start > 0 && f->text[start - 1] == '-')
		start--;
	if (start == at && at >= 3 && is_dash(unicode_at(f->text + at - 3)))
		start = at - 3;
	return f->block->kind == NODE_PARAGRAPH && start < at && begins_line(f, start);
}

/* White space: a run is one space, or one that does not break; none stands at a line's end. */
static size_t read_space(flat *f, size_t at)
{
	size_t n = strspn(f->text + at, " \t"), end = f->stretches[f->at_stretch].end;
	if (at + n > end)
		n = end - at;
	char left = at > 0 ? f->text[at - 1] : '\n',
	     right = at + n < f->length ? f->text[at + n] : '\n';
	if (left == '\n' || left == ' ' || left == '\t' || right == '\n')
		change(f, at, n, "");
	else if (is_glued(f, at + n - 1) || opens_speech(f, at))
		change(f, at, n, NBSP);
	else if (n > 1 || f->text[at] == '\t')
		change(f, at, n, " ");
	return at + n;
}

static size_t read_break(flat *f, size_t at)
{
	uint32_t left = before(f, at);
	node *n = f->stretches[f->at_stretch].node;
	if (n->kind == NODE_SOFT_BREAK && (left == 0 || left == '\n' || behind(f, at + 1) == 0))
		change(f, at, 1, "");
	else if (n->kind == NODE_SOFT_BREAK && (is_glued(f, at) || opens_speech(f, at)))
		change(f, at, 1, NBSP);
	return at + 1;
}

/* Guillemets and the marks before which French puts a space. */
static size_t read_french(flat *f, size_t at)
{
	const quotes_language *l = language_at(f);
	unsigned char c = (unsigned char)f->text[at], next = (unsigned char)f->text[at + 1];
	if (l->inside && c == 0xc2 && (next == 0xab || next == 0xbb)) {
		space_inside(f, at, next == 0xab);
		return at + 2;
	}
	uint32_t left = before(f, at);
	if (c == ':' && l->colon)
		space_before(f, at, l->colon);
	else if (l->high && (c == ';' || c == '!' || c == '?') && left != '!' && left != '?')
		space_before(f, at, l->high);
	return at + 1;
}

/* What nearly all spaces are: one, between letters. Such a space stays as it is. */
static bool is_plain_space(const flat *f, size_t at)
{
	return at > 0 && f->text[at] == ' ' && g_ascii_isalpha(f->text[at - 1]) &&
	       g_ascii_isalpha(f->text[at + 1]);
}

/* The next byte that may begin something, or the text's end. */
static size_t next_sign(const flat *f, size_t at)
{
	static const bool signs[256] = {
		[0] = true,   [0xff] = true, ['"'] = true,  ['\''] = true, ['-'] = true,
		['.'] = true, [' '] = true,  ['\t'] = true, ['\n'] = true, [';'] = true,
		[':'] = true, ['!'] = true,  ['?'] = true,  [0xc2] = true,
	};
	while (!signs[(unsigned char)f->text[at]] || is_plain_space(f, at))
		at++;
	return at;
}

/* One step of the scan. Returns the byte that it goes on with. */
static size_t read_flat(flat *f, size_t at)
{
	enter(f, at);
	char c = f->text[at];
	switch (c) {
	case ESCAPED: change(f, at, 1, ""); return at + 2;
	case '"':
	case '\'': return read_marks(f, at);
	case '-': return read_dashes(f, at);
	case '.':
		if (f->text[at + 1] != '.' || f->text[at + 2] != '.' ||
		    at + 3 > f->stretches[f->at_stretch].end)
			return at + 1;
		change(f, at, 3, "\xe2\x80\xa6");
		return at + 3;
	case ' ':
	case '\t': return read_space(f, at);
	case '\n': return read_break(f, at);
	case ';':
	case ':':
	case '!':
	case '?':
	case '\xc2': return read_french(f, at);
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

static void write_text(flat *f, const stretch *s, size_t first, size_t last)
{
	size_t room = s->end - s->start, n = 0;
	for (size_t i = first; i < last; i++)
		room += strlen(f->edits[i].insert);
	char *bytes = arena_alloc(f->m->arena, room + 1);
	size_t at = s->start;
	for (size_t i = first; i < last; i++) {
		const edit *e = &f->edits[i];
		if (e->at < at)
			continue; /* what it speaks of is gone */
		memcpy(bytes + n, f->text + at, e->at - at);
		n += e->at - at;
		size_t size = strlen(e->insert);
		memcpy(bytes + n, e->insert, size);
		n += size;
		at = e->at + e->remove;
	}
	memcpy(bytes + n, f->text + at, s->end - at);
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

static void set_block(reader *m, node *block)
{
	flat f = {.m = m, .block = block};
	lay_out(&f);
	for (size_t at = 0; f.stretch_count > 0 && at < f.length;)
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
	case NODE_CELL:
	case NODE_CAPTION:
	case NODE_TERM:
	case NODE_IMAGE: return n->first != NULL;
	default: return false;
	}
}

static void set_below(reader *m, node *top)
{
	for (node *n = top; n; n = node_after(n, top, false))
		if (holds_words(n))
			set_block(m, n);
}

/* Blocks ask nothing of each other, so a long text's are set by the crew, some hundreds a part. */
typedef struct sharing {
	reader *m;
	node **blocks;
	size_t count;
	arena **arenas; /* by part */
} sharing;

enum { BLOCKS_A_PART = 128 };

static void set_part(void *context, size_t part, unsigned worker)
{
	const sharing *s = context;
	size_t from = part * BLOCKS_A_PART, end = from + BLOCKS_A_PART;
	reader own = *s->m;
	(void)worker;
	own.arena = s->arenas[part] = arena_new();
	own.scratch = arena_new();
	own.quotes_tag = NULL;
	for (size_t i = from; i < end && i < s->count; i++)
		set_below(&own, s->blocks[i]);
	arena_free(own.scratch);
}

static void set_in_parts(reader *m, size_t count)
{
	size_t parts = (count + BLOCKS_A_PART - 1) / BLOCKS_A_PART, i = 0;
	sharing s = {m, ARENA_ARRAY(m->arena, count, node *), count,
		     ARENA_ARRAY(m->arena, parts, arena *)};
	for (node *n = m->document->root->first; n; n = n->next)
		s.blocks[i++] = n;
	crew_do(m->crew, CREW_MOST, parts, set_part, &s);
	for (i = 0; i < parts; i++)
		arena_join(m->arena, s.arenas[i]);
}

void quotes_set(reader *m)
{
	size_t count = 0;
	for (const node *n = m->document->root->first; n; n = n->next)
		count++;
	if (count > BLOCKS_A_PART && crew_size(m->crew) > 1)
		set_in_parts(m, count);
	else
		set_below(m, m->document->root);
}
