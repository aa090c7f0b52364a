"""The JSON Schemas say what the program knows: the same keys, and the sheets of this repository are valid by them."""
import json
import pathlib
import random
import re
from re import _constants as sre, _parser as sre_parser

import jsonschema
import pytest
import yaml

from conftest import run
from tools import schema as tables

ROOT = pathlib.Path(__file__).resolve().parent.parent
STYLE = json.loads(tables.SCHEMA.read_text())
FRONT = json.loads((ROOT / "styles/front-matter.schema.json").read_text())
PUBLICATION = json.loads((ROOT / "styles/publication.schema.json").read_text())
SHEETS = sorted((ROOT / "styles").glob("*.yaml")) + sorted((ROOT / "tests").glob("**/*.style.yaml")) + sorted((ROOT / "tests/bench").glob("*.yaml"))


def built_in():
    """The built-in sheet, taken out of its C string."""
    text = (ROOT / "src/style/style_defaults.c").read_text()
    strings = re.findall(r'^\t"(.*)"(?:;)?$', text, re.M)
    classes = {name: yaml.safe_load(look) for name, look, _ in tables.CLASSES}
    sheet = yaml.safe_load("".join(s.replace('\\"', '"').replace("\\n", "\n") for s in strings))
    return {**sheet, "classes": classes}


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


def test_style_schema_is_what_the_rows_make():
    """The same keys, kinds, bounds and words; where this fails, run tests/tools/schema.py."""
    assert tables.SCHEMA.read_text() == tables.written(tables.made())
    described = [each for section in (*STYLE["properties"].values(), *STYLE["$defs"].values())
                 for each in section.get("properties", {}).values()]
    assert all(each.get("description") for each in described)


def test_every_row_is_read():
    """No row escapes the script's reading of them."""
    names = "BLOCK_ROLE SHARED_ROLE INLINE_ROLE CLASS PAPER APPEARANCE SIDE PAGE MARGINS LINES PAGES SPACING LINKS BOOK SHEET SAID QUALITY".split()
    for name in names:
        assert len(tables.rows(name)) == len(re.findall(rf"^{name}\(", tables.KEYS, re.M)), name
    assert set(re.findall(r"^([A-Z_]+)\(", tables.KEYS, re.M)) == set(names)


def test_top_level_keys_are_the_same():
    keys = re.search(r'keys\[\] = \{("extends".*?)\};', (ROOT / "src/style/style.c").read_text(), re.S).group(1)
    beside = [row[0] for row in tables.rows("SHEET")]
    assert sorted(STYLE["properties"]) == sorted([*re.findall(r'"([^"]+)"', keys.replace('"style/style_keys.h"', "")), *beside])


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


KEYS_OF_FRONT_MATTER = (ROOT / "src/markdown/front_keys.c").read_text()


def table_of_keys(name):
    return re.findall(r'"([^"]+)"', re.search(rf"{name} = \{{(.*?)^\}};", KEYS_OF_FRONT_MATTER, re.S | re.M).group(1))


def test_front_matter_has_the_same_keys():
    """publication.yaml has the front matter's, which mean the same, and seven of its own."""
    keys = table_of_keys(r"front_keys_own\[FRONT_KEYS\]")
    same = re.findall(r'\{"([^"]+)", "([^"]+)"\}', re.search(r"\} same\[\] = \{(.*?)^\};", KEYS_OF_FRONT_MATTER, re.S | re.M).group(1))
    assert list(keys[-7:]) == ["front", "chapters", "appendix", "back", "logo", "editions", "cover"] and len(same) > 10
    assert sorted(FRONT["properties"]) == sorted(keys[:-7] + [other for _, other in same])
    assert all(FRONT["properties"][other]["$ref"] == f"#/properties/{key}" for key, other in same)
    assert sorted(PUBLICATION["properties"]) == sorted(keys) and PUBLICATION["required"] == ["chapters"]
    assert {key: FRONT["properties"][key] for key in keys[:-7]}.items() <= PUBLICATION["properties"].items()


@pytest.mark.parametrize("text", [
    "authors: [{name: A B, email: a@b.org}]", "author: {given: A, family: B}", "language: fr", "language: [fr]", "tags: [one, two]",
    "table-of-contents: true", "table-of-contents: perhaps", "toc_depth: 2", "toc_depth: 9", "weight: 3\nlayout: post", "numbersections: 1",
    "description: Words.", "copyright: [A]", "images: pictures", "links: {base: https://example.org}",
])
def test_program_and_front_matter_schema_agree(tmp_path, text):
    (tmp_path / "one.md").write_text(f"---\n{text}\n---\n\n# One\n")
    done = run("check", tmp_path / "one.md", "--dump=document")
    assert jsonschema.Draft202012Validator(FRONT).is_valid(yaml.safe_load(text)) == (done.returncode == 0), done.stderr


@pytest.mark.parametrize("text", [
    "chapters: [one.md]", "{}", "chapters: []", "chapters: one.md", "chapters: [one.md]\neditions: all", "chapters: [one.md]\neditions: [archive, print]",
    "chapters: [one.md]\neditions: screen", "chapters: [one.md]\neditions: [archive, screen]", "chapters: [one.md]\nchapter: 2",
    "chapters: [one.md]\ntoc-depth: 7", "chapters: ['o*.md']", "chapters: [{part: P, chapters: [one.md]}]", "chapters: [{part: P}]",
    "chapters: [{file: one.md}]", "chapters: [{file: one.md, title: T, chapters: [one.md]}]", "chapters: [{title: T, chapters: [one.md]}]",
    "chapters: [{title: T}]", "chapters: [{parts: T}]", "front: [one.md]\nchapters: [one.md]\nback: [one.md]", "front: [one.md]",
    "chapters: [one.md]\nfront: []", "chapters: [one.md]\nlinks: {bass: 1}", "chapters: [one.md]\nlinks: {base: 1}",
    "chapters: [one.md]\nlinks: {base: https://example.org/}", "chapters: [one.md]\ntoc: perhaps", "chapters: [one.md]\nlicense: MIT\nversion: 2.1",
    *(f"chapters: [one.md]\neditions: cover\ncover: {cover}" for cover in (
        "{paper: 0.1mm}", "{}", "{spine: 12mm}", "{spine: 0}", "{spine: 1 furlong}", "{paper: thin}", "{paper: 0.1mm, spine-reads: up}",
        "{paper: 0.1mm, spine-reads: left}", "{paper: 0.1mm, barcode: false}", "{paper: 0.1mm, barcode: perhaps}", "{paper: 0.1mm, colour: red}",
        "front.jpg", "{paper: 0.1mm, front: a.jpg, back: {picture: b.jpg, alt: B, text: Words}}", "{paper: 0.1mm, front: {text: Words}}",
        "{paper: 0.1mm, picture: {file: a.jpg}}", "{paper: 0.1mm, front: [a.jpg]}")),
])
def test_program_and_publication_schema_agree(tmp_path, text):
    (tmp_path / "publication.yaml").write_text(text + "\n")
    (tmp_path / "one.md").write_text("# One\n")
    done = run("check", tmp_path, "--dump=document")
    assert jsonschema.Draft202012Validator(PUBLICATION).is_valid(yaml.safe_load(text)) == (done.returncode == 0), done.stderr


# Values about the bounds of each kind. What only the program can tell (a length's upper bound, the name of an ink) is not among them.
LENGTHS = ["1mm", "-1mm", "0pt", "0", "2 lines", "1em", "1", "1 furlong", "mm", "1 mm", "'0.1in '", "-0.5pc", "[1mm]"]


def about(key):
    least, most = key.least, key.most
    by_kind = {
        "LENGTH": LENGTHS, "EM_LENGTH": LENGTHS, "INTEGER": [least - 1, least, most, most + 1, "1.5", "x", f"'{most}'"],
        "COUNT": [-1, 0, most, most + 1, f"{most} lines", f"'{most} lines'", f"{most + 1} lines", "1 line", '"1 line"', "1 lin", "-1 lines"],
        "PERCENT": ["0%", f"{most}%", f"{most + 1}%", "1.5%", "5", "-1%", "x%"],
        "PER_MILLE": ["0%", "0.0%", "0.1%", f"{most // 10}%", f"{most // 10}.0%", f"{most // 10}.1%", f"{most // 10 + 1}%", f"{most // 10 - 1}.9%", "1.55%",
                      "5", "-1%", "x%"],
        "WEIGHT": [least - 1, least, most, most + 1, "bold", "bald"],
        "BOOLEAN": ["true", "false", "1", "toggle"], "FLAG": ["true", "false", "1"], "ITALIC": ["true", "false", "toggle", "perhaps"],
        "TEXT": ["Some Name", "''", "x" * 1000, "x" * 1001, "[a]"], "PATH": ["/a/b.icc", "''", "{a: b}"],
        "FEATURES": ["onum", "'onum, pnum'", "'-liga'", "xyzzy", "none", "'liga=100'", "'liga=1000'", "[onum, pnum]", "[onum, xyzzy]", "{a: b}", "''"],
        "SIDES": ["0", "4pt", "3 mm", "4pt 8pt", "'1pt 2pt 3pt'", "1pt 2pt 3pt 4pt", "1pt 2pt 3pt 4pt 5pt", "2lines 0", "-1pt", "4", "[1pt]", "'1pt, 2pt'"],
        "INK": ["text", "''", "[text]"], "LIMIT": ["0", "0%", "0.5%", "100%", "100.1%", "101%", "none", "some", "-1", "999999", "1000000"],
        "PAPER": ["A5", "A9", "royal", "A5 landscape", "letter portrait", "A5 upright", "landscape", "A5  landscape", "100mm 200mm", "100mm", "0mm 200mm", "100mm -200mm", "100em 200em", "100mm  20cm", "letter", "4in 6 in"],
    }
    by_kind["BORDER"] = by_kind["BORDERS"] = ["none", "0", "1pt text", "0.5pt solid accent", "1pt", "text", "1 text", "1pt text text", "-1pt text", "[1pt, text]"]
    return [str(value) for value in by_kind.get(key.kind, [*key.words, "xyzzy", "1"] if key.words else [])]


def refused(tmp_path, *texts):
    """Which of these sheets the program refuses for a value, as (number, line). Each extends the next, so that one run tells of all; a key
    that is unknown stops it after the style sheets."""
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
    values = [f"{{{key.name}: {value}}}" for key in tables.table("appearance") for value in about(key)]
    lines = refused(tmp_path, "classes:\n" + "\n".join(f"  c{i}: {value}" for i, value in enumerate(values)))
    differ = [value for i, value in enumerate(values) if valid(f"classes: {{c: {value}}}") == ((0, i + 2) in lines)]
    assert not differ and len(values) > 150 and len(lines) > 50


@pytest.mark.parametrize("section", [*tables.SECTIONS, "margins"])
def test_program_and_schema_agree(tmp_path, section):
    said = [f"{key.name}: {value}" + (", profile: a.icc" if key.name == "condition" else "")
            for key in tables.table(section) for value in about(key)]
    texts = [f"page: {{margins: {{{each}}}}}" if section == "margins" else f"{section}: {{{each}}}" for each in said]
    verdicts = []
    for start in range(0, len(texts), 8):
        some = texts[start:start + 8]
        lines = refused(tmp_path, *some)
        verdicts += [(i, 1) not in lines for i in range(len(some))]
    assert [text for text, verdict in zip(texts, verdicts) if valid(text) != verdict] == []
    assert True in verdicts and False in verdicts


# Values drawn from the schema: the program takes all of them.
REPEATS_MOST = 3


def draw_from(tree, chance):
    """A text that a parsed pattern describes; what it looks ahead for is not seen to."""
    text = ""
    for op, what in tree:
        if op is sre.LITERAL:
            text += chr(what)
        elif op is sre.IN:
            if what[0][0] is sre.NEGATE:
                text += chance.choice("abcXYZ019")
                continue
            kind, of = chance.choice(what)
            text += chr(of if kind is sre.LITERAL else chance.randint(*of))
        elif op is sre.BRANCH:
            text += draw_from(chance.choice(what[1]), chance)
        elif op is sre.SUBPATTERN:
            text += draw_from(what[3], chance)
        elif op is sre.MAX_REPEAT:
            least, most, repeated = what
            for _ in range(chance.randint(least, min(most, max(least, REPEATS_MOST)))):
                text += draw_from(repeated, chance)
        else:
            assert op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT), op
    return text


def draw(schema, chance):
    """A value that is valid by a schema."""
    if "$ref" in schema:
        return draw(STYLE["$defs"][schema["$ref"].rsplit("/", 1)[1]], chance)
    if "oneOf" in schema and "properties" not in schema:
        return draw(chance.choice(schema["oneOf"]), chance)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if "const" in schema:
        return schema["const"]
    if "pattern" in schema:
        while True:
            text = draw_from(sre_parser.parse(schema["pattern"]), chance)
            if re.search(schema["pattern"], text):
                return text
    kind = schema["type"]
    if kind in ("integer", "number"):
        return chance.choice([schema["minimum"], schema["maximum"], chance.randint(schema["minimum"], schema["maximum"])])
    if kind == "boolean":
        return chance.choice([True, False])
    if kind == "array":
        if schema.get("uniqueItems"):
            return chance.sample(schema["items"]["enum"], chance.randint(1, len(schema["items"]["enum"])))
        if "prefixItems" in schema:
            return [draw(each, chance) for each in schema["prefixItems"]]
        items = chance.randint(schema.get("minItems", 0), schema.get("maxItems", REPEATS_MOST))
        return [draw(schema["items"], chance) for _ in range(items)]
    if kind == "object":
        return {key: draw(each, chance) for key, each in schema["properties"].items() if key not in ("like", "tint")}
    assert kind == "string", schema
    return "Words"


def written_as_yaml(value, chance):
    """In quotes or, where it means the same, without."""
    if isinstance(value, str) and chance.random() < 0.5:
        try:
            if value.strip() == value and yaml.safe_load(f"[{value}]") == [value]:
                return value
        except yaml.YAMLError:
            pass
    if isinstance(value, list):
        return f"[{', '.join(written_as_yaml(each, chance) for each in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written_as_yaml(each, chance)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


INK_KEYS, INKS = ("ink", "highlight", "background", "page-background"), ("text", "accent")


def drawn_lines(chance):
    """A sheet's lines, each with one value of one key."""
    number = 0
    for section in tables.SECTIONS:
        for key, schema in STYLE["properties"][section]["properties"].items():
            value = chance.choice(INKS) if key in INK_KEYS else draw(schema, chance)
            yield section, f"{key}: {written_as_yaml(value, chance)}"
    for key, schema in STYLE["$defs"]["block"]["properties"].items():
        for _ in range(8):
            value = chance.choice(INKS) if key in INK_KEYS else draw(schema, chance)
            if key.startswith(("border", "column-rule")) and value not in ("none", 0):
                value = re.sub(r"[a-z][a-z0-9-]*( *)$", r"accent\1", value)
            number += 1
            yield "classes", f"c{number}: {{{key}: {written_as_yaml(value, chance)}}}"
    for _ in range(20):
        number += 1
        ink = draw(STYLE["$defs"]["ink"], chance)
        if "spot" in ink:
            ink["spot"] += f" {number}"  # two inks of one name would need one colour
        yield "inks", f"i{number}: {written_as_yaml(ink, chance)}"


@pytest.mark.parametrize("seed", range(10))
def test_the_program_takes_what_the_schema_allows(tmp_path, seed):
    """All but lengths beyond the bounds, which JSON Schema can't compare."""
    sheet = {}
    for section, line in drawn_lines(random.Random(seed)):
        sheet.setdefault(section, []).append(line)
    text = "".join(f"{section}:\n" + "".join(f"  {line}\n" for line in lines) for section, lines in sheet.items())
    (tmp_path / "sheet.yaml").write_text(text + "xyzzy: 1\n")
    (tmp_path / "text.md").write_text("Words.\n")
    said = run("check", "text.md", "--style=sheet.yaml", cwd=tmp_path).stderr
    assert "no key 'xyzzy'" in said and valid(text)
    beyond = r"must be (0 or )?from (-?\d+pt to \d+pt|half an inch to 200 inches)|\[page-too-small\]|would be outside the page|has no room in the outer margin"
    assert [line for line in said.splitlines() if "error:" in line and "xyzzy" not in line and not re.search(beyond, line)] == []


DUMPED = ["", "extends: house.yaml\n", """
page: {size: A5 landscape, margins: {inner: 20mm}, folio: none, grid: 13pt, condition: A "B" \\ C, profile: a.icc}
text: {family: "Noto Serif", size: 9.7pt, features: [onum, -liga]}
lines: {stretch: 33.3%, protrusion: 80%}
quality: {runts: 2, rivers: 0.5%, stacks: none}
inks: {pale: {like: accent, tint: 12.5%}, gold: {spot: "Gold \\"9\\"", cmyk: [0, 20.5, 60, 20]}, unseen: {like: gold, print: false}, gilt: {like: gold, tint: 40%}, faint: {like: gilt, tint: 50%}}
roles: {headings: {ink: gold, italic: true}, heading2: {italic: toggle, rise: 0.1em}, emphasis: {weight: bold}}
classes: {lead: {size: 1.2em, left: 2 lines}, empty: {}, box: {background: gold, border: 1pt gold, border-left: 2pt solid text, border-top: none, padding: 1em 2pt 3pt}}
fallbacks: [Noto Sans, "Noto Serif"]
"""]


@pytest.mark.parametrize("sheet", DUMPED)
def test_a_dumped_style_is_the_style(tmp_path, sheet):
    """--dump=style prints a sheet that is valid, and that comes to the same when it is read again."""
    (tmp_path / "one.yaml").write_text(sheet)
    (tmp_path / "text.md").write_text("Words.\n")

    def dumped(style):
        done = run("check", "text.md", "--style", style, "--dump=style", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout
    first = dumped("one.yaml")
    assert valid(first)
    (tmp_path / "two.yaml").write_text(first)
    again = dumped("two.yaml")
    assert yaml.safe_load(again) == yaml.safe_load(first)
    said, kept = yaml.safe_load(sheet) or {}, yaml.safe_load(first)
    assert set(kept) == set(STYLE["properties"]) - {"extends"}
    assert set(kept["roles"]) == set(STYLE["properties"]["roles"]["properties"]) - {"headings"}
    assert set(said.get("classes", ())) <= set(kept["classes"])
    for name, look in kept["roles"].items():  # every property, for every role
        what = STYLE["properties"]["roles"]["properties"][name]["$ref"].rsplit("/", 1)[1]
        assert list(look) == list(STYLE["$defs"][what]["properties"]), name


def test_a_dumped_style_says_where_each_value_comes_from(tmp_path):
    (tmp_path / "base.yaml").write_text("text: {size: 9pt}\nroles:\n  headings:\n    italic: true\n")
    (tmp_path / "one.yaml").write_text("extends: base.yaml\n\nroles:\n  heading2: {size: 12pt}\nclasses:\n  lead: {rise: 1pt}\n")
    (tmp_path / "text.md").write_text("Words.\n")
    said = run("check", "text.md", "--style=one.yaml", "--dump=style", cwd=tmp_path).stdout
    heading = re.search(r"^  heading2:\n((?:    .*\n)+)", said, re.M)[1]
    assert re.search(r"^    size: 12pt +# one\.yaml:4$", heading, re.M)
    assert re.search(r"^    italic: true +# base\.yaml:4$", heading, re.M)
    assert re.search(r"^    weight: 700 +# built-in style$", heading, re.M)
    assert re.search(r"^    caps: none +# default$", heading, re.M)
    assert re.search(r'^  "lead":\n    rise: 1pt +# one\.yaml:6$', said, re.M)
    assert re.search(r"^  size: 9pt +# base\.yaml:1$", said, re.M)
    assert re.search(r"^  lines: \d+ +# default$", said, re.M)


@pytest.mark.parametrize("text", [
    "page: {condition: FOGRA51}", "page: {condition: FOGRA51, profile: a.icc}", "page: {condition: FOGRA39}", "page: {profile: a.icc}",
    "inks: {a: black 40%}", "inks: {a: black 101%}", "inks: {a: black 300%}", "inks: {a: black 40}", "inks: {a: '#12345'}", "inks: {a: '#123456'}",
    "inks: {a: {cmyk: [1, 2, 3, 100]}}", "inks: {a: {cmyk: [1, 2, 3, 101]}}", "inks: {a: {cmyk: [1%, 2%, 3%, 300%]}}", "inks: {a: {like: text}}",
    "inks: {a: {like: text, rgb: '#123456'}}", "inks: {a: {print: false}}", "inks: {a: {spot: Gold}}",
    "inks: {a: {lab: [50, -12.5, 30]}}", "inks: {a: {spot: Gold, lab: [100, -128, 127]}}", "inks: {a: {lab: [50, 10]}}",
    "inks: {a: {lab: [101, 10, 10]}}", "inks: {a: {lab: [50, -129, 10]}}", "inks: {a: {lab: [50, 10, 127.5]}}", "inks: {a: {like: text, lab: [1, 2, 3]}}",
    "inks: {a: {like: text, tint: 20%}}", "inks: {a: {rgb: '#123456', tint: 20%}}", "inks: {a: {like: text, tint: 120%}}", "inks: {a: {like: text, tint: 20}}",
    "page: {profile: a.icc, condition: FOGRA39}", "inks: {a: {spot: Cyan, rgb: '#000000'}}", "inks: {a: {spot: NONE, rgb: '#000000'}}",
    "inks: {a: {spot: Alloy, rgb: '#000000'}}", "inks: {a: {spot: ' Gold', rgb: '#000000'}}", "inks: {a: {spot: '', rgb: '#000000'}}",
    f"inks: {{a: {{spot: {'x' * 127}, rgb: '#000000'}}}}", f"inks: {{a: {{spot: {'x' * 128}, rgb: '#000000'}}}}",
    "roles: {note: {leading: 0}}", "roles: {note: {leading: 1pt}}", "inks: {a: {spot: Gold, cmyk: [0, 20, 60, 20]}}",
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
