/* paragraph_words: a paragraph's text divided into words, which are met before they are shaped. A
 * word is what is between spaces in one span, script and direction. */
#include "lines/paragraph_private.h"

#include "base/arena.h"

#include <string.h>

typedef struct word_list {
	paragraph_word *items;
	size_t count, capacity;
} word_list;

/* An indent by hand has no more no-break spaces than this. */
enum { INDENT_MOST = 100 };

/* Has a line that the author began no more than no-break spaces before byte i? They indent it. */
static bool indents(const char *text, uint32_t i)
{
	for (int k = 0; k < INDENT_MOST && i >= 2 && memcmp(text + i - 2, "\u00A0", 2) == 0; k++)
		i -= 2;
	return i > 0 && text[i - 1] == '\n';
}

bool paragraph_is_no_break_space(const char *text, uint32_t i)
{
	const char *c = text + i;
	if (c[0] != '\xC2' || c[1] != '\xA0')
		return false;
	bool opens = i >= 2 && c[-2] == '\xC2' && c[-1] == '\xAB';
	bool closes = c[2] == '\xC2' && c[3] == '\xBB';
	return !opens && !closes && !indents(text, i) && (!c[2] || !strchr(":;!?", c[2]));
}

/* Bytes of the space or line end at byte `i` of the text; 0: a word begins or goes on there. */
static uint32_t space_at(const char *text, uint32_t i)
{
	const unsigned char c = (unsigned char)text[i];

	if (c == ' ' || c == '\t' || c == '\n')
		return 1;
	return c == 0xC2 && paragraph_is_no_break_space(text, i) ? 2 : 0;
}

/* The language of a text as a whole, which says where it runs: that of all its words, else the
 * block's. */
static const char *language_of(const paragraph *p)
{
	size_t same = 0;

	while (same < p->span_count && strcmp(p->spans[same].lang, p->spans[0].lang) == 0)
		same++;
	if (same == p->span_count)
		return same ? p->spans[0].lang : "en";
	const node *block = p->spans[0].owner;
	while (block && !node_is_block(block))
		block = block->parent;
	return block && block->lang ? block->lang : p->spans[0].lang;
}

/* Code runs from left to right, and words in another language as that one does, whatever is around
 * them; what is around them runs as if they were one sign. */
static const segment_isolate *find_isolates(const setter *s, const paragraph *p, const char *lang,
					    size_t *count)
{
	const bool outside = segment_is_right_to_left(lang);
	segment_isolate *isolates = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; i < p->span_count; i++) {
		const span *at = &p->spans[i];
		bool code =
			at->owner && (at->owner->kind == NODE_CODE || at->owner->kind == NODE_RAW);
		bool right_to_left = !code && segment_is_right_to_left(at->lang);
		if ((!code && (at->image || at->note || right_to_left == outside)) ||
		    at->start == at->end)
			continue;
		segment_isolate *last = *count ? &isolates[*count - 1] : NULL;
		if (last && !code && last->right_to_left == right_to_left &&
		    last->end == at->start && p->spans[i - 1].lang == at->lang)
			last->end = at->end;
		else
			*ARENA_APPEND(s->scratch, isolates, *count, capacity) =
				(segment_isolate){at->start, at->end, right_to_left};
	}
	return isolates;
}

static bool find_segments(const setter *s, paragraph *p, bool plainly)
{
	const char *lang = language_of(p);
	size_t count;

	if (plainly)
		return segment_text_plainly(s->unset, p->text, p->length, lang, &p->segment);
	const segment_isolate *isolates = find_isolates(s, p, lang, &count);
	segment_text(s->unset, p->text, p->length, lang, isolates, count, &p->segment);
	return true;
}

/* The next byte at which a word may end: at a space, or at the first byte of a no-break space. */
static uint32_t skip_letters(const char *text, uint32_t i, uint32_t limit)
{
	static const bool ends[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, [0xC2] = true};

	while (i < limit && !ends[(unsigned char)text[i]])
		i++;
	return i;
}

static void divide(const setter *s, paragraph *p)
{
	const segment_run *runs = p->segment.runs;
	word_list words = {0};
	uint32_t in = 0, run = 0, space;

	for (uint32_t i = 0, end; i < p->length; i = end) {
		while (p->spans[in].end <= i)
			in++;
		while (runs[run].end <= i)
			run++;
		const span *at = &p->spans[in];
		uint32_t limit = at->end < runs[run].end ? at->end : runs[run].end;
		end = i;
		if (at->image) {
			end = at->end;
		} else if ((space = space_at(p->text, i))) {
			end = i + space;
		} else {
			for (end = skip_letters(p->text, i + 1, limit);
			     end < limit && !space_at(p->text, end);)
				end = skip_letters(p->text, end + 1, limit);
			*ARENA_APPEND(s->scratch, words.items, words.count, words.capacity) =
				(paragraph_word){NULL, i, end, in, run};
		}
	}
	p->words = ARENA_ARRAY(s->unset, words.count, paragraph_word);
	if (words.count)
		memcpy(p->words, words.items, words.count * sizeof *words.items);
	p->word_count = words.count;
	p->base_level = p->segment.base_level;
	p->divided = true;
	arena_reset(s->scratch);
}

void paragraph_divide(const setter *s, paragraph *p)
{
	if (!p->divided && find_segments(s, p, true))
		divide(s, p);
}

void paragraph_forget_words(paragraph *p)
{
	p->segment = (segment){0};
	p->words = NULL;
	p->word_count = 0;
	p->divided = p->met = false;
}

void paragraph_meet(const setter *s, paragraph *p)
{
	if (p->met)
		return;
	if (!p->divided && find_segments(s, p, false))
		divide(s, p);
	for (size_t i = 0; i < p->word_count; i++) {
		paragraph_word *w = &p->words[i];
		const span *in = &p->spans[w->span];
		const segment_run *r = &p->segment.runs[w->run];
		w->word = shape_meet(s->shaper, p->text + w->start, w->end - w->start, in->look,
				     in->lang, r->script, r->level, in->place);
	}
	p->met = true;
}
