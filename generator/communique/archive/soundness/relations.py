"""Several countries: files about two are about two, and one for each pair; a conference says who took part."""

from collections.abc import Iterator, Sequence

from communique.archive.described import Slugs, side, slugs_of
from communique.archive.resolve import Resolver
from communique.model.article import Article
from communique.model.content import AnyDocument, Relation
from communique.model.issue import Issue


def of_relations(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Give the faults of the files in `content/relations/`."""
    first: dict[Slugs, Relation] = {}
    for r in sorted((d for d in documents if isinstance(d, Relation)), key=lambda r: r.path):
        one, other = r.countries
        slugs = slugs_of(r, resolver)
        if slugs[0] == slugs[1]:
            state = side(one, resolver)[1]
            same = f"'{one.name}' twice" if one.name == other.name else f"'{one.name}' and '{other.name}', which are one"
            through = "" if one.name == other.name or state in {one.name, other.name} else f": {state} continues both"
            message = f"countries: names {same}{through}."
            hint = "Name the country on the other side."
            if one.name != other.name:
                hint = "A state and those that it continues share their pages. " + hint
            yield Issue(r.path, other.line, other.column, message, hint, code="pair-of-one")
            continue
        there = first.setdefault(slugs, r)
        if there is not r:
            names = " and ".join(side(m, resolver)[1] for m in r.countries)
            message = f"describes {names}, as {there.path} does."
            if {m.name for m in r.countries} != {m.name for m in there.countries}:
                message = message[:-1] + ": a state of the past counts with the one that continues it."
            yield Issue(
                r.path, one.line, one.column, message, "Keep the text in one of the two files.", code="pair-described-twice"
            )


def of_conferences(documents: Sequence[AnyDocument], resolver: Resolver) -> Iterator[Issue]:
    """Warn of conferences that name fewer than two participants."""
    for a in documents:
        if isinstance(a, Article) and a.type == "conference":
            count = len({side(m, resolver)[0] for m in a.terms.get("countries", ())})
            if count < 2:
                told = "no country" if count == 0 else "one country"
                message = f"type: a conference, and the story names {told} under 'countries'."
                hint = "Name those who took part, each with its role: {country: Japan, role: party}."
                yield Issue(a.path, a.line, a.column, message, hint, "warning", "conference-without-participants")
