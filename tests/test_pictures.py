"""Pictures of the rarer kinds (GIF, WebP, TIFF): their pixels arrive as other programs read them, and what is wrong with them is said."""
import io
import random
import shutil
import struct

import PIL.Image
import PIL.ImageCms
import pikepdf
import pytest

from conftest import PLATEN, ROOT, SANITIZED, run

SIZE = (37, 23)
PAGE = "---\nlang: en\ntitle: T\ndate: 2024-05-06\n---\n\n"


def picture(mode):
    """Pixels that differ everywhere, in a mode of PIL's."""
    image = PIL.Image.new("RGBA", SIZE)
    image.putdata([((x * 7) % 256, (y * 11) % 256, (x * y) % 256, (x * 13 + y) % 256) for y in range(SIZE[1]) for x in range(SIZE[0])])
    if mode == "I;16":
        wide = PIL.Image.new("I;16", SIZE)
        wide.putdata([(x * 1771 + y * 97) % 65536 for y in range(SIZE[1]) for x in range(SIZE[0])])
        return wide
    if mode in ("RGBA", "LA"):
        return image.convert(mode)
    return image.convert("RGB").convert(mode)


def big_tiff(tags, data, order="<"):
    """A TIFF of one page: tags as {number: (type, values)}, and its strip or tile data, one piece each."""
    codes = {1: "B", 3: "H", 4: "I", 5: "II", 7: "B"}
    sizes = {1: 1, 3: 2, 4: 4, 5: 8, 7: 1}
    body, places = b"", []
    head = 8
    for piece in data:
        places.append(head + len(body))
        body += piece
    where, lengths = (324, 325) if 322 in tags else (273, 279)
    tags = {**tags, where: (4, places), lengths: (4, [len(piece) for piece in data])}
    entries, extra = b"", b""
    directory = head + len(body) + len(body) % 2
    after = directory + 2 + 12 * len(tags) + 4
    for number, (kind, values) in sorted(tags.items()):
        count = len(values) // (2 if kind == 5 else 1)
        packed = struct.pack(order + codes[kind][0] * len(values), *values)
        if len(packed) > 4:
            entries += struct.pack(order + "HHII", number, kind, count, after + len(extra))
            extra += packed + b"\0" * (len(packed) % 2)
        else:
            entries += struct.pack(order + "HHI", number, kind, count) + packed.ljust(4, b"\0")
        assert sizes[kind] * count == len(packed)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return (mark + struct.pack(order + "I", directory) + body + b"\0" * (len(body) % 2) + struct.pack(order + "H", len(tags)) + entries
            + struct.pack(order + "I", 0) + extra)


def set_pictures(folder, files, options=(), program=SANITIZED):
    """Build a manuscript of pictures: the run, and the image objects by name."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "text.md").write_text("---\nlang: en\n---\n\n" + "".join(f'![]({name}){{alt="" width=40pt}}\n\n' for name in files))
    done = run("build", "text.md", "-o", "out.pdf", *options, program=program, cwd=folder)
    if done.returncode:
        return done, {}
    with pikepdf.open(folder / "out.pdf") as pdf:
        found = []
        for page in pdf.pages:
            used = [str(operands[0]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Do"]
            found += [pixels(page.Resources.XObject[name]) for name in used]
    return done, dict(zip(files, found))


def pixels(image):
    """An image object as (space, bytes, bytes of its mask or None)."""
    space = image.ColorSpace
    name = str(space) if isinstance(space, pikepdf.Name) else str(space[0]) + str(space[1].N)
    rows = image.read_bytes()
    if image.BitsPerComponent == 1:  # line art
        stride = (int(image.Width) + 7) // 8
        rows = bytes(255 * (rows[y * stride + x // 8] >> (7 - x % 8) & 1) for y in range(int(image.Height)) for x in range(int(image.Width)))
    return name, rows, image.SMask.read_bytes() if "/SMask" in image else None


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def expected(image):
    """What PIL reads of a picture, in the form of pixels()."""
    mask = image.getchannel("A").tobytes() if image.mode in ("RGBA", "LA") else None
    if image.mode == "I;16":
        return "/DeviceGray", bytes((v * 255 + 32895) >> 16 for v in image.getdata()), None
    if image.mode == "CMYK":
        return "/DeviceCMYK", image.tobytes(), None
    if image.mode in ("1", "L", "LA"):
        return "/DeviceGray", image.convert("LA").getchannel("L").tobytes(), mask
    return "/DeviceRGB", image.convert("RGB").tobytes(), mask


def compare(folder, files, images, options=(), program=PLATEN):
    done, found = set_pictures(folder, files, options, program)
    assert done.returncode == 0, done.stderr
    for name, image in images.items():
        assert found[name] == expected(image), name


def test_tiffs_of_every_mode_have_their_pixels(tmp_path):
    files = {}
    for mode in ("1", "L", "P", "RGB", "RGBA", "I;16", "YCbCr", "LAB"):
        for compression in (None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "group4"):
            if compression == "jpeg" and mode not in ("L", "RGB", "YCbCr") or compression == "group4" and mode != "1":
                continue
            if mode == "YCbCr" and compression not in ("jpeg", "tiff_lzw"):  # which PIL can't read itself
                continue
            files[f"{mode.replace(';', '')}-{compression}.tif"] = saved(picture(mode), "TIFF", compression=compression)
    # PIL reads L*a*b* as it is stored
    compare(tmp_path, files, {name: PIL.Image.open(io.BytesIO(data)) for name, data in files.items() if "LAB" not in name}, program=SANITIZED)


def test_tiffs_as_pil_never_writes_them(tmp_path):
    """Tiles, planes, 16 bits in either order, few bits, white as zero, premultiplied alpha, a palette of grays."""
    w, h = 20, 18
    base = {256: (4, [w]), 257: (4, [h]), 259: (3, [1])}
    rgb = [[(x * 3 + y * 7 + c * 40) % 256 for c in range(3)] for y in range(h) for x in range(w)]
    flat = bytes(value for pixel in rgb for value in pixel)
    wide = [value * 257 for value in flat]
    tiles = [bytes(value for y in range(ty, ty + 16) for x in range(tx, tx + 16) for value in (rgb[y * w + x] if x < w and y < h else (9, 9, 9)))
             for ty in (0, 16) for tx in (0, 16)]
    gray = [(x + y) % 16 for y in range(h) for x in range(w)]
    nibbles = bytes(gray[n] << 4 | gray[n + 1] for n in range(0, w * h, 2))
    half = b"".join(bytes((r * 128 // 255, g * 128 // 255, b * 128 // 255, 128)) for r, g, b in rgb)
    ramp = [n * 257 for n in range(256)]
    files = {
        "big.tif": big_tiff({**base, 258: (3, [16] * 3), 262: (3, [2]), 277: (3, [3]), 278: (4, [h])},
                            [struct.pack(f">{len(wide)}H", *wide)], ">"),
        "little.tif": big_tiff({**base, 258: (3, [16] * 3), 262: (3, [2]), 277: (3, [3]), 278: (4, [h])}, [struct.pack(f"<{len(wide)}H", *wide)]),
        "planes.tif": big_tiff({**base, 258: (3, [8] * 3), 262: (3, [2]), 277: (3, [3]), 278: (4, [h]), 284: (3, [2])}, [flat[c::3] for c in range(3)]),
        "tiles.tif": big_tiff({**base, 258: (3, [8] * 3), 262: (3, [2]), 277: (3, [3]), 322: (4, [16]), 323: (4, [16])}, tiles),
        "white.tif": big_tiff({**base, 258: (3, [4]), 262: (3, [0]), 277: (3, [1]), 278: (4, [h])}, [nibbles]),
        "half.tif": big_tiff({**base, 258: (3, [8] * 4), 262: (3, [2]), 277: (3, [4]), 278: (4, [h]), 338: (3, [1])}, [half]),
        "grays.tif": big_tiff({**base, 258: (3, [8]), 262: (3, [3]), 277: (3, [1]), 278: (4, [h]), 320: (3, ramp * 3)}, [bytes(range(256)) + bytes(104)]),
    }
    done, found = set_pictures(tmp_path, files)
    assert done.returncode == 0, done.stderr
    for name in ("big.tif", "little.tif", "planes.tif", "tiles.tif"):
        assert found[name] == ("/DeviceRGB", flat, None), name
    assert found["white.tif"] == ("/DeviceGray", bytes(255 - value * 17 for value in gray), None)
    assert found["grays.tif"] == ("/DeviceGray", bytes(range(256)) + bytes(104), None)
    space, color, mask = found["half.tif"]
    assert space == "/DeviceRGB" and set(mask) == {128}
    assert max(abs(one - other) for one, other in zip(color, flat)) <= 2


def test_all_editions_have_them(build):
    for name, data in {"a.gif": saved(picture("P"), "GIF"), "a.webp": saved(picture("RGBA"), "WEBP"), "a.tif": saved(picture("CMYK"), "TIFF")}.items():
        build.write(name, data)
    done = build('---\nlang: en\ntitle: T\n---\n\n' + "".join(f'![Kind](a.{kind}){{alt="Colours" width=10mm}}\n\n' for kind in ("gif", "webp", "tif")))
    with pikepdf.open(done.print) as pdf:
        assert [pixels(image)[0] for image in pdf.pages[0].images.values()] == ["/ICCBased3", "/ICCBased3", "/DeviceCMYK"]


def test_cmyk_tiffs_go_to_print_as_they_are(tmp_path):
    image = picture("CMYK")
    values = [value * 257 for value in image.tobytes()]
    base = {256: (4, [SIZE[0]]), 257: (4, [SIZE[1]]), 259: (3, [1]), 262: (3, [5]), 277: (3, [4]), 278: (4, [SIZE[1]])}
    files = {"c.tif": saved(image, "TIFF", compression="tiff_lzw"), "w.tif": big_tiff({**base, 258: (3, [16] * 4)}, [struct.pack(f"<{len(values)}H", *values)])}
    compare(tmp_path, files, {name: image for name in files}, ("--edition=print",))


def test_webps_and_gifs_have_their_pixels(tmp_path):
    shown = picture("RGB").quantize(64)
    clear = picture("P")
    hole = clear.getpixel((5, 5))
    files = {
        "lossless.webp": saved(picture("RGB"), "WEBP", lossless=True),
        "lossy.webp": saved(picture("RGB"), "WEBP", quality=70),
        "alpha.webp": saved(picture("RGBA"), "WEBP", lossless=True, exact=True),
        "soft.webp": saved(picture("RGBA"), "WEBP", quality=70),
        "plain.gif": saved(shown, "GIF", interlace=0),
        "laced.gif": saved(shown, "GIF", interlace=1),
        "gray.gif": saved(picture("L"), "GIF"),
    }
    images = {name: PIL.Image.open(io.BytesIO(data)) for name, data in files.items()}
    images["gray.gif"] = picture("L")
    compare(tmp_path, files, images, program=SANITIZED)
    done, found = set_pictures(tmp_path, {"clear.gif": saved(clear, "GIF", transparency=hole)})
    space, color, mask = found["clear.gif"]
    assert space == "/DeviceRGB" and [value == 0 for value in mask] == [value == hole for value in clear.getdata()]


def test_the_first_frame_or_page_is_set_and_said(tmp_path):
    one, other = picture("RGB"), picture("RGB").transpose(PIL.Image.Transpose.ROTATE_180)
    frames = {"save_all": True, "append_images": [other]}
    files = {"a.gif": saved(one.quantize(32), "GIF", save_all=True, append_images=[other.quantize(32)]), "a.webp": saved(one, "WEBP", lossless=True, **frames),
             "a.tif": saved(one, "TIFF", **frames)}
    done, found = set_pictures(tmp_path, files)
    assert found["a.tif"][1] == found["a.webp"][1] == one.tobytes()
    assert found["a.gif"][1] == PIL.Image.open(io.BytesIO(files["a.gif"])).convert("RGB").tobytes()
    assert done.stderr.count("[image-first]") == 3
    assert "text.md:9:1: warning: the image 'a.tif' has several pages, of which the first is set; export the one that you want by itself" in done.stderr


def test_a_frame_is_set_at_its_place_on_the_canvas(tmp_path):
    """A GIF of 4 by 4 pixels whose frame is 2 by 2, at (1, 2)."""
    gif = b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0x80, 0, 0) + bytes([255, 0, 0, 0, 0, 255])
    gif += b"," + struct.pack("<HHHHB", 1, 2, 2, 2, 0) + bytes([2, 3, 0x44, 0x02, 0x05, 0]) + b";"
    done, found = set_pictures(tmp_path, {"a.gif": gif})
    assert done.returncode == 0, done.stderr
    mask = found["a.gif"][2]
    assert [mask[y * 4:y * 4 + 4].hex() for y in range(4)] == ["00000000", "00000000", "00ffff00", "00ffff00"]


def test_resolution_orientation_and_profile_are_read(tmp_path):
    profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    image = picture("RGB")
    base = {256: (4, [SIZE[0]]), 257: (4, [SIZE[1]]), 259: (3, [1]), 262: (3, [2]), 258: (3, [8] * 3), 277: (3, [3]), 278: (4, [SIZE[1]])}
    files = {
        "t.tif": big_tiff({**base, 274: (3, [6]), 282: (5, [100, 1]), 283: (5, [100, 1]), 296: (3, [3]), 34675: (7, list(profile))}, [image.tobytes()]),
        "w.webp": saved(image, "WEBP", lossless=True, exif=exif.tobytes(), icc_profile=profile),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + "".join(f'![]({name}){{alt=""}}\n\n' for name in files))
    dump = run("build", "text.md", "--dump=pages", program=SANITIZED, cwd=tmp_path).stdout
    assert f"image {SIZE[1] * 72 / 254:.1f} x {SIZE[0] * 72 / 254:.1f}" in dump and f"image {SIZE[1] / 2:.1f} x {SIZE[0] / 2:.1f}" in dump, dump
    done, found = set_pictures(tmp_path, files)
    upright = image.transpose(PIL.Image.Transpose.ROTATE_270).tobytes()
    assert done.returncode == 0 and found["t.tif"] == found["w.webp"] == ("/ICCBased3", upright, None)


def broken():
    """Pictures that can't be set, with what is said of each."""
    base = {256: (4, [2]), 257: (4, [2]), 259: (3, [1]), 262: (3, [2]), 258: (3, [8] * 3), 277: (3, [3]), 278: (4, [2])}
    gif, webp, tiff = saved(picture("P"), "GIF"), saved(picture("RGB"), "WEBP"), saved(picture("L"), "TIFF", compression="tiff_lzw")
    whole = big_tiff(base, [bytes(12)])
    return {
        "cut.gif": (gif[:len(gif) // 2], "cannot be used: it is truncated"),
        "cut.webp": (webp[:len(webp) // 2], "cannot be used: it is truncated"),
        # 12,000 pixels a side, all alike
        "huge.webp": (bytes.fromhex("524946461e000000574542505650384c110000002fdfeeb70b075085225 7a1ff8188e87f0000".replace(" ", "")),
                      "it is lossless and has over 100 megapixels; save it as PNG"),
        "cut.tif": (big_tiff({**base, 257: (4, [3])}, [bytes(12)]).replace(struct.pack("<I", 12), struct.pack("<I", 1 << 20)), "it is truncated"),
        "head.tif": (tiff[:20], "cannot be used: "),
        "wide.gif": (b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6) + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + bytes([2, 2, 0x44, 1, 0]) + b";",
                     "65535 by 65535 pixels; make it smaller"),
        "tall.gif": (b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6) + b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + bytes([2, 2, 0x44, 1, 0]) + b";",
                     "its first frame has over 400 megapixels"),
        "wide.tif": (big_tiff({**base, 256: (4, [1 << 30])}, [bytes(12)]), "by 2 pixels; make it smaller"),
        "none.gif": (b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6) + b";", "it has no picture"),
        "bare.gif": (b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0, 0, 0) + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + bytes([2, 2, 0x44, 1, 0]) + b";",
                     "it has no palette of colours"),
        "float.tif": (big_tiff({**base, 258: (3, [32] * 3), 339: (3, [3] * 3)}, [bytes(48)]), "not of 1, 2, 4, 8 or 16 bits a component"),
        "inks.tif": (big_tiff({**base, 262: (3, [5]), 258: (3, [8] * 4), 277: (3, [4]), 332: (3, [2])}, [bytes(16)]), "its inks are not those of CMYK"),
        "few.tif": (big_tiff({**base, 258: (3, [8]), 277: (3, [1])}, [bytes(12)]), "fewer components than its colours need"),
        "many.tif": (big_tiff({**base, 258: (3, [8] * 20), 277: (3, [20])}, [bytes(80)]), "over 16 components"),
        "packed.tif": (big_tiff({**base, 259: (3, [34712])}, [bytes(12)]), "compressed in a way that libtiff can't undo"),
    }


def test_what_cannot_be_set_is_said(tmp_path):
    files = broken()
    done, _ = set_pictures(tmp_path, {name: data for name, (data, _) in files.items()})
    assert done.returncode == 1
    for name, (_, said) in files.items():
        lines = [line for line in done.stderr.splitlines() if f"'{name}'" in line and ": error: " in line]
        assert len(lines) == 1 and said in lines[0] and lines[0].endswith("[image-bad]"), (name, lines)


def test_damage_within_is_found_when_pixels_are_read(tmp_path):
    """The header is good and the file is long enough, but its codes are not."""
    tiff = bytearray(saved(picture("RGB"), "TIFF", compression="tiff_adobe_deflate"))
    webp = bytearray(saved(picture("RGB"), "WEBP", lossless=True))
    gif = bytearray(saved(picture("P"), "GIF"))
    tiff[10:400] = b"\xff" * 390
    webp[40:600] = b"\xff" * 560
    gif[800:1100] = b"\xff" * 300
    for name, data in {"a.tif": tiff, "a.webp": webp, "a.gif": gif}.items():
        done, _ = set_pictures(tmp_path, {name: bytes(data)})
        assert done.returncode == 1 and f"the image '{name}' is damaged: " in done.stderr and "[image-damaged]" in done.stderr, (name, done.stderr)


def test_their_libraries_are_loaded_only_for_them(tmp_path):
    """A text without such pictures opens none of the libraries."""
    import subprocess
    (tmp_path / "text.md").write_text("Text.\n")
    done = subprocess.run([PLATEN, "build", "text.md"], cwd=tmp_path, capture_output=True, text=True, env={"LD_DEBUG": "libs", "PATH": "/usr/bin:/bin", "HOME": "/tmp"})
    assert "libfontconfig" in done.stderr and not any(name in done.stderr for name in ("libtiff", "libgif", "libwebp"))


def idat(png):
    """A PNG's compressed rows."""
    found, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        found += png[at + 8:at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return found


def test_rows_of_pngs_go_into_the_pdf_as_they_are(build):
    """Those that a PDF can have, with their palette; the others are decoded."""
    wide = picture("RGB").resize((300, 200), PIL.Image.Resampling.NEAREST)
    files = {"rgb.png": wide, "gray.png": picture("L"), "bits.png": picture("1"), "palette.png": wide.quantize(13), "few.png": wide.quantize(3)}
    for name, image in files.items():
        build.write(name, saved(image, "PNG"))
    build.write("alpha.png", saved(picture("RGBA"), "PNG"))
    text = PAGE + "".join(f'![]({name}){{alt="" width=20mm}}\n\n' for name in (*files, "alpha.png"))
    done = build(text)
    for path in (done.archive, done.print):
        with pikepdf.open(path) as pdf:
            images = [image for _, image in pdf.pages[0].images.items()]
            for (name, image), made in zip(files.items(), images):
                if path == done.print and name in ("gray.png", "bits.png"):  # grays are as light on paper as on screens
                    continue
                assert made.read_raw_bytes() == idat((build.folder / name).read_bytes()), name
                assert pikepdf.PdfImage(made).as_pil_image().convert("RGB").tobytes() == image.convert("RGB").tobytes(), name
            assert images[-1].read_raw_bytes() != idat((build.folder / "alpha.png").read_bytes()) and "/SMask" in images[-1]


def test_large_pictures_are_packed_in_bands(tmp_path):
    """What is more than a band holds is converted and compressed in pieces, by any number of threads; a picture that begins as line art
    may go on as something else."""
    some = random.Random(1)
    image = picture("RGBA").resize((1100, 1400), PIL.Image.Resampling.BICUBIC)
    image.paste(PIL.Image.frombytes("RGBA", (700, 900), some.randbytes(700 * 900 * 4)), (300, 400))
    lines = picture("1").resize((2100, 2040), PIL.Image.Resampling.NEAREST).convert("L")
    late = lines.copy()
    late.paste(picture("L").resize((900, 200), PIL.Image.Resampling.BICUBIC), (1000, 1800))
    images = {"a.png": image, "b.tif": lines, "c.tif": late, "d.tif": image}
    files = {name: saved(each, "TIFF") if name.endswith("tif") else saved(each, "PNG", compress_level=1) for name, each in images.items()}
    compare(tmp_path, files, images)
    many = (tmp_path / "out.pdf").read_bytes()
    compare(tmp_path, files, images, ("-j1",))
    assert (tmp_path / "out.pdf").read_bytes() == many
    spoilt = bytearray(files["a.png"])
    spoilt[len(spoilt) * 9 // 10] ^= 255
    done, _ = set_pictures(tmp_path, {"a.png": bytes(spoilt)})
    assert done.returncode == 1 and "the image 'a.png' is damaged: " in done.stderr, done.stderr


def test_a_png_whose_rows_are_damaged_is_said(tmp_path):
    good = saved(picture("RGB"), "PNG")
    at = good.index(b"IDAT") + 4
    done, _ = set_pictures(tmp_path, {"a.png": good[:at + 40] + bytes([good[at + 40] ^ 255]) + good[at + 41:]})
    assert done.returncode == 1 and "[image-damaged]" in done.stderr


# --- fewer pixels --------------------------------------------------------------------------------

def light(value):
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def halved(image, curve=light):
    """A picture in half as many pixels each way: means of four, in light and by alpha."""
    levels = [curve(value) for value in range(256)]
    wide, high = image.size[0] // 2, image.size[1] // 2
    small = PIL.Image.new(image.mode, (wide, high))
    for y in range(high):
        for x in range(wide):
            four = [image.getpixel((2 * x + dx, 2 * y + dy)) for dx in (0, 1) for dy in (0, 1)]
            four = [(one,) if isinstance(one, int) else one for one in four]
            weights = [one[-1] for one in four] if image.mode in ("RGBA", "LA") else [1] * 4
            colors = [[one[k] for one in four] for k in range(len(four[0]) - (image.mode in ("RGBA", "LA")))]
            means = [sum(levels[value] * weight for value, weight in zip(color, weights)) / (sum(weights) or 1) for color in colors]
            new = [min(range(256), key=lambda value: abs(levels[value] - mean)) for mean in means]
            small.putpixel((x, y), tuple(new + ([round(sum(weights) / 4)] if image.mode in ("RGBA", "LA") else [])))
    return small


def differ_by(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


FEWER = "page: {image-resolution: 0, image-resolution-most: 72}\n"


def test_pictures_have_no_more_pixels_than_the_style_says(tmp_path):
    """Set at half as many points as they have pixels, where 72 to the inch are enough."""
    (tmp_path / "s.yaml").write_text(FEWER)
    images = {mode: picture(mode).resize((80, 46)) for mode in ("RGB", "RGBA", "L", "LA")}
    done, found = set_pictures(tmp_path, {f"{mode}.png": saved(image, "PNG") for mode, image in images.items()}, ("--style=s.yaml",))
    assert done.returncode == 0, done.stderr
    for name, (_, rows, mask) in found.items():
        wanted = halved(images[name[:-4]])
        _, colors, alpha = expected(wanted)
        assert differ_by(rows, colors) <= 1, name
        assert (mask is None) == (alpha is None) and (mask is None or differ_by(mask, alpha) <= 1), name


def test_each_kind_of_picture_is_made_smaller(build):
    """JPEGs stay JPEGs as the camera turned them, CMYK is averaged as ink, line art and what is coarse stay as they are, and the largest
    place that a picture has counts."""
    exif = PIL.Image.Exif()
    exif[0x112] = 6
    wide = picture("RGB").resize((160, 80), PIL.Image.Resampling.BICUBIC)
    pictures = {"a.jpg": saved(wide, "JPEG", quality=95, subsampling=0), "turned.jpg": saved(wide, "JPEG", exif=exif),
                "gray.jpg": saved(wide.convert("L"), "JPEG"),
                "cmyk.jpg": saved(wide.convert("CMYK"), "JPEG"), "cmyk.tif": saved(wide.convert("CMYK"), "TIFF"),
                "bits.png": saved(wide.convert("1"), "PNG"), "bits.tif": saved(wide.convert("1").convert("RGB"), "TIFF"),
                "coarse.png": saved(wide.resize((20, 10)), "PNG"), "twice.png": saved(wide, "PNG")}
    sizes = {"turned.jpg": (40, 80), "coarse.png": (20, 10), "bits.png": (160, 80), "bits.tif": (160, 80), "twice.png": (120, 60)}
    for name, data in pictures.items():
        build.write(name, data)
    text = PAGE + "".join(f'![]({name}){{alt="" {"height" if name == "turned.jpg" else "width"}=80pt}}\n\n' for name in pictures)
    text += '![](twice.png){alt="" width=120pt}\n'
    for images in ("tagged", "convert"):
        build.write("s.yaml", FEWER.replace("}", f", images: {images}}}"))
        done = build(text, options=("--style=s.yaml",), cwd=build.folder)
        for path in (done.archive, done.print):
            with pikepdf.open(path) as pdf:
                found = list(pdf.pages[0].images.values())
                assert len(found) == len(pictures)
                for name, image in zip(pictures, found):
                    width, height = sizes.get(name, (80, 40))
                    if name == "turned.jpg":  # as it is stored
                        width, height = height, width
                    assert (image.Width, image.Height) == (width, height), (name, path)
                    is_jpeg = name.endswith(".jpg") and not (name == "cmyk.jpg" and path == done.archive)
                    assert (image.Filter == "/DCTDecode") == is_jpeg, (name, path)
                if path == done.print:
                    ink = halved(wide.convert("CMYK"), lambda value: value / 255)
                    assert differ_by(found[list(pictures).index("cmyk.tif")].read_bytes(), ink.tobytes()) <= 1
                elif images == "tagged":
                    made = PIL.Image.open(io.BytesIO(found[0].read_raw_bytes())).convert("RGB")
                    assert made.size == (80, 40)
                    off = [abs(a - b) for a, b in zip(made.tobytes(), halved(wide).tobytes())]
                    assert sum(off) / len(off) < 3, sum(off) / len(off)


# --- pages of PDFs -------------------------------------------------------------------------------

def a_page(content=b"", pages=1, **more):
    """A PDF of pages of 200 by 100 points; entries of the page, or resources, by their names."""
    pdf = pikepdf.new()
    entries = {name: more.pop(name) for name in list(more) if name in ("CropBox", "Rotate", "UserUnit", "Group", "Annots")}
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 100))
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(content)
        page.Resources = pikepdf.Dictionary({"/" + name: pikepdf.Dictionary(value) for name, value in more.items()})
        for name, value in entries.items():
            page["/" + name] = value
    return pdf


def saved_pdf(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def form_in(path):
    with pikepdf.open(path) as pdf:
        form = next(iter(pdf.pages[0].Resources.XObject.items()))[1]
        resources = form.get("/Resources", pikepdf.Dictionary())
        defaults = {str(name): str(value[0]) if isinstance(value, pikepdf.Array) else str(value) for name, value in resources.get("/ColorSpace", pikepdf.Dictionary()).items()}
        return [float(v) for v in form.BBox], [round(float(v), 6) for v in form.Matrix], form.read_bytes(), defaults, set(form.keys())


def test_pages_of_our_own_editions_are_pictures(build):
    """What Platen writes has tags, fonts, images with masks, separations and attachments."""
    build.write("a.png", saved(picture("RGBA"), "PNG"))
    build.write("d.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red" opacity=".5"/></svg>')
    source = build(PAGE + 'Words, *office* and ﬁ.\n\n![A](a.png){alt="a" width=20mm}\n\n![B](d.svg){alt="b" width=20mm}\n')
    for number, path in enumerate((source.archive, source.print, source.archive2)):
        (build.folder / f"p{number}.pdf").write_bytes(path.read_bytes())
    done = build(PAGE + "".join(f'![Page](p{n}.pdf){{alt="A page" width=60mm}}\n\n' for n in range(3)))
    import subprocess
    for path in (done.archive, done.print, done.archive2):
        assert subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout.count("Words, office") == 3
        assert b"BDC" not in form_in(path)[2] and "/StructParents" not in form_in(path)[4]


def spot_page(*full, alternate=pikepdf.Name.DeviceCMYK, kind=2, name="/Gold"):
    """A page in all of a spot ink, whose tint transform is of a kind."""
    pdf = a_page(b"/S cs 1 scn 0 0 50 50 re f")
    limits = [0, 100, -128, 127, -128, 127] if isinstance(alternate, pikepdf.Array) else [0, 1] * len(full)
    bytes_of = [round(255 * (part - low) / (high - low)) for part, low, high in zip(full, limits[::2], limits[1::2])]
    functions = {2: lambda: pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(full), C1=list(full), N=1),
                 0: lambda: pdf.make_stream(bytes(len(full)) + bytes(bytes_of), FunctionType=0, Domain=[0, 1], Range=limits, Size=[2], BitsPerSample=8),
                 4: lambda: pdf.make_stream(b"{pop %s}" % b" ".join(b"%g" % part for part in full), FunctionType=4, Domain=[0, 1], Range=limits)}
    pdf.pages[0].Resources.ColorSpace = pikepdf.Dictionary(S=pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name(name), alternate, pdf.make_indirect(functions[kind]())]))
    return saved_pdf(pdf)


LAB = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[.9642, 1, .8249], Range=[-128, 127, -128, 127])])
GOLD = (0, .2, .6, .1)
SPOTS = {"same": ([spot_page(*GOLD), spot_page(*GOLD, kind=0)], "", None),
         "other": ([spot_page(*GOLD), spot_page(0, .3, .6, .1, kind=0)], "", ("cmyk: [0, 30, 60, 10] in 'p1.pdf'", "cmyk: [0, 20, 60, 10] in 'p0.pdf'")),
         "names": ([spot_page(*GOLD), spot_page(0, .3, .6, .1, name="/Silver")], "", None),
         "lab": ([spot_page(*GOLD), spot_page(70, 0, 40, alternate=LAB, kind=0)], "", ("lab: [70, 0, 40] in 'p1.pdf'", "cmyk: [0, 20, 60, 10] in 'p0.pdf'")),
         "program": ([spot_page(*GOLD), spot_page(0, .3, .6, .1, kind=4)], "", None),
         "style-same": ([spot_page(*GOLD)], "cmyk: [0, 20, 60, 10]", None),
         "style-other": ([spot_page(*GOLD)], "cmyk: [0, 40, 60, 10]", ("cmyk: [0, 20, 60, 10] in 'p0.pdf'", "cmyk: [0, 40, 60, 10] in the style sheet")),
         "style-both": ([spot_page(.8, .6, .2, alternate=pikepdf.Name.DeviceRGB)], 'cmyk: [0, 20, 60, 10], rgb: "#cc9933"', None),
         "style-lab": ([spot_page(70, 0, 40, alternate=LAB)], "lab: [70, 0, 50]", ("lab: [70, 0, 40] in 'p0.pdf'", "lab: [70, 0, 50] in the style sheet"))}


@pytest.mark.parametrize("name", SPOTS)
def test_a_spot_ink_is_one_whoever_names_it(build, name):
    """All pages and the style have one separation of its name in each edition, and are warned of where they want it otherwise."""
    pages, ink, told = SPOTS[name]
    for i, data in enumerate(pages):
        build.write(f"p{i}.pdf", data)
    build.write("sheet.yaml", f"inks: {{gold: {{spot: Gold, {ink}}}}}\nclasses: {{gold: {{ink: gold}}}}\n" if ink else "inks: {}\n")
    done = build(PAGE + "[Words]{.gold}.\n\n" * bool(ink) + "".join(f'![](p{i}.pdf){{alt="" width=20mm}}\n\n' for i in range(len(pages))),
                 options=("--style", build.folder / "sheet.yaml"))
    warned = [line for line in done.stderr.splitlines() if "[spot-differs]" in line]
    assert [all(words in line.replace(f"{build.folder}/", "") for words in told) for line in warned] == [True] * bool(told), done.stderr
    for path in (done.archive, done.print):
        with pikepdf.open(path) as pdf:
            spaces = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and isinstance(o.get("/ColorSpace"), pikepdf.Dictionary)]
            spaces += [o.Resources for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Resources" in o]
            found = {(str(s[1]), str(s[3].objgen)) for o in spaces if "/ColorSpace" in o for _, s in o.ColorSpace.items() if isinstance(s, pikepdf.Array) and s[0] == "/Separation"}
            assert len([name for name, _ in found if name == "/Gold"]) == 1 and len(found) == len({name for name, _ in found}), found


def test_a_page_is_shown_as_it_is_turned_and_cropped(build):
    files = {"p.pdf": {}, "c.pdf": {"CropBox": [20, 10, 120, 90]}, "r.pdf": {"Rotate": 90}, "u.pdf": {"UserUnit": 2, "Rotate": 270}}
    shown = {"p.pdf": (200, 100), "c.pdf": (100, 80), "r.pdf": (100, 200), "u.pdf": (200, 400)}
    matrices = {"p.pdf": [.005, 0, 0, .01, 0, 0], "c.pdf": [.01, 0, 0, .0125, -.2, -.125], "r.pdf": [0, -.005, .01, 0, 0, 1],
                "u.pdf": [0, .005, -.01, 0, 1, 0]}
    for name, more in files.items():
        build.write(name, saved_pdf(a_page(b"1 0 0 rg 0 0 50 50 re f", **more)))
        path = build.write("text.md", PAGE + f'![]({name}){{alt=""}}\n')
        dump = run("build", path, "--dump=pages", program=SANITIZED, cwd=build.folder).stdout
        assert f"image {shown[name][0]} x {shown[name][1]}" in dump, dump
        assert form_in(build(path).archive)[1] == matrices[name], name


def test_colours_of_devices_are_the_editions(build):
    """RGB is sRGB in print, CMYK is the output condition's in the archive, and each names only what it needs."""
    build.write("rgb.pdf", saved_pdf(a_page(b"1 0 0 rg 0 0 50 50 re f")))
    build.write("cmyk.pdf", saved_pdf(a_page(b"0 1 1 0 k 0 0 50 50 re f", Shading={"/S": pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceCMYK, Coords=[0, 0, 1, 1], Function=pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 0, 0], N=1))})))
    rgb, cmyk = build(PAGE + '![](rgb.pdf){alt=""}\n'), build(PAGE + '![](cmyk.pdf){alt=""}\n')
    assert form_in(rgb.archive)[3] == {} and form_in(rgb.print)[3] == {"/DefaultRGB": "/ICCBased"}
    assert form_in(cmyk.archive)[3] == {"/DefaultCMYK": "/ICCBased"} and form_in(cmyk.print)[3] == {"/DefaultRGB": "/ICCBased"}
    with pikepdf.open(cmyk.archive) as pdf:
        assert next(iter(pdf.pages[0].Resources.XObject.items()))[1].Resources.Shading.S.ColorSpace[0] == "/ICCBased"


def test_what_editions_forbid_is_left_out_or_undone(build):
    glyph = b"1000 0 0 0 750 750 d1 0 0 750 750 re f"
    pdf = a_page(b"/OC /L BDC /F 12 Tf BT 10 10 Td (ab) Tj ET EMC /G gs /I Do /X Do BI /W 1 /H 1 /BPC 8 /CS /G /I true ID x EI Q")
    data = pdf.make_stream(glyph)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 750, 750], FontMatrix=[.001, 0, 0, .001, 0, 0],
                              CharProcs=pikepdf.Dictionary({"/a": data, "/odd": data}), FirstChar=97, LastChar=98, Widths=[1000, 1000],
                              Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name.a, pikepdf.Name.odd]))
    image = pdf.make_stream(bytes.fromhex("800b6050220c0c8501"), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=5, Height=2, BitsPerComponent=8,
                            ColorSpace=pikepdf.Name.DeviceGray, Interpolate=True)
    image.write(bytes.fromhex("800b6050220c0c8501"), filter=pikepdf.Name.LZWDecode)
    form = pdf.make_stream(b"/F 9 Tf BT (a) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], StructParents=3)
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b" Q", b""))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)), XObject=pikepdf.Dictionary(I=image, X=form),
                                        ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(TR=pikepdf.Name.Identity, ca=.5)),
                                        Properties=pikepdf.Dictionary(L=pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="L")))
    page.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    build.write("a.pdf", saved_pdf(pdf))
    done = build(PAGE + '![](a.pdf){alt=""}\n')
    for path in (done.archive, done.print):
        with pikepdf.open(path) as made:
            shown = next(iter(made.pages[0].Resources.XObject.items()))[1]
            names = shown.Resources
            assert shown.read_bytes().split() == b"/F 12 Tf BT 10 10 Td (ab) Tj ET /G gs /I Do /X Do BI /W 1 /H 1 /BPC 8 /CS /G ID x EI".split()
            assert "/TR" not in names.ExtGState.G and float(names.ExtGState.G.ca) == .5 and "/Properties" not in names
            assert names.XObject.I.Filter == "/FlateDecode" and "/Interpolate" not in names.XObject.I
            assert names.XObject.I.read_bytes() == b"-----A---B"
            assert "/StructParents" not in names.XObject.X and "/Font" in names.XObject.X.Resources
            letters = names.Font.F.ToUnicode.read_bytes()
            assert b"<61> <0061>" in letters and b"<62> <FFFD>" in letters
            assert (shown.Group.CS == "/DeviceRGB") == (path == done.archive)
            assert b"JavaScript" not in made.Root.unparse()


def test_pages_of_one_file_share_its_objects(build):
    pdf = a_page(b"/I Do", pages=3)
    shared = pdf.make_stream(bytes(range(256)) * 300, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=320, Height=240, BitsPerComponent=8,
                             ColorSpace=pikepdf.Name.DeviceGray)
    for page in pdf.pages:
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=shared))
    build.write("a.pdf", saved_pdf(pdf))
    done = build(PAGE + '![](a.pdf){alt=""}\n\n![](a.pdf){alt="" page=2}\n\n![](a.pdf#page=3){alt=""}\n')
    with pikepdf.open(done.print) as made:
        forms = [x for _, x in made.pages[0].Resources.XObject.items() if x.Subtype == "/Form"]
        assert len(forms) == 3 and len({form.Resources.XObject.I.objgen for form in forms}) == 1


def test_what_cannot_be_mended_in_a_page_is_an_error(tmp_path):
    helvetica = {"/F": pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica"))}
    layered = a_page()
    layered.Root.OCProperties = pikepdf.Dictionary(D=pikepdf.Dictionary(OFF=[layered.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="L"))]))
    script = a_page()
    script.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=script.make_stream(b"showpage", Subtype=pikepdf.Name.PS)))
    deep = a_page()
    nest = pikepdf.Array()
    for _ in range(80):
        nest = pikepdf.Array([nest])
    deep.pages[0].Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(D=nest))
    files = {
        "font.pdf": (saved_pdf(a_page(Font=helvetica)), "its font Helvetica is not embedded; export it with all fonts embedded"),
        "secret.pdf": (saved_pdf(a_page(), encryption=pikepdf.Encryption(owner="a", user="")), "it is encrypted; remove its password"),
        "locked.pdf": (saved_pdf(a_page(), encryption=pikepdf.Encryption(owner="a", user="b")), "it is encrypted; remove its password"),
        "layers.pdf": (saved_pdf(layered), "it has layers that are switched off"),
        "script.pdf": (saved_pdf(script), "it has PostScript in it"),
        "deep.pdf": (saved_pdf(deep), "its objects are nested too deeply"),
        "cut.pdf": (saved_pdf(a_page())[:60], "cannot be used: it "),
        "flat.pdf": (saved_pdf(a_page(CropBox=[0, 0, 0, 100])), "its page has no size"),
        "inline.pdf": (saved_pdf(a_page(b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI")), "compressed by LZW"),
        "end.pdf": (saved_pdf(a_page(b"BI /W 1 /H 1 /BPC 8 /CS /G ID xxxx")), "a picture in its content has no end"),
    }
    done, _ = set_pictures(tmp_path, {name: data for name, (data, _) in files.items()})
    assert done.returncode == 1
    for name, (_, said) in files.items():
        lines = [line for line in done.stderr.splitlines() if f"'{name}'" in line and ": error: " in line]
        assert len(lines) == 1 and said in lines[0] and lines[0].endswith("[image-bad]"), (name, lines, done.stderr)


def test_a_page_number_is_one_that_is_there(tmp_path):
    (tmp_path / "a.pdf").write_bytes(saved_pdf(a_page(pages=2)))
    (tmp_path / "text.md").write_text(PAGE + '![](a.pdf){alt="" page=3}\n\n![](a.pdf){alt="" page=0}\n')
    done = run("check", "text.md", program=SANITIZED, cwd=tmp_path)
    assert "text.md:7:1: error: page 3 of 'a.pdf' cannot be used: it has only 2 pages; name one of them [image-bad]" in done.stderr
    assert "text.md:9:1: warning: an image's page is the number of a PDF's page, such as 2, not '0' [attribute-bad]" in done.stderr


def test_a_bomb_in_a_page_is_small(tmp_path):
    """A content of a gigabyte of spaces, and an array that leads to itself many times."""
    import zlib
    bomb = a_page()
    bomb.pages[0].Contents = bomb.make_stream(b"")
    bomb.pages[0].Contents.write(zlib.compress(b" " * (200 << 20), 9), filter=pikepdf.Name.FlateDecode)
    laughs = a_page()
    inner = laughs.make_indirect(pikepdf.Array([1] * 10))
    for _ in range(12):
        inner = laughs.make_indirect(pikepdf.Array([inner] * 10))
    laughs.pages[0].Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(D=inner))
    done, _ = set_pictures(tmp_path, {"a.pdf": saved_pdf(bomb), "b.pdf": saved_pdf(laughs)}, ("--memory=800M",), program=PLATEN)
    assert "'a.pdf' cannot be used: its content is too large" in done.stderr and "'b.pdf' cannot be used: its objects are too large" in done.stderr


def test_a_picture_is_what_its_bytes_say(tmp_path):
    """A PNG named .jpg is set, warned of, and attached as what it is."""
    shutil.copy(ROOT / "tests/cases/speech/spread.png", tmp_path / "spread.jpg")
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n![Words.](spread.jpg){alt='A spread.'}\n")
    done = run("build", "text.md", "-o", "out.pdf", cwd=tmp_path)
    assert done.returncode == 0 and "spread.jpg' is a PNG" in done.stderr and "[image-misnamed]" in done.stderr
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.attachments["spread.jpg"].obj.EF.F.Subtype) == "/image/png"
