"""What other programs than cmark-gfm read, for the random documents of differential.py: a maker's blocks and spans of MyST, Hugo,
GitBook and kramdown, of HTML, and pandoc's tables with cells over several rows."""


class Dialects:
    """The part of a Maker that makes them. Each method that makes a block returns its lines."""

    DIALECT_LEAVES = {"myst_figure": 0.5, "list_table": 0.5, "csv_table": 0.5, "glossary": 0.5, "myst_code": 0.5, "toctree": 0.3,
                      "target": 0.5, "attributed": 1, "spanned": 1, "inner_html": 0.5}
    DIALECT_HOLDERS = {"directive": 1.5, "colon_directive": 0.5, "shortcode": 1, "hint": 1, "attributed_holder": 1, "paned": 0.5}

    def foreign_span(self):
        """Words in what is an element or a role inside a line."""
        form = self.random.choice([
            "<sub>{}</sub>", "{} <sup>{}</sup>", "<u>{}</u>", "<mark>{} {}</mark>", '<span class="x" lang="fr">{}</span>', "<small>{}</small>",
            "<code>{}</code>", '<a href="https://e.org/">{}</a>', "<del>{}</del> <ins>{}</ins>", "<b>{} <i>{}</i></b>", "<font color=red>{}</font>",
            '<a id="x"></a>{}', "{kbd}`{}`", "{sub}`{}`", "{guilabel}`{}`", "{file}`{}`", "{samp}`{}`", "{doc}`{} <https://e.org/>`", "{abbr}`{} (unseen words)`",
            "*{}*{: .x}", "[{}](https://e.org/){:target=\"_blank\"}", "`{}`{: .x}", "{}<br>{}", "{}<!-- unseen -->", "<kbd>{}</kbd>+<kbd>{}</kbd>",
            "[{} *{}*]{.x}", "[{}]{.smallcaps}", "^{}^ {}", "~{}~ {}"])
        while "{}" in form:
            form = form.replace("{}", self.word(), 1)
        return form

    def fenced(self, heads, mark):
        """A directive: the head, perhaps with options under it, and blocks. The outer fences are the longer ones."""
        fence = mark * (44 - 2 * min(self.depth, 4))
        head = self.random.choice(heads)
        while "{}" in head:
            head = head.replace("{}", self.word(), 1)
        options = [":class: x", ""] if self.chance(0.2) else []
        before = [self.line(), ""]  # a heading would become the title, which cannot be named
        return [f"{fence}{head}", *options, *before, *self.blocks(self.random.randint(1, 2)), fence]

    def directive(self):
        return self.fenced(["{note}", "{tip}", "{seealso}", "{admonition} {} {}", "{topic} {}", "{dropdown} {}", "{epigraph}",
                            "{exercise}", "{container} x", "{sidebar} {}"], "`")

    def colon_directive(self):
        return self.fenced(["{warning}", "{admonition} {}", "{card} {}", "{div}"], ":")

    def paned(self):
        """MyST's tabs."""
        colons = ":" * (70 - 4 * min(self.depth, 4))
        lines = [colons + ":{tab-set}"]
        for _ in range(self.random.randint(1, 3)):
            lines += [f"{colons}{{tab-item}} {self.word()}", self.line(), "", *self.blocks(1), colons]
        return [*lines, colons + ":"]

    def myst_figure(self):
        return self.apart("float", lambda: ["```{figure} p.png", ":alt: x", *([":width: 40%"] if self.chance(0.5) else []), "", self.line(), "```"])

    def list_table(self):
        columns, caption = self.random.randint(1, 3), self.chance(0.6)

        def rows():
            lines = []
            for _ in range(self.random.randint(1, 3)):
                for column in range(columns):
                    lines.append(("* - " if column == 0 else "  - ") + (self.unmarked() if self.chance(0.9) or not lines else ""))
            return [line.rstrip() for line in lines]
        words = self.apart("caption", self.unmarked) if caption else ""

        def made():
            return [f"```{{list-table}} {words}".rstrip(), *([":header-rows: 1"] if self.chance(0.5) else []), "", *rows(), "```"]
        return self.apart("float", made) if caption else made()

    def csv_table(self):
        def made():
            return ["```{csv-table}", ":header: " + f"{self.word()}, \"{self.word()}\"", "", *(f'"{self.unmarked()}", {self.word()}' for _ in range(2)), "```"]
        return made()

    def glossary(self):
        lines = []
        for _ in range(self.random.randint(1, 3)):
            lines += [*([""] if lines else []), self.word(), f"  {self.unmarked()}"]
        return ["```{glossary}", *lines, "```"]

    def myst_code(self):
        return ["```{code-block} c", *([":linenos:"] if self.chance(0.2) else []), self.unmarked(), "", self.word(), "```"]

    def toctree(self):
        """It asks for other files, and has no words."""
        return ["```{toctree}", ":maxdepth: 2", "", "```"]

    def target(self):
        return [f"(x{next(self.marks)})=", *self.paragraph()]

    def attributed(self):
        """A block with kramdown's attributes under it, or as its last line."""
        return self.random.choice([
            lambda: [*self.text(), f"{{: #k{next(self.marks)} .x}}"],
            lambda: [*self.text(), "{:.x}"],
            lambda: [*self.rows(), "{: .x}"],
            lambda: ["```", self.unmarked(), "```", "{: .x}"],
            lambda: [f"## {self.unmarked()}", "{: .x}"],
            lambda: [f"- {self.line()}", f"- {self.line()}", "{: .x}"],
            lambda: ["{::comment}", "unseen", "{:/comment}", "", self.word()]])()

    def attributed_holder(self):
        """Whole quotations and lists with attributes under them; pictures that end them would be in a line of text."""
        lines = self.random.choice([self.quote, self.bullets])()
        return lines if self.last in ("figure", "figures") else [*lines, "{: .x}"]

    def shortcode(self):
        """Hugo's boxes."""
        name = self.random.choice(["hint", "notice", "callout", "details", "note", "warning"])
        words = {"hint": " info", "notice": ' tip "{}"', "callout": "", "details": ' "{}"', "note": "", "warning": ' title="{}"'}[name]
        words = words.replace("{}", self.word()) if "{}" in words else words
        opening, closing = self.random.choice([("{{<", ">}}"), ("{{%", "%}}")])
        return [f"{opening} {name}{words} {closing}", self.line(), "", *self.blocks(self.random.randint(1, 2)), f"{opening} /{name} {closing}"]

    def hint(self):
        """GitBook's."""
        return [f'{{% hint style="{self.random.choice(["info", "warning", "danger", "success"])}" %}}', self.line(), "",
                *self.blocks(self.random.randint(1, 2)), "{% endhint %}"]

    def spanned(self):
        """A grid table with a cell over several rows, or over several columns."""
        def cell():
            return self.word().ljust(14)
        empty, full = " " * 14, "+" + "+".join(["-" * 16] * 3) + "+"
        inner, last = "|" + " " * 16 + "+" + "-" * 16 + "+" + "-" * 16 + "+", "+" + "-" * 16 + "+" + "-" * 16 + "+" + " " * 16 + "|"
        heading = [f"| {cell()} | {cell()} | {cell()} |", full.replace("-", "=")] if self.chance(0.5) else []
        shape = self.random.choice([
            lambda: [f"| {cell()} | {cell()} | {cell()} |", inner, f"| {empty} | {cell()} | {cell()} |"],
            lambda: [f"| {cell()} | {cell()} | {cell()} |", last, f"| {cell()} | {cell()} | {empty} |"],
            lambda: [f"| {cell()} | {cell()} | {cell()} |", inner, f"| {empty} | {cell()} | {cell()} |", inner, f"| {empty} | {cell()} | {cell()} |"],
            lambda: [f"| {cell()} | {cell() + ' ' * 17} |", full, f"| {cell()} | {cell()} | {cell()} |"],
            lambda: [f"| {cell()} | {cell() + ' ' * 17} |", inner, f"| {empty} | {cell()} | {cell()} |"]])
        return [full, *heading, *shape(), full]

    def inner_html(self):
        """Elements with all their words between their tags."""
        return self.random.choice([
            lambda: [f"<div><p>{self.unmarked()}</p>", f"<p><strong>{self.word()}</strong> {self.word()}</p></div>"],
            lambda: [f"<details><summary>{self.word()}</summary>{self.unmarked()}</details>"],
            lambda: [f"<ol><li><p>{self.word()}</p><p>{self.word()}</p></li><li>{self.unmarked()}</li></ol>"],
            lambda: ["<table>", f"<tr><td rowspan=2>{self.word()}</td><td>{self.word()}</td></tr>", f"<tr><td>{self.word()}</td></tr>", "</table>"],
            lambda: ["<table>", f"<thead><tr><th colspan=2>{self.unmarked()}</th></tr></thead>",
                     f"<tbody><tr><td>{self.word()}</td><td>{self.word()}</td></tr></tbody>", "</table>"],
            lambda: [f"<center>{self.unmarked()}</center>"],
            lambda: [f"{self.word()}<br/>", f"{self.word()} <img src=\"p.png\" alt=\"x\"> {self.word()}"],
            lambda: [f"<p>{self.word()}", "", self.word(), "</p>"],
            lambda: [f"<blockquote>{self.word()} <cite>{self.word()}</cite></blockquote>"],
            lambda: [f"<section><header>{self.word()}</header><footer>{self.word()}</footer></section>"]])()
