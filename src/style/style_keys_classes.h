/* style_keys_classes: the rows of classes that Platen itself knows.
 *   CLASS(name, look, says)                  its look as YAML */
#ifndef CLASS
#define CLASS(...)
#endif

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
CLASS("numbers", "{}", "A block of code whose lines have numbers.")
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

#undef CLASS
