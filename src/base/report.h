/* report: messages with places, and the two kinds of failure. If the author errs, report_at says so
 * with a place, the stage goes on, and the pipeline stops at its end. If the machine fails (memory,
 * disk), report_die says so and ends the program. Messages are kept until report_flush prints a
 * stage's messages together, in the order of their places. */
#ifndef PLATEN_REPORT_H
#define PLATEN_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct arena arena;
typedef struct report report;

/* A text that messages point into. Owned by the run's arena. */
typedef struct source {
	const char *name; /* as the user gave it, for messages */
	const char *text; /* the whole text; NULL if it is not text (an image, a font) */
	size_t length;
} source;

/* Where something is found. Lines and columns count from 1, columns in characters; 0 is "no line"
 * or "no column". */
typedef struct place {
	const source *source; /* NULL: nowhere in particular */
	int line;
	int column;
} place;

typedef enum report_level { REPORT_NOTE, REPORT_WARNING, REPORT_ERROR } report_level;

/* Every message that Platen knows: its name (kebab case, for JSON and --werror=NAME) and its level.
 * Notes concern taste: they are given only if the user asks for them by name (--werror=NAME) or by
 * a limit in the style sheet; plain --werror does not. (lang-missing is always given.) The list is
 * closed: a message that is not here cannot be given. Keep it in the order of the floors. */
#define REPORT_LIST(X)                                                                             \
	/* files */                                                                                \
	X(FILE_MISSING, "file-missing", REPORT_ERROR)                                              \
	X(FILE_UNREADABLE, "file-unreadable", REPORT_ERROR)                                        \
	X(FILE_OUTSIDE, "file-outside", REPORT_ERROR)                                              \
	X(FILE_TOO_LARGE, "file-too-large", REPORT_ERROR)                                          \
	X(TEXT_EMPTY, "text-empty", REPORT_ERROR)                                                  \
	X(TEXT_ENCODING, "text-encoding", REPORT_ERROR)                                            \
	X(OUTPUT_FAILED, "output-failed", REPORT_ERROR)                                            \
	X(CHAPTER_MISSING, "chapter-missing", REPORT_WARNING)                                      \
	X(INCLUDE_MISSING, "include-missing", REPORT_ERROR)                                        \
	X(INCLUDE_CIRCULAR, "include-circular", REPORT_ERROR)                                      \
	X(FOLDER_FOREIGN, "folder-foreign", REPORT_WARNING)                                        \
	/* YAML, front matter, style sheets */                                                     \
	X(YAML_SYNTAX, "yaml-syntax", REPORT_ERROR)                                                \
	X(TOML_SYNTAX, "toml-syntax", REPORT_ERROR)                                                \
	X(KEY_UNKNOWN, "key-unknown", REPORT_ERROR)                                                \
	X(KEY_FOREIGN, "key-foreign", REPORT_WARNING)                                              \
	X(DATE_PLAIN, "date-plain", REPORT_WARNING)                                                \
	X(KEY_TWICE, "key-twice", REPORT_ERROR)                                                    \
	X(VALUE_BAD, "value-bad", REPORT_ERROR)                                                    \
	X(PAGE_TOO_SMALL, "page-too-small", REPORT_ERROR)                                          \
	X(STYLE_MISSING, "style-missing", REPORT_ERROR)                                            \
	/* manuscript */                                                                           \
	X(NESTING_TOO_DEEP, "nesting-too-deep", REPORT_ERROR)                                      \
	X(LIMIT_EXCEEDED, "limit-exceeded", REPORT_ERROR)                                          \
	X(ID_TWICE, "id-twice", REPORT_WARNING)                                                    \
	X(NOTE_TWICE, "note-twice", REPORT_ERROR)                                                  \
	X(ID_UNKNOWN, "id-unknown", REPORT_WARNING)                                                \
	X(REFERENCE_NAMELESS, "reference-nameless", REPORT_WARNING)                                \
	X(LINK_OUTSIDE, "link-outside", REPORT_WARNING)                                            \
	X(LINK_MISSING, "link-missing", REPORT_WARNING)                                            \
	X(LANGUAGE_UNKNOWN, "language-unknown", REPORT_ERROR)                                      \
	X(ATTRIBUTE_BAD, "attribute-bad", REPORT_WARNING)                                          \
	X(LANG_MISSING, "lang-missing", REPORT_NOTE)                                               \
	X(LANG_UNLIKELY, "lang-unlikely", REPORT_WARNING)                                          \
	X(DIVISION_OPEN, "division-open", REPORT_WARNING)                                          \
	X(CODE_OPEN, "code-open", REPORT_WARNING)                                                  \
	X(HTML_VERBATIM, "html-verbatim", REPORT_WARNING)                                          \
	X(HTML_LEFT_OUT, "html-left-out", REPORT_WARNING)                                          \
	X(HTML_NESTING, "html-nesting", REPORT_WARNING)                                            \
	X(ALT_MISSING, "alt-missing", REPORT_WARNING)                                              \
	X(DATE_MISSING, "date-missing", REPORT_WARNING)                                            \
	X(IMAGE_WORDS, "image-words", REPORT_WARNING)                                              \
	X(NOTE_UNUSED, "note-unused", REPORT_WARNING)                                              \
	X(ABBREVIATION_UNUSED, "abbreviation-unused", REPORT_WARNING)                              \
	X(NOTE_UNKNOWN, "note-unknown", REPORT_WARNING)                                            \
	X(TABLE_BAD, "table-bad", REPORT_WARNING)                                                  \
	X(CELL_DROPPED, "cell-dropped", REPORT_WARNING)                                            \
	X(SPANS_OVERLAP, "spans-overlap", REPORT_WARNING)                                          \
	X(HEADING_SKIPPED, "heading-skipped", REPORT_WARNING)                                      \
	X(COLUMN_EMPTY, "column-empty", REPORT_WARNING)                                            \
	X(FOREIGN, "foreign", REPORT_WARNING)                                                      \
	X(HEADING_EMPTY, "heading-empty", REPORT_WARNING)                                          \
	X(ATTRIBUTE_UNKNOWN, "attribute-unknown", REPORT_WARNING)                                  \
	X(CLASS_UNKNOWN, "class-unknown", REPORT_WARNING)                                          \
	/* fonts, images, languages */                                                             \
	X(FAMILY_MISSING, "family-missing", REPORT_ERROR)                                          \
	X(FACE_SUBSTITUTED, "face-substituted", REPORT_WARNING)                                    \
	X(GLYPH_MISSING, "glyph-missing", REPORT_ERROR)                                            \
	X(FONT_UNUSABLE, "font-unusable", REPORT_ERROR)                                            \
	X(FONT_NOT_LOCKED, "font-not-locked", REPORT_ERROR)                                        \
	X(FACE_NOT_CARRIED, "face-not-carried", REPORT_WARNING)                                    \
	X(NAME_NOT_CARRIED, "name-not-carried", REPORT_WARNING)                                    \
	X(HYPHENATION_MISSING, "hyphenation-missing", REPORT_WARNING)                              \
	X(WORDS_MISSING, "words-missing", REPORT_WARNING)                                          \
	X(IMAGE_MISSING, "image-missing", REPORT_ERROR)                                            \
	X(IMAGE_OUTSIDE, "image-outside", REPORT_ERROR)                                            \
	X(IMAGE_REMOTE, "image-remote", REPORT_WARNING)                                            \
	X(IMAGE_BAD, "image-bad", REPORT_ERROR)                                                    \
	X(IMAGE_DAMAGED, "image-damaged", REPORT_ERROR)                                            \
	X(EMOJI_MISSING, "emoji-missing", REPORT_WARNING)                                          \
	X(PRIVATE_USE, "private-use", REPORT_WARNING)                                              \
	X(IMAGE_FIRST, "image-first", REPORT_WARNING)                                              \
	X(IMAGE_MISNAMED, "image-misnamed", REPORT_WARNING)                                        \
	X(DRAWING_PARTIAL, "drawing-partial", REPORT_WARNING)                                      \
	X(COARSE_IMAGE, "coarse-image", REPORT_WARNING)                                            \
	X(IMAGE_CUT, "image-cut", REPORT_WARNING)                                                  \
	X(BLEED_MISSING, "bleed-missing", REPORT_WARNING)                                          \
	X(COVER_MISSING, "cover-missing", REPORT_ERROR)                                            \
	X(COVER_FULL, "cover-full", REPORT_ERROR)                                                  \
	X(SPINE_NARROW, "spine-narrow", REPORT_WARNING)                                            \
	X(PROFILE_BAD, "profile-bad", REPORT_ERROR)                                                \
	X(LOOK_GUESSED, "look-guessed", REPORT_WARNING)                                            \
	X(SPOT_DIFFERS, "spot-differs", REPORT_WARNING)                                            \
	X(INK_HEAVY, "ink-heavy", REPORT_WARNING)                                                  \
	X(INK_REDUCED, "ink-reduced", REPORT_NOTE)                                                 \
	/* lines and pages */                                                                      \
	X(OVERFULL, "overfull", REPORT_WARNING)                                                    \
	X(LOOSE, "loose", REPORT_WARNING)                                                          \
	X(TIGHT, "tight", REPORT_NOTE)                                                             \
	X(OFF_GRID, "off-grid", REPORT_NOTE)                                                       \
	X(CUT_WORD, "cut-word", REPORT_NOTE)                                                       \
	X(LADDER, "ladder", REPORT_NOTE)                                                           \
	X(PAGE_HYPHEN, "page-hyphen", REPORT_NOTE)                                                 \
	X(RUNT, "runt", REPORT_NOTE)                                                               \
	X(STACK, "stack", REPORT_NOTE)                                                             \
	X(RIVER, "river", REPORT_NOTE)                                                             \
	X(WIDOW, "widow", REPORT_NOTE)                                                             \
	X(ORPHAN, "orphan", REPORT_NOTE)                                                           \
	X(STRANDED_HEADING, "stranded-heading", REPORT_NOTE)                                       \
	X(UNEVEN_FOOT, "uneven-foot", REPORT_NOTE)                                                 \
	X(CHAPTER_END, "chapter-end", REPORT_NOTE)                                                 \
	X(FAR_FLOAT, "far-float", REPORT_NOTE)                                                     \
	X(TABLE_TOO_WIDE, "table-too-wide", REPORT_WARNING)                                        \
	X(COLUMNS_NARROW, "columns-narrow", REPORT_WARNING)                                        \
	X(MARGIN_FULL, "margin-full", REPORT_WARNING)                                              \
	X(BLOCK_TOO_TALL, "block-too-tall", REPORT_WARNING)                                        \
	X(SHORT_PAGE, "short-page", REPORT_WARNING)                                                \
	X(SIGNATURE_FILLED, "signature-filled", REPORT_NOTE)                                       \
	X(REFERENCES_UNSETTLED, "references-unsettled", REPORT_WARNING)                            \
	X(TEXT_LOST, "text-lost", REPORT_ERROR)                                                    \
	X(QUALITY_LIMIT, "quality-limit", REPORT_ERROR)                                            \
	/* PDFs that are read */                                                                   \
	X(PDF_BAD, "pdf-bad", REPORT_ERROR)                                                        \
	X(PDF_ENCRYPTED, "pdf-encrypted", REPORT_ERROR)                                            \
	X(PDF_FOREIGN, "pdf-foreign", REPORT_ERROR)                                                \
	X(ATTACHMENT_BAD, "attachment-bad", REPORT_ERROR)                                          \
	X(REBUILD_DIFFERS, "rebuild-differs", REPORT_ERROR)

typedef enum report_code {
#define X(code, name, level) REPORT_##code,
	REPORT_LIST(X)
#undef X
		REPORT_CODES
} report_code;

typedef enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_GITHUB } report_format;

typedef struct report_options {
	report_format format;
	bool color;               /* with colours */
	bool excerpt;             /* text format: the source line and a caret under the place */
	bool quiet;               /* only errors */
	bool draft;               /* --draft: late errors are warnings */
	bool all_errors;          /* --werror: every warning is an error */
	bool error[REPORT_CODES]; /* --werror=NAME,…: notes too */
	const char **error_rules; /* names of rules (report_rule) likewise */
	size_t error_rule_count, error_rule_capacity;
} report_options;

/* Make a report that prints to `out`; it lives in the arena. */
report *report_new(arena *a, FILE *out, const report_options *options);

/* Report something at a place. The text says what is wrong and what to do, without a capital or a
 * full stop. The same message at the same place is kept once. */
void report_at(report *r, report_code code, place where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The same for messages that have a degree: the greater `badness`, the worse. If a source has many
 * with this code, the worst few are printed, with the number of the others. */
void report_rated(report *r, report_code code, place where, int64_t badness, const char *format,
		  ...) __attribute__((format(printf, 5, 6)));

/* A message of another list than this one: that of the rules which PDFs are held to. `name` and
 * `level` are the rule's. Where there are many of one rule, the first few are printed. */
void report_rule(report *r, const char *name, report_level level, place where, const char *format,
		 ...) __attribute__((format(printf, 5, 6)));

/* Give this source its place in the order of output: after all sources named before. (Otherwise its
 * first message does.) */
void report_source(report *r, const source *s);

/* Errors so far, including warnings that --werror raised. After these the work stops. Late errors
 * are about pictures that cannot be shown: they end a build when all else is done, before anything
 * is written. */
size_t report_errors(const report *r);
size_t report_late_errors(const report *r);

/* Print the messages kept so far, sorted by source (in the order of first mention), line and
 * column. In the text and GitHub formats, messages that say the same about many places are folded
 * to a few. */
void report_flush(report *r);

/* A line of a text, without its end; false: there is no such line. If lines are asked for in rising
 * order, the text is read once. */
bool report_line(report *r, const source *s, int line, const char **text, size_t *length);
/* The rest of a line from a place on. Places on one line are best asked for in rising order,
 * too. */
bool report_rest(report *r, place from, const char **text, size_t *length);

/* Where a text first occurs after a place, within so many lines; the place itself if it does not
 * occur or the place has no line. */
place report_find(report *r, place from, const char *text, size_t size, int lines);

/* The code with this name, or REPORT_CODES; and the name of a code. */
report_code report_named(const char *name);
const char *report_name(report_code code);

/* Does --werror=NAME raise this code to an error? And at which level is it reported? */
bool report_is_raised(const report *r, report_code code);

/* From now on late errors are warnings, as with --draft: what is read was not written for
 * Platen. */
void report_be_draft(report *r);
report_level report_level_of(const report *r, report_code code);

/* Write a text as a JSON string: valid UTF-8, without control characters. */
void report_put_json(FILE *out, const char *text);
/* Write a file's name as a JSON string with a URI reference, escaped; an absolute path as a file:
 * URI. */
void report_put_uri(FILE *out, const char *name);

/* Note what is worked on here from now on, for the message if memory runs out. */
void report_here(place where);

/* Report that the memory limit (end.h) is exceeded, with the place of report_here and how to
 * allow more; end with status 1. */
void report_exceeded(uint64_t most);

/* Report a failure of the machine on standard error, remove unfinished outputs (file.h), and end
 * with the status. */
_Noreturn void report_die(int status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
