"""Cases: NAME.md beside any of NAME.document, NAME.lines, NAME.pages (what --dump prints), NAME.linebreak, NAME.pagebreak (what --trace
prints), NAME.speech (the archive edition as a screen reader speaks it) and NAME.err (the messages).

Options for a case are in NAME.args, or in a first line `<!-- platen: OPTIONS -->`. A new golden begins as an empty file: touch it,
then `make bless`. test_cases.py compares; tools/bless.py rewrites.
"""
import pathlib
import re
import shlex
import tempfile

from conftest import run

FOLDER = pathlib.Path(__file__).resolve().parent / "cases"
STAGES = ("document", "lines", "pages", "linebreak", "pagebreak", "speech", "err")


def all_goldens():
    """Each golden file with its manuscript."""
    for manuscript in sorted(FOLDER.rglob("*.md")):
        for stage in STAGES:
            golden = manuscript.with_suffix("." + stage)
            if golden.exists():
                yield manuscript, stage, golden


def options_of(manuscript):
    """From NAME.args, or from the first line (which leaves no room for front matter)."""
    beside = manuscript.with_suffix(".args")
    if beside.exists():
        return shlex.split(beside.read_text())
    first = manuscript.read_bytes().split(b"\n", 1)[0].decode(errors="replace")
    if first.startswith("<!-- platen:"):
        return shlex.split(first[len("<!-- platen:"):].split("-->")[0])
    return []


def spoken(manuscript, arguments, program):
    import speech  # needs pikepdf, which the other stages do without
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.pdf"
        done = run("build", *arguments, "-o", out, program=program, cwd=manuscript.parent)
        assert done.returncode == 0, done.stderr
        return speech.speak(out)


def of_the_case(said, manuscript):
    """Hardly a case has a front matter to name its language: what is said of that is in the goldens of the cases that are about it."""
    return said if manuscript.name.startswith("lang-") else re.sub(r"^.*\[lang-(missing|unlikely)\]\n", "", said, flags=re.MULTILINE)


def produce(manuscript, stage, program):
    """What the program says now. Run in the case's folder, so that no path gets into a golden."""
    arguments = [manuscript.name, *options_of(manuscript)]
    if stage == "err":
        done = run("check", *arguments, program=program, cwd=manuscript.parent)
        return f"{of_the_case(done.stderr, manuscript)}exit {done.returncode}\n"
    if stage == "speech":
        return spoken(manuscript, arguments, program)
    if stage.endswith("break"):
        return of_the_case(run("check", *arguments, f"--trace={stage}", program=program, cwd=manuscript.parent).stderr, manuscript)
    done = run("check", *arguments, f"--dump={stage}", program=program, cwd=manuscript.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout
