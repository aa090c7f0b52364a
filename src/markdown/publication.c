/* publication: read the files of a publication, check that they are text, take their front
 * matter. */
#include "markdown/manuscript_private.h"

#include "base/file.h"
#include "base/nearest.h"
#include "markdown/book.h"
#include "markdown/front_keys.h"

#define FILE_MOST ((size_t)64 << 20)

static bool is_yaml(const char *name)
{
	const char *dot = strrchr(file_base(name), '.');
	return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

/* A chapter must be inside the publication; what the command line names is anywhere. */
static void report_absent(manuscript *m, const char *path, const char *name, place where,
			  bool named)
{
	const char *root = named ? file_folder(m->arena, path) : m->root;
	const char *near = nearest_file(m->arena, root, path);
	/* another program's list may name what that program is still to make */
	bool goes_on = m->weighed && !named;
	report_code code = goes_on ? REPORT_CHAPTER_MISSING : REPORT_FILE_MISSING;
	const char *without = goes_on ? ", so the book is built without it" : "";
	if (near)
		report_at(m->report, code, where, "there is no file '%s'%s; did you mean '%s'?",
			  name, without, near);
	else
		report_at(m->report, code, where,
			  "there is no file '%s'%s; check its name and folder", name, without);
}

static void report_file(manuscript *m, file_status status, const char *name, place where)
{
	switch (status) {
	case FILE_HUGE:
		report_at(m->report, REPORT_FILE_TOO_LARGE, where,
			  "'%s' is larger than %zu MB; split it into chapters", name,
			  FILE_MOST >> 20);
		break;
	case FILE_DENIED:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' may not be read; change its permissions (chmod u+r)", name);
		break;
	case FILE_IS_FOLDER:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' is a folder; name a Markdown file, or the folder alone", name);
		break;
	case FILE_IS_SPECIAL:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' is a pipe or a device; name a Markdown file", name);
		break;
	case FILE_IS_CIRCULAR:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "the symbolic links of '%s' lead in a circle; name a Markdown file",
			  name);
		break;
	default:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' can't be read; check the disk and try again", name);
	}
}

static source *nameless(manuscript *m, const char *name)
{
	source *s = ARENA_NEW(m->arena, source);
	s->name = name;
	return s;
}

/* Read a text. NULL after reporting; where `folder` is given and a folder is found, nothing is
 * reported. */
static manuscript_file *open_file(manuscript *m, const char *path, const char *name, place where,
				  bool *folder)
{
	source *s = nameless(m, strcmp(path, "-") == 0 ? STANDARD_INPUT : path);
	report_source(m->report, s);
	file_status status =
		where.source
			? file_read_within(m->arena, m->root, path, FILE_MOST, &s->text, &s->length)
			: file_read_stream(m->arena, path, FILE_MOST, &s->text, &s->length);
	if (folder && (*folder = status == FILE_IS_FOLDER))
		return NULL;
	const place named = where.source ? where : (place){s, 0, 0};
	if (status == FILE_OK && is_yaml(name)) {
		report_at(m->report, REPORT_FILE_UNREADABLE, named,
			  "'%s' is YAML, not Markdown; name a style sheet with --style, and a "
			  "publication by its folder",
			  name);
		return NULL;
	}
	if (status != FILE_OK) {
		s->text = NULL;
		if (status == FILE_ABSENT)
			report_absent(m, path, name, named, !where.source);
		else
			report_file(m, status, name, named);
	}
	if (status == FILE_OK && text_check(m->report, s))
		return files_add(m, path, s, true);
	m->lacks_file = true;
	return NULL;
}

/* `of_all`: it is the whole publication's. */
static void read_front(manuscript *m, manuscript_file *file, bool of_all)
{
	size_t errors = report_errors(m->report);
	const value *v = front_find(m->arena, m->report, file->source, m->weighed, &file->body);
	m->lang_unclear |= !v && report_errors(m->report) > errors;
	if (of_all && m->book && v && v->kind == VALUE_MAP)
		front_keys_check(m, v, front_keys_own, FRONT_KEYS - FRONT_KEYS_PUBLICATION);
	else if (of_all)
		front_read(m, v, file, false);
	else
		front_read_further(m, v, file);
}

/* Programs' notebooks are JSON, not Markdown. */
static bool is_notebook(manuscript *m, const book_chapter *c)
{
	size_t size = strlen(c->path);
	if (size < 6 || strcmp(c->path + size - 6, ".ipynb") != 0)
		return false;
	report_at(m->report, REPORT_FILE_UNREADABLE, c->place,
		  "'%s' is a notebook, which Platen does not read; convert it to Markdown (`quarto "
		  "convert` does that), and list the result",
		  c->path);
	return true;
}

/* Chapters are found from the publication's folder. */
static manuscript_file *open_chapter(manuscript *m, const book_chapter *c)
{
	const char *path;
	if (is_notebook(m, c))
		return NULL;
	if (!file_within(m->arena, m->root, m->book->folder, c->path, &path)) {
		report_at(m->report, REPORT_FILE_OUTSIDE, c->place,
			  "the chapter '%s' is outside the publication; move it inside", c->path);
		m->lacks_file = true;
		return NULL;
	}
	manuscript_file *file = open_file(m, path, c->path, c->place, NULL);
	if (!file)
		return NULL;
	file->listed = c;
	file->title = c->title;
	file->title_place = c->place;
	return file;
}

static void open_chapters(manuscript *m)
{
	const book_folder *b = m->book;
	size_t before = 0; /* the first title that waits for a file */
	bool first = b->first_is_front;
	for (size_t i = 0; i < b->count; i++) {
		const book_chapter *c = &b->chapters[i];
		manuscript_file *file = c->path ? open_chapter(m, c) : NULL;
		if (!file)
			continue;
		size_t from = i;
		while (from > before && !b->chapters[from - 1].path)
			from--;
		file->before = &b->chapters[from];
		file->before_count = i - from;
		before = i + 1;
		read_front(m, file, first);
		first = false;
	}
}

/* Another program's folder, or any with texts in it. */
static bool open_other(manuscript *m)
{
	book_folder *b = m->book;
	const char *folder = b->folder;
	if (!book_find(b)) {
		if (b->program && report_errors(m->report))
			return false;
		report_at(m->report, REPORT_FILE_MISSING, (place){nameless(m, folder), 0, 0},
			  "the folder has no publication.yaml; write one that lists its chapters, "
			  "or name a Markdown file");
		return false;
	}
	size_t texts = 0;
	for (size_t i = 0; i < b->count; i++)
		texts += b->chapters[i].path != NULL;
	if (b->site && !file_within(m->arena, m->root, folder, b->site, &m->site))
		m->site = NULL;
	if (b->program)
		report_at(m->report, REPORT_FOLDER_FOREIGN, b->listed,
			  "the folder has no publication.yaml, so it is read as %s's, with %zu "
			  "chapter%s; `platen new --from %s` writes one, in which you can change "
			  "their order",
			  b->program, texts, texts == 1 ? "" : "s", folder);
	else if (texts == 1)
		report_at(m->report, REPORT_FOLDER_FOREIGN, b->listed,
			  "the folder has no publication.yaml, so its one text is the only "
			  "chapter; `platen new --from %s` writes one, in which you can add others",
			  folder);
	else
		report_at(
			m->report, REPORT_FOLDER_FOREIGN, b->listed,
			"the folder has no publication.yaml, so all its %zu texts are chapters, "
			"in the order of their names; `platen new --from %s` writes one, in which "
			"you can change that",
			texts, folder);
	if (texts == 0) {
		report_at(m->report, REPORT_FILE_MISSING, b->listed,
			  "none of the chapters that are listed is a text in Markdown, so there is "
			  "nothing to set; convert them, or write a publication.yaml that lists "
			  "others");
		return false;
	}
	manuscript_file *first = NULL;
	for (size_t i = 0; i < b->source_count; i++) {
		manuscript_file *file = files_add(m, b->sources[i]->name, b->sources[i], false);
		first = first ? first : file;
	}
	for (size_t i = 0; i < b->image_count; i++) {
		const char *images;
		if (file_within(m->arena, m->root, folder, b->images[i], &images))
			*ARENA_APPEND(m->arena, m->images, m->image_count, m->image_capacity) =
				images;
	}
	m->weighed = true;
	report_be_draft(m->report);
	open_chapters(m);
	if (m->file_count == 0)
		return false;
	front_read(m, &b->keys, first ? first : m->files[0], false);
	return true;
}

static bool open_publication(manuscript *m, const char *folder)
{
	const char *path = arena_print(m->arena, "%s%spublication.yaml", folder,
				       folder[strlen(folder) - 1] == '/' ? "" : "/");
	source *s = nameless(m, path);
	file_status status =
		file_read_within(m->arena, folder, path, FILE_MOST, &s->text, &s->length);
	m->book = ARENA_NEW(m->arena, book_folder);
	*m->book = (book_folder){
		.arena = m->arena, .report = m->report, .root = m->root, .folder = folder};
	m->document->publication = folder;
	if (status == FILE_ABSENT)
		return open_other(m);
	if (status != FILE_OK) {
		s->text = NULL;
		report_file(m, status, path, (place){s, 0, 0});
		return false;
	}
	if (!text_check(m->report, s))
		return false;
	m->book->own = true;
	manuscript_file *file = files_add(m, path, s, false);
	const value *v = value_parse(m->arena, m->report, s, 0, s->length);
	m->lang_unclear |= !v;
	front_read(m, v, file, true);
	open_chapters(m);
	return true;
}

bool publication_open(manuscript *m, const manuscript_options *options)
{
	m->root = options->root;
	for (size_t i = 0; i < options->count; i++) {
		const char *path = options->paths[i];
		bool folder = false;
		if (!m->root)
			m->root = strcmp(path, "-") == 0 ? "." : file_folder(m->arena, path);
		manuscript_file *file =
			open_file(m, path, path, (place){0}, options->count == 1 ? &folder : NULL);
		if (folder) {
			m->root = options->root ? options->root : path;
			return open_publication(m, path);
		}
		if (file)
			read_front(m, file, m->file_count == 1);
	}
	return m->file_count > 0;
}
