"""usage: bless.py PLATEN: rewrite every golden of tests/cases with what the program says now. `git diff` shows the difference."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cases  # noqa: E402

program = pathlib.Path(sys.argv[1]).resolve()
for manuscript, stage, golden in cases.all_goldens():
    said = cases.produce(manuscript, stage, program)
    if golden.read_text() != said:
        golden.write_text(said)
        print(f"changed {golden.relative_to(cases.FOLDER)}")
