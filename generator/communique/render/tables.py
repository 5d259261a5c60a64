"""Tables and other data for other programs."""

import csv as writer
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape

from communique.model.route import absolute


def csv(rows: Iterable[Sequence[str]]) -> Markup:
    """Write rows as comma-separated values (RFC 4180).

    They begin with a byte-order mark: without it, spreadsheets misread all that is not ASCII.
    """
    out = io.StringIO()
    writer.writer(out).writerows(rows)
    return Markup("\ufeff" + out.getvalue())  # noqa: S704 - no HTML


def json_text(data: Any) -> Markup:
    """Write plain data as JSON (RFC 8259), indented, letters of all scripts as they are."""
    return Markup(msgspec.json.format(msgspec.json.encode(data), indent=1).decode())  # noqa: S704 - no HTML


def sitemap(entries: Iterable[tuple[str, str]], base_url: str) -> Markup:
    """List routes and the days on which they changed, where known (sitemaps.org): an archive has tens of thousands."""
    lines = []
    for route, changed in entries:
        last = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(absolute(base_url, route))}</loc>{last}</url>")
    return Markup("\n".join(lines))  # noqa: S704 - dates and escaped addresses
