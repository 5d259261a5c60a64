"""The ledger: every statement with its date, its address and its speaker; for which country it was said."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from communique.archive.known import held
from communique.archive.resolve import Resolver, slug_of
from communique.archive.story import Story
from communique.model.article import Article, Statement
from communique.model.dates import Edtf
from communique.model.document import Mention
from communique.model.entity import Entity, Office
from communique.model.route import slugify

NO_OFFICE = "none"
"""What stands as the office of a speaker who held none."""
WORDS = 32
"""Characters of a statement's first words in its address."""


def date_of(article: Article, statement: Statement) -> Edtf:
    """Give when a statement was made: where it does not say, the date of what its story tells, as exact as that is known."""
    return statement.date or article.event or Edtf(article.date[:10], article.date[:10], article.date[:10])


def speaker_slug(resolver: Resolver, statement: Statement) -> str:
    """Give the slug under which a speaker is filed."""
    known = resolver.find("people", statement.speaker.name)
    return known.slug if known else slug_of("people", statement.speaker.name)


_DAY = re.compile(r"\d{4}-((?:0\d|1[0-2])(?:-\d\d)?)[?~%]?")


def address(article: Article, statement: Statement, resolver: Resolver) -> str:
    """Give the address of a statement's own page: by its `id`, or else by its date, its speaker and its first words."""
    date = date_of(article, statement)
    year = date.earliest[:4]
    if statement.id:
        return f"/statements/{year}/{statement.id}/"
    day = _DAY.fullmatch(date.text)
    words = slugify(first_words(statement.text, WORDS))
    return f"/statements/{year}/{day[1] + '-' if day else ''}{speaker_slug(resolver, statement)}-{words}/"


def first_words(text: str, most: int) -> str:
    """Give as many whole words as `most` characters hold; of a longer word, and of text without blanks, its beginning."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most + 1].rpartition(" ")[0]
    return cut or text[:most]


def beginning(text: str, most: int) -> str:
    """Give the first words, and an ellipsis in the place of what follows; it replaces a comma, a dash and the like."""
    words = first_words(text, most)
    return words if len(words) == len(" ".join(text.split())) else words.rstrip(" ,;:–—-") + "…"


class Said(msgspec.Struct, frozen=True):
    """A statement and its place in the archive."""

    story: Story
    number: int
    """Its place in its story, counted from 1."""
    statement: Statement
    date: Edtf
    speaker: str
    """The slug of the person."""
    route: str

    @property
    def by_time(self) -> tuple[str, str, int, str, int]:
        """Sorts by when it was said; of two that may be of one day, the more exactly dated comes first."""
        return self.date.earliest, self.date.latest, self.story.article.moment, self.story.article.path, self.number


def said(stories: Iterable[Story], resolver: Resolver) -> list[Said]:
    """Give every statement of some stories, the oldest first."""
    found = [
        Said(
            s,
            number,
            statement,
            date_of(s.article, statement),
            speaker_slug(resolver, statement),
            address(s.article, statement, resolver),
        )
        for s in stories
        for number, statement in enumerate(s.article.statements, 1)
    ]
    return sorted(found, key=lambda x: x.by_time)


def then_held(person: Entity, date: Edtf) -> tuple[Office, ...]:
    """Give the offices that a person held on all of the days that a date may mean."""
    return tuple(o for o in person.offices if held(o.start, o.end, (date.earliest, date.latest)))


def offices_in(person: Entity, statement: Statement, date: Edtf) -> tuple[Office, ...]:
    """Give the offices in which something was said: the one that the statement names, or else those then held."""
    if statement.office:
        named = office_key(statement.office)
        same = [o for o in person.offices if office_key(o.title) == named]
        return tuple([o for o in then_held(person, date) if o in same] or same[:1])
    return then_held(person, date)


def office_key(title: str) -> str:
    """Give what two ways of writing an office's title have in common."""
    return " ".join(title.split()).casefold()


def countries_of(resolver: Resolver, statement: Statement, date: Edtf) -> Iterator[Mention]:
    """Give the countries for which something was said: those of the office, or else those of the speaker."""
    known = resolver.find("people", statement.speaker.name) or resolver.find("organisations", statement.speaker.name)
    if not known or not known.entity:
        return
    person = known.entity
    for_whom: dict[str, Mention] = {}
    for o in offices_in(person, statement, date):
        if o.country:
            for_whom[o.country.name] = o.country
        elif o.organisation:
            body = resolver.find("organisations", o.organisation.name)
            for_whom |= {m.name: m for m in (body.entity.countries if body and body.entity else ())}
    yield from for_whom.values() or person.countries
