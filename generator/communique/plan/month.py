"""A month in other years: the month of the build, in the site's time zone, so that the front page holds for a month."""

from collections.abc import Iterator

from communique.archive.standing import MAKING, is_partial, turns
from communique.archive.story import Story
from communique.model.dates import Edtf, bounds, unmarked
from communique.model.page import Link
from communique.plan.days import is_round, signed_in
from communique.plan.planner import Planner
from communique.plan.views.front import InOtherYears, MonthView

MAX_ENTRIES = 8


def in_other_years(p: Planner) -> MonthView:
    """Give the stories and agreements whose day, or month, is in this month of another year.

    Of more than `MAX_ENTRIES`, those are kept in which an agreement was made, then those of a round number of years ago, then
    the latest.
    """
    month = p.archive.month
    found = [e for e in (*_stories(p, month), *_agreements(p, month)) if e.date.earliest[:4] != month[:4]]
    found.sort(key=lambda e: (e.date.earliest, e.link.route), reverse=True)
    year = int(month[:4])
    by_worth = sorted(found, key=lambda e: (e.mark != "agreement", not is_round(year - int(e.date.earliest[:4]))))
    kept = set(map(id, by_worth[:MAX_ENTRIES]))
    return MonthView(month, tuple(e for e in found if id(e) in kept), len(found) - len(kept))


def month_in(date: Edtf) -> str:
    """Give the month (`YYYY-MM`) in which an EDTF date falls or begins; empty where that is not known."""
    if date.earliest[:7] == date.latest[:7]:
        return date.earliest[:7]
    start = unmarked(date.text.partition("/")[0])
    return start[:7] if len(start) >= 7 and bounds(start) else ""


def _stories(p: Planner, month: str) -> Iterator[InOtherYears]:
    for s in p.archive.stories:
        if s.happened[4:7] == month[4:] and s.article.status != "retracted" and (date := _date(s)):
            mark = "agreement" if next(signed_in(s), None) else "story"
            yield InOtherYears(date, Link(s.article.title, s.route, s.article.lang), mark)


def _date(s: Story) -> Edtf | None:
    """Give when a story's event was, where its month is known."""
    event = s.article.event
    if event is None:
        day = s.article.date[:10]
        return Edtf(day, day, day)
    return event if month_in(event) == s.happened[:7] else None


def _agreements(p: Planner, month: str) -> Iterator[InOtherYears]:
    """Give the turns by which agreements came to be or into force; not those of which a story of that day tells."""
    if not p.shows("agreements"):
        return
    for term in p.archive.terms["agreements"].values():
        told = {s.happened for s in term.stories}
        for t in turns(term.entity) if term.entity else ():
            partial = t.given and is_partial(term.entity, t.given)  # type: ignore[arg-type]  # it has turns
            wanted = t.event in {*MAKING, "in force"} and t.first[4:7] == month[4:] and month_in(t.edtf)
            if wanted and not partial and t.first not in told:
                yield InOtherYears(t.edtf, p.link("agreements", term.slug), "agreement", t.event)
