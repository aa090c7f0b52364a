/* style_keys_roles: the rows of roles.
 *   BLOCK_ROLE(NAME, key, parent, says)      a block's role, laid over its parent
 *   SHARED_ROLE(NAME, key, parent, says)     what several roles are laid over
 *   INLINE_ROLE(NAME, key, says)             a role inside a line, laid over what surrounds it */
#ifndef BLOCK_ROLE
#define BLOCK_ROLE(...)
#endif
#ifndef SHARED_ROLE
#define SHARED_ROLE(...)
#endif
#ifndef INLINE_ROLE
#define INLINE_ROLE(...)
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

#undef BLOCK_ROLE
#undef SHARED_ROLE
#undef INLINE_ROLE
