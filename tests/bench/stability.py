"""make bench-stability [TEXT=path.md] [EDITS=200]: how many pages' breaks move when one word or sentence of a text changes.

Each edit is made in the text as it was, built again with chapters on rectos, and its page breaks are compared with those of the unedited
text. A break is where a page's body begins, counted in letters from the text's start and shifted by what the edit put in or took out, so
that neither spaces, hyphens nor folios count. Never fails: it shows."""
import bisect
import os
import random
import re
import statistics
import subprocess
import sys

import texts

STYLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pagella.yaml")


def letters(text):
    return "".join(c for c in text if c.isalpha())


class Setting:
    """Where the pages of a text begin, and its letters."""

    def __init__(self, dump):
        self.starts, parts, length = [], [], 0
        for page in re.split(r"^page .*$", dump, flags=re.M)[1:]:
            body = "".join(letters(line) for line in re.findall(r'^  [-\d.]+,[-\d.]+ text "(.*)"$', page, re.M))
            if body:
                self.starts.append(length)
                parts.append(body)
                length += len(body)
        self.letters = "".join(parts)

    def opened_by(self, headings):
        """The starts of the pages that open with one of the headings: chapters."""
        return [s for s in self.starts if any(self.letters.startswith(h, s) for h in headings)]


def build(platen, path):
    dump = subprocess.run([platen, "check", path, "--style", STYLE, "-q", "--dump=pages"], capture_output=True, text=True, check=False)
    if dump.returncode != 0:
        raise RuntimeError(dump.stderr.strip()[-400:])
    return Setting(dump.stdout)


def common_prefix(a, b):
    """By halves: slices compare fast."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[:middle] == b[:middle] else (low, middle - 1)
    return low


def moved(before, after):
    """The starts of `before` that `after` has not, and where the edit is."""
    first = common_prefix(before.letters, after.letters)
    rest = min(len(before.letters), len(after.letters)) - first
    last = common_prefix(before.letters[::-1][:rest], after.letters[::-1][:rest])
    shift, kept = len(after.letters) - len(before.letters), set(after.starts)
    return [s for s in before.starts if (s if s <= first else s + shift) not in kept or first < s < len(before.letters) - last], first


def editable(body):
    """(start, end) of the words in paragraphs of running text."""
    spans = []
    for block in re.finditer(r"(?:^|\n\n)((?![#>*\-+|:`~\s\d])[^\n][^`<>\\]*?)(?=\n\n|\Z)", body):
        spans += [(block.start(1) + w.start(), block.start(1) + w.end()) for w in re.finditer(r"[^\W\d_]{2,}", block.group(1))]
    return spans


def edited(body, spans, pick):
    """One word replaced, put in or taken out, or a sentence of five to twenty words put in."""
    start, end = spans[int(pick() * len(spans))]
    kind, other = int(pick() * 4), int(pick() * (len(spans) - 20))
    word = body[slice(*spans[other])]
    if kind == 0:
        return body[:start] + word + body[end:]
    if kind == 1:
        return body[:start] + word.lower() + " " + body[start:]
    if kind == 2:
        return body[:start] + body[end:].lstrip(" ")
    sentence = " ".join(body[slice(*s)].lower() for s in spans[other:other + 5 + int(pick() * 16)])
    return body[:start] + sentence + " " + body[start:]


def main():
    platen, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    path, count = os.environ.get("TEXT"), int(os.environ.get("EDITS") or 200)
    if path:
        with open(path, encoding="utf-8-sig") as source:
            text = source.read()
    else:
        text = texts.generated()
    body = texts.split_front(text)[1]
    front = text[:len(text) - len(body)]
    trial = os.path.join(folder, "stability.md")

    def set_text(content):
        with open(trial, "w", encoding="utf-8") as out:
            out.write(front + content)
        return build(platen, trial)

    before = set_text(body)
    chapters = before.opened_by([letters(h) for h in re.findall(r"^# (.*?)(?: *\{.*\})?$", body, re.M)])
    spans, pick = editable(body), random.Random(1865).random
    counts, strays, worst = [], [], ""
    for _ in range(count):
        changed = edited(body, spans, pick)
        breaks, place = moved(before, set_text(changed))
        chapter = bisect.bisect_right(chapters, place)
        counts.append(len(breaks))
        strays.append(sum(bisect.bisect_right(chapters, b) != chapter for b in breaks))
        if counts[-1] == max(counts):
            worst = f"letter {place}, …{before.letters[max(0, place - 20):place + 20]}…"
    print(f"stability: {count} edits of {os.path.basename(path or 'the generated text')}: {len(before.starts)} pages with text, {len(chapters)} chapters")
    print(f"page breaks that an edit moves: median {statistics.median(counts):g}, mean {statistics.mean(counts):.1f}, most {max(counts)} ({worst})")
    for most in (0, 1, 2, 5, 10):
        print(f"  {most} at most: {sum(c <= most for c in counts) * 100 / count:5.1f} % of the edits")
    print(f"edits that moved a page outside their chapter: {sum(s > 0 for s in strays)}")


if __name__ == "__main__":
    main()
