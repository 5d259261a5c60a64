"""Routes: the addresses of pages inside the site, such as `/countries/japan/` or `/feed.xml`."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from communique.model.digest import digest_bytes

MAX_SLUG_BYTES = 120
"""A file name may hold 255 bytes on most file systems; a slug stays well below, and no address is unwieldy."""


def unaccented(name: str) -> str:
    """Give a name in lower case, accents off Latin and Greek letters; in others the marks make another letter."""
    if name.isascii():
        return name.lower()
    kept: list[str] = []
    for c in unicodedata.normalize("NFD", name.casefold()):
        if unicodedata.combining(c) and kept and unicodedata.name(kept[-1], "").startswith(("LATIN", "GREEK")):
            continue
        kept.append(c)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_mark(c: str) -> bool:
    """Tell whether a character belongs to a letter before it; what asks for a picture or frames one does not."""
    return c not in "\ufe0e\ufe0f" and unicodedata.category(c) in {"Mn", "Mc"}


@lru_cache(maxsize=65536)
def slugify(name: str) -> str:
    """Turn a name into one path segment: lower case, words joined by hyphens, accents off Latin and Greek letters.

    Letters of other scripts stay as they are (RFC 3987 addresses). A name with no letter or digit, and one too long for a
    file name, get a piece of their digest, so that two such names stay apart.
    """
    folded = unaccented(name)
    slug = "-".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in folded).split())
    if slug and len(slug.encode()) <= MAX_SLUG_BYTES:
        return slug
    mark = digest_bytes(name.encode()).hex()[:8]
    short = slug.encode()[: MAX_SLUG_BYTES - 9].decode(errors="ignore").rstrip("-")
    return f"{short}-{mark}" if short else mark


PRIVATE = ".communique"
"""The folder in a site and in an output folder that holds what is only ours."""


def is_text(name: str) -> bool:
    """Tell whether a name is free of control characters, line separators and backslashes."""
    if name.isascii():
        return name.isprintable() and "\\" not in name
    return "\\" not in name and not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in name)


_PLAIN = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?")
"""A route of which there is nothing to be asked: most are such."""


def output_path(route: str) -> str:
    """Give the file, relative to the output folder, that a route is written to.

    Raises ValueError for a route that is not absolute or would leave the output folder.
    """
    if _PLAIN.fullmatch(route):
        return route[1:] + "index.html" if route[-1] == "/" else route[1:]
    parts = route.split("/")
    if parts[0] or any(p in {".", ".."} for p in parts) or "" in parts[1:-1] or parts[1] == PRIVATE or not is_text(route):
        raise ValueError(f"not a route: {route!r}")
    return route[1:] + "index.html" if route.endswith("/") else route[1:]


@lru_cache(maxsize=65536)
def _up(origin: str) -> str:
    return "../" * (origin.count("/") - 1)


@lru_cache(maxsize=65536)
def _below_root(target: str, *, portable: bool) -> str:
    path, mark, rest = target, "", ""
    if found := re.search(r"[#?]", target):
        path, mark, rest = target[: found.start()], found[0], target[found.end() :]
    index = "index.html" if portable and path.endswith("/") else ""
    return _quoted(path[1:]) + index + mark + rest


def relative(origin: str, target: str, *, portable: bool) -> str:
    """Give the link from the page at `origin` to `target`, relative, so that the site works under any path.

    A portable link names `index.html`, which a browser needs on a local disk; a clean one ends in the folder's slash.
    A fragment or query in `target` is kept.
    """
    if target.startswith(origin + "#"):
        return target[len(origin) :]
    return _up(origin) + _below_root(target, portable=portable) or "./"


def absolute(base_url: str, route: str) -> str:
    """Give a route's full address (RFC 3986) under the site's base URL, which ends in a slash."""
    return base_url + (route[1:] if _PLAIN.fullmatch(route) else _quoted(route[1:], "/#?=&"))


def _quoted(path: str, safe: str = "/") -> str:
    """Percent-encode a path (RFC 3986), but for what is so already, as the `#` of a file's name must be."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(path, safe=safe + "%"))
