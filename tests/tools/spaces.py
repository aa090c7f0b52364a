"""usage: spaces.py FILE.pdf…: every word space of the justified lines of body text, in any PDF, beside its natural width.

Words and their boxes come from `pdftotext -bbox`, which measures by advances, so what hangs in the margin or is expanded by the
setter is in them. The body's size is the commonest height of a word; its lines are those with no word of another, as code or a note
mark has it; justified is what ends at the right edge that most lines of that page's side share; the natural space is the median of lines that end before it.

| row | of the justified lines |
|---|---|
| spaces | how many |
| deviation | standard deviation of all single spaces, natural being 1 |
| step | mean difference of the mean spaces of two neighbouring lines |
| least, most | the narrowest and the widest space |
| loose, tight | per cent of lines whose mean space is over 1.5, under 0.75 |
| hyphens | per cent of lines that end with a hyphen, made or written |
"""
import collections
import dataclasses
import html
import itertools
import re
import statistics
import subprocess
import sys

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
SAME_LINE = 4      # points that the middles of words of one line may differ, as where one is set smaller
NO_SPACE = 2       # of the size: a wider gap is a running head's, a table's
EDGE = 4           # points that a justified line may end before or after the edge: what hangs
HYPHENS = "-\u00ad\u2010"
LOOSE, TIGHT = 1.5, 0.75


@dataclasses.dataclass
class Line:
    page: int
    left: float
    right: float
    middle: float
    height: float
    gaps: list
    words: list


def lines_of(path):
    """All lines of a PDF, in the order of reading."""
    said = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    found = []
    for number, page in enumerate(said.split("<page ")[1:], 1):
        last = None
        for word in WORD.finditer(page):
            left, top, right, bottom = (float(word[i]) for i in range(1, 5))
            middle = (top + bottom) / 2
            if last is None or abs(middle - last.middle) > SAME_LINE or left < last.right - 1:
                last = Line(number, left, right, middle, bottom - top, [], [])
                found.append(last)
            else:
                last.gaps.append(left - last.right)
                last.right = right
            last.words.append((html.unescape(word[5]), round(bottom - top, 1)))
    return found


def body_of(lines):
    """The lines of the commonest size alone."""
    letters = collections.Counter()
    for line in lines:
        for word, height in line.words:
            letters[height] += len(word)
    size = letters.most_common(1)[0][0]
    return [line for line in lines if all(height == size for _, height in line.words)]


def justified(body):
    """Those that end at the right edge of their page's side, and the natural space."""
    edges = {}
    for side in (0, 1):
        ends = collections.Counter(round(line.right) for line in body if line.page % 2 == side)
        edges[side] = ends.most_common(1)[0][0] if ends else 0
    full = [line for line in body if abs(line.right - edges[line.page % 2]) <= EDGE and line.gaps and max(line.gaps) < NO_SPACE * line.height]
    short = [gap for line in body if line.right < edges[line.page % 2] - EDGE for gap in line.gaps]
    return full, statistics.median(short or [gap for line in full for gap in line.gaps])


def measure(path):
    """The figures of a PDF, by the names of the table above; `lines` are its justified lines."""
    full, natural = justified(body_of(lines_of(path)))
    spaces = [gap / natural for line in full for gap in line.gaps]
    means = [statistics.fmean(line.gaps) / natural for line in full]
    steps = [abs(a - b) for (one, a), (other, b) in itertools.pairwise(zip(full, means))
             if one.page == other.page and 0 < other.middle - one.middle < 2 * one.height]

    def share(count):
        return 100 * count / len(full)
    return {"lines": full, "natural": natural, "spaces": len(spaces), "deviation": statistics.pstdev(spaces),
            "step": statistics.fmean(steps) if steps else 0.0, "least": min(spaces), "most": max(spaces),
            "loose": share(sum(m > LOOSE for m in means)), "tight": share(sum(m < TIGHT for m in means)),
            "hyphens": share(sum(line.words[-1][0][-1] in HYPHENS for line in full))}


def print_table(paths):
    print(f"{'':24}{'lines':>7}{'spaces':>8}{'deviation':>11}{'step':>7}{'least':>7}{'most':>7}{'loose %':>9}{'tight %':>9}{'hyphens %':>11}")
    for path in paths:
        f = measure(path)
        print(f"{path.rsplit('/', 1)[-1][:23]:24}{len(f['lines']):7}{f['spaces']:8}{f['deviation']:11.3f}{f['step']:7.3f}{f['least']:7.2f}"
              f"{f['most']:7.2f}{f['loose']:9.2f}{f['tight']:9.2f}{f['hyphens']:11.2f}")


if __name__ == "__main__":
    print_table(sys.argv[1:])
