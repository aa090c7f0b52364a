"""make bench [TEXT=path.md] [RUNS=5]: how long Platen takes, and how much memory, beside the least work that any typesetter has (floor.c)
and beside Typst and LuaLaTeX where they are installed.

All programs run in turn in one session; figures are medians over whole processes, start-up included. PDFs go to memory (/dev/shm) where
there is one, so that a disk's syncing is not measured; one row shows what it adds. Never fails: it shows."""
import os
import shutil
import subprocess
import sys
import tempfile

import measure
import texts

HERE = os.path.dirname(os.path.abspath(__file__))
STYLE = os.path.join(HERE, "pagella.yaml")
REPORT = os.path.join(HERE, "../../content/luxembourg-report/report.md")
FAMILY = "TeX Gyre Pagella"
# What a run may take: (name of the row, wall ms, MB). The text's holds for 27,000 words.
BUDGETS = [("report, both editions", 10, 20), ("text, both editions", 35, 40)]
PROSE_WORDS = 120000  # a novel's
FLOORS = 2  # and ten times the text, in walls of its floor
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
STREAMS = """import sys, pikepdf
pdf = pikepdf.open(sys.argv[1])
pages = [p.obj.Contents for p in pdf.pages if '/Contents' in p.obj]
parts = [s for c in pages for s in (c if isinstance(c, pikepdf.Array) else [c])]
print(sum(len(s.read_bytes()) for s in parts), len(parts))"""


def said(command):
    """What a command prints, or None if it can't."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def missing(what, how):
    print(f"bench: SKIPPED {what}: {how}")


def keep(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def face_file():
    """Pagella's file, or None: fontconfig gives some other face where it has not the asked one."""
    found = said(["fc-match", "-f", "%{family}\t%{file}", FAMILY]) or ""
    return found.split("\t")[1] if found.startswith(FAMILY) else None


def python_with_typst():
    for python in ("/usr/bin/python3", "python3"):
        real = said([python, "-c", "import sys, typst; print(sys.executable)"])
        if real:
            return real
    return None


class Bench:
    def __init__(self, platen, floor, text, folder, output):
        self.platen, self.floor, self.folder, self.output = platen, floor, folder, output
        self.programs, self.pdfs = {}, {}
        self.face = face_file()
        with open(text, encoding="utf-8-sig") as source:
            self.text = source.read()
        self.one = text
        self.ten = keep(folder, "ten.md", texts.repeated(self.text, 10))
        self.prose = keep(folder, "prose.md", texts.generated(PROSE_WORDS, seed=1811, chapters=60))

    def pdf(self, name, stem, folder=None):
        self.pdfs[name] = os.path.join(folder or self.output, stem + ".pdf")
        return self.pdfs[name]

    def add_platen(self, name, stem, text, edition="all", style=STYLE, more=(), folder=None):
        command = [self.platen, "build", text, "-q", "--edition", edition, "-o", self.pdf(name, stem, folder), *more]
        self.programs[name] = (command + (["--style", style] if style else []),)

    def add_floor(self, name, text, of):
        """The floor's streams are as many and as long as Platen's own of the same text, if one can be had."""
        if not self.face:
            return missing("the floor", f"fontconfig finds no {FAMILY} (Debian: fonts-texgyre)")
        trial = os.path.join(self.output, "streams.pdf")
        said([self.platen, "build", text, "-q", "--style", STYLE, "-o", trial])
        streams = said(["/usr/bin/python3", "-c", STREAMS, trial])
        if not streams:
            print(f"bench: {of} gives no streams to weigh (it failed, or python3-pikepdf is missing): the floor writes its own length")
        self.programs[name] = ([self.floor, text, self.face, *(streams or "").split()],)

    def add_typst(self, name, text):
        source, pdf = keep(self.folder, "text.typ", texts.as_typst(text)), self.pdf(name, "typst")
        python = python_with_typst()
        fonts = os.path.dirname(self.face or "/usr/share/fonts/.")
        if shutil.which("typst"):
            self.programs[name] = (["typst", "compile", "--font-path", fonts, source, pdf],)
        elif python:
            self.programs[name] = ([python, "-c", TYPST, source, pdf, fonts],)
        else:
            missing("Typst", "neither a `typst` command nor Python's wheel is installed (python3 -m pip install typst)")

    def add_latex(self, name, text):
        needed = ["fontspec.sty", "microtype.sty", "geometry.sty"]
        if not shutil.which("lualatex") or len((said(["kpsewhich", *needed]) or "").split()) < len(needed):
            return missing("LuaLaTeX", "not installed (Debian: texlive-luatex texlive-latex-recommended)")
        source = keep(self.folder, "latex.tex", texts.as_latex(text))
        caches = os.path.join(os.path.abspath(self.folder), "texmf")
        command = ["lualatex", "-interaction=batchmode", "-output-directory", self.output, os.path.abspath(source)]
        self.programs[name] = (command, self.folder, {**os.environ, "TEXMFVAR": caches, "TEXMFCACHE": caches})
        self.pdf(name, "latex")

    def add_all(self):
        self.add_floor("floor of text", self.one, "text")
        self.add_floor("floor of 10 × text", self.ten, "10 × text")
        self.add_floor("floor of prose", self.prose, "prose")
        self.add_platen("report, both editions", "report", REPORT, style=None)
        self.add_platen("report, both, to disk", "report", REPORT, style=None, folder=self.folder)
        self.add_platen("text, archive alone", "archive", self.one, edition="archive")
        self.add_platen("text, both editions", "text", self.one)
        self.add_platen("text, both, one thread", "thread", self.one, more=("-j", "1"))
        self.add_platen("10 × text, both", "ten", self.ten)
        self.add_platen("prose, one thread", "prose1", self.prose, more=("-j", "1"))
        self.add_platen("prose, two threads", "prose2", self.prose, more=("-j", "2"))
        self.add_typst("Typst, text", self.text)
        self.add_latex("LuaLaTeX, text, one run", self.text)


def sizes(path):
    """Pages and kilobytes of a PDF; beside OUT.pdf OUT.print.pdf counts its kilobytes too."""
    if not path or not os.path.exists(path):
        return None, ""
    pages = said(["qpdf", "--show-npages", path])
    kilobytes = [os.path.getsize(p) / 1000 for p in (path, path[:-4] + ".print.pdf") if os.path.exists(p)]
    return int(pages) if pages else None, " + ".join(f"{k:.0f}" for k in kilobytes)


def row(name, result, floor, path):
    if isinstance(result, measure.Failed):
        return [name, "failed: " + str(result).split("\n")[-1][:90]]
    pages, kilobytes = sizes(path)
    against = f"{result.processor / floor.processor:.2f}" if isinstance(floor, measure.Measure) else ""
    return [name, f"{result.wall:.1f}", f"{result.processor:.1f}", f"{result.peak / 1e3:.1f}", against,
            f"{pages or ''}", f"{result.wall * 100 / pages:.1f}" if pages else "", kilobytes]


def print_speeds(results, pdfs):
    """A long text whose words and sentences do not come again, as ten times a text has them."""
    for name in ("prose, one thread", "prose, two threads"):
        pages = sizes(pdfs.get(name))[0]
        if pages and isinstance(results[name], measure.Measure):
            seconds = results[name].wall / 1e3
            print(f"{name}: {pages / seconds:,.0f} pages and {PROSE_WORDS / seconds:,.0f} words a second, both editions")


def print_table(rows):
    whole = [r for r in rows if len(r) > 2]
    widths = [max(len(r[i]) for r in whole) for i in range(len(whole[0]))]
    widths[0] = max(len(r[0]) for r in rows)
    for r in rows:
        cells = [r[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(r[1:], widths[1:])]
        print("  ".join(cells).rstrip())


def print_ratios(results):
    def both(a, b):
        pair = results.get(a), results.get(b)
        return pair if all(isinstance(r, measure.Measure) for r in pair) else None

    linear = both("10 × text, both", "text, both editions")
    if linear:
        print(f"linearity: 10 × text takes {linear[0].wall / linear[1].wall:.1f} times the wall time, "
              f"{linear[0].processor / linear[1].processor:.1f} times the processors'")
    for other in ("Typst, text", "LuaLaTeX, text, one run"):
        pair = both(other, "text, both editions")
        if pair:
            print(f"{other}: {pair[0].wall / pair[1].wall:.1f} times as long as Platen's both editions, "
                  f"{pair[0].peak / pair[1].peak:.1f} times the memory")
    floor = both("10 × text, both", "floor of 10 × text")
    if floor:
        ratio = floor[0].wall / floor[1].wall
        print(f"budget of 10 × text: {FLOORS} times the floor's wall time {'kept' if ratio <= FLOORS else 'EXCEEDED'}: {ratio:.2f} times")
    for name, wall, megabytes in BUDGETS:
        r = results[name]
        if isinstance(r, measure.Measure):
            verdict = "kept" if r.wall <= wall and r.peak <= megabytes * 1e3 else "EXCEEDED"
            print(f"budget of {name}: {wall} ms and {megabytes} MB {verdict}: {r.wall:.1f} ms and {r.peak / 1e3:.1f} MB")


def main():
    platen, folder = (os.path.abspath(a) for a in sys.argv[1:3])
    floor, launch = os.path.join(folder, "floor"), os.path.join(folder, "launch")
    os.makedirs(folder, exist_ok=True)
    text = os.environ.get("TEXT") or keep(folder, "generated.md", texts.generated())
    runs = int(os.environ.get("RUNS") or 5)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as output:
        bench = Bench(platen, floor, os.path.abspath(text), folder, output)
        bench.add_all()
        results = measure.Launcher(launch, folder).interleaved(bench.programs, runs)
        words, distinct = len(bench.text.split()), len(set(bench.text.split()))
        print(f"text: {os.path.basename(text)}, {words} words, {distinct} of them distinct; medians of {runs} runs; load {os.getloadavg()[0]:.1f}"
              f" on {os.cpu_count()} processors")
        rows = [["", "wall ms", "user+sys ms", "peak MB", "× floor", "pages", "ms/100 pages", "KB"]]
        for name, result in results.items():
            of = next((text for text in ("10 × text", "prose") if text in name), "text")
            floor_name = f"floor of {of}"
            rows.append(row(name, result, None if name.startswith("report") else results.get(floor_name), bench.pdfs.get(name)))
        print_table(rows)
        print_speeds(results, bench.pdfs)
        print_ratios(results)


if __name__ == "__main__":
    main()
