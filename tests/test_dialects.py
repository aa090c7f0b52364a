"""What other programs write: the cases that show it are built in every edition, for veraPDF to judge, and no text can make them lose words."""
import shutil

import pytest

from conftest import ROOT, SANITIZED, run

SPEECH = ROOT / "tests/cases/speech"
SHOWN = ["html", "boxes", "labels", "verse", "attribute-lists", "drawn-tables", "cross-references", "directives"]


@pytest.mark.parametrize("name", SHOWN)
def test_every_edition(build, name):
    shutil.copy(SPEECH / "spread.png", build.folder)
    assert build((SPEECH / f"{name}.md").read_text(), SOURCE_DATE_EPOCH="0").stderr == ""


@pytest.mark.parametrize("opening,closing", [("<div class=note>\n\n", "</div>\n\n"), ("<ul><li>\n\n", "</ul>\n\n"),
                                             ("> <div>\n> <div class=tip>\n>\n", "")])
def test_deep_tags(tmp_path, opening, closing):
    """Tags that nest too deep are an error, in little time; so are many that are open."""
    text = tmp_path / "text.md"
    text.write_text("Words.\n\n" + opening * 3000 + "Inside.\n\n" + closing * 3000)
    done = run("check", text, program=SANITIZED)
    assert done.returncode in (0, 1) and ("[nesting-too-deep]" in done.stderr or "[html-nesting]" in done.stderr)


@pytest.mark.parametrize("rows,is_table", [(400, True), (600, False)])
def test_drawn_tables_have_at_most_a_thousand_lines(tmp_path, rows, is_table):
    """Each line may be looked at once for every kind of table, and no further."""
    text = tmp_path / "text.md"
    text.write_text("+----+\n" + "| a  |\n+----+\n" * rows)
    done = run("check", text, "--dump=document", program=SANITIZED)
    assert done.returncode == 0 and ("\n  table" in done.stdout) is is_table
