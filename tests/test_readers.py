"""Four readers take the same words from a page, in the same order: poppler, MuPDF, PDFium and pypdf.

What one of them reads otherwise is named here, with its reason; newer versions may read it well.
"""
import difflib
import pathlib
import re
import unicodedata

import pytest

import readers
import speech
from conftest import ROOT, run

OTHERS = [name for name in readers.READERS if name != "poppler"]
# poppler's marks of direction, some of them inside words, and with the only space beside a number among them
INSIDE, DIRECTIONS = re.compile("(?<=\\w)\u202c\u202b(?=\\w)"), re.compile("[\u202a-\u202e\u200e\u200f]")
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"


def plain(name, text):
    """A reader's text, without what says how lines are broken."""
    text = DIRECTIONS.sub(" ", INSIDE.sub("", unicodedata.normalize("NFC", text)))
    text = re.sub("[\u00ad\ufffe]\\s*", "", text)  # a hyphen that the end of a line made; PDFium has a sign of its own for it
    if name in ("mupdf", "pypdf"):
        text = re.sub("\u2010\\s*\n", "", text)  # they don't read /ActualText, and give the glyph's own character
    return re.sub(r"(\.\s*){4,}", " ", text)  # leaders


def words(name, text):
    return plain(name, text).split()


def differences(due, said):
    matcher = difflib.SequenceMatcher(None, due, said, autojunk=False)
    return [(due[a:b], said[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def is_known(name, due, said):
    """Is this a reader's own way, which no PDF could change?"""
    one, other = "".join(due), "".join(said)
    if name == "pdfium" and not due and len(said) == 1 and said[0].isupper() and len(said[0]) == 1:
        return True  # an initial of several lines, whose word has it too: PDFium gives what an empty /ActualText replaces
    if name == "pdfium":  # takes a hyphen that the author wrote, at the end of a line, for one that the line made
        return len(due) > len(said) and one.replace("-", "") == other.replace("-", "")
    if name in ("mupdf", "pypdf") and one == other and len(said) == len(due) + 1 and len(said[0]) == 1 and said[0].isupper():
        # An initial of several lines, and the rest of its word. The two are on different baselines, which both readers take for a
        # line's end; the /ActualText that has the whole word is not read by them.
        return True
    if name == "pypdf" and one == other and len(said) > len(due):
        # takes a kern of more than half a space, and a change of size, for a space: "‘ And", "HA VE", "H 2O", "Ctrl+ C"
        cuts, at = [], 0
        for word in said[:-1]:
            at += len(word)
            cuts.append(one[at - 1:at + 1])
        return all(re.search(r"[‘’“”',.;:+\d]|[A-Z]{2}", cut) for cut in cuts)
    return False


def agree(path, clean=lambda text: text):
    due = words("poppler", clean(plain("poppler", readers.poppler(path))))
    assert len(due) > 20
    for name in OTHERS:
        said = words(name, clean(plain(name, readers.READERS[name](path))))
        wrong = [pair for pair in differences(due, said) if not is_known(name, *pair)]
        assert not wrong, (name, wrong[:10])


def without_right_to_left(text):
    """Their lines are held to the manuscript below: what is beside their words is left out, too."""
    return re.sub(rf"[\s.,:;]*\S*[{RIGHT_TO_LEFT}][^A-Za-zÀ-ÿ]*", " ", text)


def test_report(report):
    agree(report[0])
    agree(report[1])


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    out = tmp_path_factory.mktemp("manual") / "manual.pdf"
    assert run("build", "content/manual", "--style", "styles/manual.yaml", "-o", out, "-q", cwd=ROOT).returncode == 0
    return out


def test_manual(manual):
    agree(manual, without_right_to_left)


TEXT = """---
title: Four readers
lang: en
toc: true
---

# A long way

""" + "\n\n".join(
    f"‘And so,’ said paragraph {i}, ‘AVAST! The well-known incomprehensibilities of typesetting, particularly hyphenation, "
    f"are *unquestionably* interesting.’[^{i}] It went on, and on, {'and on, ' * (i % 7)}without an end in sight.\n\n"
    f"[^{i}]: A note with `code = {i}` and a ratio of 1/{i + 2}."
    for i in range(40)) + """

# Things

1. one
2. two
   - inner
   - [x] done

Term
: its definition

| Left | Right | Far |
|:-----|------:|-----|
| a cell | 12 | three words here |
| b | 3 | |

> A quotation
> of two lines\\
> and a verse.

```
code { of }
    lines
```
"""


def test_text(build):
    """Long paragraphs, hyphens, notes, lists, tables, code, contents; on both sides of the sheet, with heads."""
    done = build(TEXT)
    for path in (done.archive, done.archive2, done.print):
        agree(path)


# --- from right to left

HEBREW = "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם"
ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقل وضمير"
SCRIPTS = pytest.mark.parametrize("lang,line", [("he", HEBREW), ("ar", ARABIC)], ids=["he", "ar"])
MIRRORED = str.maketrans("()[]«»", ")(][»«")


def read(name, path):
    """A page from right to left, in its order of speech."""
    # in the order of the content (-raw) poppler gives words as they are painted, from left to right
    text = readers.said("pdftotext", str(path), "-") if name == "poppler" else readers.READERS[name](path)
    # MuPDF 1.21 gives the letters as they are painted, too, so its lines are turned round; 1.25 gives them as they are read
    if name == "mupdf" and not any(" ".join(line.split()[:2]) in text for line in (HEBREW, ARABIC)):
        text = "\n".join(turned(line) for line in text.split("\n"))
    return words(name, text)


def turned(line):
    line = line[::-1].translate(MIRRORED)
    return re.sub(r"[0-9A-Za-z][0-9A-Za-z ]*[0-9A-Za-z]", lambda found: found[0][::-1], line)


@SCRIPTS
@pytest.mark.parametrize("name", readers.READERS)
def test_lines_from_right_to_left(build, lang, line, name):
    """Words of one script: each reader has them in the order of the manuscript."""
    text = " ".join([line] * 6)
    done = build(f"---\nlang: {lang}\n---\n\n{text}\n")
    for path in (done.archive, done.print):
        said = " ".join(read(name, path))
        if lang == "ar" and name == "poppler":
            # poppler turns the letters of a ligature (lam-alef) round: only the words without one are held to their letters
            assert len(said.split()) - 1 == len(text.split()) or " ".join(text.split()) in said
            continue
        assert text in said, said


def letters(text):
    return " ".join(re.findall(rf"[{RIGHT_TO_LEFT}]+", text.replace("،", " ")))


@SCRIPTS
@pytest.mark.parametrize("name", ["poppler", "pdfium", "pypdf"])
def test_signs_of_another_face(build, lang, line, name):
    """Faces of Hebrew lack the comma, faces of Arabic the colon; the words and signs are read in order all the same.

    pdf.js 3.11 has this order too, but loses the space where a face ends: it drops spaces before a move to the left (its
    compareWithLastPosition). No order of painting serves it better: from left to right in the whole line, as before, it kept the
    spaces and gave the stretches between the signs in the wrong order."""
    comma = "،" if lang == "ar" else ","
    done = build(f"---\nlang: {lang}\n---\n\n{line}{comma} {line}: ({line}) {line}. {line}!\n")
    for path in (done.archive, done.archive2, done.print):
        said = letters(" ".join(read(name, path)))
        if (name, lang) == ("poppler", "ar"):  # see above
            assert len(said.split()) == 5 * len(line.split())
        else:
            assert said == " ".join([line] * 5)


# What readers make of a line that has a number, a Latin phrase or brackets in it.
MIXED = {
    "poppler": "in order; a bracket may be on the wrong side of its space",
    "mupdf": "in order, the letters of a stretch as they are painted",
    "pdfium": "turns the words of a Latin phrase round, and does not mirror brackets",
    "pypdf": "in order, with spaces beside signs that are in another face",
}


@SCRIPTS
@pytest.mark.parametrize("name", MIXED)
def test_mixed_lines_lose_no_word(build, lang, line, name):
    done = build(f"---\nlang: {lang}\n---\n\n{line} 2014 [Platen sets]{{lang=en}} ({line}) {line}.\n")
    due = sorted(f"{line} 2014 Platen sets {line} {line}".split())
    said = re.sub(r"[().]", " ", " ".join(read(name, done.archive))).split()
    said.remove("1")  # the folio
    if lang == "ar" and name == "poppler":
        assert len(said) == len(due)  # see above
    else:
        if name in readers.JOINING and readers.version(name) >= readers.JOINING[name]:
            said, due = "".join(said), "".join(due)  # the letters alone
        assert sorted(said) == sorted(due)


def test_a_line_from_right_to_left_leaves_initials_whole(build):
    """On a page that has such a line, too, an initial of several lines is read with the rest of its word."""
    done = build("---\nlang: en\n---\n\n::: {.initial}\n" + "Words of an English page. " * 12 + f"\n:::\n\n[{HEBREW}]{{lang=he}}\n")
    assert words("poppler", readers.poppler(done.archive))[:2] == ["Words", "of"]


@SCRIPTS
def test_words_without_letters_from_right_to_left(build, lang, line):
    """The number of an item, a range and brackets are painted as they look, and their tags say what was written."""
    done = build(f"---\nlang: {lang}\n---\n\n1. {line}\n\n| {line} |\n|---|\n| 1–2 |\n| “[x] y”. |\n")
    for path in (done.archive, done.archive2, done.print):
        said = speech.speak(path)
        assert "label: 1.\n" in said and ": 1–2\n" in said and "[x] y" in said and said.count(".") == 2, said
