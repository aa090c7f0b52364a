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
		"FONTCONFIG_USE_MMAP",
		"FC_DEBUG",
		"FC_DBG_MATCH_FILTER",
		"FREETYPE_PROPERTIES",
		"GCONV_PATH",
		"G_DEBUG",
		"G_MESSAGES_DEBUG",
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
	/* The languages that fontconfig prefers would otherwise be those of the locale, and where
	 * that is none it would say so. */
	setenv("FC_LANG", "en", 1);
}
