"""What people have already, as drafts of articles: one module for each shape that it comes in.

A reader gives items, each a story as it was found, and says what it left out. `drafts` files them under what the archive knows
and writes them; nothing here builds a site.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from communique.importers.item import ImportFaultError, Item

_MODULES = {"text": "text", "html": "pages", "wordpress": "wordpress", "feed": "feeds", "csv": "table", "posts": "posts"}
FORMATS = tuple(_MODULES)
"""`posts` is a folder of Hugo, Jekyll or Pelican."""
_SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "csv", ".rss": "feed", ".atom": "feed"}


def detect(path: Path) -> str:
    """Tell the format of a file or folder. Raises ImportFaultError where nothing tells it."""
    if path.is_dir():
        names = [p.suffix.lower() for p in path.rglob("*") if p.is_file()]
        if any(n in {".md", ".markdown", ".mkd"} for n in names):
            return "posts"
        counted = {f: sum(_SUFFIXES.get(n) == f for n in names) for f in ("html", "text")}
        if any(counted.values()):
            return max(counted, key=lambda f: counted[f])
        raise ImportFaultError(path, "holds no .md, .html and .txt files.", "Name the file or folder that holds the stories.")
    if found := _SUFFIXES.get(path.suffix.lower()):
        return found
    with path.open("rb") as f:
        head = f.read(4000).lower()
    if b"wordpress.org/export/" in head:
        return "wordpress"
    if b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head:
        return "feed"
    if b"<html" in head or b"<!doctype html" in head:
        return "html"
    if path.suffix.lower() in {".md", ".markdown"}:
        return "posts"
    raise ImportFaultError(path, "is in no format that can be told.", f"Say which with --format: {', '.join(FORMATS)}.")


def reader(kind: str) -> Callable[[Path, Mapping[str, str]], Iterator[Item | ImportFaultError]]:
    """Give what reads a format: from a path, and names of columns or fields with what they are here, to items.

    What cannot be read among several files comes as the fault that it is; where nothing can be read, that is raised.
    """
    module = import_module(f"communique.importers.{_MODULES[kind]}")  # each brings libraries of its own
    found: Callable[[Path, Mapping[str, str]], Iterator[Item | ImportFaultError]] = module.read
    return found


__all__ = ["FORMATS", "ImportFaultError", "Item", "detect", "reader"]
