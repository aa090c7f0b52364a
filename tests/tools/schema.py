#!/usr/bin/python3
"""styles/style.schema.json by the program's own tables: run it where a key or a bound changed in src/style/style_keys.c.

What a key may have (its kind, its bounds, its words) is taken from there; descriptions, which only the schema has, are kept. JSON
Schema can't compare lengths, so of a length's bounds only the sign is said, and whether it may be nothing. test_schema.py holds
the file to what this makes, and tries values about every bound on the program and on the schema.
"""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = ROOT / "styles/style.schema.json"
KEYS = (ROOT / "src/style/style_keys.c").read_text()
INLINE = int(re.search(r"PROPERTIES_INLINE = (\d+)", (ROOT / "src/style/style_private.h").read_text()).group(1))
ENTRY = re.compile(r'^\t\{"(?P<name>[^"]+)", KIND_(?P<kind>\w+), .*?(?P<least>-?\d+), (?P<most>-?\d+),\s+(?P<words>\w+)\},', re.M)
SECTIONS = ("page", "lines", "pages", "spacing", "links", "quality")

UNITS = "pt|mm|cm|in|pc|px"
NUMBER = r"([0-9]+(\.[0-9]+)?|\.[0-9]+)"
NOT_ZERO = r"(?=[0-9.]*[1-9])"
FEATURE = r"[-+]?[A-Za-z0-9]{4}(=[0-9]{1,3})?"
TINT = r"([0-9]{1,2}(\.[0-9]{1,2})?|100(\.00?)?)%"


def table(name):
    """The properties of a table of style_keys.c: name, kind, least, most, words."""
    body = re.search(r"property %s_properties\[\] = \{(.*?)\n\};" % name, KEYS, re.S).group(1)
    found = [(m["name"], m["kind"], int(m["least"]), int(m["most"]), m["words"]) for m in ENTRY.finditer(body)]
    assert len(found) == len(re.findall(r"^\t\{", body, re.M)), name
    return found


def words(name):
    return re.findall(r'"([^"]+)"', re.search(r"%s\[\] = \{(.*?)\}" % name, KEYS, re.S).group(1))


def digit(least, most):
    return str(most) if least == most else f"[{least}-{most}]"


def up_to(most):
    """A pattern of the whole numbers from 0 to `most`."""
    if most < 10:
        return digit(0, most)
    text = str(most)
    ways = [digit(0, 9) + (f"{{1,{len(text) - 1}}}" if len(text) > 2 else "")]
    for i, last in enumerate(map(int, text)):
        if last > (i == 0):
            rest = len(text) - i - 1
            ways.append(text[:i] + digit(int(i == 0), last - 1) + digit(0, 9) * min(rest, 1) + (f"{{{rest}}}" if rest > 1 else ""))
    return f"({'|'.join([*ways, text])})"


def percent(least, most, parts):
    """A share, in per cent (parts 1) or in per mille (10: one decimal)."""
    nothing = "(?!0+(\\.0)?%)" if least > 0 else ""
    if parts == 1:
        return {"type": "string", "pattern": f"^{nothing}{up_to(most)}%$"}
    whole, decimal = divmod(most, 10)
    below = f"{up_to(whole - 1)}(\\.[0-9])?|" if whole else ""
    return {"type": "string", "pattern": f"^{nothing}({below}{whole}(\\.{digit(0, decimal)})?)%$"}


def length(signed, zero, units):
    pattern = f"^ *{'-?' if signed else ''}" + (f"(0+(\\.0+)?|{NUMBER} *({units}))" if zero else f"{NOT_ZERO}{NUMBER} *({units})") + " *$"
    text = {"type": "string", "pattern": pattern}
    return {"oneOf": [text, {"const": 0}]} if zero else text


DEFINITIONS = {
    "length": {"description": "12pt, 3mm, 1cm, 1in, 1pc, 1px, 1.5em, 2 lines, or 0; also less than nothing.", **length(True, True, f"{UNITS}|em|lines?")},
    "distance": {"description": "12pt, 3mm, 1cm, 1in, 1pc, 1px, 1.5em, 2 lines, or 0.", **length(False, True, f"{UNITS}|em|lines?")},
    "place": {"description": "12pt, 3mm, 1cm, 1in, 1pc, 1px, 1.5em, or 2 lines.", **length(False, False, f"{UNITS}|em|lines?")},
    "size": {"description": "12pt, 3mm, 1cm, 1in, 1pc, 1px, or 1.5em.", **length(False, False, f"{UNITS}|em")},
    "share": {"type": "string", "pattern": "^([0-9]{1,2}(\\.[0-9])?%|100%|none)$"},
    "limit": {"oneOf": [{"$ref": "#/$defs/share"}, {"type": "integer", "minimum": 0, "maximum": 999999}]},
    "features": {"oneOf": [{"$ref": "#/$defs/feature-list"}, {"type": "array", "items": {"$ref": "#/$defs/feature-list"}}]},
    "feature-list": {"type": "string", "pattern": f"^[ ,]*({FEATURE}([ ,]+{FEATURE})*[ ,]*)?$"},
}


def value_of(kind, least, most, known):
    """What JSON Schema can say of a property's values."""
    if kind == "LENGTH":
        return {"$ref": "#/$defs/" + ("length" if least < 0 else "place" if least else "distance")}
    if kind == "EM_LENGTH":
        assert least > 0
        return {"$ref": "#/$defs/size"}
    if kind == "INTEGER":
        return {"type": "integer", "minimum": least, "maximum": most}
    if kind == "LINES":
        assert least == 0
        return {"oneOf": [{"type": "integer", "minimum": 0, "maximum": most}, {"type": "string", "pattern": f"^{up_to(most)} lines?$"}]}
    if kind in ("PERCENT", "PER_MILLE"):
        return percent(least, most, 1 if kind == "PERCENT" else 10)
    if kind == "WEIGHT":
        return {"oneOf": [{"enum": words(known)}, {"type": "integer", "minimum": least, "maximum": most}]}
    if kind in ("WORD", "WORD_TEXT", "SWITCH"):
        return {"enum": words(known)}
    if kind in ("BOOLEAN", "FLAG"):
        return {"type": "boolean"}
    return {
        "ITALIC": {"enum": [True, False, "toggle"]},
        "TEXT": {"type": "string", "minLength": 1, "maxLength": 1000},
        "PATH": {"type": "string", "minLength": 1, "maxLength": 1000},
        "FEATURES": {"$ref": "#/$defs/features"},
        "INK": {"type": "string", "minLength": 1},
        "LIMIT": {"$ref": "#/$defs/limit" if most else "#/$defs/share"},
        "PAPER": {"type": "string", "pattern": f"^(A[3456]|B5|letter|legal|{NOT_ZERO}{NUMBER}({UNITS}) +{NOT_ZERO}{NUMBER} *({UNITS}) *)$"},
    }[kind]


def properties_of(properties, old):
    """The schema's properties of a table, in its order, with the descriptions that are there."""
    new = {}
    for name, kind, least, most, known in properties:
        before = old.get(name, {})
        if kind == "SECTION":
            new[name] = {**before, "properties": properties_of(table(name), before["properties"])}
        else:
            new[name] = {**value_of(kind, least, most, known), "description": before.get("description", "")}
    return new


def ink(old):
    """Black or its tint, an RGB colour, or a map that says one colour or is like another."""
    exact = old["oneOf"][1]
    exact["properties"]["cmyk"]["items"]["oneOf"][1]["pattern"] = f"^{TINT}$"
    exact["oneOf"] = [{"required": ["like"], "properties": {"cmyk": False, "rgb": False, "spot": False}},
                      {"anyOf": [{"required": ["cmyk"]}, {"required": ["rgb"]}], "properties": {"like": False}}]
    return {"oneOf": [{"type": "string", "pattern": f"^(black( {TINT})?|#[0-9a-fA-F]{{6}})$"}, exact]}


def made(schema):
    """The schema as the tables would have it."""
    new = json.loads(json.dumps(schema))
    for section in SECTIONS:
        new["properties"][section]["properties"] = properties_of(table(section), new["properties"][section]["properties"])
    page = new["properties"]["page"]  # a condition that is not the built-in one's needs its own profile
    page["if"] = {"required": ["condition"], "properties": {"condition": {"not": {"const": "FOGRA39"}}}}
    page["then"] = {"required": ["profile"]}
    definitions = new["$defs"]
    for name, properties in (("inline", table("appearance")[:INLINE]), ("block", table("appearance"))):
        definitions[name]["properties"] = properties_of(properties, definitions[name]["properties"])
    new["$defs"] = {**DEFINITIONS, "inline": definitions["inline"], "block": definitions["block"], "ink": ink(definitions["ink"])}
    return new


def written(schema):
    return json.dumps(schema, indent="\t", ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(written(made(json.loads(SCHEMA.read_text()))))
