"""What is known of sources in general: how near each kind is to the event, and what the address of an archived copy tells."""

import datetime as dt
import re
from urllib.parse import unquote

from communique.model.document import Source

LEVELS = {
    "primary": "the document itself",
    "official": "a government or an organisation on what it did",
    "agency": "a news agency",
    "press": "a newspaper, a broadcaster or another publisher of news",
    "scholarly": "research",
    "reference": "an encyclopaedia, a handbook, a database",
}
"""From the document itself to what others wrote long after, with what each means."""
SECONDARY = frozenset({"press", "scholarly", "reference"})
"""Levels of those who tell what they have from others: a story that rests on these alone is worth a second look."""

_SNAPSHOT = re.compile(
    r"https?://[^/]+/(?:.*?/)?"
    r"(?:(?P<plain>\d{14})(?:[a-z]{2}_)?|(?P<dotted>\d{4}\.\d\d\.\d\d-\d{6}))"
    r"/(?P<of>(?:[A-Za-z][A-Za-z0-9+.-]*:/{1,2})?[^/\s]+\.[^\s]*)"
)
"""The address of a copy in a web archive whose addresses tell of what and when it was taken: the moment as 14 digits (Wayback
Machine, pywb and those like them) or as `2019.01.28-120000` (archive.today)."""


def snapshot(archived: str) -> tuple[str, str]:
    """Give the day on which an archived copy was taken, `YYYY-MM-DD`, and the address it is a copy of, as its own tells.

    Both are empty where it tells neither, as a short address does not.
    """
    found = _SNAPSHOT.fullmatch(archived)
    if not found:
        return "", ""
    digits = (found["plain"] or found["dotted"].replace(".", "").replace("-", ""))[:8]
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        day = ""
    return day, found["of"]


def version_date(source: Source) -> str:
    """Give the day for which a source is cited, `YYYY-MM-DD`: when its copy was taken, else when it was seen; else nothing."""
    day = snapshot(source.archived)[0] if source.archived else ""
    return day or (source.accessed if len(source.accessed) == 10 else "")


def same_address(one: str, other: str) -> bool:
    """Tell whether two web addresses mean the same page, but for their scheme, `www.`, escapes, fragment and last slash."""
    return _bare(one) == _bare(other)


_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:/{1,2})?(?:www\.)?([^/?#]*)([^#]*)", re.IGNORECASE)
"""Host and the rest; some archives fold the `//` of an address that stands inside theirs into `/`."""


def _bare(url: str) -> str:
    found = _ADDRESS.match(url)
    assert found is not None  # all its parts may be missing
    host = found[1].lower().removesuffix(":80").removesuffix(":443")
    return unquote(host + found[2].rstrip("/"))
