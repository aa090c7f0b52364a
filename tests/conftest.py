"""What all tests from outside share: the program in its two builds, a place for what they write, and the closing line.

Every PDF that a test makes through `build` is kept in build/tests/pdf, so that test_conformance, which runs last, judges all of
them at once (veraPDF starts in a second and then takes little for each file).

Tests may run in several processes (pytest-xdist's workers). A test of conformance then waits until all the other tests have ended.
"""
import faulthandler
import os
import pathlib
import shutil
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PLATEN = BUILD / "strict" / "platen"      # gcc, optimised
SANITIZED = BUILD / "asan" / "platen"     # clang, address and undefined-behaviour sanitizers, leaks
FAST = "PLATEN_FAST" in os.environ        # `make check-fast`: there is only the first
if FAST:
    SANITIZED = PLATEN
KEPT = BUILD / "tests" / "pdf"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
LIMIT = 900                               # seconds a test, so that none waits for ever


def environment(**more):
    """A plain environment: nothing of the user's reaches the program but what a test asks for."""
    names = ("PATH", "HOME", "TMPDIR")
    return {**{name: os.environ[name] for name in names if name in os.environ}, "LC_ALL": "C.UTF-8", **more}


def run(*arguments, program=PLATEN, cwd=None, stdin=None, timeout=60, **more):
    """Run the program; the result has returncode, stdout, stderr (text)."""
    return subprocess.run([str(program), *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, text=True,
                          timeout=timeout, env=environment(**more))


def keep_pdf(path, name):
    """Keep a PDF for the conformance tests. It appears whole, for another worker may keep its like while one is judged."""
    part = KEPT / f"{name}.{WORKER}"
    shutil.copy(path, part)
    part.replace(KEPT / name)


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
            keep_pdf(result.archive, f"{self.name}-{self.count}.archive.pdf")
            keep_pdf(result.archive2, f"{self.name}-{self.count}.archive2.pdf")
            keep_pdf(result.print, f"{self.name}-{self.count}.print.pdf")
        return result


@pytest.fixture
def build(tmp_path, request):
    """A Builder for this test."""
    name = "".join(c if c.isalnum() else "-" for c in request.node.nodeid.removeprefix("tests/"))
    return Builder(tmp_path, name)


@pytest.fixture(scope="session")
def report():
    """The Luxembourg report's two editions, built once by each worker."""
    folder = BUILD / "tests" / f"report-{WORKER}"
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "luxembourg-report.pdf"
    result = run("build", ROOT / "content/luxembourg-report/report.md", "--style", ROOT / "styles/report.yaml", "--edition=all,archive2", "-o", out,
                 program=SANITIZED)
    assert result.returncode == 0, result.stderr
    keep_pdf(out, "report.archive.pdf")
    keep_pdf(out.with_suffix(".archive2.pdf"), "report.archive2.pdf")
    keep_pdf(out.with_suffix(".print.pdf"), "report.print.pdf")
    return out, out.with_suffix(".print.pdf")


def pytest_sessionstart(session):
    if WORKER == "alone":                 # workers begin after it
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)


def pytest_configure(config):
    config.stderr = os.dup(2)             # before pytest catches what tests print


def judges_all(item):
    return "test_conformance" in item.nodeid


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Whatever a test waits for (a child that hangs, a pipe that nobody writes to), its process ends after LIMIT seconds and says where
    it was. (A signal would end the test alone, but only the main thread can take one, and a worker's tests may run in another.)"""
    faulthandler.dump_traceback_later(LIMIT, exit=True, file=item.config.stderr)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(autouse=True)
def last_of_all(request, tmp_path_factory):
    """Where several workers test, each writes a byte for each test that has ended, and a test of conformance waits for all of them."""
    if WORKER == "alone":
        yield
        return
    ended = tmp_path_factory.getbasetemp().parent / "ended"
    ended.mkdir(exist_ok=True)
    others = sum(not judges_all(item) for item in request.session.items)
    while judges_all(request.node) and sum(file.stat().st_size for file in ended.iterdir()) < others:
        time.sleep(0.1)
    yield
    if not judges_all(request.node):
        with open(ended / WORKER, "ab") as file:
            file.write(b".")


def pytest_collection_modifyitems(items):
    """Conformance judges what the others made, so it comes last."""
    items.sort(key=judges_all)


def pytest_terminal_summary(terminalreporter):
    """The closing line that CI reads. What was skipped did not pass, and is named."""
    stats = terminalreporter.stats
    count = {name: len(stats.get(name, ())) for name in ("passed", "failed", "error", "skipped")}
    for item in stats.get("skipped", ()):
        terminalreporter.write_line(f"NOT CHECKED: {item.nodeid}: {item.longrepr[2] if item.longrepr else ''}")
    line = f"{count['passed']} passed, {count['failed'] + count['error']} failed"
    terminalreporter.write_line(line + (f", {count['skipped']} skipped" if count["skipped"] else ""))
