/* edition: the table of editions. A new edition is a row here (and, where it does what none did
 * before, a column). */
#include "document/edition.h"

#include <string.h>

static const char all[] = "all";

const edition edition_table[EDITIONS] = {
	[EDITION_ARCHIVE] = {.name = "archive",
			     .version = 17,
			     .pdfa_part = 3,
			     .pdfa_conformance = "A",
			     .pdfua_part = 1,
			     .of_all = true,
			     .links = true,
			     .sources = true,
			     .screen = true},
	[EDITION_PRINT] = {.name = "print",
			   .version = 16,
			   .pdfa_part = 2,
			   .pdfa_conformance = "A",
			   .pdfua_part = 1,
			   .pdfx = "PDF/X-4",
			   .of_all = true,
			   .press = true},
};

void edition_list_words(const char *words[EDITION_WORDS])
{
	for (size_t i = 0; i < EDITIONS; i++)
		words[i] = edition_table[i].name;
	words[EDITIONS] = all;
}

edition_set edition_named(const char *word)
{
	edition_set set = 0;

	for (size_t i = 0; i < EDITIONS; i++) {
		if (!strcmp(word, edition_table[i].name))
			return 1u << i;
		if (edition_table[i].of_all)
			set |= 1u << i;
	}
	return strcmp(word, all) ? 0 : set;
}

const edition *edition_next(edition_set set, size_t *at)
{
	while (*at < EDITIONS && !(set & 1u << *at))
		++*at;
	return *at < EDITIONS ? &edition_table[(*at)++] : NULL;
}

bool edition_any_press(edition_set set)
{
	bool any = false;

	for (size_t i = 0; i < EDITIONS; i++)
		any |= (set & 1u << i) && edition_table[i].press;
	return any;
}

bool edition_any_sources(edition_set set)
{
	bool any = false;

	for (size_t i = 0; i < EDITIONS; i++)
		any |= (set & 1u << i) && edition_table[i].sources;
	return any;
}
