/* pdf_color: inks as colours by name. The operands in the content stream are the same in all
 * editions; the colour space that a name means is not:
 *   - black and its tints, operand: the tint. Separation Black, in print over DeviceCMYK, in the
 *     archive over DeviceGray.
 *   - a spot colour, operand: 1. Separation NAME, in print over DeviceCMYK, in the archive over
 *     DeviceRGB (sRGB by the output intent).
 *   - process colours, operands: c m y k. In print DeviceCMYK itself, in the archive a DeviceN of
 *     the four over DeviceRGB that has one colour.
 *   - colours only for screens, operands: r g b. DeviceRGB; print has no stream that uses them.
 *
 * The function of the archive's DeviceN is constant, since each space serves one ink: it gives the
 * ink as it will look. Separations of one name share one object, as ISO 19005-2, 6.2.4.4 requires.
 */
#include "pdf/pdf_color.h"

#include "base/report.h"

#include <stdlib.h>
#include <string.h>

typedef enum ink_kind { KIND_BLACK, KIND_SPOT, KIND_PROCESS, KIND_SCREEN } ink_kind;

static ink_kind kind_of(const ink *i)
{
	if (!i->painted_in_print)
		return KIND_SCREEN;
	if (i->spot)
		return KIND_SPOT;
	return i->is_black ? KIND_BLACK : KIND_PROCESS;
}

enum { FULL = 10000, DIGITS = 4 };

static void append_parts(pdf_buffer *b, const uint16_t *parts, int count)
{
	for (int i = 0; i < count; i++) {
		pdf_append_fraction(b, parts[i], DIGITS);
		pdf_append(b, " ", 1);
	}
}

/* Full black overprints, so that no white shows round letters where plates don't register; all else
 * knocks out. */
static bool overprints(const ink *i)
{
	ink_kind kind = kind_of(i);

	return (kind == KIND_BLACK || kind == KIND_PROCESS) && !i->cmyk[0] && !i->cmyk[1] &&
	       !i->cmyk[2] && i->cmyk[3] == FULL;
}

void pdf_append_ink(pdf_buffer *b, const ink *i)
{
	pdf_append_name(b, i->name);
	pdf_append_text(b, " cs ");
	switch (kind_of(i)) {
	case KIND_BLACK: append_parts(b, &i->cmyk[3], 1); break;
	case KIND_SPOT: append_parts(b, &i->tint, 1); break;
	case KIND_PROCESS: append_parts(b, i->cmyk, 4); break;
	case KIND_SCREEN: append_parts(b, i->rgb, 3); break;
	}
	pdf_append_text(b, overprints(i) ? "scn /over gs\n" : "scn /out gs\n");
}

/* [/Separation /Name /Alternate function], where the function goes evenly from C0 at no tint to C1
 * at full tint. */
static void append_separation(pdf_file *f, pdf_buffer *b, const char *name, const char *alternate,
			      const char *none, const pdf_buffer *full)
{
	pdf_dict *function = pdf_dict_new(f);
	pdf_put_number(function, "FunctionType", 2);
	pdf_put_number(function, "N", 1);
	pdf_put_exact(function, "Domain", "[0 1]");
	pdf_put_exact(function, "C0", "[%s]", none);
	pdf_put_exact(function, "C1", "[%.*s]", (int)full->length, full->data);
	pdf_append_text(b, "[/Separation ");
	pdf_append_name(b, name);
	pdf_append_print(b, " /%s ", alternate);
	pdf_append_reference(b, function);
	pdf_append(b, "]", 1);
}

/* Over DeviceCMYK, which all of the print edition's separations are. */
static void append_plate(pdf_file *f, pdf_buffer *b, const char *name, const char *full)
{
	pdf_buffer parts = {0};
	pdf_append_text(&parts, full);
	append_separation(f, b, name, "DeviceCMYK", "0 0 0 0", &parts);
	pdf_buffer_free(&parts);
}

void pdf_append_black(pdf_file *f, pdf_buffer *b, bool press)
{
	if (press) {
		append_plate(f, b, "Black", "0 0 0 1");
		return;
	}
	pdf_buffer full = {0};
	pdf_append(&full, "0", 1);
	append_separation(f, b, "Black", "DeviceGray", "1", &full);
	pdf_buffer_free(&full);
}

static void append_spot(pdf_file *f, pdf_buffer *b, bool press, const ink *i)
{
	pdf_buffer full = {0};
	if (press)
		append_parts(&full, i->cmyk, 4);
	else
		append_parts(&full, i->rgb, 3);
	append_separation(f, b, i->spot, press ? "DeviceCMYK" : "DeviceRGB",
			  press ? "0 0 0 0" : "1 1 1", &full);
	pdf_buffer_free(&full);
}

/* The one colour of a DeviceN: the function drops its operands and says it. A stream, as calculator
 * functions are. */
static void append_process(pdf_file *f, pdf_buffer *b, bool press, const ink *i)
{
	if (press) {
		pdf_append_text(b, "/DeviceCMYK");
		return;
	}
	pdf_buffer program = {0};
	pdf_append_text(&program, "{pop pop pop pop ");
	append_parts(&program, i->rgb, 3);
	pdf_append(&program, "}", 1);
	pdf_dict *function = pdf_stream_new(f, pdf_bytes_keep(f, program.data, program.length));
	pdf_put_number(function, "FunctionType", 4);
	pdf_put_exact(function, "Domain", "[0 1 0 1 0 1 0 1]");
	pdf_put_exact(function, "Range", "[0 1 0 1 0 1]");
	pdf_append_text(b, "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceRGB ");
	pdf_append_reference(b, function);
	pdf_append(b, "]", 1);
	pdf_buffer_free(&program);
}

static void append_space(pdf_file *f, pdf_buffer *b, const edition *e, const ink *i)
{
	switch (kind_of(i)) {
	case KIND_BLACK: pdf_append_black(f, b, e->press); break;
	case KIND_SPOT: append_spot(f, b, e->press, i); break;
	case KIND_PROCESS: append_process(f, b, e->press, i); break;
	case KIND_SCREEN: pdf_append_text(b, "/DeviceRGB"); break;
	}
}

/* Do two inks come from one separation, so that their spaces must be one. */
static bool share(const ink *a, const ink *b)
{
	ink_kind kind = kind_of(a);
	if (kind != kind_of(b))
		return false;
	return kind == KIND_BLACK || (kind == KIND_SPOT && !strcmp(a->spot, b->spot));
}

/* An entry an ink; one that shares an earlier ink's separation repeats what was said of that. Keys
 * are names of the style sheet's and may need escapes, so the dictionary is written out. */
static void append_spaces(pdf_file *f, pdf_buffer *all, const style *s, const edition *e)
{
	size_t count = 0;
	while (s->inks[count])
		count++;
	pdf_buffer *values = calloc(count + 1, sizeof *values);
	if (!values)
		report_die(1, "out of memory");
	for (size_t i = 0; i < count; i++) {
		size_t same = 0;
		if (!e->screen && kind_of(s->inks[i]) == KIND_SCREEN)
			continue;
		while (same != i && !share(s->inks[same], s->inks[i]))
			same++;
		if (same == i)
			append_space(f, &values[i], e, s->inks[i]);
		pdf_append_name(all, s->inks[i]->name);
		pdf_append(all, " ", 1);
		pdf_append(all, values[same].data, values[same].length);
		pdf_append(all, "\n", 1);
	}
	for (size_t i = 0; i < count; i++)
		pdf_buffer_free(&values[i]);
	free(values);
}

const char *pdf_color_over(bool press)
{
	return press ? "<</Type/ExtGState/OP true/op true/OPM 1>>"
		     : "<</Type/ExtGState/OP false/op false/OPM 0>>";
}

void pdf_color_resources(pdf_file *f, const style *s, const edition *e, pdf_dict *resources)
{
	pdf_buffer spaces = {0};
	pdf_append_text(&spaces, "<<");
	append_spaces(f, &spaces, s, e);
	if (e->press) {
		pdf_append_text(&spaces, "/" PDF_COLOR_REGISTRATION " ");
		append_plate(f, &spaces, "All", "1 1 1 1");
	}
	pdf_append_text(&spaces, ">>");
	pdf_put_buffer(resources, "ColorSpace", &spaces);
	pdf_buffer_free(&spaces);
	pdf_put_exact(resources, "ExtGState",
		      "<</over %s/out <</Type/ExtGState/OP false/op false/OPM 0>>>>",
		      pdf_color_over(e->press));
}
