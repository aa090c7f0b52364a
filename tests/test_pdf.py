"""Both editions of a manuscript that has nearly everything, from outside: reading order, structure, ways to go, pictures, boxes, bytes."""
import io
import re
import subprocess

import pikepdf
import pytest
from PIL import Image

import structure
from conftest import ROOT, SANITIZED, Builder, environment, run
from content import Walker, paints, texts

PARAGRAPH = "Of the chapter {0} this is sentence {1}, which says that its number is {1} and no other. "

MANUSCRIPT = """---
title: "The Instruments: a Survey"
subtitle: In three chapters
author: [Ada Byron, Émile Zola]
date: 2024-02-29
lang: en-GB
keywords: [one, two]
toc: true
---

# Of Beginnings {#beginnings}

Opening words with *emphasis*, **strong words**, ~~struck words~~, `code words`, a [site](https://example.org/a?b=c),
an autolink <https://example.com/>, a bare https://example.net/bare and a way to [the tables](#tables).[^first]
A hard\\
break stands here, and so does "a quotation"---with dashes -- and an ellipsis...

> A quoted paragraph.
>
> > A quote inside it.

## Lists of all kinds {#lists}

- tight one
- tight two
    - nested one
    - nested two

Between lists.

- loose one

- loose two

Another list.

7. seventh
8. eighth
9. ninth

Tasks to do.

- [ ] open task
- [x] done task

***

# Tables and pictures {#tables}

| Left | Centre | Right |
|:-----|:------:|------:|
| alpha | beta | 1 |
| *gamma* | `delta` | 22 |

Table: Letters and numbers {#letters}

![A gray picture](gray.png "Steps of gray")

![A figure that has a caption](rgb.png){#figure .here alt="Colours from left to right"}

Inline ![palette](palette.png) and ![alpha](alpha.png) and ![photo](photo.jpg) pictures.

```c
int main(void)
{
	return 0;
}
```

See [](#figure) and [](#letters) on [](#letters){.page}.

# Of other tongues {#tongues}

::: {lang=fr}
Un paragraphe en français : « voilà ».
:::

::: {lang=de}
Ein deutscher Absatz über die Donaudampfschifffahrtsgesellschaft.
:::

Words in Hebrew [שלום עולם]{lang=he} and Greek [Καλημέρα κόσμε]{lang=el} stand in English.^[An inline note.]

Term
: Its definition.

Last words, and a note again.[^second]

# Of length {#length}

%s

## A section below {#below}

### And one below that {#deepest}

The end.

[^first]: The first note, with a [link](https://example.org/note).
[^second]: The second note.

    It has two paragraphs.
""" % "\n\n".join("".join(PARAGRAPH.format(p, p * 10 + s) for s in range(8)) for p in range(1, 25))

# What is read, in order: notes come after the block that mentions them.
READ = ["The Instruments: a Survey", "In three chapters", "Ada Byron", "Émile Zola", "Contents", "Of Beginnings", "Lists of all kinds",
        "Tables and pictures", "Of other tongues", "Of length", "A section below", "Of Beginnings",
        "Opening words with emphasis, strong words, struck words, code words, a site, an autolink https://example.com/, a bare",
        "https://example.net/bare and a way to the tables.", "A hard break stands here, and so does “a quotation”—with dashes – and an ellipsis…",
        "The first note, with a link.", "A quoted paragraph.", "A quote inside it.", "Lists of all kinds", "•", "tight one", "•", "tight two",
        "nested one", "nested two", "Between lists.", "loose one", "loose two", "Another list.", "7.", "seventh", "8.", "eighth", "9.", "ninth",
        "Tasks to do.", "open task", "done task", "Tables and pictures", "Letters and numbers", "Left", "Centre", "Right", "alpha", "beta", "1",
        "gamma", "delta", "22", "A gray picture", "A figure that has a caption", "Inline", "and", "and", "pictures.", "int main(void)", "{",
        "return 0;", "}", "See Figure 2 and Table 1 on page", "Of other tongues", "Un paragraphe en français\u202f: «\u202fvoilà\u202f».",
        "Ein deutscher Absatz über die Donaudampfschifffahrtsgesellschaft.", "Words in Hebrew שלום עולם and Greek Καλημέρα κόσμε stand in English.",
        "An inline note.", "Term", "Its definition.", "Last words, and a note again.", "The second note.", "It has two paragraphs.", "Of length",
        *(f"sentence {p * 10 + s}, which says that its number is {p * 10 + s} and no other." for p in range(1, 25) for s in range(8)),
        "A section below", "And one below that", "The end."]


def pictures(folder):
    """Images of all kinds that PNG and JPEG know, each with its own proportions."""
    gray = Image.new("L", (600, 400))
    gray.putdata([i % 256 for i in range(600 * 400)])
    rgb = Image.new("RGB", (620, 400))
    rgb.putdata([(i % 256, i // 620 % 256, 99) for i in range(620 * 400)])
    alpha = rgb.resize((200, 100)).convert("RGBA")
    alpha.putalpha(gray.resize((200, 100)))
    gray.save(folder / "gray.png")
    rgb.save(folder / "rgb.png")
    rgb.resize((210, 100)).convert("P", palette=Image.ADAPTIVE).save(folder / "palette.png")
    alpha.save(folder / "alpha.png")
    rgb.resize((220, 100)).save(folder / "photo.jpg", quality=80)


class Edition:
    def __init__(self, path, manuscript):
        self.path, self.manuscript = path, manuscript
        self.pdf = pikepdf.open(path)
        self.tree = structure.Tree(self.pdf)
        self.document = self.tree.root[0]

    def first(self, name, text=""):
        return next(e for e in self.document.all(name) if text in e.text)


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rich")
    pictures(folder)
    build = Builder(folder, "rich")
    done = build(MANUSCRIPT, program=SANITIZED)
    return {"archive": Edition(done.archive, folder / "text0.md"), "print": Edition(done.print, folder / "text0.md")}


@pytest.fixture(params=["archive", "print"])
def edition(request, editions):
    return editions[request.param]


@pytest.fixture
def archive(editions):
    return editions["archive"]


@pytest.fixture
def press(editions):
    return editions["print"]


def plain(text):
    """Without hyphens of lines' ends, marks of direction and breaks."""
    text = re.sub("[-\u2010\u00ad]\n|\u00ad", "", text)
    return re.sub(r"[\s\u202a-\u202e\u200e\u200f]+", " ", text).strip()


def assert_in_order(expected, text):
    at = 0
    for words in map(plain, expected):
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is missing after {text[max(0, at - 60):at]!r}; there is {text[at:at + 80]!r}"
        at = found + len(words)


# --- reading ----------------------------------------------------------------------------------------------------------------

def test_the_tree_reads_as_the_manuscript(edition):
    assert_in_order(READ, plain(edition.document.text))


def test_the_pages_read_as_the_manuscript(edition):
    """By poppler, without the tree: notes are at the foot there, so each of the text's own words, in order. The figure stays."""
    done = subprocess.run(["pdftotext", "-layout", "-nopgbrk", str(edition.path), "-"], capture_output=True, text=True, check=True, env=environment())
    text = plain(done.stdout)
    notes = {"The first note, with a link.", "An inline note.", "The second note.", "It has two paragraphs.", "•"}
    for words in READ:
        assert plain(words) in text or words.startswith("sentence"), words
    skipped = READ.index("Of Beginnings") + 6  # headings are in the contents and in the heads too
    assert_in_order([w for w in READ[skipped:] if w not in notes and " " in w and not w.startswith("sentence")], text)
    assert_in_order([w[:11] for w in READ if w.startswith("sentence")], text)


def test_all_content_is_in_the_tree_once(edition):
    assert not edition.tree.untagged and not edition.tree.unclaimed
    assert len(edition.tree.claimed) == len(set(edition.tree.claimed))
    assert "\ufffd" not in edition.document.text


def test_the_parent_tree_leads_back(edition):
    """From each piece of marked content to the element that holds it (ISO 32000-1, 14.7.4.4)."""
    def contents(element):
        kids = element.dictionary.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, (pikepdf.Dictionary, pikepdf.Array)):
                yield element.dictionary.Pg, int(kid)
            elif kid.get("/Type") == "/MCR":
                yield kid.get("/Pg", element.dictionary.get("/Pg")), int(kid.MCID)
    trees = {key: value for key, value in structure.numbers(edition.pdf.Root.StructTreeRoot.ParentTree)}
    count = 0
    for element in edition.document.all():
        for page, mcid in contents(element):
            assert trees[int(page.StructParents)][mcid].objgen == element.dictionary.objgen
            count += 1
    assert count == len(edition.tree.claimed) > 100
    assert int(edition.pdf.Root.StructTreeRoot.ParentTreeNextKey) > max(trees)


def test_words_do_not_run_together(edition):
    for p in range(1, 25):
        assert "".join(PARAGRAPH.format(p, p * 10 + s) for s in range(8)).strip() in plain(edition.document.text)


# --- structure --------------------------------------------------------------------------------------------------------------

def shape(element):
    """Names of the elements inside, as nested lists."""
    return [element.name, *map(shape, element.children)] if element.children else element.name


def test_headings(edition):
    headings = [(e.name, plain(e.text)) for e in edition.document.all("H1", "H2", "H3")]
    assert headings == [("H1", "Contents"), ("H1", "Of Beginnings"), ("H2", "Lists of all kinds"), ("H1", "Tables and pictures"), ("H1", "Of other tongues"),
                        ("H1", "Of length"), ("H2", "A section below"), ("H3", "And one below that")]


def test_every_type_is_standard(edition):
    standard = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
                      Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form""".split())
    assert {e.type for e in edition.document.all()} <= standard
    assert edition.document.name == "Document" and len(edition.tree.root) == 1


def test_inlines(edition):
    paragraph = edition.first("P", "Opening words")
    for name, words in (("Em", "emphasis"), ("Strong", "strong words"), ("Strike", "struck words"), ("Code", "code words")):
        assert words in [plain(e.text) for e in paragraph.all(name)]
    assert edition.first("Strike").attribute("Layout", "TextDecorationType") == "/LineThrough"


def test_quotes(edition):
    assert shape(edition.first("BlockQuote")) == ["BlockQuote", "P", ["BlockQuote", "P"]]


def test_lists(edition):
    lists = [e for e in edition.document.children if e.name == "L"]
    tight, loose, ordered, tasks = lists[:4]
    assert shape(tight) == ["L", ["LI", "Lbl", "LBody"], ["LI", "Lbl", ["LBody", "P", ["L", ["LI", "Lbl", "LBody"], ["LI", "Lbl", "LBody"]]]]]
    assert shape(loose) == ["L", ["LI", "Lbl", ["LBody", "P"]], ["LI", "Lbl", ["LBody", "P"]]]
    assert [plain(e.text) for e in ordered.all("Lbl")] == ["7.", "8.", "9."]
    assert ordered.attribute("List", "ListNumbering") == "/Decimal" and tight.attribute("List", "ListNumbering") == "/Disc"
    assert [plain(e.text) for e in tasks.all("Lbl")] == ["☐", "☑"]


def test_definitions(edition):
    item = edition.first("LI", "Its definition.")
    assert plain(edition.first("Lbl", "Term").text) == "Term" and item.children[1].name == "LBody"


def test_table(edition):
    table = edition.first("Table")
    assert shape(table) == ["Table", "Caption", ["THead", shape(next(table.all("TR")))], ["TBody", *map(shape, list(table.all("TR"))[1:])]]
    rows = [[(cell.name, plain(cell.text)) for cell in row.children] for row in table.all("TR")]
    assert rows == [[("TH", "Left"), ("TH", "Centre"), ("TH", "Right")], [("TD", "alpha"), ("TD", "beta"), ("TD", "1")],
                    [("TD", "gamma"), ("TD", "delta"), ("TD", "22")]]
    assert all(cell.attribute("Table", "Scope") == "/Column" for cell in table.all("TH"))


def test_table_columns_are_aligned(archive):
    """Left, centred, right: the cells of a column share that edge."""
    spans = {}
    for page in archive.pdf.pages:
        for paint in paints(page):
            for mark in paint.marks:
                if paint.kind == "text" and mark.mcid is not None:
                    key, font = (page.objgen, mark.mcid), paint.state.font
                    # a space after a cell parts it from the next, and is no part of its edge
                    last = font.codes(paint.what)[-1:] if font.text(paint.what).endswith(" ") else []
                    right = paint.box[2] - sum(font.width(code) for code in last) * paint.state.size * paint.state.stretch / 1000
                    old = spans.get(key, (*paint.box[:2], right, 0))
                    spans[key] = (min(old[0], paint.box[0]), 0, max(old[2], right), 0)
    words = {archive.tree.content[key].strip(): box for key, box in spans.items()}
    left, centre, right = (words["Left"], words["alpha"], words["gamma"]), (words["Centre"], words["beta"], words["delta"]), \
        (words["Right"], words["1"], words["22"])
    assert max(b[0] for b in left) - min(b[0] for b in left) < 0.5
    assert max(b[0] + b[2] for b in centre) - min(b[0] + b[2] for b in centre) < 1
    assert max(b[2] for b in right) - min(b[2] for b in right) < 0.5


def test_figures(edition):
    figures = {e.get("Alt"): e for e in edition.document.all("Figure")}
    assert set(figures) == {"A gray picture", "Colours from left to right", "palette", "alpha", "photo"}
    assert {alt: e.get("T") for alt, e in figures.items() if e.get("T")} == {"A gray picture": "Steps of gray"}
    around = next(e for e in edition.document.all("Sect") if figures["Colours from left to right"] in e.children)
    assert [e.name for e in around.children] == ["Figure", "Caption"]
    assert plain(around.children[1].text) == "Figure 2. A figure that has a caption"
    for figure in figures.values():
        x0, y0, x1, y1 = map(float, figure.attribute("Layout", "BBox"))
        page = figure.dictionary.Pg
        assert any(paint.kind == "image" and all(abs(a - b) < 0.1 for a, b in zip(paint.box, (x0, y0, x1, y1))) for paint in paints(page))


def test_code(edition):
    assert plain(edition.first("Code", "main").text) == "int main(void) { return 0; }"


def test_notes(edition):
    notes = list(edition.document.all("Note"))
    assert [plain(n.text) for n in notes] == ["1 The first note, with a link.", "2 An inline note.", "3 The second note. It has two paragraphs."]
    assert len({n.get("ID") for n in notes}) == 3 and all(n.get("ID") for n in notes)
    assert all(n.children[0].name == "Lbl" for n in notes)


def test_languages(edition):
    assert str(edition.pdf.Root.Lang) == "en-GB"
    for words, lang in (("français", "fr"), ("Donau", "de"), ("שלום", "he"), ("Καλημέρα", "el")):
        holders = [e for e in edition.document.all() if words in e.text and e.get("Lang")]
        assert [e.get("Lang") for e in holders] == [lang], words


@pytest.mark.parametrize("lang", ["en", "he"])
def test_words_from_right_to_left_in_code_read_forwards(build, lang):
    """A listing is shaped line by line; its Hebrew and Arabic words run their own way, its code from left to right."""
    made = build(f"---\nlang: {lang}\n---\n\n```\nx = \"שלום\" + y\nשם = \"مرحبا\"\n```\n")
    said = subprocess.run(["pdftotext", "-raw", "-nopgbrk", str(made.archive), "-"], capture_output=True, text=True, check=True, env=environment()).stdout
    assert {"שלום", "שם", "مرحبا"} <= set(re.findall(r"[\u0590-\u06ff]+", said)), said
    boxes = subprocess.run(["pdftotext", "-bbox", str(made.archive), "-"], capture_output=True, text=True, check=True, env=environment()).stdout
    left = {word: float(x) for x, word in re.findall(r'xMin="([0-9.]+)"[^>]*>([xy])<', boxes)}
    assert left["x"] < left["y"], boxes


def test_right_to_left_words_read_well(edition):
    """As poppler reads them, which goes by where the letters are."""
    done = subprocess.run(["pdftotext", "-nopgbrk", str(edition.path), "-"], capture_output=True, text=True, check=True, env=environment())
    assert "שלום עולם" in plain(done.stdout)


def test_artifacts(edition):
    heads = "".join(edition.tree.artifacts)
    assert "The Instruments: a Survey" in heads
    assert all(e.name != "Artifact" for e in edition.document.all())


def test_running_heads_speak_their_language(build):
    """An artifact, in it a span with the language of words that are not in the document's, be they some of them or all."""
    done = build("---\nlang: en\ntitle: In English\n---\n\n# [Chapitre]{lang=fr}\n\n" + "Words. " * 2400
                 + "\n\n# [*Worte*]{lang=de} und so\n\n" + "Words. " * 1200)
    for path in (done.archive, done.archive2, done.print):
        heads = {}
        with pikepdf.open(path) as pdf:
            for paint in (paint for page in pdf.pages for paint in paints(page)):
                if paint.kind == "text" and str(paint.marks[0].properties.get("/Subtype", "")) == "/Header":
                    lang = [str(mark.properties.get("/Lang", "")) for mark in paint.marks]
                    heads[tuple(lang)] = heads.get(tuple(lang), "") + paint.state.font.text(paint.what)
        assert "Chapitre" in heads["", "fr"] and "English" in heads[("",)] and "und" not in heads["", "fr"], heads
        assert "Worte" in heads["", "de"] and "und so" in heads[("",)], heads


def said(page):
    return "".join(p.state.font.text(p.what) for p in paints(page) if p.kind == "text")


def test_a_turned_table(build):
    """On pages of its own, which screens show upright; its head comes again, its notes are below it, and pictures are turned with it."""
    quarters = Image.new("RGB", (40, 40))
    for i, colour in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]):
        quarters.paste(colour, (20 * (i % 2), 20 * (i // 2), 20 * (i % 2) + 20, 20 * (i // 2) + 20))
    quarters.save(build.folder / "quarters.png")
    picture = '| Wi | ![Four quarters](quarters.png){width=12pt} | 5 |\n\nTable: Words'
    text = (ROOT / "tests/cases/pages/table-turned.md").read_text().replace("\nTable: Words", picture, 1)
    done = build("---\nlang: en\n---\n\n" + text, options=("--style", ROOT / "tests/cases/small.yaml"))
    with pikepdf.open(done.archive) as pdf, pikepdf.open(done.print) as press:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 90, 90, 90, 0]
        assert not any("/Rotate" in page for page in press.pages) and len(press.pages) == 5
        for edition in (pdf, press):
            table = next(e for e in structure.Tree(edition).root[0].all("Table"))
            assert [len([*row.all("TH"), *row.all("TD")]) for row in table.all("TR")] == [3] * 16
            assert "Table 1. Words that are long" in plain(table.text) and "Antidisestablishmentarian" in plain(table.text)
        heads = [[p for p in paints(page) if p.kind == "text" and p.state.font.text(p.what).startswith("Antidis")] for page in pdf.pages]
        for page, tags in ((1, {"/TH"}), (2, {"/Artifact"})):
            assert {str(mark.tag) for p in heads[page] for mark in p.marks} & {"/TH", "/Artifact"} == tags, heads[page]
            x0, y0, x1, y1 = heads[page][0].box
            assert y1 - y0 > 4 * (x1 - x0)  # they run up the page
        long = next(a for a in pdf.pages[0].Annots if str(a.Contents).startswith("Table\u00a01"))
        assert destination(pdf, target_of(long))[0] == 1
        assert "Counted in May." in said(pdf.pages[1]) and "Text after it" in said(pdf.pages[0])
    done = subprocess.run(["pdftoppm", "-f", "3", "-l", "3", "-r", "72", "-png", done.archive], check=True, capture_output=True, env=environment())
    seen = Image.open(io.BytesIO(done.stdout)).convert("RGB")
    assert seen.size == (380, 300)
    spots = {}
    for place in ((x, y) for x in range(380) for y in range(300)):
        spots.setdefault(tuple(round(c / 255) for c in seen.getpixel(place)), []).append(place)
    red, green, blue, yellow = ([sum(at) / len(at) for at in zip(*spots[colour])] for colour in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)])
    assert red[0] + 4 < green[0] and blue[0] + 4 < yellow[0] and red[1] + 4 < blue[1] and green[1] + 4 < yellow[1], spots.keys()


def test_turned_tables_in_a_row(build):
    """More than pages may owe: each has its page, the text goes on before the first two, and nothing is lost."""
    wide = "| " + " | ".join(["Antidisestablishmentarianism"] * 5) + " |\n|" + "---|" * 5 + "\n| a | b | c | d | e |\n\nTable: Number {}\n\n"
    done = build("---\nlang: en\n---\n\nBefore.\n\n" + "".join(wide.format(i) for i in range(5)) + "After.\n", keep=False)
    with pikepdf.open(done.archive) as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 90, 90, 90, 90, 90, 0]


# --- ways to go ---------------------------------------------------------------------------------------------------------------

def test_links_are_in_the_tree(archive):
    annotations = {a.objgen: page.obj for page in archive.pdf.pages for a in page.get("/Annots", [])}
    held = {}
    for element in archive.document.all():
        for annotation in element.annotations:
            assert element.name == "Link"
            held[annotation.objgen] = element
    assert set(annotations) == set(held) and len(held) >= 20
    parents = dict(structure.numbers(archive.pdf.Root.StructTreeRoot.ParentTree))
    for page in archive.pdf.pages:
        assert page.get("/Tabs") == "/S"
        for annotation in page.get("/Annots", []):
            assert annotation.Subtype == "/Link" and str(annotation.Contents)
            assert parents[int(annotation.StructParent)].objgen == held[annotation.objgen].dictionary.objgen
            assert int(annotation.get("/F", 0)) & 4  # printed, as PDF/A has it


def test_a_link_tells_what_the_reference_says(build):
    Image.new("L", (8, 8)).save(build.folder / "dot.png")
    done = build("---\nnumber-sections: true\n---\n\n# One {#one}\n\nSee [](#dot), [](#one), [](#one){.page}, [](#table) and [the words](#one).\n\n"
                 "![A dot](dot.png){#dot}\n\n| a |\n|---|\n| b |\n\nTable: Letters {#table}\n")
    with pikepdf.open(done.archive) as pdf:
        told = [str(a.Contents).replace("\u00a0", " ") for page in pdf.pages for a in page.get("/Annots", [])]
    assert told == ["Figure 1: A dot", "Section 1: One", "page 1: One", "Table 1: Letters", "the words: One"], told


def test_links_lead_out(archive):
    urls = {str(a.A.URI): plain(e.text) for e in archive.document.all("Link") for a in e.annotations if "/A" in a and a.A.S == "/URI"}
    assert urls == {"https://example.org/a?b=c": "site", "https://example.com/": "https://example.com/",
                    "https://example.net/bare": "https://example.net/bare", "https://example.org/note": "link"}


def destination(pdf, where):
    """Page and height of a destination, by name or not."""
    if isinstance(where, (pikepdf.String, pikepdf.Name)):
        named = dict(structure.names(pdf.Root.Names.Dests)) if "/Dests" in pdf.Root.get("/Names", {}) else {}
        where = named[str(where)]
    if isinstance(where, pikepdf.Dictionary):
        where = where.D
    page = next(i for i, p in enumerate(pdf.pages) if p.objgen == where[0].objgen)
    return page, float(where[3]) if where[1] == "/XYZ" else float(where[2])


def place_of(edition, text, *marks):
    """Page and baseline where a text first is content under one of the marks."""
    for number, page in enumerate(edition.pdf.pages):
        lines = {}
        for paint in paints(page):
            mark = next((m for m in paint.marks if m.mcid is not None), None)
            if paint.kind == "text" and mark and mark.tag in marks:
                line = lines.setdefault(mark.mcid, ["", paint.box[1]])
                line[0] += paint.state.font.text(paint.what)
        for said, height in lines.values():
            if text in said:
                return number, height
    raise AssertionError(text)


def target_of(annotation):
    return annotation.get("/Dest", annotation.get("/A", {}).get("/D"))


def assert_leads_to(edition, where, text, *marks):
    page, top = destination(edition.pdf, where)
    found, baseline = place_of(edition, text, *marks)
    assert page == found and baseline < top < baseline + 60, f"{text}: page {page + 1}, {top}, not page {found + 1}, {baseline}"


def test_links_lead_inside(archive):
    link = archive.first("Link", "the tables")
    assert_leads_to(archive, target_of(link.annotations[0]), "Tables and pictures", "/H1")
    mark = next(e for e in archive.first("P", "Opening words").all("Reference"))
    note = next(mark.all("Link")).annotations[0]
    assert_leads_to(archive, target_of(note), "The first note", "/P")


def test_links_to_anchors_arrive(build):
    """Ids in the cells of HTML's tables, and those of divisions and paragraphs that hold nothing."""
    Image.new("L", (8, 8)).save(build.folder / "dot.png")
    done = build((ROOT / "tests/cases/document/anchors.md").read_text())
    said = {"row": "one", "figure": "Words", "list": "one", "item": "two", "quotation": "Said", "second row": "Said", "words": "Words", "empty": "After these",
            "both": "After these", "of two": "After these", "note": "1", "last": "The last", "end": "The last"}
    with pikepdf.open(done.archive) as pdf:
        links = {str(a.Contents).split(":")[0]: target_of(a) for page in pdf.pages for a in page.Annots}
        lines = {}
        for paint in paints(pdf.pages[0]):
            if paint.kind == "text":
                lines[round(paint.box[1])] = lines.get(round(paint.box[1]), "") + paint.state.font.text(paint.what)
        for name, text in said.items():
            page, top = destination(pdf, links[name])
            below = [lines[height] for height in sorted(lines, reverse=True) if height < top][:2]
            assert page == 0 and text in "".join(below), (name, top, below)
    with pikepdf.open(done.print) as pdf:
        assert {"list", "item", "quotation", "words"} <= set(dict(structure.names(pdf.Root.Names.Dests)))


def test_only_types_of_our_own_are_mapped(archive):
    roles = {str(key): str(value) for key, value in archive.pdf.Root.StructTreeRoot.RoleMap.items()}
    assert len(roles) > 2 and all(key != value for key, value in roles.items()), roles


def test_what_goes_over_several_lines_is_found_where_it_begins(build):
    done = build("[Go there](#there). Before it, [" + "many words " * 60 + "]{#there}\n")
    with pikepdf.open(done.archive) as pdf:
        page, top = destination(pdf, target_of(next(a for a in pdf.pages[0].Annots)))
        heights = sorted({round(paint.box[1]) for paint in paints(pdf.pages[0]) if paint.kind == "text"}, reverse=True)
        assert page == 0 and len(heights) > 6 and heights[0] < top < heights[0] + 20
        names = [name for name, _ in structure.names(pdf.Root.Names.Dests)]
        assert len(names) == len(set(names)) == 1


def test_names_lead_to_their_headings(edition):
    named = dict(structure.names(edition.pdf.Root.Names.Dests))
    assert {"beginnings", "lists", "tables", "tongues", "length", "below", "deepest"} <= set(named)
    assert list(named) == sorted(named)
    for name, text, mark in (("tongues", "Of other tongues", "/H1"), ("below", "A section below", "/H2")):
        assert_leads_to(edition, pikepdf.String(name), text, mark)


def test_outlines(edition):
    with edition.pdf.open_outline() as outline:
        def read(items):
            return [(item.title, read(item.children)) for item in items]
        assert read(outline.root) == [("Of Beginnings", [("Lists of all kinds", [])]), ("Tables and pictures", []), ("Of other tongues", []),
                                      ("Of length", [("A section below", [("And one below that", [])])])]
        assert all(item.action is None for item in outline.root)
        assert_leads_to(edition, outline.root[2].destination, "Of other tongues", "/H1")


def test_page_labels(edition):
    labels = [pikepdf.Page(page.obj).label for page in edition.pdf.pages]
    assert labels == [str(i + 1) for i in range(len(labels))] and len(labels) > 4
    for page, label in zip(edition.pdf.pages, labels):
        folios = "".join(text for marks, text in texts(page) if any(m.tag == "/Artifact" and m.properties.get("/Subtype") == "/Footer" for m in marks))
        assert folios.strip() == label


def test_page_references_are_true(edition):
    said = re.search(r"on page (\d+)", plain(edition.first("P", "See Figure").text))[1]
    assert int(said) == place_of(edition, "Letters and numbers", "/Caption")[0] + 1


# --- the file -------------------------------------------------------------------------------------------------------------------

def test_metadata(edition):
    pdf = edition.pdf
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["dc:title"] == str(pdf.trailer.Info.Title) == "The Instruments: a Survey"
        assert xmp["dc:creator"] == ["Ada Byron", "Émile Zola"] and str(pdf.trailer.Info.Author) in ("Ada Byron, Émile Zola", "Ada Byron; Émile Zola")
        assert "one" in str(pdf.trailer.Info.Keywords) and xmp["pdf:Keywords"] == str(pdf.trailer.Info.Keywords)
        assert xmp["xmp:CreateDate"] in ("2024-02-29", "2024-02-29T00:00:00Z")
        assert xmp["pdf:Producer"] == str(pdf.trailer.Info.Producer)
    assert str(pdf.trailer.Info.CreationDate).startswith("D:20240229")
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_sources_are_attached(archive, press):
    specifications = [f for f in archive.pdf.Root.AF]
    names = {str(f.UF) for f in specifications}
    assert "text0.md" in names
    for each in specifications:
        assert each.AFRelationship == "/Source" and each.EF.F.Type == "/EmbeddedFile" and "/Subtype" in each.EF.F
    source = next(f for f in specifications if str(f.UF) == "text0.md")
    assert source.EF.F.read_bytes() == archive.manuscript.read_bytes()
    assert int(source.EF.F.Params.Size) == len(archive.manuscript.read_bytes())
    assert "/AF" not in press.pdf.Root and "/EmbeddedFiles" not in press.pdf.Root.get("/Names", {})


def test_fonts(edition):
    fonts = [o for o in edition.pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    kinds = {str(f.Subtype) for f in fonts}
    assert kinds <= {"/Type0", "/CIDFontType0", "/CIDFontType2"} and "/Type0" in kinds
    tags = {}
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont
        if font.Subtype == "/Type0":
            assert font.Encoding == "/Identity-H" and "/ToUnicode" in font
            assert str(font.BaseFont).startswith(str(font.DescendantFonts[0].BaseFont))
            tags.setdefault(str(font.BaseFont)[:7], []).append(font)
        else:
            assert font.FontDescriptor.FontName == font.BaseFont
    assert all(len(same) == 1 for same in tags.values())


def test_object_streams(edition):
    data = edition.path.read_bytes()
    assert b"/ObjStm" in data and b"/XRef" in data and b"\nxref" not in data
    done = subprocess.run(["qpdf", "--check", str(edition.path)], capture_output=True, text=True, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr


def test_lines_begin_by_whole_steps(build):
    """What hangs out at their beginnings is moved by TJ: places compress better so, and books are 1 % smaller."""
    words = "Tower “Avenue” Yellow we ‘quote’ Toast vowels Quartz. "
    done = build("---\nlang: en\n---\n\n" + "\n\n".join(words * 40 for _ in range(3)))
    with pikepdf.open(done.archive) as pdf:
        data = b"".join(stream.read_bytes() for page in pdf.pages for stream in contents(page.obj))
    steps = [float(x) for x in re.findall(rb"(?<!BT\n)(?:EMC|TJ|Tz|Tc)\n(\S+) -\S+ Td\n", data)]
    assert len(steps) > 60
    assert len([x for x in steps if x % 2]) < 6 < len(set(re.findall(rb"Td\n\[(-?[0-9]+)\(", data))), steps


def contents(page):
    return [page.Contents] if isinstance(page.Contents, pikepdf.Stream) else list(page.Contents)


def test_the_editions_share_their_contents(archive, press):
    """A page's own stream is the same to the byte, compressed; print has a slug line in a stream beside it, and one of marks for all pages."""
    assert len(archive.pdf.pages) == len(press.pdf.pages)
    for screen, paper in zip(archive.pdf.pages, press.pdf.pages):
        in_print = [stream.read_raw_bytes() for stream in contents(paper.obj)]
        assert all(stream.read_raw_bytes() in in_print for stream in contents(screen.obj))
        assert len(in_print) == len(contents(screen.obj)) + 2
    assert len({contents(page.obj)[0].objgen for page in press.pdf.pages}) == 1
    assert len({contents(page.obj)[1].objgen for page in press.pdf.pages}) == len(press.pdf.pages)


def test_boxes(archive, press):
    for screen, paper in zip(archive.pdf.pages, press.pdf.pages):
        boxes = {name: [float(x) for x in paper.obj[f"/{name}Box"]] for name in ("Media", "Bleed", "Trim")}
        assert [float(x) for x in screen.obj.MediaBox] == boxes["Trim"]
        assert boxes["Trim"] == pytest.approx([0, 0, 595.276, 841.89], abs=0.001)
        for i, sign in enumerate((-1, -1, 1, 1)):
            assert (boxes["Bleed"][i] - boxes["Trim"][i]) * sign == pytest.approx(3 / 25.4 * 72, abs=0.002)
            assert (boxes["Media"][i] - boxes["Bleed"][i]) * sign > 10


def test_crop_marks(press):
    """Each corner has two: in line with the trim's edges, outside the bleed."""
    for page in press.pdf.pages:
        x0, y0, x1, y1 = map(float, page.TrimBox)
        bleed = [float(x) for x in page.BleedBox]
        lines = [p.box for p in paints(page) if p.kind == "stroke"]
        for x in (x0, x1):
            for below in (True, False):
                assert any(abs((b[0] + b[2]) / 2 - x) < 0.01 and b[2] - b[0] < 2 and (b[3] <= bleed[1] + .01 if below else b[1] >= bleed[3] - .01)
                           for b in lines), x
        for y in (y0, y1):
            for left in (True, False):
                assert any(abs((b[1] + b[3]) / 2 - y) < 0.01 and b[3] - b[1] < 2 and (b[2] <= bleed[0] + .01 if left else b[0] >= bleed[2] - .01)
                           for b in lines), y


def test_slug(press):
    for number, page in enumerate(press.pdf.pages, 1):
        below = [p for p in paints(page) if p.kind == "text" and p.box[3] < float(page.BleedBox[1])]
        said = "".join(p.state.font.text(p.what) for p in below)
        assert "The Instruments: a Survey" in said and str(number) in said


def slug_words(path, page=0):
    """The words of a page's slug line, from left to right."""
    with pikepdf.open(path) as pdf:
        bottom = float(pdf.pages[page].BleedBox[1])
        below = [(p.box[0], p.state.font.text(p.what)) for p in paints(pdf.pages[page]) if p.kind == "text" and p.box[3] < bottom]
    return "".join(text for _, text in sorted(below)).split()


def test_slug_runs_as_its_language_does(build):
    """Its words are set as any others are: from right to left, a number in them from left to right."""
    title = "הכרזה לכל באי עולם 1948"
    done = build(f"---\nlang: he\ntitle: {title}\n---\n\nטקסט.\n")
    seen = ["print", "·", "1948", *(word[::-1] for word in reversed(title.split()[:-1]))]
    assert " ".join(slug_words(done.print)).startswith(" ".join(seen))


def test_a_long_title_gives_up_words_in_the_slug(build):
    title = "A title of many words, " * 8
    done = build(f"---\nlang: en\ntitle: {title.strip()}\n---\n\nWords.\n\n\\newpage\n\nMore.\n")
    for page in (0, 1):
        words = slug_words(done.print, page)
        end = words.index("·")
        assert words[end:-1] == ["·", "print", "sheet", f"{page + 1}/2", "·", "page", str(page + 1), "·"]
        assert 4 < end < len(title.split()) and words[:end] == title.split()[:end]


SLUG = "---\nlang: en\ntitle: A Title\nauthor: B\ndate: 2024-05-01\nversion: '1.2'\n---\n\n![a](a.svg)\n"


def test_the_slug_says_which_state_it_is(build):
    """Title, edition, sheet, page, date, version, and letters that change with any file that decides what is printed, and with no other."""
    def letters(text=SLUG, shape="M0 0h9v9z", sheet="text: {size: 10pt}", **more):
        build.write("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{shape}"/></svg>')
        words = slug_words(build(text, options=("--style", build.write("s.yaml", sheet)), keep=False, **more).print)
        assert words[:-1] == "A Title · print sheet 1/1 · page 1 · 2024-05-01 · version 1.2 ·".split()
        assert re.fullmatch("[0-9A-F]{8}", words[-1])
        return words[-1]
    first = letters()
    assert letters(TZ="Asia/Tokyo") == first
    assert len({first, letters(SLUG + "More.\n"), letters(shape="M0 0h8v9z"), letters(sheet="text: {size: 10.5pt}")}) == 4
    build.write("other.svg", "<svg/>")
    assert letters() == first


def test_each_mark_is_a_path_of_its_own(press):
    """A preflight goes by the boxes of paths: one around the page would lie over it."""
    for page in press.pdf.pages:
        operators = [str(operator) for operator, in [(i.operator,) for i in pikepdf.parse_content_stream(page.Contents[0])]]
        assert operators.count("S") == 12 and operators.count("m") == 8 + 4 * 3  # crop marks; registration marks of three lines


def dashes(page):
    """Where fold marks are: at the head and at the foot."""
    bleed, found = [float(x) for x in page.BleedBox], {True: [], False: []}
    for p in paints(page):
        if p.kind == "stroke" and p.box[2] - p.box[0] < 2 and 0.5 < p.box[0] < float(page.TrimBox[2]) - 1.5 and p.box[3] - p.box[1] > 20:
            assert p.box[3] < bleed[1] or p.box[1] > bleed[3], p.box
            found[p.box[1] > bleed[3]].append(round((p.box[0] + p.box[2]) / 2 / 72 * 25.4, 1))
    return found


def test_folds(build):
    """Where the style says so, on the back mirrored, clear of the registration marks, the slug line and the colour bar."""
    for folds, front, back in (("100mm 100mm", [100, 200], [197, 97]), ("148.5mm", [148.5], [148.5]), ("none", [], [])):
        sheet = f"page: {{size: A4 landscape, color-bar: true, folds: {folds}, slug: 14mm}}\n"
        done = build("---\nlang: en\ntitle: A leaflet in six panels\ndate: 2024-02-29\n---\n\nWords.\n\n\\newpage\n\nMore.\n", options=("--style", build.write("s.yaml", sheet)))
        with pikepdf.open(done.print) as pdf:
            for page, wanted in zip(pdf.pages, (front, back)):
                assert dashes(page) == {True: wanted, False: wanted}
                marks = [72 / 25.4 * x for x in wanted]
                for p in paints(page):
                    if p.kind in ("text", "fill") and (p.box[3] < 0 or p.box[1] > float(page.TrimBox[3])):
                        assert not [x for x in marks if p.box[0] < x < p.box[2]], p.box
    done = build("Words.\n", options=("--style", build.write("s.yaml", "page: {size: A4, folds: 100mm 110mm}\n")), status=1)
    assert "s.yaml:1:25: error: the last fold is 595.3pt from the left of a page 595.3pt wide; give the widths" in done.stderr


def test_colour_bar(build):
    """Patches of the process colours and of each spot colour, between the bleed and the edge of the sheet."""
    sheet = "page: {color-bar: true}\ninks: {gold: {spot: Gold 9, cmyk: [0, 20, 60, 20]}, gilt: {like: gold, tint: 40%}}\n"
    done = build("---\nlang: en\ntitle: T\n---\n\nWords.\n", options=("--style", build.write("s.yaml", sheet)))
    with pikepdf.open(done.print) as pdf:
        page = pdf.pages[0]
        top = float(page.BleedBox[3])
        patches = [p for p in paints(page) if p.kind == "fill" and p.box[1] >= top]
        assert len(patches) == 13 and all(p.box[3] <= float(page.MediaBox[3]) and p.box[2] < float(page.TrimBox[2]) / 2 for p in patches)
        assert [tuple(p.colour) for p in patches[1:5]] == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
        assert patches[0].space[1] == "/Gold#209" or patches[0].space[1] == "/Gold 9"


def test_images(archive, press):
    """By width: gray, RGB, palette, alpha and JPEG keep what they are; print has no untagged RGB."""
    def by_width(edition):
        return {int(image.Width): image for image in edition.pdf.objects if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
                and ("/SMask" in image or image.get("/ColorSpace") != "/DeviceGray" or int(image.Width) == 600)}
    for edition, space in ((archive, "/DeviceRGB"), (press, "/ICCBased")):
        images = by_width(edition)
        assert {600, 620, 210, 200, 220} <= set(images)
        assert images[600].ColorSpace == "/DeviceGray"
        for width in (620, 200, 220):
            found = images[width].ColorSpace
            assert (found if isinstance(found, pikepdf.Name) else found[0]) == space
        assert "/SMask" in images[200] and int(images[200].SMask.Width) == 200 and images[200].SMask.ColorSpace == "/DeviceGray"
        assert images[220].Filter == "/DCTDecode"
        jpeg = (edition.manuscript.parent / "photo.jpg").read_bytes()
        assert images[220].read_raw_bytes() == jpeg


def test_pixels(archive):
    """What was put in comes out."""
    for name, width in (("gray.png", 600), ("rgb.png", 620)):
        image = next(i for i in archive.pdf.objects if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/Image" and int(i.Width) == width)
        original = Image.open(archive.manuscript.parent / name)
        assert image.read_bytes() == original.tobytes()


def test_nothing_is_painted_outside_the_page(edition):
    for page in edition.pdf.pages:
        media = [float(x) for x in page.MediaBox]
        for paint in Walker(page.obj).paints:
            assert media[0] <= paint.box[0] and media[1] <= paint.box[1] and paint.box[2] <= media[2] and paint.box[3] <= media[3], paint


# --- the state of text between marks and streams

@pytest.mark.parametrize("size, moves", [(8, False), (10, True), (20, True)])
def test_moves_along_a_line_are_thirty_ems_at_most(build, size, moves):
    """From one cell to the next, by a number between strings; what is farther is a line of its own to readers."""
    sheet = build.write("far.yaml", f"page: {{size: 700pt 500pt, margins: {{inner: 100pt, outer: 100pt}}}}\ntext: {{size: {size}pt}}\n")
    rule = f"+{'-' * 35}+{'-' * 35}+\n"
    done = build(f"---\nlang: en\n---\n\n{rule}| a{' ' * 33}| b{' ' * 33}|\n{rule}", options=["--style", sheet])
    with pikepdf.open(done.archive) as pdf:
        numbers = [-float(item) for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]) if str(operator) == "TJ"
                   for item in operands[0] if not isinstance(item, pikepdf.String)]
    assert any(number > 5000 for number in numbers) == moves, numbers


def test_words_for_the_screen_begin_from_a_clean_state(build):
    """Their stream follows the page's, which ends stretched or tracked where nothing is below its last full line."""
    sheet = build.write("bare.yaml", "page: {folio: none, head-verso: none, head-recto: none}\nlines: {expansion: 3%, tracking: 1%}\nclasses: {flag: {align: left, hyphenate: false}}\n")
    text = "Interestingly, incomprehensibilities notwithstanding, words go on. " * 80
    done = build(f"---\nlang: en\n---\n\n::: {{.flag}}\n[On the screen]{{.screen}}\n:::\n\n{text}\n", options=["--style", sheet])
    with pikepdf.open(done.archive) as pdf:
        found = [p for p in paints(pdf.pages[0]) if p.kind == "text"]
    said = [p.state.font.text(p.what).strip() for p in found]
    screen = [p for p, words in zip(found, said) if words and words in "On the screen"]
    before = found[-len(screen) - 1].state
    assert found[-len(screen):] == screen
    assert (before.stretch, before.rise, before.letter_space) != (1, 0, 0)
    assert all((p.state.stretch, p.state.rise, p.state.letter_space) == (1, 0, 0) for p in screen)


def test_letters_that_join_are_not_moved_apart(build):
    """Lines of Arabic are filled by wider letters and spaces alone."""
    sheet = build.write("moved.yaml", "page: {size: A5}\nlines: {expansion: 2%, tracking: 1%}\n")

    def moved(lang, words):
        done = build(f"---\nlang: {lang}\n---\n\n{words * 60}\n", options=["--style", sheet])
        with pikepdf.open(done.archive) as pdf:
            return {p.state.letter_space for p in paints(pdf.pages[0]) if p.kind == "text" and len(p.what) > 2}
    assert len(moved("en", "letters of many words in lines ")) > 2
    assert moved("ar", "كلمات من حروف كثيرة في سطور ") == {0}


def test_destinations_of_what_is_on_several_pages_or_on_none(build):
    """The first page counts; of what has no place of its own, that of what comes next."""
    words = "Words over words fill page after page. " * 60
    done = build(f"""---
lang: en
---

# Before

{words}

# First []{{#empty}}

::: {{#around}}

::: {{#inside}}

[{words}]{{#long}}

:::

:::

::: {{#none}}
:::

::: {{#next}}
{words}
:::

Other [words](#empty), and [more](#none).
""", options=["--style", build.write("small.yaml", "page: {size: A6}\n")])
    with pikepdf.open(done.archive) as pdf:
        named = {name: destination(pdf, where) for name, where in structure.names(pdf.Root.Names.Dests)}
        links = {str(a.Contents): destination(pdf, target_of(a)) for page in pdf.pages for a in page.get("/Annots", [])}
        count = len(pdf.pages)
    page = named["first"][0]
    assert 0 < page < count - 3
    assert named["long"][0] == named["around"][0] == named["inside"][0] == page
    assert links["words: First"] == named["first"] and "none" not in named
    assert links["more"] == named["next"] > named["long"]


def test_far_moves_are_no_numbers_beyond_the_limit(build):
    """Numbers of TJ stay where all readers have room for them, ±32,767; what is farther begins a new place."""
    sheet = build.write("wide.yaml", "page: {size: 1200mm 300mm, margins: {inner: 20mm, outer: 20mm}}\ntext: {size: 5pt, align: right}\n"
                        "roles: {contents: {size: 5pt}}\n")
    done = build("---\nlang: en\ntoc: true\n---\n\n# A\n\nEnd.\n", options=["--style", sheet])
    farthest = 0
    with pikepdf.open(done.archive) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                for each in operands[0] if str(operator) == "TJ" else []:
                    farthest = max(farthest, 0 if isinstance(each, pikepdf.String) else abs(float(each)))
        ends = [p.box[2] for p in paints(pdf.pages[0]) if p.kind == "text"]
    assert farthest <= 32767 and max(ends) > 1100 / 25.4 * 72  # the page number of the contents is at the right


def test_widths_are_those_of_the_outlines(build):
    """Where a face's table hmtx says other advances than its outlines, the PDF has the outlines', as PDF/A wants it, and the text is
    set by hmtx. (The conformance tests judge the files.)"""
    path = subprocess.run(["fc-match", "-f", "%{file}", "TeX Gyre Pagella:style=Regular"], capture_output=True, text=True, check=True).stdout
    with open(path, "rb") as file:
        face = bytearray(file.read())
    tables = {bytes(face[at:at + 4]): int.from_bytes(face[at + 8:at + 12], "big") for at in range(12, 12 + 16 * face[5], 16)}
    hmtx, count = tables[b"hmtx"], int.from_bytes(face[tables[b"hhea"] + 34:tables[b"hhea"] + 36], "big")
    for at in range(hmtx, hmtx + 4 * count, 4):
        face[at:at + 2] = (int.from_bytes(face[at:at + 2], "big") + 40).to_bytes(2, "big")

    def measured():
        made = build("---\nlang: en\n---\n\nmmmm nnnn\n")
        pdf = pikepdf.open(made.archive)
        font = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/CIDFontType0")
        lines = run("build", build.folder / "text0.md", "--dump=lines").stdout
        return int(font.get("/DW", 1000)), font.W.unparse(), float(re.search(r"-([\d.]+)  mmmm nnnn", lines)[1])

    usual = measured()
    build.write("fonts/a.otf", bytes(face))
    wider = measured()
    assert wider[:2] == usual[:2]
    assert 9 * 0.04 * 9 < wider[2] - usual[2] < 9 * 0.04 * 13


def test_quotations_and_asides_of_cells_are_in_sections(build):
    """ISO 32005, Table 5: a cell holds neither by itself."""
    done = build("""# Cells

+-------------+-----------------+
| Head        | Head            |
+=============+=================+
| > Said.     | ::: note        |
|             | An aside.       |
|             | :::             |
+-------------+-----------------+
| 1. One      | > [!NOTE]       |
|    > twice  | > An alert.     |
+-------------+-----------------+

<table><tr><th><blockquote><p>Head</p></blockquote></th><td><details><summary>S</summary><p>More</p></details></td></tr></table>
""")
    with pikepdf.open(done.archive2) as pdf:
        held = []

        def walk(element):
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    held.append((str(element.get("/S", "")), str(kid.S)))
                    walk(kid)
        walk(pdf.Root.StructTreeRoot)
    assert not {("/TD", "/BlockQuote"), ("/TH", "/BlockQuote"), ("/TD", "/Aside"), ("/TH", "/Aside")} & set(held)
    assert {("/Sect", "/BlockQuote"), ("/Sect", "/Aside"), ("/LBody", "/BlockQuote")} <= set(held), held
