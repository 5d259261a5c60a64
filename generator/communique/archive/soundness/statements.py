"""Statements: the office of the speaker on that day, the date, the chain, and whether the words are there twice."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from communique.archive.ledger import NO_OFFICE, address, date_of, office_key, speaker_slug, then_held
from communique.archive.resolve import Resolver, key_of
from communique.model.article import Article, Statement
from communique.model.content import AnyDocument
from communique.model.dates import Edtf, bounds
from communique.model.entity import Entity, Office
from communique.model.issue import Issue, Severity, did_you_mean, nearest
from communique.model.route import slugify

FAR = 366
"""Days between a statement and what its story tells, beyond which one of the two dates may be wrong."""
ZONES = 1
"""Days by which the dates of one moment differ around the world."""
NEAR_NAMES = 50
"""Unknown speakers for whom near names are looked for, which takes long where there are many."""


def of_statements(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Tell what cannot be, is unlikely or was forgotten in the statements of articles."""
    speaking = [d for d in documents if isinstance(d, Article) and d.statements]
    first: dict[tuple[str, str], list[_Spoken]] = {}
    for a in speaking:
        filed = _people(a, resolver)
        for s in a.statements:
            x = _Spoken(a, s, date_of(a, s), speaker_slug(resolver, s))
            if x.slug not in filed and not _is_body(s, resolver):
                yield _not_filed(x)
            known = resolver.known["people"].get(x.slug)
            if known and known.entity:
                lifeless = list(_life(x, known.entity))
                yield from lifeless or _office(x, known.entity)
            yield from _dates(x)
            yield from _chain(x)
            yield from _languages(x)
            yield from _twice(x, first.setdefault((x.slug, " ".join(s.text.split()).casefold()), []), resolver)
    yield from _unknown(speaking, resolver)


class _Spoken(msgspec.Struct, frozen=True):
    """A statement, and what is known of it."""

    article: Article
    statement: Statement
    date: Edtf
    slug: str

    def issue(self, message: str, hint: str, code: str, severity: Severity = "warning") -> Issue:
        """Make an issue at the statement's place."""
        return Issue(self.article.path, self.statement.line, self.statement.column, message, hint, severity, code)


def _people(a: Article, resolver: Resolver) -> set[str]:
    """Give the slugs of the people under whom an article is filed."""
    found = set()
    for taxonomy, mentions in a.terms.items():
        for m in mentions:
            known = resolver.find_anywhere(m.name) if taxonomy == "tags" else resolver.find(taxonomy, m.name)
            if known and known.taxonomy == "people":
                found.add(known.slug)
            elif taxonomy == "people":
                found.add(slugify(m.name))
    return found


def _is_body(s: Statement, resolver: Resolver) -> bool:
    """Tell whether an organisation that a file describes spoke, and nobody of that name."""
    return not resolver.find("people", s.speaker.name) and resolver.find("organisations", s.speaker.name) is not None


def _not_filed(x: _Spoken) -> Issue:
    speaker = x.statement.speaker
    return Issue(
        x.article.path,
        speaker.line,
        speaker.column,
        f"speaker: '{speaker.name}' speaks, and is not among the people of the story.",
        "Add the name to 'people', so that the story stands on that person's page.",
        "warning",
        "speaker-not-filed",
    )


def _unknown(speaking: Sequence[Article], resolver: Resolver) -> Iterator[Issue]:
    """Tell of speakers whom no file describes, once each, in an archive that describes most of its speakers."""
    unknown: dict[str, list[tuple[Article, Statement]]] = {}
    described = set()
    for a in speaking:
        for s in a.statements:
            known = resolver.find("people", s.speaker.name)
            if known:
                described.add(known.slug)
            elif not _is_body(s, resolver):
                unknown.setdefault(key_of("people", s.speaker.name), []).append((a, s))
    if len(unknown) > len(described):
        return
    names = [k.name for k in resolver.known["people"].values()]
    for n, row in enumerate(unknown.values()):
        a, s = row[0]
        name = s.speaker.name
        times = f", who speaks {len(row)} times" if len(row) > 1 else ""
        hint = f"Add content/people/{slugify(name)}.md with the offices held, so that each statement shows the one of its day."
        yield Issue(
            a.path,
            s.speaker.line,
            s.speaker.column,
            f"speaker: no file in content/people/ describes '{name}'{times}.",
            (did_you_mean(name, names) if n < NEAR_NAMES else "") or hint,
            "warning",
            "speaker-unknown",
        )


def _life(x: _Spoken, person: Entity) -> Iterator[Issue]:
    """Tell of words said before a speaker's birth or after the death."""
    hint = f"Correct the date, the speaker, or the life in {person.path}."
    for life, end, before in ((person.died, "died", False), (person.born, "was born", True)):
        if life is None:
            continue
        wrong = x.date.latest < life.earliest if before else x.date.earliest > life.latest
        if wrong:
            unsure = life.approximate or life.uncertain or x.date.approximate or x.date.uncertain
            order = "after" if before else "before"
            yield x.issue(
                f"{person.name} {end} {life.text}, {order} this was said ({x.date.text}).",
                hint,
                "speaker-unborn" if before else "speaker-dead",
                "warning" if unsure else "error",
            )


def _may_hold(o: Office, date: Edtf) -> bool:
    """Tell whether an office may have been held on some of the days that a date may mean."""
    start, end = bounds(o.start), bounds(o.end)
    return (start is None or start[0] <= date.latest) and (end is None or date.earliest <= end[1])


def _office(x: _Spoken, person: Entity) -> Iterator[Issue]:
    """Tell where a profile gives no office of that day, another than the statement, or several."""
    if not person.offices:
        return
    then = [o.title for o in person.offices if _may_hold(o, x.date)]
    stated = x.statement.office
    if stated == NO_OFFICE:
        surely = [o.title for o in then_held(person, x.date)]
        if surely:
            message = f"office: none, and by the profile {person.name} was {_listed(surely)} ({x.date.text})."
            yield x.issue(message, f"Remove the line, or correct the office in {person.path}.", "office-mismatch")
    elif stated:
        if office_key(stated) not in {office_key(t) for t in then}:
            near = nearest(stated, then)
            hint = f"Did you mean '{near}'?" if near else f"By {person.path} it was {_listed(then)}; correct one of the two."
            if not then:
                hint = f"Add the office to {person.path}, or correct the date."
            message = f"office: by the profile {person.name} was not '{stated}' then ({x.date.text})."
            yield x.issue(message, hint, "office-mismatch")
    elif not then:
        yield x.issue(
            f"the profile of {person.name} has no office of that day ({x.date.text}).",
            f"Add it to {person.path}, or correct the date; 'office: none' says that the speaker held none.",
            "office-gap",
        )
    else:
        surely = list(dict.fromkeys(o.title for o in then_held(person, x.date)))
        if len(surely) > 1:
            yield x.issue(
                f"{person.name} held {len(surely)} offices that day ({x.date.text}): {', '.join(surely)}.",
                f"Say in which it was said, such as 'office: {surely[-1]}'.",
                "office-ambiguous",
            )


def _listed(titles: Sequence[str]) -> str:
    return " and ".join(f"'{t}'" for t in dict.fromkeys(titles))


def _shifted(day: str, days: int) -> str:
    """Give the day so many days later; the first or last that there is where it would lie beyond."""
    number = dt.date.fromisoformat(day).toordinal() + days
    return dt.date.fromordinal(min(max(number, 1), dt.date.max.toordinal())).isoformat()


def _dates(x: _Spoken) -> Iterator[Issue]:
    """Tell of words said after their story was published, or long before or after what it tells."""
    if not x.statement.date:
        return
    a = x.article
    told = max(a.date[:10], a.online[:10], a.updated[:10])
    if x.date.earliest > _shifted(told, ZONES):
        yield x.issue(
            f"it was said {x.date.text}, after the story was published or updated ({told}).",
            "Correct the date, or say in 'published' or 'updated' when the story told this.",
            "said-after-story",
            "error",
        )
    elif a.event and (x.date.latest < _shifted(a.event.earliest, -FAR) or x.date.earliest > _shifted(a.event.latest, FAR)):
        yield x.issue(
            f"it was said {x.date.text}, more than a year from what the story tells ({a.event.text}).",
            "Correct the date; words of another time belong to a story of their own, to which this one can link.",
            "said-another-year",
        )


def _chain(x: _Spoken) -> Iterator[Issue]:
    """Tell of words that nobody passed on, or that somebody had too early."""
    s = x.statement
    if not s.via and not s.url:
        yield x.issue(
            "the statement does not say how its words came here.",
            "Name those who passed them on, from the speaker outwards: via: [broadcaster, agency, outlet]; or give the 'url' "
            "where they can be seen.",
            "no-via",
        )
    since, who = x.date.earliest, ""
    for r in s.via:
        days = bounds(r.date)
        if days is None:
            continue
        if days[1] < _shifted(since, -ZONES):
            before = f"'{who}' had them ({since})" if who else f"they were said ({x.date.text})"
            yield Issue(
                x.article.path,
                r.line,
                r.column,
                f"via: '{r.name}' had the words {r.date}, before {before}.",
                "Correct the date, or the order: the chain begins next to the speaker.",
                "warning",
                "chain-date",
            )
        else:
            since, who = max(since, days[0]), r.name


def _languages(x: _Spoken) -> Iterator[Issue]:
    """Tell of words in a language that is not named."""
    s = x.statement
    if s.original and not s.lang:
        yield x.issue("original: in which language is not said.", "Add it, such as 'lang: ru' (BCP 47).", "original-no-lang")
    elif s.translated_by and not s.lang:
        yield x.issue(
            "translated_by: from which language is not said.", "Add it, such as 'lang: ru' (BCP 47).", "translated-no-lang"
        )


def _twice(x: _Spoken, others: list[_Spoken], resolver: Resolver) -> Iterator[Issue]:
    """Tell of the same words of the same day; where both would have one address, the plan does."""
    for other in others:
        if x.date.earliest <= other.date.latest and other.date.earliest <= x.date.latest:
            if address(other.article, other.statement, resolver) != address(x.article, x.statement, resolver):
                where = f"{other.article.path}:{other.statement.line}"
                yield x.issue(
                    f"the same words of {x.statement.speaker.name} are a statement already: {where}.",
                    "Keep one of the two; another story can link to its page.",
                    "same-words-twice",
                )
            return
    others.append(x)
