/* reader_copy: qpdf makes the objects and writes the file. */
#include "reader/reader_copy.h"

#include "base/arena.h"
#include "reader/reader_private.h"

reader_object reader_copy_new(reader_pdf *f, const char *text)
{
	const qpdf_table *q = qpdf();
	qpdf_oh o = q->qpdf_oh_parse(f->pdf, text);

	return reader_checked(f, q->qpdf_make_indirect_object(f->pdf, o));
}

reader_object reader_copy_new_stream(reader_pdf *f, const char *dictionary, const char *data,
				     size_t length)
{
	const qpdf_table *q = qpdf();
	qpdf_oh stream = q->qpdf_oh_new_stream(f->pdf), null = q->qpdf_oh_new_null(f->pdf),
		own = q->qpdf_oh_get_dict(f->pdf, stream),
		given = q->qpdf_oh_parse(f->pdf, dictionary);

	q->qpdf_oh_begin_dict_key_iter(f->pdf, given);
	while (q->qpdf_oh_dict_more_keys(f->pdf)) {
		const char *key = q->qpdf_oh_dict_next_key(f->pdf);
		q->qpdf_oh_replace_key(f->pdf, own, key, q->qpdf_oh_get_key(f->pdf, given, key));
	}
	q->qpdf_oh_replace_stream_data(f->pdf, stream, (const unsigned char *)data, length, null,
				       null);
	return reader_checked(f, stream);
}

static const char *name_of(reader_pdf *f, const char *key)
{
	return arena_print(f->arena, "/%s", key);
}

void reader_copy_set(reader_pdf *f, reader_object o, const char *key, reader_object value)
{
	qpdf()->qpdf_oh_replace_key(f->pdf, o, name_of(f, key), value);
}

void reader_copy_set_text(reader_pdf *f, reader_object o, const char *key, const char *utf8)
{
	const qpdf_table *q = qpdf();

	q->qpdf_oh_replace_key(f->pdf, o, name_of(f, key),
			       q->qpdf_oh_new_unicode_string(f->pdf, utf8));
}

reader_object reader_copy_array(reader_pdf *f, reader_object o, const char *key)
{
	const qpdf_table *q = qpdf();
	reader_object before = reader_get(f, o, key);
	qpdf_oh array = q->qpdf_oh_new_array(f->pdf);

	for (size_t i = 0; i < reader_count(f, before); i++)
		q->qpdf_oh_append_item(f->pdf, array, reader_item(f, before, i));
	q->qpdf_oh_replace_key(f->pdf, o, name_of(f, key), array);
	return reader_checked(f, array);
}

void reader_copy_append(reader_pdf *f, reader_object array, reader_object item)
{
	qpdf()->qpdf_oh_append_item(f->pdf, array, item);
}

reader_bytes reader_copy_write(reader_pdf *f, arena *a)
{
	const qpdf_table *q = qpdf();

	if (q->qpdf_init_write_memory(f->pdf) & QPDF_ERRORS)
		return (reader_bytes){0};
	q->qpdf_set_deterministic_ID(f->pdf, QPDF_TRUE);
	if (q->qpdf_write(f->pdf) & QPDF_ERRORS)
		return (reader_bytes){0};
	size_t length = q->qpdf_get_buffer_length(f->pdf);
	return (reader_bytes){arena_copy(a, (const char *)q->qpdf_get_buffer(f->pdf), length),
			      length};
}
