"""What a build writes and reads, by name: where its PDFs go, and the rule for Make that names every input."""
import re
import shutil

import pytest

from conftest import ROOT, run

PNG = ROOT / "content/manual/images/spread.png"
PROFILE = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"


def rule(path):
    """Targets and prerequisites of a depfile, as Make reads it."""
    text = path.read_text().replace("\\\n", " ")
    targets, inputs = re.split(r":(?= )", text, maxsplit=1)
    words = [[word.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$") for word in re.findall(r"(?:\\.|\S)+", part)] for part in (targets, inputs)]
    assert all(len(part) == len(set(part)) for part in words), words
    return set(words[0]), set(words[1])


def publication(folder):
    (folder / "looks/low").mkdir(parents=True)
    (folder / "a picture").mkdir()
    (folder / "fonts").mkdir()
    shutil.copy(PNG, folder / "a picture/one$#.png")
    shutil.copy("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", folder / "fonts/A.ttf")  # before the machine's by its name
    (folder / "publication.yaml").write_text("title: Two\nlang: en-GB\nstyle: looks/mine.yaml\nchapters: [one.md, two.md]\n")
    french = "beaucoup de considérations particulièrement compliquées " * 10
    (folder / "one.md").write_text(f"# One\n\nWords and [{french}]{{lang=fr}} of several syllables.\n\n![A spread](<a picture/one$#.png>)\n")
    (folder / "two.md").write_text("# Two\n\nMore.\n")
    (folder / "looks/mine.yaml").write_text("extends: low/base.yaml\n")
    (folder / "looks/low/base.yaml").write_text("text: {family: TeX Gyre Termes}\n")


def dependencies(folder, *options):
    done = run("build", "book", "-o", "out.pdf", "--deps=out.d", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return rule(folder / "out.d")


def kinds(inputs):
    """The inputs by their kind; none is left over."""
    patterns = {
        "manuscripts": r"book/(one|two)\.md", "publication": r"book/publication\.yaml", "images": r"book/a picture/one\$#\.png",
        "sheets": r"book/looks/(mine|low/base)\.yaml", "patterns": r"/usr/share/hyphen/hyph_(en_GB|fr(_FR)?)\.dic", "faces": r"/usr/share/\S+\.(otf|ttf)",
        "profile": PROFILE, "allowed fonts": str(ROOT / "fonts/fonts.conf"), "lock": r"book/fonts\.lock",
    }
    found = {kind: {name for name in inputs if re.fullmatch(pattern, name)} for kind, pattern in patterns.items()}
    assert inputs == set().union(*found.values())
    return {kind: len(names) for kind, names in found.items() if names}


def test_every_kind_of_input_is_named(tmp_path):
    publication(tmp_path / "book")
    targets, inputs = dependencies(tmp_path)
    archive = {"manuscripts": 2, "publication": 1, "images": 1, "sheets": 2, "patterns": 2, "faces": 2, "allowed fonts": 1,
               "profile": 1}
    assert targets == {"out.pdf"}
    assert kinds(inputs) == archive
    assert all((tmp_path / name).exists() for name in inputs)
    targets, inputs = dependencies(tmp_path, "--edition=print")
    assert targets == {"out.pdf"} and kinds(inputs) == archive
    targets, inputs = dependencies(tmp_path, "--edition=all")
    assert targets == {"out.pdf", "out.print.pdf"} and kinds(inputs) == archive


def test_a_lock_is_an_input_where_it_is_held_to(tmp_path):
    publication(tmp_path / "book")
    assert run("fonts", "book", "--lock=book/fonts.lock", cwd=tmp_path).returncode == 0
    assert "lock" not in kinds(dependencies(tmp_path)[1])
    assert kinds(dependencies(tmp_path, "--locked")[1])["lock"] == 1


def test_a_sheet_of_the_command_line_and_own_faces_are_inputs(tmp_path):
    publication(tmp_path / "book")
    (tmp_path / "other.yaml").write_text("extends: under.yaml\ntext: {family: DejaVu Sans Mono}\n")
    (tmp_path / "under.yaml").write_text("page: {size: A5}\n")
    inputs = dependencies(tmp_path, "--style=other.yaml")[1]
    assert {"other.yaml", "under.yaml"} <= inputs
    assert "book/fonts/A.ttf" in inputs and not any("/DejaVuSansMono.ttf" in name for name in inputs)


def test_platens_own_sheets_are_inputs(tmp_path):
    publication(tmp_path / "book")
    (tmp_path / "other.yaml").write_text("extends: report.yaml\n")
    assert {"other.yaml", str(ROOT / "styles/report.yaml"), str(ROOT / "styles/house.yaml")} <= dependencies(tmp_path, "--style=other.yaml")[1]


def test_standard_input_is_no_file(tmp_path):
    done = run("build", "-", "-o", "out.pdf", "--deps=out.d", stdin="Words.\n", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not rule(tmp_path / "out.d")[1] & {"-", "standard input", "untitled.md"}


@pytest.mark.parametrize("where,named,written", [
    ("", "book", "book"), ("", "book/", "book"), ("", "./book/.", "book"), ("book", ".", "book/book"), ("book", "./", "book/book"),
    ("book/low", "..", "book/book"), ("book/low", "../", "book/book"), ("", "a.b", "a.b"), ("a.b", ".", "a.b/a.b"), ("", "book/low/..", "book/book"),
    ("", "book/one.md", "book/one"), ("book", "one.md", "book/one"),
])
def test_outputs_are_named_after_what_they_are_of(tmp_path, where, named, written):
    """Beside the manuscript or the folder; named by dots, the folder goes by its real name and holds them."""
    for folder in ("book", "a.b"):
        (tmp_path / folder / "low").mkdir(parents=True)
        (tmp_path / folder / "publication.yaml").write_text("chapters: [one.md]\n")
        (tmp_path / folder / "one.md").write_text("# One\n")
    done = run("build", named, "--edition=all", cwd=tmp_path / where)
    assert done.returncode == 0, done.stderr
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.pdf")}
    assert made == {f"{written}.pdf", f"{written}.print.pdf"}
