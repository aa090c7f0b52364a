#!/usr/bin/python3
"""styles/style.schema.json and the manual's tables of keys, roles and classes, made from the rows
of src/style/style_keys_*.h. Run it where a row changed.

JSON Schema can't compare lengths, so of a length's bounds it says only the sign, and whether it may
be nothing. test_schema.py holds the schema, and test_manual.py the manual, to what this makes;
test_schema.py also tries values about every bound, and values drawn from the schema, on the program.
"""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "styles/style.schema.json"
MANUAL = ROOT / "content/manual"
STYLE = ROOT / "src/style"
KEYS = "".join((ROOT / "src" / part).read_text() for part in
               re.findall(r'#include "(.+)"', (STYLE / "style_keys.h").read_text()))

UNITS = "pt|mm|cm|in|pc|px"
NUMBER = r"([0-9]+(\.[0-9]+)?|\.[0-9]+)"
NOT_ZERO = r"(?=[0-9.]*[1-9])"
FEATURE = r"[-+]?[A-Za-z0-9]{4}(=[0-9]{1,3})?"
TINT = r"([0-9]{1,2}(\.[0-9]{1,2})?|100(\.00?)?)%"


def split(text):
    """The arguments of a row: strings as what they say, WORDS as a list, the rest as it is."""
    text = re.sub(r'"\s*\n\s*"', "", text)  # one string on several lines
    arguments, depth, start, quoted, i = [], 0, 0, False, 0
    while i <= len(text):
        c = text[i] if i < len(text) else ","
        if quoted and c == "\\":
            i += 1
        elif c == '"':
            quoted = not quoted
        elif not quoted and c in "()":
            depth += 1 if c == "(" else -1
        elif not quoted and depth == 0 and c == ",":
            arguments.append(text[start:i].strip())
            start = i + 1
        i += 1

    def meant(argument):
        if argument.startswith('"'):
            return json.loads(argument)
        if argument.startswith("WORDS"):
            return re.findall(r'"([^"]+)"', argument)
        return int(argument) if re.fullmatch(r"-?\d+", argument) else argument
    return [meant(each) for each in arguments]


def rows(*macros):
    """All rows of these macros, in the order of the file."""
    found = []
    row = re.compile(rf"^(?:{'|'.join(macros)})\((?!\.\.\.)((?:[^\"()]|\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*)\)", re.M)
    for match in row.finditer(KEYS):
        found.append(split(match[1]))
    assert found, macros
    return found


class Key:
    """A key of a section: what values it takes, and a sentence on what it says."""

    def __init__(self, name, kind, least, most, words, says, reach="OWN", traits=""):
        self.name, self.kind, self.least, self.most = name, kind, least, most
        self.or_nothing = "OR_NOTHING" in str(traits)
        self.words, self.says, self.reach = words if isinstance(words, list) else [], says, reach


def table(section):
    """The keys of a section, by its name in a sheet; `appearance` is that of texts and roles."""
    if section == "appearance":
        return [Key(row[0], "BORDER", 0, 20, None, row[2]) if len(row) == 3 else
                Key(row[0], row[3], *row[6:10], row[4], row[5])
                for row in rows("APPEARANCE", "SIDE")]
    if section == "quality":
        return [Key(key, "LIMIT", 0, most, None, says) for key, _, most, says in rows("QUALITY")]
    return [Key(key, kind, least, most, words, says)
            for key, _, kind, least, most, words, says in rows("SAID" if section == "words" else section.upper())]


ROLES = {key: ("inline" if len(row) == 1 else "block", row[-1])
         for _, key, *row in rows("BLOCK_ROLE", "SHARED_ROLE", "INLINE_ROLE")}
PAPERS = [name for name, *_ in rows("PAPER")]
CLASSES = rows("CLASS")


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
            ways.append(text[:i] + digit(int(i == 0), last - 1) + digit(0, 9) * min(rest, 1)
                        + (f"{{{rest}}}" if rest > 1 else ""))
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
    given = (f"(0+(\\.0+)?|{NUMBER} *({units}))" if zero else f"{NOT_ZERO}{NUMBER} *({units})")
    text = {"type": "string", "pattern": f"^ *{'-?' if signed else ''}{given} *$"}
    return {"oneOf": [text, {"const": 0}]} if zero else text


def paper():
    names = f"({'|'.join(PAPERS)})( landscape| portrait)?"
    measures = f"{NOT_ZERO}{NUMBER}({UNITS}) +{NOT_ZERO}{NUMBER} *({UNITS}) *"
    return {"type": "string", "pattern": f"^({names}|{measures})$"}


def value_of(key):
    """What JSON Schema can say of a key's values."""
    kind, least, most = key.kind, key.least, key.most
    if kind == "LENGTH":
        return {"$ref": "#/$defs/" + ("length" if least < 0 else
                                    "place" if least and not key.or_nothing else "distance")}
    if kind == "EM_LENGTH":
        assert least > 0
        return {"$ref": "#/$defs/size"}
    if kind == "INTEGER":
        return {"type": "integer", "minimum": least, "maximum": most}
    if kind == "COUNT":
        assert least == 0
        return {"oneOf": [{"type": "integer", "minimum": 0, "maximum": most},
                          {"type": "string", "pattern": f"^{up_to(most)} lines?$"}]}
    if kind in ("PERCENT", "PER_MILLE"):
        return percent(least, most, 1 if kind == "PERCENT" else 10)
    if kind == "WEIGHT":
        return {"oneOf": [{"enum": key.words},
                          {"type": "integer", "minimum": least, "maximum": most}]}
    if kind in ("WORD", "WORD_TEXT", "SWITCH"):
        return {"enum": key.words}
    if kind in ("BOOLEAN", "FLAG"):
        return {"type": "boolean"}
    return {
        "ITALIC": {"enum": [True, False, "toggle"]},
        "TEXT": {"type": "string", "minLength": 1, "maxLength": 1000},
        "PATH": {"type": "string", "minLength": 1, "maxLength": 1000},
        "FEATURES": {"$ref": "#/$defs/features"},
        "ORDER": {"type": "array", "items": {"enum": key.words}, "minItems": 1, "uniqueItems": True},
        "INK": {"type": "string", "minLength": 1},
        "LIMIT": {"$ref": "#/$defs/limit" if most else "#/$defs/share"},
        "PAPER": paper(),
        "SIDES": {"$ref": "#/$defs/sides"},
        "PANELS": {"$ref": "#/$defs/panels"},
        "BORDER": {"$ref": "#/$defs/border"},
        "BORDERS": {"$ref": "#/$defs/border"},
    }[kind]


def properties_of(keys):
    return {key.name: section(key.says, table(key.name)) if key.kind == "SECTION"
            else {**value_of(key), "description": key.says} for key in keys}


def section(says, keys):
    return {"type": "object", "description": says, "additionalProperties": False,
            "properties": properties_of(keys)}


def ink():
    """Black or its tint, an RGB colour, or a map that says one colour or is like another."""
    exact = {
        "cmyk": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"oneOf": [
            {"type": "number", "minimum": 0, "maximum": 100},
            {"type": "string", "pattern": f"^{TINT}$"}]},
            "description": "What is printed, in per cent."},
        "rgb": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$",
                "description": "How it looks on a screen."},
        "lab": {"type": "array", "minItems": 3, "maxItems": 3, "prefixItems": [
            {"type": "number", "minimum": 0, "maximum": 100},
            {"type": "number", "minimum": -128, "maximum": 127},
            {"type": "number", "minimum": -128, "maximum": 127}],
            "description": "Its colour as it was measured, in CIELAB of D50; of a spot colour, also in the PDF."},
        "spot": {"type": "string", "minLength": 1, "maxLength": 127,
                 "pattern": r"^(?![Cc][Yy][Aa][Nn]$|[Mm][Aa][Gg][Ee][Nn][Tt][Aa]$|"
                            r"[Yy][Ee][Ll][Ll][Oo][Ww]$|[Bb][Ll][Aa][Cc][Kk]$|[Aa][Ll][Ll]$|"
                            r"[Nn][Oo][Nn][Ee]$)[^\u0000-\u0020]([^\u0000-\u001f]*[^\u0000-\u0020])?$",
                 "description": "A spot colour's name; `cmyk`, `rgb` or `lab` then take its place on proofs."},
        "print": {"type": "boolean", "description": "`false`: not painted in the print edition."},
        "like": {"type": "string", "minLength": 1, "description": "The same colour as this ink."},
        "tint": {"type": "string", "pattern": f"^{TINT}$",
                 "description": "With `like`: so much of that ink."},
    }
    return {"oneOf": [
        {"type": "string", "pattern": f"^(black( {TINT})?|#[0-9a-fA-F]{{6}})$"},
        {"type": "object", "description": "An ink, exactly.", "additionalProperties": False,
         "properties": exact, "oneOf": [
             {"required": ["like"], "properties": {"cmyk": False, "rgb": False, "lab": False, "spot": False}},
             {"anyOf": [{"required": ["cmyk"]}, {"required": ["rgb"]}, {"required": ["lab"]}],
              "properties": {"like": False, "tint": False}}]}]}


def definitions():
    relative = f"{UNITS}|em|lines?"
    known = "12pt, 3mm, 1cm, 1in, 1pc, 1px, 1.5em"
    appearance = table("appearance")
    side = f"(0+(\\.0+)?|{NUMBER}({relative}))"
    return {
        "length": {"description": f"{known}, 2 lines, or 0; also less than nothing.",
                   **length(True, True, relative)},
        "distance": {"description": f"{known}, 2 lines, or 0.", **length(False, True, relative)},
        "place": {"description": f"{known}, or 2 lines.", **length(False, False, relative)},
        "size": {"description": f"{known}.", **length(False, False, f"{UNITS}|em")},
        "sides": {"description": f"One to four of {known}, 2lines, or 0.", "oneOf": [
            {"type": "string", "pattern":
             f"^ *({side}( +{side}){{0,3}}|{NUMBER} *({relative})) *$"}, {"const": 0}]},
        "panels": {"description": f"One to eight of {known}; or none.", "oneOf": [
            {"type": "string", "pattern":
             f"^( *{NUMBER}({UNITS}|em)( +{NUMBER}({UNITS}|em)){{0,7}} *|none)$"}, {"const": 0}]},
        "border": {"description": "A width and an ink, such as 0.5pt rule; or none.", "oneOf": [
            {"type": "string", "pattern": f"^( *{side} +(solid +)?[a-z][a-z0-9-]{{0,29}} *|none)$"},
            {"const": 0}]},
        "share": {"type": "string", "pattern": "^([0-9]{1,2}(\\.[0-9])?%|100%|none)$"},
        "limit": {"oneOf": [{"$ref": "#/$defs/share"},
                            {"type": "integer", "minimum": 0, "maximum": 999999}]},
        "features": {"oneOf": [{"$ref": "#/$defs/feature-list"},
                               {"type": "array", "items": {"$ref": "#/$defs/feature-list"}}]},
        "feature-list": {"type": "string",
                         "pattern": f"^[ ,]*({FEATURE}([ ,]+{FEATURE})*[ ,]*)?$"},
        "inline": {"type": "object", "additionalProperties": False,
                   "properties": properties_of([k for k in appearance if k.reach == "INLINE"])},
        "block": {"type": "object", "additionalProperties": False,
                  "properties": properties_of(appearance)},
        "ink": ink(),
    }


SECTIONS = {
    "page": "The page and its margins.",
    "lines": "How lines are chosen.",
    "pages": "How pages are chosen.",
    "spacing": "Distances inside blocks; em is the text's size.",
    "links": "Links.",
    "book": "The parts of a book around its text.",
    "words": "What Platen itself says, in place of the language's own words.",
    "quality": "How much of each blemish the text may have before a build fails: a number, a "
               "share, or `none` (no limit).",
}


def made():
    """The schema of style sheets."""
    sections = {name: section(says, table(name)) for name, says in SECTIONS.items()}
    # a condition that is not the built-in one's needs its own profile
    sections["page"]["if"] = {"required": ["condition"],
                              "properties": {"condition": {"not": {"const": "FOGRA39"}}}}
    sections["page"]["then"] = {"required": ["profile"]}
    sections["page"]["dependentRequired"] = {"profile": ["condition"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Platen style sheet",
        "description": "How a publication looks. What a sheet does not say comes from the built-in one.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extends": {"type": "string", "minLength": 1, "description":
                        "A sheet in the same folder or below, or one of Platen's own, over which "
                        "this one is laid."},
            "page": sections.pop("page"),
            "text": {"$ref": "#/$defs/block",
                     "description": "The body text; all roles start from it."},
            **sections,
            **properties_of(table("sheet")),
            "inks": {"type": "object",
                     "description": "Colours by name: black, black 40%, #1a4f7a, or more exactly.",
                     "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,29}$"},
                     "additionalProperties": {"$ref": "#/$defs/ink"}},
            "roles": {"type": "object", "additionalProperties": False, "description":
                      "How each kind of block and of words looks, where it differs from the text.",
                      "properties": {key: {"$ref": f"#/$defs/{what}", "description": says}
                                     for key, (what, says) in ROLES.items() if key != "text"}},
            "classes": {"type": "object", "description":
                        "How divisions ::: {.name} and spans [words]{.name} look.",
                        "additionalProperties": {"oneOf": [{"$ref": "#/$defs/block"},
                                                           {"type": "null"}]}},
            "fallbacks": {"type": "array", "items": {"type": "string"}, "description":
                          "Families tried for letters that a face lacks, in this order."},
        },
        "$defs": definitions(),
    }


def written(schema):
    return json.dumps(schema, indent="\t", ensure_ascii=False) + "\n"


# The manual

def code(words):
    return ", ".join(f"`{word}`" for word in words)


def value_in_words(key):
    """The second column: what an author may write."""
    if key.kind == "INTEGER" and key.most < 100000:
        return f"{key.least} to {key.most}"
    return {
        "LENGTH": "length", "EM_LENGTH": "length", "INTEGER": "number", "COUNT": "lines",
        "PERCENT": "per cent", "PER_MILLE": "per cent", "WEIGHT": "`thin` to `heavy`, 100 to 900",
        "BOOLEAN": "true, false", "FLAG": "true, false", "ITALIC": "true, false, `toggle`",
        "TEXT": "name", "PATH": "path", "ORDER": f"a list of {code(key.words)}", "FEATURES": "features", "INK": "ink", "PAPER": "paper",
        "SIDES": "lengths", "PANELS": "lengths", "BORDER": "length and ink", "BORDERS": "length and ink",
    }.get(key.kind) or code(key.words)


def rows_of_keys(keys, before=""):
    return [(f"`{before}{key.name}`", value_in_words(key), key.says) for key in keys
            if key.kind != "SECTION"]


def tables():
    """The manual's tables: anchor of the caption -> head and rows."""
    appearance = table("appearance")
    head = ("Value", "Says")
    inline = [key for key in appearance if key.reach == "INLINE"]
    rest = [key for key in appearance if key.reach != "INLINE"]
    return {
        "keys-page": [("Key of `page`", *head), *rows_of_keys(table("page")),
                      *rows_of_keys(table("margins"), "margins: ")],
        "keys-type": [("Key", *head), *rows_of_keys(inline)],
        "keys-block": [("Key", *head), *rows_of_keys(rest)],
        "keys-lines": [("Key of `lines`", *head), *rows_of_keys(table("lines"))],
        "keys-pages": [("Key of `pages`", *head), *rows_of_keys(table("pages"))],
        "keys-book": [("Key of `book`", *head), *rows_of_keys(table("book"))],
        "keys-rest": [("Key", *head), *rows_of_keys(table("sheet")), *rows_of_keys(table("spacing"), "spacing: "),
                      *rows_of_keys(table("links"), "links: "),
                      *rows_of_keys(table("words"), "words: ")],
        "roles": [("Role", "Is laid over", "For"),
                  *((f"`{key}`", "" if key == "text" else
                     f"`{parents()[key]}`" if what == "block" else "what surrounds it", says)
                    for key, (what, says) in ROLES.items())],
        "classes": [("Class", "Look", "Says"),
                    *((code(names), "" if look == "{}" else f"`{look[1:-1]}`", says)
                      for names, look, says in classes())],
        "rules": [("Rule", "Is", "Means, and what to do"), *preflight_rules()],
        "keys": [("Key", "Is said in", "Is explained on"), *all_keys()],
    }


def preflight_rules():
    """Each with its message, in which what a file's own words fill is left open."""
    table = re.sub(r"\\\n", "", (ROOT / "src/preflight/rules_private.h").read_text())
    found = re.findall(r'R\(\w+, "([\w-]+)", \w+, (\w+), "[^"]*", \w+,\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', table)
    for name, level, message in sorted({row[0]: row for row in found}.values()):
        words = "".join(json.loads(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', message))
        words = words.replace("%s", "…").replace("%%", "%")
        first = words if re.match(r"[a-z]+[A-Z]", words) else words[0].upper() + words[1:]
        yield f"`{name}`", level.lower(), first.replace("|", "\\|") + "."


def all_keys():
    """Each key with the places that have it, in the order of their letters."""
    appearance = table("appearance")
    places = [("page", "`page`", "keys-page"), ("margins", "`page: margins`", "keys-page"),
              ("lines", "`lines`", "keys-lines"), ("pages", "`pages`", "keys-pages"), ("book", "`book`", "keys-book"),
              ("sheet", "a style sheet", "keys-rest"), ("spacing", "`spacing`", "keys-rest"),
              ("links", "`links`", "keys-rest"), ("words", "`words`", "keys-rest")]
    said = [(key.name, where, anchor) for section, where, anchor in places for key in table(section)]
    said += [(key.name, "roles and classes", "keys-type" if key.reach == "INLINE" else "keys-block")
             for key in appearance]
    front, publication = (json.loads((ROOT / f"styles/{name}.schema.json").read_text())["properties"]
                          for name in ("front-matter", "publication"))
    said += [(key, "the front matter", "front-keys") for key in publication if key in front]
    said += [(key, "`publication.yaml`", "several") for key in publication if key not in front]
    for key in sorted({key for key, *_ in said}):
        own = [(where, anchor) for name, where, anchor in said if name == key]
        yield (f"`{key}`", ", ".join(where for where, _ in own),
               ", ".join(f"[](#{anchor}){{.page}}" for anchor in dict.fromkeys(anchor for _, anchor in own)))


def classes():
    """The rows of classes, each with the other names that mean the same."""
    joined = []
    for name, look, says in CLASSES:
        if says.startswith("The same"):
            joined[-1][0].append(name)
        else:
            joined.append(([name], look, says))
    return joined


def parents():
    keys = {name: key for name, key, *_ in rows("BLOCK_ROLE", "SHARED_ROLE")}
    return {key: keys[parent] for _, key, parent, _ in rows("BLOCK_ROLE", "SHARED_ROLE")}


# Of the columns, where they are not as in most tables.
WIDTHS = {"rules": (24, 8, 76), "keys": (24, 56, 28)}


def with_tables(text):
    """A chapter of the manual with its tables made again. A table is known by its caption's id."""
    for anchor, (head, *body) in tables().items():
        caption = re.search(rf"(^\|.*\n)+\n(?=: .*\{{#{anchor}\}}$)", text, re.M)
        if not caption:
            continue
        rule = [":" + "-" * width for width in WIDTHS.get(anchor, (20, 24, 64))]
        lines = [f"| {' | '.join(head)} |", f"|{'|'.join(rule)}|"]
        lines += [f"| {' | '.join(row)} |" for row in body]
        text = text[:caption.start()] + "\n".join(lines) + "\n\n" + text[caption.end():]
    return text


if __name__ == "__main__":
    SCHEMA.write_text(written(made()))
    for chapter in sorted(MANUAL.glob("*.md")):
        chapter.write_text(with_tables(chapter.read_text()))
