"""Same inputs, same bytes: whatever the folder, the locale, the time zone, the umask, the user's settings and the time."""
import os
import shutil
import subprocess

from conftest import PLATEN, ROOT, environment

TEXT = ROOT / "content/luxembourg-report/report.md"
STYLES = sorted((ROOT / "styles").glob("*.yaml"))  # report.yaml and what it extends


def make(folder, umask=0o022, jobs=1, **more):
    folder.mkdir(parents=True)
    shutil.copy(TEXT, folder / "report.md")
    for style in STYLES:
        shutil.copy(style, folder / style.name)
    done = subprocess.run([str(PLATEN), "build", "report.md", "--style", "report.yaml", "--edition=all", "-o", "out.pdf", f"--jobs={jobs}"],
                          cwd=folder, env=environment(**more), preexec_fn=lambda: os.umask(umask), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (folder / "out.pdf").read_bytes(), (folder / "out.print.pdf").read_bytes()


def test_bytes_are_equal(tmp_path):
    first = make(tmp_path / "one")
    other = tmp_path / "a longer folder, with ünicode" / "two"
    other.parent.mkdir()
    (other.parent / "lying about.txt").write_text("x")
    assert make(other, umask=0o077, jobs=4, LC_ALL="C", LANG="de_DE.UTF-8", TZ="Pacific/Kiritimati", USER="someone") == first
    assert make(tmp_path / "three", umask=0, LC_ALL="tr_TR.UTF-8", TZ="America/St_Johns", FONTCONFIG_FILE="/dev/null") == first


def test_a_second_run_over_the_first_gives_the_same(tmp_path):
    first = make(tmp_path / "one")
    assert make(tmp_path / "two") == first


def test_the_date_is_an_input(tmp_path):
    plain = make(tmp_path / "plain")
    dated = make(tmp_path / "dated", SOURCE_DATE_EPOCH="1700000000")
    assert dated != plain
    assert make(tmp_path / "again", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Kathmandu") == dated
