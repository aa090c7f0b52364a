"""usage: fuzz.py PROGRAMS [--seconds N | --runs N]: run the fuzz targets in the folder PROGRAMS over seeds from this repository.

Without --runs what is found new is kept in build/fuzz and begins the next time; with it a target starts from the seeds alone and does
the same each time. What breaks a target stays in build/fuzz as crash-*, timeout-* or oom-*, to be given to the target as its argument.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "build" / "fuzz"
MOST = 20000  # bytes of an input: what breaks anything breaks it in little

SEEDS = {
    "manuscript": ("content/**/*.md", "tests/cases/**/*.md"),
    "style": ("styles/*.yaml", "tests/cases/**/*.yaml"),
    "image": ("content/**/*.png", "content/**/*.jpg", *(f"tests/cases/**/*.{kind}" for kind in ("png", "jpg", "gif", "webp", "tif", "pdf", "svg"))),
    "face": (),
    "preflight": (),
    "pipeline": ("tests/cases/**/*.md",),
}
FACES = ("Ogham", "Runic", "Gothic", "Tagalog", "Buginese")  # the smallest ones of Debian's fonts-noto-core
OPTIONS = 24  # of fuzz_pipeline.c
DIALECT = ["---\n", "title: ", "lang: fr\n", "toc: true\n", "number-sections: true\n", "# ", "## ", "{#id}", "{.class}", "{lang=de}", "{width=50%}", "::: {.a}\n", "\n:::\n",
           "\\newpage", "{.recto}", "![a](b.png)", "[](#id)", "[](#id){.page}", "[^1]", "[^1]: ", "^[", "]", "| a | b |\n|---|--:|\n| c | d |\n", "Table: ",
           "\n: ", "```\n", "~~", "**", "<sub>", "</sub>", "<!--", "-->", "\u00a0", "\u00ad", "\u200d", "\u05d0", "\u0301", "- [x] ", "1) ", "> ", "    ", "&amp;", "...", "[[", "]]", "[title][", ":smile:", "\\label{a}", "\\ref{a}"]


# Contents of pages, with the names of fuzz_preflight.c's resources.
CONTENTS = [b"q /S cs .5 scn /G gs 20 20 90 90 re f* Q /X Do /I Do /H sh", b"BT /F 9 Tf 1 0 0 1 20 30 Tm [(ab) -90 <0001>] TJ T* (c) ' ET",
            b"BT /T 9 Tf 3 Tr (aa) Tj ET /P /M BDC .1 w 0 0 m 9 9 l 1 2 3 4 5 6 c S EMC", b"/Pattern cs /P scn 0 0 99 99 re W n B",
            b"q 30 0 0 30 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK /F /AHx ID 0011223344556677> EI Q", b"/D CS 1 1 1 SCN 0 0 9 9 re s /N gs BX foo EX",
            b"0 0 0 0 k 1 1 1 rg .3 g 1 0 0 RG /X cs 1 sc /Artifact BMC 0 0 300 300 re b EMC 9 0 0 0 9 9 cm"]
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
    if name == "preflight":
        return [f" {word} " for word in OPERATORS]
    if name in ("manuscript", "pipeline"):
        return DIALECT + (["\x1e", "(picture.png)", "(picture.jpg)"] if name == "pipeline" else [])
    return sorted(set(words_of(json.loads((ROOT / "styles/style.schema.json").read_text())))) + ["pt", "mm", "em", " lines", "%", ": ", "{", "}", "\n  "]


def entry(word):
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode("latin-1" if word[0] == "\x89" else "utf-8")) + '"\n'


def pipelines(folder):
    """Options, a manuscript, a style sheet and a picture, each in its turn, as fuzz_pipeline.c takes them."""
    def all_of(*patterns):
        return [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.stat().st_size <= MOST // 4]
    sheets, pictures = all_of("styles/*.yaml", "tests/cases/**/*.yaml"), all_of(*SEEDS["image"])
    for i, text in enumerate(all_of(*SEEDS["pipeline"])):
        options = bytes(ord("a") + (i * step) % OPTIONS for step in (1, 5, 7)) if i % 3 else b""
        text += b"\n\n![A](picture.png)\n\nB ![c](picture.jpg) d\n"
        parts = options, text, sheets[i % len(sheets)] if i % 2 else b"", pictures[i % len(pictures)]
        (folder / f"pipeline-{i}").write_bytes(b"\x1e".join(parts))


def seeds_into(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    if name == "pipeline":
        pipelines(folder)
        return
    if name == "preflight":
        for i, content in enumerate(CONTENTS):
            (folder / f"preflight-{i}").write_bytes(content)
        return
    for face in FACES if name == "face" else ():
        shutil.copy(f"/usr/share/fonts/truetype/noto/NotoSans{face}-Regular.ttf", folder)
    for pattern in SEEDS[name]:
        for path in sorted(ROOT.glob(pattern)):
            if path.stat().st_size <= MOST:
                shutil.copy(path, folder / str(path.relative_to(ROOT)).replace("/", "-"))


def run(program, name, limits, fresh, scratch=KEPT):
    """Run one target; its exit status."""
    folder = scratch / name
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    seeds_into(folder, name)
    words = scratch / f"{name}.dict"
    words.write_text("".join(map(entry, dictionary(name))))
    return subprocess.run([program, folder, f"-dict={words}", f"-artifact_prefix={scratch}/{name}-", f"-max_len={MOST}", "-timeout=30", "-rss_limit_mb=3000",
                           "-close_fd_mask=3", "-print_final_stats=1", *limits], cwd=scratch, capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int)
    arguments = parser.parse_args()
    limits = ["-seed=1", f"-runs={arguments.runs}"] if arguments.runs else [f"-max_total_time={arguments.seconds}"]
    broken = 0
    for name in SEEDS:
        done = run((arguments.programs / f"fuzz_{name}").resolve(), name, limits, arguments.runs is not None)
        lines = [line for line in done.stderr.splitlines() if line.startswith("stat::") or "ERROR" in line or "Test unit written" in line]
        print(f"fuzz_{name}: {'whole' if done.returncode == 0 else 'BROKEN'}", *lines, sep="\n  ")
        broken += done.returncode != 0
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
