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
    sound.save(sound.make(), out)
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
