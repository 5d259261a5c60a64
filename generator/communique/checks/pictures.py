"""Pictures and other files in `content/`: how heavy they are, and whether anything uses them."""

from collections.abc import Iterable, Iterator, Sequence

from communique.archive.archive import Archive
from communique.checks.documents import documents_of
from communique.model.issue import Issue
from communique.source.links import is_file_name, named_as_its_file
from communique.source.scan import SourceFile

HEAVY = 1_000_000
"""Bytes of a picture beyond which it is told: as much as the rest of a page's first view six times over (tests/browser)."""
PICTURES = frozenset({"apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"})
"""Endings of pictures."""
_TEXTS = (".md", ".markdown", ".mdown", ".mkd")


def faults(archive: Archive, scanned: Sequence[SourceFile], used: Iterable[str]) -> Iterator[Issue]:
    """Give what is wrong with pictures and other files; those `used` are named relative to `content/`."""
    for d in documents_of(archive):
        if d.image and is_file_name(d.image.alt, d.image.src):
            yield named_as_its_file(d.path, d.image.line, d.image.column, d.image.alt)
    shown = {f"content/{path}" for path in used}
    for f in scanned:
        if f.path.endswith(_TEXTS) or f.path.startswith("content/.well-known/"):
            continue
        picture = f.path.rpartition(".")[2].lower() in PICTURES
        if f.path not in shown:
            what = "picture" if picture else "file"
            hint = f"It is not published. Name this {what} in the article that it is for, or remove it."
            yield Issue(f.path, 0, 0, f"nothing uses this {what}.", hint, "warning", "unused-file")
        elif picture and f.size > HEAVY:
            message = f"this picture weighs {f.size / 1e6:.1f} MB, which takes long to come where the net is slow."
            hint = "Save it at most 2000 pixels wide, as JPEG or WebP at a quality of 80: that is a few hundred kilobytes."
            yield Issue(f.path, 0, 0, message, hint, "warning", "heavy-picture")
