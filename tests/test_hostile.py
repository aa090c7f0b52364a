"""Texts that nobody would write, and machines that give out: something whole comes out, or an error; nothing is lost, nothing is
outside the page, and what grows in length grows in cost no faster.
"""
import io
import os
import random
import re
import resource
import struct
import subprocess
import sys
import zlib

import PIL.Image
import PIL.ImageCms
import pikepdf
import pytest

from conftest import PLATEN, ROOT, SANITIZED, environment, run
from test_bad_input import png

WORDS = "the quick brown fox jumps over a lazy dog while several typesetters consider paragraphs carefully".split()
WIDTH, HEIGHT = 595.3, 841.9


def words(count):
    return " ".join(WORDS[(i * i + i // 7) % len(WORDS)] for i in range(count))


def notes(count, length):
    return "\n\n".join(f"[^{i}]: {words(length)}" for i in range(count)) + "\n"


def table(rows, columns):
    line = "| " + " | ".join(WORDS[i % 7] for i in range(columns)) + " |\n"
    return line + "|---" * columns + "|\n" + line * rows


TEXTS = {
    "one long paragraph": words(10000),
    "one long word": "before " + "abcdefghij" * 1000 + " after",
    "no-break spaces": "\u00a0".join(words(800).split()),
    "word joiners": "\u2060".join("abcdef" * 200),
    "dashes": " --- ".join(WORDS) + " --- -- " * 500,
    "dots and quotes": "..." * 1000 + " " + "\"'" * 500,
    "emphasis without spaces": "*a***b**`c`" * 300,
    "a note longer than a page": "Text[^1] here.\n\n[^1]: " + words(1500) + "\n",
    "notes in a line": "A" + "".join(f"[^{i}]" for i in range(20)) + " b.\n\n" + notes(20, 30),
    "many notes": "\n\n".join(f"{words(12)}[^{i}]." for i in range(300)) + "\n\n" + notes(300, 6),
    "headings": "\n\n".join("#" * (1 + i % 3) + f" Heading {i}" for i in range(200)),
    "a long heading": "# " + words(1500) + "\n\nText.",
    "a large table": table(60, 12),
    "a wide table": table(3, 60),
    "a tall row": "| a | b |\n|---|---|\n| " + words(2000) + " | b |\n",
    "an empty table": "|  |  |\n|---|---|\n",
    "deep quotes": ">" * 45 + " " + words(60),
    "deep lists": "".join("  " * i + f"- level {i}\n" for i in range(88)),
    "a long line of code": "```\n" + "ab " * 20000 + "\n```\n",
    "empty items": "-\n-\n-\n\n1.\n2.\n\n- [ ]\n- [x]\n",
    "an empty heading": "#\n",
    "only a heading": "# H\n",
    "only a rule": "***\n",
    "only a note": "^[a]\n",
    "empty lines of code": "```\n" + "\n" * 100 + "```\n",
    "page breaks": "\\newpage\n\nText.\n\n\\newpage\n\n\\newpage\n\nMore.\n\n\\newpage\n",
    "rectos": "\n\n".join(f"# R {i} {{.recto}}" for i in range(8)),
    "letters": " ".join(chr(c) for a, b in ((0xA1, 0x24F), (0x1E00, 0x1EFF)) for c in range(a, b + 1)),
    "marks": "e\u0301 o\u0302\u0301 q\u0303 a" + "\u0301" * 6 + " f\u200ci a\u200db \u200b \u00ad\u00adx \u00ad",
    "directions": "a \u202eabc\u202c \u2067hello שלום\u2069 x " + "\u202b\u202a" * 100 + words(20),
}
SHEETS = {
    "one letter wide": "page:\n  size: A4\n  margins: {inner: 100mm, outer: 103mm}\n",
    "one line high": "page:\n  size: A4\n  lines: 1\n",
    "two lines high": "page:\n  size: A4\n  lines: 2\n",
    "large type": "text: {size: 200pt}\n",
    "small type": "text: {size: 1pt}\n",
}


def letters(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def assert_on_page(pages):
    """Every mark of a dump begins on the page, and none that says how wide it is ends outside."""
    for x, y, kind, rest in re.findall(r"^  (-?[\d.]+),(-?[\d.]+) (\S+)(.*)", pages, re.M):
        right, foot = (HEIGHT, WIDTH) if kind == "turned" else (WIDTH, HEIGHT)
        assert 0 <= float(x) <= right and 0 <= float(y) <= foot, (x, y, kind, rest)
        size = re.match(r" ([\d.]+) x ([\d.]+)", rest)
        assert not size or (float(x) + float(size[1]) <= WIDTH + 1 and float(y) + float(size[2]) <= HEIGHT), (x, y, kind, rest)


def assert_words_shown(pdf, expected):
    """Letters in the page's own order: as many as were written, none cut off by the page's edge."""
    box = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for page in box.split("<page ")[1:]:
        width = float(re.match(r'width="([\d.]+)"', page)[1])  # of a turned page as it is shown
        assert round(width, 1) in (WIDTH, HEIGHT) and all(float(right) <= width + 1 for right in re.findall(r'xMax="([\d.]+)"', page))
    assert len(letters("".join(re.findall(r">([^<]*)</word>", box)))) >= len(letters(expected))


@pytest.mark.parametrize("name", TEXTS)
def test_text(build, name):
    done = build(TEXTS[name])
    assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr
    assert_on_page(run("build", build.folder / "text0.md", "--dump=pages").stdout)
    with pikepdf.open(done.archive) as pdf:
        assert len(pdf.pages) >= 1


@pytest.mark.parametrize("name", ["one long word", "one long paragraph", "no-break spaces", "word joiners", "deep quotes", "a note longer than a page",
                                  "a tall row"])
def test_nothing_is_lost(build, name):
    done = build(TEXTS[name], program=PLATEN, keep=False)
    assert_words_shown(done.archive, re.sub(r"[|>\[\]^:-]|\u2060", " ", TEXTS[name]).replace("Text1 here", "Text here"))


@pytest.mark.parametrize("name", SHEETS)
def test_sheet(build, name):
    """Set or refused, on the narrowest, lowest, coarsest and finest page."""
    sheet = build.write("sheet.yaml", SHEETS[name])
    text = build.write("text.md", f"# Heading\n\n{words(60)}^[{words(12)}]\n\n> - {words(20)}\n\n{table(2, 3)}\n```\ncode of a line\n```\n")
    done = run("build", text, "--style", sheet, "-o", build.folder / "out.pdf", program=SANITIZED)
    assert done.returncode in (0, 1) and "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr
    assert done.returncode == 0 or "error: " in done.stderr


def test_a_table_too_wide_is_said_once(build):
    """Of the table, not of each of its words."""
    done = build(table(4, 200), keep=False, SOURCE_DATE_EPOCH="1800000000")
    said = [line for line in done.stderr.splitlines() if not line.endswith("[lang-missing]")]
    assert len(said) == 1 and re.fullmatch(r".*:1:1: warning: .* \[table-too-wide\]", said[0]), done.stderr[:2000]


def test_glued_text_is_warned_of(build):
    done = build("Before.\n\n" + TEXTS["dashes"], keep=False)
    assert re.search(r":3:\d+: warning: .*no place to break.*\[overfull\]", done.stderr), done.stderr


def test_images_everywhere(build):
    build.write("tall.png", png(20, 2000))
    build.write("square.png", png(300, 300))
    pictures = "![A](tall.png) ![A](square.png)"
    done = build(f"---\ntitle: T {pictures}\n---\n\n# H ![A](square.png)\n\nText {pictures}^[A note {pictures}]\n\n| ![A](square.png) |\n|---|\n| ![A](square.png) |\n\n"
                 "![A figure](tall.png)\n\n> - ![A figure](square.png)\n")
    pages = run("build", build.folder / "text0.md", "--dump=pages").stdout
    assert pages.count("image") >= 9, done.stderr
    assert_on_page(pages)


def test_width_of_an_image_wherever_it_stands(build):
    build.write("square.png", png(300, 300))
    wide = "![A](square.png){width=20mm}"
    text = build.write("text.md", f"# H {wide}\n\nText {wide}.^[{wide}]\n\n| {wide} |\n|---|\n\n{wide}\n\n- {wide} text\n")
    done = run("check", text, "--dump=pages", program=SANITIZED)
    assert set(re.findall(r" image ([\d.]+) x ", done.stdout)) == {"56.7", "52.5"}, done.stdout  # a note's may be four lines high
    build.write("text.md", "Text ![A](square.png){width=wide}.\n")
    assert re.search(r":1:6: warning: .*'wide' \[attribute-bad\]", run("check", text).stderr)


TALL = "![A](tall.png)"


@pytest.mark.parametrize("lines", [None, 44, 20, 5, 2, 1])
@pytest.mark.parametrize("text", [
    f"# H {TALL}\n\n## K {TALL} {words(90)} {TALL}\n\nText {TALL}\n",
    f"| a | b |\n|---|---|\n| {TALL} | b |\n| {TALL} | {TALL} |\n| {TALL} | {words(30)} {TALL} |\n",
    f"# H\n\n{TALL}\n\n# H\n\n![A figure with a caption](tall.png)\n\n## K\n\n## L\n\n{TALL}\n",
    f"Text[^1]\n\n[^1]: {words(40)}\n\n    {TALL}\n\n    {words(40)} {TALL}\n\n    | {TALL} |\n    |---|\n    | {TALL} |\n",
], ids=["headings", "rows", "figures", "notes"])
def test_tall_images_stay_on_their_pages(build, text, lines):
    """Each once, and none past a page's edge, however little else can be done."""
    build.write("tall.png", png(20, 3000))
    sheet = build.write("sheet.yaml", f"page: {{lines: {lines}}}\n" if lines else "lines: {}\n")
    done = run("check", build.write("text.md", text), "--style", sheet, "--dump=pages", program=SANITIZED)
    assert done.returncode == 0 and "runtime error" not in done.stderr, done.stderr
    assert_on_page(done.stdout)
    assert len(re.findall(r"^  \S+ image ", done.stdout, re.M)) == text.count(TALL) + text.count("![A figure")


@pytest.mark.parametrize("sheet", ["text: {size: 60pt}\n", "text: {size: 5in}\n", "roles: {table: {size: 90pt}}\n", "text: {rise: 50pt}\n",
                                   "page: {grid: 500pt}\n"])
def test_large_type_stays_on_the_page(build, sheet):
    text = build.write("text.md", f"---\ntitle: T\n---\n\n# Heading\n\n{table(2, 2)}\n\\newpage\n\n{table(6, 3)}\nWords.\n")
    done = run("check", text, "--style", build.write("sheet.yaml", sheet), "--dump=pages", program=SANITIZED)
    assert done.returncode == 0, done.stderr
    assert_on_page(done.stdout)


@pytest.mark.parametrize("text,code", [
    ("\\newpage\n", "text-empty"), ("<!-- a comment -->\n", "text-empty"), ("[a]: http://example.org\n", "text-empty"),
    ("".join("  " * i + f"- level {i}\n" for i in range(120)), "nesting-too-deep"),
    ("\U0001F469\u200d\U0001F4BB \u0378\n", "glyph-missing"),
], ids=["break", "comment", "definition", "lists", "glyphs"])
def test_refused(build, text, code):
    assert f"[{code}]" in build(text, status=1).stderr
    assert not list(build.folder.glob("*.pdf"))


def seconds(path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run("check", path).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("make", [lambda n: "x" * n, lambda n: "..." * n, lambda n: "a b^[c] " * (n // 2), lambda n: "a\u00a0b" * n,
                                  lambda n: words(n * 2), lambda n: table(n // 40, 12),
                                  lambda n: "```\n" + "ab " * n + "\n```\n", lambda n: "# " + words(n * 2),
                                  lambda n: "a" + "\u0301" * n, lambda n: "a\ua723" * n, lambda n: "\t" * 6 * n + "a\tb",
                                  lambda n: " ".join(f"[x]{{.c{i}}}" for i in range(2 * n))],
                         ids=["word", "dots", "notes", "glued", "paragraph", "table", "code", "heading", "accents", "faces", "tabs", "unknown classes"])
def test_linear(build, make):
    """Four times the text takes four times as long, not sixteen."""
    small, large = build.write("small.md", make(5000) + "\n"), build.write("large.md", make(20000) + "\n")
    assert seconds(large) < 9 * seconds(small) + 0.1


READING = {
    "notes that each mention the next": lambda n: "a[^0]\n\n" + "".join(f"[^{i}]: b[^{i + 1}]\n\n" for i in range(n // 15)) + f"[^{n // 15}]: c\n",
    "notes without a mark": lambda n: "".join(f"[^{i}]: b\n\n" for i in range(n // 10)),
    "open instructions": lambda n: "a <? " * (n // 5),
    "open declarations": lambda n: "a <!A " * (n // 6),
    "open character data": lambda n: "a <![CDATA[ " * (n // 12),
    "instructions": lambda n: "<?a?> " * (n // 6),
    "open scripts and style sheets": lambda n: "a <script> <style> " * (n // 19),
    "backslashes": lambda n: "\\" * n,
    "backticks": lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))),
    "tabs": lambda n: "\t" * n + "a\tb",
    "dollars": lambda n: "$a " * (n // 3),
    "open brackets": lambda n: "[" * n,
    "links without an address": lambda n: "[w][a] " * (n // 7),
    "wiki links": lambda n: "[[a]] " * (n // 6),
    "open directives": lambda n: "{{#include x" * (n // 12) + "}",
    "open braces": lambda n: "{a " * (n // 3),
    "links": lambda n: " ".join(f"[w](http://e.org/{i})" for i in range(n // 22)),
    "languages": lambda n: " ".join(f"[w]{{lang={'fr' if i % 2 else 'de'}}}" for i in range(n // 13)),
    "classes": lambda n: " ".join(f"[w]{{.c{i}}}" for i in range(n // 11)),
    "bars": lambda n: "|a|b|\n|-|-|\n" + ("|" * 100 + "\n") * (n // 101),
    "subscripts": lambda n: "a^b^ c~d~ " * (n // 10),
    "citations": lambda n: "[@a; @b] " * (n // 9),
    "HTML cells on one line": lambda n: "<table>" + "<tr><td>a</td><td>b</td></tr>" * (n // 29) + "</table>\n",
    "definitions of abbreviations": lambda n: "".join(f"*[AB{i}]: word\n" for i in range(n // 16)) + "\nAB1 words",
    "abbreviations": lambda n: "*[HTML]: Hyper\n\n" + "HTML and " * (n // 9),
    "front matter": lambda n: "---\nkeywords: [" + ", ".join(f"k{i}" for i in range(n // 7)) + "]\n---\n\nText.\n",
}


@pytest.mark.parametrize("name", READING)
def test_reading_is_linear(tmp_path, name):
    """Four times the text takes at most eight times as long to read."""
    path = tmp_path / "a.md"

    def reading(size):
        path.write_text(READING[name](size))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        run("check", path, "--dump=document", "-q", program=PLATEN, timeout=60)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    small, large = min(reading(100_000) for _ in range(2)), min(reading(400_000) for _ in range(2))
    assert large < max(8 * small, 0.5), f"{small:.2f} s, then {large:.2f} s"


def colours(count):
    return "".join(f"  i{i}: '#{i:06x}'\n" for i in range(count))


SETTING = {  # the text, and how many kilobytes of it
    "lines of code": (60, lambda n: "```\n" + "for a in b:\n" * (n // 12) + "```\n"),
    "hard breaks": (40, lambda n: "river and sea\\\n" * (n // 15)),
    "keywords": (10, lambda n: "---\nlang: en\nkeywords: [" + ", ".join(f"k{i}" for i in range(n // 7)) + "]\n---\n\nText.\n"),
    "classes and inks": (10, lambda n: "---\nlang: en\nstyle: s.yaml\n---\n\n" + "\n\n".join(f"[w]{{.c{i}}} [w]{{ink=i{i % 50}}}" for i in range(n // 24))),
    "languages": (25, lambda n: " ".join(f"[w]{{lang={'fr' if i % 2 else 'de'}}}" for i in range(n // 13))),
    "chapters": (15, lambda n: "".join(f"# Heading {i} {{.newpage}}\n\nWords.\n\n" for i in range(n // 34))),
    "tabs in code": (50, lambda n: "```\n" + "\ta" * (n // 2) + "\n```\n"),
    "notes without a mark": (50, lambda n: "Words.\n\n" + "".join(f"[^{i}]: note\n\n" for i in range(n // 14))),
    "long address": (10, lambda n: "<http://example.org/" + "abc/" * (n // 4) + ">"),
}


@pytest.mark.parametrize("name", SETTING)
def test_setting_is_linear(tmp_path, name):
    """Four times the text takes at most seven times as long to set, for all editions."""
    kilobytes, make = SETTING[name]
    (tmp_path / "s.yaml").write_text("inks:\n" + colours(50))

    def setting(size):
        text = make(1000 * size)
        (tmp_path / "a.md").write_text(text if text.startswith("---") else "---\nlang: en\n---\n\n" + text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = run("check", "a.md", "--edition=all", "-q", "-j1", program=PLATEN, cwd=tmp_path, timeout=60)
        assert done.returncode in (0, 1), done.stderr
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    small, large = min(setting(kilobytes) for _ in range(2)), min(setting(4 * kilobytes) for _ in range(2))
    assert large < max(7 * small, 0.1), f"{small:.2f} s, then {large:.2f} s"


@pytest.mark.parametrize("text,most", [("![a](a.png) " * 3000, 2.0), ("river sea " * 2000, 2.0)], ids=["pictures", "words"])
def test_rivers_are_sought_within_a_bound(tmp_path, text, most):
    """A paragraph of thousands of alike pieces is all rivers: breaking each took 41 s and 2 GB."""
    (tmp_path / "a.png").write_bytes(png(1, 1))
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + text + "\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    status, said, memory = peak("check", "text.md", "-q", "-j1", cwd=tmp_path)
    assert status == 0 and memory < 150, (memory, said)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < most


def test_thousands_of_remarks_and_notes_in_one_paragraph(tmp_path):
    """Their lines, and where they are told of, are found in one go: page by page these took minutes."""
    (tmp_path / "style.yaml").write_text("page: {margins: {inner: 15mm, outer: 55mm}, margin-column: 30mm}\n")
    (tmp_path / "remarks.md").write_text("---\nlang: en\nstyle: style.yaml\n---\n\n" + "a [b c]{.margin} " * 5000)
    (tmp_path / "notes.md").write_text("---\nlang: en\n---\n\n" + "a^[b] " * 20000)
    for name in ("remarks.md", "notes.md"):
        done = run("build", name, "-q", "-o", "/dev/null", cwd=tmp_path, timeout=30)
        assert done.returncode == 0, done.stderr


def test_a_note_of_seventy_thousand_lines(tmp_path):
    """Each of its pages finds its lines at once, and has those that belong to it."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\na[^1]\n\n[^1]: b\n\n" + "".join(f"    w{i}\n\n" for i in range(70_000)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert run("build", "text.md", "-q", "-j1", "-o", "out.pdf", cwd=tmp_path, program=PLATEN).returncode == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 2.5
    text = subprocess.run(["pdftotext", "-q", "out.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert [word for word in text.split() if word[0] == "w"] == [f"w{i}" for i in range(70_000)]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "\\\\" * 100_000, "[" * 200_000, "x" * 30_000 + "](" * 20_000])
def test_a_word_has_a_limit(tmp_path, text):
    """A word as long as a chapter would take a gigabyte."""
    (tmp_path / "text.md").write_text(f"---\nlang: en\n---\n\nWords {text} words.\n")
    status, said, most = peak("check", "text.md", cwd=tmp_path)
    assert status == 1 and most < 400, (most, said[:1000])
    assert re.search(r"text\.md:5:7: error: a word of more than 50000 characters begins here.*\[limit-exceeded\]", said), said[:1000]


def test_a_line_that_may_end_anywhere_keeps_few_ways(tmp_path):
    """After each of thousands of narrow characters: the ways to break them are bounded. Such a break is no hyphen, which pages avoid
    to end with."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + "\\" * 20_000 + "\n")
    status, said, most = peak("check", "text.md", "-j1", cwd=tmp_path)
    assert (status, said) == (0, "") and most < 80, (most, said)


def rough(side):
    """A picture that hardly packs, so that its size is that of its pixels."""
    line = b"\0" + (bytes(range(251)) * (side // 251 + 1))[:side]
    return png(side, side, zlib.compress(line * side, 1))


# A process counts what the one that forked it held, so a small one is between these tests and the program.
MEASURE = """import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def peak(*arguments, cwd):
    """A run's status and messages, and the most memory that it held, in MB."""
    done = subprocess.run([sys.executable, "-c", MEASURE, PLATEN, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, env=environment())
    status, most = map(int, done.stdout.split())
    return status, done.stderr, most / 1024


def test_pictures_of_growing_size_share_their_memory(tmp_path):
    """Each is decoded in memory that the ones before had, or that they gave back."""
    for i in range(16):
        (tmp_path / f"{i:02}.png").write_bytes(rough(2000 + 150 * i))
    (tmp_path / "text.md").write_text("".join(f"![A]({i:02}.png){{width=10mm}}\n\n" for i in range(16)))
    status, said, most = peak("build", "text.md", "-q", "-o", "/dev/null", "-j1", cwd=tmp_path)
    assert status == 0 and most < 180, (most, said)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(chunks, mark=0):
    """A small PNG with these chunks before its pixels."""
    rows = zlib.compress((b"\0" + bytes([mark]) * 24) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + chunks + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def profile_of(size):
    """sRGB's profile, filled up to so many bytes, as PNG's chunk."""
    profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    return chunk(b"iCCP", b"p\0\0" + zlib.compress(size.to_bytes(4, "big") + profile[4:] + bytes(size - len(profile)), 9))


def test_what_a_picture_unfolds_to_is_bounded(tmp_path):
    """Texts, of which a megabyte unfolds to gigabytes, are passed over; a profile has a limit; many pictures share one."""
    packed = zlib.compress(b"a" * (7 << 20), 9)
    files = {"text": [with_chunks(chunk(b"zTXt", b"k\0\0" + packed) * 20 + chunk(b"iTXt", b"k\0\1\0\0\0" + packed) * 20)],
             "large": [with_chunks(profile_of(40 << 20))], "shared": [with_chunks(profile_of(3 << 20), i) for i in range(40)]}
    for name, pictures in files.items():
        for i, data in enumerate(pictures):
            (tmp_path / f"{name}{i}.png").write_bytes(data)
        (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + "".join(f"![A]({name}{i}.png){{alt=B}}\n\n" for i in range(len(pictures))))
        status, said, most = peak("check", "text.md", "--edition=all", "-j1", cwd=tmp_path)
        assert most < 80 and (status, "its colour profile has more than 8 MB" in said) == ((1, True) if name == "large" else (0, False)), (name, most, said)


def test_scans_of_a_jpeg_are_counted(tmp_path):
    """Each goes over the whole picture: of 300 KB, ten thousand would take ten minutes."""
    out = io.BytesIO()
    PIL.Image.new("L", (64, 64), 128).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    last = data[data.rindex(b"\xff\xda"):-2]
    for more, status in ((50, 0), (101, 1)):
        (tmp_path / "a.jpg").write_bytes(data[:-2] + last * more + data[-2:])
        (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n![A](a.jpg){alt=B}\n")
        done = run("check", "text.md", program=SANITIZED, cwd=tmp_path)
        assert (done.returncode, "more than 100 scans" in done.stderr) == (status, bool(status)), done.stderr


def test_a_photograph_is_converted_in_strips(tmp_path):
    """Neither its pixels nor its file nor what becomes of it are held at a time: 36 MB in, 48 MB out."""
    side = 4000
    line = b"\0" + random.Random(1).randbytes(3 * side)
    (tmp_path / "a.png").write_bytes(png(side, side, zlib.compress(b"".join(line[:1] + line[1 + y:] + line[1:1 + y] for y in range(side)), 0), colour=2))
    (tmp_path / "text.md").write_text("![A](a.png)\n")
    (tmp_path / "press.yaml").write_text("page: {images: convert}\nattachments: none\n")
    status, said, most = peak("build", "text.md", "-q", "--style=press.yaml", "--edition=all", "-o", "out.pdf", cwd=tmp_path)
    assert status == 0 and most < 60, (most, said)
    assert (tmp_path / "out.print.pdf").stat().st_size > 40 << 20


def test_signs_that_nothing_fills_take_little_memory(tmp_path):
    """A line may end after each of them, and all their lines are stretched beyond every tolerance."""
    (tmp_path / "text.md").write_text(" ".join("`" * i + "a" for i in range(1, 600)) + "\n")
    status, said, most = peak("check", "text.md", "-q", "-j1", cwd=tmp_path)
    assert status == 0 and most < 250, (most, said)


def test_a_large_picture_is_read_in_strips(tmp_path):
    """In the archive edition too, which takes its data as they are if they are sound: a row of no kind, or one too few, is found."""
    side = 10_000
    rows = bytearray(bytes(side + 1) * side)
    for name, change in (("good", lambda: None), ("kind", lambda: rows.__setitem__((side + 1) * (side - 1), 9)), ("short", lambda: rows.__delitem__(slice(-side, None)))):
        change()
        (tmp_path / "large.png").write_bytes(png(side, side, zlib.compress(bytes(rows), 1)))
        (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n![A](large.png){alt=B}\n")
        status, said, most = peak("build", "text.md", "-q", "-o", "/dev/null", cwd=tmp_path)
        assert status == (0 if name == "good" else 1) and most < 60, (name, status, most, said)


def interlaced(side):
    """A black picture, a multiple of eight a side: its rows come in seven passes, so all of it has to be held."""
    passes = ((8, 8), (8, 8), (8, 4), (4, 4), (4, 2), (2, 2), (2, 1))
    return png(side, side, zlib.compress(bytes(sum(side // down * (1 + side // across) for down, across in passes)), 1), interlaced=1)


def test_memory_has_a_limit(tmp_path):
    """What would exceed it is an error at its place, and the old output stays."""
    (tmp_path / "large.png").write_bytes(interlaced(8000))
    (tmp_path / "text.md").write_text("Text.\n\n![A](large.png)\n")
    (tmp_path / "out.pdf").write_bytes(b"old")
    status, said, most = peak("build", "text.md", "-o", "out.pdf", "--memory=60M", cwd=tmp_path)
    assert status == 1 and most < 90, (most, said)
    assert "text.md:3:1: error: more than 60 MB of memory would be needed here" in said and "[memory-limit]" in said, said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["large.png", "out.pdf", "text.md"] and (tmp_path / "out.pdf").read_bytes() == b"old"
    assert run("build", "text.md", "-o", "out.pdf", "--memory=600M", cwd=tmp_path).returncode == 0
    for size in ("5", "1M", "2T", "-2G", "2g"):
        assert run("check", "text.md", f"--memory={size}", cwd=tmp_path).returncode == 2
