#!/usr/bin/env python3
"""Build an archive of data from outside, and print how long each stage takes; `make bench-outside` calls it.

    outside.py [--stories N] [--seed S] [--composed] [--write DIR]

The data are those of `factbook.py`: one story for each country and environmental agreement (as a party that ratifies it, or one
that signs it alone), each ambassador, each chief of state or of government, each independence, each two neighbours, each membership;
profiles of countries, people, places, organisations and agreements from the same. What the data do not have is drawn by the seed and
says so in its text: dates, but for those of offices and independence, quotations, sources, notes, corrections, and strips of land
between neighbours. With --composed all but the names of states is drawn. With --write the site is written to DIR and not built.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import factbook
from trial import Facts

SETTINGS = """\
title = "Data from outside"
subtitle = "Drawn from the World Factbook, with composed dates"
description = "A trial: what it says beyond the World Factbook is made up."
base_url = "https://outside.example/"
pair_threshold = 1
"""


def main() -> None:
    """Write the site, and build it unless it shall only be written."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--stories", type=int, default=6000, metavar="N")
    ap.add_argument("--seed", type=int, default=24545068)
    ap.add_argument("--composed", action="store_true", help="do without the package")
    ap.add_argument("--write", type=Path, metavar="DIR")
    a = ap.parse_args()
    if a.write:
        print(write(a.write, a.stories, a.seed, composed=a.composed))
        return
    work = Path(tempfile.mkdtemp(prefix="communique-outside-"))
    try:
        print(write(work / "site", a.stories, a.seed, composed=a.composed), flush=True)
        timed(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def timed(work: Path) -> None:
    """Build cold, with nothing changed, and after an edit of one story; print the seconds of each stage, and the warnings."""
    command = [
        sys.executable,
        "-m",
        "communique",
        "build",
        "--quiet",
        "--site",
        str(work / "site"),
        "--output",
        str(work / "out"),
    ]
    for step in ("cold", "no change", "one edit"):
        if step == "one edit":
            path = max((work / "site/content/articles").rglob("*.md"))
            path.write_text(path.read_text("utf-8").replace('title: "', 'title: "Anew: ', 1), "utf-8")
        done = subprocess.run([*command, "--report", str(work / "report.json")], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr[-4000:])
        report = json.loads((work / "report.json").read_text())
        stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in report["seconds"].items())
        print(
            f"{step}: {report['planned']:,} pages, {report['rendered']:,} rendered, {len(report['issues'])} warnings; s: {stages}"
        )
        for issue in report["issues"][:5]:
            print("  ", issue)


def write(site: Path, stories: int, seed: int, *, composed: bool = False) -> str:
    """Write the site; give what was written, in words."""
    countries, whence = (factbook.composed(seed), "composed") if composed else factbook.read()
    facts = Facts(countries, random.Random(seed))
    (site / "content").mkdir(parents=True, exist_ok=True)
    (site / "site.toml").write_text(SETTINGS, "utf-8")
    written = facts.stories(stories)
    for path, (header, body) in {**written, **facts.profiles()}.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in header.items() if v not in ("", [], None))
        file.write_text(f"---\n{lines}---\n\n{body}\n", "utf-8")
    return f"{len(written):,} stories of {len(countries)} countries and territories: {whence}."


if __name__ == "__main__":
    main()
