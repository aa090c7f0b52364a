"""What listeners hear, beyond the goldens of tests/cases/speech (test_cases.py): editions alike, and the ways between elements."""
import itertools
import random
import re
import subprocess

import pikepdf
import pytest

import cases
import speech
import structure
from conftest import SANITIZED, run
from content import paints

SPOKEN = sorted((cases.FOLDER / "speech").glob("*.md"))
SAME = [("paragraph (Title)", "title"), ("paragraph (Subtitle)", "paragraph"), ("group (Aside)", "aside"),
        (", Disc", ""), (", Unordered", ""), (", Description", "")]


def alike(text):
    for name, common in SAME:
        text = text.replace(name, common)
    return text


@pytest.mark.parametrize("manuscript", SPOKEN, ids=[path.stem for path in SPOKEN])
def test_both_archive_editions_speak_alike(manuscript, tmp_path):
    """One tree in the tags of PDF 1.7 and of PDF 2.0: only the words for roles differ."""
    done = run("build", manuscript.name, *cases.options_of(manuscript), "--edition=archive2", "-o", tmp_path / "out.pdf",
               program=SANITIZED, cwd=manuscript.parent)
    assert done.returncode == 0, done.stderr
    assert alike(speech.speak(tmp_path / "out.pdf")) == alike(manuscript.with_suffix(".speech").read_text())


def test_no_words_are_lost_under_an_alternative(build):
    """Nothing below a Figure with /Alt is read, so nothing is there."""
    for manuscript in SPOKEN:
        assert "LOST" not in manuscript.with_suffix(".speech").read_text(), manuscript


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """An archive2 edition with contents, notes and links."""
    folder = tmp_path_factory.mktemp("second")
    (folder / "text.md").write_text("---\ntitle: Ways\nlang: en\ntoc: true\n---\n\n# One {#one}\n\nA note.[^n] Again.[^n] See [](#two).\n\n"
                                    "# Two {#two}\n\nWords.\n\n[^n]: The note.\n")
    done = run("build", "text.md", "--edition=archive2", "-o", "out.pdf", program=SANITIZED, cwd=folder)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(folder / "out.pdf") as pdf:
        yield pdf


def test_second_edition_is_pdf_2(second):
    assert second.pdf_version == "2.0" and "/Info" not in second.trailer
    spaces = {str(space.NS) for space in second.Root.StructTreeRoot.Namespaces}
    assert spaces == {"http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"}
    assert "/RoleMap" not in second.Root.StructTreeRoot
    with second.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "4" and xmp["pdfaid:rev"] == "2020" and xmp["pdfaid:conformance"] == "F"
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "2" and xmp["{http://www.aiim.org/pdfua/ns/id/}rev"] == "2024"


def test_notes_and_marks_refer_to_each_other(second):
    tree = structure.Tree(second).root[0]
    note = next(tree.all("FENote")).dictionary
    marks = [e.dictionary for e in tree.all("Reference") if any(note.objgen == ref.objgen for ref in e.dictionary.get("/Ref", []))]
    assert len(marks) == 2
    assert {ref.objgen for ref in note.Ref} == {mark.objgen for mark in marks}
    assert note.A.NoteType == "/Footnote"


def test_entries_refer_to_their_headings(second):
    tree = structure.Tree(second).root[0]
    headings = {e.dictionary.objgen for e in tree.all("H1")}
    entries = list(tree.all("TOCI"))
    assert len(entries) == 2 and all(e.dictionary.Ref[0].objgen in headings for e in entries)


def test_ways_lead_to_elements(second):
    """Links, bookmarks and names: to a page and to the element that is there."""
    elements = {e.dictionary.objgen for e in structure.Tree(second).root[0].all()}
    ways = [a.A for page in second.pages for a in page.get("/Annots", []) if a.A.S == "/GoTo"]
    ways += [item.obj.A for item in second.open_outline().root]
    ways += [way for _, way in structure.names(second.Root.Names.Dests)]
    assert len(ways) >= 9
    for way in ways:
        assert way.SD[0].objgen in elements and way.D[0].Type == "/Page" and list(way.SD)[1:] == list(way.D)[1:]


def test_a_heading_for_screens_alone_stays_where_levels_need_it(build):
    """Its words are not painted in print; without its element H2 would follow no H1 (ISO 14289-1, 7.4.2)."""
    done = build("# [On the screen]{.screen}\n\n## Below\n\nWords.\n")
    with pikepdf.open(done.print) as pdf:
        headings = [(e.name, e.text.strip()) for e in structure.Tree(pdf).root[0].all("H1", "H2")]
    assert headings == [("H1", ""), ("H2", "Below")]


def test_a_line_through_words_keeps_their_space(build):
    """In lines of both directions, too: within a line, and at its end."""
    done = build("---\nlang: he\n---\n\nשלום ~~loru~~ poka ~~kale~~ שלום ~~עולם~~\\\nzovi ~~שלום~~ ~~mira~~\\\nשלום\n")
    for path in (done.archive, done.archive2, done.print):
        with pikepdf.open(path) as pdf:
            assert structure.Tree(pdf).root[0].text.split() == "שלום loru poka kale שלום עולם zovi שלום mira שלום".split()


def test_words_go_on_over_the_end_of_a_page(build):
    """Between letters that are written without spaces there is none where a page ends, nor in a word that had to be divided there."""
    letters = "春天的早晨城市里的人们都在忙碌着各自的事情而河边的柳树已经发芽" * 80
    word = "x" * 6000
    for text in (letters, word):
        done = build(f"---\nlang: zh\n---\n\n{text}\n")
        with pikepdf.open(done.archive) as pdf:
            assert len(pdf.pages) > 1
            assert structure.Tree(pdf).root[0].text.strip() == text


def test_entries_of_the_contents_speak_like_their_headings(build):
    """A word of another language has it in the contents and in the lists, too, and an abbreviation says what it stands for."""
    build.write("p.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>')
    done = build("---\nlang: en\ntoc: true\nlof: true\n---\n\n# On [la *boulangerie*]{lang=fr} of [EU]{expand=\"European Union\"} men\n\n"
                 "![Of [Brot]{lang=de} alone](p.svg){alt=a}\n")
    for path in (done.archive, done.archive2, done.print):
        with pikepdf.open(path) as pdf:
            entries = [entry for root in structure.Tree(pdf).root for entry in root.all("TOCI")]
            said = [[(span.get("Lang"), span.get("E"), " ".join(span.text.split())) for span in entry.all("Span")] for entry in entries]
        assert said == [[("fr", None, "la boulangerie"), (None, "European Union", "EU")], [("de", None, "Brot")]]


def test_descriptions_of_links_are_in_the_language_of_their_elements(build):
    """A note's mark says its word in the document's, an entry of a list in that of its words; PDF 2.0 says it beside the words, too."""
    build.write("p.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>')
    done = build("---\nlang: de\nlof: true\n---\n\n::: {lang=fr}\nMots[^n] et [site](https://e.org/).\n\n![Une figure](p.svg){alt=a}\n:::\n\n[^n]: Worte\n")
    due = [("1 Une figure, page\xa01", "fr"), ("Fußnote\xa01", "de"), ("site", "fr"), ("Zurück zum Text\xa01", "de")]
    for path in (done.archive, done.archive2):
        with pikepdf.open(path) as pdf:
            said = []
            for link in structure.Tree(pdf).root[0].all("Link"):
                above = link.dictionary
                while "/Lang" not in above and above.S != "/Document":
                    above = above.P
                lang = str(above.get("/Lang", pdf.Root.Lang))
                said += [(str(each.Contents), lang) for each in link.annotations]
                for each in link.annotations:
                    assert str(each.get("/Lang", "de")) == (lang if path == done.archive2 else "de")
        assert sorted(said) == sorted(due)


def test_abbreviations_are_expanded(build):
    done = build("The [WGA]{expand=\"whole-of-government approach\"} is long.\n")
    for path in (done.archive, done.archive2, done.print):
        with pikepdf.open(path) as pdf:
            spans = [(e.text.strip(), e.get("E")) for e in structure.Tree(pdf).root[0].all("Span")]
        assert spans == [("WGA", "whole-of-government approach")]


ABBREVIATED = """---
lang: en
abbreviations:
  WGA: whole-of-government approach
  OECD: Organisation for Economic Co-operation and Development
  NGO: non-governmental organisation
abstract: The WGA.
---

# The WGA

An NGO[^1] of the [WGA](https://example.org) is a WGA. The OECD; the Organisation for Economic Co-operation and Development (OECD). NGO.

[^1]: An NGO.
"""


def expansions(path):
    with pikepdf.open(path) as pdf:
        return [(e.text.strip(), e.get("E").split("-")[0]) for e in structure.Tree(pdf).root[0].all() if e.get("E")]


def test_abbreviations_of_the_front_matter_are_expanded_in_all_editions(build):
    done = build(ABBREVIATED)
    found = expansions(done.archive)
    assert sorted(found) == sorted([("WGA", "whole")] * 4 + [("NGO", "non")] * 3 + [("OECD", "Organisation for Economic Co")])
    assert expansions(done.archive2) == found == expansions(done.print)


def test_abbreviations_are_explained_where_the_style_says(build):
    """After the first mention in a paragraph of the text and of the abstract, then without /E; not where the author explains it."""
    done = build(ABBREVIATED, options=["--style", build.write("first.yaml", "abbreviations: full-first\n")])
    with pikepdf.open(done.archive) as pdf:
        said = [" ".join(e.text.split()) for e in structure.Tree(pdf).root[0].all("P", "H1")]
    assert said == ["The WGA (whole-of-government approach).", "The WGA",
                    "An NGO (non-governmental organisation)1 of the WGA is a WGA (whole-of-government approach). The OECD; the "
                    "Organisation for Economic Co-operation and Development (OECD). NGO.", "An NGO."]
    assert sorted(expansions(done.archive)) == sorted([("WGA", "whole")] * 2 + [("NGO", "non")] * 2 + [("OECD", "Organisation for Economic Co")])


def test_columns_head_their_rows(build):
    done = build("| Year | Sold |\n|---|---|\n| 2001 | 5 |\n\n: Sales {#sales row-heads=1}\n")
    assert not done.stderr.count("attribute")
    with pikepdf.open(done.archive) as pdf:
        table = next(structure.Tree(pdf).root[0].all("Table"))
    heads = {e.get("ID"): (e.text.strip(), str(e.attribute("Table", "Scope"))) for e in table.all("TH")}
    assert list(heads.values()) == [("Year", "/Column"), ("Sold", "/Column"), ("2001", "/Row")]
    cell = next(table.all("TD"))
    assert [heads[str(name)][0] for name in cell.attribute("Table", "Headers")] == ["Sold", "2001"]


def test_a_soft_hyphen_hides_no_word(build):
    """In bookmarks, contents and the text: a search finds the word."""
    done = build("---\ntoc: true\ntitle: A soft&shy;ened title\n---\n\n# A hyphen&shy;ated head\n\nA divi&shy;sible word, and divi&shy;sibil&shy;ity.\n")
    with pikepdf.open(done.archive) as pdf:
        assert "\u00ad" not in structure.Tree(pdf).root[0].text
        assert [item.title for item in pdf.open_outline().root] == ["A hyphenated head"]
        with pdf.open_metadata() as xmp:
            assert "\u00ad" not in xmp["dc:title"]


def test_code_and_verse_keep_their_lines(build):
    done = build("```\nif a:\n    b\n\n    c  # d\n```\n\nOne\\\ntwo\n")
    with pikepdf.open(done.archive) as pdf:
        tree = structure.Tree(pdf).root[0]
    code = next(tree.all("Code")).text
    assert re.sub(" +\n", "\n", code).strip() == "if a:\n    b\n\n    c  # d"
    assert [line.strip() for line in list(tree.all("P"))[-1].text.strip().split("\n")] == ["One", "two"]


HEBREW = "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם"
ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق"


@pytest.mark.parametrize("lang,words", [("he", HEBREW), ("ar", ARABIC)], ids=["he", "ar"])
def test_lines_from_right_to_left_are_painted_as_they_look(build, lang, words):
    """From left to right (ISO 32000-1, 14.8.2.3.3) within a face, the spaces with them, and faces in order; the tree and poppler read the words in order."""
    done = build(f"---\nlang: {lang}\n---\n\n{words} 2014 {words} [Platen sets]{{lang=en}} *{words}*\n")
    for path in (done.archive, done.archive2, done.print):
        with pikepdf.open(path) as pdf:
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"
            shows = [paint for paint in paints(pdf.pages[0]) if paint.kind == "text" and any(mark.mcid is not None for mark in paint.marks)
                     and paint.state.font.text(paint.what).strip()]
            stretches = [[paint.box[0] for paint in stretch] for _, stretch in itertools.groupby(
                shows, key=lambda paint: (round(paint.box[1]), paint.state.font, paint.state.size))]
            assert len({round(paint.box[1]) for paint in shows}) >= 2 and len(stretches) >= 5
            for at in stretches:
                assert all(b > a - 3 for a, b in zip(at, at[1:]))  # but for kerning
            jumps = [b[0] < a[0] for a, b in zip(stretches, stretches[1:])]
            assert jumps.count(False) < len({round(paint.box[1]) for paint in shows})  # where a line ends
            tree = structure.Tree(pdf).root[0]
            if lang == "he":  # Arabic's forms are other characters in the test's reader of fonts, not in a screen reader's
                said = " ".join(tree.text.split())
                assert said == f"{words} 2014 {words} Platen sets {words}"
        text = subprocess.run(["pdftotext", "-nopgbrk", path, "-"], capture_output=True, text=True, check=True).stdout
        text = re.sub("[\\s\u202a-\u202e\u200e\u200f]", "", text)  # poppler puts the space beside a number among its marks of direction
        assert text.startswith(f"{words}2014{words}".replace(" ", "")), text


ALEFBET = "כל בני האדם נולדו חורין ושווים בערכם ובזכויותיהם שלום עולם ספר".split()
LATIN = "alpha beta gamma delta Platen sets".split()


def mixed(rng, own, other, language):
    """A paragraph as it is written and as it is read: words, figures, another language, brackets, links and code, and signs after them."""
    written, read = [], []
    for _ in range(rng.randint(4, 14)):
        words, foreign = " ".join(rng.choices(own, k=rng.randint(1, 4))), " ".join(rng.choices(other, k=rng.randint(1, 3)))
        form, said = rng.choice([("{0}", words), ("{0}", words), ("{0}", words), ("{0}", rng.choice(["5", "2014", "3.5", "1–2"])),
                                 (f"[{{0}}]{{{{lang={language}}}}}", foreign), ("({0})", words), ("*{0}*", words),
                                 ("[{0}](https://example.org)", words), ("`{0}`", f"{own[0]} = 1;"), ("**{0}**", words)])
        sign = rng.choice(["", "", "", ",", ".", ":", "!", "?", ";"])
        written.append(form.format(said) + sign)
        read.append((f"({said})" if form == "({0})" else said) + sign)
    return " ".join(["#", *written]), " ".join(read)


def words_of(element):
    """All that it holds, whatever of that is a block."""
    return "".join(kid if isinstance(kid, str) else words_of(kid) for kid in element.kids if not isinstance(kid, pikepdf.Dictionary))


@pytest.mark.parametrize("lang,own,other,language", [("he", ALEFBET, LATIN, "en"), ("en", LATIN, ALEFBET, "he")], ids=["he", "en"])
def test_mixed_lines_are_read_as_they_are_written(build, lang, own, other, language):
    """Whatever runs from right to left in a line, in however many faces: the tags have each word, sign and space in order."""
    rng = random.Random(11)
    texts = [mixed(rng, own, other, language) for _ in range(60)]
    done = build(f"---\nlang: {lang}\n---\n\n" + "\n\n".join(written for written, _ in texts) + "\n")
    for path in (done.archive, done.archive2):
        with pikepdf.open(path) as pdf:
            said = [" ".join(words_of(heading).split()) for heading in structure.Tree(pdf).root[0].all("H1")]
        assert said == [read for _, read in texts]
