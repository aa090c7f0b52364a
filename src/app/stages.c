/* stages: what each stage calls, in the order of the pipeline. Where the author erred, a stage goes
 * on to its end; then its messages are printed, and it is false. */
#include "app/stages.h"

#include "app/by_style.h"
#include "app/covers.h"
#include "app/digest.h"
#include "app/home.h"
#include "app/outputs.h"
#include "app/sources.h"
#include "document/frames.h"
#include "markdown/manuscript.h"

/* The language is known, so its patterns are read in the background, and then what every PDF
 * needs. */
static void front_is_read(const document *d, void *context)
{
	job *j = context;

	if (report_errors(j->report) || j->options->dump == DUMP_DOCUMENT)
		return;
	job_begin_hyphens(j, d->lang);
	if (j->options->dump == DUMP_NONE && j->options->command != COMMAND_FONTS)
		j->ahead = pdf_ahead_begin(j->arena);
}

bool stages_read_manuscript(job *j)
{
	const options *o = j->options;
	manuscript_options m = {o->manuscripts, o->manuscript_count, o->root, front_is_read, j};

	j->setter.hyphens = hyphen_library_new(j->arena, j->report, NULL);
	j->document = manuscript_read(j->arena, j->report, &m);
	covers_choose(j->report, j->document, j->options);
	return job_passes(j, "manuscript") && j->document;
}

bool stages_read_style(job *j)
{
	const options *o = j->options;
	const document *d = j->document;
	style_request request = {
		.path = o->style, .name = o->style, .own = home_path(j->arena, "styles")};

	if (!o->style && d) {
		request.path = d->style;
		request.name = d->style_name;
		request.named_at = d->style_place;
		request.root = d->folder;
	}
	j->setter.style = style_read(j->arena, j->report, &request);
	if (j->setter.style && j->document)
		style_check_classes(j->setter.style, j->report, j->document);
	if (j->document && j->setter.style && report_errors(j->report) == 0)
		by_style_change(j->arena, j->scratch, j->document, j->setter.style);
	if (!job_passes(j, "style") || !j->setter.style)
		return false;
	if (j->ahead && edition_any_press(j->options->editions))
		pdf_ahead_begin_press(j->ahead, &j->setter.style->sheet);
	return true;
}

static bool is_there(const node *picture, void *context)
{
	const job *j = context;

	return picture->as.image.path && image_load(j->setter.images, picture->as.image.path,
						    picture->as.image.page, picture->place);
}

bool stages_lay_out(job *j)
{
	job_open_libraries(j);
	frames_put(j->document, j->arena, is_there, j);
	layout_make(&j->setter, j->document, j->options->trace_pages ? stderr : NULL, &j->layout);
	return job_passes(j, "layout");
}

static bool carries_sources(const job *j)
{
	const options *o = j->options;

	return j->setter.style->attachments != ATTACH_NONE && o->command == COMMAND_BUILD &&
	       o->dump == DUMP_NONE && edition_any_sources(o->editions);
}

static void common_options(job *j, pdf_options *o)
{
	o->setter = &j->setter;
	o->ahead = j->ahead;
	o->dated = outputs_date(j->document, &o->date, &o->date_parts);
	o->press = edition_any_press(j->options->editions);
	if (o->press)
		o->digest = digest_of_sources(&j->setter);
}

pdf *stages_take_in_pages(job *j, pdf_options *o)
{
	common_options(j, o);
	return pdf_new(j->arena, j->report, j->layout.pages, j->setter.fonts, j->setter.images, o);
}

bool stages_make_pdf(job *j)
{
	pdf_options o = {0};

	if (j->pdf)
		return true;
	if (carries_sources(j)) {
		o.attachments = sources_attached(&j->setter, j->options, &o.attachment_count);
		o.lock = sources_lock(&j->setter, j->options);
	}
	j->pdf = stages_take_in_pages(j, &o);
	return job_passes(j, "pdf") && j->pdf;
}

/* After the editions' PDF, so that their lock is without the cover's fonts: they are the same
 * whether there is a cover or not. */
bool stages_make_cover(job *j)
{
	pdf_options o = {0};

	if (!edition_has_cover(j->options->editions))
		return true;
	common_options(j, &o);
	j->cover = covers_make(&j->setter, j->layout.pages->count, &o);
	return job_passes(j, "cover") && j->cover;
}

void stages_tell_the_rest(job *j)
{
	const document *d = j->document;
	setter *s = &j->setter;

	if (s->style) {
		job_open_libraries(j);
		shape_font(s->shaper, style_of(s->style, ROLE_BODY),
			   (place){s->style->source, 0, 0});
	} else {
		s->images = image_library_new(j->arena, j->report, d->folder);
	}
	for (const node *n = NULL; (n = document_next_image(d, n));)
		image_load(s->images, n->as.image.path, n->as.image.page, n->place);
	report_flush(j->report);
}
