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


def test_every_message_is_known_to_a_test():
    tests = "".join(path.read_text(errors="replace") for path in (ROOT / "tests").rglob("*") if path.suffix in (".err", ".py", ".c"))
    missing = [name for name in messages_that_can_be_given() if name not in tests and name.upper().replace("-", "_") not in tests]
    assert not missing, missing
