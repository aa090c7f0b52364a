/* quotes_marks: quotation marks pair, apostrophes and primes do not. Which one a stroke is follows
 * from the characters around it and from the language's words (habits.h). Where these allow two
 * readings, such as after a number in a quotation or after the plural in "the boys' own", the next
 * mark that allows only one decides: if it closes, this one did not. Each mark is looked at at most
 * twice, so time is linear. */
#include "markdown/quotes_private.h"

#include "base/unicode.h"

#define PRIME        "\xe2\x80\xb2"
#define DOUBLE_PRIME "\xe2\x80\xb3"
#define GERESH       "\xd7\xb3"
#define GERSHAYIM    "\xd7\xb4"

typedef enum side { SIDE_OPENS, SIDE_CLOSES, SIDE_BOTH, SIDE_NEITHER } side;

/* Do marks between these characters open, close, or either? */
static side side_of(uint32_t left, uint32_t right)
{
	bool opens = quotes_is_space(left) || quotes_is_dash(left) || quotes_is_opening(left);
	bool closes = quotes_is_space(right) || quotes_is_dash(right) || quotes_is_closing(right);
	if (!opens || !closes)
		return opens ? SIDE_OPENS : closes ? SIDE_CLOSES : SIDE_NEITHER;
	/* —" and "— touch a dash: the space is on the outer side */
	if (quotes_is_space(left) != quotes_is_space(right))
		return quotes_is_space(right) ? SIDE_CLOSES : SIDE_OPENS;
	return SIDE_BOTH;
}

static size_t run_end(const flat *f, size_t at)
{
	while (f->text.bytes[at] == '"' || f->text.bytes[at] == '\'')
		at++;
	return at;
}

/* Words that may end with an apostrophe (the boys' own): the mark is between one and another
 * word. */
static bool ends_word(const flat *f, size_t at, uint32_t right)
{
	size_t start = at;
	uint32_t next = right == ' ' || right == '\n' ? quotes_after(f, at + 2) : 0;
	if (!quotes_is_word(next))
		return false;
	while (start > 0 && at - start < HABITS_WORD) {
		size_t back = start;
		if (!unicode_is_letter(unicode_previous(f->text.bytes, &back)))
			break;
		start = back;
	}
	return habits_end(quotes_habits(f), f->text.bytes + start, at - start);
}

/* Does a run that begins at `at` and ends at `end` say clearly what its marks of one kind do? */
static bool is_clear(const flat *f, size_t at, size_t end, bool single, bool *closes)
{
	uint32_t left = quotes_before(f, at), right = quotes_after(f, end);
	side s = side_of(left, right);
	if (!memchr(f->text.bytes + at, single ? '\'' : '"', end - at) ||
	    (at > 0 && f->text.bytes[at - 1] == ESCAPED) || s == SIDE_BOTH || s == SIDE_NEITHER)
		return false;
	if (s == SIDE_OPENS && single && habits_begin(quotes_habits(f), f->text.bytes + end))
		return false;
	if (s == SIDE_CLOSES && (unicode_is_digit(left) || (single && ends_word(f, at, right))))
		return false;
	*closes = s == SIDE_CLOSES;
	return true;
}

/* Is the next clear mark of a kind one that closes? */
static bool closes_later(flat *f, size_t at, bool single)
{
	next_mark *n = &f->next[single];
	if (n->known && n->at >= at)
		return n->closes;
	*n = (next_mark){at, true, false};
	for (size_t end; n->at < f->text.length; n->at = end) {
		n->at += strcspn(f->text.bytes + n->at, "\"'");
		end = run_end(f, n->at);
		if (n->at < f->text.length && is_clear(f, n->at, end, single, &n->closes))
			break;
	}
	return n->closes;
}

static bool may_close(const flat *f, bool single)
{
	return single ? f->open_count > 0 && f->open[f->open_count - 1].single : f->open_double > 0;
}

static void push(flat *f, size_t edit_index, bool single)
{
	*ARENA_APPEND(f->m->scratch, f->open, f->open_count, f->open_capacity) =
		(open_mark){edit_index, single, quotes_habits(f)};
	f->open_double += !single;
}

/* Close what is open: single marks that were left open inside are apostrophes, and were set so. */
static void close(flat *f, size_t edit_index, bool single)
{
	open_mark m;
	do {
		m = f->open[--f->open_count];
		f->open_double -= !m.single;
	} while (m.single != single);
	f->edits[m.edit].insert = m.habits->marks[single ? 2 : 0];
	f->edits[edit_index].insert = m.habits->marks[single ? 3 : 1];
}

/* Feet, minutes and inches: 5'10", 48° 51' 24". */
static bool is_prime(flat *f, size_t at, uint32_t left, uint32_t right, bool single)
{
	if (!unicode_is_digit(left) || unicode_is_letter(right))
		return false;
	if (single && unicode_is_digit(right))
		return true;
	return !may_close(f, single) || closes_later(f, at + 1, single);
}

static bool is_hebrew(uint32_t c)
{
	return c >= 0x5d0 && c <= 0x5f2;
}

/* The marks of Hebrew abbreviations and numbers: צה"ל, גב'. */
static const char *hebrew_mark(const flat *f, uint32_t left, uint32_t right, bool single)
{
	if (!is_hebrew(left) || (single ? may_close(f, true) : !is_hebrew(right)))
		return NULL;
	return single ? GERESH : GERSHAYIM;
}

static side side_in_text(const flat *f, uint32_t left, uint32_t right, bool single)
{
	side s = side_of(left, right);
	if (s == SIDE_BOTH || (s == SIDE_NEITHER && !single))
		return may_close(f, single) ? SIDE_CLOSES : SIDE_OPENS;
	return s;
}

/* One mark of a run, from the first to the last; left and right are the characters around the
 * run. */
static void take_mark(flat *f, size_t at, uint32_t left, uint32_t right)
{
	const bool single = f->text.bytes[at] == '\'';
	const habits *h = quotes_habits(f);
	const char *hebrew = hebrew_mark(f, left, right, single);
	side s = side_in_text(f, left, right, single);
	if (hebrew) {
		quotes_change(f, at, 1, hebrew);
		return;
	}
	if (is_prime(f, at, left, right, single)) {
		quotes_change(f, at, 1, single ? PRIME : DOUBLE_PRIME);
		return;
	}
	size_t edit_index = quotes_change(f, at, 1, HABITS_APOSTROPHE);
	if (s == SIDE_OPENS) {
		if (single && habits_begin(h, f->text.bytes + at + 1))
			return;
		f->edits[edit_index].insert = single ? HABITS_APOSTROPHE : h->marks[0];
		push(f, edit_index, single);
	} else if (s == SIDE_CLOSES && may_close(f, single)) {
		if (!single || !ends_word(f, at, right) || !closes_later(f, at + 1, true))
			close(f, edit_index, single);
	} else if (!single) {
		f->edits[edit_index].insert = h->marks[1];
	}
}

size_t quotes_marks(flat *f, size_t at)
{
	size_t end = run_end(f, at);
	uint32_t left = quotes_before(f, at), right = quotes_after(f, end);
	for (; at < end; at++) {
		quotes_enter(f, at);
		take_mark(f, at, left, right);
	}
	return end;
}
