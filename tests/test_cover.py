"""The cover: back, spine and front on one PDF/X-4 sheet; bars that a scanner reads; words of the front matter and no others."""
import subprocess

import pikepdf
import pytest
from PIL import Image

import pdfx
import press
from conftest import PLATEN, SANITIZED, keep_pdf, run
from content import paints

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 148 * MM, 210 * MM, 3 * MM
PUBLICATION = """title: The Long "Title"
subtitle: And what it is about
author: [Ann Author, Bob Writer]
date: 2024-05-01
lang: en
isbn: 978-3-16-148410-0
style: s.yaml
chapters: [one.md]
"""
COVER = """cover:
  front: {picture: front.png, alt: A field}
  back: {text: "A book that *nobody* expected, with \\"quotes\\"."}
  paper: 3mm
"""
STYLE = """extends: book.yaml
page: {size: A5, margins: {inner: 18mm, outer: 20mm, top: 20mm, bottom: 25mm}, signature: 4}
inks: {sea: {cmyk: [30, 5, 0, 0], rgb: "#b0d8f0"}}
roles: {cover: {background: sea}}
"""


def publication(folder, cover=COVER, front=PUBLICATION, style=STYLE, text="# One\n\nWords.\n"):
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (900, 1270), (200, 90, 60)).save(folder / "front.png", dpi=(150, 150))
    (folder / "s.yaml").write_text(style)
    (folder / "one.md").write_text(text)
    (folder / "publication.yaml").write_text(front + cover)
    return folder


def build(folder, *options, program=SANITIZED):
    done = run("build", folder, "-o", folder / "out.pdf", *options, program=program)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = publication(tmp_path_factory.mktemp("cover") / "book")
    done = build(folder, "--edition=all")
    assert all("[signature-filled]" in line for line in done.stderr.splitlines()) and len(list(folder.glob("out*.pdf"))) == 3, done.stderr
    keep_pdf(folder / "out.cover.pdf", "cover.print.pdf")  # for veraPDF, with the others
    return folder / "out.cover.pdf"


@pytest.fixture(scope="module")
def sheet(made):
    with pikepdf.open(made) as pdf:
        assert len(pdf.pages) == 1
        page = pdf.pages[0]
        boxes = {name: [float(x) for x in page[f"/{name}Box"]] for name in ("Media", "Bleed", "Trim")}
        yield boxes, paints(page)


SPINE = 4 * 3 * MM  # eight pages are four leaves


def test_it_is_fit_for_print(made):
    assert not pdfx.judge(made) and not press.judge(made)
    subprocess.run(["qpdf", "--check", made], check=True, capture_output=True)


def test_boxes_and_folds(made, sheet):
    boxes, painted = sheet
    with pikepdf.open(made.with_name("out.print.pdf")) as book:
        assert len(book.pages) == 8
    trim = [0, 0, 2 * WIDTH + SPINE, HEIGHT]
    assert boxes["Trim"] == pytest.approx(trim, abs=0.01)
    assert boxes["Bleed"] == pytest.approx([-BLEED, -BLEED, trim[2] + BLEED, HEIGHT + BLEED], abs=0.01)
    dashed = [p.box[0] for p in painted if p.kind == "stroke" and abs(p.box[0] - p.box[2]) < 2 and not boxes["Bleed"][1] < p.box[1] < boxes["Bleed"][3]]
    for fold in (WIDTH, WIDTH + SPINE):
        assert sum(abs(x - fold) < 0.5 for x in dashed) == 2  # at head and foot


def test_tint_and_picture_bleed(sheet):
    boxes, painted = sheet
    tint = next(p.box for p in painted if p.kind == "fill" and p.colour == (0.3, 0.05, 0, 0))
    assert tint == pytest.approx(boxes["Bleed"], abs=0.01)
    picture = next(p.box for p in painted if p.kind == "image")
    assert picture[2] >= boxes["Bleed"][2] - 0.01 and picture[1] <= boxes["Bleed"][1] + 0.01 and picture[3] >= boxes["Bleed"][3] - 0.01


def said(painted, inside):
    return "".join(p.state.font.text(p.what) for p in painted if p.kind == "text" and inside(p.box)).replace("\u00ad", "")


def test_words(sheet):
    """Those of the front matter, where they belong, and none else."""
    boxes, painted = sheet
    words = [p for p in painted if p.kind == "text" and p.box[3] > -BLEED]
    def bare(text):
        return "".join(text.split())
    assert bare(said(words, lambda b: b[0] > WIDTH + SPINE)) == bare("The Long “Title” And what it is about Ann Author Bob Writer")
    assert bare(said(words, lambda b: WIDTH < b[0] < WIDTH + SPINE)) == bare("The Long “Title” Ann Author, Bob Writer")
    back = bare(said(words, lambda b: b[0] < WIDTH))
    assert back.startswith(bare("A book that nobody expected, with “quotes”. ISBN 978-3-16-148410-0"))
    assert sorted(back.removeprefix(bare("A book that nobody expected, with “quotes”. ISBN 978-3-16-148410-0"))) == sorted("9783161484100")


def test_the_spine_reads_down(sheet, tmp_path):
    """Along the fold, letters' feet to the left of the reader, in the middle; or up, where that is asked for."""
    def lines(painted):
        return [p.box for p in painted if p.kind == "text" and WIDTH < p.box[0] < WIDTH + SPINE and p.box[3] > 0]
    boxes = lines(sheet[1])
    assert boxes and all(b[2] - b[0] < 0.01 < b[3] - b[1] for b in boxes)
    assert all(abs(b[0] - WIDTH - SPINE / 2) < 5 for b in boxes)
    folder = publication(tmp_path / "up", COVER + "  spine-reads: up\n")
    build(folder, "--edition=cover")
    assert not (folder / "out.pdf").exists()
    with pikepdf.open(folder / "out.cover.pdf") as pdf:
        painted = paints(pdf.pages[0])
        assert b"0 1 -1 0" in pdf.pages[0].Contents[-1].read_bytes()
    assert [b[3] - b[1] for b in lines(painted)] == pytest.approx([b[3] - b[1] for b in boxes], abs=0.01)
    assert boxes[0][1] > HEIGHT / 2 > lines(painted)[0][3]  # the title comes first, at the head or at the foot


# --- bars ---------------------------------------------------------------------------------------------------------------

SET_A = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
PARITY = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"]


def widths_of(row):
    """Runs of dark and light along a row of gray pixels, as (dark, width in pixels)."""
    runs = []
    for value in row:
        dark = value < 128
        if runs and runs[-1][0] == dark:
            runs[-1][1] += 1
        else:
            runs.append([dark, 1])
    return runs


def decode(row):
    """The digits of EAN-13 bars in a row of pixels, by the widths of bars and spaces, and the quiet zones in modules; None: there are none."""
    runs = widths_of(row)
    for i in range(1, len(runs) - 59):
        part = runs[i:i + 59]
        module = sum(width for _, width in part) / 95
        size = [round(width / module) for _, width in part]
        if not part[0][0] or module < 2 or size[:3] != [1] * 3 or size[27:32] != [1] * 5 or size[56:] != [1] * 3:
            continue
        digits, sets = "", ""
        for k in range(12):
            start = 3 + 4 * k + (5 if k >= 6 else 0)
            code = "".join(map(str, size[start:start + 4]))
            if code in SET_A:
                digits, sets = digits + str(SET_A.index(code)), sets + "A"
            elif code[::-1] in SET_A:
                digits, sets = digits + str(SET_A.index(code[::-1])), sets + "B"
            else:
                break
        else:
            return str(PARITY.index(sets[:6])) + digits, runs[i - 1][1] / module, runs[i + 59][1] / module
    return None


def scan(path, folder):
    subprocess.run(["pdftoppm", "-r", "400", "-gray", "-x", "0", "-y", "2000", "-W", "2500", "-H", "1300", "-singlefile", path, folder / "scan"], check=True)
    with Image.open(folder / "scan.pgm") as page:
        wide, high = page.size
        data = page.tobytes()
    found = [decode(data[y * wide:(y + 1) * wide]) for y in range(0, high, 40)]
    return [each for each in found if each]


@pytest.mark.parametrize("isbn,digits", [
    ("978-3-16-148410-0", "9783161484100"), ("979-10-90636-07-1", "9791090636071"), ("ISBN 0-306-40615-2", "9780306406157"), ("0 8044 2957 X", "9780804429573"),
])
def test_a_scanner_reads_the_bars(tmp_path, isbn, digits):
    folder = publication(tmp_path / "book", front=PUBLICATION.replace("978-3-16-148410-0", isbn))
    build(folder, "--edition=cover", program=PLATEN)
    found = scan(folder / "out.cover.pdf", tmp_path)
    assert len(found) > 5 and all(each[0] == digits for each in found)
    assert all(left > 10.8 and right > 6.8 for _, left, right in found)  # the quiet zones


def test_bars_are_black_ink_on_white(sheet):
    _, painted = sheet
    bars = [p for p in painted if p.kind == "fill" and p.box[3] - p.box[1] > 60 and p.box[2] - p.box[0] < 5]
    assert len(bars) == 30 and all(p.space[1] == "/Black" and p.colour == (1,) for p in bars)
    white = next(p for p in painted if p.kind == "fill" and p.colour == (0, 0, 0, 0))
    assert all(white.box[0] < p.box[0] and p.box[2] < white.box[2] and white.box[1] < p.box[1] for p in bars)
    narrow = min(p.box[2] - p.box[0] for p in bars)
    assert narrow == pytest.approx(0.33 * MM, abs=0.01)
    assert max(p.box[3] - p.box[1] for p in bars) == pytest.approx((22.85 + 5 * 0.33) * MM, abs=0.05)


# --- what can be wrong ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("cover,front,message", [
    ("cover: {}\n", PUBLICATION, "9:8: error: a cover's spine is as wide as the book is thick: say how thick a leaf is, 'paper: 0.1mm', "
     "or the width that the printer names, 'spine: 12mm' [value-bad]"),
    ("cover: {paper: 1m}\n", PUBLICATION, "'paper'"),
    ("cover: {paper: 20mm}\n", PUBLICATION, "9:16: error: 'paper' is how thick one leaf is, from 0.01mm to 5mm; book papers have some 0.1mm [value-bad]"),
    ("cover: {spine: 1in, front: gone.png}\n", PUBLICATION, "gone.png'; see whether its path is spelt right"),
    ("cover: {spine: 1in, front: {text: No}}\n", PUBLICATION, "the words on the front are the publication's title"),
    ("cover: {spine: 1in, barcode: true}\n", PUBLICATION.replace("isbn", "doi"), "a bar code needs the publication's `isbn`"),
    ("cover: {spine: 1in}\n", PUBLICATION.replace("48410-0", "48410-1"), "the ISBN '978-3-16-148410-1' is mistyped: after its other digits the "
     "last would have to be 0; compare it with the publisher's [value-bad]"),
    ("cover: {spine: 1in, back: {text: \"" + "Words and words. " * 300 + "\"}}\n", PUBLICATION, "[cover-full]"),
])
def test_errors(tmp_path, cover, front, message):
    done = run("build", publication(tmp_path / "book", cover, front), "-o", tmp_path / "out.pdf", program=SANITIZED)
    assert done.returncode == 1 and message in done.stderr, done.stderr
    assert not (tmp_path / "out.pdf").exists() and not (tmp_path / "out.cover.pdf").exists()


def test_a_narrow_spine_has_no_words(tmp_path):
    folder = publication(tmp_path / "book", "cover: {paper: 0.1mm}\n")
    done = build(folder, "--edition=cover")
    assert "the spine is 0.4 mm wide, too narrow for the size of its words, which are left out" in done.stderr and "[spine-narrow]" in done.stderr


def test_no_spine(tmp_path):
    """What is folded once has a cover without one."""
    folder = publication(tmp_path / "book", "cover: {spine: 0, barcode: false}\n")
    assert "warning" not in build(folder, "--edition=cover").stderr
    with pikepdf.open(folder / "out.cover.pdf") as pdf:
        assert float(pdf.pages[0].TrimBox[2]) == pytest.approx(2 * WIDTH, abs=0.01)
        assert not [p for p in paints(pdf.pages[0]) if p.kind == "fill" and p.box[3] - p.box[1] < 70]


def test_which_builds_make_it(tmp_path):
    """All but those whose command line names no edition for the press, and those that write to standard output."""
    folder = publication(tmp_path / "book")
    for options, names in (((), ["out.cover.pdf", "out.pdf"]), (("--edition=archive",), ["out.pdf"]),
                           (("--edition=print",), ["out.cover.pdf", "out.pdf"]), (("--edition=cover",), ["out.cover.pdf"])):
        for old in folder.glob("*.pdf"):
            old.unlink()
        build(folder, *options, program=PLATEN)
        assert sorted(path.name for path in folder.glob("*.pdf")) == names
    done = subprocess.run([PLATEN, "build", folder, "-o", "-"], capture_output=True, check=True)
    assert done.stdout.startswith(b"%PDF-1.7")


def test_it_is_made_to_the_same_bytes(made, tmp_path):
    again = publication(tmp_path / "elsewhere")
    done = run("build", again, "-o", again / "out.pdf", "--edition=all", "-j1", TZ="Asia/Tokyo", LC_ALL="tr_TR.UTF-8")
    assert done.returncode == 0 and (again / "out.cover.pdf").read_bytes() == made.read_bytes()


def test_the_archive_carries_its_picture(made):
    """So that the cover can be made again from what the archive edition carries; and that edition is the same with and without a cover."""
    with pikepdf.open(made.parent / "out.pdf") as pdf:
        assert "front.png" in pdf.attachments
    said = run("rebuild", made.parent / "out.pdf")
    assert said.returncode == 0, said.stderr


def test_right_to_left(tmp_path):
    """The front is on the left, and what is on it at the spine's left."""
    front = 'title: "ספר"\nlang: he\nstyle: s.yaml\nchapters: [one.md]\n'
    folder = publication(tmp_path / "book", "cover: {spine: 10mm, front: front.png}\n", front, text="# א\n\nמילים.\n")
    build(folder, "--edition=cover")
    with pikepdf.open(folder / "out.cover.pdf") as pdf:
        picture = next(p.box for p in paints(pdf.pages[0]) if p.kind == "image")
    assert picture[0] <= -BLEED + 0.01 and picture[2] == pytest.approx(WIDTH, abs=8)
