/* Any bytes as a manuscript: built or refused. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("text.md", data, size);
	fuzz_build();
	return 0;
}
