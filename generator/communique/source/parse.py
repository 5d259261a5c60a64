"""One content file, from bytes to record and HTML; and what its result depends on."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from communique.model.article import Article
from communique.model.config import Config
from communique.model.content import AnyDocument, Note
from communique.model.digest import Digest, digest_bytes
from communique.model.document import ContentLink
from communique.model.issue import Issue
from communique.source import frontmatter, prose, scan, schema
from communique.source.body import Body
from communique.source.frontmatter import Header
from communique.source.links import in_content

MAX_BYTES = 4 * 1024 * 1024
"""Bytes in a content file; the longest treaty is a tenth of it."""


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """What one content file gives. Depends on its path, its bytes and `Parser.key` alone."""

    document: AnyDocument | None
    """None where nothing can be made of the file. One with faults may be there too, for what else can be said of it."""
    issues: tuple[Issue, ...]


encoder = msgspec.msgpack.Encoder()
decoder = msgspec.msgpack.Decoder(Parsed)


class Parser:
    """Parses content files one after another."""

    def __init__(self, config: Config, code: bytes) -> None:
        self._zone = ZoneInfo(config.timezone)
        self._trust = config.trust_html
        self.key = digest_bytes(code, config.timezone.encode(), bytes([config.trust_html]))
        """Changes whenever the same file might give another result."""

    def digest(self, path: str, data: bytes) -> Digest:
        """Give the digest under which the result is kept."""
        return digest_bytes(self.key, path.encode(), data)

    def parse(self, path: str, data: bytes, digest: Digest) -> tuple[Parsed, str]:
        """Parse one file, and give its text as HTML; faults come back as issues."""
        if len(data) > MAX_BYTES:
            return _fault(
                Issue(
                    path,
                    0,
                    0,
                    f"is longer than {MAX_BYTES // 1024 // 1024} MB, which is the most.",
                    "Divide it, or keep what is no text as a file to link to.",
                    code="file-too-long",
                )
            )
        text = scan.decode(path, data)
        if isinstance(text, Issue):
            return _fault(text)
        header = frontmatter.read(path, text)
        if isinstance(header, Issue):
            return _fault(header)
        document, issues = schema.document(path, header, digest, self._zone)
        body, faults = self._body(path, header)
        issues = [*header.issues, *issues, *faults]
        if document is None:
            return Parsed(None, tuple(issues)), ""
        links = (*body.links, *_bases(document), *_original(header)) if isinstance(document, Article) else body.links
        lead = "" if document.summary else _shorten(body.first_paragraph)
        document = msgspec.structs.replace(document, links=links, lead=lead)
        if isinstance(document, Note):
            document = msgspec.structs.replace(document, anchors=tuple(re.findall(r'<h[1-6] id="([^"]*)"', body.html)))
        if document.path.startswith("content/articles/") and not document.sources and _empty(header, "sources"):
            issues.append(
                Issue(path, 1, 0, "names no sources.", "Add 'sources:' with where this was seen.", "warning", "no-sources")
            )
        return Parsed(document, tuple(issues)), body.html

    def _body(self, path: str, header: Header) -> tuple[Body, list[Issue]]:
        ready = prose.html(header.body)
        if ready is not None:
            return Body(ready, ()), []
        body, issues = _text(trust_html=self._trust).convert(path, header.body, header.body_line)
        return body, issues


def _empty(header: Header, field: str) -> bool:
    return field not in header.fields or not header.fields[field].value.data


def _bases(article: Article) -> tuple[ContentLink, ...]:
    """Give the stories on which notes rest as links, so that the plan sees to it that they are there."""
    stories = (b.article for n in article.record_notes for b in n.basis)
    return tuple(ContentLink(m.name, m.line, m.column) for m in stories if m)


def _original(header: Header) -> tuple[ContentLink, ...]:
    """Give the article that this one translates as a link, so that the plan sees to it that it is there."""
    entry = header.fields.get("translation_of")
    if entry is None or not isinstance(entry.value.data, str) or not entry.value.data.strip():
        return ()
    target = entry.value.data.strip().removeprefix("content/")
    return (ContentLink(in_content(target), entry.value.line, entry.value.column),)


def _fault(issue: Issue) -> tuple[Parsed, str]:
    return Parsed(None, (issue,)), ""


@lru_cache(maxsize=2)
def _text(*, trust_html: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202 - named below, imported late
    from communique.source.markdown import Text  # 30 ms with its extensions; a build without changes never needs it

    return Text(trust_html=trust_html)


def _shorten(text: str, most: int = 300) -> str:
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", 0, most)].rstrip(",;:–-") + " …"
