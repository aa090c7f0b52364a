"""What a build writes: never over what it reads, never one file for two things, all editions or none; and the depfile that names it."""
import os
import re
import subprocess

import pytest

from conftest import PLATEN, SANITIZED, environment, run

OLD = b"the old output"


def assert_refused(done, name, why):
    assert done.returncode == 3, (done.returncode, done.stderr)
    assert f"can't write {name}: {why}" in done.stderr and "[output-failed]" in done.stderr, done.stderr


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "text.md").write_text("Text.\n")
    (tmp_path / "style.yaml").write_text("extends: base.yaml\n")
    (tmp_path / "base.yaml").write_text("text: {size: 10pt}\n")
    return tmp_path


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("options", [
    ("-o", "text.md"), ("-o", "link.pdf"), ("-o", "hard.pdf"), ("--deps=text.md",), ("--deps", "base.yaml"), ("-o", "./style.yaml"),
], ids=" ".join)
def test_an_input_is_never_written_over(folder, options):
    (folder / "link.pdf").symlink_to("text.md")
    os.link(folder / "text.md", folder / "hard.pdf")
    before = bytes_of(folder)
    done = run("build", "text.md", "--style=style.yaml", *options, program=SANITIZED, cwd=folder)
    assert_refused(done, options[-1].split("=")[-1], "it is an input of this build")
    assert bytes_of(folder) == before


def test_a_lock_or_a_report_is_never_written_over_an_input(folder):
    assert_refused(run("fonts", "text.md", "--lock=text.md", program=SANITIZED, cwd=folder), "text.md", "it is an input of this build")
    os.link(folder / "text.md", folder / "report.json")
    assert_refused(run("check", "text.md", "--report=report.json", program=SANITIZED, cwd=folder), "report.json", "it is an input of this build")
    assert (folder / "text.md").read_text() == "Text.\n"


@pytest.mark.parametrize("options,name", [
    (("-o", "out.pdf", "--deps=./out.pdf"), "./out.pdf"),
    (("-o", "out.json", "--report=out.json"), "out.json"),
    (("--edition=all", "-o", "out.pdf", "--deps=out.print.pdf"), "out.print.pdf"),
    (("-o", "-", "--report=-"), "-"),
], ids=["deps", "report", "print", "standard-output"])
def test_two_outputs_are_two_files(folder, options, name):
    before = bytes_of(folder)
    done = run("build", "text.md", *options, program=SANITIZED, cwd=folder)
    assert_refused(done, name, "something else")
    assert done.stdout == "" and bytes_of(folder) == before


def test_several_outputs_may_go_to_one_device(folder):
    assert run("build", "text.md", "--edition=all", "-o", "/dev/null", "--deps=/dev/null", cwd=folder).returncode == 0


def test_all_editions_or_none(folder):
    """Where the second edition can't be written, the first is as it was."""
    (folder / "out.pdf").write_bytes(OLD)
    (folder / "out.print.pdf").mkdir()
    done = run("build", "text.md", "--edition=all", "-o", "out.pdf", program=SANITIZED, cwd=folder)
    assert_refused(done, "out.print.pdf", "it is a folder")
    assert (folder / "out.pdf").read_bytes() == OLD
    assert list(folder.glob(".*")) == []


def test_what_is_printed_must_arrive(folder):
    for arguments in (("fonts",), ("check", "text.md", "--dump=lines")):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([str(PLATEN), *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, env=environment())
        assert done.returncode == 3 and "[output-failed]" in done.stderr, done.stderr


def test_make_reads_the_depfile(folder):
    """Odd names too: Make knows the target, and builds it again when the text or any style sheet is newer."""
    text, target = "a b#c$d%e:f.md", "o p#$q:.pdf"
    (folder / text).write_text("Text.\n")
    assert run("build", text, "--style=style.yaml", "-o", target, "--deps=out.d", cwd=folder).returncode == 0
    name = re.sub(r"([ #:])", r"\\\1", target.replace("$", "$$"))
    (folder / "Makefile").write_text(f"{name}:\n\techo built again\ninclude out.d\n")

    def make():
        done = subprocess.run(["make", target], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return "built again" in done.stdout

    os.utime(folder / target, (2_000_000_000, 2_000_000_000))
    assert not make()
    for newer in (text, "style.yaml", "base.yaml"):
        os.utime(folder / newer, (2_100_000_000, 2_100_000_000))
        assert make(), newer
        os.utime(folder / newer, (1_000_000_000, 1_000_000_000))
