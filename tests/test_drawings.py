"""SVG drawings: vectors and words in every edition, grays as black ink, and colours in the space that the edition has for them."""
import base64
import re
import subprocess

import PIL.Image
import pikepdf
import pytest

from conftest import ROOT, run

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">'
ALL = HEAD + """
<defs>
  <linearGradient id="fade"><stop stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity="0"/></linearGradient>
  <radialGradient id="rings" r=".2" spreadMethod="repeat"><stop stop-color="#fff"/><stop offset="1" stop-color="#333"/></radialGradient>
  <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1" fill="green"/></pattern>
  <clipPath id="round"><circle cx="150" cy="50" r="20"/></clipPath>
  <mask id="half"><rect width="100" height="100" fill="gray"/></mask>
  <marker id="tip" orient="auto" markerWidth="4" markerHeight="4" refX="4" refY="2"><path d="M0 0 4 2 0 4z"/></marker>
</defs>
<rect width="40" height="20" fill="url(#fade)"/>
<rect x="50" width="40" height="20" fill="url(#rings)"/>
<rect x="120" y="20" width="60" height="60" fill="url(#dots)" clip-path="url(#round)"/>
<rect y="30" width="40" height="20" fill="teal" mask="url(#half)"/>
<g opacity=".5" style="mix-blend-mode: multiply"><path d="M0 60h20v20z" fill="orange" stroke="black"/><path d="M10 60h20v20z"/></g>
<path d="M0 90C40 60 60 99 90 90" fill="none" stroke="#246" stroke-dasharray="4 2" marker-end="url(#tip)"/>
<text x="100" y="60" text-anchor="middle" font-family="Helvetica, sans-serif" font-size="12">Sums &amp; <tspan font-weight="bold" text-decoration="underline">parts</tspan></text>
<text x="100" y="90" transform="rotate(10)" font-size="10" fill="maroon" textLength="36">turned</text>
</svg>"""
TEXT = '---\nlang: en\ntitle: Drawings\ndate: 2024-05-06\n---\n\n![What is drawn](a.svg){alt="Shapes"}\n'


def forms(path):
    """The drawings' own content, and that of all forms in them, with their colour space."""
    with pikepdf.open(path) as pdf:
        found, rest = [], [x for page in pdf.pages for _, x in page.Resources.get("/XObject", pikepdf.Dictionary()).items()]
        while rest:
            form = rest.pop()
            if form.Subtype == "/Form":
                names = form.get("/Resources", pikepdf.Dictionary())
                space = names.get("/ColorSpace", pikepdf.Dictionary()).get("/rgb", pikepdf.Name("/none"))
                found.append((form.read_bytes().decode("latin-1"), str(space[0] if isinstance(space, pikepdf.Array) else space)))
                rest += [x for _, x in names.get("/XObject", pikepdf.Dictionary()).items()]
        return found


def words(path):
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout


def test_everything_that_is_drawn_holds_the_standards(build):
    build.write("a.svg", ALL)
    done = build(TEXT)
    assert "svg" not in done.stderr
    for path in (done.archive, done.print, done.archive2):
        assert re.search(r"Sums & parts", words(path)) and "turned" in words(path)
        assert not subprocess.run(["pdfimages", "-list", path], capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()[2:]
        assert subprocess.run(["qpdf", "--check", path], capture_output=True, timeout=60).returncode == 0
        log = subprocess.run(["pdftoppm", "-r", "30", path, build.folder / "page"], capture_output=True, text=True, timeout=60)
        assert log.returncode == 0 and not log.stderr


def test_content_is_the_same_in_all_editions_and_colours_are_the_editions(build):
    build.write("a.svg", ALL)
    done = build(TEXT)
    archive, press = forms(done.archive), forms(done.print)
    assert [content for content, _ in archive] == [content for content, _ in press]
    assert any("/DeviceRGB" in spaces for _, spaces in archive)
    assert not any("/DeviceRGB" in spaces for _, spaces in press) and any("/ICCBased" in spaces for _, spaces in press)


@pytest.mark.parametrize("color, operator", [("black", "/k cs 1 scn"), ("#808080", "/k cs .6279 scn"), ("#123456", "/rgb cs .0706 .2039 .3373 scn")])
def test_grays_are_gray(build, color, operator):
    build.write("a.svg", HEAD + f'<path d="M0 0h9v9z" fill="{color}"/></svg>')
    (content, _), = forms(build(TEXT, keep=False).print)
    assert operator in content


def test_a_gradient_without_a_way_has_its_last_colour(build):
    build.write("a.svg", HEAD + '<linearGradient id="g" x1=".5" x2=".5"><stop stop-color="black"/><stop offset="1" stop-color="#123456"/></linearGradient>'
                                '<path d="M0 0h9v9z" fill="url(#g)"/></svg>')
    (content, _), = forms(build(TEXT, keep=False).print)
    assert "/rgb cs .0706 .2039 .3373 scn" in content


def test_black_words_overprint_as_the_texts_do(build):
    build.write("a.svg", HEAD + '<text x="9" y="20">black</text><text x="9" y="40" fill="maroon">red</text></svg>')
    (content, _), = forms(build(TEXT).print)
    black, red = (part for part in content.split("BT")[:2])
    assert "/k cs 1 scn" in black and "/over gs" in black and "/over gs" not in red


def test_a_drawing_is_as_large_as_it_says(build):
    build.write("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="72pt"><path d="M0 0h9v9z"/></svg>')
    build.write("t.md", TEXT)
    assert "image 113.4 x 72" in run("check", "t.md", "--dump=pages", cwd=build.folder).stdout


def test_pictures_in_drawings_are_set(build):
    png = base64.b64encode((ROOT / "tests/cases/diagnostics/images/coarse.png").read_bytes()).decode()
    build.write("a.svg", HEAD + f'<image width="50" height="50" xlink:href="data:image/png;base64,{png}"/></svg>')
    done = build(TEXT)
    assert "left out" not in done.stderr
    listed = subprocess.run(["pdfimages", "-list", done.archive], capture_output=True, text=True, check=True, timeout=60).stdout
    assert len(listed.splitlines()) == 3


@pytest.mark.parametrize("inside", [
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">'
    '<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>' + HEAD + "<text>&h;</text></svg>",
    HEAD + "<path d='M0 0h1'/>" * 250000 + "</svg>",
    HEAD + "<g>" * 100000 + "</g>" * 100000 + "</svg>",
    HEAD + "<path id='p' d='M0 0" + "h1" * 100000 + "'/>" + "<use href='#p'/>" * 1000 + "</svg>",
    HEAD + "<style>" + "".join(f".a{i} .b{i}{{fill:red}}" for i in range(20000)) + "</style>" + "<g class='b1'/>" * 20000 + "<path d='M0 0h1'/></svg>",
], ids=["entities", "elements", "nesting", "paths", "rules"])
def test_bombs_take_neither_time_nor_memory(tmp_path, inside):
    (tmp_path / "a.svg").write_text(inside)
    (tmp_path / "t.md").write_text(TEXT)
    done = run("build", "t.md", "--memory=1G", cwd=tmp_path, timeout=20)
    assert done.returncode == 0 or (done.returncode == 1 and "'a.svg' cannot be used" in done.stderr), done.stderr


def test_twenty_thousand_paths_are_quick(tmp_path):
    (tmp_path / "a.svg").write_text(HEAD + "".join(f"<path d='M{i % 200} {i // 200}l3 4 5-2 1 1z' fill='#{i % 4096:03x}'/>" for i in range(20000)) + "</svg>")
    (tmp_path / "t.md").write_text(TEXT)
    assert run("build", "t.md", cwd=tmp_path, timeout=5).returncode == 0


def test_words_of_html_are_set(build):
    """Labels as Mermaid writes them: in the box that a browser measured, and empty ones of edges, of which nothing is said."""
    label = '<foreignObject width="{}" height="{}" {}><div {}><style>p {{}}</style><span class="nodeLabel">{}</span></div></foreignObject>'
    html = 'xmlns="http://www.w3.org/1999/xhtml"'
    empty = HEAD + label.format(0, 0, "", html, "") + "</svg>"
    full = HEAD + label.format(70, 24, 'x="5"', html, "<p>Start &amp; go</p>") + label.format(90, 72, 'x="100"', html, "one two three four five six seven eight") \
        + label.format(70, 48, 'y="50"', "", "first<br/>second") + "</svg>"
    build.write("a.svg", empty)
    assert "drawing-partial" not in build(TEXT).stderr
    build.write("a.svg", full)
    done = build(TEXT)
    assert done.stderr.count("has HTML inside it, of which the words alone are set") == 1
    for path in (done.archive, done.print):
        lines = words(path).splitlines()
        assert "p {}" not in lines and [lines.index(line) for line in ("Start & go one two three", "four five six", "seven eight", "first", "second")]


def test_a_drawing_in_a_drawing_is_set(build):
    """As draw.io has its icons: by base 64 or by escapes, one in another; its words count among those of all."""
    inner = HEAD + '<rect width="200" height="100" fill="#00f000"/><text x="5" y="50">inner words</text></svg>'
    middle = HEAD + f'<image width="100" height="50" href="data:image/svg+xml;base64,{base64.b64encode(inner.encode()).decode()}"/><text y="90">middle</text></svg>'
    escaped = middle.replace("%", "%25").replace("<", "%3C").replace(">", "%3E").replace('"', "%22").replace("#", "%23")
    build.write("a.svg", HEAD + f'<text y="20">outer</text><image x="50" y="20" width="150" height="75" href="data:image/svg+xml,{escaped}"/><text y="99">last</text></svg>')
    done = build(TEXT)
    assert "drawing-partial" not in done.stderr
    for path in (done.archive, done.print):
        assert {"outer", "inner words", "middle", "last"} <= set(words(path).splitlines())
    subprocess.run(["pdftoppm", "-r", "40", "-png", "-singlefile", done.archive, build.folder / "page"], check=True, timeout=60)
    with PIL.Image.open(build.folder / "page.png") as page:
        assert sum(count for count, color in page.getcolors(1 << 20) if color == (0, 240, 0)) > 300


def test_many_drawings_in_a_drawing_share_what_may_be_painted(tmp_path):
    """Each would be allowed alone."""
    busy = HEAD + '<g id="a">' + '<path d="M0 0h1v1z"/>' * 200 + "</g>" + '<use href="#a"/>' * 200 + "</svg>"
    image = f'<image id="i" width="9" height="9" href="data:image/svg+xml;base64,{base64.b64encode(busy.encode()).decode()}"/>'
    (tmp_path / "a.svg").write_text(HEAD + image + '<use href="#i"/>' * 500 + "</svg>")
    (tmp_path / "text.md").write_text(TEXT)
    done = run("build", "text.md", cwd=tmp_path, timeout=20)
    assert "paints more than a page can need" in done.stderr
