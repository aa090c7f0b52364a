/* front: front matter and publication.yaml to the document's fields and the title block. */
#include "markdown/manuscript_private.h"

#include "base/file.h"
#include "document/edition.h"
#include "markdown/book.h"
#include "markdown/front_keys.h"

#include <stdlib.h>

static const char *take_string(manuscript *m, const value *v, const char *key)
{
	const char *text = NULL;
	if (!v || v->kind == VALUE_NULL || !value_string(m->report, v, key, &text))
		return NULL;
	return *text ? text : NULL;
}

/* A block of the title: a node of its own, whose words are Markdown. */
static void add_text(manuscript *m, const manuscript_file *file, const char *text, place where,
		     node_kind kind)
{
	node *n = node_new(m->arena, kind, where);
	blocks_words(m, file, text, where, n);
	node_append(m->document->root, n);
}

static void add_words(manuscript *m, const manuscript_file *file, const value *v, const char *key,
		      node_kind kind)
{
	const char *text = take_string(m, v, key);
	if (!text)
		return;
	add_text(m, file, text, v->place, kind);
}

static void add_author(manuscript *m, const manuscript_file *file, const value *v)
{
	const char *name = v->kind == VALUE_NULL ? NULL : front_keys_author(m, v);
	if (name)
		add_text(m, file, name, v->place, NODE_AUTHOR);
}

static void add_authors(manuscript *m, const manuscript_file *file, const value *v)
{
	for (size_t i = 0; v && v->kind == VALUE_LIST && i < v->count; i++)
		add_author(m, file, v->entries[i].value);
	if (v && v->kind != VALUE_LIST)
		add_author(m, file, v);
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, and a day that there is. */
static bool is_date(const char *text)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char form[] = "dddd-dd-dd";
	size_t n = strlen(text);
	if (n != 4 && n != 7 && n != 10)
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	int year = atoi(text), month = n > 4 ? atoi(text + 5) : 1, day = n > 7 ? atoi(text + 8) : 1;
	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && is_leap(year));
}

static void take_date(manuscript *m, const manuscript_file *file, const value *v)
{
	const char *text = take_string(m, v, "date");
	if (!text)
		return;
	if (is_date(text)) {
		m->document->date = text;
	} else if (strspn(text, "0123456789-/.") == strlen(text)) {
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "'date' must be a day such as 2014-06-30, not '%.60s'", text);
		return;
	} else {
		report_at(m->report, REPORT_DATE_PLAIN, v->place,
			  "the date '%.60s' is printed as it is written, and does not date the "
			  "PDF; write a day such as 2014-06-30 for both",
			  text);
	}
	add_words(m, file, v, "date", NODE_DATE);
}

/* A key's text as a division of the key's name; NULL: it says nothing. */
static node *add_division(manuscript *m, const manuscript_file *file, const value *v,
			  const char *key)
{
	const char *text = take_string(m, v, key);
	if (!text)
		return NULL;
	node *n = node_new(m->arena, NODE_DIVISION, v->place);
	const char **classes = ARENA_ARRAY(m->arena, 2, const char *);
	classes[0] = key;
	n->classes = classes;
	node_append(m->document->root, n);
	blocks_text(m, file, text, v->place, n);
	return n;
}

/* The contents, and lists of figures and tables, where they are asked for. */
static void add_contents(manuscript *m, const value *v)
{
	static const char *const keys[] = {
		[CONTENTS_HEADINGS] = "toc", [CONTENTS_FIGURES] = "lof", [CONTENTS_TABLES] = "lot"};
	for (size_t i = 0; i < CONTENTS_LISTS; i++) {
		const value *said = front_keys_value(v, keys[i]);
		bool wanted = false;
		if (!said || !value_boolean(m->report, said, keys[i], &wanted) || !wanted)
			continue;
		node *n = node_new(m->arena, NODE_CONTENTS, said->place);
		n->as.contents.of = (contents_list)i;
		node_append(m->document->root, n);
		m->contents[i] = n;
	}
}

static const char *plain_copy(manuscript *m, const char *text, size_t length)
{
	char *copy = arena_copy(m->arena, text, length);
	node_make_plain(copy);
	return copy;
}

/* Strings of a list; a text is one, or several between commas. The array ends with NULL. */
static const char *const *take_list(manuscript *m, const value *v, const char *key, bool split)
{
	const char **list = NULL, *text;
	size_t count = 0, capacity = 0;
	if (!v || v->kind == VALUE_NULL)
		return NULL;
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->count; i++)
		if (value_string(m->report, v->entries[i].value, key, &text))
			*ARENA_APPEND(m->arena, list, count, capacity) =
				plain_copy(m, text, strlen(text));
	if (v->kind != VALUE_LIST && !value_string(m->report, v, key, &text))
		return NULL;
	while (v->kind != VALUE_LIST && *(text += strspn(text, " ,;"))) {
		size_t n = strcspn(text, split ? ",;" : ""), word = n;
		while (word > 0 && text[word - 1] == ' ')
			word--;
		*ARENA_APPEND(m->arena, list, count, capacity) = plain_copy(m, text, word);
		text += n;
	}
	*ARENA_APPEND(m->arena, list, count, capacity) = NULL;
	return list;
}

/* A string for metadata alone. */
static const char *take_plain(manuscript *m, const value *v, const char *key)
{
	const char *text = take_string(m, v, key);
	return text ? plain_copy(m, text, strlen(text)) : NULL;
}

static const char *take_language(manuscript *m, const value *v)
{
	const char *tag = take_string(m, v, "lang");
	return tag && language_check(m, tag, v->place) ? tag : NULL;
}

static void take_style(manuscript *m, const manuscript_file *file, const value *v)
{
	const char *path = take_string(m, v, "style");
	if (v && v->kind == VALUE_SCALAR && !*v->text)
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "'style' must name a style sheet, such as 'house.yaml'; name one, or "
			  "take the key out");
	if (!path || !*path)
		return;
	if (!file_within(m->arena, m->root, file->folder, path, &m->document->style)) {
		m->document->style = NULL;
		report_at(m->report, REPORT_FILE_OUTSIDE, v->place,
			  "the style sheet '%s' is outside the publication; move it inside, or "
			  "name it with --style",
			  path);
		return;
	}
	m->document->style_name = path;
	m->document->style_place = v->place;
}

static void take_contents(manuscript *m, const value *v)
{
	document *d = m->document;
	const value *depth = front_keys_value(v, "toc-depth"),
		    *number = front_keys_value(v, "number-sections");
	long levels;
	if (depth && value_integer(m->report, depth, "toc-depth", 1, 6, &levels))
		d->contents_depth = (int)levels;
	if (number)
		value_boolean(m->report, number, "number-sections", &d->number_sections);
}

static part_wish take_wish(manuscript *m, const value *v, const char *key)
{
	bool wanted;
	return v && value_boolean(m->report, v, key, &wanted)
		       ? (wanted ? PART_WANTED : PART_UNWANTED)
		       : PART_UNSAID;
}

static bool is_boolean(const value *v)
{
	return v && v->kind == VALUE_SCALAR && !v->quoted &&
	       (strcmp(v->text, "true") == 0 || strcmp(v->text, "false") == 0);
}

/* A picture on the title page: a path, or a map of `image`, `alt` and `width`. It is decoration
 * where nothing says what it shows. */
static void add_logo(manuscript *m, const value *v)
{
	static const char *const keys[] = {"image", "alt", "width"};
	static const char *const classes[] = {"logo", NULL};
	const bool in_map = v && v->kind == VALUE_MAP;
	if (in_map)
		value_only(m->report, v, "logo", keys, sizeof keys / sizeof *keys);
	const char *path = take_string(m, in_map ? value_of(v, "image") : v, "logo"),
		   *alt = in_map ? take_string(m, value_of(v, "alt"), "alt") : NULL,
		   *width = in_map ? take_string(m, value_of(v, "width"), "width") : NULL;
	if (!path)
		return;
	node *figure = node_new(m->arena, NODE_FIGURE, v->place),
	     *image = node_new(m->arena, NODE_IMAGE, v->place);
	attribute *attributes = ARENA_ARRAY(m->arena, 3, attribute);
	attributes[0] = (attribute){"alt", alt ? alt : "", v->place};
	if (width)
		attributes[1] = (attribute){"width", width, v->place};
	image->attributes = attributes;
	image->as.image.path = path;
	figure->classes = classes;
	node_append(figure, image);
	node_append(m->document->root, figure);
}

static void take_parts(manuscript *m, const value *v)
{
	document *d = m->document;
	const value *imprint = value_of(v, "imprint");
	d->half_title = take_wish(m, value_of(v, "half-title"), "half-title");
	if (is_boolean(imprint))
		d->imprint = take_wish(m, imprint, "imprint");
	else if (imprint && imprint->kind != VALUE_NULL)
		d->imprint = PART_WANTED;
}

static void take_editions(manuscript *m, const value *v)
{
	const char *words[EDITION_WORDS];
	size_t which;
	edition_list_words(words);
	for (size_t i = 0; v && v->kind == VALUE_LIST && i < v->count; i++)
		value_choice(m->report, v->entries[i].value, "editions", words, EDITION_WORDS,
			     &which);
	if (v && v->kind != VALUE_LIST)
		value_choice(m->report, v, "editions", words, EDITION_WORDS, &which);
	m->document->editions = take_list(m, v, "editions", true);
}

static void take_chapters(manuscript *m, const value *v)
{
	static const struct {
		const char *key;
		book_matter matter;
	} lists[] = {{"front", BOOK_FRONT},
		     {"chapters", BOOK_MAIN},
		     {"appendix", BOOK_APPENDIX},
		     {"back", BOOK_BACK}};
	if (!m->book->own)
		return;
	if (!value_of(v, "chapters"))
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "'chapters' must list the publication's files, '- chapter-1.md' on a "
			  "line each");
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (value_of(v, lists[i].key))
			book_list(m->book, value_of(v, lists[i].key), lists[i].key,
				  lists[i].matter);
	book_settle(m->book);
}

/* What an abbreviation stands for is in the document's language, or in that of
 * "[words]{lang=fr}". */
static void add_abbreviation(manuscript *m, const value_entry *e, const char *text)
{
	static const char open[] = "]{lang=";
	document *d = m->document;
	const char *lang = d->lang, *end = text + strlen(text), *at = strstr(text, open);

	if (*text == '[' && at && end[-1] == '}') {
		const char *tag = at + strlen(open);
		tag = arena_copy(m->arena, tag, (size_t)(end - tag) - 1);
		if (language_check(m, tag, e->value->place))
			lang = tag;
		text++;
		end = at;
	}
	d->abbreviations[d->abbreviation_count++] =
		(abbreviation){.word = e->key,
			       .stands_for = plain_copy(m, text, (size_t)(end - text)),
			       .lang = lang,
			       .place = e->key_place};
}

static void take_abbreviations(manuscript *m, const value *map)
{
	document *d = m->document;
	if (!map || map->kind == VALUE_NULL)
		return;
	if (map->kind != VALUE_MAP) {
		report_at(m->report, REPORT_VALUE_BAD, map->place,
			  "'abbreviations' must say what each stands for, such as 'WHO: World "
			  "Health Organization' on a line each");
		return;
	}
	d->abbreviations = ARENA_ARRAY(m->arena, map->count, abbreviation);
	for (size_t i = 0; i < map->count; i++) {
		const value_entry *e = &map->entries[i];
		const char *text = NULL;
		if (!*e->key || !value_string(m->report, e->value, e->key, &text))
			continue;
		if (*text)
			add_abbreviation(m, e, text);
		else
			report_at(m->report, REPORT_VALUE_BAD, e->value->place,
				  "say what '%.60s' stands for, or take it out", e->key);
	}
}

/* The fields for library catalogues. */
static void take_catalogue(manuscript *m, const value *v)
{
	document *d = m->document;
	const struct {
		const char *key, **field;
	} rows[] = {
		{"identifier", &d->identifier}, {"isbn", &d->isbn},     {"doi", &d->doi},
		{"publisher", &d->publisher},   {"rights", &d->rights}, {"source", &d->origin},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		*rows[i].field = take_string(m, value_of(v, rows[i].key), rows[i].key);
	if (d->isbn)
		cover_check_isbn(m, value_of(v, "isbn"));
	d->relations = take_list(m, value_of(v, "relation"), "relation", false);
	d->contributors = take_list(m, value_of(v, "contributor"), "contributor", false);
}

/* Further folders of pictures. (In front matter `images` may be another program's list of
 * files.) */
static void take_images(manuscript *m, const manuscript_file *file, const value *v,
			bool publication)
{
	const char *const *names = v ? take_list(m, v, "images", false) : NULL;
	for (size_t i = 0; names && names[i]; i++) {
		const char *path;
		if (file_within(m->arena, m->root, file->folder, names[i], &path) &&
		    file_is_folder(path))
			*ARENA_APPEND(m->arena, m->images, m->image_count, m->image_capacity) =
				path;
		else if (publication)
			report_at(m->report, REPORT_VALUE_BAD, v->place,
				  "'images' must list folders of the publication, and '%.60s' is "
				  "none",
				  names[i]);
	}
}

/* links: {base: https://…} */
static void take_links(manuscript *m, const value *v, bool publication)
{
	static const char *const link_keys[] = {"base"};
	const value *base = v && v->kind == VALUE_MAP ? value_of(v, "base") : NULL;
	const char *address = take_string(m, base, "base");
	if (v && publication && value_map(m->report, v, "links"))
		value_only(m->report, v, "links", link_keys, 1);
	if (address && strncmp(address, "https://", 8) != 0 && strncmp(address, "http://", 7) != 0)
		report_at(
			m->report, REPORT_VALUE_BAD, base->place,
			"'base' must be the address of a site, such as https://example.org/book/");
	else
		m->base = address;
}

static const char *const epigraph_classes[] = {"epigraph", "front-epigraph", NULL};

static void add_title(manuscript *m, const manuscript_file *file, const value *v)
{
	add_words(m, file, value_of(v, "title"), "title", NODE_TITLE);
	add_words(m, file, value_of(v, "subtitle"), "subtitle", NODE_SUBTITLE);
	add_authors(m, file, front_keys_value(v, "author"));
}

void front_read(manuscript *m, const value *v, const manuscript_file *file, bool publication)
{
	document *d = m->document;
	if (!v || !value_map(m->report, v, publication ? "publication.yaml" : "front matter"))
		return;
	if (publication)
		value_only(m->report, v, "publication.yaml", front_keys_own, FRONT_KEYS);
	else
		front_keys_check(m, v, front_keys_own, FRONT_KEYS - FRONT_KEYS_PUBLICATION);
	d->lang = take_language(m, front_keys_value(v, "lang"));
	m->lang_unclear |= !d->lang && front_keys_value(v, "lang");
	d->subject = take_plain(m, front_keys_value(v, "subject"), "subject");
	d->version = take_plain(m, front_keys_value(v, "version"), "version");
	d->license = take_plain(m, front_keys_value(v, "license"), "license");
	take_catalogue(m, v);
	take_abbreviations(m, value_of(v, "abbreviations"));
	d->keywords = take_list(m, front_keys_value(v, "keywords"), "keywords", true);
	take_style(m, file, value_of(v, "style"));
	take_contents(m, v);
	take_images(m, file, value_of(v, "images"), publication);
	take_links(m, value_of(v, "links"), publication);
	if (publication) {
		take_editions(m, value_of(v, "editions"));
		take_chapters(m, v);
	}
	if (publication)
		add_logo(m, value_of(v, "logo"));
	add_title(m, file, v);
	take_date(m, file, value_of(v, "date"));
	take_parts(m, v);
	if (!is_boolean(value_of(v, "imprint")))
		add_division(m, file, value_of(v, "imprint"), "imprint");
	add_division(m, file, value_of(v, "dedication"), "dedication");
	node *epigraph = add_division(m, file, value_of(v, "epigraph"), "epigraph");
	if (epigraph)
		epigraph->classes = epigraph_classes;
	m->abstract = add_division(m, file, value_of(v, "abstract"), "abstract");
	add_contents(m, v);
	m->front_last = d->root->last;
	m->colophon = value_of(v, "colophon");
	m->colophon_file = file;
	if (publication && value_of(v, "cover"))
		cover_read(m, file, value_of(v, "cover"), v, add_title);
}

void front_read_further(manuscript *m, const value *v, manuscript_file *file)
{
	static const char *const chapter_keys[] = {"title", "lang"};
	if (!v || !value_map(m->report, v, "front matter"))
		return;
	file->lang = take_language(m, front_keys_value(v, "lang"));
	const char *title = take_string(m, value_of(v, "title"), "title");
	if (title) {
		file->title = title;
		file->title_place = value_of(v, "title")->place;
		file->own_title = true;
	}
	front_keys_check(m, v, chapter_keys, sizeof chapter_keys / sizeof *chapter_keys);
}

void front_colophon(manuscript *m)
{
	add_division(m, m->colophon_file, m->colophon, "colophon");
}

/* The document's strings have the quotes and dashes that are set in the title block. */
void front_fields(manuscript *m)
{
	document *d = m->document;
	const char **authors = NULL;
	size_t count = 0, capacity = 0;
	for (const node *n = d->root->first; n; n = n->next) {
		if (n->kind > NODE_DATE && !node_has_class(n, "logo"))
			break;
		else if (n->kind == NODE_TITLE)
			d->title = node_plain_text(m->arena, n);
		else if (n->kind == NODE_SUBTITLE)
			d->subtitle = node_plain_text(m->arena, n);
		else if (n->kind == NODE_AUTHOR)
			*ARENA_APPEND(m->arena, authors, count, capacity) =
				node_plain_text(m->arena, n);
	}
	*ARENA_APPEND(m->arena, authors, count, capacity) = NULL;
	d->authors = authors;
	if (m->abstract)
		d->abstract = node_plain_text(m->arena, m->abstract);
}
