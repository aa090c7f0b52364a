/* Any bytes as a PDF: verified, unpacked, built again from itself and held to all rules, with a
 * report and a proof. */
#include "fuzz.h"

#include <stdlib.h>

static void run_within(const char *const *words, int most)
{
	int status = fuzz_run(words);
	if (status < 0 || status > most)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const verify[] = {"verify", "in.pdf", NULL},
				 *const extract[] = {"extract", "in.pdf", "unpacked", "-q", NULL},
				 *const rebuild[] = {"rebuild",   "in.pdf", "-o",
						     "again.pdf", "-q",     NULL};
	const char *preflight[] = {"preflight", "in.pdf",          "--profile=gwg,a,ua",
				   "--proof",   "--report=r.json", "-q",
				   NULL};

	fuzz_clear();
	fuzz_put("in.pdf", data, size);
	if (size % 2)
		preflight[4] = "--report=r.sarif";
	run_within(verify, 1);
	run_within(extract, 3); /* 3: names that can't be written */
	run_within(rebuild, 3);
	run_within(preflight, 1);
	return 0;
}
