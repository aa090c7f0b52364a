/* style_keys: every key that a style sheet may have, one row each, in a file for each part of the
 * manual. The structures of style.h, the tables of style_keys.c, what divisions hand on, what is
 * compared, --dump=style, the JSON Schema and the manual's tables all come from these rows (the
 * last two by tests/tools/schema.py), so a new key is one new row.
 *
 * Each file explains the columns of its rows. `least` and `most` are bounds: of a length in points,
 * of a share in its own unit (see property_kind), of anything else as it is written. `reach` and
 * `traits` are explained in style_private.h. `says` is a sentence in Markdown.
 *
 * These headers have no guards: define the macros of the rows that you want, and include this one;
 * it undefines them all again. */
/* clang-format off: in this order */
#include "style/style_keys_choice.h"
#include "style/style_keys_classes.h"
#include "style/style_keys_page.h"
#include "style/style_keys_rest.h"
#include "style/style_keys_roles.h"
#include "style/style_keys_type.h"
/* clang-format on */
