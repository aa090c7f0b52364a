"""The structure tree of a PDF as a screen reader has it: elements with their attributes, and the text of their marked content."""
import re

import pikepdf

from content import placed_texts


INLINE = {"Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot"}


RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
LEFT_TO_RIGHT = "[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]"


def as_said(shows):
    """The shows (place and text) of a stretch of one line, in one face and size, in the order of speech. One with words that run from right to left is painted from
    left to right, as it looks (ISO 32000-1, 14.8.2.3.3), which readers turn round."""
    text = "".join(said for _, said in shows)
    letters = len(re.findall(RIGHT_TO_LEFT, text))
    if not letters:
        return text
    text = "".join(said for _, said in sorted(shows, key=lambda show: show[0]))
    if letters < len(re.findall("[A-Za-z\u00c0-\u024f\u0370-\u052f]", text)):
        return re.sub(f"{RIGHT_TO_LEFT}+(?:[^\\w]*{RIGHT_TO_LEFT}+)*", lambda run: run[0][::-1], text)
    return re.sub(f"{LEFT_TO_RIGHT}+(?:[ .,:/-]*{LEFT_TO_RIGHT}+)*", lambda run: run[0][::-1], text[::-1])


class Element:
    """`kids` are elements, strings (the text of marked content) and pikepdf dictionaries (annotations), in order."""

    def __init__(self, dictionary, roles):
        self.dictionary = dictionary
        self.name = str(dictionary.S)[1:]
        self.type = str(roles.get(f"/{self.name}", dictionary.S))[1:]
        self.kids = []

    def __repr__(self):
        return f"<{self.name} {self.text[:40]!r}>"

    def get(self, key):
        value = self.dictionary.get(f"/{key}")
        return None if value is None else str(value)

    def attribute(self, owner, key):
        """A standard attribute of an owner (List, Table, Layout), or None."""
        attributes = self.dictionary.get("/A", pikepdf.Array())
        for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if isinstance(each, pikepdf.Dictionary) and each.get("/O") == f"/{owner}" and f"/{key}" in each:
                return each[f"/{key}"]
        return None

    @property
    def children(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def annotations(self):
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Dictionary)]

    @property
    def text(self):
        """What is read: blocks on lines of their own."""
        def said(kid):
            if isinstance(kid, str):
                return kid
            return kid.text if kid.type in INLINE else f"\n{kid.text}\n"
        return "".join(said(kid) for kid in self.kids if not isinstance(kid, pikepdf.Dictionary))

    @property
    def own_text(self):
        """Without that of elements inside."""
        return "".join(kid for kid in self.kids if isinstance(kid, str))

    def all(self, *names):
        """This and all below it in order, or those of the given names."""
        if not names or self.name in names:
            yield self
        for child in self.children:
            yield from child.all(*names)


class Tree:
    def __init__(self, pdf):
        root = pdf.Root.StructTreeRoot
        self.roles = root.get("/RoleMap", pikepdf.Dictionary())
        self.content = {}  # (page, mcid): text
        self.untagged = []  # text that is neither content nor an artifact
        self.artifacts = []
        for page in pdf.pages:
            self.read_page(page.obj)
        self.claimed = []
        kids = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
        self.root = [self.read(kid, None) for kid in kids]
        self.unclaimed = {key: text for key, text in self.content.items() if key not in set(self.claimed)}

    def read_page(self, page):
        stretches = {}
        for marks, text, face, left in placed_texts(page):
            mcid = next((mark.mcid for mark in marks if mark.mcid is not None), None)
            if mcid is not None:
                pieces = stretches.setdefault((page.objgen, mcid), [])
                if not pieces or pieces[-1][0] != face:
                    pieces.append((face, []))
                pieces[-1][1].append((left, text))
            elif any(mark.tag == "/Artifact" for mark in marks):
                self.artifacts.append(text)
            else:
                self.untagged.append(text)
        for key, pieces in stretches.items():
            self.content[key] = "".join(as_said(shows) for _, shows in pieces)

    def read(self, dictionary, page):
        element = Element(dictionary, self.roles)
        page = dictionary.get("/Pg", page)
        kids = dictionary.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, (pikepdf.Dictionary, pikepdf.Array)):
                element.kids.append(self.claim(page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                element.kids.append(self.claim(kid.get("/Pg", page), int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.kids.append(kid.Obj)
            else:
                assert kid.P.objgen == dictionary.objgen, f"{kid.S} has another parent than {dictionary.S}"
                element.kids.append(self.read(kid, page))
        return element

    def claim(self, page, mcid):
        key = (page.objgen, mcid)
        self.claimed.append(key)
        return self.content.get(key, "")


def parent_of(pdf, key):
    """What the parent tree has for a key."""
    return dict(numbers(pdf.Root.StructTreeRoot.ParentTree))[key]


def numbers(tree):
    """A number tree's pairs."""
    for kid in tree.get("/Kids", []):
        yield from numbers(kid)
    items = list(tree.get("/Nums", []))
    yield from zip(map(int, items[::2]), items[1::2])


def names(tree):
    """A name tree's pairs."""
    for kid in tree.get("/Kids", []):
        yield from names(kid)
    items = list(tree.get("/Names", []))
    yield from zip(map(str, items[::2]), items[1::2])
