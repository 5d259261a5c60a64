"""Items into drafts in `content/articles/`: filed under what the archive knows, and once each, however often imported."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import yaml

from communique.archive.resolve import Resolver
from communique.importers.item import Item
from communique.model.digest import digest_bytes
from communique.model.issue import nearest
from communique.model.route import slugify
from communique.model.taxonomy import BY_KEY

_KNOWN = re.compile(rb'^imported: (\{"from": .*\})\s*$', re.MULTILINE)


class Drafted(msgspec.Struct, frozen=True):
    """What became of an item."""

    path: str
    """The draft, relative to the site."""
    outcome: str
    """new, changed, same or edited: one that was edited here since is left as it is."""
    title: str
    said: tuple[str, ...]


class Drafts:
    """Writes drafts into a site; with `dry`, only says what it would write."""

    def __init__(self, site: Path, resolver: Resolver, names: dict[str, set[str]], *, dry: bool = False) -> None:
        """Prepare; `names` are those that stories use already, by taxonomy."""
        self._site = site
        self._resolver = resolver
        self._dry = dry
        self._by_name = {name: key for key, of_kind in names.items() for name in of_kind}
        self._today = dt.datetime.now().astimezone().date().isoformat()
        self._there = dict(self._imported())
        self._given: dict[str, int] = {}
        """How often a name was given to a file."""

    def _imported(self) -> Iterator[tuple[tuple[str, str], Path]]:
        """Give what was imported before: by where from and what it was known by."""
        for path in sorted((self._site / "content" / "articles").rglob("*.md")):
            with path.open("rb") as f:
                head = f.read(20_000)
            if b"\nimported:" in head:
                found = _KNOWN.search(head)
                try:
                    mark = json.loads(found[1]) if found else yaml.safe_load(head.split(b"\n---", 1)[0])["imported"]
                    yield (mark["from"], mark["id"]), path
                except (ValueError, KeyError, TypeError, yaml.YAMLError):
                    continue  # no import's mark; the check of the content tells of it

    def write(self, items: Iterable[Item]) -> Iterator[Drafted]:
        """Write each item's draft, or say why not."""
        for item in items:
            said = list(item.said)
            old = self._there.get((item.origin, item.key))
            current = old.read_text("utf-8") if old else ""
            fields, unsure = self._fields(item, current)
            said += unsure
            path = old or self._path(item, fields)
            if "aliases" in fields:  # an address that stays the same leads nowhere else
                own = "/" + path.relative_to(self._site / "content" / "articles").as_posix().removesuffix(".md") + "/"
                fields["aliases"] = [a for a in item.aliases if a != own]
                if not fields["aliases"]:
                    del fields["aliases"]
            pictures = self._pictures(item, path)
            text = _text(fields, item, pictures, {"from": item.origin, "id": item.key})
            name = path.relative_to(self._site).as_posix()
            if old:
                if current == text:
                    yield Drafted(name, "same", item.title, ())
                    continue
                if not _as_written(current):
                    yield Drafted(name, "edited", item.title, ("it was edited here since, and is left as it is",))
                    continue
            if not self._dry:
                path.parent.mkdir(parents=True, exist_ok=True)
                for address, file in pictures.items():
                    data = item.pictures[address]
                    (path.parent / file).write_bytes(data if isinstance(data, bytes) else data.read_bytes())
                path.write_text(text, "utf-8")
            self._there[item.origin, item.key] = path
            yield Drafted(name, "changed" if old else "new", item.title, tuple(said))

    def _fields(self, item: Item, current: str) -> tuple[dict[str, object], list[str]]:
        """Give the header's fields, the names filed under what they mean; and what is not sure.

        `current` is the draft as it stands: a date that was made up stays what it was.
        """
        said = []
        fields: dict[str, object] = {"title": item.title, "date": item.date or self._today, "status": "draft"}
        if not item.date:
            if made_up := re.search(r"^date: (\S+)$", current, re.MULTILINE):
                fields["date"] = made_up[1]
            said.append("no date was found: it has that of its import")
        for key in ("updated", "summary", "lang"):
            if value := getattr(item, key):
                fields[key] = value
        filed: dict[str, list[str]] = {key: list(item.fields.get(key, ())) for key in BY_KEY}
        for name in item.names:
            known = self._resolver.find_anywhere(name)
            kind = known.taxonomy if known else self._by_name.get(name, "tags")
            filed[kind].append(name)
            if not known and kind == "tags" and name not in self._by_name:
                like = nearest(name, (k.name for of_kind in self._resolver.known.values() for k in of_kind.values()))
                if like:
                    said.append(f"'{name}' is near to '{like}': kept as a tag")
        for name in filed["countries"]:
            if not self._resolver.find("countries", name):
                said.append(f"no country is called '{name}'")
        fields |= {key: value for key, value in item.fields.items() if key not in BY_KEY}
        fields |= {key: list(dict.fromkeys(named)) for key, named in filed.items() if named}
        if item.aliases:
            fields["aliases"] = list(dict.fromkeys(item.aliases))
        if item.sources:
            fields["sources"] = item.sources
        return fields, said

    def _path(self, item: Item, fields: dict[str, object]) -> Path:
        """Give a file that is not there yet."""
        year, month = str(fields["date"])[:7].split("-")
        folder = self._site / "content" / "articles" / year / month
        slug = slugify(item.slug or item.title)[:80].strip("-") or "untitled"
        while True:
            number = self._given[f"{folder}/{slug}"] = self._given.get(f"{folder}/{slug}", 0) + 1
            name = slug if number == 1 else f"{slug}-{number}"
            if not (folder / f"{name}.md").exists():
                return folder / f"{name}.md"

    def _pictures(self, item: Item, path: Path) -> dict[str, str]:
        """Name each picture's file, beside the draft."""
        names = {}
        for number, (address, data) in enumerate(item.pictures.items(), 1):
            if isinstance(data, bytes):
                kind = address.removeprefix("data:image/").partition(";")[0]
                names[address] = f"{path.stem}-{number}.{kind}"
            else:
                names[address] = f"{path.stem}-{slugify(data.stem) or number}{data.suffix.lower()}"
        return names


def _text(fields: dict[str, object], item: Item, pictures: dict[str, str], mark: dict[str, str]) -> str:
    """Write a draft; its mark says by a digest that it is as it was written."""
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    # YAML has days of its own; quoted ones are the same to us and uglier to edit
    header = re.sub(r"^(date|updated): '([^']*)'$", r"\1: \2", header, flags=re.MULTILINE)
    notes = ""
    if item.unplaced:
        lines = [f"#   {name}: {' '.join(value.split())}" for name, value in item.unplaced.items()]
        notes = "\n".join(["# What has no field here:", *lines]) + "\n"
    body = item.body
    for address, file in pictures.items():
        body = body.replace(f"({address}", f"({file}").replace(f"(<{address}>", f"({file}")
    whole = f"---\n{header}{notes}imported: {json.dumps(mark | {'digest': ''}, ensure_ascii=False)}\n---\n\n{body}"
    return whole.replace('"digest": ""', f'"digest": "{_digest(whole)}"', 1)


def _digest(text: str) -> str:
    return digest_bytes(text.encode()).hex()[:16]


def _as_written(text: str) -> bool:
    """Tell whether a draft is as an import wrote it."""
    found = re.search(r'"digest": "([0-9a-f]{16})"', text)
    return bool(found) and _digest(text.replace(found[0], '"digest": ""', 1)) == found[1]  # type: ignore[index]
