"""The quality report: small documents with a known blemish each, the figures of one that has none, limits and --werror."""
import json
import re
import subprocess

import jsonschema
import pikepdf
import pytest

from conftest import ROOT, SANITIZED, environment, keep_pdf, run
from content import paints

SCHEMA = json.loads((ROOT / "styles/quality.schema.json").read_text())

# A page of ten lines of 240 pt. Nothing of the breakers' freedom is left, so that what is written is what is set.
SHEET = """
page: {size: 300pt 240pt, margins: {inner: 30pt, outer: 30pt, top: 40pt, bottom: 40pt}, grid: 14pt, lines: 10, folio: none}
text: {family: TeX Gyre Pagella, size: 10.5pt, indent: 12pt, hyphenate: false}
lines: {expansion: 0%, tracking: 0%, protrusion: 0%}
pages: {variants: false, spread-less: 0, spread-more: 0, end-least: 1}
roles:
  heading2: {size: 10.5pt, leading: 14pt, space-before: 0, space-after: 0, space-less: 0, space-more: 0}
  list: {space-before: 0, space-after: 0, space-less: 0, space-more: 0}
"""
ALONE = "text: {family: TeX Gyre Pagella, size: 10.5pt, indent: 12pt, hyphenate: false, orphans: 1, widows: 1}\n"

HYPHENS = "text: {family: TeX Gyre Pagella, size: 10.5pt, indent: 12pt, hyphenate: true}\n"
EVEN = "The men who came to the town at noon had seen the ships far out at sea and said so to all who would hear them."


class Report:
    def __init__(self, text):
        self.all = json.loads(text)
        jsonschema.Draft202012Validator(SCHEMA).validate(self.all)
        self.figures = self.all["figures"]
        self.measures = {m["name"]: m for m in self.all["measures"]}
        self.blemishes = self.all["blemishes"]

    def of(self, rule):
        return [b for b in self.blemishes if b["rule"] == rule]


@pytest.fixture
def check(tmp_path):
    """Check a text; returns the run with .report (where it was asked for)."""
    def go(text, sheet="", options=("--report=-",), status=0, name="text.md"):
        (tmp_path / name).write_text(text)
        again = tuple(re.findall(r"^\w+:", sheet, re.M))  # said again, a section of SHEET gives way
        own = "".join(line + "\n" for line in SHEET.splitlines() if not (again and line.startswith(again)))
        (tmp_path / "sheet.yaml").write_text(own + sheet)
        done = run("check", name, "--style", "sheet.yaml", *options, program=SANITIZED, cwd=tmp_path)
        assert done.returncode == status, done.stderr
        done.stderr = re.sub(r"^.*\[lang-missing\]\n", "", done.stderr, flags=re.MULTILINE)  # no text here names its language
        done.report = Report(done.stdout) if "--report=-" in options else None
        return done
    return go


def lines(*words):
    """A paragraph whose lines end where they are said to."""
    return "\\\n".join(words) + "\n"


def test_even_text_has_no_blemish(check):
    report = check(EVEN + "\n").report
    assert report.blemishes == []
    assert report.figures["pages"] == 1 and report.figures["paragraphs"] == 1
    assert report.figures["lines"] == report.figures["running-lines"] == 3
    assert report.figures["justified-lines"] == 2
    assert all(not m["exceeded"] and m["limit"] is None for m in report.all["measures"])


GAPING = "Straightforwardness counterrevolutionaries incomprehensibilities.\n"  # no line of it can be filled well


def test_loose(check):
    short, = check(GAPING).report.of("loose")
    assert (short["line"], short["column"], short["page"]) == (1, 1, 1) and "left short" in short["what"]
    loose, = check("The men who came to the town at noon had a straightforwardness.\n").report.of("loose")
    assert float(re.search(r"are ([\d.]+) times", loose["what"])[1]) > 1.5


def test_limits_of_lines_are_the_style_sheets(check):
    words = json.loads(check(EVEN + "\n").stdout)["figures"]
    assert words["word-space-least"] < words["word-space-most"]
    report = check(EVEN + "\n", "lines: {expansion: 0%, tracking: 0%, protrusion: 0%, loose: 0%, tight: 0%}\n").report
    assert len(report.of("loose")) + len(report.of("tight")) == 2


def test_words_that_no_line_holds(check):
    report = check("Of [" + "x" * 60 + "](#x) of\n\n## X\n").report
    assert [(b["line"], b["column"]) for b in report.of("cut-word")] == [(1, 1)]


def test_runts(check):
    few = check(lines("The men who came to the town at noon", "in.")).report.of("runt")
    assert len(few) == 1 and "3 characters" in few[0]["what"] and (few[0]["line"], few[0]["column"]) == (2, 1)
    enough = check(lines("The men who came to the town at noon", "in all.")).report
    assert not enough.of("runt") and enough.measures["runts"]["of"] == 1


def test_hyphens_and_ladders(check):
    """Words that fill no line alone and must be divided."""
    report = check("of the incomprehensibilities " * 9 + "\n", HYPHENS).report
    hyphens = report.measures["hyphens"]
    assert hyphens["count"] >= 2 and hyphens["of"] == report.figures["lines"] - 1
    ladders = report.of("ladder")
    assert ladders and report.figures["longest-ladder"] == max(int(b["what"].split()[0]) for b in ladders)
    plain = check(EVEN + "\n").report
    assert plain.measures["hyphens"]["count"] == plain.figures["longest-ladder"] == 0


def test_stacks(check):
    """Each line is one long word and a short one, so that the long ones are above each other."""
    report = check("incomprehensibilities-counterrevolutionaries-it " * 5 + "\n").report
    assert len(report.of("stack")) >= 2
    assert {b["what"] for b in report.of("stack")} == {"two lines running begin with the same word", "two lines running end with the same word"}


def test_rivers(check):
    """Words of one width: every space lies under the one above."""
    report = check(("naan " * 60).strip() + "\n").report
    rivers = report.of("river")
    assert rivers and report.figures["longest-river"] >= 6
    assert "6 lines running" in rivers[0]["what"] or report.figures["longest-river"] > 6
    assert report.measures["rivers"]["count"] == len(rivers)


def filled(count):
    """So many lines of text, a paragraph of forced lines: words with no space between them make no river."""
    return lines(*(f"Line-{i}-of-them" for i in range(1, count + 1)))


def test_widows_and_orphans(check):
    """Of texts that leave the page breaker no other way."""
    report = check(filled(11)).report
    assert [b["page"] for b in report.of("widow")] == [2] and not report.of("orphan")
    assert report.of("widow")[0]["line"] == 11
    report = check(filled(9).replace("9-of-them", "9-of-them:") + "\n- " + filled(5).replace("\n", "\n  ")).report
    assert [b["page"] for b in report.of("orphan")] == [1] and not report.of("widow")
    report = check(filled(8) + "\n" + filled(5)).report
    assert not report.of("orphan") and not report.of("widow")


def test_lines_alone_are_no_blemish_where_the_style_allows_them(check):
    for text in (filled(11), filled(9) + "\n" + filled(5)):
        done = check(text, ALONE, options=("--report=-", "--werror=widow,orphan,short-page"))
        assert done.report.figures["pages"] == 2 and not done.report.blemishes


def test_stranded_heading(check):
    """A page of headings alone."""
    report = check("## Head\n\n" * 12 + filled(4)).report
    stranded = report.of("stranded-heading")
    assert len(stranded) == 1 and stranded[0]["page"] == 1 and (stranded[0]["line"], stranded[0]["column"]) == (19, 4)
    assert not check(filled(7) + "\n## Head\n\n" + filled(4)).report.of("stranded-heading")


def pages_with(text, check, sheet):
    """The figures of a text whose pages end as the style asks."""
    done = check(text, sheet, options=("--report=-", "--werror=stranded-heading,page-hyphen,short-page"))
    return done.report


PAGES = "pages: {variants: false, spread-less: 0, spread-more: 0, end-least: 1, %s}\n"


def test_lines_behind_a_heading(check):
    """Six lines, a heading, and what comes after it to the page's foot: three lines, then of a paragraph in which pages may end."""
    text = filled(6) + "\n## Head\n\n" + filled(8)
    assert pages_with(text, check, PAGES % "heading-lines: 3").figures["pages"] == 2
    short = check(text, PAGES % "heading-lines: 4").report
    assert not short.of("stranded-heading") and [b["page"] for b in short.of("short-page")] == [1]
    several = filled(7) + "\n## Head\n\n- One.\n- Two.\n- Three.\n- Four.\n- Five.\n- Six.\n"
    assert pages_with(several, check, PAGES % "heading-lines: 2").figures["pages"] == 2
    assert [b["page"] for b in check(several, PAGES % "heading-lines: 3").report.of("short-page")] == [1]


def test_hyphens_at_the_ends_of_pages(check):
    """A paragraph whose tenth line ends inside a word, on pages of ten lines."""
    sheet = HYPHENS.replace("hyphenate: true", "hyphenate: true, orphans: 1, widows: 1") + PAGES
    texts = ("all " * words + "of the incomprehensibilities " * 24 + "\n" for words in range(12))
    text = next(text for text in texts if check(text, sheet % "hyphens: forbid").report.of("page-hyphen"))
    assert check(text, sheet % "hyphens: forbid").report.of("short-page")
    allowed = check(text, sheet % "hyphens: allow", options=("--report=-", "--werror=short-page,page-hyphen")).report
    assert allowed.figures["pages"] > 1 and not allowed.of("page-hyphen")


def test_runts_at_the_heads_of_pages(check):
    text = lines(*filled(10).replace("\\", "").split(), "in.")
    assert check(text, ALONE + PAGES % "runts: allow", options=("--report=-", "--werror=short-page")).report.figures["pages"] == 2
    assert check(text, ALONE + PAGES % "runts: forbid").report.of("short-page")
    assert not check(lines(*text.replace("\\", "").split()[:-1], "in-all-of-it."), ALONE + PAGES % "runts: forbid").report.of("short-page")


def test_chapter_end(check):
    report = check(filled(12), "pages: {variants: false, spread-less: 0, spread-more: 0, end-least: 5}\n").report
    end, = report.of("chapter-end")
    assert end["page"] == 2 and "has 2 lines and should have 5" in end["what"]
    assert not check(filled(16), "pages: {variants: false, spread-less: 0, spread-more: 0, end-least: 5}\n").report.of("chapter-end")


def test_columns_are_exact(check):
    """Where the manuscript says more than is set: escapes, entities, dashes, marks; and where names have other letters."""
    text = "“Quotes” -- and... so \\*on\\* &amp; more: `code` and *words* to come to the end of it all, as men know it.\n"
    report = check(text, "lines: {expansion: 0%, tracking: 0%, protrusion: 0%, loose: 0%, tight: 0%}\n", name="plätze.md").report
    places = [b["column"] for b in report.blemishes if b["rule"] in ("loose", "tight")]
    assert places[0] == 1 and all(column == 1 or text[column - 2] in " *`" for column in places)
    assert all(b["file"] == "plätze.md" for b in report.blemishes)


RUNT = lines("The men who came to the town at noon", "in.") + "\n" + EVEN + "\n"


def test_limits(check):
    assert check(RUNT, "quality: {runts: 1}\n", options=()).stderr == ""
    done = check(RUNT, "quality: {runts: 0}\n", options=(), status=1)
    assert "note: a paragraph's last line has 3 characters" in done.stderr
    assert re.search(r"sheet\.yaml: error: runts: 1 found, and 'quality' allows 0: .* \[quality-limit\]", done.stderr)
    done = check(RUNT, "quality: {runts: 60%}\n", options=())
    assert done.stderr == ""
    done = check(RUNT, "quality: {runts: 33.3%}\n", status=1)
    assert done.report.measures["runts"] == {"name": "runts", "count": 1, "of": 2, "per": "paragraphs of two lines or more", "share": 0.5,
                                             "limit": "33.3%", "exceeded": True}
    assert check(RUNT, "quality: {runts: none, deviation: 100%}\n").stderr == ""


def test_werror(check):
    assert check(RUNT, options=()).stderr == ""
    assert check(RUNT, options=("--werror",)).stderr == ""
    done = check(RUNT, options=("--werror=river,runt",), status=1)
    assert "text.md:2:1: error: a paragraph's last line has 3 characters" in done.stderr and "[runt]" in done.stderr
    assert "[loose]" in check(GAPING, options=("--werror=loose",), status=1).stderr
    assert "no message named: lose; did you mean 'loose'?" in check(GAPING, options=("--werror=lose",), status=2).stderr


def test_a_thing_has_one_name(check):
    """The style sheet counts in the plural what --werror, the messages and the report name in the singular: 'runts', 'runt'."""
    item = SCHEMA["properties"]["blemishes"]["items"]["properties"]
    rules = item["rule"]["enum"]
    keys = SCHEMA["properties"]["measures"]["items"]["properties"]["name"]["enum"]
    plural = {rule: rule.replace("foot", "feet") if rule.endswith("foot") else rule if rule in ADJECTIVES else rule + "s" for rule in rules}
    assert [key for key in keys if key not in FIGURES] == list(plural.values())
    for rule in rules:
        done = check(EVEN + "\n", f"quality: {{{plural[rule]}: none}}\n", options=(f"--werror={rule}",))
        assert done.stderr == ""


FIGURES = {"deviation", "step", "hyphens"}                    # no blemishes
ADJECTIVES = {"loose", "tight", "overfull", "off-grid"}       # of lines


@pytest.mark.parametrize("sheet", ["{widows: some}", "{widows: -1}", "{widow: 0}", "{deviation: 3}", "{widows: 101%}", "{widows: [1]}"])
def test_bad_limits(check, sheet):
    assert "error:" in check(EVEN, f"quality: {sheet}\n", options=(), status=1).stderr


def test_sarif(check, tmp_path):
    check(filled(11), options=("--report=out.sarif",), name="a text.md")
    log = json.loads((tmp_path / "out.sarif").read_text())
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json") and len(log["runs"]) == 1
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["name"] == "Platen"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(rules) == len(set(rules)) and sorted(rules) == sorted(SCHEMA["properties"]["blemishes"]["items"]["properties"]["rule"]["enum"])
    assert all(rule["shortDescription"]["text"].endswith(".") and rule["help"]["text"].endswith(".") for rule in driver["rules"])
    result, = (r for r in log["runs"][0]["results"] if r["ruleId"] == "widow")
    assert rules[result["ruleIndex"]] == result["ruleId"] == "widow" and result["level"] == "note"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20text.md" and place["region"] == {"startLine": 11, "startColumn": 1}
    assert result["message"]["text"].startswith("page 2 begins")
    check(filled(11), "quality: {widows: 0}\n", options=("--report=out.sarif",), status=1)
    levels = {r["ruleId"]: r["level"] for r in json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]}
    assert levels == {"widow": "error", "short-page": "warning"}


def test_report_is_reproducible_and_whole(check, tmp_path):
    check(filled(11), options=("--report=one.json",))
    check(filled(11), options=("--report=two.json", "-j", "1"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    check(filled(11), options=("--report=none/there.json",), status=3)
    check(filled(11), options=("--report=report.txt",), status=2)


def build(tmp_path, text, *options, sheet="", status=0):
    (tmp_path / "text.md").write_text(text)
    (tmp_path / "sheet.yaml").write_text(SHEET + sheet)
    done = run("build", "text.md", "--style=sheet.yaml", "-o", "text.pdf", *options, program=SANITIZED, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    return done


def text_of(path, page):
    return subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"], capture_output=True, text=True, check=True,
                          env=environment()).stdout


def placed(stream):
    """Where a content stream puts its lines, and what they are tagged with; its codes may differ, for subsets do."""
    return re.findall(rb"^[-\d. ]+ (?:Td|Tf|Tz)$|^/\w+ <<.*BDC$", stream, re.M)


def test_proof_shows_the_same_pages(tmp_path):
    text = EVEN + "\n\n" + filled(9)
    build(tmp_path, text, "-v")
    plain = (tmp_path / "text.pdf").read_bytes()
    assert "wrote text.proof.pdf" in build(tmp_path, text, "--proof", "-v").stderr
    assert (tmp_path / "text.pdf").read_bytes() == plain
    with pikepdf.open(tmp_path / "text.pdf") as pdf, pikepdf.open(tmp_path / "text.proof.pdf") as proof:
        assert len(pdf.pages) == len(proof.pages) == 2
        for page, proved in zip(pdf.pages, proof.pages):
            assert proved.TrimBox == page.MediaBox and float(proved.MediaBox[2]) > float(page.MediaBox[2])
            marked = [stream.read_bytes() for stream in proved.Contents]
            assert marked[0].startswith(b"/Artifact <</Type/Layout>> BDC\nq") and marked[-1].startswith(b"/Artifact <</Type/Layout>> BDC\nq")
            assert all(data.endswith(b"Q\nEMC\n") for data in (marked[0], marked[-1]))
            own = page.Contents.read_bytes() if isinstance(page.Contents, pikepdf.Stream) else b"".join(s.read_bytes() for s in page.Contents)
            assert placed(b"".join(marked[1:-1])) == placed(own) != []
    subprocess.run(["qpdf", "--check", str(tmp_path / "text.proof.pdf")], check=True, capture_output=True)
    keep_pdf(tmp_path / "text.proof.pdf", "proof.archive.pdf")


def test_remarks_of_a_proof_begin_from_a_clean_state(tmp_path):
    """They come after the page's own text, whose last line may be expanded or tracked."""
    text = "Interestingly, incomprehensibilities notwithstanding, words go on. " * 80
    (tmp_path / "text.md").write_text(f"---\nlang: en\n---\n\n{text}\n")
    (tmp_path / "sheet.yaml").write_text("page: {folio: none, head-verso: none, head-recto: none}\nlines: {expansion: 3%, tracking: 1%}\n")
    done = run("build", "text.md", "--style", "sheet.yaml", "--proof", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "text.proof.pdf") as proof:
        edge = float(proof.pages[0].TrimBox[2])
        found = [paint for paint in paints(proof.pages[0]) if paint.kind == "text"]
        remarks = [paint.state for paint in found if paint.box[0] > edge]
        own = [paint.state for paint in found if paint.box[0] < edge]
    assert any((state.stretch, state.letter_space) != (1, 0) for state in own) and len(remarks) > 3
    assert all(state.stretch == 1 and state.rise == 0 and state.letter_space == 0 for state in remarks)


def test_proof_says_what_was_decided(tmp_path):
    build(tmp_path, filled(11), "--proof")
    first, second = (re.sub(r"\s+", " ", text_of(tmp_path / "text.proof.pdf", page)) for page in (1, 2))
    assert "Page 1, recto" in first and "10 of 10 lines filled" in first
    assert "Page 2, verso" in second and "its chapter ends here" in second
    assert re.search(r"\d text.md 11:1: page 2 begins with 1 line of a paragraph", second)
    assert "Word spaces" not in first
    build(tmp_path, EVEN + "\n", "--proof")
    assert re.search(r"Word spaces \d\.\d\d to \d\.\d\d", re.sub(r"\s+", " ", text_of(tmp_path / "text.proof.pdf", 1)))


def test_proof_and_report_of_what_is_refused(tmp_path):
    """What tells of bad pages is there when the build fails on them; what it would have made is not."""
    done = build(tmp_path, filled(11), "--proof", "--report=out.json", sheet="quality: {widows: 0}\n", status=1)
    assert "quality-limit" in done.stderr
    assert (tmp_path / "out.json").exists() and (tmp_path / "text.proof.pdf").exists() and not (tmp_path / "text.pdf").exists()


def test_proof_needs_a_file(tmp_path):
    done = run("build", "-", "--proof", program=SANITIZED, cwd=tmp_path, stdin="Text.\n")
    assert done.returncode == 2 and "a proof can't go to standard output" in done.stderr


def test_the_report_meets_its_own_standard(tmp_path):
    done = run("check", ROOT / "content/luxembourg-report/report.md", "--style", ROOT / "styles/report.yaml", "--report=-", program=SANITIZED, cwd=tmp_path)
    report = Report(done.stdout)
    for name in ("overfull", "cut-words", "page-hyphens", "runts", "widows", "orphans", "stranded-headings", "uneven-feet", "off-grid"):
        assert report.measures[name]["count"] == 0, name
