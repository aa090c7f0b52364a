/* environment: what of the machine could change the bytes. */
#ifndef PLATEN_ENVIRONMENT_H
#define PLATEN_ENVIRONMENT_H

/* What libraries take from the environment could change the bytes, or read files that the
 * publication does not name, or have libraries print into the output. HarfBuzz, fontconfig, ICU and
 * libjpeg look when they are first used, so this comes before all else. (Nettle looks before the
 * program begins; what it takes changes no byte.) */
void environment_forget(void);

#endif
