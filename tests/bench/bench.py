#!/usr/bin/env python3
"""Time Communiqué against its peers on the same stories; `make bench` and `make bench-growth` call it.

    bench.py [--stories N] [--runs R] [--growth]

Equal work: the peers' page set with plain templates (tests/bench/site and tests/bench/peers). The tools in turn, A B A B: cold
into an empty folder, again with nothing changed, again after an edit of one story's text and one story's tags, again after an
edit of the article template. Hugo keeps nothing between builds, so that each of its steps is a full build. Then the full
default theme with search, and Eleventy where npm is there, cold only. Wall seconds and peak memory (PSS of the process tree);
ratios to Hugo, run by run. Last, builds of ours by stage. With --growth, the milliseconds per story at rising numbers of them.
"""

import argparse
import math
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from statistics import median

from corpus import write_stories
from tools import (
    BIN,
    COLD,
    EDITS,
    ELEVENTY_MOST,
    FULL,
    HUGO,
    OURS,
    SAME,
    STAGED,
    TEMPLATE,
    Sample,
    Tool,
    eleventy,
    files,
    lay,
    turn,
)

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
Samples = dict[str, list[Sample]]
"""By step, one of each run."""


def main() -> None:
    """Print the table that is asked for."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--stories", type=int, default=2000, metavar="N")
    ap.add_argument("--runs", type=int, metavar="R", help="by default 3, and 1 for --growth")
    ap.add_argument("--growth", action="store_true", help="time per story at 1,000 to 100,000 stories, N at most")
    a = ap.parse_args()
    work = Path(tempfile.mkdtemp(prefix="communique-bench-"))
    try:
        if a.growth:
            growth(work, a.stories, a.runs or 1)
        else:
            compare(work, a.stories, a.runs or 3)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def measure(tools: list[Tool], work: Path, stories: int, runs: int) -> dict[str, Samples]:
    """Time the tools in turn on so many stories; give the samples by the tool's name."""
    write_stories(work / "stories", stories)
    for tool in tools:
        lay(tool, work, work / "stories")
    got: dict[str, Samples] = {tool.name: {step: [] for step in tool.steps} for tool in tools}
    # the template last of all: whoever puts ten thousand files in the place of others makes the disk slow for minutes
    for number, late in [(n, late) for late in (False, True) for n in range(runs)]:
        for tool in tools:
            steps = [step for step in tool.steps if (step == TEMPLATE) == late]
            for step, sample in turn(tool, work, number, steps, runs - 1 if late else number).items():
                got[tool.name][step].append(sample)
    return got


def compare(work: Path, stories: int, runs: int) -> None:
    """Print the table of all tools and steps, what they wrote, and our stages."""
    third = eleventy() if stories <= ELEVENTY_MOST else f"with more than {ELEVENTY_MOST:,} stories it takes minutes"
    peers = [HUGO] if isinstance(third, str) else [HUGO, third]
    got = measure([HUGO, OURS, FULL, *peers[1:]], work, stories, runs)
    shown = [*peers, OURS]
    hugo, full = got[HUGO.name], got[FULL.name][COLD]
    print(f"{stories:,} stories, {count(runs)} in turn, medians; {facts(peers)}:\n")
    head("", *(f"{t.name.split()[0]}: s, MiB" for t in shown), f"{OURS.name} ÷ {HUGO.name}")
    for step in OURS.steps:
        row([step, *(cell(got[t.name].get(step)) for t in shown), ratio(got[OURS.name][step], hugo[step], wall)])
        for what, value in (("CPU s", cpu), ("MiB", mib)) if step == COLD else ():
            values = (median(map(value, got[t.name][COLD])) for t in shown)
            texts = (f"{x:.2f}" if value is cpu else f"{x:.0f}" for x in values)
            row([f"{COLD}: {what}", *texts, ratio(got[OURS.name][COLD], hugo[COLD], value)])
    search = median(sample.stages["search"] for sample in full)
    row([f"full theme with search, cold; search {search:.2f} s", *[""] * len(peers), cell(full), ratio(full, hugo[COLD], wall)])
    if isinstance(third, str):
        print(f"\nEleventy is left out: {third}.")
    print(f"\nFiles written: {', '.join(f'{t.name.split()[0]} {files(t, work):,}' for t in shown)}", end="")
    print(f"; {FULL.name} {files(FULL, work):,}.\n\nSingle builds of {OURS.name} by stage, in seconds:\n")
    staged = turn(STAGED, work, runs, STAGED.steps, runs)
    stages({step: sample.stages for step, sample in staged.items()} | {f"{FULL.name}, {COLD}": full[-1].stages})


def stages(builds: dict[str, dict[str, float]]) -> None:
    """Print the seconds of each stage of some builds, a row for each."""
    last = "total"
    names = [*dict.fromkeys(name for build in builds.values() for name in build if name != last), last]
    head("", *names)
    for what, build in builds.items():
        row([what, *(f"{build[name]:.2f}" if name in build else "" for name in names)])


def growth(work: Path, most: int, runs: int) -> None:
    """Print a row for each number of stories up to the most."""
    steps = (COLD, SAME, EDITS)
    print(f"Milliseconds per story and peak MiB, {count(runs)}; {facts([HUGO])}:\n")
    head("stories", f"{HUGO.name}, {COLD}", *(f"{OURS.name}, {step}" for step in steps))
    for size in SIZES:
        if size <= most:
            folder = work / str(size)
            got = measure([HUGO._replace(steps=(COLD,)), OURS._replace(steps=steps)], folder, size, runs)
            samples = [got[HUGO.name][COLD], *got[OURS.name].values()]
            row([f"{size:,}", *(cell(s, scale=1000 / size) for s in samples)])


def row(cells: Iterable[str]) -> None:
    """Print a row of a Markdown table."""
    print("|" + "".join(f" {text} |" if text else " |" for text in cells), flush=True)


def head(*cells: str) -> None:
    """Print the first row of a table and the line below it."""
    row(cells)
    print("|" + "---|" * len(cells), flush=True)


def wall(sample: Sample) -> float:
    """Give wall seconds."""
    return sample.wall


def cpu(sample: Sample) -> float:
    """Give CPU seconds of all processes."""
    return sample.cpu


def mib(sample: Sample) -> float:
    """Give peak memory."""
    return sample.mib


def cell(samples: list[Sample] | None, scale: float = 1) -> str:
    """Give the medians of time and memory; nothing where the step was not run."""
    if not samples:
        return ""
    return f"{digits(median(map(wall, samples)) * scale)}, {median(map(mib, samples)):.0f}"


def ratio(ours: list[Sample], theirs: list[Sample], value: Callable[[Sample], float]) -> str:
    """Give the median of the ratios run by run, with the smallest and the largest."""
    found = [value(x) / value(y) for x, y in zip(ours, theirs, strict=True)]
    return f"{digits(median(found))} ({digits(min(found))}–{digits(max(found))})"


def digits(x: float) -> str:
    """Give a number with two decimals, and two significant digits where it is small."""
    return f"{x:.{max(2, 1 - math.floor(math.log10(x)))}f}" if x > 0 else "0"


def count(runs: int) -> str:
    """Name the number of runs."""
    return "1 run" if runs == 1 else f"{runs} runs"


def facts(peers: list[Tool]) -> str:
    """Name the machine, the versions and the day."""
    from communique.build.pool import cores

    hugo = subprocess.run([BIN / "hugo", "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([\d.]+)", hugo)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return ", ".join(
        [
            f"{platform.machine()}, {cores()} cores, {memory:.0f} GiB",
            f"Python {platform.python_version()}",
            f"{HUGO.name} {found[1] if found else '?'}",
            *(peer.name for peer in peers[1:]),
            f"{OURS.name} {version('communique')}",
            time.strftime("%-d %B %Y"),
        ]
    )


if __name__ == "__main__":
    main()
