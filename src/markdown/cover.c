/* cover: publication.yaml's `cover`. Its words are Markdown as all others are, so they are put into
 * the document while that is read, for quotes, languages and pictures; then they become a document
 * of their own. */
#include "document/cover.h"

#include "document/isbn.h"
#include "markdown/manuscript_private.h"

static const char *const cover_keys[] = {
	"front", "back", "picture", "paper", "spine", "spine-reads", "barcode",
};
static const char *const picture_keys[] = {"picture", "alt", "text"};
#define COUNT(a) (sizeof(a) / sizeof *(a))

#define PAPER_LEAST (LENGTH_PT * 72 / 2540)       /* 0.01 mm */
#define PAPER_MOST  (LENGTH_PT * 5 * 720 / 254)   /* 5 mm: board */
#define SPINE_MOST  (LENGTH_PT * 200 * 720 / 254) /* 200 mm */

/* A figure with a picture that is described by `alt`; without, it is decoration. */
static node *add_picture(manuscript *m, const value *v, const value *alt)
{
	const char *path = NULL, *says = "";
	if (!value_string(m->report, v, "picture", &path) || !*path)
		return NULL;
	if (alt)
		value_string(m->report, alt, "alt", &says);
	node *figure = node_new(m->arena, NODE_FIGURE, v->place),
	     *image = node_new(m->arena, NODE_IMAGE, v->place);
	attribute *attributes = ARENA_ARRAY(m->arena, 2, attribute);
	attributes[0] = (attribute){"alt", says, v->place};
	image->attributes = attributes;
	image->as.image.path = path;
	node_append(figure, image);
	node_append(m->document->root, figure);
	return image;
}

/* One side of the cover: a picture's name, or a map. Returns its picture, or NULL. */
static node *take_side(manuscript *m, const value *v, const char *key, const value **words)
{
	if (!v || v->kind != VALUE_MAP)
		return v ? add_picture(m, v, NULL) : NULL;
	value_only(m->report, v, key, picture_keys, COUNT(picture_keys));
	if (words)
		*words = value_of(v, "text");
	else if (value_of(v, "text"))
		report_at(m->report, REPORT_VALUE_BAD, value_of(v, "text")->place,
			  "the words on the front are the publication's title, subtitle and "
			  "authors; take this out, or say it there");
	const value *picture = value_of(v, "picture");
	return picture ? add_picture(m, picture, value_of(v, "alt")) : NULL;
}

/* How thick the book is. Nothing is guessed: without either the spine is not known. */
static void take_spine(manuscript *m, const value *v, cover *c)
{
	const value *spine = value_of(v, "spine"), *paper = value_of(v, "paper"),
		    *reads = value_of(v, "spine-reads");
	static const char *const ways[] = {"down", "up"};
	size_t way = 0;
	c->spine = -1;
	bool wide = spine && value_length(m->report, spine, "spine", NULL, &c->spine),
	     thick = paper && value_length(m->report, paper, "paper", NULL, &c->paper);
	if (reads && value_choice(m->report, reads, "spine-reads", ways, COUNT(ways), &way))
		c->reads_up = way == 1;
	if (!spine && !paper)
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "a cover's spine is as wide as the book is thick: say how thick a leaf "
			  "is, 'paper: 0.1mm', or the width that the printer names, 'spine: 12mm'");
	else if (wide && (c->spine < 0 || c->spine > SPINE_MOST))
		report_at(m->report, REPORT_VALUE_BAD, spine->place,
			  "'spine' must be from 0 to 200mm wide");
	else if (thick && !spine && (c->paper < PAPER_LEAST || c->paper > PAPER_MOST))
		report_at(m->report, REPORT_VALUE_BAD, paper->place,
			  "'paper' is how thick one leaf is, from 0.01mm to 5mm; book papers have "
			  "some 0.1mm");
}

static void take_bars(manuscript *m, const value *v, cover *c)
{
	const value *asked = value_of(v, "barcode");
	bool wanted = m->document->isbn != NULL;
	char due;
	if (asked && value_boolean(m->report, asked, "barcode", &wanted) && wanted &&
	    !m->document->isbn)
		report_at(m->report, REPORT_VALUE_BAD, asked->place,
			  "a bar code needs the publication's `isbn`; say it, or 'barcode: false'");
	if (!wanted || !m->document->isbn ||
	    isbn_read(m->document->isbn, c->isbn, &due) !=
		    ISBN_GOOD) /* reported where it is said */
		c->isbn[0] = '\0';
}

static node *add_division(manuscript *m, place where)
{
	node *n = node_new(m->arena, NODE_DIVISION, where);
	node_append(m->document->root, n);
	return n;
}

void cover_check_isbn(manuscript *m, const value *v)
{
	char digits[ISBN_DIGITS + 1], due;
	switch (isbn_read(m->document->isbn, digits, &due)) {
	case ISBN_GOOD: break;
	case ISBN_SHAPE:
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "'%.40s' is no ISBN: one has thirteen digits, the first 978 or 979, or "
			  "ten, such as 978-3-16-148410-0",
			  m->document->isbn);
		break;
	case ISBN_CHECK:
		report_at(m->report, REPORT_VALUE_BAD, v->place,
			  "the ISBN '%.40s' is mistyped: after its other digits the last would "
			  "have to be %c; compare it with the publisher's",
			  m->document->isbn, due);
	}
}

void cover_read(manuscript *m, const manuscript_file *file, const value *v, const value *front,
		cover_title *title)
{
	if (!value_map(m->report, v, "cover"))
		return;
	value_only(m->report, v, "cover", cover_keys, COUNT(cover_keys));
	cover *c = ARENA_NEW(m->arena, cover);
	const value *words = NULL, *around = value_of(v, "picture");
	const char *text = NULL;
	c->place = v->place;
	m->before_cover = m->document->root->last;
	c->around = take_side(m, around, "picture", NULL);
	c->front_picture = take_side(m, value_of(v, "front"), "front", NULL);
	c->back_picture = take_side(m, value_of(v, "back"), "back", &words);
	take_spine(m, v, c);
	take_bars(m, v, c);
	c->front = add_division(m, v->place);
	title(m, file, front);
	node_move(m->document->root, c->front, NULL, c->front);
	c->back = add_division(m, words ? words->place : v->place);
	if (words && value_string(m->report, words, "text", &text))
		blocks_text(m, file, text, words->place, c->back);
	m->document->cover = c;
}

static void add_number(manuscript *m, cover *c)
{
	const char *number = m->document->isbn;
	if (!c->isbn[0])
		return;
	if (strncmp(number, "ISBN", 4) != 0)
		number = arena_print(m->arena, "ISBN %s", number);
	node *n = node_new(m->arena, NODE_PARAGRAPH, c->place);
	node_append(n, node_text(m->arena, number, strlen(number), c->place));
	node_append(c->document.root, n);
	c->number = n;
}

/* Until the document is whole, manuscript_read may write what it owns. */
static cover *cover_of(const manuscript *m)
{
	return (cover *)m->document->cover;
}

void cover_part(manuscript *m)
{
	cover *c = cover_of(m);
	if (!c)
		return;
	c->document.root = node_new(m->arena, NODE_DOCUMENT, c->place);
	node_move(m->document->root, m->before_cover, c->back->next, c->document.root);
}

void cover_finish(manuscript *m)
{
	cover *c = cover_of(m);
	if (!c)
		return;
	node *root = c->document.root;
	c->document = *m->document;
	c->document.root = root;
	c->document.cover = NULL;
	add_number(m, c);
	document_finish(&c->document);
}
