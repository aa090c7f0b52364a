"""What each fuzz target begins with: files of this repository, and small ones that reach the rooms that no such file does."""
import base64
import io
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from folders import BOOKS  # noqa: E402

SEPARATOR = b"\x1e"
FACES = ("Ogham", "Runic", "Gothic", "Tagalog", "Buginese")  # the smallest ones of Debian's fonts-noto-core
OPTIONS = 24  # of fuzz_pipeline.c
BOOK_OPTIONS = 16  # of fuzz_book.c

# Contents of pages, with the names of fuzz_preflight.c's resources.
CONTENTS = [b"q /S cs .5 scn /G gs 20 20 90 90 re f* Q /X Do /I Do /H sh", b"BT /F 9 Tf 1 0 0 1 20 30 Tm [(ab) -90 <0001>] TJ T* (c) ' ET",
            b"BT /T 9 Tf 3 Tr (aa) Tj ET /P /M BDC .1 w 0 0 m 9 9 l 1 2 3 4 5 6 c S EMC", b"/Pattern cs /P scn 0 0 99 99 re W n B",
            b"q 30 0 0 30 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK /F /AHx ID 0011223344556677> EI Q", b"/D CS 1 1 1 SCN 0 0 9 9 re s /N gs BX foo EX",
            b"0 0 0 0 k 1 1 1 rg .3 g 1 0 0 RG /X cs 1 sc /Artifact BMC 0 0 300 300 re b EMC 9 0 0 0 9 9 cm", b"1 1 1 1 k 20 20 99 99 re f /H sh /L cs 1 2 3 sc 0 0 9 9 re f"]

# --- pictures ------------------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100" width="50mm" height="9em">'
DRAWINGS = [
    '<defs><linearGradient id="f" gradientTransform="rotate(9)"><stop stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity="0"/></linearGradient>'
    '<radialGradient id="r" r=".2" fx="40%" spreadMethod="repeat" xlink:href="#f"/><pattern id="d" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<circle cx="2" cy="2" r="1" fill="green"/></pattern><clipPath id="c"><circle cx="150" cy="50" r="20"/></clipPath><mask id="h"><rect width="99" height="99" fill="gray"/></mask>'
    '<marker id="t" orient="auto" markerWidth="4" viewBox="0 0 9 9" refX="4"><path d="M0 0 4 2 0 4z"/></marker></defs><rect width="40" height="20" fill="url(#f)"/>'
    '<rect x="50" width="40" height="20" rx="3" stroke="url(#r)"/><rect y="20" width="60" height="60" fill="url(#d)" clip-path="url(#c)"/>'
    '<rect y="30" width="40" height="20" fill="teal" mask="url(#h)"/><path d="M0 90C40 60 60 99 90 90S1 2 3 4Q5 6 7 8T9 9A5 6 10 1 0 20 20V4H5m1 1z" fill="none" stroke="#246" '
    'stroke-dasharray="4 2" marker-start="url(#t)" marker-mid="url(#t)" marker-end="url(#t)"/>',
    '<style>.a, #b > g rect {fill: hsl(120, 50%, 40%); stroke: rgba(1, 2, 3, .5)} text {font: bold 9px serif} @media print {g {opacity: .5}}</style>'
    '<g id="b" style="mix-blend-mode: multiply; isolation: isolate" opacity=".5" transform="matrix(1 0 0 1 2 3) skewX(5) scale(2)"><g><rect width="9" height="9"/></g></g>'
    '<polygon points="1,2 3 4,5-6" class="a"/><polyline points="1 1 2 2"/><ellipse rx="3" ry="4" fill="rebeccapurple"/><line x2="9" y2="9" stroke="currentColor" stroke-linecap="round"/>'
    '<symbol id="s" viewBox="0 0 9 9"><path d="M0 0h9"/></symbol><use href="#s" width="9" height="9"/><switch><g systemLanguage="de"/><g/></switch>',
    '<text x="9 20 30" y="20" text-anchor="middle" dx="1" letter-spacing="2" font-family="Helvetica, sans-serif" font-size="12">Sums &amp; <tspan font-weight="bold" dy="1em" '
    'text-decoration="underline" baseline-shift="super" fill="#123">parts</tspan></text><text transform="rotate(10)" textLength="36" lengthAdjust="spacingAndGlyphs">turned</text>'
    '<a href="http://e.org"><text y="50">שלום</text></a><foreignObject width="70" height="24" x="5"><div xmlns="http://www.w3.org/1999/xhtml"><p>Start<br/>go</p></div></foreignObject>',
]


def pictures():
    """A picture of each kind, as small as may be: (ending, bytes)."""
    from PIL import Image, ImageCms
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    def saved(mode, kind, color, **options):
        out = io.BytesIO()
        Image.new(mode, (9, 7), color).save(out, kind, **options)
        return out.getvalue()

    exif = Image.Exif()
    exif[0x112] = 6  # lies on its side
    yield from (("png", saved(mode, "PNG", color, **more)) for mode, color, more in (
        ("RGBA", (200, 10, 10, 99), {}), ("LA", (9, 99), {}), ("I;16", 999, {}), ("P", 3, {"transparency": 3}), ("1", 1, {"dpi": (300, 300)}), ("RGB", (1, 2, 3), {"icc_profile": profile})))
    yield from (("jpg", saved(mode, "JPEG", color, **more)) for mode, color, more in (
        ("RGB", (20, 99, 10), {}), ("RGB", (9, 9, 9), {"progressive": True, "exif": exif}), ("L", 99, {"dpi": (72, 72)}), ("CMYK", (1, 2, 3, 4), {"icc_profile": profile})))
    yield from (("tif", saved(mode, "TIFF", color, **more)) for mode, color, more in (
        ("RGB", (20, 99, 10), {}), ("CMYK", (1, 2, 3, 4), {"compression": "tiff_lzw"}), ("RGBA", (1, 2, 3, 4), {"compression": "tiff_adobe_deflate"}), ("1", 1, {"compression": "group4"}),
        ("P", 9, {"compression": "packbits"}), ("L", 99, {"exif": exif}), ("I;16", 999, {}), ("LAB", (9, 9, 9), {}), ("RGB", (1, 2, 3), {"compression": "jpeg", "icc_profile": profile})))
    yield from (("webp", saved("RGBA", "WEBP", (20, 99, 10, 99), **more)) for more in ({}, {"lossless": True, "exif": exif}, {"icc_profile": profile}))
    yield from (("gif", saved("P", "GIF", 3, **more)) for more in ({}, {"transparency": 3, "interlace": 1}))
    coarse = base64.b64encode(saved("RGB", "PNG", 0)).decode()
    drawings = DRAWINGS + [f'<image width="50" height="50" preserveAspectRatio="xMinYMax slice" href="data:image/png;base64,{coarse}"/>',
                           '<image width="9" height="9" href="data:image/svg+xml,' + (SVG + "<path d='M0 0h9'/></svg>").replace("<", "%3C").replace("#", "%23").replace('"', "%22") + '"/>']
    yield from (("svg", (SVG + drawing + "</svg>").encode()) for drawing in drawings)
    yield from (("pdf", page(content)) for content in CONTENTS)


def page(content):
    """A PDF of one page, with resources of most kinds; readers find its objects by themselves."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Group << /S /Transparency /CS /DeviceCMYK >> /Length 12 >> stream\n0 0 9 9 re f \nendstream"
    image = b"<< /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /SMask 6 0 R /Length 6 >> stream\nabcdef\nendstream"
    mask = b"<< /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 2 >> stream\nab\nendstream"
    tint = b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .5 1 0] /N 1 >>"
    resources = (b"<< /XObject << /X 4 0 R /I 5 0 R >> /ColorSpace << /S [/Separation /Gold /DeviceCMYK 7 0 R] /X [/Indexed /DeviceRGB 1 (abcdef)] /D [/DeviceN [/Cyan /All] /DeviceCMYK 7 0 R] "
                 b"/L [/Lab << /WhitePoint [1 1 1] >>] >> /ExtGState << /G << /ca .5 /BM /Multiply >> /N << /LW 0 /SMask << /S /Luminosity /G 4 0 R >> >> >> /Pattern << /P << /PatternType 2 /Shading << "
                 b"/ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function 7 0 R >> >> >> /Shading << /H << /ShadingType 3 /ColorSpace /DeviceCMYK /Coords [0 0 9 9 9 9] /Function 7 0 R >> >> "
                 b"/Properties << /M << /MCID 0 >> >> >>")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /TrimBox [9 9 290 290] /Rotate 90 /Contents 8 0 R /Resources " + resources + b" >>", form, image, mask, tint,
               b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content)]
    return b"%PDF-1.6\n" + b"".join(b"%d 0 obj %s endobj\n" % (i + 1, o) for i, o in enumerate(objects)) + b"trailer << /Root 1 0 R >>\n%%EOF\n"


# --- folders -------------------------------------------------------------------------------------

OWN = {
    "publication.yaml": "title: The Sea\nsubtitle: A voyage\nauthor: [Ann Author, Bob]\ndate: 2024-05-01\nlang: en\nisbn: 978-3-16-148410-0\nstyle: s.yaml\nhalf-title: true\nimprint: Set.\n"
                        "dedication: To you\nepigraph: |\n  Words.\ncolophon: End\ntoc: true\nlof: true\nlot: true\nlogo: {image: a.svg, alt: A}\nfront: [a.md]\nchapters:\n"
                        "  - part: Out\n    chapters: [b.md, {file: c.md, title: See, chapters: [d.md]}]\n  - 'e*.md'\nappendix: [f.md]\nback: [g.md]\n"
                        "cover:\n  front: {picture: a.svg, alt: Waves}\n  back: {picture: a.svg, text: 'What *it* is.'}\n  paper: 2mm\n  spine-reads: up\n",
    "s.yaml": "extends: book.yaml\npage: {size: A5, signature: 4, margins: {inner: 15mm, outer: 35mm}, margin-column: 20mm, sides: two}\nlinks: {address: note, pages: true}\nbook: {front-folios: roman}\n"
              "inks: {sea: {cmyk: [30, 5, 0, 0], rgb: '#b0d8f0'}}\nroles: {cover: {background: sea}, cover-title: {ink: accent}}\n",
    "a.svg": SVG + "<rect width='200' height='100' fill='red'/></svg>",
    "a.md": "# Preface\n\nWords. [A remark about *her*.]{.margin} More [words](http://example.org/a) and [there](#b).\n\n::: {.margin}\nA second one.\n:::\n",
    "b.md": "# B {#b}\n\n![A](a.svg){.margin}\n\nWords <http://e.org>.^[A note with [a link](http://e.org/b).]\n\n| " + " | ".join(f"antidisestablishment{i}" for i in range(9)) + " |\n" + "|---" * 9
            + "|\n" + "| 1 " * 9 + "|\n\nTable: Accounts {#t .landscape}\n\n!include d.md\n\n{{< include d.md >}}\n\n![[d.md]]\n",
    "c.md": "# C\n\n## S\n\nSee [](#t){.page}.\n\n```include\nd.md\n```\n", "d.md": "## D\n\n*[HTML]: Words\n\nHTML[^1] and {{< none >}}\n\n[^1]: A note.\n", "e1.md": "# E\n\n![F](a.svg)\n", "f.md": "# F\n\n## G\n\nText.\n",
    "g.md": "---\ntitle: G\n---\n\nEnd.\n",
}


def folders():
    every = [files for files, _ in BOOKS.values()] + [OWN, {**OWN, "s.yaml": "extends: house.yaml\ncover: {}\n", "publication.yaml": OWN["publication.yaml"].replace("paper: 2mm", "spine: 0")}]
    every.append({"LANGS.md": "* [Deutsch](de/)\n* [English](en/README.md)\n", "de/README.md": "# Start\n", "de/SUMMARY.md": "# S\n\n* [Two](two.md)\n", "de/two.md": "# Two\n"})
    every += [{"README.md": "# A\n\n[b](b.md)\n", "10-b.md": "# B\n", "2-c.md": "# C\n", "sub/d.md": "# D\n"}, {"publication.yaml": "chapters: ['../x.md', none.md, 'sub', '*']\ncover: {front: a}\n"}]
    for i, files in enumerate(every):
        for letters in (b"a", bytes(ord("a") + (i * 3 + j * 5) % BOOK_OPTIONS for j in range(3))):
            yield "folder", SEPARATOR.join([letters] + [f"{name}\n{text}".encode() for name, text in files.items()])


# --- whole builds --------------------------------------------------------------------------------

def pipelines(texts, sheets, images):
    """Options, a manuscript, a style sheet and a picture, each in its turn, as fuzz_pipeline.c takes them."""
    for i, text in enumerate(texts):
        options = bytes(ord("a") + (i * step) % OPTIONS for step in (1, 5, 7)) if i % 3 else b""
        text += b"\n\n![A](picture.png)\n\nB ![c](picture.jpg) d\n"
        yield "pipeline", SEPARATOR.join((options, text, sheets[i % len(sheets)] if i % 2 else b"", images[i % len(images)]))
    # each option alone, which another can't hide
    for i in range(OPTIONS):
        sheet = OWN["s.yaml"].encode() if i % 2 else b""
        yield "option", SEPARATOR.join((bytes([ord("a") + i]), (OWN["a.md"] + OWN["b.md"]).replace("a.svg", "picture.png").encode(), sheet, images[i % len(images)]))


def carried(program):
    """Editions of each kind, with their streams as they are read, so that a changed byte changes what they say."""
    import pikepdf
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "p.svg").write_text(OWN["a.svg"])
        (folder / "t.md").write_text("---\ntitle: T\nlang: en\ndate: 2024-02-03\nauthor: A\nstyle: s.yaml\n---\n\n# H\n\nWords.\n\n![P](p.svg){alt=P}\n")
        (folder / "s.yaml").write_text("text: {size: 9pt}\n")
        subprocess.run([program, "build", "t.md", "--edition=archive,archive2", "-q", "-o", "o.pdf"], cwd=folder, check=True)
        for path in sorted(folder.glob("o*.pdf")):
            with pikepdf.open(path) as pdf:
                pdf.save(folder / "plain.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            yield "pdf", (folder / "plain.pdf").read_bytes()
            yield "pdf", path.read_bytes()
    yield from (("pdf", page(content)) for content in CONTENTS)
