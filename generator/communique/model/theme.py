"""Where the shipped theme lies, and the pages on faults."""

from importlib.resources import files
from pathlib import Path


def shipped(kind: str) -> Path:
    """Give the shipped folder `templates`, `static` or `docs/faults`: in the wheel, or beside `generator/` in a checkout."""
    package = Path(str(files("communique")))
    inside = package / "theme" / kind
    return inside if inside.is_dir() else package.parent.parent / kind
