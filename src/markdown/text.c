/* text: checks that a text is UTF-8, and gives the line and column of a byte. */
#include "markdown/manuscript_private.h"

#include "base/unicode.h"

/* Kinds of files by their first bytes: people do name a Word file thesis.md. */
static const struct signature {
	const char *bytes;
	size_t length;
	const char *what;
} signatures[] = {
	{"%PDF-", 5, "a PDF"},
	{"\x89PNG", 4, "a PNG image"},
	{"\xff\xd8\xff", 3, "a JPEG image"},
	{"GIF8", 4, "a GIF image"},
	{"PK\3\4", 4, "a ZIP archive or an office document"},
	{"\x1f\x8b", 2, "a gzip archive"},
	{"\x7f"
	 "ELF",
	 4, "a program"},
	{"\xd0\xcf\x11\xe0", 4, "an old office document"},
	{"{\\rtf", 5, "an RTF document"},
};

/* The first byte that is NUL or not valid UTF-8; the length if there is none. */
static size_t first_bad(const char *text, size_t length)
{
	size_t at = 0;
	while (at < length) {
		uint64_t eight;
		/* eight ASCII letters at once: no high bit, and no byte that borrows, so no NUL */
		if (at + 8 <= length) {
			memcpy(&eight, text + at, 8);
			if (!((eight | (eight - 0x0101010101010101u)) & 0x8080808080808080u)) {
				at += 8;
				continue;
			}
		}
		uint32_t c;
		size_t n = unicode_read(text + at, length - at, &c);
		if (n == 0 || c == 0)
			return at;
		at += n;
	}
	return length;
}

static place place_of_byte(const source *s, size_t offset)
{
	place where = {s, 1, 1};
	for (size_t i = 0; i < offset; i++) {
		unsigned char c = (unsigned char)s->text[i];
		if (c == '\n' || (c == '\r' && s->text[i + 1] != '\n')) {
			where.line++;
			where.column = 1;
		} else if (!unicode_is_inside((char)c)) {
			where.column++;
		}
	}
	return where;
}

static bool is_utf16(const char *text, size_t length)
{
	if (length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
		return true;
	/* UTF-16 without a byte order mark: every second byte of Latin text is zero */
	size_t look = length < 64 ? length & ~(size_t)1 : 64, even = 0, odd = 0;
	for (size_t i = 0; i < look; i++)
		*(i % 2 ? &odd : &even) += text[i] == '\0';
	return look >= 4 && ((odd > look / 3 && even == 0) || (even > look / 3 && odd == 0));
}

static bool says_what_it_is(report *r, const source *s)
{
	place start = {s, 1, 1};
	if (is_utf16(s->text, s->length)) {
		report_at(r, REPORT_TEXT_ENCODING, start,
			  "the file is in UTF-16; save it as UTF-8 "
			  "(iconv -f UTF-16 -t UTF-8 does it too)");
		return true;
	}
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (s->length >= signatures[i].length &&
		    memcmp(s->text, signatures[i].bytes, signatures[i].length) == 0) {
			report_at(r, REPORT_TEXT_ENCODING, start,
				  "this is %s, not text; give a Markdown file in UTF-8",
				  signatures[i].what);
			return true;
		}
	return false;
}

static void report_byte(report *r, const source *s, size_t bad)
{
	place where = place_of_byte(s, bad);
	unsigned byte = (unsigned char)s->text[bad];
	if (byte == 0)
		report_at(r, REPORT_TEXT_ENCODING, where,
			  "a NUL byte, which no text has; take it out, or give a text file");
	else
		report_at(r, REPORT_TEXT_ENCODING, where,
			  "byte 0x%02X is not UTF-8 (Latin-1 or Windows-1252, perhaps); "
			  "save the file as UTF-8",
			  byte);
}

bool text_check(report *r, source *s)
{
	if (s->length >= 3 && memcmp(s->text, "\xef\xbb\xbf", 3) == 0) {
		s->text += 3;
		s->length -= 3;
	}
	if (strspn(s->text, " \t\r\n\f\v") == s->length) {
		report_at(r, REPORT_TEXT_EMPTY, (place){s, 1, 1},
			  "the file is empty; write something into it");
		return false;
	}
	if (says_what_it_is(r, s))
		return false;
	size_t bad = first_bad(s->text, s->length);
	if (bad < s->length)
		report_byte(r, s, bad);
	return bad == s->length;
}

/* Lines end as they do for cmark: at LF, CR LF or CR. */
static size_t next_line(const char *text, size_t at, size_t length)
{
	const char *feed = memchr(text + at, '\n', length - at);
	size_t end = feed ? (size_t)(feed - text) : length;
	const char *carriage = memchr(text + at, '\r', end - at);
	if (carriage && carriage + 1 != feed)
		return (size_t)(carriage - text) + 1;
	return end < length ? end + 1 : length;
}

void text_passage(manuscript *m, passage *p, const manuscript_file *file, const source *s,
		  size_t offset)
{
	*p = (passage){
		.file = file, .source = s, .text = s->text + offset, .length = s->length - offset};
	for (size_t at = 0; at < offset; at = next_line(s->text, at, s->length))
		p->lines_before++;
	size_t capacity = 0;
	uint32_t *starts = NULL;
	for (size_t at = 0; at < p->length; at = next_line(p->text, at, p->length))
		*ARENA_APPEND(m->arena, starts, p->lines, capacity) = (uint32_t)at;
	starts = arena_grow(m->arena, starts, p->lines, &capacity, p->lines + 2, sizeof *starts);
	starts[p->lines] = starts[p->lines + 1] = (uint32_t)p->length;
	p->starts = starts;
}

size_t text_line(const passage *p, size_t offset)
{
	for (size_t line = p->line;
	     line < p->lines && line < p->line + 2 && offset >= p->starts[line]; line++)
		if (offset < p->starts[line + 1])
			return line;
	size_t low = 0, high = p->lines; /* starts[low] <= offset < starts[high] */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(p->starts[middle] <= offset ? &low : &high) = middle;
	}
	return low;
}

place text_place(passage *p, size_t offset)
{
	if (p->fixed)
		return *p->fixed;
	if (offset > p->length)
		offset = p->length;
	size_t line = text_line(p, offset);
	if (line != p->line || offset < p->byte || p->column == 0) {
		p->line = line;
		p->byte = p->lines ? p->starts[line] : 0;
		p->column = 1;
	}
	const char *text = p->text;
	int column = p->column;
	for (size_t at = p->byte; at < offset; at++)
		column += !unicode_is_inside(text[at]);
	p->byte = p->byte < offset ? offset : p->byte;
	p->column = column;
	if (p->origins && line < p->origin_count) {
		const line_origin *o = &p->origins[line];
		column = p->column - o->shift;
		return (place){o->source, o->line, column > 0 ? column : 1};
	}
	return (place){p->source, p->lines_before + (int)line + 1, p->column};
}
