"""What runs over the trimmed edge: pictures, tints and rules reach the bleed's edge in print and are cut at the trim elsewhere;
text and grid stay where they are; a full-page picture lies under the heading of its page."""
import re
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageDraw

from conftest import Builder, run
from content import paints

BLEED = 3 / 25.4 * 72
WIDTH, HEIGHT = 148 / 25.4 * 72, 210 / 25.4 * 72
WORDS = "Some words run along here, so that the page has lines to fill and the eye sees the grid go on. " * 6
STYLE = """extends: book.yaml
inks: {paper: {cmyk: [0, 0, 0, 0], rgb: "#ffffff"}, sea: {cmyk: [30, 5, 0, 0], rgb: "#b0d8f0"}}
page: {size: A5, margins: {inner: 18mm, outer: 22mm, top: 20mm, bottom: 25mm}}
classes:
  part: {ink: paper}
  tinted: {opens: page, page-background: sea}
  band: {background: sea, bleed: sides, padding: 1lines 0, border-top: 2pt text, border-left: 1pt text}
  thumb: {background: sea, bleed: outer, padding: 0.5lines}
  ground: {opens: page, background: sea, bleed: all, padding: 1lines 0}
"""
TEXT = f"""---
title: A Book
lang: en
date: 2024-05-01
---

# Part One {{.part}}

![](tall.png){{.full-page alt="A sky" #sky}}

# A chapter

{WORDS}

![](wide.png){{.bleed alt="A view"}}

![A strip.](wide.png){{.bleed height="6 lines" .here alt="A strip"}}

::: band
{WORDS}
:::

::: thumb
{WORDS}
:::

![The plate.](square.png){{.full-page alt="A plate" #plate}}

::: ground
{WORDS}
:::

# Tinted {{.tinted}}

{WORDS} See [](#plate) and [](#sky){{.page}}.
"""


def picture(path, width, height):
    image = Image.new("RGB", (width, height), (200, 90, 60))
    ImageDraw.Draw(image).line((0, 0, width, height), fill=(40, 60, 120), width=9)
    image.save(path, dpi=(150, 150))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bleed")
    for name, width, height in (("wide", 1000, 400), ("tall", 1000, 1403), ("square", 1200, 1200)):
        picture(folder / f"{name}.png", width, height)
    (folder / "style.yaml").write_text(STYLE)
    return Builder(folder, "bleed")(TEXT, options=("--style", folder / "style.yaml"))


@pytest.fixture(scope="module")
def pages(made):
    with pikepdf.open(made.print) as pdf:
        yield [(page, paints(page)) for page in pdf.pages]



def close(box, expected):
    return all(wanted is None or abs(side - wanted) < 0.02 for side, wanted in zip(box, expected))


EVERYWHERE = (-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)
SIDES = (-BLEED, None, WIDTH + BLEED, None)


def images(painted):
    return [paint.box for paint in painted if paint.kind == "image"]


def tints(painted):
    return [paint.box for paint in painted if paint.kind == "fill" and paint.colour[:4] == (0.3, 0.05, 0, 0)]


def page_that_says(pages, words):
    return next(painted for _, painted in pages
                if words in "".join(paint.state.font.text(paint.what) for paint in painted if paint.kind == "text"))


def test_boxes_of_the_sheet(made, pages):
    for page, _ in pages:
        assert close([float(x) for x in page.TrimBox], (0, 0, WIDTH, HEIGHT)) and close([float(x) for x in page.BleedBox], EVERYWHERE)
    with pikepdf.open(made.archive) as pdf:
        assert all(close([float(x) for x in page.MediaBox], (0, 0, WIDTH, HEIGHT)) for page in pdf.pages)
    assert "[bleed-missing]" not in made.stderr


def test_a_full_page_picture_lies_under_its_heading(pages):
    painted = page_that_says(pages, "Part One")
    kinds = [paint.kind for paint in painted if paint.kind == "image" or any(mark.mcid is not None for mark in paint.marks)]
    assert kinds[0] == "image" and "text" in kinds and kinds.count("image") == 1
    assert close(images(painted)[0], EVERYWHERE) or images(painted)[0][1] <= -BLEED + 0.02
    said = "".join(paint.state.font.text(paint.what) for paint in painted if any(mark.mcid is not None for mark in paint.marks) and paint.kind == "text")
    assert said.split() == ["Part", "One"]  # the text goes on overleaf


def test_a_plate_ends_above_its_caption(pages):
    painted = page_that_says(pages, "The plate")
    left, bottom, right, top = images(painted)[0]
    caption = next(p.box for p in painted if p.kind == "text" and "plate" in p.state.font.text(p.what))
    assert right - left >= WIDTH + 2 * BLEED - 0.02 and close((0, 0, 0, top), (None, None, None, HEIGHT + BLEED))
    assert bottom > caption[3] and not tints(painted)


def test_pictures_run_over_both_sides(pages):
    view, strip = (box for _, painted in pages for box in images(painted) if box[3] - box[1] < HEIGHT / 2)
    assert close(view, SIDES) and abs((view[3] - view[1]) - (WIDTH + 2 * BLEED) * 400 / 1000) < 0.05
    assert close(strip, SIDES)


def test_tints_and_rules_run_over_the_edges(pages):
    boxes = [(i, box) for i, (_, painted) in enumerate(pages) for box in tints(painted)]
    assert any(close(box, EVERYWHERE) for _, box in boxes)                      # the tinted page
    assert any(close(box, SIDES) and box[3] < HEIGHT for _, box in boxes)       # the band
    outer = [(i, box) for i, box in boxes if close(box, (-BLEED, None, None, None)) != close(box, (None, None, WIDTH + BLEED, None))]
    assert outer and all((i % 2 == 0) == (box[2] > WIDTH) for i, box in outer)  # on the right of rectos, which are odd
    assert any(close(box, (-BLEED, None, WIDTH + BLEED, HEIGHT + BLEED)) and box[1] > 0 for _, box in boxes)  # over the head
    rules = [paint.box for _, painted in pages for paint in painted if paint.kind == "fill" and abs(paint.box[3] - paint.box[1] - 2) < 0.01]
    assert rules and all(close(box, SIDES) for box in rules)
    assert not [1 for _, painted in pages for p in painted if p.kind == "fill" and abs(p.box[2] - p.box[0] - 1) < 0.01]  # beyond the edge


def test_text_stays_where_it_is(made, tmp_path):
    """A box that bleeds has its words where one has them that does not."""
    (made.archive.parent / "plain.yaml").write_text(re.sub(r", bleed: (sides|outer|all)", "", STYLE))
    places = []
    for sheet in ("style.yaml", "plain.yaml"):
        said = run("build", "text0.md", "--style", sheet, "--dump=pages", cwd=made.archive.parent)
        places.append([line for line in said.stdout.splitlines() if " rule " not in line and not line.endswith('"text"')])
    assert places[0] == places[1] and len(places[0]) > 40


def test_other_editions_are_cut_at_the_trim(made, pages, tmp_path):
    number = str(1 + next(i for i, (_, painted) in enumerate(pages) if images(painted)))
    subprocess.run(["pdftoppm", "-r", "50", "-f", number, "-l", number, "-png", made.archive, tmp_path / "page"], check=True)
    with Image.open(next(tmp_path.glob("page*.png"))) as page:
        wide, high = page.size
        assert abs(wide - WIDTH / 72 * 50) < 1.5
        corners = [page.getpixel((x, y)) for x in (1, wide - 2) for y in (1, high - 2)]
        assert sum(abs(r - 200) + abs(g - 90) + abs(b - 60) < 60 for r, g, b in corners) >= 2 and (255, 255, 255) not in corners


def test_they_are_figures_with_their_description(made):
    with pikepdf.open(made.print) as pdf:
        said = [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"]
    assert sorted(said) == ["A plate", "A sky", "A strip", "A view"]


def test_a_division_may_say_it(made):
    folder = made.archive.parent
    (folder / "division.md").write_text('---\nlang: en\ntitle: T\n---\n\nWords.\n\n::: full-page\n![](tall.png){alt="A sky"}\n:::\n\nMore.\n')
    said = run("build", "division.md", "--style", "style.yaml", "--dump=pages", cwd=folder)
    assert re.findall(r"^page (\d+)|^  (-8\.5,-8\.5) image", said.stdout, re.M) == [("1", ""), ("2", ""), ("", "-8.5,-8.5"), ("3", "")]
