/* preflight_proof: a copy of a PDF with its findings marked on the pages. */
#ifndef PLATEN_PREFLIGHT_PROOF_H
#define PLATEN_PREFLIGHT_PROOF_H

#include "preflight/preflight.h"

/* Make the copy of what was held to the rules. Its bytes are the arena's; NULL data after reporting
 * why the file can't be read or written. */
reader_bytes preflight_proof(arena *a, report *r, const preflight_result *result);

#endif
