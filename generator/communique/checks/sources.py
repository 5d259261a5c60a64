"""Sources that may rot, or were never near enough: what only somebody who looks after an archive asks, and no build does."""

from collections.abc import Iterator, Sequence

from communique.archive.archive import Archive
from communique.archive.moments import day_of
from communique.model.article import Article
from communique.model.citation import SECONDARY
from communique.model.dates import bounds
from communique.model.document import Document, Source
from communique.model.issue import Issue

CODES = frozenset(
    {
        "accessed-in-the-future",
        "archived-is-original",
        "archived-not-a-copy",
        "archived-without-url",
        "empty-source",
        "no-archived-copy",
        "no-level",
        "no-sources",
        "only-secondary",
        "rotten-without-copy",
        "source-twice",
        "url-is-a-copy",
    }
)
"""Faults of sources, by whomever they are found."""


def faults(archive: Archive, now: int) -> list[Issue]:
    """Give what is wrong with the sources of stories, profiles, pairs and notes at a moment (seconds since 1970 UTC)."""
    entities = (t.entity for terms in archive.terms.values() for t in terms.values() if t.entity)
    pairs = (p.profile for p in archive.pairs.values() if p.profile)
    documents: list[Document] = [*(s.article for s in archive.stories), *entities, *pairs, *archive.notes]
    graded = any(s.level for d in documents for s in d.sources)
    return [issue for d in documents if d.sources for issue in _of(d, day_of(now), graded=graded)]


def _of(d: Document, today: str, *, graded: bool) -> Iterator[Issue]:
    """Give the faults of one file; its levels are asked for where any file of the archive gives one."""
    online = [s for s in d.sources if s.url or s.archived]
    bare = [s for s in online if not s.archived]
    if bare:
        count = f"{len(bare)} of {len(online)} addresses have" if len(online) > 1 else "its one address has"
        hint = "Have each kept by a web archive, and give the copy's address as 'archived:'."
        yield _issue(d, bare[0], f"sources: {count} no archived copy ({_lines(bare)}).", hint, "no-archived-copy")
    unknown = [s for s in d.sources if not s.level]
    if unknown and graded:
        have = "has" if len(unknown) == 1 else "have"
        hint = "Add 'level:', how near it is to the event: primary, official, agency, press, scholarly or reference."
        message = f"sources: {len(unknown)} of {len(d.sources)} {have} no level ({_lines(unknown)})."
        yield _issue(d, unknown[0], message, hint, "no-level")
    if isinstance(d, Article) and all(s.level in SECONDARY for s in d.sources):
        levels = ", ".join(sorted({s.level for s in d.sources}))
        hint = "Look for a primary or official source, or an agency's report, and name it too."
        yield _issue(d, d.sources[0], f"sources: all are secondary ({levels}).", hint, "only-secondary")
    for s in d.sources:
        days = bounds(s.accessed) if s.accessed else None
        if days and days[0] > today:
            message = f"sources: '{s.accessed}', when it was seen, has not come yet."
            yield _issue(d, s, message, "Correct the date.", "accessed-in-the-future")


def _issue(d: Document, at: Source, message: str, hint: str, code: str) -> Issue:
    return Issue(d.path, at.line, at.column, message, hint, "warning", code)


def _lines(sources: Sequence[Source]) -> str:
    """Name the lines on which sources stand."""
    numbers = sorted({s.line for s in sources})
    return ("line " if len(numbers) == 1 else "lines ") + ", ".join(map(str, numbers))
