"""Every PDF that the tests made, judged by veraPDF (PDF/A-3a, PDF/A-2a, PDF/A-4f, PDF/UA-1, PDF/UA-2, WTPDF), by Platen's own checks of PDF/X-4 and of what a
printer asks, by qpdf and poppler. Runs last.

A judge that is not there fails these tests: what could not be checked did not pass.
"""
import re
import subprocess
import warnings

import pytest

import pdfx
import press
from conftest import BUILD, KEPT, environment, run
from differential import overlaps

JARS = sorted((BUILD / "tools").glob("greenfield-apps-*.jar"))


def pdfs(edition):
    return sorted(KEPT.glob(f"*.{edition}.pdf"))


def verapdf(flavour, files):
    assert JARS, "veraPDF is not there: make check-deps fetches it"
    done = subprocess.run(["java", "-cp", str(JARS[-1]), "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text",
                           *map(str, files)], capture_output=True, text=True, timeout=900, env=environment())
    lines = [line for line in done.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    assert len(lines) == len(files), done.stdout + done.stderr
    failed = [line for line in lines if not line.startswith("PASS")]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("edition,flavour", [("archive", "3a"), ("archive", "ua1"), ("print", "2a"), ("print", "ua1"),
                                             ("archive2", "4f"), ("archive2", "ua2"), ("archive2", "wt1a"), ("archive2", "wt1r")])
def test_verapdf(edition, flavour, report):
    files = pdfs(edition)
    assert len(files) >= 1
    verapdf(flavour, files)


@pytest.mark.parametrize("edition,flavours", [("archive", ("2a", "ua1")), ("archive2", ("4", "ua2", "wt1a", "wt1r"))])
def test_verapdf_of_editions_that_carry_nothing(edition, flavours, tmp_path):
    (tmp_path / "text.md").write_text("---\nlang: en\ntoc: true\n---\n\n# Head\n\nWords.[^n]\n\n[^n]: A note.\n")
    (tmp_path / "bare.yaml").write_text("attachments: none\n")
    done = run("build", tmp_path / "text.md", "--style", tmp_path / "bare.yaml", "--edition", edition, "-o", tmp_path / "out.pdf")
    assert done.returncode == 0, done.stderr
    for flavour in flavours:
        verapdf(flavour, [tmp_path / "out.pdf"])


def test_verapdf_can_refuse(tmp_path):
    """The judge itself is judged: a PDF that claims nothing must not pass."""
    plain = tmp_path / "plain.pdf"
    subprocess.run(["qpdf", "--empty", str(plain)], check=True)
    with pytest.raises(AssertionError):
        verapdf("3a", [plain])


@pytest.mark.parametrize("edition", ["archive", "archive2", "print"])
def test_qpdf(edition, report):
    for path in pdfs(edition):
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, env=environment())
        assert done.returncode == 0, f"{path.name}: {done.stdout}{done.stderr}"


# What PDF 2.0 has and Debian 12's poppler (22.12) does not know yet.
OF_PDF_2 = re.compile(r"StructElem object is wrong type \((Title|Em|Strong|FENote|Sub|Aside)\)|Attribute ListNumbering value is of wrong type")


@pytest.mark.parametrize("edition", ["archive", "archive2", "print"])
def test_poppler_has_nothing_to_say(edition, report, tmp_path):
    """And finds no word that is painted over another."""
    for path in pdfs(edition):
        # of a page without words it says "no word list"
        # poppler knows the structure types of PDF 1.7 alone: of PDF 2.0's it says that they are wrong
        tree = [] if edition == "archive2" else [["pdfinfo", "-struct-text", str(path)]]
        for command in (["pdftotext", "-bbox", str(path), "-"], ["pdffonts", str(path)], *tree,
                        ["pdftoppm", "-r", "20", "-png", str(path), str(tmp_path / "page")]):
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, env=environment())
            said = [line for line in done.stderr.splitlines()
                    if line != "no word list" and not (edition == "archive2" and OF_PDF_2.search(line))]
            assert done.returncode == 0 and not said, f"{path.name}: {command[0]}: {done.stderr}"
            assert command[0] != "pdftotext" or not overlaps(done.stdout), f"{path.name}: {overlaps(done.stdout)[0]}"


def test_pdfx(report):
    """ISO 15930-7 (PDF/X-4), clause by clause."""
    faults = [f"{path.name}: {fault}" for path in pdfs("print") for fault in pdfx.judge(path)]
    assert not faults, "\n".join(faults)


# What tests ask for on purpose: words in inks that they measure, named after their ink and never in full black alone; numbers of lines
# of code, which are gray as its comments are; and pages of
# other files, in their forms, which paint black as they do: with the marks of an edition for the press, and the black of those for the screen.
MEASURED = r"page \d: '[a-z]{1,4} ?' is not 100 % black alone, but \((?!0, 0, 0, 1)"
EXCUSED = [re.compile(rf"test-{test}-\d\.print\.pdf: {fault}") for test, fault in (
    ("colour-py--test-grays-are-black-ink-alone", f"black_text: {MEASURED}"),
    ("colour-py--test-inks-are-printed-as-they-look-and-look-as-they-are-printed", f"black_text: {MEASURED}"),
    ("dialects-py--test-every-edition-directives-", r"black_text: page 1: '\d ' is not 100 % black alone, but \(0, 0, 0, 0.75\)$"),
    ("pictures-py--test-pages-of-our-own-editions-are-pictures", r"black_text: page [12], in a form: '.*' is black and does not overprint$"),
    ("pictures-py--test-what-editions-forbid-is-left-out-or-undone", r"black_text: page 1, in a form: 'a.?' is black and does not overprint$"),
    ("pictures-py--test-pages-of-our-own-editions-are-pictures", r"marks: page 1, in a form: a stroke on all plates lies in the bleed, at "))]


def excused(fault):
    return any(row.match(fault) for row in EXCUSED)


def test_excuses_are_of_what_is_asked_for_alone():
    """The check still bites: the same fault of another test, or another fault of the same one, is none that a test asks for."""
    grays, pages = "test-colour-py--test-grays-are-black-ink-alone-1.print.pdf: ", "test-pictures-py--test-pages-of-our-own-editions-are-pictures-2.print.pdf: "
    pale, knocks, cut = "page 1: 'pale ' is not 100 % black alone, but (0.3, 0.2, 0.2, 0.5)", "page 1, in a form: 'F' is black and does not overprint", "a stroke on all plates lies in the bleed, at (1, 2)"
    assert excused(f"{grays}black_text: {pale}") and excused(f"{pages}black_text: {knocks}") and excused(f"{pages}marks: page 1, in a form: {cut}")
    for wrong in (f"{grays}black_text: {knocks}", f"{grays}black_text: page 1: 'Colours' is not 100 % black alone, but (0, 0, 0, 0.9)", f"{grays}total_ink: page 1: a text has 340 % ink",
                  f"{grays}black_text: page 1: 'g' is in /DeviceRGB", f"{pages}black_text: {pale}", f"{pages}marks: page 1, in a form: a stroke lies outside the medium, at (1, 2)", f"{pages}marks: page 1: {cut}",
                  f"{pages}black_text: page 1: 'F' is black and does not overprint",
                  f"{pages}marks: page 2, in a form: {cut}", f"test-colour-py--test-others-1.print.pdf: black_text: {pale}", f"test-pictures-py--test-others-1.print.pdf: black_text: {knocks}"):
        assert not excused(wrong), wrong


def test_press(report):
    """What a printer asks beyond the standard; coarse images are only warned of."""
    faults = [f"{path.name}: {fault}" for path in pdfs("print") for fault in press.judge(path)]
    faults = [fault for fault in faults if not excused(fault)]
    assert not faults, "\n".join(faults)
    for path in pdfs("print"):
        for coarse in press.coarse_images(path):
            warnings.warn(f"{path.name}: {coarse}")
