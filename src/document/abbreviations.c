/* abbreviations: each mention of one that the front matter explains becomes a span that says what
 * it stands for, as `[WGA]{expand="whole-of-government approach"}` does for one mention.
 *
 * A block's words are searched as one text, so that a mention may continue on the next line, and is
 * not confused with a part of a word whose other letters have another style. To find the
 * abbreviation at a place of the text, the sorted list is searched for the last one that does not
 * sort after the text from there on. Any abbreviation that begins there is that one or a prefix of
 * it, and each knows the longest of its prefixes in the list. The longest that is a whole word is
 * taken. */
#include "document/abbreviations.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define OBJECT "\xEF\xBF\xBC" /* for what is no text */

/* Part of a block's text that is in one node. */
typedef struct joined_text {
	node *node;
	size_t start;
	bool open;    /* mentions in it are looked for */
	bool running; /* the expansion may be printed after it: it is not in a link */
} joined_text;

typedef struct mention {
	size_t start, end;
	/* characters before them in the node's text that each is in */
	int before_start, before_end;
	abbreviation *of;
} mention;

/* A place in the block's text up to which the characters of a node's text are counted. */
typedef struct counter {
	const joined_text *in;
	size_t at;
	int characters;
} counter;

typedef struct finder {
	arena *arena, *scratch;
	abbreviation **sorted;
	size_t count;
	size_t *shorter;   /* for each: 1 + the index of its longest prefix among them; 0: none */
	bool begins[256];  /* first bytes of abbreviations */
	bool in_paragraph; /* not in a heading, a caption or a cell */
	bool in_abstract;
	/* the block's text */
	arena_text text;
	joined_text *stretches;
	size_t stretch_count, stretch_capacity;
	mention *mentions;
	size_t mention_count, mention_capacity;
} finder;

/* --- comparing ------------------------------------------------------------------------------ */

/* Typography may have given a text other spaces and apostrophes than the author wrote. */
static uint32_t plain(uint32_t c)
{
	return unicode_is_blank(c) ? ' ' : c == 0x2019 ? '\'' : c;
}

/* Compare a word with the beginning of a text. 0: the text begins with it, and *size is how many
 * bytes it has there. */
static int compare(const char *word, const char *text, size_t length, size_t *size)
{
	size_t at = 0, k = 0;

	while (word[k]) {
		if (at == length)
			return 1;
		uint32_t a = plain(unicode_next(word, &k)), b = plain(unicode_next(text, &at));
		if (a != b)
			return a < b ? -1 : 1;
	}
	*size = at;
	return 0;
}

static int by_word(const void *a, const void *b)
{
	const char *one = (*(abbreviation *const *)a)->word,
		   *other = (*(abbreviation *const *)b)->word;
	size_t size;
	int order = compare(one, other, strlen(other), &size);

	return order ? order : -(int)(other[size] != '\0');
}

static bool is_of_word(uint32_t c)
{
	return unicode_is_word(c) || unicode_is_mark(c);
}

/* May a word end between these characters? Without a space, it does where the script changes. */
static bool is_boundary(uint32_t before, uint32_t after)
{
	if (!is_of_word(before) || !is_of_word(after))
		return true;
	GUnicodeScript one = g_unichar_get_script(before), other = g_unichar_get_script(after);

	return one != other && one > G_UNICODE_SCRIPT_INHERITED &&
	       other > G_UNICODE_SCRIPT_INHERITED;
}

static bool ends_word(const finder *f, size_t at)
{
	size_t before = at;

	return at == 0 || at == f->text.length ||
	       is_boundary(unicode_previous(f->text.bytes, &before),
			   unicode_at(f->text.bytes + at));
}

/* The longest abbreviation that is a whole word from a byte of the text on; or NULL. */
static abbreviation *at_byte(const finder *f, size_t at, size_t *size)
{
	size_t low = 0, high = f->count, bytes;

	if (!f->begins[(unsigned char)f->text.bytes[at]] || !ends_word(f, at))
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (compare(f->sorted[middle]->word, f->text.bytes + at, f->text.length - at,
			    &bytes) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i; i = f->shorter[i - 1])
		if (compare(f->sorted[i - 1]->word, f->text.bytes + at, f->text.length - at,
			    size) == 0 &&
		    ends_word(f, at + *size))
			return f->sorted[i - 1];
	return NULL;
}

static void prepare(finder *f, document *d)
{
	size_t bytes;

	f->count = d->abbreviation_count;
	f->sorted = ARENA_ARRAY(f->arena, f->count, abbreviation *);
	f->shorter = ARENA_ARRAY(f->arena, f->count, size_t);
	for (size_t i = 0; i < f->count; i++)
		f->sorted[i] = &d->abbreviations[i];
	qsort(f->sorted, f->count, sizeof *f->sorted, by_word);
	for (size_t i = 0; i < f->count; i++) {
		const char *word = f->sorted[i]->word;
		f->begins[(unsigned char)*word] = true;
		if (*word == '\'')
			f->begins[0xe2] = true; /* of U+2019 */
		f->shorter[i] = i;
		while (f->shorter[i] &&
		       compare(f->sorted[f->shorter[i] - 1]->word, word, strlen(word), &bytes) != 0)
			f->shorter[i] = f->shorter[f->shorter[i] - 1];
	}
}

/* --- a block's text ------------------------------------------------------------------------- */

static void add(finder *f, node *n, const char *text, size_t length, bool open, bool running)
{
	*ARENA_APPEND(f->scratch, f->stretches, f->stretch_count, f->stretch_capacity) =
		(joined_text){n, f->text.length, open, running};
	arena_add(f->scratch, &f->text, text, length);
}

static void collect(finder *f, node *n, bool open, bool running)
{
	switch (n->kind) {
	case NODE_TEXT: add(f, n, n->as.text.data, n->as.text.length, open, running); break;
	case NODE_SOFT_BREAK: add(f, n, " ", 1, open, running); break;
	case NODE_CODE:
	case NODE_RAW: add(f, n, n->as.text.data, n->as.text.length, false, false); break;
	default:
		open = open && n->kind != NODE_KBD && !node_attribute(n, "expand");
		running = running && n->kind != NODE_LINK;
		for (node *c = n->first; c; c = c->next)
			collect(f, c, open, running);
		if (!n->first)
			add(f, n, OBJECT, strlen(OBJECT), false, false);
	}
}

static const joined_text *stretch_of(const finder *f, size_t at)
{
	size_t low = 0, high = f->stretch_count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (f->stretches[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return &f->stretches[low];
}

/* Are all texts of a mention open, and children of one node? */
static bool is_whole(const finder *f, size_t start, size_t end)
{
	const joined_text *first = stretch_of(f, start), *last = stretch_of(f, end - 1);

	for (const joined_text *s = first; s <= last; s++)
		if (!s->open || s->node->parent != first->node->parent)
			return false;
	return true;
}

/* --- explained by the author ---------------------------------------------------------------- */

static bool is_same(uint32_t a, uint32_t b)
{
	return unicode_lower(plain(a)) == unicode_lower(plain(b));
}

/* Does the text go on with these words from a byte on? (`ended`: do they come before it?) What
 * agrees in so many bytes is taken for the same. */
enum { ALIKE = 2000 };

static bool goes_on(const finder *f, size_t at, const char *words)
{
	for (size_t k = 0; words[k] && k < ALIKE;)
		if (at >= f->text.length ||
		    !is_same(unicode_next(words, &k), unicode_next(f->text.bytes, &at)))
			return false;
	return true;
}

static bool ended(const finder *f, size_t at, const char *words)
{
	size_t size = strlen(words), least = size > ALIKE ? size - ALIKE : 0;
	for (size_t k = size; k > least;)
		if (at == 0 ||
		    !is_same(unicode_previous(words, &k), unicode_previous(f->text.bytes, &at)))
			return false;
	return true;
}

/* "WGA (whole-of-government approach)", "whole-of-government approach (WGA)" */
static bool is_explained(const finder *f, const mention *m)
{
	static const char *const opening[] = {" (", "(", "\xEF\xBC\x88"};

	for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
		size_t size = strlen(opening[i]);
		if (goes_on(f, m->end, opening[i]) && goes_on(f, m->end + size, m->of->stands_for))
			return true;
		if (ended(f, m->start, opening[i]) && ended(f, m->start - size, m->of->stands_for))
			return true;
	}
	return false;
}

/* --- marking -------------------------------------------------------------------------------- */

/* Divide a text node before a byte, which has this many characters before it. Returns the node that
 * begins there: the second part or, at the text's end, the next node (NULL: there is none). */
static node *cut(finder *f, node *n, size_t at, int characters)
{
	if (n->kind != NODE_TEXT || at == 0)
		return at ? n->next : n;
	if (at >= n->as.text.length)
		return n->next;
	node *rest = node_new(f->arena, NODE_TEXT, n->place);
	rest->place.column += characters;
	rest->lang = n->lang;
	rest->as.text.data = n->as.text.data + at;
	rest->as.text.length = n->as.text.length - at;
	n->as.text.length = at;
	node_insert_after(n, rest);
	return rest;
}

static node *put_into_span(finder *f, const mention *m)
{
	const joined_text *first = stretch_of(f, m->start), *last = stretch_of(f, m->end - 1);
	node *until = cut(f, last->node, m->end - last->start, m->before_end),
	     *from = cut(f, first->node, m->start - first->start, m->before_start),
	     *parent = from->parent, *span = node_new(f->arena, NODE_SPAN, from->place);
	attribute *says = ARENA_FULL_ARRAY(f->arena, 2, attribute);

	says[0] = (attribute){"expand", m->of->stands_for, m->of->place};
	span->attributes = says;
	span->lang = m->of->lang;
	if (from->previous)
		node_insert_after(from->previous, span);
	else
		node_put_first(parent, span);
	node_move(parent, span, until, span);
	return span;
}

/* The characters of the node's text `in` before a byte of the block's text. Bytes are asked for in
 * order, so each character is counted once. */
static int characters_before(const finder *f, counter *c, const joined_text *in, size_t at)
{
	if (c->in != in)
		*c = (counter){in, in->start, 0};
	c->characters += (int)unicode_count(f->text.bytes + c->at, at - c->at);
	c->at = at;
	return c->characters;
}

static void add_mention(finder *f, counter *c, size_t start, size_t end, abbreviation *of)
{
	mention m = {.start = start, .end = end, .of = of};
	m.before_start = characters_before(f, c, stretch_of(f, start), start);
	m.before_end = characters_before(f, c, stretch_of(f, end - 1), end);
	*ARENA_APPEND(f->scratch, f->mentions, f->mention_count, f->mention_capacity) = m;
}

static void find(finder *f)
{
	counter c = {NULL, 0, 0};
	size_t size;

	for (size_t at = 0; at < f->text.length;) {
		abbreviation *of = at_byte(f, at, &size);
		if (!of || !is_whole(f, at, at + size)) {
			at += unicode_size(f->text.bytes + at);
			continue;
		}
		add_mention(f, &c, at, at + size, of);
		of->mentioned = true;
		at += size;
	}
}

/* From the last mention to the first, so that the places of those still to do stay right. */
static void mark_block(finder *f)
{
	for (size_t i = f->mention_count; i-- > 0;) {
		const mention *m = &f->mentions[i];
		if (is_explained(f, m)) {
			m->of->explained = true;
			continue;
		}
		bool running = f->in_paragraph && stretch_of(f, m->start)->running;
		node *span = put_into_span(f, m);
		if (running)
			m->of->here[f->in_abstract] = span;
	}
	/* a block's mentions came last to first, so the last that was kept is its first */
	for (size_t i = 0; i < f->mention_count; i++) {
		abbreviation *of = f->mentions[i].of;
		for (int k = 0; k < 2; k++) {
			of->first[k] = of->first[k] ? of->first[k] : of->here[k];
			of->here[k] = NULL;
		}
	}
}

static bool is_in_abstract(const node *n)
{
	while (n && !node_has_class(n, "abstract"))
		n = n->parent;
	return n != NULL;
}

void abbreviations_mark(arena *a, arena *scratch, document *d)
{
	finder f = {.arena = a, .scratch = scratch};

	if (!d->abbreviation_count)
		return;
	prepare(&f, d);
	for (node *n = d->root, *next; n; n = next) {
		next = node_after(n, d->root, false);
		if (!node_is_block(n) || !n->first || node_is_block(n->first))
			continue;
		next = node_after(n, d->root, true);
		f.in_paragraph = n->kind == NODE_PARAGRAPH;
		f.in_abstract = f.in_paragraph && is_in_abstract(n);
		f.text.length = f.stretch_count = f.mention_count = 0;
		for (node *c = n->first; c; c = c->next)
			collect(&f, c, true, true);
		find(&f);
		mark_block(&f);
	}
	arena_reset(scratch);
}

/* --- explaining ----------------------------------------------------------------------------- */

static node *words(arena *a, const char *text, const node *beside)
{
	node *n = node_text(a, text, strlen(text), beside->place);

	n->lang = beside->lang;
	return n;
}

/* The expansion comes after the abbreviation: the sentence was written for the short form, with its
 * article and its ending. */
static void explain(arena *a, const abbreviation *of, node *span)
{
	static const attribute none[] = {{NULL, NULL, {0}}};
	bool wide = strncmp(span->lang, "zh", 2) == 0 || strncmp(span->lang, "ja", 2) == 0;
	const char *text =
		arena_print(a, wide ? "\xEF\xBC\x88%s\xEF\xBC\x89" : " (%s)", of->stands_for);

	span->attributes = none;
	node_insert_after(span, words(a, text, span));
}

void abbreviations_explain(arena *a, document *d)
{
	if (!d->abbreviation_count)
		return;
	for (size_t i = 0; i < d->abbreviation_count; i++) {
		const abbreviation *of = &d->abbreviations[i];
		for (int k = 0; k < 2; k++)
			if (of->first[k] && !of->explained)
				explain(a, of, of->first[k]);
	}
	document_finish(d);
}
