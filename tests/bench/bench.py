#!/usr/bin/env python3
"""Time Communiqué against Hugo on the same stories; `make bench` calls it.

    bench.py --stories N [--runs R] [--theme]

Equal work: the peers' page set with plain templates (tests/bench/site and tests/bench/peers). Each tool in turn, A B A B: cold
into an empty folder, again with nothing changed, again after an edit of one story's text and one story's tags. Wall seconds
and peak memory (PSS of the process tree); ratios to Hugo, run by run. Then one build of ours by stage.
"""

import argparse
import json
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

from corpus import write_stories

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
BIN = Path(sys.executable).parent


def pss(pid: int) -> float:
    """Give the proportional set size of a process tree in MiB (Linux)."""
    total, todo = 0, [pid]
    while todo:
        n = todo.pop()
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{n}/smaps_rollup").read_text(), re.MULTILINE)[1])
            for task in Path(f"/proc/{n}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except (OSError, TypeError):
            pass
    return total / 1024


def run(command: list[str], log: Path) -> tuple[float, float]:
    """Run a command; give wall seconds and peak MiB."""
    peak, done = [0.0], threading.Event()
    with log.open("ab") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL)

        def watch() -> None:
            while not done.wait(0.05):
                peak[0] = max(peak[0], pss(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        wall = time.perf_counter() - start
        done.set()
        watcher.join()
    if code:
        sys.exit(f"exit status {code}: {' '.join(command)}\n{log.read_text()[-2000:]}")
    return wall, peak[0]


def edit(content: Path, turn: int) -> None:
    """Change one story's text and another's tags."""
    stories = sorted(content.rglob("*.md"))
    a, b = stories[len(stories) // 3 + turn], stories[len(stories) // 2 + turn]
    a.write_text(a.read_text() + f"\nA further sentence, number {turn}.\n")
    b.write_text(re.sub(r"^tags: \[", f'tags: ["late addition {turn}", ', b.read_text(), count=1, flags=re.MULTILINE))


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--stories", type=int, default=2000)
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--theme", action="store_true", help="a further row with the full default theme, search included")
    a = ap.parse_args()
    work = Path(tempfile.mkdtemp(prefix="communique-bench-"))
    try:
        write_stories(work / "stories", a.stories)
        ours = [str(BIN / "communique"), "build", "--quiet", "--site", "{site}", "--output", "{out}"]
        tools = {
            "Hugo": (HERE / "peers" / "hugo", [str(BIN / "hugo"), "-s", "{site}", "-d", "{out}", "--quiet"]),
            "Communiqué": (HERE / "site", ours),
        }
        if a.theme:
            tools["full theme"] = (HERE / "full", ours)
        compare(tools, work, a)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def compare(tools: dict[str, tuple[Path, list[str]]], work: Path, a: argparse.Namespace) -> None:
    """Time the tools in turn and print medians, ratios, and our stages."""
    steps = ("cold", "no change", "two edits")
    got: dict[str, dict[str, list[tuple[float, float]]]] = {t: {s: [] for s in steps} for t in tools}
    for turn in range(a.runs):
        for name, (source, command) in tools.items():
            site, out = work / name, work / f"{name}-out"
            for folder in (site, out):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, site)
            content = site / "content" / "articles" if name != "Hugo" else site / "content"
            shutil.rmtree(content, ignore_errors=True)
            shutil.copytree(work / "stories", content)
            line = [part.format(site=site, out=out) for part in command]
            for step in steps:
                if step == "two edits":
                    edit(content, turn)
                got[name][step].append(run(line, work / "log"))
    hugo = subprocess.run([BIN / "hugo", "version"], capture_output=True, text=True, check=True).stdout
    hugo_version = re.search(r"v([\d.]+)", hugo)
    machine = f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}"
    used = f"Hugo {hugo_version[1] if hugo_version else '?'}, Communiqué {version('communique')}"
    print(f"{a.stories:,} stories, {a.runs} runs in turn, medians; {machine}, {used}, {time.strftime('%Y-%m-%d')}:\n")
    print("| | " + " | ".join(f"{t}: s, MiB" for t in tools) + " | Communiqué ÷ Hugo |\n|---|" + "---|" * (len(tools) + 1))
    for step in steps:
        cells = [
            f"{statistics.median(x[0] for x in got[t][step]):.2f}, {statistics.median(x[1] for x in got[t][step]):.0f}"
            for t in tools
        ]
        ratios = [x[0] / y[0] for x, y in zip(got["Communiqué"][step], got["Hugo"][step], strict=True)]
        print(f"| {step} | {' | '.join(cells)} | {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |")
    site, out, report = work / "Communiqué", work / "stages-out", work / "report.json"
    run(
        [str(BIN / "communique"), "build", "--quiet", "--site", str(site), "--output", str(out), "--report", str(report)],
        work / "log",
    )
    stages = json.loads(report.read_text())["seconds"]
    print("\nOne cold build by stage, in seconds: " + ", ".join(f"{k} {v:.2f}" for k, v in stages.items()) + ".")


def cores() -> int:
    """Give the number of processors."""
    from communique.build.pool import cores as usable

    return usable()


if __name__ == "__main__":
    main()
