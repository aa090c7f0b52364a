/* home: where Platen's own files are (fonts.conf, fonts.lock, styles): beside the build, or
 * installed. */
#ifndef PLATEN_HOME_H
#define PLATEN_HOME_H

typedef struct arena arena;

/* The path of one of Platen's own files ("fonts/fonts.conf"): beside the folder of the program or
 * the one above, under ../share/platen of it, or in the data folder it was built for; the first
 * that is there. Where none is, the last, so that reading it says so. */
const char *home_path(arena *a, const char *name);

/* A file of the publication where it has one, else Platen's own. */
const char *home_path_for(arena *a, const char *publication, const char *file, const char *own);

#endif
