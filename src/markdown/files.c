/* files: the list of a publication's files, and of all that its build depends on. */
#include "markdown/manuscript_private.h"

#include "base/file.h"

void files_input(manuscript *m, const char *path)
{
	map_put(m->inputs, path, (void *)path);
}

/* Callers go through the document in order, so the search begins at the file found last. */
const manuscript_file *files_of(manuscript *m, const source *s)
{
	for (size_t i = 0; i < m->file_count; i++) {
		size_t at = (m->last_file + i) % m->file_count;
		if (m->files[at]->source == s) {
			m->last_file = at;
			return m->files[at];
		}
	}
	for (size_t i = 0; i < m->include_count; i++) {
		size_t at = (m->last_include + i) % m->include_count;
		if (m->includes[at].source == s) {
			m->last_include = at;
			return m->includes[at].file;
		}
	}
	return m->files[0];
}

manuscript_file *files_add(manuscript *m, const char *path, const source *s, bool is_text)
{
	manuscript_file *file = ARENA_NEW(m->arena, manuscript_file);
	bool standard_input = strcmp(path, "-") == 0;
	*file = (manuscript_file){
		.source = s, .path = path, .is_text = is_text, .number = m->file_count};
	file->folder = standard_input ? "." : file_folder(m->arena, path);
	file->place = file_normal(m->arena, path);
	*ARENA_APPEND(m->arena, m->files, m->file_count, m->file_capacity) = file;
	if (!standard_input)
		files_input(m, path);
	return file;
}

void files_list(manuscript *m)
{
	const source **sources =
		ARENA_ARRAY(m->arena, m->file_count + m->include_count + 1, const source *);
	map *listed = map_new(m->arena);
	for (size_t i = 0; i < m->file_count; i++)
		sources[i] = m->files[i]->source;
	while (m->document->lists < m->file_count && !m->files[m->document->lists]->is_text)
		m->document->lists++;
	m->document->texts = m->file_count;
	for (size_t i = 0, at = m->file_count; i < m->include_count; i++) {
		const source *s = m->includes[i].source;
		if (map_get(listed, s->name))
			continue;
		map_put(listed, s->name, m);
		sources[at++] = s;
	}
	m->document->sources = sources;
	m->document->folder = m->root;
	size_t count;
	const char *const *paths = map_keys(m->inputs, &count);
	const char **inputs = ARENA_ARRAY(m->arena, count + 1, const char *);
	if (count > 0)
		memcpy(inputs, paths, count * sizeof *inputs);
	m->document->inputs = inputs;
}
