/* style_keys_page: the rows of page sizes and of the section `page`.
 *   PAPER(name, width, height)               a page size that has a name
 *   PAGE, MARGINS(key, field, kind, least, most, words, says) */
#ifndef PAPER
#define PAPER(...)
#endif
#ifndef PAGE
#define PAGE(...)
#endif
#ifndef MARGINS
#define MARGINS(...)
#endif

/* ISO 216 */
PAPER("A3", "297mm", "420mm")
PAPER("A4", "210mm", "297mm")
PAPER("A5", "148mm", "210mm")
PAPER("A6", "105mm", "148mm")
PAPER("A7", "74mm", "105mm")
PAPER("B3", "353mm", "500mm")
PAPER("B4", "250mm", "353mm")
PAPER("B5", "176mm", "250mm")
PAPER("B6", "125mm", "176mm")
PAPER("B7", "88mm", "125mm")
/* North America */
PAPER("letter", "8.5in", "11in")
PAPER("legal", "8.5in", "14in")
PAPER("tabloid", "11in", "17in")
PAPER("executive", "7.25in", "10.5in")
PAPER("half-letter", "5.5in", "8.5in")
/* books: British octavos and quartos, then American trims */
PAPER("pocket", "111mm", "178mm")
PAPER("crown", "123mm", "186mm")
PAPER("b-format", "129mm", "198mm")
PAPER("demy", "138mm", "216mm")
PAPER("royal", "156mm", "234mm")
PAPER("crown-quarto", "189mm", "246mm")
PAPER("5x8in", "5in", "8in")
PAPER("6x9in", "6in", "9in")
PAPER("7x10in", "7in", "10in")
PAPER("8x10in", "8in", "10in")

PAGE("size", width, PAPER, 0, 0, NULL,
     "The trimmed page: a name, such as `A5` or `A5 landscape`, or width and height, such as "
     "`148mm 210mm`.")
PAGE("margins", width, SECTION, 0, 0, NULL,
     "From the trimmed edge to the text; those that are not given are in proportion to the page.")
PAGE("sides", two_sided, SWITCH, 0, 0, WORDS("one", "two"),
     "`two`: left pages mirror right ones, and the pages of a spread are level.")
PAGE("grid", grid, EM_LENGTH, 1, 1000, NULL,
     "Baseline to baseline, everywhere; em is the text's size.")
PAGE("lines", lines, INTEGER, 1, 1000, NULL,
     "Lines on a full page; by default as many as the margins leave room for.")
PAGE("head-verso", head_verso, WORD_TEXT, 0, 0,
     WORDS("title", "author", "chapter", "section", "none"), "The running head of left pages.")
PAGE("head-recto", head_recto, WORD_TEXT, 0, 0,
     WORDS("title", "author", "chapter", "section", "none"),
     "The running head of right pages: `section` is the first heading of the second level on the "
     "page, or the one before it in the chapter.")
PAGE("head-baseline", head_baseline, LENGTH, 1, 10000, NULL,
     "The running head's, from the page's top edge; by default two lines above the text.")
PAGE("head-on-opening", head_on_opening, BOOLEAN, 0, 0, NULL,
     "Pages that a chapter opens have a running head, too.")
PAGE("folio", folio_place, WORD, 0, 0, WORDS("outer", "left", "center", "right", "none"),
     "Where the page number is, below the text.")
PAGE("folio-baseline", folio_height, LENGTH, 1, 10000, NULL,
     "The page number's, from the page's bottom edge; by default three lines below the text.")
PAGE("folio-on-opening", folio_on_opening, BOOLEAN, 0, 0, NULL,
     "Pages that a chapter opens have a page number, too.")
PAGE("background", background, INK, 0, 0, NULL, "The ink that tints all pages, or `none`.")
PAGE("signature", signature, INTEGER, 1, 128, NULL,
     "Pages of a signature, such as 4, 8 or 16, the last of which blank pages fill; 1: none do.")
PAGE("margin-column", margin_column, LENGTH, 0, 10000, NULL,
     "Width of a column in the outer margin for the class `margin`; 0: there is none.")
PAGE("margin-gap", margin_gap, LENGTH, 0, 10000, NULL, "Between the text and that column.")
PAGE("bleed", bleed, LENGTH, 0, 100, NULL,
     "Print edition: room around the trimmed page that is cut off.")
PAGE("slug", slug, LENGTH, 0, 200, NULL,
     "Print edition: room around the bleed, for marks and the slug line.")
PAGE("color-bar", color_bar, BOOLEAN, 0, 0, NULL, "Print edition: patches of all inks.")
PAGE("folds", panels, PANELS, 1, 10000, NULL,
     "Print edition: marks where the sheet is folded: the widths of its panels from the left of "
     "page 1 "
     "to the last fold, such as `99mm 99mm`, mirrored on the back; or `none`.")
PAGE("condition", condition, TEXT, 0, 0, NULL,
     "Print edition: the output condition, such as `FOGRA39`; another needs its `profile`, too.")
PAGE("profile", profile, PATH, 0, 0, NULL,
     "Print edition: the output condition's ICC profile, beside its `condition`; a relative path "
     "starts at the sheet's folder.")
PAGE("intent", intent, WORD, 0, 0, WORDS("relative", "perceptual", "saturation", "absolute"),
     "How colours are fitted to what the output condition can print; `relative`: those that it can "
     "print stay as they are, and black goes to its black.")
PAGE("images", convert, SWITCH, 0, 0, WORDS("tagged", "convert"),
     "Print edition: images and drawings in RGB stay so, with the profile that says what they "
     "mean (images also with the `intent`), or are converted to the output condition.")
PAGE("ink-limit", ink_most, PERCENT, 0, 400, NULL,
     "Ink in one place, all plates together, above which is warned of; `0%`: never.")
PAGE("image-resolution", resolution_least, INTEGER, 0, 10000, NULL,
     "Dots to the inch below which an image is warned of.")
PAGE("image-resolution-most", resolution_most, INTEGER, 0, 10000, NULL,
     "Dots to the inch above which an image loses pixels, unless it is line art; `0`: never.")

MARGINS("inner", inner, LENGTH, 0, 10000, NULL, "At the spine; left where `sides` is `one`.")
MARGINS("outer", outer, LENGTH, 0, 10000, NULL, "At the fore edge.")
MARGINS("top", top, LENGTH, 0, 10000, NULL, "To the top of the first line's share of the grid.")
MARGINS("bottom", bottom, LENGTH, 0, 10000, NULL,
	"At least; what whole lines leave over is added to it, and where `lines` is given it is "
	"ignored.")

#undef PAPER
#undef PAGE
#undef MARGINS
