"""What a build writes: never over what it reads, never one file for two things, all editions or none; and the depfile that names it."""
import ctypes
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import threading

import pytest

from conftest import PLATEN, ROOT, SANITIZED, environment, run
from test_bad_input import png
from test_carried import own_face

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


PRINTABLE = [chr(code) for code in range(0x20, 0x7f) if chr(code) != "/"]
PATTERNS = ["a{}b", "{}ab", "a{0}{0}b", "a\\{}b", "a {}b"]


def encoded(name):
    return "".join(f"%{ord(c):02x}" for c in name)


def make_says(folder, target):
    """0: the target is newer than all that it is made of; 1: it is not; 2: a file that it is made of is unknown."""
    return subprocess.run(["make", "-q", "./" + target if target[0] == "~" else target], cwd=folder, capture_output=True, timeout=60).returncode


def test_make_reads_every_input(folder):
    """Each printable character, at a name's beginning, doubled, after a backslash and a space: Make takes no name for another."""
    names = [pattern.format(c) + ".png" for c in PRINTABLE if c not in ";=|" for pattern in PATTERNS]
    names.append("a[xy]z.png")  # a pattern of Make's, of which the next is a name
    (folder / "axz.png").write_bytes(png(4, 4))
    os.utime(folder / "axz.png", (2_200_000_000, 2_200_000_000))
    for name in names:
        (folder / name).write_bytes(png(4, 4))
    (folder / "text.md").write_text("".join(f"![A]({encoded(name)})\n\n" for name in names))
    assert run("build", "text.md", "-o", "out", "--deps=out.d", cwd=folder).returncode == 0
    (folder / "Makefile").write_text("include out.d\nout:\n\techo again\n")
    os.utime(folder / "out", (2_000_000_000, 2_000_000_000))
    assert make_says(folder, "out") == 0
    os.utime(folder / names[-2], (2_100_000_000, 2_100_000_000))
    assert make_says(folder, "out") == 1
    (folder / names[0]).unlink()
    assert make_says(folder, "out") == 2


@pytest.mark.parametrize("pattern", PATTERNS[:3])
def test_make_reads_every_output(folder, pattern):
    for name in (pattern.format(c) for c in " !\"#$%'()*+,:<>?@[]^`{}~"):
        assert run("build", "text.md", "-o", name, "--deps=out.d", cwd=folder).returncode == 0
        (folder / "Makefile").write_text("include out.d\n" + (folder / "out.d").read_text().splitlines()[0].rstrip("\\") + "\n\techo again\n")
        for time, expected in ((1_000_000_000, 0), (2_100_000_000, 1)):
            os.utime(folder / name, (2_000_000_000, 2_000_000_000))
            os.utime(folder / "text.md", (time, time))
            assert make_says(folder, name) == expected, name


@pytest.mark.parametrize("name", ["a\n\t@touch OWNED; true x.png", "a;touch OWNED", "a\rb.png", "a=b.png", "a|b.png", "a ", "a\\"])
def test_a_name_writes_no_recipe(folder, name):
    (folder / "text.md").write_text(f"![A]({encoded(name)})\n")
    (folder / name).write_bytes(png(4, 4))
    (folder / "out.pdf").write_bytes(OLD)
    assert_refused(run("build", "text.md", "-o", "out.pdf", "--deps=out.d", program=SANITIZED, cwd=folder), "out.d", "make can't read the name")
    assert (folder / "out.pdf").read_bytes() == OLD and not (folder / "out.d").exists()


def test_names_that_platen_makes_follow_no_links(folder):
    """A publication's own link can't have what is outside it overwritten; a link that the user names is followed."""
    outside = folder / "outside.txt"
    outside.write_bytes(OLD)
    publication = folder / "publication"
    publication.mkdir()
    (publication / "text.md").write_text("Text.\n")
    for name in ("text.pdf", "named.print.pdf", "other.proof.pdf", "fonts.lock", "link.pdf"):
        (publication / name).symlink_to("../outside.txt")
    (publication / "dangling.pdf").symlink_to("../made.pdf")
    assert_refused(run("build", "text.md", program=SANITIZED, cwd=publication), "text.pdf", "it is a symbolic link")
    assert_refused(run("build", "text.md", "--edition=all", "-o", "named.pdf", program=SANITIZED, cwd=publication), "named.print.pdf", "it is a symbolic link")
    assert_refused(run("build", "text.md", "--proof", "-o", "other.pdf", program=SANITIZED, cwd=publication), "other.proof.pdf", "it is a symbolic link")
    assert_refused(run("fonts", "text.md", "--lock", program=SANITIZED, cwd=publication), "fonts.lock", "it is a symbolic link")
    assert outside.read_bytes() == OLD and not (publication / "named.pdf").exists()
    assert run("build", "text.md", "-o", "dangling.pdf", program=SANITIZED, cwd=publication).returncode == 0
    assert (publication / "dangling.pdf").is_symlink() and (folder / "made.pdf").read_bytes().startswith(b"%PDF")
    assert run("build", "text.md", "-o", "link.pdf", program=SANITIZED, cwd=publication).returncode == 0
    assert (publication / "link.pdf").is_symlink() and outside.read_bytes().startswith(b"%PDF")
    assert list(publication.glob(".*")) == [] and list(folder.glob(".*")) == []


def exchange(one, other):
    """Exchange two names in one step (renameat2 with RENAME_EXCHANGE)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2) != 0:
        raise OSError(ctypes.get_errno(), "renameat2")


def test_a_folder_exchanged_for_a_link_leads_nowhere(tmp_path, runs=60):
    """Whenever a folder becomes a link that leads outside, between the look and the reading too, what is outside is not read."""
    publication, secret = tmp_path / "publication", tmp_path / "secret"
    (publication / "inside").mkdir(parents=True)
    secret.mkdir()
    (publication / "inside/picture.png").write_bytes(png(10, 10))
    (secret / "picture.png").write_bytes(png(30, 10))
    (publication / "other").symlink_to("../secret")
    (publication / "text.md").write_text("![A](inside/picture.png)\n")
    stop, seen = threading.Event(), {"read": 0, "refused": 0}

    def swap():
        while not stop.is_set():
            exchange(publication / "inside", publication / "other")

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(runs):
            done = run("check", "text.md", "--dump=pages", cwd=publication)
            assert " image 15 x" not in done.stdout, "the secret was read"
            seen["read" if done.returncode == 0 else "refused"] += 1
    finally:
        stop.set()
        thread.join()
    assert seen["read"] and seen["refused"], seen


@pytest.mark.parametrize("kind,text", [
    ("own.icc", "---\nstyle: sheet.yaml\n---\n\nText."), ("extended.yaml", "---\nstyle: sheet.yaml\n---\n\nText."), ("p.png", "![A](inside/p.png){alt=B}"), ("p.svg", "![A](inside/p.svg){alt=B}"), ("style.yaml", "---\nstyle: inside/style.yaml\n---\n\nText."),
    ("more.md", "{{< include inside/more.md >}}"), ("chapter.md", None),
])
def test_a_folder_exchanged_after_its_name_is_resolved(tmp_path, kind, text):
    """Each time, at the worst moment: between the look at a name and the opening of what it named (tests/tools/exchanging.c)."""
    library = tmp_path / "exchanging.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, ROOT / "tests/tools/exchanging.c", "-ldl"], check=True)
    secret = {"p.png": png(30, 10), "p.svg": b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>secret</text></svg>", "style.yaml": b"secret: words",
              "extended.yaml": b"secret: words", "own.icc": pathlib.Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc").read_bytes()}
    publication = tmp_path / "publication"
    (publication / "inside").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (publication / "inside" / kind).write_bytes(b"")
    (tmp_path / "secret" / kind).write_bytes(secret.get(kind, b"secret"))
    (publication / "other").symlink_to("../secret")
    (publication / "sheet.yaml").write_text("page: {condition: Paper, profile: inside/own.icc}\n" if kind == "own.icc" else "extends: inside/extended.yaml\n")
    if text:
        (publication / "text.md").write_text(text + "\n")
    else:
        (publication / "publication.yaml").write_text("title: T\nchapters: [inside/chapter.md]\n")
    done = run("check", "text.md" if text else ".", "--edition=print" if kind == "own.icc" else "--dump=pages", cwd=publication, LD_PRELOAD=str(library))
    assert (publication / "inside").is_symlink(), "the moment was missed"
    assert done.returncode == 1 and "secret" not in done.stdout + done.stderr and " image 15 x" not in done.stdout, (done.stdout, done.stderr)


def test_a_folder_of_fonts_exchanged_for_a_link_leads_nowhere(tmp_path, runs=60):
    """The face that is used is one of the publication's own, or none, whatever its folder becomes meanwhile."""
    publication, secret = tmp_path / "publication", tmp_path / "secret"
    publication.mkdir()
    own_face(publication)
    face = (publication / "fonts/own.otf").read_bytes()
    (publication / "fonts/inside").mkdir()
    (publication / "fonts/own.otf").rename(publication / "fonts/inside/own.otf")
    secret.mkdir()
    (secret / "own.otf").write_bytes(face + bytes(4))
    (publication / "fonts/other").symlink_to("../../secret")
    (publication / "style.yaml").write_text("text: {family: Own Gyre Pagella}\n")
    (publication / "text.md").write_text("---\nstyle: style.yaml\nlang: en\n---\n\nText.\n")
    stop, read, leaked = threading.Event(), 0, hashlib.sha256(face + bytes(4)).hexdigest()

    def swap():
        while not stop.is_set():
            exchange(publication / "fonts/inside", publication / "fonts/other")

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(runs):
            done = run("fonts", "text.md", cwd=publication)
            assert leaked not in done.stdout, "the secret was read"
            read += hashlib.sha256(face).hexdigest() in done.stdout
    finally:
        stop.set()
        thread.join()
    assert read


@pytest.mark.parametrize("chapter", ["chapter.md", "publication.yaml", "style.yaml", "fonts.lock"])
def test_links_that_lead_out_are_not_read(tmp_path, chapter):
    (tmp_path / "secret").write_text("secret: words\n")
    publication = tmp_path / "publication"
    publication.mkdir()
    (publication / "chapter.md").write_text("Text.\n")
    (publication / "style.yaml").write_text("text: {size: 10pt}\n")
    (publication / "publication.yaml").write_text("title: T\nstyle: style.yaml\nchapters: [chapter.md]\n")
    if (publication / chapter).exists():
        (publication / chapter).unlink()
    (publication / chapter).symlink_to("../secret")
    done = run("check", publication, "--locked", program=SANITIZED)
    assert done.returncode == 1 and "secret" not in done.stderr, done.stderr


def test_a_profile_of_the_publication_lies_in_it(folder):
    """What the publication's own sheet names; one that the user names may lead anywhere."""
    elsewhere = folder / "elsewhere.icc"
    shutil.copy("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc", elsewhere)
    publication = folder / "publication"
    publication.mkdir()
    (publication / "text.md").write_text("---\nstyle: style.yaml\n---\n\nText.\n")
    for name, good in (("../elsewhere.icc", False), (elsewhere, False), ("own.icc", True), ("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc", True),
                       ("/usr/share/../../" + str(elsewhere), False)):
        shutil.copy(elsewhere, publication / "own.icc")
        (publication / "style.yaml").write_text(f"page: {{condition: Paper, profile: '{name}'}}\n")
        done = run("check", "text.md", "--edition=print", program=SANITIZED, cwd=publication)
        assert (done.returncode == 0) == good and good == ("[file-outside]" not in done.stderr), (name, done.stderr)
        done = run("check", "text.md", "--edition=print", "--style=style.yaml", program=SANITIZED, cwd=publication)
        assert done.returncode == 0, (name, done.stderr)


def test_only_files_are_read(tmp_path):
    """A pipe or a device in a publication is an error at once, and "-" is a file's name."""
    for name, kind in (("pipe.yaml", "style"), ("pipe.png", "image"), ("pipe.md", "chapter")):
        os.mkfifo(tmp_path / name)
    (tmp_path / "device.png").symlink_to("/dev/zero")
    (tmp_path / "good.md").write_text("Text.\n")
    for text in ("![A](pipe.png)", "![A](device.png)", "![A](-)", "---\nstyle: pipe.yaml\n---\n\nText.", "---\nstyle: '-'\n---\n\nText."):
        (tmp_path / "text.md").write_text(text + "\n")
        done = run("check", "text.md", cwd=tmp_path, stdin="text: {size: 10pt}\n", timeout=20)
        assert done.returncode == 1 and re.search(r"is a pipe or a device|there is no|outside", done.stderr), (text, done.stderr)
    (tmp_path / "sheet.yaml").write_text("extends: '-'\n")
    for sheet in ("pipe.yaml", "-", "sheet.yaml"):
        done = run("check", "good.md", f"--style={sheet}", cwd=tmp_path, stdin="text: {size: 10pt}\n", timeout=20)
        assert done.returncode == 1 and "[style-missing]" in done.stderr, (sheet, done.stderr)
        if sheet != "pipe.yaml":  # and standard input that is a file
            with open(tmp_path / "base.yaml", "w+") as given:
                given.write("text: {size: 10pt}\n")
                given.seek(0)
                done = subprocess.run([PLATEN, "check", "good.md", f"--style={sheet}"], cwd=tmp_path, stdin=given, capture_output=True, text=True, env=environment())
            assert done.returncode == 1 and "[style-missing]" in done.stderr, (sheet, done.stderr)
    (tmp_path / "publication.yaml").write_text("title: T\nchapters: [pipe.md]\n")
    done = run("check", ".", cwd=tmp_path, timeout=20)
    assert done.returncode == 1 and "is a pipe or a device" in done.stderr, done.stderr


def test_a_pipe_is_written_to_if_somebody_reads_it(folder):
    """A reader may be a little late; without one the build doesn't wait for ever."""
    os.mkfifo(folder / "pipe")
    assert_refused(run("build", "text.md", "-o", "pipe", program=SANITIZED, cwd=folder, timeout=20), "pipe", "nobody reads this pipe")
    with subprocess.Popen(["sh", "-c", "sleep 0.2; exec cat pipe"], cwd=folder, stdout=subprocess.PIPE) as reader:
        assert run("build", "text.md", "-o", "pipe", cwd=folder, timeout=20).returncode == 0
        assert reader.communicate(timeout=20)[0].rstrip().endswith(b"%%EOF")


def test_links_in_a_circle(folder):
    """They are named as what they are, and are no question of permissions."""
    (folder / "to").symlink_to("fro")
    (folder / "fro").symlink_to("to")
    (folder / "picture.md").write_text("---\nlang: en\n---\n\n![A](to)\n")
    (folder / "sheet.yaml").write_text("extends: to\n")
    for arguments in (["to"], ["picture.md"], ["text.md", "--style=to"], ["text.md", "--style=sheet.yaml"]):
        done = run("build", *arguments, program=SANITIZED, cwd=folder)
        assert done.returncode == 1 and "lead in a circle" in done.stderr and "chmod" not in done.stderr, done.stderr
    done = run("verify", "to", program=SANITIZED, cwd=folder)
    assert done.returncode == 1 and "lead in a circle" in done.stderr, done.stderr
    assert_refused(run("build", "text.md", "-o", "to", program=SANITIZED, cwd=folder), "to", "its symbolic links lead in a circle")
    assert (folder / "to").is_symlink() and (folder / "fro").is_symlink()


def test_a_working_folder_that_is_gone(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(["sh", "-c", f"cd {gone} && rmdir {gone} && echo Text. | {SANITIZED} build - -o {tmp_path}/out.pdf"], capture_output=True, text=True,
                          env=environment(), timeout=20)
    assert done.returncode == 1 and done.stderr.startswith("platen: error: the working folder can't be named ("), done.stderr


def test_a_long_working_folder(tmp_path):
    """Deeper than a path may be long: built or refused, and never for ever."""
    script = f"for i in $(seq 30); do mkdir {'x' * 200}; cd {'x' * 200}; done; echo Text. > text.md; {SANITIZED} build text.md"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, env=environment(), timeout=30)
    assert done.returncode == 1 and done.stderr.startswith("platen: error: the working folder can't be named ("), done.stderr
