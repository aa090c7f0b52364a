/* style: reads the layers of a sheet and settles them: each role's appearance, and the measures of
 * the page. The order of settling matters, as each step may be relative to those before: inks; the
 * body's size (its em is 10.5 points); the grid (in em of the body); the body; the roles, each over
 * its parent; the page. Classes are laid over an appearance when one is asked for. */
#include "style/style.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/nearest.h"
#include "style/style_private.h"

#include <string.h>

enum { LAYERS_MOST = 8, BYTES_MOST = 1 << 20 };

/* Reading layers */

static const char *quoted(style_private *p, const char *name)
{
	return arena_print(p->arena, "'%.60s'", name);
}

static void read_section(style_private *p, const value *map, section which, patch *into)
{
	style_read_patch(p, map, quoted(p, style_section_names[which]), &style_tables[which],
			 REACH_OWN, into);
}

static void read_roles(style_private *p, const value *map)
{
	const char *names[ROLE_NAMES];
	size_t count = 0;
	for (size_t which = 0; which < ROLE_NAMES; which++)
		if (which != ROLE_BODY)
			names[count++] = style_role_names[which];
	style_only(p, map, "'roles'", names, count);
	for (size_t which = 0; which < ROLE_NAMES; which++) {
		const value *v = which == ROLE_BODY ? NULL : value_of(map, style_role_names[which]);
		bool is_inline = which >= ROLE_BLOCKS && which < ROLES;
		if (v && value_map(p->report, v, style_role_names[which]))
			style_read_patch(p, v, quoted(p, style_role_names[which]),
					 &style_tables[SECTION_APPEARANCE],
					 is_inline ? REACH_INLINE : REACH_OWN, &p->roles[which]);
	}
}

static void read_classes(style_private *p, const value *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const char *name = map->entries[i].key;
		const value *v = map->entries[i].value;
		named_class *class = map_get(p->classes_by_name, name);
		if (!class) {
			class = ARENA_NEW(p->arena, named_class);
			class->name = name;
			map_put(p->classes_by_name, name, class);
			*ARENA_APPEND(p->arena, p->classes, p->class_count, p->class_capacity) =
				class;
		}
		if (v->kind != VALUE_NULL && value_map(p->report, v, name))
			style_read_patch(p, v, quoted(p, name), &style_tables[SECTION_APPEARANCE],
					 REACH_OWN, &class->patch);
	}
}

/* The output condition that the layers read so far name. */
static const char *condition_so_far(const style_private *p)
{
	const char *condition = "";
	const patch *page = &p->sections[SECTION_PAGE];
	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].property->offset == offsetof(struct sheet, condition))
			condition = page->items[i].text;
	return condition;
}

/* A profile belongs to one output condition: with another's name it would mislead the printer. */
static void check_condition(style_private *p, const value *map)
{
	const value *condition = value_of(map, "condition"), *profile = value_of(map, "profile");
	const char *before = condition_so_far(p);
	if (profile && !condition)
		report_at(p->report, REPORT_VALUE_BAD, profile->place,
			  "a profile needs the name of the condition that it describes; write "
			  "'condition: NAME' beside it, as the printer calls it");
	if (condition && condition->kind == VALUE_SCALAR && !profile &&
	    strcmp(condition->text, before) != 0)
		report_at(p->report, REPORT_VALUE_BAD, condition->place,
			  "the profile is still that of '%.60s', not of '%.60s'; name its own too: "
			  "'profile: FILE.icc'",
			  before, condition->text);
}

static void read_page(style_private *p, const value *map)
{
	check_condition(p, map);
	read_section(p, map, SECTION_PAGE, &p->sections[SECTION_PAGE]);
	const value *margins = value_of(map, "margins");
	if (margins && value_map(p->report, margins, "margins"))
		read_section(p, margins, SECTION_MARGINS, &p->sections[SECTION_PAGE]);
	p->page_place = margins ? margins->place : map->place;
}

static void read_fallbacks(style_private *p, style *s, const value *list)
{
	if (list->kind != VALUE_LIST) {
		report_at(p->report, REPORT_VALUE_BAD, list->place,
			  "'fallbacks' must be a list of families, '[Noto Serif, Noto Sans]'");
		return;
	}
	const char **families = ARENA_ARRAY(p->arena, list->count + 1, const char *);
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += value_string(p->report, list->entries[i].value, "fallbacks",
				      &families[count]);
	s->fallbacks = families;
	p->fallbacks_place = list->place;
}

/* Read the keys outside the sections. */
static void read_sheet(style_private *p, const value *root)
{
	const property_table *table = &style_tables[SECTION_SHEET];
	value_entry *entries = ARENA_ARRAY(p->arena, root->count + 1, value_entry);
	value own = *root;
	own.entries = entries;
	own.count = 0;
	for (size_t i = 0; i < root->count; i++)
		for (size_t k = 0; k < table->count; k++)
			if (strcmp(root->entries[i].key, table->items[k].name) == 0)
				entries[own.count++] = root->entries[i];
	style_read_patch(p, &own, "a style sheet", table, REACH_OWN, &p->sections[SECTION_SHEET]);
}

/* Read the keys of a whole layer. Inks come first, since roles name them. */
static void read_sections(style_private *p, style *s, const value *root)
{
	static const char *const keys[] = {"extends",  "page",  "text",    "lines", "pages",
					   "spacing",  "links", "words",   "book",  "quality",
					   "inks",     "roles", "classes",
#define SHEET(key, ...) key,
#include "style/style_keys.h"
					   "fallbacks"};
	const struct {
		const char *key;
		void (*read)(style_private *, const value *);
	} special[] = {
		{"inks", style_read_inks},
		{"page", read_page},
		{"roles", read_roles},
		{"classes", read_classes},
	};
	style_only(p, root, "a style sheet", keys, sizeof keys / sizeof *keys);
	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		const value *v = value_of(root, special[i].key);
		if (v && value_map(p->report, v, special[i].key))
			special[i].read(p, v);
	}
	for (section which = SECTION_LINES; which < SECTIONS; which++) {
		const char *key = style_section_names[which];
		const value *v = value_of(root, key);
		if (v && value_map(p->report, v, key))
			read_section(p, v, which,
				     which == SECTION_APPEARANCE ? &p->roles[ROLE_BODY]
								 : &p->sections[which]);
	}
	read_sheet(p, root);
	const value *fallbacks = value_of(root, "fallbacks");
	if (fallbacks)
		read_fallbacks(p, s, fallbacks);
}

static const char *words_for(file_status status)
{
	switch (status) {
	case FILE_ABSENT:
		return "there is no such file, nor a sheet of Platen's own of that name; check "
		       "the spelling";
	case FILE_DENIED: return "no permission to read it (chmod u+r gives it)";
	case FILE_IS_FOLDER: return "it is a folder; name a YAML file";
	case FILE_IS_SPECIAL: return "it is a pipe or a device; name a YAML file";
	case FILE_IS_CIRCULAR: return "its symbolic links lead in a circle; name a YAML file";
	case FILE_HUGE: return "it is larger than a megabyte; is it a style sheet?";
	default: return "reading it failed";
	}
}

/* A sheet to read. */
typedef struct wanted {
	const char *path, *wanted_at; /* to open; see style_file */
	const char *name;             /* as it was written */
	const char *root;             /* the folder that it must be in; NULL: anywhere */
	place named_at;
	int depth;
} wanted;

static bool read_file(style_private *p, style *s, wanted w);

/* Read the sheet that a sheet extends, before it. It must be in the sheet's folder or below, so
 * that a publication contains all it needs. */
static void read_extended(style_private *p, style *s, const value *extends, int depth)
{
	const char *name, *path;
	if (!value_string(p->report, extends, "extends", &name))
		return;
	if (!*name)
		report_at(p->report, REPORT_VALUE_BAD, extends->place,
			  "'extends' must name a style sheet, such as 'house.yaml'; name one, or "
			  "take the key out");
	if (!*name)
		return;
	if (depth == LAYERS_MOST)
		report_at(p->report, REPORT_VALUE_BAD, extends->place,
			  "style sheets extend one another more than %d deep; is it a circle?",
			  LAYERS_MOST);
	else if (!file_within(p->arena, p->folder, p->folder, name, &path))
		report_at(p->report, REPORT_FILE_OUTSIDE, extends->place,
			  "'%s' lies outside the style sheet's folder; move it there", name);
	else
		read_file(
			p, s,
			(wanted){path,
				 p->beside ? arena_print(p->arena, "%s/%s", p->beside, name) : path,
				 name, p->folder, extends->place, depth + 1});
}

static void read_layer(style_private *p, style *s, const source *text, int depth)
{
	const value *root = value_parse(p->arena, p->report, text, 0, text->length);
	if (!root)
		return;
	if (root->kind != VALUE_MAP) {
		report_at(p->report, REPORT_VALUE_BAD, root->place,
			  "a style sheet must have keys such as 'page:' and 'text:'");
		return;
	}
	const char *folder = p->folder, *beside = p->beside, *outer = p->root;
	const value *extends = value_of(root, "extends");
	if (extends)
		read_extended(p, s, extends, depth);
	p->folder = folder;
	p->beside = beside;
	p->root = outer;
	read_sections(p, s, root);
}

/* Open a sheet inside `root`; NULL: anywhere. */
static file_status open_sheet(style_private *p, source *text, const char *path, const char *root)
{
	text->name = arena_copy(p->arena, path, strlen(path));
	return root ? file_read_within(p->arena, root, path, BYTES_MOST, &text->text, &text->length)
		    : file_read(p->arena, path, BYTES_MOST, &text->text, &text->length);
}

/* The sheet that was most likely meant: one beside it, or one of Platen's own, whose ending may be
 * left out. */
static const char *sheet_near(style_private *p, const wanted *w)
{
	arena *a = p->arena;
	const char *folder = w->root ? w->root : file_folder(a, w->path);
	const char *beside = nearest_file(a, folder, w->path);
	if (beside || !p->own)
		return beside;
	const char *whole = strchr(w->name, '.') ? w->name : arena_print(a, "%s.yaml", w->name);
	if (file_exists(file_join(a, p->own, whole)))
		return whole;
	const char *own = nearest_file(a, p->own, file_join(a, p->own, whole));
	return own ? file_base(own) : NULL;
}

/* False: the file cannot be read, which is reported. */
static bool read_file(style_private *p, style *s, wanted w)
{
	arena *a = p->arena;
	source *text = ARENA_NEW(a, source);
	const char *own;
	file_status status = open_sheet(p, text, w.path, w.root);
	if (status == FILE_ABSENT && p->own && file_within(a, p->own, p->own, w.name, &own) &&
	    (status = open_sheet(p, text, own, p->own)) == FILE_OK) {
		p->root = NULL;
		w.path = own;
		p->beside = file_folder(a, w.wanted_at);
	}
	if (status != FILE_OK) {
		const char *near = status == FILE_ABSENT ? sheet_near(p, &w) : NULL;
		if (near)
			report_at(p->report, REPORT_STYLE_MISSING, w.named_at,
				  "there is no style sheet '%s'; did you mean '%s'?", w.path, near);
		else
			report_at(p->report, REPORT_STYLE_MISSING, w.named_at,
				  "the style sheet '%s' cannot be read: %s", w.path,
				  words_for(status));
		return false;
	}
	bool is_own = p->beside;
	p->folder = file_folder(a, w.path);
	read_layer(p, s, text, w.depth);
	*ARENA_APPEND(a, p->files, p->file_count, p->file_capacity) =
		(style_file){text, arena_copy(a, w.wanted_at, strlen(w.wanted_at)), is_own};
	s->source = text;
	return true;
}

/* Settling */

static void apply_first(const patch *from, size_t count, void *target, const length_base *base)
{
	for (size_t i = 0; i < count; i++)
		style_apply(&from->items[i], target, base);
}

static void apply_all(const patch *from, void *target, const length_base *base)
{
	apply_first(from, from->count, target, base);
}

/* Does one of the settings from number `from` on set the field at this offset? */
static bool says(const patch *of, size_t offset, size_t from)
{
	for (size_t i = from; i < of->count; i++)
		if (of->items[i].property->offset == offset)
			return true;
	return false;
}

/* The appearance that the first layer is laid over; its size is the em of `text: size`. */
static appearance first_appearance(const style_private *p)
{
	return (appearance){.family = "TeX Gyre Pagella",
			    .weight = 400,
			    .size = 21 * LENGTH_PT / 2,
			    .features = "",
			    .ink = style_ink(p, "text"),
			    .orphans = 1,
			    .widows = 1};
}

static void settle_grid(style_private *p, sheet *page)
{
	appearance first = first_appearance(p);
	const length_base base = {style_lay(p, &first, &p->roles[ROLE_BODY], REACH_INLINE)->size,
				  0};
	const patch *from = &p->sections[SECTION_PAGE];
	for (size_t i = 0; i < from->count; i++)
		if (from->items[i].property->offset == offsetof(struct sheet, grid))
			style_apply(&from->items[i], page, &base);
	p->grid = page->grid;
	p->cache = NULL; /* overlays made so far did not know the grid */
}

static const char *points(style_private *p, length distance)
{
	char buffer[32];
	size_t size = length_print(buffer, distance, 1);
	return arena_copy(p->arena, buffer, size);
}

static void follow(const style_private *p, length *margin, size_t offset, length page,
		   length built_in)
{
	if (!says(&p->sections[SECTION_PAGE], offset, p->page_built_in))
		*margin = length_scale(*margin, page, built_in);
}

/* The built-in margins are for the built-in page; on a page of another size they are scaled in
 * proportion. Margins that a sheet gives are not scaled. */
static void settle_margins(const style_private *p, sheet *page, const length_base *base)
{
	sheet built_in = {0};
	apply_first(&p->sections[SECTION_PAGE], p->page_built_in, &built_in, base);
	follow(p, &page->inner, offsetof(struct sheet, inner), page->width, built_in.width);
	follow(p, &page->outer, offsetof(struct sheet, outer), page->width, built_in.width);
	follow(p, &page->top, offsetof(struct sheet, top), page->height, built_in.height);
	follow(p, &page->bottom, offsetof(struct sheet, bottom), page->height, built_in.height);
}

/* How many lines a page has, and what they leave for the bottom margin: whole lines come first. */
static void settle_height(style_private *p, sheet *page)
{
	length room = page->height - page->top;
	if (!says(&p->sections[SECTION_PAGE], offsetof(struct sheet, lines), 0))
		page->lines = (int)((room - page->bottom) / page->grid);
	if (room <= 0 || page->lines < 1)
		report_at(p->report, REPORT_PAGE_TOO_SMALL, p->page_place,
			  "no line fits between the margins: top %spt and bottom %spt of a page "
			  "%spt high; make them smaller or the page larger",
			  points(p, page->top), points(p, page->bottom), points(p, page->height));
	else if (page->lines * page->grid > room)
		report_at(p->report, REPORT_PAGE_TOO_SMALL, p->page_place,
			  "%d lines of %spt need %spt, and below the top margin there are %spt; at "
			  "most %d fit",
			  page->lines, points(p, page->grid), points(p, page->lines * page->grid),
			  points(p, room), (int)(room / page->grid));
	if (page->lines < 1 || page->lines * page->grid > room)
		page->lines = 1;
	page->bottom = room - page->lines * page->grid;
}

static void settle_width(style_private *p, sheet *page, length em)
{
	page->measure = page->width - page->inner - page->outer;
	if (page->measure >= em)
		return;
	report_at(p->report, REPORT_PAGE_TOO_SMALL, p->page_place,
		  "no letter fits between the margins: inner %spt and outer %spt of a page %spt "
		  "wide; make them smaller or the page larger",
		  points(p, page->inner), points(p, page->outer), points(p, page->width));
	page->measure = em;
}

/* Unless the sheet says otherwise, the head is two lines above the first line and the folio three
 * below the last (spreads may be a line longer), neither nearer to the edge than half its
 * margin. */
static void settle_baselines(style_private *p, sheet *page)
{
	page->first_baseline = page->top + length_scale(page->grid, 3, 4);
	length last = page->first_baseline + (page->lines - 1) * page->grid;
	if (!says(&p->sections[SECTION_PAGE], offsetof(struct sheet, head_baseline), 0)) {
		length head = page->first_baseline - 2 * page->grid;
		page->head_baseline = head > page->top / 2 ? head : page->top / 2;
	}
	if (!says(&p->sections[SECTION_PAGE], offsetof(struct sheet, folio_height), 0)) {
		length folio = page->height - last - 3 * page->grid, lowest = page->bottom / 2;
		page->folio_height = folio > lowest ? folio : lowest;
	}
	page->folio_baseline = page->height - page->folio_height;
	if (page->margin_column > 0 && page->margin_column + page->margin_gap > page->outer)
		report_at(p->report, REPORT_VALUE_BAD, p->page_place,
			  "the column in the margin, %spt wide and %spt from the text, has no room "
			  "in the outer margin of %spt; make it narrower, or the margin wider",
			  points(p, page->margin_column), points(p, page->margin_gap),
			  points(p, page->outer));
	if (page->head_baseline > page->height || page->folio_baseline < 0)
		report_at(p->report, REPORT_VALUE_BAD, p->page_place,
			  "the running head or the folio would be outside the page; make its "
			  "baseline's distance smaller");
}

/* Where a key of the page is, or the page's size. */
static place place_of(const style_private *p, const sheet *page, size_t field)
{
	const patch *from = &p->sections[SECTION_PAGE];
	place where = page->place;

	for (size_t i = 0; i < from->count; i++)
		if (from->items[i].property->offset == field)
			where = from->items[i].place;
	return where;
}

/* All folds are inside the sheet. */
static void check_folds(style_private *p, const sheet *page)
{
	length last = 0;

	for (size_t i = 0; i < page->panels.count; i++)
		last += page->panels.widths[i];
	if (last >= page->width)
		report_at(p->report, REPORT_VALUE_BAD,
			  place_of(p, page, offsetof(struct sheet, panels)),
			  "the last fold is %spt from the left of a page %spt wide; give the "
			  "widths of all panels but the last",
			  points(p, last), points(p, page->width));
}

/* The bleed of a page at most as wide as half of it: more is a slip of the unit. */
static void check_bleed(style_private *p, const sheet *page)
{
	length shorter = page->width < page->height ? page->width : page->height;

	if (2 * page->bleed > shorter)
		report_at(p->report, REPORT_VALUE_BAD,
			  place_of(p, page, offsetof(struct sheet, bleed)),
			  "a bleed of %spt is more than half of a page %spt by %spt; 3mm is usual",
			  points(p, page->bleed), points(p, page->width), points(p, page->height));
}

static void settle_sheet(style_private *p, style *s)
{
	sheet *page = &s->sheet;
	const length_base base = {s->roles[ROLE_BODY].size, p->grid};
	apply_all(&p->sections[SECTION_PAGE], page, &base);
	page->folio = page->folio_place <= ALIGN_RIGHT;
	page->folio_align = page->folio ? (align)page->folio_place : ALIGN_JUSTIFY;
	for (size_t i = 0; i < p->sections[SECTION_PAGE].count; i++) {
		const setting *at = &p->sections[SECTION_PAGE].items[i];
		if (at->property->offset == offsetof(struct sheet, width))
			page->place = at->place;
	}
	check_bleed(p, page);
	check_folds(p, page);
	settle_margins(p, page, &base);
	settle_width(p, page, base.em);
	settle_height(p, page);
	settle_baselines(p, page);
}

static const appearance *settle_role(style_private *p, const appearance *body, size_t which)
{
	if (which == ROLE_BODY)
		return body;
	const appearance *parent = settle_role(p, body, (size_t)style_role_parents[which]);
	return style_lay(p, parent, &p->roles[which], REACH_OWN);
}

static void settle(style_private *p, style *s)
{
	style_settle_inks(p);
	const ink **inks = ARENA_ARRAY(p->arena, p->ink_count + 1, const ink *);
	for (size_t i = 0; i < p->ink_count; i++)
		inks[i] = &p->inks[i]->ink;
	s->inks = inks;

	settle_grid(p, &s->sheet);
	/* overlays are found by its address */
	appearance *first = ARENA_NEW(p->arena, appearance);
	*first = first_appearance(p);
	const appearance *body = style_lay(p, first, &p->roles[ROLE_BODY], REACH_OWN);
	for (size_t which = 0; which < ROLES; which++)
		s->roles[which] = *settle_role(p, body, which);
	settle_sheet(p, s);

	const length_base base = {body->size, p->grid};
	apply_all(&p->sections[SECTION_LINES], &s->lines, &base);
	apply_all(&p->sections[SECTION_PAGES], &s->pages, &base);
	apply_all(&p->sections[SECTION_SPACING], s, &base);
	apply_all(&p->sections[SECTION_LINKS], s, &base);
	apply_all(&p->sections[SECTION_BOOK], s, &base);
	apply_all(&p->sections[SECTION_SHEET], s, &base);
	apply_all(&p->sections[SECTION_WORDS], s, &base);
	apply_all(&p->sections[SECTION_QUALITY], s, &base);
}

style *style_read(arena *a, report *r, const style_request *request)
{
	static const source built_in = {STYLE_BUILT_IN, style_defaults, 0};
	style *s = ARENA_NEW(a, style);
	style_private *p = ARENA_NEW(a, style_private);
	source *defaults = ARENA_NEW(a, source);
	*defaults = built_in;
	defaults->length = strlen(style_defaults);
	*p = (style_private){.arena = a,
			     .report = r,
			     .folder = ".",
			     .root = request->root,
			     .own = request->own,
			     .inks_by_name = map_new(a),
			     .classes_by_name = map_new(a)};
	s->private = p;
	read_layer(p, s, defaults, 0);
	p->page_built_in = p->sections[SECTION_PAGE].count;
	if (request->path && !read_file(p, s,
					(wanted){request->path, request->path, request->name,
						 request->root, request->named_at, 0}))
		return NULL;
	s->files = p->files;
	s->file_count = p->file_count;
	settle(p, s);
	if (s->sheet.profile && strncmp(s->sheet.profile, STYLE_SHARED, strlen(STYLE_SHARED)) != 0)
		s->sheet.profile_root = request->root;
	return s;
}
