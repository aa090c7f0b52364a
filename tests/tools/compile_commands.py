"""usage: compile_commands.py FILE.c...: write compile_commands.json, by which editors and clang's tools know how each is compiled.
The command comes in COMPILE."""
import json
import os
import pathlib
import shlex
import sys

folder = pathlib.Path.cwd()
words = shlex.split(os.environ["COMPILE"])
entries = [{"directory": str(folder), "file": name, "arguments": [*words, "-c", name]} for name in sys.argv[1:]]
(folder / "compile_commands.json").write_text(json.dumps(entries, indent=1) + "\n")
print(f"wrote compile_commands.json, {len(entries)} files")
