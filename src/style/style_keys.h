/* style_keys: every key that a style sheet may have, one row each. The structures of style.h, the
 * tables of style_keys.c, what divisions hand on, what is compared, --dump=style, the JSON Schema
 * and the manual's tables all come from these rows (the last two by tests/tools/schema.py), so a
 * new key is one new row.
 *   BLOCK_ROLE(NAME, key, parent, says)      a block's role, laid over its parent
 *   SHARED_ROLE(NAME, key, parent, says)     what several roles are laid over
 *   INLINE_ROLE(NAME, key, says)             a role inside a line, laid over what surrounds it
 *   PAPER(name, width, height)               a page size that has a name
 *   CLASS(name, look, says)                  a class that Platen itself knows; its look as YAML
 *   APPEARANCE(key, type, field, kind, reach, traits, least, most, words, says)
 *   SIDE(key, field, says)                   one side of what an APPEARANCE says of all four
 *   PAGE, MARGINS, LINES, PAGES, SPACING, LINKS, BOOK(key, field, kind, least, most, words, says)
 *   SHEET(key, field, kind, least, most, words, says)   a key beside the sections
 *   SAID(key, field, kind, least, most, words, says)  the section `words`
 *   QUALITY(key, NAME, most, says)           most 0: only a share can be limited
 * `least` and `most` are bounds: of a length in points, of a share in its own unit (see
 * property_kind), of anything else as it is written. `reach` and `traits` are explained in
 * style_private.h. `says` is a sentence in Markdown. This header has no guard: define the macros of
 * the rows that you want and include it; it undefines them all again. */
#ifndef BLOCK_ROLE
#define BLOCK_ROLE(...)
#endif
#ifndef SHARED_ROLE
#define SHARED_ROLE(...)
#endif
#ifndef INLINE_ROLE
#define INLINE_ROLE(...)
#endif
#ifndef PAPER
#define PAPER(...)
#endif
#ifndef CLASS
#define CLASS(...)
#endif
#ifndef APPEARANCE
#define APPEARANCE(...)
#endif
#ifndef SIDE
#define SIDE(...)
#endif
#ifndef PAGE
#define PAGE(...)
#endif
#ifndef MARGINS
#define MARGINS(...)
#endif
#ifndef LINES
#define LINES(...)
#endif
#ifndef PAGES
#define PAGES(...)
#endif
#ifndef SPACING
#define SPACING(...)
#endif
#ifndef LINKS
#define LINKS(...)
#endif
#ifndef BOOK
#define BOOK(...)
#endif
#ifndef SHEET
#define SHEET(...)
#endif
#ifndef SAID
#define SAID(...)
#endif
#ifndef QUALITY
#define QUALITY(...)
#endif

BLOCK_ROLE(BODY, "text", BODY, "Paragraphs of the text; every other role starts from it.")
BLOCK_ROLE(TITLE, "title", BODY, "The publication's title.")
BLOCK_ROLE(SUBTITLE, "subtitle", BODY, "Its subtitle.")
BLOCK_ROLE(AUTHOR, "author", BODY, "Its authors.")
BLOCK_ROLE(DATE, "date", BODY, "Its date.")
BLOCK_ROLE(ABSTRACT, "abstract", BODY,
	   "The abstract of the front matter, and divisions of the class `abstract`.")
BLOCK_ROLE(
	CONTENTS_TITLE, "contents-title", HEADING1,
	"The heading of the contents, of lists of figures and tables, and of notes set at the end.")
BLOCK_ROLE(CONTENTS, "contents", BODY,
	   "The entries of the contents, and of lists of figures and tables.")
BLOCK_ROLE(CONTENTS_CHAPTER, "contents-chapter", CONTENTS, "The entries of chapters.")
BLOCK_ROLE(CONTENTS_PART, "contents-part", CONTENTS, "The entries of parts.")
SHARED_ROLE(HEADINGS, "headings", BODY, "What all headings share.")
BLOCK_ROLE(HEADING1, "heading1", HEADINGS, "Headings of the first level.")
BLOCK_ROLE(HEADING2, "heading2", HEADINGS, "Headings of the second level.")
BLOCK_ROLE(HEADING3, "heading3", HEADINGS, "Headings of the third level.")
BLOCK_ROLE(HEADING4, "heading4", HEADINGS, "Headings of the fourth level.")
BLOCK_ROLE(HEADING5, "heading5", HEADINGS, "Headings of the fifth level.")
BLOCK_ROLE(HEADING6, "heading6", HEADINGS, "Headings of the sixth level.")
BLOCK_ROLE(CHAPTER_NUMBER, "chapter-number", HEADING1,
	   "A heading's number on a line of its own, where the heading's `number` is `above` or "
	   "`named`.")
BLOCK_ROLE(QUOTE, "quote", BODY, "Quotations.")
BLOCK_ROLE(LIST, "list", BODY, "Lists, with their items.")
BLOCK_ROLE(CODE_BLOCK, "code-block", BODY, "Blocks of code.")
BLOCK_ROLE(CODE_LINE, "code-line", CODE_BLOCK,
	   "Lines of code that are pointed out (`{hl_lines=\"2,4-5\"}`): their `background`.")
BLOCK_ROLE(VERBATIM, "verbatim", CODE_BLOCK, "HTML that is set as it is written.")
BLOCK_ROLE(TABLE, "table", BODY, "Tables, with their cells.")
BLOCK_ROLE(TABLE_HEAD, "table-head", TABLE, "The cells of a table's head.")
BLOCK_ROLE(CAPTION, "caption", BODY, "Captions of figures and tables.")
BLOCK_ROLE(TERM, "term", BODY, "Terms of definition lists.")
BLOCK_ROLE(DEFINITION, "definition", BODY, "Definitions of definition lists.")
BLOCK_ROLE(NOTE, "note", BODY, "Footnotes and endnotes.")
BLOCK_ROLE(HEAD, "head", BODY, "The running head.")
BLOCK_ROLE(FOLIO, "folio", BODY, "The page number.")
BLOCK_ROLE(COVER, "cover", BODY, "The cover's sheet: its `background`.")
BLOCK_ROLE(COVER_TITLE, "cover-title", TITLE, "The title on the front of the cover.")
BLOCK_ROLE(COVER_SUBTITLE, "cover-subtitle", SUBTITLE, "The subtitle there.")
BLOCK_ROLE(COVER_AUTHOR, "cover-author", AUTHOR, "The authors there.")
BLOCK_ROLE(COVER_TEXT, "cover-text", BODY, "The words on the back of the cover.")
BLOCK_ROLE(COVER_SPINE, "cover-spine", BODY, "Title and authors on the spine.")
BLOCK_ROLE(COVER_BARCODE, "cover-barcode", BODY, "The number above the bars, and the digits below.")
BLOCK_ROLE(SLUG, "slug", BODY, "The slug line of the print edition, outside of the trimmed page.")

INLINE_ROLE(EMPHASIS, "emphasis", "`*stressed*` words.")
INLINE_ROLE(STRONG, "strong", "`**strong**` words.")
INLINE_ROLE(CODE, "code", "Code inside a line.")
INLINE_ROLE(LINK, "link", "Links.")
INLINE_ROLE(SUB, "sub", "Subscripts.")
INLINE_ROLE(SUP, "sup", "Superscripts.")
INLINE_ROLE(KBD, "kbd", "Keys of a keyboard.")
INLINE_ROLE(STRIKE, "strike", "`~~deleted~~` words.")
INLINE_ROLE(CODE_KEYWORD, "code-keyword", "Keywords in blocks of code whose language is known.")
INLINE_ROLE(CODE_STRING, "code-string", "Strings in blocks of code.")
INLINE_ROLE(CODE_COMMENT, "code-comment", "Comments in blocks of code.")
INLINE_ROLE(CODE_NUMBER, "code-number", "Numbers in blocks of code.")
INLINE_ROLE(NOTE_MARK, "note-mark", "The mark of a note, in the text and at the note.")

CLASS("screen", "{ink: screen}",
      "Words for the screen alone: they keep their place and are not painted in print.")
CLASS("small-caps", "{caps: small, tracking: 0.03em}", "Small capitals.")
CLASS("underline", "{underline: true}", "Underlined words.")
CLASS("small", "{size: 0.85em}", "Smaller type.")
CLASS("unnumbered", "{}", "A heading without a number.")
CLASS("part",
      "{opens: page, bare: true, number: named, sink: 10, size: 1.6em, leading: 2lines, align: "
      "center, space-after: 4}",
      "A heading that opens a part.")
CLASS("page", "{}", "A reference that says the page: `[](#id){.page}`.")
CLASS("unlisted", "{}", "A heading that is not in the contents.")
CLASS("appendix", "{}", "A heading that is numbered with a letter.")
CLASS("half-title",
      "{opens: recto, closes: recto, bare: true, sink: 9, size: 1.2em, align: center, indent: 0}",
      "The page with the title alone.")
CLASS("publisher", "{align: center, indent: 0, hyphenate: false}",
      "The publisher on the title page.")
CLASS("logo", "{}", "The picture on the title page.")
CLASS("imprint",
      "{opens: page, closes: page, bare: true, place: foot, size: 0.85em, leading: 1lines, "
      "align: left, indent: 0, hyphenate: false}",
      "The page that says who published the work, and under which rights.")
CLASS("dedication",
      "{opens: recto, closes: page, bare: true, sink: 9, italic: true, align: center, indent: 0}",
      "A dedication.")
CLASS("front-epigraph", "{opens: page, closes: page, bare: true, sink: 9}",
      "The epigraph of the whole work, on a page before the contents.")
CLASS("colophon", "{opens: page, bare: true, place: foot, size: 0.9em, align: center, indent: 0}",
      "What is said at the end of how a book was made.")
CLASS("newpage", "{opens: page}", "Opens a page.")
CLASS("here", "{}", "A figure or table that keeps its place.")
CLASS("landscape", "{}", "A table, or a division of some, that is turned by a quarter.")
CLASS("portrait", "{}", "A table that is never turned, however wide it is.")
CLASS("bleed", "{bleed: sides}", "A figure or a box that runs over both sides of the page.")
CLASS("full-page", "{bleed: page}", "A figure that fills a page, or lies under its heading.")
CLASS("numbers", "{}", "A block of code whose lines have numbers; pandoc's `numberLines`, too.")
CLASS("numberLines", "{}", "The same.")
CLASS("number-lines", "{}", "The same.")
CLASS("linenums", "{}", "The same.")
CLASS("code-title",
      "{size: 0.85em, weight: bold, align: left, indent: 0, hyphenate: false, space-before: 1, "
      "keep: "
      "true}",
      "The title of a block of code, from its `title` or `filename`.")
CLASS("recto", "{opens: recto}", "Opens a right page.")
CLASS("left", "{align: left}", "Ragged on the right.")
CLASS("center", "{align: center, indent: 0}", "Centred.")
CLASS("right", "{align: right, indent: 0}", "Ragged on the left.")
CLASS("abstract", "{size: 0.95em, left: 2em, right: 2em, space-before: 1, space-after: 1}",
      "An abstract; its paragraphs have the role `abstract`.")
CLASS("epigraph",
      "{italic: true, align: left, indent: 0, left: 6em, space-before: 1, space-after: 1}",
      "A quotation before a text.")
CLASS("note",
      "{size: 0.95em, indent: 0, background: box, border-left: 2pt box-note, padding: 0.5lines "
      "1em, "
      "space-before: 1, space-after: 1}",
      "A remark beside the text: a box.")
CLASS("box-title", "{align: left, indent: 0, hyphenate: false, keep: true}",
      "The title of a box: its own, or the language's word for its kind.")
CLASS("margin",
      "{size: 0.85em, align: left, indent: 0, left: 1.6em, space-before: 1, space-after: 1}",
      "A remark in the margin, by `margin-column`.")
CLASS("column-margin",
      "{size: 0.85em, align: left, indent: 0, left: 1.6em, space-before: 1, space-after: 1}",
      "The same, as Quarto has it.")
CLASS("aside",
      "{size: 0.85em, align: left, indent: 0, left: 1.6em, space-before: 1, space-after: 1}",
      "The same.")
CLASS("mark", "{italic: false, highlight: mark}", "Marked words: `==words==`.")
CLASS("initial", "{initial: 3}", "Its first paragraph begins with an initial.")
CLASS("pullquote",
      "{size: 1.2em, italic: true, align: center, indent: 0, hyphenate: false, left: 2em, right: "
      "2em, "
      "border-top: 0.5pt rule, border-bottom: 0.5pt rule, padding: 0.5lines 0pt, space-before: 1, "
      "space-after: 1}",
      "Words of the text, said again in large type.")
CLASS("columns", "{column-count: 2, space-before: 1, space-after: 1}",
      "Columns; or, where all that is in it are divisions of the class `column`, these side by "
      "side.")
CLASS("column", "{}", "One of several blocks side by side; its `width` is a part of the measure.")
CLASS("missing-picture",
      "{border: 0.5pt rule, padding: 2lines 1em, align: center, indent: 0, size: 0.9em}",
      "The frame in place of a picture that can't be shown.")
CLASS("tip",
      "{size: 0.95em, indent: 0, background: box, border-left: 2pt box-tip, padding: 0.5lines 1em, "
      "space-before: 1, space-after: 1}",
      "Advice; a box.")
CLASS("important",
      "{size: 0.95em, indent: 0, background: box, border-left: 2pt box-note, padding: 0.5lines "
      "1em, "
      "space-before: 1, space-after: 1}",
      "What should not be missed; a box.")
CLASS("warning",
      "{size: 0.95em, indent: 0, background: box, border-left: 2pt box-warning, padding: 0.5lines "
      "1em, "
      "space-before: 1, space-after: 1}",
      "A warning; a box.")
CLASS("caution",
      "{size: 0.95em, indent: 0, background: box, border-left: 2pt box-caution, padding: 0.5lines "
      "1em, "
      "space-before: 1, space-after: 1}",
      "A warning of harm; a box.")

/* Properties that words inside a line may have as well. */
APPEARANCE("size", length, size, EM_LENGTH, INLINE, SHAPES | BY_AROUND, 1, 1000, NULL,
	   "Size of the type; em is the surrounding type's.")
APPEARANCE("family", const char *, family, TEXT, INLINE, SHAPES, 0, 0, NULL,
	   "Family of the face, as `fc-list` knows it, such as TeX Gyre Pagella.")
APPEARANCE("weight", int, weight, WEIGHT, INLINE, SHAPES, 100, 900,
	   WORDS("thin", "light", "regular", "medium", "semibold", "bold", "heavy"),
	   "A word, or 100 to 900: `regular` is 400, `bold` 700.")
APPEARANCE("italic", bool, italic, ITALIC, INLINE, SHAPES, 0, 0, NULL,
	   "`toggle`: upright where the surrounding type is italic.")
APPEARANCE("features", const char *, features, FEATURES, INLINE, SHAPES, 0, 0, NULL,
	   "OpenType features, such as `onum, pnum, -liga`, in place of the surrounding type's; "
	   "`none`: no more than the face's own.")
APPEARANCE("lining-by-capitals", bool, lining_by_capitals, BOOLEAN, INLINE, SHAPES, 0, 0, NULL,
	   "Old-style figures beside capitals, as in 3D, A4 or WGA/3D, are lining.")
APPEARANCE("caps", caps, caps, WORD, INLINE, SHAPES, 0, 0,
	   WORDS("none", "small", "all-small", "upper"),
	   "`small`: small letters become small capitals, the face's own where it has one for each "
	   "letter of the word, else capitals in reduced size; "
	   "`all-small`: capitals too.")
APPEARANCE("superiors", length, superiors, LENGTH, INLINE, SHAPES | BY_AROUND, 0, 1000, NULL,
	   "Size of the face's own superiors, which are set without `rise` where it has all that a "
	   "word needs; em is the surrounding type's; 0: none.")
APPEARANCE("tracking", length, tracking, LENGTH, INLINE, SHAPES, -100, 100, NULL,
	   "Added after each letter.")
APPEARANCE("ink", const ink *, ink, INK, INLINE, 0, 0, 0, NULL, "One of the inks.")
APPEARANCE("rise", length, rise, LENGTH, INLINE, BY_AROUND | ADDS, -50, 50, NULL,
	   "How far above the baseline; em is the surrounding type's.")
APPEARANCE("underline", bool, underline, BOOLEAN, INLINE, 0, 0, 0, NULL, "A line under the words.")
APPEARANCE("strike", bool, strike, BOOLEAN, INLINE, 0, 0, 0, NULL, "A line through the words.")
APPEARANCE("highlight", const ink *, highlight, INK, INLINE, OR_NOTHING, 0, 0, NULL,
	   "The ink that words are tinted with, or `none`.")
APPEARANCE("hyphenate", bool, hyphenate, BOOLEAN, INLINE, 0, 0, 0, NULL,
	   "Words may break at a line's end.")
/* Properties that a division hands on to the blocks in it. */
APPEARANCE("leading", length, leading, LENGTH, HANDED_ON, OR_NOTHING, 1, 1000, NULL,
	   "Baseline to baseline inside a block that leaves the grid and returns to it (a large "
	   "heading, a note); 0: the grid's.")
APPEARANCE("align", align, align, WORD, HANDED_ON, 0, 0, 0,
	   WORDS("justify", "left", "center", "right"), "How lines are filled.")
APPEARANCE("indent", length, indent, LENGTH, HANDED_ON, 0, 0, 10000, NULL,
	   "Of a paragraph's first line, where it follows another; not after headings.")
APPEARANCE("orphans", int, orphans, INTEGER, HANDED_ON, 0, 1, 20, NULL,
	   "Least lines of a paragraph at a page's foot; with 1 any line may be alone.")
APPEARANCE("widows", int, widows, INTEGER, HANDED_ON, 0, 1, 20, NULL,
	   "Least lines of a paragraph at a page's head; with 1 any line may be alone.")
/* Properties of a block alone. */
APPEARANCE("left", length, left, LENGTH, OWN, 0, 0, 10000, NULL,
	   "How far the block is set in from the left.")
APPEARANCE("right", length, right, LENGTH, OWN, 0, 0, 10000, NULL,
	   "How far the block is set in from the right.")
APPEARANCE("space-before", int, space_before, COUNT, OWN, 0, 0, 100, NULL,
	   "Grid lines left above; between two blocks, the larger of their counts.")
APPEARANCE("space-after", int, space_after, COUNT, OWN, 0, 0, 100, NULL,
	   "Grid lines left below; between two blocks, the larger of their counts.")
APPEARANCE("space-less", int, space_less, COUNT, OWN, 0, 0, 100, NULL,
	   "Grid lines that the space above may give to better the page.")
APPEARANCE("space-more", int, space_more, COUNT, OWN, 0, 0, 100, NULL,
	   "Grid lines that the space above may take to better the page.")
APPEARANCE("keep", bool, keep, BOOLEAN, OWN, 0, 0, 0, NULL, "No page ends after it.")
APPEARANCE("opens", page_opening, opens, WORD, OWN, 0, 0, 0, WORDS("anywhere", "page", "recto"),
	   "Where it may begin: on any line, on a page of its own, on a right page.")
APPEARANCE("sink", int, sink, COUNT, OWN, 0, 0, 100, NULL,
	   "Grid lines left empty above it where it opens a page.")
APPEARANCE("closes", page_opening, closes, WORD, OWN, 0, 0, 0, WORDS("anywhere", "page", "recto"),
	   "Where what follows it may begin.")
APPEARANCE("place", page_place, on_page, WORD, OWN, 0, 0, 0, WORDS("top", "middle", "foot"),
	   "Where it is on a page that it, or something above it, opens: below what is above it, "
	   "in the middle of the room that is left, or at the foot.")
APPEARANCE("bare", bool, bare, BOOLEAN, OWN, 0, 0, 0, NULL,
	   "Where it opens a page, that page has neither running head nor page number.")
APPEARANCE("number", number_place, number, WORD, OWN, 0, 0, 0, WORDS("before", "above", "named"),
	   "Where a heading's number is: before its words; on a line above them; there, too, after "
	   "what it numbers, as in Chapter 3.")
APPEARANCE("initial", int, initial, INTEGER, OWN, 0, 1, 6, NULL,
	   "Lines that the first letter is high: of it, or of the paragraph after a heading.")
APPEARANCE("background", const ink *, background, INK, OWN, OR_NOTHING, 0, 0, NULL,
	   "The ink that a division, a quotation or a block of code is tinted with, or `none`.")
APPEARANCE(
	"bleed", bleed, bleed, WORD, OWN, 0, 0, 0, WORDS("none", "sides", "outer", "all", "page"),
	"Edges that a figure or box runs over; `all`: head and foot, too; `page`: figures alone.")
APPEARANCE("page-background", const ink *, page_background, INK, OWN, OR_NOTHING, 0, 0, NULL,
	   "The ink that a whole page is tinted with where this block opens it, or `none`.")
APPEARANCE("row-heads", int, row_heads, INTEGER, OWN, 0, 0, 9, NULL,
	   "Columns of a table that head its rows; its own `row-heads=` goes before.")
APPEARANCE("border", borders, borders, BORDERS, OWN, 0, 0, 20, NULL,
	   "A line around it: width and ink, such as `0.5pt rule`, or `none`.")
SIDE("border-top", borders.top, "The line above it.")
SIDE("border-right", borders.right, "The line at its right.")
SIDE("border-bottom", borders.bottom, "The line below it.")
SIDE("border-left", borders.left, "The line at its left.")
APPEARANCE("padding", sides, padding, SIDES, OWN, 0, 0, 200, NULL,
	   "Room between the text and the edge of background and border: one length to four (top, "
	   "right, bottom, left); the text stays on the grid.")
APPEARANCE("column-count", int, column_count, INTEGER, OWN, 0, 1, 8, NULL,
	   "Columns that a division's blocks are set in, level with each other.")
APPEARANCE("column-gap", length, column_gap, LENGTH, OWN, 0, 0, 1000, NULL,
	   "Between columns, and between what is set side by side.")
APPEARANCE("column-rule", border, column_rule, BORDER, OWN, 0, 0, 20, NULL,
	   "A line between columns: width and ink, such as `0.4pt rule`, or `none`.")

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
     "Lines on a full page; where it is not said, as many as the margins leave.")
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
     "mean, or are converted to the output condition.")
PAGE("ink-limit", ink_most, PERCENT, 0, 400, NULL,
     "Ink in one place, all plates together, above which is warned of; `0%`: never.")
PAGE("image-resolution", resolution_least, INTEGER, 0, 10000, NULL,
     "Dots to the inch below which an image is warned of.")

MARGINS("inner", inner, LENGTH, 0, 10000, NULL, "At the spine; left where `sides` is `one`.")
MARGINS("outer", outer, LENGTH, 0, 10000, NULL, "At the fore edge.")
MARGINS("top", top, LENGTH, 0, 10000, NULL, "To the top of the first line's share of the grid.")
MARGINS("bottom", bottom, LENGTH, 0, 10000, NULL,
	"At least; it takes what is left over of whole lines, and is not asked where `lines` is "
	"said.")

LINES("stretch", stretch, PER_MILLE, 1, 3000, NULL,
      "How far a word space may well widen, of itself.")
LINES("shrink", shrink, PER_MILLE, 0, 900, NULL, "How far a word space may narrow, of itself.")
LINES("expansion", expansion, PER_MILLE, 0, 50, NULL,
      "How far letters may widen or narrow to fill a line; `0%` is off.")
LINES("tracking", tracking, PER_MILLE, 0, 20, NULL,
      "How far letters may move apart or together for that, of an em; `0%` is off.")
LINES("protrusion", protrusion, PERCENT, 0, 300, NULL,
      "How far punctuation hangs into the margin, of what its shape suggests; `0%` is off.")
LINES("hyphen-left", hyphen_left, INTEGER, 0, 20, NULL,
      "Letters before a hyphen at least; 0: the language's own.")
LINES("hyphen-right", hyphen_right, INTEGER, 0, 20, NULL,
      "Letters after a hyphen at least; 0: the language's own.")
LINES("hyphen-price", hyphen_price, INTEGER, 0, 100000, NULL, "Price of a hyphen.")
LINES("runt-price", runt_price, INTEGER, 0, 100000, NULL, "Price of a last line that is too short.")
LINES("fitness-price", fitness_price, INTEGER, 0, 100000, NULL,
      "Price of a tight line next to a loose one.")
LINES("step-price", step_price, INTEGER, 0, 100000, NULL,
      "Price of unlike word spaces in neighbouring lines.")
LINES("loose", loose, PER_MILLE, 0, 10000, NULL,
      "A line whose word spaces are this much wider than natural is warned of.")
LINES("tight", tight, PER_MILLE, 0, 1000, NULL,
      "A line whose word spaces are this much narrower than natural is warned of.")

PAGES("variants", variants, FLAG, 0, 0, NULL,
      "Paragraphs may be set a line longer or shorter to better the page.")
PAGES("spread-less", spread_less, COUNT, 0, 5, NULL,
      "Lines that a spread may be short of full height.")
PAGES("spread-more", spread_more, COUNT, 0, 5, NULL, "Lines that a spread may be over full height.")
PAGES("spread-price", spread_price, INTEGER, 0, 100000, NULL,
      "Price of a spread a line off full height.")
PAGES("heading-price", heading_price, INTEGER, 0, 100000, NULL,
      "Price of a line of space given or taken before a block.")
PAGES("variant-most", variant_most, INTEGER, 0, 100000, NULL,
      "Most that a paragraph's longer or shorter setting may cost.")
PAGES("end-price", end_price, INTEGER, 0, 100000, NULL,
      "Price of each line that a chapter's last page lacks; below `heading-price`, or spaces on "
      "that page are widened for it.")
PAGES("end-least", end_least, COUNT, 0, 100, NULL,
      "Lines that a chapter's last page should have, up to half a page's.")
PAGES("hyphens", hyphens, SWITCH, 0, 0, WORDS("forbid", "allow"),
      "Whether a page may end inside a word.")
PAGES("runts", runts, SWITCH, 0, 0, WORDS("forbid", "allow"),
      "Whether a page may begin with a paragraph's last line that is a runt, where `widows: 1` "
      "allows one line there.")
PAGES("heading-lines", heading_lines, INTEGER, 1, 20, NULL,
      "Least lines of text after a heading on its page; for headings that `keep`.")
PAGES("notes", end_notes, SWITCH, 0, 0, WORDS("foot", "end"),
      "Notes at the foot of the page, or after the text.")
PAGES("code", code_plain, SWITCH, 0, 0, WORDS("coloured", "plain"),
      "Whether keywords, strings, comments and numbers of code have looks of their own.")
PAGES("floats", floats_stay, SWITCH, 0, 0, WORDS("near", "here"),
      "`near`: figures and tables with captions may move to the head of a page after their place; "
      "`here`: they stay where they are written.")
PAGES("wide-tables", tables_upright, SWITCH, 0, 0, WORDS("turn", "upright"),
      "Whether a table that is too wide, even in smaller type, is turned by a quarter.")
PAGES("float-price", float_price, INTEGER, 0, 100000, NULL,
      "Price of each page's end that such a figure or table is carried over.")

SPACING("list-indent", list_indent, LENGTH, 0, 1000, NULL,
	"How far a list's items are set in; em is the text's size.")
SPACING("table-gutter", table_gutter, LENGTH, 0, 1000, NULL,
	"Between a table's columns; em is the text's size.")
SPACING("table-size-least", table_least, PERCENT, 0, 100, NULL,
	"How small the type of a table that is too wide may be set, of the size that `table` says; "
	"never under half of it.")
SPACING("row-space", row_space, LENGTH, 0, 100, NULL,
	"Between the rows of a table in which cells have several lines; em is the text's size.")
SPACING("rule-width", rule_width, LENGTH, 0, 100, NULL,
	"Of thin rules: of tables, and above notes.")

LINKS("address", link_address, WORD, 0, 0, WORDS("none", "note", "inline"),
      "Whether addresses of links are printed: in notes, or in the text after the link; one that "
      "the link's own words show is not said again.")
LINKS("pages", link_pages, BOOLEAN, 0, 0, NULL,
      "A page number follows links inside the publication.")

BOOK("half-title", half_title, BOOLEAN, 0, 0, NULL,
     "A page with the title alone comes before the title page, unless the front matter's "
     "`half-title` says otherwise.")
BOOK("title-page", title_order, ORDER, 0, 0,
     WORDS("logo", "title", "subtitle", "author", "date", "abstract", "publisher"),
     "What is on the title page, in its order; publisher and abstract are there only where they "
     "are named here.")
BOOK("imprint", imprint, BOOLEAN, 0, 0, NULL,
     "A page after the title page has what the front matter says of publisher, rights, license, "
     "ISBN, DOI and identifier, unless its `imprint` says otherwise.")
BOOK("front-folios", roman_folios, SWITCH, 0, 0, WORDS("arabic", "roman"),
     "`roman`: pages before the text count i, ii, iii, and the text begins with page 1.")

SHEET("abbreviations", explain_abbreviations, SWITCH, 0, 0, WORDS("short", "full-first"),
      "What the front matter's `abbreviations` say: to screen readers alone, or in brackets after "
      "the first mention in the text, too.")
SHEET("attachments", attachments, WORD, 0, 0, WORDS("all", "sources", "none"),
      "What the archive editions carry: all that they were made from; the files of text and style "
      "alone; nothing, for archives that take no attachments (PDF/A-2a).")

SAID("figure", words[WORD_FIGURE], TEXT, 0, 0, NULL, "Before a figure's number.")
SAID("table", words[WORD_TABLE], TEXT, 0, 0, NULL, "Before a table's number.")
SAID("section", words[WORD_SECTION], TEXT, 0, 0, NULL, "Before a heading's number, in references.")
SAID("page", words[WORD_PAGE], TEXT, 0, 0, NULL, "Before a page's number, in references.")
SAID("contents", words[WORD_CONTENTS], TEXT, 0, 0, NULL, "Above the contents.")
SAID("notes", words[WORD_NOTES], TEXT, 0, 0, NULL, "Above notes that follow the text.")
SAID("note", words[WORD_NOTE], TEXT, 0, 0, NULL, "Before a remark.")
SAID("continued", words[WORD_CONTINUED], TEXT, 0, 0, NULL,
     "After the caption of a table that goes on.")
SAID("footnote", words[WORD_FOOTNOTE], TEXT, 0, 0, NULL,
     "What screen readers say of a note's mark, before its number.")
SAID("back", words[WORD_BACK], TEXT, 0, 0, NULL,
     "What screen readers say of a note's number at its foot.")
SAID("figures", words[WORD_FIGURES], TEXT, 0, 0, NULL, "Above the list of figures.")
SAID("tables", words[WORD_TABLES], TEXT, 0, 0, NULL, "Above the list of tables.")
SAID("chapter", words[WORD_CHAPTER], TEXT, 0, 0, NULL,
     "Before a chapter's number, where `number: named` shows it above the title.")
SAID("appendix", words[WORD_APPENDIX], TEXT, 0, 0, NULL,
     "Before an appendix's letter, there and in references.")
SAID("part", words[WORD_PART], TEXT, 0, 0, NULL, "Before a part's number, there and in references.")

QUALITY("deviation", DEVIATION, 0, "Standard deviation of the word spaces, of a natural one.")
QUALITY("step", STEP, 0,
	"Mean difference between the word spaces of neighbouring lines, of a natural one.")
QUALITY("loose", LOOSE, 999999, "Lines looser than `lines: loose` says, of those that are filled.")
QUALITY("tight", TIGHT, 999999, "Lines tighter than `lines: tight` says, of those that are filled.")
QUALITY("overfull", OVERFULL, 999999, "Lines that reach into the margin, of all.")
QUALITY("cut-words", CUT_WORDS, 999999,
	"Words that no line can hold and that were cut, of all lines.")
QUALITY("hyphens", HYPHENS, 999999,
	"Lines that end with a hyphen that was made, of those that a paragraph goes on after.")
QUALITY("ladders", LADDERS, 999999,
	"Hyphens at the ends of two lines or more running, of those that a paragraph goes on "
	"after.")
QUALITY("page-hyphens", PAGE_HYPHENS, 999999, "Pages that end inside a word, of all.")
QUALITY("runts", RUNTS, 999999,
	"Last lines under five characters, narrower than the indent or holding part of a word, of "
	"the paragraphs of two lines or more.")
QUALITY("stacks", STACKS, 999999,
	"The same word at the start or end of two neighbouring lines, of all lines of running "
	"text.")
QUALITY("rivers", RIVERS, 999999,
	"Word spaces that lie over each other in four lines or more, of all lines of running text.")
QUALITY("widows", WIDOWS, 999999, "Pages that begin with too few lines of a paragraph, of all.")
QUALITY("orphans", ORPHANS, 999999, "Pages that end with too few lines of a paragraph, of all.")
QUALITY("stranded-headings", STRANDED_HEADINGS, 999999,
	"Headings without two lines of text after them on their page, of all pages.")
QUALITY("short-pages", SHORT_PAGES, 999999,
	"Pages that could not be filled or broken as the style asks, of all.")
QUALITY("chapter-ends", CHAPTER_ENDS, 999999,
	"Chapters' last pages with fewer lines than `pages: end-least` says, of all pages.")
QUALITY("uneven-feet", UNEVEN_FEET, 999999,
	"Facing pages that end at different heights, of all that could be level.")
QUALITY("off-grid", OFF_GRID, 999999, "Lines of running text that leave the grid, of all.")
QUALITY("coarse-images", COARSE_IMAGES, 999999, "Images below `page: image-resolution`, of all.")
QUALITY("far-floats", FAR_FLOATS, 999999,
	"Figures and tables that come more than a page after their place, of all that may move.")

#undef BLOCK_ROLE
#undef SHARED_ROLE
#undef INLINE_ROLE
#undef PAPER
#undef CLASS
#undef APPEARANCE
#undef SIDE
#undef PAGE
#undef MARGINS
#undef LINES
#undef PAGES
#undef SPACING
#undef LINKS
#undef BOOK
#undef SHEET
#undef SAID
#undef QUALITY
