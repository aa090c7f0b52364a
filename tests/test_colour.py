"""Colours by the profile of the output condition: what inks, grays and pictures become in print, and how what is printed looks on a
screen, measured against lcms2."""
import random

import pikepdf
import pytest

from content import paints
from lcms import PRESS, apart, on_paper, on_screen
from pdfx_colour import kind_of

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
