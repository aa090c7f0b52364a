"""The bench's texts: an English-like one made from a fixed seed, ten copies of a text as one, and the same text for other typesetters.

Only random.random() of a seeded generator is used: Python promises the same numbers from it in every version."""
import os
import random
import re

NOUNS = """answer apple bridge brother captain carpet chair chapter cheek child circumstance clock cottage country courage
creature curtain daughter difference door dream evening experience face family field finger fire flower friend garden gentleman
ground half-crown hand handkerchief harbour hedge-row hour house idea impression journey kitchen lantern letter lighthouse market
master meadow minute moment morning mountain neighbour newspaper night notice orchard pair passage pocket possibility question
rabbit reason remark river room school-room sentence shoulder silence sister spectacle staircase stone storm story street summer
supper surface table teacher thing thought town traveller umbrella uncle understanding village visitor voice wagon wall watch water
weather window winter woman wood word world year""".split()
VERBS = """answer appear ask believe carry clear climb consider cross cry discover doubt enter explain fear finish follow gather
glance happen hasten hurry imagine jump knock laugh lift listen look mention murmur observe offer open pass pick present pretend pull
push reach recollect remain remark remember repeat rest return search seem shout smile start suggest talk tremble turn visit wait
walk wander watch whisper wonder work""".split()
ADJECTIVES = """absolute ancient anxious bright broad careful cheerful clear cold comfortable considerable curious dark deep
delightful distant dreadful dull early eager extraordinary faint familiar foreign gentle good-natured grave great grey happy heavy
honest idle impossible indifferent kind large little lonely long loose low melancholy narrow necessary old open ordinary particular
peculiar perfect plain pleasant polite proud quick quiet remarkable sharp short silent simple sleepy small soft steady strange sudden
sweet tall thick tired uncommon uneasy warm weary white wide wise wonderful young""".split()
NAMES = """Arthur Beatrice Caroline Dorothea Edmund Florence Gregory Harriet Isabel Jonathan Katharine Leonard Margaret Nathaniel
Olivia Penelope Rupert Sebastian Theodora Wilhelmina""".split()
SMALL = """the the the the a a his her their this that every some no""".split()
LINKS = """of of of in in to to with at by from for on under over through beyond between without""".split()
JOINS = """and and and but for so while when because until though as if""".split()
ADVERBS = """again almost already always at-last away certainly down even ever hardly indeed just merely never no-doubt not-at-all
now often once only perhaps presently quite rather scarcely soon still then there too upon-the-whole very well yet""".split()


class Writer:
    """Sentences by a small grammar. Nothing of the sense of a story; the lengths of its words, sentences and paragraphs."""

    def __init__(self, seed):
        self.next = random.Random(seed).random

    def pick(self, words):
        """Earlier words oftener, as in any language."""
        return words[int(len(words) * self.next() ** 1.25)]

    def chance(self, share):
        return self.next() < share

    def past(self, verb):
        if verb.endswith("e"):
            return verb + "d"
        if verb.endswith("y") and verb[-2] not in "aeo":
            return verb[:-1] + "ied"
        return verb + "ed"

    def adverb(self, adjective):
        if adjective.endswith("le"):
            return adjective[:-1] + "y"
        return (adjective[:-1] + "i" if adjective.endswith("y") else adjective) + "ly"

    def noun(self):
        """A noun, or one made from an adjective or a verb: that is where a text has most of its words from."""
        if self.chance(0.12):
            adjective = self.pick(ADJECTIVES)
            return (adjective[:-1] + "i" if adjective.endswith("y") else adjective) + "ness"
        if self.chance(0.12):
            verb = self.pick(VERBS)
            return (verb[:-1] if verb.endswith("e") else verb) + "ing"
        return self.pick(NOUNS)

    def thing(self, subject=False):
        if self.chance(0.25):
            others = ["he", "she", "it", "they", "nobody"] if subject else ["him", "her", "it", "them", "nobody"]
            return self.pick(NAMES) if self.chance(0.6) else self.pick(others)
        noun, small = self.noun(), self.pick(SMALL)
        if self.chance(0.2) and noun[-2:] in ("er", "ge", "le", "on", "or", "ld", "ck", "ng", "ce"):
            noun, small = noun + "s", "the" if small in ("a", "this", "that", "every") else small
        between = ""
        if self.chance(0.45):
            adjective = self.pick(ADJECTIVES)
            between = "*" + adjective + "* " if self.chance(0.03) else adjective + " "
        small = "an" if small == "a" and (between or noun).strip("*")[0] in "aeiou" else small
        return small + " " + between + noun

    def clause(self):
        words = [self.thing(subject=True)]
        if self.chance(0.35):
            words.append(self.pick(ADVERBS).replace("-", " "))
        words.append(self.past(self.pick(VERBS)))
        for _ in range(1 + int(self.next() * 2.6)):
            words += [self.pick(LINKS), self.thing()]
        if self.chance(0.12):
            words.append(self.adverb(self.pick(ADJECTIVES)))
        return " ".join(words)

    def sentence(self, end="."):
        text = self.clause()
        while self.chance(0.45):
            text += self.pick([", ", ", ", ", ", "; ", ": ", " (", "—"])
            opened = text.endswith("(")
            text += self.pick(JOINS) + " " + self.clause() + (")" if opened else "")
        return text[0].upper() + text[1:] + end

    def speech(self):
        said = self.past(self.pick(["ask", "answer", "cry", "remark", "whisper", "repeat", "shout", "murmur"]))
        line = "“" + self.sentence(self.pick([",", ",", "!", "?"])) + "” " + said + " " + self.pick(NAMES)
        if self.chance(0.5):
            return line + "."
        return line + "; “" + self.clause() + self.pick([".", ".", "!", "?"]) + "”"

    def paragraph(self):
        if self.chance(0.4):
            return self.speech()
        return " ".join(self.sentence() for _ in range(1 + int(self.next() ** 2 * 9)))


def generated(words=27000, seed=1865, chapters=12):
    """A text of about `words` words in chapters, with dialogue, the same at every call."""
    writer, blocks, count, chapter = Writer(seed), [], 0, 0
    while count < words:
        if count >= words * chapter / chapters:
            chapter += 1
            blocks.append(f"# Chapter {chapter}. {writer.pick(ADJECTIVES).capitalize()} {writer.pick(NOUNS).capitalize()}s")
        blocks.append(writer.paragraph())
        count += len(blocks[-1].split())
    return "---\ntitle: A Text of No Consequence\nauthor: Nobody\nlang: en-GB\ntoc: true\n---\n\n" + "\n\n".join(blocks) + "\n"


def split_front(text):
    """Front matter (without its lines of dashes, "" where there is none) and body."""
    found = re.match(r"---\n(.*?)\n(?:---|\.\.\.)\n", text, re.S)
    return (found.group(1), text[found.end():]) if found else ("", text)


def repeated(text, times):
    """The text `times` over under one front matter. Headings, ids and notes of each copy have names of their own."""
    front, body = split_front(text)
    copies = [body]
    for i in range(2, times + 1):
        copy = re.sub(r"^(#{1,6} [^\n{]*[^\s{#])", rf"\1 – {i}", body, flags=re.M)
        copy = re.sub(r"\[\^([^\]\s]+)\]", rf"[^\1-{i}]", copy)
        copies.append(re.sub(r"(\{|\]\()#([\w-]+)", rf"\1#\2-{i}", copy))
    return (f"---\n{front}\n---\n" if front else "") + "\n\n".join(copies)


def blocks_of(body):
    """(kind, text) for each block: heading (with its level before the text), rule, break-keeping verse, quote, or paragraph."""
    for block in re.split(r"\n[ \t]*\n", body):
        lines = [line for line in block.strip("\n").split("\n") if line.strip()]
        if not lines:
            continue
        heading = re.match(r"(#{1,6}) +(.*?)(?: *\{.*\})?$", lines[0])
        if heading:
            yield "heading", (len(heading.group(1)), heading.group(2))
            lines = lines[1:]
        elif re.fullmatch(r"\s*([*_-])(\s*\1){2,}\s*", lines[0]):
            yield "rule", ""
            lines = lines[1:]
        if lines and lines[0].startswith(">"):
            yield "quote", "\n".join(re.sub(r"^> ?", "", line) for line in lines)
        elif lines:
            yield "paragraph", "\n".join(lines)


def inline(text, escape, strong, emphasis, line_break):
    """Markdown's emphasis and hard breaks in another notation; all else as escaped text."""
    parts = re.split(r"(\*\*[^*\s](?:[^*]*[^*\s])?\*\*|\*[^*\s](?:[^*]*[^*\s])?\*|(?<!\w)_[^_\s](?:[^_]*[^_\s])?_(?!\w)|\\\n|  +\n)", text)
    out = []
    for i, part in enumerate(parts):
        if i % 2 == 0:
            out.append(escape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", part)))
        elif part.endswith("\n"):
            out.append(line_break)
        elif part.startswith("**"):
            out.append(strong % escape(part[2:-2]))
        else:
            out.append(emphasis % escape(part[1:-1]))
    return "".join(out)


def is_true(front, key):
    return re.search(rf"^{key}: *true", front, re.M) is not None


def as_typst(text):
    front, body = split_front(text)

    def escape(words):
        return re.sub(r"([\\*_`#$@<>~\[\]/=+-])", r"\\\1", words)

    def marked(words):
        return inline(words, escape, "#strong[%s]", "#emph[%s]", " \\\n")

    out = ['#set page(paper: "a4", margin: (inside: 88pt, outside: 132.276pt, top: 90pt, bottom: 107.89pt), numbering: "1")',
           '#set text(font: "TeX Gyre Pagella", size: 10.5pt, lang: "en", region: "gb", top-edge: 10.5pt, bottom-edge: 0pt)',
           "#set par(justify: true, leading: 3.5pt, spacing: 3.5pt, first-line-indent: 1.2em)",
           '#show heading.where(level: 1): it => { pagebreak(weak: true, to: "odd"); v(42pt); it }']
    if is_true(front, "toc"):
        out.append("#outline()")
    for kind, content in blocks_of(body):
        if kind == "heading":
            out.append("=" * content[0] + " " + marked(content[1]))
        elif kind == "rule":
            out.append("#align(center, line(length: 20%))")
        elif kind == "quote":
            out.append("#quote(block: true)[" + marked(content) + "]")
        else:
            out.append(marked(content))
    return "\n\n".join(out) + "\n"


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pagella.tex"), encoding="utf-8") as latex:
    LATEX_HEAD = latex.read()


def as_latex(text):
    front, body = split_front(text)
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    levels = ["chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph"]

    def escape(words):
        return re.sub(r"[\\~^&%$#_{}]", lambda found: special.get(found.group(), "\\" + found.group()), words)

    def marked(words):
        return inline(words, escape, r"\textbf{%s}", r"\emph{%s}", "\\\\\n")

    out = [LATEX_HEAD + (r"\tableofcontents" if is_true(front, "toc") else "")]
    for kind, content in blocks_of(body):
        if kind == "heading":
            level, title = levels[content[0] - 1], marked(content[1])
            out.append(f"\\{level}*{{{title}}}\n\\addcontentsline{{toc}}{{{level}}}{{{title}}}")
        elif kind == "rule":
            out.append(r"\begin{center}\rule{75bp}{0.5bp}\end{center}")
        elif kind == "quote":
            out.append("\\begin{quote}\n" + marked(content) + "\n\\end{quote}")
        else:
            out.append(marked(content))
    return "\n\n".join(out) + "\n\\end{document}\n"
