/* guess: the language of a text that does not name it. The text is still set as English, since a
 * guess must not change a page, but the author gets a note when that is plainly wrong. The first
 * words without a language attribute are judged: by their script, if it is not Latin, otherwise by
 * the short words that are in every sentence of one language and in few of others. These make up a
 * quarter to a half of running text, so nothing is reported about a list of names or about code. */
#include "markdown/manuscript_private.h"

#include "base/unicode.h"

#include <glib.h>

enum {
	WORDS_MOST = 1500,
	WORDS_LEAST = 12,
	WORD_MOST = 24,
	SHARE = 8,    /* one word in SHARE must be in the language's row */
	DIFFERENT = 3 /* and at least so many different ones */
};

static const struct {
	const char *tag, *name, *words;
} languages[] = {
	{"en", "English",
	 "the of and to in is that it for was on with as are be this by at from or an not you"},
	{"de", "German",
	 "der die und das nicht ist ein eine mit für auf den von zu sich dem im des auch es "
	 "werden sie sind"},
	{"lb", "Luxembourgish",
	 "de an d ass net eng mat vun fir dat op ze déi si den am e sinn huet och gëtt"},
	{"fr", "French",
	 "le la les et des un une est dans que qui pour pas sur du en au par il ce de l d"},
	{"es", "Spanish",
	 "el la los las y de que en un una es por con para no del se al su como más"},
	{"it", "Italian",
	 "il la di che e è un una per non con del della sono le i gli nel si da in al"},
	{"pt", "Portuguese",
	 "o a os as e de que em um uma não para com do da se por mais no na é ao"},
	{"ca", "Catalan", "el la els les i de que en un una és per amb no del al es són més dels"},
	{"ro", "Romanian", "și în de la cu nu este un o pe care din că mai sau pentru a se al"},
	{"nl", "Dutch",
	 "de het een en van is in niet dat op te voor met zijn aan er om ook als bij"},
	{"da", "Danish", "og i det er en at til på af ikke med som den for de der et har var"},
	{"sv", "Swedish", "och i det är en att till på av inte med som den för de ett har var om"},
	{"nb", "Norwegian", "og i det er en at til på av ikke med som den for de et har var om"},
	{"fi", "Finnish", "ja on ei että se oli hän mutta joka kun niin ovat myös tai sen olla"},
	{"et", "Estonian", "ja on ei et see oli ta aga kui mis ka või ning seda olla"},
	{"pl", "Polish", "i w nie na się z do że jest to o jak za od po ale przez dla są"},
	{"cs", "Czech", "a v se na je že to s z do o ve k jako by jsou pro ale po"},
	{"sk", "Slovak", "a v sa na je že to s z do o vo k ako by sú pre ale po"},
	{"sl", "Slovenian", "in v je na se da za so z ki ne ni pa tudi od po ali kot"},
	{"hr", "Croatian", "i u je na se da za su s koji ne od kao ili po nije o iz bi"},
	{"hu", "Hungarian", "a az és hogy nem egy is meg ez de volt csak van már mint ha ezt"},
	{"tr", "Turkish", "ve bir bu da de için ile çok ne o olarak daha gibi kadar değil var"},
	{"ru", "Russian", "и в не на что с по это как из а к но от за у то для он они все"},
	{"uk", "Ukrainian", "і в не на що з та це як до у й за від для про але він"},
	{"bg", "Bulgarian", "и на в да се не за от с е по като са че до това или"},
	{"sr", "Serbian", "и у је на се да за су с који не од као или по није о"},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

/* Scripts that only one language uses, or one far more than others. */
static const struct {
	GUnicodeScript script;
	const char *tag, *name;
} scripts[] = {
	{G_UNICODE_SCRIPT_GREEK, "el", "Greek"},
	{G_UNICODE_SCRIPT_HEBREW, "he", "Hebrew"},
	{G_UNICODE_SCRIPT_THAI, "th", "Thai"},
	{G_UNICODE_SCRIPT_HANGUL, "ko", "Korean"},
	{G_UNICODE_SCRIPT_HAN, "zh", "Chinese"},
	{G_UNICODE_SCRIPT_ARMENIAN, "hy", "Armenian"},
	{G_UNICODE_SCRIPT_GEORGIAN, "ka", "Georgian"},
	{G_UNICODE_SCRIPT_ARABIC, NULL, "Arabic"},
	{G_UNICODE_SCRIPT_CYRILLIC, NULL, "Cyrillic"},
	{G_UNICODE_SCRIPT_DEVANAGARI, NULL, "Devanagari"},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

typedef struct sample {
	uint32_t of_word[LANGUAGES];   /* words that are in each language's row */
	uint32_t different[LANGUAGES]; /* of the row */
	uint32_t of_script[SCRIPTS], kana, latin, letters;
	uint32_t words;
	map *rows; /* from a word to its entry */
} sample;

typedef struct common_word {
	uint64_t languages; /* that have the word, a bit for each */
	bool met;
} common_word;

_Static_assert(LANGUAGES < 64, "a bit for each language");

static map *read_rows(arena *a)
{
	map *rows = map_new(a);
	for (size_t i = 0; i < LANGUAGES; i++)
		for (const char *word = languages[i].words; *word;) {
			size_t size = strcspn(word, " ");
			const char *key = arena_copy(a, word, size);
			common_word *e = map_get(rows, key);
			if (!e)
				map_put(rows, key, e = ARENA_NEW(a, common_word));
			e->languages |= (uint64_t)1 << i;
			word += size + (word[size] == ' ');
		}
	return rows;
}

static void count_letter(sample *s, uint32_t c)
{
	GUnicodeScript script = c < 0x80 ? G_UNICODE_SCRIPT_LATIN : g_unichar_get_script(c);
	s->letters++;
	s->latin += script == G_UNICODE_SCRIPT_LATIN;
	s->kana += script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
	for (size_t i = 0; i < SCRIPTS; i++)
		s->of_script[i] += scripts[i].script == script;
}

static void count_word(sample *s, char *word, size_t length)
{
	word[length] = '\0';
	s->words++;
	common_word *e = map_get(s->rows, word);
	for (size_t i = 0; e && i < LANGUAGES; i++) {
		bool has = e->languages >> i & 1;
		s->of_word[i] += has;
		s->different[i] += has && !e->met;
	}
	if (e)
		e->met = true;
}

static void count_text(sample *s, const char *text, size_t length)
{
	char word[WORD_MOST + UNICODE_BYTES + 1];
	size_t used = 0;
	for (size_t at = 0; at < length && s->words < WORDS_MOST;) {
		uint32_t c = unicode_next(text, &at);
		bool letter = unicode_is_letter(c);
		if (letter)
			count_letter(s, c);
		if (letter && used < WORD_MOST)
			used += unicode_write(unicode_lower(c), word + used);
		else if (!letter && used)
			count_word(s, word, used), used = 0;
	}
	if (used)
		count_word(s, word, used);
}

static void count_document(sample *s, const node *root)
{
	const node *n = root;
	while (n && s->words < WORDS_MOST) {
		if (n->kind == NODE_TEXT && !n->lang)
			count_text(s, n->as.text.data, n->as.text.length);
		n = node_after(n, root, n->lang != NULL);
	}
}

/* The language that most words are of; NULL: of none, or of English nearly as many. */
static bool by_words(const sample *s, const char **tag, const char **name)
{
	size_t best = 0;
	for (size_t i = 1; i < LANGUAGES; i++)
		if (s->of_word[i] > s->of_word[best])
			best = i;
	*tag = languages[best].tag;
	*name = languages[best].name;
	return s->words >= WORDS_LEAST && s->different[best] >= DIFFERENT &&
	       s->of_word[best] * SHARE >= s->words && s->of_word[best] > 2 * s->of_word[0];
}

/* The language of most letters' script; *tag is NULL where several have it. Of Japanese, an eighth
 * is kana at the least. */
static bool by_script(const sample *s, const char **tag, const char **name)
{
	if (s->latin * 2 >= s->letters)
		return false;
	if (s->kana * 8 > s->letters) {
		*tag = "ja";
		*name = "Japanese";
		return true;
	}
	for (size_t i = 0; i < SCRIPTS; i++)
		if (s->of_script[i] > s->latin) {
			*tag = scripts[i].tag;
			*name = scripts[i].name;
			return true;
		}
	return false;
}

/* The language that all chapters agree on, where the publication names none. */
static const char *of_chapters(const manuscript *m)
{
	const char *lang = NULL;
	for (size_t i = 0; i < m->file_count; i++) {
		const manuscript_file *file = m->files[i];
		if (!file->is_text)
			continue;
		if (!file->lang || (lang && strcmp(lang, file->lang) != 0))
			return NULL;
		lang = file->lang;
	}
	return lang;
}

void guess_front(manuscript *m)
{
	document *d = m->document;
	m->lang_missing = !d->lang && !(d->lang = of_chapters(m));
	if (m->lang_missing)
		d->lang = "en";
}

void guess_report(manuscript *m)
{
	if (!m->lang_missing || m->lang_unclear) /* what is wrong there is said already */
		return;
	sample s = {.rows = read_rows(m->scratch)};
	const char *tag, *name;
	count_document(&s, m->document->root);
	bool words = by_words(&s, &tag, &name), other = words || by_script(&s, &tag, &name);
	place where = {m->files[0]->source, 0, 0};
	const char *file = m->files[0]->is_text ? "the front matter" : "publication.yaml";
	if (!other)
		report_at(m->report, REPORT_LANG_MISSING, where,
			  "the language is not given, so English is assumed; write `lang: en` (or "
			  "`en-GB`, `fr`, `de` …) in %s",
			  file);
	else if (tag)
		report_at(m->report, REPORT_LANG_UNLIKELY, where,
			  "the language is not given, so English is assumed, but the text reads as "
			  "%s; write `lang: %s` in %s",
			  name, tag, file);
	else
		report_at(m->report, REPORT_LANG_UNLIKELY, where,
			  "the language is not given, so English is assumed, but the script of the "
			  "text is %s; write `lang:` and the tag of its language in %s",
			  name, file);
}
