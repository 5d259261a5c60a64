"""Countries whose name or standing is disputed: what they are called is the site's setting, not a library's default."""

from collections.abc import Iterator

import msgspec

from communique.archive.resolve import Resolver
from communique.model.config import Config, Disputed
from communique.model.issue import Issue, did_you_mean
from communique.model.route import slugify

FILE = "site.toml"
"""Where the settings stand; source/settings.py finds the lines."""


def apply(resolver: Resolver, config: Config) -> list[Issue]:
    """Give the countries of the settings' `disputed` tables their names there; the old ones lead to them as before."""
    return [issue for name, settings in config.disputed.items() for issue in _apply(resolver, name, settings)]


def _apply(resolver: Resolver, name: str, settings: Disputed) -> Iterator[Issue]:
    senses, known = resolver.senses(name), resolver.find("countries", name)
    if senses and known is None:
        meant = ", ".join(f"'{k.name}'" for k in senses.meant_ever)
        yield Issue(FILE, 0, 0, f'disputed."{name}": may mean {meant}.', "Name the one that is meant.", code="state-ambiguous")
        return
    if known is None:
        hint = did_you_mean(name, (k.name for k in resolver.known["countries"].values()))
        hint = hint or f"Add content/countries/{slugify(name)[:60]}.md, or correct the name."
        yield Issue(FILE, 0, 0, f'disputed."{name}": no country is called so.', hint, code="unknown-country")
        return
    if known.disputed is not None:
        message = f"disputed.\"{name}\": means '{known.name}', which another of these tables is about."
        yield Issue(FILE, 0, 0, message, "Put both together.", code="disputed-twice")
        return
    called = settings.name or known.name
    others = resolver.senses(called)
    other = next((k for k in others.meant_today if k is not known), None) if others else None
    if other:
        message = f"disputed.\"{name}\".name: '{called}' is a name of '{other.name}' already, by {other.where}."
        yield Issue(FILE, 0, 0, message, "Choose another, or take it out there.", code="name-taken")
        return
    slug = known.slug if known.entity or called == known.name else slugify(called)
    resolver.replace(known, msgspec.structs.replace(known, name=called, slug=slug, disputed=settings))
