"""Where the shipped theme lies, and the pages on faults."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The folder of the program, which is unpacked wherever it is installed; to ask `importlib.resources` takes 5 ms."""


def shipped(kind: str) -> Path:
    """Give the shipped folder `templates`, `static` or `docs/faults`: in the wheel, or beside `generator/` in a checkout."""
    inside = PACKAGE / "theme" / kind
    return inside if inside.is_dir() else PACKAGE.parent.parent / kind
