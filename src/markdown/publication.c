/* publication: read the files of a publication, check that they are text, take their front matter.
 */
#include "markdown/manuscript_private.h"

#include "base/file.h"

#define FILE_MOST ((size_t)64 << 20)

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
	case FILE_IS_SPECIAL:
		report_at(m->report, REPORT_FILE_UNREADABLE, where,
			  "'%s' is a pipe or a device; name a Markdown file", name);
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

/* Read a text. NULL after reporting; where `folder` is given and a folder is found, nothing is
 * reported. */
static manuscript_file *open_file(reader *m, const char *path, const char *name, place where,
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
	if (status != FILE_OK) {
		s->text = NULL;
		report_file(m, status, name, where.source ? where : (place){s, 0, 0});
	}
	if (status == FILE_OK && text_check(m, s))
		return files_add(m, path, s, true);
	m->lacks_file = true;
	return NULL;
}

static void read_front(reader *m, manuscript_file *file, bool first)
{
	size_t start, size, end;
	if (!front_find(file->source, &start, &size, &end)) {
		file->body = front_check_other(m, file->source);
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
	file_status status =
		file_read_within(m->arena, folder, path, FILE_MOST, &s->text, &s->length);
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
	manuscript_file *file = files_add(m, path, s, false);
	front_read(m, value_parse(m->arena, m->report, s, 0, s->length), file, true);
	open_chapters(m, file);
	return true;
}

bool publication_open(reader *m, const manuscript_options *options)
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
