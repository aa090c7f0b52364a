/* check: what can be known of the whole document alone: ids, numbers, the targets of links, the
 * descriptions of images. */
#include "markdown/manuscript_private.h"

#include "base/file.h"
#include "base/map.h"
#include "base/unicode.h"

#include <glib.h>
#include <strings.h>

/* Ids */

typedef struct ids {
	reader *m;
	map *nodes;    /* by id */
	map *counters; /* by a heading's words: the next number to try, as an int * */
	int unknown;   /* ids that were looked for and not found */
} ids;

static void add_written_ids(ids *t)
{
	for (node *n = t->m->document->root; n; n = node_after(n, t->m->document->root, false)) {
		if (!n->id)
			continue;
		const node *other = map_get(t->nodes, n->id);
		if (!other) {
			map_put(t->nodes, n->id, n);
			continue;
		}
		bool elsewhere = other->place.source && n->place.source &&
				 other->place.source != n->place.source;
		const char *written = arena_print(t->m->arena, "#%s", n->id);
		place where = report_find(t->m->report, n->place, written, strlen(written), 1);
		report_at(t->m->report, REPORT_ID_TWICE, where,
			  "the id '%s' is already at %s%sline %d; rename one of them", n->id,
			  elsewhere ? other->place.source->name : "", elsewhere ? ", " : "",
			  other->place.line);
		n->id = NULL;
	}
}

/* A heading's id from its words: lower case, hyphens for spaces, without punctuation (as GitHub and
 * pandoc make it). */
static const char *words_id(reader *m, const node *heading)
{
	const char *text = node_plain_text(m->scratch, heading);
	size_t size = strlen(text), n = 0;
	char *result = arena_alloc(m->arena, size * 2 + 8);
	for (size_t at = 0; at < size;) {
		uint32_t c = unicode_next(text, &at);
		if (unicode_is_word(c) || c == '_' || unicode_is_mark(c))
			n += unicode_write(unicode_lower(c), result + n);
		else if ((c == '-' || unicode_is_space(c)) && n > 0 && result[n - 1] != '-')
			result[n++] = '-';
	}
	while (n > 0 && result[n - 1] == '-')
		n--;
	result[n] = '\0';
	return n > 0 ? result : "section";
}

/* The next number to try after a heading's words: "words-1". */
static int next_number(ids *t, const char *words)
{
	int *number = map_get(t->counters, words);
	if (!number) {
		number = ARENA_NEW(t->m->arena, int);
		map_put(t->counters, words, number);
	}
	return ++*number;
}

static void add_heading_ids(ids *t)
{
	reader *m = t->m;
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		if (n->kind != NODE_HEADING || n->id)
			continue;
		const char *words = words_id(m, n), *name = words;
		while (map_get(t->nodes, name))
			name = arena_print(m->arena, "%s-%d", words, next_number(t, words));
		n->id = name;
		map_put(t->nodes, name, n);
		arena_reset(m->scratch);
	}
}

/* Numbers */

static int least_level(const node *root)
{
	int least = 6;
	for (const node *n = root; n; n = node_after(n, root, false))
		if (n->kind == NODE_HEADING && n->as.heading.level < least)
			least = n->as.heading.level;
	return least;
}

static const char *print_number(reader *m, const int *counts, int first, int level)
{
	const char *text = arena_print(m->arena, "%d", counts[first]);
	for (int i = first + 1; i <= level; i++)
		text = arena_print(m->arena, "%s.%d", text, counts[i]);
	return text;
}

/* Headings below an unnumbered one have no number either. */
static void number_headings(reader *m)
{
	int counts[8] = {0}, first = least_level(m->document->root), without = 7;
	const node *root = m->document->root;
	for (node *n = m->document->root; n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		int level = n->as.heading.level;
		if (level <= without)
			without = node_has_class(n, "unnumbered") ? level : 7;
		if (without < 7)
			continue;
		counts[level]++;
		for (int i = level + 1; i < 8; i++)
			counts[i] = 0;
		n->as.heading.number = print_number(m, counts, first, level);
	}
}

static void check_levels(reader *m)
{
	const node *root = m->document->root, *above = NULL;
	int before = root->first && root->first->kind == NODE_TITLE;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		int level = n->as.heading.level;
		if (level > before + 1 && !above)
			report_at(m->report, REPORT_HEADING_SKIPPED, n->place,
				  "the first heading is of level %d, as if a part of the text were "
				  "missing; write it with one '#'%s, and those below "
				  "it to match",
				  level, before ? " or, below the title, two" : "");
		else if (level > before + 1)
			report_at(m->report, REPORT_HEADING_SKIPPED, n->place,
				  "a heading of level %d follows one of level %d; write it with %d "
				  "'#', or put the level between in",
				  level, before, before + 1);
		before = level;
		above = n;
	}
}

static bool has_caption(const node *n)
{
	for (const node *child = n->first; child && child->kind != NODE_ROW; child = child->next)
		if (child->kind == NODE_CAPTION)
			return !node_has_class(n, "unnumbered");
	return false;
}

static void number_captions(reader *m)
{
	int figures = 0, tables = 0;
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false)) {
		if (n->kind == NODE_FIGURE && has_caption(n))
			n->as.figure.number = arena_print(m->arena, "%d", ++figures);
		else if (n->kind == NODE_TABLE && has_caption(n))
			n->as.table.number = arena_print(m->arena, "%d", ++tables);
	}
}

/* Paths */

/* "https:", "mailto:" and the like; one letter is a Windows drive. */
static bool has_scheme(const char *url)
{
	size_t n = 0;
	if (!g_ascii_isalpha(url[0]))
		return false;
	while (g_ascii_isalnum(url[n]) || (url[n] && strchr("+-.", url[n])))
		n++;
	return n > 1 && url[n] == ':';
}

/* %20 and the like as what they are; %00 stays. */
static char *decoded(arena *a, const char *url, size_t size)
{
	char *result = arena_alloc(a, size + 1), *to = result;
	for (size_t i = 0; i < size; i++) {
		int high = url[i] == '%' && i + 2 < size + 1 ? g_ascii_xdigit_value(url[i + 1])
							     : -1,
		    low = high >= 0 && i + 2 < size ? g_ascii_xdigit_value(url[i + 2]) : -1;
		bool code = high >= 0 && low >= 0 && high + low > 0;
		*to++ = code ? (char)(high * 16 + low) : url[i];
		i += code ? 2 : 0;
	}
	*to = '\0';
	return result;
}

/* Images */

static void resolve_image(reader *m, node *n)
{
	const char *url = n->as.image.path, *path;
	const manuscript_file *file = files_of(m, n->place.source);
	if (has_scheme(url) || strncmp(url, "//", 2) == 0) {
		report_at(m->report, REPORT_FILE_OUTSIDE, n->place,
			  "the image '%.80s' is no file of the publication; save it beside the "
			  "manuscript, nothing is fetched",
			  url);
		return;
	}
	if (!*url) {
		report_at(m->report, REPORT_FILE_MISSING, n->place,
			  "the image names no file; write ![words](file.png)");
		return;
	}
	const char *name = decoded(m->arena, url, strlen(url));
	if (!file_within(m->arena, m->root, file->folder, name, &path)) {
		report_at(m->report, REPORT_FILE_OUTSIDE, n->place,
			  "the image '%.80s' is outside the publication; move it inside, or name "
			  "the folder of both with --root",
			  name);
		return;
	}
	n->as.image.path = path;
	files_input(m, path);
}

/* The description: what alt says, else the caption's or the image's own words. */
static void describe_image(reader *m, node *n)
{
	const char *alt = node_attribute(n, "alt");
	const node *words = n->parent->kind == NODE_FIGURE ? n->next : n;
	n->as.image.alt = alt ? alt : words ? node_plain_text(m->arena, words) : "";
	if (!alt && words && n->as.image.path && n->parent->kind == NODE_FIGURE)
		report_at(m->report, REPORT_ALT_MISSING, n->place,
			  "the figure is described by its caption alone, which readers who can't "
			  "see it hear twice; say what it shows with {alt=\"words\"} after it, or "
			  "write {alt=\"\"} where it is only decoration");
	else if (!alt && !*n->as.image.alt)
		report_at(m->report, REPORT_ALT_MISSING, n->place,
			  "the image has no description for readers who can't see it; write "
			  "![words](file), or {alt=\"words\"} after it, or {alt=\"\"} where it is "
			  "only decoration");
	while (n->first)
		node_unlink(n->first);
}

void check_images(reader *m)
{
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false))
		if (n->kind == NODE_IMAGE) {
			resolve_image(m, n);
			describe_image(m, n);
		}
}

/* Links */

static void be_span(node *n)
{
	n->kind = NODE_SPAN;
	memset(&n->as, 0, sizeof n->as);
}

enum { GUESSES_MOST = 50 };

static void report_unknown(ids *t, const node *n, const char *id)
{
	size_t count;
	const char *const *names = map_keys(t->nodes, &count), *near = NULL;
	if (t->unknown++ < GUESSES_MOST) /* each looks at all ids */
		near = value_nearest(id, names, count);
	if (near)
		report_at(t->m->report, REPORT_ID_UNKNOWN, n->place,
			  "nothing has the id '%.80s'; did you mean '%s'?", id, near);
	else
		report_at(t->m->report, REPORT_ID_UNKNOWN, n->place,
			  "nothing has the id '%.80s'; write {#%.80s} after what is meant, or "
			  "correct the link",
			  id, id);
}

/* Say how this kind of target could be given a name. */
static void report_nameless(reader *m, const node *n, const node *target)
{
	const char *what, *how = "";
	switch (target->kind) {
	case NODE_DIVISION:
		what = "a division", how = ", or begin the division with a heading";
		break;
	case NODE_FIGURE:
		what = "a figure without a caption", how = ", or give the figure a caption";
		break;
	case NODE_TABLE:
		what = "a table without a caption", how = ", or give the table a caption";
		break;
	case NODE_CODE_BLOCK: what = "code"; break;
	case NODE_IMAGE: what = "an image in a line of text"; break;
	case NODE_SPAN: what = "a span without words"; break;
	default: what = "text"; break;
	}
	report_at(m->report, REPORT_REFERENCE_NAMELESS, n->place,
		  "'%.80s' is %s, which has no number or title that a reference could say; write "
		  "'[words](%.80s)', or '[](%.80s){.page}' for its page%s",
		  n->as.link.url, what, n->as.link.url, n->as.link.url, how);
}

/* A link to a node; one without words is a reference, whose words layout makes. */
static void lead_to(reader *m, node *n, const node *target)
{
	bool page = node_has_class(n, "page");
	if (n->first || target->kind == NODE_DOCUMENT) {
		n->as.link.target = target;
		return;
	}
	if (!page && !node_name(target)) {
		report_nameless(m, n, target);
		return;
	}
	n->kind = NODE_REFERENCE;
	memset(&n->as, 0, sizeof n->as);
	n->as.reference.target = target;
	n->as.reference.page = page;
}

static void resolve_fragment(ids *t, node *n, const char *id)
{
	const node *target = map_get(t->nodes, id);
	if (!target && (!*id || strcmp(id, "top") == 0))
		target = t->m->document->root;
	if (target) {
		lead_to(t->m, n, target);
		return;
	}
	if (!t->m->lacks_file)
		report_unknown(t, n, id);
	if (!n->first)
		node_append(n, node_text(t->m->arena, n->as.link.url, strlen(n->as.link.url),
					 n->place));
	be_span(n);
}

static void report_outside(reader *m, node *n, const char *url)
{
	report_at(m->report, REPORT_LINK_OUTSIDE, n->place,
		  "the link '%.80s' leads out of the publication's folder; link to a web address "
		  "or to a file inside",
		  url);
	be_span(n);
}

/* Addresses that a viewer would run or make a page of: no publication needs them, and archives
 * refuse them. */
static bool is_program(const char *url)
{
	return strncasecmp(url, "javascript:", 11) == 0 || strncasecmp(url, "vbscript:", 9) == 0 ||
	       strncasecmp(url, "data:", 5) == 0;
}

static void report_program(reader *m, node *n, const char *url)
{
	report_at(m->report, REPORT_LINK_OUTSIDE, n->place,
		  "the link '%.80s' leads to no place but to something to run; link to a web "
		  "address or to a file inside",
		  url);
	be_span(n);
}

static const manuscript_file *linked_file(const reader *m, const char *path)
{
	const char *normal = file_normal(m->scratch, path);
	for (size_t i = 0; i < m->file_count; i++)
		if (m->files[i]->is_text && strcmp(m->files[i]->place, normal) == 0)
			return m->files[i];
	return NULL;
}

/* A relative address. One that begins with "/" is relative to the root, as on a web site. */
static void resolve_path(ids *t, node *n, const char *url)
{
	reader *m = t->m;
	size_t size = strcspn(url, "?#");
	bool rooted = url[0] == '/';
	const char *name = decoded(m->scratch, url, size), *path;
	const char *folder = rooted ? m->root : files_of(m, n->place.source)->folder;
	name += strspn(name, rooted ? "/" : "");
	if (!*name)
		return;
	if (!file_within(m->scratch, m->root, folder, name, &path)) {
		report_outside(m, n, url);
		return;
	}
	const manuscript_file *file = linked_file(m, path);
	if (file && url[size] == '#' && url[size + 1])
		resolve_fragment(t, n, decoded(m->arena, url + size + 1, strlen(url + size + 1)));
	else if (file && file->first)
		lead_to(m, n, file->first);
}

static void resolve_link(ids *t, node *n)
{
	const char *url = n->as.link.url;
	if (url[0] == '#')
		resolve_fragment(t, n, decoded(t->m->arena, url + 1, strlen(url + 1)));
	else if (strncasecmp(url, "file:", 5) == 0)
		report_outside(t->m, n, url);
	else if (is_program(url))
		report_program(t->m, n, url);
	else if (*url && !has_scheme(url) && strncmp(url, "//", 2) != 0)
		resolve_path(t, n, url);
	if (n->kind == NODE_LINK && (!n->first || (!n->as.link.target && !*url)))
		be_span(n); /* nothing to click on, or nowhere to go */
	arena_reset(t->m->scratch);
}

static void check_links(ids *t)
{
	for (node *n = t->m->document->root; n; n = node_after(n, t->m->document->root, false))
		if (n->kind == NODE_LINK)
			resolve_link(t, n);
}

void check_all(reader *m)
{
	ids t = {.m = m, .nodes = map_new(m->arena), .counters = map_new(m->arena)};
	add_written_ids(&t);
	add_heading_ids(&t);
	check_levels(m);
	if (m->document->number_sections)
		number_headings(m);
	number_captions(m);
	check_links(&t);
}
