"""The static files of a site: its own over those of the shipped theme, with the guards that `content/` has."""

import os
from pathlib import Path

from communique.model.issue import Issue
from communique.model.theme import shipped
from communique.source.scan import scan


def static_files(site: Path) -> tuple[dict[str, Path], list[Issue]]:
    """Give every static file by its route, sorted, and the faults met in the site's `static/` folder."""
    found: dict[str, Path] = {}
    folder = shipped("static")
    for directory, _, names in os.walk(folder):
        for name in names:
            if not name.startswith(".") and not name.endswith("~"):
                path = Path(directory, name)
                found[f"/static/{path.relative_to(folder).as_posix()}"] = path
    own, issues = scan(site, "static")
    found |= {f"/{f.path}": site / f.path for f in own}
    return dict(sorted(found.items())), issues
