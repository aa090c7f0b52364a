/* reference: labels to pages, and the words of cross-references by language. A table from node
 * serials to page labels is filled when pages are chosen; a round of the layout is the last when it
 * found what the round before had found. */
#include "layout/reference.h"

#include "base/arena.h"

#include <string.h>

struct references {
	arena *arena;
	const document *document;
	const style *style;
	const char **pages; /* by serial; NULL: not known */
	int *rounds;        /* in which round that was found; by serial */
	int round;
	const node *moved;
	bool changed, depends; /* depends: the text has a reference to a page */
};

static const struct {
	const char *lang;
	const char *words[WORDS];
} vocabulary[] = {
	{"en", {"Figure", "Table", "Section", "page", "Contents", "Notes"}},
	{"fr", {"Figure", "Tableau", "Section", "page", "Table des matières", "Notes"}},
	{"de", {"Abbildung", "Tabelle", "Abschnitt", "Seite", "Inhalt", "Anmerkungen"}},
	{"lb", {"Figur", "Tabell", "Abschnitt", "Säit", "Inhalt", "Notten"}},
	{"nl", {"Figuur", "Tabel", "Paragraaf", "pagina", "Inhoud", "Noten"}},
	{"it", {"Figura", "Tabella", "Sezione", "pagina", "Indice", "Note"}},
	{"es", {"Figura", "Tabla", "Sección", "página", "Índice", "Notas"}},
	{"pt", {"Figura", "Tabela", "Secção", "página", "Índice", "Notas"}},
	{"da", {"Figur", "Tabel", "Afsnit", "side", "Indhold", "Noter"}},
	{"sv", {"Figur", "Tabell", "Avsnitt", "sida", "Innehåll", "Noter"}},
	{"nb", {"Figur", "Tabell", "Avsnitt", "side", "Innhold", "Noter"}},
	{"fi", {"Kuva", "Taulukko", "Luku", "sivu", "Sisällys", "Viitteet"}},
	{"pl", {"Rysunek", "Tabela", "Rozdział", "strona", "Spis treści", "Przypisy"}},
	{"cs", {"Obrázek", "Tabulka", "Oddíl", "strana", "Obsah", "Poznámky"}},
};

const char *reference_word_in(const char *lang, reference_word word)
{
	for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) {
		size_t length = strlen(vocabulary[i].lang);
		if (strncmp(lang, vocabulary[i].lang, length) == 0 &&
		    (lang[length] == '-' || lang[length] == '\0'))
			return vocabulary[i].words[word];
	}
	return vocabulary[0].words[word];
}

references *references_new(arena *a, const document *d, const style *s)
{
	references *r = ARENA_NEW(a, references);

	*r = (references){.arena = a,
			  .document = d,
			  .style = s,
			  .pages = ARENA_ARRAY(a, d->nodes + 1, const char *),
			  .rounds = ARENA_ARRAY(a, d->nodes + 1, int),
			  .round = 1};
	for (const node *n = d->root; n; n = node_after(n, d->root, false))
		r->depends |= (n->kind == NODE_REFERENCE && n->as.reference.page) ||
			      (s->link_pages && n->kind == NODE_LINK && n->as.link.target);
	return r;
}

static const char *page_words(const references *r, const node *n, const node *target)
{
	const char *page = reference_page(r, target);

	return arena_print(r->arena, "%s\xC2\xA0%s", reference_word_in(n->lang, WORD_PAGE),
			   page ? page : "0");
}

static const char *numbered(const references *r, const node *n, reference_word word,
			    const char *number)
{
	return arena_print(r->arena, "%s\xC2\xA0%s", reference_word_in(n->lang, word), number);
}

const char *reference_words(const void *references, const node *n)
{
	const struct references *r = references;
	const node *target = n->kind == NODE_LINK ? n->as.link.target : n->as.reference.target;

	if (!target)
		return "";
	if (n->kind == NODE_LINK || n->as.reference.page)
		return page_words(r, n, target);
	const node *name = node_name(target);
	if (name->kind == NODE_FIGURE)
		return numbered(r, n, WORD_FIGURE, name->as.figure.number);
	if (name->kind == NODE_TABLE)
		return numbered(r, n, WORD_TABLE, name->as.table.number);
	if (name->kind == NODE_HEADING && name->as.heading.number)
		return numbered(r, n, WORD_SECTION, name->as.heading.number);
	return node_plain_text(r->arena, name);
}

void reference_found(references *r, const node *n, const char *label)
{
	/* what holds a node begins where its first part does */
	for (; n && r->rounds[n->serial] != r->round; n = n->parent) {
		const char *known = r->pages[n->serial];
		bool same = known && strcmp(known, label) == 0;
		r->changed |= !same;
		r->moved = same ? r->moved : n;
		r->pages[n->serial] = label;
		r->rounds[n->serial] = r->round;
	}
}

const char *reference_page(const references *r, const node *n)
{
	while (n && !r->pages[n->serial])
		n = n->parent;
	return n ? r->pages[n->serial] : NULL;
}

const node *references_moved(const references *r)
{
	return r->moved;
}

bool references_changed(references *r)
{
	bool again = r->changed && r->depends;

	r->changed = false;
	r->round++;
	return again;
}

const char *reference_caption(const references *r, const node *captioned)
{
	bool is_table = captioned->kind == NODE_TABLE;
	const char *number = is_table ? captioned->as.table.number : captioned->as.figure.number;

	if (!number)
		return NULL;
	return arena_print(r->arena, "%s\xC2\xA0%s. ",
			   reference_word_in(captioned->lang, is_table ? WORD_TABLE : WORD_FIGURE),
			   number);
}
