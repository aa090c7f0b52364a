/* pdf_tree: name trees, which PDF wants wherever something is found by name. */
#ifndef PLATEN_PDF_TREE_H
#define PLATEN_PDF_TREE_H

#include "pdf/pdf_object.h"

/* A name (UTF-8; the key is its bytes) and its value, written out. */
typedef struct pdf_tree_entry {
	const char *name;
	const char *value;
} pdf_tree_entry;

/* Write the names and values and return the root. Sorts the entries; names must differ. */
pdf_dict *pdf_name_tree(pdf_file *f, pdf_tree_entry *entries, size_t count);

#endif
