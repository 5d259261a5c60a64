"""Tables for other programs."""

import csv as writer
import io
from collections.abc import Iterable, Sequence

from markupsafe import Markup


def csv(rows: Iterable[Sequence[str]]) -> Markup:
    """Write rows as comma-separated values (RFC 4180).

    They begin with a byte-order mark: without it, spreadsheets misread all that is not ASCII.
    """
    out = io.StringIO()
    writer.writer(out).writerows(rows)
    return Markup("\ufeff" + out.getvalue())  # noqa: S704 - no HTML
