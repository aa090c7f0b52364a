/* style_keys_type: the rows of what blocks and words may say.
 *   APPEARANCE(key, type, field, kind, reach, traits, least, most, words, says)
 *   SIDE(key, field, says)                   one side of what an APPEARANCE says of all four */
#ifndef APPEARANCE
#define APPEARANCE(...)
#endif
#ifndef SIDE
#define SIDE(...)
#endif

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
	   "Where a heading's number is: before its words; on a line above them; or on that line, "
	   "after the word for what it numbers, as in Chapter 3.")
APPEARANCE("initial", int, initial, INTEGER, OWN, 0, 1, 6, NULL,
	   "Height of the first letter in lines: its own, or, for a heading, that of the paragraph "
	   "after it.")
APPEARANCE("background", const ink *, background, INK, OWN, OR_NOTHING, 0, 0, NULL,
	   "The ink that a division, a quotation or a block of code is tinted with, or `none`.")
APPEARANCE(
	"bleed", bleed, bleed, WORD, OWN, 0, 0, 0, WORDS("none", "sides", "outer", "all", "page"),
	"Edges that a figure or box runs over; `all`: head and foot, too; `page`: figures alone.")
APPEARANCE("page-background", const ink *, page_background, INK, OWN, OR_NOTHING, 0, 0, NULL,
	   "The ink that a whole page is tinted with where this block opens it, or `none`.")
APPEARANCE("row-heads", int, row_heads, INTEGER, OWN, 0, 0, 9, NULL,
	   "Columns of a table that head its rows; a table's own `row-heads=` wins.")
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

#undef APPEARANCE
#undef SIDE
