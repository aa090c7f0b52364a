"""How much ink preflight finds on the paper: of colours and pictures in a profile of their own, and against limits."""
import base64
import ctypes
import io
import json
import re
import zlib

import pikepdf
import pytest
from PIL import Image
from pikepdf import Array, Dictionary, Name

import sound
import test_preflight
from conftest import PLATEN, SANITIZED, run
from lcms import CMYK, lcms, press, way
from test_preflight import BOX, image, paint

OWN = sound.PROFILE.read_bytes()
OTHER = OWN[:120] + b"another" + OWN[127:]  # of bytes that mean nothing: other inks for the same colours, for it goes by way of Lab
AMOUNTS = (0xc0, 0xc0, 0xc0, 0xc1)  # 302 %


@pytest.fixture(scope="module")
def base():
    out = io.BytesIO()
    pdf = sound.make()
    for page in pdf.pages:
        page.obj.Contents.write(b"q " + sound.CONTENT + b" Q")  # what comes after it begins again
    sound.save(pdf, out)
    return out.getvalue()


@pytest.fixture
def inks(base, tmp_path):
    """A function: the per cent of ink that is found in each file made of changes, by its name; 0: none too much."""
    def found(changes, *options, program=SANITIZED):
        paths = [test_preflight.make(base, change, tmp_path / f"{name}.pdf") for name, change in changes.items()]
        done = run("preflight", "--diagnostics=json", *options, *paths, program=program)
        assert len(done.stdout.splitlines()) == len(paths), done.stderr
        result = dict.fromkeys(changes, 0)
        for message in map(json.loads, done.stderr.splitlines()):
            if message["code"] in ("total-ink", "total-ink-image"):
                result[message["file"].rsplit("/", 1)[-1][:-4]] = int(re.search(r"(\d+) %", message["message"])[1])
        return result
    return found


def tagged(data):
    """A colour space of the profile, made in the file at hand."""
    return lambda pdf: Array([Name.ICCBased, pdf.make_stream(data, N=4)])


def tagged_image(space, pixels, **more):
    filters = {"filter": Name.DCTDecode} if pixels.startswith(b"\xff\xd8") else {}
    return lambda pdf: image(100, 100, b"30 0 0 30 50 500", lambda pdf, i: i.write(pixels, **filters), ColorSpace=space(pdf), **more)(pdf)


def every_kind(space):
    """The same amounts as a colour and as pictures."""
    yield "flat", paint(b"/new cs %.4f %.4f %.4f %.4f scn" % tuple(part / 255 for part in AMOUNTS) + BOX, space)
    yield "rows", tagged_image(space, bytes(AMOUNTS) * 10000)
    yield "turned", tagged_image(space, bytes(255 - part for part in AMOUNTS) * 10000, Decode=[1, 0] * 4)
    yield "jpeg", tagged_image(space, JPEG, Decode=[1, 0] * 4)  # Pillow writes them inverted, as Photoshop does


def test_tagged_colours_have_the_ink_of_the_plates(inks):
    """In the output's profile it is what is written; in another one what lcms2 makes of it."""
    lcms.cmsOpenProfileFromMem.restype, lcms.cmsOpenProfileFromMem.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_uint32]
    other = way(lcms.cmsOpenProfileFromMem(OTHER, len(OTHER)), CMYK, press, CMYK)
    wanted = sum(other(*(part / 2.55 for part in AMOUNTS)))
    assert 270 < wanted < 299
    changes = {f"{name}-{which}": change for which, data in (("own", OWN), ("other", OTHER)) for name, change in every_kind(tagged(data))}
    assert inks(changes) == {name: 302 if name.endswith("own") else 0 for name in changes}
    for name, found in inks(changes, "--ink-limit=270", program=PLATEN).items():
        assert found == pytest.approx(302 if name.endswith("own") else wanted, abs=2), name


def inline(head, data, size=100, at=b"30 0 0 30 50 500", space=None):
    """A picture in the content stream itself, with content after it."""
    return paint(at + b" cm BI /W %d /H %d %s ID " % (size, size, head) + data + b" EI Q q .75 .75 .75 .74 k" + BOX, space)


def jpeg_of(amounts):
    jpeg = io.BytesIO()
    Image.new("CMYK", (100, 100), amounts).save(jpeg, "JPEG", quality=100)
    return jpeg.getvalue()


DARK_ROW, BITS = bytes(AMOUNTS) * 10000, b"/BPC 8 /CS /CMYK"
SPACED = bytes([0xc0, 0xc1, 0xc0, 0xc0] * 2 + [0xc0, 0xc1, 0xc0, 0x20]) + b" EI " + bytes(AMOUNTS) * 9996
JPEG = jpeg_of(AMOUNTS)
LETTERS = base64.a85encode(JPEG) + b"~>"  # as ReportLab writes them
INLINE = {
    "rows": (inline(BITS, DARK_ROW), 302),
    "long-names": (inline(b"/BitsPerComponent 8 /ColorSpace /DeviceCMYK", DARK_ROW), 302),
    "less": (inline(BITS, b"\xbf" * 40000), 0),
    "words-inside": (inline(BITS, SPACED), 302),
    "flate": (inline(BITS + b" /F /Fl", zlib.compress(DARK_ROW)), 302),
    "letters": (inline(BITS + b" /F [/A85 /Fl]", base64.a85encode(zlib.compress(DARK_ROW)) + b"~>"), 302),
    "predictor": (inline(BITS + b" /F /Fl /DP << /Predictor 12 /Colors 4 /Columns 100 >>",
                         zlib.compress((b"\2" + bytes(AMOUNTS) * 100) + (b"\2" + bytes(400)) * 99)), 302),
    "jpeg": (inline(BITS + b" /F /DCT /D [1 0 1 0 1 0 1 0]", JPEG), 302),
    "jpeg-letters": (inline(BITS + b" /F [/A85 /DCT] /D [1 0 1 0 1 0 1 0]", LETTERS), 302),
    "one-bit": (inline(b"/BPC 1 /CS /CMYK", b"\xff" * 50 * 100), 400),
    "four-bits": (inline(b"/BPC 4 /CS /CMYK", b"\xcc\xcd" * 10000), 327),
    "indexed": (inline(b"/BPC 1 /CS [/I /CMYK 1 <00000000c0c0c0c1>]", b"\xff" * 13 * 100), 302),
    "specks": (inline(BITS, DARK_ROW, at=b"6 0 0 6 50 500"), 0),
    "lies": (inline(BITS, DARK_ROW[:4000]), 0),
}


def test_pictures_of_every_packing_are_weighed(inks):
    """In the content itself, of fewer bits or more, packed once or twice; what comes after one is read as content."""
    deep = b"\xc0\1\xc0\2\xc0\3\xc1\4" * 10000
    every = INLINE | {"deep": (image(100, 100, b"30 0 0 30 50 500", lambda pdf, i: i.write(deep), ColorSpace=Name.DeviceCMYK, BitsPerComponent=16), 302),
                      "twice": (image(100, 100, b"30 0 0 30 50 500", lambda pdf, i: i.write(LETTERS, filter=Array([Name.ASCII85Decode, Name.DCTDecode])),
                                      ColorSpace=Name.DeviceCMYK, Decode=[1, 0] * 4), 302)}
    found = inks({name: change for name, (change, _) in every.items()})
    assert {name: (found[name], wanted) for name, (_, wanted) in every.items() if abs(found[name] - wanted) > 2} == {}


def test_many_profiles_cost_little(inks):
    """Copies of one are converted by one way, and after so many ways the amounts are what is written."""
    def many(profiles):
        def change(pdf):
            resources = Dictionary(ColorSpace=Dictionary({f"/S{i}": tagged(data)(pdf) for i, data in enumerate(profiles)}))
            content = b"".join(b"/S%d cs .77 .76 .76 .75 scn" % i + BOX + b" " for i in range(len(profiles)))
            form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 900, 900], Resources=resources)
            sound.paint_with(pdf, b"/new Do", "/XObject", "/new", form)
        return change
    assert inks(program=PLATEN, changes={"copies": many([OTHER] * 20), "others": many([OWN[:120] + b"%7d" % i + OWN[127:] for i in range(20)])}) == {"copies": 0, "others": 304}


def test_the_limit_is_the_papers(inks):
    """As the paper of the job has it, the printing industry's newsprint or any: 0 asks for none."""
    changes = {"flat": paint(b".6 .6 .6 .61 k" + BOX), "rows": tagged_image(lambda pdf: Name.DeviceCMYK, b"\x99\x99\x99\x9c" * 10000)}
    assert inks(changes) == {"flat": 0, "rows": 0}
    assert inks(changes, "--ink-limit=240") == inks(changes, "--ink-limit=240%", program=PLATEN) == {"flat": 241, "rows": 241}
    assert inks(changes, "--ink-limit=241", program=PLATEN) == inks(changes, "--ink-limit=0", program=PLATEN) == {"flat": 0, "rows": 0}
    for wrong in ("401", "-1", "much", "240%%"):
        done = run("preflight", f"--ink-limit={wrong}", "a.pdf")
        assert done.returncode == 2 and "from 0 to 400" in done.stderr


def test_a_build_is_held_to_its_style(tmp_path):
    """By --preflight: the limit is the style sheet's."""
    (tmp_path / "text.md").write_text("---\ntitle: A\ndate: 2024-02-29\nlang: en\n---\n\n[Words]{.rich} of ink.\n")
    for limit in (240, 260):
        (tmp_path / "sheet.yaml").write_text(f"page: {{ink-limit: {limit}%}}\ninks:\n  rich: {{cmyk: [60, 60, 60, 70]}}\nclasses:\n  rich: {{ink: rich}}\n")
        done = run("build", "--edition=print", "--preflight", "--style=sheet.yaml", "text.md", cwd=tmp_path)
        assert (": 250 %, and the limit is 240 %; use less [total-ink]" in done.stderr) == (limit == 240), done.stderr


# --- ink over ink ---------------------------------------------------------------------------------------------------------------

DARK, K = b".75 .75 .75 0 k 50 500 200 100 re f ", b" 0 0 0 1 k 100 530 60 20 re f"


def on(below, above=K, space=None, state=b"/over gs "):
    """Something that overprints, or lets through, something that does not."""
    def change(pdf):
        for name, entries in MODES.items():
            sound.paint_with(pdf, b"", "/ExtGState", f"/{name}", entries)
        paint(below + state + above, space)(pdf)
    return change


def exponential(pdf, *full, start=None):
    return pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=list(start or [0] * len(full)), C1=list(full), N=1))


def sampled(pdf, *full):
    data = bytes(len(full)) + bytes(round(255 * part) for part in full)
    return pdf.make_stream(data, FunctionType=0, Domain=[0, 1], Range=[0, 1] * len(full), Size=[2], BitsPerSample=8)


def program(pdf, *full):
    words = " ".join(f"dup {part} mul exch" for part in full)
    return pdf.make_stream(f"{{ {words} pop }}".encode(), FunctionType=4, Domain=[0, 1], Range=[0, 1] * len(full))


def stitched(pdf, *full):
    """None of it up to the middle, then more and more."""
    return Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[.5], Encode=[0, 1, 0, 1],
                      Functions=Array([exponential(pdf, *[0] * len(full)), exponential(pdf, *full)]))


def each(pdf, *full):
    return Array([exponential(pdf, part) for part in full])


def shaded(function, full, above=b"", kind=2, coordinates=(50, 0, 250, 0), pattern=False, form=False, space=Name.DeviceCMYK):
    """A gradient from left to right, with something that overprints it; as a pattern, and in a form that is moved."""
    def change(pdf):
        shading = Dictionary(ShadingType=kind, ColorSpace=space(pdf) if callable(space) else space, Coords=list(coordinates), Function=function(pdf, *full),
                             Extend=[True, True])
        resources = Dictionary(Shading=Dictionary(new=shading), Pattern=Dictionary(new=Dictionary(PatternType=2, Shading=shading)),
                               ExtGState=Dictionary(over=Dictionary(OP=True, op=True, OPM=1)))
        content = b"/Pattern cs /new scn 50 500 200 100 re f" if pattern else b"q 50 500 200 100 re W n /new sh Q"
        stream = pdf.make_stream(content + b" /over gs" + above, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 999, 999], Resources=resources)
        sound.paint_with(pdf, b"q 1 0 0 1 %d 0 cm /new Do Q" % (form * 300), "/XObject", "/new", stream)
    return change


MODES = {"through": Dictionary(ca=.5), "multiply": Dictionary(BM=Name.Multiply), "darken": Dictionary(BM=Name.Darken), "screen": Dictionary(BM=Name.Screen),
         "luminosity": Dictionary(BM=Name.Luminosity)}


def through(content, **entries):
    """What lets through what is below it."""
    return test_preflight.state(content, **entries)


def grouped(content, below=b"", group=True, **entries):
    """In a form that is a transparency group, painted with a state."""
    def change(pdf):
        more = {"Group": Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)} if group else {}
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 999, 999],
                               Resources=Dictionary(ExtGState=Dictionary(half=Dictionary(ca=.5))), **more)
        sound.paint_with(pdf, b"", "/XObject", "/form", form)
        test_preflight.state(below + b"/form Do", **entries)(pdf)
    return change


def masked(content):
    """Through a soft mask, which is 1 in places as far as anybody knows."""
    def change(pdf):
        group = pdf.make_stream(b"1 g 0 0 999 999 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 999, 999],
                                Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        test_preflight.state(content, SMask=Dictionary(S=Name.Luminosity, G=group))(pdf)
    return change


def pictured(**entries):
    """A picture of all inks that lets through."""
    def change(pdf):
        picture = pdf.make_stream(b"\xff" * 40000, Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK)
        sound.paint_with(pdf, b"", "/XObject", "/full", picture)
        test_preflight.state(b"30 0 0 30 50 500 cm /full Do", **entries)(pdf)
    return change


HIGH, LEFT, RIGHT = (.9, .9, .9, 0), b" 0 0 0 1 k 60 530 20 20 re f", b" 0 0 0 1 k 220 530 20 20 re f"
CIRCLE = b"150 550 m 150 590 l 60 590 l 60 510 l 150 510 l 240 510 l 240 590 l 200 590 l h "
OVER = {
    "tint": (on(DARK), 325),
    "text": (on(DARK, test_preflight.text(12, b"0 0 0 1 k", at=b"100 540")), 325),
    "separation": (on(DARK, b"/black cs 1 scn 100 530 60 20 re f"), 325),
    "spots": (on(b"/spot cs 1 scn 50 500 200 100 re f ", b"/new cs .8 .7 .7 scn 100 530 60 20 re f", test_preflight.device_n("Cyan", "Black", "Green")), 320),
    "same-spot": (on(b"/new cs .9 .9 .9 1 scn 50 500 200 100 re f ", b"/spot cs 1 scn 100 530 60 20 re f",
                     test_preflight.device_n("Cyan", "Black", "Yellow", "Vermilion")), 370),
    "twice": (on(b".9 0 0 0 k 50 500 200 100 re f ", b"0 .9 0 0 k 50 500 200 100 re f 0 0 .9 0 k 50 500 200 100 re f" + K), 370),
    "less": (on(b".66 .66 .66 0 k 50 500 200 100 re f "), 0),
    "knocks-out": (paint(DARK + K), 0),
    "mode": (test_preflight.both(test_preflight.state(OP=True, op=True, OPM=0), paint(DARK + b"/new gs" + K)), 0),
    "beside": (on(DARK, b"0 0 0 1 k 300 530 60 20 re f"), 0),
    "white-between": (on(DARK + b"0 0 0 0 k 90 520 80 40 re f "), 0),
    "picture-between": (on(DARK + b"q 200 0 0 100 50 500 cm /Im1 Do Q "), 0),
    "shape": (on(b".75 .75 .75 0 k " + CIRCLE + b"f "), 0),
    "hole": (on(b".75 .75 .75 0 k 50 500 200 100 re 90 520 80 40 re f* "), 0),
    "clip": (on(b"q " + CIRCLE + b"W n " + DARK + b"Q "), 0),
    "transparent": (test_preflight.both(test_preflight.state(ca=.5), paint(b"/new gs " + DARK + b"/over gs " + K)), 0),
    "gradient": (shaded(exponential, (.9, .9, .9, .7)), 340),
    "gradient-low": (shaded(exponential, HIGH), 0),
    "left": (shaded(exponential, HIGH, LEFT), 0),
    "right": (shaded(exponential, HIGH, RIGHT), 355),
    "pattern-left": (shaded(exponential, HIGH, LEFT, pattern=True, form=True), 0),
    "pattern-right": (shaded(exponential, HIGH, RIGHT, pattern=True, form=True), 355),
    "sampled-right": (shaded(sampled, HIGH, RIGHT), 355),
    "stitched-left": (shaded(stitched, HIGH, b" 0 0 0 1 k 120 530 20 20 re f"), 0),
    "stitched-right": (shaded(stitched, HIGH, RIGHT), 333),
    "each-right": (shaded(each, HIGH, RIGHT), 355),
    "program": (shaded(program, (1, 1, 1, 1), RIGHT), 0),
    "radial-left": (shaded(exponential, HIGH, LEFT, kind=3, coordinates=(50, 540, 0, 50, 540, 200)), 0),
    "radial-right": (shaded(exponential, HIGH, RIGHT, kind=3, coordinates=(50, 540, 0, 50, 540, 200)), 355),
    "radial-moved": (shaded(exponential, HIGH, RIGHT, kind=3, coordinates=(50, 540, 20, 150, 540, 120)), 325),
    "tagged": (shaded(exponential, (.9, .9, .9, .7), space=tagged(OWN)), 340),
    "lights": (shaded(exponential, (1, 1, 1), space=Name.DeviceRGB), 0),
    "half": (through(b".9 .9 .9 .9 k 50 500 200 100 re f", ca=.5), 0),
    "half-on-half": (through(b".9 .9 .9 .9 k 50 500 200 100 re f 50 500 200 100 re f", ca=.75), 338),
    "half-on-dark": (on(b".9 .9 .9 0 k 50 500 200 100 re f ", b"q .9 .9 .9 .9 k 60 510 100 50 re f Q", state=b"/through gs "), 315),
    "white-on-dark": (on(b".9 .9 .9 .2 k 50 500 200 100 re f ", b"q 0 0 0 0 k 60 510 100 50 re f /over gs" + K + b" Q", state=b"/through gs "), 0),
    "multiply": (on(b".9 .9 .9 0 k 50 500 200 100 re f ", b"q 0 0 0 .8 k 60 510 100 50 re f Q", state=b"/multiply gs "), 350),
    "darken": (on(b".9 .9 .9 0 k 50 500 200 100 re f ", b"q .5 .5 .5 .8 k 60 510 100 50 re f Q", state=b"/darken gs "), 350),
    "screen": (on(b".6 .6 .6 .6 k 50 500 200 100 re f ", b"q .9 .9 .9 .9 k 60 510 100 50 re f Q", state=b"/screen gs "), 0),
    "luminosity": (on(b".6 .6 .6 .6 k 50 500 200 100 re f ", b"q .9 .9 .9 .9 k 60 510 100 50 re f Q", state=b"/luminosity gs "), 0),
    "group": (grouped(b".9 .9 .9 .9 k 50 500 200 100 re f", ca=.5), 0),
    "group-in-full": (grouped(b".9 .9 .9 .9 k 50 500 200 100 re f"), 360),
    "group-of-halves": (grouped(b"/half gs .9 .9 .9 .9 k 50 500 200 100 re f", ca=.9), 0),
    "group-multiplied": (grouped(b"0 0 0 .8 k 60 510 100 50 re f", b".9 .9 .9 0 k 50 500 200 100 re f ", BM=Name.Multiply), 0),
    "no-group": (grouped(b"/half gs .9 .9 .9 .9 k 50 500 200 100 re f", ca=.9, group=False), 0),
    "masked": (masked(b".9 .9 .9 .9 k 50 500 200 100 re f"), 360),
    "picture-half": (pictured(ca=.5), 0),
    "picture-nearly": (pictured(ca=.99), 396),
    "in-lights": (test_preflight.both(through(b".9 .9 .9 .9 k 50 500 200 100 re f", ca=.9),
                                      test_preflight.page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))), 0),
}


def test_ink_over_ink_is_their_sum(inks):
    """Black over tints and gradients, where it is; where what is below is not known, nothing is guessed."""
    found = inks({name: change for name, (change, _) in OVER.items()})
    assert {name: (found[name], wanted) for name, (_, wanted) in OVER.items() if abs(found[name] - wanted) > 4} == {}
