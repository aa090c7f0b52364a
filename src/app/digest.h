/* digest: what tells one state of a publication from another. */
#ifndef PLATEN_DIGEST_H
#define PLATEN_DIGEST_H

#include "lines/setter.h"

/* The first letters of a digest of what decides what is printed: texts, style sheets and images, in
 * the order in which they were read. Sheets with other letters are of other states. */
const char *digest_of_sources(const setter *s);

#endif
