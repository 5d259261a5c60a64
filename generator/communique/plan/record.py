"""The index of notes against the record, and that of the archive's own retractions and corrections; each with its feed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from communique.archive.moments import first_moment, modified
from communique.archive.story import Story
from communique.model.digest import digest_bytes, digest_of
from communique.model.page import Link, Page
from communique.plan.keys import keys_of
from communique.plan.noted import cited_in, corrections_of, notes_by_story, publisher_of, retraction_of
from communique.plan.planner import Planner, rfc3339
from communique.plan.sources import route_of
from communique.plan.views.notes import CorrectionsPage, CorrectionView, RecordNotesPage
from communique.plan.views.parts import Ranked
from communique.plan.views.site import FeedEntry, FeedPage

NOTES, CORRECTIONS = "/record-notes/", "/corrections/"


class _Entry(NamedTuple):
    """A note, a correction or a retraction, by its story and its number there from 0."""

    story: Story
    number: int
    name: str = ""
    """Of the publisher."""


class _Whole(NamedTuple):
    """What the first page of the list says of all notes."""

    stories: int
    kinds: tuple[tuple[str, int], ...]
    publishers: tuple[Ranked, ...]


def plan(p: Planner) -> Iterator[Page]:
    """Plan both indexes and their feeds."""
    if p.shows("record_notes"):
        yield from _notes(p)
    if p.shows("corrections"):
        yield from _corrections(p)


# notes against the record


def _notes(p: Planner) -> Iterator[Page]:
    entries = [
        _Entry(s, n, publisher_of(s.article, note))
        for s in p.archive.stories
        if s.article.record_notes
        for n, note in enumerate(s.article.record_notes)
    ]
    newest = sorted(entries, key=lambda e: (-_noted(e), e.story.article.path, e.number))
    entries.sort(key=lambda e: (_backwards(e.story.happened), e.story.route, e.number))
    kinds = Counter(e.story.article.record_notes[e.number].kind for e in entries)
    about = _Whole(
        len({e.story.route for e in entries}),
        tuple(sorted(kinds.items(), key=lambda x: (not x[0], -x[1], x[0]))),
        _publishers(p, entries),
    )
    for route, part, number in p.slices(NOTES, len(entries), p.config.page_size):
        row = entries[part]
        shown = digest_of((len(entries), *about, [e.number for e in row]))
        key = digest_bytes(p.profiles, route.encode(), shown, *(p.story_key(e.story) for e in row))
        make = partial(_notes_page, p, route, row, about, number, len(entries))
        yield p.page("record-notes", "record-notes.html", route, make, key=key)
    if p.config.feeds.terms:
        chosen = newest[: p.config.feeds.limit]
        yield _feed(p, NOTES, p.words("The source and the record"), chosen, partial(_note_entry, p))


def _publishers(p: Planner, entries: Sequence[_Entry]) -> tuple[Ranked, ...]:
    """Count the notes about each publisher's reports; its page has them too."""
    counts: Counter[str] = Counter()
    pages: dict[str, str] = {}
    for e in entries:
        counts[e.name] += 1
        if p.shows("sources") and e.name not in pages and cited_in(e.story.article, e.story.article.record_notes[e.number]):
            pages[e.name] = f"{route_of(p, e.name)}#notes"
    ranked = sorted(counts.items(), key=lambda x: (not x[0], -x[1], x[0].casefold(), x[0]))
    return tuple(Ranked(Link(name, pages.get(name, "")), count) for name, count in ranked)


def _notes_page(p: Planner, route: str, row: Sequence[_Entry], about: _Whole, number: int, count: int) -> RecordNotesPage:
    return RecordNotesPage(
        route=route,
        title=p.words("The source and the record"),
        feed=f"{NOTES}feed.xml" if p.config.feeds.terms else "",
        groups=notes_by_story(p, ((e.story, e.number) for e in row)),
        stories=about.stories,
        kinds=about.kinds if number == 1 else (),
        publishers=about.publishers if number == 1 else (),
        paginator=p.paginator(NOTES, number, count, p.config.page_size),
    )


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(n) for n in day.split("-"))


def _noted(e: _Entry) -> int:
    """Give the moment of a note: its own date, or else its story's last change."""
    date = e.story.article.record_notes[e.number].date
    return max(first_moment(date), e.story.article.online_moment) if date else modified(e.story.article)[0]


def _note_entry(p: Planner, e: _Entry) -> FeedEntry:
    a, note = e.story.article, e.story.article.record_notes[e.number]
    says = p.words("The source says: %s") % note.says
    record = p.words("The record says: %s") % note.record
    moment = rfc3339(_noted(e))
    return FeedEntry(f"{e.story.route}#note-{e.number + 1}", a.title, moment, moment, f"{says} — {record}", (), a.lang, {})


# corrections and retractions


def _corrections(p: Planner) -> Iterator[Page]:
    retracted = [_Entry(s, -1) for s in p.archive.stories if s.article.status == "retracted"]
    corrected = [_Entry(s, n) for s in p.archive.stories if s.article.corrections for n in range(len(s.article.corrections))]
    retracted.sort(key=lambda e: (-_changed(e), e.story.article.path))
    corrected.sort(key=lambda e: (-_changed(e), e.story.article.path, e.number))
    entries = [*retracted, *corrected]
    shown = digest_of((len(retracted), len(corrected)))
    for route, part, number in p.slices(CORRECTIONS, len(entries), p.config.page_size):
        row = entries[part]
        key = digest_bytes(p.basis, route.encode(), shown, keys_of(e.story for e in row), digest_of([e.number for e in row]))
        make = partial(_corrections_page, p, route, row, number, len(retracted), len(entries))
        yield p.page("corrections", "corrections.html", route, make, key=key)
    if p.config.feeds.terms:
        newest = sorted(entries, key=lambda e: (-_changed(e), e.story.article.path, e.number))
        yield _feed(p, CORRECTIONS, p.words("Corrections"), newest[: p.config.feeds.limit], partial(_correction_entry, p))


def _view(p: Planner, e: _Entry) -> CorrectionView:
    if e.number >= 0:
        return corrections_of(p, e.story, elsewhere=True)[e.number]
    view = retraction_of(p, e.story, elsewhere=True)
    assert view is not None  # only of stories that are retracted
    return view


def _corrections_page(
    p: Planner, route: str, row: Sequence[_Entry], number: int, retracted: int, count: int
) -> CorrectionsPage:
    return CorrectionsPage(
        route=route,
        title=p.words("Corrections"),
        feed=f"{CORRECTIONS}feed.xml" if p.config.feeds.terms else "",
        retractions=tuple(_view(p, e) for e in row if e.number < 0),
        corrections=tuple(_view(p, e) for e in row if e.number >= 0),
        retracted=retracted,
        paginator=p.paginator(CORRECTIONS, number, count, p.config.page_size),
    )


def _changed(e: _Entry) -> int:
    """Give the moment of a correction or a retraction, never before the story's; the story's own where none is given."""
    a = e.story.article
    date = a.corrections[e.number].date if e.number >= 0 else a.retraction.date if a.retraction else ""
    return max(first_moment(date), a.online_moment) if date else a.online_moment


def _correction_entry(p: Planner, e: _Entry) -> FeedEntry:
    a, view, moment = e.story.article, _view(p, e), rfc3339(_changed(e))
    what = p.words("retracted") if e.number < 0 else p.words("corrected")
    return FeedEntry(f"{e.story.route}#{view.anchor}", a.title, moment, moment, view.text, (what,), a.lang, {})


def _feed(p: Planner, home: str, title: str, chosen: Sequence[_Entry], entry: Callable[[_Entry], FeedEntry]) -> Page:
    route = f"{home}feed.xml"
    key = digest_bytes(p.basis, route.encode(), keys_of(e.story for e in chosen), digest_of([e.number for e in chosen]))

    def make() -> FeedPage:
        entries = tuple(entry(e) for e in chosen)
        return FeedPage(
            route=route,
            title=f"{title} · {p.config.title}",
            home=home,
            updated=max((e.updated for e in entries), default="1970-01-01T00:00:00Z"),
            entries=entries,
            full=False,
            index=False,
        )

    return p.page("feed", "feed.xml", route, make, key=key, listed=None)
