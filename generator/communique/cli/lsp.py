"""`communique lsp`."""

import argparse
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli import faults, site_argument
from communique.cli.report import complain

if TYPE_CHECKING:
    from communique.model.config import Config

HELP = "complete and check headers in a text editor, which starts this itself (Language Server Protocol)"
EXAMPLES = """examples:
  communique lsp                                   what an editor is told to start for Markdown files
  communique lsp --server "npx yaml-language-server --stdio"

It needs yaml-language-server: npm install --global yaml-language-server. docs/editors.md tells how to set editors up."""

SERVER = "yaml-language-server"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    sub.add_argument("--server", default="", metavar="COMMAND", help=f"how to start {SERVER} (default: as it is installed)")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    import subprocess
    import threading

    from communique.model.config import Config
    from communique.model.taxonomy import TAXONOMIES
    from communique.preview.headers import Filter, pump
    from communique.source import json_schema, settings

    site: Path = a.site.resolve()
    command = shlex.split(a.server, posix=os.name != "nt") or _installed(site)
    if not command:
        complain(f"{SERVER} is not installed. Install it: npm install --global {SERVER}")
        return 1
    config, issues = settings.load(site)
    if config is None and not (site / settings.FILE).is_file():
        faults.show(issues, site)
        return 1
    config = config or Config(title="", base_url="")
    _write_schemas(site, config)
    schemas = {_file(site, name).as_uri(): form.files for name, form in json_schema.forms().items()}
    profiles = tuple(f"{(site / 'content').as_uri()}/{t.key}/" for t in TAXONOMIES)
    try:
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=site)  # noqa: S603 - the person's own
    except OSError as e:
        complain(f"'{command[0]}' does not start: {e.strerror}.")
        return 1
    assert server.stdin
    assert server.stdout
    saved = lambda uri: _write_schemas(site, config) if uri.startswith(profiles) else []  # noqa: E731 - short
    between = Filter(sys.stdout.buffer, server.stdin, schemas, saved)

    def answers() -> None:
        pump(server.stdout, between.from_server)  # type: ignore[arg-type]  # there is one, since it was asked for
        os._exit(0)  # whatever the editor still waits for, nobody is there to say it

    threading.Thread(target=answers, daemon=True).start()
    pump(sys.stdin.buffer, between.from_editor)
    server.kill()  # the editor has gone
    return 0


def _installed(site: Path) -> list[str]:
    """Give the command of the server that the site's own packages bring, or else the person's; none where there is none."""
    own = shutil.which(SERVER, path=str(site / "node_modules" / ".bin"))
    found = own or shutil.which(SERVER)
    return [found, "--stdio"] if found else []


def _write_schemas(site: Path, config: "Config") -> list[str]:
    """Write the schemas with the names that the site's profiles have; give the addresses of those that are not as before."""
    from communique.build.editors import text
    from communique.build.known import known
    from communique.model.taxonomy import TAXONOMIES
    from communique.source import json_schema

    resolver, _ = known(site, config)
    names = {t.singular: sorted({k.name for k in resolver.known[t.key].values()}) for t in TAXONOMIES}
    changed = []
    for name in json_schema.forms():
        file, made = _file(site, name), text(name, names, config.base_url)
        if not file.is_file() or file.read_text("utf-8", "replace") != made:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made, "utf-8", newline="\n")
            changed.append(file.as_uri())
    return changed


def _file(site: Path, name: str) -> Path:
    """Name a schema's file: what lies there is only this machine's, since drafts are named in it, too."""
    return site / ".communique" / "schema" / f"{name}.json"
