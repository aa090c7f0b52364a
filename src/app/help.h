/* help: what --help prints. */
#ifndef PLATEN_HELP_H
#define PLATEN_HELP_H

extern const char help_usage[], help_build[], help_check[], help_fonts[], help_new[], help_verify[],
	help_extract[], help_rebuild[], help_preflight[];

#endif
