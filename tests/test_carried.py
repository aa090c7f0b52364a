"""platen verify, extract and rebuild: what an archive edition carries, and what foreign, damaged
and hostile PDFs are told."""
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pikepdf
import pytest

from conftest import PLATEN, ROOT, SANITIZED, environment, run

PNG = ROOT / "content/manual/images/spread.png"
PROFILE = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"


def own_face(folder, permissions=0):
    """Pagella under a name of its own, in a publication's folder, with these embedding bits."""
    text = folder / "probe.md"
    text.write_text("Text.\n")
    found = re.search(r"^ *(/.*pagella-regular\.otf)$", run("fonts", text).stdout, re.M)[1]
    text.unlink()
    data = bytearray(pathlib.Path(found).read_bytes())
    for encoding in ("ascii", "utf-16-be"):
        data = data.replace("TeX Gyre Pagella".encode(encoding), "Own Gyre Pagella".encode(encoding))
    entry = data.index(b"OS/2")
    place = int.from_bytes(data[entry + 8:entry + 12], "big") + 8
    data[place:place + 2] = permissions.to_bytes(2, "big")
    (folder / "fonts").mkdir()
    (folder / "fonts/own.otf").write_bytes(data)


def publication(folder, permissions=0):
    """Chapters in folders, pictures, a face and a profile of its own, a date."""
    (folder / "pictures").mkdir(parents=True)
    shutil.copy(PNG, folder / "pictures/one.png")
    (folder / "looks").mkdir()
    shutil.copy(PROFILE, folder / "looks/paper.icc")
    own_face(folder, permissions)
    (folder / "publication.yaml").write_text(
        "title: Two\nlang: en\ndate: 2024-02-03\nstyle: looks/mine.yaml\n"
        "chapters: [first.md, more/second.md]\n")
    (folder / "first.md").write_text("# One\n\nWords.\n\n![A spread](pictures/one.png)\n")
    (folder / "more").mkdir()
    (folder / "more/second.md").write_text("# Two\n\nWörds and `code`.\n")
    (folder / "looks/mine.yaml").write_text(
        "text: {family: Own Gyre Pagella}\npage: {condition: Paper, profile: paper.icc}\n")


def built(folder, *words, **more):
    done = run("build", *words, "-o", "out.pdf", cwd=folder, program=SANITIZED, **more)
    assert done.returncode == 0, done.stderr
    return folder / "out.pdf"


def test_report_and_manual_are_rebuilt(report, tmp_path):
    manual = tmp_path / "manual.pdf"
    done = run("build", "content/manual", "--style", "styles/manual.yaml", "-o", manual, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    for pdf in (report[0], manual):
        done = run("rebuild", pdf, "-o", "again.pdf", cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "the same bytes" in done.stdout
        assert (tmp_path / "again.pdf").read_bytes() == pathlib.Path(pdf).read_bytes()


def test_publication_with_face_profile_and_date_is_rebuilt(tmp_path):
    publication(tmp_path / "book")
    pdf = built(tmp_path, "book", SOURCE_DATE_EPOCH="86400")
    shutil.rmtree(tmp_path / "book")
    (tmp_path / "elsewhere").mkdir()
    done = run("rebuild", pdf, cwd=tmp_path / "elsewhere", program=SANITIZED, TMPDIR=str(tmp_path),
               SOURCE_DATE_EPOCH="1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "out.pdf"], "left over"
    said = run("verify", pdf, program=SANITIZED).stdout
    for words in ("fonts/own.otf", "looks/paper.icc", "SOURCE_DATE_EPOCH=86400",
                  "platen build .", "an archive edition", "PDF/A-3a, PDF/UA-1"):
        assert words in said, said


def test_face_that_may_not_be_handed_on_is_named(tmp_path):
    publication(tmp_path / "book", permissions=4)
    done = run("build", "book", "-o", "out.pdf", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0 and "[face-not-carried]" in done.stderr, done.stderr
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert "fonts/own.otf" not in pdf.attachments
    again = run("rebuild", tmp_path / "out.pdf", program=SANITIZED)
    assert again.returncode == 1 and "Own Gyre Pagella" in again.stderr, again.stderr


def test_extract_gives_the_sources(tmp_path):
    publication(tmp_path / "book")
    pdf = built(tmp_path, "book")
    done = run("extract", pdf, "unpacked", "-v", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "book").rglob("*"):
        if path.is_file():
            copy = tmp_path / "unpacked" / path.relative_to(tmp_path / "book")
            assert copy.read_bytes() == path.read_bytes(), path
    again = run("extract", pdf, "unpacked", cwd=tmp_path, program=SANITIZED)
    assert again.returncode == 3 and "has files already" in again.stderr
    done = run("extract", pdf, cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0 and (tmp_path / "out-sources/more/second.md").exists()


def test_rebuild_that_is_ended_leaves_no_folder(tmp_path):
    """By a signal while the folder is there, or by the limit of memory."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more/spread.png").write_bytes(PNG.read_bytes())
    (tmp_path / "text.md").write_text("![](more/spread.png)\n\n" + "Some words to set. " * 20000)
    pdf, scratch = built(tmp_path, "text.md"), tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen([str(SANITIZED), "rebuild", str(pdf)], env=environment(TMPDIR=str(scratch)), stdout=subprocess.DEVNULL)
    while process.poll() is None and not list(scratch.glob("*/more/spread.png")):
        time.sleep(0.001)
    process.terminate()
    assert process.wait(timeout=60) == -signal.SIGTERM and not list(scratch.iterdir())
    done = run("rebuild", pdf, "--memory=40M", TMPDIR=str(scratch))
    assert (done.returncode, "[memory-limit]" in done.stderr) == (1, True) and not list(scratch.iterdir()), done.stderr


def test_rebuild_says_what_differs(tmp_path):
    """A source that was changed together with its digest: the pages are not what it gives."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nWords.\n")
    pdf = built(tmp_path, "text.md")
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        for each in opened.Root.AF:
            stream = each.EF.F
            if str(each.UF) == "text.md":
                change(stream, b"---\nlang: en\n---\n\nOther.\n")
            if str(each.UF) == "build-record.yaml":
                change(stream, stream.read_bytes().replace(b'platen: "', b'platen: "0.0.'))
        opened.save(pdf)
    done = run("rebuild", pdf, program=SANITIZED)
    assert done.returncode == 1 and "[rebuild-differs]" in done.stderr, done.stderr
    assert "made with platen 0.0." in done.stderr


def change(stream, data):
    stream.write(data)
    stream.Params.Size = len(data)
    stream.Params.CheckSum = pikepdf.String(hashlib.md5(data).digest().decode("latin-1"))
    stream.Params.CheckSum = pikepdf.Object.parse(b"<" + hashlib.md5(data).hexdigest().encode() + b">")


def edited(tmp_path, edit):
    """An archive edition whose first attachment, a specification, is edited."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nWords.\n")
    pdf = built(tmp_path, "text.md")
    with pikepdf.open(pdf) as opened:
        edit(opened, opened.Root.AF[0])
        opened.save(tmp_path / "edited.pdf")
    return tmp_path / "edited.pdf"


def rename(name):
    def edit(_, specification):
        specification.UF = specification.F = pikepdf.String(name)
    return edit


def swap_data(pdf, specification):
    specification.EF.F.write(b"---\nlang: en\n---\n\nWord5.\n")


def shorten(pdf, specification):
    specification.EF.F.write(b"short")


def damage(pdf, specification):
    specification.EF.F.write(b"no zlib data at all", filter=pikepdf.Name.FlateDecode)


def bomb(pdf, specification):
    import zlib
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(600)) + packer.flush()
    specification.EF.F.write(data, filter=pikepdf.Name.FlateDecode)


def twice(pdf, specification):
    pdf.Root.AF[1].UF = pdf.Root.AF[1].F = pikepdf.String("text.md/inner")


def no_digest(pdf, specification):
    del specification.EF.F.Params.CheckSum


def no_stream(pdf, specification):
    specification.EF = pikepdf.Array([1])


@pytest.mark.parametrize("edit,words", [
    (rename("../out.md"), "leads out of the folder"),
    (rename("/etc/out.md"), "begins at the root"),
    (rename("a//b.md"), "has an empty part"),
    (rename("a/./b.md"), "has a part '.'"),
    (rename(""), "is empty"),
    (rename("a\nb.md"), "has control characters"),
    (rename("c:b.md"), "backslash or a colon"),
    (rename("a\\b.md"), "backslash or a colon"),
    (rename("x" * 300), "is too long"),
    (twice, "is another attachment's, or its folder"),
    (swap_data, "does not match its digest"),
    (shorten, "does not have the size"),
    (damage, "can't be unpacked"),
    (bomb, "too large"),
    (rename("a\0b.md"), "has control characters"),
    (no_digest, "has no digest"),
    (no_stream, "can't be unpacked"),
], ids=["out", "root", "empty part", "dot", "empty", "control", "drive", "backslash", "long", "folder", "digest",
        "size", "damaged", "bomb", "nul", "no digest", "no stream"])
def test_nothing_of_a_bad_attachment_is_unpacked(tmp_path, edit, words):
    pdf = edited(tmp_path, edit)
    before = set(tmp_path.iterdir())
    for command in (["verify", pdf], ["extract", pdf, "to"], ["rebuild", pdf]):
        done = run(*command, cwd=tmp_path, program=PLATEN, TMPDIR=str(tmp_path))
        assert done.returncode == 1 and words in done.stderr, done.stderr
        assert "[attachment-bad]" in done.stderr
        assert set(tmp_path.iterdir()) == before


def test_verify_of_a_build_record_that_cannot_be_unpacked(tmp_path):
    pdf = edited(tmp_path, lambda pdf, _: [damage(pdf, specification) for specification in pdf.Root.AF])
    done = run("verify", pdf, program=SANITIZED)
    assert done.returncode == 1 and "can't be unpacked" in done.stderr and "runtime error" not in done.stderr, done.stderr


@pytest.mark.parametrize("name", [b"a:b.png", b"a\\b.png", b"a\nb.png", b"\x7f.png", b"\xff.png", b"\xed\xa0\x80.png"])
def test_a_name_that_cannot_be_unpacked_is_said_when_it_is_carried(tmp_path, name):
    shutil.copy(PNG, os.fsencode(tmp_path) + b"/" + name)
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n![A](" + "".join(f"%{byte:02x}" for byte in name) + "){alt=B}\n")
    done = run("build", "text.md", "--edition=archive,archive2", "-o", "out.pdf", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0 and done.stderr.count("[name-not-carried]") == 1, done.stderr
    assert run("rebuild", "out.pdf", cwd=tmp_path).returncode == 1
    assert "[name-not-carried]" not in run("build", "text.md", "--edition=print", cwd=tmp_path).stderr


def test_verify_names_what_is_not_whole(tmp_path):
    done = run("verify", edited(tmp_path, swap_data), program=SANITIZED)
    assert done.returncode == 1
    assert "text.md: 25 bytes, Manuscript, does not match its digest" in done.stdout, done.stdout


def test_verify_misses_a_manuscript(tmp_path):
    def take_out(pdf, specification):
        del pdf.Root.AF[0]
        names = pdf.Root.Names.EmbeddedFiles.Names
        at = [str(each.get("/UF", "")) if isinstance(each, pikepdf.Dictionary) else "" for each in names].index("text.md")
        del names[at], names[at - 1]
    done = run("verify", edited(tmp_path, take_out), program=SANITIZED)
    assert done.returncode == 1 and "'text.md' is gone" in done.stderr, done.stdout + done.stderr


def foreign(tmp_path):
    path = tmp_path / "foreign.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Producer"] = "Somebody's"
        pdf.save(path)
    return path


def encrypted(tmp_path):
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    return path


def no_pdf(tmp_path):
    path = tmp_path / "text.pdf"
    path.write_text("Words.\n")
    return path


def cut(tmp_path):
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    return path


def absent(tmp_path):
    return tmp_path / "none.pdf"


def press(tmp_path):
    (tmp_path / "text.md").write_text("---\nlang: en\ntitle: T\ndate: 2024\n---\n\nWords.\n")
    done = run("build", "text.md", "--edition=print", "-o", "press.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "press.pdf"


@pytest.mark.parametrize("make,name,words", [
    (foreign, "pdf-foreign", "it is made by Somebody's"), (encrypted, "pdf-encrypted", "is encrypted"),
    (no_pdf, "pdf-bad", "is no PDF"), (cut, "pdf-bad", "is no PDF that can be read"),
    (absent, "file-missing", "there is no file"), (press, "pdf-foreign", "carries no sources"),
], ids=["foreign", "encrypted", "no PDF", "cut", "absent", "press"])
def test_other_pdfs_are_told(tmp_path, make, name, words):
    pdf = make(tmp_path)
    before = set(tmp_path.iterdir())
    for command in ("verify", "extract", "rebuild"):
        if make is press and command == "verify":
            continue
        done = run(command, pdf, cwd=tmp_path, program=SANITIZED, TMPDIR=str(tmp_path))
        assert done.returncode == 1, done.stdout + done.stderr
        assert f"[{name}]" in done.stderr and words in done.stderr
        assert set(tmp_path.iterdir()) == before


def test_verify_knows_the_press_edition(tmp_path):
    done = run("verify", press(tmp_path), program=SANITIZED)
    assert done.returncode == 0, done.stderr
    assert "an edition for the press" in done.stdout
    assert "claims    PDF/X-4, PDF/A-2a, PDF/UA-1" in done.stdout


def test_name_tree_that_loops_ends(tmp_path):
    def loop(pdf, _):
        tree = pdf.make_indirect(pikepdf.Dictionary())
        tree.Kids = pikepdf.Array([tree, tree])
        pdf.Root.Names.EmbeddedFiles = tree
    done = run("verify", edited(tmp_path, loop), program=SANITIZED, timeout=10)
    assert done.returncode == 0, done.stderr


def test_cut_at_every_place(tmp_path):
    """However short a PDF is cut: an error or a verdict, never a crash, never a hang."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nWords.\n")
    data = built(tmp_path, "text.md").read_bytes()
    whole = data.rindex(b"startxref")  # up to here it is surely cut
    for length in range(0, whole, len(data) // 25):
        (tmp_path / "cut.pdf").write_bytes(data[:length])
        done = run("verify", tmp_path / "cut.pdf", program=SANITIZED, timeout=20)
        assert done.returncode == 1 and "error:" in done.stderr, (length, done.stderr)


@pytest.mark.parametrize("words,said", [
    (["verify"], "no PDF is named"), (["rebuild", "a.pdf", "b.pdf"], "one too many: b.pdf"),
    (["extract", "a.pdf", "b", "c"], "one too many: c"), (["verify", ""], "a PDF's name is empty"),
    (["verify", "a.pdf", "--style=x"], "does not take the option"),
])
def test_usage(words, said):
    done = run(*words)
    assert done.returncode == 2 and said in done.stderr, done.stderr


def test_libqpdf_is_loaded_only_for_these():
    linked = subprocess.run(["ldd", str(PLATEN)], capture_output=True, text=True).stdout
    assert "libqpdf" not in linked


def build_with(tmp_path, attachments, *more):
    """The publication above with this in its style sheet."""
    publication(tmp_path / "book")
    sheet = tmp_path / "book/looks/mine.yaml"
    sheet.write_text(sheet.read_text() + f"attachments: {attachments}\n")
    return built(tmp_path, "book", *more)


def test_sources_alone_are_carried_and_what_lacks_is_named(tmp_path):
    pdf = build_with(tmp_path, "sources")
    with pikepdf.open(pdf) as opened:
        carried = sorted(opened.attachments)
    assert carried == ["build-record.yaml", "first.md", "fonts.lock", "looks/mine.yaml",
                       "more/second.md", "publication.yaml"]
    said = run("verify", pdf, program=SANITIZED)
    assert said.returncode == 0 and "PDF/A-3a" in said.stdout, said.stderr
    lacks = re.search(r"^  lacks +(.*?): ", said.stdout, re.M)[1]
    assert sorted(lacks.split(", ")) == ["fonts/own.otf", "looks/paper.icc", "pictures/one.png"]
    done = run("rebuild", pdf, program=SANITIZED)
    assert done.returncode == 1 and "[rebuild-differs]" in done.stderr, done.stderr
    assert "pictures/one.png" in done.stderr and "platen extract" in done.stderr
    # with what lacks put beside the rest, the same bytes
    run("extract", pdf, "unpacked", cwd=tmp_path)
    for name in lacks.split(", "):
        (tmp_path / "unpacked" / name).parent.mkdir(exist_ok=True)
        shutil.copy(tmp_path / "book" / name, tmp_path / "unpacked" / name)
    assert run("build", "unpacked", "-o", "again.pdf", "--locked", cwd=tmp_path).returncode == 0
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()


def test_sources_without_other_files_are_rebuilt(tmp_path):
    (tmp_path / "text.md").write_text("---\nlang: en\nstyle: s.yaml\n---\n\nWords.\n")
    (tmp_path / "s.yaml").write_text("attachments: sources\n")
    pdf = built(tmp_path, "text.md")
    assert "lacks" not in run("verify", pdf).stdout
    done = run("rebuild", pdf, cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("edition,claim", [("archive", "PDF/A-2a, PDF/UA-1"), ("archive2", "PDF/A-4, PDF/UA-2")])
def test_editions_that_carry_nothing(tmp_path, edition, claim):
    pdf = build_with(tmp_path, "none", "--edition", edition)
    with pikepdf.open(pdf) as opened:
        assert not opened.attachments and "/AF" not in opened.Root
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
    said = run("verify", pdf, program=SANITIZED)
    assert said.returncode == 0 and claim in said.stdout and "attachments: none" in said.stdout, said.stdout + said.stderr
    for command in ("rebuild", "extract"):
        done = run(command, pdf, cwd=tmp_path, program=SANITIZED)
        assert done.returncode == 1 and "attachments: none" in done.stderr, done.stderr


def test_sources_under_foreign_claims_are_not_rebuilt(tmp_path):
    """Platen's by its producer, but of no standard that an edition of Platen's holds."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nWords.\n")
    pdf = built(tmp_path, "text.md")
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        opened.Root.Metadata.write(opened.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3", b"<pdfaid:part>1"))
        opened.save(pdf)
    done = run("rebuild", pdf, program=SANITIZED)
    assert done.returncode == 1 and "[pdf-foreign]" in done.stderr, done.stderr
