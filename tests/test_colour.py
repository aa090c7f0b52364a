"""Colours by the profile of the output condition: what inks, grays and pictures become in print, and how what is printed looks on a
screen, measured against lcms2."""
import base64
import io
import random

import pikepdf
import pytest
from PIL import Image

from conftest import PLATEN, SANITIZED, run
from content import paints
from lcms import PRESS, apart, on_paper, on_screen
from pdfx_colour import kind_of
from press import judge

HEAD = "---\nlang: en\ntitle: Colours\ndate: 2024-05-06\n---\n\n"
JUST = 1.5  # an eye begins to see a difference


def test_differences_are_those_of_the_standard():
    """Pairs of Sharma's table."""
    assert apart((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert apart((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert apart((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


# --- inks -------------------------------------------------------------------------------------------------------------------------

def sheet_of(inks):
    return ("inks:\n" + "".join(f"  {name}: {value}\n" for name, value in inks.items())
            + "classes:\n" + "".join(f"  {name}: {{ink: {name}}}\n" for name in inks))


def built(build, inks, more="", **given):
    """Both editions of a text that has a word, its ink's name, in each ink."""
    sheet = build.write("sheet.yaml", sheet_of(inks) + more)
    return build(HEAD + "\n\n".join(f"[{name}]{{.{name}}}" for name in inks) + "\n", options=("--style", sheet), **given)


def evaluate(function, operands):
    """A PDF function: sampled, exponential, or a constant in a calculator's stream."""
    kind = int(function.FunctionType)
    if kind == 2:
        return [float(a) + operands[0] * (float(b) - float(a)) for a, b in zip(function.C0, function.C1)]
    if kind == 4:
        return [float(word) for word in function.read_bytes().decode().strip("{}").split() if word != "pop"]
    data, size, outs = function.read_bytes(), int(function.Size[0]), len(function.Range) // 2
    values = [int.from_bytes(data[2 * i:2 * i + 2], "big") / 65535 for i in range(size * outs)]
    at = operands[0] * (size - 1)
    below = min(int(at), size - 2)
    return [values[below * outs + k] + (at - below) * (values[(below + 1) * outs + k] - values[below * outs + k]) for k in range(outs)]


def shown(space, operands):
    """A colour's Lab, as its space and the edition's intent (sRGB or FOGRA39) say."""
    kind, rest = kind_of(space)
    if kind in ("/Separation", "/DeviceN"):
        if kind == "/Separation" and rest[0] == "/Black" and rest[1] == "/DeviceCMYK":
            return on_paper(0, 0, 0, 100 * operands[0])
        return shown(rest[1], evaluate(rest[2], operands))
    if kind == "/Lab":
        return tuple(operands)
    if kind == "/DeviceCMYK":
        return on_paper(*(100 * part for part in operands))
    return on_screen(*(operands * 3 if len(operands) == 1 else operands))


def colours_of(path):
    """By the word that is painted so: its colour in Lab, and the operands."""
    with pikepdf.open(path) as pdf:
        words, colours = {}, {}
        for number, page in enumerate(pdf.pages):
            for paint in paints(page):
                key = (number, paint.marks[-1].mcid if paint.marks else None)
                if paint.kind == "text":
                    words[key] = words.get(key, "") + paint.state.font.text(paint.what)
                    colours[key] = (shown(paint.space, [float(part) for part in paint.colour]), tuple(float(part) for part in paint.colour))
        return {word.strip(): colours[key] for key, word in words.items()}


def hexadecimal(rgb):
    return '"#%02x%02x%02x"' % tuple(rgb)


def in_reach(rgb):
    """Can the press print it? What it makes of the colour, which lcms2 says, is the colour."""
    from lcms import to_press
    wanted = on_screen(*(part / 255 for part in rgb))
    return apart(wanted, on_paper(*to_press(*(part / 255 for part in rgb)))) < 1


def test_inks_are_printed_as_they_look_and_look_as_they_are_printed(build):
    chance = random.Random(39)
    names, wanted, inks = iter(f"i{a}{b}" for a in "abcdefgh" for b in "abcdefghij"), {}, {}
    reachable = [rgb for rgb in ([chance.randrange(256) for _ in range(3)] for _ in range(200)) if in_reach(rgb)][:25]
    assert len(reachable) == 25
    for rgb in reachable:
        name = next(names)
        inks[name], wanted[name] = hexadecimal(rgb), on_screen(*(part / 255 for part in rgb))
    for level in (24, 50, 80, 100, 128, 160, 200, 230):
        name = next(names)
        inks[name], wanted[name] = hexadecimal([level] * 3), on_screen(*[level / 255] * 3)
    for _ in range(15):
        name, cmyk = next(names), [chance.randrange(0, 60) for _ in range(3)] + [chance.randrange(0, 30)]
        if apart(on_paper(*cmyk), on_screen(*[min(max(x, 0), 1) for x in look_of(cmyk)])) < 1:
            inks[name], wanted[name] = f"{{cmyk: {cmyk}}}", on_paper(*cmyk)
    for part in (5, 10, 30, 40, 60, 80):
        name = next(names)
        inks[name], wanted[name] = f"black {part}%", on_paper(0, 0, 0, part)
    inks["ja"], wanted["ja"] = "{spot: PANTONE 7455 C, lab: [44.5, 11.25, -56]}", (44.5, 11.25, -56)
    done = built(build, inks)
    press, archive = colours_of(done.print), colours_of(done.archive)
    for name in wanted:
        for edition in (press, archive):
            lab = edition[name][0]
            assert apart(lab, wanted[name]) < JUST, (name, inks[name], lab, wanted[name])
        assert press[name][1] == archive[name][1], "the streams are the same"


def look_of(cmyk):
    from lcms import CMYK, RGB, press, screen, way
    return way(press, CMYK, screen, RGB)(*cmyk)


def test_grays_are_black_ink_alone(build):
    """Black is full black, near it no two grays are one, and what is asked for in four inks stays so."""
    inks = {f"g{chr(97 + i)}": hexadecimal([level] * 3) for i, level in enumerate((0, 8, 16, 24, 32, 255))}
    inks |= {"rich": "{cmyk: [60, 40, 40, 100]}", "pale": "{like: rich, tint: 50%}"}
    press = colours_of(built(build, inks).print)
    grays = [press[f"g{letter}"][1] for letter in "abcdef"]
    assert all(len(gray) == 1 for gray in grays) and grays[0] == (1,) and grays[-1] == (0,)
    assert [gray[0] for gray in grays] == sorted({gray[0] for gray in grays}, reverse=True)
    assert press["rich"][1] == (.6, .4, .4, 1) and press["pale"][1] == (.3, .2, .2, .5)


def test_text_in_black_asks_no_profile(build):
    """Its archive edition is the same to the byte where there is none."""
    text = HEAD + "Words.\n"
    sheets = [build.write(f"sheet{i}.yaml", f"page: {{condition: Nothing, profile: {path}}}\nattachments: none\n") for i, path in enumerate(("none.icc", PRESS))]
    files = []
    for sheet in sheets:
        done = build(text, options=("--style", sheet, "--edition=archive"), keep=False)
        assert "guessed" not in done.stderr
        files.append(done.archive.read_bytes())
    assert files[0] == files[1]


def test_without_a_profile_looks_are_guessed(build):
    """The archive edition is there all the same; print isn't."""
    inks = {"teal": "{cmyk: [80, 10, 45, 0]}", "red": '"#c4321c"', "gray": "black 40%", "both": '{cmyk: [9, 9, 9, 9], rgb: "#dddddd"}'}
    sheet = build.write("none.yaml", sheet_of(inks) + "page: {condition: Nothing, profile: none.icc}\nattachments: none\n")
    text = HEAD + "".join(f"[{name}]{{.{name}}} " for name in inks) + "\n"
    done = build(text, options=("--style", sheet, "--edition=archive"), keep=False)
    assert done.stderr.count("[look-guessed]") == 1 and "the ink 'teal'" in done.stderr and "[profile-bad]" not in done.stderr
    assert "[profile-bad]" in build(text, options=("--style", sheet), status=1).stderr


def test_intents_differ_as_they_should(build):
    seen = {}
    for intent in ("relative", "perceptual", "saturation", "absolute"):
        done = built(build, {"red": '"#ff2000"', "gray": '"#808080"'}, f"page: {{intent: {intent}}}\n", keep=False)
        press = colours_of(done.print)
        seen[intent] = press["red"][1]
        assert len(press["gray"][1]) == 1
    assert len(set(seen.values())) > 1


def test_a_spot_colour_may_be_measured(build):
    done = built(build, {"gold": "{spot: PANTONE 871 C, lab: [56.2, 4.5, 27.75]}", "pale": "{like: gold, tint: 20%}"})
    with pikepdf.open(done.print) as pdf:
        spaces = pdf.pages[0].Resources.ColorSpace
        name, alternate, function = list(spaces["/gold"])[1:]
        assert name == "/PANTONE 871 C" and alternate[0] == "/Lab" and [float(x) for x in function.C1] == [56.2, 4.5, 27.75]
        assert [float(x) for x in function.C0] == [100, 0, 0] and spaces["/pale"].unparse() == spaces["/gold"].unparse()


# --- pictures ---------------------------------------------------------------------------------------------------------------------

CONVERT = "page: {images: convert}\n"


def image_of(path, width):
    with pikepdf.open(path) as pdf:
        image, = (i for i in pdf.objects if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/Image" and int(i.Width) == width)
        space = image.ColorSpace
        return {"space": str(space[0] if isinstance(space, pikepdf.Array) else space), "bits": int(image.BitsPerComponent), "raw": image.read_raw_bytes(),
                "filter": str(image.Filter), "table": bytes(space[3]) if isinstance(space, pikepdf.Array) and space[0] == "/Indexed" else None,
                "samples": image.read_bytes() if image.Filter == "/FlateDecode" else None}


def file_of(image, kind, **more):
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def pictures(build):
    """A gray ramp, line art and a chart of colours that the press can print; the chart and the ramp as JPEG, too."""
    ramp, line = Image.frombytes("L", (256, 8), bytes(range(256)) * 8), Image.frombytes("L", (100, 9), bytes([0, 255] * 450))
    chance = random.Random(5)
    colours = [rgb for rgb in ([chance.randrange(256) for _ in range(3)] for _ in range(300)) if in_reach(rgb)][:32]
    chart = Image.frombytes("RGB", (32 * 16, 32), bytes(part for _ in range(32) for rgb in colours for _ in range(16) for part in rgb))
    build.write("ramp.png", file_of(ramp, "PNG"))
    build.write("line.png", file_of(line.convert("1"), "PNG"))
    build.write("chart.png", file_of(chart, "PNG"))
    build.write("ramp.jpg", file_of(ramp.resize((257, 8)), "JPEG", quality=95))
    build.write("chart.jpg", file_of(chart.resize((1024, 64), Image.NEAREST), "JPEG", quality=100, subsampling=0))
    build.write("press.jpg", file_of(Image.new("CMYK", (48, 48), (250, 230, 240, 250)), "JPEG", quality=95))
    build.write("thin.jpg", file_of(Image.new("CMYK", (40, 40), (25, 23, 24, 25)), "JPEG", quality=95))
    names = "ramp.png line.png chart.png ramp.jpg chart.jpg press.jpg thin.jpg".split()
    return colours, HEAD + "\n\n".join(f'![]({name}){{alt="A picture" width=40mm}}' for name in names) + "\n"


def test_pictures_come_to_the_press_as_the_sheet_says(build):
    colours, text = pictures(build)
    tagged, converted = build(text), build(text, options=("--style", build.write("convert.yaml", CONVERT)))
    for done, code in ((tagged, "ink-heavy"), (converted, "ink-reduced")):
        assert image_of(done.archive, 256)["samples"][:256] == bytes(range(256))
        ramp, same = image_of(done.print, 256), image_of(done.print, 257)
        assert ramp["space"] == "/DeviceGray" and same["space"] == "/Indexed" and same["raw"] == image_of(done.archive, 257)["raw"]
        for level in (40, 80, 128, 200):
            for gray in (ramp["samples"][level], same["table"][level]):
                assert apart(on_paper(0, 0, 0, 100 - gray / 2.55), on_screen(*[level / 255] * 3)) < JUST
        assert (ramp["samples"][0], ramp["samples"][255]) == (0, 255) and list(ramp["samples"][:256]) == sorted(ramp["samples"][:256])
        for path in (done.archive, done.print):
            line = image_of(path, 100)
            assert line["bits"] == 1 and line["space"] == "/DeviceGray" and line["samples"][:13] == b"\x55" * 12 + b"\x50"
        assert image_of(done.print, 40)["raw"] == (build.folder / "thin.jpg").read_bytes()
        assert image_of(done.print, 48)["space"] == "/DeviceCMYK" and done.stderr.count("[ink-") == done.stderr.count(f"[{code}]") == 1
        assert "press.jpg' has up to 380 %" in done.stderr
    assert image_of(tagged.print, 512)["space"] == image_of(tagged.print, 1024)["space"] == "/ICCBased"
    chart, photo = image_of(converted.print, 512), image_of(converted.print, 1024)
    assert chart["space"] == photo["space"] == "/DeviceCMYK" and photo["filter"] == "/DCTDecode"
    decoded = Image.open(io.BytesIO(photo["raw"]))
    for i, rgb in enumerate(colours):
        wanted = on_screen(*(part / 255 for part in rgb))
        assert apart(on_paper(*(part / 2.55 for part in chart["samples"][4 * (16 * i + 8):][:4])), wanted) < JUST + 0.5, rgb
        # Pillow takes the marker of Adobe's for inverted values, which PDF does not
        assert apart(on_paper(*((255 - part) / 2.55 for part in decoded.getpixel((32 * i + 16, 32)))), wanted) < JUST + 2, rgb


def cmyk_of(path, width):
    """The pixels of an image as per cents of ink."""
    found = image_of(path, width)
    pixels = found["samples"] if found["filter"] != "/DCTDecode" else bytes(255 - part for part in Image.open(io.BytesIO(found["raw"])).tobytes())
    return [tuple(part / 2.55 for part in pixels[i:i + 4]) for i in range(0, len(pixels), 4)]


def test_pictures_of_too_much_ink_are_separated_anew(build):
    """Where the sheet converts: they look the same with as much ink as the paper takes, and what has no more is not touched."""
    wet, dry, black = (240, 225, 225, 130), (200, 60, 20, 40), (0, 0, 0, 255)
    picture = Image.new("CMYK", (96, 32), dry)
    picture.paste(wet, (0, 0, 32, 32))
    picture.paste(black, (64, 0, 96, 32))
    build.write("bare.jpg", file_of(picture, "JPEG", quality=100))
    build.write("bare.tif", file_of(picture.resize((97, 32), Image.NEAREST), "TIFF"))
    build.write("own.jpg", file_of(picture.resize((98, 32), Image.NEAREST), "JPEG", quality=100, icc_profile=open(PRESS, "rb").read()[:-4] + b"else"))
    build.write("turned.jpg", file_of(picture.resize((99, 32), Image.NEAREST), "JPEG", quality=100, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"))
    text = HEAD + "\n\n".join(f'![]({name}){{alt="A picture" width=40mm}}' for name in ("bare.jpg", "bare.tif", "own.jpg", "turned.jpg")) + "\n"
    for limit, program in ((300, SANITIZED), (240, PLATEN)):
        done = build(text, program=program, options=("--style", build.write("convert.yaml", f"page: {{images: convert, ink-limit: {limit}%}}\n")))
        assert done.stderr.count("[ink-reduced]") == done.stderr.count("[ink-") == 4, done.stderr
        for width, noise in ((96, 3), (97, 1), (98, 3), (32, 1)):
            pixels = cmyk_of(done.print, width)
            assert max(map(sum, pixels)) <= limit + 1, (width, limit)
            at = {"wet": (8, 16), "dry": (48, 16), "black": (80, 16)}
            if width == 32:  # turned to the right when it was decoded
                at = {name: (32 - 1 - y, x) for name, (x, y) in at.items()}
            found = {name: pixels[y * width + x] for name, (x, y) in at.items()}
            assert apart(on_paper(*found["wet"]), on_paper(*(part / 2.55 for part in wet))) < (JUST if limit == 300 else 8)
            assert max(abs(a - b / 2.55) for name, colour in (("dry", dry), ("black", black)) for a, b in zip(found[name], colour)
                       if width != 98 or name == "black") <= noise, (width, found)
        assert image_of(done.print, 98)["space"] == "/DeviceCMYK" and image_of(done.archive, 98)["space"] == "/ICCBased"
        assert "total-ink" not in run("preflight", f"--ink-limit={limit}", done.print).stderr


def test_drawings_and_the_pictures_in_them_are_converted_too(build):
    chart = base64.b64encode(file_of(Image.new("RGB", (20, 20), (180, 60, 40)), "PNG")).decode()
    build.write("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><linearGradient id="g"><stop stop-color="#b43c28"/><stop offset="1" stop-color="#28783c"/>'
                f'</linearGradient><path d="M0 0h9v9z" fill="#b43c28"/><path d="M9 0h9v9z" fill="url(#g)"/><image width="9" height="9" href="data:image/png;base64,{chart}"/></svg>')
    done = build(HEAD + '![](a.svg){alt="A drawing"}\n', options=("--style", build.write("convert.yaml", CONVERT)))
    wanted = on_screen(180 / 255, 60 / 255, 40 / 255)
    with pikepdf.open(done.print) as pdf:
        fill = next(p for p in paints(pdf.pages[0]) if p.kind == "fill" and kind_of(p.space)[0] == "/DeviceCMYK")
        assert fill.space == "/DeviceCMYK" and apart(on_paper(*(100 * float(part) for part in fill.colour)), wanted) < JUST
        assert b"ICCBased" not in b"".join(thing.unparse() for thing in pdf.objects if not isinstance(thing, pikepdf.Stream))
    assert image_of(done.print, 20)["space"] == "/DeviceCMYK"


# --- transparency -----------------------------------------------------------------------------------------------------------------

def test_what_stays_tagged_says_the_intent(tmp_path):
    """The printer converts it as the sheet says; a screen, gray images and images that are converted here need no word."""
    for name, mode in (("rgb", "RGB"), ("gray", "L"), ("cmyk", "CMYK")):
        Image.new(mode, (20, 20), 90 if mode == "L" else (90, 30, 10, 0)[:len(mode)]).save(tmp_path / f"{name}.{'tif' if mode == 'CMYK' else 'png'}")
    (tmp_path / "text.md").write_text(HEAD + '![](rgb.png){alt=""}\n\n![](gray.png){alt=""}\n\n![](cmyk.tif){alt=""}\n')

    def intents(sheet, edition):
        (tmp_path / "sheet.yaml").write_text(f"page: {{{sheet}}}\n")
        assert run("build", "text.md", "--style=sheet.yaml", f"--edition={edition}", "-o", "out.pdf", "-q", cwd=tmp_path).returncode == 0
        with pikepdf.open(tmp_path / "out.pdf") as pdf:
            images = pdf.pages[0].images.values()
            assert len(images) == 3
            return sorted(str(image.Intent) for image in images if "/Intent" in image)
    assert intents("intent: perceptual, images: tagged", "print") == ["/Perceptual"]
    assert intents("intent: absolute, images: tagged", "print") == ["/AbsoluteColorimetric"]
    assert intents("intent: relative, images: tagged", "print") == intents("intent: perceptual, images: tagged", "archive") == []
    assert intents("intent: saturation, images: convert", "print") == []


@pytest.mark.parametrize("name, content, group", [
    ("a.svg", b'<path d="M0 0h9v9z" fill="teal" opacity=".5"/>', True),
    ("a.svg", b'<g style="mix-blend-mode:multiply"><path d="M0 0h9v9z" fill="teal"/></g>', True),
    ("a.svg", b'<path d="M0 0h9v9z" fill="teal"/>', False),
    ("a.png", ("RGBA", (9, 99, 9, 99)), True), ("a.png", ("RGBA", (9, 99, 9, 255)), False), ("a.png", ("LA", (9, 99)), True), ("a.png", ("RGB", (9, 99, 9)), False)])
def test_pages_with_transparency_say_in_what_it_is_mixed(build, name, content, group):
    build.write(name, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + content + b"</svg>" if isinstance(content, bytes)
                else file_of(Image.new(content[0], (40, 40), content[1]), "PNG"))
    done = build(HEAD + f'![]({name}){{alt="A picture"}}\n\n\\newpage\n\nWords.\n', options=("--style", build.write("convert.yaml", CONVERT)))
    for path, space in ((done.archive, "/DeviceRGB"), (done.print, "/DeviceCMYK")):
        with pikepdf.open(path) as pdf:
            groups = [page.get("/Group") for page in pdf.pages]
            assert groups[1] is None and (groups[0] is not None) == group
            assert not group or (groups[0].S, groups[0].CS) == ("/Transparency", space)
    assert not judge(done.print)


# --- profiles ---------------------------------------------------------------------------------------------------------------------

def changed(data, *changes):
    data = bytearray(data)
    for at, new in changes:
        data[at:at + len(new)] = new
    return bytes(data)


def test_profiles_that_are_of_no_use_are_told(tmp_path):
    """RGB, of another class, cut off, with tables that are not there, elsewhere or of another form; by one process each, and at once."""
    good = open(PRESS, "rb").read()
    count = int.from_bytes(good[128:132], "big")
    tags = {good[at:at + 4]: (at, int.from_bytes(good[at + 4:at + 8], "big")) for at in range(132, 132 + 12 * count, 12)}
    bad = {
        "rgb": (changed(good, (16, b"RGB ")), "not for CMYK printing"), "class": (changed(good, (12, b"mntr")), "not for CMYK printing"),
        "version": (changed(good, (8, b"\5")), "not for CMYK printing"), "cut": (good[:5000], "is damaged"),
        "text": (b"words " * 100, "is no ICC profile"), "empty": (b"", "is no ICC profile"),
        "tableless": (changed(good, (tags[b"B2A1"][0], b"none"), (tags[b"B2A0"][0], b"none")), "its table B2A1"),
        "beyond": (changed(good, (tags[b"A2B1"][0] + 4, b"\x7f\xff\xff\xff"), (tags[b"A2B0"][0], b"none")), "its table A2B1"),
        "channels": (changed(good, (tags[b"A2B1"][1] + 8, b"\3")), "its table A2B1"), "kind": (changed(good, (tags[b"B2A1"][1], b"curv")), "its table B2A1"),
        "count": (changed(good, (128, b"\xff\xff\xff\xff"), (132, b"\0" * 12 * count)), "its table A2B1"),
        "huge": (None, "larger than any profile"),
    }
    (tmp_path / "text.md").write_text(HEAD + "Words in [red]{.red}.\n")
    for name, (data, words) in bad.items():
        with open(tmp_path / f"{name}.icc", "wb") as file:
            file.write(data) if data is not None else file.truncate(100 << 20)
        (tmp_path / "sheet.yaml").write_text(f"page: {{condition: Paper, profile: {name}.icc}}\ninks: {{red: '#c02010'}}\nclasses: {{red: {{ink: red}}}}\n")
        done = run("build", "text.md", "--style=sheet.yaml", "--edition=print", cwd=tmp_path, timeout=10)
        assert done.returncode == 1 and "[profile-bad]" in done.stderr and "sheet.yaml:1:35: error" in done.stderr and words in done.stderr, (name, done.stderr)
