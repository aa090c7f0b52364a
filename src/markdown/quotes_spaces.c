/* quotes_spaces: whether white space becomes a space, a no-break space, or nothing. Which words
 * belong together depends on the language (habits.h): 5 km, z. B., Dr. Müller, k lesu. */
#include "markdown/quotes_private.h"

#include "base/unicode.h"

#include <glib.h>

/* Words beside a space */

/* Does a word end before this byte: at white space, a bracket, a quotation mark, a node that is not
 * text? */
static bool is_edge(const char *at)
{
	uint32_t c = unicode_at(at);
	return c == QUOTES_OPAQUE || c == '"' || c == '\'' || c == 0x2019 || quotes_is_space(c) ||
	       (quotes_is_opening(c) && c != '/' && c != '=');
}

static void add(char *word, size_t *n, const char *from, size_t size)
{
	if (*from == ESCAPED || *from == QUOTES_CLEAR)
		return;
	memcpy(word + *n, from, size);
	*n += size;
	word[*n] = '\0';
}

static bool is_plain(char c)
{
	return g_ascii_isalnum(c) || c == '.';
}

/* The word that ends at a byte; empty where it is too long for any list. */
static void word_before(const flat *f, size_t end, char word[HABITS_WORD + 1])
{
	size_t start = end, n = 0;
	word[0] = '\0';
	while (start > 0) {
		size_t back = start;
		if (is_plain(f->text.bytes[start - 1]))
			back--;
		else if (unicode_previous(f->text.bytes, &back), is_edge(f->text.bytes + back))
			break;
		if (end - back > HABITS_WORD)
			return;
		start = back;
	}
	for (size_t size; start < end; start += size) {
		size = f->text.bytes[start] == ESCAPED ? 1 : unicode_size(f->text.bytes + start);
		add(word, &n, f->text.bytes + start, size);
	}
}

/* The word that begins at a byte; cut where it is too long for any list. */
static void word_after(const flat *f, size_t start, char word[HABITS_WORD + 1])
{
	size_t n = 0;
	word[0] = '\0';
	for (size_t at = start, size; at < f->text.length; at += size) {
		uint32_t c = 0;
		size = 1;
		if (!is_plain(f->text.bytes[at]) && f->text.bytes[at] != ESCAPED) {
			c = unicode_at(f->text.bytes + at);
			size = unicode_size(f->text.bytes + at);
		}
		if (n + size > HABITS_WORD || c == QUOTES_OPAQUE || c == '"' ||
		    (c && quotes_is_space(c)))
			return;
		add(word, &n, f->text.bytes + at, size);
	}
}

/* Does white space from `start` to `end` hold the words around it together? */
static bool is_held(const flat *f, size_t start, size_t end)
{
	char before[HABITS_WORD + 1], after[HABITS_WORD + 1];
	if (start > 0 && strchr(",;!?", f->text.bytes[start - 1]))
		return false;
	word_before(f, start, before);
	if (!before[0])
		return false;
	word_after(f, end, after);
	return habits_hold(quotes_habits(f), before, after);
}

/* Can a space between ASCII letters hold them? Only before a capital, after a number (XX wieku, 1er
 * mai), after a word of one letter, or before a word that the language keeps with the one
 * before. */
static bool may_hold(const flat *f, size_t at)
{
	const habits *h = quotes_habits(f);
	const char *c = f->text.bytes + at;
	return g_ascii_isupper(c[1]) || g_ascii_isupper(c[-1]) || h->tails ||
	       (at >= 2 && !g_ascii_islower(c[-2]) && (h->small || c[-2] != ' ')) ||
	       (at >= 3 && g_ascii_isdigit(c[-3]));
}

bool quotes_is_plain_space(const flat *f, size_t at)
{
	return at > 0 && f->text.bytes[at] == ' ' && g_ascii_isalpha(f->text.bytes[at - 1]) &&
	       g_ascii_isalpha(f->text.bytes[at + 1]) && !may_hold(f, at);
}

/* Lines and speech */

/* Does a line begin here: the paragraph's first, or one after a hard break? */
static bool begins_line(const flat *f, size_t at)
{
	size_t i = f->at_stretch;
	if (at == 0)
		return true;
	while (i > 0 && f->stretches[i].start > at - 1)
		i--;
	return f->text.bytes[at - 1] == '\n' && f->stretches[i].node->kind == NODE_HARD_BREAK;
}

/* Does a dash before this byte begin a line, and so somebody's speech? Then it stays with the
 * words. */
static bool opens_speech(const flat *f, size_t at)
{
	size_t start = at;
	while (start > 0 && f->text.bytes[start - 1] == '-')
		start--;
	if (start == at && at >= 3 && quotes_is_dash(unicode_at(f->text.bytes + at - 3)))
		start = at - 3;
	return f->block->kind == NODE_PARAGRAPH && start < at && begins_line(f, start);
}

/* Is this a mark before which the language sets a space? */
static bool is_high(const habits *h, char mark)
{
	return (mark == ':' && h->colon) || (h->high && mark && strchr(";!?", mark));
}

size_t quotes_spaces(flat *f, size_t at)
{
	size_t n = strspn(f->text.bytes + at, " \t"), end = f->stretches[f->at_stretch].end;
	if (at + n > end)
		n = end - at;
	char left = at > 0 ? f->text.bytes[at - 1] : '\n',
	     right = at + n < f->text.length ? f->text.bytes[at + n] : '\n';
	if (left == '\n' || left == ' ' || left == '\t' || right == '\n')
		quotes_change(f, at, n, "");
	else if (is_high(quotes_habits(f), right))
		return at + n; /* quotes_french sets it */
	else if (is_held(f, at, at + n) || opens_speech(f, at))
		quotes_change(f, at, n, HABITS_NBSP);
	else if (n > 1 || f->text.bytes[at] == '\t')
		quotes_change(f, at, n, " ");
	return at + n;
}

/* Does a line end of the source vanish here: at the text's ends, or between Chinese or Japanese
 * characters? */
static bool is_nothing(uint32_t left, uint32_t right)
{
	return left == 0 || left == '\n' || right == 0 ||
	       (unicode_is_unspaced(left) && unicode_is_unspaced(right));
}

size_t quotes_break(flat *f, size_t at)
{
	uint32_t left = quotes_before(f, at), right = quotes_after(f, at + 1);
	node *n = f->stretches[f->at_stretch].node;
	if (n->kind == NODE_SOFT_BREAK && is_nothing(left, right))
		quotes_change(f, at, 1, "");
	else if (n->kind == NODE_SOFT_BREAK && (is_held(f, at, at + 1) || opens_speech(f, at)))
		quotes_change(f, at, 1, HABITS_NBSP);
	return at + 1;
}

/* French */

/* The size of the space that ends at a byte, whether it may break or not; 0: there is none. */
static size_t space_size(const flat *f, size_t at)
{
	size_t start = at, least = f->stretches[f->at_stretch].start;
	while (start > least) {
		size_t back = start;
		uint32_t c = unicode_previous(f->text.bytes, &back);
		if (c == '\n' || !unicode_is_space(c))
			break;
		start = back;
	}
	return at - start;
}

/* Set the language's space before a mark, in place of any space that was typed. If none was typed,
 * only where the mark cannot be part of a word (http://, 12:30). */
static void space_before(flat *f, size_t at, const char *space)
{
	size_t typed = space_size(f, at);
	uint32_t left = quotes_before(f, at), right = quotes_after(f, at + 1);
	bool ends = quotes_is_space(right) || (quotes_is_closing(right) && right != '/') ||
		    right == '"';
	if (typed && at > typed)
		quotes_change(f, at - typed, typed, space);
	else if (ends && (quotes_is_word(left) || left == ')' || left == '"' || left == 0x2019))
		quotes_change(f, at, 0, space);
}

/* The size of the space that begins at a byte. */
static size_t space_from(const flat *f, size_t at)
{
	size_t end = at, most = f->stretches[f->at_stretch].end;
	while (end < most) {
		size_t next = end;
		uint32_t c = unicode_next(f->text.bytes, &next);
		if (c == '\n' || !unicode_is_space(c))
			break;
		end = next;
	}
	return end - at;
}

/* Guillemets that were typed with any space, or with none. */
static size_t space_inside(flat *f, size_t at, bool opens)
{
	const char *space = quotes_habits(f)->inside;
	size_t next = at + 2, typed = opens ? space_from(f, next) : space_size(f, at);
	if (opens) {
		if (typed || quotes_is_word(quotes_after(f, next)))
			quotes_change(f, next, typed, space);
		return next + typed;
	}
	if (typed && at > typed)
		quotes_change(f, at - typed, typed, space);
	else if (!quotes_is_space(quotes_before(f, at)))
		quotes_change(f, at, 0, space);
	return next;
}

size_t quotes_french(flat *f, size_t at)
{
	const habits *h = quotes_habits(f);
	unsigned char c = (unsigned char)f->text.bytes[at],
		      next = (unsigned char)f->text.bytes[at + 1];
	if (h->inside && c == 0xc2 && (next == 0xab || next == 0xbb))
		return space_inside(f, at, next == 0xab);
	uint32_t left = quotes_before(f, at);
	if (c == ':' && h->colon)
		space_before(f, at, h->colon);
	else if (h->high && (c == ';' || c == '!' || c == '?') && left != '!' && left != '?')
		space_before(f, at, h->high);
	return at + 1;
}
