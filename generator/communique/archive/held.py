"""The addresses of what is not published."""

from collections.abc import Iterator

from communique.archive.described import slugs_of
from communique.archive.ledger import address
from communique.archive.pairs import route_of as route_of_pair
from communique.archive.resolve import Resolver, addressed_names
from communique.archive.story import route_of
from communique.model.article import Article
from communique.model.content import AnyDocument, Relation
from communique.model.entity import Entity
from communique.model.route import slugify


def held_routes(d: AnyDocument, resolver: Resolver) -> Iterator[str]:
    """Give the addresses that a document which is not published will have."""
    if isinstance(d, Entity):
        yield f"/{d.taxonomy}/{d.slug or slugify(d.name)}/"
        yield from (f"/{d.taxonomy}/{slugify(alias.name)}/" for alias in addressed_names(d))
    else:
        if isinstance(d, Relation):
            yield route_of_pair(slugs_of(d, resolver))
        else:
            yield route_of(d) if isinstance(d, Article) else f"/{d.slug}/"
        yield from (alias.name for alias in d.aliases)
        if isinstance(d, Article):
            yield from (address(d, s, resolver) for s in d.statements)
