/* Any bytes as the content of a page, held to all rules: the page has resources of each kind under
 * the names that the seeds use. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

/* Objects 1 to 9; the content is 10. */
static const char objects[] =
	"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
	"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
	"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /TrimBox [10 10 290 290] "
	"/Contents 10 0 R /Resources 4 0 R >> endobj\n"
	"4 0 obj << /Font << /F 5 0 R /T 6 0 R >> /XObject << /X 7 0 R /I 8 0 R >> "
	"/Pattern << /P 9 0 R >> /Shading << /H << /ShadingType 2 /ColorSpace /DeviceCMYK >> >> "
	"/Properties << /M << /MCID 3 >> >> "
	"/ExtGState << /G << /OP true /OPM 1 /ca .5 /BM /Multiply /SMask << /G 7 0 R >> >> "
	"/N << /LW 0 /Font [5 0 R 9] /SMask /None >> >> "
	"/ColorSpace << /S [/Separation /Gold /DeviceCMYK 9 0 R] /D [/DeviceN [/Cyan /All /Red] "
	"/DeviceCMYK 9 0 R] /L [/Lab << >>] /X [/Indexed /DeviceCMYK 1 (abcdefgh)] "
	"/DefaultRGB [/CalRGB << >>] >> >> endobj\n"
	"5 0 obj << /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
	"/DescendantFonts [<< /Subtype /CIDFontType2 /W [1 [500 600] 9 20 300] /DW 700 >>] >> "
	"endobj\n"
	"6 0 obj << /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /a 7 "
	"0 "
	"R >> /FirstChar 97 /Widths [500] >> endobj\n"
	"7 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 2 3 4] /Length "
	"28 "
	">> stream\n/X Do 0 0 9 9 re f /T 9 Tf Q\nendstream endobj\n"
	"8 0 obj << /Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 "
	"/ColorSpace /DeviceCMYK /Length 8 >> stream\nabcdefgh\nendstream endobj\n"
	"9 0 obj << /PatternType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources 4 0 R /Length 24 "
	">> "
	"stream\n/Pattern cs /P scn 9 re f\nendstream endobj\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const words[] = {"preflight", "page.pdf", "--profile=gwg,a,ua", "-q",
					    NULL};
	char *pdf = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&pdf, &length);

	if (!out)
		abort();
	/* without a table of places, which qpdf finds by itself */
	fprintf(out, "%%PDF-1.6\n%s10 0 obj << /Length %zu >> stream\n", objects, size);
	fwrite(data, 1, size, out);
	fputs("\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", out);
	fclose(out);
	fuzz_put("page.pdf", pdf, length);
	free(pdf);
	int status = fuzz_run(words);
	if (status != 0 && status != 1)
		abort();
	return 0;
}
