/* table_numbers: columns of numbers are set with their decimal marks below each other. A column is
 * one of numbers where every cell of its body that is not empty is a number or a dash, two at least
 * are numbers, and the author has not asked for the left side. A number is digits with marks
 * between them, perhaps with a sign or a currency before and a unit after.
 *
 * Which mark is the decimal one: the last of two kinds; if one kind is there several times, it
 * parts thousands; so does a single mark before three digits, where the language's decimal mark is
 * the other one. */
#include "layout/table.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

/* Languages in which the decimal mark is a point; in others it is a comma. */
static bool has_decimal_point(const char *lang)
{
	static const char points[] =
		" en zh ja ko th he hi bn ta te ml mr gu kn pa ur ne si my km lo "
		"ga cy mt ms fil sw yo zu am de-CH de-LI it-CH es-MX ";
	size_t size = strlen(lang), primary = strcspn(lang, "-");

	for (const char *at = points; (at = strchr(at, ' ')) && at[1]; at++)
		if ((strncmp(at + 1, lang, size) == 0 && at[1 + size] == ' ') ||
		    (strncmp(at + 1, lang, primary) == 0 && at[1 + primary] == ' '))
			return true;
	return false;
}

/* The number in a text: its bytes up to its decimal mark, or, where it has none, its last digit. */
typedef struct number {
	size_t whole; /* bytes */
	bool dash;    /* a dash, in the place of a number */
} number;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Characters that may come before a number, or between its digits. */
static bool is_one_of(uint32_t c, const char *set)
{
	for (size_t at = 0; set[at];)
		if (unicode_next(set, &at) == c)
			return true;
	return false;
}

#define SIGNS    "+-−±~≈<>≤≥$€£¥₹"
#define GROUPING " \u00A0\u2009\u202F'’"
#define DASHES   "-–—−…?"
#define UNITS    "%‰°$€£¥₹"

/* Skip characters of a set. */
static size_t skip(const char *text, size_t length, size_t at, const char *set)
{
	for (size_t next = at; at < length; at = next)
		if (!is_one_of(unicode_next(text, &next), set))
			break;
	return at;
}

/* The end of the digits with marks between them. */
static size_t digits_end(const char *text, size_t length, size_t at)
{
	size_t end = at;

	while (end < length) {
		size_t next = end;
		if (!is_digit(text[end])) {
			uint32_t c = unicode_next(text, &next);
			bool between = next < length && is_digit(text[next]) &&
				       (is_one_of(c, ".,") || is_one_of(c, GROUPING));
			if (!between)
				break;
		}
		end = next > end ? next : end + 1;
	}
	return end;
}

/* Where the decimal mark is among the digits from `at` to `end`; `end`: there is none. */
static size_t decimal_mark(const char *text, size_t at, size_t end, bool point)
{
	size_t marks[2] = {end, end}, counts[2] = {0, 0};

	for (size_t i = at; i < end; i++)
		if (text[i] == '.' || text[i] == ',') {
			marks[text[i] == ','] = i;
			counts[text[i] == ',']++;
		}
	if (counts[0] && counts[1])
		return marks[0] > marks[1] ? marks[0] : marks[1];
	bool comma = counts[1] > 0;
	if (counts[comma] != 1)
		return end;
	return end - marks[comma] == 4 && comma == point ? end : marks[comma];
}

static bool read_number(const char *text, size_t length, bool point, number *result)
{
	size_t at = skip(text, length, 0, SIGNS " \u00A0");

	*result = (number){.whole = length};
	if (skip(text, length, 0, DASHES) == length)
		return result->dash = true;
	if (at == length || !is_digit(text[at]))
		return false;
	size_t end = digits_end(text, length, at), units = skip(text, length, end, " \u00A0\u202F");
	if (skip(text, length, units, UNITS) != length)
		return false;
	result->whole = decimal_mark(text, at, end, point);
	return true;
}

/* The only text of a cell, perhaps inside an emphasis, and its look; a note's mark may follow. */
static const node *text_of(const setter *s, const node *cell, const appearance **look, bool *marked)
{
	const node *n = cell->first;

	*marked = false;
	while (n) {
		if (n->next && (n->next->kind != NODE_NOTE_MARK || n->next->next))
			return NULL;
		*marked |= n->next != NULL;
		if (n->kind == NODE_TEXT)
			return n;
		if (n->kind != NODE_EMPHASIS && n->kind != NODE_STRONG)
			return NULL;
		*look = style_over(s->style, *look,
				   n->kind == NODE_STRONG ? ROLE_STRONG : ROLE_EMPHASIS);
		n = n->first;
	}
	return NULL;
}

static length width_of(const setter *s, const char *text, size_t length, const appearance *look,
		       const node *n)
{
	return length ? shape_word(s->shaper, text, length, look, n->lang, HB_SCRIPT_LATIN, 0,
				   n->place)
				->width
		      : 0;
}

/* How many of a column's cells are numbers; or that something else is in it. */
typedef struct column_count {
	size_t numbers;
	bool others;
} column_count;

static void look_at(const setter *s, const table_row *row, table_cell *cell, bool point,
		    column_count *count)
{
	const appearance *look = row->look;
	bool marked;
	number found;

	cell->fraction = -1;
	if (!cell->node->first)
		return;
	const node *n = text_of(s, cell->node, &look, &marked);
	if (cell->across > 1 || !n ||
	    !read_number(n->as.text.data, n->as.text.length, point, &found)) {
		count->others |= cell->across == 1;
		return;
	}
	count->numbers += !found.dash;
	const char *text = n->as.text.data;
	cell->fraction =
		marked ? cell->need.most - width_of(s, text, found.whole, look, n)
		       : width_of(s, text + found.whole, n->as.text.length - found.whole, look, n);
}

static void widen_column(table_column *c, const table_cell *cell)
{
	length whole = cell->need.most - cell->fraction;

	c->whole = whole > c->whole ? whole : c->whole;
	c->fraction = cell->fraction > c->fraction ? cell->fraction : c->fraction;
}

void table_numbers(const setter *s, table_rows *t)
{
	const size_t columns = t->node->as.table.columns;
	const bool point = has_decimal_point(t->node->lang);
	column_count *counts = ARENA_ARRAY(s->scratch, columns, column_count);

	for (size_t i = 0; i < columns; i++)
		counts[i].others = t->node->as.table.aligns[i] == CELL_LEFT;
	for (size_t i = t->heads; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			table_cell *cell = &t->rows[i].cells[k];
			if (!counts[cell->column].others)
				look_at(s, &t->rows[i], cell, point, &counts[cell->column]);
		}
	for (size_t i = 0; i < columns; i++) {
		t->columns[i].numbers = !counts[i].others && counts[i].numbers > 1;
		t->columns[i].whole = t->columns[i].fraction = 0;
	}
	for (size_t i = t->heads; i < t->count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++) {
			const table_cell *cell = &t->rows[i].cells[k];
			if (t->columns[cell->column].numbers && cell->fraction >= 0)
				widen_column(&t->columns[cell->column], cell);
		}
}
