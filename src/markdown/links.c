/* links: the targets of links: an id, a file of the publication, or an outside address. A link
 * without a target becomes plain words. */
#include "base/file.h"
#include "base/map.h"
#include "base/unicode.h"
#include "markdown/ids.h"
#include "markdown/path.h"

#include <glib.h>
#include <strings.h>

typedef struct linking {
	manuscript *m;
	ids *ids;
	map *files; /* the publication's texts by their places */
} linking;

static void be_span(node *n)
{
	n->kind = NODE_SPAN;
	memset(&n->as, 0, sizeof n->as);
}

static void report_unknown(linking *l, const node *n, const char *id)
{
	report *r = l->m->report;
	const char *near = ids_nearest(l->ids, id);
	report_code code = n->first ? REPORT_LINK_MISSING : REPORT_ID_UNKNOWN;
	const char *set = n->first ? ", so the link's words are set without it"
				   : ", so the id is set in place of the reference";
	if (near)
		report_at(r, code, n->place, "nothing has the id '%.80s'%s; did you mean '%s'?", id,
			  set, near);
	else
		report_at(r, code, n->place,
			  "nothing has the id '%.80s'%s; write {#%.80s} after what is meant, or "
			  "correct the link",
			  id, set, id);
}

/* Report that a target has no name, and how this kind can get one. */
static void report_nameless(manuscript *m, const node *n, const node *target)
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
		  "'%.80s' is %s, which has no number or title that a reference could use, so its "
		  "id is set instead; write '[words](%.80s)', or '[](%.80s){.page}' for its page%s",
		  n->as.link.url, what, n->as.link.url, n->as.link.url, how);
}

/* A link to a node; one without words is a reference, whose words layout makes. */
static void lead_to(manuscript *m, node *n, const node *target)
{
	bool page = node_has_class(n, "page");
	if (n->first || target->kind == NODE_DOCUMENT) {
		n->as.link.target = target;
		return;
	}
	if (!page && !node_name(target)) {
		const char *title = node_attribute(target, "title"), *url = n->as.link.url;
		const char *words = title ? title : *url == '#' ? url + 1 : file_base(url);
		if (!title)
			report_nameless(m, n, target);
		node_append(n, node_text(m->arena, words, strlen(words), n->place));
		n->as.link.target = target;
		return;
	}
	bool number = n->as.link.title == crossrefs_number;
	n->kind = NODE_REFERENCE;
	memset(&n->as, 0, sizeof n->as);
	n->as.reference.number = number;
	n->as.reference.target = target;
	n->as.reference.page = page;
}

static void be_words(linking *l, node *n)
{
	if (!n->first)
		node_append(n, node_text(l->m->arena, n->as.link.url, strlen(n->as.link.url),
					 n->place));
	be_span(n);
}

/* Programs make ids from headings in small letters, and viewers accept links that are not. */
static const char *in_small_letters(arena *a, const char *id)
{
	size_t size = strlen(id), n = 0;
	char *result = arena_alloc(a, size * 2 + UNICODE_BYTES);
	for (size_t at = 0; at < size;)
		n += unicode_write(unicode_lower(unicode_next(id, &at)), result + n);
	return result;
}

static const node *find_id(linking *l, const node *n, const manuscript_file *named, const char *id)
{
	return named ? ids_find_in(l->ids, named, id)
		     : ids_find(l->ids, files_of(l->m, n->place.source), id);
}

/* A link to an id: in the file that the link names, or looked for from the link's own. */
static void resolve_fragment(linking *l, node *n, const manuscript_file *named, const char *id)
{
	const node *target = find_id(l, n, named, id);
	if (!target)
		target = find_id(l, n, named, in_small_letters(l->m->scratch, id));
	if (!target && !named && (!*id || strcmp(id, "top") == 0))
		target = l->m->document->root;
	if (target) {
		lead_to(l->m, n, target);
		return;
	}
	if (!l->m->lacks_file)
		report_unknown(l, n, id);
	be_words(l, n);
}

static void report_outside(linking *l, node *n, const char *url)
{
	report_at(l->m->report, REPORT_LINK_OUTSIDE, n->place,
		  "the link '%.80s' leads out of the publication's folder, so its words are set "
		  "without a link; link to a web address or to a file inside",
		  url);
	be_span(n);
}

/* Addresses that a viewer would execute or show as a page: no publication needs them, and archives
 * refuse them. */
static bool is_program(const char *url)
{
	return strncasecmp(url, "javascript:", 11) == 0 || strncasecmp(url, "vbscript:", 9) == 0 ||
	       strncasecmp(url, "data:", 5) == 0;
}

static void report_program(linking *l, node *n, const char *url)
{
	report_at(l->m->report, REPORT_LINK_OUTSIDE, n->place,
		  "the link '%.80s' leads to something executable, so its words are set without a "
		  "link; link to a web address or to a file inside",
		  url);
	be_span(n);
}

/* Servers take no longer ones, and each line of the link has its address. */
#define ADDRESS_MOST 8000

static void report_long(linking *l, node *n, const char *url)
{
	report_at(l->m->report, REPORT_LINK_OUTSIDE, n->place,
		  "the address '%.80s…' has more than %d bytes, which no server takes, so its "
		  "words are set without a link; link to a shorter one",
		  url, ADDRESS_MOST);
	be_span(n);
}

/* The path with its ending replaced; NULL: it does not end so. */
static const char *with_ending(arena *a, const char *path, const char *ending, const char *other)
{
	size_t size = strlen(path), n = strlen(ending);
	return size > n && strcmp(path + size - n, ending) == 0
		       ? arena_print(a, "%.*s%s", (int)(size - n), path, other)
		       : NULL;
}

static const manuscript_file *file_at(const linking *l, const char *path)
{
	return map_get(l->files, file_normal(l->m->scratch, path));
}

/* The publication's file at a path, or the file from which a web site's generator makes that path:
 * "chapter.html", "chapter/" and "chapter" of chapter.md, "part/" and "part/index.html" of
 * part/README.md. */
static const manuscript_file *page_file(const linking *l, const char *path)
{
	static const char *const endings[] = {".md",        ".markdown", ".mdx",
					      ".qmd",       ".Rmd",      "/README.md",
					      "/_index.md", "/index.md", "/index.qmd"};
	static const char *const pages[] = {"/index.html", ".html", ".htm", "/"};
	arena *a = l->m->scratch;
	const manuscript_file *file = file_at(l, path);
	const char *stem = NULL;
	for (size_t i = 0; !stem && i < sizeof pages / sizeof *pages; i++)
		stem = with_ending(a, path, pages[i], "");
	stem = stem ? stem : path;
	/* a name that ends like a folder's is more likely one */
	size_t count = sizeof endings / sizeof *endings, half = count / 2;
	size_t first = path[strlen(path) - 1] == '/' ? half : 0;
	for (size_t i = 0; !file && i < count; i++)
		file = file_at(l, arena_print(a, "%s%s", stem, endings[(first + i) % count]));
	return file;
}

/* Sites put the page of "chapter.md" into a folder "chapter/", from which its links are. */
static const char *page_folder(arena *a, const manuscript_file *from)
{
	const char *dot = strrchr(from->place, '.');
	int size = (int)(dot ? (size_t)(dot - from->place) : strlen(from->place));
	return arena_copy(a, from->place, (size_t)size);
}

/* The file that a name in a link means, in the folders that it may be in. No file of the disk is
 * looked for: only those of the publication count. */
static const manuscript_file *linked_file(const linking *l, const manuscript_file *from,
					  const char *name, bool rooted)
{
	const manuscript *m = l->m;
	arena *a = m->scratch;
	const char *const folders[] = {rooted ? m->root : from->folder,
				       rooted ? m->site : page_folder(a, from)};
	const manuscript_file *file = NULL;
	for (size_t i = 0; !file && i < 2; i++)
		if (folders[i])
			file = page_file(l, file_join(a, folders[i], name));
	return file;
}

static const node *find_beginning(manuscript *m, const manuscript_file *file)
{
	const node *root = m->document->root;
	for (const node *n = file->first; n; n = node_after(n, root, false)) {
		if (n->kind == NODE_NOTE || files_of(m, n->place.source) != file)
			break;
		if (n->kind == NODE_HEADING)
			return n;
	}
	return file->first;
}

const node *links_beginning(manuscript *m, const manuscript_file *file)
{
	if (!m->beginnings)
		m->beginnings = ARENA_ARRAY(m->arena, m->file_count, const node *);
	const node **known = &m->beginnings[file->number];
	*known = *known ? *known : find_beginning(m, file);
	return *known;
}

static void lead_to_file(linking *l, node *n, const manuscript_file *file, const char *id)
{
	const node *start = links_beginning(l->m, file);
	if (id && *id && !(start && strcasecmp(id, "readme") == 0)) /* GitHub's, of a folder */
		resolve_fragment(l, n, file, path_decoded(l->m->arena, id, strlen(id)));
	else if (start)
		lead_to(l->m, n, start);
	else
		be_span(n);
}

/* A text that is not a chapter: an archive edition does not carry it, and a reader of the PDF has
 * no use for it. */
static bool is_text(const char *path)
{
	static const char *const endings[] = {".md", ".markdown", ".mdx", ".qmd", ".Rmd"};
	const char *dot = strrchr(file_base(path), '.');
	for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
		if (strcmp(dot, endings[i]) == 0)
			return true;
	return false;
}

/* The address of a site that a link is relative to: its base, and the file's folder in the site. */
static const char *site_address(manuscript *m, const manuscript_file *from, const char *url)
{
	const char *site = m->site ? m->site : m->root, *folder = from->folder;
	size_t size = strcmp(site, ".") == 0 ? 0 : strlen(site);
	bool inside = strncmp(folder, site, size) == 0 && (size == 0 || folder[size] == '/');
	folder = inside ? folder + size + strspn(folder + size, "/") : "";
	folder = strcmp(folder, ".") == 0 ? "" : folder;
	const char *slash = m->base[strlen(m->base) - 1] == '/' ? "" : "/";
	const char *page =
		arena_print(m->scratch, "%s%s%s%s", m->base, slash, folder, *folder ? "/" : "");
	char *whole = g_uri_resolve_relative(page, url, G_URI_FLAGS_ENCODED, NULL);
	const char *result = whole ? arena_copy(m->arena, whole, strlen(whole)) : NULL;
	g_free(whole);
	return result;
}

/* A link to a file outside the publication leads to the site, if its address is known. */
static bool lead_to_site(linking *l, node *n, const char *url)
{
	manuscript *m = l->m;
	const char *address = m->base ? site_address(m, files_of(m, n->place.source), url) : NULL;
	if (address)
		n->as.link.url = address;
	return address;
}

static void report_missing(linking *l, node *n, const char *url, const char *what, const char *how)
{
	report_at(l->m->report, REPORT_LINK_MISSING, n->place,
		  "the link '%.80s' leads to %s%s; correct it, or %s", url, what,
		  n->first ? ", so its words are set without a link" : "", how);
	be_span(n);
}

/* A relative address. One that begins with "/" is relative to the root, as on a web site. */
static void resolve_path(linking *l, node *n, const char *url)
{
	manuscript *m = l->m;
	size_t size = strcspn(url, "?#");
	bool rooted = url[0] == '/';
	const manuscript_file *from = files_of(m, n->place.source);
	const char *name = path_decoded(m->scratch, url, size), *path;
	name += strspn(name, rooted ? "/" : "");
	if (!*name) {
		if (rooted)
			lead_to_site(l, n, url);
		return;
	}
	const manuscript_file *file = linked_file(l, from, name, rooted);
	const char *id = url[size] == '?' ? strchr(url, '#') : url + size;
	if (file) {
		lead_to_file(l, n, file, id && *id == '#' ? id + 1 : NULL);
		return;
	}
	if (lead_to_site(l, n, url))
		return;
	if (!file_within(m->scratch, m->root, rooted ? m->root : from->folder, name, &path)) {
		report_outside(l, n, url);
		return;
	}
	bool there = path_exists(path);
	if (!m->lacks_file && (is_text(path) || !there))
		report_missing(l, n, url,
			       there    ? "a text that is no chapter of the publication"
			       : rooted ? "a page that is no chapter of the publication"
					: "a file that is not there",
			       rooted ? "say the site's address by 'links: {base: https://…}'"
				      : "link to a web address");
}

static void resolve_link(linking *l, node *n)
{
	const char *url = n->as.link.url;
	if (url[0] == '#')
		resolve_fragment(l, n, NULL, path_decoded(l->m->arena, url + 1, strlen(url + 1)));
	else if (strncasecmp(url, "file:", 5) == 0)
		report_outside(l, n, url);
	else if (is_program(url))
		report_program(l, n, url);
	else if (*url && !path_has_scheme(url) && strncmp(url, "//", 2) != 0)
		resolve_path(l, n, url);
	if (n->kind == NODE_LINK && !n->first && *url && *url != '#')
		report_at(l->m->report, REPORT_LINK_MISSING, n->place,
			  "the link to '%.80s' has no words, so nothing is set; write some between "
			  "its brackets",
			  url);
	if (n->kind == NODE_LINK && !n->as.link.target && strlen(n->as.link.url) > ADDRESS_MOST)
		report_long(l, n, n->as.link.url);
	if (n->kind == NODE_LINK && (!n->first || (!n->as.link.target && !*url)))
		be_span(n); /* no words to click on, or no target */
	arena_reset(l->m->scratch);
}

void links_check(manuscript *m)
{
	linking l = {.m = m, .ids = ids_new(m), .files = map_new(m->arena)};
	for (size_t i = 0; i < m->file_count; i++)
		if (m->files[i]->is_text)
			map_put(l.files, m->files[i]->place, m->files[i]);
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false))
		if (n->kind == NODE_LINK)
			resolve_link(&l, n);
}
