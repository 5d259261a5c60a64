"""Notes against the record and corrections, as pages show them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from communique.archive.story import Story
from communique.model.article import Article, Basis, RecordNote
from communique.model.document import Source
from communique.model.page import Link
from communique.plan.planner import Planner
from communique.plan.views.notes import BasisView, CorrectionView, NoteView, StoryNotes

_TITLE, _PUBLISHER, _AFTER = attrgetter("title"), attrgetter("publisher"), attrgetter("after")
_ENDS = (", ", "; ", ": ", " (", "’s ", "'s ")
"""What may follow an agreement's name where a text begins with it."""


def notes_of(p: Planner, story: Story) -> Iterator[NoteView]:
    """Show the notes of a story."""
    a = story.article
    for n, note in enumerate(a.record_notes, 1):
        yield NoteView(
            f"note-{n}",
            note.kind,
            source_of(a, note),
            publisher_of(a, note),
            note.says,
            note.record,
            tuple(view for b in note.basis if (view := _basis(p, b))),
            note.date,
        )


def notes_by_story(p: Planner, row: Iterable[tuple[Story, int]]) -> tuple[StoryNotes, ...]:
    """Show notes, given by their story and their number there from 0, with those of one story together."""
    groups = []
    for _, same in groupby(row, key=lambda e: e[0].route):
        entries = list(same)
        story = entries[0][0]
        views = tuple(notes_of(p, story))
        link = p.story_link(story)
        assert link is not None
        groups.append(StoryNotes(link, tuple(views[n] for _, n in entries)))
    return tuple(groups)


def source_of(a: Article, note: RecordNote) -> Source | None:
    """Find the source that a note is about: by its title, its publisher, or whose report this passes on."""
    if note.source is None:
        return None
    name = note.source.name
    of = ([s for s in a.sources if name == given(s)] for given in (_TITLE, _PUBLISHER, _AFTER))
    return next((found[0] for found in of if found), None)


def publisher_of(a: Article, note: RecordNote) -> str:
    """Give whose report a note is about: the publisher's, or the agency's where the note names that; or a title alone."""
    source = source_of(a, note)
    if source is None or note.source is None:
        return ""
    return source.after if note.source.name == source.after else source.publisher or source.title


def cited_in(a: Article, note: RecordNote) -> str:
    """Give the publisher of the source that a note is about; empty where the note names an agency that this passes on."""
    source = source_of(a, note)
    return source.publisher if source and source.publisher == publisher_of(a, note) else ""


def _basis(p: Planner, b: Basis) -> BasisView | None:
    """Show what a note rests on; nothing where that is a story which may not be shown."""
    if b.article:
        story = p.basis_story(b.article)
        if story:
            link = Link(b.text or story.article.title, story.route, "" if b.text else story.article.lang)
            return BasisView(link, "", b.url, b.archived)
        return BasisView(Link(b.text), "", b.url, b.archived) if b.text else None
    if b.agreement:
        name = b.agreement.name
        route = _agreement(p, name)
        return BasisView(Link(b.text or name, route), "", b.url, b.archived)
    if b.url or not b.text:
        return BasisView(Link(b.text), "", b.url, b.archived)
    for end in [len(b.text), *sorted({i for e in _ENDS if (i := b.text.find(e)) > 0}, reverse=True)]:
        if route := _agreement(p, b.text[:end]):
            return BasisView(Link(b.text[:end], route), b.text[end:], "", b.archived)
    return BasisView(Link(b.text), "", "", b.archived)


def _agreement(p: Planner, name: str) -> str:
    """Give the address of the agreement that a name means; what is shown is what was written."""
    term = p.archive.term("agreements", name) if p.shows("agreements") else None
    return term.route if term else ""


def corrections_of(p: Planner, story: Story, *, elsewhere: bool = False) -> tuple[CorrectionView, ...]:
    """Show the corrections of a story; with the story where they are shown elsewhere."""
    link = p.story_link(story) if elsewhere else None
    return tuple(CorrectionView(c.date, c.text, f"correction-{n}", link) for n, c in enumerate(story.article.corrections, 1))


def retraction_of(p: Planner, story: Story, *, elsewhere: bool = False) -> CorrectionView | None:
    """Show that a story was retracted, when and why; the last two may be missing."""
    a = story.article
    if a.status != "retracted":
        return None
    date, reason = (a.retraction.date, a.retraction.reason) if a.retraction else ("", "")
    return CorrectionView(date, reason, "retraction", p.story_link(story) if elsewhere else None)
