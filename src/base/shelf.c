/* shelf: see shelf.h. Up to a megabyte is kept in memory; with more a file is begun. If that can't
 * be written any more, since the disk is full, what is in it goes back to memory. */
#include "base/shelf.h"

#include "base/arena.h"
#include "base/end.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD_MOST = 1 << 20, RESTED_LEAST = 16 << 10, NO_FILE = -1 };

struct shelf {
	char *held; /* in memory: what came after what is in the file */
	size_t held_length, held_room;
	int file;
	size_t filed;
	bool fails; /* files do */
};

shelf *shelf_new(arena *a)
{
	shelf *s = ARENA_NEW(a, shelf);

	s->file = NO_FILE;
	return s;
}

/* A file without a name, or one that loses it at once. */
static int open_nameless(const char *folder)
{
	char name[4096];
	int file = NO_FILE;
#ifdef O_TMPFILE
	file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
	if (file < 0 &&
	    snprintf(name, sizeof name, "%s/platen-XXXXXX", folder) < (int)sizeof name) {
		file = mkostemp(name, O_CLOEXEC);
		if (file >= 0)
			unlink(name);
	}
	return file;
}

static void open_file(shelf *s)
{
	const char *given = getenv("TMPDIR");
	const char *const folders[] = {given && *given ? given : "/var/tmp", "/tmp"};

	for (size_t n = 0; n < 2 && s->file < 0; n++)
		s->file = open_nameless(folders[n]);
	s->fails = s->file < 0;
}

static void make_room(shelf *s, size_t more)
{
	if (s->held_room - s->held_length >= more)
		return;
	size_t room = s->held_room ? s->held_room : 64 << 10;
	while (room - s->held_length < more)
		room *= 2;
	s->held = realloc(s->held, room);
	if (!s->held)
		end_without_memory();
	s->held_room = room;
}

static bool write_all(shelf *s, const char *data, size_t length)
{
	while (length) {
		const ssize_t done = pwrite(s->file, data, length, (off_t)s->filed);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		s->filed += (size_t)done;
		data += done;
		length -= (size_t)done;
	}
	return true;
}

/* What is in the file, before what is held. */
static void take_back(shelf *s, size_t filed)
{
	make_room(s, filed);
	memmove(s->held + filed, s->held, s->held_length);
	for (size_t at = 0; at < filed;) {
		const ssize_t got = pread(s->file, s->held + at, filed - at, (off_t)at);
		if (got == 0 || (got < 0 && errno != EINTR))
			end_without_memory();
		at += got > 0 ? (size_t)got : 0;
	}
	s->held_length += filed;
	close(s->file);
	s->file = NO_FILE;
	s->filed = 0;
	s->fails = true;
}

/* Write what is held to the file. */
static void let_go(shelf *s)
{
	const size_t before = s->filed;

	if (s->file < 0)
		open_file(s);
	if (s->file < 0)
		return;
	if (write_all(s, s->held, s->held_length))
		s->held_length = 0;
	else
		take_back(s, before);
}

void shelf_put(shelf *s, const void *data, size_t length)
{
	if (!length)
		return;
	make_room(s, length);
	memcpy(s->held + s->held_length, data, length);
	s->held_length += length;
	if (s->held_length >= HELD_MOST && !s->fails)
		let_go(s);
}

const char *shelf_end(shelf *s, arena *a, size_t *length)
{
	const char *data = NULL;

	if (s->file >= 0)
		let_go(s);
	if (s->file >= 0) {
		data = arena_map_file(a, s->file, s->filed);
		if (!data)
			take_back(s, s->filed);
	}
	*length = s->filed + s->held_length;
	if (!data)
		data = arena_copy(a, s->held ? s->held : "", s->held_length);
	shelf_drop(s);
	return data;
}

uint32_t shelf_check(uint32_t check, const char *data, size_t length)
{
	for (size_t part; length; length -= part, data += part) {
		part = length < HELD_MOST ? length : HELD_MOST;
		check = libdeflate_crc32(check, data, part);
		if (part >= RESTED_LEAST)
			arena_rest(data, part);
	}
	return check;
}

void shelf_drop(shelf *s)
{
	free(s->held);
	if (s->file >= 0)
		close(s->file);
	s->held = NULL;
	s->held_length = s->held_room = s->filed = 0;
	s->file = NO_FILE;
}
