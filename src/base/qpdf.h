/* qpdf: the functions of libqpdf's C interface, as qpdf()->qpdf_read(…). The library is loaded when
 * it is first needed: it is C++ and large, and setting a text never reads a PDF. */
#ifndef PLATEN_QPDF_H
#define PLATEN_QPDF_H

#include "base/late.h"

#include <qpdf/qpdf-c.h>

/* All that Platen calls. */
/* clang-format off */
#define QPDF_FUNCTIONS(F) \
	F(qpdf_init) F(qpdf_cleanup) F(qpdf_read_memory) F(qpdf_silence_errors) \
	F(qpdf_set_suppress_warnings) F(qpdf_has_error) F(qpdf_get_error) \
	F(qpdf_get_error_code) F(qpdf_get_error_message_detail) F(qpdf_more_warnings) \
	F(qpdf_next_warning) \
	F(qpdf_is_encrypted) F(qpdf_get_pdf_version) F(qpdf_get_root) F(qpdf_get_trailer) \
	F(qpdf_get_num_pages) F(qpdf_push_inherited_attributes_to_page) \
	F(qpdf_oh_get_type_code) F(qpdf_oh_get_numeric_value) \
	F(qpdf_oh_get_name) F(qpdf_oh_get_utf8_value) F(qpdf_get_last_string_length) \
	F(qpdf_oh_get_binary_string_value) \
	F(qpdf_oh_get_array_n_items) F(qpdf_oh_get_array_item) \
	F(qpdf_oh_get_key) F(qpdf_oh_get_dict) \
	F(qpdf_oh_get_object_id) F(qpdf_oh_get_generation) F(qpdf_oh_get_stream_data) \
	F(qpdf_get_object_by_id) F(qpdf_get_page_n) F(qpdf_oh_unparse_resolved) \
	F(qpdf_oh_new_binary_string) F(qpdf_oh_release) \
	F(qpdf_oh_parse) F(qpdf_make_indirect_object) F(qpdf_oh_new_stream) F(qpdf_oh_new_null) \
	F(qpdf_oh_new_array) F(qpdf_oh_new_unicode_string) F(qpdf_oh_append_item) \
	F(qpdf_oh_replace_key) F(qpdf_oh_replace_stream_data) F(qpdf_oh_begin_dict_key_iter) \
	F(qpdf_oh_dict_more_keys) F(qpdf_oh_dict_next_key) F(qpdf_init_write_memory) \
	F(qpdf_set_deterministic_ID) F(qpdf_write) F(qpdf_get_buffer_length) F(qpdf_get_buffer)
/* clang-format on */

typedef struct qpdf_table {
	QPDF_FUNCTIONS(LATE_MEMBER)
} qpdf_table;

/* The functions, from one thread. Where libqpdf is missing, the program ends with status 1, saying
 * which package has it. */
const qpdf_table *qpdf(void);

#endif
