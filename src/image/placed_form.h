/* placed_form: a page of a PDF as a picture: the objects that its form needs, taken out of its file
 * and freed of what PDF/A, PDF/UA and PDF/X forbid. The writer of an edition gives them numbers
 * and the edition's colour spaces. */
#ifndef PLATEN_PLACED_FORM_H
#define PLATEN_PLACED_FORM_H

#include "base/arena.h"
#include "base/map.h"
#include "image/placed_spot.h"

#include <stdbool.h>
#include <stddef.h>

/* An entry of a dictionary, both as they are in a PDF: "/Key" and its value. */
typedef struct placed_form_entry {
	const char *key, *value;
} placed_form_entry;

/* Marks in a value for what each edition has its own form of: PLACED_OBJECT, the index of an object
 * in decimal digits and a space are a reference to it; PLACED_SPOT and such an index are a spot
 * ink; the others are colour spaces. */
enum { PLACED_OBJECT = 1, PLACED_RGB, PLACED_CMYK, PLACED_BLACK, PLACED_DEFAULTS, PLACED_SPOT };

/* A spot ink: its separation, as the file first defines it. */
typedef struct placed_spot {
	const char *name, *value;
	placed_spot_look look;
} placed_spot;

/* A dictionary, or a stream. */
typedef struct placed_object {
	placed_form_entry *entries;
	size_t count, capacity;
	bool is_stream, plain; /* plain: its data are not compressed yet */
	const char *data;
	size_t length;
} placed_object;

/* A file, whose pages share objects. */
typedef struct placed_file {
	const char *data;
	size_t length;
	placed_object **objects;
	size_t count, capacity;
	map *by_id; /* placed_object's index, as a pointer, by the number in the file */
	bool uses_cmyk, uses_black; /* black: the separation */
	placed_spot *spots;
	size_t spot_count, spot_capacity;
} placed_file;

/* A page, as the object that becomes a form. */
typedef struct placed_form {
	const placed_file *file;
	size_t object;
	double left, bottom, right, top; /* its box, in its own units */
	double unit;                     /* points */
	int turns;                       /* quarters of a circle, clockwise */
	bool has_notes; /* annotations with a look of their own, which are left out */
} placed_form;

/* Read a page (from 1) of f->data. All is the arena's. NULL: done; else what is wrong, in words. */
const char *placed_form_read(arena *a, placed_file *f, size_t page, placed_form *result);

#endif
