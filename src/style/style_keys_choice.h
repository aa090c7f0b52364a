/* style_keys_choice: the rows of how lines and pages are chosen.
 *   LINES, PAGES(key, field, kind, least, most, words, says) */
#ifndef LINES
#define LINES(...)
#endif
#ifndef PAGES
#define PAGES(...)
#endif

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
PAGES("spread-more", spread_more, COUNT, 0, 5, NULL,
      "Lines that a spread may be over full height, as far as they do not come near the folio.")
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

#undef LINES
#undef PAGES
