/* preflight_proof: each finding becomes an annotation, so that the pages stay as they are, viewers
 * list the findings as comments, and a click leads to the place. What it looks like is drawn with
 * it, for all viewers alike: a frame and the rule's name. Findings without a place are listed at
 * the left upper corner of their page, those of the file on the first. */
#include "preflight/preflight_proof.h"

#include "base/arena.h"
#include "reader/reader_copy.h"

#include <math.h>
#include <string.h>

#define FRAME     2   /* points around the place */
#define LABEL     6   /* points: the size of a label's type */
#define CHARACTER 3.4 /* points: about the width of its letters */
#define LEADING   8

enum { MARKS_MOST = 2000 }; /* of a file */

typedef struct proofing {
	arena *arena;
	reader_pdf *reader;
	const preflight_result *result;
	reader_object *annotations; /* of each page: the array that it gets */
	double *corner;             /* of each page: how far down its corner's list goes */
	size_t marks;
} proofing;

static const char *colour_of(const preflight_rule *rule)
{
	return rule->level == REPORT_ERROR     ? "0.85 0 0"
	       : rule->level == REPORT_WARNING ? "0.9 0.45 0"
					       : "0 0.3 0.8";
}

/* The frame, if there is one, and the label on a white ground at its left upper corner. */
static const char *drawing_of(proofing *p, const preflight_rule *rule, content_box frame,
			      content_box all, bool framed)
{
	const char *colour = colour_of(rule);
	double bottom = all.y1 - LEADING,
	       width = (double)strlen(rule->name) * CHARACTER + 2 * FRAME;
	const char *box =
		framed ? arena_print(p->arena, "%s RG 1 w %.2f %.2f %.2f %.2f re S ", colour,
				     frame.x0, frame.y0, frame.x1 - frame.x0, frame.y1 - frame.y0)
		       : "";

	return arena_print(p->arena,
			   "q %s%s rg %.2f %.2f %.2f %d re f BT 1 g /F %d Tf %.2f %.2f Td (%s) Tj "
			   "ET Q",
			   box, colour, all.x0, bottom, width, LEADING, LABEL, all.x0 + FRAME,
			   bottom + 2, rule->name);
}

static reader_object appearance(proofing *p, const char *drawing, content_box all)
{
	const char *keys =
		arena_print(p->arena,
			    "<< /Type /XObject /Subtype /Form /BBox [%.2f %.2f %.2f %.2f] "
			    "/Resources << /Font << "
			    "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
			    all.x0, all.y0, all.x1, all.y1);

	return reader_copy_new_stream(p->reader, keys, drawing, strlen(drawing));
}

static void annotate(proofing *p, size_t page, const preflight_finding *f, content_box frame,
		     content_box all, bool framed)
{
	reader_pdf *r = p->reader;
	static const char *const levels[] = {"note", "warning", "error"};

	if (p->marks++ >= MARKS_MOST)
		return;
	reader_object look = appearance(p, drawing_of(p, f->rule, frame, all, framed), all);
	reader_object o = reader_copy_new(
		r, arena_print(p->arena,
			       "<< /Type /Annot /Subtype /Square /F 4 /C [%s] /T (Platen) "
			       "/Rect [%.2f %.2f %.2f %.2f] /AP << >> >>",
			       colour_of(f->rule), all.x0, all.y0, all.x1, all.y1));
	reader_copy_set(r, reader_get(r, o, "AP"), "N", look);
	reader_copy_set_text(r, o, "Contents",
			     arena_print(p->arena, "%s: %s [%s]", levels[f->rule->level], f->what,
					 f->rule->name));
	if (p->annotations[page] == READER_NONE)
		p->annotations[page] = reader_copy_array(r, reader_page(r, page), "Annots");
	reader_copy_append(r, p->annotations[page], o);
}

static double label_width(const preflight_rule *rule)
{
	return (double)strlen(rule->name) * CHARACTER + 2 * FRAME;
}

static void mark_place(proofing *p, const preflight_finding *f, content_box at)
{
	content_box frame = {at.x0 - FRAME, at.y0 - FRAME, at.x1 + FRAME, at.y1 + FRAME};
	content_box all = {frame.x0 - 1, frame.y0 - 1,
			   fmax(frame.x1 + 1, frame.x0 - 1 + label_width(f->rule)),
			   frame.y1 + LEADING};

	annotate(p, f->page - 1, f, frame, all, true);
}

static void list_at_corner(proofing *p, const preflight_finding *f)
{
	size_t page = f->page ? f->page - 1 : 0;
	const content_box *b = &p->result->pages[page].box;
	double top = b->y1 - LEADING - p->corner[page];

	if (top - LEADING < b->y0)
		return;
	p->corner[page] += LEADING + 1;
	annotate(p, page, f, (content_box){0},
		 (content_box){b->x0 + LEADING, top - LEADING,
			       b->x0 + LEADING + label_width(f->rule), top},
		 false);
}

reader_bytes preflight_proof(arena *a, report *r, const preflight_result *result)
{
	proofing p = {.arena = a, .result = result};
	place where = {result->source, 0, 0};

	p.reader = reader_open(a, r, result->source->name, where);
	if (!p.reader)
		return (reader_bytes){0};
	reader_pages(p.reader);
	p.annotations = ARENA_ARRAY(a, result->page_count + 1, reader_object);
	p.corner = ARENA_ARRAY(a, result->page_count + 1, double);
	for (size_t i = 0; i < result->count && result->page_count; i++) {
		const preflight_finding *f = &result->findings[i];
		for (size_t k = 0; k < f->place_count; k++)
			mark_place(&p, f, f->places[k]);
		if (f->place_count == 0)
			list_at_corner(&p, f);
	}
	reader_bytes copy = reader_copy_write(p.reader, a);
	if (!copy.data)
		report_at(r, REPORT_PDF_BAD, where, "%s can't be written again",
			  result->source->name);
	reader_close(p.reader);
	return copy;
}
