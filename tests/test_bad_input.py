"""What an author, a style sheet or the machine can get wrong: a clear error with a place, the right exit status, and the old
output whole. (Messages in full are goldens in tests/cases; here are those that need a file system, or sizes, or signals.)
"""
import io
import json
import os
import pathlib
import random
import re
import resource
import signal
import subprocess
import time
import zlib

import PIL.Image
import pytest

from conftest import PLATEN, SANITIZED, environment, run

OLD = b"the old output"


def short(value):
    """A test's id: short words stand for themselves."""
    return value if isinstance(value, str) and len(value) < 24 and value.isprintable() else ""


def refused(tmp_path, text, code, *options, status=1, name="text.md", place=r":\d+:\d+"):
    """A manuscript that must be refused with one message of this code, at a place, leaving the old output whole."""
    manuscript = tmp_path / name
    if text is not None:
        manuscript.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = tmp_path / "out.pdf"
    out.write_bytes(OLD)
    done = run("build", manuscript, "-o", out, *options, program=SANITIZED)
    assert done.returncode == status, done.stderr
    assert f"[{code}]" in done.stderr, done.stderr
    assert re.search(place + r": error: ", done.stderr), done.stderr
    assert out.read_bytes() == OLD
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []
    return done.stderr


@pytest.mark.parametrize("text,code,place", [
    (None, "file-missing", ""),
    (b"", "text-empty", ""),
    (b" \n\n", "text-empty", ""),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "text-encoding", ":1:1"),
    ("Wörter\n".encode("utf-16"), "text-encoding", ":1:1"),
    (b"one\ntwo \xff three\n", "text-encoding", ":2:5"),
    (b"one\ntwo\x00\n", "text-encoding", ":2:4"),
    ("---\ntitel: x\n---\n\nText.\n", "key-unknown", ":2:1"),
    ("---\ntitle: [a\n---\n\nText.\n", "yaml-syntax", r":\d+:\d+"),
    ("---\ntoc: perhaps\n---\n\nText.\n", "value-bad", ":2:6"),
    ("---\nlang: Klingonese\n---\n\nText.\n", "language-unknown", ":2:7"),
    ("Text.\n\n![A](nowhere.png)\n", "image-missing", ":3:1"),
    ("Text.\n\n![A](../../secret.png)\n", "image-outside", ":3:1"),
    ("Text.\n\n![A](/etc/passwd)\n", "image-missing", ":3:1"),
], ids=short)
def test_refused(tmp_path, text, code, place):
    refused(tmp_path, text, code, place=place)


@pytest.mark.parametrize("text,code,place", [
    ("See [](#nowhere).\n", "id-unknown", ":1:5"),
    ("[x](#nowhere)\n", "link-missing", ":1:1"),
    ("See [](#a).\n\n```{#a}\ncode\n```\n", "reference-nameless", ":1:5"),
    ("A \U000F1234 letter.\n", "private-use", ":1:3"),
    ("# A {#x}\n\n# B {#x}\n", "id-twice", ":3:6"),
], ids=short)
def test_refused_if_strict(tmp_path, text, code, place):
    """It builds with a warning, and something is set in its place; --strict refuses it."""
    (tmp_path / "m.md").write_text(text, "utf-8")
    done = run("check", tmp_path / "m.md")
    assert done.returncode == 0 and f"m.md{place}: warning: " in done.stderr and f"[{code}]" in done.stderr, done.stderr
    done = run("check", tmp_path / "m.md", "--strict")
    assert done.returncode == 1 and f"m.md{place}: error: " in done.stderr and f"[{code}]" in done.stderr, done.stderr


def test_did_you_mean(tmp_path):
    assert "title" in refused(tmp_path, "---\ntitel: x\n---\n\nText.\n", "key-unknown")


@pytest.mark.parametrize("sheet,code", [
    ("page:\n  margins: {inner: 200mm}\n", "page-too-small"),
    ("text:\n  size: 12 furlongs\n", "value-bad"),
    ("text:\n  family: No Such Family\n", "family-missing"),
    ("texts:\n  size: 12pt\n", "key-unknown"),
    ("text: 12pt\n", "value-bad"),
    ("page:\n  condition: Nowhere\n  profile: /nowhere/profile.icc\n", "profile-bad"),
], ids=short)
def test_style_refused(tmp_path, sheet, code):
    style = tmp_path / "style.yaml"
    style.write_text(sheet)
    out = tmp_path / "out.pdf"
    out.write_bytes(OLD)
    (tmp_path / "text.md").write_text("Text.\n")
    done = run("build", tmp_path / "text.md", "--style", style, "--edition=print", "-o", out, program=SANITIZED)
    assert done.returncode == 1 and f"[{code}]" in done.stderr, done.stderr
    assert out.read_bytes() == OLD


def png(width, height, data=None, colour=0, interlaced=0):
    """A PNG, grey or (2) RGB; its data may be wrong."""
    def chunk(kind, body):
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, colour, 0, 0, interlaced])
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height))) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name,data", [
    ("cut.png", png(40, 40)[:60]),
    ("huge.png", png(2_000_000, 2_000_000, b"")),
    ("words.png", b"this is no picture"),
    ("empty.png", b""),
    ("damaged.png", png(40, 40, zlib.compress(b"\0" * 100))),
], ids=short)
def test_bad_image(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    refused(tmp_path, f"Text.\n\n![A picture]({name})\n", "image-damaged" if name == "damaged.png" else "image-bad", place=":3:1")


def test_coarse_image(tmp_path):
    """An image too coarse for print is warned of, at the image; what does not say its resolution is not held to any."""
    dots = (72 * 10000 // 254).to_bytes(4, "big")
    body = b"pHYs" + dots * 2 + b"\x01"
    good = png(200, 40)
    said = good[:33] + (9).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big") + good[33:]
    (tmp_path / "coarse.png").write_bytes(said)
    (tmp_path / "unsaid.png").write_bytes(good)
    (tmp_path / "text.md").write_text("![Unsaid](unsaid.png)\n\n![Coarse](coarse.png)\n\nIn a line: ![coarse](coarse.png)\n")
    done = run("check", "text.md", program=SANITIZED, cwd=tmp_path)
    assert done.returncode == 0
    assert re.findall(r"^text\.md:(\d+:\d+): warning: the image '(\w+\.png)' .*\[coarse-image\]", done.stderr, re.MULTILINE) == \
        [("3:1", "coarse.png"), ("5:12", "coarse.png")], done.stderr


def jpeg(**options):
    """A picture with detail everywhere, so that its scan is most of the file."""
    out = io.BytesIO()
    pixels = random.Random(1).randbytes(96 * 96)
    PIL.Image.frombytes("L", (96, 96), pixels).convert(options.pop("mode", "RGB")).save(out, "JPEG", **options)
    return out.getvalue()


def without_end(data, share):
    """The scan ends early, and the end mark follows all the same."""
    scan = data.index(b"\xff\xda")
    return data[:scan + int((len(data) - scan) * share)] + b"\xff\xd9"


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"mode": "L"}, {"mode": "CMYK"}],
                         ids=["plain", "progressive", "gray", "CMYK"])
def test_jpeg_that_cannot_be_decoded_whole(tmp_path, options):
    """It goes into the PDF as it is, so nobody would see the fault before the reader does."""
    whole = jpeg(**dict(options))
    (tmp_path / "text.md").write_text("Text.\n\n![A](a.jpg){alt=\"B\"}\n")
    (tmp_path / "a.jpg").write_bytes(whole)
    assert run("check", "text.md", cwd=tmp_path, program=SANITIZED).returncode == 0
    for broken in (without_end(whole, 0.5), whole[:whole.index(b"\xff\xda")] + b"\xff\xd9"):
        (tmp_path / "a.jpg").write_bytes(broken)
        done = run("check", "text.md", cwd=tmp_path, program=SANITIZED)
        assert done.returncode == 1 and "text.md:3:1: error: the image 'a.jpg' cannot be used" in done.stderr, done.stderr
        assert "[image-bad]" in done.stderr


def test_too_large(tmp_path):
    with open(tmp_path / "text.md", "wb") as file:
        file.truncate(65 << 20)
    assert "MB" in refused(tmp_path, None, "file-too-large", place=r"text\.md")


def own_pagella(tmp_path, table, change):
    """A font file of the publication's own: Pagella under another name, a table of which `change` gives other bytes."""
    (tmp_path / "text.md").write_text("Text.\n")
    found = re.search(r"^ *(/.*pagella-regular\.otf)$", run("fonts", tmp_path / "text.md").stdout, re.M)[1]
    data = pathlib.Path(found).read_bytes()
    for encoding in ("ascii", "utf-16-be"):
        data = data.replace("TeX Gyre Pagella".encode(encoding), "Own Gyre Pagella".encode(encoding))
    entry = data.index(table)
    start, length = (int.from_bytes(data[at:at + 4], "big") for at in (entry + 8, entry + 12))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/own.otf").write_bytes(data[:start] + change(data[start:start + length]) + data[start + length:])
    (tmp_path / "style.yaml").write_text("text: {family: Own Gyre Pagella}\n")
    return f"--style={tmp_path / 'style.yaml'}"


def test_unusable_font(tmp_path):
    """Its licence bits forbid embedding."""
    style = own_pagella(tmp_path, b"OS/2", lambda bits: bits[:8] + b"\0\2" + bits[10:])
    assert "forbid embedding" in refused(tmp_path, "Text.\n", "font-unusable", style, place=r"style\.yaml:1:16")


def test_font_with_damaged_outlines(tmp_path):
    """Its tables can be read, but the half of its outlines are no programs: found when they are put into the PDF."""
    style = own_pagella(tmp_path, b"CFF ", lambda outlines: outlines[:len(outlines) // 2] + bytes(len(outlines) - len(outlines) // 2))
    done = run("build", "text.md", style, cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 1 and "no subset can be made of it" in done.stderr and not (tmp_path / "text.pdf").exists()


def test_font_not_locked(tmp_path):
    """--locked takes only the faces that the lock names, and only with the same bytes."""
    (tmp_path / "text.md").write_text("Text.\n")
    lock = tmp_path / "fonts.lock"
    lock.write_text("[]\n")
    assert "is not in the lock" in refused(tmp_path, "Text.\n", "font-not-locked", "--locked", place=":1:1")
    assert run("fonts", tmp_path / "text.md", f"--lock={lock}").returncode == 0
    assert run("check", tmp_path / "text.md", "--locked").returncode == 0
    lock.write_text(re.sub(r'sha256: "[0-9a-f]{4}', 'sha256: "0000', lock.read_text()))
    assert "not the file that the lock names" in refused(tmp_path, "Text.\n", "font-not-locked", "--locked", place=":1:1")


def test_link_that_leaves_by_a_symbolic_link(tmp_path):
    inner = tmp_path / "publication"
    inner.mkdir()
    (tmp_path / "outside.png").write_bytes(png(4, 4))
    (inner / "inside.png").symlink_to(tmp_path / "outside.png")
    refused(inner, "![A](inside.png)\n", "image-outside", place=":1:1")


@pytest.mark.parametrize("text,refused", [
    (">" * 10000 + " deep\n", True), ("[" * 10000 + "deep" + "]" * 10000 + "\n", False), ("*a **b " * 10000 + "\n", False),
    ("*a **b " * 5000 + "c** d*" * 5000 + "\n", True), ("- " * 10000 + "deep\n", True), ("*" * 10000 + "deep" + "*" * 10000 + "\n", True),
    ("^[" * 10000 + "deep" + "]" * 10000 + "\n", True), ("[" * 10000 + "deep" + "]{.a}" * 10000 + "\n", True),
    ("<sub>" * 10000 + "deep" + "</sub>" * 10000 + "\n", True), ("::: {.a}\n" * 10000 + "deep\n" + ":::\n" * 10000, True),
    ("---\nkeywords: " + "[" * 10000 + "]" * 10000 + "\n---\n\nText.\n", True),
], ids=["quotes", "brackets", "emphases", "closed", "lists", "stars", "notes", "spans", "tags", "divisions", "yaml"])
def test_nesting(tmp_path, text, refused):
    """Refused with one message or set, but soon and without a crash."""
    (tmp_path / "deep.md").write_text(text)
    begin = time.monotonic()
    done = run("check", tmp_path / "deep.md", program=SANITIZED)
    assert done.returncode == (1 if refused else 0), done.stderr
    assert "Sanitizer" not in done.stderr and time.monotonic() - begin < 20
    if refused:
        errors = [line for line in done.stderr.splitlines() if ": error: " in line]
        assert len(errors) == 1 and re.fullmatch(r".*:\d+:\d+: error: .*\[nesting-too-deep\]", errors[0]), done.stderr[:2000]


def test_levels_count_as_an_author_counts(tmp_path):
    """Levels of lists, each with its item, are as many as of quotes."""
    for levels, status in ((88, 0), (91, 1)):
        for text in ("".join("  " * i + f"- level {i}\n" for i in range(levels)), "> " * levels + "deep\n"):
            (tmp_path / "deep.md").write_text(text)
            assert run("check", tmp_path / "deep.md").returncode == status, (levels, text[:9])


def test_a_pipe_is_not_waited_for(tmp_path):
    """A named pipe that nobody writes to is an empty file; one that has a writer is read."""
    os.mkfifo(tmp_path / "pipe.png")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "text.md").write_text("![A](pipe.png)\n")
    assert "[image-bad]" in run("check", "text.md", cwd=tmp_path, timeout=20).stderr
    assert "[text-empty]" in run("check", "pipe.md", cwd=tmp_path, timeout=20).stderr
    os.mkfifo(tmp_path / "pipe.icc")
    (tmp_path / "plain.md").write_text("Text.\n")
    (tmp_path / "sheet.yaml").write_text("page: {condition: FOGRA39, profile: pipe.icc}\n")
    assert "[profile-bad]" in run("check", "plain.md", "--style=sheet.yaml", "--edition=print", cwd=tmp_path, timeout=20).stderr
    done = subprocess.run(["bash", "-c", '"$0" check <(sleep 0.2; echo Text.) --dump=document', PLATEN], cwd=tmp_path, capture_output=True, text=True,
                          env=environment(), timeout=20)
    assert done.returncode == 0 and "Text." in done.stdout, done.stderr


def test_unreadable(tmp_path):
    (tmp_path / "first.md").write_text("Text.\n")
    path = tmp_path / "text.md"
    path.write_text("Text.\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads all: a folder is as unreadable as a file can be
        path.unlink()
        path.mkdir()
    done = run("build", tmp_path / "first.md", path, "-o", tmp_path / "out.pdf", program=SANITIZED)
    assert done.returncode == 1 and "[file-unreadable]" in done.stderr, done.stderr


def test_output_folder_is_missing(tmp_path):
    (tmp_path / "text.md").write_text("Text.\n")
    done = run("build", tmp_path / "text.md", "-o", tmp_path / "nowhere/out.pdf", program=SANITIZED)
    assert done.returncode == 3 and "[output-failed]" in done.stderr, done.stderr


def test_output_is_a_folder(tmp_path):
    (tmp_path / "text.md").write_text("Text.\n")
    (tmp_path / "out.pdf").mkdir()
    done = run("build", tmp_path / "text.md", "-o", tmp_path / "out.pdf", program=SANITIZED)
    assert done.returncode == 3 and "[output-failed]" in done.stderr, done.stderr
    assert list(tmp_path.glob(".*")) == []


def test_full_disk(tmp_path):
    (tmp_path / "text.md").write_text("Text.\n")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([str(PLATEN), "build", str(tmp_path / "text.md"), "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True,
                              env=environment())
    assert done.returncode == 3 and "[output-failed]" in done.stderr, done.stderr


def test_file_that_may_not_grow(tmp_path):
    """A limit on file sizes takes the part of a disk that fills up half-way."""
    (tmp_path / "text.md").write_text("Text.\n")
    out = tmp_path / "out.pdf"
    out.write_bytes(OLD)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = subprocess.run([str(PLATEN), "build", str(tmp_path / "text.md"), "-o", str(out)], preexec_fn=limit, capture_output=True, text=True,
                          env=environment())
    assert done.returncode == 3 and "[output-failed]" in done.stderr, done.stderr
    assert out.read_bytes() == OLD and list(tmp_path.glob(".*")) == []


def no_room(tmp_path):
    """The archive edition takes 20 KB, the print edition with its profile 800."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000))


def no_profile(tmp_path):
    style = tmp_path / "style.yaml"
    style.write_text(f"page: {{condition: None, profile: {tmp_path}/none.icc}}\n")
    return "--style", style


def folder_in_place(tmp_path):
    (tmp_path / "out.print.pdf").unlink()
    (tmp_path / "out.print.pdf").mkdir()


@pytest.mark.parametrize("threads", ["1", "2"])
@pytest.mark.parametrize("hindrance,before,status", [(no_room, False, 3), (no_profile, True, 1), (folder_in_place, True, 3)])
def test_editions_stay_together(tmp_path, hindrance, before, status, threads):
    """What hinders the print edition leaves the old archive edition as well."""
    (tmp_path / "text.md").write_text("Text.\n")
    outs = [tmp_path / "out.pdf", tmp_path / "out.print.pdf"]
    for out in outs:
        out.write_bytes(OLD)
    more = hindrance(tmp_path) or () if before else ()
    done = subprocess.run([str(SANITIZED), "build", str(tmp_path / "text.md"), "--edition", "all", "-j", threads, "-o", str(outs[0]), *map(str, more)],
                          preexec_fn=None if before else lambda: hindrance(tmp_path), capture_output=True, text=True, env=environment())
    assert done.returncode == status and "error:" in done.stderr, done.stderr
    assert all(out.is_dir() or out.read_bytes() == OLD for out in outs)
    assert list(tmp_path.glob(".*")) == []


def test_killed(tmp_path):
    """Whenever it is killed, the target is the old file or the new one, whole."""
    (tmp_path / "text.md").write_text("Some words to set. " * 4000)
    out = tmp_path / "out.pdf"
    begin = time.monotonic()
    run("build", tmp_path / "text.md", "-o", out)
    whole, new = time.monotonic() - begin, out.read_bytes()
    for i in range(12):
        out.write_bytes(OLD)
        process = subprocess.Popen([str(PLATEN), "build", str(tmp_path / "text.md"), "-o", str(out)], env=environment())
        time.sleep(whole * i / 11)
        process.send_signal(signal.SIGKILL if i % 2 else signal.SIGTERM)
        process.wait()
        assert out.read_bytes() in (OLD, new)


def test_dependencies_that_cannot_be_written(tmp_path):
    """The rule goes with the PDFs: where it can't be written, they are as they were."""
    (tmp_path / "text.md").write_text("Text.\n")
    (tmp_path / "text.pdf").write_bytes(OLD)
    done = run("build", "text.md", "--deps=nowhere/text.d", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 3 and "nowhere" in done.stderr, done.stderr
    assert (tmp_path / "text.pdf").read_bytes() == OLD
    assert sorted(p.name for p in tmp_path.iterdir()) == ["text.md", "text.pdf"]


@pytest.mark.parametrize("text,needs_it", [("# Plain\n\nText, “quoted” – é.\n", False), ("---\nlang: he\n---\n\n# שלום\n\nטקסט.\n", True)])
def test_without_icu(tmp_path, text, needs_it):
    """A library in the place of ICU that is none. What needs no ICU is built all the same."""
    major = subprocess.run(["pkg-config", "--modversion", "icu-uc"], capture_output=True, text=True, check=True).stdout.split(".")[0]
    (tmp_path / f"libicuuc.so.{major}").write_text("no library\n")
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    out = tmp_path / "out.pdf"
    out.write_bytes(OLD)
    done = run("build", tmp_path / "text.md", "-o", out, LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == (1 if needs_it else 0), done.stderr
    assert (out.read_bytes() == OLD) == needs_it
    assert done.stderr.startswith("platen: error: ICU can't be loaded (") == needs_it, done.stderr
    assert not needs_it or done.stderr.endswith(f"); where it is missing, install Debian's package libicu{major}\n")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_long_word_and_wide_table_stay_on_the_page(build):
    word = "Donaudampfschifffahrtsgesellschaft" * 40 + "\n\n" + "0123456789" * 200
    table = "| " + " | ".join(["Antidisestablishmentarianism"] * 12) + " |\n|" + "---|" * 12 + "\n| " + " | ".join(["word"] * 12) + " |\n"
    done = build(f"---\nlang: en\n---\n\n{word}\n\n{table}")
    assert "[overfull]" in done.stderr and "[table-too-wide]" in done.stderr, done.stderr


def test_usage():
    assert run("build").returncode == 2
    assert run("bild", "x.md").returncode == 2
    assert run("build", "x.md", "--edition=web").returncode == 2
    assert run("check", "x.md", "-o", "y.pdf").returncode == 2
    assert run("--version").stdout.startswith("platen ")
    for command in ("build", "check", "fonts"):
        text = run(command, "--help").stdout
        assert len(text.splitlines()) <= 32 and max(map(len, text.splitlines())) <= 84


@pytest.mark.parametrize("arguments,near", [(("bild", "x.md"), "build"), (("build", "x.md", "--edtion=all"), "--edition"), (("check", "--stlye", "x"), "--style"),
                                            (("check", "x.md", "--werror=loos"), "loose"), (("check", "x.md", "--werror=wido"), "widow")])
def test_usage_says_what_was_meant(arguments, near):
    done = run(*arguments)
    assert done.returncode == 2 and f"did you mean '{near}'?" in done.stderr, done.stderr


@pytest.mark.parametrize("arguments", [("build", ""), ("build", "x.md", "-o", ""), ("build", "x.md", "--style="), ("build", "x.md", "--deps="),
                                       ("check", "x.md", "--werror="), ("check", "x.md", "--root", "")])
def test_what_is_named_has_a_name(arguments):
    assert run(*arguments).returncode == 2


def test_check_finds_what_only_writing_finds(tmp_path):
    """Pixels that can't be decoded, a profile that is none."""
    (tmp_path / "damaged.png").write_bytes(png(40, 40, zlib.compress(b"\0" * 100)))
    (tmp_path / "style.yaml").write_text("page: {condition: Style, profile: style.yaml}\n")
    (tmp_path / "text.md").write_text("![A](damaged.png)\n")
    done = run("check", "text.md", "--style=style.yaml", "--edition=all", program=SANITIZED, cwd=tmp_path)
    assert done.returncode == 1 and "[image-damaged]" in done.stderr, done.stderr
    (tmp_path / "text.md").write_text("Text.\n")
    done = run("check", "text.md", "--style=style.yaml", "--edition=all", program=SANITIZED, cwd=tmp_path)
    assert done.returncode == 1 and "[profile-bad]" in done.stderr and list(tmp_path.glob("*.pdf")) == [], done.stderr


def test_werror(tmp_path):
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n<blink>Text.</blink>\n")
    assert run("check", tmp_path / "text.md").returncode == 0
    assert run("check", tmp_path / "text.md", "--werror").returncode == 1
    assert run("check", tmp_path / "text.md", "--werror=html-verbatim").returncode == 1
    assert run("check", tmp_path / "text.md", "--werror=short-page").returncode == 0
    assert run("check", tmp_path / "text.md", "--werror=nonsense").returncode == 2


def test_byte_order_mark_and_crlf_are_no_errors(tmp_path):
    plain = "---\ntitle: T\nlang: en\n---\n\n# A heading\n\nText\nand more.\n"
    dumps = []
    for name, data in (("plain.md", plain.encode()), ("marked.md", b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())):
        (tmp_path / name).write_bytes(data)
        dumps.append(run("check", tmp_path / name, "--dump=document", program=SANITIZED).stdout)
    assert dumps[0] == dumps[1] and "A heading" in dumps[0]


def test_what_repeats_is_folded(tmp_path):
    """A thousand lines that gape: the worst few and a count for people, all of them for programs."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + "".join(
        f"incomprehensibilities{i}x antidisestablishmentarianism{i}y{'z' * (i // 99)}\n\n" for i in range(1000)))
    (tmp_path / "sheet.yaml").write_text("page: {size: A5, margins: {inner: 30mm, outer: 60mm}}\ntext: {hyphenate: false}\n")
    done = run("check", "text.md", "--style=sheet.yaml", "--report=report.sarif", cwd=tmp_path)
    said = [line for line in done.stderr.splitlines() if line.endswith("[loose]")]
    assert done.returncode == 0 and len(said) == 6, done.stderr
    told = re.fullmatch(r"text\.md: warning: and (\d+) more, none of them worse; --diagnostics=json lists all \[loose\]", said[-1])
    every = run("check", "text.md", "--style=sheet.yaml", "--diagnostics=json", cwd=tmp_path).stderr
    assert every.count('"code":"loose"') == int(told[1]) + 5 > 500
    results = json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["results"]
    assert len([r for r in results if r["ruleId"] == "loose"]) > 500
