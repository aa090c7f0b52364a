"""What the README says is done here to the letter: its files, its commands, its messages, its job for CI."""
import re
import shutil
import textwrap

import pytest
import yaml

from conftest import PLATEN, ROOT, run

README = (ROOT / "README.md").read_text()


def block(before):
    """The indented block after some words, wherever their lines end."""
    found = re.search(r"\s+".join(map(re.escape, before.split())) + r"\n\n((?:(?:    .*)?\n)+)", README)
    return textwrap.dedent(found[1]).strip("\n") + "\n"


def commands(text):
    return [line.split("#")[0].split() for line in text.splitlines() if line.startswith("build/platen ")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "book.md").write_text(block("Write `book.md`:"))
    (tmp_path / "mine.yaml").write_text(block("So `mine.yaml` may be"))
    return tmp_path


def test_its_book(folder):
    lines = commands(block("and set it:")) + commands(block("and is used by"))
    assert len(lines) == 4
    for line in lines:
        done = run(*line[1:], cwd=folder)
        assert done.returncode == 0 and done.stderr == "", (line, done.stderr)
    assert (folder / "book.pdf").exists() and (folder / "book.print.pdf").exists()


def test_its_archive(folder):
    """What the sheet extends is Platen's own, and lies in no folder of the publication's."""
    platen = folder / "build/platen"
    platen.parent.mkdir()
    platen.symlink_to(PLATEN)
    assert run(*commands(block("and is used by"))[0][1:], cwd=folder).returncode == 0
    done = run("-ec", block("with nothing but the PDF and Platen:"), program=shutil.which("sh"), cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "the same bytes" in done.stdout and "an archive edition" in done.stdout
    assert (folder / "book-sources/book.md").read_bytes() == (folder / "book.md").read_bytes()


def test_its_message(folder):
    said = block("An old PDF stays until a new one is whole:")
    (folder / "book.md").write_text((folder / "book.md").read_text().replace("title:", "titel:"))
    assert run("check", "book.md", cwd=folder).stderr == said


def test_its_job(folder):
    """Every step but the first, which builds Platen, by the shell."""
    job = yaml.safe_load(block("SOURCE_DATE_EPOCH."))
    steps = [step["run"] for step in job["steps"] if "run" in step]
    assert steps.pop(0) == "make deps && make" and len(steps) == 2
    (folder / "build").mkdir()
    (folder / "build/platen").symlink_to(PLATEN)
    for step in steps:
        done = run("-ec", step, program=shutil.which("sh"), cwd=folder)
        assert done.returncode == 0, (step, done.stderr)
    assert sorted(path.name for path in (folder / job["steps"][-1]["with"]["path"]).iterdir()) == ["book.pdf", "book.print.pdf"]
