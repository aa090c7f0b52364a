"""Every example of the CommonMark specification builds, and its text comes out in order.

The examples are read from Debian's golang-github-yuin-goldmark-dev, which carries the specification's as data; only its spec.json
is used.
"""
import html.parser
import json
import os
import pathlib
import re

import pytest

from conftest import PLATEN, run

SPEC = pathlib.Path(os.environ.get("PLATEN_COMMONMARK", "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"))


class Words(html.parser.HTMLParser):
    """The words that a browser would show of HTML, alternative texts of images among them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "img":
            self.text.append(values.get("alt") or "")
        if tag in ("p", "li", "td", "th", "br", "pre", "blockquote", "hr", "h1", "h2", "h3"):
            self.text.append(" ")

    def handle_data(self, data):
        self.text.append(data)


def words_of_html(source):
    parser = Words()
    parser.feed(source)
    return squeeze("".join(parser.text))


def squeeze(text):
    """Letters and digits alone, so that quotes, dashes, labels and spacing do not matter."""
    return re.sub(r"[\W_]+", "", text)


def words_of_dump(dump):
    """All texts of the document's dump, in order."""
    said = []
    for line in dump.splitlines():
        match = re.match(r'\s*(?:text|code|raw|code-block|verbatim) "((?:[^"\\]|\\.)*)"', line)
        if match:
            said.append(match[1].replace("\\n", " ").replace("\\t", " ").replace('\\"', '"').replace("\\\\", "\\"))
        image = re.match(r'\s*image alt="((?:[^"\\]|\\.)*)"', line)
        if image:
            said.append(image[1])
    return squeeze("".join(said))


EXAMPLES = json.loads(SPEC.read_text()) if SPEC.exists() else []


def test_the_specification_is_there():
    assert len(EXAMPLES) > 640, f"no examples at {SPEC}: make check-deps installs them"


def has_raw_html(example):
    return example["section"] in ("HTML blocks", "Raw HTML") or re.search(r"<(?!/?(p|em|strong|a|code|pre|ul|ol|li|h\d|hr|br|img|blockquote)\b)[a-zA-Z!?/]", example["html"])


@pytest.mark.parametrize("section", sorted({example["section"] for example in EXAMPLES}))
def test_section(section, tmp_path):
    wrong = []
    for example in (e for e in EXAMPLES if e["section"] == section):
        path = tmp_path / f"{example['example']}.md"
        path.write_text(example["markdown"])
        done = run("check", path, "--dump=document", program=PLATEN)
        if not example["markdown"].strip():
            continue
        allowed = re.search(r"\[(file-missing|image-missing|link-outside|file-outside|id-unknown|text-empty)\]", done.stderr)
        if done.returncode != 0 and not allowed:
            wrong.append(f"example {example['example']}: {done.stderr}")
        elif done.returncode == 0 and not has_raw_html(example) and words_of_dump(done.stdout) != words_of_html(example["html"]):
            wrong.append(f"example {example['example']}: {words_of_dump(done.stdout)!r} is not {words_of_html(example['html'])!r}")
    assert not wrong, "\n".join(wrong)
