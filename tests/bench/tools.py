"""The generators that `bench.py` times: how each is set up, run and measured, and what is changed between its builds."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PEERS = HERE / "peers"
ELEVENTY_MOST = 10_000
"""Stories beyond which Eleventy is left out: it would take minutes."""
COLD, SAME, EDITS, TEMPLATE = "cold", "no change", "two edits", "article template changed"


class Tool(NamedTuple):
    """A generator with the site that it builds; `{site}`, `{out}` and `{report}` in its command are filled in."""

    name: str
    source: Path
    command: tuple[str, ...]
    steps: tuple[str, ...] = (COLD,)
    content: str = "content"
    template: str = ""


class Sample(NamedTuple):
    """What one build took: wall and CPU seconds, peak memory in MiB, and the seconds of its stages where they are reported."""

    wall: float
    cpu: float
    mib: float
    stages: dict[str, float]


BUILD = (str(BIN / "communique"), "build", "--quiet", "--site", "{site}", "--output", "{out}")
REPORT = ("--report", "{report}")
ALL = (COLD, SAME, EDITS, TEMPLATE)
HUGO = Tool(
    "Hugo",
    PEERS / "hugo",
    (str(BIN / "hugo"), "-s", "{site}", "-d", "{out}", "--quiet"),
    ALL,
    template="layouts/_default/single.html",
)
OURS = Tool("Communiqué", HERE / "site", BUILD, ALL, "content/articles", "templates/article.html")
STAGED = OURS._replace(command=BUILD + REPORT, steps=(COLD, EDITS))
FULL = Tool("full theme", HERE / "full", BUILD + REPORT, content="content/articles")


def eleventy() -> Tool | str:
    """Install Eleventy from npm in `.eleventy` unless it is there; where it cannot be, give the reason."""
    source, folder = PEERS / "eleventy", HERE / ".eleventy"
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return "npm is not there"
    program = folder / "node_modules" / "@11ty" / "eleventy"
    wanted, there = (
        json.loads(p.read_bytes()) if p.exists() else {} for p in (source / "package.json", program / "package.json")
    )
    release = wanted["dependencies"]["@11ty/eleventy"]
    if there.get("version") != release:
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        line = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        try:
            subprocess.run(line, cwd=folder, capture_output=True, check=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            return "npm could not install it"
    command = (node, str(program / "cmd.cjs"))
    if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
        return "this Node cannot run it"
    return Tool(f"Eleventy {release}", source, (*command, "--quiet", "--output={out}"))


def lay(tool: Tool, work: Path, stories: Path) -> None:
    """Make the site that a tool builds, in a folder of its name."""
    site = work / tool.name
    shutil.copytree(tool.source, site)
    shutil.rmtree(site / tool.content, ignore_errors=True)
    shutil.copytree(stories, site / tool.content)
    if (site / "prepare.py").exists():  # a peer that wants another header
        subprocess.run([sys.executable, site / "prepare.py", site / tool.content], check=True)


def turn(tool: Tool, work: Path, number: int, steps: Sequence[str], folder: int) -> dict[str, Sample]:
    """Build a site step by step, cold without a store and into a new folder: to remove a large one slows the disk for a while."""
    site, out, report = work / tool.name, work / f"{tool.name}-{folder}", work / "report.json"
    if COLD in steps:
        shutil.rmtree(site / ".communique", ignore_errors=True)
    line = [part.format(site=site, out=out, report=report) for part in tool.command]
    got = {}
    for step in steps:
        if step == EDITS:
            edit_stories(site / tool.content, number)
        elif step == TEMPLATE:
            edit_template(site / tool.template, number)
        os.sync()
        wall, cpu, mib = run(line, site, work / "log")
        stages = json.loads(report.read_bytes())["seconds"] if "{report}" in tool.command else {}
        got[step] = Sample(wall, cpu, mib, stages)
        print(f"{tool.name}, {step}, {number + 1}: {wall:.2f} s, {mib:.0f} MiB", file=sys.stderr)
    return got


def files(tool: Tool, work: Path) -> int:
    """Count what a tool wrote in its first turn."""
    out = work / f"{tool.name}-0"
    return sum(len(names) for folder, _, names in os.walk(out) if "/.communique" not in folder)


def edit_stories(content: Path, number: int) -> None:
    """Change one story's text and another's tags."""
    stories = sorted(content.rglob("*.md"))
    a, b = stories[len(stories) // 3 + number], stories[len(stories) // 2 + number]
    a.write_text(a.read_text("utf-8") + f"\nA further sentence, number {number}.\n", "utf-8")
    text = re.sub(r"^tags: \[", f'tags: ["late addition {number}", ', b.read_text("utf-8"), count=1, flags=re.MULTILINE)
    b.write_text(text, "utf-8")


def edit_template(template: Path, number: int) -> None:
    """Change a template such that every article's page changes."""
    text, n = re.subn(r"<article[^>]*>", f'<article data-edit="{number}">', template.read_text("utf-8"), count=1)
    assert n, template
    template.write_text(text, "utf-8")


def run(command: list[str], folder: Path, log: Path) -> tuple[float, float, float]:
    """Run a command in a folder; give wall seconds, CPU seconds of all its processes, and peak MiB."""
    peak, done = [0.0], threading.Event()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with log.open("ab") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL)

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
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0]


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
