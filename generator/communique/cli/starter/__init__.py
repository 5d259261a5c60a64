"""The archive that `communique init` writes: two true stories whose headers teach the format. Its files lie beside this."""

import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable

from communique import __version__

WORKFLOWS = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}
"""Where a forge looks for what it is to do, by the names that `--ci` knows."""
_LANG = re.compile(r"^lang: en .*\n", re.MULTILINE)


def starter(title: str, base_url: str, language: str, *, today: str, ci: str) -> dict[str, str]:
    """Give every file of a new archive, by its path; `today` is the day on which its stories were put online (ISO 8601)."""
    here = files(__package__)
    values = {"title": title, "base_url": base_url, "language": language}
    made = {path: text.replace("@today@", today) for path, text in _below(here / "content", "content")}
    if language.partition("-")[0] == "en":
        made = {path: _LANG.sub("", text) for path, text in made.items()}
    settings = (here / "site.toml").read_text("utf-8")
    for name, value in values.items():  # JSON's quoted text is TOML's
        settings = settings.replace(f"@{name}@", json.dumps(value, ensure_ascii=False))
    made["site.toml"] = settings
    made[".gitignore"] = (here / "gitignore").read_text("utf-8")
    if ci in WORKFLOWS:
        made[WORKFLOWS[ci]] = (here / f"{ci}.yml").read_text("utf-8").replace("@version@", __version__)
    return made


def _below(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{path}/{entry.name}"
        found += _below(entry, name) if entry.is_dir() else [(name, entry.read_text("utf-8"))]
    return found
