"""What packagers and users of an installed Platen rely on: make's targets, the flags, the program's own files, man page, completions."""
import json
import os
import re
import shutil
import subprocess

import pytest

from conftest import PLATEN, ROOT, environment, run

PACKAGING = ROOT / "packaging"
BROKEN = "no fonts.conf\n"


def make(*words, cwd=ROOT, **more):
    done = subprocess.run(["make", "-s", *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=300, env=environment(**more))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needs(program):
    assert shutil.which(program), f"NOT CHECKED: there is no {program}; make check-deps installs it"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Built for one PREFIX, installed for another; the objects are those of the tree's own build."""
    folder = tmp_path_factory.mktemp("install")
    prefix = folder / "opt/platen"
    make("BUILD=build/strict", "CFLAGS=-O2 -g -Werror", f"PREFIX={prefix}", "install")
    return prefix


def set_a_file(program, folder, *options):
    (folder / "text.md").write_text("---\nlang: en\ndate: 2024\n---\n\n# Title\n\nSome words.\n")
    return run("build", "text.md", "--edition=all", *options, program=program, cwd=folder)


def test_it_sets_a_file_where_it_is_installed(installed, tmp_path):
    done = set_a_file(installed / "bin/platen", tmp_path, "--style=house.yaml")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert (tmp_path / "text.pdf").exists() and (tmp_path / "text.print.pdf").exists()


def test_it_sets_a_file_where_it_is_moved(installed, tmp_path):
    shutil.copytree(installed, tmp_path / "moved")
    done = set_a_file(tmp_path / "moved/bin/platen", tmp_path, "--style=house.yaml")
    assert done.returncode == 0, done.stderr


def test_the_prefix_holds_where_the_program_lies_elsewhere(installed, tmp_path):
    shutil.copy(installed / "bin/platen", tmp_path / "platen")
    done = set_a_file(tmp_path / "platen", tmp_path, "--style=house.yaml")
    assert done.returncode == 0, done.stderr


def test_it_never_looks_beside_itself(installed, tmp_path):
    """What lies where a source tree has its fonts counts for nothing, though the tree's own program reads it there."""
    for program, reads in ((installed / "bin/platen", False), (PLATEN, True)):
        folder = tmp_path / str(reads)
        (folder / "bin").mkdir(parents=True)
        (folder / "fonts").mkdir()
        (folder / "fonts/fonts.conf").write_text(BROKEN)
        shutil.copy(program, folder / "bin/platen")
        done = set_a_file(folder / "bin/platen", folder)
        assert (done.returncode != 0) == reads, done.stderr


def test_uninstall_leaves_nothing(tmp_path):
    words = ["BUILD=build/strict", "CFLAGS=-O2 -g -Werror", "PREFIX=/usr", f"DESTDIR={tmp_path}"]
    make(*words, "install")
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert "usr/bin/platen" in names and "usr/share/man/man1/platen.1" in names and "usr/share/platen/fonts/fonts.conf" in names
    make(*words, "uninstall")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.fixture
def tree(tmp_path):
    """The build's files alone, with a program of one line in place of the sources."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "src/app").mkdir(parents=True)
    shutil.copy(ROOT / "src/sources.mk", tmp_path / "src")
    (tmp_path / "src/app/main.c").write_text("int main(void)\n{\n\treturn WANTED;\n}\n")
    (tmp_path / "src/app/home.c").write_text("int home;\n")
    return tmp_path


def built(tree, **more):
    before = (tree / "build/platen").stat().st_mtime_ns if (tree / "build/platen").exists() else 0
    make(cwd=tree, **more)
    return (tree / "build/platen").stat().st_mtime_ns != before


def test_flags_are_honoured_and_their_change_rebuilds(tree):
    def status():
        return subprocess.run([str(tree / "build/platen")], timeout=60).returncode
    flags = {"CPPFLAGS": "-DWANTED=3"}
    assert built(tree, **flags) and status() == 3
    assert not built(tree, **flags)
    flags["CPPFLAGS"] = "-DWANTED=4"
    assert built(tree, **flags) and status() == 4
    flags["CFLAGS"] = "-O1"
    assert built(tree, **flags)
    flags["LDFLAGS"] = "-Wl,--defsym=asked=7"
    assert built(tree, **flags) and not built(tree, **flags)
    names = subprocess.run(["nm", str(tree / "build/platen")], capture_output=True, text=True, timeout=60).stdout
    assert " asked\n" in names


def test_all_else_waits_for_the_packages(tree):
    """In `make -j deps report` the first word installs what the second needs, pkg-config too."""
    (tree / "tests/tools").mkdir(parents=True)
    (tree / "tests/tools/install.sh").write_text(f"sleep 0.3; ln -s '{shutil.which('pkg-config')}' bin/found\n")
    (tree / "bin").mkdir()
    (tree / "bin/pkg-config").write_text('#!/bin/sh\nexec "$(dirname "$0")/found" "$@"\n')
    (tree / "bin/pkg-config").chmod(0o755)
    make("-j4", "deps", "all", cwd=tree, PATH=f"{tree}/bin:{os.environ['PATH']}", CPPFLAGS="-DWANTED=0")
    assert (tree / "build/platen").exists()


def test_compile_commands(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copytree(ROOT / "tests/tools", tmp_path / "tests/tools")
    make("compile_commands", cwd=tmp_path)
    entries = json.loads((tmp_path / "compile_commands.json").read_text())
    assert sorted(entry["file"] for entry in entries) == sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "src").rglob("*.c"))
    first = next(entry for entry in entries if entry["file"] == "src/app/main.c")
    done = subprocess.run([*first["arguments"], "-fsyntax-only"], cwd=first["directory"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def options(command):
    """The long options of a command, from its help; where that gives a letter alone, build's help says what it is short for."""
    letters = dict(re.findall(r"^  -(\w), --(\w+)", run("build", "--help").stdout, re.M))
    text = run(command, "--help").stdout
    found = set(re.findall(r"(?<!build )--([a-z][a-z-]*)", text)) | {letters[letter] for letter in re.findall(r" -(\w)\b", text)}
    assert {"diagnostics", "color", "quiet"} <= found
    return found | {"help"}


COMMANDS = ("build", "check", "fonts", "new", "verify", "extract", "rebuild", "preflight")


def test_the_man_page_names_every_command_and_option():
    page = (ROOT / "platen.1").read_text()
    commands = re.findall(r"^  platen (\w+) ", run("--help").stdout, re.M)
    assert set(commands) >= set(COMMANDS)
    assert [name for name in commands if f".It Cm {name}\n" not in page] == []
    wanted = {option for command in commands for option in options(command)} | {"version"}
    assert sorted(option for option in wanted if not re.search(rf"^\.It .*Fl -{option}\b", page, re.M)) == []


def test_the_man_page_is_well_formed():
    needs("mandoc")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(ROOT / "platen.1")], capture_output=True, text=True, timeout=60)
    assert done.stdout == "", done.stdout


def completed_by_bash(words):
    script = f'source {PACKAGING}/platen.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _platen; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, timeout=60, cwd=ROOT / "content/manual")
    assert done.stderr == "", done.stderr
    return set(done.stdout.split())


def test_bash_completes():
    assert completed_by_bash(["platen", "b"]) == {"build"}
    assert completed_by_bash(["platen", "build", "--edition", "="]) == {"archive", "archive2", "print", "cover", "all"}
    assert completed_by_bash(["platen", "build", "--edition", "=", "p"]) == {"print"}
    assert "words.md" in completed_by_bash(["platen", "build", "w"])
    for command in COMMANDS:
        assert {word.strip("-=") for word in completed_by_bash(["platen", command, "--"])} == options(command), command


def test_fish_completes():
    needs("fish")

    def completed(line):
        done = subprocess.run(["fish", "--no-config", "-c", f"source {PACKAGING}/platen.fish; complete -C '{line}'"],
                              capture_output=True, text=True, timeout=60, cwd=ROOT / "content/manual", env=environment())
        assert done.stderr == "", done.stderr
        return {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert completed("platen b") == {"build"}
    assert completed("platen build --edition=") == {f"--edition={edition}" for edition in ("archive", "archive2", "print", "cover", "all")}
    for command in COMMANDS:
        assert {word.strip("-=") for word in completed(f"platen {command} --")} == options(command), command


def test_zsh_completes():
    """zsh's own parser reads it, and each command's options are in it."""
    needs("zsh")
    subprocess.run(["zsh", "-n", str(PACKAGING / "_platen")], check=True, timeout=60)
    text = (PACKAGING / "_platen").read_text()
    parts = dict(re.findall(r"^(\w+)=\(\n(.*?)^\)", text, re.M | re.S))

    def whole(own):
        return own + "".join(whole(part) for name, part in parts.items() if re.search(rf"\${name}\b", own))
    for command in COMMANDS:
        own = re.search(rf"^{command}\)(.*?);;", text, re.M | re.S)[1]
        assert set(re.findall(r"--([a-z][a-z-]*)", whole(own))) == options(command), command


def test_debian_package(tmp_path):
    """lintian finds no error, the package names ICU, which no linker sees, and what is in it sets a file."""
    needs("dpkg-shlibdeps")
    build = tmp_path / "build"
    make(f"BUILD={build}", "deb")
    package = next(build.glob("platen_*.deb"))
    fields = subprocess.run(["dpkg-deb", "-f", str(package), "Depends"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert re.search(r"\blibicu\d+\b", fields) and "libharfbuzz0b" in fields and "fonts-texgyre" in fields
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path / "root")], check=True, timeout=60)
    done = set_a_file(tmp_path / "root/usr/bin/platen", tmp_path, "--style=house.yaml")
    assert done.returncode == 0, done.stderr
    needs("lintian")
    done = subprocess.run(["lintian", "--fail-on", "error,warning", str(package)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
