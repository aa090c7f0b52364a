"""The manual, the man page and the help speak of the same program: no option, key, role, class or blemish is left out, and what they
show works."""
import json
import re

import pytest
import yaml

from conftest import ROOT, SANITIZED, run
from tools import schema as tables

CHAPTERS = {path.name: path.read_text() for path in sorted((ROOT / "content/manual").glob("*.md"))}
MANUAL = "\n".join(CHAPTERS.values())
PAGE = (ROOT / "platen.1").read_text()
OPTIONS = re.findall(r'^\t\{"([a-z-]+)", ', (ROOT / "src/app/options.c").read_text(), re.M)
STYLE = json.loads((ROOT / "styles/style.schema.json").read_text())
FRONT = json.loads((ROOT / "styles/front-matter.schema.json").read_text())
REPORT = json.loads((ROOT / "styles/quality.schema.json").read_text())
RULES = REPORT["properties"]["blemishes"]["items"]["properties"]["rule"]["enum"]


def code(text):
    """All words between backquotes: '`spacing: list-indent`' has two."""
    text = re.sub(r"^ *(`{3,}).*?^ *\1$|``.*?``", "", text, flags=re.S | re.M)
    return {word for span in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[\s:,{}]+", span)}


def test_the_manual_is_set_without_a_warning():
    done = run("check", ROOT / "content/manual", "--werror", program=SANITIZED)
    assert done.returncode == 0 and done.stderr == ""


def test_every_option_is_told_of():
    assert len(OPTIONS) > 15
    told = code(CHAPTERS["commands.md"])
    for option in OPTIONS + ["help", "version"]:
        assert f"--{option}" in told, option
        assert re.search(rf"^\.It .*Fl -{option}\b", PAGE, re.M), option
    helps = "".join(run(command, "--help").stdout for command in ("build", "check", "fonts", "new", "preflight"))
    assert not [option for option in OPTIONS if f"--{option}" not in helps]


@pytest.mark.parametrize("command", ["build", "check", "fonts", "new", "rebuild", "preflight"])
def test_help_says_what_a_command_takes(command, tmp_path):
    """An option that a command's help shows is taken by it, and no other is."""
    text = run(command, "--help").stdout.replace("build --locked", "")
    letters = dict(re.findall(r"-(\w), --([a-z][a-z-]*)", run("build", "--help").stdout))
    shown = set(re.findall(r"--([a-z][a-z-]*)", text)) | {letters[letter] for letter in re.findall(r"(?<=\s)-(\w)\b", text)}
    for option in OPTIONS:
        refused = "does not take the option" in run(command, f"--{option}", cwd=tmp_path).stderr
        assert refused == (option not in shown), option


def test_every_key_is_told_of():
    keys = set(STYLE["properties"]) | set(STYLE["$defs"]["block"]["properties"]) | set(STYLE["properties"]["roles"]["properties"])
    for section in ("page", "lines", "pages", "spacing", "links", "book", "words", "quality"):
        keys |= set(STYLE["properties"][section]["properties"])
    assert sorted(keys - code(MANUAL) - {f"heading{level}" for level in range(2, 6)}) == []  # "`heading1` to `heading6`"
    front = code(CHAPTERS["start.md"]) | set(re.findall(r"^([a-z-]+): ", CHAPTERS["start.md"], re.M))
    assert sorted(set(FRONT["properties"]) - front) == []


def test_every_class_is_told_of():
    told = {word.lstrip(".") for word in code(MANUAL)} | set(re.findall(r"\.([a-z-]+)\}", MANUAL))
    assert sorted({name for name, *_ in tables.CLASSES} - told) == []


def test_its_tables_are_what_the_rows_make():
    """Keys, roles and classes; where this fails, run tests/tools/schema.py."""
    for name, text in CHAPTERS.items():
        assert tables.with_tables(text) == text, name
    assert {anchor for anchor in tables.tables() if f"{{#{anchor}}}" in MANUAL} == set(tables.tables())


def test_every_blemish_is_told_of():
    assert not set(RULES) - code(CHAPTERS["quality.md"])
    assert not [rule for rule in RULES if not re.search(rf"[ .]{rule}\b", PAGE)]


def test_every_message_is_told_of():
    """The manual's list has each message with its level, in the order of their names, and a sentence that says what to do."""
    levels = {name: level.lower() for name, level in
              re.findall(r'X\(\w+, "([a-z-]+)", REPORT_(\w+)\)', (ROOT / "src/base/report.h").read_text())}
    rows = re.search(r"((?:^\|.*\n)+)\n: .*\{#messages\}", CHAPTERS["lists.md"], re.M)[1].splitlines()[2:]
    told = [re.fullmatch(r"\| `([a-z-]+)` \| (\w+) \| (\w.*: .*\.) \|", row).groups() for row in rows]
    assert [(name, level) for name, level, _ in told] == sorted(levels.items())


def test_every_edition_is_told_of():
    """In the message of --edition, in the help, the man page, the completions, the manual and the schema of publication.yaml."""
    editions = re.findall(r'\.name = "(\w+)"', (ROOT / "src/document/edition.c").read_text())
    places = {"message": run("build", "a.md", "--edition=none").stderr, "help": run("build", "--help").stdout, "page": PAGE,
              "manual": CHAPTERS["commands.md"], "schema": (ROOT / "styles/publication.schema.json").read_text(),
              **{name: (ROOT / "packaging" / name).read_text() for name in ("_platen", "platen.bash", "platen.fish")}}
    assert len(editions) > 3
    assert [(name, place) for name in editions for place, text in places.items() if not re.search(rf"\b{name}\b", text)] == []


def sheets():
    for name, text in CHAPTERS.items():
        for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", text, re.S | re.M)):
            if set(yaml.safe_load(block)) <= set(STYLE["properties"]):
                yield pytest.param(block, id=f"{name}-{number}")


def test_every_key_has_an_example():
    said = [yaml.safe_load(sheet.values[0]) for sheet in sheets()]
    for section in ("page", "lines", "pages", "spacing", "links", "book", "words"):
        shown = {key for sheet in said for key in sheet.get(section, ())}
        assert shown == set(STYLE["properties"][section]["properties"]), section
    looks = [look for sheet in said for look in (sheet.get("text"), *sheet.get("roles", {}).values(), *sheet.get("classes", {}).values()) if look]
    assert {key for look in looks for key in look} == set(STYLE["$defs"]["block"]["properties"])
    assert {key for sheet in said for key in sheet} == set(STYLE["properties"])


@pytest.mark.parametrize("sheet", sheets())
def test_its_style_sheets_are_read(tmp_path, sheet):
    (tmp_path / "sheet.yaml").write_text(sheet)
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n# Words\n\nA few words.\n")
    done = run("check", tmp_path / "text.md", "--style", tmp_path / "sheet.yaml", program=SANITIZED)
    said = [line for line in done.stderr.splitlines() if not line.endswith("[signature-filled]")]  # a page is none of theirs
    assert done.returncode == 0 and not said


def test_the_questions_of_the_matterhorn_protocol_are_answered():
    """Each checkpoint that has a condition which only a person can judge has its row, in order, with an answer."""
    rows = re.findall(r"^\| (\d\d) [^|]+\| ([^|]+)\| ([^|]+)\|", CHAPTERS["accessibility.md"], re.M)
    asked = [1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 24, 28, 29, 31]
    assert [int(number) for number, *_ in rows] == asked
    assert all(question.strip().endswith("?") and answer.strip() for _, question, answer in rows)
