/* What the fuzz targets share: a folder of their own with a manuscript, a style sheet and a
 * picture, one of which is the fuzzer's, and the whole program over it, as a function. Both
 * editions are made, and go nowhere. */
#ifndef PLATEN_FUZZ_H
#define PLATEN_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Write a file of the folder. */
void fuzz_put(const char *name, const void *data, size_t size);

/* Set the folder's text.md, with its style.yaml where there is one. The program ends as it will;
 * what it must not do the sanitizers say, but for an exit status that means nothing. */
void fuzz_build(void);

#endif
