"""The unit tests, each program in both builds."""
import subprocess
import warnings

import pytest

from conftest import BUILD, FAST, ROOT, environment

SLOW = {"test_pagebreak_optimum"}  # against brute force, for seconds
NAMES = sorted({path.stem for path in (ROOT / "tests/unit").glob("test_*.c")} - (SLOW if FAST else set()))


@pytest.mark.parametrize("flavour", ["strict"] if FAST else ["strict", "asan"])
@pytest.mark.parametrize("name", NAMES)
def test_unit(name, flavour):
    done = subprocess.run([str(BUILD / flavour / "unit" / name)], capture_output=True, text=True, timeout=300, cwd="/", env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    if "SKIPPED" in done.stdout + done.stderr:  # a processor without what is compared
        warnings.warn(f"{name}: not all was tested here: {done.stderr or done.stdout}")


def test_there_are_units():
    assert len(NAMES) >= 10
