"""Calls of the machine that fail, spread over a run of each command (tests/injection.py): a message, and no output lost. `make fuzz`
tries many more.
"""
import pytest

import injection
from conftest import PLATEN

FEW = 12  # places for each kind of call but memory, which the C library is asked for some thousand times


@pytest.mark.parametrize("command", injection.COMMANDS)
def test_a_call_fails(tmp_path, command):
    trial = injection.Trial(PLATEN, tmp_path, command)
    faults = []
    few = 3 if command in ("extract", "preflight", "book") else FEW
    for kind, count in trial.counts.items():
        most = 5 * few if kind == "memory" else few
        for n in range(0, count, max(1, count // most)):
            for more in ("", "+") if kind != "memory" else ("",):
                what = f"{kind}:{n}{more}"
                faults += [(what, fault)] if (fault := trial.fault(what)) else []
    assert trial.counts["memory"] > 500 and trial.counts["open"] > 1
    assert not faults


def test_threads(tmp_path):
    """No thread is to be had, or memory runs out while several work."""
    trial = injection.Trial(PLATEN, tmp_path, threads=3)
    assert trial.counts["thread"] > 1
    places = [f"thread:{n}{more}" for n in range(trial.counts["thread"]) for more in ("", "+")]
    places += [f"memory:{n}" for n in range(7, trial.counts["memory"], trial.counts["memory"] // 20)]
    assert not [(what, fault) for what in places if (fault := trial.fault(what))]
