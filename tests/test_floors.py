"""The floors, as src/sources.mk lists them from the ground up, and what every file of the code must be.

A file leans only on files above it in that list. Three tests say so: what it includes, what it calls (as the linker sees it, so
that a header shared by a folder hides nothing), and the order of the folders themselves.
"""
import concurrent.futures
import functools
import os
import re
import shutil
import subprocess

from conftest import BUILD, ROOT, environment

SRC = ROOT / "src"
MAKEFILE = (ROOT / "Makefile").read_text()
SOURCES = re.findall(r"^\t([\w/]+\.c)\b", (SRC / "sources.mk").read_text(), re.M)
ORDER = {name: place for place, name in enumerate(SOURCES)}
FOLDERS = ["base", "document", "style", "markdown", "type", "reader", "image", "lines", "pages", "layout", "pdf", "quality", "preflight", "app"]

# A file may call one below it in the list only where both are of one folder, and only for a reason that is given here.
CALLS_BACK = {
    "image": "the decoders share a few sizes with what picks among them",
    "layout": "a block holds blocks: what sets a list, a note or code calls what sets any block",
    "lines/paragraph_place.c": "a paragraph's own place is where its text's is not known",
    "lines/paragraph_trace.c": "a paragraph's own place is where its text's is not known",
    "markdown/attribute_lists.c": "an attribute may be a caption, whose words are Markdown",
    "markdown/myst.c": "what a directive holds is Markdown, which may hold directives",
    "markdown/check.c": "it names the file of a node by the manuscript's list",
    "markdown/html.c": "HTML's elements hold spans, and spans hold HTML",
    "markdown/spans.c": "a span may be an inline note, and notes hold spans",
    "pdf/pdf_content_tags.c": "a tag ends the string and the text object that are open",
    "pages/pagebreak_trace.c": "it reads the steps that the search made",
    "pages/pagebreak_table.c": "it keeps the search's steps",
    "pages/pagebreak_table.h": "it keeps the search's steps",
    "quality": "each measure reports by the blemishes of quality.c",
    "style": "keys name classes and inks, which are made of keys",
    "type/font_face.c": "whether a face has serifs is measured with what hangs",
}
# Prefixes beside the file's own, with the reason.
PREFIXES = {
    "base/end.c": ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign"],  # in place of the C library's
    "document/document.c": ["node_"],  # the document is a tree of nodes
    "markdown/text.c": ["node_"],  # more of the tree, for those who change it
    "layout/reference.c": ["references_"],  # the list of all
    "type/shape.c": ["shaper_"],  # who shapes, as against what is shaped
}

# Only base/parallel.c knows threads. These files give it work, or tell it how many there may be.
GIVE_WORK = {
    "app/editions.c": "an edition is written while the next one is made",
    "app/job.c": "opens the pool; fonts and patterns are read in the background",
    "app/job.h": "the tasks that a run waits for",
    "app/options.c": "--jobs",
    "lines/workers.c": "a setter for each slot",
    "markdown/quotes.c": "the blocks of a long text",
    "pdf/pdf.c": "faces, tags and hashes",
    "pdf/pdf_ahead.c": "profiles, in the background",
    "pdf/pdf_image_press.c": "a strip of a picture, while others are read and compressed",
    "pdf/pdf_image_rows.c": "strips of a picture's rows",
    "pdf/pdf_deflate.c": "streams",
    "pdf/pdf_font_use.c": "the glyphs of many pages",
}
# These share something that several threads may find out first, and lock it.
LOCK = {
    "base/arena.c": "blocks that were freed",
    "base/icu.c": "the library is loaded once",
    "type/hyphen_patterns.c": "a language's patterns",
    "type/hyphen_private.h": "a language's patterns",
    "type/font_private.h": "facts of glyphs",
    "type/font_face.c": "facts of glyphs",
    "type/font_hang.c": "facts of glyphs",
}
# All other code speaks of parts, slots and tasks. Only these speak of threads.
SPEAK_OF_THREADS = {
    "base/parallel.c": "the pool",
    "base/parallel.h": "the pool",
    "base/end.h": "any thread may end the program",
    "base/icu.h": "any thread may load it",
    "base/late.h": "no two threads may load a library at once",
    "base/qpdf.h": "one thread alone may call it",
    "app/help.c": "--jobs",
    "app/job.c": "--jobs",
    "app/job.h": "the pool is opened and closed with the run",
    "app/options.c": "--jobs",
    "app/options.h": "--jobs",
}

# External functions that no other file calls, with the reason.
UNCALLED = {
    "aligned_alloc": "libraries call it",
    "posix_memalign": "libraries call it",
    "reallocarray": "libraries call it",
    "linebreak_rivers": "a test counts rivers with it",
    "main": "the system calls it",
}


def is_excepted(name):
    return name in CALLS_BACK or name.split("/")[0] in CALLS_BACK


def folder_of(name):
    return name.split("/")[0]


def in_parallel(job, things):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(job, things))


def files():
    return sorted(SRC.rglob("*.[ch]"))


def name_of(path):
    return str(path.relative_to(SRC))


def included(path):
    return re.findall(r'^#include "([\w/]+\.h)"', path.read_text(), re.M)


def source_of(name):
    return name[:-2] + ".c"


def is_private(header):
    return header.endswith("_private.h")


@functools.cache
def place(name):
    """Of a .c file or of a header that has one: its own. Of a header alone: below all that it includes."""
    if source_of(name) in ORDER:
        return ORDER[source_of(name)]
    first = min(ORDER[source] for source in SOURCES if folder_of(source) == folder_of(name))
    return max([first, *(place(header) for header in included(SRC / name) if not is_face(header, name))])


def is_face(header, name):
    """X.h and X_private.h hold the types that X.c shares with its parts X_*.c. (What these call is another test's matter.)"""
    face = re.sub(r"(_private)?\.h$", "", header)
    return name.startswith(face + "_") and folder_of(header) == folder_of(name)


def test_every_source_is_listed():
    assert sorted(name_of(path) for path in SRC.rglob("*.c")) == sorted(SOURCES)


def test_folders_come_from_the_ground_up():
    folders = [folder_of(source) for source in SOURCES]
    assert list(dict.fromkeys(folders)) == FOLDERS
    assert folders == sorted(folders, key=FOLDERS.index)


def test_files_include_only_what_is_above():
    wrong = []
    for path in files():
        name = name_of(path)
        for header in included(path):
            if is_private(header) and folder_of(header) != folder_of(name):
                wrong.append(f"src/{name} includes {header}, which is private to its folder")
            elif place(header) > place(name) and not is_face(header, name) and not (
                    folder_of(header) == folder_of(name) and is_excepted(name)):
                wrong.append(f"src/{name} includes {header}, which comes below it in SOURCES")
    assert not wrong, "\n".join(wrong)


@functools.cache
def all_symbols():
    objects = [BUILD / "strict/obj" / (source[:-2] + ".o") for source in SOURCES]
    done = subprocess.run(["nm", "-P", *objects], capture_output=True, text=True, check=True, timeout=60)
    found = [[line.split()[:2] for line in part.splitlines() if line] for part in re.split(r"^.*\.o:$", done.stdout, flags=re.M)[1:]]
    assert len(found) == len(SOURCES)
    return {source: ({name for name, kind in kinds if kind in "TDBRVWC"}, {name for name, kind in kinds if kind == "U"})
            for source, kinds in zip(SOURCES, found)}


def symbols(source):
    """The names that an object file defines for others, and those that it needs."""
    return all_symbols()[source]


def test_files_call_only_what_is_above():
    owner = {name: source for source, (defined, _) in all_symbols().items() for name in defined}
    wrong = []
    for source in SOURCES:
        for name in sorted(symbols(source)[1] & owner.keys()):
            other = owner[name]
            if ORDER[other] > ORDER[source] and not (folder_of(other) == folder_of(source) and is_excepted(source)):
                wrong.append(f"src/{source} uses {name} of src/{other}, which comes below it in SOURCES")
    assert not wrong, "\n".join(wrong)


def test_exceptions_are_of_files_that_are_there():
    assert {name for name in [*CALLS_BACK, *PREFIXES] if not (SRC / name).exists()} == set()


def test_pages_are_chosen_by_numbers_alone():
    """What chooses the pages knows no document, no style and no type."""
    wrong = [f"src/{name_of(path)} includes {header}" for path in (SRC / "pages").iterdir() for header in included(path)
             if folder_of(header) not in ("base", "pages")]
    assert not wrong, "\n".join(wrong)


def test_one_file_knows_threads():
    """Others give it work, or hold a lock, with the reasons above; and they speak of parts, not of threads."""
    givers, users, speakers = set(), set(), set()
    for path in files():
        text = path.read_text()
        if re.search(r'#include "base/parallel.h"', text):
            givers.add(name_of(path))
        if re.search(r"\b(pthread|thrd|mtx|cnd|fork)_?\w*\(|#include <(pthread|threads|semaphore)\.h>", text):
            users.add(name_of(path))
        if re.search(r"\b[tT]hread(s|ed)?\b", re.sub(r'"Thread"', "", text)):
            speakers.add(name_of(path))
    assert speakers == SPEAK_OF_THREADS.keys()
    assert givers - {"base/parallel.c"} == GIVE_WORK.keys()
    assert users - {"base/parallel.c"} == LOCK.keys()


def test_external_names_carry_their_files_prefix():
    """linebreak_price.c defines linebreak_price_..., or linebreak_...; main is main."""
    wrong = []
    for source in SOURCES:
        words = source.split("/")[1][:-2].split("_")
        prefixes = ["_".join(words[:n]) + "_" for n in range(1, len(words) + 1)] + PREFIXES.get(source, [])
        for name in sorted(symbols(source)[0]):
            if not name.startswith(tuple(prefixes)) and name != "_".join(words):
                wrong.append(f"src/{source} defines {name}")
    assert not wrong, "\n".join(wrong)


# The first words of files' names that two folders have, for they mean the same thing in both.
SHARED_WORDS = {"book": "document and markdown: what a folder of chapters becomes", "cover": "from the markdown to its sheet",
                "table": "in the markdown and on the page"}


def test_a_prefix_means_one_thing():
    """What begins with page_ is of the pages that are laid out, and so on: one folder has a prefix."""
    folders = {}
    for source in SOURCES:
        folders.setdefault(source.split("/")[1][:-2].split("_")[0], set()).add(folder_of(source))
    assert {word for word, where in folders.items() if len(where) > 1} == SHARED_WORDS.keys()


def test_external_functions_are_called_from_other_files():
    called = set().union(*(symbols(source)[1] for source in SOURCES))
    wrong = [f"src/{source} defines {name}: make it static, or drop it" for source in SOURCES
             for name in sorted(symbols(source)[0] - called - UNCALLED.keys())]
    assert not wrong, "\n".join(wrong)
    assert not UNCALLED.keys() & called


def test_external_functions_use_their_parameters():
    """Only what a table or a library calls may leave a parameter alone, and such functions are static,
    but for those that cmark-gfm calls."""
    wrong = []
    for path in files():
        for head, body in re.findall(r"^(\w[^;{}]*\))\n\{\n(.*?)^\}", path.read_text(), re.M | re.S):
            left = re.search(r"^\t\(void\)(\w+)", body, re.M)
            if left and not head.startswith("static") and "cmark_syntax_extension *self" not in head:
                wrong.append(f"{path.relative_to(ROOT)}: {head.splitlines()[-1]} ignores {left[1]}")
    assert not wrong, "\n".join(wrong)


def test_the_architecture_names_what_is_there():
    """Its recipes lead to files and functions that exist; capitals in a file's name are to be replaced."""
    text, code = (ROOT / "ARCHITECTURE.md").read_text(), "\n".join(path.read_text() for path in files())
    wrong = [name for name in re.findall(r"`([A-Za-z]\w*_\w+)`", text) if not re.search(rf"\b{name}\b", code)]
    wrong += [name for name in re.findall(r"\b((?:src/)?[a-z]+/[a-z_]+\.[ch])\b", text)
              if not (SRC / name.removeprefix("src/")).exists()]
    wrong += [name for name in re.findall(r"(?<![\w/])([a-z_]+\.[ch])\b", text) if not any(SRC.rglob(name))]
    assert not wrong, "\n".join(wrong)


def test_no_two_types_share_a_name():
    """A reader who searches for a type finds one."""
    found = {}
    for path in files():
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        for pattern in (r"^(?:typedef )?(?:struct|union|enum) (\w+)\s*\{", r"^\} (\w+);",
                        r"^typedef (?!struct|union|enum)[^;({]*?\b(\w+)[(\[;]"):
            for name in re.findall(pattern, text, re.M):
                found.setdefault(name, set()).add(name_of(path))
        for variable in re.findall(r"^static (?:struct|union) \{.*?^\} (\w+);", text, re.M | re.S):
            found[variable].discard(name_of(path))
    wrong = [f"{name}: {', '.join(sorted(places))}" for name, places in sorted(found.items()) if len(places) > 1]
    assert len(found) > 200 and not wrong, "\n".join(wrong)


def test_every_header_compiles_alone():
    found = re.search(r"^PACKAGES = ((?:.*\\\n)*.*)$", MAKEFILE, re.M)[1].replace("\\\n", " ").split()
    flags = subprocess.run(["pkg-config", "--cflags", *found], capture_output=True, text=True, check=True, timeout=60).stdout.split()

    def compiled(path):
        return subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", f"-I{SRC}", *flags, "-Wall", "-Werror", "-fsyntax-only", "-x", "c",
                               str(path)], capture_output=True, text=True, timeout=60, env=environment())
    headers = sorted(SRC.rglob("*.h"))
    wrong = [done.stderr for done in in_parallel(compiled, headers) if done.returncode]
    assert len(headers) > 50 and not wrong, "\n".join(wrong)


def code():
    return [*files(), *sorted((ROOT / "tests").rglob("*.[ch]"))]


def test_lines_end_by_column_100():
    wrong = [f"{path.relative_to(ROOT)}:{number}" for path in [*code(), ROOT / "Makefile"]
             for number, line in enumerate(path.read_text().splitlines(), 1) if len(line.expandtabs(8)) > 100]
    assert not wrong, "\n".join(wrong)


def test_files_and_functions_stay_short():
    """600 lines a file, 60 a function; a switch may be longer."""
    wrong = []
    for path in files():
        lines = path.read_text().splitlines()
        if len(lines) > 600:
            wrong.append(f"{path.relative_to(ROOT)}: {len(lines)} lines")
        first = 0
        for number, line in enumerate(lines):
            if line == "{":
                first = number
            elif line == "}" and number - first - 1 > 60 and not any("switch (" in inside for inside in lines[first:number]):
                wrong.append(f"{path.relative_to(ROOT)}:{first}: a function of {number - first - 1} lines")
    assert not wrong, "\n".join(wrong)


def test_clang_format_finds_nothing_to_do():
    program = shutil.which("clang-format")
    assert program, "NOT CHECKED: there is no clang-format; make check-deps installs it"

    done = subprocess.run([program, "--dry-run", "-Werror", *map(str, code())], capture_output=True, text=True, timeout=120)
    wrong = [line for line in done.stderr.splitlines() if "error:" in line]
    assert done.returncode == 0 and not wrong, "\n".join([*wrong, "make format mends it"])


def test_arenas_that_end_early_are_ended():
    """A third of what a book takes lies in them: forgotten, it would stay until the editions are written."""
    names = re.search(r"typedef enum workers_arena \{([^}]*)\}", (ROOT / "src/lines/workers.h").read_text()).group(1)
    text = "".join(path.read_text() for path in files() if path.name not in ("workers.c", "workers.h"))
    for name in names.split(","):
        assert f", {name.strip()})" in text, f"nobody empties {name.strip()}"
