"""Folders of other programs: their files, and the outline that Platen reads in them."""
BOOKS = {
    "mdBook": ({
        "book.toml": '[book]\ntitle = "The Book"\nauthors = ["A. Author", "B. Author"]\nlanguage = "de"\n\n[output.html]\nfold = {enable = true}\n',
        "src/SUMMARY.md": "# Summary\n\n[Intro](intro.md)\n\n- [One](one.md)\n  - [Deep](deep/a%20b.md)\n    - [Deeper](deep/c.md)\n- [Draft]()\n\n"
                          "# Second part\n\n- [Two](two.md)\n\n---\n\n[End](end.md)\n",
        "src/intro.md": "Words without a heading.\n", "src/one.md": "# One\n\n## Section\n", "src/deep/a b.md": "# Deep\n\n## Below\n",
        "src/deep/c.md": "### Deeper\n", "src/two.md": "# Two\n", "src/end.md": "# End\n",
    }, ["1 Intro .unnumbered", "1 One", "2 Section", "2 Deep", "3 Below", "3 Deeper", "1 Second part .part", "1 Two", "1 End .unnumbered"]),
    "HonKit": ({
        "book.json": '{"title": "A Book", "language": "fr"}', "README.md": "# Welcome\n",
        "SUMMARY.md": "# Sommaire\n\n* [Un](un.md)\n  * [Sub](un.md#sub)\n  * [Web](https://example.org)\n\n## Partie\n\n* [Deux](deux/README.md)\n",
        "un.md": "# Un\n\n## Sub\n", "deux/README.md": "# Deux\n",
    }, ["1 Welcome .unnumbered", "1 Un", "2 Sub", "1 Partie .part", "1 Deux"]),
    "Quarto": ({
        "_quarto.yml": "project:\n  type: book\nbook:\n  title: Q\n  author:\n    - name: A. Author\n      orcid: 1\n  chapters:\n    - index.qmd\n"
                       "    - part: Basics\n      chapters: [one.qmd, two.qmd]\n    - part: more.qmd\n      chapters:\n        - file: three.qmd\n"
                       "  appendices: [app.qmd]\nexecute: !expr no\n",
        "index.qmd": "# Preface\n", "one.qmd": "---\ntitle: One\n---\n\nText.\n\n## Below\n", "two.qmd": "# Two\n", "more.qmd": "# More\n",
        "three.qmd": "# Three\n", "app.qmd": "# App\n",
    }, ["1 Preface", "1 Basics .part", "1 One", "2 Below", "1 Two", "1 More .part", "1 Three", "1 App"]),
    "bookdown": ({
        "_bookdown.yml": "book_filename: b\n", "index.Rmd": "---\ntitle: The B\nauthor: Me\noutput: bookdown::gitbook\n---\n\n# Preface\n",
        "02-two.Rmd": "# (PART) Two parts {-}\n\n# Two\n", "10-ten.Rmd": "# Ten\n", "_drafts.Rmd": "# No\n",
    }, ["1 Preface", "1 Two parts .unnumbered .part", "1 Two", "1 Ten"]),
    "MkDocs": ({
        "mkdocs.yml": "site_name: Docs\nnav:\n  - Home: index.md\n  - Guide:\n      - guide/a.md\n      - Sub:\n          - Named: guide/b.md\n"
                      "  - Out: https://example.org\nmarkdown_extensions:\n  - x:\n      y: !!python/name:z\n",
        "docs/index.md": "# Home\n", "docs/guide/a.md": "# A\n", "docs/guide/b.md": "Words.\n",
    }, ["1 Home", "1 Guide .part", "1 A", "1 Sub", "2 Named"]),
    "Hugo": ({
        "hugo.toml": 'title = "H"\nlanguageCode = "en-GB"\n', "content/_index.md": "+++\ntitle = 'Start'\n+++\n\nHello.\n",
        "content/b/_index.md": "---\ntitle: B\nweight: 1\n---\n", "content/b/y.md": "---\ntitle: Y\nweight: 1\n---\n\n## S\n",
        "content/b/x.md": "---\ntitle: X\n---\n\nText.\n", "content/a.md": "---\ntitle: A\nweight: 2\n---\n\nText.\n",
        "content/no.md": "---\ntitle: No\ndraft: true\n---\n\nText.\n",
    }, ["1 Start", "1 B", "2 Y", "3 S", "2 X", "1 A"]),
    "Jekyll": ({
        "_config.yml": "title: J\ncollections:\n  docs:\n    output: true\ninclude: ['_pages/']\nexclude: [drafts, no.md]\n",
        "_pages/deep/page.md": "---\ntitle: Page\n---\n\nText.\n", "drafts/d.md": "---\ntitle: D\n---\n", "no.md": "---\ntitle: N\n---\n", "index.md": "---\ntitle: Home\nnav_order: 1\n---\n\nHello.\n",
        "_docs/two.md": "---\ntitle: Two\nnav_order: 2\n---\n\nText.\n", "_docs/one.md": "---\ntitle: One\nnav_order: 1\n---\n\nText.\n",
        "README.md": "# Not of the site\n", "_layouts/x.md": "---\na: b\n---\nNo\n",
    }, ["1 Home", "1 One", "1 Two", "1 Page"]),
    "Docusaurus": ({
        "docusaurus.config.js": "const config = {\n  title: 'D',\n  tagline: 'T',\n};\nexport default config;\n", "README.md": "# Not of the site\n",
        "docs/intro.md": "---\nsidebar_position: 2\ntitle: Intro\n---\n\nText, and [a guide](./guides/a.mdx).\n", "docs/zero.mdx": "# Zero\n",
        "docs/guides/_category_.json": '{"label": "Guides", "position": 1}', "docs/guides/a.mdx": "# A guide\n\n## Below\n",
    }, ["1 Guides", "2 A guide", "3 Below", "1 Intro", "1 Zero"]),
    "Docusaurus in a repository": ({
        "website/docusaurus.config.ts": "export default {\n  title: 'R',\n};\n", "README.md": "# Not of the site\n",
        "website/sidebars.js": "// @ts-check\nimport type {SidebarsConfig} from 'x';\n/** The list */\nconst sidebars: SidebarsConfig = {\n\tdocs: [\n    'intro', // first\n"
                               "    {type: 'category', label: 'The \\'guides\\'', link: {type: 'doc', id: 'guides/start'}, items: [\n"
                               "      'guides/a', {type: 'link', label: 'Web', href: 'https://example.org'}, {Deep:['guides/named']},\n    ]},\n  ],\n};\nexport default sidebars;\n",
        "docs/intro.md": "# Intro\n", "docs/01-guides/index.md": "# Unlisted\n", "docs/01-guides/start.md": "# Start\n", "docs/01-guides/02-a.mdx": "# A guide\n\n## Below\n",
        "docs/01-guides/Other.md": "---\nid: named\ntitle: Named\n---\n\nText.\n",
    }, ["1 Intro", "1 The ‘guides’ .part", "1 Start", "1 A guide", "2 Below", "1 Deep", "2 Named"]),
    "Jupyter Book": ({
        "_config.yml": "title: A Jupyter Book\nauthor: Me\nsphinx:\n  config:\n    language: de\n",
        "_toc.yml": "format: jb-book\nroot: intro\nparts:\n  - caption: First\n    numbered: true\n    chapters:\n      - file: one\n        sections:\n          - file: deep/two\n"
                    "          - url: https://example.org\n      - file: three.md\n        title: Named\n  - chapters:\n      - glob: more/*\n",
        "intro.md": "# Welcome\n", "one.md": "# One\n\n## Below\n", "deep/two.md": "# Two\n", "three.md": "Words.\n", "more/a.md": "# A\n", "other.md": "# No\n",
    }, ["1 Welcome", "1 First .part", "1 One", "2 Below", "2 Two", "1 Named", "1 A"]),
    "MyST": ({
        "myst.yml": "version: 1\nproject:\n  title: M\n  authors:\n    - name: A. Author\n  keywords: []\n  toc:\n    - file: index.md\n    - title: Guides\n      children:\n"
                    "        - file: one.md\n          children:\n            - file: two.md\n        - title: Group\n          children:\n            - pattern: more/*.md\nsite:\n  template: book-theme\n",
        "index.md": "# Start\n", "one.md": "# One\n", "two.md": "# Two\n", "more/a.md": "# A\n", "other.md": "# No\n",
    }, ["1 Start", "1 Guides .part", "1 One", "2 Two", "1 Group", "2 A"]),
    "Sphinx": ({
        "docs/conf.py": "# a program\nproject = 'S'\nauthor = \"A. Author\"\nlanguage = 'en'\nextensions = ['myst_parser']\n",
        "docs/index.md": "# Start\n\n```{note}\nWords.\n```\n\n````md\n```{toctree}\nshown\n```\n````\n\n```{toctree}\n:caption: Guides\n:maxdepth: 2\n\none\nThe second <deep/two>\n"
                         "https://example.org\nself\n```\n\n:::{toctree}\nlast\n:::\n",
        "docs/one.md": "# One\n\n:::{toctree}\n:glob:\n\nmore/*\n:::\n", "docs/more/a.md": "# A\n", "docs/more/b.md": "# B\n", "docs/deep/two.md": "# Two\n\n```{toctree}\n../one\nthree\n```\n",
        "docs/deep/three.md": "# Three\n", "docs/last.md": "# Last\n\n```{eval-rst}\n.. toctree::\n   :hidden:\n\n   index\n   end\n```\n", "docs/end.md": "# End\n", "docs/shown.md": "# No\n",
    }, ["1 Start", "1 Guides .part", "1 One", "2 A", "2 B", "1 Two", "2 Three", "1 Last", "2 End"]),
}
