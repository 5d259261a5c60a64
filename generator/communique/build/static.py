"""The static files of a site: its own over those of the shipped theme, with the guards that `content/` has."""

import os
from functools import cache
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


def contents(path: Path) -> bytes:
    """Give what is published of a static file or a picture: its bytes.

    The stylesheet of the shipped theme is written to be read, and is sent without its comments and needless spaces.
    """
    data = path.read_bytes()
    if path.suffix == ".css" and path.resolve().is_relative_to(_theme()):
        from rcssmin import cssmin

        minified: str = cssmin(data.decode(errors="surrogateescape"))
        return minified.encode(errors="surrogateescape") + b"\n"
    return data


@cache
def _theme() -> Path:
    return shipped("static").resolve()
