#!/usr/bin/python3
"""usage: injection.py PROGRAM [--command C] [--kinds A,B] [--part I/N] [--seconds N]: make calls of the machine fail, one by one, and see that a build says so.

A failing call (tests/tools/failing.c) may change nothing: the bytes are those of an undisturbed build and the exit status is 0. Else the
status is 1 or 3, one message tells why, and no output is lost: each is the old file or the new one, whole, and nothing is left beside
them. Anything else is a finding: a crash, a hang, silence, a wrong byte.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OLD = b"the old output\n"
OUTPUTS = ("out.pdf", "out.print.pdf", "out.archive2.pdf", "out.proof.pdf", "out.cover.pdf", "report.json", "deps", "fonts.lock")
COMMANDS = {
    "build": ("build", "text.md", "--edition=all,archive2", "-o", "out/out.pdf", "--proof", "--report=out/report.json", "--deps=out/deps"),
    "check": ("check", "text.md", "--edition=all"),
    "fonts": ("fonts", "text.md", "--lock=out/fonts.lock"),
    "dump": ("check", "text.md", "--dump=pages"),
    "verify": ("verify", "made.pdf"),
    "rebuild": ("rebuild", "made.pdf", "-o", "out/out.pdf"),
    "extract": ("extract", "made.pdf"),
    "preflight": ("preflight", "page.pdf"),
    "book": ("build", "book", "--edition=all,cover", "-o", "out/out.pdf"),
}

TEXT = """---
title: A title
author: Ann Author
date: 2024-01-02
lang: en
toc: true
keywords: [one, two]
---

# A heading {#a}

Some words of *text* that are broken over several lines of the page, so that hyphenation and shaping have something to do, with a
[link](http://example.org/x), a [reference](#a), "quotes" and an office.^[A note.]

| a | b |
|---|---|
| c | d |

Table: A table

- x
- y

```
code
```

Ein deutsches [Donaudampfschifffahrtskapitänspatent]{lang=de}, שלום עולם, ไทยไทย and Ελληνικά.

![A picture](a.png){alt="B"}

![A photograph](a.jpg){alt="B"}

![](a.gif){alt=""} ![](a.webp){alt=""} ![](a.tif){alt=""}
"""


BOOK = """# A chapter

![A drawing](a.svg){alt="B"}

![A page](page.pdf){alt="B"}

{{< include more.md >}}
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/>
<stop offset="1" stop-color="blue"/></linearGradient></defs><rect width="50" height="50" fill="url(#g)" opacity=".5"/><text y="20">Words</text></svg>"""
LIST = "title: A book\nlang: en\ndate: 2024-01-02\nstyle: style.yaml\nchapters: [a.md]\ncover: {paper: 0.1mm}\n"


def library(folder):
    """Compile what makes calls fail."""
    path = pathlib.Path(folder) / "failing.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, ROOT / "tests/tools/failing.c"], check=True)
    return path


def publication(folder):
    """A manuscript that needs every library, with a picture of each kind."""
    import PIL.Image
    folder = pathlib.Path(folder)
    (folder / "text.md").write_text(TEXT)
    PIL.Image.new("RGBA", (40, 30), (200, 10, 10, 128)).save(folder / "a.png")
    PIL.Image.new("RGB", (40, 30), (20, 100, 10)).save(folder / "a.jpg")
    for kind in ("gif", "webp", "tif"):
        PIL.Image.new("RGB", (40, 30), (20, 100, 10)).save(folder / f"a.{kind}")


def book(folder, page):
    """A folder with a cover, a drawing, a page of a PDF, an included text, a face and a profile of its own."""
    (folder / "fonts").mkdir(parents=True)
    for name, text in (("publication.yaml", LIST), ("a.md", BOOK), ("more.md", "Included words."), ("a.svg", DRAWING),
                       ("style.yaml", "page: {condition: Paper, profile: own.icc}\n")):
        (folder / name).write_text(text + "\n")
    shutil.copy(page, folder / "page.pdf")
    shutil.copy("/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf", folder / "fonts/mono.ttf")
    shutil.copy("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc", folder / "own.icc")


class Trial:
    """Runs of one command over one publication, with one call of the machine failing in each."""

    def __init__(self, program, folder, command="build", threads=1):
        self.program, self.folder = pathlib.Path(program).resolve(), pathlib.Path(folder)
        self.library = library(folder)
        self.out = self.folder / "out"
        publication(self.folder)
        self.command = ("build", "text.md", "-o", "made.pdf")
        assert self.run().returncode == 0
        (self.folder / "page.md").write_text("---\nlang: en\ndate: 2024-01-02\n---\n\nA page.\n")
        self.command = ("build", "page.md", "--edition=print", "-o", "page.pdf")
        assert self.run().returncode == 0
        book(self.folder / "book", self.folder / "page.pdf")
        self.command = COMMANDS[command] + ((f"-j{threads}",) if command in ("build", "check", "dump", "book") else ())
        done = self.run(PLATEN_COUNT="counts")
        assert done.returncode == 0, done.stderr
        self.whole, self.printed = self.outputs(), done.stdout
        lines = (self.folder / "counts").read_text().split()
        self.counts = dict(zip(lines[::2], map(int, lines[1::2])))

    def outputs(self):
        return {path.name: path.read_bytes() for path in self.out.iterdir()}

    def run(self, **settings):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        for name in OUTPUTS:
            (self.out / name).write_bytes(OLD)
        names = ("PATH", "HOME", "TMPDIR")
        plain = {name: os.environ[name] for name in names if name in os.environ}
        return subprocess.run([self.program, *self.command], cwd=self.folder, capture_output=True, text=True, errors="replace",
                              timeout=60, env={**plain, "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(self.library), **settings})

    def fault(self, what):
        """What is wrong with a build in which a call fails (KIND:N, or KIND:N+ for all later ones, too); None: nothing."""
        try:
            done = self.run(PLATEN_FAIL=what)
        except subprocess.TimeoutExpired:
            return "it hangs"
        outputs = self.outputs()
        said = [line for line in done.stderr.splitlines() if re.search(r"\berror: ", line)]
        for name, data in outputs.items():
            if name not in self.whole:
                return f"'{name}' is left over"
            if data not in (OLD, self.whole[name]) and (done.returncode == 0 or not whole(name, data)):
                return f"'{name}' is wrong, with exit status {done.returncode}"
        if missing := self.whole.keys() - outputs.keys():
            return f"{missing} are gone"
        if done.returncode == 0:
            same = outputs == self.whole and done.stdout == self.printed
            return None if same else "the outputs are old, or what is printed is wrong, with exit status 0"
        if done.returncode not in (1, 3):
            return f"exit status {done.returncode}: {done.stderr[-300:]!r}"
        one = len(said) == 1 or (said and what.endswith("+"))  # several files that can't be read are several causes
        return None if one else f"exit status {done.returncode} with {len(said)} messages: {done.stderr[-800:]!r}"


def whole(name, data):
    """A report or a proof of a build that then failed may tell of the failure; but it is whole."""
    return data.rstrip().endswith({".pdf": b"%%EOF", ".json": b"}"}.get(pathlib.Path(name).suffix, b""))


def search(arguments, command, seconds):
    """How many failing calls of a command are findings."""
    first, step = map(int, arguments.part.split("/"))
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(arguments.program, folder, command, arguments.threads)
        places = [f"{kind}:{n}{more}" for kind, count in trial.counts.items() for n in range(first, count, step)
                  for more in ("", "+") if not arguments.kinds or kind in arguments.kinds.split(",")]
        if seconds:
            random.shuffle(places)
        end, tried, faults = time.monotonic() + (seconds or 1e9), 0, 0
        for what in places:
            if time.monotonic() > end:
                break
            tried += 1
            if fault := trial.fault(what):
                faults += 1
                print(f"{command} {what}: {fault}", flush=True)
    print(f"{command}: {tried} of {len(places)} failing calls, {faults} findings", flush=True)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--kinds")
    parser.add_argument("--command", choices=COMMANDS, help="without it: all of them in turn")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--part", default="0/1", help="only each Nth place, from the Ith on")
    arguments = parser.parse_args()
    faults = 0
    for command in [arguments.command] if arguments.command else COMMANDS:
        seconds = arguments.seconds and arguments.seconds / (1 if arguments.command else len(COMMANDS))
        faults += search(arguments, command, seconds)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
