"""Whole processes, measured: time by the wall, time on processors, and the most memory held at once (by launch.c)."""
import statistics
import subprocess


class Failed(Exception):
    """A measured program ended with an error; its words are the text."""


class Measure:
    """What several runs of one program took: milliseconds and kilobytes."""

    def __init__(self):
        self.figures = []

    def median(self, at):
        return statistics.median(f[at] for f in self.figures)

    wall = property(lambda self: self.median(0))
    processor = property(lambda self: self.median(1))
    peak = property(lambda self: self.median(2))


class Launcher:
    def __init__(self, program, folder):
        self.program, self.figures = program, folder + "/figures"

    def run(self, command, folder=None, environment=None):
        """One run: (wall ms, user + system ms, peak resident KB)."""
        done = subprocess.run([self.program, self.figures, *command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise Failed(done.stdout.decode(errors="replace").strip()[-400:] or f"it ended with status {done.returncode}")
        with open(self.figures, encoding="ascii") as figures:
            return tuple(float(f) for f in figures.read().split())

    def interleaved(self, programs, runs):
        """Run every program once to warm up, then all in turn, `runs` times: whatever else the machine does falls on all alike.

        `programs` maps a name to (command, folder, environment). Gives name -> Measure, or name -> Failed."""
        results = {name: Measure() for name in programs}
        for turn in range(runs + 1):
            for name, program in programs.items():
                if isinstance(results[name], Failed):
                    continue
                try:
                    figures = self.run(*program)
                except (Failed, OSError) as failure:
                    results[name] = failure if isinstance(failure, Failed) else Failed(str(failure))
                    continue
                if turn > 0:
                    results[name].figures.append(figures)
        return results
