/* Any bytes as a face of the publication's own, for the scripts of the seeds' faces. */
#include "fuzz.h"

static const char text[] =
	"---\ntitle: ᚁᚂᚃ ᚁᚂᚃ\nlang: en\n---\n\n# ᚁᚂᚃᚄ {#a}\n\nᚁᚂᚃ ᚄᚅᚆ *ᚁᚂᚃ* **ᚇᚈ** ᚠᚢᚦᚨᚱᚲ 𐌰𐌱𐌲 "
	"ᜀᜁᜂ ᨀᨁᨂ words, fine office 123 é ᚠᚢᚦ^[ᚁ].\n\n| ᚁ | ᚂ |\n|---|---|\n| ᚃ | ᚄ |\n";

static const char sheet[] =
	"fallbacks: [Noto Sans Ogham, Noto Sans Runic, Noto Sans Gothic, Noto Sans Tagalog, "
	"Noto Sans Buginese]\ntext: {family: Noto Sans Ogham}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("text.md", text, sizeof text - 1);
	fuzz_put("style.yaml", sheet, sizeof sheet - 1);
	fuzz_put("fonts/own.ttf", data, size);
	fuzz_build();
	return 0;
}
