/* alert_words: the titles of boxes with advice and warnings, by language. */
#ifndef PLATEN_ALERT_WORDS_H
#define PLATEN_ALERT_WORDS_H

typedef enum alert_word {
	ALERT_TIP,
	ALERT_IMPORTANT,
	ALERT_WARNING,
	ALERT_CAUTION,
	ALERTS
} alert_word;

/* The word in a language (BCP 47), or NULL where Platen has none. */
const char *alert_words_in(const char *lang, alert_word word);

#endif
