"""A judge that is missing has passed nothing: without its tool each check fails, no test is skipped, and the closing line counts
what was skipped apart and names it."""
import re
import types

import pytest

import conftest
import test_conformance
from conftest import ROOT


@pytest.mark.parametrize("check", [
    lambda report, folder: test_conformance.test_verapdf("archive", "3a", report),
    lambda report, folder: test_conformance.test_qpdf("print", report),
    lambda report, folder: test_conformance.test_poppler_has_nothing_to_say("archive", report, folder),
], ids=["java", "qpdf", "poppler"])
def test_without_its_tool_a_check_fails(check, report, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises((AssertionError, FileNotFoundError)):
        check(report, tmp_path)


def test_without_the_jar_a_check_fails(report, monkeypatch):
    monkeypatch.setattr(test_conformance, "JARS", [])
    with pytest.raises(AssertionError, match="make check-deps"):
        test_conformance.test_verapdf("print", "2a", report)


def test_no_test_skips_itself():
    evasion = re.compile(r"\b(pytest\.)?(skip|skipif|importorskip|xfail)\(")
    assert [path.name for path in (ROOT / "tests").glob("*.py") if evasion.search(path.read_text())] == []


def test_what_was_skipped_is_named():
    lines = []
    skipped = types.SimpleNamespace(nodeid="test_x.py::test_y", longrepr=("test_x.py", 1, "no tool"))
    conftest.pytest_terminal_summary(types.SimpleNamespace(stats={"passed": [1, 2], "skipped": [skipped]}, write_line=lines.append))
    assert lines == ["NOT CHECKED: test_x.py::test_y: no tool", "2 passed, 0 failed, 1 skipped"]
