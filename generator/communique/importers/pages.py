"""HTML pages: trafilatura finds the story in each."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.importers.item import ImportFaultError, Item, Place, decoded, local_pictures, moment, says_encoding, where
from communique.importers.markup import markdown


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:  # noqa: ARG001 - as every reader
    """Read a page, or each page of a folder. Raises ImportFaultError where no text is found."""
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() in {".html", ".htm"}) if path.is_dir() else [path]
    for file in files:
        try:
            yield item(file, where(file, path))
        except ImportFaultError as e:  # the others may be fine
            yield e


def item(file: Path, place: Place) -> Item:
    """Read one page."""
    import trafilatura

    data = file.read_bytes()
    declared = re.search(rb"""charset=["']?([\w-]+)""", data[:2000])
    text, encoding = _as_declared(data, declared[1].decode() if declared else "")
    html = trafilatura.extract(
        text,
        output_format="html",
        favor_recall=True,
        include_comments=False,
        include_links=True,
        include_images=True,
        include_formatting=True,
    )
    about = trafilatura.extract_metadata(text)
    if not html:
        hint = "Copy its text into a .txt file."
        raise ImportFaultError(file, "holds no story that can be told from what is round it.", hint)
    body, said = markdown(html)
    title = (about.title if about else "") or file.stem
    body = re.sub(rf"^#+ +{re.escape(title)}\s*\n+", "", body)
    it = Item(
        origin=place.origin,
        key=(about.url if about else "") or place.key(title),
        title=title,
        body=re.sub(r"^# ", "## ", body, flags=re.MULTILINE),  # the page's headline is the one of the first level
        date=moment((about.date or "") if about else ""),
        summary=" ".join((about.description or "").split()) if about else "",
        lang=(about.language or "") if about else "",
        names=tuple(dict.fromkeys([*(about.categories or ()), *(about.tags or ())])) if about else (),
        said=[*says_encoding(encoding), *said],
    )
    if about and (about.url or about.sitename):
        it.sources = [{k: v for k, v in (("publisher", about.sitename), ("title", title), ("url", about.url)) if v}]
    if about and about.author:
        it.unplaced["author"] = about.author
    local_pictures(it, file.parent)
    return it


def _as_declared(data: bytes, name: str) -> tuple[str, str]:
    text, encoding = decoded(data)
    if encoding == "Windows-1252" and name:
        try:
            return data.decode(name), name  # WHATWG: a page says its encoding
        except (LookupError, UnicodeDecodeError):
            pass
    return text, encoding
