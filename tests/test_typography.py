"""Where things are on the page, as --dump=pages tells it: what a typographer would see at once."""
import re
import subprocess

import pytest

from conftest import SANITIZED, run

SHEET = """page: {size: A5, grid: 14pt, sides: one}
text: {family: TeX Gyre Pagella, size: 10pt}
"""


@pytest.fixture
def lines(tmp_path):
    """Set a text; returns a list of pages, each a list of (x, y, kind, rest)."""
    def set_text(text, sheet=""):
        (tmp_path / "text.md").write_text(text)
        (tmp_path / "sheet.yaml").write_text(SHEET + sheet)
        result = run("build", tmp_path / "text.md", "--style", tmp_path / "sheet.yaml", "--dump=pages", program=SANITIZED)
        assert result.returncode == 0, result.stderr
        pages = []
        for line in result.stdout.splitlines():
            found = re.match(r"  (-?[\d.]+),(-?[\d.]+) (.*)", line)
            if line.startswith("page "):
                pages.append([])
            elif found:
                pages[-1].append((float(found[1]), float(found[2]), found[3]))
        return pages
    return set_text


def where(page, words):
    """The first mark that says the words."""
    return next((x, y) for x, y, rest in page if words in rest)


def test_addresses_of_links_are_notes(lines):
    page = lines("A [link](https://a.example.org/x), a note[^n] and <https://plain.org>.\n\n[^n]: Own.\n", "links: {address: note}\n")[0]
    labels = [rest for _, _, rest in page if rest.startswith("label")]
    assert labels == ['label text "1"', 'label text "2"']
    assert where(page, "https://a.example.org/x")[1] < where(page, "Own.")[1]
    assert sum("plain.org" in rest for _, _, rest in page) == 1


def test_notes_end_on_the_last_grid_line_and_below_their_rule(lines):
    text = "Text.[^a] Text.[^b]\n\n" + "More words. " * 40 + "\n\n[^a]: " + "A note. " * 60 + "\n\n[^b]: Short.\n"
    page = lines(text)[0]
    first = page[0][1]
    foot = where(page, "Short.")[1]
    assert (foot - first) % 14 == pytest.approx(0, abs=0.2) or (foot - first) % 14 == pytest.approx(14, abs=0.2)
    rule = next(y for _, y, rest in page if rest.startswith("rule"))
    assert max(y for _, y, rest in page if "More words" in rest) < rule < where(page, "A note.")[1]


def test_a_note_longer_than_a_page_is_split_and_whole(lines):
    text = "Text.[^a]\n\n" + "More words. " * 200 + "\n\n[^a]: " + " ".join(f"w{i}" for i in range(1500)) + "\n"
    pages = lines(text)
    said = re.findall(r"\bw\d+\b", " ".join(rest for page in pages for _, _, rest in page))
    assert said == [f"w{i}" for i in range(1500)]
    assert len(pages) > 2
    for page in pages:
        assert max(y for _, y, rest in page if "text" in rest and "folio" not in rest) < 595 - 60


def test_strikes_run_over_the_spaces(lines):
    page = lines("One ~~two three~~ four.\n")[0]
    rules = [(x, rest) for x, _, rest in page if rest.startswith("rule")]
    x, rest = rules[0]
    assert x + float(rest.split()[1]) == pytest.approx(rules[-1][0], abs=0.2) or len(rules) == 1


def test_short_cells_stay_whole_beside_long_ones(lines):
    page = lines("| head-verso, head-recto | what it says |\n|--|--|\n| `number-sections` | " + "a long cell " * 20 + "|\n")[0]
    assert any('"number-sections ' in rest or '"number-sections"' in rest for _, _, rest in page)


def test_labels_are_never_cut(lines):
    text = "98) a\n99) b\n100) c\n\n" + "".join(f"Note.[^{i}] " for i in range(1, 103)) + "\n\n" + "".join(f"[^{i}]: n{i}\n" for i in range(1, 103))
    pages = lines(text)
    labels = [re.search('"(.*?) ?"', rest)[1] for page in pages for _, _, rest in page if rest.startswith("label")]
    assert labels[:3] == ["98)", "99)", "100)"]
    assert sorted(labels[3:], key=int) == [str(i) for i in range(1, 103)]


def test_paragraphs_of_divisions_are_parted(lines):
    page = lines("First.\n\n::: {lang=fr}\nSecond.\n:::\n\n::: {lang=de}\nThird.\n:::\n\nFourth.\n")[0]
    first = where(page, "First.")[0]
    for words in "Second.", "Third.", "Fourth.":
        assert where(page, words)[0] > first + 5


@pytest.fixture
def picture(tmp_path):
    """x.png: 400 x 200 dots, which is 200 x 100 points."""
    import struct
    import zlib

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 400, 200, 8, 0, 0, 0, 0))
                                     + chunk(b"IDAT", zlib.compress(b"\0" * 401 * 200)) + chunk(b"IEND", b""))


SIZES = [("width=36pt", "36 x 18"), ("height=9pt", "18 x 9"), ("height='1 line'", "28 x 14"), ("width=36pt height=9pt", "18 x 9"),
         ("width=18pt height=90pt", "18 x 9"), ("width=9000pt", None), ("height=9000pt", None), ("width=300pt height=9000pt", None)]


@pytest.mark.parametrize("asked,size", SIZES)
@pytest.mark.parametrize("text", ['![]({}){{{} alt="x"}}\n', 'A ![i]({}){{{}}} b.\n'], ids=["figure", "inline"])
def test_images_are_as_large_as_asked(lines, picture, text, asked, size):
    page = lines(text.format("x.png", asked))[0]
    (width, height), = (map(float, re.search(r"([\d.]+) x ([\d.]+)", rest).groups()) for _, _, rest in page if rest.startswith("image"))
    assert width == pytest.approx(2 * height, rel=0.01)
    if size:
        assert f"{width:g} x {height:g}" == size
    else:
        assert width <= 420 - 2 * 31 and height <= 595 / 2


def test_a_small_image_in_a_line_takes_no_line_of_its_own(lines, picture):
    page = lines("A ![i](x.png){height=9pt} b.\n\nNext.\n")[0]
    assert where(page, "Next.")[1] - where(page, '"A')[1] == pytest.approx(14, abs=0.01)


def test_contents_numbers_stand_in_columns(lines):
    text = "---\ntitle: T\ntoc: true\nnumber-sections: true\n---\n" + "".join(f"# A{i}\n\n## B{i}\n\nText.\n\n" for i in range(11))
    entries = [(x, rest) for page in lines(text) for x, _, rest in page if rest.startswith("entry")]
    chapters = [x for x, rest in entries if re.search(r'entry-number text "\d+ "', rest)]
    sections = [x for x, rest in entries if re.search(r'entry-number text "\d+\.\d+ "', rest)]
    assert len(chapters) == len(sections) == 11
    assert max(chapters) - min(chapters) < 1 and max(sections) - min(sections) < 1
    assert min(sections) > max(chapters) + 15  # after the widest number


@pytest.mark.parametrize("lang,dash", [("fr", "–"), ("fr", "---"), ("es", "—"), ("pl", "--"), ("ru", "—"), ("pt", "―")])
def test_the_space_behind_the_dash_of_a_speech_is_the_same_in_all(build, lang, dash):
    """However far the spaces of its line are stretched; and no line ends there."""
    speeches = "\n\n".join(f"{dash} Bon{'o' * (i % 6)} jour " + " ".join(["lo" + "n" * (i % 5) + "g"] * 40) for i in range(12))
    sheet = build.write("sheet.yaml", "page: {size: 300pt 500pt, margins: {inner: 40pt, outer: 60pt, top: 40pt, bottom: 60pt}}\ntext: {hyphenate: false}\nlines: {protrusion: 0%, expansion: 0%, tracking: 0%}\n")
    pdf = build(f"---\nlang: {lang}\n---\n{speeches}\n", options=["--style", sheet], keep=False).archive
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True).stdout
    words = [(float(x), float(y), word) for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" .*?>(.*?)</word>', boxes)]
    gaps = []
    for (x, y, word), (next_x, next_y, behind) in zip(words, words[1:]):
        if word in ("–", "—", "―"):
            assert behind.startswith("Bon") and next_y == pytest.approx(y, abs=0.1)
            gaps.append(next_x - x)
    assert len(gaps) == 12
    assert max(gaps) - min(gaps) < 0.02


def test_paragraphs_of_a_definition_stand_as_those_of_an_item_do(lines):
    """A line apart and not indented; and so do the entries of such a list."""
    page = lines("Measure\n: The width.\n\nWidow\n: A last line.\n\n  Its sister.\n\n  - one\n  - two\n: Another.\n\nText.\n")[0]
    x, y = where(page, "A last line.")
    assert where(page, "Its sister.") == (pytest.approx(x, abs=1), pytest.approx(y + 28, abs=0.1))
    assert where(page, "one")[1] - where(page, "Its sister.")[1] == pytest.approx(28, abs=0.1)
    assert where(page, "Widow")[1] - where(page, "The width.")[1] == pytest.approx(28, abs=0.1)
    assert where(page, "A last line.")[1] - where(page, "Widow")[1] == pytest.approx(14, abs=0.1)
    assert where(page, "Another.")[1] - where(page, "two")[1] == pytest.approx(28, abs=0.1)


def test_short_definitions_stand_close(lines):
    page = lines("Measure\n: The width.\n: Another.\n\nWidow\n: A last line.\n\n  - one\n\nText.\n")[0]
    assert [round(where(page, w)[1] - where(page, "Measure")[1]) for w in ("width", "Another", "Widow", "last")] == [14, 28, 42, 56]


def test_the_rule_under_a_tables_head_has_even_air(lines):
    """Between the descenders above it and the ascenders below, and not less than a quarter of the type's size."""
    size = 10 * 0.92
    page = lines("Text.\n\n| Heady | Types |\n|---|---|\n| blind | dull |\n| b | d |\n\nText.\n")[0]
    rules = [(y, float(rest.split()[-1])) for _, y, rest in page if rest.startswith("rule")]
    (top, _), (y, height) = rules[:2]
    head, body = where(page, "Heady")[1], where(page, "blind")[1]
    above, below = y - (head + size / 4), body - size * 3 / 4 - (y + height)
    assert above == pytest.approx(below, abs=0.15)
    assert above > size / 4
    assert head - size * 0.7 - top > size / 4
    assert body - where(page, '"Text')[1] == pytest.approx(3 * 14, abs=0.1)  # the rows are on the grid


@pytest.mark.parametrize("rows", [1, 2, 3, 5])
def test_no_page_ends_behind_a_tables_first_row_or_before_its_last(lines, rows):
    table = "| Head |\n|---|\n" + "".join(f"| row{i} |\n" for i in range(rows))
    for filler in range(24, 40):
        pages = lines("".join(f"Line {i}\\\n" for i in range(filler)) + "end\n\n" + table + "\n" + "Text. " * 400 + "\n", "pages: {spread-less: 1}\n")
        on = [[word for _, _, rest in page for word in re.findall(r"\b(?:Head|row\d)\b", rest)] for page in pages]
        on = [words for words in on if words]
        assert sum(map(len, on)) == rows + len(on)  # the head again on each page
        assert on[0][0] == "Head" and len(on[0]) >= min(3, rows + 1), (filler, on)
        assert len(on[-1]) >= 2, (filler, on)


def test_the_stanzas_of_a_poem_stand_evenly(lines):
    """Pages are filled by other spaces than those between quotes that follow one another."""
    prose = " ".join(f"Sentence {i} of the tale goes its way and takes its time." for i in range(14)) + "\n\n"
    poem = "".join(f"> Stanza {i} begins,\\\n> goes on,\\\n> and stanza {i} ends.\n\n" for i in range(9))
    apart = set()
    for before in range(2, 14):
        for page in lines(prose * before + "So it was:\n\n" + poem + prose * 6):
            for i in range(1, 9):
                pair = [[y for _, y, rest in page if words in rest] for words in (f"stanza {i - 1} ends", f"Stanza {i} begins")]
                apart |= {round(y[1][0] - y[0][0]) for y in [pair] if all(pair)}
    assert apart == {2 * 14}


@pytest.mark.parametrize("listing", ["one\n\ntwo\nthree\nthree\nfour\nfive", "one\ntwo\ntwo\nthree\n\nfour", "one\n\ntwo\ntwo\n\nthree\nfour\n\nfive"])
def test_no_single_line_of_a_listing_ends_or_begins_a_page(lines, listing):
    """Wherever the listing falls: blank lines inside it do not part its first or last line from the rest."""
    last = listing.split()[-1]
    parted = set()
    for above in range(24, 40):
        pages = lines("".join(f"Line {i}.\n\n" for i in range(above)) + f"```\n{listing}\n```\n\nAnd on.\n")
        for page in pages:
            said = [word for _, _, rest in page for word in re.findall(r'"(one|two|three|four|five) ?"', rest)]
            if said:
                assert said[-1] != "one" and said[0] != last, (above, said)
                parted.add(len(said))
    assert len(parted) > 1


def test_an_initial_is_aligned_and_its_word_is_whole(tmp_path):
    """Its baseline is that of its last line; lines beside it are indented alike; readers that go by places get the word."""
    words = "Hardly anybody ever comes here. " + "Those who do stay for longer than they meant to. " * 8
    (tmp_path / "sheet.yaml").write_text("page: {grid: 14pt}\nclasses: {two: {initial: 2}, four: {initial: 4}}\n")
    (tmp_path / "text.md").write_text("\n\n".join(f"::: {{.{name}}}\n{words}\n:::" for name in ("initial", "two", "four")))
    done = run("build", "text.md", "--style=sheet.yaml", "--edition=all", "-o", "out.pdf", program=SANITIZED, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run("check", "text.md", "--style=sheet.yaml", "--dump=pages", cwd=tmp_path)
    for name in ("out.pdf", "out.print.pdf"):
        read = subprocess.run(["pdftotext", tmp_path / name, "-"], capture_output=True, text=True).stdout
        assert len(re.findall(r"^Hardly anybody", read, re.M)) == 3 and not re.search(r"\bardly", read)
    marks = [(float(x), float(y), said) for x, y, said in re.findall(r'^  ([\d.]+),([\d.]+) text "(.*)"$', done.stdout, re.M)]
    heads = [i for i, mark in enumerate(marks) if mark[2] == "H"]
    assert len(heads) == 3
    for i, lines in zip(heads, (3, 2, 4)):
        beside = marks[i + 1:i + 1 + lines]
        assert marks[i][1] == beside[-1][1]  # it is on its last line's baseline
        assert max(x for x, _, _ in beside) - min(x for x, _, _ in beside) < 1.5  # but for what hangs out
        assert marks[i + 1 + lines][0] < beside[-1][0] - 10


def test_spaces_in_code_are_as_many_as_are_written(build):
    """Of a space on both sides only one is taken (CommonMark 6.1)."""
    spans = ["`a b`", "`a  b`", "`a     b`", "` a  b `", "`a  ` `b`", "`a`x`   b`"]
    pdf = build("---\nlang: en\n---\n\n" + "\n\n".join(spans) + "\n", options=["--style", build.write("sheet.yaml", "text: {align: left}\n")]).archive
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True).stdout
    places = [(word, float(left)) for left, word in re.findall(r'<word xMin="([\d.]+)".*?>(.*?)</word>', boxes)]
    starts, ends = ([left for word, left in places if word.strip("x") == letter] for letter in "ab")
    gaps = [b - a for a, b in zip(starts, ends)]
    letter = gaps[1] - gaps[0]  # as wide as a space
    assert gaps[:4] == pytest.approx([2 * letter, 3 * letter, 6 * letter, 3 * letter], abs=0.1), places
    assert gaps[4] > gaps[1] and gaps[5] > 4 * letter, places
