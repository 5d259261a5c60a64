"""What templates see of every page."""

import msgspec

from communique.model.page import Link


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has."""

    route: str
    title: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    feed: str = ""
    """The route of the feed that belongs to this page."""
    lang: str = ""
    """Where it is not the site's."""
    held: str = ""
    as_of: str = ""
    """The day (`YYYY-MM-DD`) as of which the archive is shown; empty in the living one."""
    index: bool = True
    """Whether search engines shall list it."""
    notes: tuple[Link, ...] = ()
    """The archive's pages about itself, which every page links to."""
