#!/usr/bin/env python3
"""Do two commits set the same texts alike? `make sums AGAINST=REVISION` (HEAD by default).

Builds the revision in build/sums, sets its cases, manual and report (and TEXT=FILE.md) with that
program and with today's, and compares PDFs, dumps, traces, reports and messages by their SHA-256.
What differs is named, and kept in build/sums/before and build/sums/now to look at. Exit 1: something
differs. For changes that mean to change no output.
"""
import concurrent.futures
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from cases import options_of  # noqa: E402 (the path first)

WORK = ROOT / "build" / "sums"
STAGES = ("--dump=document", "--dump=lines", "--dump=pages", "--trace=linebreak,pagebreak")


def checked_out(revision):
    """The revision's tree with its program built."""
    commit = subprocess.check_output(["git", "rev-parse", revision], cwd=ROOT, text=True).strip()
    tree = WORK / commit
    if not (tree / "build/platen").exists():
        shutil.rmtree(tree, ignore_errors=True)
        tree.mkdir(parents=True)
        archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
        subprocess.run(["tar", "x", "-C", tree], stdin=archive.stdout, check=True)
        subprocess.run(["make", "-s", "-j2", f"CC={os.environ.get('CC', 'cc')}"], cwd=tree,
                       check=True, stdout=subprocess.DEVNULL)
    return tree


def inputs(tree):
    """Name, folder to run in, words of the command line."""
    for manuscript in sorted((tree / "tests/cases").rglob("*.md")):
        name = str(manuscript.relative_to(tree / "tests/cases")).replace("/", "-")
        yield name, manuscript.parent, [manuscript.name, *options_of(manuscript)]
    yield "manual", tree, ["content/manual", "--style", "styles/manual.yaml"]
    yield "report", tree, ["content/luxembourg-report/report.md", "--style", "styles/report.yaml"]
    text = os.environ.get("TEXT")
    if text:
        yield "text", tree, [str(pathlib.Path(text).resolve()), "--style", "tests/bench/pagella.yaml"]


def make(program, name, folder, words, out):
    """All that the program makes of one input, as files in `out`."""
    out.mkdir(parents=True)
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LC_ALL": "C.UTF-8"}

    def run(*arguments):
        return subprocess.run([program, *arguments], cwd=folder, env=environment, timeout=300,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)

    for stage in STAGES:
        done = run("check", *words, stage)
        (out / stage.strip("-").replace("=", ".")).write_bytes(
            done.stdout + done.stderr + b"exit %d\n" % done.returncode)
    asked = [] if any(word.startswith("--edition") for word in words) else ["--edition=all"]
    run("build", *words, *asked, "-o", str(out / "out.pdf"), f"--report={out / 'quality.json'}")
    run("build", *words, "--proof", "-o", str(out / "marked.pdf"))
    return name


def sums(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def main():
    tree = checked_out(sys.argv[1] if len(sys.argv) > 1 else "HEAD")
    programs = {"before": tree / "build/platen", "now": ROOT / "build/platen"}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for side, program in programs.items():
            shutil.rmtree(WORK / side, ignore_errors=True)
            list(pool.map(lambda i: make(program, *i, WORK / side / i[0]), inputs(tree)))
    before, now = sums(WORK / "before"), sums(WORK / "now")
    different = sorted(name for name in before.keys() | now.keys()
                       if before.get(name) != now.get(name))
    for name in different:
        print(f"differs: {name}")
    print(f"{len(before)} outputs compared, {len(different)} differ")
    return 1 if different else 0


sys.exit(main())
