"""Pictures of the rarer kinds (GIF, WebP, TIFF): their pixels arrive as other programs read them, and what is wrong with them is said."""
import io
import struct

import PIL.Image
import PIL.ImageCms
import pikepdf
import pytest

from conftest import PLATEN, SANITIZED, run

SIZE = (37, 23)


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
    return name, image.read_bytes(), image.SMask.read_bytes() if "/SMask" in image else None


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
        "inks.tif": (big_tiff({**base, 262: (3, [5]), 258: (3, [8] * 4), 277: (3, [4]), 332: (3, [2])}, [bytes(16)]), "its inks are others than CMYK"),
        "few.tif": (big_tiff({**base, 258: (3, [8]), 277: (3, [1])}, [bytes(12)]), "fewer components than its colours need"),
        "many.tif": (big_tiff({**base, 258: (3, [8] * 20), 277: (3, [20])}, [bytes(80)]), "over 16 components"),
        "packed.tif": (big_tiff({**base, 259: (3, [34712])}, [bytes(12)]), "compressed in a way that libtiff can't undo"),
        "name.gif": (whole, "is a TIFF, though its name says that it is a GIF; name it .tif"),
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
