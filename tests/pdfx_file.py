"""A PDF as the checks of PDF/X see it: opened once, its dictionaries, content streams, metadata and intents listed.

A check is a generator over a Print, registered with the clause that it holds; each thing that it yields is a fault, in words.
"""
import xml.etree.ElementTree as xml
from typing import NamedTuple

import pikepdf

from content import inherited

CHECKS = []
TOLERANCE = 0.001  # points

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
XMP_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFX_ID = "{http://www.npes.org/pdfx/ns/id/}"


class Fault(NamedTuple):
    check: str
    clause: str
    what: str

    def __str__(self):
        return f"{self.check} (ISO 15930-7, {self.clause}): {self.what}"


def clause(number):
    def register(check):
        CHECKS.append((number, check))
        return check
    return register


# --- the file as the checks see it ----------------------------------------------------------------------------------------

class Content(NamedTuple):
    """A content stream (a page's, a form's, a tiling pattern's, a Type 3 glyph's) with what it may name."""
    where: str
    owner: object
    resources: object
    instructions: list


class Print:
    """An opened file. Lists are made once."""

    def __init__(self, path):
        self.bytes = path.read_bytes()
        self.pdf = pikepdf.open(path)
        self.root, self.trailer = self.pdf.Root, self.pdf.trailer
        self.info = self.trailer.get("/Info", pikepdf.Dictionary())
        self.pages = [(f"page {i + 1}", page.obj) for i, page in enumerate(self.pdf.pages)]
        self.dictionaries = list(self.find_dictionaries())
        self.contents = list(self.find_contents())
        self.metadata = read_xmp(self.root.Metadata.read_bytes()) if "/Metadata" in self.root else {}
        self.intents = [i for i in self.root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFX"]
        self.profile = self.intents[0].get("/DestOutputProfile") if self.intents else None
        self.device = bytes(self.profile.read_bytes()[16:20]).decode("latin-1") if self.profile is not None else ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pdf.close()

    def find_dictionaries(self):
        """Every dictionary and stream, direct ones too, with what it is called."""
        for number, thing in enumerate(self.pdf.objects):
            yield from within(f"object {number + 1}", thing)
        yield from within("trailer", self.trailer)

    def find_contents(self):
        seen = set()
        for where, page in self.pages:
            resources = inherited(page, "/Resources")
            yield from contents_of(where, page, pikepdf.Dictionary() if resources is None else resources, seen)
            for annotation in page.get("/Annots", []):
                for form in forms_of(annotation.get("/AP")):
                    yield from contents_of(f"{where}, an annotation's appearance", form, form.get("/Resources", pikepdf.Dictionary()), seen)


def within(where, thing):
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield where, thing
        items = [thing[key] for key in thing.keys()]
    elif isinstance(thing, pikepdf.Array):
        items = list(thing)
    else:
        return
    for item in items:
        if isinstance(item, pikepdf.Object) and not item.is_indirect:
            yield from within(where, item)


def forms_of(appearances):
    if isinstance(appearances, pikepdf.Stream):
        yield appearances
    elif isinstance(appearances, pikepdf.Dictionary):
        for key in appearances.keys():
            yield from forms_of(appearances[key])


def contents_of(where, owner, resources, seen):
    """An owner's content, then that of all which its resources let it paint with."""
    if owner.is_indirect and owner.objgen in seen:
        return
    seen.add(owner.objgen)
    stream = pikepdf.Page(owner) if owner.get("/Type") == "/Page" else owner
    yield Content(where, owner, resources, list(pikepdf.parse_content_stream(stream)))
    for kind, name, thing in resources_of(resources, "/XObject", "/Pattern"):
        if thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1:
            yield from contents_of(f"{where}, {kind} {name}", thing, thing.get("/Resources", resources), seen)
    for _, name, font in resources_of(resources, "/Font"):
        for glyph in font.get("/CharProcs", {}).keys() if font.get("/Subtype") == "/Type3" else ():
            yield from contents_of(f"{where}, font {name}, glyph {glyph}", font.CharProcs[glyph], font.get("/Resources", resources), seen)
    for _, name, state in resources_of(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            yield from contents_of(f"{where}, soft mask of {name}", mask.G, mask.G.get("/Resources", resources), seen)


def resources_of(resources, *kinds):
    for kind in kinds:
        things = resources.get(kind, pikepdf.Dictionary())
        for name in things.keys():
            yield kind[1:], name, things[name]


def graphics_states(file):
    """Each ExtGState, those of shading patterns too."""
    for content in file.contents:
        for _, name, state in resources_of(content.resources, "/ExtGState"):
            yield f"{content.where}, graphics state {name}", state
        for _, name, pattern in resources_of(content.resources, "/Pattern"):
            if "/ExtGState" in pattern:
                yield f"{content.where}, graphics state of pattern {name}", pattern.ExtGState


def read_xmp(data):
    """The properties of an XMP packet: name (with its namespace in braces) to text."""
    properties = {}
    for description in xml.fromstring(data).iter(f"{RDF}Description"):
        properties.update({name: value for name, value in description.attrib.items() if not name.startswith(RDF)})
        for child in description:
            properties.setdefault(child.tag, "".join(child.itertext()).strip())
    return properties


def rectangle(box):
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def inside(inner, outer):
    return (inner[0] >= outer[0] - TOLERANCE and inner[1] >= outer[1] - TOLERANCE and
            inner[2] <= outer[2] + TOLERANCE and inner[3] <= outer[3] + TOLERANCE)


def apart(a, b):
    """Do two boxes meet at most in an edge?"""
    return (min(a[2], b[2]) - max(a[0], b[0]) <= TOLERANCE) or (min(a[3], b[3]) - max(a[1], b[1]) <= TOLERANCE)
