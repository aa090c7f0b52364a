/* reference: labels to pages, and the words of cross-references by language. A table from node
 * serials to page labels is filled when pages are chosen; the layout's last round is the one that
 * finds the same as the round before. */
#include "layout/reference.h"

#include "base/arena.h"

#include <string.h>

struct references {
	arena *arena;
	const document *document;
	const style *style;
	const char **pages; /* by serial; NULL: not known */
	int *rounds;        /* by serial: the round in which that was found */
	int round;
	const node *moved;
	const char **
		wordless; /* the languages that were reported because Platen has no words in them */
	size_t wordless_count, wordless_capacity;
	bool changed, depends; /* depends: the text has a reference to a page */
};

const char *reference_word_in(const style *s, const char *lang, words_word word)
{
	const char *said = s->words[word] ? s->words[word] : words_in(lang, word);
	return said ? said : words_in("en", word);
}

/* The word that Platen puts before a node's number; WORDS: none. */
static words_word word_of(const style *s, const node *n)
{
	switch (n->kind) {
	case NODE_REFERENCE: return WORD_PAGE;
	case NODE_LINK: return s->link_pages && n->as.link.target ? WORD_PAGE : WORDS;
	case NODE_FIGURE: return n->as.figure.number ? WORD_FIGURE : WORDS;
	case NODE_TABLE: return n->as.table.number ? WORD_TABLE : WORDS;
	case NODE_CONTENTS:
		return n->as.contents.of == CONTENTS_FIGURES  ? WORD_FIGURES
		       : n->as.contents.of == CONTENTS_TABLES ? WORD_TABLES
							      : WORD_CONTENTS;
	case NODE_NOTE: return s->pages.end_notes ? WORD_NOTES : WORDS;
	default: return WORDS;
	}
}

/* Report, once for each language, that Platen has no words in it. */
static void check_words(references *r, report *messages, const node *n)
{
	const style *s = r->style;
	words_word word = word_of(s, n);
	const char *lang = n->kind == NODE_NOTE ? r->document->lang : n->lang;
	if (word == WORDS || s->words[word] || words_in(lang, word))
		return;
	for (size_t i = 0; i < r->wordless_count; i++)
		if (strcmp(r->wordless[i], lang) == 0)
			return;
	*ARENA_APPEND(r->arena, r->wordless, r->wordless_count, r->wordless_capacity) = lang;
	report_at(
		messages, REPORT_WORDS_MISSING, n->place,
		"Platen has no words in the language '%s' and uses English ones, such as '%s'; set "
		"`words:` in the style sheet",
		lang, words_in("en", word));
}

references *references_new(arena *a, report *messages, const document *d, const style *s)
{
	references *r = ARENA_NEW(a, references);

	*r = (references){.arena = a,
			  .document = d,
			  .style = s,
			  .pages = ARENA_ARRAY(a, d->nodes + 1, const char *),
			  .rounds = ARENA_ARRAY(a, d->nodes + 1, int),
			  .round = 1};
	for (const node *n = d->root; n; n = node_after(n, d->root, false)) {
		check_words(r, messages, n);
		r->depends |= (n->kind == NODE_REFERENCE && n->as.reference.page) ||
			      (s->link_pages && n->kind == NODE_LINK && n->as.link.target);
	}
	return r;
}

static const char *page_words(const references *r, arena *a, const node *n, const node *target)
{
	const char *page = reference_page(r, target);

	return arena_print(a, "%s\xC2\xA0%s", reference_word_in(r->style, n->lang, WORD_PAGE),
			   page ? page : "0");
}

static const char *numbered(const references *r, arena *a, const node *n, words_word word,
			    const char *number)
{
	if (n->as.reference.number)
		return number;
	return arena_print(a, "%s\xC2\xA0%s", reference_word_in(r->style, n->lang, word), number);
}

/* A chapter is a numbered heading that opens a page. */
words_word reference_heading_word(const style *s, const node *heading)
{
	const int level = heading->as.heading.level;
	const bool sections = strchr(heading->as.heading.number, '.') || level > 6;

	if (node_has_class(heading, "part"))
		return WORD_PART;
	if (sections)
		return WORD_SECTION;
	if (heading->as.heading.appendix)
		return WORD_APPENDIX;
	return style_for(s, (role)(ROLE_HEADING1 + level - 1), heading)->opens == OPENS_ANYWHERE
		       ? WORD_SECTION
		       : WORD_CHAPTER;
}

const char *reference_words(const void *references, arena *a, const node *n)
{
	const struct references *r = references;
	const node *target = n->kind == NODE_LINK ? n->as.link.target : n->as.reference.target;

	if (!target)
		return "";
	if (n->kind == NODE_LINK || n->as.reference.page)
		return page_words(r, a, n, target);
	const node *name = node_name(target);
	if (name->kind == NODE_FIGURE)
		return numbered(r, a, n, WORD_FIGURE, name->as.figure.number);
	if (name->kind == NODE_TABLE)
		return numbered(r, a, n, WORD_TABLE, name->as.table.number);
	if (name->kind == NODE_HEADING && name->as.heading.number)
		return numbered(r, a, n, reference_heading_word(r->style, name),
				name->as.heading.number);
	return node_written_text(a, name);
}

void reference_found(references *r, const node *n, const char *label)
{
	/* a node begins where its first child does */
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
	for (const node *n = captioned->parent; n && !is_table; n = n->parent)
		if (n->kind == NODE_FIGURE && n->as.figure.number) /* a part of it: the letter */
			return arena_print(r->arena, "(%s) ", number + strlen(n->as.figure.number));
	return arena_print(
		r->arena, "%s\xC2\xA0%s. ",
		reference_word_in(r->style, captioned->lang, is_table ? WORD_TABLE : WORD_FIGURE),
		number);
}
