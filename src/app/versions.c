/* versions: taken from the running libraries where they tell, else from their headers. libhyphen
 * has none, and ICU is not loaded just for this: its soname, which is fixed at build time, contains
 * the version. */
#include "app/versions.h"

#include "base/arena.h"

#include <cmark-gfm.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb.h>
#include <hpdf.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <png.h>
#include <unicode/uversion.h>
#include <yaml.h>

#include <jpeglib.h>

const version *versions_here(arena *a)
{
	int fontconfig = FcGetVersion(), lcms = cmsGetEncodedCMMversion();
	const version list[] = {
		{"platen", PLATEN_VERSION},
		{"cmark-gfm", cmark_version_string()},
		{"libyaml", yaml_get_version_string()},
		{"glib", arena_print(a, "%u.%u.%u", glib_major_version, glib_minor_version,
				     glib_micro_version)},
		{"icu", U_ICU_VERSION},
		{"fontconfig", arena_print(a, "%d.%d.%d", fontconfig / 10000,
					   fontconfig / 100 % 100, fontconfig % 100)},
		{"harfbuzz", hb_version_string()},
		{"libpng", png_get_libpng_ver(NULL)},
		{"libjpeg", arena_print(a, "%d", JPEG_LIB_VERSION)},
		{"lcms2", arena_print(a, "%d.%d", lcms / 1000, lcms % 1000 / 10)},
		{"libdeflate", LIBDEFLATE_VERSION_STRING},
		{"libharu", HPDF_GetVersion()},
		{NULL, NULL},
	};
	version *result = ARENA_ARRAY(a, sizeof list / sizeof *list, version);

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		result[i] = list[i];
	return result;
}
