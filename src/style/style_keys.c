/* style_keys: the rows of style_keys.h as tables. */
#include "style/style_private.h"

#include <stddef.h>

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* A row's field must have the type that its kind is stored as. */
#define TYPE_LENGTH    length
#define TYPE_EM_LENGTH length
#define TYPE_INTEGER   int
#define TYPE_COUNT     int
#define TYPE_PERCENT   int
#define TYPE_PER_MILLE int
#define TYPE_WEIGHT    int
#define TYPE_WORD      int
#define TYPE_WORD_TEXT const char *
#define TYPE_SWITCH    bool
#define TYPE_BOOLEAN   bool
#define TYPE_FLAG      int
#define TYPE_ITALIC    bool
#define TYPE_TEXT      const char *
#define TYPE_ORDER     const char *
#define TYPE_PATH      const char *
#define TYPE_FEATURES  const char *
#define TYPE_INK       const ink *
#define TYPE_SIDES     sides
#define TYPE_PANELS    panels
#define TYPE_BORDER    border
#define TYPE_BORDERS   borders
#define TYPE_LIMIT     quality_limit
#define TYPE_PAPER     length
#define TYPE_SECTION   length
#define FITS(target, field, kind)                                                                  \
	_Static_assert(sizeof(((target *)0)->field) == sizeof(TYPE_##kind),                        \
		       "field and kind of a row in style_keys.h differ")

#define ROW(target, key, field, kind, least, most, words)                                          \
	{key,                                                                                      \
	 KIND_##kind,                                                                              \
	 offsetof(target, field),                                                                  \
	 least,                                                                                    \
	 most,                                                                                     \
	 words,                                                                                    \
	 REACH_OWN,                                                                                \
	 KIND_##kind == KIND_INK ? OR_NOTHING : 0},

static const property appearance_rows[] = {
#define APPEARANCE(key, type, field, kind, reach, traits, least, most, words, says)                \
	{key, KIND_##kind, offsetof(appearance, field), least, most, words, REACH_##reach, traits},
#define SIDE(key, field, says)                                                                     \
	{key, KIND_BORDER, offsetof(appearance, field), 0, 20, NULL, REACH_OWN, 0},
#include "style/style_keys.h"
};
#define APPEARANCE(key, type, field, kind, ...) FITS(appearance, field, kind);
#include "style/style_keys.h"

#define SHEET_ROW(key, field, kind, least, most, words, says)                                      \
	ROW(sheet, key, field, kind, least, most, words)
static const property page_rows[] = {
#define PAGE SHEET_ROW
#include "style/style_keys.h"
};
static const property margins_rows[] = {
#define MARGINS SHEET_ROW
#include "style/style_keys.h"
};
#define PAGE(key, field, kind, ...)    FITS(sheet, field, kind);
#define MARGINS(key, field, kind, ...) FITS(sheet, field, kind);
#include "style/style_keys.h"

static const property lines_rows[] = {
#define LINES(key, field, kind, least, most, words, says)                                          \
	ROW(line_style, key, field, kind, least, most, words)
#include "style/style_keys.h"
};
#define LINES(key, field, kind, ...) FITS(line_style, field, kind);
#include "style/style_keys.h"

static const property pages_rows[] = {
#define PAGES(key, field, kind, least, most, words, says)                                          \
	ROW(page_style, key, field, kind, least, most, words)
#include "style/style_keys.h"
};
#define PAGES(key, field, kind, ...) FITS(page_style, field, kind);
#include "style/style_keys.h"

#define STYLE_ROW(key, field, kind, least, most, words, says)                                      \
	ROW(style, key, field, kind, least, most, words)
static const property spacing_rows[] = {
#define SPACING STYLE_ROW
#include "style/style_keys.h"
};
static const property links_rows[] = {
#define LINKS STYLE_ROW
#include "style/style_keys.h"
};
static const property book_rows[] = {
#define BOOK STYLE_ROW
#include "style/style_keys.h"
};
static const property sheet_rows[] = {
#define SHEET STYLE_ROW
#include "style/style_keys.h"
};
static const property words_rows[] = {
#define SAID STYLE_ROW
#include "style/style_keys.h"
};
static const property quality_rows[] = {
#define QUALITY(key, name, most, says) ROW(style, key, limits[QUALITY_##name], LIMIT, 0, most, NULL)
#include "style/style_keys.h"
};
#define SPACING(key, field, kind, ...) FITS(style, field, kind);
#define LINKS(key, field, kind, ...)   FITS(style, field, kind);
#define BOOK(key, field, kind, ...)    FITS(style, field, kind);
#define SHEET(key, field, kind, ...)   FITS(style, field, kind);
#define SAID(key, field, kind, ...)    FITS(style, field, kind);
#include "style/style_keys.h"

/* clang-format off */
#define TABLE(rows) {rows, sizeof(rows) / sizeof *(rows)}
/* clang-format on */
const property_table style_tables[SECTIONS] = {
	[SECTION_PAGE] = TABLE(page_rows),
	[SECTION_MARGINS] = TABLE(margins_rows),
	[SECTION_LINES] = TABLE(lines_rows),
	[SECTION_PAGES] = TABLE(pages_rows),
	[SECTION_SPACING] = TABLE(spacing_rows),
	[SECTION_LINKS] = TABLE(links_rows),
	[SECTION_BOOK] = TABLE(book_rows),
	[SECTION_SHEET] = TABLE(sheet_rows),
	[SECTION_WORDS] = TABLE(words_rows),
	[SECTION_QUALITY] = TABLE(quality_rows),
	[SECTION_APPEARANCE] = TABLE(appearance_rows),
};

const char *const style_section_names[SECTIONS] = {
	[SECTION_PAGE] = "page",       [SECTION_MARGINS] = "margins", [SECTION_LINES] = "lines",
	[SECTION_PAGES] = "pages",     [SECTION_SPACING] = "spacing", [SECTION_LINKS] = "links",
	[SECTION_BOOK] = "book",       [SECTION_WORDS] = "words",     [SECTION_QUALITY] = "quality",
	[SECTION_APPEARANCE] = "text",
};

const char *const style_role_names[ROLE_NAMES] = {
#define BLOCK_ROLE(name, key, ...)  [ROLE_##name] = key,
#define SHARED_ROLE(name, key, ...) [ROLE_##name] = key,
#define INLINE_ROLE(name, key, ...) [ROLE_##name] = key,
#include "style/style_keys.h"
};

const int style_role_parents[ROLE_NAMES] = {
#define BLOCK_ROLE(name, key, parent, ...)  [ROLE_##name] = ROLE_##parent,
#define SHARED_ROLE(name, key, parent, ...) [ROLE_##name] = ROLE_##parent,
#include "style/style_keys.h"
};
