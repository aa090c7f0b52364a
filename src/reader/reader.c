/* reader: libqpdf's objects under one arena.
 *
 * Invariant: qpdf's handles are never released one by one, so that a reader_object, which is such a
 * handle, stays good; all go with the reader. Handles are counted from 1, and 0 is the null object.
 *
 * A stream that is deflated and nothing else, as nearly all are, is inflated here into room that
 * grows up to the caller's limit, so that a small file cannot ask for all memory. qpdf undoes
 * all other filters, and only where the result cannot be too large: a predictor adds nothing to
 * what was inflated here first, and how much another chain can make at most is known beforehand. */
#include "reader/reader.h"

#include "base/arena.h"
#include "base/end.h"
#include "base/file.h"
#include "reader/reader_private.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
	RATIO_MOST = 2048,     /* bytes that a filter makes of one: Flate 1032, LZW below 2048 */
	ROOM_FIRST = 64 << 10, /* of what is inflated */
	FILTERS_MOST = 8
};

/* A PDF's head is in its first kilobyte; qpdf would search all of a large file for objects. */
static bool has_head(const char *data, size_t length)
{
	size_t most = length < 1024 ? length : 1024;

	return memmem(data, most, "%PDF-", 5) != NULL;
}

/* The fault that qpdf finds in a file; "": none. */
typedef struct fault {
	bool encrypted;
	const char *text;
} fault;

static fault fault_of(arena *a, qpdf_data pdf)
{
	const qpdf_table *q = qpdf();

	if (!q->qpdf_has_error(pdf))
		return (fault){q->qpdf_is_encrypted(pdf), ""};
	qpdf_error error = q->qpdf_get_error(pdf);
	const char *said = q->qpdf_get_error_message_detail(pdf, error);
	return (fault){q->qpdf_get_error_code(pdf, error) == qpdf_e_password,
		       arena_copy(a, said, strlen(said))};
}

/* NULL: it has a fault. The objects of a small file may be gigabytes when they are unpacked, so
 * libqpdf is held to the limit of memory. */
static reader_pdf *read_bytes(arena *a, const char *name, reader_bytes file, fault *found)
{
	const qpdf_table *q = qpdf();
	reader_pdf *f = ARENA_NEW(a, reader_pdf);

	end_hold_libraries();
	*f = (reader_pdf){.arena = a, .pdf = q->qpdf_init(), .file = file};
	q->qpdf_set_suppress_warnings(f->pdf, QPDF_TRUE);
	q->qpdf_silence_errors(f->pdf);
	q->qpdf_read_memory(f->pdf, name, file.data, file.length, NULL);
	*found = fault_of(a, f->pdf);
	if (!found->encrypted && !*found->text)
		return f;
	reader_close(f);
	return NULL;
}

reader_pdf *reader_read(arena *a, reader_bytes file, const char **wrong)
{
	fault found;
	reader_pdf *f = read_bytes(a, "", file, &found);

	if (found.encrypted)
		*wrong = "it is encrypted; remove its password";
	else if (!f)
		*wrong = arena_print(a, "it can't be read (%s)", found.text);
	return f;
}

static reader_pdf *read_named(arena *a, report *r, const char *path, place where, reader_bytes file)
{
	fault found;

	report_here(where);
	reader_pdf *f = read_bytes(a, path, file, &found);
	if (found.encrypted)
		report_at(r, REPORT_PDF_ENCRYPTED, where,
			  "%s is encrypted: remove its password before it is read", path);
	else if (!f)
		report_at(r, REPORT_PDF_BAD, where,
			  "%s is no PDF that can be read (%s); export it again", path, found.text);
	return f;
}

reader_pdf *reader_open(arena *a, report *r, const char *path, place where)
{
	reader_bytes file = {0};

	switch (file_read(a, path, READER_MOST, &file.data, &file.length)) {
	case FILE_OK:
		if (has_head(file.data, file.length))
			return read_named(a, r, path, where, file);
		report_at(r, REPORT_PDF_BAD, where, "this is no PDF; name one");
		return NULL;
	case FILE_ABSENT:
		report_at(r, REPORT_FILE_MISSING, where,
			  "there is no file %s; check its name and folder", path);
		return NULL;
	case FILE_HUGE:
		report_at(r, REPORT_FILE_TOO_LARGE, where, "%s is larger than 1 GB", path);
		return NULL;
	case FILE_IS_FOLDER:
		report_at(r, REPORT_FILE_UNREADABLE, where, "%s is a folder: name the PDF in it",
			  path);
		return NULL;
	case FILE_IS_SPECIAL:
		report_at(r, REPORT_FILE_UNREADABLE, where, "%s is a pipe or a device: name a file",
			  path);
		return NULL;
	case FILE_IS_CIRCULAR:
		report_at(r, REPORT_FILE_UNREADABLE, where,
			  "the symbolic links of %s lead in a circle: name a file", path);
		return NULL;
	case FILE_DENIED:
		report_at(r, REPORT_FILE_UNREADABLE, where,
			  "%s may not be read: change its permissions (chmod u+r)", path);
		return NULL;
	default:
		report_at(r, REPORT_FILE_UNREADABLE, where,
			  "%s can't be read: check the disk and try again", path);
		return NULL;
	}
}

void reader_close(reader_pdf *f)
{
	if (f && f->pdf)
		qpdf()->qpdf_cleanup(&f->pdf);
}

reader_bytes reader_file(const reader_pdf *f)
{
	return f->file;
}

const char *reader_version(const reader_pdf *f)
{
	return qpdf()->qpdf_get_pdf_version(f->pdf);
}

const char *reader_damage(reader_pdf *f)
{
	const qpdf_table *q = qpdf();

	if (!q->qpdf_more_warnings(f->pdf))
		return NULL;
	const char *said = q->qpdf_get_error_message_detail(f->pdf, q->qpdf_next_warning(f->pdf));
	return arena_copy(f->arena, said, strlen(said));
}

reader_object reader_checked(reader_pdf *f, qpdf_oh o)
{
	const qpdf_table *q = qpdf();

	if (q->qpdf_has_error(f->pdf)) {
		q->qpdf_get_error(f->pdf);
		return READER_NONE;
	}
	return (reader_object)o;
}

reader_object reader_catalog(reader_pdf *f)
{
	return reader_checked(f, qpdf()->qpdf_get_root(f->pdf));
}

reader_object reader_trailer(reader_pdf *f)
{
	return reader_checked(f, qpdf()->qpdf_get_trailer(f->pdf));
}

size_t reader_pages(reader_pdf *f)
{
	int count = qpdf()->qpdf_get_num_pages(f->pdf);

	if (reader_checked(f, 1) == READER_NONE || count < 0)
		return 0;
	qpdf()->qpdf_push_inherited_attributes_to_page(f->pdf);
	reader_checked(f, 1);
	return (size_t)count;
}

reader_object reader_page(reader_pdf *f, size_t index)
{
	return reader_checked(f, qpdf()->qpdf_get_page_n(f->pdf, index));
}

reader_object reader_by_id(reader_pdf *f, int id, int generation)
{
	return reader_checked(f, qpdf()->qpdf_get_object_by_id(f->pdf, id, generation));
}

void reader_release(reader_pdf *f, reader_object o)
{
	if (o != READER_NONE)
		qpdf()->qpdf_oh_release(f->pdf, o);
}

reader_kind reader_kind_of(reader_pdf *f, reader_object o)
{
	if (o == READER_NONE)
		return READER_NULL;
	switch (qpdf()->qpdf_oh_get_type_code(f->pdf, o)) {
	case ot_boolean: return READER_BOOLEAN;
	case ot_integer:
	case ot_real: return READER_NUMBER;
	case ot_string: return READER_STRING;
	case ot_name: return READER_NAME;
	case ot_array: return READER_ARRAY;
	case ot_dictionary: return READER_DICT;
	case ot_stream: return READER_STREAM;
	default: reader_checked(f, 1); return READER_NULL;
	}
}

int reader_id(reader_pdf *f, reader_object o)
{
	return o == READER_NONE ? 0 : qpdf()->qpdf_oh_get_object_id(f->pdf, o);
}

int reader_generation(reader_pdf *f, reader_object o)
{
	return o == READER_NONE ? 0 : qpdf()->qpdf_oh_get_generation(f->pdf, o);
}

reader_bytes reader_unparse(reader_pdf *f, reader_object o, bool *is_stream)
{
	const qpdf_table *q = qpdf();
	reader_kind kind = reader_kind_of(f, o);

	*is_stream = kind == READER_STREAM;
	if (kind == READER_NULL)
		return (reader_bytes){"null", 4};
	reader_object said = *is_stream ? q->qpdf_oh_get_dict(f->pdf, o) : o;
	const char *text = q->qpdf_oh_unparse_resolved(f->pdf, said);
	if (*is_stream)
		reader_release(f, said);
	if (reader_checked(f, 1) == READER_NONE)
		return (reader_bytes){"null", 4};
	return (reader_bytes){text, strlen(text)};
}

static bool has_keys(reader_pdf *f, reader_object o)
{
	reader_kind kind = reader_kind_of(f, o);

	return kind == READER_DICT || kind == READER_STREAM;
}

static reader_object dictionary_of(reader_pdf *f, reader_object o)
{
	if (reader_kind_of(f, o) != READER_STREAM)
		return o;
	return reader_checked(f, qpdf()->qpdf_oh_get_dict(f->pdf, o));
}

reader_object reader_get(reader_pdf *f, reader_object o, const char *key)
{
	if (!has_keys(f, o))
		return READER_NONE;
	const char *name = arena_print(f->arena, "/%s", key);
	reader_object found =
		reader_checked(f, qpdf()->qpdf_oh_get_key(f->pdf, dictionary_of(f, o), name));
	return reader_kind_of(f, found) == READER_NULL ? READER_NONE : found;
}

size_t reader_keys(reader_pdf *f, reader_object o, const char *const **keys)
{
	const qpdf_table *q = qpdf();
	const char **found = NULL;
	size_t count = 0, capacity = 0;

	if (!has_keys(f, o))
		return 0;
	q->qpdf_oh_begin_dict_key_iter(f->pdf, dictionary_of(f, o));
	while (q->qpdf_oh_dict_more_keys(f->pdf)) {
		const char *key = q->qpdf_oh_dict_next_key(f->pdf);
		*ARENA_APPEND(f->arena, found, count, capacity) =
			arena_copy(f->arena, key + 1, strlen(key + 1));
	}
	*keys = found;
	return count;
}

const char *reader_written(reader_pdf *f, reader_object o)
{
	const char *text = qpdf()->qpdf_oh_unparse_resolved(f->pdf, o);
	return arena_copy(f->arena, text, strlen(text));
}

size_t reader_count(reader_pdf *f, reader_object array)
{
	if (reader_kind_of(f, array) != READER_ARRAY)
		return 0;
	int count = qpdf()->qpdf_oh_get_array_n_items(f->pdf, array);
	return count > 0 ? (size_t)count : 0;
}

reader_object reader_item(reader_pdf *f, reader_object array, size_t index)
{
	if (index >= reader_count(f, array))
		return READER_NONE;
	return reader_checked(f, qpdf()->qpdf_oh_get_array_item(f->pdf, array, (int)index));
}

const char *reader_name(reader_pdf *f, reader_object o)
{
	if (reader_kind_of(f, o) != READER_NAME)
		return NULL;
	const char *name = qpdf()->qpdf_oh_get_name(f->pdf, o);
	name += *name == '/';
	return arena_copy(f->arena, name, strlen(name));
}

static bool is_name(reader_pdf *f, reader_object o, const char *name)
{
	if (reader_kind_of(f, o) != READER_NAME)
		return false;
	const char *own = qpdf()->qpdf_oh_get_name(f->pdf, o);
	return strcmp(own + (*own == '/'), name) == 0;
}

const char *reader_text(reader_pdf *f, reader_object o)
{
	if (reader_kind_of(f, o) != READER_STRING)
		return NULL;
	const char *text = qpdf()->qpdf_oh_get_utf8_value(f->pdf, o);
	size_t length = qpdf()->qpdf_get_last_string_length(f->pdf);
	char *copy = arena_copy(f->arena, text, length);
	for (size_t i = 0; i < length; i++)
		copy[i] = copy[i] ? copy[i] : '\x1a';
	return copy;
}

reader_bytes reader_string(reader_pdf *f, reader_object o)
{
	size_t length = 0;

	if (reader_kind_of(f, o) != READER_STRING)
		return (reader_bytes){"", 0};
	const char *data = qpdf()->qpdf_oh_get_binary_string_value(f->pdf, o, &length);
	return (reader_bytes){arena_copy(f->arena, data, length), length};
}

const char *reader_decode(reader_pdf *f, const char *bytes, size_t length)
{
	reader_object o =
		reader_checked(f, qpdf()->qpdf_oh_new_binary_string(f->pdf, bytes, length));
	const char *text = reader_text(f, o);

	reader_release(f, o);
	return text ? text : "";
}

bool reader_number(reader_pdf *f, reader_object o, double *value)
{
	if (reader_kind_of(f, o) != READER_NUMBER)
		return false;
	*value = qpdf()->qpdf_oh_get_numeric_value(f->pdf, o);
	return true;
}

/* --- streams -------------------------------------------------------------------------------- */

/* What the filters of a stream may do. */
typedef struct filters {
	size_t count, expanding; /* expanding: those that can make many bytes of one */
	bool flate_alone;        /* one, Flate */
	bool predictor;          /* with parameters, which may name a predictor */
} filters;

static bool expands(reader_pdf *f, reader_object name)
{
	static const char *const names[] = {"FlateDecode",     "Fl", "LZWDecode", "LZW",
					    "RunLengthDecode", "RL", NULL};

	for (const char *const *at = names; *at; at++)
		if (is_name(f, name, *at))
			return true;
	return false;
}

static filters filters_of(reader_pdf *f, reader_object o)
{
	reader_object filter = reader_get(f, o, "Filter"), first = filter;
	filters found = {.predictor = reader_get(f, o, "DecodeParms") != READER_NONE};

	if (reader_kind_of(f, filter) == READER_NAME) {
		found.count = 1;
		found.expanding = expands(f, filter);
	} else {
		found.count = reader_count(f, filter);
		first = reader_item(f, filter, 0);
		for (size_t i = 0; i < found.count && i < FILTERS_MOST; i++)
			found.expanding += expands(f, reader_item(f, filter, i));
	}
	found.flate_alone =
		found.count == 1 && (is_name(f, first, "FlateDecode") || is_name(f, first, "Fl"));
	return found;
}

static reader_status inflate(arena *a, reader_bytes packed, size_t most, reader_bytes *result)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t room = ROOM_FIRST < most ? ROOM_FIRST : most, length = 0;
	char *data = NULL;
	enum libdeflate_result status = LIBDEFLATE_INSUFFICIENT_SPACE;

	while (d && status == LIBDEFLATE_INSUFFICIENT_SPACE) {
		free(data);
		data = malloc(room + 1);
		if (!data)
			report_die(1, "out of memory");
		status = libdeflate_zlib_decompress(d, packed.data, packed.length, data, room,
						    &length);
		if (status != LIBDEFLATE_INSUFFICIENT_SPACE || room == most)
			break;
		room = room < most / 4 ? room * 4 : most;
	}
	if (!d)
		report_die(1, "out of memory");
	libdeflate_free_decompressor(d);
	if (status == LIBDEFLATE_SUCCESS)
		*result = (reader_bytes){arena_copy(a, data, length), length};
	free(data);
	return status == LIBDEFLATE_SUCCESS              ? READER_OK
	       : status == LIBDEFLATE_INSUFFICIENT_SPACE ? READER_HUGE
							 : READER_DAMAGED;
}

/* The stream's bytes, to be freed; `undone`: with its filters taken off. */
static reader_status take_data(reader_pdf *f, reader_object o, bool undone, reader_bytes *result)
{
	unsigned char *data = NULL;
	size_t length = 0;
	const qpdf_table *q = qpdf();

	q->qpdf_oh_get_stream_data(f->pdf, o, undone ? qpdf_dl_specialized : qpdf_dl_none, NULL,
				   &data, &length);
	if (reader_checked(f, 1) == READER_NONE || (!data && length)) {
		free(data);
		return READER_DAMAGED;
	}
	*result = (reader_bytes){(const char *)data, length};
	return READER_OK;
}

/* Can a chain of filters, at its worst, make more than `most` bytes? */
static bool may_be_huge(reader_bytes raw, const filters *of, size_t most)
{
	for (size_t i = 0; i < of->expanding; i++)
		most /= RATIO_MOST;
	return raw.length > most;
}

static reader_status undo(reader_pdf *f, arena *a, reader_object o, const filters *of,
			  reader_bytes raw, size_t most, reader_bytes *result)
{
	reader_bytes all;

	if (of->flate_alone) {
		reader_status status = inflate(a, raw, most, result);
		if (status != READER_OK || !of->predictor)
			return status;
	} else if (may_be_huge(raw, of, most)) {
		return READER_HUGE;
	}
	if (take_data(f, o, true, &all) != READER_OK)
		return READER_DAMAGED;
	*result = (reader_bytes){arena_copy(a, all.data, all.length), all.length};
	free((char *)all.data);
	return all.length > most ? READER_HUGE : READER_OK;
}

reader_status reader_raw_stream(reader_pdf *f, arena *a, reader_object o, reader_bytes *result)
{
	reader_bytes raw;

	if (reader_kind_of(f, o) != READER_STREAM)
		return READER_NO_STREAM;
	if (take_data(f, o, false, &raw) != READER_OK)
		return READER_DAMAGED;
	*result = (reader_bytes){arena_copy(a, raw.data, raw.length), raw.length};
	free((char *)raw.data);
	return READER_OK;
}

reader_status reader_stream(reader_pdf *f, arena *a, reader_object o, size_t most,
			    reader_bytes *result)
{
	reader_bytes raw;

	if (reader_kind_of(f, o) != READER_STREAM)
		return READER_NO_STREAM;
	const filters of = filters_of(f, o);
	if (of.count > FILTERS_MOST || take_data(f, o, false, &raw) != READER_OK)
		return READER_DAMAGED;
	reader_status status = READER_OK;
	if (raw.length == 0)
		*result = (reader_bytes){"", 0}; /* some writers name a filter of nothing */
	else if (of.count)
		status = undo(f, a, o, &of, raw, most, result);
	else if (raw.length > most)
		status = READER_HUGE;
	else
		*result = (reader_bytes){arena_copy(a, raw.data, raw.length), raw.length};
	free((char *)raw.data);
	return status;
}

reader_status reader_unpack(reader_pdf *f, arena *a, reader_bytes packed, const char *filter,
			    const char *parameters, size_t most, reader_bytes *result)
{
	const qpdf_table *q = qpdf();
	reader_object named = reader_checked(f, q->qpdf_oh_parse(f->pdf, filter)),
		      more = reader_checked(f, q->qpdf_oh_parse(f->pdf, parameters));

	if (f->loose == READER_NONE)
		f->loose = reader_checked(f, q->qpdf_oh_new_stream(f->pdf));
	if (f->loose == READER_NONE || named == READER_NONE || more == READER_NONE)
		return READER_DAMAGED;
	q->qpdf_oh_replace_stream_data(f->pdf, f->loose, (const unsigned char *)packed.data,
				       packed.length, named, more);
	reader_release(f, named);
	reader_release(f, more);
	return reader_stream(f, a, f->loose, most, result);
}
