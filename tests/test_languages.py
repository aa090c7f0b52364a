"""Languages: the words that Platen says, and what faces and scripts need."""
import os
import pathlib
import re
import stat

import pytest

from conftest import ROOT, run

PATTERNS = re.findall(r'^\t\{"([\w-]+)", "[\w-]+", "', (ROOT / "src/type/hyphen_language.c").read_text(), re.M)
SAYS_ALL = """---
lang: {}
toc: true
---

# 1 {{#h}}

[](#t), [](#h){{.page}}

| 1 |
|---|
| 2 |

: 3 {{#t}}
"""


@pytest.mark.parametrize("lang", PATTERNS)
def test_platen_has_words_in_every_language_with_patterns(tmp_path, lang):
    assert len(PATTERNS) > 50
    (tmp_path / "text.md").write_text(SAYS_ALL.format(lang))
    said = run("check", tmp_path / "text.md").stderr
    assert "words-missing" not in said


def test_words_of_the_style(tmp_path):
    (tmp_path / "text.md").write_text(SAYS_ALL.format("xh"))
    (tmp_path / "own.yaml").write_text("words: {contents: Iziqulatho, page: iphepha, table: Itheyibhile}\n")
    done = run("build", tmp_path / "text.md", "--style", tmp_path / "own.yaml", "--dump=pages")
    assert "words-missing" not in done.stderr
    for word in ("Iziqulatho", "iphepha", "Itheyibhile"):
        assert word in done.stdout


# The publication's own fonts

def own_face(path, name):
    """A face of the system under a name of our own, so that nothing else can be meant."""
    data = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").read_bytes()
    assert len(name) == len("DejaVu Sans")
    path.write_bytes(data.replace("DejaVu Sans".encode("utf-16-be"), name.encode("utf-16-be")).replace(b"DejaVu Sans", name.encode()))


def own_publication(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "text.md").write_text("Hello\n")
    (tmp_path / "own.yaml").write_text("text: {family: Own Face 01}\n")
    return "build", tmp_path / "text.md", "--style", tmp_path / "own.yaml", "-o", tmp_path / "text.pdf"


def test_a_face_that_is_replaced_in_place_is_seen(tmp_path):
    """The folder keeps its time, by which fontconfig's cache goes."""
    command = own_publication(tmp_path)
    face, folder = tmp_path / "fonts/face.ttf", tmp_path / "fonts"
    own_face(face, "Own Face 00")
    before = folder.stat()
    assert "no font family" in run(*command).stderr
    own_face(face, "Own Face 01")
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    done = run(*command)
    assert done.returncode == 0, done.stderr
    own_face(face, "Own Face 02")
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "no font family" in run(*command).stderr


def test_links_in_fonts_that_lead_out_are_refused(tmp_path):
    book, away = tmp_path / "book", tmp_path / "away"
    book.mkdir()
    away.mkdir()
    command = own_publication(book)
    own_face(away / "face.ttf", "Own Face 01")
    (book / "fonts/link.ttf").symlink_to(away / "face.ttf")
    done = run(*command)
    assert done.returncode == 1 and "fonts/link.ttf' is a symbolic link that leads out" in done.stderr and "[file-outside]" in done.stderr
    assert run(*command, "--root", tmp_path).returncode == 0
    (book / "fonts/link.ttf").unlink()
    (book / "fonts").rmdir()
    (book / "fonts").symlink_to(away)
    assert "leads out" in run(*command).stderr


def test_links_in_fonts_that_stay_inside_are_followed(tmp_path):
    command = own_publication(tmp_path)
    (tmp_path / "faces").mkdir()
    own_face(tmp_path / "faces/face.ttf", "Own Face 01")
    (tmp_path / "fonts/inner").symlink_to("../faces")
    (tmp_path / "fonts/loop").symlink_to(".")
    assert run(*command).returncode == 0


@pytest.mark.parametrize("thing", ["fifo", "root", "socket", "device"])
def test_fonts_holds_what_is_no_font(tmp_path, thing):
    """None of it is waited for or walked through."""
    own_publication(tmp_path)
    at = tmp_path / "fonts/x.otf"
    if thing == "fifo":
        os.mkfifo(at)
    elif thing == "socket":
        os.mknod(at, 0o600 | stat.S_IFSOCK)
    else:
        at.symlink_to("/" if thing == "root" else "/dev/zero")
    done = run("build", tmp_path / "text.md", "-o", tmp_path / "text.pdf", timeout=20)
    assert (done.returncode, "leads out" in done.stderr) == ((1, True) if thing in ("root", "device") else (0, False))
