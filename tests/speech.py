"""A document as a screen reader speaks it: from the structure tree alone, and the words of its marked content.

A line a block, indented by what holds it: its role, its language where that changes, its words. Inside
the words, brackets hold what has a role of its own and what a reader announces: links with their
/Contents where they say something else, expansions (/E), alternative texts. Nothing below an element
with /Alt is spoken, as no reader reads it: words that hide there are listed as LOST.
"""
import pikepdf

import structure

HEADINGS = {f"H{level}": f"heading {level}" for level in range(1, 7)}
ROLES = {
    "Document": "document", "P": "paragraph", "BlockQuote": "quotation", "L": "list", "LI": "item",
    "Lbl": "label", "LBody": "body", "Table": "table", "THead": "head", "TBody": "body of table",
    "TFoot": "foot", "TR": "row", "TH": "header", "TD": "cell", "Caption": "caption",
    "Figure": "figure", "Div": "group", "Note": "note", "FENote": "note", "TOC": "contents",
    "TOCI": "entry", "Sect": "group", "Part": "part", "Art": "article", "Aside": "aside",
    "Title": "title", "NonStruct": "group", "Code": "code", "Formula": "formula", **HEADINGS,
}
INLINE = {"Span", "Em", "Strong", "Sub", "Quote", "Reference", "Link", "Annot", "BibEntry"}
BLOCKS = {"Note", "FENote", "P", "L", "LI", "LBody", "Table", "TR", "TD", "TH", "Caption", "BlockQuote", "Div"}
DECORATIONS = {"/LineThrough": "struck", "/Underline": "underlined", "/Overline": "overlined"}


def is_inline(element):
    if element.type == "Code":
        return element.inline
    if element.type in ("Figure", "Formula"):
        return element.attribute("Layout", "Placement") == "/Inline"
    return element.type in INLINE or element.type == "Lbl" and element.inline


def name_of(value, otherwise):
    return otherwise if value is None else str(value)


def quoted(text):
    """Words on one line; what breaks a line is shown."""
    return " ".join(text.split(" ")).replace("\n", " / ").strip()


class Speaker:
    def __init__(self, pdf):
        self.pdf, self.lines = pdf, []
        self.tree = structure.Tree(pdf)
        for root in self.tree.root:
            self.mark_inline(root, False)

    def mark_inline(self, element, inside):
        """Code and labels are inline among words, blocks elsewhere."""
        mixed = any(isinstance(kid, str) for kid in element.kids)
        element.inline = inside
        for child in element.children:
            within = inside or mixed or element.type in ("P", "Span", "Link", "Em", "Strong", *HEADINGS)
            self.mark_inline(child, within)

    # --- words

    def annotation(self, element, said):
        """What an annotation's /Contents adds to the words that it is on."""
        told = [str(each.get("/Contents", "")) for each in element.annotations]
        more = [each for each in dict.fromkeys(told) if quoted(each) != quoted(said)]
        if not element.annotations:
            return "no target"
        return "; ".join(quoted(each) for each in more)

    def inline(self, element):
        said = "".join(self.piece(kid) for kid in element.kids)
        notes = []
        if element.get("Alt") is not None:
            self.lose(element)
            return f"[image: {element.get('Alt')}]"
        if element.get("ActualText") is not None:
            said = element.get("ActualText")
        kind = {"Em": "emphasis", "Strong": "strong", "Code": "code", "Quote": "quote", "Sub": "",
                "Link": "link", "Lbl": "label"}.get(element.type, "")
        if element.name in ("Em", "Emphasis"):
            kind = "emphasis"
        if element.name == "Strong":
            kind = "strong"
        shift = element.attribute("Layout", "BaselineShift")
        position = name_of(element.attribute("Layout", "TextPosition"), "")
        if position:
            kind = {"/Sub": "sub", "/Sup": "sup"}[position]
        elif shift is not None:
            kind = "sup" if float(shift) > 0 else "sub"
        decoration = element.attribute("Layout", "TextDecorationType")
        if decoration is not None and element.type != "Link":
            kind = DECORATIONS[str(decoration)]
        if kind:
            notes.append(kind)
        if element.get("Lang"):
            notes.append(element.get("Lang"))
        if element.get("E"):
            notes.append(f"stands for {element.get('E')}")
        if element.type == "Link":
            more = self.annotation(element, said)
            if more:
                notes.append(f"“{more}”")
        if not notes:
            return said
        words = said.strip()  # a space at an end of them is heard outside as well
        return said[:len(said) - len(said.lstrip())] + f"[{', '.join(notes)}: {words}]" + said[len(said.rstrip()):] if words else said

    def piece(self, kid):
        if isinstance(kid, str):
            return kid
        if isinstance(kid, pikepdf.Dictionary):
            return ""
        return self.inline(kid) if is_inline(kid) else f" <{kid.type}: {self.inline(kid)}> "

    def lose(self, element):
        hidden = quoted("".join(child.text for child in element.children) + element.own_text)
        if hidden:
            self.lines.append(f"LOST under an alternative text: {hidden}")

    # --- blocks

    def say(self, depth, role, words=""):
        self.lines.append("  " * depth + role + (f": {words}" if words else ""))

    def role(self, element):
        role = ROLES.get(element.type, element.type)
        if element.type == "L":
            numbering = name_of(element.attribute("List", "ListNumbering"), "/None")[1:]
            items = len([child for child in element.children if child.type == "LI"])
            role += f" of {items}" + ("" if numbering == "None" else f", {numbering}")
        if element.type in ("TH", "TD"):
            for key in ("RowSpan", "ColSpan"):
                if element.attribute("Table", key) is not None:
                    role += f", {key} {element.attribute('Table', key)}"
        if element.type == "TH":
            scope = name_of(element.attribute("Table", "Scope"), "/none")[1:].lower()
            role += f" of {scope}"
        if element.type == "Aside" or element.name not in (element.type, "Em", "Strong"):
            role += "" if element.name == element.type else f" ({element.name})"
        if element.get("Lang"):
            role += f" [{element.get('Lang')}]"
        if element.get("E"):
            role += f" [stands for {element.get('E')}]"
        if element.get("T"):
            role += f" “{element.get('T')}”"
        return role

    def headers(self, element):
        """The words of the cells that a cell names as its heads."""
        said, headers = [], element.attribute("Table", "Headers")
        for each in headers if headers is not None else []:
            said.append(quoted(self.ids[str(each)].text) if str(each) in self.ids else f"NO {each}")
        return f" ({'; '.join(said)})" if said else ""

    def block(self, element, depth):
        role = self.role(element)
        if element.type == "TD":
            role += self.headers(element)
        if element.get("Alt") is not None:
            self.say(depth, role, quoted(element.get("Alt")))
            self.lose(element)
            return
        words = ""
        self.say(depth, role)
        here = len(self.lines) - 1
        for kid in element.kids:
            if isinstance(kid, structure.Element) and not is_inline(kid):
                if words.strip() and len(self.lines) - 1 == here:
                    self.lines[here] += f": {quoted(words)}"
                elif words.strip():
                    self.say(depth + 1, "words", quoted(words))
                words = ""
                self.block(kid, depth + 1)
            else:
                words += self.piece(kid)
        if words.strip():
            if len(self.lines) - 1 == here:
                self.lines[here] += f": {quoted(words)}"
            else:
                self.say(depth + 1, "words", quoted(words))

    def speak(self):
        self.ids = {}
        for root in self.tree.root:
            self.ids.update({each.get("ID"): each for each in root.all() if each.get("ID")})
        for root in self.tree.root:
            self.lines.append(f"document [{self.pdf.Root.get('/Lang', '')}]")
            for kid in root.children:
                self.block(kid, 1)
        for text in self.tree.unclaimed.values():
            self.lines.append(f"UNCLAIMED: {text}")
        return "\n".join(self.lines) + "\n"


def speak(path):
    with pikepdf.open(path) as pdf:
        return Speaker(pdf).speak()


if __name__ == "__main__":
    import sys
    for each in sys.argv[1:]:
        print(speak(each), end="")
