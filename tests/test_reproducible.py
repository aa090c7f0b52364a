"""Same inputs, same bytes: whatever the folder, the locale, the time zone, the umask, the user's settings and the time."""
import os
import shutil
import subprocess

import PIL.Image
import pytest

from conftest import PLATEN, ROOT, environment

TEXT = ROOT / "content/luxembourg-report/report.md"
STYLES = sorted((ROOT / "styles").glob("*.yaml"))  # report.yaml and what it extends


def make(folder, umask=0o022, jobs=1, **more):
    folder.mkdir(parents=True)
    shutil.copy(TEXT, folder / "report.md")
    for style in STYLES:
        shutil.copy(style, folder / style.name)
    done = subprocess.run([str(PLATEN), "build", "report.md", "--style", "report.yaml", "--edition=all", "-o", "out.pdf", f"--jobs={jobs}"],
                          cwd=folder, env=environment(**more), preexec_fn=lambda: os.umask(umask), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (folder / "out.pdf").read_bytes(), (folder / "out.print.pdf").read_bytes()


def test_bytes_are_equal(tmp_path):
    first = make(tmp_path / "one")
    other = tmp_path / "a longer folder, with ünicode" / "two"
    other.parent.mkdir()
    (other.parent / "lying about.txt").write_text("x")
    assert make(other, umask=0o077, jobs=4, LC_ALL="C", LANG="de_DE.UTF-8", TZ="Pacific/Kiritimati", USER="someone") == first
    assert make(tmp_path / "three", umask=0, LC_ALL="tr_TR.UTF-8", TZ="America/St_Johns", FONTCONFIG_FILE="/dev/null") == first


@pytest.mark.parametrize("variable", ["HB_SHAPER_LIST=fallback", "HB_FONT_FUNCS=ft", "FONTCONFIG_SYSROOT=/nowhere",
                                      "ICU_DATA=/nowhere", "JSIMD_FORCENONE=1", "FREETYPE_PROPERTIES=cff:no-stem-darkening=0",
                                      "MALLOC_PERTURB_=165", "NETTLE_FAT_OVERRIDE=none"])
def test_variables_of_libraries_change_nothing(tmp_path, variable):
    """HarfBuzz would take another shaper, without kerning and ligatures, and nobody would be told."""
    first = make(tmp_path / "plain")
    name, value = variable.split("=", 1)
    assert make(tmp_path / "other", **{name: value}) == first


OWN = {"ASKED", "SOURCE_DATE_EPOCH", "NO_COLOR", "TMPDIR", "HOME", "XDG_CACHE_HOME"}


def test_variables_that_any_library_asks_for_change_nothing(tmp_path):
    """Those that Platen does not read itself are not there, whatever their names: a second run has all that were asked for in the first."""
    library, asked = tmp_path / "asking.so", tmp_path / "asked"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, ROOT / "tests/tools/asking.c"], check=True)
    for kind in ("png", "jpg", "tif", "webp", "gif"):
        PIL.Image.new("RGB", (40, 40), (200, 10, 10)).save(tmp_path / f"a.{kind}", **({"compression": "jpeg"} if kind == "tif" else {}))
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 99'><text x='1' y='30'>Words</text></svg>")
    subprocess.run([PLATEN, "build", "-", "-o", "a.pdf"], input=b"A page.\n", cwd=tmp_path, env=environment(), check=True)
    kinds = ("png", "jpg", "tif", "webp", "gif", "svg", "pdf")
    (tmp_path / "text.md").write_text("---\nlang: en\ndate: 2024-01-01\n---\n\n" + "".join(f"![A](a.{kind}){{alt=B}}\n\n" for kind in kinds) + "Affix, 漢字 かな ไทย שלום.\n")

    def all_outputs(**more):
        build, verify = (subprocess.run([PLATEN, *words], cwd=tmp_path, env=environment(**more), capture_output=True, text=True, timeout=60)
                         for words in (("build", "text.md", "--edition=all", "-o", "out.pdf", "-j1"), ("verify", "out.pdf")))
        assert build.returncode == verify.returncode == 0, build.stderr + verify.stderr
        return verify.stdout, (tmp_path / "out.pdf").read_bytes(), (tmp_path / "out.print.pdf").read_bytes()

    first = all_outputs(LD_PRELOAD=str(library), ASKED=str(asked))
    names = set(asked.read_text().split()) - OWN
    assert {"HB_SHAPER_LIST", "FONTCONFIG_SYSROOT", "JPEGMEM", "ICU_DATA", "LIBTIFF_JPEG_MAX_ALLOWED_SCAN_NUMBER", "GNUTLS_CPUID_OVERRIDE"} <= names
    for value in ("1", "fallback", "/nowhere"):
        assert all_outputs(**dict.fromkeys(names, value)) == first


@pytest.mark.parametrize("more", [{"FC_DEBUG": "8191", "LC_ALL": "1"}, {"LC_ALL": "/nowhere"}, {"G_MESSAGES_DEBUG": "all", "G_DEBUG": "fatal-warnings"}],
                         ids=["debug", "locale", "glib"])
def test_variables_of_libraries_print_nothing(tmp_path, more):
    """Fontconfig would print what it looks for into the PDF on standard output, or warn of the locale."""
    (tmp_path / "text.md").write_text("---\nlang: en\n---\n\nText, 漢字 かな.\n")
    plain, other = (subprocess.run([str(PLATEN), "build", "text.md", "-o", "-"], cwd=tmp_path, env=environment(**given), capture_output=True)
                    for given in ({}, more))
    assert plain.stdout.startswith(b"%PDF") and (other.stdout, other.stderr) == (plain.stdout, b"")


def test_a_second_run_over_the_first_gives_the_same(tmp_path):
    first = make(tmp_path / "one")
    assert make(tmp_path / "two") == first


def test_the_date_is_an_input(tmp_path):
    plain = make(tmp_path / "plain")
    dated = make(tmp_path / "dated", SOURCE_DATE_EPOCH="1700000000")
    assert dated != plain
    assert make(tmp_path / "again", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Kathmandu") == dated


# Long enough for more than one thread, with all that ends or ties together what a thread sets: headings, rules, code, quotations,
# paragraphs of a class, references, and words that need a face or a language of their own.
CHAPTER = """# Chapter {i} {{#c{i}}}

""" + "\n\n".join("The lighthouse keeper of the northern harbour considered, in his considerable *perplexity*, how little a quarrelsome "
                  "neighbour's remonstrances had to do with {i} and {0}; “nevertheless”, he said, and the incomprehensible "
                  "circumstances went on as circumstances will, extraordinarily and unaccountably.".replace("{0}", str(k))
                  for k in range(12)) + """

* * *

Behind a rule it goes on, with $x_{i}$ → ∀ Ελληνικά and [](#c{other}){{.page}}.

    code between

> A quotation of some length, so that the measure of the paragraphs changes and the river's memory with it.

And on with [quelques mots incompréhensibles]{{lang=fr}} before the chapter's end, which is followed by a longer sentence again.
"""


def test_threads_change_nothing(tmp_path):
    text = "\n".join(CHAPTER.replace("{i}", str(i)).replace("{other}", str((i + 7) % 30)).replace("{{", "{").replace("}}", "}") for i in range(30))
    (tmp_path / "long.md").write_text("---\ntitle: Long\nlang: en-GB\n---\n\n" + text)
    (tmp_path / "missing.md").write_text(text.replace("river", "ri\u0378ver").replace("quarrel", "quar\u0379rel"))

    def run(name, jobs):
        done = subprocess.run([str(PLATEN), "build", name, "--edition=all", "--report=out.json", "-o", f"{jobs}.pdf", f"--jobs={jobs}"],
                              cwd=tmp_path, env=environment(), capture_output=True, text=True)
        files = [tmp_path / f"{jobs}.pdf", tmp_path / f"{jobs}.print.pdf", tmp_path / "out.json"]
        return done.returncode, done.stderr, [f.read_bytes() for f in files if f.exists()]

    first = run("long.md", 1)
    assert first[0] == 0 and len(first[2]) == 3, first[1]
    assert all(run("long.md", jobs) == first for jobs in (2, 3, 4) * 6)
    refused = run("missing.md", 1)
    assert "[glyph-missing]" in refused[1] and run("missing.md", 4)[:2] == refused[:2]
