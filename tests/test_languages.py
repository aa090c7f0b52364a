"""Languages: the words that Platen says, and what faces and scripts need."""
import os
import pathlib
import re
import stat
import subprocess

import pikepdf
import pytest

from conftest import ROOT, run
from content import paints, texts

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


# Words that are spelt otherwise where they break

def test_hungarian_breaks_show_what_grammar_asks_and_read_as_written(tmp_path):
    words = "asszonnyal könnyebben hosszabbak meggyőződés ASSZONNYAL visszanyert".split()
    text = " ".join(words[(i * 5 + i // 7) % len(words)] for i in range(300))
    (tmp_path / "text.md").write_text(f"---\nlang: hu\n---\n\n{text}\n")
    (tmp_path / "own.yaml").write_text("page: {size: A6, margins: {inner: 30mm, outer: 30mm}}\n")
    done = run("build", tmp_path / "text.md", "--style", tmp_path / "own.yaml", "--edition=all", "-o", tmp_path / "out.pdf")
    assert done.returncode == 0 and "hyphenation-missing" not in done.stderr, done.stderr
    for name in ("out.pdf", "out.print.pdf"):
        with pikepdf.open(tmp_path / name) as pdf:
            shown = "".join(paint.state.font.text(paint.what) for page in pdf.pages for paint in paints(page) if paint.kind == "text")
            read = "".join(said for page in pdf.pages for marks, said in texts(page) if all(mark.tag != "/Artifact" for mark in marks))
        for shape in ("asz-szonnyal", "ASZ-SZONNYAL", "köny-nyebben"):
            assert shape in shown.replace("\u2010", "-"), shape
        assert re.sub("\u00ad ?", "", read).split() == text.split(), name  # a page's last line ends with a space


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


# The first article of the Universal Declaration of Human Rights, or its beginning.
DECLARATION = {
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander begegnen.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia.",
    "Italian": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e devono agire.",
    "Portuguese": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en geweten.",
    "Swedish": "Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med förnuft och samvete och bör handla.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych.",
    "Czech": "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni rozumem a svědomím a mají spolu jednat v duchu bratrství.",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны поступать.",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "Hebrew": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "Japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "Chinese": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。",
}


def language_said(tmp_path, text):
    (tmp_path / "text.md").write_text(text)
    done = run("check", "text.md", "--dump=document", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return re.findall(r"^text\.md: (note|warning): the language is not given, so English is assumed(?:, but the text reads as (\w+))?.*\[lang-\w+\]$",
                      done.stderr, re.MULTILINE)


@pytest.mark.parametrize("name", DECLARATION)
def test_a_language_that_is_not_given_is_named(tmp_path, name):
    """It is set as English and said so, once; a text that plainly is in another language gets a warning."""
    assert language_said(tmp_path, DECLARATION[name] + "\n") == [("warning", name)]
    assert language_said(tmp_path, f"---\nlang: de\n---\n\n{DECLARATION[name]}\n") == []


@pytest.mark.parametrize("text", [
    "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act.",
    "Anna, Bertrand, Cesare, Dagmar, Elena, Friedrich, Giulia, Hans, Inge, Jean, Karl, Lise, Marie, Nils, Olga.",
    "```\nder die das und ist nicht ein eine der die das und ist nicht ein eine\n```\n\nWords.",
    "::: {lang=de}\n\nAlle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt.\n\n:::",
    "| a | b |\n|---|---|\n| 1 | 2 |", "12 345", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore.",
])
def test_english_or_nothing_to_tell_by(tmp_path, text):
    assert language_said(tmp_path, text + "\n") == [("note", "")]


def test_the_language_of_all_chapters_is_the_publications(tmp_path):
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"---\nlang: de\n---\n\n# Kapitel {name}\n\nWörter.\n")
    (tmp_path / "publication.yaml").write_text("title: Buch\nchapters: [one.md, two.md]\n")
    done = run("build", tmp_path, "-o", tmp_path / "out.pdf")
    assert done.returncode == 0 and "lang" not in done.stderr, done.stderr
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.Root.Lang) == "de"
    (tmp_path / "two.md").write_text("# Chapter\n\nWords.\n")
    assert "publication.yaml: note: the language is not given" in run("check", ".", cwd=tmp_path).stderr


def test_an_emoji_without_a_face_is_a_box_that_says_it(build):
    done = build("---\nlang: en\ndate: 2024-05-06\n---\n\nIt melts\U0001FAE0 in `code \U0001FAE0` and \U0001FAE0\U0001F3FD.\n")
    assert done.stderr.count("[emoji-missing]") == 1
    for path in (done.archive, done.print, done.archive2):
        said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout
        assert "It melts\U0001FAE0 in code \U0001FAE0 and \U0001FAE0" in said
