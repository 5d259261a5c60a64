"""What stands beside a country's stories: what it is in them, whom they name and in which office, its agreements."""

from collections import Counter
from collections.abc import Sequence

from communique.archive.agreements import heads
from communique.archive.anachronism import days_of
from communique.archive.known import Days, span
from communique.archive.standing import force_now
from communique.archive.story import Filed, Story, Term
from communique.plan.articles import agreement_view
from communique.plan.planner import Planner
from communique.plan.views.agreements import AgreementView
from communique.plan.views.terms import PersonRow

MAX_PERSONS = 7
"""People of the country itself that its page names, and people of others."""
LATEST = "9999-12-31"
"""Later than any event: under this is sorted what has no date."""


def roles(term: Term) -> tuple[tuple[str, int], ...]:
    """Count what a country is in its stories; one without a role is a party."""
    counts = Counter(next(f.role or "party" for f in s.terms["countries"] if f.slug == term.slug) for s in term.stories)
    return tuple(sorted(counts.items(), key=lambda x: (-x[1], x[0])))


def persons(p: Planner, term: Term) -> tuple[PersonRow, ...]:
    """Give the people whom most of a country's stories name: its own first, each with an office."""
    head = p.between.head(term.slug)
    counts: dict[str, int] = {}
    newest: dict[str, Story] = {}
    for s in term.stories:
        for f in s.terms.get("people", ()):
            counts[f.slug] = counts.get(f.slug, 0) + 1
            newest.setdefault(f.slug, s)
    own: list[PersonRow] = []
    others: list[PersonRow] = []
    for slug in sorted(counts, key=lambda slug: (-counts[slug], slug)):
        mine = _acted_for(p, slug, head)
        row = own if mine else others
        if len(row) < MAX_PERSONS:
            row.append(PersonRow(p.link("people", slug), counts[slug], office_on(p, slug, days_of(newest[slug].article)), mine))
        elif len(own) == len(others) == MAX_PERSONS:
            break
    return (*own, *others)


def _acted_for(p: Planner, slug: str, head: str) -> bool:
    """Tell whether somebody is of a country or held an office of it; `head` is the state that continues it today."""
    e = p.profile("people", slug)
    if e is None:
        return False
    return any(p.between.head_of(m) == head for m in e.countries) or any(
        p.between.head_of(m, span(o.start, o.end)) == head for o in e.offices for m in p.between.whose(o)
    )


def office_on(p: Planner, slug: str, days: Days) -> str:
    """Give the office that somebody held on some days, or else the last one begun by then."""
    held = p.offices_on(slug, days)
    if held:
        return held[-1]
    e = p.profile("people", slug)
    begun = [o.title for o in e.offices if o.start and span(o.start, o.end)[0] <= days[1]] if e else []
    return begun[-1] if begun else ""


def agreements_of(p: Planner, stories: Sequence[Story]) -> list[AgreementView]:
    """Give the agreements that stories name, in the order in which they were made."""
    slugs = {f.slug for s in stories for f in s.terms.get("agreements", ())}
    views = [agreement_view(p, Filed(slug)) for slug in sorted(slugs)]
    views.sort(key=lambda v: (v.signed.earliest if v.signed else LATEST, v.link.text))
    return views


def by_force(p: Planner, term: Term) -> tuple[tuple[AgreementView, ...], ...]:
    """Give a country's agreements that are in force, those that are not, and those of others; the newest first.

    Its own are those to which it is a party, under whichever name it then had, and those of which no parties are known.
    """
    head = p.between.head(term.slug)
    slugs = {f.slug for s in term.stories for f in s.terms.get("agreements", ())}
    parts: tuple[list[AgreementView], ...] = ([], [], [])
    for slug in sorted(slugs):
        e = p.profile("agreements", slug)
        if e and e.parties and head not in heads(p.archive.resolver, e):
            row = parts[2]
        else:
            row = parts[0 if e and force_now(e, p.archive.today) == "yes" else 1]
        row.append(agreement_view(p, Filed(slug)))
    for row in parts:
        row.sort(key=lambda v: v.link.text)
        row.sort(key=lambda v: v.signed.earliest if v.signed else "", reverse=True)
    return tuple(map(tuple, parts))
