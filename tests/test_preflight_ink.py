"""How much ink preflight finds on the paper: of colours and pictures in a profile of their own, and against limits."""
import ctypes
import io
import json
import re

import pikepdf
import pytest
from PIL import Image
from pikepdf import Array, Dictionary, Name

import sound
import test_preflight
from conftest import SANITIZED, run
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
        page.obj.Contents.write(b"q " + sound.CONTENT + b" Q")  # what comes after it begins anew
    sound.save(pdf, out)
    return out.getvalue()


@pytest.fixture
def inks(base, tmp_path):
    """A function: the per cent of ink that is found in each file made of changes, by its name; 0: none too much."""
    def found(changes, *options):
        paths = [test_preflight.make(base, change, tmp_path / f"{name}.pdf") for name, change in changes.items()]
        done = run("preflight", "--diagnostics=json", *options, *paths, program=SANITIZED)
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
    jpeg = io.BytesIO()
    Image.new("CMYK", (100, 100), AMOUNTS).save(jpeg, "JPEG", quality=100)
    yield "flat", paint(b"/new cs %.4f %.4f %.4f %.4f scn" % tuple(part / 255 for part in AMOUNTS) + BOX, space)
    yield "rows", tagged_image(space, bytes(AMOUNTS) * 10000)
    yield "turned", tagged_image(space, bytes(255 - part for part in AMOUNTS) * 10000, Decode=[1, 0] * 4)
    yield "jpeg", tagged_image(space, jpeg.getvalue(), Decode=[1, 0] * 4)  # Pillow writes them inverted, as Photoshop does


def test_tagged_colours_have_the_ink_of_the_plates(inks):
    """In the output's profile it is what is written; in another one what lcms2 makes of it."""
    lcms.cmsOpenProfileFromMem.restype, lcms.cmsOpenProfileFromMem.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_uint32]
    other = way(lcms.cmsOpenProfileFromMem(OTHER, len(OTHER)), CMYK, press, CMYK)
    wanted = sum(other(*(part / 2.55 for part in AMOUNTS)))
    assert 270 < wanted < 299
    changes = {f"{name}-{which}": change for which, data in (("own", OWN), ("other", OTHER)) for name, change in every_kind(tagged(data))}
    assert inks(changes) == {name: 302 if name.endswith("own") else 0 for name in changes}
    for name, found in inks(changes, "--ink-limit=270").items():
        assert found == pytest.approx(302 if name.endswith("own") else wanted, abs=2), name


def test_many_profiles_cost_little(inks):
    """Copies of one are converted by one way, and after so many ways the amounts are what is written."""
    def many(profiles):
        def change(pdf):
            resources = Dictionary(ColorSpace=Dictionary({f"/S{i}": tagged(data)(pdf) for i, data in enumerate(profiles)}))
            content = b"".join(b"/S%d cs .77 .76 .76 .75 scn" % i + BOX + b" " for i in range(len(profiles)))
            form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 900, 900], Resources=resources)
            sound.paint_with(pdf, b"/new Do", "/XObject", "/new", form)
        return change
    assert inks({"copies": many([OTHER] * 20), "others": many([OWN[:120] + b"%7d" % i + OWN[127:] for i in range(20)])}) == {"copies": 0, "others": 304}


def test_the_limit_is_the_papers(inks):
    """As the paper of the job has it, the printing industry's newsprint or any: 0 asks for none."""
    changes = {"flat": paint(b".6 .6 .6 .61 k" + BOX), "rows": tagged_image(lambda pdf: Name.DeviceCMYK, b"\x99\x99\x99\x9c" * 10000)}
    assert inks(changes) == {"flat": 0, "rows": 0}
    assert inks(changes, "--ink-limit=240") == inks(changes, "--ink-limit=240%") == {"flat": 241, "rows": 241}
    assert inks(changes, "--ink-limit=241") == inks(changes, "--ink-limit=0") == {"flat": 0, "rows": 0}
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
    """Something that overprints something that does not."""
    return paint(below + state + above, space)


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
}


def test_ink_over_ink_is_their_sum(inks):
    """Black over tints and gradients, where it is; where what is below is not known, nothing is guessed."""
    found = inks({name: change for name, (change, _) in OVER.items()})
    assert {name: (found[name], wanted) for name, (_, wanted) in OVER.items() if abs(found[name] - wanted) > 4} == {}
