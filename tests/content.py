"""What a page paints: its content streams walked with the graphics state, one Paint for each act of painting.

Coordinates are the page's user space. A text's box is its baseline from origin to the end of its advance; each subpath of
a path is painted by itself. Forms are walked where they are painted. Fonts say what their codes mean by ToUnicode alone, as a screen reader would ask them.
"""
import copy
import re
from typing import NamedTuple

import pikepdf

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(m, n):
    """First m, then n."""
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5])


def apply(m, x, y):
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def inherited(page, key):
    """An attribute of a page that its parents may have for it, or None."""
    while page is not None:
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


def key_of(thing):
    """What tells a PDF object from others: its number, or for a direct one its bytes."""
    return thing.objgen if thing.is_indirect else thing.unparse()


# --- fonts ------------------------------------------------------------------------------------------------------------

def to_unicode(data):
    """A ToUnicode CMap as a dictionary from code to text."""
    meanings = {}
    text = data.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, meaning in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            meanings[int(code, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, many, one in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f]*)>)", block, re.S):
            first, last = int(low, 16), int(high, 16)
            if many:
                for code, meaning in zip(range(first, last + 1), re.findall(r"<([0-9A-Fa-f]*)>", many)):
                    meanings[code] = bytes.fromhex(meaning).decode("utf-16-be")
            else:
                start = bytes.fromhex(one).decode("utf-16-be")
                for code in range(first, last + 1):
                    meanings[code] = start[:-1] + chr(ord(start[-1]) + code - first)
    return meanings


class Font:
    """A font resource: the length of its codes, their widths in thousandths of the em and their meanings."""

    def __init__(self, dictionary):
        self.dictionary = dictionary
        self.composite = dictionary.get("/Subtype") == "/Type0"
        self.meanings = to_unicode(dictionary.ToUnicode.read_bytes()) if "/ToUnicode" in dictionary else {}
        self.widths, self.usual = {}, 0.0
        if self.composite:
            self.read_composite_widths(dictionary.DescendantFonts[0])
        else:
            first = int(dictionary.get("/FirstChar", 0))
            self.widths = {first + i: float(w) for i, w in enumerate(dictionary.get("/Widths", []))}

    def read_composite_widths(self, descendant):
        usual = descendant.get("/DW", 1000)
        assert isinstance(usual, int), f"/DW {usual} is no integer: viewers take it for 1000"
        self.usual = float(usual)
        rest = list(descendant.get("/W", []))
        while rest:
            first, second = int(rest[0]), rest[1]
            if isinstance(second, pikepdf.Array):
                self.widths.update({first + i: float(w) for i, w in enumerate(second)})
                rest = rest[2:]
            else:
                self.widths.update({code: float(rest[2]) for code in range(first, int(second) + 1)})
                rest = rest[3:]

    def codes(self, data):
        return [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2)] if self.composite else list(data)

    def width(self, code):
        return self.widths.get(code, self.usual)

    def text(self, data):
        """What a shown string says; a code without a meaning is U+FFFD."""
        return "".join(self.meanings.get(code, "\ufffd") for code in self.codes(data))


# --- the graphics state -------------------------------------------------------------------------------------------------

class Mark:
    """A marked-content sequence."""

    def __init__(self, tag, properties):
        self.tag = str(tag)
        self.properties = properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()
        self.mcid = int(self.properties["/MCID"]) if "/MCID" in self.properties else None
        self.actual = str(self.properties["/ActualText"]) if "/ActualText" in self.properties else None


class State:
    """The graphics state, as far as anybody here asks about it."""

    def __init__(self):
        self.matrix = IDENTITY
        self.fill_space = self.stroke_space = pikepdf.Name.DeviceGray
        self.fill = self.stroke = (0.0,)
        self.fill_overprints = self.stroke_overprints = False
        self.overprint_mode = 0
        self.line_width = 1.0
        self.font, self.size = None, 0.0
        self.letter_space = self.word_space = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.render = 0


class Paint(NamedTuple):
    kind: str        # "text", "fill", "stroke", "image", "shading"
    space: object    # the colour space, None for images and shadings
    colour: tuple    # its components; a pattern's name is the last
    box: tuple
    state: State
    marks: tuple     # of Mark, outermost first
    what: object     # a text's bytes, the image, the shading's name
    depth: int = 0   # of the forms that it is in


class Walker:
    """Walks one page. `paints` has all in the order of painting."""

    def __init__(self, page):
        self.page, self.paints, self.depth = page, [], 0
        self.state, self.saved, self.marks = State(), [], []
        self.text_matrix = self.line_matrix = IDENTITY
        self.path, self.fonts, self.operators = [], {}, []
        self.walk(pikepdf.Page(page), inherited(page, "/Resources") or pikepdf.Dictionary(), 0)

    def walk(self, stream, resources, depth):
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            self.operators.append(name)
            method = self.METHODS.get(name)
            if method:
                method(self, resources, depth, *operands)

    def resource(self, resources, kind, name):
        return resources.get(kind, pikepdf.Dictionary()).get(str(name))

    def paint(self, kind, space, colour, box, what=None):
        self.paints.append(Paint(kind, space, colour, box, copy.copy(self.state), tuple(self.marks), what, self.depth))

    # --- state

    def save(self, resources, depth):
        self.saved.append(copy.copy(self.state))

    def restore(self, resources, depth):
        self.state = self.saved.pop()

    def concatenate(self, resources, depth, *m):
        self.state.matrix = multiply(tuple(map(float, m)), self.state.matrix)

    def graphics_state(self, resources, depth, name):
        more = self.resource(resources, "/ExtGState", name) or {}
        if "/OP" in more:
            self.state.stroke_overprints = bool(more["/OP"])
            self.state.fill_overprints = bool(more.get("/op", more["/OP"]))
        if "/op" in more:
            self.state.fill_overprints = bool(more["/op"])
        if "/OPM" in more:
            self.state.overprint_mode = int(more["/OPM"])
        if "/LW" in more:
            self.state.line_width = float(more["/LW"])

    def line_width(self, resources, depth, width):
        self.state.line_width = float(width)

    # --- colour

    def set_colour(self, fill, space, colour):
        numbers = tuple(str(c) if isinstance(c, pikepdf.Name) else float(c) for c in colour)
        if fill:
            self.state.fill_space, self.state.fill = space, numbers
        else:
            self.state.stroke_space, self.state.stroke = space, numbers

    def colour_space(fill):
        def method(self, resources, depth, name):
            space = self.resource(resources, "/ColorSpace", name)
            self.set_colour(fill, name if space is None else space, ())
        return method

    def colour(fill):
        def method(self, resources, depth, *components):
            self.set_colour(fill, self.state.fill_space if fill else self.state.stroke_space, components)
        return method

    def device(fill, space):
        def method(self, resources, depth, *components):
            self.set_colour(fill, space, components)
        return method

    # --- paths

    def move(self, resources, depth, x, y):
        self.path.append([apply(self.state.matrix, float(x), float(y))])

    def points(self, resources, depth, *numbers):
        numbers = tuple(map(float, numbers))
        self.path[-1] += [apply(self.state.matrix, *numbers[i:i + 2]) for i in range(0, len(numbers), 2)]

    def rectangle(self, resources, depth, x, y, width, height):
        x, y, width, height = map(float, (x, y, width, height))
        self.move(resources, depth, x, y)
        self.points(resources, depth, x + width, y, x + width, y + height, x, y + height)

    def painted(fill, stroke):
        def method(self, resources, depth):
            m = self.state.matrix
            half = self.state.line_width * max(abs(m[0]) + abs(m[2]), abs(m[1]) + abs(m[3])) / 2
            for x0, y0, x1, y1 in map(box_of, self.path):
                if fill:
                    self.paint("fill", self.state.fill_space, self.state.fill, (x0, y0, x1, y1))
                if stroke:
                    self.paint("stroke", self.state.stroke_space, self.state.stroke, (x0 - half, y0 - half, x1 + half, y1 + half))
            self.path = []
        return method

    def shading(self, resources, depth, name):
        self.paint("shading", None, (), None, self.resource(resources, "/Shading", name))

    # --- text

    def begin_text(self, resources, depth):
        self.text_matrix = self.line_matrix = IDENTITY

    def move_line(self, resources, depth, x, y):
        self.text_matrix = self.line_matrix = multiply((1, 0, 0, 1, float(x), float(y)), self.line_matrix)

    def move_line_leading(self, resources, depth, x, y):
        self.state.leading = -float(y)
        self.move_line(resources, depth, x, y)

    def next_line(self, resources, depth):
        self.move_line(resources, depth, 0, -self.state.leading)

    def set_text_matrix(self, resources, depth, *m):
        self.text_matrix = self.line_matrix = tuple(map(float, m))

    def set_font(self, resources, depth, name, size):
        dictionary = self.resource(resources, "/Font", name)
        key = key_of(dictionary)
        if key not in self.fonts:
            self.fonts[key] = Font(dictionary)
        self.state.font, self.state.size = self.fonts[key], float(size)

    def text_number(field, factor=1.0):
        def method(self, resources, depth, value):
            setattr(self.state, field, type(getattr(self.state, field))(float(value) * factor))
        return method

    def advance(self, amount):
        self.text_matrix = multiply((1, 0, 0, 1, amount, 0), self.text_matrix)

    def show(self, resources, depth, string):
        data, s = bytes(string), self.state
        start = apply(multiply(self.text_matrix, s.matrix), 0, s.rise)
        for code in s.font.codes(data):
            space = s.word_space if code == 32 and not s.font.composite else 0
            self.advance((s.font.width(code) / 1000 * s.size + s.letter_space + space) * s.stretch)
        end = apply(multiply(self.text_matrix, s.matrix), 0, s.rise)
        space, colour = (s.stroke_space, s.stroke) if s.render == 1 else (s.fill_space, s.fill)
        self.paint("text", space, colour, box_of([start, end]), data)

    def show_spaced(self, resources, depth, items):
        for item in items:
            if isinstance(item, pikepdf.String):
                self.show(resources, depth, item)
            else:
                self.advance(-float(item) / 1000 * self.state.size * self.state.stretch)

    def show_line(self, resources, depth, string):
        self.next_line(resources, depth)
        self.show(resources, depth, string)

    def show_line_spaced(self, resources, depth, word, letter, string):
        self.state.word_space, self.state.letter_space = float(word), float(letter)
        self.show_line(resources, depth, string)

    # --- objects and marks

    def place_image(self, image):
        corners = [apply(self.state.matrix, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        self.paint("image", None, (), box_of(corners), image)

    def inline_image(self, resources, depth, image):
        self.place_image(image.obj)

    def do(self, resources, depth, name):
        what = self.resource(resources, "/XObject", name)
        if what is None or depth > 20:
            return
        if what.get("/Subtype") == "/Image":
            self.place_image(what)
        elif what.get("/Subtype") == "/Form":
            self.save(resources, depth)
            self.concatenate(resources, depth, *what.get("/Matrix", IDENTITY))
            self.depth = depth + 1
            self.walk(what, what.get("/Resources", resources), depth + 1)
            self.depth = depth
            self.restore(resources, depth)

    def begin_mark(self, resources, depth, tag, properties=None):
        if isinstance(properties, pikepdf.Name):
            properties = self.resource(resources, "/Properties", properties)
        self.marks.append(Mark(tag, properties))

    def end_mark(self, resources, depth):
        self.marks.pop()

    METHODS = {
        "q": save, "Q": restore, "cm": concatenate, "gs": graphics_state, "w": line_width,
        "cs": colour_space(True), "CS": colour_space(False),
        "sc": colour(True), "SC": colour(False), "scn": colour(True), "SCN": colour(False),
        "g": device(True, pikepdf.Name.DeviceGray), "G": device(False, pikepdf.Name.DeviceGray),
        "rg": device(True, pikepdf.Name.DeviceRGB), "RG": device(False, pikepdf.Name.DeviceRGB),
        "k": device(True, pikepdf.Name.DeviceCMYK), "K": device(False, pikepdf.Name.DeviceCMYK),
        "m": move, "l": points, "c": points, "v": points, "y": points, "re": rectangle,
        "S": painted(False, True), "s": painted(False, True), "f": painted(True, False), "F": painted(True, False),
        "f*": painted(True, False), "B": painted(True, True), "B*": painted(True, True), "b": painted(True, True),
        "b*": painted(True, True), "n": painted(False, False), "sh": shading,
        "BT": begin_text, "Td": move_line, "TD": move_line_leading, "T*": next_line, "Tm": set_text_matrix, "Tf": set_font,
        "Tc": text_number("letter_space"), "Tw": text_number("word_space"), "TL": text_number("leading"), "Ts": text_number("rise"),
        "Tz": text_number("stretch", 0.01), "Tr": text_number("render"),
        "Tj": show, "TJ": show_spaced, "'": show_line, '"': show_line_spaced,
        "Do": do, "INLINE IMAGE": inline_image, "BMC": begin_mark, "BDC": begin_mark, "EMC": end_mark,
    }


def paints(page):
    """All that a page (a pikepdf.Page or its dictionary) paints, in order."""
    return Walker(getattr(page, "obj", page)).paints


def texts(page):
    """What a page says as pairs of its marks and text; what has an ActualText comes once, as that."""
    for marks, text, *_ in placed_texts(page):
        yield marks, text


def placed_texts(page):
    """The same with the font and its size, and where it begins."""
    told = set()
    for paint in paints(page):
        if paint.kind != "text":
            continue
        actual = next((mark for mark in paint.marks if mark.actual is not None), None)
        if actual is None:
            yield paint.marks, paint.state.font.text(paint.what), (paint.state.font, paint.state.size), paint.box[0]
        elif actual not in told:
            told.add(actual)
            yield paint.marks, actual.actual, (paint.state.font, paint.state.size), paint.box[0]
