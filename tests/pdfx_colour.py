"""PDF/X-4 and colour (ISO 15930-7:2010, 6.4): the output intent, and that it or a profile says what each colour means."""
import pikepdf

from content import key_of
from pdfx_file import clause, graphics_states, resources_of

DEVICE_OF = {"/DeviceRGB": "RGB ", "/DeviceCMYK": "CMYK"}
DEFAULT_OF = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
CHANNELS = {"GRAY": 1, "RGB ": 3, "Lab ": 3, "CMYK": 4}
OPERATORS = {"g": "/DeviceGray", "G": "/DeviceGray", "rg": "/DeviceRGB", "RG": "/DeviceRGB", "k": "/DeviceCMYK", "K": "/DeviceCMYK"}
ABBREVIATIONS = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
REGISTERED, REGISTRY = ("FOGRA", "CGATS", "IFRA", "JC"), "http://www.color.org"  # families of the ICC's registry
INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}


def kind_of(space):
    """A colour space's family and what follows it in its array."""
    if isinstance(space, pikepdf.Array):
        return str(space[0]), list(space)[1:]
    return str(space), []


# --- the output intent --------------------------------------------------------------------------------------------------

@clause("6.4")
def output_intent(file):
    if len(file.intents) != 1:
        yield f"there are {len(file.intents)} output intents GTS_PDFX, not one"
    for intent in file.intents:
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield "the output intent has no OutputConditionIdentifier"
        if str(intent.get("/OutputConditionIdentifier", "")).startswith(REGISTERED) and str(intent.get("/RegistryName", "")) != REGISTRY:
            yield "the output intent's condition is registered, and it does not say where"
        if "/DestOutputProfile" not in intent:
            yield "the output intent has no profile"
    profiles = {key_of(i.DestOutputProfile) for i in file.root.get("/OutputIntents", []) if "/DestOutputProfile" in i}
    if len(profiles) > 1:
        yield "the output intents have different profiles"


@clause("6.4")
def output_profile(file):
    if file.profile is None:
        return
    data = file.profile.read_bytes()
    if data[12:16] != b"prtr":
        yield f"the output intent's profile is of class {data[12:16]}, not prtr"
    yield from (f"the output intent's profile {fault}" for fault in profile_faults(file.profile, ("prtr", "mntr", "scnr", "spac")))


def profile_faults(profile, classes):
    data = profile.read_bytes()
    space = data[16:20].decode("latin-1")
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        yield "is not an ICC profile"
        return
    if data[8] > 4:
        yield f"is of ICC version {data[8]}"
    if data[12:16].decode("latin-1") not in classes:
        yield f"is of class {data[12:16]}"
    if CHANNELS.get(space) != int(profile.get("/N", 0)):
        yield f"has N {profile.get('/N')} for {space}"


# --- colour spaces --------------------------------------------------------------------------------------------------------

def colour_faults(file, space, resources):
    """Faults of a colour space and of all that it rests on. Resources: where its defaults are looked for."""
    kind, rest = kind_of(space)
    default = DEFAULT_OF.get(kind)
    if default is not None:
        covered = resources.get("/ColorSpace", pikepdf.Dictionary()).get(default)
        if covered is None and DEVICE_OF.get(kind, file.device) != file.device:
            yield f"is {kind}, which the output intent ({file.device or 'none'}) does not cover"
        elif covered is not None and kind_of(covered)[0] in DEFAULT_OF:
            yield f"is {kind}, whose default is {kind_of(covered)[0]}"
        return
    if kind == "/ICCBased":
        yield from profile_faults(rest[0], ("prtr", "mntr", "scnr", "spac"))
        if int(rest[0].get("/N", 0)) == 4 and file.profile is not None and rest[0].read_bytes() == file.profile.read_bytes():
            yield "has the output intent's own profile, which DeviceCMYK says already"
    elif kind in ("/Separation", "/DeviceN"):
        yield from colorant_faults(kind, rest)
        yield from (f"has an alternate that {fault}" for fault in colour_faults(file, rest[1], resources))
    elif kind in ("/Indexed", "/Pattern"):
        if rest:
            yield from (f"has a base that {fault}" for fault in colour_faults(file, rest[0], resources))
    elif kind not in ("/CalGray", "/CalRGB", "/Lab"):
        yield f"is {kind}, which is no colour space"


def colorant_faults(kind, rest):
    if kind == "/DeviceN":
        names = [str(name) for name in rest[0]]
        if "/All" in names:
            yield "names All among several colorants"
        if len(names) > 32:
            yield f"has {len(names)} colorants"
    if kind_of(rest[1])[0] in ("/Separation", "/DeviceN", "/Indexed", "/Pattern"):
        yield f"has an alternate of {kind_of(rest[1])[0]}"


def spaces_of(content):
    """Every colour space that a content may paint with, with what it is called, in its resources and in its operators."""
    for kind, name, thing in resources_of(content.resources, "/ColorSpace", "/Shading", "/Pattern", "/XObject"):
        if kind == "ColorSpace":
            yield f"colour space {name}", thing
        elif kind == "Shading":
            yield f"shading {name}", thing.ColorSpace
        elif kind == "Pattern" and "/Shading" in thing:
            yield f"pattern {name}", thing.Shading.ColorSpace
        elif kind == "XObject" and thing.get("/Subtype") == "/Image" and "/ColorSpace" in thing:
            yield f"image {name}", thing.ColorSpace
    for instruction in content.instructions:
        operator = str(instruction.operator)
        if operator in OPERATORS:
            yield f"operator {operator}", pikepdf.Name(OPERATORS[operator])
        elif operator in ("cs", "CS") and str(instruction.operands[0]) in DEFAULT_OF:
            yield f"operator {operator}", instruction.operands[0]
        elif operator == "INLINE IMAGE":
            image = instruction.iimage.obj
            space = image.get("/ColorSpace", image.get("/CS"))
            if space is not None:
                kind, rest = kind_of(space)
                named = content.resources.get("/ColorSpace", pikepdf.Dictionary()).get(kind)
                yield "an inline image", named if named is not None else pikepdf.Array([pikepdf.Name(ABBREVIATIONS.get(kind, kind)), *rest])


@clause("6.4")
def colours(file):
    """Each colour space is covered by the output intent, by a default or by itself."""
    for content in file.contents:
        told = set()
        for name, space in spaces_of(content):
            for fault in colour_faults(file, space, content.resources):
                if (name, fault) not in told:
                    told.add((name, fault))
                    yield f"{content.where}: {name} {fault}"


@clause("6.4")
def named_colours(file):
    """A spot colour is the same ink wherever it is named."""
    def spelled(thing):
        if isinstance(thing, pikepdf.Stream):
            return thing.read_bytes() + pikepdf.Dictionary({k: thing[k] for k in thing.keys() if k not in ("/Length", "/Filter")}).unparse()
        if isinstance(thing, pikepdf.Array):
            return b"[" + b" ".join(spelled(item) for item in thing) + b"]"
        if isinstance(thing, pikepdf.Dictionary):
            return b"<" + b" ".join(k.encode() + spelled(thing[k]) for k in sorted(thing.keys())) + b">"
        return thing.unparse() if isinstance(thing, pikepdf.Object) else str(thing).encode()
    inks = {}
    for content in file.contents:
        for name, space in spaces_of(content):
            kind, rest = kind_of(space)
            if kind == "/Separation" and rest[0] not in ("/All", "/None"):
                known = inks.setdefault(str(rest[0]), spelled(rest[1]) + spelled(rest[2]))
                if known != spelled(rest[1]) + spelled(rest[2]):
                    yield f"{content.where}: {name} is the ink {rest[0]}, but not the same as before"


@clause("6.4")
def rendering_intents(file):
    said = [(where, state.RI) for where, state in graphics_states(file) if "/RI" in state]
    said += [(where, thing.Intent) for where, thing in file.dictionaries if thing.get("/Subtype") == "/Image" and "/Intent" in thing]
    said += [(c.where, i.operands[0]) for c in file.contents for i in c.instructions if str(i.operator) == "ri"]
    for where, intent in said:
        if str(intent) not in INTENTS:
            yield f"{where} asks for the rendering intent {intent}"
