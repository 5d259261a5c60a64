"""A table with a row for each story: CSV, with commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.importers.item import ImportFaultError, Item, decoded, local_pictures, moment, says_encoding
from communique.model.issue import did_you_mean
from communique.model.taxonomy import BY_KEY

OURS = ("title", "date", "updated", "summary", "lang", "slug", "body", "url", "publisher", "event_date", "dateline", "key")
"""What a column can be, besides the names of taxonomies."""
_OTHERS = {
    name: ours
    for ours, names in {
        "title": ("headline", "heading", "subject"),
        "body": ("text", "content", "article"),
        "date": ("published", "publication date", "day"),
        "summary": ("description", "abstract", "standfirst"),
        "url": ("link",),
        "publisher": ("source", "outlet"),
        "lang": ("language",),
        "key": ("id",),
        "tags": ("keywords", "categories", "category", "tag"),
        "countries": ("country",),
        "people": ("person",),
        "places": ("place",),
        "organisations": ("organisation",),
        "agreements": ("agreement",),
    }.items()
    for name in names
}
"""What people call a column, and what it is here."""


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:
    """Read a table, its columns known by their names, or by what `columns` says.

    Raises ImportFaultError where no column is a title, or a column is said to be what there is not.
    """
    text, encoding = decoded(path.read_bytes())
    csv.field_size_limit(1 << 24)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:20_000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        header = [" ".join(name.split()) for name in next(rows)]
    except StopIteration:
        raise ImportFaultError(path, "is empty.") from None
    meant = {name: _meant(path, name, columns) for name in header}
    for name in columns:
        if name not in meant:
            hint = did_you_mean(name, meant) or f"There are: {', '.join(header)}."
            raise ImportFaultError(path, f"has no column called '{name}'.", hint)
    if "title" not in meant.values():
        hint = f"Say which it is: --map '{header[0]}=title'. There are: {', '.join(header)}."
        raise ImportFaultError(path, "has no column that is a title.", hint)
    keys: dict[str, int] = {}
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _item(path, rows.line_num, dict(zip(header, row, strict=False)), meant, encoding, keys)
    except csv.Error as e:
        raise ImportFaultError(path, f"cannot be read after line {rows.line_num}: {e}.") from e


def _meant(path: Path, name: str, columns: Mapping[str, str]) -> str:
    said = columns.get(name)
    known = (*OURS, *BY_KEY)
    if said is not None and said not in known:
        hint = did_you_mean(said, known) or f"It can be: {', '.join(known)}."
        raise ImportFaultError(path, f"'{name}' cannot be '{said}'.", hint)
    plain = name.casefold().replace("_", " ")
    return said or _OTHERS.get(plain) or (plain.replace(" ", "_") if plain.replace(" ", "_") in known else "")


def _item(path: Path, line: int, row: dict[str, str], meant: dict[str, str], encoding: str, keys: dict[str, int]) -> Item:
    got: dict[str, str] = {}
    unplaced = {}
    for name, cell in row.items():
        if value := cell.strip():
            if meant[name]:
                got.setdefault(meant[name], value)
            else:
                unplaced[name] = value
    said = says_encoding(encoding)
    title = " ".join(got.get("title", "").split())
    if not title:
        title = "Untitled"
        said.append(f"line {line} has no title")
    date = moment(got.get("date", ""))
    if got.get("date") and not date:
        unplaced["date"] = got["date"]
    key = got.get("key") or got.get("url") or " ".join((title, got.get("date", "")))
    keys[key] = keys.get(key, 0) + 1
    it = Item(
        origin=path.name,
        key=key if keys[key] == 1 else f"{key} ({keys[key]})",
        title=title,
        body=got.get("body", "").replace("\r\n", "\n").strip() + "\n",
        date=date,
        updated=moment(got.get("updated", "")),
        summary=got.get("summary", ""),
        lang=got.get("lang", ""),
        slug=got.get("slug", ""),
        fields={
            **{k: got[k] for k in ("event_date", "dateline") if k in got},
            **{t: [n.strip() for n in got[t].replace(";", ",").split(",") if n.strip()] for t in BY_KEY if t in got},
        },
        unplaced=unplaced,
        said=said,
    )
    source: dict[str, str] = {k: got[k] for k in ("publisher", "url") if k in got}
    if source:
        it.sources = [source]
    local_pictures(it, path.parent)
    return it
