/* style_keys_rest: the rows of the other sections, and of the keys beside the sections.
 *   SPACING, LINKS, BOOK(key, field, kind, least, most, words, says)
 *   SHEET(key, field, kind, least, most, words, says)   a key beside the sections
 *   SAID(key, field, kind, least, most, words, says)    the section `words`
 *   QUALITY(key, NAME, most, says)           most 0: only a share can be limited */
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

#undef SPACING
#undef LINKS
#undef BOOK
#undef SHEET
#undef SAID
#undef QUALITY
