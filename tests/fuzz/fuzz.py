"""usage: fuzz.py PROGRAMS [--seconds N | --runs N]: run the fuzz targets in the folder PROGRAMS over seeds from this repository.

Without --runs what is found new is kept in build/fuzz and begins the next time; with it a target starts from the seeds alone and does
the same each time. What breaks a target stays in build/fuzz as crash-*, timeout-* or oom-*, to be given to the target as its argument.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import seeds

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "build" / "fuzz"
MOST = 20000  # bytes of an input: what breaks anything breaks it in little
LONGER = {"reader": 80000}  # a whole PDF with its fonts
SLOW = 30  # seconds that an input may take

SEEDS = {
    "manuscript": ("content/**/*.md", "tests/cases/**/*.md"),
    "style": ("styles/*.yaml", "tests/cases/**/*.yaml"),
    "image": ("content/**/*.png", "content/**/*.jpg", *(f"tests/cases/**/*.{kind}" for kind in ("png", "jpg", "gif", "webp", "tif", "pdf", "svg"))),
    "face": (),
    "preflight": (),
    "pipeline": ("tests/cases/**/*.md",),
    "book": (),
    "reader": (),
}
DIALECT = ["---\n", "title: ", "lang: fr\n", "toc: true\n", "number-sections: true\n", "# ", "## ", "{#id}", "{.class}", "{lang=de}", "{width=50%}", "::: {.a}\n", "\n:::\n",
           "\\newpage", "{.recto}", "![a](b.png)", "[](#id)", "[](#id){.page}", "[^1]", "[^1]: ", "^[", "]", "| a | b |\n|---|--:|\n| c | d |\n", "Table: ",
           "\n: ", "```\n", "~~", "**", "<sub>", "</sub>", "<!--", "-->", "\u00a0", "\u00ad", "\u200d", "\u05d0", "\u0301", "- [x] ", "1) ", "> ", "    ", "&amp;", "...", "[[", "]]", "[title][", ":smile:", "\\label{a}", "\\ref{a}"]


NAMES = ["publication.yaml\n", "SUMMARY.md\n", "src/SUMMARY.md\n", "book.toml\n", "book.json\n", "_quarto.yml\n", "_bookdown.yml\n", "mkdocs.yml\n", "hugo.toml\n", "_config.yml\n",
         "docusaurus.config.js\n", "_category_.json\n", "LANGS.md\n", "README.md\n", "index.md\n", "fonts.lock\n", "fonts/a.ttf\n"]
OPERATORS = ("q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" d0 d1 CS cs SC SCN sc "
             "scn G g RG rg K k sh BI ID EI Do MP DP BMC BDC EMC BX EX").split()


def words_of(schema):
    """Every key, word and unit that a style sheet may have."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value
            if key == "enum":
                yield from (str(word) for word in value)
            yield from words_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words_of(value)


def dictionary(name):
    if name == "image":
        return ["\x89PNG", "IHDR", "PLTE", "tRNS", "iCCP", "pHYs", "gAMA", "IDAT", "IEND", "GIF89a", "RIFF", "WEBP", "VP8X", "ALPH", "ANMF", "II*\0", "%PDF-1.4", "/Font", "/XObject", "/Resources", "stream", "BDC", "ID "]
    if name == "face":
        return ["head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cmap", "glyf", "loca", "GSUB", "GPOS", "GDEF", "CFF ", "kern", "OTTO"]
    if name == "book":
        return NAMES + ["\x1e", "\n", "cover:", "chapters:", "  - ", "part: ", "file: ", "title: ", "nav:", "isbn: ", "* [a](b.md)"]
    if name == "reader":
        return ["endobj", " 0 R", "<<", ">>", "/EF", "/Names", "/AF", "/UF", "/Filter", "/Type", "/Kids", "/Parent", "/Length", "stream", "endstream", "xref", "trailer", "/Prev", "/S", "/K", "/Encrypt"]
    if name == "preflight":
        return [f" {word} " for word in OPERATORS]
    if name in ("manuscript", "pipeline"):
        return DIALECT + (["\x1e", "(picture.png)", "(picture.jpg)"] if name == "pipeline" else [])
    return sorted(set(words_of(json.loads((ROOT / "styles/style.schema.json").read_text())))) + ["pt", "mm", "em", " lines", "%", ": ", "{", "}", "\n  "]


def entry(word):
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode("latin-1" if word[0] == "\x89" else "utf-8")) + '"\n'


def found(name):
    """The repository's own files of a kind that are small enough."""
    return [path for pattern in SEEDS[name] for path in sorted(ROOT.glob(pattern)) if path.stat().st_size <= MOST]


def made(name, program):
    """Seeds of a target that are no files of the repository: (ending, bytes)."""
    if name == "pipeline":
        def small(paths):
            return [path.read_bytes() for path in paths if path.stat().st_size <= MOST // 4]
        yield from seeds.pipelines(small(found("pipeline")), small(found("style")), small(found("image")) + [data for _, data in seeds.pictures()])
    if name == "preflight":
        yield from (("content", content) for content in seeds.CONTENTS)
    if name == "image":
        yield from seeds.pictures()
    if name == "face":
        yield from (("ttf", pathlib.Path(f"/usr/share/fonts/truetype/noto/NotoSans{face}-Regular.ttf").read_bytes()) for face in seeds.FACES)
    if name == "book":
        yield from seeds.folders()
    if name == "reader":
        yield from seeds.carried(program.with_name("platen"))


def seeds_into(folder, name, program):
    folder.mkdir(parents=True, exist_ok=True)
    for path in found(name) if name != "pipeline" else ():
        shutil.copy(path, folder / str(path.relative_to(ROOT)).replace("/", "-"))
    for i, (ending, data) in enumerate(made(name, program)):
        (folder / f"made-{i}.{ending}").write_bytes(data)


def call(command, folder, **more):
    """Run a target. Its files go where they are removed even if it is killed."""
    with tempfile.TemporaryDirectory() as temporary:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "TMPDIR": temporary}, **more)


def run(program, name, limits, fresh, scratch=KEPT):
    """Run one target; its exit status."""
    folder = scratch / name
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    seeds_into(folder, name, pathlib.Path(program))
    words = scratch / f"{name}.dict"
    words.write_text("".join(map(entry, dictionary(name))))
    return call([program, folder, f"-dict={words}", f"-artifact_prefix={scratch}/{name}-", f"-max_len={LONGER.get(name, MOST)}", f"-timeout={SLOW}", "-rss_limit_mb=3000",
                           "-close_fd_mask=3", "-print_final_stats=1", *limits], scratch)


def is_slow(program, path):
    """Does the input take too long when only the time of the processor counts, not what other programs took of it?"""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (SLOW, SLOW))
    return call([program, path, "-timeout=0"], path.parent, preexec_fn=limit).returncode != 0


def explore(program, name, seconds):
    """Run one target for a time. An input that only waited for the processor is no finding."""
    end = time.monotonic() + seconds
    while True:
        done = run(program, name, [f"-max_total_time={max(1, int(end - time.monotonic()))}"], False)
        late = re.search(r"Test unit written to (.*-timeout-.*)", done.stderr)
        if done.returncode == 0 or not late or is_slow(program, pathlib.Path(late[1])):
            return done
        pathlib.Path(late[1]).unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int)
    arguments = parser.parse_args()
    broken = 0
    for name in SEEDS:
        program = (arguments.programs / f"fuzz_{name}").resolve()
        done = run(program, name, ["-seed=1", f"-runs={arguments.runs}"], True) if arguments.runs else explore(program, name, arguments.seconds)
        lines = [line for line in done.stderr.splitlines() if line.startswith("stat::") or "ERROR" in line or "Test unit written" in line]
        print(f"fuzz_{name}: {'whole' if done.returncode == 0 else 'BROKEN'}", *lines, sep="\n  ")
        broken += done.returncode != 0
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
