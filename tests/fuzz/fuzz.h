/* What the fuzz targets share: a folder of their own with a publication in it, of which a part is
 * the fuzzer's, and the whole program over it, as a function. */
#ifndef PLATEN_FUZZ_H
#define PLATEN_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Write a file of the folder; "fonts/NAME" is one of the publication's own faces. */
void fuzz_put(const char *name, const void *data, size_t size);

/* Write a file of any name, with the folders that the name has. A name that leads out of the
 * folder, or that can't be had, is passed over. */
void fuzz_put_below(char *name, const void *data, size_t size);

/* Remove all that is in the folder. */
void fuzz_clear(void);

/* Set the folder's text.md, with its style.yaml where there is one; all editions are made, and go
 * nowhere. The program ends as it will; what it must not do the sanitizers say, but for an exit
 * status that means nothing. */
void fuzz_build(void);

/* Run a command with options of the target's choice, NULL at the end; its exit status. */
int fuzz_run(const char *const *words);

#endif
