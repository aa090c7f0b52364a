"""The judge of PDF/X-4 is judged: a sound file passes, and each way to break it is named by the check that it concerns."""
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import pdfx
import sound
from sound import annotate, page_of, paint_with, profile_space

BREAKS = []


def breaks(*expected):
    """A function that breaks an open file, and the checks of PDF/X that must name it, these and no others."""
    def register(function):
        BREAKS.append(pytest.param(function, set(expected), id=function.__name__))
        return function
    return register


def state_with(pdf, **entries):
    paint_with(pdf, b"/broken gs", "/ExtGState", "/broken", Dictionary(Type=Name.ExtGState, **entries))


def change_xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new, 1))


def change_profile(pdf, offset, new):
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[offset:offset + len(new)] = new
    profile.write(bytes(data))


# --- the file: bytes that no library would write -----------------------------------------------------------------------------

def test_a_sound_file_passes(tmp_path):
    path = sound.save(sound.make(), tmp_path / "sound.pdf")
    assert not pdfx.judge(path)


def test_object_streams_are_no_fault(tmp_path):
    path = sound.save(sound.make(), tmp_path / "sound.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ObjStm" in path.read_bytes() and not pdfx.judge(path)


@pytest.mark.parametrize("old,new,check", [(b"%PDF-1.6", b"%PDF-2.0", "header"), (b"\n%\xbf", b"\n%\x3f", "header"),
                                           (b"/ID [", b"/IE [", "identifier"), (b"/Subtype /XML", b"/Subtype /XMM", "metadata_stream")])
def test_bytes(tmp_path, old, new, check):
    path = sound.save(sound.make(), tmp_path / "broken.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    assert {fault.check for fault in pdfx.judge(path)} == {check}


def test_encryption(tmp_path):
    path = tmp_path / "broken.pdf"
    sound.make().save(path, encryption=pikepdf.Encryption(owner="owner", user=""))
    assert "encryption" in {fault.check for fault in pdfx.judge(path)}


# --- the file -----------------------------------------------------------------------------------------------------------------

@breaks("header")
def catalog_version(pdf):
    pdf.Root.Version = Name("/2.0")


@breaks("version_key")
def another_version(pdf):
    change_xmp(pdf, b">PDF/X-4<", b">PDF/X-3:2003<")


@breaks("version_key", "metadata_stream", "title", "dates", "document_identity")
def no_metadata(pdf):
    del pdf.Root.Metadata


@breaks("title")
def no_title(pdf):
    change_xmp(pdf, b">Sound<", b"><")


@breaks("title")
def titles_differ(pdf):
    pdf.trailer.Info.Title = "Noise"


@breaks("dates")
def no_creation_date(pdf):
    change_xmp(pdf, b"CreateDate>2024", b"CreateDate>24")


@breaks("dates")
def no_metadata_date(pdf):
    change_xmp(pdf, b"<xmp:MetadataDate>2024-02-29T12:00:00Z</xmp:MetadataDate>", b"")


@breaks("dates")
def dates_differ(pdf):
    pdf.trailer.Info.ModDate = "D:20240229120001Z"


@breaks("dates")
def zones_differ(pdf):
    pdf.trailer.Info.ModDate = "D:20240229120000+01'00'"


@breaks("document_identity")
def no_rendition(pdf):
    change_xmp(pdf, b"<xmpMM:RenditionClass>default</xmpMM:RenditionClass>", b"")


@breaks("trapped")
def trapped_unknown(pdf):
    change_xmp(pdf, b"Trapped>False", b"Trapped>Unknown")
    pdf.trailer.Info.Trapped = Name.Unknown


@breaks("trapped")
def trapped_nowhere(pdf):
    change_xmp(pdf, b"<pdf:Trapped>False</pdf:Trapped>", b"")
    del pdf.trailer.Info.Trapped


@breaks("trapped")
def trapped_here_and_not_there(pdf):
    pdf.trailer.Info.Trapped = Name("/True")


@breaks("complete")
def external_stream(pdf):
    page_of(pdf).Resources.XObject.Im1.F = String("elsewhere.bin")


@breaks("complete")
def reference_object(pdf):
    page_of(pdf).Resources.XObject.Fm1.Ref = Dictionary(F=String("other.pdf"), Page=0)


@breaks("complete")
def opi(pdf):
    page_of(pdf).Resources.XObject.Im1.OPI = Dictionary()


@breaks("compression")
def lzw(pdf):
    page_of(pdf).Resources.XObject.Im1.write(b"\x80\x0b", filter=Name.LZWDecode)


@breaks("compression")
def lzw_after_another(pdf):
    page_of(pdf).Resources.XObject.Im1.write(b"80>", filter=Array([Name.ASCIIHexDecode, Name.LZWDecode]), decode_parms=Array([None, None]))


@breaks("compression")
def lzw_inline(pdf):
    paint_with(pdf, b"q BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0b EI Q")


# --- pages --------------------------------------------------------------------------------------------------------------------

@breaks("boxes")
def neither_trim_nor_art(pdf):
    del page_of(pdf).TrimBox


@breaks("boxes")
def both_trim_and_art(pdf):
    page_of(pdf).ArtBox = page_of(pdf).TrimBox


@breaks("boxes")
def trim_out_of_bleed(pdf):
    page_of(pdf).TrimBox = Array([-10, 0, 595, 842])


@breaks("boxes")
def bleed_out_of_media(pdf):
    page_of(pdf).BleedBox = Array([-8, -31, 603, 850])


@breaks("boxes")
def crop_inside_bleed(pdf):
    page_of(pdf).CropBox = Array([0, 0, 595, 842])


@breaks("boxes")
def empty_trim(pdf):
    page_of(pdf).TrimBox = Array([10, 10, 10, 800])


@breaks("viewer_areas")
def viewer_clips_at_the_trim(pdf):
    pdf.Root.ViewerPreferences = Dictionary(PrintClip=Name.TrimBox)


@breaks("annotations")
def annotation_on_the_page(pdf):
    annotate(pdf, [10, 10, 20, 20])


@breaks("annotations")
def annotation_across_the_bleed(pdf):
    annotate(pdf, [-20, 10, -5, 20])


@breaks("annotations")
def printers_mark_on_the_page(pdf):
    annotate(pdf, [-5, 10, 5, 20], Name.PrinterMark)


@breaks()
def printers_mark_in_the_bleed_is_no_fault(pdf):
    annotate(pdf, [-5, 10, -1, 20], Name.PrinterMark)


@breaks()
def trap_network_is_no_fault(pdf):
    annotate(pdf, [0, 0, 595, 842], Name.TrapNet)


@breaks("actions")
def link_with_an_action(pdf):
    annotate(pdf, [-20, 10, -10, 20], A=Dictionary(S=Name.URI, URI=String("https://example.org")))


@breaks("actions")
def open_action(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))


@breaks()
def open_at_a_page_is_no_fault(pdf):
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


@breaks("actions")
def additional_actions(pdf):
    page_of(pdf).AA = Dictionary()


@breaks("actions")
def script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String("1"))])))


@breaks("actions")
def outline_with_an_action(pdf):
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    item = pdf.make_indirect(Dictionary(Title="One", Parent=outlines, A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))))
    outlines.First = outlines.Last = item
    pdf.Root.Outlines = outlines


@breaks("dynamic_forms")
def xfa(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([]))


@breaks("layers")
def layers_that_switch(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(), Configs=Array([Dictionary(AS=Array([]))]))


@breaks("layers")
def layers_without_default(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]))


@breaks("alternate_presentations")
def presentation_steps(pdf):
    page_of(pdf).PresSteps = Dictionary()


# --- fonts, graphics state, transparency ----------------------------------------------------------------------------------------

@breaks("fonts")
def font_not_embedded(pdf):
    del page_of(pdf).Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2


@breaks("fonts")
def font_embedded_empty(pdf):
    page_of(pdf).Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2.write(b"")


@breaks("fonts")
def font_without_glyph_numbers(pdf):
    del page_of(pdf).Resources.Font.F1.DescendantFonts[0].CIDToGIDMap


@breaks("fonts")
def font_of_a_form_not_embedded(pdf):
    page_of(pdf).Resources.XObject.Fm1.Resources = Dictionary(Font=Dictionary(F9=Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))


@breaks("transfer_functions")
def transfer_function(pdf):
    state_with(pdf, TR=Name.Identity)


@breaks("transfer_functions")
def second_transfer_function(pdf):
    state_with(pdf, TR2=Name.Identity)


@breaks()
def default_transfer_is_no_fault(pdf):
    state_with(pdf, TR2=Name.Default)


@breaks("halftones")
def halftone_phase(pdf):
    state_with(pdf, HTP=Array([0, 0]))


@breaks("halftones")
def halftone_of_type_6(pdf):
    state_with(pdf, HT=pdf.make_stream(b"", Type=Name.Halftone, HalftoneType=6))


@breaks("halftones")
def halftone_by_name(pdf):
    state_with(pdf, HT=Dictionary(Type=Name.Halftone, HalftoneType=1, HalftoneName=String("mine"), Frequency=60, Angle=45, SpotFunction=Name.Round))


@breaks("postscript")
def postscript_object(pdf):
    page_of(pdf).Resources.XObject.PS1 = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)


@breaks("postscript")
def postscript_in_a_form(pdf):
    page_of(pdf).Resources.XObject.Fm1.Subtype2 = Name.PS


@breaks("alternate_images")
def alternates(pdf):
    image = page_of(pdf).Resources.XObject.Im1
    image.Alternates = Array([Dictionary(Image=image, DefaultForPrinting=False)])


@breaks("jpeg2000")
def jpeg2000_with_two_channels(pdf):
    paint_with(pdf, b"", "/XObject", "/J", pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1))
    page_of(pdf).Resources.XObject.J.write(b"\0\0\0\x16ihdr\0\0\0\1\0\0\0\1\0\2\7\7\0\0", filter=Name.JPXDecode)


@breaks("blend_modes")
def blend_mode_of_nobody(pdf):
    state_with(pdf, BM=Name.Brilliant)


@breaks("blend_spaces")
def blends_in_rgb(pdf):
    page_of(pdf).Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


@breaks("blend_spaces")
def blends_in_lab(pdf):
    page_of(pdf).Resources.XObject.Fm1.Group.CS = Array([Name.Lab, Dictionary(WhitePoint=Array([.9642, 1, .8249]))])


# --- colour ---------------------------------------------------------------------------------------------------------------------

@breaks("output_intent", "colours", "blend_spaces")
def no_intent(pdf):
    del pdf.Root.OutputIntents


@breaks("output_intent")
def two_intents(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@breaks("output_intent")
def no_condition(pdf):
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


@breaks("output_intent")
def condition_of_another_registry(pdf):
    pdf.Root.OutputIntents[0].RegistryName = String("http://www.example.org")


@breaks("output_intent", "colours", "blend_spaces")
def no_profile(pdf):
    del pdf.Root.OutputIntents[0].DestOutputProfile


@breaks("output_intent")
def intents_of_two_profiles(pdf):
    other = pdf.make_stream(sound.PROFILE.read_bytes(), N=4)
    pdf.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String("FOGRA39"), DestOutputProfile=other))


@breaks("output_profile")
def profile_of_a_screen(pdf):
    change_profile(pdf, 12, b"mntr")


@breaks("output_profile")
def profile_of_three_channels(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


@breaks("output_profile")
def profile_of_version_5(pdf):
    change_profile(pdf, 8, b"\x05")


@breaks("output_profile")
def profile_cut_off(pdf):
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes()[:1000])


@breaks("colours")
def red_by_operator(pdf):
    paint_with(pdf, b"1 0 0 RG")


@breaks("colours")
def red_in_a_form(pdf):
    page_of(pdf).Resources.XObject.Fm1.write(b"1 0 0 rg 50 300 100 10 re f")


@breaks("colours")
def red_in_a_pattern(pdf):
    pattern = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 1, 1], XStep=1, YStep=1,
                              Resources=Dictionary())
    paint_with(pdf, b"/Pattern cs /red scn", "/Pattern", "/red", pattern)


@breaks("colours")
def red_in_a_glyph(pdf):
    glyph = pdf.make_stream(b"600 0 d0 1 0 0 rg 0 0 500 500 re f")
    paint_with(pdf, b"", "/Font", "/T3", Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph), Resources=Dictionary()))


@breaks("colours")
def red_in_a_soft_mask(pdf):
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=Dictionary(),
                           Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state_with(pdf, SMask=Dictionary(S=Name.Luminosity, G=form))


@breaks("colours")
def rgb_image(pdf):
    page_of(pdf).Resources.XObject.Im1.ColorSpace = Name.DeviceRGB


@breaks("colours")
def palette_of_rgb(pdf):
    page_of(pdf).Resources.XObject.Im1.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, String("rgbRGB")])


@breaks("colours")
def rgb_inline_image(pdf):
    paint_with(pdf, b"q BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID ff0000> EI Q")


@breaks("colours")
def spot_over_rgb(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/broken", Array([Name.Separation, Name.Gold, Name.DeviceRGB, sound.tint(pdf, 1, 1, 0)]))


@breaks("colours")
def shading_in_rgb(pdf):
    paint_with(pdf, b"/broken sh", "/Shading", "/broken", Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1])))


@breaks("colours")
def several_plates_named_all(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/broken", Array([Name.DeviceN, Array([Name.All, Name.Gold]), Name.DeviceCMYK, sound.tint(pdf, 0, 0, 1, 0)]))


@breaks("colours")
def profile_without_its_channels(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/broken", profile_space(pdf, b"RGB ", 4))


@breaks("colours")
def tagged_by_version_5(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/broken", profile_space(pdf, b"RGB ", 3, b"\x05"))


@breaks("colours")
def the_intents_own_profile(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/broken", Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile]))


@breaks("colours")
def default_of_device_colour(pdf):
    paint_with(pdf, b"1 0 0 rg", "/ColorSpace", "/DefaultRGB", Name.DeviceRGB)


@breaks()
def tagged_red_is_no_fault(pdf):
    paint_with(pdf, b"/tagged cs 1 0 0 sc", "/ColorSpace", "/tagged", profile_space(pdf, b"RGB ", 3))


@breaks()
def red_with_a_default_is_no_fault(pdf):
    paint_with(pdf, b"1 0 0 rg", "/ColorSpace", "/DefaultRGB", profile_space(pdf, b"RGB ", 3))


@breaks("named_colours")
def one_name_two_inks(pdf):
    paint_with(pdf, b"", "/ColorSpace", "/other", sound.separation(pdf, "/Vermilion", 0, 1, 1, 0))


@breaks("rendering_intents")
def intent_of_nobody(pdf):
    paint_with(pdf, b"/Beautiful ri")


@pytest.mark.parametrize("function,expected", BREAKS)
def test_each_clause(tmp_path, function, expected):
    pdf = sound.make()
    function(pdf)
    faults = pdfx.judge(sound.save(pdf, tmp_path / "broken.pdf"))
    assert {fault.check for fault in faults} == expected, "\n".join(map(str, faults))


def test_every_check_was_broken():
    named = {check for parameters in BREAKS for check in parameters.values[1]} | {"identifier", "encryption", "metadata_stream"}
    assert {check.__name__ for _, check in pdfx.CHECKS} == named
