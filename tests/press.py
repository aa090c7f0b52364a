"""What a printer asks of the print edition beyond PDF/X-4: black text on one plate that overprints, no more ink than paper takes,
marks that are cut off, nothing for screens left in the file.

`judge` has faults as pdfx.judge has, `coarse_images` what only deserves a warning.
"""
from typing import NamedTuple

import pikepdf

from content import paints
from pdfx_colour import DEVICE_OF, kind_of
from pdfx_file import Print, apart, inside, rectangle

MOST_INK = 3.0          # solid colours: 300 %
LEAST_RESOLUTION = 150  # dots to the inch


class Fault(NamedTuple):
    check: str
    what: str

    def __str__(self):
        return f"{self.check}: {self.what}"


def judge(path):
    """All faults of a file."""
    with Print(path) as file:
        painted = [(where, page, paints(page)) for where, page in file.pages]
        return [Fault(check.__name__, what) for check in (black_text, total_ink, marks, bleed, screen_matter, mixing) for what in check(file, painted)]


def amounts(space, colour):
    """A colour as amounts of cyan, magenta, yellow, black and further inks, or None where nobody can tell."""
    kind, rest = kind_of(space)
    if kind == "/DeviceGray":
        return (0, 0, 0, 1 - colour[0])
    if kind == "/DeviceCMYK":
        return colour
    if kind == "/Separation" and rest[0] == "/All":
        return (colour[0],) * 4
    if kind == "/Separation" and rest[0] in ("/Cyan", "/Magenta", "/Yellow", "/Black"):
        return tuple(colour[0] if rest[0] == name else 0 for name in ("/Cyan", "/Magenta", "/Yellow", "/Black"))
    if kind == "/Separation":
        return (0, 0, 0, 0, colour[0])
    if kind == "/DeviceN":
        return (0, 0, 0, 0) + colour
    return None


def place(where, paint):
    """The page, and whether it is the page itself that paints, or a form on it."""
    return f"{where}, in a form" if paint.depth else where


def solid(paint):
    return paint.kind in ("text", "fill", "stroke")


def on_all_plates(paint):
    return solid(paint) and kind_of(paint.space)[1][:1] == ["/All"]


def overprints(paint):
    stroked = paint.kind == "stroke" or paint.kind == "text" and paint.state.render == 1
    return paint.state.stroke_overprints if stroked else paint.state.fill_overprints


def is_black(paint):
    inks = amounts(paint.space, paint.colour)
    return inks is not None and inks[:3] == (0, 0, 0) and inks[3] == 1 and len(inks) == 4


def is_neutral(inks):
    """Would an eye call it black or gray: full black with more, or equal parts of the colours? No ink at all is white on a tint."""
    return len(inks) == 4 and any(inks) and (inks[3] == 1 or max(inks[:3]) - min(inks[:3]) < 0.15)


def is_coloured(paint):
    """Is it tagged red, green and blue that no eye would call gray?"""
    return kind_of(paint.space)[0] == "/ICCBased" and len(paint.colour) == 3 and max(paint.colour) - min(paint.colour) >= 0.15


def black_text(file, painted):
    """Text is 100 % black, or a colour on purpose; neither gray nor black of several inks, nor either as tagged red, green and blue,
    which become several inks. Black overprints, in mode 1."""
    for where, _, all_paints in painted:
        for paint in all_paints:
            if paint.kind != "text" or paint.state.render == 3:
                continue
            inks = amounts(paint.space, paint.colour)
            words = f"{place(where, paint)}: {paint.state.font.text(paint.what)!r}"
            if inks is None and is_coloured(paint):
                continue
            if inks is None:
                yield f"{words} is in {kind_of(paint.space)[0]}"
            elif not is_black(paint) and is_neutral(inks):
                yield f"{words} is not 100 % black alone, but {inks}"
            elif is_black(paint) and not (overprints(paint) and paint.state.overprint_mode == 1):
                yield f"{words} is black and does not overprint"


def total_ink(file, painted):
    """Solid colours stay dry enough. What is on all plates is for the marks, which the next check keeps out of the page."""
    for where, page, all_paints in painted:
        for paint in all_paints:
            inks = amounts(paint.space, paint.colour) if solid(paint) and not on_all_plates(paint) else None
            if inks is not None and sum(inks) >= MOST_INK:
                yield f"{where}: a {paint.kind} has {100 * sum(inks):.0f} % ink"


def marks(file, painted):
    """What is on all plates, and every printer's mark, is outside the bleed and inside the medium."""
    for where, page, all_paints in painted:
        bleed, media = rectangle(page.get("/BleedBox", page.TrimBox)), rectangle(page.MediaBox)
        for paint in all_paints:
            if on_all_plates(paint) and not apart(paint.box, bleed):
                yield f"{place(where, paint)}: a {paint.kind} on all plates lies in the bleed, at {paint.box}"
            if paint.box is not None and not inside(paint.box, media):
                yield f"{where}: a {paint.kind} lies outside the medium, at {paint.box}"


def bleed(file, painted):
    """What is painted outside the trim and is no mark is an artifact; three millimetres of bleed are there for it."""
    for where, page, all_paints in painted:
        if "/BleedBox" not in page or not inside(rectangle(page.TrimBox), rectangle(page.BleedBox)):
            yield f"{where} has no bleed"
            continue
        edges = [abs(a - b) for a, b in zip(rectangle(page.TrimBox), rectangle(page.BleedBox))]
        if min(edges) < 3 / 25.4 * 72 - 0.01:
            yield f"{where} has a bleed of {min(edges):.2f} pt"
        for paint in all_paints:
            real = any(mark.mcid is not None for mark in paint.marks)
            if real and paint.kind == "text" and not inside(paint.box, rectangle(page.TrimBox)):
                yield f"{where}: {paint.state.font.text(paint.what)!r} is cut off"


def screen_matter(file, painted):
    """Nothing that a press has no use for: annotations, forms, layers, attachments."""
    for where, page, _ in painted:
        if len(page.get("/Annots", [])):
            yield f"{where} has annotations"
    for key in ("/AcroForm", "/OCProperties", "/AF"):
        if key in file.root:
            yield f"the catalog has {key}"
    if "/EmbeddedFiles" in file.root.get("/Names", {}):
        yield "files are attached"


def is_seen_through(content, resources, seen):
    """Does a content set a state, or paint a thing, that lets something through?"""
    named = {(str(i.operator), str(i.operands[0])) for i in pikepdf.parse_content_stream(content) if str(i.operator) in ("gs", "Do", "scn", "SCN") and len(i.operands)}
    for name, state in resources.get("/ExtGState", pikepdf.Dictionary()).items():
        if ("gs", name) in named and (float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1 or str(state.get("/BM", "/Normal")) != "/Normal"
                                      or state.get("/SMask", "/None") != "/None"):
            return True
    things = [thing for name, thing in resources.get("/XObject", pikepdf.Dictionary()).items() if ("Do", name) in named]
    things += [thing for name, thing in resources.get("/Pattern", pikepdf.Dictionary()).items() if {("scn", name), ("SCN", name)} & named]
    for thing in things:
        if thing.objgen in seen or not isinstance(thing, pikepdf.Stream):
            continue
        seen.add(thing.objgen)
        if "/SMask" in thing or (thing.get("/Subtype") != "/Image" and is_seen_through(thing, thing.get("/Resources", pikepdf.Dictionary()), seen)):
            return True
    return False


def mixing(file, painted):
    """Where one thing is seen through another, the page says that they are mixed in the press's colours, not in the reader's."""
    for where, page, _ in painted:
        if is_seen_through(page, page.get("/Resources", pikepdf.Dictionary()), set()):
            space = page.get("/Group", pikepdf.Dictionary()).get("/CS")
            if space is None or DEVICE_OF.get(str(space), "") != file.device:
                yield f"{where} is transparent, and mixed in {space}"


def coarse_images(path):
    """Images of fewer dots to the inch than a press wants, as words."""
    with Print(path) as file:
        for where, page in file.pages:
            for paint in paints(page):
                if paint.kind == "image" and not paint.what.get("/ImageMask", False):
                    width = 72 * float(paint.what.Width) / max(paint.box[2] - paint.box[0], 0.001)
                    height = 72 * float(paint.what.Height) / max(paint.box[3] - paint.box[1], 0.001)
                    if min(width, height) < LEAST_RESOLUTION:
                        yield f"{where}: an image has {min(width, height):.0f} dots to the inch"
