/* covers: whether a cover is made, and the way of its one page into a PDF: the same as any
 * page's. */
#include "app/covers.h"

#include "base/arena.h"
#include "layout/cover_sheet.h"

#include <string.h>

static const edition_set cover_edition = (edition_set)1 << EDITION_COVER;

/* Where the command line names no edition, or all, publication.yaml says which. */
static void choose_editions(const document *d, options *o)
{
	const char *const *asked = d ? d->editions : NULL;

	if ((o->edition_given && !o->all_editions) || !asked || !*asked)
		return;
	if (!o->all_editions)
		o->editions = 0;
	for (; *asked; asked++)
		o->editions |= edition_named(*asked);
}

/* Standard output has room for one PDF. */
static bool goes_to_standard_output(const options *o)
{
	return strcmp(o->output ? o->output : o->manuscripts[0], "-") == 0;
}

void covers_choose(report *r, const document *d, options *o)
{
	choose_editions(d, o);
	if (!d)
		return;
	if (d->cover && !goes_to_standard_output(o) &&
	    (!o->edition_given || edition_any_press(o->editions)))
		o->editions |= cover_edition;
	if (!d->cover && (o->editions & cover_edition))
		report_at(r, REPORT_COVER_MISSING, d->root->place,
			  "a cover is asked for, and there is no `cover:` in the publication's "
			  "publication.yaml; write 'cover: {paper: 0.1mm}' there, with the "
			  "thickness of a leaf");
}

pdf *covers_make(const setter *s, size_t pages, const pdf_options *options)
{
	cover_sheet *sheet = cover_sheet_make(s, s->document->cover, pages);
	pdf_options own = *options;

	if (report_errors(s->report))
		return NULL;
	/* tenths of a millimetre: printers ask for the spine's width first */
	long spine = (long)((sheet->spine * 2540 / 720 + LENGTH_PT / 2) / LENGTH_PT);
	own.cover = arena_print(s->arena, "spine\xc2\xa0%ld.%ld\xc2\xa0mm", spine / 10, spine % 10);
	own.setter = sheet->setter;
	return pdf_new(s->arena, s->report, sheet->pages, s->fonts, s->images, &own);
}
