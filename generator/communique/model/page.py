"""A planned page: how all that its template will see is made, and nothing else."""

from collections.abc import Callable

import msgspec

from communique.model.digest import Digest, digest_bytes, digest_of


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link inside the site. Without a route, only its text is shown."""

    text: str
    route: str = ""
    lang: str = ""
    note: str = ""
    mark: str = ""
    """`corrected` or `retracted`, of a story."""


class Page(msgspec.Struct, frozen=True):
    """One file of the site, planned. Its context is made when it is asked for, by whoever renders it."""

    route: str
    kind: str
    template: str
    """Relative to the theme's `templates/`."""
    make: Callable[[], object]
    """Makes the context; without effects."""
    key: Digest = b""
    """Of all that the context can depend on, taken broadly: while it stays, so does the context. Empty where nothing but the
    context itself tells."""
    bodies: tuple[Digest, ...] = ()
    """The texts that the page shows, by the digests under which the store keeps them."""
    listed: str | None = ""
    """For the sitemap: the day of the last change, empty where it is not known, None where search engines shall not list it."""
    origin: str = ""
    """The file that asks for the page, with line and column, for the case that two ask for one route."""
    line: int = 0
    column: int = 0

    @property
    def context(self) -> object:
        """A frozen struct of plain data, made anew each time; what the template sees as `page`."""
        return self.make()

    def fingerprint(self, context: object) -> Digest:
        """Digest the context, the template's name and the bodies."""
        return digest_bytes(self.template.encode(), digest_of(context), *self.bodies)

    @property
    def digest(self) -> Digest:
        """The fingerprint of the page as it is now."""
        return self.fingerprint(self.context)


class Ready(msgspec.Struct, frozen=True):
    """A context that is made already, for a process that has no archive to make it of."""

    context: object

    def __call__(self) -> object:
        """Give it."""
        return self.context


class Copy(msgspec.Struct, frozen=True, gc=False):
    """One file of the site that is copied as it is: a static file, a picture."""

    route: str
    source: str
    """An absolute path."""
    digest: Digest

    @property
    def key(self) -> Digest:
        """Its digest: there is no shorter way to know it."""
        return self.digest


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A file of the site as it should be."""

    path: str
    """Relative to the output folder."""
    item: Page | Copy
    theme: Digest = b""
    """Of the templates that it can reach."""
    generator: Digest = b""
    """Of the program and the settings."""
