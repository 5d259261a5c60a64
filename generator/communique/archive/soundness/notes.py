"""Notes against the record, corrections and retractions: what they name, and whether they can have been when they say."""

from collections.abc import Iterator, Sequence
from functools import cache
from unicodedata import normalize

from communique.archive.resolve import Resolver, key_of
from communique.model.article import Article, RecordNote
from communique.model.content import AnyDocument
from communique.model.dates import bounds
from communique.model.issue import Issue, did_you_mean


def faults(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Give what is wrong with the notes, corrections and retractions of all articles."""

    @cache
    def told_of() -> dict[str, str]:
        """Give the agreements that stories name, by their keys; decoding them takes long, and few archives need it."""
        articles = (d for d in documents if isinstance(d, Article))
        return {key_of("agreements", m.name): m.name for a in articles for m in a.terms.get("agreements", ())}

    for d in documents:
        if not isinstance(d, Article):
            continue
        if d.record_notes:
            yield from _notes(d)
            for note in d.record_notes:
                for b in note.basis:
                    m = b.agreement
                    if m and not resolver.find("agreements", m.name) and key_of("agreements", m.name) not in told_of():
                        names = [*told_of().values(), *(k.name for k in resolver.known["agreements"].values())]
                        hint = did_you_mean(m.name, names) or "Describe it in content/agreements/, or write it as 'text'."
                        message = f"basis: no agreement is called '{m.name[:80]}'."
                        yield Issue(d.path, m.line, m.column, message, hint, "warning", "unknown-agreement")
        if d.corrections or d.retraction:
            yield from _dates(d)


def _folded(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split()).strip(" .“”\"'«»„")


def _notes(a: Article) -> Iterator[Issue]:
    seen: dict[str, RecordNote] = {}
    for n in a.record_notes:

        def warn(message: str, hint: str, code: str, n: RecordNote = n) -> Issue:
            return Issue(a.path, n.line, n.column, f"record_notes: {message}", hint, "warning", code)

        says = _folded(n.says)
        first = seen.setdefault(says, n)
        if first is not n:
            yield warn(
                f"this was said in the note of line {first.line} already.",
                "Put together what the record says against it.",
                "note-twice",
            )
        if says == _folded(n.record):
            hint = "Write what is different in the record, or remove the note."
            yield warn("the record says the same as the source.", hint, "note-without-difference")
        if not n.basis:
            hint = "Add 'basis:' with where the record is seen."
            yield warn("nothing says what this rests on.", hint, "note-without-basis")
        if n.source and not any(n.source.name in (s.publisher, s.title, s.after) for s in a.sources):
            names = [name for s in a.sources for name in (s.publisher, s.title, s.after) if name]
            hint = did_you_mean(n.source.name, names) or "Write a publisher or a title as it stands there, or add the source."
            message = f"source: '{n.source.name[:80]}' is neither publisher nor title of any of the 'sources'."
            yield Issue(a.path, n.source.line, n.source.column, message, hint, code="unknown-source")


def _dates(a: Article) -> Iterator[Issue]:
    """Tell of what was corrected or retracted before it was published, and of corrections to what was retracted."""
    published = a.online[:10]
    gone = bounds(a.retraction.date) if a.retraction else None
    for c in a.corrections:
        days = bounds(c.date)
        if days and days[1] < published:
            message = f"corrections: {c.date} is before the story was published, on {published}."
            yield Issue(a.path, c.line, c.column, message, "Look at both dates.", "warning", "corrected-before-published")
        elif days and gone and a.retraction and days[0] > gone[1]:
            message = f"corrections: {c.date} is after the story was retracted, on {a.retraction.date}."
            hint = "What was found later belongs into the reason of the retraction."
            yield Issue(a.path, c.line, c.column, message, hint, "warning", "corrected-after-retracted")
    if a.retraction and gone and gone[1] < published:
        message = f"retraction: {a.retraction.date} is before the story was published, on {published}."
        at = a.retraction
        yield Issue(a.path, at.line, at.column, message, "Look at both dates.", "warning", "retracted-before-published")
