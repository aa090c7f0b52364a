/* unicode: UTF-8, and what characters are, by the tables of GLib, which HarfBuzz needs anyway. (ICU
 * has the same tables, but loading it takes a twelfth of a short build.) ASCII takes a short way.
 * For single bytes that can only be ASCII, GLib's g_ascii_isalpha, g_ascii_isdigit and so on
 * serve. */
#ifndef PLATEN_UNICODE_H
#define PLATEN_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTF-8. Text inside Platen is valid: the manuscript's reader has checked it. Only unicode_read and
 * unicode_is_inside take any bytes. */

/* Is this byte inside a character, not its first? */
static inline bool unicode_is_inside(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The character that begins at this byte. */
uint32_t unicode_at(const char *text);

/* The size in bytes of the character that begins at this byte. */
size_t unicode_size(const char *text);

/* The character at byte *at, which moves to the next one; the end must not have been reached. */
static inline uint32_t unicode_next(const char *text, size_t *at)
{
	const char *c = text + *at;
	if ((unsigned char)*c < 0x80) {
		*at += 1;
		return (unsigned char)*c;
	}
	*at += unicode_size(c);
	return unicode_at(c);
}

/* The character before byte *at, which moves to it; *at must not be 0. */
uint32_t unicode_previous(const char *text, size_t *at);

/* How many characters begin in these bytes. */
size_t unicode_count(const char *text, size_t length);

/* How many of the characters leave ink: all but white space, controls, ignorable characters
 * (unicode_is_ignorable), and U+FFFC, which is in the place of an object. */
size_t unicode_visible(const char *text, size_t length);

/* The size of the longest beginning of a text that has whole characters and at most `most`
 * bytes. */
size_t unicode_cut(const char *text, size_t most);

/* Write a character, at most UNICODE_BYTES and no NUL; its size. */
enum { UNICODE_BYTES = 6 };
size_t unicode_write(uint32_t c, char *into);

/* Read a character from any bytes, `length` of them, at least one; its size, or 0 where they do not
 * begin with valid UTF-8. */
size_t unicode_read(const char *text, size_t length, uint32_t *c);

/* Classes. The letters in brackets are Unicode's general categories. */

bool unicode_is_letter(uint32_t c);  /* [L] */
bool unicode_is_digit(uint32_t c);   /* a decimal digit [Nd] */
bool unicode_is_word(uint32_t c);    /* a letter or a decimal digit */
bool unicode_is_mark(uint32_t c);    /* [M] */
bool unicode_is_upper(uint32_t c);   /* [Lu] */
bool unicode_is_lower(uint32_t c);   /* [Ll] */
bool unicode_is_blank(uint32_t c);   /* [Zs] */
bool unicode_is_space(uint32_t c);   /* [Z], and the controls that are white space */
bool unicode_is_private(uint32_t c); /* for private use [Co] */

/* A character of Chinese or Japanese writing or its punctuation, which have no spaces between
 * words; Korean has. */
bool unicode_is_unspaced(uint32_t c);

/* A letter in lower case, where that is one character; anything else as it is. */
uint32_t unicode_lower(uint32_t c);
uint32_t unicode_upper(uint32_t c); /* the same in upper case, whatever the language */

/* Default_Ignorable_Code_Point: a face without a glyph for it may leave it out. */
bool unicode_is_ignorable(uint32_t c);

#endif
