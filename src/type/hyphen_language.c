/* hyphen_language: the patterns and the list of words of a language, their packages, its minima.
 * Minima: two letters on either side, and three after the break in English (as its dictionaries say
 * themselves), Portuguese, Czech, Slovak and Estonian (as TeX's patterns for them have it) and
 * French (a choice of the house: its dictionary allows two). The dictionary's own minima apply
 * where they are higher. */
#include "type/hyphen_language.h"

#include "base/arena.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static const hyphen_language languages[] = {
	{"af", "af_ZA", "hyphen-af", 2, 2},
	{"as", "as_IN", "hyphen-as", 2, 2},
	{"be", "be_BY", "hyphen-be", 2, 2},
	{"bg", "bg_BG", "hyphen-bg", 2, 2},
	{"bn", "bn_IN", "hyphen-bn", 2, 2},
	{"ca", "ca_ES", "hyphen-ca", 2, 2},
	{"cs", "cs_CZ", "hyphen-cs", 2, 3},
	{"da", "da_DK", "hyphen-da", 2, 2},
	{"de", "de_DE", "hyphen-de", 2, 2},
	{"el", "el_GR", "hyphen-el", 2, 2},
	{"en", "en_US", "hyphen-en-us", 2, 3},
	{"en-AU", "en_GB", "hyphen-en-gb", 2, 3},
	{"en-GB", "en_GB", "hyphen-en-gb", 2, 3},
	{"en-IE", "en_GB", "hyphen-en-gb", 2, 3},
	{"en-IN", "en_GB", "hyphen-en-gb", 2, 3},
	{"en-NZ", "en_GB", "hyphen-en-gb", 2, 3},
	{"en-ZA", "en_GB", "hyphen-en-gb", 2, 3},
	{"es", "es_ES", "hyphen-es", 2, 2},
	{"et", "et_EE", "myspell-et", 2, 3},
	{"fr", "fr_FR", "hyphen-fr", 2, 3},
	{"gl", "gl", "hyphen-gl", 2, 2},
	{"gu", "gu_IN", "hyphen-gu", 2, 2},
	{"hi", "hi_IN", "hyphen-hi", 2, 2},
	{"hr", "hr_HR", "hyphen-hr", 2, 2},
	{"hu", "hu_HU", "hyphen-hu", 2, 2},
	{"id", "id_ID", "hyphen-id", 2, 2},
	{"is", "is", "hyphen-is", 2, 2},
	{"it", "it_IT", "hyphen-it", 2, 2},
	{"kn", "kn_IN", "hyphen-kn", 2, 2},
	{"lt", "lt", "hyphen-lt", 2, 2},
	{"lv", "lv_LV", "hyphen-lv", 2, 2},
	{"ml", "ml_IN", "hyphen-ml", 2, 2},
	{"mn", "mn_MN", "hyphen-mn", 2, 2},
	{"mr", "mr_IN", "hyphen-mr", 2, 2},
	{"nb", "nb_NO", "hyphen-no", 2, 2},
	{"nl", "nl_NL", "hyphen-nl", 2, 2},
	{"nn", "nn_NO", "hyphen-no", 2, 2},
	{"no", "nb_NO", "hyphen-no", 2, 2},
	{"or", "or_IN", "hyphen-or", 2, 2},
	{"pa", "pa_IN", "hyphen-pa", 2, 2},
	{"pl", "pl_PL", "hyphen-pl", 2, 2},
	{"pt", "pt_PT", "hyphen-pt-pt", 2, 3},
	{"pt-BR", "pt_BR", "hyphen-pt-br", 2, 3},
	{"ro", "ro_RO", "hyphen-ro", 2, 2},
	{"ru", "ru_RU", "hyphen-ru", 2, 2},
	{"sk", "sk_SK", "hyphen-sk", 2, 3},
	{"sl", "sl_SI", "hyphen-sl", 2, 2},
	{"sr", "sr_RS", "hyphen-sr", 2, 2},
	{"sr-Latn", "sr-Latn_RS", "hyphen-sr", 2, 2},
	{"sv", "sv_SE", "hyphen-sv", 2, 2},
	{"ta", "ta_IN", "hyphen-ta", 2, 2},
	{"te", "te_IN", "hyphen-te", 2, 2},
	{"th", "th_TH", "hyphen-th", 2, 2},
	{"uk", "uk_UA", "hyphen-uk", 2, 2},
	{"zu", "zu_ZA", "hyphen-zu", 2, 2},
};

/* The parts of a tag that choose patterns, in the case in which files are named: "en", "Latn",
 * "GB". */
typedef struct tag_parts {
	char language[9], script[5], region[4];
} tag_parts;

static void put_part(char *to, const char *from, size_t size, bool title, bool upper)
{
	for (size_t i = 0; i < size; i++)
		to[i] = (char)(upper || (title && !i) ? toupper((unsigned char)from[i])
						      : tolower((unsigned char)from[i]));
	to[size] = '\0';
}

static tag_parts parts_of(const char *tag)
{
	tag_parts parts = {"", "", ""};
	size_t size = strcspn(tag, "-_");
	if (size < sizeof parts.language && strspn(tag, LETTERS) >= size)
		put_part(parts.language, tag, size, false, false);
	for (tag += size; *tag; tag += size) {
		tag++;
		size = strcspn(tag, "-_");
		if (size == 1)
			break; /* extensions and private use follow */
		if (size == 4 && !*parts.script && !*parts.region && strspn(tag, LETTERS) >= 4)
			put_part(parts.script, tag, size, true, false);
		else if (!*parts.region &&
			 (size == 2 ? strspn(tag, LETTERS) >= 2
				    : size == 3 && strspn(tag, "0123456789") >= 3))
			put_part(parts.region, tag, size, false, true);
	}
	return parts;
}

static const hyphen_language *row_of(const char *language, const char *part)
{
	size_t size = strlen(language);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		const char *tag = languages[i].tag;
		if (!strncmp(tag, language, size) &&
		    (*part ? tag[size] == '-' && !strcmp(tag + size + 1, part) : !tag[size]))
			return &languages[i];
	}
	return NULL;
}

static const hyphen_language *row_of_parts(const tag_parts *parts)
{
	const hyphen_language *row = NULL;
	if (*parts->region)
		row = row_of(parts->language, parts->region);
	if (!row && *parts->script)
		row = row_of(parts->language, parts->script);
	return row ? row : row_of(parts->language, "");
}

const hyphen_language *hyphen_language_of(const char *tag)
{
	tag_parts parts = parts_of(tag);
	return row_of_parts(&parts);
}

/* The lists are Debian's for spelling checkers: inflected forms and many compounds. */
static const hyphen_compounds compounds[] = {
	{"da", "danish", "wdanish", "se", ""},
	{"de", "ngerman", "wngerman", "s", "ende|innen|erweise|"},
	{"nb", "bokmaal", "wnorwegian", "se", ""},
	{"nl", "dutch", "wdutch", "s", ""},
	{"nn", "nynorsk", "wnorwegian", "se", ""},
	{"no", "bokmaal", "wnorwegian", "se", ""},
	{"sv", "swedish", "wswedish", "s", ""},
};

const hyphen_compounds *hyphen_compounds_of(const char *tag)
{
	tag_parts parts = parts_of(tag);
	for (size_t i = 0; i < sizeof compounds / sizeof *compounds; i++)
		if (!strcmp(compounds[i].language, parts.language))
			return &compounds[i];
	return NULL;
}

/* Common words of two parts that Debian's British patterns leave whole. The Oxford dictionaries
 * divide them as the American patterns do. */
static const char british_words[] = ".al9ready.\n.every9thing.\n.what9ever.\n.when9ever.\n"
				    ".wher9ever.\n.with9in.\n.with9out.\n";

const char *hyphen_language_more(const char *tag)
{
	const hyphen_language *row = hyphen_language_of(tag);
	return row && strcmp(row->file, "en_GB") == 0 ? british_words : "";
}

const char *const *hyphen_language_files(arena *a, const char *tag)
{
	tag_parts parts = parts_of(tag);
	const hyphen_language *row = row_of_parts(&parts);
	const char **files = ARENA_ARRAY(a, 6, const char *);
	size_t count = 0;
	if (*parts.script && *parts.region)
		files[count++] =
			arena_print(a, "%s_%s_%s", parts.language, parts.script, parts.region);
	/* A tag with a script never takes the patterns for the region's usual script. */
	if (*parts.region && !(*parts.script && row && strchr(row->tag, '-')))
		files[count++] = arena_print(a, "%s_%s", parts.language, parts.region);
	if (row)
		files[count++] = row->file;
	if (*parts.script)
		files[count++] = arena_print(a, "%s_%s", parts.language, parts.script);
	else if (!row || !strchr(row->tag, '-'))
		files[count++] = parts.language[0]
					 ? arena_copy(a, parts.language, strlen(parts.language))
					 : "";
	return files;
}
