"""The JSON Schemas say what the program knows: the same keys, and the sheets of this repository are valid by them."""
import json
import pathlib
import re

import jsonschema
import pytest
import yaml

from conftest import run
from tools import schema as tables

ROOT = pathlib.Path(__file__).resolve().parent.parent
STYLE = json.loads(tables.SCHEMA.read_text())
FRONT = json.loads((ROOT / "styles/front-matter.schema.json").read_text())
PUBLICATION = json.loads((ROOT / "styles/publication.schema.json").read_text())
KEYS = (ROOT / "src/style/style_keys.c").read_text()
SHEETS = sorted((ROOT / "styles").glob("*.yaml")) + sorted((ROOT / "tests").glob("**/*.style.yaml")) + sorted((ROOT / "tests/bench").glob("*.yaml"))


def built_in():
    """The built-in sheet, taken out of its C string."""
    text = (ROOT / "src/style/style_defaults.c").read_text()
    strings = re.findall(r'^\t"(.*)"(?:;)?$', text, re.M)
    return yaml.safe_load("".join(s.replace('\\"', '"').replace("\\n", "\n") for s in strings))


def without_dates(node):
    """YAML 1.1 reads dates; Platen reads words."""
    if isinstance(node, dict):
        return {str(key): without_dates(value) for key, value in node.items()}
    if isinstance(node, list):
        return [without_dates(value) for value in node]
    return node if node is None or isinstance(node, (str, int, float, bool)) else str(node)


@pytest.mark.parametrize("schema", [STYLE, FRONT, PUBLICATION], ids=["style", "front-matter", "publication"])
def test_schema_is_one(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_style_schema_is_what_the_tables_make():
    """The same keys, kinds, bounds and words; where this fails, run tests/tools/schema.py."""
    assert tables.SCHEMA.read_text() == tables.written(tables.made(STYLE))
    described = [each for section in (*STYLE["properties"].values(), *STYLE["$defs"].values()) for each in section.get("properties", {}).values()]
    assert all(each.get("description", "$ref" in each) for each in described)


def test_roles_are_the_same():
    names = re.search(r"role_names\[ROLE_NAMES\] = \{(.*?)\};", KEYS, re.S).group(1)
    assert sorted(STYLE["properties"]["roles"]["properties"]) == sorted(set(re.findall(r'= "([^"]+)"', names)) - {"text"})


def test_top_level_keys_are_the_same():
    keys = re.search(r'keys\[\] = \{("extends".*?)\};', (ROOT / "src/style/style.c").read_text(), re.S).group(1)
    assert sorted(STYLE["properties"]) == sorted(re.findall(r'"([^"]+)"', keys))


def test_built_in_sheet_is_valid():
    jsonschema.Draft202012Validator(STYLE).validate(built_in())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_sheets_are_valid(path):
    jsonschema.Draft202012Validator(STYLE).validate(without_dates(yaml.safe_load(path.read_text())))


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("**/*.md")), ids=lambda path: path.name)
def test_front_matter_is_valid(path):
    text = path.read_text()
    if text.startswith("---\n"):
        front = yaml.safe_load(text[4:].split("\n---", 1)[0])
        jsonschema.Draft202012Validator(FRONT).validate(without_dates(front or {}))


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("**/publication.yaml")), ids=lambda path: path.parent.name)
def test_publications_are_valid(path):
    jsonschema.Draft202012Validator(PUBLICATION).validate(without_dates(yaml.safe_load(path.read_text())))


def test_front_matter_has_the_same_keys():
    """publication.yaml has the front matter's, which mean the same, and two of its own."""
    keys = re.findall(r'"([^"]+)"', re.search(r"keys\[\] = \{(.*?)\};", (ROOT / "src/markdown/front.c").read_text(), re.S).group(1))
    assert list(keys[-2:]) == ["chapters", "editions"]
    assert sorted(FRONT["properties"]) == sorted(keys[:-2])
    assert sorted(PUBLICATION["properties"]) == sorted(keys) and PUBLICATION["required"] == ["chapters"]
    assert FRONT["properties"].items() <= PUBLICATION["properties"].items()


@pytest.mark.parametrize("text", [
    "chapters: [one.md]", "{}", "chapters: []", "chapters: one.md", "chapters: [one.md]\neditions: all", "chapters: [one.md]\neditions: [archive, print]",
    "chapters: [one.md]\neditions: screen", "chapters: [one.md]\neditions: [archive, screen]", "chapters: [one.md]\nchapter: 2",
    "chapters: [one.md]\ntoc-depth: 7", "chapters: [one.md]\ntoc: perhaps", "chapters: [one.md]\nlicense: MIT\nversion: 2.1",
])
def test_program_and_publication_schema_agree(tmp_path, text):
    (tmp_path / "publication.yaml").write_text(text + "\n")
    (tmp_path / "one.md").write_text("# One\n")
    done = run("check", tmp_path, "--dump=document")
    assert jsonschema.Draft202012Validator(PUBLICATION).is_valid(yaml.safe_load(text)) == (done.returncode == 0), done.stderr


# Values about the bounds of each kind. What only the program can tell (a length's upper bound, the name of an ink) is not among them.
LENGTHS = ["1mm", "-1mm", "0pt", "0", "2 lines", "1em", "1", "1 furlong", "mm", "1 mm", "'0.1in '", "-0.5pc", "[1mm]"]


def about(kind, least, most, known):
    by_kind = {
        "LENGTH": LENGTHS, "EM_LENGTH": LENGTHS, "INTEGER": [least - 1, least, most, most + 1, "1.5", "x", f"'{most}'"],
        "LINES": [-1, 0, most, most + 1, f"{most} lines", f"{most + 1} lines", "1 line", "1 lin", "-1 lines"],
        "PERCENT": ["0%", f"{most}%", f"{most + 1}%", "1.5%", "5", "-1%", "x%"],
        "PER_MILLE": ["0%", "0.0%", "0.1%", f"{most // 10}%", f"{most // 10}.0%", f"{most // 10}.1%", f"{most // 10 + 1}%", f"{most // 10 - 1}.9%", "1.55%",
                      "5", "-1%", "x%"],
        "WEIGHT": [least - 1, least, most, most + 1, "bold", "bald"],
        "BOOLEAN": ["true", "false", "1", "toggle"], "FLAG": ["true", "false", "1"], "ITALIC": ["true", "false", "toggle", "perhaps"],
        "TEXT": ["Some Name", "''", "x" * 1000, "x" * 1001, "[a]"], "PATH": ["/a/b.icc", "''", "{a: b}"],
        "FEATURES": ["onum", "'onum, pnum'", "'-liga'", "xyzzy", "none", "'liga=100'", "'liga=1000'", "[onum, pnum]", "[onum, xyzzy]", "{a: b}", "''"],
        "INK": ["text", "''", "[text]"], "LIMIT": ["0", "0%", "0.5%", "100%", "100.1%", "101%", "none", "some", "-1", "999999", "1000000"],
        "PAPER": ["A5", "A9", "100mm 200mm", "100mm", "0mm 200mm", "100mm -200mm", "100em 200em", "100mm  20cm", "letter", "4in 6 in"],
    }
    return [str(value) for value in by_kind.get(kind, [*tables.words(known), "xyzzy", "1"] if known != "NULL" else [])]


def refused(tmp_path, *texts):
    """Which of these sheets the program refuses for a value, as (number, line). Each extends the next, so that one run tells of all; a key
    that is unknown stops it behind the style sheets."""
    for i, text in enumerate(texts):
        (tmp_path / f"{i}.yaml").write_text(f"{text}\n" + (f"extends: {i + 1}.yaml\n" if i + 1 < len(texts) else "") + "xyzzy: 1\n")
    (tmp_path / "text.md").write_text("Words.\n")
    done = run("check", "text.md", "--style", "0.yaml", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr.count("no key 'xyzzy'") == len(texts), done.stderr
    return {(int(number), int(line)) for number, line in re.findall(r"^(\d+)\.yaml:(\d+):\d+: error: .*\[value-bad\]$", done.stderr, re.M)}


def valid(text):
    return jsonschema.Draft202012Validator(STYLE).is_valid(yaml.safe_load(text))


def test_program_and_schema_agree_about_appearances(tmp_path):
    """Each value is a class of its own, so that one run tells of all."""
    values = [f"{{{name}: {value}}}" for name, *rest in tables.table("appearance") for value in about(*rest)]
    lines = refused(tmp_path, "classes:\n" + "\n".join(f"  c{i}: {value}" for i, value in enumerate(values)))
    differ = [value for i, value in enumerate(values) if valid(f"classes: {{c: {value}}}") == ((0, i + 2) in lines)]
    assert not differ and len(values) > 150 and len(lines) > 50


@pytest.mark.parametrize("section", [*tables.SECTIONS, "margins"])
def test_program_and_schema_agree(tmp_path, section):
    said = [f"{name}: {value}" + (", profile: a.icc" if name == "condition" else "") for name, *rest in tables.table(section) for value in about(*rest)]
    texts = [f"page: {{margins: {{{each}}}}}" if section == "margins" else f"{section}: {{{each}}}" for each in said]
    verdicts = []
    for start in range(0, len(texts), 8):
        some = texts[start:start + 8]
        lines = refused(tmp_path, *some)
        verdicts += [(i, 1) not in lines for i in range(len(some))]
    assert [text for text, verdict in zip(texts, verdicts) if valid(text) != verdict] == []
    assert True in verdicts and False in verdicts


@pytest.mark.parametrize("text", [
    "page: {condition: FOGRA51}", "page: {condition: FOGRA51, profile: a.icc}", "page: {condition: FOGRA39}", "page: {profile: a.icc}",
    "inks: {a: black 40%}", "inks: {a: black 101%}", "inks: {a: black 300%}", "inks: {a: black 40}", "inks: {a: '#12345'}", "inks: {a: '#123456'}",
    "inks: {a: {cmyk: [1, 2, 3, 100]}}", "inks: {a: {cmyk: [1, 2, 3, 101]}}", "inks: {a: {cmyk: [1%, 2%, 3%, 300%]}}", "inks: {a: {like: text}}",
    "inks: {a: {like: text, rgb: '#123456'}}", "inks: {a: {print: false}}", "inks: {a: {spot: Gold}}", "inks: {a: {spot: Gold, cmyk: [0, 20, 60, 20]}}",
])
def test_program_and_schema_agree_about(tmp_path, text):
    assert valid(text) == (not refused(tmp_path, text))


@pytest.mark.parametrize("sheet", [
    {"pgae": {}}, {"page": {"size": "A9"}}, {"text": {"size": 10.5}}, {"text": {"size": "10.5"}}, {"lines": {"stretch": 50}}, {"inks": {"Red": "black"}},
    {"roles": {"emphasis": {"left": "1em"}}}, {"classes": {"x": {"weight": "bald"}}}, {"inks": {"red": {"cmyk": [1, 2, 3]}}},
    {"quality": {"runt": 0}}, {"quality": {"runts": "some"}}, {"quality": {"rivers": -1}}, {"quality": {"deviation": 3}},
])
def test_what_the_program_refuses_is_not_valid(sheet):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(STYLE).validate(sheet)
