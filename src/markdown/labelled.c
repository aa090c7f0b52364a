/* labelled: a letter may be a Roman number as well: "i." begins i, ii, iii, but follows "h.". So a
 * label has both readings until another one settles it. */
#include "markdown/labelled.h"

#include <glib.h>
#include <string.h>

/* The value of a Roman number; 0: it is not a well-formed one. */
static long roman_value(const char *text, size_t length)
{
	static const struct {
		const char *digits;
		long value;
	} parts[] = {{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100},
		     {"xc", 90},  {"l", 50},   {"xl", 40}, {"x", 10},   {"ix", 9},
		     {"v", 5},    {"iv", 4},   {"i", 1}};
	long sum = 0;
	size_t at = 0, times = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts;) {
		size_t n = strlen(parts[i].digits);
		bool fits =
			length - at >= n && g_ascii_strncasecmp(text + at, parts[i].digits, n) == 0;
		if (!fits || times == (n == 1 && strchr("mcxi", *parts[i].digits) ? 3u : 1u)) {
			times = 0;
			i++;
			continue;
		}
		sum += parts[i].value;
		at += n;
		times++;
	}
	return at == length ? sum : 0;
}

static bool same_case(const char *text, size_t length)
{
	for (size_t i = 1; i < length; i++)
		if (g_ascii_islower(text[i]) != g_ascii_islower(text[0]))
			return false;
	return true;
}

/* Letters between a label's marks. */
static bool read_letters(const char *text, size_t length, list_mark *l)
{
	bool small = g_ascii_islower(*text);
	if (length > 6 || !same_case(text, length))
		return false;
	l->roman = roman_value(text, length);
	if (length > 1) {
		l->number = l->roman;
		l->style = small ? LIST_LOWER_ROMAN : LIST_UPPER_ROMAN;
		return l->roman > 0;
	}
	l->style = small ? LIST_LOWER_LETTER : LIST_UPPER_LETTER;
	l->number = g_ascii_tolower(*text) - 'a' + 1;
	return true;
}

static bool read_middle(const char *text, size_t length, list_mark *l)
{
	size_t digits = strspn(text, "0123456789"), n = 0;
	if (length == 1 && *text == '#') {
		l->counted = true;
		l->number = 1;
		return l->delimiter != '(';
	}
	if (*text == '@' && l->delimiter == '(') {
		for (n = 1; n < length && (g_ascii_isalnum(text[n]) || strchr("-_", text[n])); n++)
			;
		l->counted = l->example = true;
		l->name = text + 1;
		l->name_length = length - 1;
		return n == length;
	}
	if (digits == length && digits < 6) {
		for (; n < length; n++)
			l->number = l->number * 10 + text[n] - '0';
		return l->delimiter == '('; /* "1." and "1)" are CommonMark's own */
	}
	while (n < length && g_ascii_isalpha(text[n]))
		n++;
	return n == length && read_letters(text, length, l);
}

bool labelled_read(const char *text, size_t length, list_mark *l)
{
	enum { LABEL_MOST = 40 };
	*l = (list_mark){.style = LIST_DECIMAL};
	if (length < 4 || (*text != '(' && *text != '#' && !g_ascii_isalpha(*text)))
		return false;
	bool opened = text[0] == '(';
	size_t end = opened;
	while (end < length && end < LABEL_MOST && !strchr(".) \t\r\n", text[end]))
		end++;
	if (end == opened || end + 2 >= length || (text[end] != '.' && text[end] != ')') ||
	    (opened && text[end] != ')'))
		return false;
	l->delimiter = opened ? '(' : text[end];
	l->length = end + 1;
	size_t space = strspn(text + end + 1, " \t");
	/* "B. Russell" is a name */
	size_t least = l->delimiter == '.' && g_ascii_isupper(text[end - 1]) ? 2 : 1;
	return space >= least && end + 1 + space < length &&
	       read_middle(text + opened, end - opened, l);
}

static bool is_roman(list_style style)
{
	return style == LIST_LOWER_ROMAN || style == LIST_UPPER_ROMAN;
}

static bool is_upper(list_style style)
{
	return style == LIST_UPPER_LETTER || style == LIST_UPPER_ROMAN;
}

bool labelled_follows(const list_mark *one, const list_mark *two)
{
	if (one->delimiter != two->delimiter || one->counted != two->counted ||
	    one->example != two->example)
		return false;
	if (one->counted)
		return true;
	if ((one->style == LIST_DECIMAL) != (two->style == LIST_DECIMAL) ||
	    is_upper(one->style) != is_upper(two->style))
		return false;
	if (one->style == two->style && one->number + 1 == two->number)
		return true;
	/* as Roman numbers, where one of them could be a letter */
	return (is_roman(one->style) || is_roman(two->style)) && one->roman > 0 &&
	       one->roman + 1 == two->roman;
}

void labelled_settle(list_mark *l, const list_mark *before)
{
	if (is_roman(before->style) && !is_roman(l->style)) {
		l->style = before->style;
		l->number = l->roman;
	}
}

/* cmark finds a task's box only where a line begins with the item, so not in quotations, in notes
 * or in an item that another one begins with. An escaped bracket has a mark before it. */
int labelled_take_box(node *item)
{
	node *words =
		item->first && item->first->kind == NODE_PARAGRAPH ? item->first->first : NULL;
	if (!words || words->kind != NODE_TEXT || words->as.text.length < 4 ||
	    words->as.text.data[0] != '[' || !strchr(" xX", words->as.text.data[1]) ||
	    memcmp(words->as.text.data + 2, "] ", 2) != 0)
		return -1;
	bool done = words->as.text.data[1] != ' ';
	words->as.text.data += 4;
	words->as.text.length -= 4;
	if (words->as.text.length == 0)
		node_unlink(words);
	return done;
}
