"""The archive edition carries all that it was made of: unpacked into an empty folder, its files give the same bytes again."""
import shutil
import subprocess

import pikepdf
import pytest
import yaml

from conftest import PLATEN, ROOT, SANITIZED, run

PNG = ROOT / "content/manual/images/spread.png"
PROFILE = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
FACES = "- postscript: \"Nobody\"\n  sha256: \"0\"\n"


def unpack(pdf, folder):
    """As an extractor would: each file at its name. Returns what each is said to be, in order."""
    said = {}
    with pikepdf.open(pdf) as opened:
        for each in opened.Root.AF:
            path = folder / str(each.UF)
            assert folder.resolve() in path.resolve().parents, each.UF
            assert not path.exists() and str(each.F) == str(each.UF) and each.AFRelationship == "/Source"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(each.EF.F.read_bytes())
            said[str(each.UF)] = str(each.Desc)
        assert set(said) == set(opened.attachments.keys())
    return said


def command(folder, said):
    """The manuscripts and the options that the build record names."""
    name, = (name for name, kind in said.items() if kind == "Build record")
    record = yaml.safe_load((folder / name).read_text())
    sheet = ["--style", record["style"]] if "style" in record else []
    return [*record["manuscripts"], *sheet, "--root", "."]


def again(pdf, folder, *options):
    """Unpack and build with the lock that is there; the new PDF's bytes, and what was attached."""
    folder.mkdir()
    said = unpack(pdf, folder)
    done = run("build", *command(folder, said), "--locked", "-o", "again.pdf", *options, cwd=folder, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    return (folder / "again.pdf").read_bytes(), said


def test_report_is_built_again_from_itself(report, tmp_path):
    """With poppler's tool: all of it lies in one folder."""
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(report[0])], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "build-record.yaml", "fonts.lock", "house.yaml", "report.md", "report.yaml"]
    done = run("build", "report.md", "--style", "report.yaml", "--locked", "-o", "again.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.pdf").read_bytes() == report[0].read_bytes()


def publication(folder):
    (folder / "pictures/deep").mkdir(parents=True)
    (folder / "looks/base").mkdir(parents=True)
    shutil.copy(PNG, folder / "pictures/one.png")
    shutil.copy(PNG, folder / "pictures/deep/two.png")
    (folder / "publication.yaml").write_text("title: Two\nstyle: looks/mine.yaml\nchapters: [first.md, more/second.md]\n")
    (folder / "first.md").write_text("# One\n\nWords.\n\n![A spread](pictures/one.png)\n")
    (folder / "more").mkdir()
    (folder / "more/second.md").write_text("# Two\n\nWörds, *Ελληνικά* and `code`.\n\n![Another](../pictures/deep/two.png)\n\n![It again](../pictures/one.png)\n")
    (folder / "looks/mine.yaml").write_text("extends: base/house.yaml\npage: {size: A5}\n")
    (folder / "looks/base/house.yaml").write_text("text: {size: 10pt}\n")
    (folder / "fonts.lock").write_text(FACES)  # of another time: what is attached names the faces of this build


def test_publication_is_built_again_from_itself(tmp_path):
    publication(tmp_path / "book")
    done = run("build", "book", "-o", "book.pdf", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    first = (tmp_path / "book.pdf").read_bytes()
    (tmp_path / "other").mkdir()
    said = unpack(tmp_path / "book.pdf", tmp_path / "other")
    assert said == {"publication.yaml": "Publication", "first.md": "Manuscript", "more/second.md": "Manuscript", "pictures/one.png": "Image",
                    "pictures/deep/two.png": "Image", "looks/mine.yaml": "Style sheet", "looks/base/house.yaml": "Style sheet that is extended",
                    "build-record.yaml": "Build record", "fonts.lock": "Faces that it was set in"}
    done = run("build", "other", "--locked", "-o", "again.pdf", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.pdf").read_bytes() == first


def test_what_lies_elsewhere_is_moved_in(tmp_path):
    """A sheet and a further manuscript from outside the publication, by names that others have, too."""
    for name in ("here/text.md", "there/text.md", "there/text-2.md", "sheets/text-2.md", "sheets/low/text.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "here/text.md").write_text("# First\n")
    (tmp_path / "there/text.md").write_text("# Second\n")
    (tmp_path / "here/last.md").write_text("# Third\n")
    (tmp_path / "sheets/last.md").write_text("extends: low/text.md\n")
    (tmp_path / "sheets/low/text.md").write_text("text: {size: 12pt}\n")
    done = run("build", "here/text.md", "there/text.md", "here/last.md", "--style", "sheets/last.md", "-o", "out.pdf", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    rebuilt, said = again(tmp_path / "out.pdf", tmp_path / "again")
    assert [name for name, kind in said.items() if kind == "Manuscript"] == ["text.md", "text-2.md", "last.md"]
    assert said["style/last.md"] == "Style sheet" and said["style/low/text.md"] == "Style sheet that is extended"
    assert rebuilt == (tmp_path / "out.pdf").read_bytes()


def test_nothing_above_the_publication_is_named(tmp_path):
    """--root allows the folder of images; what lies above all that is used gets into no name."""
    folder = tmp_path / "secret/book"
    (folder / "text").mkdir(parents=True)
    (folder / "images").mkdir()
    shutil.copy(PNG, folder / "images/a.png")
    (folder / "text/book.md").write_text("# Title\n\n![A spread](../images/a.png)\n")
    done = run("build", folder / "text/book.md", "--root", tmp_path, "-o", tmp_path / "out.pdf", program=SANITIZED)
    assert done.returncode == 0, done.stderr
    assert b"secret" not in (tmp_path / "out.pdf").read_bytes()
    rebuilt, said = again(tmp_path / "out.pdf", tmp_path / "again")
    assert list(said) == ["text/book.md", "images/a.png", "build-record.yaml", "text/fonts.lock"]
    assert rebuilt == (tmp_path / "out.pdf").read_bytes()


EXTENDS_REPORT = "extends: report.yaml\npage: {size: A5}\n"


@pytest.mark.parametrize("front,files,options,sheets", [
    ("style: house.yaml\n", {}, [], {"house.yaml": "Style sheet"}),
    ("", {}, ["--style", "house.yaml"], {"house.yaml": "Style sheet"}),
    ("style: looks/mine.yaml\n", {"looks/mine.yaml": EXTENDS_REPORT}, [],
     {"looks/mine.yaml": "Style sheet", "looks/report.yaml": "Style sheet that is extended", "looks/house.yaml": "Style sheet that is extended"}),
    ("", {"looks/mine.yaml": EXTENDS_REPORT}, ["--style", "looks/mine.yaml"],
     {"looks/mine.yaml": "Style sheet", "looks/report.yaml": "Style sheet that is extended", "looks/house.yaml": "Style sheet that is extended"}),
    ("style: house.yaml\n", {"house.yaml": EXTENDS_REPORT}, [], {"house.yaml": "Style sheet"}),
], ids=["named in the text", "named by the command", "extended", "extended by what the command names", "of one name"])
def test_platens_own_sheets_lie_beside_what_names_them(tmp_path, front, files, options, sheets):
    folder = tmp_path / "secret/book"
    (folder / "looks").mkdir(parents=True)
    (folder / "text.md").write_text(f"---\ntitle: A\n{front}---\n\n# Title\n")
    for name, text in files.items():
        (folder / name).write_text(text)
    done = run("build", "text.md", *options, cwd=folder, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    rebuilt, said = again(folder / "text.pdf", tmp_path / "again")
    assert {name: kind for name, kind in said.items() if "sheet" in kind} == sheets
    assert set(said) == {"text.md", "build-record.yaml", "fonts.lock", *sheets}
    assert rebuilt == (folder / "text.pdf").read_bytes()


def test_standard_input_is_carried(tmp_path):
    done = run("build", "-", "-o", "out.pdf", stdin="Only words.\n", cwd=tmp_path, program=SANITIZED)
    assert done.returncode == 0, done.stderr
    rebuilt, said = again(tmp_path / "out.pdf", tmp_path / "again")
    assert list(said) == ["untitled.md", "build-record.yaml", "fonts.lock"]
    assert rebuilt == (tmp_path / "out.pdf").read_bytes()


def test_lock_is_of_the_faces_used(tmp_path):
    """Those that `platen fonts --lock` names, and those of the slug line besides."""
    (tmp_path / "text.md").write_text("# Title\n\nText and *more*.\n")
    (tmp_path / "looks.yaml").write_text("roles:\n  slug: {family: DejaVu Sans}\n")
    for name, options in (("plain.pdf", []), ("looks.pdf", ["--style", "looks.yaml"])):
        done = run("build", "text.md", "-o", name, *options, cwd=tmp_path, program=SANITIZED)
        assert done.returncode == 0, done.stderr
    run("fonts", "text.md", "--lock", cwd=tmp_path)
    said = {}
    for name in ("plain.pdf", "looks.pdf"):
        with pikepdf.open(tmp_path / name) as pdf:
            said[name] = pdf.attachments["fonts.lock"].get_file().read_bytes()
    assert said["plain.pdf"] == (tmp_path / "fonts.lock").read_bytes()
    assert b"DejaVuSans" in said["looks.pdf"] and b"DejaVuSans" not in said["plain.pdf"]
    (tmp_path / "fonts.lock").write_bytes(said["looks.pdf"])
    done = run("build", "text.md", "--style", "looks.yaml", "--locked", "-o", "looks.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_proof_adds_no_face_to_the_lock(tmp_path):
    """Its remarks are in the face of the slug line, for which this sheet leaves no room."""
    (tmp_path / "text.md").write_text("# Title\n\n" + "Incomprehensibilities notwithstanding, text. " * 40 + "\n")
    (tmp_path / "looks.yaml").write_text("page: {slug: 0pt}\nroles:\n  slug: {family: DejaVu Sans}\n")
    for name, options in (("plain.pdf", []), ("proof.pdf", ["--proof"])):
        done = run("build", "text.md", "--style", "looks.yaml", "-o", name, *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "proof.proof.pdf") as pdf:
        assert b"DejaVuSans" in b"".join(str(each.get("/FontName", "")).encode() for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    assert (tmp_path / "proof.pdf").read_bytes() == (tmp_path / "plain.pdf").read_bytes()


@pytest.mark.parametrize("threads", [1, 4])
def test_an_empty_sheet_is_carried(tmp_path, threads):
    (tmp_path / "text.md").write_text("---\nstyle: empty.yaml\n---\n\n# Title\n")
    (tmp_path / "empty.yaml").write_text("")
    done = run("build", "text.md", f"--jobs={threads}", cwd=tmp_path, program=PLATEN)
    assert done.returncode == 0, done.stderr
    rebuilt, said = again(tmp_path / "text.pdf", tmp_path / "again")
    assert said["empty.yaml"] == "Style sheet" and rebuilt == (tmp_path / "text.pdf").read_bytes()


@pytest.mark.parametrize("files,arguments,stdin,title", [
    ({"nt.md": "Words alone.\n"}, ["nt.md"], None, "nt"),
    ({"nt.md": "Words.\n\n## A heading\n\n# Another\n"}, ["nt.md"], None, "A heading"),
    ({"nt.md": "---\ntitle: A *title*\n---\n\n# A heading\n"}, ["nt.md"], None, "A title"),
    ({}, ["-"], "Words alone.\n", "untitled"),
    ({"book/publication.yaml": "chapters: [one.md, two.md]\n", "book/one.md": "Words.\n", "book/two.md": "More.\n"}, ["book"], None, "one"),
])
def test_title(tmp_path, files, arguments, stdin, title):
    """A PDF must have one: the title, else the first heading, else the first manuscript's name."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = run("build", *arguments, "--edition=all", "-o", "out.pdf", stdin=stdin, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for name in ("out.pdf", "out.print.pdf"):
        with pikepdf.open(tmp_path / name) as pdf, pdf.open_metadata() as xmp:
            assert str(pdf.docinfo["/Title"]) == xmp["dc:title"] == title


def facts(pdf, *names):
    with pikepdf.open(pdf) as opened, opened.open_metadata() as xmp:
        return [xmp.get(name) for name in names]


@pytest.mark.parametrize("front,expected", [
    ("title: A\n", [None, None, None, "1"]),
    ("title: A\nlicense: CC BY-SA 4.0 & <more>\nversion: 2.1-β\n", ["CC BY-SA 4.0 & <more>", "CC BY-SA 4.0 & <more>", None, "2.1-β"]),
    ("title: A\nlicense: https://example.org/licence\n", ["https://example.org/licence", None, "https://example.org/licence", "1"]),
], ids=["neither", "both", "address"])
def test_catalogues_read_licence_and_version(build, front, expected):
    made = build(f"---\n{front}---\n\n# Title\n")
    assert facts(made.print, "dc:rights", "xmpRights:UsageTerms", "xmpRights:WebStatement", "xmpMM:VersionID") == expected
    if "version" not in front:  # PDF/X must have one; elsewhere none is invented
        expected = [*expected[:3], None]
    for pdf in (made.archive, made.archive2):
        assert facts(pdf, "dc:rights", "xmpRights:UsageTerms", "xmpRights:WebStatement", "xmpMM:VersionID") == expected


CATALOGUE = """---
title: A
lang: en
identifier: urn:example:7
isbn: 978-3-16-148410-0
doi: 10.1000/182
publisher: The Press
rights: © Ann
source: An older book
relation: [A series, "Another, its sequel"]
contributor: "Cee, Dee"
---

Some [mots]{lang=fr} and [Wörter]{lang=de}.
"""
PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"


def test_catalogues_read_who_and_what(build):
    made = build(CATALOGUE)
    for pdf in (made.archive, made.archive2, made.print):
        assert facts(pdf, "dc:identifier", "dc:publisher", "dc:rights", "dc:source", "dc:relation", "dc:contributor", "dc:language",
                     PRISM + "isbn", PRISM + "doi") == [
            "urn:example:7", {"The Press"}, "© Ann", "An older book", {"A series", "Another, its sequel"}, {"Cee, Dee"}, {"en", "fr", "de"},
            "978-3-16-148410-0", "10.1000/182"]
        assert facts(pdf, "xmp:Identifier")[0] == {"urn:example:7", "doi:10.1000/182", "urn:isbn:978-3-16-148410-0"}


@pytest.mark.parametrize("identifier", ["urn:isbn:9783161484100", "9783161484100", "978-3-16-148410-0"])
def test_an_identifier_is_told_once(build, identifier):
    made = build(f"---\nidentifier: {identifier}\nisbn: 978-3-16-148410-0\n---\n\nWords.\n")
    assert facts(made.archive, "dc:identifier", "xmp:Identifier") == [identifier, {identifier}]


@pytest.mark.parametrize("date,expected", [("2014", "20140101"), ("2014-06", "20140601"), ("2014-06-30", "20140630")])
def test_no_more_of_a_date_is_said_than_is_known(build, date, expected):
    """PDF/X must have all of it."""
    names = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
    made = build(f"---\ndate: {date}\n---\n\nWords.\n")
    for path in (made.archive, made.archive2):
        assert facts(path, *names) == [date] * 3
        with pikepdf.open(path) as pdf:
            assert {str(each.EF.F.Params.ModDate) for each in pdf.Root.AF} == {"D:" + date.replace("-", "")}
            info = pdf.trailer.get("/Info", {})
            assert {str(info[key]) for key in ("/CreationDate", "/ModDate") if key in info} <= {"D:" + date.replace("-", "")}
    full = f"{expected[:4]}-{expected[4:6]}-{expected[6:]}T00:00:00Z"
    assert facts(made.print, *names) == [full] * 3
    with pikepdf.open(made.print) as pdf:
        assert str(pdf.trailer.Info.CreationDate) == f"D:{expected}000000Z"


@pytest.mark.parametrize("front", ["isbn: 978-3-16-148410-0\n", "title: A book\nauthor: Ann\n"], ids=["number", "title"])
def test_a_publication_keeps_its_identity(build, front):
    """DocumentID stays when the text changes, InstanceID does not."""
    one, two = build(f"---\n{front}---\n\n# A\n"), build(f"---\n{front}---\n\n# A\n\nMore.\n")
    other = build("---\ntitle: Another\n---\n\n# A\n")
    (document, instance), (document2, instance2) = (facts(made.archive, "xmpMM:DocumentID", "xmpMM:InstanceID") for made in (one, two))
    assert document == document2 == facts(one.print, "xmpMM:DocumentID")[0] and instance != instance2
    assert document != facts(other.archive, "xmpMM:DocumentID")[0]


def test_nothing_is_dated_that_has_no_date(build):
    """No date of the text, of the file, of what it carries, of the profile."""
    made = build("# Undated\n\nWords.\n")
    for path in (made.archive, made.archive2):
        with pikepdf.open(path) as pdf:
            assert not {"/CreationDate", "/ModDate"} & set(pdf.trailer.get("/Info", {}))
            assert all("/ModDate" not in each.EF.F.Params for each in pdf.Root.AF)
            assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[24:36] == bytes(12)
        assert facts(path, "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate") == [None] * 3
    assert "date-missing" in made.stderr and facts(made.print, "xmp:CreateDate") == ["1970-01-01T00:00:00Z"]


@pytest.mark.parametrize("sheet,identifier,registry", [
    ("", "FOGRA39", "http://www.color.org"),
    (f"page: {{condition: FOGRA51, profile: {PROFILE}}}\n", "FOGRA51", "http://www.color.org"),
    (f"page: {{condition: House paper, profile: {PROFILE}}}\n", "House paper", None),
])
def test_condition_says_who_registered_it(build, sheet, identifier, registry):
    style = build.write("looks.yaml", sheet)
    made = build("# Title\n", options=["--style", style])
    with pikepdf.open(made.print) as pdf:
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFX", "/GTS_PDFA1"]
        for intent in pdf.Root.OutputIntents:
            assert str(intent.OutputConditionIdentifier) == identifier
            assert (str(intent.RegistryName) if "/RegistryName" in intent else None) == registry


def test_a_condition_said_again_needs_no_profile(build):
    """Only another one than the profile's does (tests/cases/diagnostics/condition-alone)."""
    build.write("base.yaml", f"page: {{condition: House paper, profile: {PROFILE}}}\n")
    build("# Title\n", options=["--style", build.write("looks.yaml", "extends: base.yaml\npage: {condition: House paper}\n")])
    build("# Title\n", options=["--style", build.write("bad.yaml", "extends: base.yaml\npage: {condition: FOGRA39}\n")], status=1)
