/* words: the words that Platen adds to a publication (Figure, Contents, page …), by language. A
 * style sheet may replace them (`words:`, style_keys.h). */
#ifndef PLATEN_WORDS_H
#define PLATEN_WORDS_H

typedef enum words_word {
	WORD_FIGURE,
	WORD_TABLE,
	WORD_SECTION,
	WORD_PAGE,
	WORD_CONTENTS,
	WORD_NOTES,
	WORD_NOTE,
	WORD_CONTINUED,
	WORD_FOOTNOTE,
	WORD_BACK,
	WORD_FIGURES,
	WORD_TABLES,
	WORD_CHAPTER,
	WORD_APPENDIX,
	WORD_PART,
	WORDS
} words_word;

/* A word in the language of a BCP 47 tag; NULL: the language is not in the table. */
const char *words_in(const char *lang, words_word word);

#endif
