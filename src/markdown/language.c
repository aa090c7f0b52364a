/* language: BCP 47 tags. Their form is checked by RFC 5646's grammar, their language and region by
 * ICU's data. */
#include "markdown/manuscript_private.h"

#include "base/icu.h"
#include "markdown/habits.h"

#include <glib.h>

/* Letters and digits up to the next hyphen; *letters is whether all are letters. */
static size_t subtag(const char *text, bool *letters)
{
	size_t n = 0;
	*letters = true;
	for (; g_ascii_isalnum(text[n]); n++)
		*letters = *letters && g_ascii_isalpha(text[n]);
	return n;
}

/* Three letters are an extended language, three digits a region; a mixture is neither. */
static bool is_three(const char *at, size_t n, bool letters)
{
	return n == 3 && (letters || (g_ascii_isdigit(at[0]) && g_ascii_isdigit(at[1]) &&
				      g_ascii_isdigit(at[2])));
}

/* What follows the language: script, region, variants, extensions, each well formed; region gets
 * two letters or nothing. */
static bool rest_is_plausible(const char *at, char region[3])
{
	bool extended = false, first = true;
	while (*at) {
		bool letters;
		if (*at++ != '-')
			return false;
		size_t n = subtag(at, &letters);
		if (n == 0 || n > 8)
			return false;
		if (n == 1)
			extended = true;
		else if (!extended && n == 2 && letters && !region[0])
			memcpy(region, at, 2);
		else if (!extended && !(n == 4 && letters && first) && !is_three(at, n, letters) &&
			 n < 5 && !(n == 4 && g_ascii_isdigit(at[0])))
			return false;
		first = false;
		at += n;
	}
	return true;
}

bool language_is(const char *tag, const char *prefix)
{
	size_t n = strlen(prefix);
	for (size_t i = 0; i < n; i++)
		if ((tag[i] | 0x20) !=
		    (prefix[i] | 0x20)) /* letters fold, and the hyphen is the same in both */
			return false;
	return tag[n] == '\0' || tag[n] == '-';
}

/* The tag that people mean when they write something else. */
static const char *meant(const char *tag)
{
	static const char *const pairs[][2] = {
		{"english", "en"},    {"german", "de"},   {"deutsch", "de"},
		{"french", "fr"},     {"francais", "fr"}, {"luxembourgish", "lb"},
		{"italian", "it"},    {"spanish", "es"},  {"dutch", "nl"},
		{"portuguese", "pt"}, {"en-uk", "en-GB"}, {"uk-uk", "en-GB"},
		{"gb", "en-GB"},      {"us", "en-US"},    {"lu", "lb"},
		{"cz", "cs"},         {"dk", "da"},       {"jp", "ja"},
		{"gr", "el"},         {"ger", "de"},      {"fre", "fr"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (language_is(tag, pairs[i][0]) && strlen(tag) == strlen(pairs[i][0]))
			return pairs[i][1];
	return NULL;
}

/* Common countries, so that ICU is not loaded for them. */
static bool is_usual(const char *region)
{
	static const char usual[] = " AT AU BE BR CA CH DE ES FR GB IE IT LU NL PT US ";
	const char *found = strstr(usual, region);
	return found && found[-1] == ' ' && found[2] == ' ';
}

static bool is_known(const char *tag)
{
	bool letters;
	char language[12] = "", region[3] = "", place[8] = "und_";
	size_t n = subtag(tag, &letters);
	if (n == 1 && (*tag | 0x20) == 'x' && tag[1] == '-')
		return true; /* private use */
	if (n < 2 || n > 3 || !letters || !rest_is_plausible(tag + n, region))
		return false;
	for (size_t i = 0; i < n; i++)
		language[i] = (char)(tag[i] | 0x20);
	if (!habits_know(language) && !*icu()->uloc_getISO3Language(language) &&
	    strcmp(language, "und") != 0 && strcmp(language, "mul") != 0)
		return false;
	for (size_t i = 0; region[0] && i < 2; i++)
		place[4 + i] = (char)(region[i] & ~0x20);
	return !region[0] || is_usual(place + 4) || *icu()->uloc_getISO3Country(place);
}

bool language_check(manuscript *m, const char *tag, place where)
{
	if (m->known_language && strcmp(tag, m->known_language) == 0)
		return true;
	if (is_known(tag)) {
		m->known_language = tag;
		return true;
	}
	const char *other = meant(tag);
	if (other)
		report_at(m->report, REPORT_LANGUAGE_UNKNOWN, where,
			  "unknown language '%s'; did you mean '%s'?", tag, other);
	else
		report_at(m->report, REPORT_LANGUAGE_UNKNOWN, where,
			  "unknown language '%s'; write a BCP 47 tag such as 'en-GB', 'fr' or 'lb'",
			  tag);
	return false;
}
