"""What comes in thousands: images beyond what a dictionary holds, pages beyond one level of their tree."""
import struct
import subprocess
import zlib

import pikepdf
import pytest

from conftest import environment, run

IMAGES = 4200  # libharu's dictionaries hold 4,095 entries, as do those of readers of PDF 1.4


def png(colour):
    """One pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0" + colour.to_bytes(3, "big"))) + chunk(b"IEND", b""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("images")
    for i in range(IMAGES):
        (folder / f"{i}.png").write_bytes(png(i))
    return folder


def build(folder, names, *options):
    """Twenty images a line."""
    lines = [" ".join(f"![]({i}.png){{width=2pt}}" for i in names[k:k + 20]) for k in range(0, len(names), 20)]
    (folder / "text.md").write_text("---\nlang: en\ndate: 2024-01-01\n---\n\n" + "\n\n".join(lines) + "\n")
    done = run("build", "text.md", "--edition=all", "-o", "out.pdf", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    for path in ("out.pdf", "out.print.pdf"):
        subprocess.run(["qpdf", "--check", str(folder / path)], check=True, capture_output=True, env=environment())
    return folder / "out.pdf"


def colours(page):
    """The colours of the images that a page's content names, in its order."""
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Do":
            image = page.Resources.XObject[str(operands[0])]
            found.append(int.from_bytes(image.read_bytes(), "big"))
    return found


def test_each_page_finds_its_images(folder):
    """Several dictionaries, each for some pages in a row; images that come again are in each."""
    names = [*range(IMAGES), *range(0, IMAGES, 7)]
    with pikepdf.open(build(folder, names)) as pdf:
        shown = [colour for page in pdf.pages for colour in colours(page)]
        dictionaries = {page.Resources.objgen: len(page.Resources.XObject) for page in pdf.pages}
        assert len(pdf.attachments) == IMAGES + 3
    assert shown == names
    assert len(dictionaries) == 2 and max(dictionaries.values()) <= 4095


def test_few_images_share_a_dictionary(folder):
    with pikepdf.open(build(folder, [*range(1, 4096)])) as pdf:
        assert len({page.Resources.objgen for page in pdf.pages}) == 1


def test_a_page_has_all_of_its_images(folder):
    (folder / "wide.yaml").write_text(
        "page: {size: 1500mm 1500mm, margins: {inner: 10mm, outer: 10mm, top: 10mm, bottom: 10mm}}\ntext: {indent: 0}\n")
    with pikepdf.open(build(folder, [*range(IMAGES)], "--style", "wide.yaml")) as pdf:
        assert len(pdf.pages) == 1 and colours(pdf.pages[0]) == [*range(IMAGES)]


def test_counts_of_pages_are_right_on_every_level(tmp_path):
    """Beyond 64 times 64 pages the page tree has a third level."""
    pages = 64 * 64 + 70
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\n" + "\n\n\\newpage\n\n".join(f"{i}." for i in range(pages)))
    (tmp_path / "small.yaml").write_text("page: {size: 40mm 40mm, margins: {inner: 3mm, outer: 3mm, top: 3mm, bottom: 3mm}, folio: none}\n")
    done = run("build", "text.md", "--style", "small.yaml", "-o", "out.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr

    def count(node, depth):
        if node.Type == "/Page":
            return 1, depth
        assert 1 <= len(node.Kids) <= 64
        below = [count(kid, depth + 1) for kid in node.Kids]
        assert all(kid.Parent.objgen == node.objgen for kid in node.Kids)
        assert int(node.Count) == sum(each for each, _ in below)
        assert len({each for _, each in below}) == 1, "pages on different levels"
        return int(node.Count), below[0][1]
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert count(pdf.Root.Pages, 0) == (pages, 3)
        assert len(pdf.pages) == pages
