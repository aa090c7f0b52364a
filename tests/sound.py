"""A small PDF/X-4 file made by hand, sound in all that pdfx.py and press.py ask, so that a test can break one thing of it."""
import pathlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PROFILE = pathlib.Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")
FACE = pathlib.Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sound</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2024-02-29T12:00:00Z</xmp:CreateDate><xmp:ModifyDate>2024-02-29T12:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2024-02-29T12:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""

CONTENT = b"""q /All CS 1 SCN .25 w -20 100 m -10 100 l S Q
/P <</MCID 0>> BDC BT /black cs 1 scn /over gs /F1 12 Tf 50 700 Td <00240025> Tj ET EMC
/spot cs .5 scn 50 600 100 2 re f
q 72 0 0 72 50 400 cm /Im1 Do Q
q /Fm1 Do Q
"""


def tint(pdf, *full):
    """A tint transform: none of the ink is none of these, all of it all of them."""
    return pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(full), C1=list(full), N=1))


def separation(pdf, name, *full):
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, tint(pdf, *full)])


def font(pdf):
    program = pdf.make_stream(FACE.read_bytes())
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+NotoSans"), Flags=4, FontBBox=[0, -300, 1000, 1000],
                            ItalicAngle=0, Ascent=1000, Descent=-300, CapHeight=700, StemV=80, FontFile2=program)
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+NotoSans"), DW=600, CIDToGIDMap=Name.Identity,
                            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                            FontDescriptor=pdf.make_indirect(descriptor))
    meanings = b"2 beginbfchar <0024> <0041> <0025> <0042> endbfchar"
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+NotoSans"), Encoding=Name("/Identity-H"),
                                        DescendantFonts=[pdf.make_indirect(descendant)], ToUnicode=pdf.make_stream(meanings)))


def make():
    """The file, open and not yet saved."""
    pdf = pikepdf.Pdf.new()
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    image = pdf.make_stream(bytes(range(256)) * 160, Type=Name.XObject, Subtype=Name.Image, Width=160, Height=256, BitsPerComponent=8,
                            ColorSpace=Name.DeviceGray)
    form = pdf.make_stream(b"0 0 0 .3 k 50 300 100 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842], Resources=Dictionary(),
                           Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))
    resources = Dictionary(
        Font=Dictionary(F1=font(pdf)), XObject=Dictionary(Im1=image, Fm1=form),
        ColorSpace=Dictionary(black=separation(pdf, "/Black", 0, 0, 0, 1), spot=separation(pdf, "/Vermilion", 0, .8, 1, 0),
                              All=separation(pdf, "/All", 1, 1, 1, 1)),
        ExtGState=Dictionary(over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)))
    for _ in range(2):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(
            Type=Name.Page, MediaBox=[-30, -30, 630, 880], BleedBox=[-8.504, -8.504, 603.504, 850.504], TrimBox=[0, 0, 595, 842],
            Resources=resources, Contents=pdf.make_stream(CONTENT)))))
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
                                               RegistryName=String("http://www.color.org"),
                                               DestOutputProfile=profile)])
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="Sound", Trapped=Name("/False"),
                                                    CreationDate="D:20240229120000Z", ModDate="D:20240229120000Z"))
    return pdf


# --- more of a file, sound or not -------------------------------------------------------------------------------------------

def page_of(pdf):
    """The last page: what is found there was not found by looking at the first alone."""
    return pdf.pages[-1].obj


def paint_with(pdf, content, kind=None, name=None, thing=None):
    """Paint more on the last page, with a resource of its own."""
    page = page_of(pdf)
    page.Contents = Array([page.Contents, pdf.make_stream(content)])
    if kind:
        resources = Dictionary(page.Resources)
        resources[kind] = Dictionary(resources.get(kind, Dictionary()))
        resources[kind][name] = thing
        page.Resources = resources


def annotate(pdf, rectangle, subtype=Name.Link, **entries):
    page_of(pdf).Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=subtype, Rect=rectangle, **entries))])


def profile_space(pdf, signature, channels, change=b""):
    """An ICCBased space with a profile that has just a header."""
    data = bytearray(200)
    data[0:4], data[8:9], data[12:16], data[16:20], data[36:40] = (200).to_bytes(4, "big"), b"\x02", b"mntr", signature, b"acsp"
    if change:
        data[8:9] = change
    return Array([Name.ICCBased, pdf.make_stream(bytes(data), N=channels)])


def save(pdf, path, **how):
    """Save as it is: streams keep their filters."""
    pdf.save(path, **{"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none, "preserve_pdfa": False,
                      "force_version": "1.6", **how})
    return path
