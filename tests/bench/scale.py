"""usage: scale.py PLATEN [--most EXPONENT]: how time and memory grow with a text, for many shapes of it.

Each shape is set, all editions tried and nothing written, at a size and at four times that size. Of the processor time, what an empty
text takes is left out. The exponent is 1 where four times the text takes four times as long, 2 where it takes sixteen times.
With --most, a shape whose time or memory grows faster makes the exit status 1.
"""
import argparse
import math
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

HEAD = "---\nlang: en\ndate: 2024-01-01\n---\n\n"
NOUNS = "river measure printer letter season paper margin reader chapter sentence colour morning window garden history".split()


def prose(bytes_, seed=1):
    draw, said, size = random.Random(seed), [], 0
    while size < bytes_:
        said.append(draw.choice(NOUNS) + ("." if draw.random() < 0.08 else ""))
        size += len(said[-1]) + 1
    return " ".join(said)


def paragraphs(bytes_, each=400):
    return "\n\n".join(prose(each, i) for i in range(bytes_ // each))


# Name, and the text of about so many bytes; the second number is the smaller size in kilobytes.
SHAPES = {
    "prose": (200, paragraphs),
    "one paragraph": (50, prose),
    "one word": (50, lambda n: "x" * n),
    "a word of syllables": (50, lambda n: "la" * (n // 2)),
    "hard breaks": (50, lambda n: "river and sea\\\n" * (n // 15)),
    "code of many lines": (100, lambda n: "```\n" + "for a in b:\n" * (n // 12) + "```\n"),
    "code of one line": (50, lambda n: "```\n" + "a b " * (n // 4) + "\n```\n"),
    "tabs in code": (50, lambda n: "```\n" + "\ta" * (n // 2) + "\n```\n"),
    "blank lines in code": (50, lambda n: "```\na\n" + "\n" * n + "b\n```\n"),
    "pages without a title": (100, lambda n: "\n\n\\newpage\n\n".join(["Words."] * (n // 20))),
    "tabs": (200, lambda n: "\t" * n + "a\tb"),
    "backslashes": (100, lambda n: "\\" * n),
    "runs of backticks": (100, lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5)))),
    "open brackets": (50, lambda n: "[" * n),
    "emphasis": (50, lambda n: "*a* **b** " * (n // 10)),
    "links": (50, lambda n: " ".join(f"[w](http://e.org/{i})" for i in range(n // 22))),
    "references": (50, lambda n: "# A {#a}\n\n" + "[w](#a) " * (n // 8)),
    "headings": (50, lambda n: "".join(f"# Heading {i}\n\nWords.\n\n" for i in range(n // 22))),
    "chapters with contents": (50, lambda n: "".join(f"# Heading {i} {{.newpage}}\n\nWords.\n\n" for i in range(n // 34))),
    "notes": (50, lambda n: "".join(f"Words^[note {i}] and\n\n" for i in range(n // 24))),
    "notes in one paragraph": (25, lambda n: "".join(f"Words^[note {i}] and " for i in range(n // 24))),
    "notes that nothing marks": (50, lambda n: "Words.\n\n" + "".join(f"[^{i}]: note\n\n" for i in range(n // 14))),
    "lists": (50, lambda n: "- an item\n" * (n // 10)),
    "rows": (50, lambda n: "| a | b |\n|---|---|\n" + "| c | d |\n" * (n // 10)),
    "columns": (2, lambda n: "|" + "a|" * (n // 6) + "\n|" + "-|" * (n // 6) + "\n|" + "b|" * (n // 6) + "\n"),
    "languages": (25, lambda n: " ".join(f"[w]{{lang={'fr' if i % 2 else 'de'}}}" for i in range(n // 13))),
    "classes": (25, lambda n: "\n\n".join(f"[w]{{.c{i}}}" for i in range(n // 13))),
    "keywords": (50, lambda n: "---\nkeywords: [" + ", ".join(f"k{i}" for i in range(n // 7)) + "]\nlang: en\n---\n\nText.\n"),
    "quotations": (50, lambda n: "> words said\n\nand\n\n" * (n // 20)),
    "messages": (25, lambda n: "<blink>\n\n" * (n // 9)),
    "commas": (50, lambda n: "a, " * (n // 3)),
    "quotes": (50, lambda n: "\"a\" 'b' " * (n // 8)),
    "dashes": (50, lambda n: "a--b " * (n // 5)),
}


def cost(program, folder, text):
    """Processor seconds and megabytes of a run."""
    (folder / "text.md").write_text(text if text.startswith("---") else HEAD + text + "\n")
    process = subprocess.Popen([program, "check", "text.md", "--edition=all", "-q", "-j1"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def best(program, folder, text):
    costs = [cost(program, folder, text)]
    while costs[0][0] < 0.5 and len(costs) < 3:
        costs.append(cost(program, folder, text))
    return min(seconds for seconds, _ in costs), min(megabytes for _, megabytes in costs)


def exponent(small, large, empty):
    return math.log(max(large - empty, 1e-4) / max(small - empty, 1e-4), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--most", type=float)
    parser.add_argument("--shapes")
    arguments = parser.parse_args()
    program, steep = arguments.program.resolve(), []
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    print(f"{'':26}{'KB':>5}{'s':>8}{'MB':>7}   {'KB':>5}{'s':>8}{'MB':>7}   time and memory grow by")
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        empty = best(program, folder, "Words.")
        for name, (size, make) in SHAPES.items():
            if arguments.shapes and name not in arguments.shapes.split(","):
                continue
            small, large = best(program, folder, make(size * 1000)), best(program, folder, make(size * 4000))
            grows = [exponent(*pair) for pair in zip(small, large, empty)]
            small_enough = large[0] - empty[0] < 0.05, large[1] - empty[1] < 4
            print(f"{name:26}{size:5}{small[0]:8.3f}{small[1]:7.0f}   {size * 4:5}{large[0]:8.3f}{large[1]:7.0f}   "
                  + "  ".join("  – " if none else f"{g:4.2f}" for g, none in zip(grows, small_enough)), flush=True)
            if arguments.most and any(g > arguments.most and not none for g, none in zip(grows, small_enough)):
                steep.append(name)
    if steep:
        sys.exit("steeper: " + ", ".join(steep))


if __name__ == "__main__":
    main()
