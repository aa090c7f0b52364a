"""Platen's own style sheets, each with a short text of its kind: both editions build without a message, and the pages are what the
sheet is for."""
import re
import subprocess

import pikepdf
import pytest
import yaml

from conftest import ROOT, run

MM = 72 / 25.4
WORDS = "The mill had stood idle for a year when the miller's daughter came back, with a trunk of books and no intention of grinding corn. "
LETTER = """::: {.sender}
Harriet Lindqvist\\
14 Mill Lane, Ely
:::

::: {.address}
The Secretary\\
3 Waterside\\
Cambridge
:::

::: {.date}
12 March 2026
:::

# The weathervane

Dear Mr Okafor,

""" + WORDS + """

- one
- two

::: {.closing}
Yours sincerely,
:::

::: {.signature}
Harriet Lindqvist
:::
"""
FRONT = "---\ntitle: The Mill\nauthor: A. Miller\ntoc: true\nlang: en-GB\n---\n\n"
CHAPTERS = FRONT + "".join(f"# Chapter {i}\n\n" + "".join(WORDS * (7 + k % 4) + "\n\n" for k in range(i, i + 9)) for i in range(1, 4))
SHORT = "---\ntitle: Notes\ndate: 2026-03-10\nlang: en-GB\n---\n\n# One\n\n" + WORDS + "\n\n## Two\n\n" + WORDS + "\n"
TEXTS = {"house": SHORT, "report": SHORT, "plain": SHORT, "letter": LETTER, "book": CHAPTERS, "manual": CHAPTERS, "thesis": CHAPTERS}


@pytest.mark.parametrize("name", TEXTS)
def test_both_editions_build_without_a_message(build, name):
    done = build(TEXTS[name], options=(f"--style={name}.yaml", "--werror"), SOURCE_DATE_EPOCH="1800000000")
    assert "warning" not in done.stderr and "error" not in done.stderr, done.stderr


def test_each_sheet_has_a_text():
    assert sorted(path.stem for path in (ROOT / "styles").glob("*.yaml")) == sorted(TEXTS)


def test_the_manual_tells_of_each():
    told = (ROOT / "content/manual/styles.md").read_text()
    assert [name for name in TEXTS if f"`{name}.yaml`" not in told] == []


def pages(tmp_path, name):
    """The pages as --dump=pages says them: (x, y, words) of each line, by page."""
    (tmp_path / "text.md").write_text(TEXTS[name])
    done = run("check", "text.md", f"--style={name}.yaml", "--dump=pages", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [re.findall(r'^  ([\d.]+),([\d.]+) (?:.* )?text "(.*)"$', page, re.M) for page in re.split(r"^page .*\n", done.stdout, flags=re.M)[1:]]
    return [[(float(x), float(y), words.strip()) for x, y, words in page] for page in lines]


def line(page, words):
    return next(each for each in page if words in each[2])


def test_a_letter_shows_its_address_in_the_window(tmp_path):
    """The field of DIN 5008, form B: from 45 to 90 mm below the edge, 20 to 105 mm from the left."""
    page, = pages(tmp_path, "letter")
    for words in ("The Secretary", "3 Waterside", "Cambridge"):
        x, y, _ = line(page, words)
        assert 50 * MM < y < 90 * MM and 20 * MM < x < 40 * MM
    assert line(page, "14 Mill Lane")[1] < 45 * MM
    assert line(page, "Harriet Lindqvist")[0] > 105 * MM  # the sender's, at the right
    room = page[-1][1] - line(page, "Yours sincerely")[1]  # for the hand
    assert page[-1][2] == "Harriet Lindqvist" and room >= 3 * 14


def test_a_novel_opens_its_chapters_on_pages_of_their_own(tmp_path):
    book = pages(tmp_path, "book")
    openings = [page for page in book if page and re.fullmatch(r"Chapter \d", page[0][2])]
    assert len(openings) == 3 and len({page[0][1] for page in openings}) == 1
    assert not [page for page in openings if re.fullmatch(r"\d+", page[-1][2])]  # a drop of white, and no folio
    middle = (17 * MM + 138 * MM - 20 * MM) / 2
    assert abs(openings[0][0][0] - middle) < 45  # centred on a recto's measure


def test_a_thesis_opens_its_chapters_on_rectos(tmp_path):
    numbers = [i + 1 for i, page in enumerate(pages(tmp_path, "thesis")) if page and re.fullmatch(r"Chapter \d", page[0][2])]
    assert len(numbers) == 3 and all(number % 2 for number in numbers)


@pytest.mark.parametrize("signature", [1, 2, 4, 8, 16])
def test_blank_pages_fill_the_last_signature(build, signature):
    """At the end, without head or folio, in both editions."""
    text = FRONT + "".join(f"# Chapter {i}\n\n" + (WORDS * 9 + "\n\n") * 8 for i in range(1, 3))
    sheet = build.write("sheet.yaml", f"extends: book.yaml\npage: {{signature: {signature}}}\n")
    done = build(text, options=("--style", sheet), keep=signature == 8)
    plain = build(text, options=("--style=book.yaml",), keep=False)
    with pikepdf.open(plain.archive) as pdf:
        pages = len(pdf.pages)
    blank = [not run_text(plain.archive, number + 1) for number in range(pages)]
    for path in (done.archive, done.print):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == -(-pages // signature) * signature
            said = [run_text(path, number + 1) for number in range(len(pdf.pages))]
        assert [not text for text in said[:pages]] == blank and not any(said[pages:])


def run_text(path, number):
    """What pdftotext finds inside the trimmed page."""
    return subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), "-nopgbrk", "-x", "45", "-y", "45", "-W", "380", "-H", "600", path, "-"],
                          capture_output=True, text=True, check=True, timeout=60).stdout.strip()


# --- contrast (WCAG 2.2)

def luminance(rgb):
    parts = [int(rgb[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", [None, *sorted((ROOT / "styles").glob("*.yaml"))], ids=lambda sheet: sheet.stem if sheet else "built-in")
def test_words_can_be_told_from_the_paper_and_links_from_words(tmp_path, sheet):
    """4.5 : 1 to the paper (1.4.3); links are underlined, or differ from the words around them by 3 : 1 (1.4.1)."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nWords.\n")
    done = run("check", tmp_path / "text.md", "--dump=style", *(["--style", sheet] if sheet else []))
    style = yaml.safe_load(done.stdout)
    inks = {name: value["rgb"] for name, value in style["inks"].items() if "rgb" in value}
    words = [style["text"], *style["roles"].values(), *(look for look in style["classes"].values() if look)]
    used = {look["ink"] for look in words if "ink" in look}
    assert not [ink for ink in used if ink in inks and contrast(inks[ink], "#ffffff") < 4.5]
    link = style["roles"]["link"]
    assert link["underline"] or contrast(inks[link["ink"]], inks[style["text"]["ink"]]) >= 3


def test_items_of_a_tight_list_are_not_set_apart(tmp_path):
    """Also where a style sets paragraphs a line apart."""
    text = tmp_path / "list.md"
    text.write_text("---\nlang: en\n---\n\nWords.\n\n- one\n- two\n- three\n\nWords.\n\n1. first\n\n2. second\n")
    said = run("build", text, "--style=plain.yaml", "--dump=pages", "-o", tmp_path / "out.pdf").stdout
    at = {word: float(y) for y, word in re.findall(r'^ +[\d.]+,([\d.]+) text "(one|two|three|first|second)"', said, re.M)}
    assert abs(at["two"] - at["one"] - 14.5) < 0.1 and abs(at["three"] - at["two"] - 14.5) < 0.1
    assert abs(at["second"] - at["first"] - 29) < 0.1


def test_a_book_counts_from_the_text_on(tmp_path):
    """Roman before it, without head or folio on title, imprint and blank pages; labels, contents and references say the same."""
    text = tmp_path / "book.md"
    text.write_text(FRONT.replace("---\n", "---\npublisher: The Press\nrights: © B\n", 1) + "# One {#one}\n\n" + (WORDS * 9 + "\n\n") * 8
                    + "# Two\n\nSee [](#one){.page}.\n")
    done = run("build", text, "--style=book.yaml", "-o", tmp_path / "out.pdf")
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        nums = pdf.Root.PageLabels.Nums
        first = int(nums[2])
        assert str(nums[1].S) == "/r" and str(nums[3].S) == "/D" and int(nums[3].St) == 1 and first % 2 == 0
    assert "page 1." in subprocess.run(["pdftotext", tmp_path / "out.pdf", "-"], capture_output=True, text=True, check=True).stdout.replace("\u00a0", " ")
    assert not run_text(tmp_path / "out.pdf", 2)
    assert "The Press" in run_text(tmp_path / "out.pdf", 3) and "The Press" in run_text(tmp_path / "out.pdf", 4)
