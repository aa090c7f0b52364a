"""Languages: the words that Platen says, and what faces and scripts need."""
import re

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
