/* embedded: the catalog's associated files, then the name tree of embedded ones, each stream once.
 * A tree may loop or be endless: it is walked with a list of nodes to visit, and no object is
 * visited twice. */
#include "reader/embedded.h"

#include "base/arena.h"

#include <glib.h>
#include <string.h>

enum {
	FILES_MOST = 100000,
	NAME_MOST = 255, /* of one part of a path: what file systems take */
	DIGEST_SIZE = 16
};

typedef struct unpacking {
	reader_pdf *reader;
	arena *arena;
	embedded_file *items;
	size_t count, capacity;
	size_t left;      /* bytes that may still be unpacked */
	GHashTable *seen; /* ids of streams and of nodes */
} unpacking;

/* False: it was visited before. Direct objects have no id and are in one place only. */
static bool meet(unpacking *c, reader_object o)
{
	int id = reader_id(c->reader, o);

	return id == 0 || g_hash_table_add(c->seen, GINT_TO_POINTER(id));
}

static embedded_state held_to(reader_pdf *f, reader_object stream, reader_bytes data)
{
	reader_object parameters = reader_get(f, stream, "Params");
	reader_bytes digest = reader_string(f, reader_get(f, parameters, "CheckSum"));
	double size;

	if (reader_number(f, reader_get(f, parameters, "Size"), &size) &&
	    size != (double)data.length)
		return EMBEDDED_SHORT;
	if (digest.length != DIGEST_SIZE)
		return EMBEDDED_UNKNOWN;
	guint8 own[DIGEST_SIZE];
	gsize length = sizeof own;
	GChecksum *md5 = g_checksum_new(G_CHECKSUM_MD5);
	g_checksum_update(md5, (const guchar *)data.data, (gssize)data.length);
	g_checksum_get_digest(md5, own, &length);
	g_checksum_free(md5);
	return memcmp(own, digest.data, DIGEST_SIZE) == 0 ? EMBEDDED_WHOLE : EMBEDDED_CHANGED;
}

static void unpack(unpacking *c, reader_object stream, embedded_file *file)
{
	switch (reader_stream(c->reader, c->arena, stream, c->left, &file->data)) {
	case READER_OK:
		c->left -= file->data.length;
		file->state = held_to(c->reader, stream, file->data);
		break;
	case READER_HUGE: file->state = EMBEDDED_HUGE; break;
	default: file->state = EMBEDDED_DAMAGED;
	}
}

static void add(unpacking *c, reader_object specification)
{
	reader_pdf *f = c->reader;
	reader_object files = reader_get(f, specification, "EF");
	reader_object stream = reader_get(f, files, "UF");
	const char *name = reader_text(f, reader_get(f, specification, "UF"));

	if (stream == READER_NONE)
		stream = reader_get(f, files, "F");
	if (files == READER_NONE || c->count == FILES_MOST ||
	    !meet(c, stream == READER_NONE ? specification : stream))
		return;
	embedded_file *file = ARENA_APPEND(c->arena, c->items, c->count, c->capacity);
	file->name = name ? name : reader_text(f, reader_get(f, specification, "F"));
	file->name = file->name ? file->name : "";
	file->state = EMBEDDED_DAMAGED;
	file->data.data = ""; /* what can't be unpacked has no bytes */
	file->description = reader_text(f, reader_get(f, specification, "Desc"));
	file->media = reader_name(f, reader_get(f, stream, "Subtype"));
	if (stream != READER_NONE)
		unpack(c, stream, file);
}

static void add_associated(unpacking *c)
{
	reader_pdf *f = c->reader;
	reader_object files = reader_get(f, reader_catalog(f), "AF");

	for (size_t i = 0; i < reader_count(f, files) && i < FILES_MOST; i++)
		add(c, reader_item(f, files, i));
}

static void add_named(unpacking *c)
{
	reader_pdf *f = c->reader;
	reader_object *open = NULL;
	size_t count = 0, capacity = 0;

	*ARENA_APPEND(c->arena, open, count, capacity) =
		reader_get(f, reader_get(f, reader_catalog(f), "Names"), "EmbeddedFiles");
	for (size_t steps = 0; count && steps < FILES_MOST; steps++) {
		reader_object node = open[--count], kids = reader_get(f, node, "Kids"),
			      names = reader_get(f, node, "Names");
		if (!meet(c, node))
			continue;
		for (size_t i = 1; i < reader_count(f, names) && i < 2 * FILES_MOST; i += 2)
			add(c, reader_item(f, names, i));
		for (size_t i = reader_count(f, kids); i-- > 0;)
			*ARENA_APPEND(c->arena, open, count, capacity) = reader_item(f, kids, i);
	}
}

embedded_files embedded_of(reader_pdf *f, arena *a)
{
	unpacking c = {.reader = f, .arena = a, .left = EMBEDDED_MOST};

	c.seen = g_hash_table_new(g_direct_hash, g_direct_equal);
	add_associated(&c);
	add_named(&c);
	g_hash_table_destroy(c.seen);
	return (embedded_files){c.items, c.count};
}

const char *embedded_state_words(embedded_state state)
{
	switch (state) {
	case EMBEDDED_WHOLE: return "whole";
	case EMBEDDED_UNKNOWN: return "has no digest";
	case EMBEDDED_CHANGED: return "does not match its digest";
	case EMBEDDED_SHORT: return "does not have the size that the PDF names";
	case EMBEDDED_DAMAGED: return "can't be unpacked";
	case EMBEDDED_HUGE: return "is too large: attachments may have 512 MB in all";
	}
	return "";
}

const embedded_file *embedded_described(const embedded_files *files, const char *description)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].description &&
		    strcmp(files->items[i].description, description) == 0)
			return &files->items[i];
	return NULL;
}

static bool has_control(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < ' ' || *name == '\x7f')
			return true;
	return false;
}

const char *embedded_name_fault(const char *name)
{
	if (!*name)
		return "is empty";
	if (*name == '/')
		return "begins at the root";
	if (strchr(name, '\\') || strchr(name, ':'))
		return "has a backslash or a colon";
	if (has_control(name))
		return "has control characters";
	if (!g_utf8_validate(name, -1, NULL))
		return "is not UTF-8";
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/';
		size_t length = strcspn(part, "/");
		if (length == 0)
			return "has an empty part";
		if (length > NAME_MOST)
			return "is too long";
		if (length <= 2 && strncmp(part, "..", length) == 0)
			return length == 1 ? "has a part '.'" : "leads out of the folder";
	}
	return NULL;
}
