/* sources: all files of the publication that a build read, under names by which they find one
 * another again.
 *
 * What the publication names itself (chapters, images, the style sheet of its front matter) is
 * found by relative paths, so those files keep their places below one folder, the deepest that
 * holds them all: nothing above it goes into a name. Files that only the command line names may be
 * anywhere, and are moved into that folder: a further manuscript outside the publication (which
 * cannot have images), and a style sheet, with the sheets below its folder that it extends.
 * Platen's own sheets get the place where they are looked for first: next to the file that names
 * them. Unpacked and built in the same way, the files get the same names again. */
#include "app/sources.h"

#include "app/outputs.h"
#include "app/record.h"
#include "base/arena.h"
#include "base/file.h"
#include "reader/embedded.h"

#include <hb.h>
#include <string.h>

enum { PROFILE_MOST = 64 << 20 };

#define MANUSCRIPT  "Manuscript"
#define PUBLICATION "Publication"
#define INCLUDED    "Included text"

typedef struct collection {
	const setter *setter;
	const options *options;
	const char *folder; /* the deepest that holds all that keeps its place; absolute */
	/* those that are taken, some before their files are added */
	const char **names;
	size_t name_count, name_capacity;
	const char *sheet; /* the name of the style sheet itself, or NULL */
	attachment *items;
	size_t count, capacity;
	const char **left_out; /* names of files that were read but are not carried */
	size_t left_count, left_capacity;
} collection;

static bool is_standard_input(const source *s)
{
	return strcmp(s->name, STANDARD_INPUT) == 0;
}

/* Standard input is placed where its file would be. */
static const char *path_of(const source *s)
{
	return is_standard_input(s) ? STANDARD_INPUT_FILE : s->name;
}

/* The part of an absolute path below a folder, or NULL. */
static const char *below(const char *folder, const char *path)
{
	size_t length = strlen(folder);

	length -= length == 1; /* the root's own slash */
	return strncmp(folder, path, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

static void make_room(collection *c, const char *file)
{
	arena *a = c->setter->arena;
	const char *path = file_absolute(a, file);

	if (!c->folder)
		c->folder = file_folder(a, path);
	while (!below(c->folder, path))
		c->folder = file_folder(a, c->folder);
}

/* True for all manuscripts except those that the command line adds from outside. */
static bool keeps_its_place(const collection *c, const source *s)
{
	arena *a = c->setter->arena;
	const document *d = c->setter->document;
	const source *first = d->sources[0];
	const char *path;

	return s == first || is_standard_input(s) ||
	       file_within(a, d->folder, file_folder(a, s->name), file_base(s->name), &path);
}

/* Where a folder's publication.yaml is, or would be. */
static const char *list_of(const collection *c)
{
	return file_join(c->setter->arena, c->setter->document->publication, "publication.yaml");
}

static void find_folder(collection *c)
{
	const document *d = c->setter->document;

	if (d->publication)
		make_room(c, list_of(c));
	for (const source *const *at = d->sources; *at; at++)
		if (keeps_its_place(c, *at))
			make_room(c, path_of(*at));
	for (const node *n = NULL; (n = document_next_image(d, n));)
		make_room(c, n->as.image.path);
	for (size_t i = 0; !c->options->style && i < c->setter->style->file_count; i++)
		make_room(c, c->setter->style->files[i].wanted_at);
}

static bool is_taken(const collection *c, const char *name)
{
	for (size_t i = 0; i < c->name_count; i++)
		if (strcmp(c->names[i], name) == 0)
			return true;
	return false;
}

static void take(collection *c, const char *name)
{
	if (!is_taken(c, name))
		*ARENA_APPEND(c->setter->arena, c->names, c->name_count, c->name_capacity) = name;
}

/* Add a file; one that is named twice is carried once. */
static void add(collection *c, attachment what)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->items[i].name, what.name) == 0)
			return;
	take(c, what.name);
	const char *fault = embedded_name_fault(what.name);
	if (fault)
		report_at(c->setter->report, REPORT_NAME_NOT_CARRIED, (place){0},
			  "the name of '%s' %s: `platen extract` and `platen rebuild` will refuse "
			  "the archive edition, which carries it, so rename the file",
			  what.name, fault);
	*ARENA_APPEND(c->setter->arena, c->items, c->count, c->capacity) = what;
}

/* The same for what is not text: an image, a face, a profile. */
static void add_other(collection *c, attachment what)
{
	if (c->setter->style->attachments == ATTACH_ALL) {
		add(c, what);
		return;
	}
	for (size_t i = 0; i < c->left_count; i++)
		if (strcmp(c->left_out[i], what.name) == 0)
			return;
	take(c, what.name);
	*ARENA_APPEND(c->setter->arena, c->left_out, c->left_count, c->left_capacity) = what.name;
}

/* The name of a file that keeps its place. */
static const char *kept_name(const collection *c, const char *path)
{
	return below(c->folder, file_absolute(c->setter->arena, path));
}

/* Take the names that cannot change first. */
static void take_names(collection *c)
{
	const document *d = c->setter->document;

	for (const source *const *at = d->sources; *at; at++)
		if (keeps_its_place(c, *at))
			take(c, kept_name(c, path_of(*at)));
	for (const node *n = NULL; (n = document_next_image(d, n));)
		take(c, kept_name(c, n->as.image.path));
}

/* The name of a manuscript that is moved: its own; where that is taken, with a number before the
 * ending. */
static const char *moved_name(const collection *c, const char *own)
{
	const char *dot = strrchr(own, '.'), *name = own;
	int stem = (int)(dot && dot > own ? (size_t)(dot - own) : strlen(own));

	for (int n = 2; is_taken(c, name); n++)
		name = arena_print(c->setter->arena, "%.*s-%d%s", stem, own, n, own + stem);
	return name;
}

/* By the ending, for what lists chapters is another program's in another language. */
static const char *media_of(const char *name, bool included)
{
	static const char *const endings[][2] = {
		{".yaml", "application/yaml"}, {".yml", "application/yaml"},
		{".toml", "application/toml"}, {".json", "application/json"},
		{".md", "text/markdown"},      {".markdown", "text/markdown"}};
	const char *dot = strrchr(file_base(name), '.');

	for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
		if (strcmp(dot, endings[i][0]) == 0)
			return endings[i][1];
	return included ? "text/plain" : "text/markdown";
}

static void add_manuscripts(collection *c)
{
	const document *d = c->setter->document;

	for (const source *const *at = d->sources; *at; at++) {
		const char *path = path_of(*at), *name = keeps_its_place(c, *at)
								 ? kept_name(c, path)
								 : moved_name(c, file_base(path));
		bool is_list = (size_t)(at - d->sources) < d->lists;

		add(c,
		    (attachment){.name = name,
				 .data = (*at)->text,
				 .length = (*at)->length,
				 .media = media_of(name, (size_t)(at - d->sources) >= d->texts),
				 .description = is_list                                ? PUBLICATION
						: (size_t)(at - d->sources) < d->texts ? MANUSCRIPT
										       : INCLUDED});
	}
}

static void add_images(collection *c)
{
	static const char *const image_media[] = {
		[IMAGE_PNG] = "image/png",      [IMAGE_JPEG] = "image/jpeg",
		[IMAGE_GIF] = "image/gif",      [IMAGE_WEBP] = "image/webp",
		[IMAGE_TIFF] = "image/tiff",    [IMAGE_SVG] = "image/svg+xml",
		[IMAGE_PDF] = "application/pdf"};
	const document *d = c->setter->document;

	for (const node *n = NULL; (n = document_next_image(d, n));) {
		const image *i =
			image_load(c->setter->images, n->as.image.path, n->as.image.page, n->place);
		if (i)
			add_other(c, (attachment){.name = kept_name(c, i->path),
						  .data = i->data,
						  .length = i->length,
						  .description = "Image",
						  .media = image_media[i->format],
						  .packed = true});
	}
}

/* The name of a sheet: below `under`, as it lies below a folder. */
static const char *sheet_name(const collection *c, const style_file *sheet, const char *under,
			      const char *folder)
{
	arena *a = c->setter->arena;

	return arena_print(a, "%s%s", under, below(folder, file_absolute(a, sheet->wanted_at)));
}

/* Do names of the sheets collide with those of other files? */
static bool sheets_meet(const collection *c, const char *under, const char *folder)
{
	const style *s = c->setter->style;

	for (size_t i = 0; i < s->file_count; i++)
		if (is_taken(c, sheet_name(c, &s->files[i], under, folder)))
			return true;
	return false;
}

/* Would one of Platen's own sheets take the place of another sheet? Then Platen's own are not
 * carried: the build finds them anyway. */
static bool own_are_in_the_way(const collection *c)
{
	const style *s = c->setter->style;
	arena *a = c->setter->arena;

	for (size_t i = 0; i < s->file_count; i++)
		for (size_t j = 0; s->files[i].own && j < s->file_count; j++)
			if (j != i && strcmp(file_absolute(a, s->files[i].wanted_at),
					     file_absolute(a, s->files[j].wanted_at)) == 0)
				return true;
	return false;
}

/* An output profile beside the sheets; one of the system's is found by its path. */
static void add_profile(collection *c, const char *under, const char *folder)
{
	arena *a = c->setter->arena;
	const char *profile = c->setter->style->sheet.profile;
	const char *path = profile ? below(folder, file_absolute(a, profile)) : NULL;
	attachment what = {.media = "application/vnd.iccprofile",
			   .description = "Profile of the output condition"};

	const char *root = c->setter->style->sheet.profile_root;
	if (!path)
		return;
	file_status status =
		root ? file_read_within(a, root, profile, PROFILE_MOST, &what.data, &what.length)
		     : file_read(a, profile, PROFILE_MOST, &what.data, &what.length);
	if (status != FILE_OK && status != FILE_ABSENT) /* one that is absent is not needed here */
		report_at(c->setter->report, REPORT_PROFILE_BAD,
			  style_named_at(c->setter->style, profile),
			  "the output profile %s can't be read, so the archive edition can't carry "
			  "it; make it readable, or name another in the style sheet",
			  profile);
	if (status != FILE_OK)
		return;
	what.name = arena_print(a, "%s%s", under, path);
	add_other(c, what);
}

/* The sheet itself first, then what it extends; they lie in its folder or below, and together they
 * can be moved. */
static void add_sheets(collection *c)
{
	const style *s = c->setter->style;
	arena *a = c->setter->arena;
	const char *under = "";
	bool all = !own_are_in_the_way(c);

	if (!s->source)
		return;
	const style_file *last = &s->files[s->file_count - 1];
	const char *path = file_absolute(a, last->wanted_at), *folder = file_folder(a, path);
	if (below(c->folder, path))
		folder = c->folder;
	else
		while (sheets_meet(c, under, folder))
			under = arena_print(a, "%sstyle/", under);
	c->sheet = all || !last->own ? sheet_name(c, last, under, folder) : file_base(path);
	for (size_t i = s->file_count; i-- > 0;) {
		const style_file *at = &s->files[i];
		if (all || !at->own)
			add(c, (attachment){.name = sheet_name(c, at, under, folder),
					    .data = at->source->text,
					    .length = at->source->length,
					    .media = "application/yaml",
					    .description =
						    at == last ? "Style sheet"
							       : "Style sheet that is extended"});
	}
	add_profile(c, under, folder);
}

/* May a font file be carried in the PDF? Where OS/2's fsType says "installable", all bits
 * of embedding being off; what is good for print or for editing alone stays inside the pages. */
static bool may_be_carried(const char *data, size_t length)
{
	enum { EMBEDDING = 0xE, FSTYPE = 8 };
	hb_blob_t *file =
		hb_blob_create(data, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(file, 0);
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned size;
	const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &size);
	bool allowed = size < FSTYPE + 2 || !(bytes[FSTYPE + 1] & EMBEDDING);

	hb_blob_destroy(table);
	hb_face_destroy(face);
	hb_blob_destroy(file);
	return allowed;
}

static void add_face(collection *c, const font *f)
{
	const setter *s = c->setter;
	attachment face = {.name = kept_name(c, font_file(f)),
			   .media = "font/sfnt",
			   .description = "Face of the publication's own"};

	if (!face.name)
		return;
	face.data = font_data(f, &face.length);
	if (may_be_carried(face.data, face.length))
		add_other(c, face);
	else
		report_at(s->report, REPORT_FACE_NOT_CARRIED, (place){0},
			  "the licence bits of %s forbid to hand it on: the archive edition names "
			  "it in its lock and does not carry it, so a rebuild elsewhere needs "
			  "the file",
			  face.name);
}

/* Faces from the publication's own folder; those of the system are named in the lock alone. */
static void add_faces(collection *c)
{
	const setter *s = c->setter;
	const font_options *fonts = font_options_of(s->fonts);

	if (!fonts->own)
		return;
	const char *own = file_absolute(s->arena, fonts->own);
	for (size_t i = 0; i < font_count(s->fonts); i++)
		if (below(own, file_absolute(s->arena, font_file(font_at(s->fonts, i)))))
			add_face(c, font_at(s->fonts, i));
}

/* What the command line named, by the names that the files have here. */
static const char *const *named_manuscripts(const collection *c)
{
	arena *a = c->setter->arena;
	const char **names = NULL;
	size_t count = 0, capacity = 0;
	bool folder = c->setter->document->publication;

	if (folder)
		*ARENA_APPEND(a, names, count, capacity) = file_folder(a, kept_name(c, list_of(c)));
	for (size_t i = 0; !folder && i < c->count; i++) {
		const attachment *at = &c->items[i];
		if (strcmp(at->description, MANUSCRIPT) == 0)
			*ARENA_APPEND(a, names, count, capacity) = at->name;
	}
	*ARENA_APPEND(a, names, count, capacity) = NULL;
	return names;
}

/* Add the build record. */
static void add_record(collection *c)
{
	arena *a = c->setter->arena;
	record how = {.manuscripts = named_manuscripts(c),
		      .style = c->options->style ? c->sheet : NULL,
		      .draft = c->options->report.draft,
		      .versions = versions_here(a)};
	how.dated = outputs_epoch(&how.date);
	*ARENA_APPEND(a, c->left_out, c->left_count, c->left_capacity) = NULL;
	how.left_out = c->left_out;
	const char *text = record_text(a, &how);

	add(c, (attachment){.name = moved_name(c, RECORD_NAME),
			    .data = text,
			    .length = strlen(text),
			    .media = "application/yaml",
			    .description = RECORD_DESCRIPTION});
}

const attachment *sources_attached(const setter *s, const options *o, size_t *count)
{
	collection c = {.setter = s, .options = o};

	find_folder(&c);
	take_names(&c);
	add_manuscripts(&c);
	add_images(&c);
	add_sheets(&c);
	add_faces(&c);
	add_record(&c);
	*count = c.count;
	return c.items;
}

const char *sources_lock(const setter *s, const options *o)
{
	collection c = {.setter = s, .options = o};

	find_folder(&c);
	const char *first = kept_name(
		&c, s->document->publication ? list_of(&c) : path_of(s->document->sources[0]));
	return arena_print(s->arena, "%.*sfonts.lock", (int)(file_base(first) - first), first);
}
