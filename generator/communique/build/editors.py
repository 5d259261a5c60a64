"""The files beside a site by which text editors complete and check what is written in it."""

import json

from communique.archive.archive import Archive
from communique.archive.polities import polities
from communique.model.config import Config
from communique.plan import schemas
from communique.source import json_schema

FOLDER = ".schema"
"""In the site's folder, to be kept with it: the served schemas, for who writes without a network."""
ARGUMENTS = ["lsp"]
"""Of `communique`, as an editor starts it for Markdown files."""

_HELIX = """# Helix completes and checks the headers of this archive's Markdown files, where yaml-language-server is installed.
[language-server.communique]
command = "communique"
args = ["lsp"]

[[language]]
name = "markdown"
language-servers = ["communique", "marksman"]
"""


def files(config: Config, archive: Archive | None = None) -> dict[str, str]:
    """Give the text of each file, by its path from the site's folder with forward slashes.

    The schemas propose the names of what the archive publishes; without one, those of states alone.
    """
    return {**schema_files(config, archive), **settings_files()}


def schema_files(config: Config, archive: Archive | None = None) -> dict[str, str]:
    """Give the schemas alone: the same that the site serves."""
    names: schemas.Names = {"country": sorted({p.name for p in polities(config.language)})}
    if archive:
        names = schemas.names(archive)
    return {f"{FOLDER}/{name}.json": text(name, names, config.base_url) for name in json_schema.NAMES}


def text(name: str, names: schemas.Names, base_url: str) -> str:
    """Write one schema."""
    return json.dumps(json_schema.make(name, names, base_url), ensure_ascii=False, indent=1) + "\n"


def settings_files() -> dict[str, str]:
    """Give the settings of editors that read some from the folder that is open in them."""
    code = {
        "glspc.server.command": "communique",
        "glspc.server.commandArguments": ARGUMENTS,
        "glspc.server.languageId": ["markdown"],
        "evenBetterToml.schema.associations": {r"^.*/site\.toml$": f"./{FOLDER}/{json_schema.SITE}.json"},
    }
    extensions = {"recommendations": ["zsol.vscode-glspc", "tamasfe.even-better-toml"]}
    return {
        ".vscode/extensions.json": json.dumps(extensions, indent=2) + "\n",
        ".vscode/settings.json": json.dumps(code, indent=2) + "\n",
        ".helix/languages.toml": _HELIX,
    }
