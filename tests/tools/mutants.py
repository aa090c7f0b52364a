"""usage: mutants.py [--count N] [--seed N] [--files GLOB] [--trust]: how many random small faults in src/ do the tests notice?

Each mutant is one change of one place: a comparison, a sign, a constant, a condition, a call left out. It is made in a copy of the
tree (build/mutants/tree) that is built again and given to the tests, the likely and quick killers first: the unit tests of its module,
the cases, all other unit tests, the tests from outside that look at its folder, then all other tests from outside but those of the house
itself. The first that fails kills it. A mutant that the compiler refuses, or that
compiles to the same bytes, does not count, and another takes its place. Those that survive are printed as a diff: each needs a test,
or is equivalent. --trust leaves out the run of all tests without a mutant, which only shows that they pass.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TREE = ROOT / "build/mutants/tree"
# The tests from outside that most likely notice a fault of a folder.
LIKELY = {
    "base": ["outputs", "hostile", "reproducible"],
    "document": ["pdf", "books", "languages"],
    "style": ["styles", "typography", "colour"],
    "markdown": ["commonmark", "gfm", "dialects", "markers", "books", "bad_input"],
    "type": ["typography", "languages", "pdf"],
    "reader": ["carried", "pictures", "preflight"],
    "image": ["pictures", "drawings", "hostile"],
    "lines": ["typography", "quality", "spaces"],
    "pages": ["floats", "quality", "report"],
    "layout": ["floats", "boxes", "bleed", "cover", "pdf"],
    "pdf": ["pdf", "pdfx", "archive", "colour", "pictures"],
    "quality": ["quality", "report"],
    "preflight": ["preflight", "preflight_ink"],
    "app": ["outputs", "carried", "press"],
}
# What these look at is the house, the machine, or (veraPDF) what all the others made.
LEFT_OUT = {"cases", "schema", "units", "conformance", "floors", "fuzz", "injection", "install", "judges", "readme"}
CHANGES = [
    (r"(?<![<>=!-])<(?![<=])(?=[^>]*[;)&|?])", "<="), (r"(?<![<>=!-])>(?![>=])(?=[^<]*[;)&|?])", ">="), (r"<=", "<"), (r">=", ">"),
    (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"),
    (r"(?<=\w) \+ (?=\w)", " - "), (r"(?<=\w) - (?=\w)", " + "), (r"(?<=\w) \* (?=\w)", " / "), (r"(?<=\w) / (?=\w)", " * "),
    (r"(?<=\w)\+\+", "--"), (r"\+= ", "-= "), (r"-= ", "+= "),
    (r"(?<![\w.])(\d+)(?![\w.])", lambda match: str(int(match[1]) + 1)),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"if \((?=[^;{]+\)$)", "if (!("), (r"return (?!NULL|0;|true|false)(\w+);", "return 0;"),
    (r"^(\t+)(\w+\([^;]*\));$", r"\1/* \2 */;"), (r"^(\t+)(continue|break);$", r"\1;"),
]


def candidates(path):
    """Every place of a file where a change can be made: line, the new line."""
    in_comment, in_macro, depth = False, False, 0
    for number, line in enumerate(path.read_text().splitlines()):
        code = re.sub(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/', lambda match: " " * len(match[0]), line)
        begins, was = "/*" in code, in_comment
        in_comment = (in_comment or begins) and "*/" not in code
        macro, in_macro = in_macro or code.startswith("#"), (in_macro or code.startswith("#")) and code.endswith("\\")
        if was or begins or macro or not line.startswith("\t") or re.match(r"\t*(case\b|enum\b|static_assert)", line):
            continue
        for pattern, change in CHANGES:
            for match in re.finditer(pattern, code):
                new = line[:match.start()] + (change(match) if callable(change) else match.expand(change)) + line[match.end():]
                if "if (!(" in new and "if (!(" not in line:
                    new += ")" if new.endswith(")") else ""
                if new != line:
                    yield number, new


def sources(pattern):
    return sorted(path for path in (ROOT / "src").glob(pattern) if path.suffix == ".c")


def run(*command, timeout):
    """The exit status, or None where it took too long."""
    process = subprocess.Popen(command, cwd=TREE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                               start_new_session=True, env={**os.environ, "PLATEN_FAST": "1"})
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
        return None


def make(*targets):
    return run("make", "-s", "-j2", "BUILD=build/strict", "CFLAGS=-O1 -w", *targets, timeout=600) == 0


def pytest(*names):
    return run("/usr/bin/python3", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
               *(f"tests/test_{name}.py" for name in names), timeout=900 * len(names)) == 0


def units_of(path):
    """The unit programs of a file's module: of linebreak_price.c, test_linebreak_price, else test_linebreak …"""
    words = path.stem.split("_")
    names = ["test_" + "_".join(words[:n]) for n in range(len(words), 0, -1)]
    return [f"build/strict/unit/{name}" for name in names if (ROOT / f"tests/unit/{name}.c").exists()]


def killer(path):
    """What fails first, or None."""
    for unit in units_of(path):
        if not make(unit) or run(unit, timeout=300) != 0:
            return pathlib.Path(unit).name
    if not pytest("cases", "schema"):
        return "cases"
    if not make("unit-programs") or not pytest("units"):
        return "units"
    likely = LIKELY[path.relative_to(ROOT / "src").parts[0]]
    for name in likely:
        if not pytest(name):
            return name
    names = {test.stem.removeprefix("test_") for test in (ROOT / "tests").glob("test_*.py")}
    return None if pytest(*sorted(names - LEFT_OUT - set(likely))) else "others"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", default="**/*.c")
    parser.add_argument("--trust", action="store_true")
    asked = parser.parse_args()
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")
    for name in filter(None, files):
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, TREE / name, follow_symlinks=False)
    if not make("all"):
        sys.exit("mutants: the tree does not build")
    broken = None if asked.trust else killer(ROOT / "src/app/main.c")
    if broken:
        sys.exit(f"mutants: {broken} fails without any mutant")
    program, chance = TREE / "build/strict/platen", random.Random(asked.seed)
    untouched, made, killed = program.read_bytes(), 0, 0
    places = [(path, number, new) for path in sources(asked.files) for number, new in candidates(path)]
    chance.shuffle(places)
    for path, number, new in places:
        if made == asked.count:
            break
        copy = TREE / path.relative_to(ROOT)
        lines = path.read_text().splitlines()
        old, lines[number] = lines[number], new
        copy.write_text("\n".join(lines) + "\n")
        if make("all") and program.read_bytes() != untouched:
            made += 1
            by = killer(path)
            killed += by is not None
            print(f"{made}: {path.relative_to(ROOT)}:{number + 1} {'killed by ' + by if by else 'SURVIVES'}", flush=True)
            if not by:
                print(f"-{old}\n+{new}", flush=True)
        copy.write_text(path.read_text())
    print(f"{killed} of {made} mutants killed")


main()
