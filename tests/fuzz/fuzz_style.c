/* Any bytes as a style sheet, over a text that has something of every role. */
#include "fuzz.h"

static const char text[] =
	"---\ntitle: A title\nsubtitle: And more\nauthor: Someone\ndate: 2020-02-02\ntoc: "
	"true\nabstract: In short.\n---\n\n"
	"# One\n\nSome *stressed*, **strong**, ~~struck~~, `coded` words, [small]{.small-caps} "
	"H<sub>2</sub>O x<sup>2</sup> <kbd>K</kbd>, a "
	"[link](https://example.org/), a note[^1] and several more lines of text that go on for a "
	"while, so that something can be divided.\n\n"
	"## Two\n\n> A quote.\n\n- an item\n- another\n\n  of two paragraphs\n\n1. "
	"first\n\n```\ncode of a line\n```\n\n"
	"| a | b |\n|---|--:|\n| c | d e f |\n\nTable: A caption\n\nTerm\n: what it "
	"is\n\n***\n\n### Three\n\n::: {.epigraph}\nWords.\n:::\n\n"
	"#### Four\n\n##### Five\n\n###### Six\n\nWords.\n\n[^1]: A note at the foot.\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("text.md", text, sizeof text - 1);
	fuzz_put("style.yaml", data, size);
	fuzz_build();
	return 0;
}
