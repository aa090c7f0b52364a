/* shortcodes: what a line with a shortcode of Hugo's or GitBook's says, if it opens or closes a
 * box. */
#include "markdown/shortcodes.h"

#include <glib.h>

void shortcodes_leave_out(manuscript *m, passage *p, const char *text, size_t size)
{
	*ARENA_APPEND(m->arena, p->left_out, p->left_out_count, p->left_out_capacity) =
		(left_out){(size_t)(text - p->text), arena_copy(m->arena, text, size)};
}

/* Boxes of Hugo's themes (hint, notice, alert, callout, admonition, and by their kinds) and
 * GitBook's hints. */
const char *const shortcodes_names[SHORTCODES] = {
	"hint", "notice",  "alert",   "callout",   "admonition", "note",   "tip",
	"info", "warning", "caution", "important", "danger",     "details"};

static const char *kind_of(const char *word, size_t size)
{
	static const struct {
		const char *word, *kind;
	} others[] = {{"primary", "note"},
		      {"secondary", "note"},
		      {"success", "tip"},
		      {"default", "note"}};
	char name[16];
	if (size == 0 || size >= sizeof name)
		return NULL;
	memcpy(name, word, size);
	name[size] = '\0';
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i].word, name) == 0)
			return others[i].kind;
	return alerts_kind(name);
}

/* The name of a shortcode that a text begins with, or NULL. */
static const char *shortcode_name(const char *text, size_t size)
{
	size_t n = 0;
	while (n < size && g_ascii_isalpha(text[n]))
		n++;
	for (size_t i = 0; i < SHORTCODES; i++)
		if (strlen(shortcodes_names[i]) == n && memcmp(shortcodes_names[i], text, n) == 0)
			return shortcodes_names[i];
	return NULL;
}

static bool is_title(const char *name, const char *equals)
{
	const size_t size = (size_t)(equals - name);
	return (size == 5 && memcmp(name, "title", 5) == 0) ||
	       (size == 6 && memcmp(name, "header", 6) == 0) ||
	       (size == 7 && memcmp(name, "summary", 7) == 0);
}

/* Words without quotation marks up to the next parameter that has some, or a name. */
static const char *end_of_words(const char *at, const char *end)
{
	const char *stop = at;
	while (at < end) {
		const char *word = at;
		while (at < end && *at != ' ' && !strchr("=\"", *at))
			at++;
		if (at < end && *at != ' ')
			break;
		stop = at > word ? at : stop;
		while (at < end && *at == ' ')
			at++;
	}
	return stop;
}

/* Words after a shortcode's name: `info`, `"A title"`, `A title`, `type="info"`, `title='A title'`.
 * A second title, and what says neither kind nor title, is left out. */
static void read_parameters(manuscript *m, passage *p, shortcode *s, const char *at,
			    const char *end)
{
	while (at < end) {
		const char *word = at, *equals = NULL;
		while (at < end && *at != ' ' && *at != '"' && *at != '\'')
			equals = *at == '=' && !equals ? at : equals, at++;
		const char *value = equals ? equals + 1 : word, *stop = at;
		bool quoted = at < end && *at != ' ';
		if (quoted) {
			value = at + 1;
			stop = memchr(value, *at, (size_t)(end - value));
			stop = stop ? stop : end;
			at = stop < end ? stop + 1 : end;
		}
		size_t size = (size_t)(stop - value);
		bool titled = equals && is_title(word, equals);
		const char *kind = titled ? NULL : kind_of(value, size);
		if (kind) {
			s->kind = kind;
		} else if (!s->title && (titled || !equals)) {
			at = stop = quoted || titled ? stop : end_of_words(word, end);
			at += quoted && stop < end;
			s->title = value;
			s->title_size = (size_t)(stop - value);
		} else if (m) {
			shortcodes_leave_out(m, p, word, (size_t)(at - word));
		}
		while (at < end && *at == ' ')
			at++;
	}
}

bool shortcodes_read(manuscript *m, passage *p, size_t from, size_t to, shortcode *s)
{
	static const char *const pairs[][2] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}};
	const char *text = p->text + from, *end = p->text + to;
	for (size_t i = 0; i < 3; i++) {
		size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
		if ((size_t)(end - text) < open + close || memcmp(text, pairs[i][0], open) != 0 ||
		    memcmp(end - close, pairs[i][1], close) != 0)
			continue;
		const char *at = text + open, *stop = end - close;
		while (at < stop && *at == ' ')
			at++;
		*s = (shortcode){.kind = "note"};
		bool liquid = i == 2;
		s->closes = liquid ? stop - at > 3 && memcmp(at, "end", 3) == 0
				   : at < stop && *at == '/';
		at += s->closes ? (liquid ? 3 : 1) : 0;
		while (at < stop && *at == ' ')
			at++;
		s->name = shortcode_name(at, (size_t)(stop - at));
		if (!s->name || (liquid && strcmp(s->name, "hint") != 0))
			return false;
		const char *kind = kind_of(s->name, strlen(s->name));
		s->kind = kind ? kind : "note";
		at += strlen(s->name);
		while (at < stop && *at == ' ')
			at++;
		read_parameters(m, p, s, at, stop);
		return true;
	}
	return false;
}
