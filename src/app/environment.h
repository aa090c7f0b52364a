/* environment: what of the machine could change the bytes. */
#ifndef PLATEN_ENVIRONMENT_H
#define PLATEN_ENVIRONMENT_H

/* Forget every variable that Platen does not read itself: libraries take dozens, which could change
 * the bytes, name files that the publication does not, or have libraries print into the output.
 * They look when they are first used, so this comes before all else. (Nettle and GLib look before
 * the program begins; what they take changes no byte.) */
void environment_forget(void);

#endif
