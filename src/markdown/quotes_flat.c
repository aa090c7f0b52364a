/* quotes_flat: reading a block's text around a byte, and recording edits. */
#include "markdown/quotes_private.h"

#include "base/unicode.h"

void quotes_enter(flat *f, size_t at)
{
	while (f->at_stretch + 1 < f->stretch_count && at >= f->stretches[f->at_stretch].end)
		f->at_stretch++;
}

const habits *quotes_habits(const flat *f)
{
	return f->stretches[f->at_stretch].habits;
}

size_t quotes_change(flat *f, size_t at, size_t remove, const char *insert)
{
	*ARENA_APPEND(f->m->scratch, f->edits, f->edit_count, f->edit_capacity) =
		(edit){at, remove, insert};
	return f->edit_count - 1;
}

static bool is_nothing(char c)
{
	return c == ESCAPED || c == QUOTES_CLEAR;
}

uint32_t quotes_before(const flat *f, size_t at)
{
	while (at > 0 && is_nothing(f->text.bytes[at - 1]))
		at--;
	return at > 0 ? unicode_previous(f->text.bytes, &at) : 0;
}

uint32_t quotes_after(const flat *f, size_t at)
{
	while (at < f->text.length && is_nothing(f->text.bytes[at]))
		at++;
	return at < f->text.length ? unicode_at(f->text.bytes + at) : 0;
}

bool quotes_is_space(uint32_t c)
{
	return c == 0 || unicode_is_space(c);
}

bool quotes_is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2013 && c <= 0x2015);
}

bool quotes_is_opening(uint32_t c)
{
	return c == '(' || c == '[' || c == '{' || c == '<' || c == '/' || c == '=' || c == 0xab ||
	       c == 0x2039 || c == 0x201c || c == 0x2018 || c == 0x201e || c == 0x201a ||
	       c == 0xbf || c == 0xa1;
}

bool quotes_is_closing(uint32_t c)
{
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
	       c == ']' || c == '}' || c == '/' || c == 0xbb || c == 0x203a || c == 0x201d ||
	       c == 0x2019 || c == 0x2026;
}

bool quotes_is_word(uint32_t c)
{
	return c && !quotes_is_space(c) && !quotes_is_dash(c) && !quotes_is_opening(c) &&
	       !quotes_is_closing(c) && c != '"' && c != '\'';
}
