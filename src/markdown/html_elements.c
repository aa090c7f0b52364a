/* html_elements: what the tags of blocks mean, and what their attributes say. */
#include "markdown/html.h"

#include "base/unicode.h"
#include "markdown/tags.h"

#include <glib.h>

const char html_mark[] = "html";

static const struct {
	const char *name;
	html_kind kind;
} elements[] = {
	{"div", ELEMENT_DIVISION},     {"section", ELEMENT_DIVISION},
	{"article", ELEMENT_DIVISION}, {"main", ELEMENT_DIVISION},
	{"header", ELEMENT_DIVISION},  {"footer", ELEMENT_DIVISION},
	{"nav", ELEMENT_DIVISION},     {"aside", ELEMENT_DIVISION},
	{"address", ELEMENT_DIVISION}, {"center", ELEMENT_CENTER},
	{"p", ELEMENT_PARAGRAPH},      {"h1", ELEMENT_HEADING},
	{"h2", ELEMENT_HEADING},       {"h3", ELEMENT_HEADING},
	{"h4", ELEMENT_HEADING},       {"h5", ELEMENT_HEADING},
	{"h6", ELEMENT_HEADING},       {"hr", ELEMENT_RULE},
	{"ul", ELEMENT_LIST},          {"ol", ELEMENT_LIST},
	{"menu", ELEMENT_LIST},        {"li", ELEMENT_ITEM},
	{"blockquote", ELEMENT_QUOTE}, {"pre", ELEMENT_CODE},
	{"table", ELEMENT_TABLE},      {"thead", ELEMENT_ROWS},
	{"tbody", ELEMENT_ROWS},       {"tfoot", ELEMENT_ROWS},
	{"tr", ELEMENT_ROW},           {"td", ELEMENT_CELL},
	{"th", ELEMENT_CELL},          {"col", ELEMENT_COLUMNS},
	{"colgroup", ELEMENT_COLUMNS}, {"dl", ELEMENT_DEFINITIONS},
	{"dt", ELEMENT_TERM},          {"dd", ELEMENT_DEFINITION},
	{"figure", ELEMENT_FIGURE},    {"figcaption", ELEMENT_CAPTION},
	{"caption", ELEMENT_CAPTION},  {"details", ELEMENT_DETAILS},
	{"summary", ELEMENT_SUMMARY},
};

html_kind html_element(const char *text, size_t length, char name[12], bool *closes)
{
	if (!tags_name(text, length, name, closes))
		return ELEMENT_NONE;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strcmp(name, elements[i].name) == 0)
			return elements[i].kind;
	return ELEMENT_NONE;
}

void html_stray(manuscript *m, const char *text, size_t length, place where, const char *why)
{
	enum { SHOWN_MOST = 40 };
	size_t shown = 0;

	while (shown < length && shown <= SHOWN_MOST && text[shown] != '\r' && text[shown] != '\n')
		shown++;
	if (shown > SHOWN_MOST)
		shown = unicode_cut(text, SHOWN_MOST);
	report_at(m->report, REPORT_HTML_NESTING, where, "the tag '%.*s' %s", (int)shown, text,
		  why);
}

/* Attributes */

/* How lines are aligned, by the attribute align or by a style. */
static const char *alignment(manuscript *m, const char *text, size_t length)
{
	static const char *const ways[] = {"center", "right", "left"};
	const char *align = tags_attribute(m->arena, text, length, "align"),
		   *style = tags_attribute(m->arena, text, length, "style");

	if (!align && style && (style = strstr(style, "text-align:")))
		align = style + strlen("text-align:") + strspn(style + strlen("text-align:"), " ");
	for (size_t i = 0; align && i < sizeof ways / sizeof *ways; i++)
		if (g_ascii_strncasecmp(align, ways[i], strlen(ways[i])) == 0)
			return ways[i];
	return NULL;
}

void html_attributes(manuscript *m, node *n, const char *text, size_t length, bool aligned)
{
	static const char *const names[] = {"id", "class", "lang"};
	const char *written = "", *value;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if ((value = tags_attribute(m->arena, text, length, names[i])) && *value &&
		    !strpbrk(value, "\"\\"))
			written = arena_print(m->arena, "%s %s=\"%s\"", written, names[i], value);
	if (aligned && (value = alignment(m, text, length)))
		written = arena_print(m->arena, "%s .%s", written, value);
	if (!*written)
		return;
	written = arena_print(m->arena, "{%s }", written);
	attributes_apply(m, n, written, strlen(written), n->place);
}
