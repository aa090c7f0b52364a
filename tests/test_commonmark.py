"""Every example of the CommonMark specification builds, and its text comes out in order.

The examples are read from Debian's golang-github-yuin-goldmark-dev, which carries the specification's as data; only its spec.json
is used.
"""
import html
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
    source = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL | re.IGNORECASE)  # no browser shows them
    source = re.sub(r"(?<!<code>)&lt;!--(-?&gt;|.*?--&gt;)", "", source)  # comments since 0.31, words before
    parser.feed(re.sub(r"<!--+>", "", source))  # whole comments since 0.31; Python's parser reads on to the next -->
    return squeeze("".join(parser.text))


def squeeze(text):
    """Letters and digits alone, so that quotes, dashes, labels and spacing do not matter."""
    return re.sub(r"[\W_]+", "", text)


STRING = r'"((?:[^"\\]|\\.)*)"'


def unquoted(text):
    """What a string of the dump stands for."""
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def words_of_dump(dump):
    """All texts of the document's dump, in order. A figure's caption and its image's description say the same: once is enough."""
    said, lines = [], dump.splitlines()
    for line, following in zip(lines, lines[1:] + [""]):
        text = re.match(rf"\s*(?:text|code|raw|code-block|verbatim) {STRING}", line)
        image = re.match(rf"\s*image.* alt={STRING}", line)
        if text or (image and following.strip() != "caption"):
            said.append(unquoted((text or image)[1]))
    return squeeze("".join(said))


def with_html_verbatim(source, dump):
    """The HTML as it should read where the dump says that raw HTML was set as it is written: its tags are words."""
    at = 0
    for text in re.findall(rf"^\s*(?:raw|verbatim) {STRING}", dump, re.MULTILINE):
        raw = unquoted(text).strip()
        found = source.find(raw, at)
        assert found >= 0, f"{raw!r} is not in {source!r}"
        escaped = html.escape(raw)
        source = source[:found] + escaped + source[found + len(raw):]
        at = found + len(escaped)
    return source


EXAMPLES = json.loads(SPEC.read_text()) if SPEC.exists() else []


def test_the_specification_is_there():
    assert len(EXAMPLES) > 640, f"no examples at {SPEC}: make check-deps installs them"


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
        if done.returncode != 0:
            continue
        said, due = words_of_dump(done.stdout), words_of_html(with_html_verbatim(example["html"], done.stdout))
        if said != due:
            wrong.append(f"example {example['example']}: {said!r} is not {due!r}")
    assert not wrong, "\n".join(wrong)
