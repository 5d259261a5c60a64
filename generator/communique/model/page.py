"""A planned page: all that its template will see, and nothing else."""

import msgspec

from communique.model.digest import Digest


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link inside the site. Without a route, only its text is shown."""

    text: str
    route: str = ""
    lang: str = ""
    note: str = ""


class Page(msgspec.Struct, frozen=True, gc=False):
    """One file of the site, planned."""

    route: str
    kind: str
    template: str
    """Relative to the theme's `templates/`."""
    context: object
    """A frozen struct of plain data; what the template sees as `page`."""
    digest: Digest
    """Of the context, the template's name and the bodies."""
    bodies: tuple[Digest, ...] = ()
    """The texts that the page shows, by the digests under which the store keeps them."""


class Copy(msgspec.Struct, frozen=True, gc=False):
    """One file of the site that is copied as it is: a static file, a picture."""

    route: str
    source: str
    """An absolute path."""
    digest: Digest


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A file of the site as it should be."""

    path: str
    """Relative to the output folder."""
    item: Page | Copy
    digest: Digest
    theme: Digest = b""
    """Of the templates that it can reach."""
    generator: Digest = b""
    """Of the program and the settings."""
