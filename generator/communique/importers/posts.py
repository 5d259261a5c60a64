"""A folder of posts of Hugo, Jekyll or Pelican: Markdown with a header in YAML, TOML, JSON or `Key: value` lines."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from communique.importers.item import ImportFaultError, Item, Place, decoded, local_pictures, moment, says_encoding, where
from communique.model.taxonomy import BY_KEY
from communique.source import yaml_faults

_OURS = {
    name: ours
    for ours, names in {
        "title": "title",
        "date": "date publishdate pubdate",
        "updated": "lastmod updated modified last_modified_at",
        "summary": "description summary excerpt subtitle",
        "names": "tags categories keywords category tag",
        "slug": "slug",
        "lang": "lang language locale",
        "aliases": "url permalink aliases redirect_from",
    }.items()
    for name in names.split()
}
"""What the three call a field, and what it is here."""
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?\s*([\w.-]+).*?[%>]\}\}|\{%-?\s*(\w+).*?%\}", re.DOTALL)
_FIGURE = re.compile(r"\{\{<\s*figure\s+(.*?)\s*/?>\}\}", re.DOTALL)
_PELICAN = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]+.*)*)\n?")
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:
    """Read a post, or each in a folder; those of Pelican that are reStructuredText are told as not read."""
    kinds = {".md", ".markdown", ".mkd", ".rst"}
    files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in kinds) if path.is_dir() else [path]
    for file in files:
        if file.name in {"_index.md", "README.md"}:
            continue
        try:
            yield item(file, where(file, path), columns)
        except ImportFaultError as e:  # the others may be fine
            yield e


def item(file: Path, place: Place, fields: Mapping[str, str]) -> Item:
    """Read one post. Raises ImportFaultError where its header cannot be read."""
    if file.suffix.lower() == ".rst":
        raise ImportFaultError(file, "is reStructuredText.", "Turn it into Markdown first: pandoc -f rst -t markdown.")
    text, encoding = decoded(file.read_bytes())
    header, body = _header(file, text.replace("\r\n", "\n"))
    it = Item(origin=place.origin, key="", title="", body="", said=says_encoding(encoding))
    names: list[str] = []
    for given, value in header.items():
        name = fields.get(given) or _OURS.get(given.lower(), given.lower())
        texts = [str(v) for v in (value if isinstance(value, list) else [value]) if v not in (None, "")]
        if name in {"title", "summary", "slug", "lang"}:
            setattr(it, name, " ".join(" ".join(texts).split()))
        elif name in {"date", "updated"}:
            setattr(it, name, moment(texts[0]) if texts else "")
            if texts and not getattr(it, name):
                it.unplaced[given] = texts[0]
        elif name == "names":
            names += [n.strip() for t in texts for n in (t.split(",") if not isinstance(value, list) else [t]) if n.strip()]
        elif name == "aliases":
            it.aliases += tuple(t for t in texts if t.startswith("/") and ":" not in t)
        elif name in BY_KEY:
            it.fields[name] = texts
        elif name in {"draft", "published", "status"}:
            pass  # what is imported is a draft whatever it was
        elif value not in (None, "", [], {}):
            plain = not isinstance(value, list | dict)
            it.unplaced[given] = str(value) if plain else json.dumps(value, ensure_ascii=False, default=str)
    it.names = tuple(dict.fromkeys(names))
    stem = file.parent.name if file.stem == "index" else file.stem
    if m := _DATED.fullmatch(stem):  # Jekyll
        it.date = it.date or moment(m[1])
        stem = m[2]
    it.title = it.title or stem.replace("-", " ").capitalize()
    it.slug = it.slug or stem
    it.key = place.key(it.title)
    it.body = _body(body, it)
    local_pictures(it, file.parent)
    return it


def _header(file: Path, text: str) -> tuple[dict[str, Any], str]:
    try:
        if m := re.match(r"---[ \t]*\n(.*?)\n?---[ \t]*(?:\n|$)", text, re.DOTALL):
            got, body = yaml.safe_load(m[1]) or {}, text[m.end() :]
        elif m := re.match(r"\+\+\+[ \t]*\n(.*?)\n?\+\+\+[ \t]*(?:\n|$)", text, re.DOTALL):
            got, body = tomllib.loads(m[1]), text[m.end() :]
        elif text.startswith("{"):
            got, end = json.JSONDecoder().raw_decode(text)
            body = text[end:]
        elif re.match(r"(title|date|slug):", text, re.IGNORECASE):  # Pelican
            got, at = {}, 0
            while m := _PELICAN.match(text, at):
                got[m[1]], at = " ".join(m[2].split()), m.end()
            body = text[at:]
        else:
            got, body = {}, text
    except yaml.YAMLError as e:
        line, _, said, hint = yaml_faults.explain(e, m[1] if m else "")
        raise ImportFaultError(file, f"has a header that cannot be read in line {line + 2}: {said}. {hint}") from e
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as e:
        raise ImportFaultError(file, f"has a header that cannot be read: {str(e).splitlines()[0]}.") from e
    if not isinstance(got, dict):
        raise ImportFaultError(file, "has a header that is no set of fields.")
    return {str(k): v for k, v in got.items()}, body


def _figure(m: re.Match[str]) -> str:
    got = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', m[1]))
    caption = f"\n\n*{got['caption']}*" if got.get("caption") else ""
    return f"![{got.get('alt') or got.get('caption', '')}]({got.get('src', '')}){caption}"


def _body(text: str, it: Item) -> str:
    text = _FIGURE.sub(_figure, text).replace("<!--more-->", "").replace("{{ site.baseurl }}", "").replace("{filename}", "")
    codes = dict.fromkeys(m[1] or m[2] for m in _SHORTCODE.finditer(text))
    it.said += [f"the text holds the shortcode '{code}', which nothing here understands" for code in codes]
    return text.strip() + "\n"
