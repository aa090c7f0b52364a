"""make bench-typography [TEXT=path.md]: every word space of one text as Platen, LuaLaTeX and Typst set it, on the same measure.

Platen has pagella.yaml, LuaLaTeX pagella.tex (microtype with protrusion and expansion, \\frenchspacing, indents), Typst the same face,
measure and indents. What is measured is in tests/tools/spaces.py. Never fails: it shows, and says what is not installed."""
import os
import shutil
import subprocess
import sys
import tempfile

import bench
import texts

sys.path.insert(0, os.path.join(bench.HERE, "../tools"))
import spaces  # noqa: E402


def made(name, command, pdf, **options):
    """The PDF that a command makes, or None, and why."""
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **options)
    except OSError as error:
        print(f"bench-typography: {name} FAILED: {error}")
    if os.path.exists(pdf):
        return pdf
    print(f"bench-typography: {name} made NO PDF: {' '.join(map(str, command))}")
    return None


def main():
    platen, folder = (os.path.abspath(a) for a in sys.argv[1:3])
    os.makedirs(folder, exist_ok=True)
    text = os.environ.get("TEXT") or bench.keep(folder, "generated.md", texts.generated())
    if not shutil.which("pdftotext"):
        print("bench-typography: NOTHING MEASURED: no pdftotext (Debian: poppler-utils)")
        return
    with tempfile.TemporaryDirectory() as output:
        others = bench.Bench(platen, None, os.path.abspath(text), folder, output)
        others.add_platen("platen", "platen", others.one, edition="archive")
        others.add_latex("lualatex", others.text)
        others.add_typst("typst", others.text)
        rows = []
        for name, (command, *more) in others.programs.items():
            options = {"cwd": more[0], "env": more[1]} if more else {}
            rows.append(made(name, command, others.pdfs[name], **options))
        print(f"text: {os.path.basename(text)}, {len(others.text.split())} words")
        spaces.print_table([row for row in rows if row])


if __name__ == "__main__":
    main()
