"""The floors: a file includes only headers of files that stand above it in the Makefile's list of sources."""
import re

from conftest import ROOT

SOURCES = re.findall(r"[\w/]+\.c\b", re.search(r"^SOURCES = (.*?)\n[A-Z]", (ROOT / "Makefile").read_text(), re.S | re.M)[1])
ORDER = {name: place for place, name in enumerate(SOURCES)}


def included(path):
    return re.findall(r'^#include "([\w/]+)\.h"', path.read_text(), re.M)


def place_of_header(name):
    """A header is at its .c's place; a private one is its folder's own, so it is at the folder's first file; one without a .c is at the
    first file of its prefix."""
    if name + ".c" in ORDER:
        return ORDER[name + ".c"]
    folder = name.rsplit("/", 1)[0] + "/"
    prefix = [] if name.endswith("_private") else [place for source, place in ORDER.items() if source.startswith(name)]
    return min(prefix or [place for source, place in ORDER.items() if source.startswith(folder)])


def is_of_another_folder(path, header):
    return header.endswith("_private") and header.rsplit("/", 1)[0] != path.parent.name


def family(name):
    """Files of one module (paragraph, paragraph_items …) may include each other's headers."""
    return name.rsplit(".", 1)[0].split("_private")[0]


def related(one, other):
    return one.startswith(other) or other.startswith(one) or one.split("_")[0] == other.split("_")[0]


def test_every_source_is_listed():
    files = sorted(str(path.relative_to(ROOT / "src")) for path in (ROOT / "src").rglob("*.c"))
    assert files == sorted(SOURCES)


def test_files_include_only_what_stands_above():
    wrong = []
    for source in SOURCES:
        for path in (ROOT / "src" / source, (ROOT / "src" / source).with_suffix(".h")):
            if not path.exists():
                continue
            for header in included(path):
                if is_of_another_folder(path, header):
                    wrong.append(f"{path.relative_to(ROOT)} includes {header}.h, which is private to its folder")
                if place_of_header(header) > ORDER[source] and not related(family(source), family(header)):
                    wrong.append(f"{path.relative_to(ROOT)} includes {header}.h, which stands below it")
    assert not wrong, "\n".join(wrong)


def test_floors_are_in_the_order_of_their_folders():
    folders = [source.rsplit("/", 1)[0] for source in SOURCES if "/" in source]
    assert list(dict.fromkeys(folders)) == ["base", "document", "style", "markdown", "type", "image", "lines", "pages", "layout", "pdf", "quality", "app"]
    assert folders == sorted(folders, key=list(dict.fromkeys(folders)).index)


def test_files_and_functions_stay_short():
    long_files = [str(p.relative_to(ROOT)) for p in (ROOT / "src").rglob("*.[ch]") if len(p.read_text().splitlines()) > 600]
    assert not long_files
