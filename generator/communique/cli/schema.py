"""`communique schema`."""

import argparse
import sys
from pathlib import Path

from communique.cli import faults, report, site_argument

HELP = "write the JSON Schemas of headers and settings, from which text editors complete and check"
EXAMPLES = """examples:
  communique schema                    the schemas into .schema/, and settings for some text editors
  communique schema article            print the schema of a story's header

The site serves the same at /schema/article.json and so on. docs/editors.md tells how an editor uses them."""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("name", nargs="?", metavar="NAME", help="print this one alone: article, person, site …")
    site_argument(sub)


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.load import load
    from communique.build.options import Options
    from communique.model.issue import did_you_mean
    from communique.source import json_schema, settings
    from communique.store import Store

    if a.name and a.name not in json_schema.NAMES:
        hint = did_you_mean(a.name, json_schema.NAMES) or f"There are: {', '.join(json_schema.NAMES)}."
        report.complain(f"there is no schema called '{a.name}'. {hint}")
        return 2
    if not (a.site / settings.FILE).is_file():
        faults.show(settings.load(a.site)[1], a.site)
        return 1
    progress = report.Progress()
    site = a.site.resolve()
    try:
        with Store(site / ".communique" / "check.sqlite") as store:
            loaded = load(site, store, Options(), progress)
    finally:
        progress.end()
    if loaded.config is None or loaded.archive is None:
        faults.show(loaded.issues, a.site)
        return 1
    from communique.build import editors

    if a.name:
        sys.stdout.write(editors.schema_files(loaded.config, loaded.archive)[f"{editors.FOLDER}/{a.name}.json"])
        return 0
    made = editors.schema_files(loaded.config, loaded.archive)
    for path, text in made.items():
        _write(a.site / path, text)
    print(f"{report.plural(len(made), 'schema')} in {a.site / editors.FOLDER}/.")
    for path, text in editors.settings_files().items():
        file = a.site / path
        if not file.exists():
            _write(file, text)
            print(f"Made {file}.")
        elif file.read_text("utf-8", "replace") != text:
            print(f"{file} is yours already, and stays as it is; docs/editors.md tells what to add.")
    return 0


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
