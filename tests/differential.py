"""Random documents, each from a seed, and what must be true of whatever is made of them.

A document is put together out of all constructs, nested in all ways and put directly under each other or apart. Its words are
made up and none comes twice, so that each can be followed to the page. A word belongs to a stream: the running text, a note, or a
figure or table that may float. Two things are checked:

- conservation: in each edition every word is read once, in the order of its stream, and nothing else is read but what Platen itself
  says (labels, numbers); on its page it lies on no other word;
- the tree: the blocks of a document that is plain CommonMark or GFM are those that cmark-gfm itself makes.

usage: differential.py PLATEN [--seconds N] [--from SEED] [--keep FOLDER] looks for faults; what fails is kept, as small as it gets.
"""
import argparse
import itertools
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml_tree
import zlib

import pikepdf

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from dialects import Dialects  # noqa: E402
from structure import Tree  # noqa: E402

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
WORDS = ["".join(letters) for letters in itertools.product(CONSONANTS, VOWELS, CONSONANTS, VOWELS)]
TAKEN = {"page", "note", "tabe", "dina", "bose", "rise"}
BODY = "text"

# What is left out, with the reason. A construct comes back when its fault is mended.
LEFT_OUT = {}
PARTED = {}


# Of the documents with front matter, one after the other; the sheet "book" says the title's words twice.
SHEETS = ("house", "manual", "thesis", "report")
STYLE = """page: {size: A4, margins: {inner: 20mm, outer: 70mm}, margin-column: 40mm}
book: {imprint: true, title-page: [author, title, subtitle, date]}
"""


def picture():
    """A small gray PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 16, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 24) * 16)) + chunk(b"IEND", b""))


class Maker(Dialects):
    """Makes one document. Each method that makes a block returns its lines."""

    def __init__(self, seed, plain=False):
        self.random = random.Random(seed)
        self.plain = plain  # CommonMark and GFM alone
        words = [word for word in WORDS if word not in TAKEN]
        self.random.shuffle(words)
        self.words = iter(words)
        self.stream, self.streams = BODY, itertools.count(1)
        self.expected = {}  # stream: its words in order
        self.notes = []  # lines of definitions that are still to be written
        self.marks = itertools.count(1)
        self.holds_notes = True  # a mark may come here
        self.headings = []  # words by which a link may name one
        self.in_cell = False
        self.depth = 0
        self.last = None  # the innermost block made last
        self.files = {}  # those that the text includes

    def chance(self, share):
        return self.random.random() < share

    def word(self):
        word = next(self.words)
        self.expected.setdefault(self.stream, []).append(word)
        return word

    def apart(self, prefix, make):
        """What is made goes to a stream of its own."""
        before, self.stream = self.stream, f"{prefix} {next(self.streams)}"
        made = make()
        self.stream = before
        return made

    # inline

    def span(self):
        """One piece of running text, without spaces at its ends."""
        kinds = {"word": 12, "emphasis": 2, "strong": 2, "code": 2, "link": 1, "struck": 1, "nested": 1, "break": 1}
        if self.holds_notes:
            kinds["mark"] = 1
        if not self.plain:
            kinds |= {"language": 1, "picture": 1, "marked": 1, "code of emoji": 0.5, "margin": 0.5, "foreign": 2}
            if self.headings:
                kinds["named"] = 2
            if self.holds_notes:
                kinds["inline note"] = 1
        kind = self.random.choices(list(kinds), list(kinds.values()))[0]
        if kind == "mark":
            return self.word() + self.mark()
        if kind == "inline note":
            return self.word() + self.apart("note", lambda: f"^[{self.unmarked()}]")
        if kind == "foreign":
            return self.foreign_span()
        if kind == "margin":
            return self.word() + self.apart("margin", lambda: f" [{self.unmarked()}]{{.margin}}")
        if kind == "named":
            heading = self.random.choice(self.headings)
            return f"[{self.word()}][{heading}]" if self.in_cell or self.chance(0.5) else f"[[{heading}|{self.word()}]]"
        forms = {"word": "{}", "emphasis": "*{}*", "strong": "**{}**", "code": "`{}`", "link": "[{}](https://e.org/x)",
                 "struck": "~~{}~~", "marked": "=={} {}==", "code of emoji": "{} :copyright: {}", "nested": "*{} **{}** {}*", "break": "{}\\\n{}", "language": "[{}]{{lang=fr}}",
                 "picture": '{} ![](p.png){{alt="x"}} {}'}
        form = forms[kind]
        return form.replace("{{", "\0").replace("}}", "\1").replace("{}", "%s").replace("\0", "{").replace("\1", "}") % tuple(
            self.word() for _ in range(form.replace("{{", "").count("{}")))

    def unmarked(self):
        """Two words where no note can be called."""
        return f"{self.word()} {self.word()}"

    def mark(self):
        """A call of a note whose definition comes later."""
        name = f"n{next(self.marks)}"

        def define():
            self.holds_notes, before = False, self.holds_notes
            lines = hang(f"[^{name}]: ", self.blocks(self.random.choice([1, 1, 2]), first=True), 4)
            self.holds_notes = before
            return lines
        self.notes.append(self.apart("note", define))
        return f"[^{name}]"

    def text(self, least=1, most=9):
        """Running text as lines; no line begins with what could be a marker."""
        return " ".join(self.span() for _ in range(self.random.randint(least, most))).split("\n")

    def line(self):
        """Running text in one line."""
        return " ".join(self.text(1, 4)).replace("\\ ", " ")

    # blocks

    def paragraph(self):
        if self.chance(0.2):
            return [*self.text(), *self.text()]
        return self.text()

    def heading(self):
        level = self.random.randint(1, 6)
        if self.plain or self.chance(0.5):
            return [f"{'#' * level} {self.line()}"]
        words = self.unmarked()
        self.headings.append(words)
        return [f"{'#' * level} {words}{self.random.choice(['', ' {.appendix}', ' {.part}', ' {.unnumbered}'])}"]

    def setext(self):
        return [self.line(), self.random.choice(["===", "---"])]

    def rule(self):
        return ["***"]

    def quote(self):
        return [f"> {line}".rstrip() for line in self.blocks(self.random.randint(1, 3))]

    def items(self, marker):
        lines, loose = [], self.chance(0.4)
        for number in range(self.random.randint(1, 4)):
            if lines and loose:
                lines.append("")
            mark = marker(number)
            lines += hang(mark, self.blocks(self.random.choice([1, 1, 1, 2, 3]), first=True), len(mark))
        return lines

    def bullets(self):
        character = self.random.choice("-+*")
        return self.items(lambda number: f"{character} ")

    def numbers(self):
        first, delimiter = self.random.choice([1, 1, 0, 7, 99]), self.random.choice(".)")
        return self.items(lambda number: f"{first + number}{delimiter} ")

    def tasks(self):
        return [f"- [{self.random.choice(' x')}] {self.line()}" for _ in range(self.random.randint(1, 3))]

    def fence(self):
        mark = self.random.choice(["```", "~~~~"])
        inside = [self.unmarked() if self.chance(0.8) else "" for _ in range(self.random.randint(1, 4))]
        return [mark + self.random.choice(["", "c"]), *inside, self.word(), mark]

    def indented(self):
        return [f"    {self.unmarked()}" for _ in range(self.random.randint(1, 3))]

    def comment(self):
        return ["<!-- unseen -->"]

    def rows(self):
        columns, before, self.in_cell = self.random.randint(1, 4), self.in_cell, True

        def row():
            return "| " + " | ".join(self.line() if self.chance(0.9) else "" for _ in range(columns)) + " |"
        rule = "|" + "|".join(self.random.choice(["---", ":--", ":-:", "--:"]) for _ in range(columns)) + "|"
        lines = [row(), rule, *(row() for _ in range(self.random.randint(0, 4)))]
        self.in_cell = before
        return lines

    def table(self):
        if self.plain or self.chance(0.5):
            return self.rows()
        return self.apart("float", self.captioned)

    def captioned(self):
        """A table with a caption, before or after it; both are one stream, the caption's words another."""
        rows = self.rows()
        caption = self.apart("caption", lambda: f"Table: {self.line()}")
        return [caption, "", *rows] if self.chance(0.5) else [*rows, "", caption]

    def figure(self):
        return self.apart("float", lambda: [f'![{self.line()}](p.png){{alt="a gray picture"}}'])

    def figures(self):
        """Figures side by side, some with a caption for all."""
        def row():
            return [" ".join(f'![{self.unmarked()}](p.png){{width=40% alt="x"}}' for _ in range(self.random.randint(2, 3)))]

        def fenced():
            lines = [f"::::::::: {{{self.random.choice(['#fig-', '.'])}x{next(self.marks)} layout-ncol={self.random.randint(2, 3)}}}"]
            for _ in range(self.random.randint(1, 4)):
                lines += [f'![{self.unmarked()}](p.png){{alt="x"}}', ""]
            return [*lines, *([self.line()] if self.chance(0.7) else []), ":::::::::"]
        return self.apart("float", self.random.choice([row, fenced]))

    def contents(self):
        return [self.random.choice(["[TOC]", "{{toc}}", "\\tableofcontents", "\\listoftables", "\\listoffigures"])]

    def matter(self):
        return [self.random.choice(["\\frontmatter", "\\mainmatter", "\\appendix", "\\backmatter"])]

    def alert(self):
        lines = self.blocks(self.random.randint(1, 3))
        apart = self.chance(0.3) or lines[0][:1].isdigit()  # only a list from 1 may follow words directly
        return [f"> [!{self.random.choice(['NOTE', 'WARNING'])}]", *([">"] if apart else []), *(f"> {line}".rstrip() for line in lines)]

    def callout(self):
        colons = ":" * (40 - 2 * min(self.depth, 4))
        head = self.random.choice(["{.callout-tip}", "tip {}", "{.callout-note title={}}", "warning", "info[{}]"])
        words = [] if "{}" in head else [self.line(), ""]  # a heading would become the title, which cannot be named
        head = head.replace("{}", self.word()) if "{}" in head else head
        return [f"{colons}{'' if '[' in head else ' '}{head}", *words, *self.blocks(self.random.randint(1, 3)), colons]

    def division(self):
        inside = self.blocks(self.random.randint(1, 3))
        colons = ":" * (3 + 4 - min(self.depth, 4))
        kind = self.random.choice(['{.note}', '{lang=de}', '{.center}', '{.columns}', '{.initial}', '{.pullquote}', '{.margin}',
                                   '{.columns column-count=3}', '{layout-ncol=2}', '{lang=he}', '{.epigraph}', f'{{#a{next(self.marks)} lang=ar}}'])
        return [f"{colons} {kind}", *inside, colons]

    def beside(self):
        """Columns beside each other, read one after the other."""
        colons = ":" * (24 - 2 * min(self.depth, 4))
        columns = []
        for width in self.random.choice([["", ""], [" width=30%", " width=70%"], ["", " width=50%", ""]]):
            columns += [f"{colons} {{.column{width}}}", *self.blocks(self.random.randint(1, 2)), colons, ""]
        return [f"{colons}: {{.columns}}", *columns[:-1], f"{colons}:"]

    def definitions(self):
        lines = []
        for _ in range(self.random.randint(1, 3)):
            lines += [self.line(), ""] if self.chance(0.5) else [self.line()]
            for _ in range(self.random.choice([1, 1, 2])):
                lines += [*hang(":   ", self.blocks(self.random.choice([1, 1, 2]), first=True), 4), ""]
        return lines[:-1]

    def element(self):
        """Blocks of Markdown between the tags of HTML, which are on lines of their own."""
        opening, closing = self.random.choice([
            (['<div class="note">'], ["</div>"]), (["<center>"], ["</center>"]), (["<blockquote>"], ["</blockquote>"]),
            (["<details><summary>{}</summary>"], ["</details>"]), (['<div lang="de"><div>'], ["</div>", "</div>"])])
        opening = [line.replace("{}", self.word()) if "{}" in line else line for line in opening]
        return [*opening, "", *self.blocks(self.random.randint(1, 3)), "", *closing]

    def admonition(self):
        head = self.random.choice(["!!! note", "??? tip", '!!! warning ""', '!!! info "{}"', '=== "{}"'])
        head = head.replace("{}", self.word()) if "{}" in head else head
        return [head, *((" " * 4 + line).rstrip() for line in self.blocks(self.random.randint(1, 3)))]

    def labelled(self):
        """A list with labels that CommonMark lacks."""
        form, labels = self.random.choice([("{}. ", "abcd"), ("({}) ", "abcd"), ("{}) ", "ABCD"), ("{}.  ", "ABCD"), ("({}) ", "1234"),
                                           ("{}. ", ["i", "ii", "iii", "iv"]), ("{}. ", "####"), ("({}) ", "@@@@"), ("{}) ", "hijk")])
        lines, loose = [], self.chance(0.4)
        for label in labels[:self.random.randint(2, 4)]:
            if lines and loose:
                lines.append("")
            mark = form.replace("{}", label)
            words = [self.line()]
            if self.chance(0.3):
                words += ["", *self.blocks(1)]
            lines += hang(mark, words, len(mark))
        return lines

    def html_items(self):
        lines = [self.random.choice(["<ul>", "<ol>", '<ol start="7">'])]
        for _ in range(self.random.randint(1, 3)):
            lines += [f"<li>{self.unmarked()}"]
            if self.chance(0.3):
                lines += ["", *self.blocks(1), ""]
            lines += ["</li>"] if self.chance(0.7) else []
        return [*lines, "</ul>" if lines[0] == "<ul>" else "</ol>"]

    def verse(self):
        return [f"| {' ' * self.random.choice([0, 0, 3])}{self.line()}" for _ in range(self.random.randint(2, 4))]

    def drawn(self):
        """One of pandoc's tables."""
        columns, rows = self.random.randint(2, 3), self.random.randint(1, 3)
        kind = self.random.choice(["simple", "headless", "multiline", "grid"])

        def row(first=0):
            return [self.word().ljust(14) if self.chance(0.8) else " " * 14 for _ in range(first, columns)]
        first = [self.word().ljust(14) for _ in range(columns)]
        if kind == "grid":
            border, double = ("+" + "+".join(sign * 16 for _ in range(columns)) + "+" for sign in "-=")
            lines = [border, "| " + " | ".join(first) + " |", double]
            for _ in range(rows):
                lines += ["| " + " | ".join(row()) + " |", border]
            return lines
        dashes, full = "  ".join("-" * 14 for _ in range(columns)), "-" * (16 * columns - 2)
        words = [("  ".join([self.word().ljust(14), *row(1)])).rstrip() for _ in range(rows)]
        if kind == "headless":
            return [dashes, "  ".join(first).rstrip(), *words, dashes]
        if kind == "simple":
            return ["  ".join(first).rstrip(), dashes, *words]
        lines = [full, "  ".join(first).rstrip(), dashes]
        return [*lines, *itertools.chain.from_iterable([word, ""] for word in words[:-1]), words[-1], full]

    def grid(self):
        """A grid table whose cells hold blocks."""
        def cell(least=0):
            return self.random.choice([
                lambda: [self.word()],
                lambda: [f"- {self.word()}", f"- {self.word()}"],
                lambda: [self.word(), "", self.word()],
                lambda: [self.word(), "", f":   {self.word()}"],
                lambda: [f"2. {self.word()}", "", f"   {self.word()}"],
                lambda: [f"> {self.word()}"],
                lambda: ["```", self.word(), "```"],
                lambda: [self.word() if least else ""]])()
        columns = self.random.randint(1, 3)
        border = "+" + "+".join("-" * 16 for _ in range(columns)) + "+"
        lines = [border]
        for row in range(self.random.randint(1, 3)):
            cells = [cell(row == 0 and column == 0) for column in range(columns)]
            lines += ["|" + "|".join(f" {line:<14} " for line in texts) + "|" for texts in itertools.zip_longest(*cells, fillvalue="")]
            lines.append(border if row or self.chance(0.5) else border.replace("-", "="))
        return lines

    def turned(self):
        """A table on a page of its own, turned by a quarter."""
        colons = ":" * (50 - min(self.depth, 4))
        return self.apart("float", lambda: [f"{colons} {{.landscape}}", *self.captioned(), colons])

    def examples(self):
        """An example list, which goes on through the text, and what names one of its items."""
        name = f"e{next(self.marks)}"
        return [f"(@{name}) {self.line()}", f"(@) {self.line()}", "", f"{self.word()} (@{name}) {self.word()}"]

    def included(self):
        """Blocks in a file of their own."""
        name = f"part{next(self.marks)}.md"
        self.files[name] = "\n".join(self.blocks(self.random.randint(1, 3))) + "\n"
        return [self.random.choice(["{{#include %s}}", "{{< include %s >}}", '--8<-- "%s"']) % name]

    def html_blocks(self):
        """Blocks of HTML with words between their tags."""
        return self.random.choice([
            lambda: [f"<blockquote><p>{self.unmarked()}</p>", f"<p>{self.word()}<br>{self.word()}</p></blockquote>"],
            lambda: [f"<section><h4>{self.word()}</h4>", f"<p>{self.unmarked()}</p></section>"],
            lambda: ["<figure>", '<img src="p.png" alt="x">', f"<figcaption>{self.unmarked()}</figcaption>", "</figure>"],
            lambda: [f"<div align=\"center\">{self.unmarked()}", f"<p>{self.word()}</div>"],
            lambda: [f"<ul><li>{self.word()}<ul><li>{self.word()}</li></ul></li><li>{self.word()}</ul>"],
            lambda: [f"<table><caption>{self.word()}</caption><tr><td>{self.word()}<td><ul><li>{self.word()}</ul></table>"],
            lambda: ["<!--", "unseen", "", "-->", f"<p>{self.word()}"]])()

    def html_words(self):
        return self.random.choice([
            lambda: [f'<p align="right">{self.unmarked()} <b>{self.word()}</b></p>'],
            lambda: [f"<h3>{self.unmarked()}</h3>"],
            lambda: [f"<pre>{self.word()}", self.word(), "</pre>"],
            lambda: ["<dl>", f"<dt>{self.word()}<dd>{self.unmarked()}", f"<dd><p>{self.word()}</p><p>{self.word()}</dl>"],
            lambda: [f"{self.word()} <q>{self.unmarked()}</q> <abbr title=\"x\">{self.word()}</abbr> <kbd>{self.word()}</kbd>"]])()

    def html_table(self):
        columns = self.random.randint(1, 3)

        def row(tag):
            return "<tr>" + "".join(f"<{tag}>{self.unmarked()}</{tag}>" for _ in range(columns)) + "</tr>"
        return ["<table>", row("th"), *(row("td") for _ in range(self.random.randint(1, 3))), "</table>"]

    def new_page(self):
        return ["\\newpage"]

    LEAVES = {"paragraph": 8, "heading": 2, "setext": 1, "rule": 1, "tasks": 1, "fence": 2, "indented": 1, "comment": 1, "table": 3}
    HOLDERS = {"quote": 2, "bullets": 3, "numbers": 3}
    OWN_LEAVES = {"figure": 2, "new_page": 0.3, "html_words": 1, "html_table": 0.5, "verse": 1, "drawn": 1,
                  "figures": 1, "contents": 0.2, "matter": 0.2, "grid": 1, "turned": 0.3, "examples": 0.7, "included": 0.5,
                  "html_blocks": 1, **Dialects.DIALECT_LEAVES}
    OWN_HOLDERS = {"division": 2, "beside": 1, "definitions": 2, "element": 2, "html_items": 1, "admonition": 1, "labelled": 1, "alert": 1, "callout": 1,
                  **Dialects.DIALECT_HOLDERS}

    def kinds(self, first):
        kinds = dict(self.LEAVES)
        if self.depth < 3:
            kinds |= self.HOLDERS
        if not self.plain:
            kinds |= self.OWN_LEAVES
            if self.depth < 3:
                kinds |= self.OWN_HOLDERS
            if self.depth > 0:
                for kind in ("new_page", "contents", "matter", "turned", "included"):
                    kinds.pop(kind)
        return {kind: weight for kind, weight in kinds.items() if kind not in LEFT_OUT}

    def block(self, first=False):
        kinds = self.kinds(first)
        kind = self.random.choices(list(kinds), list(kinds.values()))[0]
        self.depth += 1
        lines = getattr(self, kind)()
        self.depth -= 1
        if kind not in self.HOLDERS and kind not in self.OWN_HOLDERS:
            self.last = kind
        return kind, lines

    def blocks(self, count, first=False):
        """Several blocks; a paragraph may touch what follows or precedes it, all else is apart. (Words right under a picture would
        make it one of a text, whose description is not painted.)"""
        lines, before = [], None
        for place in range(count):
            last = self.last
            kind, made = self.block(first and place == 0)
            if lines and not (last not in ("figure", "figures") and self.may_touch(before, kind) and self.chance(0.4)):
                lines.append("")
            lines, before = lines + made, kind
        return lines

    def may_touch(self, before, kind):
        """What a blank line need not part. A table takes every line under it, a setext heading every line above, and
        indented code and definitions would be other things."""
        if (before, kind) in PARTED:
            return False
        if before == "paragraph":
            return kind in ("heading", "rule", "quote", "bullets", "fence", "table", "tasks", "comment", "division")
        return kind == "paragraph" and before in ("heading", "setext", "rule", "fence", "division", "quote", "bullets", "numbers", "tasks")

    def front(self):
        """Front matter: the title page and the pages around the text."""
        def words():
            return self.unmarked()

        def blocks():
            return "|2\n" + "\n".join(("  " + line).rstrip() for line in self.blocks(self.random.randint(1, 3)))
        self.holds_notes, self.depth = False, 1
        lines = ["---", f"lang: {self.random.choice(['en', 'de', 'fr', 'he', 'ar', 'zh'])}", "date: 2024-05-01", "style: s.yaml"]
        for key, value in [("title", words), ("subtitle", words), ("author", words), ("rights", words), ("publisher", words),
                           ("imprint", words), ("dedication", blocks), ("epigraph", blocks), ("abstract", blocks), ("colophon", blocks)]:
            if self.chance(0.5) or key == "title":
                lines.append(f"{key}: {self.apart(key, value)}")
        self.holds_notes, self.depth = True, 0
        return [*lines, "---", ""]

    def document(self):
        lines = self.front() if not self.plain and self.chance(0.3) else []
        lines += self.blocks(self.random.randint(1, 7))
        while self.notes:  # a note may call none, so there is an end
            notes, self.notes = self.notes, []
            for definition in notes:
                lines += ["", *definition]
        return "\n".join(lines) + "\n"


def hang(mark, lines, width):
    """Lines after a mark, the others under the first."""
    return [(mark + lines[0]).rstrip(), *((" " * width + line).rstrip() for line in lines[1:])]


# --- conservation -----------------------------------------------------------------------------------------------------

def words_read(path):
    """The words of a PDF as its structure tree has them, all spellings small."""
    with pikepdf.open(path) as pdf:
        tree = Tree(pdf)
        for element in tree.root:
            for contents in element.all("TOC"):
                contents.kids = []  # they say again what the headings say
        said = "\n".join(element.text for element in tree.root)
        loose = [text for text in tree.untagged if text.strip()] + list(tree.unclaimed.values())
    said = re.sub("\xad\\s*", "", said)  # narrow columns divide even these words
    # without what Platen says in other scripts: in lines of both directions the words may touch it
    return re.findall("[a-z]+", said.lower()), loose


def boxes(path):
    """What poppler says of a PDF's words and their boxes."""
    return subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True, timeout=60).stdout


def words_of(said):
    """Of each page, the words in what poppler said: left, top, right, bottom in points from the page's upper left, and the word."""
    for page in said.split("<page ")[1:]:
        found = re.findall(r'<word xMin="([-.\d]+)" yMin="([-.\d]+)" xMax="([-.\d]+)" yMax="([-.\d]+)">([^<]*)', page)
        yield [(*(float(edge) for edge in edges), word) for *edges, word in found]


def overlaps(said):
    """The words that are painted over each other, by what poppler said."""
    wrong = []
    for number, words in enumerate(words_of(said), 1):
        words = sorted((word for word in words if re.fullmatch("[a-z]{3,}", word[4])), key=lambda word: word[1])
        for i, a in enumerate(words):
            for b in itertools.takewhile(lambda b: b[1] < a[3], words[i + 1:]):
                across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - b[1]
                if across > 1 and down > min(a[3] - a[1], b[3] - b[1]) / 2:
                    wrong.append(f"overlap: {a[4]} and {b[4]} on page {number}")
    return wrong


def losses(expected, read):
    """What is wrong with the words that were read; empty: nothing."""
    wanted = {word for words in expected.values() for word in words}
    places = {}
    for place, word in enumerate(read):
        places.setdefault(word, []).append(place)
    wrong = [f"lost: {word}" for words in expected.values() for word in words if word not in places]
    wrong += [f"{len(places[word])} times: {word}" for word in wanted if len(places.get(word, ())) > 1]
    for stream, words in expected.items():
        order = [places[word][0] for word in words if word in places]
        wrong += [f"{stream}: {words[i + 1]} comes before {words[i]}" for i in range(len(order) - 1) if order[i] > order[i + 1]][:1]
    return wrong


def platen(program, arguments, folder):
    return subprocess.run([str(program), *arguments], cwd=folder, capture_output=True, text=True, timeout=120,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def check_conservation(program, text, expected, folder):
    """What is wrong with the editions of a text; empty: nothing. `folder` has the picture p.png."""
    (folder / "text.md").write_text(text)
    done = platen(program, ["build", "text.md", "--edition=all", "-o", "out.pdf"], folder)
    if "[text-empty]" in done.stderr and not any(expected.values()):
        return []
    if done.returncode:
        return [f"exit {done.returncode}: {done.stderr[-600:]}"]
    if "[note-unused]" in done.stderr:  # only in what is being made smaller
        return []
    wrong = []
    for name in ("out.pdf", "out.print.pdf"):
        read, loose = words_read(folder / name)
        wrong += [f"{name}: {each}" for each in losses(expected, read)] + [f"{name}: not in the tree: {each!r}" for each in loose]
    return wrong + overlaps(boxes(folder / "out.print.pdf"))


# --- the tree -----------------------------------------------------------------------------------------------------------

OURS = {"heading": "heading", "list": "list", "item": "item", "quote": "quote", "paragraph": "paragraph", "rule": "rule",
        "code-block": "code", "table": "table", "row": "row", "cell": "cell", "note": "note"}
THEIRS = {"heading": "heading", "list": "list", "item": "item", "tasklist": "item", "block_quote": "quote", "paragraph": "paragraph",
          "thematic_break": "rule", "code_block": "code", "table": "table", "table_header": "row", "table_row": "row",
          "table_cell": "cell", "note": "note"}


def our_tree(dump):
    """The dump's blocks: depth, kind, what matters of it, and the words of its text."""
    blocks = []
    for line in dump.splitlines():
        depth, word, rest = re.match(r"((?:  )*)(\S+)(.*)", line).groups()
        depth = len(depth) // 2
        if word in OURS:
            facts = ""
            if word == "heading":
                facts = rest.split()[0]
            elif word == "list":
                facts = rest.replace(".", "").replace(")", "").strip()
            elif word == "item":
                facts = {" done": "done", " open": "open"}.get(rest, "")
            elif word == "table":
                facts = rest.split()[0]
            blocks.append([depth, OURS[word], facts, []])
        elif word in ("definitions", "figure", "division", "verbatim"):  # no such blocks in GFM
            blocks.append([depth, word, "", []])
        if re.match(r"(text|code|raw|code-block|verbatim)$", word) and blocks:
            string = re.search(r'"((?:[^"\\]|\\.)*)"', rest)[1]
            blocks[-1][3] += re.findall(r"[^\W\d_]+", re.sub(r"\\[nt]", " ", string))
    return [tuple(block[:3]) + (" ".join(block[3]),) for block in blocks]


def their_tree(xml):
    """cmark-gfm's blocks in the same form. Its XML names a note and a call of one <unknown>, which no parser of XML reads."""
    xml = xml.replace("<<unknown> />", "").replace("<<unknown>>", "<note>").replace("</<unknown>>", "</note>")
    space, blocks = "{http://commonmark.org/xml/1.0}", []

    def visit(element, depth):
        if element.tag == space + "item":
            find_box(element)
        name = element.tag.replace(space, "")
        if name in THEIRS:
            blocks.append([depth, THEIRS[name], facts(name, element), []])
        if name in ("text", "code", "code_block") and blocks:
            blocks[-1][3] += re.findall(r"[^\W\d_]+", element.text or "")
        for child in element:
            visit(child, depth + 1)

    def find_box(item):
        """A task is one in a quotation or a note, too (GFM, 5.3), where cmark-gfm finds its box in no line."""
        words = item[0][0] if len(item) and item[0].tag == space + "paragraph" and len(item[0]) else None
        box = re.match(r"\[([ xX])\] ", words.text or "") if words is not None and words.tag == space + "text" else None
        if box:
            item.tag, words.text = space + "tasklist", words.text[4:]
            item.set("completed", "false" if box[1] == " " else "true")

    def facts(name, element):
        if name == "heading":
            return element.get("level")
        if name == "list":
            first = f"from {element.get('start', '1')} " if element.get("type") == "ordered" else ""
            return first + ("tight" if element.get("tight") == "true" else "loose")
        if name == "tasklist":
            return "done" if element.get("completed") == "true" else "open"
        if name == "table":
            return "|".join({"left": "l", "center": "c", "right": "r"}.get(cell.get("align"), "-") for cell in element[0])
        return ""
    visit(xml_tree.fromstring(xml), 0)
    return [tuple(block[:3]) + (" ".join(block[3]),) for block in blocks]


GFM = ("-e", "table", "-e", "footnotes", "-e", "strikethrough", "-e", "tasklist", "-t", "xml")


def check_tree(program, text, folder):
    """How Platen's tree of a plain text differs from cmark-gfm's; empty: in nothing."""
    (folder / "text.md").write_text(text)
    done = platen(program, ["check", "text.md", "--dump=document"], folder)
    if "[text-empty]" in done.stderr:
        return []
    if done.returncode:
        return [f"exit {done.returncode}: {done.stderr[-600:]}"]
    theirs = subprocess.run(["cmark-gfm", *GFM, "text.md"], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    pairs = itertools.zip_longest(our_tree(done.stdout), their_tree(theirs.stdout))
    return [f"ours {ours}, cmark-gfm's {other}" for ours, other in pairs if ours != other][:1]


# --- looking for faults -----------------------------------------------------------------------------------------------

def write(seed, plain, folder):
    """The document of a seed, as text.md and what it needs; its text and the words expected of it."""
    maker = Maker(seed, plain)
    text = maker.document()
    for name, part in {"text.md": text, "s.yaml": f"extends: {SHEETS[seed % len(SHEETS)]}.yaml\n{STYLE}", **maker.files}.items():
        (folder / name).write_text(part)
    (folder / "p.png").write_bytes(picture())
    return text, maker.expected


def check(program, seed, plain, folder, text=None, expected=None):
    if text is None:
        text, expected = write(seed, plain, folder)
    wrong = check_tree(program, text, folder) if plain else []
    return text, expected, wrong or check_conservation(program, text, expected, folder)


def kind_of(wrong):
    """What stays the same of a fault while its document gets smaller."""
    first = re.sub(r"^out\S+ ", "", wrong[0])
    found = re.search(r"\[([a-z-]+)\]", first) if first.startswith("exit") else None
    return found[1] if found else re.split(r"[: ]", first)[0].rstrip("0123456789")


def smaller(program, seed, plain, folder):
    """The document of a seed without the lines that its fault does not need."""
    text, expected, wrong = check(program, seed, plain, folder)
    kind, lines = kind_of(wrong), text.split("\n")
    size = max(1, len(lines) // 2)
    while size:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + size:]
            left = set(re.findall(r"[a-z]+", "\n".join(fewer)))
            for part in folder.glob("part*.md"):
                if part.name in "\n".join(fewer):
                    left |= set(re.findall(r"[a-z]+", part.read_text()))
            # a picture that is alone no longer is none with a caption
            left -= set(re.findall(r"[a-z]+", " ".join(re.findall(r"!\[(.*?)\]\(p", "\n".join(fewer)))))
            streams = {stream: [word for word in words if word in left] for stream, words in expected.items()}
            now = check(program, seed, plain, folder, "\n".join(fewer), streams)[2]
            if now and kind_of(now) == kind:
                lines, wrong = fewer, now
            else:
                at += size
        size //= 2
    return "\n".join(lines), wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("platen", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("build/fuzz/differential"))
    parser.add_argument("--kinds", type=int, default=8, help="stop after so many kinds of fault")
    asked = parser.parse_args()
    end, kinds, count = time.monotonic() + asked.seconds, {}, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for seed in itertools.count(asked.first):
            if time.monotonic() > end or len(kinds) >= asked.kinds:
                break
            count += 1
            plain = seed % 3 == 0
            wrong = check(asked.platen.resolve(), seed, plain, folder)[2]
            if wrong and kind_of(wrong) not in kinds:
                text, least = smaller(asked.platen.resolve(), seed, plain, folder)
                kinds[kind_of(wrong)] = seed
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{seed}.md").write_text(text)
                for each in folder.iterdir():
                    if each.suffix in (".png", ".yaml") or each.name.startswith("part"):
                        shutil.copy(each, asked.keep)
                print(f"seed {seed}: {least[0]}\n    {asked.keep / f'{seed}.md'}", flush=True)
    print(f"{count} documents, {len(kinds)} kinds of fault")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
