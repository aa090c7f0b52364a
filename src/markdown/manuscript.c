/* manuscript: from the files of a publication to one document. The passes, in order:
 *   files        read each, check that it is text, take its front matter
 *   blocks       turn each into nodes by cmark-gfm, with the dialect's own inlines
 *   notes        put them in the order of their marks
 *   quotes       set punctuation by the language
 *   abbreviations  say what they stand for
 *   images       find their files and descriptions
 *   check        ids, numbers, links */
#include "markdown/manuscript_private.h"
#include "markdown/table_grid.h"

#include "document/abbreviations.h"

static void read_body(manuscript *m, manuscript_file *file)
{
	node *root = m->document->root, *before = root->last;
	passage p;
	if (!includes_passage(m, &p, file))
		text_passage(m, &p, file, file->source, file->body);
	blocks_read(m, &p, root);
	node *first = before ? before->next : root->first;
	first = chapter_settle(m, file, before, first);
	for (node *n = first; n && file->lang; n = n->next)
		if (!n->lang)
			n->lang = file->lang;
}

/* What an unused abbreviation of the text stands for is nowhere in the document. */
static void report_abbreviations(manuscript *m)
{
	const document *d = m->document;
	for (size_t i = 0; i < d->abbreviation_count; i++)
		if (d->abbreviations[i].in_text && !d->abbreviations[i].mentioned)
			report_at(m->report, REPORT_ABBREVIATION_UNUSED, d->abbreviations[i].place,
				  "nothing mentions the abbreviation '%s', so what it stands for "
				  "is not set; mention it, or take it out",
				  d->abbreviations[i].word);
}

static void read_bodies(manuscript *m)
{
	document *d = m->document;
	for (size_t i = 0; i < m->file_count; i++)
		if (m->files[i]->is_text)
			read_body(m, m->files[i]);
	front_colophon(m);
	margins_lift(m);
	notes_order(m); /* puts the notes into the document; what is below must see them, too */
	if (m->has_html)
		html_check_depth(m, d->root);
	if (m->has_tables)
		table_grid_settle_all(m->arena, m->report, d->root);
	scripts_set(m);
	emoji_set(m);
	named_set(m);
	roles_set(m);
	crossrefs_set(m);
	foreign_look(m);
	foreign_report(m);
	quotes_set(m);
	attributes_check(m);
	abbreviations_mark(m->arena, m->scratch, d);
	report_abbreviations(m);
	images_check(m);
	links_check(m);
	check_all(m);
	cover_part(m);
	parts_settle(m);
	guess_report(m);
	front_fields(m);
	files_list(m);
	cover_finish(m);
	document_finish(d);
}

document *manuscript_read(arena *a, report *r, const manuscript_options *options)
{
	manuscript m = {.arena = a,
			.scratch = arena_new(),
			.report = r,
			.document = ARENA_NEW(a, document),
			.inputs = map_new(a),
			.matter = -1};
	m.document->root = node_new(a, NODE_DOCUMENT, (place){0});
	m.document->contents_depth = 3;
	bool any = publication_open(&m, options);
	if (any) {
		guess_front(&m);
		m.document->root->place = (place){m.files[0]->source, 1, 1};
		if (options->front)
			options->front(m.document, options->context);
		read_bodies(&m);
	}
	arena_free(m.scratch);
	return any ? m.document : NULL;
}
