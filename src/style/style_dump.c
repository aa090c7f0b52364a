/* style_dump: the resolved style as a sheet: each value, with the sheet and line that it comes from
 * in a comment. Reading the dump gives the same style. */
#include "style/style_private.h"

#include "base/arena.h"

#include <string.h>

typedef struct dumper {
	FILE *out;
	const style *style;
	const style_private *p;
	arena *scratch;
} dumper;

enum { COMMENT_COLUMN = 48 };

/* Where a value comes from: a line of a sheet, the built-in sheet, or nowhere, if Platen assumes it
 * because no sheet sets it. */
static const char *origin(const dumper *d, place from)
{
	const char *name = from.source ? from.source->name : NULL;
	if (!name)
		return "default";
	if (from.source->text == style_defaults)
		return STYLE_BUILT_IN;
	for (size_t i = 0; i < d->style->file_count; i++)
		if (d->style->files[i].source == from.source)
			name = d->style->files[i].wanted_at;
	if (strncmp(name, "./", 2) == 0)
		name += 2;
	return arena_print(d->scratch, "%s:%d", name, from.line);
}

static void put(dumper *d, int depth, const char *key, const char *value, place from)
{
	int column = fprintf(d->out, "%*s%s: %s", 2 * depth, "", key, value);
	int gap = column < COMMENT_COLUMN ? COMMENT_COLUMN - column : 1;
	fprintf(d->out, "%*s# %s\n", gap, "", origin(d, from));
}

static bool is_free_text(const property *of)
{
	return of->kind == KIND_TEXT || of->kind == KIND_PATH;
}

/* In double quotes, as YAML reads them. */
static const char *quoted(const dumper *d, const char *text)
{
	char *to = arena_alloc(d->scratch, 2 * strlen(text) + 3), *at = to;
	*at++ = '"';
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			*at++ = '\\';
		*at++ = *text;
	}
	*at = '"';
	return to;
}

static void put_property(dumper *d, int depth, const property *of, const void *target, place from)
{
	const char *text = style_value_text(d->scratch, of, target);
	if (!text)
		return; /* unless a sheet sets the word, it is the language's own */
	put(d, depth, of->name, is_free_text(of) ? quoted(d, text) : text, from);
}

/* The last setting of a property, which wins, or NULL. */
static const setting *last_of(const patch *from, const property *of)
{
	const setting *last = NULL;
	for (size_t i = 0; i < from->count; i++)
		if (from->items[i].property == of)
			last = &from->items[i];
	return last;
}

static place place_of(const setting *s)
{
	return s ? s->place : (place){0};
}

static void dump_table(dumper *d, int depth, section which, const patch *from, const void *target)
{
	const property_table *table = &style_tables[which];
	for (size_t i = 0; i < table->count; i++) {
		const property *of = &table->items[i];
		if (of->kind != KIND_SECTION) {
			put_property(d, depth, of, target, place_of(last_of(from, of)));
			continue;
		}
		fprintf(d->out, "%*s%s:\n", 2 * depth, "", of->name);
		dump_table(d, depth + 1, SECTION_MARGINS, from, target);
	}
}

/* A role's own setting of a property, or that of the nearest role that it is laid over. */
static const setting *setting_of(const dumper *d, int which, const property *of)
{
	const setting *s = last_of(&d->p->roles[which], of);
	bool is_inline = which >= ROLE_BLOCKS && which < ROLES;
	int parent = is_inline ? ROLE_BODY : style_role_parents[which];
	return s || which == parent ? s : setting_of(d, parent, of);
}

static void dump_role(dumper *d, int depth, int which)
{
	const property_table *table = &style_tables[SECTION_APPEARANCE];
	const appearance *look = &d->style->roles[which];
	bool is_inline = which >= ROLE_BLOCKS;
	fprintf(d->out, "%*s%s:\n", 2 * depth, "", style_role_names[which]);
	for (size_t i = 0; i < table->count; i++) {
		const property *of = &table->items[i];
		if (!is_inline || of->reach == REACH_INLINE)
			put_property(d, depth + 1, of, look, place_of(setting_of(d, which, of)));
	}
}

/* Print the properties that a class sets, laid over body text. */
static void dump_class(dumper *d, const named_class *class)
{
	const property_table *table = &style_tables[SECTION_APPEARANCE];
	style_private *p = d->style->private;
	const appearance *look =
		style_lay(p, &d->style->roles[ROLE_BODY], &class->patch, REACH_OWN);
	fprintf(d->out, "  %s:%s\n", quoted(d, class->name), class->patch.count ? "" : " {}");
	for (size_t i = 0; i < table->count; i++) {
		const setting *s = last_of(&class->patch, &table->items[i]);
		if (s)
			put_property(d, 2, &table->items[i], look, s->place);
	}
}

static int percent_text(char *to, size_t size, const uint16_t parts[4])
{
	int used = snprintf(to, size, "[");
	for (int c = 0; c < 4; c++)
		used += snprintf(to + used, size - (size_t)used, "%s%d.%02d", c ? ", " : "",
				 parts[c] / 100, parts[c] % 100);
	return used + snprintf(to + used, size - (size_t)used, "]");
}

enum { FULL = 10000 }; /* 100 % */

/* A tint is written as `like` the first ink that has the full colour. */
static void put_tint(dumper *d, const named_ink *named, uint16_t tint)
{
	const named_ink *full = d->p->inks[named->like];
	while (full->like != full->ink.index && (full->ink.tint < FULL || full->ink.part < FULL))
		full = d->p->inks[full->like];
	put(d, 1, named->ink.name,
	    arena_print(d->scratch, "{like: %s, tint: %d.%02d%%%s}", full->ink.name, tint / 100,
			tint % 100, named->ink.painted_in_print ? "" : ", print: false"),
	    named->place);
}

static const char *lab_text(dumper *d, const int16_t lab[3])
{
	return arena_print(d->scratch, "[%.2f, %.2f, %.2f]", lab[0] / 100.0, lab[1] / 100.0,
			   lab[2] / 100.0);
}

static void dump_ink(dumper *d, const named_ink *named)
{
	enum { SHOWN_MOST = 100, BYTE_MOST = 255 };
	const ink *i = &named->ink;
	const char *colour = "";
	int byte[3];
	if (i->tint < FULL || i->part < FULL) {
		put_tint(d, named, i->tint < FULL ? i->tint : i->part);
		return;
	}
	if (i->says & INK_CMYK) {
		char cmyk[SHOWN_MOST];
		percent_text(cmyk, sizeof cmyk, i->cmyk);
		colour = arena_print(d->scratch, ", cmyk: %s", cmyk);
	}
	for (int c = 0; c < 3; c++)
		byte[c] = (i->rgb[c] * BYTE_MOST + FULL / 2) / FULL;
	/* a tint of black is written as one in any case */
	if ((i->says & INK_RGB) || (i->is_black && i->painted_in_print && (i->says & INK_CMYK)))
		colour = arena_print(d->scratch, "%s, rgb: \"#%02x%02x%02x\"", colour, byte[0],
				     byte[1], byte[2]);
	if (i->says & INK_LAB)
		colour = arena_print(d->scratch, "%s, lab: %s", colour, lab_text(d, i->lab));
	const char *spot = i->spot ? arena_print(d->scratch, ", spot: %s", quoted(d, i->spot)) : "";
	put(d, 1, i->name,
	    arena_print(d->scratch, "{%s%s%s}", *colour ? colour + 2 : "", spot,
			i->painted_in_print ? "" : ", print: false"),
	    named->place);
}

static void dump_fallbacks(dumper *d)
{
	fprintf(d->out, "fallbacks:%*s# %s\n", COMMENT_COLUMN - (int)strlen("fallbacks:"), "",
		origin(d, d->p->fallbacks_place));
	for (const char *const *family = d->style->fallbacks; *family; family++)
		fprintf(d->out, "  - %s\n", quoted(d, *family));
}

void style_dump(const style *s, FILE *out)
{
	dumper d = {out, s, s->private, arena_new()};
	const struct {
		const char *key;
		section section;
		const void *target;
	} plain[] = {
		{"page", SECTION_PAGE, &s->sheet},   {"lines", SECTION_LINES, &s->lines},
		{"pages", SECTION_PAGES, &s->pages}, {"spacing", SECTION_SPACING, s},
		{"links", SECTION_LINKS, s},         {"book", SECTION_BOOK, s},
		{"words", SECTION_WORDS, s},         {"quality", SECTION_QUALITY, s},
	};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		bool given =
			plain[i].section != SECTION_WORDS || d.p->sections[SECTION_WORDS].count > 0;
		fprintf(out, given ? "%s:\n" : "%s: {}\n", plain[i].key);
		dump_table(&d, 1, plain[i].section, &d.p->sections[plain[i].section],
			   plain[i].target);
	}
	dump_table(&d, 0, SECTION_SHEET, &d.p->sections[SECTION_SHEET], s);
	fputs("inks:\n", out);
	for (size_t i = 0; i < d.p->ink_count; i++)
		dump_ink(&d, d.p->inks[i]);
	dump_role(&d, 0, ROLE_BODY);
	fputs("roles:\n", out);
	for (int which = ROLE_BODY + 1; which < ROLES; which++)
		dump_role(&d, 1, which);
	fputs("classes:\n", out);
	for (size_t i = 0; i < d.p->class_count; i++)
		dump_class(&d, d.p->classes[i]);
	dump_fallbacks(&d);
	arena_free(d.scratch);
}
