/* token: PDF's syntax (ISO 32000-1, 7.2 and 7.3) cut into its smallest parts, of objects and of
 * content streams alike. It reads any bytes: what is not syntax becomes a word. */
#ifndef PLATEN_TOKEN_H
#define PLATEN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;

typedef enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_NAME,
	TOKEN_STRING,
	TOKEN_ARRAY,
	TOKEN_ARRAY_END,
	TOKEN_DICT,
	TOKEN_DICT_END,
	TOKEN_WORD
} token_kind;

typedef struct pdf_token {
	token_kind kind;
	bool whole; /* a number without a point */
	double number;
	/* A name without its slash and a string, with escapes undone: the arena's, a NUL follows. A
	 * word: a part of what is read, without a NUL. */
	const char *text;
	size_t length;
} pdf_token;

typedef struct tokens {
	arena *arena;
	const char *at, *end;
} tokens;

pdf_token token_next(tokens *t);

bool token_is(const pdf_token *t, const char *word);

/* White space, as PDF has it (NUL, too). */
bool token_is_space(char c);

#endif
