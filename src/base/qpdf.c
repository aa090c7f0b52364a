/* qpdf: libqpdf, loaded late, in the version whose headers Platen is built with (QPDF_LIBRARY, from
 * the Makefile, is its soname). */
#include "base/qpdf.h"

#include "base/report.h"

const qpdf_table *qpdf(void)
{
	static qpdf_table table;
	static const char *const names[] = {QPDF_FUNCTIONS(LATE_NAME) NULL};
	static late_library library = {.file = QPDF_LIBRARY, .names = names, .table = &table};
	const char *wrong = late_load(&library);

	if (wrong)
		report_die(1,
			   "libqpdf, which reads PDFs, can't be loaded (%s); Debian's package "
			   "libqpdf-dev brings it",
			   wrong);
	return &table;
}
