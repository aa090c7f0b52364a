"""What a colour is, by lcms2 itself and not by Platen: its Lab on paper by the condition's profile, or on a screen; and how far
two colours are apart (CIEDE2000, as Sharma, Wu and Dalal have it)."""
import ctypes
import math

PRESS = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
RELATIVE, COMPENSATED, PLAIN = 1, 0x2000, 0x0100 | 0x0040  # without lcms2's tables and cache
FLOAT, CMYK, RGB, LAB = 1 << 22, 6 << 16 | 4 << 3, 4 << 16 | 3 << 3, 10 << 16 | 3 << 3

lcms = ctypes.CDLL("liblcms2.so.2")
for name in ("cmsOpenProfileFromFile", "cmsCreate_sRGBProfile", "cmsCreateLab4Profile", "cmsCreateTransform"):
    getattr(lcms, name).restype = ctypes.c_void_p
lcms.cmsOpenProfileFromFile.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
lcms.cmsCreateLab4Profile.argtypes = [ctypes.c_void_p]
lcms.cmsCreateTransform.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p] + [ctypes.c_uint32] * 3
lcms.cmsDoTransform.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]


def way(source, source_type, target, target_type):
    """A function of a colour's numbers (1 is all of a component of RGB, 100 of CMYK)."""
    handle = lcms.cmsCreateTransform(source, source_type | FLOAT, target, target_type | FLOAT, RELATIVE, COMPENSATED | PLAIN)
    assert handle

    def convert(*colour):
        given, result = (ctypes.c_double * 4)(*colour), (ctypes.c_double * 4)()
        lcms.cmsDoTransform(handle, given, result, 1)
        return tuple(result)[:4 if target_type == CMYK else 3]
    return convert


press = lcms.cmsOpenProfileFromFile(PRESS.encode(), b"r")
screen, lab = lcms.cmsCreate_sRGBProfile(), lcms.cmsCreateLab4Profile(None)
on_paper, on_screen, to_press = way(press, CMYK, lab, LAB), way(screen, RGB, lab, LAB), way(screen, RGB, press, CMYK)


def apart(one, other):
    """The difference of two colours in Lab."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    dh = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh2 = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    l, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    t = (1 - 0.17 * math.cos(math.radians(h - 30)) + 0.24 * math.cos(math.radians(2 * h))
         + 0.32 * math.cos(math.radians(3 * h + 6)) - 0.20 * math.cos(math.radians(4 * h - 63)))
    sl, sc, sh = 1 + 0.015 * (l - 50) ** 2 / math.sqrt(20 + (l - 50) ** 2), 1 + 0.045 * c, 1 + 0.015 * c * t
    turn = -2 * math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * math.sin(math.radians(60 * math.exp(-((h - 275) / 25) ** 2)))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh2 / sh) ** 2 + turn * (dc / sc) * (dh2 / sh))
