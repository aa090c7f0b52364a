/* images: finds the files of images, and their descriptions. */
#include "base/file.h"
#include "markdown/manuscript_private.h"
#include "markdown/path.h"

#include <stdlib.h>

/* A picture's path, from a folder: the first that is there; true. */
static bool find_in(manuscript *m, const char *folder, const char *name, const char **path)
{
	const char *found;
	if (!file_within(m->arena, m->root, folder, name, &found))
		return false;
	*path = *path ? *path : found;
	if (!path_exists(found))
		return false;
	*path = found;
	return true;
}

/* Pictures are looked for from the chapter's folder, then from the publication's and its folders of
 * pictures; those that begin with "/" are a site's, and come from the publication's on. *path is
 * the first place where one could be; NULL: none is inside the publication. */
static bool find_image(manuscript *m, const manuscript_file *file, const char *name,
		       const char **path)
{
	const char *publication = m->document->publication ? m->document->publication : m->root;
	bool rooted = *name == '/';
	*path = NULL;
	name += strspn(name, "/");
	if (!rooted && find_in(m, file->folder, name, path))
		return true;
	if (find_in(m, publication, name, path))
		return true;
	for (size_t i = 0; i < m->image_count; i++)
		if (find_in(m, m->images[i], name, path))
			return true;
	return false;
}

/* The page of a PDF: page=2, or "#page=2" at the end of the address. */
static void read_page(manuscript *m, node *n, const char *url)
{
	static const char fragment[] = "#page=";
	const char *asked = node_attribute(n, "page"), *after = strstr(url, fragment);
	if (!asked && n->parent->kind == NODE_FIGURE)
		asked = node_attribute(n->parent, "page");
	if (!asked)
		asked = after ? after + strlen(fragment) : NULL;
	if (!asked)
		return;
	char *end;
	long page = strtol(asked, &end, 10);
	if (*end || page < 1 || page > 1000000)
		report_at(m->report, REPORT_ATTRIBUTE_BAD, n->place,
			  "an image's page is the number of a PDF's page, such as 2, not '%.40s'",
			  asked);
	else
		n->as.image.page = (unsigned)page;
}

static void resolve_image(manuscript *m, node *n)
{
	const char *url = n->as.image.path, *path;
	const manuscript_file *file = files_of(m, n->place.source);
	n->as.image.address = url;
	n->as.image.path = NULL; /* what is refused is never opened */
	read_page(m, n, url);
	if (path_has_scheme(url) || strncmp(url, "//", 2) == 0) {
		report_at(m->report,
			  node_is_linked(n->parent) ? REPORT_IMAGE_REMOTE : REPORT_IMAGE_OUTSIDE,
			  n->place,
			  "the image '%.80s' is on the web, and Platen fetches nothing; save it "
			  "beside the manuscript, and name the file",
			  url);
		return;
	}
	if (!*url) {
		report_at(m->report, REPORT_IMAGE_MISSING, n->place,
			  "the image names no file; write ![words](file.png)");
		return;
	}
	const char *name = path_decoded(m->arena, url, strlen(url));
	if (!find_image(m, file, name, &path) && strpbrk(url, "?#")) /* for a site's server */
		find_image(m, file, path_decoded(m->arena, url, strcspn(url, "?#")), &path);
	if (!path) {
		report_at(m->report, REPORT_IMAGE_OUTSIDE, n->place,
			  "the image '%.80s' is outside the publication; move it inside, or name "
			  "the folder of both with --root",
			  name);
		return;
	}
	n->as.image.path = path;
	files_input(m, path);
}

/* A figure's words are its caption; other images' words are their description. So titles, and the
 * words of an image in a line if it has alt=, are not printed: warn of that. A title that says the
 * same as the words is no loss. */
static void check_words(manuscript *m, const node *n, const char *alt)
{
	bool figure = n->parent->kind == NODE_FIGURE;
	const node *words = figure ? n->next : n;
	const char *title = n->as.image.title, *said = alt && !figure ? alt
						       : words ? node_plain_text(m->scratch, words)
							       : "";
	title = title && strcmp(title, said) != 0 ? title : NULL;
	if (title && figure)
		report_at(m->report, REPORT_IMAGE_WORDS, n->place,
			  "the image's title '%.60s' is not printed, because %s; write "
			  "![caption](file){alt=\"description\"}",
			  title,
			  words ? "the words between its brackets are the caption"
				: "a figure's caption is between its brackets");
	else if (title)
		report_rated(m->report, REPORT_IMAGE_WORDS, n->place, 0,
			     "the image's title '%.60s' is not printed, because an image in a line "
			     "of text has no caption; put it into a paragraph of its own, where "
			     "its words are one",
			     title);
	if (!figure && alt && n->first)
		report_at(m->report, REPORT_IMAGE_WORDS, n->place,
			  "the image's words '%.60s' are not printed, because alt= describes an "
			  "image in a line of text; keep one of them, or put the image into a "
			  "paragraph of its own, where its words are a caption",
			  node_plain_text(m->scratch, n));
}

/* The link that shows nothing but an image, of which nothing is said; or NULL. */
static const node *silent_link(manuscript *m, const node *image)
{
	const node *link = image->parent;

	while (link && link->kind != NODE_LINK && !node_is_block(link))
		link = link->parent;
	if (!link || link->kind != NODE_LINK || *image->as.image.alt)
		return NULL;
	for (const node *n = node_after(link, link, false); n; n = node_after(n, link, false))
		if (n->kind == NODE_IMAGE && (n->first || (n->as.image.alt && *n->as.image.alt)))
			return NULL;
	return *node_plain_text(m->scratch, link) ? NULL : link;
}

/* The description: what alt says, else the caption's or the image's own words. */
static void describe_image(manuscript *m, node *n)
{
	const char *alt = node_attribute(n, "alt");
	const node *words = n->parent->kind == NODE_FIGURE ? n->next : n;
	check_words(m, n, alt);
	n->as.image.alt = alt ? alt : words ? node_plain_text(m->arena, words) : "";
	if (!alt && words && n->parent->kind == NODE_FIGURE)
		report_at(m->report, REPORT_ALT_MISSING, n->place,
			  "the figure is described by its caption alone, which readers who can't "
			  "see it hear twice; say what it shows with {alt=\"words\"} after it, or "
			  "write {alt=\"\"} where it is only decoration");
	else if (!alt && !*n->as.image.alt && !silent_link(m, n))
		report_at(m->report, REPORT_ALT_MISSING, n->place,
			  "the image has no description for readers who can't see it; write "
			  "![words](file), or {alt=\"words\"} after it, or {alt=\"\"} where it is "
			  "only decoration");
	while (n->first)
		node_unlink(n->first);
	const node *link = silent_link(m, n);
	if (link) {
		n->as.image.alt = link->as.link.title && *link->as.link.title ? link->as.link.title
									      : link->as.link.url;
		report_at(m->report, REPORT_ALT_MISSING, n->place,
			  "the image is all that a link shows, so readers who can't see it hear "
			  "'%.60s'; say where the link leads with {alt=\"words\"} after the image",
			  n->as.image.alt);
	}
}

void images_check(manuscript *m)
{
	for (node *n = m->document->root; n; n = node_after(n, m->document->root, false))
		if (n->kind == NODE_IMAGE) {
			resolve_image(m, n);
			describe_image(m, n);
		}
}
