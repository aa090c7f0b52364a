/* foreign: the kinds, their counts and their messages. */
#include "markdown/foreign.h"

#include "base/unicode.h"

struct foreign_count {
	size_t count;
	place first;
	const char *text; /* as it is written there, cut to what a message shows */
};

static const struct {
	const char *what, *becomes, *instead;
} kinds[FOREIGN_KINDS] = {
	[FOREIGN_MATH] = {"mathematics", "is set letter by letter as it is written",
			  "write it in words, or show it as an image"},
	[FOREIGN_CITATION] = {"a citation", NULL, "write the source in a note, '[^1]'"},
	[FOREIGN_REFERENCE] = {"a cross-reference", NULL,
			       "write '[](#id)', and {#id} after what is meant"},
	[FOREIGN_ALERT] = {"an alert", "is set as a quotation",
			   "write '::: {.note}' and ':::' around its paragraphs"},
	[FOREIGN_ADMONITION] = {"an admonition", NULL,
				"write '::: {.note}' and ':::' around its paragraphs"},
	[FOREIGN_LATEX] = {"LaTeX", NULL, "write it in Markdown"},
	[FOREIGN_TYPST] = {"Typst", NULL, "write it in Markdown"},
	[FOREIGN_SHORTCODE] = {"a shortcode or an include", NULL,
			       "write out what it makes, or list the file among the chapters"},
	[FOREIGN_WIKI_LINK] = {"a wiki link", NULL,
			       "name a heading or a file of the publication, or write "
			       "'[words](address)'"},
	[FOREIGN_EMOJI] = {"an emoji code", NULL, "write the character itself"},
	[FOREIGN_LINE_BLOCK] = {"a line block", NULL,
				"end each line with a backslash, without '|' before it"},
	[FOREIGN_GRID_TABLE] = {"a grid table", NULL, "write a table of '| cells |'"},
	[FOREIGN_SIMPLE_TABLE] = {"a simple table", "is set as words and a rule",
				  "write a table of '| cells |'"},
	[FOREIGN_CONTENTS] = {"a place for the contents", NULL,
			      "write 'toc: true' in the front matter"},
	[FOREIGN_LIST] = {"a list", NULL, "number it '1.', '2.' …"},
	[FOREIGN_ATTRIBUTES] = {"attributes", NULL,
				"put them right after a heading, a link, an image, a code span, "
				"bracketed words or the '```' of a code block"},
	[FOREIGN_RAW] = {"raw output for another program", NULL, "write it in Markdown"},
	[FOREIGN_LINK_UNDEFINED] = {"a link", NULL,
				    "define its label, '[label]: address', or write '\\['"},
	[FOREIGN_LINK_EMPTY] = {"a link without an address", "is set without a link",
				"give it one, '[words](address)'"},
	[FOREIGN_LINK_SPACED] = {"a link or an image", NULL,
				 "put '<' and '>' around an address with spaces, and no space "
				 "before its '('"},
	[FOREIGN_HEADING] = {"a heading", NULL,
			     "begin it with one '#' to six and a space, or write '\\#'"},
	[FOREIGN_ABBREVIATION] = {"an abbreviation's definition", NULL,
				  "write it in the front matter: 'abbreviations:', and below it "
				  "'HTML: what it stands for'"},
	[FOREIGN_DEFINITION] = {"a definition", NULL, "begin it with ': '"},
	[FOREIGN_DIAGRAM] = {"a diagram", "is set as code", "show it as an image"},
	[FOREIGN_CHUNK] = {"code that another program runs", "is set as code",
			   "run it before, and show what it makes"},
	[FOREIGN_DIRECTIVE] = {"a directive", NULL, "write it in Markdown"},
	[FOREIGN_CODE_DIRECTIVE] = {"a directive", "is set as code",
				    "write it in Markdown: '::: {.note}' and ':::' around a note"},
	[FOREIGN_REQUEST] = {"a request to another program", "is left out",
			     "list the chapters in publication.yaml, or take it out"},
	[FOREIGN_INDEX] = {"an entry of an index", "is left out",
			   "Platen makes no index yet; take it out"},
	[FOREIGN_EDIT] = {"an editor's mark", NULL, "take the change in, or leave it out"},
	[FOREIGN_MODULE] = {"a program's import or export", NULL, "take it out"},
	[FOREIGN_IMPORT] = {"a program's import", "is left out", "take it out"},
	[FOREIGN_OPTION] = {"an option of a directive or shortcode", "is left out",
			    "say in the text what it says, or take it out"},
	[FOREIGN_COMMENT] = {"a comment", NULL, "write '<!-- … -->'"},
	[FOREIGN_HIDDEN] = {"words that are hidden until the reader asks", NULL,
			    "take the bars out"},
	[FOREIGN_BLOCK_NAME] = {"a block's name", NULL,
				"write '{: #name}' on a line of its own below the block"},
	[FOREIGN_TASK] = {"a task's state", NULL, "write '[ ]' or '[x]'"},
	[FOREIGN_INSERTED] = {"inserted words", NULL, "write '<ins>words</ins>'"},
	[FOREIGN_FIELD] = {"a field for a program", NULL,
			   "take it out, or write it in the front matter"},
	[FOREIGN_DEFINED_TWICE] = {"another definition of an abbreviation", "is left out",
				   "take one of them out"},
};

void foreign_see(manuscript *m, foreign_kind kind, place where, const char *text, size_t length)
{
	enum { SHOWN_MOST = 40 };
	const manuscript_file *file = files_of(m, where.source);
	if (!m->foreign)
		m->foreign = ARENA_ARRAY(m->arena, m->file_count * FOREIGN_KINDS, foreign_count);
	foreign_count *seen = &m->foreign[file->number * FOREIGN_KINDS + kind];
	if (seen->count++ > 0)
		return;
	char *shown = arena_alloc(m->arena, SHOWN_MOST + 8);
	size_t n = 0, at = 0;
	while (at < length && n < SHOWN_MOST && text[at] != '\n') {
		if (text[at] == ESCAPED) {
			shown[n++] = '\\';
			at++;
			continue;
		}
		size_t size = unicode_size(text + at);
		memcpy(shown + n, text + at, size);
		n += size;
		at += size;
	}
	memcpy(shown + n, at < length ? "…" : "", at < length ? sizeof "…" : 1);
	seen->first = where;
	seen->text = shown;
}

void foreign_report(manuscript *m)
{
	for (size_t i = 0; m->foreign && i < m->file_count * FOREIGN_KINDS; i++) {
		const foreign_count *seen = &m->foreign[i];
		size_t kind = i % FOREIGN_KINDS;
		const char *becomes = kinds[kind].becomes;
		if (seen->count == 0)
			continue;
		const char *times =
			seen->count > 1 ? arena_print(m->arena, " (%zu in this file)", seen->count)
					: "";
		report_at(m->report, REPORT_FOREIGN, seen->first,
			  "'%s' looks like %s%s and is not understood: it %s; %s", seen->text,
			  kinds[kind].what, times, becomes ? becomes : "is set as it is written",
			  kinds[kind].instead);
	}
}

place foreign_place_after(place where, const char *text, size_t size)
{
	for (size_t i = 0; where.column > 0 && i < size; i++)
		where.column += !unicode_is_inside(text[i]);
	return where;
}

place foreign_place(const node *text, size_t at)
{
	return foreign_place_after(text->place, text->as.text.data, at);
}

node *foreign_replace(manuscript *m, node *text, size_t at, size_t size, node *made)
{
	size_t end = at + size;
	node *rest = NULL;
	node_insert_after(text, made);
	if (end < text->as.text.length) {
		rest = node_new(m->arena, NODE_TEXT, foreign_place(text, end));
		rest->as.text.data = text->as.text.data + end;
		rest->as.text.length = text->as.text.length - end;
		node_insert_after(made, rest);
	}
	text->as.text.length = at;
	if (at == 0)
		node_unlink(text);
	return rest;
}
