"""What all tests from outside share: the program in its two builds, a place for what they write, and the closing line.

Every PDF that a test makes through `build` is kept in build/tests/pdf, so that test_conformance, which runs last, judges all of
them at once (veraPDF starts in a second and then takes little for each file).
"""
import os
import pathlib
import shutil
import signal
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PLATEN = BUILD / "strict" / "platen"      # gcc, optimised
SANITIZED = BUILD / "asan" / "platen"     # clang, address and undefined-behaviour sanitizers, leaks
FAST = "PLATEN_FAST" in os.environ        # `make check-fast`: there is only the first
if FAST:
    SANITIZED = PLATEN
KEPT = BUILD / "tests" / "pdf"
LIMIT = 900                               # seconds a test, so that none waits for ever


def environment(**more):
    """A plain environment: nothing of the user's reaches the program but what a test asks for."""
    names = ("PATH", "HOME", "TMPDIR")
    return {**{name: os.environ[name] for name in names if name in os.environ}, "LC_ALL": "C.UTF-8", **more}


def run(*arguments, program=PLATEN, cwd=None, stdin=None, timeout=60, **more):
    """Run the program; the result has returncode, stdout, stderr (text)."""
    return subprocess.run([str(program), *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, text=True,
                          timeout=timeout, env=environment(**more))


class Builder:
    """Builds manuscripts in a folder of their own and keeps the PDFs for the conformance tests."""

    def __init__(self, folder, name):
        self.folder, self.name, self.count = folder, name, 0

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def __call__(self, *texts, program=SANITIZED, options=(), status=0, keep=True, **more):
        """Build Markdown texts (or paths of manuscripts). Returns the run, with .archive, .archive2 and .print, the PDFs' paths."""
        paths = [text if isinstance(text, pathlib.Path) else self.write(f"text{i}.md", text) for i, text in enumerate(texts)]
        self.count += 1
        out = self.folder / f"out{self.count}.pdf"
        result = run("build", *paths, "--edition=all,archive2", "-o", out, *options, program=program, **more)
        assert result.returncode == status, result.stderr
        result.archive, result.archive2, result.print = out, out.with_suffix(".archive2.pdf"), out.with_suffix(".print.pdf")
        if status == 0 and keep:
            KEPT.mkdir(parents=True, exist_ok=True)
            shutil.copy(result.archive, KEPT / f"{self.name}-{self.count}.archive.pdf")
            shutil.copy(result.archive2, KEPT / f"{self.name}-{self.count}.archive2.pdf")
            shutil.copy(result.print, KEPT / f"{self.name}-{self.count}.print.pdf")
        return result


@pytest.fixture
def build(tmp_path, request):
    """A Builder for this test."""
    name = "".join(c if c.isalnum() else "-" for c in request.node.nodeid.split("/")[-1])
    return Builder(tmp_path, name)


@pytest.fixture(scope="session")
def report():
    """The Luxembourg report's two editions, built once."""
    folder = BUILD / "tests" / "report"
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "luxembourg-report.pdf"
    result = run("build", ROOT / "content/luxembourg-report/report.md", "--style", ROOT / "styles/report.yaml", "--edition=all,archive2", "-o", out,
                 program=SANITIZED)
    assert result.returncode == 0, result.stderr
    KEPT.mkdir(parents=True, exist_ok=True)
    shutil.copy(out, KEPT / "report.archive.pdf")
    shutil.copy(out.with_suffix(".archive2.pdf"), KEPT / "report.archive2.pdf")
    shutil.copy(out.with_suffix(".print.pdf"), KEPT / "report.print.pdf")
    return out, out.with_suffix(".print.pdf")


def pytest_sessionstart(session):
    shutil.rmtree(KEPT, ignore_errors=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Whatever a test waits for (a child that hangs, a pipe that nobody writes to), it is ended and fails after LIMIT seconds."""
    def late(*_):
        raise TimeoutError(f"{item.nodeid} took over {LIMIT} s")
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def pytest_collection_modifyitems(items):
    """Conformance judges what the others made, so it comes last."""
    items.sort(key=lambda item: "test_conformance" in item.nodeid)


def pytest_terminal_summary(terminalreporter):
    """The closing line that CI reads. What was skipped did not pass, and is named."""
    stats = terminalreporter.stats
    count = {name: len(stats.get(name, ())) for name in ("passed", "failed", "error", "skipped")}
    for item in stats.get("skipped", ()):
        terminalreporter.write_line(f"NOT CHECKED: {item.nodeid}: {item.longrepr[2] if item.longrepr else ''}")
    line = f"{count['passed']} passed, {count['failed'] + count['error']} failed"
    terminalreporter.write_line(line + (f", {count['skipped']} skipped" if count["skipped"] else ""))
