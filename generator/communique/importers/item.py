"""A story as an import finds it."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec


class ImportFaultError(Exception):
    """A file cannot be imported; the message says why and what to do."""

    def __init__(self, path: Path, problem: str, hint: str = "") -> None:
        super().__init__(f"{path}: {problem} {hint}".rstrip())


class Place(msgspec.Struct, frozen=True):
    """Where a file was found: by itself, or in a folder that is imported whole."""

    origin: str
    path: str
    """In the folder; empty for a file by itself."""

    def key(self, title: str) -> str:
        """Give what a story is known by. Two files of one name, from two folders, are two stories: their titles tell."""
        return self.path or title


def where(file: Path, imported: Path) -> Place:
    """Tell where a file was found."""
    if file == imported:
        return Place(file.name, "")
    return Place(imported.resolve().name, file.relative_to(imported).as_posix())


class Item(msgspec.Struct, kw_only=True):
    """A story, in Markdown, with what is said of it in words of ours."""

    origin: str
    """The name of the file or folder that was imported."""
    key: str
    """What it is known by when it is imported again: an address, a number of the other system, a file's path."""
    title: str
    body: str
    """Markdown."""
    date: str = ""
    """A day or a moment, ISO 8601; empty where none was found."""
    updated: str = ""
    summary: str = ""
    lang: str = ""
    slug: str = ""
    names: tuple[str, ...] = ()
    """Tags and categories: of what kind is for the archive to tell."""
    fields: dict[str, Any] = {}
    """Fields of an article that were named as ours."""
    sources: list[dict[str, str]] = []
    aliases: tuple[str, ...] = ()
    """Addresses within its old site."""
    pictures: dict[str, Path | bytes] = {}
    """Pictures that its text names, by the address used there."""
    unplaced: dict[str, str] = {}
    """What has no place in an article, by its name there: kept as a comment."""
    said: list[str] = []
    """What was left out or is doubtful, in words."""


def decoded(data: bytes) -> tuple[str, str]:
    """Decode a text of unknown encoding: UTF-8 or UTF-16 by its mark, UTF-8, or else Windows-1252; give the encoding too."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"


def says_encoding(encoding: str) -> list[str]:
    """Say that a text was in no Unicode encoding."""
    return ["read as Windows-1252, not being UTF-8; look at its accents and quotation marks"] if encoding[:3] == "Win" else []


_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?")


def moment(text: str) -> str:
    """Give a date or a moment as ISO 8601, from that, from what RFC 5322 has, or from what English writes; else nothing."""
    text = " ".join(str(text).split())
    if m := _DAY.match(text):
        try:
            day = dt.date(int(m[1]), int(m[2]), int(m[3])).isoformat()
            if m[4] is None:
                return day
            time = dt.time(int(m[4]), int(m[5]), int(m[6] or 0)).isoformat()
        except ValueError:
            return ""
        zone = "+00:00" if m[7] == "Z" else m[7] or ""
        return f"{day}T{time}{zone if ':' in zone or not zone else zone[:3] + ':' + zone[3:]}"
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        pass
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d"):
        try:
            return dt.datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ""


_KINDS = ("avif", "gif", "jpeg", "jpg", "png", "webp")
"""Endings of pictures. A text may name any file of the machine as one: no other comes along."""
_IMAGE = re.compile(r'!\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)')


def named_pictures(body: str) -> Iterator[str]:
    """Give the address of each picture in a Markdown text, once."""
    yield from dict.fromkeys(m[1] for m in _IMAGE.finditer(body))


def local_pictures(item: Item, folder: Path, media: Path | None = None) -> None:
    """Find the pictures that an item's text names: beside its file, in its text itself, or below a folder of media."""
    from base64 import b64decode
    from urllib.parse import unquote, urlsplit

    for address in named_pictures(item.body):
        if address in item.pictures:
            continue
        if address.startswith("data:"):
            head, _, data = address.partition(",")
            if head in (f"data:image/{kind};base64" for kind in _KINDS):
                item.pictures[address] = b64decode(data)
                continue
        path = unquote(urlsplit(address).path)
        candidates = [folder / path] if not urlsplit(address).netloc and not path.startswith("/") else []
        if media:
            parts = [p for p in path.split("/") if p not in {"", ".", ".."}]
            candidates += [media.joinpath(*parts[n:]) for n in range(len(parts))]
        found = next((c for c in candidates if c.suffix.lower()[1:] in _KINDS and c.is_file()), None)
        if found:
            item.pictures[address] = found
        else:
            item.said.append(f"the picture {address[:100]} was not found; the text still names it")


LEFTOVERS = frozenset(
    {
        *("comments", "comment", "no-comments", "leave-a-comment", "leave-a-reply", "reply", "share", "share-this", "print"),
        *("email", "tweet", "related", "related-articles", "read-also", "read-more", "see-also", "more-news", "tags"),
        *("advertisement", "sponsored", "subscribe"),
    }
)
"""What pages leave at the end of a text that was copied from them."""


def is_leftover(line: str) -> bool:
    """Tell whether a line is what a page puts round a story."""
    words = re.sub(r"[^a-z]+", "-", line.casefold()).strip("-")
    return words in LEFTOVERS or re.sub(r"^\d+-|-\d+$", "", words) in LEFTOVERS
