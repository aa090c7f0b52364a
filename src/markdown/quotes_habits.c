/* languages: the tables of manuscript_quotes. Quotation marks after the languages' own
 * style guides, as CLDR and Wikipedia's survey collect them; French spaces after the Imprimerie
 * nationale. */
#include "markdown/quotes.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

/* The spaces that French puts, and that do not break. */
#define NBSP "\xc2\xa0"
#define THIN "\xe2\x80\xaf"

/* The first that names a tag, or its language, speaks for it; the first of all speaks for the rest.
 */
static const quotes_language languages[] = {
	{" en ", {"“", "”", "‘", "’"}, NULL, NULL, NULL, true},
	{" fr-CH ", {"«", "»", "‹", "›"}, NULL, THIN, THIN, false},
	{" fr-CA ", {"«" NBSP, NBSP "»", "“", "”"}, NBSP, NULL, NBSP, false},
	{" fr ", {"«" THIN, THIN "»", "“", "”"}, THIN, THIN, NBSP, false},
	{" de-CH de-LI it-CH rm gsw ", {"«", "»", "‹", "›"}, NULL, NULL, NULL, false},
	{" de lb cs sk sl is hsb dsb bg mk ka ", {"„", "“", "‚", "‘"}, NULL, NULL, NULL, false},
	{" lt ", {"„", "“", "‚", "‘"}, NULL, NULL, NULL, false},
	{" it es ca gl eu ast pt pt-PT el mt oc ", {"«", "»", "“", "”"}, NULL, NULL, NULL, false},
	{" pt-BR nl af tr cy ga gd eo ko zh vi id ms th hi fy li ",
	 {"“", "”", "‘", "’"},
	 NULL,
	 NULL,
	 NULL,
	 false},
	{" pl ", {"„", "”", "«", "»"}, NULL, NULL, NULL, false},
	{" ro ", {"„", "”", "«", "»"}, NULL, NULL, NULL, false},
	{" hu ", {"„", "”", "»", "«"}, NULL, NULL, NULL, false},
	{" hr bs sr et lv ", {"„", "”", "‚", "’"}, NULL, NULL, NULL, false},
	{" sv fi se ", {"”", "”", "’", "’"}, NULL, NULL, NULL, false},
	{" da ", {"»", "«", "›", "‹"}, NULL, NULL, NULL, false},
	{" nb nn no fo ", {"«", "»", "‘", "’"}, NULL, NULL, NULL, false},
	{" ru uk be kk ", {"«", "»", "„", "“"}, NULL, NULL, NULL, false},
	{" sq hy az ", {"«", "»", "‹", "›"}, NULL, NULL, NULL, false},
	{" ja ", {"「", "」", "『", "』"}, NULL, NULL, NULL, false},
	{" he ", {"”", "”", "’", "’"}, NULL, NULL, NULL, false},
	{" fa ar ", {"«", "»", "‹", "›"}, NULL, NULL, NULL, false},
};

/* Does a list of words between spaces hold this one? */
static bool holds(const char *list, const char *word, size_t size)
{
	for (const char *at = list; (at = strchr(at, ' ')) && at[1]; at++)
		if (strncmp(at + 1, word, size) == 0 && at[1 + size] == ' ')
			return true;
	return false;
}

static bool speaks_for(const char *tags, const char *tag, size_t size)
{
	for (const char *at = tags; (at = strchr(at, ' ')) && at[1]; at++)
		if (strncasecmp(at + 1, tag, size) == 0 && at[1 + size] == ' ')
			return true;
	return false;
}

static const quotes_language *find(const char *tag, size_t size)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (speaks_for(languages[i].tags, tag, size))
			return &languages[i];
	return NULL;
}

const quotes_language *quotes_language_of(const char *tag)
{
	size_t size = strlen(tag), language = strcspn(tag, "-");
	const quotes_language *found = find(tag, size);
	if (!found)
		found = find(tag, language);
	return found ? found : &languages[0];
}

bool quotes_know(const char *language)
{
	return find(language, strlen(language)) != NULL;
}

static bool is_letter(char c)
{
	return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

bool quotes_is_elided(const char *word)
{
	char lower[8] = "";
	size_t n = 0;
	while (is_letter(word[n]) && n < sizeof lower - 1) {
		lower[n] = g_ascii_tolower(word[n]);
		n++;
	}
	if (n == 0)
		return g_ascii_isdigit(word[0]) && g_ascii_isdigit(word[1]) &&
		       (word[2] == 's' || !is_letter(word[2])) && !g_ascii_isdigit(word[2]) &&
		       word[2] != '\'';
	return !is_letter(word[n]) &&
	       holds(" tis twas twere twill til em cause bout round n ", lower, n);
}

bool quotes_is_unit(const char *text)
{
	static const char units[] =
		" kg g mg t km m dm cm mm µm nm ha l dl cl ml h min s ms µs ns Hz kHz MHz GHz B kB "
		"MB GB TB KiB"
		" MiB GiB W kW MW GW kWh MWh GWh V kV mV A mA K J kJ MJ N kN Pa hPa kPa MPa bar °C "
		"°F ° % ‰ € $ £ ¥ CHF EUR USD"
		" pt px dpi ft lb oz mol lx lm cd dB km/h m/s m² m³ km² cm² Mio. Mrd. ";
	size_t n = strcspn(text, " \t\n,;:!?()\"'\x01\xff");
	while (n > 0 && text[n - 1] == '.' && !holds(units, text, n))
		n--;
	return n > 0 && holds(units, text, n);
}

bool quotes_is_thousand(const char *text, size_t space)
{
	size_t digits = 0;
	while (digits < space && digits < 4 && g_ascii_isdigit(text[space - 1 - digits]))
		digits++;
	const char *next = text + space + 1;
	return digits >= 1 && digits <= 3 && g_ascii_isdigit(next[0]) && g_ascii_isdigit(next[1]) &&
	       g_ascii_isdigit(next[2]) && !g_ascii_isdigit(next[3]);
}

/* The word before a space, back to white space or an opening bracket. */
static size_t word_before(const char *text, size_t space)
{
	size_t n = 0;
	while (n < space && n < 8 && !strchr(" \t\n([", text[space - 1 - n]))
		n++;
	return n;
}

bool quotes_is_counted(const char *text, size_t space)
{
	size_t n = word_before(text, space);
	return n > 0 && holds(" p. pp. No. no. Nr. nr. Nos. n° N° № § §§ S. vol. Vol. Fig. fig. "
			      "Bd. ch. Chap. chap. Kap. ¶ art. Art. ",
			      text + space - n, n);
}

bool quotes_is_initial(const char *text, size_t space)
{
	size_t n = word_before(text, space);
	const char *word = text + space - n;
	if (n < 2 || text[space - 1] != '.')
		return false;
	for (size_t at = 0; at < n;) { /* "J.", and "J.R." */
		size_t letter = (unsigned char)word[at] == 0xc3 ? 2 : 1;
		if (!quotes_is_capital(word + at) || at + letter >= n || word[at + letter] != '.')
			return false;
		at += letter + 1;
	}
	return true;
}

bool quotes_is_capital(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	return (c[0] >= 'A' && c[0] <= 'Z') ||
	       (c[0] == 0xc3 && c[1] >= 0x80 && c[1] <= 0x9e && c[1] != 0x97);
}
