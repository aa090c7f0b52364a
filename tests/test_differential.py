"""Random documents: every word arrives once and in order in both editions, and plain ones have the tree of cmark-gfm.

`make fuzz` looks further, with the sanitized program and other seeds.
"""
import concurrent.futures
import os
import pathlib
import shutil
import tempfile

import pytest

import differential
from conftest import PLATEN, SANITIZED, keep_pdf, run


def faults(program, seeds, plain):
    """What is wrong with the documents of these seeds, by seed."""
    def one(seed):
        with tempfile.TemporaryDirectory() as folder:
            wrong = differential.check(program, seed, plain, pathlib.Path(folder))[2]
            return f"seed {seed}{' (plain)' * plain}: {wrong[0]}" if wrong else None
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [wrong for wrong in pool.map(one, seeds) if wrong]


@pytest.mark.parametrize("first", range(0, 150, 30))
def test_every_word_arrives_once_and_in_order(first):
    assert faults(PLATEN, range(first, first + 30), False) == []


def test_every_word_arrives_under_the_sanitizers():
    assert faults(SANITIZED, range(1000, 1020), False) == []


@pytest.mark.parametrize("seed", [*range(8), 3000037])
def test_random_editions_are_judged(seed, tmp_path):
    """veraPDF, qpdf and poppler see some of them, too."""
    differential.write(seed, False, tmp_path)
    for edition in ("archive", "archive2", "print"):
        done = run("build", "text.md", "--edition", edition, "-o", "out.pdf", cwd=tmp_path, SOURCE_DATE_EPOCH="0")
        assert done.returncode == 0, done.stderr
        keep_pdf(tmp_path / "out.pdf", f"random-{seed}.{edition}.pdf")


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_the_tree_is_that_of_cmark_gfm(first):
    assert shutil.which("cmark-gfm"), "NOT CHECKED: there is no cmark-gfm; make check-deps installs it"
    assert faults(PLATEN, range(first, first + 50), True) == []


def test_what_is_left_out_is_told():
    """Each construct that is left out, and each that is kept apart, has its reason, and is one that there is."""
    kinds = {**differential.Maker.LEAVES, **differential.Maker.HOLDERS, **differential.Maker.OWN_LEAVES, **differential.Maker.OWN_HOLDERS}
    assert all(kind in kinds and reason for kind, reason in differential.LEFT_OUT.items())
    assert all(set(pair) <= set(kinds) and reason for pair, reason in differential.PARTED.items())


TEXT = "alpha beta\n\ngamma[^1] delta\n\n[^1]: note\n"
EXPECTED = {"text": ["alpha", "beta", "gamma", "delta"], "note 1": ["note"]}


@pytest.mark.parametrize("text,wrong", [
    (TEXT, None),
    (TEXT.replace("delta", "<!-- delta -->"), "lost: delta"),
    (TEXT.replace("beta", "beta alpha"), "2 times: alpha"),
    (TEXT.replace("alpha beta", "beta alpha"), "text: beta comes before alpha"),
    (TEXT.replace("note\n", "![note](p.png)\n\n    x\n"), "exit 1"),
])
def test_faults_are_found(tmp_path, text, wrong):
    found = differential.check_conservation(PLATEN, text, EXPECTED, tmp_path)
    assert (wrong is None and found == []) or wrong in found[0], found


def test_other_trees_are_found(tmp_path):
    """A definition list is none in GFM."""
    assert differential.check_tree(PLATEN, "term\n\n: meaning\n", tmp_path) != []
    assert differential.check_tree(PLATEN, "1. one\n2. two\n\n   three\n", tmp_path) == []
