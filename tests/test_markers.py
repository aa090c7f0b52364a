"""What hangs on a block comes out wherever the block leads: the notes of what leaves the grid, and the markers of items and notes that
begin with a block of any kind, or with none."""
import re
import subprocess

import pytest
from PIL import Image

from conftest import PLATEN, run
from differential import boxes, overlaps, picture, words_of

WORDS = "Words that go on and on in a paragraph of several lines, as they are to be found in books, "
NOTES = "".join(f"{WORDS * k}until the end[^{k}].\n\n[^{k}]: NOTE{k} here.\n\n" for k in range(1, 9))
BLOCKS = {
    "list": "- first",
    "ordered": "1. first",
    "deep": "- - first",
    "code": "```\nfirst\n```",
    "quotation": "> first",
    "table": "| first | b |\n|---|---|\n| 1 | 2 |",
    "captioned table": "Table: first\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "heading": "# first",
    "rule": "***",
    "division": "::: {.note}\nfirst\n:::",
    "definition": "first\n: What it is",
    "comment": "<!-- first -->",
    "nothing": "",
}


def text(tmp_path, manuscript, style=""):
    """The text of the archive edition, page by page, and that of --dump=pages."""
    (tmp_path / "m.md").write_text("---\nlang: en\n---\n\n" + manuscript)
    (tmp_path / "s.yaml").write_text(style or "lines: {}\n")
    out = tmp_path / "m.pdf"
    done = run("build", tmp_path / "m.md", "--style", tmp_path / "s.yaml", "-o", out, "-q")
    assert done.returncode == 0, done.stderr
    pages = run("check", tmp_path / "m.md", "--style", tmp_path / "s.yaml", "--dump=pages").stdout
    return subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout, pages


@pytest.mark.parametrize("style", [
    "text: {leading: 10pt}\n",
    "text: {size: 9pt, leading: 11pt}\n",
    "roles:\n  quote: {size: 9pt, leading: 11pt}\n",
    *(f"page: {{grid: {grid}pt}}\n" for grid in (150, 212, 230, 300)),
])
def test_what_leaves_the_grid_keeps_its_notes(tmp_path, style):
    manuscript = NOTES if "quote" not in style else re.sub(r"^(?=Words)", "> ", NOTES, flags=re.M)
    said, pages = text(tmp_path, manuscript, style)
    assert sorted(re.findall(r"NOTE\d", said)) == [f"NOTE{k}" for k in range(1, 9)]
    for y in re.findall(r"[-\d.]+,([-\d.]+) text \"NOTE", pages):
        assert float(y) < 842, "below the foot of the page"


CONTAINERS = {
    "paragraph": "{}", "quotation": "> {}", "quotation of two": "> {}\n>\n> and more", "item": "- {}", "item in an item": "- one\n  - {}",
    "quotation in an item": "- > {}", "heading": "## {}\n\nwords", "cell": "| a | b |\n|---|---|\n| c | {} |", "caption": "![{}](a.png){{alt=A}}",
    "definition": "Term\n: {}", "aside": "::: note\n{}\n:::", "caption of a table": "| a |\n|---|\n| b |\n\nTable: {}", "verse": "| {}\n| more",
}


@pytest.mark.parametrize("style", ["lines: {}\n", "text: {leading: 10pt}\n", "text: {size: 9pt, leading: 11pt}\nroles:\n  quote: {size: 8pt, leading: 9pt}\n  table: {size: 8pt, leading: 9pt}\n",
                                   "roles:\n  quote: {size: 9pt, leading: 11pt}\n  table: {leading: 9pt}\n  caption: {leading: 9pt}\n", "page: {lines: 12}\ntext: {leading: 11pt}\n",
                                   "roles:\n  note: {size: 7pt, leading: 8pt}\n  quote: {leading: 20pt}\n"])
def test_a_note_begins_on_the_page_of_its_mark(tmp_path, style):
    """Whatever holds the mark, whatever its leading, and wherever on the page it falls: near the foot as well."""
    Image.new("L", (40, 40), 128).save(tmp_path / "a.png")
    blocks, notes, count = [], [], 0
    for turn in range(9):
        for kind, shape in CONTAINERS.items():
            count += 1
            long = (count * 7 % 5) * 9 if kind not in ("cell", "verse") else 2
            blocks += ["word " * (count * 11 % 37 + 1), shape.format("some words " * long + f"MARK{count}x[^{count}] end" + " more" * (long // 3))]
            notes.append(f"[^{count}]: NOTE{count}x and its words" + " on" * (count * 13 % 29))
    said, _ = text(tmp_path, "\n\n".join(blocks) + "\n\n" + "\n\n".join(notes) + "\n", style)
    found = {}
    for number, page in enumerate(said.split("\f")):
        for word in re.findall(r"(?:MARK|NOTE)\d+x", page):
            found.setdefault(word, []).append(number)
    assert found == {f"{kind}{k}x": found[f"MARK{k}x"] for kind in ("MARK", "NOTE") for k in range(1, count + 1)} and all(len(pages) == 1 for pages in found.values())


def test_a_note_at_the_end_of_a_long_heading(tmp_path):
    heading = "# " + WORDS.strip() * 2 + "[^1]\n\nText.\n\n[^1]: NOTE1\n"
    assert "NOTE1" in text(tmp_path, heading)[0]


@pytest.mark.parametrize("kind", BLOCKS)
def test_an_item_that_begins_with_a_block_has_its_number(tmp_path, kind):
    block = BLOCKS[kind].replace("\n", "\n    ")
    said, pages = text(tmp_path, f"77. {block}\n\n78. second\n")
    assert re.search(r"^\s*77\.", said, flags=re.M), said
    assert '"77."' in pages and '"78."' in pages


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_note_that_begins_with_a_block_has_its_number(tmp_path, kind):
    block = BLOCKS[kind].replace("\n", "\n    ")
    marks = "".join(f"Word[^{k}]. " for k in range(1, 4))
    _, pages = text(tmp_path, f"{marks}\n\n[^1]: before\n\n[^2]:\n    {block}\n\n[^3]: after\n")
    assert [m for m in re.findall(r'label text "(\d)"', pages)] == ["1", "2", "3"]


def test_a_task_in_a_numbered_list_has_both(tmp_path):
    assert re.search(r"2\.\s*☑\s*done", text(tmp_path, "1. first\n2. [x] done\n")[0])


def test_a_rule_of_a_table_is_clear_of_the_note_above(tmp_path):
    _, pages = text(tmp_path, "Word[^1]. Word[^2].\n\n[^1]: before\n\n[^2]:\n    | first | b |\n    |---|---|\n    | 1 | 2 |\n")
    above = float(re.search(r',([\d.]+) text "before"', pages)[1])
    rules = [float(y) for y in re.findall(r"[\d.]+,([\d.]+) rule", pages)]
    assert min(y for y in rules if y > above - 8) > above + 1


def test_a_chain_of_notes_needs_no_stack(tmp_path):
    count = 20000
    notes = "".join(f"[^{k}]: Note[^{k + 1}].\n\n" for k in range(count)) + f"[^{count}]: Last.\n"
    (tmp_path / "m.md").write_text("---\nlang: en\n---\n\nWord[^0].\n\n" + notes)
    done = subprocess.run(["sh", "-c", 'ulimit -s 512; exec "$@"', "sh", PLATEN, "check", "-q", tmp_path / "m.md"],
                          capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr[-300:]


@pytest.mark.parametrize("kind", ("quotation", "table", "captioned table", "heading", "division", "definition", "code", "list"))
@pytest.mark.parametrize("at_end", (False, True))
def test_what_is_in_a_note_is_in_its_size(tmp_path, kind, at_end):
    block = BLOCKS[kind].replace("\n", "\n    ")
    text(tmp_path, f"Word[^1].\n\n[^1]: plain\n\n    {block}\n", "pages: {notes: end}\n" if at_end else "")
    boxes = subprocess.run(["pdftotext", "-bbox", tmp_path / "m.pdf", "-"], capture_output=True, text=True, check=True).stdout
    height = {word: float(bottom) - float(top)
              for top, bottom, word in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)', boxes)}
    face = 1.2 if kind == "code" else 1.02      # another face has another height at the same size
    assert height["first"] <= height["plain"] * face


def test_columns_of_a_table_in_a_note_are_side_by_side(tmp_path):
    """With cells that cover others, and the places that nothing covers."""
    text(tmp_path, "Word[^1].\n\n[^1]: Below:\n\n    | one {colspan=2} | | two |\n    |---|---|---|\n    | three {rowspan=2} | four | five |\n"
                   "    | | six |\n")
    at = {word: (left, top) for page in words_of(boxes(tmp_path / "m.pdf")) for left, top, _, _, word in page}
    assert at["one"][0] < at["four"][0] < at["two"][0] and at["three"][0] < at["four"][0] == pytest.approx(at["six"][0], abs=1)
    assert at["five"][0] == pytest.approx(at["two"][0], abs=3) and at["six"][1] > at["three"][1] == pytest.approx(at["four"][1], abs=1)
    assert overlaps(boxes(tmp_path / "m.pdf")) == []


def test_columns_too_narrow_for_words_go_on_below(tmp_path):
    """Pictures may be as narrow as they are, and a heading is not wider than its column."""
    (tmp_path / "p.png").write_bytes(picture())
    page = "page: {size: A6, grid: 14pt}\n"
    column = "::: column\n%s\n:::\n\n"
    beside = ":::: columns\n%s::::\n"
    text(tmp_path, beside % "".join(column % f"# Heading{k}\n\nwords{k}" for k in range(4)), page)
    assert overlaps(boxes(tmp_path / "m.pdf")) == []
    tops = {word: top for _, top, _, _, word in next(words_of(boxes(tmp_path / "m.pdf")))}
    assert tops["words0"] == pytest.approx(tops["words1"], abs=1)
    text(tmp_path, beside % "".join(column % f"words{k}" for k in range(7)), page)
    tops = {word: top for _, top, _, _, word in next(words_of(boxes(tmp_path / "m.pdf")))}
    assert len({round(tops[f"words{k}"]) for k in range(7)}) > 1
    _, pages = text(tmp_path, beside % (column % '![](p.png){alt="x"}' * 7), page)
    tops = re.findall(r",([\d.]+) image", pages)
    assert len(tops) == 7 and len(set(tops)) == 1


def test_note_marks_that_touch_are_parted(tmp_path):
    said, _ = text(tmp_path, "Word[^a][^b] and *other[^a]*[^b].\n\n[^a]: A\n\n[^b]: B\n")
    assert re.search(r"Word1,\s2 and other1,\s2\.", said)


@pytest.mark.parametrize("lines", (1, 4, 9))
@pytest.mark.parametrize("note", ("", "[^1]"))
def test_a_picture_as_tall_as_the_page_keeps_its_caption(tmp_path, lines, note):
    Image.new("RGB", (300, 3000), (200, 40, 40)).save(tmp_path / "tall.png", dpi=(72, 72))
    caption = "CAPTION " + WORDS * lines + "end" + note
    said, pages = text(tmp_path, f"Before.\n\n![{caption}](tall.png){{alt=red}}\n\nAfter.\n\n[^1]: NOTE1 here.\n")
    sheets = said.split("\f")
    with_picture = next(i for i, page in enumerate(pages.split("page ")[1:]) if " image " in page or "image" in page)
    assert "CAPTION" in sheets[with_picture]
    assert not note or "NOTE1" in sheets[with_picture]


def test_a_picture_as_tall_as_the_page_leaves_room_for_the_notes_of_its_caption(tmp_path):
    Image.new("RGB", (300, 3000), (200, 40, 40)).save(tmp_path / "tall.png", dpi=(72, 72))
    said, _ = text(tmp_path, f"![CAPTION[^1]](tall.png){{alt=red}}\n\n[^1]: {WORDS * 9} END\n")
    assert any("CAPTION" in sheet and "END" in sheet for sheet in said.split("\f"))


def test_a_note_in_a_row_taller_than_a_page_is_on_the_page_of_its_mark(tmp_path):
    long = " ".join(f"word{i}" for i in range(2500))
    said, _ = text(tmp_path, f"| A | B |\n|---|---|\n| {long} LASTWORD[^1] | b[^2] |\n\n[^1]: NOTE1 here.\n\n[^2]: NOTE2 here.\n")
    sheets = said.split("\f")
    assert len(sheets) > 3
    assert next(i for i, s in enumerate(sheets) if "NOTE1" in s) == next(i for i, s in enumerate(sheets) if "LASTWORD" in s)
    assert "NOTE2" in sheets[0]


@pytest.mark.parametrize("at_end", [False, True])
def test_notes_of_notes_are_numbered_as_their_marks_are_printed(tmp_path, at_end):
    """First those in a page's text, then those in the notes at its foot; the notes themselves are in that order too."""
    manuscript = ""
    for i in range(12):
        manuscript += f"{WORDS * 4}MARK[^a{i}] {WORDS * 3}\n\n[^a{i}]: NOTE"
        manuscript += f"[^b{i}] and more[^c{i}].\n\n[^b{i}]: NOTE[^d{i}].\n\n[^c{i}]: NOTE.\n\n[^d{i}]: NOTE.\n\n" if i % 2 == 0 else ".\n\n"
    pages = text(tmp_path, manuscript, "pages: {notes: end}\n" if at_end else "")[0].split("\f")
    marks = [int(n) for page in pages for n in re.findall(r"(?:MARK|NOTE|more)(\d+)", page)]
    notes = [int(n) for page in pages for n in re.findall(r"^ *(\d+) NOTE", page, re.M)]
    assert len(pages) > 3
    assert marks == notes == list(range(1, 31))
