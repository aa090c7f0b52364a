/* limits: one pass over the lines, one over the tags. Older cmark-gfm looks for the end of every
 * "<?", "<!NAME" and "<![CDATA[" to the end of its paragraph, so many of them without an end take
 * quadratic time. */
#include "markdown/limits.h"

#include <glib.h>

enum { QUOTES_MOST = 1000, BARS_MOST = 500, SIGNS_MOST = 2000, OPEN_TAGS_MOST = 1000 };

/* The signs of a line that are slow for cmark if there are many. */
typedef struct line_signs {
	size_t quotes, bars, ats;
} line_signs;

static line_signs count_signs(const passage *p, size_t line)
{
	line_signs s = {0};
	bool leading = true;
	for (size_t at = p->starts[line]; at < p->starts[line + 1]; at++) {
		char c = p->text[at];
		leading = leading && (c == '>' || c == ' ');
		s.quotes += leading && c == '>';
		s.bars += c == '|';
		s.ats += c == '@';
	}
	return s;
}

/* Might the text have an address that becomes a link? Without one, cmark need not stop at each w
 * and colon, or walk the tree once more to look for them. */
bool limits_has_addresses(const passage *p)
{
	const char *end = p->text + p->length;
	for (const char *at = p->text; (at = memchr(at, ':', (size_t)(end - at))); at++)
		if (end - at > 2 && memcmp(at, "://", 3) == 0)
			return true;
	for (const char *at = p->text; (at = memchr(at, '.', (size_t)(end - at))); at++)
		if (at - p->text > 2 && memcmp(at - 3, "www", 3) == 0)
			return true;
	return memchr(p->text, '@', p->length);
}

static bool look_at_lines(manuscript *m, passage *p, syntax_options *options)
{
	for (size_t line = 0; line < p->lines; line++) {
		if (p->starts[line + 1] - p->starts[line] <= BARS_MOST)
			continue;
		line_signs s = count_signs(p, line);
		if (s.quotes > QUOTES_MOST) {
			report_at(m->report, REPORT_NESTING_TOO_DEEP,
				  text_place(p, p->starts[line]),
				  "%zu quotes are nested; nest them less than %d deep", s.quotes,
				  DEPTH_MOST);
			return false;
		}
		if (s.bars > BARS_MOST && options->tables)
			report_at(m->report, REPORT_TABLE_TOO_WIDE, text_place(p, p->starts[line]),
				  "a row of more than %d cells is too wide for any page; this "
				  "file's tables are set as text",
				  BARS_MOST);
		options->tables = options->tables && s.bars <= BARS_MOST;
		options->autolinks = options->autolinks && s.ats <= SIGNS_MOST;
	}
	return true;
}

/* What begins raw HTML that only its own end ends. */
typedef struct opening {
	const char *open, *close;
} opening;

static const opening openings[] = {{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}};
enum { OPENINGS = sizeof openings / sizeof *openings };

static bool begins(const char *at, const char *end, const opening *o)
{
	size_t size = strlen(o->open);
	return (size_t)(end - at) > size && memcmp(at, o->open, size) == 0 &&
	       (size != 2 || o->open[1] == '?' || g_ascii_isalpha(at[2]));
}

/* The end of the paragraph that a byte is in: the next blank line. */
static const char *paragraph_end(const char *at, const char *end)
{
	const char *blank = memmem(at, (size_t)(end - at), "\n\n", 2);
	return blank ? blank : end;
}

/* The place where a paragraph has too many openings after the last one that ends; else NULL. */
static const char *too_many(const char *start, const char *end, const opening *o)
{
	size_t count = 0;
	const char *first = NULL, *after = start;
	for (const char *at = start; (at = memchr(at, '<', (size_t)(end - at))); at++) {
		if (!begins(at, end, o))
			continue;
		if (after <= at) { /* else nothing between is known to end one */
			const char *close =
				memmem(at, (size_t)(end - at), o->close, strlen(o->close));
			after = close ? close : end;
			count = close ? 0 : count;
		}
		if (after < end)
			continue;
		first = count == 0 ? at : first;
		if (++count > OPEN_TAGS_MOST)
			return first;
	}
	return NULL;
}

static bool look_at_tags(manuscript *m, passage *p)
{
	const char *end = p->text + p->length, *stop;
	for (const char *at = p->text; (at = memchr(at, '<', (size_t)(end - at))); at = stop) {
		stop = paragraph_end(at, end);
		for (size_t i = 0; i < OPENINGS; i++) {
			const char *found = too_many(at, stop, &openings[i]);
			if (!found)
				continue;
			report_at(m->report, REPORT_LIMIT_EXCEEDED,
				  text_place(p, (size_t)(found - p->text)),
				  "from here on more than %d '%s' in one paragraph have no '%s'; "
				  "write it, or '\\<' where no tag is meant",
				  OPEN_TAGS_MOST, openings[i].open, openings[i].close);
			return false;
		}
	}
	return true;
}

bool limits_look(manuscript *m, passage *p, syntax_options *options)
{
	return look_at_lines(m, p, options) && look_at_tags(m, p);
}
