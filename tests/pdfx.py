"""Is a PDF a PDF/X-4 file? Platen's own checks of ISO 15930-7:2010, a function a requirement; no open tool has them.

Clauses are numbered as in the standard's contents; "6" alone is where a requirement belongs to none of the named ones.
Where the standard lets a reader ignore a thing (embedded files, annotations outside the bleed), so do these checks;
what a printer asks beyond the standard is in press.py.
"""
import re

import pikepdf

from content import inherited
from pdfx_colour import colour_faults, kind_of
from pdfx_file import CHECKS, DC, PDF, PDFX_ID, XMP, XMP_MM, Fault, Print, apart, clause, graphics_states, inside, rectangle, resources_of


def judge(path):
    """All faults of a file."""
    with Print(path) as file:
        return [Fault(check.__name__, number, what) for number, check in CHECKS for what in check(file)]


# --- the file -----------------------------------------------------------------------------------------------------------

@clause("6.1")
def header(file):
    match = re.match(rb"%PDF-1\.([0-7])\r?\n%[\x80-\xff]{4,}", file.bytes)
    if not match:
        yield "the file does not begin with %PDF-1.n (n up to 7) and a comment of four bytes beyond ASCII"
    elif "/Version" in file.root and not re.match("/1.[0-7]$", str(file.root.Version)):
        yield f"the catalog says version {file.root.Version}"


@clause("6.15")
def encryption(file):
    if file.pdf.is_encrypted:
        yield "the file is encrypted"


@clause("6.11")
def identifier(file):
    ids = file.trailer.get("/ID")
    if ids is None or len(ids) != 2 or not all(len(bytes(i)) for i in ids):
        yield "the trailer has no ID of two strings"


@clause("6.11")
def version_key(file):
    said = file.metadata.get(f"{PDFX_ID}GTS_PDFXVersion")
    if said != "PDF/X-4":
        yield f"GTS_PDFXVersion in the XMP is {said!r}, not 'PDF/X-4'"


@clause("6.11")
def metadata_stream(file):
    stream = file.root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield "the catalog has no metadata stream"
    elif stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "the metadata stream is not of Type Metadata and Subtype XML"


@clause("6.11")
def title(file):
    said = file.metadata.get(f"{DC}title", "")
    if not said:
        yield "dc:title is missing or empty"
    elif str(file.info.get("/Title", said)) != said:
        yield f"Title is {str(file.info.Title)!r} in Info and {said!r} in the XMP"


@clause("6.11")
def dates(file):
    for name, key in (("CreateDate", "/CreationDate"), ("ModifyDate", "/ModDate"), ("MetadataDate", None)):
        said = file.metadata.get(f"{XMP}{name}", "")
        match = re.match(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)$", said)
        if not match:
            yield f"xmp:{name} is {said!r}, not a date with time and zone"
        elif key in file.info:
            other = re.match(r"D:(\d{14})(.*)", str(file.info[key]))
            zones = {"": "Z", "Z": "Z", "+00'00'": "Z", "+00'00": "Z"}
            zone = other and zones.get(other[2], other[2].replace("'", ":", 1).rstrip("'"))
            if not other or other[1] != "".join(match.groups()[:6]) or zone != match[7].replace("+00:00", "Z"):
                yield f"{key} is {str(file.info[key])!r} in Info and {said!r} in the XMP"


@clause("6.11")
def document_identity(file):
    for name in ("DocumentID", "VersionID", "RenditionClass"):
        if not file.metadata.get(f"{XMP_MM}{name}"):
            yield f"xmpMM:{name} is missing"


@clause("6.9")
def trapped(file):
    said, key = file.metadata.get(f"{PDF}Trapped"), file.info.get("/Trapped")
    if key is not None and key not in ("/True", "/False"):
        yield f"Trapped in Info is {key}, not True or False"
    if said not in (None, "True", "False"):
        yield f"pdf:Trapped is {said!r}, not True or False"
    if key is None and said is None:
        yield "neither Info nor the XMP says Trapped"
    if key is not None and said is not None and str(key) != f"/{said}":
        yield f"Trapped is {key} in Info and {said} in the XMP"


@clause("6.7")
def complete(file):
    """All that is printed is in the file."""
    for where, thing in file.dictionaries:
        if isinstance(thing, pikepdf.Stream) and any(key in thing for key in ("/F", "/FFilter", "/FDecodeParms")):
            yield f"{where} is a stream with its data in another file"
        if thing.get("/Subtype") == "/Form" and "/Ref" in thing:
            yield f"{where} is a reference to a page of another file"
        if "/OPI" in thing:
            yield f"{where} has OPI"


@clause("6.8")
def compression(file):
    def filters(value):
        return [str(f) for f in ([value] if isinstance(value, pikepdf.Name) else value or [])]
    for where, thing in file.dictionaries:
        if isinstance(thing, pikepdf.Stream):
            for name in filters(thing.get("/Filter")):
                if name in ("/LZWDecode", "/Crypt"):
                    yield f"{where} is compressed by {name}"
    for content in file.contents:
        for instruction in content.instructions:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image = instruction.iimage.obj
                if {"/LZWDecode", "/LZW"} & set(filters(image.get("/Filter", image.get("/F")))):
                    yield f"{content.where}: an inline image is compressed by LZW"


# --- pages --------------------------------------------------------------------------------------------------------------

@clause("6.12")
def boxes(file):
    for where, page in file.pages:
        media, crop = inherited(page, "/MediaBox"), inherited(page, "/CropBox")
        finished = [key for key in ("/TrimBox", "/ArtBox") if key in page]
        if media is None:
            yield f"{where} has no MediaBox"
            continue
        if len(finished) != 1:
            yield f"{where} has {' and '.join(finished) or 'neither TrimBox nor ArtBox'}"
            continue
        found = {"MediaBox": rectangle(media), finished[0][1:]: rectangle(page[finished[0]])}
        if crop is not None:
            found["CropBox"] = rectangle(crop)
        if "/BleedBox" in page:
            found["BleedBox"] = rectangle(page.BleedBox)
        order = [name for name in ("TrimBox", "ArtBox", "BleedBox", "CropBox", "MediaBox") if name in found]
        for i, inner in enumerate(order):
            if found[inner][0] >= found[inner][2] or found[inner][1] >= found[inner][3]:
                yield f"{where}: {inner} is empty"
            for outer in order[i + 1:]:
                if not inside(found[inner], found[outer]):
                    yield f"{where}: {inner} reaches out of {outer}"


@clause("6.12")
def viewer_areas(file):
    preferences = file.root.get("/ViewerPreferences", pikepdf.Dictionary())
    allowed = {"/MediaBox"} | ({"/BleedBox"} if all("/BleedBox" in page for _, page in file.pages) else set())
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        if key in preferences and str(preferences[key]) not in allowed:
            yield f"{key} of the viewer preferences is {preferences[key]}"


@clause("6.17")
def annotations(file):
    for where, page in file.pages:
        finished = page.get("/TrimBox", page.get("/ArtBox"))
        if finished is None:
            continue
        for annotation in page.get("/Annots", []):
            kind = str(annotation.get("/Subtype"))
            border = finished if kind == "/PrinterMark" else page.get("/BleedBox", finished)
            if kind != "/TrapNet" and not apart(rectangle(annotation.Rect), rectangle(border)):
                yield f"{where}: an annotation {kind} lies inside {'the trim' if kind == '/PrinterMark' else 'the bleed'}"


@clause("6.18")
def actions(file):
    if isinstance(file.root.get("/OpenAction"), pikepdf.Dictionary):
        yield "the catalog has an OpenAction"
    if "/JavaScript" in file.root.get("/Names", {}):
        yield "the file has JavaScript by name"
    for where, thing in file.dictionaries:
        if "/AA" in thing:
            yield f"{where} has additional actions"
        if (thing.get("/Type") == "/Annot" or "/Title" in thing and "/Parent" in thing) and "/A" in thing:
            yield f"{where} has an action"
        if thing.get("/S") == "/JavaScript" or (thing.get("/Type") == "/Action"):
            yield f"{where} is an action"


@clause("6.26")
def dynamic_forms(file):
    if "/XFA" in file.root.get("/AcroForm", {}):
        yield "the form has XFA"


@clause("6.24")
def layers(file):
    """Optional content: every reader sees the same."""
    properties = file.root.get("/OCProperties")
    if properties is None:
        return
    if "/D" not in properties:
        yield "optional content has no default configuration"
    for configuration in [properties.get("/D", pikepdf.Dictionary()), *properties.get("/Configs", [])]:
        if "/AS" in configuration:
            yield "a configuration of optional content changes by itself (AS)"


@clause("6")
def alternate_presentations(file):
    if "/AlternatePresentations" in file.root.get("/Names", {}) or any("/PresSteps" in page for _, page in file.pages):
        yield "the file has alternate presentations"


# --- fonts and graphics state ---------------------------------------------------------------------------------------------

@clause("6.5")
def fonts(file):
    for where, thing in file.dictionaries:
        if thing.get("/Type") != "/Font" or thing.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
        programs = [descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
        name = thing.get("/BaseFont", where)
        if len(programs) != 1 or not programs[0].read_raw_bytes():
            yield f"font {name} is not embedded"
        elif thing.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in thing:
            yield f"font {name} does not say its glyphs (CIDToGIDMap)"


@clause("6.13")
def transfer_functions(file):
    for where, state in graphics_states(file):
        if "/TR" in state:
            yield f"{where} has a transfer function (TR)"
        if state.get("/TR2", "/Default") != "/Default":
            yield f"{where} has a transfer function (TR2)"


@clause("6.13")
def halftones(file):
    for where, state in graphics_states(file):
        if "/HTP" in state:
            yield f"{where} sets a halftone phase (HTP)"
        halftone = state.get("/HT", "/Default")
        if halftone == "/Default":
            continue
        if not isinstance(halftone, (pikepdf.Dictionary, pikepdf.Stream)) or int(halftone.get("/HalftoneType", 0)) not in (1, 5):
            yield f"{where} has a halftone that is not of type 1 or 5"
        elif "/HalftoneName" in halftone:
            yield f"{where} has a halftone with a name"


@clause("6.14")
def postscript(file):
    for where, thing in file.dictionaries:
        if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS" or thing.get("/Subtype") == "/Form" and "/PS" in thing:
            yield f"{where} is PostScript"


@clause("6.16")
def alternate_images(file):
    for where, thing in file.dictionaries:
        if thing.get("/Subtype") == "/Image" and "/Alternates" in thing:
            yield f"{where}: an image has alternates"


@clause("6.27")
def jpeg2000(file):
    for where, thing in file.dictionaries:
        if isinstance(thing, pikepdf.Stream) and "/JPXDecode" in str(thing.get("/Filter").unparse() if "/Filter" in thing else b""):
            match = re.search(rb"ihdr.{8}(..)", thing.read_raw_bytes(), re.S)
            if not match or int.from_bytes(match[1], "big") not in (1, 3, 4):
                yield f"{where}: a JPEG 2000 image has not one, three or four channels"


# --- transparency ---------------------------------------------------------------------------------------------------------

BLEND_MODES = {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
               "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity"}


@clause("6.20")
def blend_modes(file):
    for where, state in graphics_states(file):
        modes = state.get("/BM", pikepdf.Name.Normal)
        for mode in [modes] if isinstance(modes, pikepdf.Name) else modes:
            if str(mode) not in BLEND_MODES:
                yield f"{where} has the blend mode {mode}"


@clause("6.20")
def blend_spaces(file):
    """A transparency group blends in a space that can be blended in and that the output intent covers."""
    for content in file.contents:
        group = content.owner.get("/Group")
        if group is None or "/CS" not in group:
            continue
        kind, _ = kind_of(group.CS)
        if kind not in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/CalGray", "/CalRGB", "/ICCBased"):
            yield f"{content.where} blends in {kind}"
        for fault in colour_faults(file, group.CS, content.resources):
            yield f"{content.where}: its blend space {fault}"
