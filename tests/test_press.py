"""The printer's judge is judged: a sound file passes, and each way to break it is named by the rule that it concerns."""
import pytest
from pikepdf import Array, Dictionary, Name

import pdfx
import press
import sound
from sound import annotate, page_of, paint_with, profile_space

BREAKS = []
TEXT = b"BT /F1 12 Tf 50 650 Td <0024> Tj ET"


def breaks(*expected):
    """A function that breaks an open file, and the rules that must name it, these and no others."""
    def register(function):
        BREAKS.append(pytest.param(function, set(expected), id=function.__name__))
        return function
    return register


def test_a_sound_file_passes(tmp_path):
    path = sound.save(sound.make(), tmp_path / "sound.pdf")
    assert not press.judge(path) and not list(press.coarse_images(path))


@breaks("black_text")
def text_in_four_inks(pdf):
    paint_with(pdf, b"/over gs .4 .3 .3 1 k " + TEXT)


@breaks("black_text")
def text_in_gray(pdf):
    paint_with(pdf, b"/over gs /black cs .5 scn " + TEXT)


@breaks("black_text")
def text_in_tagged_black(pdf):
    paint_with(pdf, b"/tagged cs 0 0 0 sc " + TEXT, "/ColorSpace", "/tagged", profile_space(pdf, b"RGB ", 3))


@breaks("black_text")
def text_in_tagged_gray(pdf):
    paint_with(pdf, b"/tagged cs .5 .45 .5 sc " + TEXT, "/ColorSpace", "/tagged", profile_space(pdf, b"RGB ", 3))


@breaks()
def text_in_tagged_red(pdf):
    paint_with(pdf, b"/tagged cs 1 0 0 sc " + TEXT, "/ColorSpace", "/tagged", profile_space(pdf, b"RGB ", 3))


@breaks("black_text")
def text_that_knocks_out(pdf):
    paint_with(pdf, b"/knock gs /black cs 1 scn " + TEXT, "/ExtGState", "/knock", Dictionary(OP=False))


@breaks("black_text")
def text_that_overprints_in_mode_0(pdf):
    paint_with(pdf, b"/zero gs 0 g " + TEXT, "/ExtGState", "/zero", Dictionary(OP=True, op=True, OPM=0))


@breaks()
def text_in_a_spot_colour_is_no_fault(pdf):
    paint_with(pdf, b"/spot cs 1 scn " + TEXT)


@breaks("total_ink")
def too_much_ink(pdf):
    paint_with(pdf, b".8 .8 .8 .7 k 100 100 10 10 re f")


@breaks("marks")
def mark_in_the_bleed(pdf):
    paint_with(pdf, b"/All CS 1 SCN 10 10 m 20 10 l S")


@breaks("marks")
def paint_outside_the_medium(pdf):
    paint_with(pdf, b"0 g 600 100 40 10 re f")


@breaks("bleed")
def little_bleed(pdf):
    page_of(pdf).BleedBox = Array([-8, -8, 603, 850])


@breaks("bleed")
def no_bleed(pdf):
    del page_of(pdf).BleedBox


@breaks("bleed")
def words_that_are_cut_off(pdf):
    paint_with(pdf, b"/P <</MCID 1>> BDC /over gs 0 g BT /F1 12 Tf 590 650 Td <0024> Tj ET EMC")


@breaks("screen_matter")
def annotation_outside(pdf):
    annotate(pdf, [-20, 10, -10, 20])


GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
PALE = Dictionary(ca=0.5)


@breaks("mixing")
def transparency_without_a_group(pdf):
    if "/Group" in page_of(pdf):
        del page_of(pdf)["/Group"]
    paint_with(pdf, b"/pale gs 50 50 9 9 re f", "/ExtGState", "/pale", PALE)


@breaks()
def transparency_mixed_in_cmyk(pdf):
    page_of(pdf).Group = GROUP
    paint_with(pdf, b"/pale gs", "/ExtGState", "/pale", PALE)


@breaks("screen_matter")
def attached_file(pdf):
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


@pytest.mark.parametrize("function,expected", BREAKS)
def test_each_rule(tmp_path, function, expected):
    pdf = sound.make()
    function(pdf)
    path = sound.save(pdf, tmp_path / "broken.pdf")
    assert {fault.check for fault in press.judge(path)} == expected and not pdfx.judge(path)


def test_coarse_images_are_seen(tmp_path):
    pdf = sound.make()
    paint_with(pdf, b"q 300 0 0 72 50 300 cm /Im1 Do Q")
    assert list(press.coarse_images(sound.save(pdf, tmp_path / "coarse.pdf"))) == ["page 2: an image has 38 dots to the inch"]
