/* page_form: a page of a PDF as a picture: the objects that its form needs, taken out of its file
 * and freed of what PDF/A, PDF/UA and PDF/X forbid. The writer of an edition gives them numbers
 * and the edition's colour spaces. */
#ifndef PLATEN_PAGE_FORM_H
#define PLATEN_PAGE_FORM_H

#include "base/arena.h"
#include "base/map.h"
#include "image/page_spot.h"

#include <stdbool.h>
#include <stddef.h>

/* An entry of a dictionary, both as they are in a PDF: "/Key" and its value. */
typedef struct page_form_entry {
	const char *key, *value;
} page_form_entry;

/* Marks in a value for what each edition has its own form of: PAGE_OBJECT, the index of an object
 * in decimal digits and a space are a reference to it; PAGE_SPOT and such an index are a spot ink;
 * the others are colour spaces. */
enum { PAGE_OBJECT = 1, PAGE_RGB, PAGE_CMYK, PAGE_BLACK, PAGE_DEFAULTS, PAGE_SPOT };

/* A spot ink: its separation, as the file first defines it. */
typedef struct page_spot {
	const char *name, *value;
	page_spot_look look;
} page_spot;

/* A dictionary, or a stream. */
typedef struct page_object {
	page_form_entry *entries;
	size_t count, capacity;
	bool is_stream, plain; /* plain: its data are not compressed yet */
	const char *data;
	size_t length;
} page_object;

/* A file, whose pages share objects. */
typedef struct page_file {
	const char *data;
	size_t length;
	page_object **objects;
	size_t count, capacity;
	map *by_id; /* page_object's index, as a pointer, by the number in the file */
	bool uses_cmyk, uses_black; /* black: the separation */
	page_spot *spots;
	size_t spot_count, spot_capacity;
} page_file;

/* A page, as the object that becomes a form. */
typedef struct page_form {
	const page_file *file;
	size_t object;
	double left, bottom, right, top; /* its box, in its own units */
	double unit;                     /* points */
	int turns;                       /* quarters of a circle, clockwise */
	bool has_notes; /* annotations with a look of their own, which are left out */
} page_form;

/* Read a page (from 1) of f->data. All is the arena's. NULL: done; else what is wrong, in words. */
const char *page_form_read(arena *a, page_file *f, size_t page, page_form *result);

#endif
