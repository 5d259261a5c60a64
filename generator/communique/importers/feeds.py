"""RSS and Atom, as far as a feed goes back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.importers.item import ImportFaultError, Item, local_pictures, moment
from communique.importers.markup import markdown, with_paragraphs


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:  # noqa: ARG001 - as every reader
    """Read a feed. Raises ImportFaultError where it holds no entry."""
    import feedparser

    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=True)
    if not feed.entries:
        hint = f"The reader says: {feed.get('bozo_exception', 'nothing')}."
        raise ImportFaultError(path, "holds no entry of RSS or Atom.", hint)
    for number, entry in enumerate(feed.entries, 1):
        html = entry.content[0].value if entry.get("content") else entry.get("summary", "")
        body, said = markdown(with_paragraphs(html))
        title = entry.get("title", "")
        if feed.bozo and number == 1:
            said.append(f"the feed is not well-formed: {feed.bozo_exception}")
        it = Item(
            origin=path.name,
            key=entry.get("id") or entry.get("link") or title,
            title=" ".join(markdown(title)[0].split()) or "Untitled",
            body=body,
            date=_moment(entry, "published"),
            updated=_moment(entry, "updated") if entry.get("published_parsed") else "",
            summary=" ".join(markdown(entry.summary)[0].split()) if entry.get("content") and entry.get("summary") else "",
            lang=feed.feed.get("language", "") or "",
            names=tuple(dict.fromkeys(t.term for t in entry.get("tags", ()) if t.get("term"))),
            said=said,
        )
        if not it.date:
            it.date = _moment(entry, "updated")
        if link := entry.get("link"):
            it.sources = [{"publisher": feed.feed.get("title", ""), "title": it.title, "url": link}]
        if author := entry.get("author"):
            it.unplaced["author"] = author
        for attached in entry.get("enclosures", ()):
            it.unplaced["enclosure"] = attached.get("href", "")
        local_pictures(it, path.parent)
        yield it


def _moment(entry: Any, field: str) -> str:
    """Give a moment in UTC where the reader understood it, else what can be made of its text."""
    parsed = dict.get(entry, f"{field}_parsed")  # its own looks elsewhere too, and warns of it
    if parsed:
        y, mo, d, h, mi, s = parsed[:6]
        return f"{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}+00:00"
    return moment(str(dict.get(entry, field) or ""))
