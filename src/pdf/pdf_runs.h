/* pdf_runs: data of photographs, compressed. After predictors hardly anything in them repeats but
 * single bytes, so looking for more is lost time. */
#ifndef PLATEN_PDF_RUNS_H
#define PLATEN_PDF_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most bytes that so many may become. */
size_t pdf_runs_bound(size_t length);

/* Write data as blocks of a deflate stream (RFC 1951) with runs of one byte and codes by frequency
 * alone; `out` has room for pdf_runs_bound, and the result is how many bytes were written. If they
 * aren't the stream's last, they end at a byte's end, so that others can follow. */
size_t pdf_runs_pack(const uint8_t *data, size_t length, bool is_last, uint8_t *out);

#endif
