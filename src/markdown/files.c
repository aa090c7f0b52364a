/* files: the files of a publication: read, known to be text, their front matter taken. */
#include "markdown/manuscript_private.h"

#include "base/file.h"

#define FILE_MOST ((size_t)64 << 20)

void files_input(reader *m, const char *path)
{
	for (size_t i = 0; i < m->input_count; i++)
		if (strcmp(m->inputs[i], path) == 0)
			return;
	*ARENA_APPEND(m->arena, m->inputs, m->input_count, m->input_capacity) = path;
}

const manuscript_file *files_of(const reader *m, const source *s)
{
	for (size_t i = 0; i < m->file_count; i++)
		if (m->files[i]->source == s)
			return m->files[i];
	return m->files[0];
}

static void report_file(reader *m, file_status status, const char *name, place where)
{
	switch (status) {
	case FILE_ABSENT:
		report_at(m->report, REPORT_FILE_MISSING, where,
			  "there is no file '%s'; check its name and folder", name);
		break;
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
	default:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' can't be read; check the disk and try again", name);
	}
}

static source *nameless(reader *m, const char *name)
{
	source *s = ARENA_NEW(m->arena, source);
	s->name = name;
	return s;
}

static manuscript_file *add_file(reader *m, const char *path, const source *s, bool is_text)
{
	manuscript_file *file = ARENA_NEW(m->arena, manuscript_file);
	bool standard_input = strcmp(path, "-") == 0;
	*file = (manuscript_file){.source = s, .path = path, .is_text = is_text};
	file->folder = standard_input ? "." : file_folder(m->arena, path);
	file->place = file_normal(m->arena, path);
	*ARENA_APPEND(m->arena, m->files, m->file_count, m->file_capacity) = file;
	if (!standard_input)
		files_input(m, path);
	return file;
}

/* Read a text. NULL after reporting; where `folder` is given and a folder is found, nothing is
 * reported. */
static manuscript_file *open_file(reader *m, const char *path, const char *name, place where,
				  bool *folder)
{
	source *s = nameless(m, strcmp(path, "-") == 0 ? STANDARD_INPUT : path);
	report_source(m->report, s);
	file_status status = file_read(m->arena, path, FILE_MOST, &s->text, &s->length);
	if (folder && (*folder = status == FILE_IS_FOLDER))
		return NULL;
	if (status != FILE_OK) {
		s->text = NULL;
		report_file(m, status, name, where.source ? where : (place){s, 0, 0});
	}
	if (status == FILE_OK && text_check(m, s))
		return add_file(m, path, s, true);
	m->lacks_file = true;
	return NULL;
}

static void read_front(reader *m, manuscript_file *file, bool first)
{
	size_t start, size, end;
	if (!front_find(file->source, &start, &size, &end)) {
		front_check_open(m, file->source);
		return;
	}
	file->body = end;
	const value *v = value_parse(m->arena, m->report, file->source, start, size);
	if (first)
		front_read(m, v, file, false);
	else
		front_read_further(m, v, file);
}

/* Chapters are found from the publication's folder. */
static void open_chapters(reader *m, const manuscript_file *publication)
{
	for (size_t i = 0; i < m->chapter_count; i++) {
		const value *v = m->chapters[i].value;
		const char *name, *path;
		if (!value_string(m->report, v, "chapters", &name))
			continue;
		if (!file_within(m->arena, m->root, publication->folder, name, &path)) {
			report_at(m->report, REPORT_FILE_OUTSIDE, v->place,
				  "the chapter '%s' is outside the publication; move it inside",
				  name);
			m->lacks_file = true;
			continue;
		}
		manuscript_file *file = open_file(m, path, name, v->place, NULL);
		if (file)
			read_front(m, file, false);
	}
}

static bool open_publication(reader *m, const char *folder)
{
	const char *path = arena_print(m->arena, "%s%spublication.yaml", folder,
				       folder[strlen(folder) - 1] == '/' ? "" : "/");
	source *s = nameless(m, path);
	file_status status = file_read(m->arena, path, FILE_MOST, &s->text, &s->length);
	if (status == FILE_ABSENT) {
		report_at(m->report, REPORT_FILE_MISSING, (place){nameless(m, folder), 0, 0},
			  "the folder has no publication.yaml; write one that lists its chapters, "
			  "or name a Markdown file");
		return false;
	}
	if (status != FILE_OK) {
		s->text = NULL;
		report_file(m, status, path, (place){s, 0, 0});
		return false;
	}
	if (!text_check(m, s))
		return false;
	manuscript_file *file = add_file(m, path, s, false);
	front_read(m, value_parse(m->arena, m->report, s, 0, s->length), file, true);
	open_chapters(m, file);
	return true;
}

bool files_open(reader *m, const manuscript_options *options)
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

void files_list(reader *m)
{
	const source **sources = ARENA_ARRAY(m->arena, m->file_count + 1, const source *);
	for (size_t i = 0; i < m->file_count; i++)
		sources[i] = m->files[i]->source;
	m->document->sources = sources;
	*ARENA_APPEND(m->arena, m->inputs, m->input_count, m->input_capacity) = NULL;
	m->document->inputs = m->inputs;
}
