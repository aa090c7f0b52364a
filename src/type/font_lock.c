/* font_lock: which faces a run has used, and the lock that pins them by the hashes of their files.
 * The lock is a YAML list with one map a face, sorted, so that a change shows line by line. It
 * names no folder, since folders differ from machine to machine. A face may be listed more than
 * once, with the hashes of several releases: each of them is accepted. */
#include "type/font_private.h"

#include "base/file.h"
#include "style/value.h"

#include <stdlib.h>
#include <string.h>

#define LOCK_MOST ((size_t)4 << 20)

typedef struct locked_face {
	const char *postscript, *sha256;
} locked_face;

struct font_lock {
	locked_face *faces;
	size_t count, capacity;
};

static const font_lock *refuse(font_library *l, const char *why)
{
	report_at(l->report, REPORT_FONT_NOT_LOCKED, (place){0},
		  "%s; write the lock by `platen fonts --lock`", why);
	return NULL;
}

static bool read_face(font_library *l, const value *entry, locked_face *face)
{
	static const char *const keys[] = {"postscript", "family", "style",
					   "file",       "face",   "sha256"};
	const value *postscript = entry->kind == VALUE_MAP ? value_of(entry, "postscript") : NULL;
	const value *sha256 = entry->kind == VALUE_MAP ? value_of(entry, "sha256") : NULL;
	if (!postscript || !sha256) {
		report_at(l->report, REPORT_VALUE_BAD, entry->place,
			  "a locked face needs `postscript` and `sha256`; write the lock by "
			  "`platen fonts --lock`");
		return false;
	}
	value_only(l->report, entry, "a locked face", keys, sizeof keys / sizeof *keys);
	return value_string(l->report, postscript, "postscript", &face->postscript) &&
	       value_string(l->report, sha256, "sha256", &face->sha256);
}

const font_lock *font_lock_read(font_library *l)
{
	const char *path = l->options.lock;
	font_lock *lock = ARENA_NEW(l->arena, font_lock);
	source *s = ARENA_NEW(l->arena, source);
	if (!path)
		return refuse(l, "there is no lock of the fonts");
	if (file_read(l->arena, path, LOCK_MOST, &s->text, &s->length) != FILE_OK)
		return refuse(
			l, arena_print(l->arena, "the lock of the fonts %s cannot be read", path));
	s->name = path;
	const value *faces = value_parse(l->arena, l->report, s, 0, s->length);
	if (faces && faces->kind != VALUE_LIST)
		return refuse(l, arena_print(l->arena,
					     "the lock of the fonts %s is no list of faces", path));
	for (size_t i = 0; faces && i < faces->count; i++) {
		locked_face face;
		if (read_face(l, faces->entries[i].value, &face))
			*ARENA_APPEND(l->arena, lock->faces, lock->count, lock->capacity) = face;
	}
	return lock;
}

bool font_lock_names(const font_lock *lock, const char *postscript)
{
	for (size_t i = 0; i < lock->count; i++) {
		if (strcmp(lock->faces[i].postscript, postscript) == 0)
			return true;
	}
	return false;
}

void font_lock_check(font_library *l, const font *f, place where)
{
	if (!l->lock)
		return; /* already reported */
	for (size_t i = 0; i < l->lock->count; i++) {
		const locked_face *face = &l->lock->faces[i];
		if (strcmp(face->postscript, f->postscript) == 0 &&
		    strcmp(face->sha256, font_sha256(f)) == 0)
			return;
	}
	if (font_lock_names(l->lock, f->postscript))
		report_at(l->report, REPORT_FONT_NOT_LOCKED, where,
			  "%s (%s) is not the file that the lock names; install the locked "
			  "release, or lock this one by "
			  "`platen fonts --lock`",
			  f->postscript, f->file);
	else
		report_at(l->report, REPORT_FONT_NOT_LOCKED, where,
			  "%s (%s) is not in the lock; add it by `platen fonts --lock`, or choose "
			  "a face that is there",
			  f->postscript, f->file);
}

static int by_name(const void *a, const void *b)
{
	const font_origin *x = a, *y = b;
	int order = strcmp(x->postscript, y->postscript);
	if (order == 0)
		order = strcmp(x->file, y->file);
	return order ? order : x->face - y->face;
}

void font_library_hash(font_library *l)
{
	for (size_t i = 0; i < l->count; i++)
		font_sha256(l->fonts[i]);
}

/* The origins of all faces, sorted, without hashes. */
static font_origin *origins_of(const font_library *l, arena *a)
{
	font_origin *origins = ARENA_ARRAY(a, l->count + 1, font_origin);
	for (size_t i = 0; i < l->count; i++) {
		const font *f = l->fonts[i];
		origins[i] = (font_origin){f->family,     f->style, f->postscript, f->file, NULL,
					   f->face_index, f};
	}
	qsort(origins, l->count, sizeof *origins, by_name);
	return origins;
}

const font_origin *font_origins(font_library *l, arena *a, size_t *count)
{
	font_origin *origins = origins_of(l, a);
	for (size_t i = 0; i < l->count; i++)
		origins[i].sha256 = font_sha256(origins[i].font);
	*count = l->count;
	return origins;
}

const char *const *font_files(const font_library *l, arena *a)
{
	const font_origin *origins = origins_of(l, a);
	const char **files = ARENA_ARRAY(a, l->count + 1, const char *);
	for (size_t i = 0; i < l->count; i++)
		files[i] = origins[i].file;
	return files;
}

/* A text as a YAML scalar in double quotes. */
static const char *quoted(arena *a, const char *text)
{
	char *result = arena_alloc(a, 2 * strlen(text) + 3), *to = result;
	*to++ = '"';
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			*to++ = '\\';
		*to++ = (unsigned char)*text < ' ' ? ' ' : *text;
	}
	*to = '"';
	return result;
}

static const char *entry_text(arena *a, const font_origin *o)
{
	return arena_print(a,
			   "- postscript: %s\n  family: %s\n  style: %s\n  file: %s\n  face: %d\n  "
			   "sha256: %s\n",
			   quoted(a, o->postscript), quoted(a, o->family), quoted(a, o->style),
			   quoted(a, file_base(o->file)), o->face, quoted(a, o->sha256));
}

const char *font_lock_text(font_library *l, arena *a, size_t *length)
{
	static const char opening[] = "# The faces that this publication is set in. `platen fonts "
				      "--lock` writes this, `--locked` holds to it.\n";
	size_t count;
	const font_origin *origins = font_origins(l, a, &count);
	arena_text text = {0};
	for (size_t i = 0; i <= (count ? count : 1); i++) {
		const char *part = i == 0  ? opening
				   : count ? entry_text(a, &origins[i - 1])
					   : "[]\n";
		arena_add(a, &text, part, strlen(part));
	}
	*length = text.length;
	return text.bytes;
}

bool font_lock_write(font_library *l, arena *a, const char *path, bool derived)
{
	size_t length;
	const char *text = font_lock_text(l, a, &length);
	file_output *out = (derived ? file_begin_derived : file_begin)(a, path);
	file_write(out, text, length);
	const char *failure = file_commit(out);
	if (failure)
		report_at(l->report, REPORT_OUTPUT_FAILED, (place){0}, "can't write %s: %s", path,
			  failure);
	return !failure;
}
