"""`communique init`."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

HELP = "make a new site in a new or empty folder"
EXAMPLES = """examples:
  communique init my-archive
  communique init my-archive --title "Baltic Treaties" """

SETTINGS = """# The settings of this archive. The README of Communiqué lists them all.
title = {title}
base_url = "https://archive.example/"    # where the site will live: feeds and canonical links need it
language = "en"
timezone = "UTC"
"""
ARTICLE = """---
title: The archive opens
date: {date}
countries: [Switzerland]
tags: archive
sources:
  - {{publisher: The editors, title: Notes}}
---

This is the first article. Edit it in `content/articles/`, or begin another with `communique new "Its title"`.

What it names in its header, such as [Switzerland](../../../countries/switzerland.md), has a page of its own.
"""
COUNTRY = """---
name: Switzerland
names: [{text: Schweiz, lang: de}, {text: Suisse, lang: fr}, {text: Svizzera, lang: it}]
---

A profile is optional: a country that an article names has a page anyway.
"""
ABOUT = """---
title: About this archive
---

Say here what the archive holds, how it names states and places, and how it marks the errors of its sources.
"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    sub.add_argument("--title", default="", help="the archive's name (default: the folder's)")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    folder: Path = a.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "is not empty" if folder.is_dir() else "is a file"
        print(f"communique: {folder} {what}. Name a new folder.", file=sys.stderr)
        return 1
    today = dt.datetime.now().astimezone().date()
    title = a.title or folder.resolve().name.replace("-", " ").capitalize()
    files = {
        "site.toml": SETTINGS.format(title=json.dumps(title, ensure_ascii=False)),
        f"content/articles/{today:%Y}/{today:%m}/the-archive-opens.md": ARTICLE.format(date=today),
        "content/countries/switzerland.md": COUNTRY,
        "content/pages/about.md": ABOUT,
        ".gitignore": "/public/\n/as-of-*/\n/.communique/\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "templates").mkdir()
    (folder / "static").mkdir()
    print(f"Made {folder}/. Next: cd {folder} && communique serve")
    return 0
