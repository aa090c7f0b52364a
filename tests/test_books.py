"""Folders: publication.yaml with parts, sections and patterns, and those of other programs; what `platen new` writes of them."""
import os
import re

import PIL.Image
import pytest

from conftest import SANITIZED, run as run_program
from folders import BOOKS


def run(*arguments, **more):
    return run_program(*arguments, program=SANITIZED, **more)


SAID = re.compile(r"warning: the folder has no publication\.yaml, so it is read as (.+?)'s, with (\d+) chapters.*\[folder-foreign\]")


def lay_all(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def outline(folder, status=0):
    """Headings with their levels and classes, and what was said."""
    done = run("check", folder, "--dump=document")
    assert done.returncode == status, done.stderr
    lines = done.stdout.splitlines()
    heads = []
    for i, line in enumerate(lines):
        found = re.match(r"  heading (\d)(?: ([\dA-Z.]+))? #\S+(.*)", line)
        if found:
            text = "".join(re.findall(r'text "(.*)"', lines[i + 1]))
            heads.append(found[1] + " " + text + "".join(re.findall(r" \.[a-z]+", found[3])))
    return heads, done.stderr


@pytest.mark.parametrize("program", BOOKS)
def test_other_programs_folders(program, tmp_path):
    files, expected = BOOKS[program]
    heads, said = outline(lay_all(tmp_path / "book", files))
    assert heads == expected
    found = SAID.search(said)
    assert found and found[1] == program.split(" in ")[0], said


@pytest.mark.parametrize("program", BOOKS)
def test_new_lists_the_same_chapters(program, tmp_path):
    """publication.yaml takes the other list's place and changes nothing."""
    folder = lay_all(tmp_path / "book", BOOKS[program][0])
    before = run("check", folder, "--dump=document").stdout
    assert run("new", f"--from={folder}").returncode == 0
    after = run("check", folder, "--dump=document")
    assert after.stdout == before and "folder-foreign" not in after.stderr
    assert run("new", f"--from={folder}").returncode == 3  # nothing is written over


@pytest.mark.parametrize("program", BOOKS)
def test_an_archive_edition_of_it_is_built_again(program, tmp_path):
    folder = lay_all(tmp_path / "book", BOOKS[program][0])
    assert run("build", folder, "-o", tmp_path / "out.pdf").returncode == 0
    done = run("rebuild", tmp_path / "out.pdf")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["a.md", ".", "./"])
def test_a_language_in_the_folder_itself(tmp_path, name):
    folder = lay_all(tmp_path / "book", {"LANGS.md": f"* [A]({name})\n", "README.md": "# Start\n", "a.md": "# A\n"})
    assert {"1 Start", "1 A"} <= set(outline(folder)[0])


def test_a_book_in_several_languages(tmp_path):
    """HonKit's LANGS.md: the first is read, and the others are named."""
    files = {"LANGS.md": "* [Deutsch](de/)\n* [English](en/README.md)\n* [Français](./fr)\n", "README.md": "# Not of a book\n"}
    for lang in "de", "en", "fr":
        files |= {f"{lang}/README.md": f"# Start {lang}\n", f"{lang}/SUMMARY.md": "# S\n\n* [Two](two.md)\n", f"{lang}/two.md": f"# Two {lang}\n"}
    folder = lay_all(tmp_path / "book", files)
    heads, said = outline(folder)
    assert heads == ["1 Start de .unnumbered", "1 Two de"] and "lang-missing" not in said
    assert f"in each of 3 languages, of which the first, 'de', is read; name the folder of another: '{folder}/en', '{folder}/fr' [folder-foreign]" in said
    assert outline(folder / "en")[0] == ["1 Start en .unnumbered", "1 Two en"]
    assert run("build", folder, "-o", tmp_path / "out.pdf").returncode == 0
    assert run("rebuild", tmp_path / "out.pdf").returncode == 0


def test_a_part_is_never_the_last_line_of_a_page_of_the_contents(tmp_path):
    met = False
    for chapters in range(8, 20):
        heads = [f"# Chapter{i}\n\nWords.\n" for i in range(chapters + 6)]
        heads.insert(chapters, "# Partition {.part}\n")
        (tmp_path / "t.md").write_text("---\ntitle: T\nlang: en\nstyle: s.yaml\ntoc: true\n---\n\n" + "\n".join(heads))
        (tmp_path / "s.yaml").write_text("page: {size: A6}\n")
        pages = run("check", tmp_path / "t.md", "--dump=pages").stdout.split("page ")
        for page in pages:
            entries = re.findall(r'"((?:Chapter\d+|Partition) ?)"', page)
            if "Partition" in " ".join(entries[:-1]) and len(entries) > 1:
                met = True
            assert len(entries) < 2 or "Partition" not in entries[-1], chapters
    assert met


def test_any_folder_of_markdown(tmp_path):
    folder = lay_all(tmp_path / "book", {"chapter-10.md": "# Ten\n", "chapter-2.md": "# Two\n", "README.md": "# Read me\n", "LICENSE.md": "# No\n",
                                         "part/b.md": "# B\n", "part/README.md": "# Part\n"})
    heads, said = outline(folder)
    assert heads == ["1 Read me", "1 Two", "1 Ten", "1 Part", "2 B"]
    assert "so all its 5 texts are chapters, in the order of their names" in said
    assert "so its one text is the only chapter" in outline(lay_all(tmp_path / "one", {"one.md": "# One\n"}))[1]
    assert run("check", lay_all(tmp_path / "none", {"a.txt": "Text"})).returncode == 1


def test_folders_of_markdown_in_folders(tmp_path):
    """Several folders have their names as titles; names of any book's parts are none. Numerals count, endings don't."""
    names = ["Titre IX/Article 10.md", "Titre IX/Article 10-1.md", "Titre IX/Article 9.md", "Titre Ier/Article 1.md", "Titre V/a.md", "Titre II/chapters/b.md", "images/none.txt"]
    folder = lay_all(tmp_path / "book", {name: f"## {name[:-3].split('/')[-1]}\n" for name in names} | {"README.md": "# Code\n"})
    heads, said = outline(folder)
    assert [head.replace("\xa0", " ") for head in heads] == ["1 Code", "1 Titre Ier", "2 Article 1", "1 Titre II", "2 b", "1 Titre V", "2 a", "1 Titre IX", "2 Article 9",
                                                             "2 Article 10", "2 Article 10-1"]
    assert "all its 7 texts" in said
    folder = lay_all(tmp_path / "other", {"02-base_layers/b.md": "# B\n", "10 last/c.md": "# C\n", "chapters/d.md": "# D\n"})
    assert outline(folder)[0] == ["1 Base layers", "2 B", "1 Last", "2 C", "1 D"]
    folder = lay_all(tmp_path / "one", {"parts/only/b.md": "# B\n", "a.md": "# A\n"})
    assert outline(folder)[0] == ["1 A", "1 B"]


@pytest.mark.parametrize("files,place", [
    ({"hugo.toml": "title = 'H'\n", "content/a.md": "# A\n\n![](/p.png)\n"}, "static/p.png"), ({"mkdocs.yml": "site_name: S\n", "docs/a.md": "# A\n\n![](/p.png)\n"}, "docs/p.png"),
    ({"docusaurus.config.js": "export default {};\n", "docs/a.md": "# A\n\n![](/img/p.png)\n"}, "static/img/p.png"),
    ({"source/conf.py": "project = 'S'\n", "source/index.md": "# A\n\n![](/p.png)\n"}, "source/p.png"),
], ids=["hugo", "mkdocs", "docusaurus", "sphinx"])
def test_pictures_of_a_site(tmp_path, files, place):
    """They are found where the site's program has them, whether the folder is built as it is or by `new --from`."""
    folder = lay_all(tmp_path / "book", files)
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.new("RGB", (300, 300)).save(folder / place)
    assert "image-missing" not in run("check", folder).stderr
    assert run("new", f"--from={folder}").returncode == 0 and "image-missing" not in run("check", folder).stderr


def test_texts_that_are_not_markdown(tmp_path):
    """Notebooks and reStructuredText of a list are left out; if nothing else is listed, that is an error."""
    files = {"_toc.yml": "format: jb-book\nroot: a\nchapters:\n- file: b\n- file: c\n", "a.md": "# A\n", "b.ipynb": "{}", "c.rst": "C\n==\n"}
    heads, said = outline(lay_all(tmp_path / "book", files))
    assert heads == ["1 A"] and "_toc.yml:4:9: warning: 2 of the texts that are listed are not Markdown, so they are left out, 'b.ipynb' the first of them" in said
    files["_toc.yml"] = "root: b\nparts:\n- caption: P\n  chapters:\n  - file: c\n"
    assert "none of the chapters that are listed is a text in Markdown" in outline(lay_all(tmp_path / "none", files), status=1)[1]


@pytest.mark.parametrize("files,said", [
    ({"publication.yaml": "title: T\nchapters:\n" + "".join("  " * (2 * i + 1) + "- file: a.md\n" + "  " * (2 * i + 2) + "chapters:\n" for i in range(6))
      + "  " * 13 + "- lost.md\n"}, "more than 5 levels deep here"),
    ({"book.toml": "", "src/SUMMARY.md": "# Summary\n\n" + "".join("  " * i + "- [A](a%d.md)\n" % i for i in range(34))}, "more than 32 levels deep here"),
    ({"conf.py": "project = 'S'\n", "index.md": "# I\n\n```{toctree}\nt0\n```\n"}
     | {f"t{i}.md": "# T\n\n```{toctree}\nt%d\n```\n" % (i + 1) for i in range(18)}, "more than 16 levels deep here"),
    ({"a.md": "# A\n", "/".join(["f"] * 34) + "/lost.md": "# Lost\n"}, "more than 32 levels deep here"),
    ({"publication.yaml": "title: T\nchapters: ['**/*.md']\n", "a.md": "# A\n", "/".join(["f"] * 34) + "/lost.md": "# Lost\n"}, "more than 32 levels deep here"),
], ids=["own", "summary", "toctree", "folders", "pattern"])
def test_no_chapter_is_too_deep_in_silence(tmp_path, files, said):
    assert said in outline(lay_all(tmp_path / "book", files), status=1)[1]


@pytest.mark.parametrize("list_file,text", [(None, None), ("_quarto.yml", "project: {type: book}\nbook: {chapters: '*.md'}\n")], ids=["folder", "pattern"])
def test_a_book_of_too_many_texts(tmp_path, list_file, text):
    """The first ten thousand are read, and one message says that there are more."""
    for i in range(10_001):
        (tmp_path / f"c{i}.md").write_text("W\n")
    if list_file:
        (tmp_path / list_file).write_text(text)
    done = run("check", tmp_path, "--diagnostics=json")
    assert done.returncode == 1 and done.stderr.count("this is more than 10000 texts") == 1, done.stderr[:2000]


def test_start_in_restructured_text(tmp_path):
    """The chapters that it lists are read; that its own words are left out is said."""
    files = {"conf.py": "project = 'S'\n", "index.rst": "Start\n=====\n\nLost words.\n\n.. toctree::\n\n   a\n", "a.md": "# A\n"}
    heads, said = outline(lay_all(tmp_path / "book", files))
    assert heads == ["1 A"] and "1 of the texts that are listed is not Markdown, so it is left out, 'index.rst' the first of them" in said


def test_jekyll_without_front_matter(tmp_path):
    """GitHub Pages take any text, if none has front matter."""
    folder = lay_all(tmp_path / "book", {"_config.yml": "title: P\n", "README.md": "# Guide\n", "review/index.md": "# Review\n", "review/a.md": "# A\n"})
    assert outline(folder)[0] == ["1 Guide", "1 Review", "2 A"]


def test_parts_sections_and_patterns(tmp_path):
    names = {f"c/{n}.md": f"# C{n}\n" for n in (1, 2, 10)}
    folder = lay_all(tmp_path / "book", {
        **names, "pre.md": "# Pre\n", "one.md": "# One\n", "s.md": "# S\n\n###### Low\n", "end.md": "# End\n\n## Below\n",
        "publication.yaml": "lang: en\nnumber-sections: true\nfront: [pre.md]\nchapters:\n  - part: P\n    chapters:\n      - file: one.md\n        chapters: [s.md]\n"
                            "      - title: Group\n        chapters: ['c/*.md']\n  - c/2.md\nback: [end.md]\n"})
    heads, said = outline(folder)
    assert said.count("\n") == said.count("[heading-skipped]") and heads == ["1 Pre .unnumbered", "1 P .part", "1 One", "2 S", "6 Low", "1 Group", "2 C1", "2 C10", "1 C2",
                                    "1 End .unnumbered", "2 Below"]


@pytest.mark.parametrize("listed,what", [
    ("['x/*.md']", "no file of the publication is named like"), ("[{part: P}]", "neither a part nor a chapter"),
    ("[{part: P, chapters: [{part: Q, chapters: [one.md]}]}]", "a part is inside another one"), ("[{part: P, chapters: []}]", "must list"),
    ("[../out.md]", "outside the publication"), ("[link.md]", "outside the publication"), ("['**/link*.md']", "no file of the publication"),
    ("[nb.ipynb]", "is a notebook"),
])
def test_what_a_list_must_not_have(tmp_path, listed, what):
    lay_all(tmp_path, {"out.md": "# Out\n", "book/one.md": "# One\n", "book/nb.ipynb": "{}", "book/publication.yaml": f"chapters: {listed}\n"})
    os.symlink("../out.md", tmp_path / "book/link.md")
    done = run("check", tmp_path / "book")
    assert done.returncode == 1 and what in done.stderr and "Out" not in done.stdout, done.stderr


@pytest.mark.parametrize("files", [
    {"book.toml": '[book]\nsrc = ".."\n', "../SUMMARY.md": "- [Out](out.md)\n"},
    {"SUMMARY.md": "- [Out](../out.md)\n"}, {"SUMMARY.md": "- [Out](%2e%2e/out.md)\n"}, {"_quarto.yml": "book:\n  chapters: ['../out.md']\n"},
    {"mkdocs.yml": "docs_dir: ..\n"}, {"mkdocs.yml": "nav: [a: ../../out.md]\n"}, {"_bookdown.yml": "rmd_files: [../out.md]\n"},
    {"hugo.toml": 'contentDir = ".."\n', "content/a.txt": ""}, {"_toc.yml": "root: ../out\n"}, {"myst.yml": "project: {toc: [file: ../out.md]}\n"},
    {"conf.py": "project = 'S'\n", "index.rst": ".. toctree::\n\n   ../out\n"},
], ids=lambda files: "".join(files.values())[:30])
def test_no_list_leads_out_of_the_folder(tmp_path, files):
    lay_all(tmp_path, {"out.md": "# Out\n"})
    (tmp_path / "book").mkdir()
    done = run("check", lay_all(tmp_path / "book", files), "--dump=document")
    assert done.returncode == 1 and "Out" not in done.stdout and done.stderr, done.stdout


def test_a_list_that_is_damaged(tmp_path):
    """An error at its place; nothing else is guessed."""
    for name, text, where in (("book.toml", "[book\n", "1:6"), ("_quarto.yml", "book: [\n", "2:1"), ("mkdocs.yml", "nav: {\n", "2:1")):
        folder = lay_all(tmp_path / name, {name: text, "a.md": "# A\n"})
        done = run("check", folder)
        assert done.returncode == 1 and re.search(rf"{name}:{where}: error: .*-syntax\]", done.stderr), done.stderr


def test_new_writes_a_publication_that_builds(tmp_path):
    done = run("new", tmp_path / "my-book")
    assert done.returncode == 0 and done.stderr.count("platen: wrote") == 2, done.stderr
    assert "title: My book\n" in (tmp_path / "my-book/publication.yaml").read_text()
    built = run("build", tmp_path / "my-book", "--werror")
    assert built.returncode == 0 and built.stderr == "", built.stderr
    again = run("new", tmp_path / "my-book")
    assert again.returncode == 3 and "it is there already" in again.stderr
    assert run("new", tmp_path / "x", tmp_path / "y").returncode == 2 and run("new").returncode == 2


def test_titles_and_languages_of_chapters(tmp_path):
    folder = lay_all(tmp_path / "book", {
        "publication.yaml": "chapters: [a.md, b.md, c.md, d.md]\n", "a.md": "---\ntitle: A\nlang: fr\n---\n\n## Below\n",
        "b.md": "---\ntitle: B\n---\n\nText.\n\n# Upper\n", "c.md": "---\ntitle: Other\n---\n\n# C\n", "d.md": "---\ntitle: D\n---\n\n*Words.*\n\n# D\n"})
    assert outline(folder)[0] == ["1 A", "2 Below", "1 B", "2 Upper", "1 C", "1 D"]
    assert run("check", folder, "--dump=document").stdout.count("lang=fr") > 0


def test_pictures_are_looked_for_in_further_folders(tmp_path):
    from test_bad_input import png
    folder = lay_all(tmp_path / "book", {
        "publication.yaml": "lang: en\nchapters: [c/a.md]\nimages: [static]\n",
        "c/a.md": "Text ![one](one.png) ![two](two.png) ![three](three.png) ![site](/three.png?raw=true) ![four](/img/four.png)\n"})
    for path in ("c/one.png", "two.png", "static/three.png", "img/four.png"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(png(8, 8))
    done = run("check", folder)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    lay_all(folder, {"publication.yaml": "chapters: [c/a.md]\nimages: [static, none]\n"})
    assert "'none' is none" in run("check", folder).stderr


def test_a_draft_has_frames_for_missing_pictures(tmp_path):
    """Without --draft all is said, too, and nothing is written."""
    lay_all(tmp_path, {"text.md": "---\nlang: en\n---\n\n# One\n\n![Caption](none.png){#f alt='What it shows'}\n\nSee [](#f), ![icon](../out.png) and [far](#g).\n\n"
                                  "Unfinished $word. ~~~\n", "text.pdf": "old"})
    done = run("build", "text.md", cwd=tmp_path)
    assert done.returncode == 1 and "error: there is no image" in done.stderr and "[image-outside]" in done.stderr and "[link-missing]" in done.stderr
    assert (tmp_path / "text.pdf").read_text() == "old"
    assert run("check", "text.md", "--dump=lines", cwd=tmp_path).returncode == 1
    done = run("build", "text.md", "--draft", cwd=tmp_path)
    assert done.returncode == 0 and "error" not in done.stderr and done.stderr.count("warning: ") == 3, done.stderr
    assert run("build", "text.md", "--draft", "--werror=image-missing", cwd=tmp_path).returncode == 1
    lines = run("check", "text.md", "--draft", "--dump=lines", cwd=tmp_path).stdout
    assert "What it shows" in lines and "Figure 1" in lines and "[icon]" in lines
    assert run("rebuild", "text.pdf", cwd=tmp_path).returncode == 0


def test_included_texts(tmp_path):
    """Messages lead to the included file; nothing outside is read; a build again from the archive edition has the same bytes."""
    lay_all(tmp_path, {"secret.md": "Secret\n", "book/publication.yaml": "lang: en\nchapters: [c/a.md, c/b.md]\n", "book/c/a.md": "# A\n\n{{#include ../i/x.md}}\n",
                       "book/c/b.md": "# B\n\n{{#include ../i/x.md}}\n\n![A](p.png)\n", "book/i/x.md": "Text [b](b.md) and\n*more* [no](#none).\n\n{{#include y.txt:2}}\n",
                       "book/i/y.txt": "one\ntwo [gone](gone.md)\n"})
    from test_bad_input import png
    (tmp_path / "book/c/p.png").write_bytes(png(9, 9))
    done = run("build", "book", cwd=tmp_path)
    assert done.returncode == 0 and re.findall(r"^(\S+?): ", done.stderr, re.M) == ["book/c/b.md:5:1", "book/i/x.md:2:8", "book/i/y.txt:2:5"], done.stderr
    assert run("rebuild", "book.pdf", cwd=tmp_path).returncode == 0
    deps = tmp_path / "book.d"
    assert run("build", "book", f"--deps={deps}", "-q", cwd=tmp_path).returncode == 0 and "book/i/y.txt" in deps.read_text()
    os.symlink("../../secret.md", tmp_path / "book/i/link.md")
    for name in ("../../secret.md", "../i/link.md", "/../secret.md", str(tmp_path / "secret.md")):
        lay_all(tmp_path, {"book/c/b.md": f"# B\n\n{{{{#include {name}}}}}\n"})
        done = run("check", "book", "--dump=document", cwd=tmp_path)
        assert "Secret" not in done.stdout and "[include-missing]" in done.stderr, done.stdout


def test_texts_that_include_without_end(tmp_path):
    """Each includes the next twice: 2 to the power of 40 texts are refused soon."""
    lay_all(tmp_path, {f"{i}.md": f"{{{{#include {i + 1}.md}}}}\n\n{{{{#include {i + 1}.md}}}}\n" for i in range(40)})
    lay_all(tmp_path, {"40.md": "Text.\n"})
    done = run("check", "0.md", "-q", cwd=tmp_path, timeout=20)
    assert done.returncode == 1 and "[limit-exceeded]" in done.stderr and done.stderr.count("\n") < 20, done.stderr[:2000]


def test_links_as_sites_have_them(tmp_path):
    """Pages of chapters under the addresses that generators give them."""
    forms = ["two.md", "two.html", "two", "two/", "/two/", "/two", "../two/", "sub/", "/sub/index.html", "sub/three.md#Below", "#ONE"]
    folder = lay_all(tmp_path / "book", {
        "hugo.toml": "title = 'T'\nlanguageCode = 'en'\n", "content/one.md": "# One\n\n" + "".join(f"[{i}]({form})\n" for i, form in enumerate(forms)),
        "content/two.md": "# Two\n", "content/sub/_index.md": "# Sub\n", "content/sub/three.md": "# Three\n\n## Below\n"})
    done = run("check", folder, "--dump=document")
    assert done.returncode == 0 and "link-" not in done.stderr, done.stderr
    found = re.findall(r"link .*?#(\S+)", done.stdout)
    assert found == ["two"] * 7 + ["sub"] * 2 + ["below", "one"], done.stdout


def test_links_to_a_site(tmp_path):
    text = "[a](/docs/x) [b](more/y.html#z) [c](../up) [d](?q) [e](/)\n"
    folder = lay_all(tmp_path / "book", {"publication.yaml": "lang: en\nlinks: {base: 'https://example.org/book'}\nchapters: [c/a.md]\n", "c/a.md": text})
    done = run("check", folder, "--dump=document")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert re.findall(r"<(https\S+)>", done.stdout) == ["https://example.org/docs/x", "https://example.org/book/c/more/y.html#z", "https://example.org/book/up",
                                                       "https://example.org/"], done.stdout
    lay_all(folder, {"publication.yaml": "lang: en\nchapters: [c/a.md]\n"})
    said = run("check", folder).stderr
    assert said.count("[link-missing]") == 3 and "say the site's address by 'links: {base: https" in said, said
    assert run("check", folder, "--strict").returncode == 1 and run("check", folder, "--strict").stderr.count("error: ") == 3
    mkdocs = lay_all(tmp_path / "m", {"mkdocs.yml": "site_name: M\nsite_url: https://example.org/m/\nnav: [a/b.md]\n", "docs/a/b.md": "# B\n\n[x](../img/y.png)\n"})
    assert "<https://example.org/m/img/y.png>" in run("check", mkdocs, "--dump=document").stdout


def test_front_matter_that_other_programs_allow(tmp_path):
    """Keys that are there twice and anchors are theirs; in a publication of Platen's they are errors."""
    folder = lay_all(tmp_path / "book", {"hugo.toml": "title = 'H'\nlanguageCode = 'en'\n", "content/a.md": "---\ntitle: A\ndate: 2024-01-02\ndate: 2024-01-02\nx: &y 1\n---\n\nText.\n"})
    assert run("check", folder).returncode == 0
    lay_all(folder, {"publication.yaml": "lang: en\nchapters: [content/a.md]\n"})
    done = run("check", folder)
    assert done.returncode == 1 and "[key-twice]" in done.stderr and "[yaml-syntax]" in done.stderr


def test_hugo_includes_from_its_content(tmp_path):
    folder = lay_all(tmp_path / "book", {"hugo.toml": "title = 'H'\nlanguageCode = 'en'\n", "content/a.md": "---\ntitle: A\n---\n\n{{% include \"/_common/x.md\" %}}\n",
                                         "content/_common/x.md": "---\ntitle: X\n---\n\nIncluded words.\n"})
    done = run("check", folder, "--dump=document")
    assert done.returncode == 0 and 'text "Included words."' in done.stdout and "%" not in done.stdout, done.stdout + done.stderr


def test_a_folder_of_another_program_builds_as_it_comes(tmp_path):
    """What that program would make or fetch, and what it only warns of, is no error there. In a publication of Platen's own it is."""
    files = {"mkdocs.yml": "site_name: D\nnav: [one.md, made.md]\n",
             "docs/one.md": "# One\n\n![A picture](https://example.org/a.png)\n\n![Missing](made.png)\n\nSee [](#nowhere).\n"}
    folder = lay_all(tmp_path / "book", files)
    done = run("build", folder, "-o", tmp_path / "out.pdf")
    assert done.returncode == 0 and " error: " not in done.stderr, done.stderr
    for said in ("there is no file 'docs/made.md', so the book is built without it", "[chapter-missing]", "[image-outside]", "[image-missing]"):
        assert said in done.stderr
    assert run("rebuild", tmp_path / "out.pdf").returncode == 0
    (folder / "docs/made.md").write_text("# Made\n")
    assert "nothing has the id 'nowhere', so the id is set in place of the reference" in run("check", folder).stderr
    (folder / "docs/made.md").unlink()
    (folder / "publication.yaml").write_text("title: D\nlang: en\nchapters: [docs/one.md, docs/made.md]\n")
    done = run("check", folder)
    assert done.returncode == 1
    for name in "file-missing", "image-outside", "image-missing":
        assert re.search(rf" error: .*\[{name}\]", done.stderr), done.stderr
