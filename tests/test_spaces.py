"""Every word space on the page, measured in the PDF, and what expansion and tracking do to the letters."""
import collections
import itertools
import json
import pathlib
import statistics
import sys

import pytest

from conftest import PLATEN, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
import spaces  # noqa: E402

SHEET = """page: {{size: {size}, grid: 14pt, sides: one, margins: {margins}, folio: none}}
text: {{family: TeX Gyre Pagella, size: 10pt}}
lines: {{{lines}}}
"""
NARROW = {"size": "74mm 148mm", "margins": "{inner: 12mm, outer: 12mm, top: 12mm, bottom: 20mm}"}
WIDE = {"size": "A5", "margins": "{inner: 20mm, outer: 20mm, top: 20mm, bottom: 20mm}"}
# What a pause may shrink to (an item's PAUSE_SHRINK), and what rounding may add, of the natural space.
LEAST = 1 - 0.333 * 1.2 - 0.02

GERMAN = """---
lang: de
---
Die Grundstücksverkehrsgenehmigungszuständigkeit der Gebirgsbach-Forellenzuchtgenossenschaft wurde unter der
Aufsicht aller Mitgliederversammlungen, der Straßenbahnhaltestellenverwaltung und der E-Mail-Adressenverzeichnisse
öffentlich beschrieben. Auflagen, Schifffahrten, höfliche Kaufleute, hilflose Schilfinseln: nichts davon hat offensichtlich
betroffene Schöffen aufgehalten, und die Auffassungen der Hofleute, auffallend fixiert, pfiffen auf schlaffe Affen.
"""
ENGLISH = """---
lang: en-GB
---
The shuffling sheriff was sufficiently affluent to find difficulties in offices baffling; she reflected, inflexibly, that
efficient officials, fluffy muffins and a coffee were all that a fixture of this kind afforded, and went off to fish in a
different fiord. Traffic was infrequent, the effect a trifle stiff, and everything, everywhere, was as it had been before.
"""


def repeated(text, times):
    """One paragraph of a text's words, so many times over: every time they meet the lines' ends elsewhere."""
    return text + text.split("---\n")[2] * (times - 1)


@pytest.fixture
def measured(tmp_path):
    def measure(text, page, lines=""):
        (tmp_path / "text.md").write_text(text)
        (tmp_path / "sheet.yaml").write_text(SHEET.format(lines=lines, **page))
        result = run("build", tmp_path / "text.md", "--style", tmp_path / "sheet.yaml", "-o", tmp_path / "text.pdf", program=PLATEN)
        assert result.returncode == 0, result.stderr
        return tmp_path / "text.pdf", result.stderr
    return measure


@pytest.mark.parametrize("page", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("text", [GERMAN, ENGLISH], ids=["de", "en"])
def test_no_space_is_squeezed_below_its_limit(measured, text, page):
    pdf, said = measured(repeated(text, 20), page)
    figures = spaces.measure(pdf)
    assert figures["spaces"] > 300
    assert figures["natural"] == pytest.approx(2.5, abs=0.05)
    assert figures["least"] > LEAST
    if page is WIDE:
        assert figures["most"] < 2 and figures["deviation"] < 0.16
    assert "[overfull]" not in said


def test_a_squeezed_space_would_be_seen(measured):
    """The measure itself: spaces that a style lets shrink to a fifth are told from each other in the PDF."""
    pdf, _ = measured(repeated(ENGLISH, 20), NARROW, "shrink: 80%, expansion: 0%, tracking: 0%, hyphen-price: 9000")
    assert spaces.measure(pdf)["least"] < LEAST


def words_by_line(pdf):
    """Words and their widths, line by line: [(word, width)]."""
    said = spaces.subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    lines = collections.defaultdict(list)
    for number, page in enumerate(said.split("<page ")):
        for word in spaces.WORD.finditer(page):
            if word[5].isascii() and word[5].isalpha():
                lines[number, word[2]].append((word[5], float(word[3]) - float(word[1])))
    return list(lines.values())


def test_tracking_moves_all_letters_of_a_line_alike(measured):
    text = repeated(ENGLISH, 8)
    plain = {word: width for line in words_by_line(measured(text, WIDE, "expansion: 0%, tracking: 0%")[0]) for word, width in line}
    tracked = 0
    for line in words_by_line(measured(text, WIDE, "expansion: 0%, tracking: 0.5%")[0]):
        # A ligature is one letter to it.
        gaps = [(width - plain[word]) / (len(word) - 1) for word, width in line
                if word in plain and len(word) > 3 and not any(pair in word for pair in ("ff", "fi", "fl", "Th"))]
        if len(gaps) < 3:
            continue
        assert max(gaps) - min(gaps) < 0.004
        assert abs(statistics.fmean(gaps)) < 0.05 + 0.002
        tracked += abs(statistics.fmean(gaps)) > 0.01
    assert tracked > 6


def test_expansion_widens_all_words_of_a_line_alike(measured):
    text = repeated(ENGLISH, 8)
    plain = {word: width for line in words_by_line(measured(text, WIDE, "expansion: 0%, tracking: 0%")[0]) for word, width in line}
    expanded = 0
    for line in words_by_line(measured(text, WIDE, "expansion: 2%, tracking: 0%")[0]):
        ratios = [width / plain[word] for word, width in line if word in plain and len(word) > 3]
        if len(ratios) < 3:
            continue
        assert max(ratios) - min(ratios) < 0.002
        assert 0.979 < min(ratios) and max(ratios) < 1.021
        expanded += abs(statistics.fmean(ratios) - 1) > 0.005
    assert expanded > 10


def test_the_report_counts_the_same_spaces(measured, tmp_path):
    """A few lines, so that each space counts: mean, deviation and step of a sample, as they are in the PDF."""
    text = "---\nlang: en-GB\n---\nThe keeper wrote the height of water into a book each morning and nobody asked what it was for until " \
           "that winter when the river rose above the bridge\n"
    pdf, _ = measured(text, NARROW, "expansion: 0%, tracking: 0%, protrusion: 0%")
    run("build", tmp_path / "text.md", "--style", tmp_path / "sheet.yaml", "-o", pdf, f"--report={tmp_path}/report.json", program=PLATEN)
    told = json.loads((tmp_path / "report.json").read_text())["figures"]
    lines = [[gap / 2.5 for gap in line.gaps] for line in spaces.lines_of(pdf)][:-1]
    gaps = [gap for line in lines for gap in line]
    steps = [abs(statistics.fmean(line) - statistics.fmean(above)) for above, line in itertools.pairwise(lines)]
    assert 6 < len(gaps) < 30
    assert told["word-space-mean"] == pytest.approx(statistics.fmean(gaps), abs=0.001)
    assert told["word-space-deviation"] == pytest.approx(statistics.stdev(gaps), abs=0.001)
    assert told["word-space-step"] == pytest.approx(statistics.fmean(steps), abs=0.001)
