/* manuscript_private: what the files of this folder share, in the order of the work:
 *   files.c       the list of files
 *   text.c        encoding; from bytes to places
 *   includes.c    texts that a text includes
 *   publication.c the files of a publication, publication.yaml
 *   book*.c       what lists the chapters of a folder
 *   chapter.c     a chapter's headings: its title, its level in the whole
 *   front_find.c  where front matter is, in YAML, TOML or pandoc's form
 *   front.c       front matter to the document's fields and title block
 *   language.c    is this a language?
 *   limits.c      what would take cmark too long
 *   syntax.c      cmark-gfm, taught divisions, definitions and attributes
 *   containers.c  what other programs write around blocks, as divisions
 *   shortcodes.c  those of Hugo and GitBook that make boxes
 *   drawn.c       pandoc's tables, as blocks that cmark knows (text_tables.c)
 *   blocks.c      its blocks as ours
 *   myst.c        MyST's figures, tables and code
 *   labels.c      which notes are defined
 *   parts.c       where the parts of a book begin, and places for the contents
 *   margins.c     words for the margin
 *   beside.c      what is set side by side: rows of images, layout-ncol
 *   captions.c    paragraphs that are figures, captions of tables or page breaks
 *   inlines.c     its inlines as ours, each with its place and its escapes
 *   attributes.c  {#id .class key=value}
 *   spans.c       [words]{…} and ^[notes], over the inlines of one parent
 *   html.c        the tags that mean something inside a line
 *   html_….c      those of blocks: read, nested, and what they mean
 *   foreign.c     syntax of other dialects, which is warned of
 *   notes.c       notes in the order of their marks
 *   quotes.c      punctuation and spaces by the language
 *   images.c      the files of images, and what they show
 *   ids.c         what links can lead to
 *   links.c       where links lead
 *   named.c       links that name a heading by its words, wiki links
 *   check.c       levels and numbers
 *   guess.c       the language, where none is named
 *   manuscript.c  the order of the passes */
#ifndef PLATEN_MANUSCRIPT_PRIVATE_H
#define PLATEN_MANUSCRIPT_PRIVATE_H

#include "base/arena.h"
#include "base/map.h"
#include "document/document.h"
#include "markdown/manuscript.h"
#include "style/value.h"

#include <string.h>

/* Comes before a character that the author escaped, until the quotes pass removes it. This byte is
 * never in UTF-8. */
#define ESCAPED '\xff'

/* Blocks within blocks, inlines within inlines and spans within spans may nest to this depth, so
 * that every recursion is bounded. (Newer cmark-gfm stops at a hundred lists in a line and reads
 * the rest as words; this limit is below it, so that it is reported.) */
#define DEPTH_MOST 90

/* A file that was read. */
typedef struct manuscript_file {
	const source *source;
	const char *path;   /* to open */
	const char *folder; /* relative paths in it are relative to this */
	const char *place;  /* the path without "." and "..", to recognize it in links */
	const char *lang;   /* of its own front matter, or NULL */
	const char *title;  /* of its own front matter, or else of the list of chapters */
	place title_place;
	bool own_title; /* the title is its own front matter's */
	/* how the list of chapters has it, and the titles that come before it there */
	const struct book_chapter *listed, *before;
	size_t before_count;
	const node *first; /* its first block, or NULL */
	size_t body;       /* where its text begins, after the front matter */
	bool is_text;      /* false: publication.yaml */
	size_t number;     /* among the files */
} manuscript_file;

/* A note that is defined, with or without a mark. */
typedef struct written_note {
	node *note;
	const char *label; /* NULL: an inline note, ^[like this] */
	int line;          /* where the parser found its definition */
} written_note;

/* An included text: relative paths in it are relative to the including file, as its words are on
 * that file's page. */
typedef struct included_text {
	const source *source;
	manuscript_file *file;
} included_text;

/* The origin of a line in a text with included texts. */
typedef struct line_origin {
	const source *source;
	int line;
	int shift; /* how many bytes were put before it */
} line_origin;

/* All that reading a publication's texts needs, from its first file to the last check. */
typedef struct manuscript {
	arena *arena, *scratch;
	report *report;
	document *document;
	const char *root;
	manuscript_file **files;
	size_t file_count, file_capacity;
	size_t last_file; /* the number of the file found last */
	written_note *notes;
	size_t note_count, note_capacity;
	node *before_cover;      /* the last node before the cover's; NULL: there is none */
	map *inputs;             /* the paths of files that the build depends on */
	map *included;           /* the texts that files include, by file and path; NULL: none */
	included_text *includes; /* the same, in the order in which they were read */
	size_t include_count, include_capacity, last_include;
	map *foreign_keys;        /* other programs' keys that were reported, or NULL */
	bool weighed;             /* other programs' keys may have put the chapters in order */
	struct book_folder *book; /* of a folder; NULL: files are named */
	const char **images;      /* further folders of pictures, as paths to open */
	size_t image_count, image_capacity;
	const char *site; /* the folder whose files are a site's pages, or NULL */
	const char *base; /* the address that a site's links are relative to, or NULL */
	bool has_marks;   /* there was a mark of attributes, which may have to be settled */
	bool has_tables;
	long examples;            /* "(@)" so far */
	map *example_names;       /* the numbers of those that have names, or NULL */
	bool has_attribute_lists; /* "{:" is somewhere */
	bool has_wiki_links;      /* "[[A page]]": one leads somewhere, or has several words */
	bool has_bracketed_names; /* "[[GetOwnProperty]]": one is a word with capitals inside */
	bool is_draft;            /* "--- abstract": the text is for kramdown-rfc */
	int literal_depth;        /* directives in directives whose blocks are being read */
	bool has_html;            /* tags of blocks among nodes, which are still to be paired */
	struct foreign_count *foreign; /* of each file and kind; NULL: nothing was seen */
	const node *
		*beginnings;  /* by number of a file: what links to all of it lead to, once asked */
	bool lang_missing;    /* no language is named */
	bool lang_unclear;    /* one may be, in front matter that could not be read */
	bool lacks_file;      /* a file could not be read, so an unknown id may be in it */
	const node *abstract; /* the division that front matter makes, or NULL */
	int matter;           /* of the chapter read last (book.h); -1: none was */
	const node *contents[CONTENTS_LISTS]; /* those that front matter asks for, or NULL */
	const value *colophon;                /* what front matter says, or NULL */
	const manuscript_file *colophon_file;
	const node *front_last;     /* the last block that it makes, or NULL */
	const char *known_language; /* the last language that was found valid */
	const char *habits_tag;     /* the last language whose habits were looked up, and these */
	const struct habits *habits;
} manuscript;

/* A text that cmark parses: a file's body, or a value of front matter. Lines count from 0 here. */
typedef struct passage {
	const manuscript_file *file;
	const source *source;
	const char *text;
	size_t length;
	int lines_before; /* of the source, before the text */
	/* front matter: the place of everything in it; NULL: places are found */
	const place *fixed;
	/* each line's first byte, and at the end the text's length */
	const uint32_t *starts;
	size_t lines;
	const line_origin *origins; /* of each line; NULL: nothing is included */
	size_t origin_count;
	size_t cursor;     /* the byte after the last inline found */
	size_t line, byte; /* a place found before, for the next one in its line */
	int column;
	int prelude;        /* lines that cmark was given before the text */
	size_t notes_from;  /* its notes among the manuscript's */
	const char **marks; /* each note's name in cmark's tree */
	size_t mark_count;
	/* all that look like definitions of notes, in the order of the text */
	struct note_label *labels;
	size_t label_count;
	struct container *containers; /* other programs' (containers.h), by their lines */
	size_t container_count;
	struct left_out *left_out; /* options of containers that mean nothing here */
	size_t left_out_count, left_out_capacity;
	const struct drawn_table *drawn; /* tables (drawn.h), by their lines */
	size_t drawn_count;
} passage;

typedef struct note_label {
	const char *name;
	size_t line, at; /* at: its byte "[" */
	bool seen;       /* it is in a block of the tree */
} note_label;

/* files.c */
/* Add a file to the publication's. */
manuscript_file *files_add(manuscript *m, const char *path, const source *s, bool is_text);
/* Record a file that the build depends on. */
void files_input(manuscript *m, const char *path);
/* The file that a source belongs to. */
const manuscript_file *files_of(manuscript *m, const source *s);
/* Hand the lists of sources and inputs to the document. */
void files_list(manuscript *m);

/* publication.c */
/* Read all files that the options name and take their front matter. False: none could be read. */
bool publication_open(manuscript *m, const manuscript_options *options);

/* text.c */
/* Is it text in UTF-8? Reports what it is instead, and where. A byte-order mark is skipped. */
bool text_check(report *r, source *s);
void text_passage(manuscript *m, passage *p, const manuscript_file *file, const source *s,
		  size_t offset);
place text_place(passage *p, size_t offset);
size_t text_line(const passage *p, size_t offset);

/* front_find.c */
/* The keys of a file's front matter, as a map; *body is where its text begins. NULL: there is
 * none, or it could not be read, which has been reported. `foreign`: of another program's folder,
 * so that what that program allows (keys that are there twice, anchors) is no error. */
const value *front_find(arena *a, report *r, const source *s, bool foreign, size_t *body);

/* front.c */
void front_read(manuscript *m, const value *v, const manuscript_file *file, bool publication);
/* of any file but the first */
void front_read_further(manuscript *m, const value *v, manuscript_file *file);
/* The colophon, after the text. */
void front_colophon(manuscript *m);
/* cover.c: publication.yaml's `cover`, whose title is set by `title`. Until cover_part makes a
 * document of its own of it, it is in the document. */
typedef void cover_title(manuscript *m, const manuscript_file *file, const value *front);
void cover_read(manuscript *m, const manuscript_file *file, const value *v, const value *front,
		cover_title *title);
void cover_part(manuscript *m);
/* When all is known that the publication says of itself. */
void cover_finish(manuscript *m);
/* An `isbn` must be one. */
void cover_check_isbn(manuscript *m, const value *v);

void front_fields(manuscript *m); /* the document's strings, from the finished title block */

/* language.c */
bool language_check(manuscript *m, const char *tag, place where);
/* Is a tag's language, or its language and region, this one? */
bool language_is(const char *tag, const char *prefix);

/* blocks.c */
void blocks_read(manuscript *m, passage *p, node *parent);
/* Words of front matter as inlines of a node. */
void blocks_words(manuscript *m, const manuscript_file *file, const char *text, place where,
		  node *parent);
/* A text of front matter as blocks. */
void blocks_text(manuscript *m, const manuscript_file *file, const char *text, place where,
		 node *parent);

/* labels.c */
/* Find what looks like notes' definitions, and write a mention of each for cmark to read first:
 * then cmark keeps all of them. */
const char *labels_prelude(manuscript *m, passage *p, size_t *size);
/* The first label on a line, or NULL. */
note_label *labels_on(passage *p, size_t line);
/* A block is on these lines. */
void labels_see(passage *p, size_t first_line, size_t last_line);
/* Report the definitions that are in no block: cmark drops a second one. */
void labels_report(manuscript *m, passage *p);

/* line_blocks.c */
/* A paragraph whose lines begin with bars keeps its lines. */
void line_blocks_read(manuscript *m, node *paragraph);

/* attribute_lists.c */
/* Give an image that is else alone in a paragraph the attributes on the line below it. */
void attribute_lists_take(manuscript *m, node *paragraph);
/* Give blocks after `before` (NULL: all) the attributes that are on lines of their own. */
void attribute_lists_attach(manuscript *m, node *parent, node *before);

/* parts.c */
/* Append what a paragraph of commands means to `to`; false: it is another paragraph. */
bool parts_paragraph(manuscript *m, const node *paragraph, node *to);
/* Find where the main matter begins, and leave one list of contents of each kind. Requires: the
 * numbers of figures and tables. */
void parts_settle(manuscript *m);

/* margins.c */
/* Put `[words]{.margin}` before their paragraphs. */
void margins_lift(manuscript *m);
/* beside.c */
/* A figure of an image, which is taken out of its paragraph. */
node *beside_figure(manuscript *m, node *paragraph, node *image);
/* A paragraph of images that each say their part of the measure, as what takes its place: rows of
 * figures; NULL: it is none. */
node *beside_images(manuscript *m, node *paragraph);
/* A division with `layout-ncol`: its blocks become rows of columns, and it perhaps a figure. */
void beside_division(manuscript *m, node *division);
/* Warn of columns that hold nothing. */
void beside_check(manuscript *m);

/* captions.c */
/* A paragraph as what it is: itself, a page break or a figure; NULL: nothing is left of it. */
node *captions_paragraph(manuscript *m, node *paragraph);
/* Give tables among the blocks after `from` (NULL: all) the captions beside them. */
void captions_attach(manuscript *m, node *parent, node *from);

/* foreign.c */
/* Look for syntax of other dialects in the document, before punctuation is set. */
void foreign_look(manuscript *m);
/* Warn of what was found, once for each kind and file. */
void foreign_report(manuscript *m);

/* scripts.c */
/* Set x^2^, H~2~O and ==words== in the whole document. */
void scripts_set(manuscript *m);

/* emoji.c */
/* Put emoji where their codes are. */
void emoji_set(manuscript *m);

/* roles.c */
/* Set roles, targets, entries of an index, abbreviations and references of other programs. */
void roles_set(manuscript *m);

/* crossrefs.c */
/* References as other programs write them, where what they name is there. */
void crossrefs_set(manuscript *m);
/* The title of a link that is to become a number alone. */
extern const char crossrefs_number[];

/* alerts.c */
/* A quotation whose first paragraph, heading or term, which is not in it yet, begins with "[!NOTE]"
 * becomes a division. The first line leaves the paragraph, so that what is below it is read as if
 * it were alone; of a heading or term, something must be left. */
void alerts_quote(manuscript *m, node *quote, node *paragraph);
/* A Quarto callout, or a division with the attribute title. */
void alerts_division(manuscript *m, node *division);
/* The kind of box that has this name, or NULL. */
const char *alerts_kind(const char *name);
/* Does a division's name say that it is such a box? Without a title, few names do. */
bool alerts_know(const char *name, bool titled);
/* A division is a box of a kind; title: a node with the inlines of its title, none of them: it has
 * no title; NULL: the kind's own word. */
void alerts_box(manuscript *m, node *division, const char *name, node *title);
/* The same of what has a title alone. */
void alerts_tab(manuscript *m, node *division, node *title);

/* attributes.c */
/* Attributes wait for what they belong to as a raw inline with this as its info. */
extern const char attributes_mark[];
bool attributes_is_mark(const node *n);
/* The most bytes of attributes: wherever there is a brace, so many may be looked at. */
#define ATTRIBUTES_MOST 2048
/* How many bytes "{…}" takes at the start of text; 0 after setting *why. */
size_t attributes_measure(const char *text, size_t length, const char **why);
/* Why attributes that could be measured were left as text: they are too long, or `otherwise`. */
const char *attributes_left(size_t size, const char *otherwise);
/* Does a text begin as attributes do, so that it was probably meant as some? */
bool attributes_begin(const char *text, size_t length);
void attributes_apply(manuscript *m, node *n, const char *text, size_t length, place where);
/* The mark at the end of a block's inlines: take it off and apply it. */
void attributes_take_last(manuscript *m, node *from, node *to);
/* Warn of attributes that change nothing. */
void attributes_check(manuscript *m);
/* Marks that belong to nothing become the words that they were. */
void attributes_settle(manuscript *m, node *parent);

/* spans.c */
void spans_read(manuscript *m, node *parent);
/* Put what is between two brackets, the bytes `at` and `end` of texts of one parent, into a node,
 * which takes their place. What follows is a text after it, if there is anything. */
void spans_enclose(manuscript *m, node *to, node *open, size_t at, node *close, size_t end);
/* Make an inline note of the children of `words`; its mark is returned. */
node *notes_add_inline(manuscript *m, node *words, place where);

/* html.c */
void html_inlines(manuscript *m, node *parent); /* over the children of one parent */
/* A block that begins on this line of the passage. */
void html_block(manuscript *m, passage *p, node *parent, const char *text, size_t length,
		size_t first_line);
/* Put what is between tags among a parent's children after `before` (NULL: all) into nodes. */
void html_nest(manuscript *m, node *parent, node *before);
/* Put what is between the tags of blocks in a cell, whose words were read, into nodes. */
void html_cell_blocks(manuscript *m, node *cell);
/* Report tags that nest too deep in what holds them. */
void html_check_depth(manuscript *m, node *root);

/* notes.c */
void notes_order(manuscript *m);

/* quotes.c */
void quotes_set(manuscript *m);

/* directives.c */
enum { DIRECTIVE_PLAYGROUND = 2, DIRECTIVE_PLAYPEN, DIRECTIVE_TITLE };
/* The bytes of a directive of mdBook's up to its target, or 0; and which one it is. */
size_t directives_name(const char *text, size_t size, size_t *which);
/* Take the backslashes out of code with which mdBook's authors write a directive that is to be read
 * as it is written ("\\{{#include file}}"; elsewhere the parser does so). Returns what is left. */
size_t directives_unescape(char *text, size_t size);

/* includes.c */
/* A file's text with those that it includes in their places; false: it includes none. */
bool includes_passage(manuscript *m, passage *p, manuscript_file *file);

/* chapter.c */
/* Give a file's blocks, from `first` on, the headings that its front matter and the list of
 * chapters ask for. `before` is the block before them, or NULL. Returns the first block. */
node *chapter_settle(manuscript *m, manuscript_file *file, node *before, node *first);

/* images.c */
/* Find the files of images and describe them. */
void images_check(manuscript *m);

/* named.c */
/* Make links of bracketed words that name a heading or a file of the publication. */
void named_set(manuscript *m);

/* links.c */
/* A file's first heading, or its first block where it has none; NULL: it has no blocks. */
const node *links_beginning(manuscript *m, const manuscript_file *file);
/* Give ids, and find what links lead to. */
void links_check(manuscript *m);

/* check.c */
/* Check the levels of headings, and number headings, figures and tables. */
void check_all(manuscript *m);

/* guess.c: the document's language, from its chapters or English; and what is said of a missing
 * one, when the text is there. */
void guess_front(manuscript *m);
void guess_report(manuscript *m);

#endif
