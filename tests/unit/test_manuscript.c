/* Manuscripts to documents: each test writes a manuscript and compares the tree, as a line of text,
 * and what was reported. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/arena.h"
#include "markdown/manuscript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct fixture {
	arena *arena;
	char folder[64];
	char *messages; /* of the last reading */
	size_t message_size;
} fixture;

static int set_up(void **state)
{
	fixture *f = calloc(1, sizeof *f);
	f->arena = arena_new();
	strcpy(f->folder, "/tmp/platen-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	fixture *f = *state;
	char command[128];
	snprintf(command, sizeof command, "rm -r '%s'", f->folder);
	assert_int_equal(system(command), 0);
	arena_free(f->arena);
	free(f->messages);
	free(f);
	return 0;
}

static const char *path_of(fixture *f, const char *name)
{
	return arena_print(f->arena, "%s/%s", f->folder, name);
}

static void put(fixture *f, const char *name, const char *data, size_t size)
{
	FILE *out = fopen(path_of(f, name), "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(data, 1, size, out), size);
	fclose(out);
}

/* Read files or a folder, keeping what is reported. */
/* Take out what is said of texts without a language: hardly a text of these tests names one. */
static void forget_language(char *messages)
{
	char *said = strstr(messages, "[lang-missing]\n");
	if (!said)
		return;
	char *begin = said;
	while (begin > messages && begin[-1] != '\n')
		begin--;
	said += strlen("[lang-missing]\n");
	memmove(begin, said, strlen(said) + 1);
}

static document *read_paths(fixture *f, const char *const *paths, size_t count)
{
	free(f->messages);
	FILE *out = open_memstream(&f->messages, &f->message_size);
	report *r = report_new(f->arena, out, &(report_options){0});
	document *d =
		manuscript_read(f->arena, r, &(manuscript_options){.paths = paths, .count = count});
	report_flush(r);
	fclose(out);
	forget_language(f->messages);
	return d;
}

static document *read_bytes(fixture *f, const char *data, size_t size)
{
	put(f, "a.md", data, size);
	return read_paths(f, &(const char *){path_of(f, "a.md")}, 1);
}

static document *read_text(fixture *f, const char *text)
{
	return read_bytes(f, text, strlen(text));
}

/* The tree as a line: kind#id.class(children), texts in quotes. */
static void print_own(FILE *out, const node *n)
{
	fputs(node_kind_name(n->kind), out);
	if (n->id && n->kind != NODE_HEADING)
		fprintf(out, "#%s", n->id);
	for (const char *const *class = n->classes; *class; class ++)
		fprintf(out, ".%s", *class);
	switch (n->kind) {
	case NODE_HEADING: fprintf(out, "%d", n->as.heading.level); break;
	case NODE_NOTE_MARK: fprintf(out, "%d", n->as.mark.number); break;
	case NODE_NOTE: fprintf(out, "%d", n->as.note.number); break;
	case NODE_FIGURE: fprintf(out, "%s", n->as.figure.number ? n->as.figure.number : ""); break;
	case NODE_TABLE: fprintf(out, "%s", n->as.table.number ? n->as.table.number : ""); break;
	case NODE_IMAGE: fprintf(out, "<%s>", n->as.image.alt); break;
	case NODE_LINK:
		fprintf(out, "<%s>",
			n->as.link.target ? node_kind_name(n->as.link.target->kind)
					  : n->as.link.url);
		break;
	case NODE_REFERENCE:
		fprintf(out, "<%s>", node_kind_name(n->as.reference.target->kind));
		break;
	case NODE_CODE:
	case NODE_RAW:
	case NODE_CODE_BLOCK:
	case NODE_VERBATIM: fprintf(out, "'%.*s'", (int)n->as.text.length, n->as.text.data); break;
	default: break;
	}
}

static void print_below(FILE *out, const node *n)
{
	for (const node *child = n->first; child; child = child->next) {
		if (child->kind == NODE_TEXT) {
			fprintf(out, "'%.*s'", (int)child->as.text.length, child->as.text.data);
		} else {
			print_own(out, child);
			if (child->first) {
				fputc('(', out);
				print_below(out, child);
				fputc(')', out);
			}
		}
		if (child->next)
			fputc(' ', out);
	}
}

static const char *print_tree(fixture *f, const document *d)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	print_below(out, d->root);
	fclose(out);
	const char *copy = arena_copy(f->arena, text, size);
	free(text);
	return copy;
}

static void expect(fixture *f, const char *text, const char *tree)
{
	document *d = read_text(f, text);
	assert_non_null(d);
	assert_string_equal(print_tree(f, d), tree);
}

/* What was reported names this and nothing else. */
static void expect_message(fixture *f, const char *text, const char *message)
{
	read_text(f, text);
	if (!message)
		assert_string_equal(f->messages, "");
	else if (!strstr(f->messages, message))
		fail_msg("no '%s' in: %s", message, f->messages);
}

static const node *find(const document *d, node_kind kind)
{
	const node *n = d->root;
	while (n && n->kind != kind)
		n = node_after(n, d->root, false);
	assert_non_null(n);
	return n;
}

static void expect_place(const node *n, int line, int column)
{
	assert_int_equal(n->place.line, line);
	assert_int_equal(n->place.column, column);
}

static void test_blocks(void **state)
{
	fixture *f = *state;
	expect(f, "# A\n\nb *c* **d**\n\n> e\n\n---\n",
	       "heading1('A') paragraph('b ' emphasis('c') ' ' strong('d')) "
	       "quote(paragraph('e')) rule");
	expect(f, "- a\n- [x] b\n\n2) c\n",
	       "list(item(paragraph('a')) item(paragraph('b'))) list(item(paragraph('c')))");
	expect(f, "~~a~~\\\nb\n", "paragraph(strike('a') hard-break 'b')");
	expect(f, "|a|b|\n|-|-|\n|c|d|\n",
	       "table(row(cell('a') cell('b')) row(cell('c') cell('d')))");
	document *d = read_text(f, "2) c\n3) d\n");
	assert_int_equal(find(d, NODE_LIST)->as.list.start, 2);
	assert_int_equal(find(d, NODE_LIST)->as.list.delimiter, ')');
	d = read_text(f, "- [x] b\n");
	assert_int_equal(find(d, NODE_ITEM)->as.item.task, 1);
	d = read_text(f, "|a|b|\n|:-|:-:|\n");
	assert_int_equal(find(d, NODE_TABLE)->as.table.columns, 2);
	assert_int_equal(find(d, NODE_TABLE)->as.table.aligns[1], CELL_CENTER);
	assert_true(find(d, NODE_ROW)->as.row.head);
}

static void test_places(void **state)
{
	fixture *f = *state;
	expect_place(find(read_text(f, "---\ntitle: x\n---\n\nZoë *a*\n"), NODE_EMPHASIS), 5, 5);
	expect_place(find(read_text(f, "> a\n>   b *c*\n"), NODE_EMPHASIS), 2, 7);
	expect_place(find(read_text(f, "[x]: /u\nfoo *c*\n"), NODE_EMPHASIS), 2, 5);
	expect_place(find(read_text(f, "a\\* &amp; `b`\n"), NODE_CODE), 1, 11);
	expect_place(find(read_text(f, "[^n]: b\n\na[^n] *c*\n"), NODE_EMPHASIS), 3, 7);
	expect_place(find(read_text(f, "\xef\xbb\xbf"
				       "a\r\n\r\nb *c*\r\n"),
			  NODE_EMPHASIS),
		     3, 3);
	expect_place(find(read_text(f, "a http://b.c *d*\n"), NODE_EMPHASIS), 1, 14);
}

static void test_front_matter(void **state)
{
	fixture *f = *state;
	document *d = read_text(f, "---\ntitle: A *b* -- \"c\"\nsubtitle: s\nauthor: [X, Y]\ndate: "
				   "2014-02-28\nlang: en-GB\n"
				   "keywords: k, l m\nabstract: d\ntoc: true\ntoc-depth: "
				   "2\nnumber-sections: yes\n---\n\n# H\n");
	assert_string_equal(
		print_tree(f, d),
		"title('A ' emphasis('b') '\u00a0– “c”') subtitle('s') author('X') author('Y') "
		"date('2014-02-28') division.abstract(paragraph('d')) contents heading1('H')");
	assert_string_equal(d->title, "A b – “c”");
	assert_string_equal(d->authors[1], "Y");
	assert_string_equal(d->keywords[1], "l m");
	assert_string_equal(d->abstract, "d");
	assert_int_equal(d->contents_depth, 2);
	assert_string_equal(find(d, NODE_HEADING)->as.heading.number, "1");
	expect(f, "---\na\n---\n", "rule heading2('a')"); /* no keys: Markdown */
	expect_message(f, "---\ntitel: x\n---\na\n",
		       "a.md:2:1: error: front matter has no key 'titel'; did you mean 'title'?");
	expect_message(f, "---\nlang: en-UK\n---\na\n",
		       "a.md:2:7: error: unknown language 'en-UK'; did you mean 'en-GB'?");
	expect_message(f, "---\nlang: en-GX1\n---\na\n",
		       "a.md:2:7: error: unknown language 'en-GX1'; write a BCP 47 tag");
	expect_message(f, "---\nlang: xq\n---\na\n", "[language-unknown]");
	expect_message(f, "---\nlang: lb\n---\na\n", NULL);
	expect_message(f, "---\ndate: 2015-02-29\n---\na\n",
		       "a.md:2:7: error: 'date' must be a day");
	expect_message(f, "---\nstyle: ../x.yaml\n---\na\n", "[file-outside]");
}

static void test_encoding(void **state)
{
	fixture *f = *state;
	static const struct {
		const char *data;
		size_t size;
		const char *message;
	} bad[] = {
		{"", 0, "a.md:1:1: error: the file is empty"},
		{" \n\t", 3, "[text-empty]"},
		{"ab\nc\0d", 6, "a.md:2:2: error: a NUL byte"},
		{"ab\n\xc3\xa9\xe9", 6, "a.md:2:2: error: byte 0xE9 is not UTF-8"},
		{"\xff\xfe"
		 "a\0b\0",
		 6, "UTF-16"},
		{"a\0b\0c\0d\0", 8, "UTF-16"},
		{"%PDF-1.4", 8, "a PDF, not text"},
		{"a\xed\xa0\x80", 4, "a.md:1:2: error: byte 0xED"},
		{"a\xc0\x80", 3, "[text-encoding]"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_null(read_bytes(f, bad[i].data, bad[i].size));
		if (!strstr(f->messages, bad[i].message))
			fail_msg("no '%s' in: %s", bad[i].message, f->messages);
	}
	assert_null(read_paths(f, &(const char *){path_of(f, "none.md")}, 1));
	assert_non_null(strstr(f->messages, "[file-missing]"));
	assert_null(read_paths(f, &(const char *){f->folder}, 1));
	assert_non_null(strstr(f->messages, "has no publication.yaml"));
}

static void test_attributes(void **state)
{
	fixture *f = *state;
	document *d = read_text(f, "# A {#x .recto k=\"v w\"}\n");
	const node *h = find(d, NODE_HEADING);
	assert_string_equal(h->id, "x");
	assert_true(h->as.heading.opens_recto && h->as.heading.opens_page);
	assert_string_equal(node_attribute(h, "k"), "v w");
	assert_string_equal(find(read_text(f, "# A b!\n\n# A b\n"), NODE_HEADING)->id, "a-b");
	assert_string_equal(read_text(f, "# A b!\n\n# A b\n")->root->last->id, "a-b-1");
	assert_string_equal(find(read_text(f, "# A\n\n# B {#a}\n"), NODE_HEADING)->id, "a-1");
	expect(f, "[a *b*]{.c} [l](//u){#m}\n",
	       "paragraph(span.c('a ' emphasis('b')) ' ' link#m<//u>('l'))");
	expect(f, "[a [b]{.c}]{.d}\n", "paragraph(span.d('a ' span.c('b')))");
	expect(f, "\\[a]{.b} [c]\\{.d} [e]{f}\n", "paragraph('[a]' '{.b}' ' [c]{.d} [e]{f}')");
	expect(f, "|[a]{.b}|\n|-|\n", "table(row(cell(span.b('a'))))");
	expect(f, "`[a]{.b}` (x){.y}\n", "paragraph(code'[a]{.b}' ' (x)' '{.y}')");
	d = read_text(f, "[a]{lang=fr}\n");
	assert_string_equal(find(d, NODE_SPAN)->lang, "fr");
	d = read_text(f, "``` c {.numbers #l}\nx\n```\n");
	assert_string_equal(find(d, NODE_CODE_BLOCK)->as.text.info, "c");
	assert_string_equal(find(d, NODE_CODE_BLOCK)->id, "l");
	expect_message(f, "[a]{.b c}\n",
		       "a.md:1:4: warning: these attributes can't be read: a word is alone");
	expect_message(f, "# A {#x\n", "[attribute-bad]");
	expect_message(f, "# A {x\n", NULL);
	expect_message(f, "# A {#x y}\n", "[attribute-bad]");
	expect_message(f, "[a]{lang=xq}\n", "[language-unknown]");
	expect_message(f, "# A {#x}\n\n# B {#x}\n",
		       "a.md:3:6: warning: the id 'x' is already at line 1, where links to it "
		       "lead; rename one of them");
}

static void test_divisions(void **state)
{
	fixture *f = *state;
	expect(f, "a\n::: {.n #i}\nb\n::: m\nc\n:::\n- d\n:::\ne\n",
	       "paragraph('a') division#i.n(paragraph('b') division.m(paragraph('c')) "
	       "list(item(paragraph('d')))) paragraph('e')");
	expect(f, "::: n\n```\n:::\n```\n:::\n", "division.n(code-block':::')");
	expect(f, "- ::: n\n  a\n  :::\n- b\n",
	       "list(item(division.n(paragraph('a'))) item(paragraph('b')))");
	expect(f, "::: o\n- ::: n\n  a\n:::\n\nb\n",
	       "division.o(list(item(division.n(paragraph('a'))))) paragraph('b')");
	expect(f, "::: n\n<!--\n:::\n-->\na\n:::\n", "division.n(paragraph('a'))");
	expect(f, "> ::: n\n> a\n> :::\n", "quote(division.n(paragraph('a')))");
	expect_message(f, "x\n\n::: n\na\n", "a.md:3:1: warning: the division ':::' is not closed");
	expect_message(f, "a\n\n:::\n", "a.md:3:1: warning: ':::' closes no division");
	expect_message(f, "::: {a b c}\n:::\n", "[attribute-bad]");
	expect(f, "::: tip a *b*\nc\n:::\n",
	       "division.note.tip(paragraph.box-title(strong('a ' emphasis('b'))) paragraph('c'))");
	expect(f, "!!! warning\n    a\n\n    b\n\nc\n",
	       "division.note.warning(paragraph.box-title(strong('Warning')) paragraph('a') "
	       "paragraph('b')) "
	       "paragraph('c')");
	expect(f, "!!! Help\nme, now\n", "paragraph('!!! Help' soft-break 'me, now')");
	expect(f, "!!! a b, c\n", "paragraph('!!! a b, c')");
	assert_string_equal(find(read_text(f, "::: {lang=de}\na\n:::\n"), NODE_PARAGRAPH)->lang,
			    "de");
}

static void test_captions(void **state)
{
	fixture *f = *state;
	expect(f, "![A *b*](u.png){#f alt=\"c\"}\n\n![](v.png){alt=\"\"}\n",
	       "figure#f1(image<c> caption('A ' emphasis('b'))) figure(image<>)");
	expect(f, "x ![a *b*](u.png)\n", "paragraph('x ' image<a b>)");
	assert_string_equal(find(read_text(f, "![A](u.png)\n"), NODE_IMAGE)->as.image.alt, "A");
	static const char table[] = "table#t1(caption('C') row(cell('a')))";
	expect(f, "Table: C {#t}\n\n|a|\n|-|\n", table);
	expect(f, "|a|\n|-|\n\n: C {#t}\n", table);
	expect(f, "|a|\n|-|\n: C {#t}\n", table);
	expect(f, "x\n\n: C {#t}\n\n|a|\n|-|\n",
	       "paragraph('x') table#t1(caption('C') row(cell('a')))");
	expect_message(f, "![](u.png)\n", "a.md:1:1: warning: the image has no description");
	expect_message(f, "![](u.png){alt=\"\"}\n", NULL);
	expect_message(f, "![a](../u.png)\n",
		       "a.md:1:1: error: the image '../u.png' is outside the publication");
	expect_message(f, "![a](http://b.c/u.png)\n", "[image-outside]");
	expect(f, "a\n\n\\newpage\n\nb\n", "paragraph('a') page-break paragraph('b')");
}

static void test_definitions(void **state)
{
	fixture *f = *state;
	expect(f, "A\nB *c*\n: d\n  e\n\n: f\n\n    g\n\nh\n",
	       "definitions(term('A') term('B ' emphasis('c')) "
	       "definition(paragraph('d' soft-break 'e')) definition(paragraph('f') "
	       "paragraph('g'))) paragraph('h')");
	expect(f, "A\n\n:   b\n\nC\n: d\n",
	       "definitions(term('A') definition(paragraph('b')) term('C') "
	       "definition(paragraph('d')))");
	expect(f, ": a\n", "paragraph(': a')");
}

static void test_links(void **state)
{
	fixture *f = *state;
	expect(f, "# A {#x}\n\n[](#x) [](#x){.page} [b](#x) [t](#top) [u](/v) [m](mailto:a@b)\n",
	       "heading1('A') paragraph(reference<heading> ' ' reference.page<heading> ' ' "
	       "link<heading>('b') ' ' "
	       "link<document>('t') ' ' span('u') ' ' link<mailto:a@b>('m'))");
	assert_true(find(read_text(f, "# A {#x}\n\n[](#x){.page}\n"), NODE_REFERENCE)
			    ->as.reference.page);
	expect_message(f, "# Alpha\n\nb [c](#alpa)\n",
		       "a.md:3:3: warning: nothing has the id 'alpa'");
	expect_message(
		f, "[a](../b.md)\n",
		"a.md:1:1: warning: the link '../b.md' leads out of the publication's folder");
	expect_message(f, "[a](file:///etc/passwd)\n", "[link-outside]");
	expect_message(f, "[a](b/../c.md)\n", "[link-missing]");
	expect_message(f, "[a](b/../a.md)\n", NULL);
}

static void test_notes(void **state)
{
	fixture *f = *state;
	expect(f, "a[^2] b[^1] c[^2]^[in *d*]\n\n[^1]: one[^3]\n\n[^2]: two\n\n[^3]: three\n",
	       "paragraph('a' note-mark1 ' b' note-mark2 ' c' note-mark1 note-mark3) "
	       "note1(paragraph('two')) "
	       "note2(paragraph('one' note-mark4)) note3(paragraph('in ' emphasis('d'))) "
	       "note4(paragraph('three'))");
	assert_int_equal(find(read_text(f, "a[^1][^1]\n\n[^1]: b\n"), NODE_NOTE)->as.note.marks, 2);
	expect_message(f, "a\n\n[^x]: b\n", "a.md:3:1: warning: nothing mentions the note '[^x]'");
	expect_message(f, "a [^x]\n", "a.md:1:3: warning: no note '[^x]' is defined");
	expect_message(f, "a[^x]\n\n[^x]: b\n\n[^x]: c\n",
		       "a.md:5:1: error: the note '[^x]' is defined twice");
	expect_message(f, "`[^x]: a` \\[^y]\n", NULL);
}

static void test_numbers(void **state)
{
	fixture *f = *state;
	static const char *const numbers[] = {"1", "1.1", NULL, NULL, "2"};
	document *d = read_text(
		f, "---\nnumber-sections: true\n---\n\n# A\n\n## B\n\n# C {-}\n\n## D\n\n# E\n");
	size_t i = 0;
	for (const node *n = d->root->first; n; n = n->next, i++) {
		if (numbers[i])
			assert_string_equal(n->as.heading.number, numbers[i]);
		else
			assert_null(n->as.heading.number);
	}
	expect_message(f, "# A\n\n### B\n",
		       "a.md:3:1: warning: a heading of level 3 follows one of level 1");
	expect_message(f, "# A\n\n## B\n\n# C\n", NULL);
}

static void test_html(void **state)
{
	fixture *f = *state;
	expect(f, "H<sub>2</sub>O<!-- x --> <br>a <kbd>b <sup>*c*</sup></kbd>\n",
	       "paragraph('H' sub('2') 'O' hard-break 'a ' kbd('b ' sup(emphasis('c'))))");
	expect(f, "<!-- a -->\n\nb\n", "paragraph('b')");
	expect(f, "<div>\na\n</div>\n", "paragraph('a')");
	expect(f, "<div class=note>\n\n*a*\n\n- b\n</div>\n",
	       "division.note(paragraph(emphasis('a')) list(item(paragraph('b'))))");
	expect(f, "<ul><li>a<li>b</ul>c\n",
	       "list(item(paragraph('a')) item(paragraph('b'))) paragraph('c')");
	expect(f, "<li>a</td>b\n", "paragraph('a') paragraph('b')");
	expect(f, "| a |\n|:--|\n| b <ul><li>*c*</li> <li>d</ul>e |\n| <p>f</p> |\n| g <li> h |\n",
	       "table(row(cell('a')) row(cell(paragraph('b') list(item(paragraph(emphasis('c'))) "
	       "item(paragraph('d'))) paragraph('e'))) row(cell('f')) row(cell(paragraph('g') "
	       "paragraph('h'))))");
	expect_message(f, "| a |\n|---|\n| <b>c<li>d</b> |\n", "raw HTML '<b>' is set as it is");
	expect(f, "<video>\na\n</video>\n", "paragraph('a')");
	expect(f, "a <script>b *c*</script>d\n", "paragraph('a ' 'd')");
	expect(f, "<script>\na\n\nb\n</script>c\n", "paragraph('c')");
	expect(f, "<template>\na\n</template>\n", "verbatim'<template>\na\n</template>'");
	expect(f, "a <b>c</b>\n", "paragraph('a ' strong('c'))");
	expect(f, "a <b c\n", "paragraph('a <b c')");
	expect_message(f, "a <blink>c</blink>\n",
		       "a.md:1:3: warning: raw HTML '<blink>' is set as it is written");
	expect_message(f, "a <sub>c\n", "[html-verbatim]");
	expect_message(f, "a <sub>c</sub><br/>\n", NULL);
}

/* What a paragraph says in a language. */
static void expect_said(fixture *f, const char *lang, const char *text, const char *said)
{
	document *d = read_text(f, arena_print(f->arena, "---\nlang: %s\n---\n\n%s\n", lang, text));
	assert_string_equal(node_written_text(f->arena, find(d, NODE_PARAGRAPH)), said);
}

static void test_quotes(void **state)
{
	fixture *f = *state;
	expect_said(f, "en", "\"A,\" she said, \"'b' it's\"", "“A,” she said, “‘b’ it’s”");
	expect_said(f, "en", "\"*a*\" **\"b**\" (\"c\") \"d\"---e", "“a” “b” (“c”) “d”—e");
	expect_said(f, "en", "'Tis the '90s, rock 'n' roll, dogs' tails",
		    "’Tis the ’90s, rock ’n’ roll, dogs’ tails");
	expect_said(f, "en", "\\\"a\\\" &quot;b&quot; `\"c\"` \\'d\\' “e”",
		    "\"a\" \"b\" \"c\" 'd' “e”");
	expect_said(f, "en", "a--b a---b \\--- ... \\...", "a–b a—b -– … ...");
	expect_said(f, "en", "\"a[^1]\" --- b\n\n[^1]: c", "“a”\u00a0— b");
	expect_said(f, "en", "10 km J. R. Smith p. 5 10 000",
		    "10\u00a0km J.\u00a0R.\u00a0Smith p.\u00a05 10\u00a0000");
	expect_said(f, "en", "10\nkg a   b", "10\u00a0kg a b");
	expect_said(f, "de", "\"A 'b'\" it's", "„A ‚b‘“ it’s");
	expect_said(f, "lb", "\"A\"", "„A“");
	expect_said(f, "sv", "\"A\"", "”A”");
	expect_said(f, "da", "\"A\"", "»A«");
	expect_said(f, "fr", "\"A ?\" dit-il ; oui ! à 10:30 : non. « b » l'un",
		    "«\u202fA\u202f?\u202f» dit-il\u202f; oui\u202f! à 10:30\u00a0: "
		    "non. «\u202fb\u202f» l’un");
	expect_said(f, "fr", "Quoi?! http://a.b/c?d <http://e.f/?g>",
		    "Quoi\u202f?! http://a.b/c?d http://e.f/?g");
	expect_said(f, "en", "[\"a\"]{lang=de} \"b\"", "„a“ “b”");
}

static void test_nesting(void **state)
{
	fixture *f = *state;
	static const char *const parts[][3] = {
		{">", "a", ""},
		{"[", "a", "]"},
		{"*a **b ", "c", "** d*"},
		{"[", "a", "]{.b}"},
		{"<sub>", "a", "</sub>"},
		{"![", "a", "](u)"},
		{"^[", "a", "]"},
		{"::: a\n", "b\n", ":::\n"},
	};
	enum { DEEP = 10000 };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t open = strlen(parts[i][0]), close = strlen(parts[i][2]), n = 0;
		char *text = malloc(DEEP * (open + close) + 8);
		for (int k = 0; k < DEEP; k++, n += open)
			memcpy(text + n, parts[i][0], open);
		n += (size_t)sprintf(text + n, "%s", parts[i][1]);
		for (int k = 0; k < DEEP; k++, n += close)
			memcpy(text + n, parts[i][2], close);
		text[n] = '\0';
		read_text(f, text);
		free(text);
		bool plain = i == 1; /* brackets alone are text */
		if (plain != !strstr(f->messages, "[nesting-too-deep]"))
			fail_msg("%s: %.200s", parts[i][0], f->messages);
	}
}

static void test_publication(void **state)
{
	fixture *f = *state;
	static const char yaml[] =
		"title: T\nlang: de\nchapters:\n- 1.md\n- two/2.md\neditions: [archive, print]\n";
	static const char one[] = "# A {#a}\n\n[b](two/2.md#b) [c](two/2.md) [d](#b) \"q\"\n";
	static const char two[] =
		"---\nlang: fr\n---\n\n# B {#b}\n\n[a](../1.md#a) \"q\"\n\n[^1]: x\n";
	assert_int_equal(mkdir(path_of(f, "two"), 0755), 0);
	put(f, "publication.yaml", yaml, sizeof yaml - 1);
	put(f, "1.md", one, sizeof one - 1);
	put(f, "two/2.md", two, sizeof two - 1);
	document *d = read_paths(f, &(const char *){f->folder}, 1);
	assert_non_null(d);
	assert_string_equal(
		print_tree(f, d),
		"title('T') heading1('A') paragraph(link<heading>('b') ' ' link<heading>('c') ' ' "
		"link<heading>('d') ' „q“') heading1('B') paragraph(link<heading>('a') ' "
		"«\u202fq\u202f»')");
	assert_string_equal(d->root->last->lang, "fr");
	assert_string_equal(d->editions[1], "print");
	assert_non_null(strstr(d->root->last->place.source->name, "two/2.md"));
	assert_int_equal(d->root->last->place.line, 7);
	assert_non_null(d->inputs[2]);
	assert_null(d->inputs[3]);
	assert_non_null(strstr(f->messages, "two/2.md:9:1: warning: nothing mentions"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_blocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_front_matter, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_encoding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_attributes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_divisions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_captions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_definitions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_html, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_quotes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nesting, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_publication, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
