/* pdf_tree: name trees (ISO 32000-1, 7.9.6): leaves of 64 sorted names under one root, which serves
 * 500,000 names. */
#include "pdf/pdf_tree.h"

#include <stdlib.h>
#include <string.h>

enum { LEAF = 64 };

static int by_name(const void *a, const void *b)
{
	return strcmp(((const pdf_tree_entry *)a)->name, ((const pdf_tree_entry *)b)->name);
}

/* A key as a byte string: literal where it is ASCII. */
static void append_key(pdf_buffer *b, const char *name)
{
	for (const char *c = name; *c; c++)
		if (*c < ' ' || *c > '~') {
			pdf_append_hex(b, name, strlen(name));
			return;
		}
	pdf_append_string(b, name);
}

static void put_names(pdf_dict *node, const pdf_tree_entry *entries, size_t count)
{
	pdf_buffer names = {0};
	pdf_append(&names, "[", 1);
	for (size_t i = 0; i < count; i++) {
		append_key(&names, entries[i].name);
		pdf_append(&names, " ", 1);
		pdf_append_text(&names, entries[i].value);
		pdf_append(&names, i + 1 < count ? "\n" : "]", 1);
	}
	pdf_put_buffer(node, "Names", &names);
	pdf_buffer_free(&names);
}

static void put_limits(pdf_dict *leaf, const char *first, const char *last)
{
	pdf_buffer limits = {0};
	pdf_append(&limits, "[", 1);
	append_key(&limits, first);
	pdf_append(&limits, " ", 1);
	append_key(&limits, last);
	pdf_append(&limits, "]", 1);
	pdf_put_buffer(leaf, "Limits", &limits);
	pdf_buffer_free(&limits);
}

pdf_dict *pdf_name_tree(pdf_file *f, pdf_tree_entry *entries, size_t count)
{
	qsort(entries, count, sizeof *entries, by_name);
	pdf_dict *root = pdf_dict_new(f);
	if (count <= LEAF) {
		if (count)
			put_names(root, entries, count);
		return root;
	}
	pdf_array *kids = pdf_put_array(root, "Kids");
	for (size_t i = 0; i < count; i += LEAF) {
		size_t size = count - i < LEAF ? count - i : LEAF;
		pdf_dict *leaf = pdf_dict_new(f);
		put_limits(leaf, entries[i].name, entries[i + size - 1].name);
		put_names(leaf, entries + i, size);
		pdf_add(kids, leaf);
	}
	return root;
}
