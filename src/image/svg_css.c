/* svg_css: the cascade (CSS 2.2, 6.4) over the part of CSS that drawings use: selectors by name,
 * class, id and attribute, joined by a space or '>'. A rule with anything else (pseudo-classes,
 * @media) is left out. An attribute weighs less than any rule, a style attribute more. */
#include "image/svg_css.h"

#include <glib.h>
#include <string.h>

#define RULES_MOST 1000

enum { WEIGHT_ATTRIBUTE = 0, WEIGHT_RULE = 1, WEIGHT_STYLE = 1 << 28, WEIGHT_IMPORTANT = 1 << 29 };

typedef enum css_test { CSS_TAG, CSS_CLASS, CSS_ID, CSS_ATTRIBUTE } css_test;

/* A condition on an element. */
typedef struct css_condition {
	css_test test;
	const char *name, *value; /* value: of an attribute, or NULL */
	const struct css_condition *next;
} css_condition;

/* Conditions on an element, and before it those on one above it. */
typedef struct css_compound {
	const css_condition *conditions;
	bool child; /* of the one before, which is its parent */
	const struct css_compound *before;
} css_compound;

typedef struct css_rule {
	const css_compound *selector;
	uint32_t weight;
	const char *declarations;
	size_t length;
} css_rule;

typedef struct css_sheet {
	arena *arena;
	css_rule *rules;
	size_t count, capacity;
} css_sheet;

/* --- settings ------------------------------------------------------------------------------- */

static bool find_property(const char *name, size_t size, svg_property *result)
{
	static const char *const names[] = {
#define X(name, text) [SVG_##name] = text,
		SVG_PROPERTIES(X)
#undef X
	};
	for (int i = 0; i < SVG_PROPERTY_COUNT; i++)
		if (strlen(names[i]) == size && !g_ascii_strncasecmp(names[i], name, size)) {
			*result = (svg_property)i;
			return true;
		}
	return false;
}

static void set(arena *a, svg_element *e, svg_property property, const char *value, uint32_t weight)
{
	svg_setting **at = &e->settings;
	while (*at && (*at)->property != property)
		at = &(*at)->next;
	if (!*at) {
		*at = ARENA_NEW(a, svg_setting);
		(*at)->property = property;
	} else if ((*at)->weight > weight) {
		return;
	}
	(*at)->weight = weight;
	(*at)->value = value;
}

/* A value without white space around it; *important: "!important" was taken off its end. */
static const char *trim_value(arena *a, const char *text, size_t size, bool *important)
{
	while (size && g_ascii_isspace(*text))
		text++, size--;
	while (size && g_ascii_isspace(text[size - 1]))
		size--;
	*important = size > 10 && !g_ascii_strncasecmp(text + size - 10, "!important", 10);
	if (*important)
		size -= 10;
	while (size && g_ascii_isspace(text[size - 1]))
		size--;
	return arena_copy(a, text, size);
}

/* "fill: red; stroke: none". Semicolons in brackets and quotation marks end nothing. */
static void declare(arena *a, svg_element *e, const char *text, size_t length, uint32_t weight)
{
	const char *end = text + length;
	while (text < end) {
		const char *from = text, *colon = NULL;
		char quote = '\0';
		int depth = 0;
		for (; text < end && (*text != ';' || quote || depth > 0); text++) {
			if (quote)
				quote = *text == quote ? '\0' : quote;
			else if (*text == '"' || *text == '\'')
				quote = *text;
			else
				depth += (*text == '(') - (*text == ')');
			if (*text == ':' && !colon)
				colon = text;
		}
		const char *stop = text++;
		svg_property property;
		bool important;
		while (from < stop && g_ascii_isspace(*from))
			from++;
		const char *name_end = colon;
		while (name_end > from && g_ascii_isspace(name_end[-1]))
			name_end--;
		if (!colon || !find_property(from, (size_t)(name_end - from), &property))
			continue;
		const char *value =
			trim_value(a, colon + 1, (size_t)(stop - colon - 1), &important);
		set(a, e, property, value, weight + (important ? WEIGHT_IMPORTANT : 0));
	}
}

/* --- selectors ------------------------------------------------------------------------------ */

static size_t name_size(const char *text)
{
	size_t size = 0;
	while (g_ascii_isalnum(text[size]) || text[size] == '-' || text[size] == '_' ||
	       (text[size] & 0x80))
		size++;
	return size;
}

/* [name] or [name="value"]; NULL: something else. */
static const char *read_attribute(arena *a, const char *text, css_condition *c)
{
	size_t size = name_size(text);
	c->name = arena_copy(a, text, size);
	text += size;
	if (*text == '=') {
		const char *mark = text[1] == '"' || text[1] == '\'' ? text + 1 : NULL;
		const char *from = mark ? mark + 1 : text + 1;
		size = mark ? strcspn(from, *mark == '"' ? "\"" : "'") : name_size(from);
		c->value = arena_copy(a, from, size);
		text = from + size + (mark != NULL);
	}
	return size && *text == ']' ? text + 1 : NULL;
}

/* A condition, or NULL where the text is none that is understood. */
static const char *read_condition(arena *a, const char *text, css_condition *c, uint32_t *weight)
{
	const char sign = *text;
	c->test = sign == '.' ? CSS_CLASS : sign == '#' ? CSS_ID : CSS_TAG;
	if (sign == '[') {
		c->test = CSS_ATTRIBUTE;
		*weight += 1 << 8;
		return read_attribute(a, text + 1, c);
	}
	if (sign == '*') {
		c->name = NULL;
		return text + 1;
	}
	text += c->test != CSS_TAG;
	size_t size = name_size(text);
	c->name = arena_copy(a, text, size);
	*weight += c->test == CSS_ID ? 1 << 16 : c->test == CSS_CLASS ? 1 << 8 : 1;
	return size ? text + size : NULL;
}

/* "g.axis > path"; NULL: it is of a kind that is not understood. */
static const css_compound *read_selector(arena *a, const char *text, uint32_t *weight)
{
	const css_compound *last = NULL;
	bool child = false;
	for (text += strspn(text, " \t\r\n"); text && *text; text += strspn(text, " \t\r\n")) {
		if (*text == '>') {
			child = true;
			text++;
			continue;
		}
		css_compound *compound = ARENA_NEW(a, css_compound);
		compound->child = child && last;
		compound->before = last;
		child = false;
		while (*text && !g_ascii_isspace(*text) && *text != '>') {
			css_condition *c = ARENA_NEW(a, css_condition);
			c->next = compound->conditions;
			compound->conditions = c;
			text = read_condition(a, text, c, weight);
			if (!text)
				return NULL;
		}
		last = compound;
	}
	return last;
}

static bool has_class(const svg_element *e, const char *class)
{
	const char *list = svg_tree_attribute(e, "class");
	size_t size = strlen(class);
	while (list && *list) {
		list += strspn(list, " \t\r\n");
		size_t each = strcspn(list, " \t\r\n");
		if (each == size && !strncmp(list, class, size))
			return true;
		list += each;
	}
	return false;
}

static bool holds(const css_condition *c, const svg_element *e)
{
	const char *value = NULL;
	switch (c->test) {
	case CSS_TAG: return !c->name || !strcmp(c->name, e->tag);
	case CSS_CLASS: return has_class(e, c->name);
	case CSS_ID: value = svg_tree_attribute(e, "id"); return value && !strcmp(value, c->name);
	case CSS_ATTRIBUTE:
		value = svg_tree_attribute(e, c->name);
		return value && (!c->value || !strcmp(value, c->value));
	}
	return false;
}

static bool fits(const css_compound *c, const svg_element *e)
{
	for (const css_condition *i = c->conditions; i; i = i->next)
		if (!holds(i, e))
			return false;
	return true;
}

/* From the element upwards. Where a parent does not fit, the last ancestor that was found by a
 * space is looked for further up, as a glob does with its last star. */
static bool matches(const css_compound *c, const svg_element *e)
{
	const css_compound *again = NULL;
	const svg_element *from = NULL;
	if (!fits(c, e))
		return false;
	for (const svg_element *above = e->parent; c->before; above = above->parent) {
		if (!above)
			return false;
		if (fits(c->before, above)) {
			if (!c->child)
				again = c, from = above;
			c = c->before;
		} else if (c->child) {
			if (!again)
				return false;
			c = again, above = from;
		}
	}
	return true;
}

/* --- style elements ------------------------------------------------------------------------- */

/* The text without comments and what HTML hid style sheets in. */
static char *plain_sheet(arena *a, const char *text, size_t length)
{
	char *plain = arena_copy(a, text, length), *to = plain;
	for (const char *from = plain; *from;) {
		const char *end = !strncmp(from, "/*", 2) ? strstr(from + 2, "*/") : NULL;
		if (end)
			from = end + 2;
		else if (!strncmp(from, "<!--", 4))
			from += 4;
		else if (!strncmp(from, "-->", 3))
			from += 3;
		else
			*to++ = *from++;
	}
	*to = '\0';
	return plain;
}

static void add_rules(css_sheet *s, const char *selectors, size_t size, const char *from,
		      size_t length)
{
	char *list = arena_copy(s->arena, selectors, size);
	for (char *each = list, *next; each && s->count < RULES_MOST; each = next) {
		next = strchr(each, ',');
		if (next)
			*next++ = '\0';
		uint32_t weight = WEIGHT_RULE;
		const css_compound *selector = read_selector(s->arena, each, &weight);
		if (selector)
			*ARENA_APPEND(s->arena, s->rules, s->count, s->capacity) =
				(css_rule){selector, weight, from, length};
	}
}

/* Pass an @rule: to its semicolon, or past its braces. */
static const char *pass_at_rule(const char *text)
{
	text += strcspn(text, ";{");
	if (*text != '{')
		return *text ? text + 1 : text;
	int depth = 0;
	do
		depth += (*text == '{') - (*text == '}');
	while (*text++ && depth > 0 && *text);
	return text;
}

static void read_sheet(css_sheet *s, const char *text)
{
	for (text += strspn(text, " \t\r\n;}"); *text; text += strspn(text, " \t\r\n;}")) {
		if (*text == '@') {
			text = pass_at_rule(text);
			continue;
		}
		size_t size = strcspn(text, "{");
		if (!text[size])
			return;
		const char *from = text + size + 1;
		size_t length = strcspn(from, "}");
		add_rules(s, text, size, from, length);
		text = from + length;
	}
}

static void read_style_element(css_sheet *s, const svg_element *style)
{
	size_t length = 0;
	for (const svg_element *i = style->first; i; i = i->next)
		length += i->text ? strlen(i->text) : 0;
	char *all = arena_alloc(s->arena, length + 1), *to = all;
	for (const svg_element *i = style->first; i; i = i->next)
		to = i->text ? g_stpcpy(to, i->text) : to;
	read_sheet(s, plain_sheet(s->arena, all, length));
}

static bool is_css(const svg_element *style)
{
	const char *type = svg_tree_attribute(style, "type");
	return !type || !*type || !strcmp(type, "text/css");
}

/* The next element in the order of the file. */
static svg_element *after(svg_element *e)
{
	if (e->first)
		return e->first;
	while (e && !e->next)
		e = e->parent;
	return e ? e->next : NULL;
}

static void settle(const css_sheet *s, svg_element *e)
{
	svg_property property;
	for (const svg_attribute *i = e->attributes; i; i = i->next)
		if (find_property(i->name, strlen(i->name), &property))
			set(s->arena, e, property, i->value, WEIGHT_ATTRIBUTE);
	for (size_t i = 0; i < s->count; i++)
		if (matches(s->rules[i].selector, e))
			declare(s->arena, e, s->rules[i].declarations, s->rules[i].length,
				s->rules[i].weight);
	const char *own = svg_tree_attribute(e, "style");
	if (own)
		own = plain_sheet(s->arena, own, strlen(own));
	if (own)
		declare(s->arena, e, own, strlen(own), WEIGHT_STYLE);
}

void svg_css_apply(arena *a, svg_tree *t)
{
	css_sheet sheet = {.arena = a};
	for (svg_element *e = t->root; e; e = after(e))
		if (e->tag && !strcmp(e->tag, "style") && is_css(e))
			read_style_element(&sheet, e);
	for (svg_element *e = t->root; e; e = after(e))
		if (e->tag)
			settle(&sheet, e);
}
