/* environment: the variables that libraries look for, taken away before they look. */
#include "app/environment.h"

#include <stdlib.h>

void environment_forget(void)
{
	static const char *const names[] = {
		"HB_SHAPER_LIST",
		"HB_OPTIONS",
		"HB_FONT_FUNCS",
		"FONTCONFIG_FILE",
		"FONTCONFIG_PATH",
		"FONTCONFIG_SYSROOT",
		"FC_LANG",
		"ICU_DATA",
		"ICU_TIMEZONE_FILES_DIR",
		"JPEGMEM",
		"JSIMD_FORCENONE",
		"JSIMD_FORCESSE2",
		"JSIMD_FORCEAVX2",
		"JSIMD_NOHUFFENC",
		"QPDF_EXECUTABLE",
		"EXPAT_ACCOUNTING_DEBUG",
		"EXPAT_ENTITY_DEBUG",
		"EXPAT_ENTROPY_DEBUG",
		"EXPAT_MALLOC_DEBUG",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
}
