/* dump: prints trees, lines and pages as text, which changes only when they do. Lengths are points
 * with one decimal, texts are quoted with control characters escaped, and nothing depends on the
 * machine. */
#include "app/dump.h"

#include <string.h>

static void quoted(FILE *out, const char *text, size_t length)
{
	putc('"', out);
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n')
			fputs("\\n", out);
		else if (text[i] == '\t')
			fputs("\\t", out);
		else if (text[i] == '"' || text[i] == '\\')
			fprintf(out, "\\%c", text[i]);
		else
			putc(text[i], out);
	}
	putc('"', out);
}

static void points(FILE *out, const char *before, length value)
{
	char number[32];

	length_print(number, value, 1);
	fprintf(out, "%s%s", before, number);
}

static void dump_identity(FILE *out, const node *n)
{
	if (n->id)
		fprintf(out, " #%s", n->id);
	for (const char *const *class = n->classes; *class; class ++)
		fprintf(out, " .%s", *class);
	for (const attribute *a = n->attributes; a->key; a++) {
		fprintf(out, " %s=", a->key);
		quoted(out, a->value, strlen(a->value));
	}
	if (n->parent && strcmp(n->lang, n->parent->lang) != 0)
		fprintf(out, " lang=%s", n->lang);
}

static void target_of(FILE *out, const node *target)
{
	if (target)
		fprintf(out, " -> %s%s%s", node_kind_name(target->kind), target->id ? " #" : "",
			target->id ? target->id : "");
}

static void text_of(FILE *out, const node *n)
{
	putc(' ', out);
	quoted(out, n->as.text.data, n->as.text.length);
	if (n->as.text.info)
		fprintf(out, " info=%s", n->as.text.info);
}

static void link_of(FILE *out, const node *n)
{
	if (n->as.link.target)
		target_of(out, n->as.link.target);
	else if (n->as.link.url)
		fprintf(out, " <%s>", n->as.link.url);
}

static void list_of(FILE *out, const node *n)
{
	static const char *const styles[] = {"", " a", " A", " i", " I"};

	if (n->as.list.ordered)
		fprintf(out, " from %ld%c%s", n->as.list.start,
			n->as.list.delimiter == '(' ? ')' : n->as.list.delimiter,
			n->as.list.delimiter == '(' ? " in parentheses" : "");
	fputs(styles[n->as.list.style], out);
	fputs(n->as.list.tight ? " tight" : " loose", out);
}

static void cell_of(FILE *out, const node *n)
{
	if (node_cell_across(n) > 1 || node_cell_down(n) > 1)
		fprintf(out, " %zux%zu", node_cell_across(n), node_cell_down(n));
	if (n->as.cell.align != CELL_NONE)
		fprintf(out, " %c", "-lcr"[n->as.cell.align]);
}

static void dump_details(FILE *out, const node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_RAW:
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: text_of(out, n); break;
	case NODE_HEADING:
		fprintf(out, " %d%s%s%s", n->as.heading.level, n->as.heading.number ? " " : "",
			n->as.heading.number ? n->as.heading.number : "",
			n->as.heading.opens_recto ? " recto" : "");
		break;
	case NODE_CONTENTS:
		fputs((const char *const[]){"", " figures", " tables"}[n->as.contents.of], out);
		break;
	case NODE_MATTER:
		fputs((const char *const[]){" front", " main", " appendix",
					    " back"}[n->as.matter.begins],
		      out);
		break;
	case NODE_LIST: list_of(out, n); break;
	case NODE_ITEM:
		fputs(n->as.item.task < 0 ? "" : n->as.item.task ? " done" : " open", out);
		break;
	case NODE_TABLE:
		for (size_t i = 0; i < n->as.table.columns; i++)
			fprintf(out, "%c%c", i ? '|' : ' ', "-lcr"[n->as.table.aligns[i]]);
		break;
	case NODE_ROW: fputs(n->as.row.head ? " head" : n->as.row.foot ? " foot" : "", out); break;
	case NODE_CELL: cell_of(out, n); break;
	case NODE_LINK: link_of(out, n); break;
	case NODE_REFERENCE:
		target_of(out, n->as.reference.target);
		fputs(n->as.reference.page     ? " page"
		      : n->as.reference.number ? " number"
					       : "",
		      out);
		break;
	case NODE_IMAGE:
		fprintf(out, " alt=");
		quoted(out, n->as.image.alt ? n->as.image.alt : "",
		       strlen(n->as.image.alt ? n->as.image.alt : ""));
		break;
	case NODE_NOTE_MARK: fprintf(out, " %d", n->as.mark.number); break;
	case NODE_NOTE: fprintf(out, " %d", n->as.note.number); break;
	default: break;
	}
}

void dump_document(FILE *out, const document *d)
{
	for (const node *n = d->root; n; n = node_after(n, d->root, false)) {
		for (const node *up = n->parent; up; up = up->parent)
			fputs("  ", out);
		fputs(node_kind_name(n->kind), out);
		dump_details(out, n);
		dump_identity(out, n);
		putc('\n', out);
	}
}

static void dump_line(FILE *out, const setter *s, const paragraph *p, size_t setting, size_t i)
{
	text_line line;

	paragraph_line(s, p, setting, i, &line);
	points(out, "    ", line.left);
	points(out, "-", line.right);
	fputs("  ", out);
	for (size_t k = 0; k < line.count; k++) {
		const piece *at = &line.pieces[k];
		if (!at->run)
			fputs("[image]", out);
		else
			fprintf(out, "%.*s", (int)at->run->text_length, at->run->text);
		if (at->space && k + 1 < line.count)
			putc(' ', out);
	}
	putc('\n', out);
}

static void dump_paragraph(FILE *out, const setter *s, const paragraph *p)
{
	for (size_t i = 0; i < paragraph_settings(p); i++) {
		fprintf(out, "  %zu lines, cost %lld\n", paragraph_lines(p, i),
			(long long)paragraph_cost(p, i));
		for (size_t k = 0; i == 0 && k < paragraph_lines(p, i); k++)
			dump_line(out, s, p, i, k);
	}
}

static const char *const kinds[] = {"text",  "image", "rule",    "row",
				    "entry", "plate", "columns", "turned"};

static void dump_block(FILE *out, const setter *s, const galley_block *b, const pagebreak_block *n)
{
	const galley_columns *c = b->columns;

	fprintf(out, "%s %s space %d lines %d%s%s\n", kinds[b->kind], node_kind_name(b->node->kind),
		n->space, n->settings[0].lines, n->keep ? " keep" : "", n->floats ? " float" : "");
	if (b->text)
		dump_paragraph(out, s, b->text);
	for (size_t i = 0; b->row && i < b->row->text_count; i++)
		dump_paragraph(out, s, b->row->texts[i].text);
	for (size_t i = 0; c && i < c->flows[0].count; i++) {
		const columns_stream *flow = &c->flows[0].streams[i];
		points(out, "beside, width ", c->streams[i].width);
		fprintf(out, ", columns %d\n", flow->columns);
		for (size_t k = 0; k < flow->count; k++)
			dump_block(out, s, &c->streams[i].blocks[k], &flow->blocks[k]);
	}
	if (c)
		fputs("end of columns\n", out);
	for (size_t i = 0; b->turned && b->turned_page == 0 && i < b->turned->galley.count; i++)
		dump_block(out, s, &b->turned->galley.blocks[i], &b->turned->galley.breaks[i]);
	for (const galley_margin *m = b->margin; m; m = m->next) {
		fprintf(out, "margin lines %d\n", m->rows);
		for (size_t i = 0; i < m->count; i++)
			dump_block(out, s, &m->blocks[i], &m->breaks[i]);
	}
}

void dump_lines(FILE *out, const setter *s, const layout *l)
{
	for (size_t i = 0; i < l->galley->count; i++)
		dump_block(out, s, &l->galley->blocks[i], &l->galley->breaks[i]);
	for (size_t i = 0; i < l->galley->note_count; i++) {
		fprintf(out, "note %zu lines %d\n", i + 1, l->galley->notes[i].rows);
		for (size_t k = 0; k < l->galley->notes[i].count; k++)
			if (l->galley->notes[i].blocks[k].text)
				dump_paragraph(out, s, l->galley->notes[i].blocks[k].text);
	}
}

static const char *const parts[] = {[PART_CONTENT] = "",
				    [PART_LABEL] = "label ",
				    [PART_ARTIFACT] = "artifact ",
				    [PART_HEAD] = "head ",
				    [PART_FOLIO] = "folio ",
				    [PART_ENTRY] = "entry ",
				    [PART_ENTRY_NUMBER] = "entry-number "};

/* Glyph marks on one baseline with one owner are shown as one line of text. */
static size_t dump_glyphs(FILE *out, const page *p, size_t i)
{
	const mark *first = &p->marks[i];

	points(out, "  ", first->x);
	points(out, ",", first->y);
	fprintf(out, " %s%s%s ", first->turn ? "turned " : "", parts[first->part],
		first->ink->name);
	putc('"', out);
	for (; i < p->mark_count; i++) {
		const mark *m = &p->marks[i];
		if (m->kind != MARK_GLYPHS || m->y != first->y || m->part != first->part ||
		    m->owner != first->owner)
			break;
		fprintf(out, "%.*s%s", (int)m->as.glyphs.run->text_length, m->as.glyphs.run->text,
			m->space ? " " : "");
	}
	fputs("\"\n", out);
	return i;
}

static void dump_box(FILE *out, const mark *m)
{
	bool image = m->kind == MARK_IMAGE;

	points(out, "  ", m->x);
	points(out, ",", m->y);
	fputs(image ? " image" : " rule", out);
	points(out, " ", image ? m->as.image.width : m->as.rule.width);
	points(out, " x ", image ? m->as.image.height : m->as.rule.height);
	putc('\n', out);
}

static void dump_page(FILE *out, const page *p)
{
	fprintf(out, "page %s %s\n", p->label, p->recto ? "recto" : "verso");
	for (size_t i = 0; i < p->mark_count;) {
		if (p->marks[i].kind == MARK_GLYPHS) {
			i = dump_glyphs(out, p, i);
			continue;
		}
		dump_box(out, &p->marks[i++]);
	}
	for (size_t i = 0; i < p->link_count; i++) {
		const page_link *l = &p->links[i];
		points(out, "  link ", l->x);
		points(out, ",", l->y);
		points(out, " ", l->width);
		points(out, " x ", l->height);
		if (l->url)
			fprintf(out, " <%s>", l->url);
		target_of(out, l->target);
		putc('\n', out);
	}
}

void dump_pages(FILE *out, const layout *l)
{
	for (size_t i = 0; i < l->pages->count; i++)
		dump_page(out, l->pages->items[i]);
}
