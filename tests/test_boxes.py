"""Boxes and columns: their text stays on the grid, their tints cover it on every page that they are on, and no page parts their padding from it."""
import random
import re

import pytest

from conftest import run

GRID, TOP, LINES = 12, 36, 20
PAGE = (f"page: {{size: 300pt 360pt, margins: {{inner: 40pt, outer: 40pt, top: {TOP}pt}}, lines: {LINES}, grid: {GRID}pt, folio: none, "
        "head-verso: none, head-recto: none}\ntext: {size: 9pt}\ninks: {tint: black 8%}\n")
WORDS = "The mill had stood idle for a year when the miller's daughter came back. "


def random_text(chance, depth=0):
    """Paragraphs, lists, code, quotations, tables, boxes in boxes, columns."""
    parts = []
    for _ in range(chance.randint(1, 6)):
        kind = chance.choice(["words"] * 4 + ["list", "code", "quote", "table", "heading", "note"] + ["box"] * (3 if depth < 3 else 0) + ["columns"] * (depth < 2))
        if kind == "words":
            parts.append(WORDS * chance.randint(1, 9))
        elif kind == "list":
            parts.append("- one\n- two " + WORDS)
        elif kind == "code":
            parts.append("```\n" + "code\n\n" * chance.randint(1, 12) + "end\n```")
        elif kind == "quote":
            parts.append("> " + WORDS * 3 + "\n>\n> " + WORDS)
        elif kind == "table":
            parts.append("| a | b |\n|---|---|\n| c | d |")
        elif kind == "heading":
            parts.append("## Heading\n\n" + WORDS)
        elif kind == "note":
            parts.append(WORDS + "^[A note.]")
        elif kind == "columns":
            fence = ":" * (7 - depth)
            parts.append(f"{fence} {{.columns}}\n{random_text(chance, depth + 1)}\n{fence}")
        else:
            fence = ":" * (7 - depth)
            parts.append(f"{fence} {{.{chance.choice(['flat', 'thin', 'thick'])}}}\n{random_text(chance, depth + 1)}\n{fence}")
    return "\n\n".join(parts)


def dumped(tmp_path, text, sheet):
    (tmp_path / "text.md").write_text(text)
    (tmp_path / "sheet.yaml").write_text(sheet)
    done = run("check", "text.md", "--style=sheet.yaml", "--dump=pages", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return [re.findall(r"^  ([\d.-]+),([\d.-]+) (?:rule ([\d.]+) x ([\d.]+)|(?:\w+ )?text \"(.*)\")$", page, re.M)
            for page in re.split(r"^page .*\n", done.stdout, flags=re.M)[1:]]


CLASSES = ("classes:\n  flat: {background: tint, space-before: 1, space-after: 1}\n  thin: {background: tint, padding: 5pt, space-before: 1, space-after: 1}\n"
           "  thick: {background: tint, border: 1pt accent, padding: 20pt 10pt, space-before: 1, space-after: 1}\n"
           "roles: {quote: {background: tint, padding: 3pt}, code-block: {background: tint, padding: 6pt, leading: 0}}\n")


@pytest.mark.parametrize("seed", range(12))
def test_text_stays_on_the_grid_and_on_the_page(tmp_path, seed):
    for page in dumped(tmp_path, random_text(random.Random(seed)), PAGE + CLASSES):
        for x, y, width, height, words in page:
            if words and words not in ("1", "A note."):
                row = (float(y) - TOP - GRID * 0.75) / GRID
                assert -0.01 - (words in ("a", "b")) / 4 < row < LINES + 2 and (abs(row - round(row)) < 0.02 or words in ("a", "b", "Heading") or words[:1].isdigit()), (y, words)
            if height and float(height) > GRID / 2:  # a tint reaches half a line over the text block at most
                assert float(y) > TOP - GRID and float(y) + float(height) < TOP + GRID * (LINES + 2.5)


def test_a_long_box_is_on_each_of_its_pages(tmp_path):
    pages = dumped(tmp_path, "::: {.thick}\n" + (WORDS * 8 + "\n\n") * 12 + ":::\n", PAGE + CLASSES)
    assert len(pages) > 3
    for number, page in enumerate(pages):
        tint = next(each for each in page if float(each[3] or 0) > GRID)
        lines = [float(y) for _, y, _, _, words in page if words]
        top, foot = float(tint[1]), float(tint[1]) + float(tint[3])
        above, below = (min(lines) - 0.75 * GRID) - top, foot - (max(lines) + 0.25 * GRID)
        assert abs(above - (21 if number == 0 else 0)) < 0.1 and abs(below - (21 if number + 1 == len(pages) else 0)) < 0.1
        assert top > TOP - GRID / 2 - 0.1 and foot < TOP + (LINES + 1.5) * GRID + 0.1  # padding takes lines of the page
        edges = [each for each in page if each[2] and float(each[3]) == 1]  # of the frame, above and below
        assert len(edges) == (number == 0) + (number + 1 == len(pages))


def test_boxes_are_decoration(build):
    """Both editions; test_conformance judges them."""
    sheet = build.write("boxes.yaml", PAGE + CLASSES)
    done = build("---\ntitle: Boxes\ndate: 2026-01-01\nlang: en\n---\n\n" + random_text(random.Random(5)), options=("--style", sheet))
    assert "error" not in done.stderr


def test_boxes_in_a_row_do_not_touch(tmp_path):
    """Each may reach half a line into the space around it."""
    page, = dumped(tmp_path, "> [!NOTE]\n> one\n\n> [!TIP]\n> two\n\n> [!CAUTION]\n> three\n", PAGE)
    tints = [(float(y), float(y) + float(height)) for _, y, width, height, _ in page if height and float(width) > 100]
    assert len(tints) == 3 and all(GRID / 2 <= below[0] - above[1] <= GRID for above, below in zip(tints, tints[1:]))


@pytest.mark.parametrize("seed", range(6))
def test_remarks_in_the_margin_are_on_the_grid_and_apart(tmp_path, seed):
    """Whatever is beside what: none overlaps another, none leaves the page, and all are there."""
    chance, text, count = random.Random(seed), [], 0
    for _ in range(chance.randint(4, 20)):
        text.append(WORDS * chance.randint(1, 4))
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            text.append(f"::: {{.margin}}\nmm{count} " + "beside the text it is " * chance.randint(1, 4) + "\n:::")
            count += 1
    sheet = PAGE.replace("outer: 40pt", "outer: 100pt, bottom: 20pt").replace("folio: none", "folio: none, margin-column: 84pt, margin-gap: 8pt")
    pages = dumped(tmp_path, "\n\n".join([*text, WORDS]), sheet)
    found = []
    for number, page in enumerate(pages):
        recto = number % 2 == 0
        beside = [(round((float(y) - TOP - GRID * 0.75) / GRID, 2), words) for x, y, _, _, words in page
                  if words and (float(x) > 203 if recto else float(x) < 96)]
        rows = [row for row, _ in beside]
        assert rows == sorted(set(rows)) and all(row == int(row) and 0 <= row and (row < LINES or number + 1 == len(pages)) for row in rows)
        assert all(below - above >= 2 for (above, _), (below, words) in zip(beside, beside[1:]) if words.startswith("mm"))
        found += re.findall(r"mm(\d+)", " ".join(words for _, words in beside))
    assert list(map(int, found)) == list(range(count))
