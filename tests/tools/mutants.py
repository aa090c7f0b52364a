"""usage: mutants.py [--count N] [--seed N] [--files GLOB] [--list]: how many random small faults in src/ do the tests notice?

Each mutant is one change of one place: a comparison, a sign, a constant, a condition, a call left out. It is made in a copy of the
tree (build/mutants/tree) that is built again and given to the quick tests, most likely killers first; the first that fails kills it.
A mutant that the compiler refuses, or that compiles to the same bytes, is none and another takes its place. Those that survive are
printed as a diff: each is a test that is missing, or is equivalent.
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
TESTS = ["units", "cases", "schema", "commonmark", "typography", "quality", "floats", "pdf", "report", "hostile", "archive", "bad_input",
         "differential"]
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


def build():
    return run("make", "-s", "-j2", "BUILD=build/strict", "CFLAGS=-O1 -w", "all", "unit-programs", timeout=600) == 0


def killer():
    """The first group of tests that fails, or None."""
    for name in TESTS:
        status = run("/usr/bin/python3", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/test_{name}.py", timeout=900)
        if status != 0:
            return name
    return None


def bytes_of(path):
    return subprocess.run(["objcopy", "-O", "binary", path, "/dev/stdout"], capture_output=True, check=False, timeout=60).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", default="**/*.c")
    asked = parser.parse_args()
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")
    for name in filter(None, files):
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, TREE / name, follow_symlinks=False)
    if not build():
        sys.exit("mutants: the tree does not build")
    broken = killer()
    if broken:
        sys.exit(f"mutants: tests/test_{broken}.py fails without any mutant")
    program, chance = TREE / "build/strict/platen", random.Random(asked.seed)
    untouched, made, killed = bytes_of(program), 0, 0
    places = [(path, number, new) for path in sources(asked.files) for number, new in candidates(path)]
    chance.shuffle(places)
    for path, number, new in places:
        if made == asked.count:
            break
        copy = TREE / path.relative_to(ROOT)
        lines = path.read_text().splitlines()
        old, lines[number] = lines[number], new
        copy.write_text("\n".join(lines) + "\n")
        if build() and bytes_of(program) != untouched:
            made += 1
            by = killer()
            killed += by is not None
            print(f"{made}: {path.relative_to(ROOT)}:{number + 1} {'killed by ' + by if by else 'SURVIVES'}", flush=True)
            if not by:
                print(f"-{old}\n+{new}", flush=True)
        copy.write_text(path.read_text())
    print(f"{killed} of {made} mutants killed")


main()
