"""Plain text, as somebody copied it from a page: a title, paragraphs, a line of tags, leftovers."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.importers.item import ImportFaultError, Item, Place, decoded, is_leftover, moment, says_encoding, where


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:  # noqa: ARG001 - as every reader
    """Read a file, or each text file of a folder. Raises ImportFaultError for an empty file."""
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".txt") if path.is_dir() else [path]
    for file in files:
        try:
            yield item(file, where(file, path))
        except ImportFaultError as e:  # the others may be fine
            yield e


def item(file: Path, place: Place) -> Item:
    """Read one text file."""
    text, encoding = decoded(file.read_bytes())
    lines = [" ".join(line.split()) for line in text.replace("\0", "").splitlines()]
    blocks = [b for b in "\n".join(lines).split("\n\n") if b.strip()]
    paragraphs = [" ".join(b.split()) for b in _divided(blocks)]
    if not paragraphs:
        raise ImportFaultError(file, "is empty.")
    title, *paragraphs = paragraphs
    said = says_encoding(encoding)
    while paragraphs and is_leftover(paragraphs[-1]):
        said.insert(0, f"dropped the last line: '{paragraphs.pop()}'")
    names: tuple[str, ...] = ()
    if paragraphs and _is_tag_line(paragraphs[-1]):
        names = tuple(n.strip() for n in re.sub(r"^(tags|keywords):\s*", "", paragraphs.pop(), flags=re.IGNORECASE).split(","))
    date = ""
    if paragraphs and len(paragraphs[0]) < 60:
        date = moment(paragraphs[0])
        if date:
            paragraphs.pop(0)
    if not date and (m := re.match(r"(\d{4}-\d{2}-\d{2})", file.stem)):
        date = moment(m[1])
    body = "\n\n".join(_plain(p) for p in paragraphs) + "\n"
    return Item(origin=place.origin, key=place.key(title), title=title, body=body, date=date, names=names, said=said)


def _divided(blocks: list[str]) -> Iterator[str]:
    """Give the paragraphs: what blank lines divide, or the lines themselves where nothing but them does."""
    one_a_line = len(blocks) == 1 and blocks[0].count("\n") > 1
    for number, block in enumerate(blocks):
        first, newline, rest = block.partition("\n")
        if one_a_line:
            yield from block.split("\n")
        elif number == 0 and newline and len(first) < 200:  # a title with the text right below it
            yield first
            yield rest
        else:
            yield block


def _is_tag_line(line: str) -> bool:
    """Tell whether a line is one of tags: several short names between commas, and no sentence."""
    if re.match(r"(tags|keywords):", line, re.IGNORECASE):
        return True
    parts = [p.strip() for p in line.split(",")]
    return len(parts) > 1 and line[-1] not in '.!?”"’)' and all(0 < len(p) < 40 and len(p.split()) < 5 for p in parts)


def _plain(paragraph: str) -> str:
    """Keep a line of text from being read as Markdown."""
    paragraph = re.sub(r"([\\`*_<\[\]])", r"\\\1", paragraph)
    return re.sub(r"^(#+|[-+>]|\d+[.)])(?=\s|$)", r"\\\1", re.sub(r"^(\d+)([.)])(\s)", r"\1\\\2\3", paragraph))
