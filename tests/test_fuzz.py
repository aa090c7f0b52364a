"""The fuzz targets for a moment: seeds, and changes of them that are the same each time. `make fuzz` looks further."""
import sys

import pytest

from conftest import BUILD, ROOT

sys.path.insert(0, str(ROOT / "tests/fuzz"))
import fuzz  # noqa: E402

RUNS = {"book": 40, "reader": 40}  # each is several commands


@pytest.mark.parametrize("name", fuzz.SEEDS)
def test_fuzz(tmp_path, name):
    done = fuzz.run(BUILD / "asan" / f"fuzz_{name}", name, ["-seed=1", f"-runs={RUNS.get(name, 150)}"], True, tmp_path)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "number_of_executed_units" in done.stderr
