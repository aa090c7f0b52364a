"""The goldens of tests/cases: documents, lines, pages and every diagnostic."""
import re

import pytest

import cases
from conftest import ROOT, SANITIZED

GOLDENS = list(cases.all_goldens())


@pytest.mark.parametrize("manuscript,stage,golden", GOLDENS, ids=[str(g.relative_to(cases.FOLDER)) for _, _, g in GOLDENS])
def test_case(manuscript, stage, golden):
    assert cases.produce(manuscript, stage, SANITIZED) == golden.read_text()


def messages_that_can_be_given():
    header = (ROOT / "src/base/report.h").read_text()
    return re.findall(r'X\(\w+, "([a-z-]+)", REPORT_(?:ERROR|WARNING|NOTE)\)', header)


# Given by a test that takes more than a manuscript and a style sheet: a font that may not be embedded, a lock's faces with their paths.
ELSEWHERE = {"folder-foreign": "test_books.py", "chapter-missing": "test_books.py", "font-unusable": "test_bad_input.py", "font-not-locked": "test_bad_input.py",
             "cover-full": "test_cover.py", "spine-narrow": "test_cover.py",
             **dict.fromkeys(("face-not-carried", "name-not-carried", "pdf-bad", "pdf-encrypted", "pdf-foreign", "attachment-bad",
                              "rebuild-differs"), "test_carried.py")}
NEVER = {"off-grid", "uneven-foot", "text-lost"}  # what the layout never does: they are safeguards, and no text is known to give them


def test_every_message_has_a_golden():
    goldens = "".join(path.read_text() for path in (cases.FOLDER / "diagnostics").rglob("*.err"))
    missing = {name for name in messages_that_can_be_given() if f"[{name}]" not in goldens}
    for name in missing & set(ELSEWHERE):
        assert name in (ROOT / "tests" / ELSEWHERE[name]).read_text()
    assert missing == set(ELSEWHERE) | NEVER, missing


def test_every_golden_is_of_a_message_that_can_be_given():
    goldens = "".join(path.read_text() for path in (cases.FOLDER / "diagnostics").rglob("*.err"))
    assert set(re.findall(r"\[([a-z-]+)\]$", goldens, re.M)) <= set(messages_that_can_be_given())
