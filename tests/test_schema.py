"""The JSON Schemas say what the program knows: the same keys, and the sheets of this repository are valid by them."""
import json
import pathlib
import re

import jsonschema
import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
STYLE = json.loads((ROOT / "styles/style.schema.json").read_text())
FRONT = json.loads((ROOT / "styles/front-matter.schema.json").read_text())
KEYS = (ROOT / "src/input/style_keys.c").read_text()
SHEETS = sorted((ROOT / "styles").glob("*.yaml")) + sorted((ROOT / "tests").glob("**/*.style.yaml")) + sorted((ROOT / "tests/bench").glob("*.yaml"))


def table(name):
    """The keys of one table of style_keys.c, in order."""
    body = re.search(r"property %s_properties\[\] = \{(.*?)\n\};" % name, KEYS, re.S).group(1)
    return re.findall(r'^\t\{ "([^"]+)"', body, re.M)


def built_in():
    """The built-in sheet, taken out of its C string."""
    text = (ROOT / "src/input/style_defaults.c").read_text()
    strings = re.findall(r'^\t"(.*)"(?:;)?$', text, re.M)
    return yaml.safe_load("".join(s.replace('\\"', '"').replace("\\n", "\n") for s in strings))


def without_dates(node):
    """YAML 1.1 reads dates; Platen reads words."""
    if isinstance(node, dict):
        return {str(key): without_dates(value) for key, value in node.items()}
    if isinstance(node, list):
        return [without_dates(value) for value in node]
    return node if node is None or isinstance(node, (str, int, float, bool)) else str(node)


@pytest.mark.parametrize("schema", [STYLE, FRONT], ids=["style", "front-matter"])
def test_schema_is_one(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("section", ["page", "lines", "pages", "spacing", "links", "quality"])
def test_sections_have_the_same_keys(section):
    assert list(STYLE["properties"][section]["properties"]) and sorted(STYLE["properties"][section]["properties"]) == sorted(table(section))


def test_margins_and_appearances_have_the_same_keys():
    inline = int(re.search(r"PROPERTIES_INLINE = (\d+)", (ROOT / "src/input/style_private.h").read_text()).group(1))
    assert sorted(STYLE["properties"]["page"]["properties"]["margins"]["properties"]) == sorted(table("margins"))
    assert sorted(STYLE["$defs"]["block"]["properties"]) == sorted(table("appearance"))
    assert sorted(STYLE["$defs"]["inline"]["properties"]) == sorted(table("appearance")[:inline])


def test_roles_are_the_same():
    names = re.search(r"role_names\[ROLE_NAMES\] = \{(.*?)\};", KEYS, re.S).group(1)
    assert sorted(STYLE["properties"]["roles"]["properties"]) == sorted(set(re.findall(r'= "([^"]+)"', names)) - {"text"})


def test_words_are_the_same():
    words = {name: re.findall(r'"([^"]+)"', body) for name, body in re.findall(r"(\w+_words)\[\] = \{(.*?)\}", KEYS)}
    properties = {**STYLE["$defs"]["block"]["properties"], **STYLE["properties"]["page"]["properties"],
                  **STYLE["properties"]["pages"]["properties"], **STYLE["properties"]["links"]["properties"]}
    checked = 0
    for key, kind, name in re.findall(r'\{ "([^"]+)", (KIND_\w+), .*?, (\w+_words) \}', KEYS):
        said = properties[key]["oneOf"][0]["enum"] if kind == "KIND_WEIGHT" else properties[key]["enum"]
        assert said == words[name], key
        checked += 1
    assert checked >= 9


def test_top_level_keys_are_the_same():
    keys = re.search(r'keys\[\] = \{ ("extends".*?) \};', (ROOT / "src/input/style.c").read_text(), re.S).group(1)
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


@pytest.mark.parametrize("sheet", [
    {"pgae": {}}, {"page": {"size": "A9"}}, {"text": {"size": 10.5}}, {"text": {"size": "10.5"}}, {"lines": {"stretch": 50}}, {"inks": {"Red": "black"}},
    {"roles": {"emphasis": {"left": "1em"}}}, {"classes": {"x": {"weight": "bald"}}}, {"inks": {"red": {"cmyk": [1, 2, 3]}}},
    {"quality": {"runt": 0}}, {"quality": {"runts": "some"}}, {"quality": {"rivers": -1}}, {"quality": {"deviation": 3}},
])
def test_what_the_program_refuses_is_not_valid(sheet):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(STYLE).validate(sheet)
