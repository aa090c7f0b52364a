/* home: where Platen's own files are (fonts.conf, fonts.lock, styles): beside the build, or where
 * they were installed. */
#ifndef PLATEN_HOME_H
#define PLATEN_HOME_H

typedef struct arena arena;

/* The path of one of Platen's own files ("fonts/fonts.conf"): the first of its places where it is.
 * Where it is in none, the last place, so that reading it gives the message. */
const char *home_path(arena *a, const char *name);

/* A file of the publication's folder if it has one, else Platen's own. NULL: the publication's is a
 * link that leads out of its folder. */
const char *home_path_for(arena *a, const char *publication, const char *file, const char *own);

#endif
