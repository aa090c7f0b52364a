/* code_lexer: the keywords, strings, comments and numbers of a text in one of the languages that
 * people print. */
#ifndef PLATEN_CODE_LEXER_H
#define PLATEN_CODE_LEXER_H

#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

typedef enum code_kind {
	CODE_PLAIN,
	CODE_KEYWORD,
	CODE_STRING,
	CODE_COMMENT,
	CODE_NUMBER,
	CODE_KINDS
} code_kind;

/* Bytes from … to - 1 of the text. */
typedef struct code_token {
	uint32_t from, to;
	code_kind kind;
} code_token;

typedef struct code_language code_language;

/* The language of a name such as "python", "py" or "c++ {.numbers}", or NULL. */
const code_language *code_language_of(const char *name);

/* The tokens of a text in order, without its plain text; owned by the arena. Time is linear. */
const code_token *code_tokens(arena *a, const code_language *language, const char *text,
			      size_t length, size_t *count);

#endif
