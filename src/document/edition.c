/* edition: the table of editions. A new edition is a row here (and a column, if it does something
 * that no other does). */
#include "document/edition.h"

#include <string.h>

static const char all[] = "all";

/* Well-Tagged PDF 1.0, of the PDF Association */
static const char *const well_tagged[] = {
	"http://pdfa.org/declarations/wtpdf#accessibility1.0",
	"http://pdfa.org/declarations/wtpdf#reuse1.0",
	NULL,
};

const edition edition_table[EDITIONS] = {
	[EDITION_ARCHIVE] = {.name = "archive",
			     .version = 17,
			     .pdfa_part = 3,
			     .pdfa_conformance = "A",
			     .bare_pdfa_part = 2,
			     .bare_pdfa_conformance = "A",
			     .pdfua_part = 1,
			     .of_all = true,
			     .links = true,
			     .sources = true,
			     .screen = true},
	[EDITION_ARCHIVE2] = {.name = "archive2",
			      .version = 20,
			      .pdfa_part = 4,
			      .pdfa_conformance = "F",
			      .pdfa_revision = 2020,
			      .bare_pdfa_part = 4,
			      .pdfua_part = 2,
			      .pdfua_revision = 2024,
			      .declarations = well_tagged,
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
	[EDITION_COVER] = {.name = "cover",
			   .version = 16,
			   .pdfa_part = 2,
			   .pdfa_conformance = "A",
			   .pdfua_part = 1,
			   .pdfx = "PDF/X-4",
			   .press = true,
			   .cover = true},
};

void edition_list_words(const char *words[EDITION_WORDS])
{
	for (size_t i = 0; i < EDITIONS; i++)
		words[i] = edition_table[i].name;
	words[EDITIONS] = all;
}

static edition_set named(const char *word, size_t length)
{
	edition_set set = 0;

	for (size_t i = 0; i < EDITIONS; i++) {
		const char *name = edition_table[i].name;
		if (strlen(name) == length && !strncmp(word, name, length))
			return 1u << i;
		if (edition_table[i].of_all)
			set |= 1u << i;
	}
	return length == strlen(all) && !strncmp(word, all, length) ? set : 0;
}

edition_set edition_named(const char *words)
{
	edition_set set = 0;

	for (const char *word = words;; word++) {
		size_t length = strcspn(word, ",");
		edition_set one = named(word, length);
		if (!one)
			return 0;
		set |= one;
		word += length;
		if (!*word)
			return set;
	}
}

const edition *edition_next(edition_set set, size_t *at)
{
	while (*at < EDITIONS && !(set & 1u << *at))
		++*at;
	return *at < EDITIONS ? &edition_table[(*at)++] : NULL;
}

edition edition_bare(const edition *e)
{
	edition bare = *e;

	if (e->sources) {
		bare.pdfa_part = e->bare_pdfa_part;
		bare.pdfa_conformance = e->bare_pdfa_conformance;
		bare.sources = false;
	}
	return bare;
}

bool edition_any_press(edition_set set)
{
	bool any = false;

	for (size_t i = 0; i < EDITIONS; i++)
		any |= (set & 1u << i) && edition_table[i].press;
	return any;
}

bool edition_has_cover(edition_set set)
{
	bool any = false;

	for (size_t i = 0; i < EDITIONS; i++)
		any |= (set & 1u << i) && edition_table[i].cover;
	return any;
}

bool edition_any_sources(edition_set set)
{
	bool any = false;

	for (size_t i = 0; i < EDITIONS; i++)
		any |= (set & 1u << i) && edition_table[i].sources;
	return any;
}
