"""Where in a Markdown text its links and pictures stand, and what the sanitiser will take out of them."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, unquote

from communique.model.issue import Issue

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may begin with, besides an address inside the site."""

_START = re.compile(
    r"\]\(\s*(?P<angle><)?|^ {0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*(?P<defined><)?"
    r"|\b(?:href|src)\s*=\s*(?P<quote>[\"']?)|(?P<auto><)(?=[a-z]+:)",
    re.IGNORECASE | re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_TITLE = re.compile(r"\s+(?:\"[^\n]*\"|'[^\n]*')\s*$")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ADDRESS = re.compile(r"\b(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ODD = re.compile(r'="(?!https?:|mailto:|tel:|#)[^"/]*:')
"""An attribute that may hold a scheme which is not among `SCHEMES`; the rest of the work is done only where there is one."""
MAX_STRANGE = 20
"""Elements of which one text's author is told."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\0-\x20]+")
"""What a browser passes over before and inside a scheme, or may."""


def address(folder: str, target: str) -> str:
    """Give a link's target as `content:…`, `route:…`, or as it is where it leads out of the site; without its fragment."""
    path = target.partition("#")[0]
    if not path or path.startswith(("?", "//")) or _SCHEME.match(path):
        return path
    if path.startswith("/"):
        return "route:" + unquote(path)
    inside = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return in_content(inside.removeprefix("content/") if inside.startswith("content/") else f"../{inside}")


def in_content(path: str) -> str:
    """Mark a path below `content/` as such. It is percent-encoded, so that a `#` in a name stays one; the plan decodes it."""
    return "content:" + quote(path, safe="/")


def written(source: str) -> Iterator[tuple[str, int]]:
    """Give the target of each link and picture in a text, as it is written but for escapes, and where it stands."""
    shown = _without_code(source)
    for m in _START.finditer(shown):
        yield unescape(_ESCAPED.sub(r"\1", _target(shown, m))), m.end()


class Places:
    """Finds the targets of links in a text, in the order in which they stand there."""

    def __init__(self, path: str, source: str, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._found: dict[str, list[int]] = defaultdict(list)
        folder = posixpath.dirname(path)
        for target, at in written(source):
            self._found[address(folder, target)].append(at)

    def next(self, target: str) -> tuple[int, int]:
        """Give line and column of the next link to a target, as `address` gives it; (0, 0) where it is not seen."""
        places = self._found.get(target)
        if not places:
            return 0, 0
        at = places.pop(0) if len(places) > 1 else places[0]
        return self.at(at)

    def at(self, at: int) -> tuple[int, int]:
        """Give line and column of a character."""
        return self._first_line + self._source.count("\n", 0, at), at - self._source.rfind("\n", 0, at)


def _target(source: str, m: re.Match[str]) -> str:
    start = m.end()
    if m["auto"] or m["angle"] or m["defined"]:
        end = source.find(">", start)
    elif m["quote"]:
        end = source.find(m["quote"], start)
    elif m[0].startswith("]"):
        return _in_parentheses(source, start)
    else:
        end = min((e for e in (source.find(c, start, start + 2000) for c in " \t\n>") if e >= 0), default=len(source))
    return source[start : end if end >= 0 else len(source)][:2000].strip()


def _in_parentheses(source: str, start: int) -> str:
    depth = 0
    for at in range(start, min(start + 2000, len(source))):
        if source[at] == "(":
            depth += 1
        elif source[at] == ")":
            if not depth:
                return _TITLE.sub("", source[start:at]).strip()
            depth -= 1
    return ""


def _without_code(source: str) -> str:
    """Put blanks in place of code and comments, so that what they hold is not taken for a link."""
    spans = []
    if "`" in source:
        runs = [(m.start(), m.end()) for m in re.finditer("`+", source)]
        by_length: dict[int, list[int]] = defaultdict(list)
        for n in range(len(runs) - 1, -1, -1):
            by_length[runs[n][1] - runs[n][0]].append(n)
        n = 0
        while n < len(runs):
            same = by_length[runs[n][1] - runs[n][0]]
            while same and same[-1] <= n:
                same.pop()
            if same:
                spans.append((runs[n][0], runs[same[-1]][1]))
                n = same[-1]
            n += 1
    at = source.find("<!--")
    while at >= 0:
        end = source.find("-->", at)
        if end < 0:
            break
        spans.append((at, end))
        at = source.find("<!--", end)
    if not spans:
        return source
    text = list(source)
    for start, end in spans:
        text[start:end] = (c if c == "\n" else " " for c in text[start:end])
    return "".join(text)


def left_out(path: str, source: str, html: str, first_line: int, tags: set[str]) -> list[Issue]:
    """Tell of links and elements that the sanitiser will take out of `html`, which knows the elements `tags`."""
    raw = "<" in source
    if not raw and not _ODD.search(html):
        return []
    strange = sorted({m[1].lower() for m in _TAG.finditer(html)} - tags)[:MAX_STRANGE] if raw else []
    places = Places(path, source, first_line)
    issues = []
    for target in _addresses(html):
        scheme = _scheme(target)
        if scheme and scheme not in SCHEMES:
            what = "would run a script" if scheme in {"javascript", "vbscript"} else f"begins with '{scheme[:20]}:'"
            issues.append(
                Issue(
                    path,
                    *_or_first(places.next(target.partition("#")[0].strip()), first_line),
                    f"a link that {what} was left out.",
                    "Link to an address that begins with https:// instead, or to a file.",
                    "warning",
                    "link-left-out",
                )
            )
    for tag in strange:
        m = re.search(rf"<{re.escape(tag)}\b", source, re.IGNORECASE)
        issues.append(
            Issue(
                path,
                *(places.at(m.start()) if m else (first_line, 0)),
                f"{m[0][:40] if m else '<' + tag[:40]}> is left out, as HTML that may be dangerous or means nothing.",
                "Write &lt; where a < is meant; trust_html = true in site.toml lets all HTML through.",
                "warning",
                "html-left-out",
            )
        )
    return issues


def _or_first(place: tuple[int, int], first_line: int) -> tuple[int, int]:
    return place if place[0] else (first_line, 0)


def is_file_name(alt: str, src: str) -> bool:
    """Tell whether what is said of a picture is but its file's name; one word without the ending may say what it shows."""
    name = unquote(src.partition("#")[0].rpartition("/")[2]).casefold()
    said = alt.strip().casefold()
    return bool(said) and (said == name or (said == name.rpartition(".")[0] and not said.isalpha()))


def named_as_its_file(path: str, line: int, column: int, alt: str) -> Issue:
    """Tell of a picture of which nothing is said but its file's name."""
    message = f"the words for those who do not see the picture are its file's name, '{alt[:60]}'."
    return Issue(path, line, column, message, "Write what the picture shows.", "warning", "alt-is-file-name")


def without_words(path: str, source: str, html: str, first_line: int) -> list[Issue]:
    """Tell of pictures without words for those who do not see them."""
    if "<img" not in html:
        return []
    issues = []
    places = Places(path, source, first_line)
    folder = posixpath.dirname(path)
    for m in re.finditer(r"<img\b([^>]*)>", html):
        src = re.search(r"\bsrc=\"([^\"]*)\"", m[1])
        where = places.next(address(folder, unescape(src[1]))) if src else (0, 0)
        alt = re.search(r"\balt=\"([^\"]*)\"", m[1])
        if alt and not alt[1] and re.search(r"\brole=\"(?:presentation|none)\"", m[1]):
            continue  # an ornament, and marked as such
        if alt and src and is_file_name(unescape(alt[1]), unescape(src[1])):
            issues.append(named_as_its_file(path, *_or_first(where, first_line), unescape(alt[1])))
        if not alt or not alt[1].strip():
            issues.append(
                Issue(
                    path,
                    *_or_first(where, first_line),
                    "the picture has no words for those who do not see it.",
                    "Write what it shows between the brackets: ![A handshake](picture.jpg). For a mere ornament, add "
                    "{role=presentation} after it.",
                    "warning",
                    "image-without-alt",
                )
            )
    return issues


def _addresses(html: str) -> Iterator[str]:
    for tag in _TAG.finditer(html):
        if tag[2]:
            for m in _ADDRESS.finditer(tag[2]):
                yield unescape(m[2] or m[3] or m[4] or "")


def _scheme(target: str) -> str:
    m = _SCHEME.match(_IGNORED.sub("", target))
    return m[1].lower() if m else ""
