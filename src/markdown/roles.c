/* roles: what other programs write inside lines. MyST's roles ("{sub}`2`", "{doc}`words <file>`")
 * and targets ("(id)=" above a block), LaTeX's "\index{…}", kramdown's abbreviations
 * ("*[HTML]: words" as lines), and the references of kramdown-rfc ("{{RFC9110}}",
 * "{{a-section}}"). */
#include "base/find.h"
#include "document/abbreviations.h"
#include "markdown/foreign.h"
#include "markdown/ids.h"

#include <glib.h>

/* --- MyST's roles --------------------------------------------------------------------------- */

typedef enum role_kind {
	ROLE_KIND,
	ROLE_CODE,
	ROLE_WORDS,
	ROLE_SHORT,
	ROLE_FILE,
	ROLE_ID
} role_kind;

/* Domains ("py:func") are code, too. */
static const struct {
	const char *name;
	role_kind kind;
	node_kind becomes; /* of ROLE_KIND */
} roles[] = {
	{"sub", ROLE_KIND, NODE_SUB},           {"subscript", ROLE_KIND, NODE_SUB},
	{"sup", ROLE_KIND, NODE_SUP},           {"superscript", ROLE_KIND, NODE_SUP},
	{"kbd", ROLE_KIND, NODE_KBD},           {"strong", ROLE_KIND, NODE_STRONG},
	{"guilabel", ROLE_KIND, NODE_STRONG},   {"menuselection", ROLE_KIND, NODE_STRONG},
	{"emphasis", ROLE_KIND, NODE_EMPHASIS}, {"dfn", ROLE_KIND, NODE_EMPHASIS},
	{"code", ROLE_CODE, NODE_CODE},         {"literal", ROLE_CODE, NODE_CODE},
	{"file", ROLE_CODE, NODE_CODE},         {"command", ROLE_CODE, NODE_CODE},
	{"program", ROLE_CODE, NODE_CODE},      {"option", ROLE_CODE, NODE_CODE},
	{"envvar", ROLE_CODE, NODE_CODE},       {"samp", ROLE_CODE, NODE_CODE},
	{"confval", ROLE_CODE, NODE_CODE},      {"any", ROLE_CODE, NODE_CODE},
	{"term", ROLE_WORDS, NODE_SPAN},        {"abbr", ROLE_SHORT, NODE_SPAN},
	{"index", ROLE_WORDS, NODE_SPAN},       {"doc", ROLE_FILE, NODE_LINK},
	{"download", ROLE_FILE, NODE_LINK},     {"ref", ROLE_ID, NODE_LINK},
	{"numref", ROLE_ID, NODE_LINK},
};

/* The role "{name}" that a text ends with: its kind and bytes; 0: none. */
static size_t read_role(const node *text, role_kind *kind, node_kind *becomes)
{
	const char *data = text->as.text.data;
	size_t length = text->as.text.length, n = 0;
	bool domain = false;
	if (length < 4 || data[length - 1] != '}')
		return 0;
	while (n + 1 < length &&
	       (g_ascii_isalnum(data[length - 2 - n]) || strchr(":-_", data[length - 2 - n])))
		domain = domain || data[length - 2 - n] == ':', n++;
	if (n == 0 || n + 2 > length || data[length - 2 - n] != '{')
		return 0;
	const char *name = data + length - 1 - n;
	*kind = ROLE_CODE;
	*becomes = NODE_CODE;
	if (domain && strncmp(name, "cite", 4) != 0)
		return n + 2;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strlen(roles[i].name) == n && memcmp(roles[i].name, name, n) == 0) {
			*kind = roles[i].kind;
			*becomes = roles[i].becomes;
			return n + 2;
		}
	return 0;
}

/* "words <target>": the words; *target is the target, or all of it. */
static const char *words_of(arena *a, const char *text, const char **target)
{
	const char *open = strrchr(text, '<');
	size_t size = strlen(text), words = open ? (size_t)(open - text) : size;
	*target = text;
	if (!open || text[size - 1] != '>')
		return text;
	while (words > 0 && text[words - 1] == ' ')
		words--;
	*target = arena_copy(a, open + 1, size - (size_t)(open - text) - 2);
	return arena_copy(a, text, words);
}

static void become(manuscript *m, node *code, node_kind kind, const char *words)
{
	code->kind = kind;
	memset(&code->as, 0, sizeof code->as);
	if (*words)
		node_append(code, node_text(m->arena, words, strlen(words), code->place));
}

/* "SHORT (what it stands for)". */
static void set_short(manuscript *m, node *code, const char *text)
{
	const char *open = strchr(text, '('), *end = text + strlen(text);
	size_t size = open ? (size_t)(open - text) : 0;
	while (size > 0 && text[size - 1] == ' ')
		size--;
	if (size == 0 || end[-1] != ')' || strpbrk(open, "\"\\")) {
		become(m, code, NODE_SPAN, text);
		return;
	}
	const char *words =
		arena_print(m->arena, "{expand=\"%.*s\"}", (int)(end - open) - 2, open + 1);
	become(m, code, NODE_SPAN, arena_copy(m->arena, text, size));
	attributes_apply(m, code, words, strlen(words), code->place);
}

/* False: the role stays as it is written. */
static bool set_role(manuscript *m, node *code, role_kind kind, node_kind becomes)
{
	const char *target, *text = arena_copy(m->arena, code->as.text.data, code->as.text.length),
			    *words = words_of(m->arena, text, &target);
	bool named = target != text;
	switch (kind) {
	case ROLE_KIND: become(m, code, becomes, text); return true;
	case ROLE_WORDS:
		if (!*words)
			return false;
		become(m, code, NODE_SPAN, words);
		return true;
	case ROLE_SHORT: set_short(m, code, text); return true;
	case ROLE_CODE:
		words += strspn(words, "~!");
		if (*text == '~' && strrchr(words, '.'))
			words = strrchr(words, '.') + 1;
		code->as.text.data = words;
		code->as.text.length = strlen(words);
		return *words;
	case ROLE_ID:
		if (!named)
			return false; /* crossrefs.c's, if there is such an id */
		become(m, code, NODE_LINK, words);
		code->as.link.url = arena_print(m->arena, "#%s", target);
		return true;
	case ROLE_FILE: break;
	}
	become(m, code, NODE_LINK, words);
	code->as.link.url = strrchr(target, '.') ? target : arena_print(m->arena, "%s.md", target);
	return true;
}

static void look_at_code(manuscript *m, node *code)
{
	node *before = code->previous;
	role_kind kind;
	node_kind becomes;
	size_t size = before && before->kind == NODE_TEXT ? read_role(before, &kind, &becomes) : 0;
	if (size == 0 || !set_role(m, code, kind, becomes))
		return;
	before->as.text.length -= size;
	if (before->as.text.length == 0)
		node_unlink(before);
}

/* --- MyST's targets ------------------------------------------------------------------------- */

/* "(id)=" alone above a block names it. */
static bool take_target(manuscript *m, node *paragraph)
{
	const node *text = paragraph->first;
	const char *data = text->as.text.data;
	size_t length = text->as.text.length;
	if (text->next || length < 4 || data[0] != '(' || data[length - 2] != ')' ||
	    data[length - 1] != '=' || memchr(data + 1, ')', length - 3) || !paragraph->next)
		return false;
	node *named = paragraph->next;
	const char *id = arena_copy(m->arena, data + 1, length - 3);
	node *only = named->kind == NODE_PARAGRAPH ? named->first : NULL;
	bool again = only && only->kind == NODE_TEXT && !only->next && only->as.text.length > 2 &&
		     only->as.text.data[0] == '(';
	if (named->id || again) { /* it has another: the name is an anchor before it */
		paragraph->first->kind = NODE_SPAN;
		memset(&paragraph->first->as, 0, sizeof paragraph->first->as);
		paragraph->first->id = id;
		return false;
	}
	named->id = id;
	return true;
}

/* --- entries of an index -------------------------------------------------------------------- */

/* The bytes of "\index{…}" at the start of a text; 0: it does not end there. */
static size_t measure_index(const char *text, size_t length)
{
	static const char start[] = "\\index{";
	size_t depth = 1, at = sizeof start - 1;
	if (length < sizeof start || memcmp(text, start, at) != 0)
		return 0;
	while (at < length && depth > 0) {
		depth += text[at] == '{';
		depth -= text[at] == '}';
		at++;
	}
	return depth == 0 ? at : 0;
}

static void take_indices(manuscript *m, node *n)
{
	const char *data = n->as.text.data, *end = data + n->as.text.length;
	char *kept = NULL;
	size_t size = 0;
	for (const char *at = data; at < end;) {
		size_t taken = *at == '\\' ? measure_index(at, (size_t)(end - at)) : 0;
		if (taken > 0) {
			foreign_see(m, FOREIGN_INDEX, foreign_place(n, (size_t)(at - data)), at,
				    taken);
			if (!kept) {
				kept = arena_copy(m->arena, data, (size_t)(end - data));
				size = (size_t)(at - data);
			}
			at += taken;
			/* it was between two spaces */
			if (at < end && *at == ' ' && size > 0 && kept[size - 1] == ' ')
				at++;
			continue;
		}
		if (kept)
			kept[size++] = *at;
		at++;
	}
	if (kept) {
		n->as.text.data = kept;
		n->as.text.length = size;
	}
}

/* --- abbreviations -------------------------------------------------------------------------- */

/* "*[HTML]: words": the end of the short form; NULL: it is no such line. */
static const char *definition(const node *n)
{
	const char *data = n->as.text.data;
	size_t length = n->kind == NODE_TEXT ? n->as.text.length : 0;
	const char *close =
		length > 5 && memcmp(data, "*[", 2) == 0 ? memchr(data, ']', length) : NULL;
	return close && close > data + 2 && close + 2 < data + length && close[1] == ':' ? close
											 : NULL;
}

static bool are_definitions(const node *paragraph)
{
	for (const node *n = paragraph->first; n; n = n->next->next) {
		if (!definition(n))
			return false;
		if (!n->next)
			return true;
		if (n->next->kind != NODE_SOFT_BREAK || !n->next->next)
			return false;
	}
	return false;
}

/* The abbreviations of a document, while definitions are added. */
typedef struct defining {
	map *words; /* what each stands for; NULL until the first definition */
	size_t capacity;
} defining;

static void begin_defining(manuscript *m, defining *so_far)
{
	document *d = m->document;
	abbreviation *given = d->abbreviations;
	so_far->words = map_new(m->arena);
	so_far->capacity = d->abbreviation_count + 16;
	d->abbreviations = ARENA_ARRAY(m->arena, so_far->capacity, abbreviation);
	for (size_t i = 0; i < d->abbreviation_count; i++) {
		d->abbreviations[i] = given[i];
		map_put(so_far->words, given[i].word, (void *)given[i].stands_for);
	}
}

static void define(manuscript *m, const node *n, defining *so_far)
{
	document *d = m->document;
	const char *close = definition(n), *data = n->as.text.data, *end = data + n->as.text.length,
		   *words = close + 2;
	const char *word = arena_copy(m->arena, data + 2, (size_t)(close - data) - 2);
	while (words < end && *words == ' ')
		words++;
	if (words == end || *words == '#' || *words == '(') /* kramdown-rfc's: an index, a link */
		return;
	if (!so_far->words)
		begin_defining(m, so_far);
	const char *stands_for = arena_copy(m->arena, words, (size_t)(end - words)),
		   *given = map_get(so_far->words, word);
	if (given && strcmp(given, stands_for) != 0)
		foreign_see(m, FOREIGN_DEFINED_TWICE, n->place, data, n->as.text.length);
	if (given)
		return;
	map_put(so_far->words, word, (void *)stands_for);
	*ARENA_APPEND(m->arena, d->abbreviations, d->abbreviation_count, so_far->capacity) =
		(abbreviation){
			.word = word, .stands_for = stands_for, .place = n->place, .in_text = true};
}

/* --- imports -------------------------------------------------------------------------------- */

/* "import Tabs from '@theme/Tabs';" of MDX, on each line of a paragraph. */
static bool are_imports(manuscript *m, const node *paragraph)
{
	const char *text = node_written_text(m->scratch, paragraph);
	bool all = *text;
	while (all && *text) {
		size_t size = strcspn(text, "\n"), end = size;
		while (end > 0 && strchr("; \r", text[end - 1]))
			end--;
		bool quoted = end > 8 && strchr("'\"", text[end - 1]);
		all = quoted && strncmp(text, "import ", 7) == 0 &&
		      (memmem(text, end, " from ", 6) || strchr("'\"", text[7]));
		text += size + (text[size] == '\n');
	}
	arena_reset(m->scratch);
	return all;
}

/* --- references of Internet-Drafts ---------------------------------------------------------- */

static map *ids_of_draft(manuscript *m)
{
	map *ids = map_new(m->arena);
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		if (n->id)
			map_put(ids, n->id, n);
		else if (n->kind == NODE_HEADING)
			map_put(ids, ids_slug(m, n), n);
	}
	return ids;
}

/* "Section 4 of RFC8126": the bytes before the source's name. */
static size_t words_before(const char *text)
{
	const char *of = strstr(text, " of ");
	for (const char *next = of; next; next = strstr(next + 1, " of "))
		of = next;
	return of ? (size_t)(of - text) + 4 : 0;
}

/* What "{{…}}" means: a reference to a part of the text, or a source in brackets. */
static node *reference(manuscript *m, const map *ids, const char *text, place where)
{
	size_t before = words_before(text);
	const char *name = text + before;
	name += strspn(name, "!?&");
	size_t size = strcspn(name, "="); /* "RSA=DOI.10.…" */
	const char *id = arena_copy(m->arena, name, size);
	if (before == 0 && map_get(ids, id)) {
		node *n = node_new(m->arena, NODE_LINK, where);
		n->as.link.url = arena_print(m->arena, "#%s", id);
		return n;
	}
	const char *words = arena_print(m->arena, "%.*s[%s]", (int)before, text, id);
	return node_text(m->arena, words, strlen(words), where);
}

static void take_references(manuscript *m, const map *ids, node *n)
{
	enum { NAME_MOST = 120 };
	for (node *rest = n; rest;) {
		const char *data = rest->as.text.data;
		size_t length = rest->as.text.length;
		const char *open = find_rare(data, length, "{{");
		const char *close =
			open ? memmem(open, length - (size_t)(open - data), "}}", 2) : NULL;
		if (!close || close - open > NAME_MOST || close == open + 2)
			return;
		const char *text = arena_copy(m->arena, open + 2, (size_t)(close - open) - 2);
		size_t at = (size_t)(open - data);
		rest = foreign_replace(m, rest, at, (size_t)(close - open) + 2,
				       reference(m, ids, text, foreign_place(rest, at)));
	}
}

/* --- all ------------------------------------------------------------------------------------ */

void roles_set(manuscript *m)
{
	const node *root = m->document->root;
	const map *ids = m->is_draft ? ids_of_draft(m) : NULL;
	defining abbreviations = {NULL, 0};
	for (node *n = m->document->root, *next; n; n = next) {
		next = node_after(n, root, false);
		if (n->kind == NODE_PARAGRAPH && n->first && n->first->kind == NODE_TEXT) {
			const char first =
				n->first->as.text.length ? *n->first->as.text.data : '\0';
			bool defines = first == '*' && are_definitions(n);
			for (const node *line = defines ? n->first : NULL; line;
			     line = line->next ? line->next->next : NULL)
				define(m, line, &abbreviations);
			bool imports = first == 'i' && are_imports(m, n);
			if (imports)
				foreign_see(m, FOREIGN_IMPORT, n->place, n->first->as.text.data,
					    n->first->as.text.length);
			if (defines || imports || (first == '(' && take_target(m, n))) {
				next = node_after(n, root, true);
				node_unlink(n);
			}
		} else if (n->kind == NODE_CODE) {
			look_at_code(m, n);
		} else if (n->kind == NODE_TEXT) {
			if (memmem(n->as.text.data, n->as.text.length, "\\index{", 7))
				take_indices(m, n);
			if (ids && memmem(n->as.text.data, n->as.text.length, "{{", 2))
				take_references(m, ids, n);
		}
	}
}
