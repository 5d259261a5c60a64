"""A site's way from data onto the disk, as an editor would bring it there."""

import json
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from tests.incremental.edits import Fields, Model

_NOT_IN_THE_HEADER = {"path", "links", "shown", "word", "image", "translation_of"}
"""Fields that stand in the text, or in the header in another form."""


def on_disk(model: Model) -> dict[str, bytes]:
    """Give every file of the site, by its path in the site's folder."""
    found = {}
    for thing, fields in model.items():
        match thing:
            case "site.toml":
                found["site.toml"] = _toml(fields)
            case "templates" | "static" | "pictures":
                folder = "content/pictures" if thing == "pictures" else thing
                found |= {f"{folder}/{name}": str(text).encode() for name, text in fields.items() if text is not None}
            case "fault":
                if fields["text"] is not None:
                    found["content/articles/fault.md"] = str(fields["text"]).encode(errors="surrogateescape")
            case "earlier":
                story = model.get(str(fields["of"]), {})
                if str(story.get("date", "9999")) < str(fields["until"]):
                    whole = {**fields, "path": "earlier/story.md", "of": f"content/{story['path']}", "date": story["date"]}
                    found["content/earlier/story.md"] = _document(model, thing, whole)
            case _:
                found[f"content/{fields['path']}"] = _document(model, thing, fields)
    if "static/data/x.json" in found:
        found.pop("static/data", None)
    return found


def _toml(fields: Fields) -> bytes:
    if fields["raw"] is not None:
        return str(fields["raw"]).encode()
    lines = [f"{key} = {value}" for key, value in fields.items() if value is not None and "." not in key]
    lines += [f"{key} = {value}" for key, value in fields.items() if value is not None and "." in key]
    return "\n".join(lines).encode()


def _note(model: Model, note: Fields) -> Fields:
    """Name the stories on which a note rests by their files, where these are there."""
    bases = [
        {**b, "article": f"content/{model[b['article']]['path']}"} if isinstance(b, dict) and b.get("article") in model else b
        for b in note.get("basis", ())
    ]
    return {
        **note,
        "basis": [b for b in bases if not (isinstance(b, dict) and b.get("article", "content/").startswith("story"))],
    }


def _document(model: Model, thing: str, fields: Fields) -> bytes:
    folder = posixpath.dirname(str(fields["path"]))

    def way(path: object) -> str:
        return posixpath.relpath(str(path), folder)

    header = {key: value for key, value in fields.items() if value is not None and key not in _NOT_IN_THE_HEADER}
    if image := fields.get("image"):
        picture = dict(image)
        header["image"] = {"src": way(f"pictures/{picture.pop('of')}"), "alt": "A picture", **picture}
    if events := fields.get("status_events"):
        told = {e["article"]: way(model[e["article"]]["path"]) for e in events if e.get("article") in model}
        header["status_events"] = [{**e, "article": told.get(e.get("article"))} for e in events]
    original = fields.get("translation_of")
    if original and original != thing and original in model:
        header["translation_of"] = model[original]["path"]
    if said := fields.get("statements"):  # each in words of its own: the same twice would have one address
        header["statements"] = [{**s, "text": f"{s['text']} ({thing})"} for s in said]
    if notes := fields.get("record_notes"):
        header["record_notes"] = [_note(model, note) for note in notes]
    text = [f"Text number {fields['word']}.", "## A part"]
    for target in fields.get("links", ()):
        if target.startswith("/"):
            text.append(f"See [it]({target}).")
        elif target in model and target != thing:
            text.append(f"See [{target}]({way(model[target]['path'])}#a-part).")
    if shown := fields.get("shown"):
        text.append(f"![Shown]({way(f'pictures/{shown}')})")
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items()]
    return "".join(["---\n", *lines, "---\n\n", "\n\n".join(text), "\n"]).encode()


def bring_to_disk(site: Path, files: dict[str, bytes], how: str = "write") -> int:
    """Make the site's folder hold these files, as an editor would; give how many were touched.

    A file that has moved is renamed. `how` is `write` for writing in place, `replace` for a new file moved over the old one,
    or `same time` for writing in place and putting the modification time back.
    """
    there = {path: (site / path).read_bytes() for path in _files(site)}
    (site / "content").mkdir(parents=True, exist_ok=True)
    gone = {path: data for path, data in there.items() if path not in files}
    todo = {path: data for path, data in files.items() if there.get(path) != data}
    for path in list(todo):
        source = next((p for p, data in gone.items() if data == todo[path]), None)
        if source is not None and not _in_the_way(path, gone):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(site / source, site / path)
            del gone[source], todo[path]
    for path in gone:
        (site / path).unlink()
        _remove_empty(site, path)
    for path, data in todo.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if how == "replace":
            (file.parent / f".{file.name}.tmp").write_bytes(data)
            os.replace(file.parent / f".{file.name}.tmp", file)
            continue
        before = file.stat() if file.exists() else None
        file.write_bytes(data)
        if how == "same time" and before:
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return len(todo) + len(gone)


def _in_the_way(path: str, gone: dict[str, bytes]) -> bool:
    return any(f"{path}/".startswith(f"{p}/") or f"{p}/".startswith(f"{path}/") for p in gone)


def _files(site: Path) -> Iterator[str]:
    for directory, below, names in os.walk(site):
        if ".communique" in below:
            below.remove(".communique")
        for name in names:
            yield Path(directory, name).relative_to(site).as_posix()


def _remove_empty(site: Path, path: str) -> None:
    folder = (site / path).parent
    while folder not in (site, site / "content") and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
