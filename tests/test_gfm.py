"""GitHub's own specification: the words of each example come out in order, and its blocks are those that cmark-gfm makes.

The specification is the one of Debian's package cmark-gfm. Some images of Debian leave /usr/share/doc out: then it is taken from the
package itself.
"""
import gzip
import os
import pathlib
import re
import subprocess

import pytest

import differential
from conftest import PLATEN, run
from test_commonmark import EXAMPLES, with_html_verbatim, words_of_dump, words_of_html

SPEC = pathlib.Path(os.environ.get("PLATEN_GFM", "/usr/share/doc/cmark-gfm/spec.txt.gz"))


def specification(folder):
    if SPEC.exists():
        return gzip.decompress(SPEC.read_bytes()).decode()
    subprocess.run(["apt-get", "download", "cmark-gfm"], cwd=folder, check=True, capture_output=True, timeout=120)
    package, = folder.glob("cmark-gfm_*.deb")
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True, timeout=60)
    return gzip.decompress((folder / "usr/share/doc/cmark-gfm/spec.txt.gz").read_bytes()).decode()


def examples(text):
    """Each example's number, section, Markdown and HTML."""
    section, number = "", 0
    for part in re.split(r"^(`{32} example.*?^`{32})$", text, flags=re.M | re.S):
        if not part.startswith("`" * 32):
            section = (re.findall(r"^#+ (.*?)(?: \(extension\))?$", part, re.M) or [section])[-1]
            continue
        number += 1
        extension, markdown, made = re.fullmatch(r"`+ example *(\w*)\n(.*?)^\.\n(.*?)^`+", part, re.M | re.S).groups()
        if extension == "tagfilter":  # which tags a web site lets through is no question here
            made = made.replace("&lt;", "<")
        yield number, section, markdown.replace("→", "\t"), made.replace("→", "\t")


@pytest.fixture(scope="module")
def every_example(tmp_path_factory):
    return list(examples(specification(tmp_path_factory.mktemp("gfm"))))


DUMPS = {}


def dumped(text, folder):
    """The tree of a text, or None where it is refused for a file that is not there. Each text is read once."""
    if text not in DUMPS:
        DUMPS[text] = read(text, folder)
    return DUMPS[text]


def read(text, folder):
    (folder / "text.md").write_text(text)
    done = run("check", "text.md", "--dump=document", program=PLATEN, cwd=folder)
    assert done.returncode == 0 or re.search(r"\[(file-missing|image-missing|file-outside|image-outside|id-unknown|text-empty)\]", done.stderr), done.stderr
    return done.stdout if done.returncode == 0 else None


def test_words(every_example, tmp_path):
    assert len(every_example) > 660
    wrong, read = [], 0
    for number, section, markdown, made in every_example:
        dump = dumped(markdown, tmp_path)
        if dump is None:
            continue
        read += 1
        said, due = words_of_dump(dump), words_of_html(with_html_verbatim(made, dump))
        if said != due:
            wrong.append(f"example {number} ({section}): {said!r} is not {due!r}")
    assert not wrong, f"{len(wrong)} of {read}\n" + "\n".join(wrong)


def difference(markdown, folder):
    """How the blocks differ from cmark-gfm's, or None. HTML becomes what it means, an image alone a figure, and a comment is what it has
    been since CommonMark 0.31: these are not compared.
    """
    dump = dumped(markdown, folder)
    if dump is None or "<!--" in markdown:
        return None
    xml = subprocess.run(["cmark-gfm", *differential.GFM], input=markdown, capture_output=True, text=True, check=True, timeout=60).stdout
    if re.search(r"<(html_block|html_inline|image)\b", xml):
        return None
    ours, theirs = differential.our_tree(dump), differential.their_tree(xml)
    return None if ours == theirs else next((pair for pair in zip(ours, theirs) if pair[0] != pair[1]), (len(ours), len(theirs)))


def test_blocks(every_example, tmp_path):
    texts = {f"example {number} ({section})": markdown for number, section, markdown, _ in every_example}
    wrong = [f"{name}: {found} {text!r}" for name, text in texts.items() if (found := difference(text, tmp_path))]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)


# What the specification hardly tells of tables, notes, tasks and strikethrough, nested and at the edges of other blocks.
EXTENSIONS = {
    "a table after a paragraph": "Words\n| a | b |\n|---|---|\n| c | d |\n",
    "a table in an item": "- | a |\n  |---|\n  | b |\n\n- c\n",
    "a table in a quotation": "> | a | b |\n> |:--|--:|\n> | c | d |\nlazy?\n",
    "a table's end at a heading": "| a |\n|---|\n| b |\n# C\n",
    "a table's end at a list": "| a |\n|---|\n| b |\n- c\n",
    "a table's end at a quotation": "| a |\n|---|\n| b |\n> c\n",
    "a table's end at code": "| a |\n|---|\n| b |\n```\nc\n```\n",
    "bars in code and escaped": "| a | b |\n|---|---|\n| `c\\|d` | e \\| f |\n",
    "rows without bars outside": "a | b\n:-: | -:\nc | d\ne\n",
    "too few cells": "| a | b | c |\n|---|---|---|\n| d |\n| e | f |\n",
    "a head alone": "| a | b |\n|---|---|\n",
    "no table": "| a | b |\n|---|\n| c | d |\n",
    "marks in cells": "| *a* | **b** | ~~c~~ |\n|:-:|---|---|\n| [d](#x) | `e` | f *g* |\n\n# X\n",
    "strikethrough of one and two": "~a~ b ~~c~~ d ~~~e~~~\n\n~~f\n\ng~~\n",
    "strikethrough and stress": "*~~a~~* **~~b *c* d~~** ~~*e~~ f*\n",
    "tasks": "- [ ] a\n- [x] b\n- [X] c\n- [] d\n- [y] e\n",
    "tasks in numbered lists": "1. [ ] a\n2. [x] b\n   - [x] c\n",
    "tasks and plain items": "- [ ] a\n\n  b\n- c\n",
    "notes": "a[^1] b[^two]\n\n[^two]: c\n\n[^1]: d\n\n    e\n",
    "a note of a list": "a[^1]\n\n[^1]: - b\n      - c\n",
    "a note of code": "a[^1]\n\n[^1]:\n\n        b\n\nc\n",
    "a note in an item": "- a[^1]\n\n[^1]: b\n\n- c\n",
    "a mark without a note": "a[^nope] b\n",
    "a note in a heading": "# a[^1]\n\n[^1]: b\n",
}


@pytest.mark.parametrize("name", EXTENSIONS)
def test_extensions(name, tmp_path):
    assert difference(EXTENSIONS[name], tmp_path) is None


GOLDMARK = pathlib.Path("/usr/share/gocode/src/github.com/yuin/goldmark")


@pytest.mark.parametrize("name", ["table", "strikethrough", "tasklist", "footnote"])
def test_examples_of_another_reader(name, tmp_path):
    """What goldmark tries of the same extensions."""
    text = (GOLDMARK / f"extension/_test/{name}.txt").read_text()
    parts = re.findall(r"^\d+.*?\n//- - -[^\n]*\n(.*?)\n//- - -", text, re.M | re.S)
    wrong = [(found, part) for part in parts if (found := difference(part.replace("\\t", "\t") + "\n", tmp_path))]
    assert len(parts) > 1 and not wrong, wrong


def test_examples_of_commonmark(tmp_path):
    wrong = [(example["example"], found) for example in EXAMPLES if (found := difference(example["markdown"], tmp_path))]
    assert not wrong, wrong
