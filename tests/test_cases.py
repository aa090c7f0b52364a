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
    header = (ROOT / "src/ground/report.h").read_text()
    return re.findall(r'X\(\w+, "([a-z-]+)", REPORT_(?:ERROR|WARNING|NOTE)\)', header)


def test_every_message_is_seen_to_be_given():
    """In full in a golden; or in test_bad_input, where it takes more than a manuscript and a style sheet; or, a blemish, in
    test_quality."""
    goldens = "".join(path.read_text() for path in cases.FOLDER.rglob("*.err"))
    others = "".join((ROOT / "tests" / name).read_text() for name in ("test_bad_input.py", "test_quality.py"))
    missing = [name for name in messages_that_can_be_given() if f"[{name}]" not in goldens and name not in others]
    forbidden = {"line-off-grid", "foot-uneven"}  # what the layout never does: they stand guard, and no text is known to give them
    assert not set(missing) - forbidden, missing
